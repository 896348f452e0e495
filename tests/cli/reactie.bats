# Reacties: what student and praktijkopleider say of the summary of a talk.
load common

setup() {
    setup_placements
    stage -q gesprek log zoe 2026-11-20 --zonder-notities
}

field() { stage reactie show "$1" --columns "$2" --format tsv; }
ids() { stage reactie list "$@" --columns id --format tsv | xargs; }
# A summary that was sent, as the outgoing mail keeps it.
sent() {
    sqlite3 "$STAGE_STORE" "INSERT INTO bericht (soort, rol, persoon, adres, gesprek, versie, taal, kenmerk, messageid, datum,
        gemaakt, verstuurd) VALUES ('verslag', '$1', 1, 'a@example.org', 1, $2, 'nl', '$1$2', '$1$2', '2026-11-20', 'x', $3)"
}

@test "who agrees needs no words, who does not says what should be different" {
    capture stage reactie add 1 student akkoord
    expect_status 0
    expect_stderr "reactie 1 student, akkoord, 2026-11-23 added"
    [ "$(field 1 gesprek,nummer,student,datum,versie,rol,soort,tekst)" = "1	0012	Zoë van 't Hof	2026-11-23	1	student	akkoord	" ]
    stage -q reactie add 1 opleider bezwaar het was een ander voorbeeld --datum 2026-11-20
    [ "$(field 2 datum,rol,soort,tekst)" = "2026-11-20	opleider	bezwaar	het was een ander voorbeeld" ]
    capture_input 'Een regel.\nEn nog een.\n' stage reactie add 1 opleider bezwaar
    expect_status 0
    [ "$(field 3 tekst)" = 'Een regel.\nEn nog een.' ]
    editor 'echo "Getypt." >>"$1"'
    at_terminal stage reactie add 1 student bezwaar
    [ "$status" -eq 0 ] || explain
    [ "$(field 4 tekst)" = Getypt. ]
    [ -z "$(drafts)" ]
    # What is piped into a word of agreement is not read.
    capture_input 'iets\n' stage reactie add 1 student akkoord
    expect_status 0
    [ "$(field 5 tekst)" = "" ]
    stage -q db check
}

@test "it is of the version that was sent last, unless it is said" {
    sent student 1 "'2026-11-20T10:00:00Z'"
    sent student 2 "'2026-11-21T10:00:00Z'"
    sent student 3 NULL
    stage -q reactie add 1 student akkoord
    stage -q reactie add 1 opleider akkoord
    stage -q reactie add 1 student akkoord --versie 1
    [ "$(stage reactie list --columns versie -f tsv | xargs)" = "2 1 1" ]
}

@test "what makes no reactie is refused, and what was typed is kept" {
    local says call status_wanted
    stage -q gesprek plan sem 2026-12-10
    stage -q reactie add 1 student akkoord
    while IFS='|' read -r status_wanted says call; do
        # shellcheck disable=SC2086
        capture stage reactie $call </dev/null
        [ "$status" -eq "$status_wanted" ] || { echo "$call"; explain; }
        expect_stderr "$says"
    done <<'LINES'
64|SOORT is missing|add 1 student
64|student, opleider|add 1 docent akkoord
64|akkoord, bezwaar|add 1 student misschien
65|no gesprek '9'|add 9 student akkoord
65|was not held yet|add 2 student akkoord
65|gesprek 1 was held later, on 2026-11-20|add 1 student akkoord --datum 2026-11-19
65|2026-11-24 is still to come|add 1 student akkoord --datum morgen
64|no number from 1|add 1 student akkoord --versie 0
65|a bezwaar says what should be different|add 1 student bezwaar
65|a bezwaar says what should be different|edit 1 --soort bezwaar
65|gesprek 1 was held later|edit 1 --datum 2026-11-01
65|there is no reactie '7'|show 7
LINES
    [ "$(ids)" = 1 ]
    capture_input 'Mijn verhaal\n' stage reactie add 2 student bezwaar
    expect_status 65
    grep -q "Mijn verhaal" "$(drafts)"
    capture stage reactie add 1 student bezwaar "BSN 111222333"
    expect_status 65
}

@test "a reactie is changed, listed, completed, removed, undone, and guards its talk" {
    stage -q gesprek log sem 2026-11-21 --zonder-notities
    stage -q reactie add 2 opleider akkoord
    stage -q reactie add 1 student akkoord
    stage -q reactie edit 2 --soort bezwaar --tekst "toch niet" --rol opleider --versie 2 --datum 2026-11-22
    [ "$(field 2 datum,versie,rol,soort,tekst)" = "2026-11-22	2	opleider	bezwaar	toch niet" ]
    capture_input 'anders\n' stage reactie edit 2
    [ "$(field 2 tekst)" = anders ]
    capture stage reactie edit 2 --tekst=
    expect_status 65
    stage -q reactie edit 2 --soort akkoord --tekst=
    [ "$(ids)" = "2 1" ]
    [ "$(ids zoe)" = 2 ]
    [ "$(ids -g 2)" = 1 ]
    [ "$(offered reactie rm '')" = "2 1" ]
    [ "$(offered reactie rm sem)" = 1 ]
    capture stage reactie list zoe --format json
    expect_output '[
{"id":2,"gesprek":1,"nummer":"0012","student":"Zoë van '"'"'t Hof","datum":"2026-11-22","versie":2,"rol":"opleider","soort":"akkoord","tekst":null}
]'
    capture stage reactie rm 2
    expect_stderr "reactie 2 opleider, akkoord, 2026-11-22 removed"
    [ "$(ids)" = 1 ]
    stage -q undo
    [ "$(ids)" = "2 1" ]
    stage history zoe --columns opdracht -f tsv | grep -q "reactie add"
    rows >before
    stage -q db dump >dump
    stage -q --store "$HOME/copy.db" init
    stage -q --store "$HOME/copy.db" db load dump
    STAGE_STORE="$HOME/copy.db" rows | diff before -
}
