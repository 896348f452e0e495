# Whatever can be derived from the table of commands is checked for every row of it.
load common

setup() {
    setup_home
    pages="$STAGE_TEST_SOURCE/man"
}

# "gesprek log", a line per command, the hidden ones too.
commands() {
    stage help --format json |
        python3 -c 'import json, sys
for c in json.load(sys.stdin)["commands"]: print(c["command"].removeprefix("stage "))'
}

manual() {
    stage help --format json | python3 "$STAGE_TEST_SOURCE/tests/cli/manual.py" "$1"
}

@test "the table has rows, and every one is run below" {
    [ "$(commands | wc -l)" -ge 37 ]
    commands | grep -qx 'gesprek log'
    commands | grep -qx complete
}

@test "--help of every command and noun goes to standard output" {
    commands >rows
    cut -d' ' -f1 rows | sort -u >nouns
    while read -r -a words; do
        for help in --help -h; do
            capture stage "${words[@]}" "$help"
            expect_status 0
            [ -z "$stderr" ] || explain
            [[ "$output" == "usage: stage ${words[*]}"* ]] || explain
        done
    done < <(cat rows nouns)
}

@test "help explains every command as --help does" {
    commands >rows
    while read -r -a words; do
        capture stage help "${words[@]}"
        expect_status 0
        expect_output "$(stage "${words[@]}" --help)"
    done <rows
}

@test "--help lists every noun" {
    stage --help >help
    commands | grep -vx complete | cut -d' ' -f1 | sort -u >nouns
    while read -r noun; do
        grep -q "^  $noun " help || { echo "$noun"; return 1; }
    done <nouns
    ! grep -q '^  complete' help
}

@test "an unknown option is one error, one line of usage, and status 64" {
    commands >rows
    while read -r -a words; do
        for option in --bestaatniet -Z --bestaatniet=1; do
            capture stage "${words[@]}" "$option"
            expect_status 64
            expect_output ""
            mapfile -t lines <<<"$stderr"
            [ ${#lines[@]} -eq 2 ] || explain
            [ "${lines[0]}" = "stage ${words[*]}: unknown option '${option%=1}'" ] || explain
            [[ "${lines[1]}" == "usage: stage ${words[*]}"* ]] || explain
        done
    done <rows
}

@test "an option without its value is status 64" {
    stage help --format json | python3 -c 'import json, sys
table = json.load(sys.stdin)
for c in table["commands"]:
    for o in c["options"] + c["output"] + table["options"]:
        if o["kind"] != "flag":
            print(c["command"].removeprefix("stage "), "--" + o["name"])' >rows
    [ "$(wc -l <rows)" -gt 100 ]
    while read -r -a words; do
        capture stage "${words[@]}"
        expect_status 64
        expect_output ""
        [ "$(wc -l <<<"$stderr")" -eq 2 ] || explain
    done <rows
}

@test "the manual pages and the table agree" {
    run manual "$pages"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "that check sees what is missing, too much or wrong" {
    cp -r "$pages" pages
    sed -i '/^\.Op Fl -nieuw$/d' pages/stage-gesprek.1
    sed -i 's/^\.It Fl k , Fl -klas Ns/.It Fl K , Fl -klas Ns/' pages/stage-student.1
    sed -i 's/^\.It Cm telefoon$/.It Cm fax/' pages/stage-docent.1
    sed -i 's/^\.Op Ar VALUE$/.Ar VALUE/' pages/stage-config.1
    sed -i 's/--dry-run/--dryrun/' pages/stage-import.1
    rm pages/stage-init.1
    cp pages/stage-help.1 pages/stage-nergens.1
    run manual pages
    [ "$status" -eq 1 ]
    for fault in "stage-gesprek.1 (log): SYNOPSIS option ('nieuw', None, False) is missing" \
        "stage-student.1 (list): option ('klas', 'K', 'KLAS') does not exist" \
        "stage-docent.1 (show): column telefoon is missing" \
        "stage-config.1 (set): SYNOPSIS has the arguments" \
        "--dryrun does not exist" "stage-init.1: is not there" "page stage-nergens.1 does not exist"; do
        [[ "$output" == *"$fault"* ]] || { echo "not seen: $fault"; echo "$output"; return 1; }
    done
}

@test "stage(5) has the settings of config list, and their defaults" {
    sed -n '/^\.Ss Norms/q; s/^\.It Cm //p' "$pages/stage.5" | sort >said
    stage config list --format tsv --columns key | sort >known
    diff known said
    while IFS=$'\t' read -r key value; do
        [ -z "$value" ] || sed -n "/^\.It Cm $key\$/,/^\.It/p" "$pages/stage.5" |
            grep -q "^The default is $value\.\$" || { echo "$key: $value"; return 1; }
    done < <(stage config list --format tsv --columns key,value)
}

@test "stage(5) has the keys of a norm" {
    sed -n '/^\.Ss Norms/,/^\.Sh/s/^\.It Cm //p' "$pages/stage.5" | sed 's/ , Cm /\n/g' | sort >said
    stage norm show --format tsv --columns sleutel | sort | diff - said
}

@test "the example of stage(5) is a configuration" {
    sed -n '/^\.Bd -literal$/,/^\.Ed$/{/^\./!p}' "$pages/stage.5" >try.conf
    STAGE_CONFIG_SYSTEM=$PWD/try.conf stage config list --format tsv --columns key,source >list
    [ "$(grep -c "try.conf$" list)" -eq "$(wc -l <list)" ]
}

@test "stage-import(1) has the fields of an import and the headers that mean them" {
    python3 - "$STAGE_TEST_SOURCE" <<'PYTHON'
import re, sys
source = open(sys.argv[1] + "/lib/import/row.c", encoding="utf-8").read()
rows = re.findall(r'\{ "([a-z_.]+)",[^{}]*?HEADERS\(([^)]*)\)', source)
known = {field: re.findall(r'"(\w+)"', headers) for field, headers in rows}
said, field = {}, None
for line in open(sys.argv[1] + "/man/stage-import.1", encoding="utf-8"):
    if m := re.match(r"\.It Cm ([a-z_.]+)$", line):
        field = m[1]
        said[field] = None
    elif line == ".br\n":
        said[field] = []
    elif line.startswith("."):
        field = None if line.startswith(".El") else field
    elif field and said[field] is not None:
        said[field] += re.findall(r"\w+", line)
said = {f: h for f, h in said.items() if h}
assert len(known) > 30, len(known)
for f in known.keys() | said.keys():
    assert known.get(f) == said.get(f), (f, known.get(f), said.get(f))
PYTHON
}

@test "stage(1) has the exit statuses of the program" {
    sed -n '/^enum {/,/^};/s/^ *[A-Z]* = \([0-9]*\),*$/\1/p' "$STAGE_TEST_SOURCE/cmd/main.c" >known
    sed -n '/^\.Sh EXIT STATUS/,/^\.Sh EX/s/^\.It \([0-9]*\)$/\1/p' "$pages/stage.1" >said
    [ "$(wc -l <known)" -ge 10 ]
    diff known said
}

@test "every page is clean to mandoc and installed" {
    for page in "$pages"/*.[15]; do
        mandoc -T lint -W warning "$page"
        [ -f "$STAGE_TEST_ROOT/share/man/man${page##*.}/${page##*/}" ] || { echo "$page"; return 1; }
    done
}

@test "a verb that is missing or unknown is status 64" {
    # Of a noun that is a command itself, such as import, the next word is an argument.
    for noun in $(commands | awk 'NF == 1 { self[$1] } NF == 2 { verbs[$1] } END { for (n in verbs) if (!(n in self)) print n }'); do
        for verb in "" bestaatniet; do
            capture stage "$noun" $verb
            expect_status 64
            expect_output ""
            [ "$(wc -l <<<"$stderr")" -eq 2 ] || explain
        done
    done
}
