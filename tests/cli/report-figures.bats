# The figures of all reports: each is counted anew from the store (report.py), for every grouping and choice.
load common

setup_file() {
    local seed
    export BATS_TEST_TMPDIR="$BATS_FILE_TMPDIR"
    setup_home
    for seed in 1 2; do
        counted world "$seed" >"$BATS_FILE_TMPDIR/dump"
        STAGE_STORE=$(place "$seed")
        export STAGE_STORE
        stage -q db load "$BATS_FILE_TMPDIR/dump"
        copy_store "$STAGE_STORE" "$(kept_address "world-$seed")"
    done
}
setup() {
    setup_home
    use 1
    stage -q config set docent D4
}

counted() { python3 "$STAGE_TEST_SOURCE/tests/cli/report.py" "$@"; }
use() {
    STAGE_STORE=$(kept_address "world-$1")
    export STAGE_STORE
}

@test "every figure of every grouping, with and without a period" {
    counted figures 0 2
}

@test "every figure with each of the filters" {
    counted figures 2
}

@test "every figure of another store" {
    use 2
    counted figures 1 3
}

@test "the page of all has what each report has" {
    local report
    stage report overzicht --format json >all.json
    for report in contact sleutels begeleiding leerpotentieel signalen caseload; do
        stage report "$report" --format json >one.json
        python3 - "$report" <<'PY'
import json, sys
one, every, name = json.load(open("one.json")), json.load(open("all.json")), sys.argv[1]
facts = "rapport", "op", "van", "tot", "per", "team", "docent", "opleiding", "leerbedrijf", "student", "klas", "cohort"
assert {k: v for k, v in every.items() if k.startswith(name + "_")} == {name + "_" + k: v for k, v in one.items() if k not in facts}
assert "cijfers" in one
PY
    done
}

@test "all formats have the same numbers" {
    local report
    for report in contact sleutels begeleiding leerpotentieel signalen caseload inspectie overzicht; do
        counted formats "$report" --all || { echo "$report"; return 1; }
    done
    counted formats caseload --by docent
    counted formats sleutels --by maand --team Bouw
}

@test "rows are of the groups: the same options choose them" {
    # Whatever the rows say, each is of the filter.
    local report
    for report in contact sleutels begeleiding signalen caseload inspectie; do
        capture stage -q report "$report" --rows --team Horeca --all --format csv
        expect_status 0
        printf '%s\n' "$output" >rows.csv
        python3 - <<'PY'
import csv
rows = list(csv.DictReader(open("rows.csv", newline="")))
assert rows and {row["team"] for row in rows} == {"Horeca"}, {row["team"] for row in rows}
PY
    done
}

@test "counts below five do not follow from what is told" {
    counted attack
    use 2
    counted attack
}
