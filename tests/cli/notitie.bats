# Notes of a talk: under which key, about which aspect, and what a docent keeps to themself.
load common

setup() {
    setup_placements
    stage -q gesprek log 0012 gisteren --zonder-notities
}

field() { stage notitie show "$1" --columns "$2" --format tsv; }
ids() { stage notitie list "$@" --columns id --format tsv | xargs; }
stored() { sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM notitie'; }

# --- under its key

@test "an aspect tells the key, for each of the fourteen" {
    local key aspect n=0
    while read -r key aspect; do
        n=$((n + 1))
        stage -q notitie add 1 "over $aspect" --aspect "$aspect"
        [ "$(field "$n" sleutel,aspect,tekst)" = "$key	$aspect	over $aspect" ] || { echo "$aspect"; return 1; }
    done <<'LINES'
1 aha
1 vraag
1 gevoel
2 praten
2 meekijken
2 uitvoeren-begeleid
2 uitvoeren-zelfstandig
2 werkveld
3 oordeel
3 voorbeeld
3 verwachting
4 laten-zien
4 meedoen
4 toevertrouwen
LINES
    [ "$n" = 14 ]
    # The talk shows them under their keys.
    [[ "$(stage gesprek show 1 --columns sleutel3 -f tsv)" == *"over oordeel"*"over verwachting"* ]]
}

@test "notitie add says of which talk, and keeps all words" {
    capture stage notitie add 1 Zag zelf dat het deeg te nat was -s 1
    expect_status 0
    expect_output ""
    expect_stderr "notitie 1 Zoë van 't Hof, tussen 2026-11-22 added"
    [ "$(field 1 gesprek,nummer,student,datum,sleutel,aspect,vertrouwelijk,tekst)" = \
        "1	0012	Zoë van 't Hof	2026-11-22	1		0	Zag zelf dat het deeg te nat was" ]
}

@test "a key that does not match the aspect is refused, on add and on edit" {
    capture stage notitie add 1 x --aspect aha --sleutel 2
    expect_status 65
    expect_stderr "aspect aha is of key 1"
    stage -q notitie add 1 x --aspect aha --sleutel 1
    capture stage notitie edit 1 --sleutel 3
    expect_status 65
    [ "$(field 1 sleutel,aspect)" = "1	aha" ]
    # Another aspect brings its key along.
    stage -q notitie edit 1 --aspect meekijken
    [ "$(field 1 sleutel,aspect)" = "2	meekijken" ]
    stage -q notitie edit 1 --aspect ""
    [ "$(field 1 sleutel,aspect)" = "2	" ]
}

@test "what cannot be a note is refused, and nothing is stored" {
    stage -q gesprek plan 0100 morgen
    stage -q gesprek plan 0100 overmorgen --soort extra
    stage -q gesprek cancel 3
    local call wanted says
    while IFS='|' read -r wanted says call; do
        # shellcheck disable=SC2086
        capture stage notitie add $call </dev/null
        [ "$status" -eq "$wanted" ] || { echo "notitie add $call"; explain; }
        expect_stderr "$says"
        expect_output ""
    done <<'LINES'
64|GESPREK is missing|
64|did you mean 'aha'|1 x --aspect ahaa
64|toevertrouwen|1 x --aspect iets
65|not between 1 and 4|1 x --sleutel 5
64|no number from 1|1 x --sleutel een
65|--aspect or --sleutel|1 x
65|a text, or says whether something is offered|1 --aspect aha
65|only what key 2 is about|1 x --aspect aha --geboden ja
64|neither ja nor nee|1 x --aspect praten --geboden soms
65|there is no gesprek '99'|99 x -s 1
65|'stage gesprek list' tells|zoe x -s 1
65|gesprek 2 was not held yet|2 x -s 1
65|gesprek 3 was cancelled on 2026-11-23|3 x -s 1
LINES
    [ "$(stored)" = 0 ]
}

@test "a chance to learn is offered or not, with a text or without" {
    stage -q notitie add 1 --aspect meekijken --geboden nee </dev/null
    stage -q notitie add 1 "Elke ochtend bij de koffie" --aspect praten --geboden ja
    [ "$(field 1 geboden,tekst)" = "0	" ]
    [ "$(field 2 geboden,tekst)" = "1	Elke ochtend bij de koffie" ]
    capture stage notitie list
    [[ "$output" == *"meekijken nee"* ]] || explain
    capture stage notitie edit 1 --sleutel 1 --aspect ""
    expect_status 65
    capture stage notitie edit 2 --tekst ""
    expect_status 0
    [ "$(field 2 geboden,tekst)" = "1	" ]
}

@test "a note says whose words it has, or does not" {
    local who
    for who in student opleider docent; do
        stage -q notitie add 1 -a vraag --volgens "$who" "Van de $who"
    done
    stage -q notitie add 1 -a vraag Van iemand
    [ "$(stage notitie list --columns volgens -f tsv | xargs)" = "student opleider docent" ]
    [ "$(field 4 volgens)" = "" ]
    stage -q notitie edit 1 --volgens opleider
    [ "$(field 1 volgens,tekst)" = "opleider	Van de student" ]
    stage -q notitie edit 1 --volgens=
    [ "$(field 1 volgens)" = "" ]
    capture stage notitie add 1 -a vraag --volgens mentor x
    expect_status 64
    expect_stderr "student, opleider, docent"
    [ "$(offered notitie add 1 x --volgens "")" = "student opleider docent" ]
}

# --- its text

@test "the text comes from standard input" {
    capture_input 'Eerste regel  \n# geen kop\n\n  derde\n\n' stage notitie add 1 -a aha
    expect_status 0
    [ "$(field 1 tekst)" = 'Eerste regel\n# geen kop\n\n  derde' ]
    capture_input 'Anders\n' stage notitie edit 1
    expect_status 0
    [ "$(field 1 tekst)" = Anders ]
    capture_input '\n  \n' stage notitie edit 1
    expect_status 65
    expect_stderr "standard input has no text"
    [ "$(field 1 tekst)" = Anders ]
}

@test "text that is no text is refused, from an argument and from standard input" {
    local bad
    for bad in 'rood \033[31m' 'caf\351' 'a\000b' 'om\342\200\256gekeerd'; do
        capture_input "$bad\n" stage notitie add 1 -a aha
        [ "$status" -eq 65 ] || { echo "$bad"; explain; }
        [[ "$stderr" != *$'\x1b'* ]]
    done
    capture stage notitie add 1 $'rood \x1b[31m' -a aha
    expect_status 64
    expect_stderr "U+001B"
    capture_input "$(head -c 70000 /dev/zero | tr '\0' a)" stage notitie add 1 -a aha
    expect_status 65
    [ "$(stored)" = 0 ]
}

@test "a number that is a BSN stays out of every text; other numbers do not" {
    local text
    for text in "BSN 123456782" "1234.56.782" "nr 123 456 782, zei ze" "(111222333)"; do
        capture stage notitie add 1 "$text" -a aha
        [ "$status" -eq 65 ] || { echo "$text"; explain; }
        expect_stderr "BSN"
        [[ "$stderr" != *123456782* ]] || explain
    done
    capture_input 'BSN 123456782' stage notitie add 1 -a aha
    expect_status 65
    capture stage gesprek log 0012 -1 "BSN 123456782"
    expect_status 65
    capture stage inschatting add 0012 "goed, 123456782"
    expect_status 65
    capture stage afspraak add 0012 "bel 123456782"
    expect_status 65
    capture stage signaal add 0012 klusjes "van 123456782"
    expect_status 65
    [ "$(stored)" = 0 ]
    for text in "bel 0612345678" "om 123456789 gaat het" "order 1234567820" "000000000" "12 11 2026"; do
        stage -q notitie add 1 "$text" -a aha
    done
    [ "$(stored)" = 5 ]
}

@test "at a terminal the editor opens with guidance, and on the text as it is" {
    editor 'cp "$1" "$HOME/first"; echo "Kwartje bij het deeg" >>"$1"'
    at_terminal stage notitie add 1 -a aha
    expect_status 0
    grep -q '^# What came up?' first
    grep -q '^# Write what you would read aloud' first
    [ "$(field 1 tekst)" = "Kwartje bij het deeg" ]
    editor 'cp "$1" "$HOME/second"; sed -i s/deeg/brood/ "$1"'
    at_terminal stage notitie edit 1
    expect_status 0
    grep -q '^Kwartje bij het deeg$' second
    [ "$(field 1 tekst)" = "Kwartje bij het brood" ]
    [ "$(drafts)" = "" ]
}

@test "an editor that changes nothing or empties the text changes nothing" {
    stage -q notitie add 1 "Kwartje" -a aha
    editor 'exit 0'
    at_terminal stage notitie edit 1
    expect_status 65
    [[ "$output" == *"nothing was changed, so nothing was stored"* ]] || explain
    editor ': >"$1"'
    at_terminal stage notitie edit 1
    expect_status 65
    [[ "$output" == *"nothing was typed"* ]] || explain
    [ "$(field 1 tekst)" = Kwartje ]
    [ "$(drafts)" = "" ]
    [ "$(stage history --limit 1 --columns opdracht -f tsv)" = "notitie add" ]
}

@test "when the editor fails, what was typed is kept and named" {
    editor 'echo "Kwartje bij het deeg" >>"$1"; exit 1'
    at_terminal stage notitie add 1 -a aha
    expect_status 65
    [ "$(stored)" = 0 ]
    [ "$(drafts | wc -l)" = 1 ]
    grep -q "Kwartje bij het deeg" "$(drafts)"
    [[ "$output" == *"$(drafts)"* ]] || explain
    [ "$(stat -c %a "$(drafts)")" = 600 ]
}

@test "when the store refuses what was typed, it is kept and named" {
    editor 'echo "BSN 123456782" >>"$1"'
    at_terminal stage notitie add 1 -a aha
    expect_status 65
    [[ "$output" == *"$(drafts)"* ]] || explain
    [ "$(drafts | wc -l)" = 1 ]
    [ "$(stored)" = 0 ]
}

@test "the editor is not opened for what is refused anyway" {
    stage -q gesprek plan 0100 morgen
    editor 'touch "$HOME/opened"; echo x >>"$1"'
    local call
    for call in "1" "1 -a aha -s 2" "1 -s 1 --geboden ja" "2 -a aha" "99 -a aha"; do
        # shellcheck disable=SC2086
        at_terminal stage notitie add $call
        [ "$status" -eq 65 ] || { echo "$call"; explain; }
        [ ! -e opened ] || { echo "opened for: $call"; return 1; }
    done
    at_terminal stage notitie add 1 gezegd -a aha
    expect_status 0
    at_terminal stage notitie edit 1 --geboden ja
    expect_status 65
    [ ! -e opened ]
}

# --- confidential

@test "a confidential note is in no list, search, handover or export of talks unless asked for" {
    stage -q notitie add 1 "Gewoon zichtbaar" -a aha
    stage -q notitie add 1 "Liever stilgehouden" --vertrouwelijk
    stage -q notitie add 1 "Ook stilgehouden" -a gevoel --vertrouwelijk
    [ "$(ids)" = 1 ]
    [ "$(ids 0012)" = 1 ]
    [ "$(ids -g 1)" = 1 ]
    [ "$(ids --vertrouwelijk | tr ' ' '\n' | sort | xargs)" = "1 2 3" ]
    local call
    for call in "notitie list" "notitie list 0012 -f json" "notitie list --sleutel 1 -f csv" "gesprek list" \
        "gesprek list -f json" "gesprek list -f csv" "gesprek list 0012 --columns vertrouwelijk,sleutel1" \
        "report contact -f json" "report contact --rows -f json" "plaatsing list -f json"; do
        # shellcheck disable=SC2086
        capture stage $call
        expect_status 0
        [[ "$output$stderr" != *stilgehouden* ]] || { echo "$call"; explain; }
    done
    capture stage search stilgehouden
    expect_status 1
    [ "$(stage search stilgehouden --vertrouwelijk --columns id -f tsv | sort | xargs)" = "2 3" ]
    stage -q docent add BERG "Anna van den Berg"
    capture stage docent handover WITK BERG
    [[ "$output" == *"Gewoon zichtbaar"* ]] || explain
    [[ "$output$stderr" != *stilgehouden* ]] || explain
    # Who asks for it by name has it.
    [[ "$(stage gesprek list --vertrouwelijk --columns vertrouwelijk -f tsv)" == *stilgehouden* ]]
    [[ "$(stage gesprek show 1 --columns vertrouwelijk -f tsv)" == *stilgehouden* ]]
    [ "$(field 2 vertrouwelijk,sleutel,tekst)" = "1		Liever stilgehouden" ]
}

@test "what was confidential can be shared, under a key, and the other way round" {
    stage -q notitie add 1 "Nog even stil" --vertrouwelijk
    capture stage notitie edit 1 --vertrouwelijk nee
    expect_status 65
    expect_stderr "only a confidential note may stand outside the keys"
    stage -q notitie edit 1 --vertrouwelijk nee --aspect gevoel
    [ "$(ids)" = 1 ]
    [ "$(stage search even --columns id -f tsv)" = 1 ]
    stage -q notitie edit 1 --vertrouwelijk ja
    [ "$(ids)" = "" ]
    capture stage search even
    expect_status 1
}

# --- list, show, rm

@test "notitie list is by day and key, and filters" {
    stage -q gesprek log 0012 2026-10-01 --nieuw --zonder-notities
    stage -q gesprek log 0100 2026-10-02 --zonder-notities
    stage -q notitie add 1 een -a toevertrouwen
    stage -q notitie add 1 twee -a aha
    stage -q notitie add 2 drie -s 2
    stage -q notitie add 3 vier -a praten
    [ "$(ids)" = "3 4 2 1" ]
    [ "$(ids 0012)" = "3 2 1" ]
    [ "$(ids sem)" = 4 ]
    [ "$(ids --gesprek 1)" = "2 1" ]
    [ "$(ids --plaatsing id:2)" = 4 ]
    [ "$(ids --sleutel 2)" = "3 4" ]
    [ "$(ids -a praten)" = 4 ]
    [ "$(ids 0012 -s 4)" = 1 ]
    capture stage notitie list -s 3
    expect_status 0
    expect_stderr "nothing found"
    capture stage notitie list -s 5
    expect_status 65
    expect_stderr "not between 1 and 4"
}

@test "notities in every format" {
    stage -q notitie add 1 $'twee\nregels; "met" tekens' -a meekijken --geboden ja --volgens student
    capture stage notitie list --format json
    expect_output '[
{"id":1,"gesprek":1,"nummer":"0012","student":"Zoë van '"'"'t Hof","datum":"2026-11-22","sleutel":2,"aspect":"meekijken","geboden":true,"vertrouwelijk":false,"tekst":"twee\nregels; \"met\" tekens","volgens":"student"}
]'
    [ "$(stage notitie list -f csv --columns sleutel,tekst | tr -d '\r')" = 'sleutel,tekst
2,"twee
regels; ""met"" tekens"' ]
    [ "$(stage notitie list -f tsv --columns tekst)" = 'twee\nregels; "met" tekens' ]
    capture stage notitie list --columns text
    expect_status 64
    capture stage notitie add 1 meer -a aha -f tsv --columns id,sleutel
    expect_output "2	1"
}

@test "notitie rm and undo" {
    stage -q notitie add 1 "Kwartje" -a aha --vertrouwelijk
    stage -q notitie edit 1 --tekst "Dubbeltje"
    capture stage notitie rm 1
    expect_status 0
    expect_stderr "notitie 1 Zoë van 't Hof, tussen 2026-11-22 removed"
    capture stage notitie show 1
    expect_status 65
    stage -q undo
    [ "$(field 1 tekst,vertrouwelijk)" = "Dubbeltje	1" ]
    capture stage history
    [[ "$output$stderr" != *Dubbeltje* ]] || explain
    stage -q db check
}

@test "aspects, talks and notes are completed" {
    stage -q gesprek plan 0100 morgen
    stage -q notitie add 1 zichtbaar -a aha
    stage -q notitie add 1 geheim --vertrouwelijk
    [ "$(offered notitie add 1 --aspect uit)" = "uitvoeren-begeleid uitvoeren-zelfstandig" ]
    [ "$(offered notitie add 1 x --geboden "")" = "ja nee" ]
    [ "$(offered notitie add zo)" = 1 ]
    [ "$(offered notitie add "")" = "1 2" ]
    [[ "$(stage complete -- notitie add 1)" == "1	Zoë van 't Hof, tussen 2026-11-22" ]]
    [ "$(offered notitie edit hof)" = 1 ]
    [ "$(offered notitie list --columns id,te)" = id,tekst ]
}
