#!/bin/sh
# Writes the parts of a page as C strings, each named after its file: embed.sh FILE… >inline.c
set -eu
echo '/* Made by data/page/embed.sh. */'
echo '#include "cmd/inline.h"'
for file; do
    # In a page these would end or hide the element that the text stands in.
    if grep -qi -e '</script' -e '</style' -e '<!--' "$file"; then
        echo "embed.sh: $file cannot stand in a page" >&2
        exit 1
    fi
    echo "const char stage_inline_$(basename "$file" | tr . _)[] ="
    sed 's/[\\"?]/\\&/g; s/.*/    "&\\n"/' "$file"
    echo '    ;'
done
