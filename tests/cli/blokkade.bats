# Blokkades: addresses that mail of a kind does not go to.
load common

setup() { setup_store; }

field() { stage blokkade show "$1" --columns "$2" --format tsv; }
ids() { stage blokkade list "$@" --columns id --format tsv | xargs; }

@test "an address is closed for a kind of mail, with a reason, and opened again" {
    capture stage blokkade add Ria@Example.org vraag --uitleg "belt liever"
    expect_status 0
    expect_output ""
    expect_stderr "blokkade 1 ria@example.org, vraag added"
    [ "$(field 1 adres,soort,oorzaak,datum,uitleg)" = "ria@example.org	vraag	stop	2026-11-23	belt liever" ]
    stage -q blokkade add ria@example.org alles --oorzaak onbestelbaar --datum gisteren
    [ "$(field 2 soort,oorzaak,datum,uitleg)" = "alles	onbestelbaar	2026-11-22	" ]
    stage -q blokkade edit 2 --adres RIA@example.net --soort verslag --oorzaak stop --datum 2026-11-01 --uitleg x
    [ "$(field 2 adres,soort,oorzaak,datum,uitleg)" = "ria@example.net	verslag	stop	2026-11-01	x" ]
    stage -q blokkade edit 2 --uitleg=
    [ "$(field 2 uitleg)" = "" ]
    capture stage blokkade rm 1
    expect_stderr "blokkade 1 ria@example.org, vraag removed"
    [ "$(ids)" = 2 ]
    stage -q undo
    [ "$(ids)" = "2 1" ]
    stage -q db check
}

@test "what makes no blokkade is refused" {
    local says call status_wanted
    stage -q blokkade add ria@example.org vraag
    while IFS='|' read -r status_wanted says call; do
        # shellcheck disable=SC2086
        capture stage blokkade $call
        [ "$status" -eq "$status_wanted" ] || { echo "$call"; explain; }
        expect_stderr "$says"
    done <<'LINES'
64|ADRES is missing|add
64|SOORT is missing|add ria@example.org
64|did you mean 'herinnering'|add ria@example.org herinering
64|stop, onbestelbaar|add ria@example.org alles --oorzaak zomaar
65|adres is no e-mail address|add ria alles
65|adres is no e-mail address|add a@b@c alles
65|there is one already|add RIA@example.org vraag
65|2026-11-24 is still to come|add ria@example.org alles --datum morgen
65|2026-11-24 is still to come|edit 1 --datum morgen
65|there is no blokkade '9'|show 9
65|there is no blokkade '9'|rm 9
65|it goes by its number|rm ria@example.org
LINES
    [ "$(ids)" = 1 ]
    capture stage blokkade edit 1 --soort=
    expect_status 65
    capture stage blokkade edit 1 --datum=
    expect_status 65
    capture stage blokkade add x@example.org alles --uitleg "BSN 111222333"
    expect_status 65
    capture stage blokkade add $'x\x1b@example.org' alles
    expect_status 64
}

@test "blokkade list is by address, of one or all; completion knows them" {
    stage -q blokkade add zed@example.org alles
    stage -q blokkade add Abe@example.org vraag
    stage -q blokkade add abe@example.org verslag
    [ "$(ids)" = "2 3 1" ]
    [ "$(ids ABE@example.org)" = "2 3" ]
    [ "$(ids --adres zed@example.org)" = 1 ]
    capture stage blokkade list none@example.org
    expect_status 0
    expect_stderr "nothing found"
    capture stage blokkade list --format json zed@example.org
    expect_output '[
{"id":1,"adres":"zed@example.org","soort":"alles","oorzaak":"stop","datum":"2026-11-23","uitleg":null}
]'
    [ "$(offered blokkade rm '')" = "2 3 1" ]
    [ "$(offered blokkade show abe)" = "2 3" ]
    [ "$(offered blokkade add x@example.org v)" = "vraag verslag" ]
    rows >before
    stage -q db dump >dump
    stage -q --store "$HOME/copy.db" init
    stage -q --store "$HOME/copy.db" db load dump
    STAGE_STORE="$HOME/copy.db" rows | diff before -
}
