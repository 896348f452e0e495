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
    [ "$(store_bytes | grep -ac verhaal)" = 0 ]
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
    [ "$(store_bytes | grep -ac verhaal)" = 0 ]
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

# Everything that a program or a person can be shown of the store, but for a dump.
everything() {
    stage -q signaal list --format json
    stage -q signaal list zoe
    stage -q signaal show 1
    stage -q signaal rules --all --format json
    stage -q status --format json
    stage -q status zoe
    stage -q history --format json
    stage -q history --changes --format json
    stage -q history zoe --changes
    stage -q search verhaal || true
    stage -q search verh || true
    stage -q why zoe
    stage -q docent handover WITK BERG --format json
    stage -q undo
}

@test "no way leads a story into one of them: options, standard input, another kind, closing" {
    local kind call
    stage -q docent add BERG "Anna van den Berg"
    for kind in onveilig discriminatie; do
        stage -q signaal add zoe "$kind" --voor 2026-12-01
        for call in --opvolging=verhaal --ingelicht=verhaal --omschrijving=verhaal \
            "--gesloten=vandaag --afloop=verhaal"; do
            # shellcheck disable=SC2086
            capture stage signaal edit 1 $call
            expect_status 65
            expect_routes
        done
        for call in --opvolging=verhaal --ingelicht=verhaal; do
            capture stage signaal add zoe "$kind" "$call"
            expect_status 65
            expect_routes
        done
        capture_input 'verhaal\n' stage signaal edit 1
        expect_status 65
        capture_input 'verhaal\n' stage signaal close 1
        expect_status 0
        stage -q undo
        [ "$(field 1 soort,opvolging,ingelicht,afloop,omschrijving,voor)" = "$kind					2026-12-01" ]
        [ "$(stored)" = 1 ]
        stage -q signaal rm 1
        stage -q undo
        everything >shown
        [ "$(grep -c verhaal shown)" = 0 ]
        [ "$(store_bytes | grep -ac verhaal)" = 0 ]
        stage -q signaal rm 1
        reset_counter signaal
    done
}

@test "what becomes one of them loses what was done about it, and nobody is shown it again" {
    stage -q docent add BERG "Anna van den Berg"
    stage -q signaal add zoe anders verhaal --opvolging "verhaal twee" --ingelicht "verhaal drie"
    local call
    for call in "" "--omschrijving=" "--omschrijving= --opvolging=" "--omschrijving= --ingelicht="; do
        # shellcheck disable=SC2086
        capture stage signaal edit 1 --soort discriminatie $call
        expect_status 65
        [ "$(field 1 soort)" = anders ]
    done
    capture stage signaal edit 1 --soort discriminatie --omschrijving= --opvolging= --ingelicht=
    expect_status 0
    expect_routes
    everything >shown
    [ "$(grep -c verhaal shown)" = 0 ] || { grep verhaal shown; return 1; }
    # It is not in the store either, and cannot come back.
    capture stage undo
    expect_status 65
    expect_stderr "its content was erased"
    ! grep -q verhaal "$STAGE_STORE"
    stage db check
    stage -q signaal close 1
    stage -q undo
    [ "$(field 1 soort,gesloten)" = "discriminatie	" ]
}

@test "a dump in which one of them has a story is refused" {
    stage -q signaal add zoe klusjes x --opvolging verhaal
    stage -q db dump >good
    grep -q '"opvolging":"verhaal"' good
    local change
    stage -q --store "$HOME/good.db" init
    stage -q --store "$HOME/good.db" db load good
    for change in 's/"omschrijving":"x",//' 's/"opvolging":"verhaal"/"ingelicht":"verhaal"/;s/"omschrijving":"x",//'; do
        sed "/\"tabel\":\"signaal\"/{s/klusjes/onveilig/;$change}" good >bad
        ! cmp -s good bad
        rm -f bad.db
        stage -q --store "$HOME/bad.db" init
        capture stage --store "$HOME/bad.db" db load bad
        expect_status 65
        [ "$(sqlite3 bad.db 'SELECT count(*) FROM signaal')" = 0 ]
    done
}

# --- the routes

@test "the routes are those of the school's configuration" {
    stage -q signaal add zoe onveilig
    capture stage signaal edit 1 --soort discriminatie
    expect_stderr "which is not set here: 'stage config set meldpunt.school …'"
    expect_stderr "Meldpunt Stagediscriminatie van SBB (s-bb.nl)"
    expect_stderr "JOB MBO (jobmbo.nl)"
    stage -q config set meldpunt.school "kamer 0.12, meldpunt@school.example"
    stage -q config set meldpunt.job "de studentenraad"
    capture stage signaal edit 1 --soort onveilig
    expect_stderr "the school's meldpunt: kamer 0.12, meldpunt@school.example"
    expect_stderr "de studentenraad"
    [[ "$stderr" != *"not set"* && "$stderr" != *jobmbo* && "$stderr" != *"the vertrouwenspersoon:"* ]] || explain
    stage -q config set meldpunt.vertrouwenspersoon "Mevrouw Van Dam (intern 12)"
    capture stage signaal edit 1 --omschrijving verhaal
    expect_status 65
    expect_stderr "the vertrouwenspersoon: Mevrouw Van Dam (intern 12)"
    capture stage config set meldpunt.school $'rood\x1b[31m'
    [ "$status" -ne 0 ] || explain
}

# --- what is bad asks for a talk

@test "rood proposes an extra gesprek, on a day on which both work" {
    capture stage signaal add zoe klusjes x -e rood
    expect_stderr "rood asks for an extra gesprek:
  stage gesprek plan 0012 2026-11-24 --soort extra"
    # What it says can be run, and then it is planned.
    stage -q gesprek plan 0012 2026-11-24 --soort extra
    capture stage signaal edit 1 --ernst rood
    [[ "$stderr" != *"asks for"* ]] || explain
    # Docent, student, the school's holiday.
    stage -q docent edit WITK --days wo,do,vr
    stage -q plaatsing edit 0100 --werkdagen ma,do,vr
    printf 'van;tot;naam\n26-11-2026;26-11-2026;Studiedag\n' >vrij.csv
    stage -q holiday import vrij.csv
    capture stage signaal add sem klusjes x -e rood
    expect_stderr "stage gesprek plan 0100 2026-11-27 --soort extra"
    capture stage signaal add sem onveilig -e rood
    expect_stderr "rood asks for an extra gesprek, with the student alone:"
    expect_stderr "stage gesprek plan 0100 2026-11-27 --soort extra"
    stage -q plaatsing edit 0100 --werkdagen ma,di
    capture stage signaal add sem klusjes x -e rood
    expect_stderr "docent and student have no day together in the next 10 working days"
    [[ "$stderr" != *"gesprek plan"* ]] || explain
}

@test "a talk within ten working days is talk enough, and what is not rood or closed asks for none" {
    local call
    for call in "-e oranje" "-e geel" ""; do
        # shellcheck disable=SC2086
        capture stage signaal add zoe klusjes x $call
        [[ "$stderr" != *"asks for"* ]] || explain
    done
    capture stage signaal edit 1 --omschrijving y
    [[ "$stderr" != *"asks for"* ]] || explain
    capture stage signaal edit 1 --ernst rood
    expect_stderr "asks for an extra gesprek"
    stage -q signaal close 1 klaar
    capture stage signaal edit 1 --ernst rood
    [[ "$stderr" != *"asks for"* ]] || explain
    stage -q gesprek plan zoe 2026-12-08
    capture stage signaal edit 2 --ernst rood
    expect_stderr "asks for an extra gesprek"
    stage -q gesprek plan zoe 2026-12-07 # the tenth
    capture stage signaal edit 2 --ernst rood
    [[ "$stderr" != *"asks for"* ]] || explain
    # Christmas is no day to meet.
    STAGE_TODAY=2026-12-24 capture stage signaal add sem klusjes x -e rood
    expect_stderr "stage gesprek plan 0100 2026-12-28 --soort extra"
    # A placement that is over asks for none; one with another beside it is named.
    stage -q plaatsing add 0100 --bedrijf korst --begin 2026-11-01 --einde 2026-12-20 -d WITK
    capture stage signaal add sem klusjes x -e rood --plaatsing id:3
    expect_stderr "stage gesprek plan 0100 2026-11-24 --soort extra --plaatsing id:3"
    stage -q gesprek plan 0100 2026-11-24 --soort extra --plaatsing id:3
    stage -q plaatsing add 0100 --bedrijf korst --begin 2025-09-01 --einde 2026-07-01 -d WITK
    capture stage signaal add sem klusjes x -e rood --datum 2026-06-01
    expect_stderr added
    [[ "$stderr" != *"asks for"* ]] || explain
}

# --- rules

rules() { stage -q signaal rules "$@" --columns regel --format tsv | xargs; }

# What each rule sees of zoe.
setup_rules() {
    stage -q gesprek log zoe 2026-10-01 --opleider nee --zonder-notities
    stage -q gesprek log zoe 2026-10-20 --opleider nee --zonder-notities
    stage -q inschatting add zoe -g 1 "Gaat goed"
    stage -q inschatting add zoe -g 2 "Gaat nog steeds goed"
    stage -q afspraak add zoe student --datum 2026-09-20 "Logboek bijwerken" --voor 2026-10-05
    stage -q begeleidingskeuze add zoe laten-zien -g 1
    stage -q begeleidingskeuze add zoe meedoen -g 2
    stage -q signaal add zoe klusjes "Veegt de hele dag" -e rood
}

@test "each rule names itself and the rows that it saw" {
    setup_rules
    capture stage signaal rules zoe --columns regel,soort,rijen,uitleg -f tsv
    expect_status 0
    expect_output "geen-voorbeeld	begeleiding	inschatting 1, inschatting 2	the last 2 judgements, since 2026-10-01, have no example
geen-leermoment	te-weinig-leren	gesprek 1, gesprek 2	the last 2 talks with the student, since 2026-10-01, have no learning moment
afspraak-blijft-open	anders	afspraak 1, gesprek 1, gesprek 2	1 agreement, of 2026-09-20, was open already at the last two talks
vertrouwen-groeit-niet	begeleiding	begeleidingskeuze 1, begeleidingskeuze 2	more than half of the placement is over, and the last 2 guidance choices, since 2026-10-01, entrust no work
opleider-afwezig	contact	gesprek 1, gesprek 2	the praktijkopleider was absent from the last 2 talks, since 2026-10-01, and nobody sat in
rood-zonder-gesprek	klusjes	signaal 1	1 signaal is rood and open (klusjes, 2026-11-23), and no talk was held or planned since: an extra gesprek is proposed, on 2026-11-24"
    expect_stderr "a rule is no judgement"
    expect_stderr "stage demping add STUDENT REGEL REDEN"
    capture stage signaal rules sem --format json
    expect_output '[
{"plaatsing":2,"nummer":"0100","student":"Sem Çelik","klas":"IT3","docent":"WITK","leerbedrijf":"De Smederij","regel":"geen-contact","soort":"contact","uitleg":"no talk was held since it began on 2026-09-01, 83 days ago, and none is planned soon","rijen":null,"gedempt":null}
]'
}

@test "each rule is silent once what it asks for is there" {
    setup_rules
    stage -q inschatting edit 2 --voorbeeld "De bestelling van vrijdag"
    [ "$(rules zoe)" = "geen-leermoment afspraak-blijft-open vertrouwen-groeit-niet opleider-afwezig rood-zonder-gesprek" ]
    stage -q notitie add 2 --aspect aha Kan nu plannen
    [ "$(rules zoe)" = "afspraak-blijft-open vertrouwen-groeit-niet opleider-afwezig rood-zonder-gesprek" ]
    stage -q afspraak close 1 Gedaan
    [ "$(rules zoe)" = "vertrouwen-groeit-niet opleider-afwezig rood-zonder-gesprek" ]
    stage -q begeleidingskeuze add zoe toevertrouwen --datum 2026-11-01
    [ "$(rules zoe)" = "opleider-afwezig rood-zonder-gesprek" ]
    stage -q gesprek plan zoe 2026-12-01
    [ "$(rules zoe)" = opleider-afwezig ]
    STAGE_TODAY=2026-12-01 stage -q gesprek log zoe --zonder-notities
    [ "$(STAGE_TODAY=2026-12-01 rules zoe)" = "" ]
    STAGE_TODAY=2026-12-01 capture stage signaal rules zoe
    expect_status 0
    expect_stderr "the rules see nothing"
}

@test "the rules look at whom they are asked about, and --check answers" {
    stage -q docent add BERG "Anna van den Berg"
    stage -q team add "Team IT"
    stage -q docent edit BERG --team "Team IT"
    stage -q plaatsing edit 0100 --docent BERG
    [ "$(rules | wc -w)" = 2 ]
    [ "$(stage signaal rules -d BERG --columns nummer -f tsv)" = 0100 ]
    [ "$(stage signaal rules --team "Team IT" --columns nummer -f tsv)" = 0100 ]
    [ "$(rules -k IT3 | wc -w)" = 2 ]
    capture stage signaal rules -k XX9
    expect_status 65
    stage -q config set docent WITK
    [ "$(stage signaal rules --columns nummer -f tsv)" = 0012 ]
    [ "$(stage signaal rules sem --columns nummer -f tsv)" = 0100 ]
    capture stage signaal rules --check
    expect_status 1
    expect_output ""
    [ -z "$stderr" ] || explain
    stage -q gesprek log zoe gisteren --zonder-notities
    capture stage signaal rules --check
    expect_status 0
    expect_output ""
    # What is over, to come or void is left alone.
    [ "$(STAGE_TODAY=2026-11-09 rules sem)" = "" ]
    [ "$(STAGE_TODAY=2026-11-10 rules sem)" = geen-contact ]
    stage -q config set signaal.contact 90
    [ "$(rules sem)" = "" ]
    capture stage config set signaal.contact 13
    expect_status 65
}

@test "signaal list tells on standard error what the rules see besides, of who was named" {
    setup_rules
    capture stage signaal list zoe --columns id -f tsv
    expect_output 1
    expect_stderr "6 more are seen by rules: 'stage signaal rules'"
    capture stage signaal list sem
    expect_stderr "1 more is seen by rules: 'stage signaal rules'"
    capture stage signaal list -d WITK
    expect_stderr "7 more are seen by rules"
    capture stage signaal list
    [[ "$stderr" != *rules* ]] || explain
    stage -q demping add sem geen-contact x
    capture stage signaal list sem
    [[ "$stderr" != *rules* ]] || explain
}

@test "the morning page counts the rules and the agreements that are late, and --open shows them" {
    setup_rules
    shown() { stage -q status "$@" --columns nummer,regels,afspraken_laat -f tsv | sort | xargs; }
    [ "$(shown)" = "0012 6 1 0100 1 0" ]
    capture stage status
    expect_stderr "rules see something with 2 placements: 'stage signaal rules'"
    [[ "$output" == *"regels afspr. laat"* ]] || explain
    capture stage status --format json
    [[ "$output" == *'"regels":6,"afspraken_laat":1}'* ]] || explain
    stage -q demping add zoe geen-voorbeeld x
    stage -q afspraak edit 1 --voor 2026-11-23
    [ "$(shown -d WITK)" = "0012 5 0 0100 1 0" ]
    # Nothing but a rule is to do.
    STAGE_TODAY=2027-01-20 stage -q vrijstelling add sem start elders --datum 2026-09-10
    STAGE_TODAY=2027-01-20 stage -q vrijstelling add sem tussen elders --datum 2026-12-10
    STAGE_TODAY=2027-01-20 stage -q vrijstelling add sem eind elders --datum 2027-01-19
    [ "$(STAGE_TODAY=2027-01-20 shown sem --open)" = "0100 1 0" ]
    STAGE_TODAY=2027-01-20 stage -q demping add sem geen-contact x
    [ "$(STAGE_TODAY=2027-01-20 shown sem --open)" = "" ]
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
    rm "$(drafts)" # what was refused is not lost
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

@test "a signaal has what is done about it, until when, and who was told" {
    stage -q signaal add zoe klusjes x --opvolging "Bel Ria" --voor "over 2 weken" --ingelicht "mentor, coordinator"
    [ "$(field 1 opvolging,voor,ingelicht)" = "Bel Ria	2026-12-07	mentor, coordinator" ]
    stage -q signaal edit 1 --opvolging= --voor= --ingelicht=
    [ "$(field 1 opvolging,voor,ingelicht)" = "		" ]
    capture stage signaal edit 1 --voor 2026-11-22
    expect_status 65
    expect_stderr "voor"
    stage -q signaal edit 1 --opvolging "Gebeld met de leermeester"
    [ "$(stage search leermeester --columns soort,id -f tsv)" = "signaal	1" ]
    capture stage signaal list
    [[ "$output" != *leermeester* ]] || explain
}

@test "signalen in every format" {
    stage -q signaal add zoe klusjes "Veegt; \"de hele dag\"" -e oranje --verwezen "mentor" --opvolging Gebeld --voor 2026-12-01 \
        --ingelicht coordinator
    capture stage signaal list --format json
    expect_output '[
{"id":1,"plaatsing":1,"gesprek":null,"nummer":"0012","student":"Zoë van '"'"'t Hof","datum":"2026-11-23","soort":"klusjes","ernst":"oranje","omschrijving":"Veegt; \"de hele dag\"","verwezen":"mentor","gesloten":null,"afloop":null,"opvolging":"Gebeld","voor":"2026-12-01","ingelicht":"coordinator"}
]'
    [ "$(stage signaal list -f csv --columns ernst,omschrijving | tr -d '\r')" = 'ernst,omschrijving
oranje,"Veegt; ""de hele dag"""' ]
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
    expect_stderr "Meldpunt Stagediscriminatie van SBB"
}
