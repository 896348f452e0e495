# Signalen: what threatens to go wrong, and of what no story is kept.
load common

setup() { setup_placements; }

field() { stage signaal show "$1" --columns "$2" --format tsv; }
ids() { stage signaal list "$@" --columns id --format tsv | xargs; }
stored() { sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM signaal'; }
expect_routes() {
    local route
    for route in "meldpunt or vertrouwenspersoon" "Meldpunt Stagediscriminatie" "JOB" "discriminatie.nl"; do
        [[ "$stderr$output" == *"$route"* ]] || { echo "no route: $route"; explain; }
    done
}

@test "each kind, and how bad it is" {
    local kind n=0
    for kind in begeleiding volwaardig-werknemer klusjes te-weinig-leren stoppen contact anders; do
        n=$((n + 1))
        stage -q signaal add zoe "$kind" "Over $kind"
        [ "$(field "$n" soort,ernst,omschrijving)" = "$kind		Over $kind" ]
    done
    capture stage signaal add zoe klusjes Veegt de hele dag -e oranje
    expect_status 0
    expect_output ""
    expect_stderr "signaal 8 Zoë van 't Hof, klusjes 2026-11-23 added"
    [[ "$stderr" != *meldpunt* ]] || explain
    [ "$(field 8 plaatsing,datum,ernst,omschrijving,gesloten)" = "1	2026-11-23	oranje	Veegt de hele dag	" ]
}

@test "what is no kind or no weight is refused with what there is" {
    local call says
    while IFS='|' read -r says call; do
        # shellcheck disable=SC2086
        capture stage signaal add $call
        [ "$status" -eq 64 ] || { echo "$call"; explain; }
        expect_stderr "$says"
    done <<'LINES'
did you mean 'klusjes'|zoe klussen x
discriminatie, onveilig|zoe pesten x
geel, oranje, rood|zoe klusjes x --ernst groen
SOORT is missing|zoe
STUDENT is missing|
LINES
    [ "$(stored)" = 0 ]
}

# --- of what no story is kept

@test "of discrimination and safety the flag, the day and the referral are kept, and the routes are told" {
    local kind n=0
    for kind in onveilig discriminatie; do
        n=$((n + 1))
        capture stage signaal add zoe "$kind" --verwezen vertrouwenspersoon
        expect_status 0
        expect_output ""
        expect_stderr "signaal $n Zoë van 't Hof, $kind 2026-11-23 added"
        expect_stderr "no story of this is kept, here or in a note"
        expect_routes
        [ "$(field "$n" soort,datum,verwezen,omschrijving,afloop)" = "$kind	2026-11-23	vertrouwenspersoon		" ]
    done
}

@test "a story of them is refused, with the routes, and is nowhere in the store" {
    local kind
    for kind in onveilig discriminatie; do
        capture stage signaal add zoe "$kind" Het verhaal van zoe
        expect_status 65
        expect_stderr "no story"
        expect_routes
        [[ "$stderr" != *verhaal* ]] || explain
    done
    [ "$(stored)" = 0 ]
    stage -q signaal add zoe onveilig
    capture stage signaal edit 1 --omschrijving "Het verhaal van zoe"
    expect_status 65
    expect_routes
    capture stage signaal edit 1 --gesloten vandaag --afloop "Het verhaal van zoe"
    expect_status 65
    capture stage signaal close 1 "Het verhaal van zoe"
    expect_status 65
    expect_routes
    [ "$(field 1 gesloten)" = "" ]
    [ "$(cat "$STAGE_STORE"* | grep -ac verhaal)" = 0 ]
}

@test "for them nothing is read or asked: not from standard input, not in an editor" {
    capture_input 'Het verhaal van zoe\n' stage signaal add zoe onveilig
    expect_status 0
    expect_stderr "no story"
    editor 'touch "$HOME/opened"; echo "Het verhaal" >>"$1"'
    at_terminal stage signaal add zoe discriminatie
    expect_status 0
    expect_routes
    at_terminal stage signaal close 1
    expect_status 0
    at_terminal stage signaal edit 2
    expect_status 65
    [[ "$output" == *"nothing was given to change"* ]] || explain
    [ ! -e opened ]
    [ "$(drafts)" = "" ]
    [ "$(field 1 gesloten,omschrijving,afloop)" = "2026-11-23		" ]
    [ "$(cat "$STAGE_STORE"* | grep -ac verhaal)" = 0 ]
}

@test "what turns out to be one of them loses its story first" {
    stage -q signaal add zoe anders "Voelt zich niet prettig"
    capture stage signaal edit 1 --soort onveilig
    expect_status 65
    expect_stderr "--omschrijving="
    capture stage signaal edit 1 --soort onveilig --omschrijving= --verwezen "Meldpunt van de school"
    expect_status 0
    expect_routes
    [ "$(field 1 soort,omschrijving,verwezen)" = "onveilig		Meldpunt van de school" ]
    capture stage search prettig
    expect_status 1
    # And the other way round a text may be added again.
    stage -q signaal edit 1 --soort anders --omschrijving "Vergissing"
    [ "$(field 1 soort,omschrijving)" = "anders	Vergissing" ]
}

# --- its text and its day

@test "the text comes from standard input or the editor, or stays away" {
    capture_input 'Veegt de\nhele dag\n' stage signaal add zoe klusjes
    expect_status 0
    [ "$(field 1 omschrijving)" = 'Veegt de\nhele dag' ]
    capture_input '' stage signaal add zoe contact
    expect_status 0
    [ "$(field 2 soort,omschrijving)" = "contact	" ]
    capture_input 'rood \033[31m' stage signaal add zoe klusjes
    expect_status 65
    capture stage signaal add zoe klusjes x --verwezen $'rood\x1b[31m'
    expect_status 64
    editor 'cp "$1" "$HOME/first"; echo "Wil stoppen" >>"$1"'
    at_terminal stage signaal add zoe stoppen
    expect_status 0
    grep -q "Facts, no diagnosis" first
    [ "$(field 3 omschrijving)" = "Wil stoppen" ]
    editor 'echo "Toch niet" >>"$1"; exit 1'
    at_terminal stage signaal edit 3
    expect_status 65
    grep -q "Wil stoppen" "$(drafts)"
    grep -q "Toch niet" "$(drafts)"
    [[ "$output" == *"$(drafts)"* ]] || explain
    [ "$(field 3 omschrijving)" = "Wil stoppen" ]
    [ "$(stored)" = 3 ]
}

@test "the day is that of the talk, not to come, and in the placement" {
    stage -q gesprek log zoe 2026-10-20 --zonder-notities
    stage -q signaal add zoe klusjes x -g 1
    [ "$(field 1 gesprek,datum)" = "1	2026-10-20" ]
    editor 'touch "$HOME/opened"; echo x >>"$1"'
    local day
    for day in morgen 2026-08-31; do
        capture stage signaal add zoe klusjes x --datum "$day"
        expect_status 65
        at_terminal stage signaal add zoe klusjes --datum "$day"
        expect_status 65
    done
    [ ! -e opened ]
    capture stage signaal add sem klusjes x -g 1
    expect_status 65
    expect_stderr "another student"
    capture stage signaal edit 1 --datum 2026-08-31
    expect_status 65
    stage -q signaal edit 1 --datum 2026-08-31 --plaatsing 0012
    [ "$(field 1 datum)" = 2026-08-31 ]
}

# --- closing

@test "signaal close keeps what was done, once, and in the order of days" {
    stage -q signaal add zoe klusjes x --datum 2026-11-10
    capture stage signaal close 1 x --datum 2026-11-09
    expect_status 65
    expect_stderr "signaal 1 is of 2026-11-10: it cannot be closed on 2026-11-09"
    capture stage signaal close 1 x --datum morgen
    expect_status 65
    capture stage signaal close 1 Twee dagen per week aan de oven --datum 2026-11-12
    expect_status 0
    expect_stderr "signaal 1 Zoë van 't Hof, klusjes 2026-11-10 closed"
    [ "$(field 1 gesloten,afloop)" = "2026-11-12	Twee dagen per week aan de oven" ]
    capture stage signaal close 1 Nog eens
    expect_status 65
    expect_stderr "signaal 1 was closed on 2026-11-12"
    capture stage signaal edit 1 --gesloten=
    expect_status 65
    expect_stderr "--afloop= takes it away"
    capture stage signaal edit 1 --gesloten 2026-11-01
    expect_status 65
    stage -q signaal edit 1 --gesloten= --afloop=
    [ "$(ids --open)" = 1 ]
}

@test "closing asks what was done, but not of what cannot be closed" {
    stage -q signaal add zoe klusjes x
    editor 'cp "$1" "$HOME/first"; echo "Besproken met Ria" >>"$1"'
    at_terminal stage signaal close 1 --datum morgen
    expect_status 65
    [ ! -e first ]
    at_terminal stage signaal close 1
    expect_status 0
    grep -q "What was done, and how did it end?" first
    [ "$(field 1 afloop)" = "Besproken met Ria" ]
    rm first
    at_terminal stage signaal close 1
    expect_status 65
    [ ! -e first ]
    stage -q signaal add zoe contact
    capture_input 'Gebeld, alles goed\n' stage signaal close 2
    expect_status 0
    [ "$(field 2 afloop)" = "Gebeld, alles goed" ]
    stage -q signaal add zoe contact
    capture_input '' stage signaal close 3
    expect_status 0
    [ "$(field 3 gesloten,afloop)" = "2026-11-23	" ]
}

# --- list, formats, others

@test "signaal list is by day and filters; what happened is not on the screen" {
    stage -q docent add BERG "Anna van den Berg"
    stage -q plaatsing edit 0100 --docent BERG
    stage -q gesprek log zoe 2026-10-20 --zonder-notities
    stage -q signaal add zoe klusjes "Veegt de hele dag" -e geel
    stage -q signaal add sem contact "Neemt niet op" --datum 2026-11-01
    stage -q signaal add zoe stoppen "Ziet het niet zitten" -g 1
    stage -q signaal close 1 "Besproken"
    [ "$(ids)" = "3 2 1" ]
    [ "$(ids --open)" = "3 2" ]
    [ "$(ids zoe)" = "3 1" ]
    [ "$(ids -s contact)" = 2 ]
    [ "$(ids -d BERG)" = 2 ]
    [ "$(ids -g 1)" = 3 ]
    [ "$(ids --plaatsing 0100)" = 2 ]
    capture stage signaal list
    [[ "$output" != *Veegt* && "$output" != *Besproken* ]] || explain
    capture stage signaal list --columns id,omschrijving
    [[ "$output" == *Veegt* ]] || explain
    capture stage signaal list --soort onveilig
    expect_stderr "nothing found"
}

@test "signalen in every format" {
    stage -q signaal add zoe klusjes "Veegt; \"de hele dag\"" -e rood --verwezen "mentor"
    capture stage signaal list --format json
    expect_output '[
{"id":1,"plaatsing":1,"gesprek":null,"nummer":"0012","student":"Zoë van '"'"'t Hof","datum":"2026-11-23","soort":"klusjes","ernst":"rood","omschrijving":"Veegt; \"de hele dag\"","verwezen":"mentor","gesloten":null,"afloop":null}
]'
    [ "$(stage signaal list -f csv --columns ernst,omschrijving | tr -d '\r')" = 'ernst,omschrijving
rood,"Veegt; ""de hele dag"""' ]
    capture stage signaal close 1 klaar -f json --columns id,gesloten,afloop
    expect_output '{"id":1,"gesloten":"2026-11-23","afloop":"klaar"}'
}

@test "who takes over is told what is open, in a word" {
    stage -q docent add BERG "Anna van den Berg"
    stage -q signaal add zoe klusjes "Veegt de hele dag"
    stage -q signaal add zoe contact x
    stage -q signaal close 2 Gebeld
    capture stage docent handover WITK BERG
    [[ "$output" == *klusjes* ]] || explain
    [[ "$output" != *contact* ]] || explain
}

@test "signalen are searched, removed, undone and completed" {
    stage -q signaal add zoe klusjes "Veegt de hele dag"
    stage -q signaal add sem contact x
    [ "$(stage search veegt --columns soort,id -f tsv)" = "signaal	1" ]
    stage -q signaal close 1 "Besproken met de leermeester"
    [ "$(stage search leermeester --columns soort,id -f tsv)" = "signaal	1" ]
    stage -q undo
    [ "$(field 1 gesloten,afloop)" = "	" ]
    capture stage search leermeester
    expect_status 1
    [ "$(offered signaal close "")" = "1 2" ]
    [ "$(offered signaal close ze)" = "" ]
    [ "$(offered signaal close zo)" = 1 ]
    [ "$(offered signaal add zoe ond)" = "" ]
    [ "$(offered signaal add zoe onv)" = onveilig ]
    [ "$(offered signaal add zoe klusjes x -e "")" = "geel oranje rood" ]
    capture stage signaal rm 1
    expect_stderr "signaal 1 Zoë van 't Hof, klusjes 2026-11-23 removed"
    stage -q undo
    [ "$(field 1 omschrijving)" = "Veegt de hele dag" ]
    [ "$(stage search veegt --columns id -f tsv)" = 1 ]
    stage -q db check
}

@test "in Dutch the routes and the refusal are Dutch" {
    stage -q config set language nl
    capture stage signaal add zoe onveilig Het verhaal
    expect_status 65
    expect_stderr "het verhaal niet bewaard"
    expect_stderr "de student kan terecht bij:"
    expect_stderr "het Meldpunt Stagediscriminatie van SBB"
}
