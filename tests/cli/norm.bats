# stage norm, why and status: what a placement is asked, what counts, and what to do.
load common

setup() { setup_placements; }

log_talk() { stage -q gesprek log "$1" "$2" --nieuw --zonder-notities --force "${@:3}"; }
# "start laat, tussen nu, …": the moments of a student's placement.
moments() { stage -q why "$@" --format tsv --columns wat,stand | sed -n '/^\(start\|tussen\|eind\)/s/\t/ /p' | paste -sd,; }
why() { stage -q why "$@" --format tsv --columns wat,stand,uitleg | grep "^gesprek" | cut -f2-; }
NORM() { echo "$XDG_CONFIG_HOME/stage/norm.ini"; }
write_norm() {
    mkdir -p "$XDG_CONFIG_HOME/stage"
    cat >"$(NORM)"
}
status_of() { stage -q status --format tsv --columns "$1" "${@:2}"; }

# The placement of 0012 has 151 days: start 38, tussen 76, eind 37 and 14 more.
@test "the windows of the built-in norm, on their first and last days" {
    [ "$(stage -q why 0012 --format tsv --columns wat,van,tot)" = "start	2026-09-01	2026-10-08
tussen	2026-10-09	2026-12-23
eind	2026-12-24	2027-02-12" ]
    [ "$(moments 0012 --on 2026-08-31)" = "start later,tussen later,eind later" ]
    [ "$(moments 0012 --on 2026-10-08)" = "start nu,tussen later,eind later" ]
    [ "$(moments 0012 --on 2026-10-09)" = "start laat,tussen nu,eind later" ]
    [ "$(moments 0012 --on 2027-01-29)" = "start laat,tussen laat,eind nu" ]
    [ "$(moments 0012 --on 2027-01-30)" = "start gemist,tussen gemist,eind nu" ]
    [ "$(moments 0012 --on 2027-02-13)" = "start gemist,tussen gemist,eind gemist" ]
}

@test "a talk counts for the moment of its window, whatever it was called" {
    log_talk 0012 2026-10-08
    log_talk 0012 2026-10-09 --soort eind
    [ "$(moments 0012)" = "start gehouden,tussen gehouden,eind later" ]
    log_talk 0012 2026-11-02
    log_talk 0012 2026-11-03 --soort extra
    log_talk 0100 2026-11-03 --docent nee
    [ "$(why 0012 | sed -n 3,4p)" = "telt niet	the moment of that window has a talk already
telt niet	an extra talk" ]
    [ "$(why 0100)" = "telt niet	without the docent" ]
}

@test "a placement that becomes shorter or longer keeps what was held" {
    log_talk 0012 2026-09-10
    log_talk 0012 2026-10-20
    stage -q plaatsing edit 1 --einde-werkelijk 2026-11-20
    [ "$(moments 0012)" = "start gehouden,tussen gehouden,eind nu" ]
    stage -q plaatsing edit 1 --einde-werkelijk 2027-06-30
    [ "$(moments 0012)" = "start gehouden,tussen gehouden,eind later" ]
    stage -q plaatsing edit 1 --einde 2028-06-30 --einde-werkelijk=
    [ "$(moments 0012 | cut -d, -f1,2)" = "start (2026–2027) gehouden,tussen (2026–2027) gehouden" ]
}

@test "absence: a substitute, the talk that follows, and how often" {
    capture stage gesprek log 0012 2026-09-10 --zonder-notities --opleider nee
    expect_stderr "it does not count: without the praktijkopleider; 0 of 3 held"
    expect_stderr "speak with the praktijkopleider yet, before 2026-09-24"
    capture stage gesprek log 0012 2026-10-20 --zonder-notities --opleider nee --vervanger afdelingshoofd
    expect_stderr "it counts: tussen; 1 of 3 held"
    [ "$(status_of nagesprek,afwezig 0012)" = "opleider 2026-11-03	opleider 2" ]
    [ "$(stage -q report contact 0012 --format tsv --columns afwezig)" = "opleider 2" ]
    [ "$(stage -q why 0012 --format tsv --columns wat,tot,stand,uitleg | tail -1)" = "nagesprek opleider	2026-11-03	laat	absent from gesprek 2" ]
    # A telephone call with them is an answer.
    log_talk 0012 2026-11-20 --soort extra --vorm telefoon --student nee
    [ "$(status_of nagesprek | sort -u)" = "" ]
    stage -q norm set standaard zonder_opleider ja --always
    [ "$(moments 0012)" = "start gehouden,tussen gehouden,eind later" ]
}

@test "a placement of years is judged per school year" {
    stage -q plaatsing edit 1 --einde 2028-07-14
    [ "$(stage -q why 0012 --on 2027-01-01 --format tsv --columns wat,van | sed -n 4,5p)" = "start (2027–2028)	2027-08-01
tussen (2027–2028)	2027-10-28" ]
    stage -q vrijstelling add 0012 tussen "op de leermarkt" --datum 2026-11-20
    [ "$(moments 0012)" = "start (2026–2027) nu,tussen (2026–2027) vrijgesteld,eind (2026–2027) later,start (2027–2028) later,tussen (2027–2028) later,eind (2027–2028) later" ]
}

@test "vrijstelling: waived, changed, taken back; not in the future, not twice of nothing" {
    capture stage vrijstelling add 0012 start "gesproken op de werkconferentie" --datum gisteren
    expect_stderr "vrijstelling 1 Zoë van 't Hof, start 2026-11-22 added"
    [ "$(moments 0012)" = "start vrijgesteld,tussen nu,eind later" ]
    [ "$(stage -q report contact 0012 --format tsv --columns gehouden,ontbreekt,vrijgesteld)" = "0	2	1" ]
    stage -q vrijstelling edit 1 --moment tussen
    [ "$(moments 0012)" = "start laat,tussen vrijgesteld,eind later" ]
    [ "$(stage -q vrijstelling list -d WITK --format tsv --columns nummer,moment,reden)" = "0012	tussen	gesproken op de werkconferentie" ]
    [ "$(moments 0012 --on 2026-11-21)" = "start laat,tussen nu,eind later" ]
    stage -q vrijstelling rm 1
    [ "$(moments 0012)" = "start laat,tussen nu,eind later" ]
    capture stage vrijstelling add 0012 start x --datum morgen
    expect_status 65
    capture stage vrijstelling add 0012 midden x
    expect_status 64
    capture stage vrijstelling add 0012 start
    expect_status 64
    capture stage vrijstelling add 0012 start x --datum 2026-01-01
    expect_status 65
    capture stage vrijstelling add 0012 start "zie 123456782"
    expect_status 65
    expect_stderr "reden holds a number that looks like a BSN"
    capture stage gesprek log 0012 gisteren --zonder-notities --vervanger "123456782"
    expect_status 65
}

@test "norm set changes what begins from a day on; history stays" {
    capture stage norm set standaard momenten "start 0%..50%; eind 50%..100%" --from 2026-10-01
    expect_stderr "for what begins on or after 2026-10-01"
    [ "$(stat -c %a "$(NORM)")" = 600 ]
    [ "$(moments 0012)" = "start laat,tussen nu,eind later" ]
    stage -q plaatsing edit 1 --begin 2026-10-01
    [ "$(moments 0012)" = "start nu,eind later" ]
    [ "$(stage -q norm list --format tsv --columns norm,van,tot,momenten | head -2)" = "standaard		2026-10-01	3
standaard	2026-10-01		2" ]
    capture stage norm show standaard --on 2026-09-30 --format tsv --columns waarde
    [ "$(sed -n 2p <<<"$output")" = "start 0%..25%; tussen 25%..75%; eind 75%..100%+14d" ]
    stage -q norm set standaard uitloop 70 --always
    [ "$(stage -q why 0100 --format tsv --columns uitleg | head -1)" = "late; a talk still counts until 2026-12-24; on location" ]
    log_talk 0100 2026-11-20
    log_talk 0100 2026-11-21
    [ "$(moments 0100)" = "start gehouden,tussen gehouden,eind later" ]
}

@test "norm set refuses what is no norm, and leaves the file alone" {
    stage -q norm set standaard bezoeken 2
    cp "$(NORM)" before
    while IFS='|' read -r status says words; do
        eval "capture stage norm set $words"
        expect_status "$status"
        expect_stderr "$says"
        cmp "$(NORM)" before
    done <<'EOF'
65|did you mean 'standaard'|standard bezoeken 2
65|there is no norm 'zorg'; --new makes it|zorg bezoeken 2
65|did you mean 'bezoeken'|standaard bezoek 2
65|is no number from 0 to 12|standaard bezoeken 13
65|is not one of gevraagd, gemeld, vereist|standaard locatie soms
65|is no moment|standaard momenten "start 0%"
65|neither|"Zorg 1" bezoeken 2 --new
64|the day|standaard bezoeken 2 --from 2026-02-30
EOF
    stage -q norm set zorg teams Zorg --new
    [ "$(stage -q norm list --format tsv --columns norm,teams | grep zorg)" = "zorg	Zorg" ]
}

@test "the system's norms are for everybody, the user's go before them" {
    printf '# van de school\n[standaard]\nbezoeken=2\nlocatie=vereist\n' >"$HOME/norm.ini"
    log_talk 0012 2026-09-10 --vorm online
    log_talk 0012 2026-10-20 --vorm online
    [ "$(moments 0012)" = "start gehouden,tussen nu,eind later" ]
    [ "$(why 0012 | tail -1)" = "telt niet	what is left must be held on location" ]
    stage -q norm set standaard bezoeken 1 --always
    [ "$(moments 0012)" = "start gehouden,tussen gehouden,eind later" ]
    stage -q norm set standaard afwezig 3 --system
    grep -q "# van de school" "$HOME/norm.ini"
    grep -q "standaard 2026-11-23" "$HOME/norm.ini"
}

@test "a norm for an opleiding, a team, a cohort, a leerweg" {
    stage -q team add Zorg
    stage -q opleiding add "Verzorgende IG" --crebo 25491 --team zorg
    stage -q student edit 0012 --opleiding 25491 --cohort 2026 --leerweg BBL
    local naam key value
    while read -r naam key value; do
        stage -q norm set "$naam" "$key" "$value" --new --always
        [ "$(stage -q why 0012 --format tsv --columns norm | head -1)" = "$naam" ]
        [ "$(stage -q why 0100 --format tsv --columns norm | head -1)" = standaard ]
    done <<'EOF'
bbl leerweg BBL
vanaf-2025 cohort 2025
zorg teams zorg
verzorgende opleidingen 25491
EOF
    capture stage norm test --format tsv --columns norm,plaatsingen,ontbreekt
    expect_output "standaard	1	3
verzorgende	1	3"
}

@test "norm test tells what norms would do, and changes nothing" {
    log_talk 0012 2026-09-10 --vorm online
    printf '[standaard]\nmomenten=eind 50%%..100%%+14d\n' >new.ini
    capture stage norm test new.ini --format tsv --columns norm,gevraagd,gehouden,ontbreekt
    expect_output "standaard	2	0	2"
    expect_stderr "moments missing: 5 now, 2 with 'new.ini'"
    [ ! -e "$(NORM)" ]
    capture stage norm test none.ini
    expect_status 65
    printf '[standaard]\nbezoeken=x\n' >new.ini
    capture stage norm test new.ini
    expect_status 65
    expect_stderr "new.ini: [standaard] bezoeken: 'x' is no number"
}

@test "a broken norm file stops what needs it, with its name" {
    printf '[standaard]\nbezoeken=veel\n' | write_norm
    local command
    for command in "status" "why 0012" "report contact --check" "norm list" "plan --all" "gesprek log 0012 gisteren --zonder-notities"; do
        # shellcheck disable=SC2086
        capture stage $command
        expect_status 78
        expect_stderr "norm.ini: [standaard] bezoeken: 'veel' is no number from 0 to 12"
    done
    [ "$(stage -q gesprek list --format tsv | wc -l)" -eq 0 ]
    capture stage student list
    expect_status 0
}

@test "status: what is late first, with what is open" {
    log_talk 0012 2026-09-10
    log_talk 0012 2026-10-20
    stage -q afspraak add 0012 "stuurt het rooster" --wie opleider
    stage -q signaal add 0012 klusjes
    [ "$(status_of nummer,telling,momenten,volgende,stand,voor,dagen,afspraken,signalen,laat)" = "0100	0/3	laat,nu,later	tussen	nu	2027-01-13	51	0	0	start
0012	2/3	gehouden,gehouden,later	eind	later	2027-02-12	81	1	1	" ]
    stage -q gesprek plan 0012 2027-01-11
    [ "$(status_of nummer,stand,voor | tail -1)" = "0012	gepland	2027-01-11" ]
    capture stage status
    expect_stderr "2 placements; 1 late"
    [[ "$output" == *"!○·"* && "$output" == *"●●◐"* ]] || explain
    [[ "$output" != *$'\x1b'* ]] || explain
    stage -q gesprek plan 0100 2026-11-24
    STAGE_TODAY=2026-11-25 capture stage status
    expect_stderr "1 has a talk that was planned and not logged"
    python3 -c 'import json, sys; rows = json.load(sys.stdin); assert rows[0]["gehouden"] == 0 and rows[0]["dagen"] == 1, rows' < <(stage -q status --format json)
}

@test "status: whose" {
    stage -q docent add BOSA "An Bos"
    [ "$(status_of nummer -d BOSA)" = "" ]
    stage config set docent BOSA -q
    [ "$(status_of nummer)" = "" ]
    [ "$(status_of nummer --all | wc -l)" -eq 2 ]
    [ "$(status_of nummer -d WITK | wc -l)" -eq 2 ]
    [ "$(status_of nummer 0012)" = 0012 ]
    stage -q team add Bouw
    stage -q docent edit WITK --team bouw
    [ "$(status_of nummer --team bouw | wc -l)" -eq 2 ]
    [ "$(status_of nummer --klas IT3 | wc -l)" -eq 2 ]
    stage -q config set docent NIEMAND
    capture stage status
    expect_status 78
    expect_stderr "the setting docent"
    capture stage status 0012 --format table
    expect_status 0
    [[ "$output" == *"student  "*"Zoë van 't Hof"* ]] || explain
    # What is over, or still to come, only for one student.
    stage -q plaatsing edit 1 --einde-werkelijk 2026-10-01
    [ "$(status_of nummer --all)" = 0100 ]
    [ "$(status_of nummer 0012)" = 0012 ]
}

@test "status at a terminal has colours, but not with NO_COLOR" {
    at_terminal env -u NO_COLOR TERM=xterm stage status
    [[ "$output" == *$'\x1b['*"nu"* ]] || explain
    at_terminal env NO_COLOR=1 TERM=xterm stage status
    [[ "$output" != *$'\x1b[3'* ]] || explain
}

@test "why of nobody, and of a student without a placement" {
    capture stage why
    expect_status 64
    stage -q student add 0200 "Bo Vos"
    capture stage why 0200
    expect_status 0
    expect_stderr "nothing found"
}
