#!/bin/sh
# Writes the migrations of an engine, given in order of their numbers, as a C table: embed.sh ENGINE FILE.sql … > migrations.c
set -eu
engine=$1
shift
echo "/* Made from lib/db/$engine/ by lib/db/embed.sh. */"
echo '#include "db/driver.h"'
echo "const StageMigration stage_${engine}_migrations[] = {"
for file; do
    base=$(basename "$file" .sql)
    number=$(printf '%s' "${base%%-*}" | sed 's/^0*//')
    printf '    { %s, "%s", "%s",\n' "$number" "${base#*-}" "$(sha256sum <"$file" | cut -d' ' -f1)"
    sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/      "&\\n"/' "$file"
    echo '    },'
done
echo '    { 0, NULL, NULL, NULL },'
echo '};'
