# Afspraken: who does what before when, until it is closed.
load common

setup() { setup_placements; }

field() { stage afspraak show "$1" --columns "$2" --format tsv; }
ids() { stage afspraak list "$@" --columns id --format tsv | xargs; }

@test "afspraak add says who does what by when" {
    capture stage afspraak add zoe Stuurt het verslag -w student --voor vrijdag
    expect_status 0
    expect_output ""
    expect_stderr "afspraak 1 Zoë van 't Hof, student: Stuurt het verslag, voor 2026-11-27 added"
    [ "$(field 1 plaatsing,gesprek,nummer,datum,wie,wat,voor,gesloten,resultaat)" = \
        "1		0012	2026-11-23	student	Stuurt het verslag	2026-11-27		" ]
    # Who writes it down does it, unless it is said otherwise.
    stage -q afspraak add zoe Belt Ria
    [ "$(field 2 wie,voor)" = "docent	" ]
}

@test "the day by which it is done is ahead, in words and figures" {
    local words day n=0
    while IFS='|' read -r words day; do
        n=$((n + 1))
        stage -q afspraak add zoe x --voor "$words"
        [ "$(field "$n" voor)" = "$day" ] || { echo "$words: $(field "$n" voor)"; return 1; }
    done <<'LINES'
ma|2026-11-30
over 2 weken|2026-12-07
vandaag|2026-11-23
12-12|2026-12-12
1 februari|2027-02-01
LINES
    capture stage afspraak add zoe x --voor gisteren
    expect_status 65
    expect_stderr "voor 2026-11-22 is before datum 2026-11-23"
    capture stage afspraak add zoe x --voor "31 november"
    expect_status 64
    [ "$(ids | wc -w)" = "$n" ]
}

@test "who does it is one of four" {
    local who
    for who in student opleider docent anders; do
        stage -q afspraak add zoe x --wie "$who"
    done
    [ "$(stage afspraak list --columns wie -f tsv | xargs)" = "student opleider docent anders" ]
    capture stage afspraak add zoe x --wie moeder
    expect_status 64
    expect_stderr "student, opleider, docent, anders"
    capture stage afspraak edit 1 --wie ""
    expect_status 65
    expect_stderr "wie is missing"
}

@test "the day is that of the talk, not to come, and in the placement" {
    stage -q gesprek log zoe 2026-10-20 --zonder-notities
    stage -q afspraak add zoe "Belt" -g 1 --voor 2026-10-27
    [ "$(field 1 gesprek,datum,voor)" = "1	2026-10-20	2026-10-27" ]
    capture stage afspraak add zoe x --datum morgen
    expect_status 65
    expect_stderr "2026-11-24 is still to come"
    capture stage afspraak add zoe x --datum 2026-08-31
    expect_status 65
    expect_stderr "--plaatsing insists"
    capture stage afspraak edit 1 --datum 2026-08-31
    expect_status 65
    capture stage afspraak edit 1 --datum 2026-10-28
    expect_status 65
    expect_stderr "voor 2026-10-27 is before datum 2026-10-28"
    capture stage afspraak add sem x -g 1
    expect_status 65
    expect_stderr "another student"
    [ "$(ids)" = 1 ]
}

@test "the text comes from standard input or the editor, and is required" {
    capture_input 'Stuurt het verslag\nen de planning\n' stage afspraak add zoe -w student
    expect_status 0
    [ "$(field 1 wat)" = 'Stuurt het verslag\nen de planning' ]
    capture_input '  \n' stage afspraak add zoe
    expect_status 65
    expect_stderr "standard input has no text"
    capture stage afspraak add zoe ""
    expect_status 65
    expect_stderr "wat is missing"
    capture stage afspraak add zoe $'rood \x1b[31m'
    expect_status 64
    editor 'cp "$1" "$HOME/first"; echo "Belt Ria" >>"$1"'
    at_terminal stage afspraak add zoe
    expect_status 0
    grep -q "^# What was agreed?" first
    [ "$(field 2 wat)" = "Belt Ria" ]
    rm first
    at_terminal stage afspraak add zoe --voor gisteren
    expect_status 65
    [ ! -e first ]
    editor 'echo "Half" >>"$1"; exit 1'
    at_terminal stage afspraak add zoe
    expect_status 65
    grep -q Half "$(drafts)"
    [[ "$output" == *"$(drafts)"* ]] || explain
    [ "$(ids | wc -w)" = 2 ]
}

@test "a long text of several lines is told short and on one line" {
    capture stage afspraak add zoe $'Eerst dit\nen dan nog heel erg veel meer tekst dan op een regel past'
    expect_status 0
    [ "$(echo "$stderr" | wc -l)" = 1 ]
    [ "${#stderr}" -lt 120 ] || explain
}

# --- closing

@test "afspraak close keeps what came of it, and asks for nothing" {
    stage -q afspraak add zoe "Stuurt het verslag" --datum 2026-11-02
    capture stage afspraak close 1 Gestuurd op donderdag
    expect_status 0
    expect_stderr "afspraak 1 Zoë van 't Hof, docent: Stuurt het verslag closed"
    [ "$(field 1 gesloten,resultaat)" = "2026-11-23	Gestuurd op donderdag" ]
    stage -q afspraak add zoe "Belt" --datum 2026-11-02
    editor 'touch "$HOME/opened"'
    at_terminal stage afspraak close 2 --datum "vorige week do"
    expect_status 0
    [ ! -e opened ]
    [ "$(field 2 gesloten,resultaat)" = "2026-11-19	" ]
}

@test "it is closed once, not before its day, and not in the future" {
    stage -q afspraak add zoe "Belt" --datum 2026-11-10
    capture stage afspraak close 1 --datum 2026-11-09
    expect_status 65
    expect_stderr "afspraak 1 is of 2026-11-10: it cannot be closed on 2026-11-09"
    capture stage afspraak close 1 --datum morgen
    expect_status 65
    expect_stderr "still to come"
    [ "$(field 1 gesloten)" = "" ]
    stage -q afspraak close 1 Gedaan --datum 2026-11-10
    capture stage afspraak close 1 Nog eens
    expect_status 65
    expect_stderr "afspraak 1 was closed on 2026-11-10"
    [ "$(field 1 resultaat)" = Gedaan ]
    capture stage afspraak close 9
    expect_status 65
    capture stage afspraak close zoe
    expect_status 65
    expect_stderr "'stage afspraak list' tells"
    capture stage afspraak close
    expect_status 64
    expect_stderr "AFSPRAAK is missing"
}

@test "edit corrects a closing, keeps its order, and opens again" {
    stage -q afspraak add zoe "Belt" --datum 2026-11-10
    capture stage afspraak edit 1 --resultaat Gedaan
    expect_status 65
    expect_stderr "only an afspraak that is closed has a resultaat"
    stage -q afspraak close 1 Gedaan
    stage -q afspraak edit 1 --gesloten 2026-11-12
    [ "$(field 1 gesloten)" = 2026-11-12 ]
    capture stage afspraak edit 1 --gesloten 2026-11-09
    expect_status 65
    expect_stderr "gesloten 2026-11-09 is before datum 2026-11-10"
    capture stage afspraak edit 1 --gesloten morgen
    expect_status 65
    capture stage afspraak edit 1 --gesloten ""
    expect_status 65
    expect_stderr "--resultaat= takes it away"
    stage -q afspraak edit 1 --gesloten= --resultaat=
    [ "$(field 1 gesloten,resultaat)" = "	" ]
    [ "$(ids --open)" = 1 ]
}

@test "afspraak list puts what is due first on top, and filters" {
    stage -q docent add BERG "Anna van den Berg"
    stage -q plaatsing edit 0100 --docent BERG
    stage -q gesprek log zoe 2026-11-02 --zonder-notities
    stage -q afspraak add zoe "ooit" -w docent
    stage -q afspraak add zoe "later" -w student --voor "over 3 weken"
    stage -q afspraak add sem "eerst" -w student --voor morgen
    stage -q afspraak add zoe "gedaan" -g 1 -w opleider --voor 2026-11-09
    stage -q afspraak close 4
    [ "$(ids)" = "4 3 2 1" ]
    [ "$(ids --open)" = "3 2 1" ]
    [ "$(ids zoe --open)" = "2 1" ]
    [ "$(ids --wie student)" = "3 2" ]
    [ "$(ids -d BERG)" = 3 ]
    [ "$(ids -g 1)" = 4 ]
    [ "$(ids --plaatsing 0100)" = 3 ]
    [ "$(ids -d witk -w docent --open)" = 1 ]
    capture stage afspraak list sem -w docent
    expect_stderr "nothing found"
}

@test "afspraken in every format" {
    stage -q afspraak add zoe "Belt; \"Ria\"" --voor 2026-12-01
    stage -q afspraak close 1
    capture stage afspraak list --format json
    expect_output '[
{"id":1,"plaatsing":1,"gesprek":null,"nummer":"0012","student":"Zoë van '"'"'t Hof","datum":"2026-11-23","wie":"docent","wat":"Belt; \"Ria\"","voor":"2026-12-01","gesloten":"2026-11-23","resultaat":null}
]'
    [ "$(stage afspraak list -f csv --columns wat,voor | tr -d '\r')" = 'wat,voor
"Belt; ""Ria""",2026-12-01' ]
    capture stage afspraak list
    [[ "$output" == "id student"*"voor"*"gesloten"* ]] || explain
    stage -q afspraak add zoe x
    capture stage afspraak close 2 klaar -f json --columns id,gesloten,resultaat
    expect_output '{"id":2,"gesloten":"2026-11-23","resultaat":"klaar"}'
}

@test "who takes over is told what is open" {
    stage -q docent add BERG "Anna van den Berg"
    stage -q afspraak add zoe "Stuurt het verslag" -w student --voor vrijdag
    stage -q afspraak add zoe "Is al klaar"
    stage -q afspraak close 2
    capture stage docent handover WITK BERG
    [[ "$output" == *"Stuurt het verslag"* ]] || explain
    [[ "$output" != *"Is al klaar"* ]] || explain
    [ "$(ids -d BERG --open)" = 1 ]
    [ "$(ids -d WITK)" = "" ]
}

@test "afspraken are searched, removed, undone and completed" {
    stage -q afspraak add zoe "Brengt de planning mee"
    stage -q afspraak add sem "Belt"
    stage -q afspraak close 1 "Lag er maandag"
    [ "$(stage search planning --columns soort,id -f tsv)" = "afspraak	1" ]
    [ "$(stage search maandag --columns soort,id -f tsv)" = "afspraak	1" ]
    stage -q undo
    [ "$(field 1 gesloten,resultaat)" = "	" ]
    capture stage search maandag
    expect_status 1
    [ "$(offered afspraak close "")" = "1 2" ]
    [ "$(offered afspraak close zo)" = 1 ]
    stage -q afspraak close 1
    [ "$(offered afspraak close "")" = 2 ] # what is closed is not closed again
    [ "$(offered afspraak add zoe x -w "")" = "student opleider docent anders" ]
    capture stage afspraak rm 2
    expect_stderr "afspraak 2 Sem Çelik, docent: Belt removed"
    stage -q undo
    [ "$(field 2 wat)" = Belt ]
    stage -q db check
}
