# Reports that are asked for wrongly, of stores that have little, and on output that cannot be written; and what every
# page says of itself.
load common

REPORTS="contact sleutels begeleiding leerpotentieel signalen caseload inspectie"

json_of() { python3 -c "import json, sys; d = json.load(sys.stdin); x = $1; print(x)"; }

@test "a choice that cannot be is refused with its reason" {
    setup_placements
    local report format
    for report in $REPORTS overzicht; do
        capture stage report "$report" --from 2026-10-01 --to 2026-09-30
        [ "$status" -eq 65 ] || { echo "$report"; explain; }
        expect_stderr "the period ends on 2026-09-30, before it begins on 2026-10-01"
        expect_output ""
        capture stage report "$report" --by klas
        [ "$status" -eq 64 ] || { echo "$report"; explain; }
        expect_output ""
    done
    for report in contact signalen; do
        capture stage report $report --team Nergens
        expect_status 65
        expect_stderr "there is no team 'Nergens'"
        capture stage report $report --klas IT33
        expect_status 65
        expect_stderr "did you mean 'IT3'?"
        capture stage report $report --opleiding 99999
        expect_status 65
        capture stage report $report --leerbedrijf zzz
        expect_status 65
        capture stage report $report --from 2026-02-29
        expect_status 64
        capture stage report $report --format csv --columns nummr
        expect_status 64
    done
    capture stage report overzicht --rows
    expect_status 64
}

@test "the column of the groups can be chosen as any other" {
    setup_placements
    stage -q config set docent WITK
    stage -q gesprek log 0012 2026-09-15 -1 "aha: een" -2 "praten: ja" -4 "meedoen: twee"
    stage -q signaal add 0012 contact "niemand neemt op" --datum 2026-09-15
    local report by
    for report in $REPORTS; do
        for by in team docent opleiding niveau leerbedrijf maand; do
            capture stage report "$report" --by $by --columns $by --format csv
            [ "$status" -eq 0 ] || { echo "$report $by"; explain; }
            [ "${output%%$'\r'*}" = $by ] || explain
        done
    done
    # It must be that of the groups that are asked for.
    capture stage report sleutels --by team --columns maand --format csv
    expect_status 65
    expect_output ""
    expect_stderr "there is no column 'maand'"
    [ "$(stage complete -- report sleutels --columns "" | cut -f1 | grep -c -x -e niveau -e maand)" = 2 ]
}

@test "rows are no page" {
    setup_placements
    local report format
    stage -q config set docent WITK
    for report in $REPORTS; do
        for format in html md text; do
            capture stage report "$report" --rows --format $format --docent WITK
            [ "$status" -eq 65 ] || { echo "$report"; explain; }
            expect_stderr "rows are written as table, json, csv or tsv"
            expect_output ""
        done
    done
}

# All reports in all formats; each must say something and end well.
all_of_them() {
    local report format
    for report in $REPORTS; do
        for format in text html json table csv; do
            capture stage report "$report" --format $format "$@"
            [ "$status" -eq 0 ] || { echo "$report $format"; explain; return 1; }
            [ -n "$output" ] || [ $format = table ] || { echo "$report $format: nothing"; return 1; }
        done
    done
    for format in text md html json; do
        capture stage report overzicht --format $format "$@"
        [ "$status" -eq 0 ] || { echo "overzicht $format"; explain; return 1; }
    done
}

@test "an empty store has reports that say so" {
    setup_store
    all_of_them
    local report
    for report in $REPORTS; do
        [ "$(stage report "$report" --format json | json_of "d['cijfers'], 'cijfers_totaal' in d, d['weggelaten']")" = "([], False, [])" ]
        stage report "$report" >page
        grep -q "nothing to count" page
        grep -q "nothing was left out" page
    done
}

@test "placements without talks, teams, docenten or opleidingen" {
    setup_store
    stage -q leerbedrijf add "De Korst"
    stage -q student add 1 "Bo Vis"
    stage -q student add 2 "Jo Bos"
    stage -q plaatsing add 1 --bedrijf korst --begin 2024-02-29 --einde 2026-11-23
    stage -q plaatsing add 2 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29 --status voorlopig
    all_of_them
    [ "$(stage report contact --format json | json_of "[(r['team'], r['plaatsingen']) for r in d['cijfers']], [r['aantal'] for r in d['weggelaten']]")" = "([(None, 1)], [1])" ]
    [ "$(stage report contact --on 2024-02-29 --format json | json_of "d['van'], d['cijfers_totaal']['plaatsingen']")" = "('2024-02-15', 1)" ]
    [ "$(stage report contact --on 2024-02-28 --format json | json_of "d['cijfers'], [r['aantal'] for r in d['weggelaten']]")" = "([], [2])" ]
    stage -q plaatsing edit 2 --status vervallen
    [ "$(stage report inspectie --format json | json_of "d['cijfers_totaal']['plaatsingen'], d['weggelaten']")" = "(1, [])" ]
    stage -q plaatsing edit 1 --status vervallen
    [ "$(stage report caseload --format json | json_of "d['cijfers'], d['weggelaten']")" = "([], [])" ]
}

@test "every page says what it is about, what is counted and what is left out" {
    setup_placements
    stage -q plaatsing edit 2 --status voorlopig
    local report format
    for report in $REPORTS overzicht; do
        stage report "$report" --from 2026-09-01 --to 2026-10-31 --klas IT3 --format json >page.json
        for format in text md html; do
            stage report "$report" --from 2026-09-01 --to 2026-10-31 --klas IT3 --format $format >page
            python3 - "$report" $format <<'PY'
import html, json, re, sys
page, text = json.load(open("page.json")), open("page").read()
text = re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", " ", text, flags=re.S) if sys.argv[2] == "html" else text.replace("\\", "")
plain = lambda words: re.sub(r"\s+", " ", html.unescape(words))
text = plain(text)
said = [row for key, rows in page.items() if key.endswith("definities") for row in rows]
assert len(said) >= 3
for row in said:
    assert row["begrip"] in text and plain(row["betekenis"]) in text, row
for fact in "2026-11-23", "2026-09-01", "2026-10-31", "IT3":
    assert fact in text, fact
for key, rows in page.items():
    if key.endswith("weggelaten"):
        assert rows == [{"reden": "placements that begin after 2026-10-31, or are not certain yet", "aantal": 1}], rows
assert "or are not certain yet" in text
if sys.argv[1] in ("contact", "inspectie", "overzicht"):
    assert "standaard" in text and "bpv_monitor" in text
PY
        done
    done
}

@test "output that cannot be written is status 74" {
    setup_placements
    local report format
    for report in contact sleutels signalen overzicht "bewijs 1" "contact --rows"; do
        for format in json html csv; do
            case "$report $format" in "overzicht csv" | "bewijs 1 csv" | "contact --rows html") continue ;; esac
            capture bash -c "stage report $report --format $format >/dev/full"
            [ "$status" -eq 74 ] || { echo "$report $format"; explain; }
            expect_stderr "cannot write"
        done
        capture bash -c "stage report $report --format json >&- 2>/dev/null"
        [ "$status" -eq 74 ] || { echo "$report"; explain; }
    done
}
