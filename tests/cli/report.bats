# report contact: which of the norm's moments were held, are planned, are missing.
load common

setup() { setup_placements; }

log_talk() { stage -q gesprek log "$1" "$2" --soort "$3" --nieuw --zonder-notities --force "${@:4}"; }
# gehouden, gepland, ontbreekt and welke of the placement of student $1.
counts() { stage -q report contact "$1" --columns gehouden,gepland,ontbreekt,welke --format tsv "${@:2}"; }
numbers() { stage -q report contact --rows --columns nummer --format tsv "$@" | sort | xargs; }

# Bytes, not text: $1 is a file in golden/, the rest a command.
same_bytes() {
    "${@:2}" >"$HOME/out" 2>/dev/null
    cmp "$HOME/out" "$BATS_TEST_DIRNAME/golden/$1" || { cat -A "$HOME/out"; return 1; }
}

# A store in which every column has something to say.
make_rich() {
    stage -q import - <<'EOF'
Studentnummer;Naam;Klas;Crebo;Opleiding;Docentnaam;Bedrijf;Plaats bedrijf;Begindatum;Einddatum
0300;Łukasz de Bruijn;IT4;25998;Software developer;Anna de Vries;"Smits; ""De Hoek""";Zeist;01-09-2026;04-12-2026
EOF
    log_talk 0012 2026-09-15 start
    log_talk 0012 2026-11-12 tussen --opleider nee
    stage -q gesprek plan 0012 2026-12-01 --soort tussen
    stage -q gesprek plan 0012 2027-01-20 --soort eind
    log_talk 0300 2026-09-10 start
    log_talk 0300 2026-11-10 tussen
    log_talk 0300 2026-11-20 eind
}

@test "without talks every moment is missing" {
    [ "$(counts 0012)" = "0	0	3	start, tussen, eind" ]
}

@test "each moment that is held counts once" {
    log_talk 0012 2026-09-10 start
    [ "$(counts 0012)" = "1	0	2	tussen, eind" ]
    log_talk 0012 2026-09-11 start
    [ "$(counts 0012)" = "1	0	2	tussen, eind" ]
    log_talk 0012 2026-11-10 tussen
    log_talk 0012 2027-01-10 eind
    [ "$(counts 0012 --on 2027-01-10)" = "3	0	0	" ]
}

@test "planned talks fill open moments only, and are not held" {
    stage -q gesprek plan 0012 2026-11-23 --soort tussen # today is still to come
    stage -q gesprek plan 0012 2027-01-20 --soort eind
    [ "$(counts 0012)" = "0	2	1	start" ]
    stage -q gesprek plan 0012 2027-01-21 --soort eind
    [ "$(counts 0012)" = "0	2	1	start" ]
    log_talk 0012 2026-11-20 tussen
    [ "$(counts 0012)" = "1	1	1	start" ]
    stage -q gesprek cancel 2
    stage -q gesprek cancel 3
    [ "$(counts 0012)" = "1	0	2	start, eind" ]
}

@test "an extra talk never lowers the count" {
    log_talk 0012 2026-09-10 extra
    log_talk 0012 2026-10-10 extra
    stage -q gesprek plan 0012 2026-12-10 --soort extra
    [ "$(counts 0012)" = "0	0	3	start, tussen, eind" ]
    [ "$(stage -q report contact 0012 --columns laatste,volgende,apart --format tsv)" = "2026-10-10	2026-12-10	0" ]
}

@test "a talk without one of the three is counted apart" {
    log_talk 0012 2026-09-10 start --opleider nee
    log_talk 0012 2026-09-12 start --student nee
    log_talk 0100 2026-09-12 start --docent nee
    [ "$(counts 0012)" = "0	0	3	start, tussen, eind" ]
    [ "$(stage -q report contact --rows --columns nummer,apart --format tsv)" = "0012	2
0100	1" ]
}

@test "a planned day that went by unheard of is not planned any more" {
    stage -q gesprek plan 0012 2026-11-22 --soort tussen
    [ "$(counts 0012)" = "0	0	3	start, tussen, eind" ]
    [ "$(stage -q report contact 0012 --columns volgende,onbekend --format tsv)" = "	1" ]
}


@test "--missing leaves the complete ones out" {
    make_rich
    [ "$(numbers)" = "0012 0100 0300" ]
    [ "$(numbers --missing)" = "0100" ]
    stage -q gesprek cancel 3
    [ "$(numbers --missing)" = "0012 0100" ]
}

@test "filters by student, docent, klas and opleiding" {
    make_rich
    [ "$(numbers hof)" = 0012 ]
    [ "$(numbers -d WITK)" = "0012 0100" ]
    [ "$(numbers --docent vries)" = 0300 ]
    [ "$(numbers --klas IT4)" = 0300 ]
    [ "$(numbers --klas IT3 -d vries)" = "" ]
    [ "$(numbers --opleiding 25998)" = 0300 ]
    [ "$(numbers --opleiding software)" = 0300 ]
    capture stage report contact --docent niemand
    expect_status 65
    expect_stderr "there is no docent 'niemand'"
}

@test "--on a day in the past shows what was known by then" {
    make_rich
    [ "$(counts 0300 --on 2026-11-09)" = "1	2	0	" ]
    [ "$(counts 0300 --on 2026-11-19)" = "2	1	0	" ]
    [ "$(counts 0012 --on 2026-09-14)" = "0	3	0	" ]
    stage -q gesprek cancel 4
    [ "$(counts 0012)" = "1	1	1	eind" ]
    # The cancelled one still stood on the day before.
    [ "$(counts 0012 --on gisteren)" = "1	2	0	" ]
    [ "$(numbers --on 2026-08-31)" = "" ]
    [ "$(numbers --on 2026-09-01)" = "0012 0100 0300" ]
}

@test "--on a day in the future shows what will be missing then" {
    make_rich
    [ "$(counts 0012 --on 2026-12-02)" = "1	1	1	tussen" ]
    [ "$(counts 0012 --on 2027-02-01)" = "1	0	2	tussen, eind" ]
}

@test "placements that are over are left out after 14 days, said, and shown with --all" {
    [ "$(numbers --on 2027-02-12)" = "0012 0100" ]
    capture stage report contact --rows --on 2027-02-13 --format tsv --columns nummer
    expect_output 0100
    expect_stderr "1 placement on 2027-02-13"
    expect_stderr "left out: 1 over for more than 14 days (--all shows them)"
    capture stage report contact --rows --on 2027-02-13 --all --format tsv --columns nummer
    expect_output "0012
0100"
    [[ "$stderr" != *"left out"* ]]
    stage -q plaatsing edit 1 --einde-werkelijk 2026-11-08
    [ "$(numbers)" = "0100" ]
}

@test "placements that did not begin or are not certain are counted on stderr" {
    stage -q plaatsing edit 2 --status voorlopig
    stage -q plaatsing add 0100 --bedrijf korst --begin 2027-03-01 --einde 2027-06-30
    capture stage report contact --rows --format tsv --columns plaatsing
    expect_output 1
    expect_stderr "left out: 2 not begun or not certain yet"
    stage -q plaatsing edit 3 --status vervallen
    capture stage report contact --rows --format tsv --columns plaatsing
    expect_stderr "left out: 1 not begun"
    stage -q plaatsing edit 1 --status vervallen
    [ "$(numbers)" = "" ]
}

@test "the counts stand on standard error, and -q leaves them out" {
    capture stage report contact --rows --format json
    expect_stderr "2 placements on 2026-11-23; 2 with a moment missing"
    [[ "$output" != *"with a moment"* ]]
    capture stage -q report contact --rows
    [ "$stderr" = "" ]
    # Figures have their counts in them.
    capture stage report contact
    [ "$stderr" = "" ]
}

@test "--by docent and --by opleiding add up" {
    make_rich
    local figures=plaatsingen,gehouden,gepland,ontbreekt,volledig
    [ "$(stage -q report contact --by docent --columns "docent,$figures" --format tsv)" = "Anna de Vries	1	3	0	0	1
WITK	2	1	2	3	1" ]
    stage -q report contact --by opleiding --format json >page.json
    python3 - <<'EOF'
import json
page = json.load(open("page.json"))
keys = "opleiding", "plaatsingen", "gehouden", "gepland", "ontbreekt", "volledig"
assert [[row[key] for key in keys] for row in page["cijfers"]] == [
    ["25998 Software developer", 1, 3, 0, 0, 1], [None, 2, 1, 2, 3, 1]], page["cijfers"]
assert [page["cijfers_totaal"][key] for key in keys[1:]] == [3, 4, 2, 3, 2], page["cijfers_totaal"]
EOF
    [ "$(stage -q report contact --rows --columns nummer --format tsv | wc -l)" = 3 ]
    [ "$(stage -q report contact --by docent --missing --columns "docent,$figures" --format tsv)" = "WITK	1	0	0	3	0" ]
    capture stage report contact --by klas
    expect_status 64
    expect_stderr "team, docent, opleiding, niveau, leerbedrijf, maand"
    capture stage report contact --by plaatsing
    expect_status 64
}

@test "a docent of two opleidingen stands in one row" {
    stage -q import - <<'EOF'
Studentnummer;Naam;Crebo;Opleiding
0012;Zoë van 't Hof;25998;Software developer
0100;Sem Çelik;25999;Allround baker
EOF
    stage -q docent add BOSA "An Bos"
    stage -q student add 0300 "Jan Bos" --opleiding 25998
    stage -q plaatsing add 0300 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29 -d BOSA
    [ "$(stage -q report contact --by docent --columns docent,plaatsingen --format tsv | sort)" = "BOSA	1
WITK	2" ]
    [ "$(stage -q report contact --by opleiding --columns opleiding,plaatsingen --format tsv | sort)" = "25998 Software developer	2
25999 Allround baker	1" ]
}

@test "--check prints nothing and answers by its status" {
    capture stage report contact --check
    expect_status 1
    expect_output ""
    [ "$stderr" = "" ]
    make_rich
    capture stage report contact --check --docent vries
    expect_status 0
    expect_output ""
    [ "$stderr" = "" ]
    capture stage report contact --check --klas IT3
    expect_status 1
    capture stage report contact hof --check
    expect_status 0
    capture stage report contact hof --check --on 2027-02-01
    expect_status 1
}

@test "a filter with an empty value is not an answer" {
    # --check with an unset variable of a script would be silent for ever.
    local option
    for option in --docent --opleiding --klas --on; do
        capture stage report contact --check "$option" ""
        [ "$status" -eq 64 ] || [ "$status" -eq 65 ] || { echo "$option ''"; explain; }
    done
}

@test "an empty store has an empty report" {
    rm "$STAGE_STORE"
    stage -q init
    capture stage report contact --rows --format json
    expect_status 0
    expect_output "[]"
    expect_stderr "0 placements"
    capture stage report contact --check
    expect_status 0
}

@test "the report as a table, byte for byte" {
    make_rich
    same_bytes contact.txt stage report contact --rows
    same_bytes contact-by.txt stage report contact --by docent --format table
}

@test "the report as JSON, CSV and TSV, byte for byte" {
    make_rich
    same_bytes contact.json stage report contact --rows --format json
    same_bytes contact.csv stage report contact --rows --format csv
    same_bytes contact.tsv stage report contact --rows --format tsv
    python3 -c 'import json, sys; json.load(open(sys.argv[1]))' "$BATS_TEST_DIRNAME/golden/contact.json"
}

@test "columns that are asked for, in their order" {
    make_rich
    capture stage -q report contact 0300 --columns ontbreekt,nummer,onbekend --format csv
    expect_output $'ontbreekt,nummer,onbekend\r\n0,0300,0\r'
    capture stage report contact --by docent --columns nummer
    [ "$status" -ne 0 ]
    expect_stderr "volledig"
}

@test "a class that is misspelt is an error, not good news" {
    capture stage report contact --klas IT33 --check
    expect_status 65
    expect_stderr "did you mean 'IT3'?"
}
