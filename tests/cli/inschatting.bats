# Inschattingen: how the praktijkopleider judges the development, with the moment that shows it.
load common

setup() { setup_placements; }

field() { stage inschatting show "$1" --columns "$2" --format tsv; }
ids() { stage inschatting list "$@" --columns id --format tsv | xargs; }

@test "an inschatting is of today, of the running placement, and of who guides there" {
    capture stage inschatting add zoe Werkt sneller en vraagt minder --voorbeeld "Plande de vrijdag zelf" \
        --verwachting "Een bestelling alleen doen"
    expect_status 0
    expect_output ""
    expect_stderr "inschatting 1 Zoë van 't Hof, 2026-11-23 added"
    [ "$(field 1 plaatsing,gesprek,nummer,datum,opleider,oordeel,voorbeeld,verwachting)" = \
        "1		0012	2026-11-23	Ria Smit	Werkt sneller en vraagt minder	Plande de vrijdag zelf	Een bestelling alleen doen" ]
    # Where nobody guides it is nobody's.
    stage -q inschatting add sem "Gaat goed"
    [ "$(field 2 plaatsing,opleider)" = "2	" ]
}

@test "the student's own view stands beside it, and whether it is recognised" {
    stage -q inschatting add zoe "Werkt sneller" --zienswijze "Dat vind ik zelf ook" --herkend ja
    [ "$(field 1 oordeel,zienswijze,herkend)" = "Werkt sneller	Dat vind ik zelf ook	ja" ]
    stage -q inschatting edit 1 --herkend deels --zienswijze "Soms"
    [ "$(field 1 zienswijze,herkend)" = "Soms	deels" ]
    [ "$(stage search soms --columns soort,id -f tsv)" = "inschatting	1" ]
    capture stage inschatting list
    [[ "$output" == *deels* && "$output" != *Soms* ]] || explain
    stage -q inschatting edit 1 --herkend= --zienswijze=
    [ "$(field 1 zienswijze,herkend)" = "	" ]
    capture stage inschatting add zoe x --herkend misschien
    expect_status 64
    expect_stderr "ja, nee, deels"
}

@test "an inschatting is of who guided on its day, of somebody else, or of nobody" {
    stage -q opleider add "Bo Bakker" --bedrijf korst
    stage -q plaatsing edit 1 --opleider bakker --from 2026-11-01
    stage -q inschatting add zoe vroeg --datum 2026-10-05
    stage -q inschatting add zoe later
    stage -q inschatting add zoe ander -p smit
    stage -q inschatting add zoe niemand --opleider ""
    [ "$(stage inschatting list --columns oordeel,opleider -f tsv)" = "vroeg	Ria Smit
later	Bo Bakker
ander	Ria Smit
niemand	" ]
    capture stage inschatting add zoe x -p onbekend
    expect_status 65
    expect_stderr "there is no opleider 'onbekend'"
    stage -q inschatting edit 3 --opleider bakker
    [ "$(field 3 opleider)" = "Bo Bakker" ]
}

@test "a gesprek gives the placement and the day" {
    stage -q gesprek log zoe 2026-10-20 --zonder-notities
    stage -q inschatting add zoe "Gaat goed" -g 1
    [ "$(field 1 plaatsing,gesprek,datum)" = "1	1	2026-10-20" ]
    # Asked for before a talk, it is of today.
    stage -q gesprek plan zoe overmorgen
    stage -q inschatting add zoe "Vooraf gevraagd" -g 2
    [ "$(field 2 gesprek,datum)" = "2	2026-11-23" ]
    capture stage inschatting add sem "Van een ander" -g 1
    expect_status 65
    expect_stderr "plaatsing 1 is of another student"
    capture stage inschatting edit 1 --plaatsing 0100
    expect_status 65
    expect_stderr "gesprek 1"
    capture stage gesprek list --columns id,datum -f tsv
    [ "$(ids -g 1)" = 1 ]
}

@test "the day is not to come, and lies in the placement unless that is named" {
    capture stage inschatting add zoe x --datum morgen
    expect_status 65
    expect_stderr "2026-11-24 is still to come"
    local day
    for day in 2026-08-31 2019-01-01; do
        capture stage inschatting add zoe x --datum "$day"
        expect_status 65
        expect_stderr "$day is outside plaatsing 1 (2026-09-01 – 2027-01-29); --plaatsing insists"
    done
    stage -q gesprek log zoe gisteren --zonder-notities
    capture stage inschatting add zoe x -g 1 --datum 2026-08-31
    expect_status 65
    [ "$(ids)" = "" ]
    stage -q inschatting add zoe x --datum 2026-08-31 --plaatsing 0012
    [ "$(field 1 datum)" = 2026-08-31 ]
    # The same holds for another day of what is there.
    stage -q inschatting edit 1 --datum 2026-09-01
    capture stage inschatting edit 1 --datum 2026-08-31
    expect_status 65
    expect_stderr "--plaatsing insists"
    capture stage inschatting edit 1 --datum morgen
    expect_status 65
    capture stage inschatting edit 1 --datum ""
    expect_status 65
    expect_stderr "datum is missing"
    [ "$(field 1 datum)" = 2026-09-01 ]
    stage -q inschatting edit 1 --datum 2026-08-31 --plaatsing 0012
    # Two weeks after the end is still inside.
    export STAGE_TODAY=2027-02-12
    stage -q inschatting add zoe "Tot slot"
    export STAGE_TODAY=2027-02-13
    capture stage inschatting add zoe "Te laat"
    expect_status 65
}

@test "a talk on a day outside the placement takes its inschatting along" {
    stage -q gesprek log zoe 2026-08-25 --force --zonder-notities
    stage -q inschatting add zoe "Kennismaking" -g 1
    [ "$(field 1 datum,plaatsing)" = "2026-08-25	1" ]
}

@test "a day in two placements asks which one" {
    stage -q plaatsing add 0012 --bedrijf smederij --begin 2026-11-01 --einde 2027-06-30
    capture stage inschatting add zoe x
    expect_status 65
    expect_stderr "falls in 2 placements"
    expect_stderr "--plaatsing"
    stage -q inschatting add zoe x --plaatsing id:3
    [ "$(field 1 plaatsing)" = 3 ]
    capture stage inschatting add zoe x --plaatsing id:2
    expect_status 65
    expect_stderr "another student"
}

@test "who cannot be found, or has no placement, gets none" {
    stage -q student add 0300 "Sem Smit"
    capture stage inschatting add sem x
    expect_status 65
    expect_stderr "0100 Sem Çelik"
    expect_stderr "0300 Sem Smit"
    capture stage inschatting add 0300 x
    expect_status 65
    expect_stderr "has no plaatsing"
    capture stage inschatting add
    expect_status 64
    expect_stderr "STUDENT is missing"
    [ "$(ids)" = "" ]
}

@test "the judgement comes from standard input, and is required" {
    capture_input 'Werkt sneller\nen vraagt minder\n' stage inschatting add zoe
    expect_status 0
    [ "$(field 1 oordeel)" = 'Werkt sneller\nen vraagt minder' ]
    capture_input '' stage inschatting add zoe
    expect_status 65
    expect_stderr "standard input has no text"
    capture stage inschatting add zoe ""
    expect_status 65
    expect_stderr "oordeel is missing"
    capture_input 'rood \033[31m' stage inschatting add zoe
    expect_status 65
    capture stage inschatting add zoe goed --voorbeeld $'rood \x1b[31m'
    expect_status 64
    capture stage inschatting edit 1 --oordeel ""
    expect_status 65
    [ "$(ids)" = 1 ]
}

@test "at a terminal the editor opens, and not for what is refused" {
    editor 'cp "$1" "$HOME/first"; echo "Gaat vooruit" >>"$1"'
    at_terminal stage inschatting add zoe --voorbeeld "De oven"
    expect_status 0
    grep -q "praktijkopleider's view" first
    [ "$(field 1 oordeel,voorbeeld)" = "Gaat vooruit	De oven" ]
    rm first
    at_terminal stage inschatting add zoe --datum 2026-08-01
    expect_status 65
    at_terminal stage inschatting add zoe --plaatsing id:2
    expect_status 65
    [ ! -e first ]
    editor 'echo "Half af" >>"$1"; exit 2'
    at_terminal stage inschatting edit 1
    expect_status 65
    grep -q "Gaat vooruit" "$(drafts)"
    grep -q "Half af" "$(drafts)"
    [[ "$output" == *"$(drafts)"* ]] || explain
    [ "$(field 1 oordeel)" = "Gaat vooruit" ]
    at_terminal stage inschatting edit 1 --voorbeeld ""
    expect_status 0
    [ "$(field 1 oordeel,voorbeeld)" = "Gaat vooruit	" ]
}

@test "inschatting list is by day, and filters" {
    stage -q docent add BERG "Anna van den Berg"
    stage -q plaatsing edit 0100 --docent BERG
    stage -q gesprek log zoe 2026-10-20 --zonder-notities
    stage -q inschatting add zoe laat
    stage -q inschatting add sem midden --datum 2026-11-01
    stage -q inschatting add zoe vroeg -g 1
    [ "$(ids)" = "3 2 1" ]
    [ "$(ids zoe)" = "3 1" ]
    [ "$(ids -d BERG)" = 2 ]
    [ "$(ids -d witk)" = "3 1" ]
    [ "$(ids --gesprek 1)" = 3 ]
    [ "$(ids --plaatsing 0100)" = 2 ]
    capture stage inschatting list 0012 -d BERG
    expect_status 0
    expect_stderr "nothing found"
}

@test "inschattingen in every format" {
    stage -q inschatting add zoe $'Goed;\n"ja"' --voorbeeld "De oven"
    capture stage inschatting list --format json
    expect_output '[
{"id":1,"plaatsing":1,"gesprek":null,"nummer":"0012","student":"Zoë van '"'"'t Hof","datum":"2026-11-23","opleider":"Ria Smit","oordeel":"Goed;\n\"ja\"","voorbeeld":"De oven","verwachting":null,"zienswijze":null,"herkend":null,"begeleiding":null,"bespreken":null}
]'
    [ "$(stage inschatting list -f csv --columns oordeel,datum | tr -d '\r')" = 'oordeel,datum
"Goed;
""ja""",2026-11-23' ]
    capture stage inschatting show 1
    expect_output "id         1
plaatsing  1
nummer     0012
student    Zoë van 't Hof
datum      2026-11-23
opleider   Ria Smit
oordeel    Goed;
           \"ja\"
voorbeeld  De oven"
    capture stage inschatting edit 1 --voorbeeld anders -f tsv --columns id,voorbeeld
    expect_output "1	anders"
}

@test "inschatting rm refuses while a begeleidingskeuze answers it" {
    stage -q inschatting add zoe "Gaat goed"
    stage -q begeleidingskeuze add zoe toevertrouwen "De oven" -i 1
    capture stage inschatting rm 1
    expect_status 65
    expect_stderr "begeleidingskeuze 1"
    stage -q begeleidingskeuze rm 1
    capture stage inschatting rm 1
    expect_status 0
    expect_stderr "inschatting 1 Zoë van 't Hof, 2026-11-23 removed"
    stage -q undo
    [ "$(field 1 oordeel,opleider)" = "Gaat goed	Ria Smit" ]
    stage -q db check
}

@test "inschattingen are searched, undone and completed" {
    stage -q inschatting add zoe "Werkt sneller" --voorbeeld "De steenoven op vrijdag"
    [ "$(stage search steenov --columns soort,id,nummer -f tsv)" = "inschatting	1	0012" ]
    stage -q inschatting edit 1 --voorbeeld "De kassa"
    capture stage search steenov
    expect_status 1
    stage -q undo
    [ "$(field 1 voorbeeld)" = "De steenoven op vrijdag" ]
    [ "$(stage search steenov --columns id -f tsv)" = 1 ]
    [ "$(offered inschatting edit ho)" = 1 ]
    [ "$(offered begeleidingskeuze add zoe meedoen x -i "")" = 1 ]
    [ "$(offered inschatting list -d WI)" = WITK ]
    [[ "$(stage complete -- inschatting show "")" == "1	Zoë van 't Hof, 2026-11-23" ]]
    stage -q undo
    stage -q db check
}

@test "what belongs to a placement keeps it, and its praktijkopleider, in the store" {
    stage -q inschatting add zoe x
    stage -q begeleidingskeuze add zoe meedoen x
    stage -q afspraak add zoe x
    stage -q signaal add zoe klusjes x
    capture stage plaatsing rm id:1
    expect_status 65
    expect_stderr "inschatting 1; begeleidingskeuze 1; afspraak 1; signaal 1"
    capture stage opleider rm smit
    expect_status 65
    expect_stderr "inschatting 1"
    local i
    for i in 1 2 3 4; do
        stage -q undo
    done
    stage -q plaatsing rm id:1
    stage -q db check
}
