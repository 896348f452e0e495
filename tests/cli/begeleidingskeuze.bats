# Begeleidingskeuzes: what the praktijkopleider does to guide, and whether the student sees it as guidance.
load common

setup() { setup_placements; }

field() { stage begeleidingskeuze show "$1" --columns "$2" --format tsv; }
ids() { stage begeleidingskeuze list "$@" --columns id --format tsv | xargs; }

@test "each of the three strategies, with an example and what the student thinks of it" {
    capture stage begeleidingskeuze add zoe toevertrouwen De oven op vrijdag --herkend deels
    expect_status 0
    expect_output ""
    expect_stderr "begeleidingskeuze 1 Zoë van 't Hof, toevertrouwen 2026-11-23 added"
    stage -q begeleidingskeuze add zoe laten-zien "Deed het kneden voor" --herkend nee
    stage -q begeleidingskeuze add zoe MEEDOEN "Mee naar de klant" --gebied beroepsgroep --herkend ja
    [ "$(stage begeleidingskeuze list --columns strategie,gebied,herkend,voorbeeld -f tsv)" = \
        "toevertrouwen		deels	De oven op vrijdag
laten-zien		nee	Deed het kneden voor
meedoen	beroepsgroep	ja	Mee naar de klant" ]
}

@test "what is no strategy, gebied or answer is refused with what there is" {
    local call says
    while IFS='|' read -r says call; do
        # shellcheck disable=SC2086
        capture stage begeleidingskeuze add $call
        [ "$status" -eq 64 ] || { echo "$call"; explain; }
        expect_stderr "$says"
    done <<'LINES'
laten-zien, meedoen, toevertrouwen|zoe voordoen x
did you mean 'meedoen'|zoe medoen x
werk, team, beroepsgroep|zoe meedoen x --gebied thuis
ja, nee, deels|zoe meedoen x --herkend soms
STRATEGIE is missing|zoe
STUDENT is missing|
LINES
    [ "$(ids)" = "" ]
}

@test "only meedoen has a gebied" {
    capture stage begeleidingskeuze add zoe laten-zien x --gebied werk
    expect_status 65
    expect_stderr "only meedoen has a gebied"
    stage -q begeleidingskeuze add zoe meedoen x --gebied team
    capture stage begeleidingskeuze edit 1 --strategie toevertrouwen
    expect_status 65
    stage -q begeleidingskeuze edit 1 --strategie toevertrouwen --gebied ""
    [ "$(field 1 strategie,gebied)" = "toevertrouwen	" ]
}

@test "it answers an inschatting of the same placement" {
    stage -q inschatting add zoe "Kan meer aan"
    stage -q inschatting add sem "Van een ander"
    stage -q begeleidingskeuze add zoe toevertrouwen "De oven" -i 1
    [ "$(field 1 inschatting)" = 1 ]
    capture stage begeleidingskeuze add zoe toevertrouwen "De oven" -i 2
    expect_status 65
    expect_stderr "inschatting 2 is of another plaatsing"
    capture stage begeleidingskeuze add zoe toevertrouwen "De oven" -i 9
    expect_status 65
    expect_stderr "there is no inschatting '9'"
    capture stage begeleidingskeuze edit 1 --inschatting 2
    expect_status 65
    stage -q begeleidingskeuze edit 1 --inschatting ""
    [ "$(field 1 inschatting)" = "" ]
}

@test "the day is in the placement, not to come, and that of the talk" {
    stage -q gesprek log zoe 2026-10-20 --zonder-notities
    stage -q begeleidingskeuze add zoe laten-zien x -g 1
    [ "$(field 1 datum,gesprek,plaatsing)" = "2026-10-20	1	1" ]
    capture stage begeleidingskeuze add zoe laten-zien x --datum morgen
    expect_status 65
    expect_stderr "still to come"
    capture stage begeleidingskeuze add zoe laten-zien x --datum 2026-08-31
    expect_status 65
    expect_stderr "is outside plaatsing 1"
    capture stage begeleidingskeuze edit 1 --datum 2026-08-31
    expect_status 65
    capture stage begeleidingskeuze add sem laten-zien x -g 1
    expect_status 65
    [ "$(ids)" = 1 ]
}

@test "the example may come from standard input, or stay away" {
    capture_input 'De oven\nop vrijdag\n' stage begeleidingskeuze add zoe toevertrouwen
    expect_status 0
    [ "$(field 1 voorbeeld)" = 'De oven\nop vrijdag' ]
    capture_input '' stage begeleidingskeuze add zoe meedoen
    expect_status 0
    [ "$(field 2 strategie,voorbeeld)" = "meedoen	" ]
    capture_input 'rood \033[31m' stage begeleidingskeuze add zoe meedoen
    expect_status 65
    capture_input '' stage begeleidingskeuze edit 1
    expect_status 65
    expect_stderr "no text"
    stage -q begeleidingskeuze edit 1 --voorbeeld ""
    [ "$(field 1 voorbeeld)" = "" ]
}

@test "the editor opens with guidance, but not for what is refused" {
    editor 'cp "$1" "$HOME/first"; echo "De oven" >>"$1"'
    at_terminal stage begeleidingskeuze add zoe laten-zien --gebied werk
    expect_status 65
    [ ! -e first ]
    at_terminal stage begeleidingskeuze add zoe toevertrouwen
    expect_status 0
    grep -q "^# What was shown" first
    [ "$(field 1 voorbeeld)" = "De oven" ]
    editor 'echo "en de kassa" >>"$1"; kill -TERM $$'
    at_terminal stage begeleidingskeuze edit 1
    expect_status 65
    grep -q "en de kassa" "$(drafts)"
    [[ "$output" == *"$(drafts)"* ]] || explain
    [ "$(field 1 voorbeeld)" = "De oven" ]
}

@test "begeleidingskeuze list is by day, and filters" {
    stage -q docent add BERG "Anna van den Berg"
    stage -q plaatsing edit 0100 --docent BERG
    stage -q gesprek log zoe 2026-10-20 --zonder-notities
    stage -q begeleidingskeuze add zoe meedoen x
    stage -q begeleidingskeuze add sem meedoen x --datum 2026-11-01
    stage -q begeleidingskeuze add zoe laten-zien x -g 1
    [ "$(ids)" = "3 2 1" ]
    [ "$(ids 0012)" = "3 1" ]
    [ "$(ids -s meedoen)" = "2 1" ]
    [ "$(ids zoe --strategie meedoen)" = 1 ]
    [ "$(ids -d BERG)" = 2 ]
    [ "$(ids -g 1)" = 3 ]
    [ "$(ids --plaatsing 0100)" = 2 ]
    capture stage begeleidingskeuze list -s toevertrouwen
    expect_status 0
    expect_stderr "nothing found"
}

@test "begeleidingskeuzes in every format" {
    stage -q inschatting add zoe "Kan meer aan"
    stage -q begeleidingskeuze add zoe meedoen "Mee; naar de klant" --gebied werk --herkend ja -i 1
    capture stage begeleidingskeuze list --format json
    expect_output '[
{"id":1,"plaatsing":1,"gesprek":null,"nummer":"0012","student":"Zoë van '"'"'t Hof","datum":"2026-11-23","strategie":"meedoen","gebied":"werk","herkend":"ja","inschatting":1,"voorbeeld":"Mee; naar de klant"}
]'
    [ "$(stage begeleidingskeuze list -f csv --columns id,voorbeeld | tr -d '\r')" = 'id,voorbeeld
1,"Mee; naar de klant"' ]
    capture stage begeleidingskeuze list
    expect_output "id student        datum      strategie gebied herkend voorbeeld
 1 Zoë van 't Hof 2026-11-23 meedoen   werk   ja      Mee; naar de klant"
    capture stage begeleidingskeuze add zoe laten-zien x -f json --columns id,gebied
    expect_output '{"id":2,"gebied":null}'
}

@test "begeleidingskeuzes are searched, removed, undone and completed" {
    stage -q begeleidingskeuze add zoe toevertrouwen "De steenoven op vrijdag"
    [ "$(stage search steen --columns soort,id -f tsv)" = "begeleidingskeuze	1" ]
    capture stage begeleidingskeuze rm 1
    expect_status 0
    expect_stderr "begeleidingskeuze 1 Zoë van 't Hof, toevertrouwen 2026-11-23 removed"
    capture stage search steen
    expect_status 1
    stage -q undo
    [ "$(field 1 voorbeeld)" = "De steenoven op vrijdag" ]
    [ "$(stage search steen --columns id -f tsv)" = 1 ]
    [ "$(offered begeleidingskeuze add zoe "")" = "laten-zien meedoen toevertrouwen" ]
    [ "$(offered begeleidingskeuze add zoe meedoen --gebied "")" = "werk team beroepsgroep" ]
    [ "$(offered begeleidingskeuze edit zo)" = 1 ]
    [ "$(offered begeleidingskeuze list --strategie la)" = laten-zien ]
    stage -q undo
    stage -q db check
}
