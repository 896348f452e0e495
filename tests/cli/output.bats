# Rows out: four formats from one printer, and output that cannot be written.
load common

setup() { setup_placements; }

@test "every list has four formats" {
    local command format
    stage -q gesprek plan 0012 2026-12-07
    for command in "student list" "docent list" "leerbedrijf list" "opleider list" "plaatsing list" "gesprek list" \
        "report contact --rows" "config list" "student show 0012" "docent show WITK" \
        "opleider show smit" "plaatsing show 1" "gesprek show 1"; do
        for format in table json csv tsv; do
            # shellcheck disable=SC2086
            capture stage $command --format "$format"
            [ "$status" -eq 0 ] || { echo "$command $format"; explain; }
            [ -n "$output" ] || { echo "$command $format"; return 1; }
        done
        # shellcheck disable=SC2086
        stage -q $command -f json | python3 -c 'import json, sys; json.load(sys.stdin)'
        # The keys of JSON, the header of CSV and the words for --columns are the same.
        # shellcheck disable=SC2086
        [ "$(stage -q $command -f json | python3 -c 'import json, sys; d = json.load(sys.stdin); d = d[0] if isinstance(d, list) else d; print(",".join(d))')" = \
            "$(stage -q $command -f csv | head -1 | tr -d '\r')" ] || { echo "$command"; return 1; }
    done
    capture stage student list --format xml
    expect_status 64
    expect_stderr "table, json, csv, tsv"
    expect_output ""
}

@test "--columns chooses columns and their order" {
    [ "$(stage student list --columns klas,nummer -f csv | tr -d '\r')" = "klas,nummer
IT3,0100
IT3,0012" ]
    [ "$(stage plaatsing show 1 --columns einde,id -f json)" = '{"einde":"2027-01-29","id":1}' ]
    # Also one that a table does not show unless asked.
    stage -q plaatsing edit 1 --uren 640
    capture stage plaatsing list 0012 --columns uren
    expect_output "uren
 640"
}

@test "an unknown column is a wrong call and names those there are" {
    capture stage student list --columns nummer,naem
    expect_status 64
    expect_output ""
    expect_stderr "'naem'"
    expect_stderr "nummer, naam, klas"
    capture stage student list --columns ""
    expect_status 64
    capture stage student list --columns nummer,
    expect_status 64
    # A command that writes has then written nothing.
    capture stage student add 1 "Jan Smit" --columns naem
    expect_status 64
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM student')" = 2 ]
    capture stage import /dev/null --columns naem --dry-run
    [ "$status" -ne 0 ]
}

@test "JSON has typed values, null for missing and [] for nothing" {
    stage -q gesprek log 0012 --opleider nee -1 $'een\n"twee"\té'
    capture stage gesprek show 1 -f json --columns id,nummer,vorm,gezamenlijk,docent_aanwezig,sleutel1,datum
    expect_output '{"id":1,"nummer":"0012","vorm":null,"gezamenlijk":false,"docent_aanwezig":true,"sleutel1":"een\n\"twee\"\té","datum":"2026-11-23"}'
    stage gesprek list -f json | python3 -c '
import json, sys
row, = json.load(sys.stdin)
assert row["id"] == 1 and row["nummer"] == "0012" and row["gezamenlijk"] is False and row["vorm"] is None
assert row["sleutel1"] == "een\n\"twee\"\t\u00e9"'
    capture stage gesprek list --stand gepland -f json
    expect_output "[]"
    capture stage student list niemand -f csv
    [ "$output" = $'nummer,naam,klas,cohort,leerweg,opleiding,niveau,email\r' ]
    capture stage student list niemand -f tsv
    expect_output ""
    capture stage student list niemand
    expect_output ""
}

@test "CSV quotes what needs it and can be read back" {
    stage -q leerbedrijf add 'Smits; "De Hoek", Zeist'
    stage -q gesprek log 0012 -1 $'een\ntwee'
    stage leerbedrijf list -f csv >bedrijven.csv
    stage gesprek list -f csv --columns id,sleutel1,vorm >gesprekken.csv
    python3 - <<'EOF'
import csv
rows = list(csv.DictReader(open('bedrijven.csv', newline='', encoding='utf-8')))
assert 'Smits; "De Hoek", Zeist' in [r['naam'] for r in rows], rows
assert open('bedrijven.csv', 'rb').read().count(b'\r\n') == len(rows) + 1
row, = csv.DictReader(open('gesprekken.csv', newline='', encoding='utf-8'))
assert row == {'id': '1', 'sleutel1': 'een\ntwee', 'vorm': ''}, row
EOF
}

@test "a cell that a spreadsheet would run is text" {
    local sign
    for sign in = + - @; do
        stage -q leerbedrijf add --plaats "${sign}1+1" -- "Slager"
    done
    stage -q gesprek log 0012 -1 '=HYPERLINK("http://example.org")'
    stage leerbedrijf list slager -f csv --columns plaats >out.csv
    [ "$(tr -d '\r' <out.csv | sort)" = "$(printf '%s\n' "'=1+1" "'+1+1" "'-1+1" "'@1+1" plaats | sort)" ]
    capture stage gesprek list -f csv --columns sleutel1
    [[ "$output" == *"\"'=HYPERLINK(\"\"http"* ]]
    # Programs that do not run cells get what there is.
    [ "$(stage gesprek list -f tsv --columns sleutel1)" = '=HYPERLINK("http://example.org")' ]
}

@test "TSV keeps a row on a line" {
    stage -q gesprek log 0012 -1 $'een\ntwee\tdrie\\vier'
    [ "$(stage gesprek list -f tsv --columns id,vorm,sleutel1,soort)" = '1		een\ntwee\tdrie\\vier	tussen' ]
}

@test "TSV of one column feeds xargs" {
    stage student list --columns nummer -f tsv | xargs -n1 stage -q student edit --klas IT9
    [ "$(stage student list --klas IT9 --columns nummer -f tsv | wc -l)" = 2 ]
    stage plaatsing list --columns id -f tsv | xargs -n1 stage plaatsing rm -q
    [ "$(stage plaatsing list -f tsv)" = "" ]
}

# --- what came from outside

# Text that no command lets in, put into the store all the same.
make_hostile() {
    raw_write "
        UPDATE student SET roepnaam = 'Zoë' || char(27) || '[31m' || char(7), zoek = 'zoe hof', klas = 'a' || char(10) || 'b' || char(13) || 'c' WHERE nummer = '0012';
        UPDATE student SET roepnaam = char(8238) || 'Sem' || char(155) || '2J', zoek = 'sem hof' WHERE nummer = '0100';
        UPDATE leerbedrijf SET naam = 'De' || char(27) || ']0;titel' || char(7) || ' Korst', plaats = char(27) || 'c';
        UPDATE docent SET achternaam = char(27) || '[2J', code = 'W' || char(27) || 'K'"
}

# Nothing of what was printed moves a cursor or turns text round.
harmless() {
    if printf '%s\n%s' "$output" "$stderr" | LC_ALL=C.UTF-8 grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\x{9b}|\x{202e}'; then
        printf '%s\n%s\n' "$output" "$stderr" | cat -v
        return 1
    fi
}

@test "escapes in the store are made visible in tables" {
    make_hostile
    capture stage student list
    harmless
    [[ "$output" == *'Zoë\x1b[31m\x07'* ]]
    [[ "$output" == *'\u202eSem'* ]]
    [ "$(echo "$output" | wc -l)" = 3 ]
    local command
    for command in "student show 0012" "docent list" "docent show 1" "leerbedrijf list" "opleider list" "plaatsing list" \
        "plaatsing show 1" "report contact --rows" "report contact" "report contact --by docent"; do
        # shellcheck disable=SC2086
        capture stage $command
        harmless || { echo "$command"; return 1; }
    done
    capture stage student show 0012
    [[ "$output" == *'\x1b[31m'* ]]
}

@test "escapes in the store are made visible in messages" {
    make_hostile
    local command
    for command in "student show hof" "student edit 0012 --cohort 2025" "student rm 0012" "docent show x" \
        "leerbedrijf show korst" "leerbedrijf edit 1 --telefoon 030" "gesprek plan 0012 2026-12-07" \
        "gesprek log 0012 --zonder-notities" "plaatsing edit 1 --uren 100" "plaatsing show hof" "opleider show smit" \
        "plaatsing add 0012 --bedrijf 1 --begin 2026-10-01 --einde 2026-12-31" "gesprek plan 0012 2026-11-30" \
        "gesprek plan 0012 2030-01-01" "gesprek cancel 1"; do
        # shellcheck disable=SC2086
        capture stage $command
        harmless || { echo "$command"; return 1; }
    done
}

@test "JSON has no raw control characters" {
    make_hostile
    stage student list -f json >out.json
    python3 - <<'EOF'
import json
text = open('out.json', encoding='utf-8').read()
assert not [c for c in text if ord(c) < 32 and c != '\n']
rows = {r['nummer']: r for r in json.loads(text)}
assert rows['0012']['roepnaam' if 'roepnaam' in rows['0012'] else 'naam'].startswith('Zo\u00eb\x1b[31m')
assert rows['0012']['klas'] == 'a\nb\rc'
EOF
}

@test "the editor's template holds no escapes of the store" {
    make_hostile
    printf '#!/bin/sh\ncp "$1" "$HOME/template"\n' >editor && chmod +x editor
    status=0
    EDITOR="$HOME/editor" script -qec "stage gesprek log 0012" /dev/null </dev/null >/dev/null || status=$?
    [ -s template ]
    ! grep -qP '[\x00-\x08\x0b-\x1f]' template
    # A newline in a class does not begin a line of its own.
    ! grep -q '^b' template
}

# --- output that cannot be written

@test "a full output device is status 74" {
    local command format
    for command in "student list" "report contact" "report contact --rows" "student show 0012" "config list" "--help" "--version" "help" \
        "student --help" "student list --help" "help --format json" "config get plan.visits"; do
        # shellcheck disable=SC2086
        capture bash -c "stage $command >/dev/full"
        [ "$status" -eq 74 ] || { echo "$command"; explain; }
        expect_stderr "cannot write"
    done
    for format in table json csv tsv; do
        capture bash -c "stage student list -f $format >/dev/full"
        [ "$status" -eq 74 ] || { echo "$format"; explain; }
    done
}

@test "a full output device is noticed in long output too" {
    { echo "Studentnummer;Naam"; seq 1 3000 | sed 's/.*/9&;Student Nummer&/'; } | stage -q import -
    local format
    for format in table json csv tsv; do
        capture bash -c "stage student list -f $format >/dev/full"
        [ "$status" -eq 74 ] || { echo "$format"; explain; }
        [ "$(echo "$stderr" | grep -c 'cannot write')" = 1 ] || explain
    done
}

@test "a closed standard output is status 74, and nothing lands in the store" {
    local before
    before=$(sqlite3 "$STAGE_STORE" .dump)
    capture bash -c 'stage student list >&-'
    expect_status 74
    capture bash -c 'stage report contact -f json >&- 2>/dev/null'
    expect_status 74
    capture bash -c 'stage report contact --rows -f json >&- 2>/dev/null'
    expect_status 74
    [ "$(sqlite3 "$STAGE_STORE" .dump)" = "$before" ]
    capture bash -c 'stage student add 1 "Jan Smit" -f json >&-'
    expect_status 74
    # What prints nothing does not need it.
    capture bash -c 'stage student add 2 "Els Bos" >&-'
    expect_status 0
    capture bash -c 'stage student add 3 "Bo Vis" <&- >&- 2>&-'
    expect_status 0
    [ "$(sqlite3 "$STAGE_STORE" 'PRAGMA integrity_check')" = ok ]
    [ "$(stage student show 3 --columns naam -f tsv)" = "Bo Vis" ]
}

@test "a closed standard input is an error for what reads it" {
    capture bash -c 'stage gesprek log 0012 <&-'
    expect_status 74
    capture bash -c 'stage import - <&-'
    expect_status 74
    [ "$(stage gesprek list -f tsv)" = "" ]
}

@test "data is on standard output, all else on standard error" {
    capture stage student list -f tsv --columns nummer
    [ "$stderr" = "" ]
    capture stage student add 1 "Jan Smit"
    expect_output ""
    expect_stderr "added"
    capture stage gesprek plan 0012 2026-12-07
    expect_output ""
    [ "$stderr" != "" ]
}

@test "-q leaves only data and errors" {
    capture stage -q student add 1 "Jan Smit"
    expect_status 0
    [ "$output$stderr" = "" ]
    capture stage student add 2 "Els Bos" -q
    [ "$output$stderr" = "" ]
    capture stage --quiet student list niemand
    [ "$output$stderr" = "" ]
    capture stage student rm 2 --quiet -f json
    capture stage -q student add 1 "Jan Smit"
    expect_status 65
    expect_stderr "already"
    printf 'Studentnummer;Naam\n;x\n5;Jo\n' >bad.csv
    capture stage -q import bad.csv --skip-bad
    expect_status 1
    expect_stderr "bad.csv:2: "
    [[ "$stderr" != *"rows read"* ]]
}

@test "the format does not depend on the terminal, and there is no colour with NO_COLOR" {
    local plain
    plain=$(stage student list)
    [ "$(script -qec 'stage student list' /dev/null </dev/null | tr -d '\r')" = "$plain" ]
    unset NO_COLOR
    [ "$(stage student list)" = "$plain" ]
    # Numbers on a terminal of 40 columns are not cut off.
    script -qec 'stty cols 40; stage student list -f tsv' /dev/null </dev/null | tr -d '\r' >out
    [ "$(cat out)" = "$(stage student list -f tsv)" ]
}

@test "output that fails after the change says that it was stored" {
    err="$BATS_TEST_TMPDIR/err"
    status=0
    stage student add 77 "Jan Bos" --format json >/dev/full 2>"$err" || status=$?
    [ "$status" -eq 74 ]
    grep -q "the change itself is in the store" "$err"
    [ "$(sqlite3 "$STAGE_STORE" "SELECT count(*) FROM student WHERE nummer = '77'")" = 1 ]
}
