# Dempingen: a rule that is quiet about a placement, and why.
load common

setup() { setup_placements; }

field() { stage demping show "$1" --columns "$2" --format tsv; }
ids() { stage demping list "$@" --columns id --format tsv | xargs; }
seen() { stage -q signaal rules "$@" --columns regel --format tsv | xargs; }

@test "a rule is muted with a reason, from today or from a day, for good or until one" {
    capture stage demping add zoe geen-contact we bellen elke vrijdag
    expect_status 0
    expect_output ""
    expect_stderr "demping 1 Zoë van 't Hof, geen-contact added"
    [ "$(field 1 plaatsing,datum,regel,tot,reden)" = "1	2026-11-23	geen-contact		we bellen elke vrijdag" ]
    stage -q demping add sem geen-contact "ziek gemeld" --datum 2026-11-01 --tot 2026-12-01
    [ "$(field 2 plaatsing,datum,tot,reden)" = "2	2026-11-01	2026-12-01	ziek gemeld" ]
    stage -q demping edit 2 --tot= --regel geen-voorbeeld --reden anders
    [ "$(field 2 datum,regel,tot,reden)" = "2026-11-01	geen-voorbeeld		anders" ]
    stage -q demping edit 2 --datum 2026-11-02 --tot morgen
    [ "$(field 2 datum,tot)" = "2026-11-02	2026-11-24" ]
}

@test "what makes no demping is refused" {
    local says call status_wanted
    while IFS='|' read -r status_wanted says call; do
        # shellcheck disable=SC2086
        capture stage demping add $call
        [ "$status" -eq "$status_wanted" ] || { echo "$call"; explain; }
        expect_stderr "$says"
    done <<'LINES'
64|did you mean 'geen-contact'|zoe geen-kontact x
64|opleider-afwezig, geen-contact|zoe stilte x
64|REDEN is missing|zoe geen-contact
64|REGEL is missing|zoe
65|no student|nergens geen-contact x
65|2026-11-01|zoe geen-contact x --tot 2026-11-01
65|2026-11-24|zoe geen-contact x --datum morgen
65|outside plaatsing 1|zoe geen-contact x --datum 2026-01-01
LINES
    [ "$(ids)" = "" ]
    stage -q demping add zoe geen-contact x
    capture stage demping edit 1 --reden=
    expect_status 65
    capture stage demping edit 1 --tot 2026-11-01
    expect_status 65
    capture stage demping show 2
    expect_status 65
    capture stage demping add zoe geen-contact $'rood\x1b[31m'
    expect_status 64
}

@test "the rule is quiet from the first day to the last, about that placement only" {
    [ "$(seen)" = "geen-contact geen-contact" ]
    stage -q demping add zoe geen-contact x --datum 2026-11-20 --tot 2026-11-25
    [ "$(seen zoe)" = "" ]
    [ "$(seen sem)" = geen-contact ]
    [ "$(STAGE_TODAY=2026-11-19 seen zoe)" = geen-contact ]
    [ "$(STAGE_TODAY=2026-11-20 seen zoe)" = "" ]
    [ "$(STAGE_TODAY=2026-11-25 seen zoe)" = "" ]
    [ "$(STAGE_TODAY=2026-11-26 seen zoe)" = geen-contact ]
    [ "$(seen zoe --all)" = geen-contact ]
    [ "$(stage signaal rules zoe --all --columns gedempt -f tsv)" = x ]
    stage -q demping add sem geen-voorbeeld x
    [ "$(seen sem)" = geen-contact ]
    capture stage signaal rules zoe --check
    expect_status 0
    capture stage signaal rules zoe --check --all
    expect_status 1
}

@test "demping list filters; one is completed, removed and undone, and guards its placement" {
    stage -q docent add BERG "Anna van den Berg"
    stage -q plaatsing edit 0100 --docent BERG
    stage -q demping add zoe geen-contact x
    stage -q demping add sem geen-contact y --datum 2026-11-01
    [ "$(ids)" = "2 1" ]
    [ "$(ids zoe)" = 1 ]
    [ "$(ids -d BERG)" = 2 ]
    [ "$(ids --plaatsing 0100)" = 2 ]
    [ "$(offered demping show "")" = "2 1" ]
    [ "$(offered demping rm ze)" = "" ]
    [ "$(offered demping rm se)" = 2 ]
    [ "$(offered demping add zoe geen-v)" = geen-voorbeeld ]
    capture stage demping list --format json
    expect_output '[
{"id":2,"plaatsing":2,"nummer":"0100","student":"Sem Çelik","datum":"2026-11-01","regel":"geen-contact","tot":null,"reden":"y"},
{"id":1,"plaatsing":1,"nummer":"0012","student":"Zoë van '"'"'t Hof","datum":"2026-11-23","regel":"geen-contact","tot":null,"reden":"x"}
]'
    capture stage plaatsing rm 0012
    expect_status 65
    expect_stderr "demping 1"
    capture stage demping rm 1
    expect_stderr "demping 1 Zoë van 't Hof, geen-contact removed"
    [ "$(ids)" = 2 ]
    stage -q undo
    [ "$(ids)" = "2 1" ]
    rows >before
    stage -q db dump >dump
    stage -q --store "$HOME/copy.db" init
    stage -q --store "$HOME/copy.db" db load dump
    STAGE_STORE="$HOME/copy.db" rows | diff before -
    stage -q db check
}
