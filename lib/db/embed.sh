#!/bin/sh
# Writes the migrations, given in order of their numbers, as a C table: embed.sh FILE.sql … > migrations.c
set -eu
echo '/* Made from lib/db/sqlite/ by lib/db/embed.sh. */'
echo '#include "db/driver.h"'
echo 'const StageMigration stage_sqlite_migrations[] = {'
for file; do
    base=$(basename "$file" .sql)
    number=$(printf '%s' "${base%%-*}" | sed 's/^0*//')
    printf '    { %s, "%s", "%s",\n' "$number" "${base#*-}" "$(sha256sum <"$file" | cut -d' ' -f1)"
    sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/      "&\\n"/' "$file"
    echo '    },'
done
echo '    { 0, NULL, NULL, NULL },'
echo '};'
