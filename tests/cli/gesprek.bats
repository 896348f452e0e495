# Conversations: planned, taken down, looked back at.
load common

setup() { setup_placements; }

field() { stage gesprek show "$1" --columns "$2" --format tsv; }
held() { sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM gesprek WHERE gehouden IS NOT NULL'; }

# --- plan

@test "gesprek plan says what was planned, and the day tells the kind" {
    capture stage gesprek plan 0012 2026-12-07 --tijd 9.30 --vorm bezoek
    expect_status 0
    expect_stderr "gesprek 1 planned: tussen on 2026-12-07 09:30, 0012 Zoë van 't Hof (IT3)"
    [ "$(field 1 datum,tijd,soort,vorm,stand,gezamenlijk)" = "2026-12-07	09:30	tussen	bezoek	gepland	" ]
    # 1 September – 29 January: 151 days, so quarters end after 7 October and begin on 23 December.
    stage -q gesprek plan 0012 2026-10-08
    stage -q gesprek plan 0012 2026-10-09
    stage -q gesprek plan 0012 2026-12-22
    stage -q gesprek plan 0012 2026-12-24
    stage -q gesprek plan 0012 2027-02-12 # within 14 days after the end
    [ "$(stage gesprek list 0012 --columns datum,soort --format tsv)" = "2026-10-08	start
2026-10-09	tussen
2026-12-07	tussen
2026-12-22	tussen
2026-12-24	eind
2027-02-12	eind" ]
}

@test "planning the same kind twice is said" {
    stage -q gesprek plan 0012 2026-12-07
    capture stage gesprek plan 0012 2026-12-08
    expect_status 0
    expect_stderr "gesprek 1 is planned too: tussen on 2026-12-07"
    capture stage gesprek plan 0012 2026-12-09 --soort extra
    expect_status 0
    [[ "$stderr" != *"planned too"* ]]
}

@test "gesprek plan refuses what it does not know" {
    capture stage gesprek plan 0012
    expect_status 64
    expect_stderr "DATUM is missing"
    capture stage gesprek plan 0012 ""
    expect_status 64
    capture stage gesprek plan 0012 2026-12-07 --vorm brief
    expect_status 64
    expect_stderr "bezoek, online, telefoon, op-school"
    capture stage gesprek plan 0012 2026-12-07 --soort midden
    expect_status 64
    capture stage gesprek plan 0012 2026-12-07 --tijd 25:00
    expect_status 64
    expect_stderr "25:00"
    capture stage gesprek plan 9999 2026-12-07
    expect_status 65
    expect_stderr "there is no student '9999'"
    [ "$(stage gesprek list --format tsv)" = "" ]
}

@test "a name that fits two students gives candidates and plans nothing" {
    stage -q student add 0300 "Sem Smit"
    capture stage gesprek plan sem 2026-12-07
    expect_status 65
    expect_stderr "0100 Sem Çelik (IT3)"
    expect_stderr "0300 Sem Smit"
    [ "$(stage gesprek list --format tsv)" = "" ]
}

@test "a student without a placement cannot have a gesprek" {
    stage -q student add 0300 "Jan Bos"
    capture stage gesprek plan 0300 2026-12-07
    expect_status 65
    expect_stderr "0300 Jan Bos has no plaatsing"
}

# --- which day, which placement

@test "a day outside the placement is refused, and --force insists" {
    local day
    for day in 2026-08-31 2027-02-13; do
        capture stage gesprek plan 0012 "$day"
        expect_status 65
        expect_stderr "$day is outside plaatsing 1 (2026-09-01 – 2027-01-29)"
        expect_stderr "--force"
        expect_output ""
    done
    capture stage gesprek log 0012 2026-08-31 --zonder-notities
    expect_status 65
    expect_stderr "--force"
    [ "$(stage gesprek list --format tsv)" = "" ]
    stage -q gesprek plan 0012 2026-08-31 --force
    stage -q gesprek log 0012 2026-08-30 --zonder-notities --force --nieuw
    [ "$(stage gesprek list --columns datum,soort,stand --format tsv)" = "2026-08-30	start	gehouden
2026-08-31	start	gepland" ]
}

@test "the talk may be until 14 days after the end, the real one if there is one" {
    export STAGE_TODAY=2027-02-12
    stage -q gesprek log 0012 --zonder-notities
    [ "$(field 1 datum,soort)" = "2027-02-12	eind" ]
    stage -q plaatsing edit 1 --einde-werkelijk 2026-12-01
    capture stage gesprek log 0012 2026-12-16 --zonder-notities
    expect_status 65
    expect_stderr "2026-09-01 – 2026-12-01"
    stage -q gesprek log 0012 2026-12-15 --zonder-notities
}

@test "a talk cannot be logged in the future, unless --force" {
    capture stage gesprek log 0012 2026-11-24 --zonder-notities
    expect_status 65
    expect_stderr "still to come"
    expect_stderr "stage gesprek plan"
    [ "$(held)" = 0 ]
    stage -q gesprek log 0012 2026-11-24 --zonder-notities --force
    [ "$(held)" = 1 ]
}

@test "a second log on a day is refused, unless --force" {
    stage -q gesprek log 0012 vandaag --zonder-notities
    capture stage gesprek log 0012 --zonder-notities
    expect_status 65
    expect_stderr "gesprek 1 was held on 2026-11-23 already"
    expect_stderr "--force"
    [ "$(held)" = 1 ]
    # Another student's talk on the day is none of its business.
    stage -q gesprek log 0100 --zonder-notities
    stage -q gesprek log 0012 --zonder-notities --force
    [ "$(held)" = 3 ]
}

@test "a day in two placements asks which one" {
    stage -q plaatsing add 0012 --bedrijf smederij --begin 2026-11-01 --einde 2027-06-30
    capture stage gesprek log 0012 --zonder-notities
    expect_status 65
    expect_stderr "falls in 2 placements"
    expect_stderr "--plaatsing"
    expect_stderr "1 Zoë van 't Hof, Bakkerij De Korst"
    expect_stderr "3 Zoë van 't Hof, De Smederij"
    capture stage gesprek plan 0012 2026-12-01
    expect_status 65
    [ "$(stage gesprek list --format tsv)" = "" ]
    stage -q gesprek log 0012 --zonder-notities --plaatsing 3
    [ "$(field 1 plaatsing)" = 3 ]
    # A day in only one of them needs no word.
    stage -q gesprek log 0012 2026-10-20 --zonder-notities
    [ "$(field 2 plaatsing)" = 1 ]
    capture stage gesprek log 0012 --zonder-notities --plaatsing 2
    expect_status 65
    expect_stderr "plaatsing 2 is of another student"
}

@test "a placement that never took place has no talks" {
    stage -q plaatsing edit 1 --status vervallen
    capture stage gesprek log 0012 --zonder-notities
    expect_status 65
    [ "$(held)" = 0 ]
}

# --- fulfilling the planned one

@test "a logged talk fulfils the planned one nearest by day" {
    stage -q gesprek plan 0012 2026-11-10
    stage -q gesprek plan 0012 2026-11-20
    stage -q gesprek plan 0012 2026-12-01
    capture stage gesprek log 0012 2026-11-22 --zonder-notities
    expect_status 0
    expect_stderr "it fulfils the one planned on 2026-11-20"
    [ "$(field 2 stand,datum)" = "gehouden	2026-11-22" ]
    [ "$(stage gesprek list --columns id --stand gepland --format tsv | xargs)" = "1 3" ]
}

@test "of two equally near the earlier is fulfilled" {
    stage -q gesprek plan 0012 2026-11-24
    stage -q gesprek plan 0012 2026-11-20
    stage -q gesprek log 0012 2026-11-22 --zonder-notities
    [ "$(field 2 stand)" = gehouden ]
}

@test "a talk fulfils none that is more than 14 days away" {
    stage -q gesprek plan 0012 2026-12-06 --soort eind
    stage -q gesprek log 0012 2026-11-22 --zonder-notities # 14 days
    [ "$(field 1 stand,soort)" = "gehouden	eind" ]
    stage -q gesprek plan 0100 2026-12-07
    stage -q gesprek log 0100 2026-11-22 --zonder-notities # 15 days
    [ "$(field 2 stand)" = gepland ]
    [ "$(field 3 stand)" = gehouden ]
}

@test "--soort fulfils the planned one of that kind, however far" {
    stage -q gesprek plan 0012 2026-11-22 --soort tussen
    stage -q gesprek plan 0012 2026-10-01 --soort start
    stage -q gesprek log 0012 2026-11-22 --soort start --zonder-notities
    [ "$(field 2 stand,soort,datum)" = "gehouden	start	2026-11-22" ]
    [ "$(field 1 stand)" = gepland ]
    stage -q gesprek log 0012 2026-11-21 --soort extra --zonder-notities
    [ "$(field 3 stand,soort)" = "gehouden	extra" ]
    [ "$(field 1 stand)" = gepland ]
}

@test "--gesprek names the one that is fulfilled, --nieuw says none is" {
    stage -q gesprek plan 0012 2026-11-22
    stage -q gesprek plan 0012 2027-01-15 --vorm online --tijd 10:00
    stage -q gesprek log 0012 2026-11-22 --gesprek 2 --zonder-notities
    [ "$(field 2 stand,datum,vorm,soort)" = "gehouden	2026-11-22	online	eind" ]
    stage -q gesprek log 0012 2026-11-21 --nieuw --zonder-notities
    [ "$(field 1 stand)" = gepland ]
    [ "$(field 3 stand)" = gehouden ]
    capture stage gesprek log 0012 2026-11-20 --gesprek 2 --zonder-notities
    expect_status 65
    expect_stderr "gesprek 2 was held or cancelled already"
    capture stage gesprek log 0100 2026-11-20 --gesprek 1 --zonder-notities
    expect_status 65
    expect_stderr "another student"
    capture stage gesprek log 0012 2026-11-20 --gesprek 99 --zonder-notities
    expect_status 65
    expect_stderr "there is no gesprek '99'"
}

@test "a cancelled talk is not fulfilled" {
    stage -q gesprek plan 0012 2026-11-22
    stage -q gesprek cancel 1
    stage -q gesprek log 0012 2026-11-22 --zonder-notities
    [ "$(field 1 stand)" = geannuleerd ]
    [ "$(field 2 stand)" = gehouden ]
}

# --- presence

@test "all count as present, and then a talk is gezamenlijk" {
    capture stage gesprek log 0012 --zonder-notities
    expect_stderr "present: docent, student, opleider (gezamenlijk)"
    [ "$(field 1 docent_aanwezig,student_aanwezig,opleider_aanwezig,gezamenlijk)" = "1	1	1	1" ]
}

@test "a talk without one of the three is not gezamenlijk" {
    local party n=0
    for party in docent student opleider; do
        n=$((n + 1))
        capture stage gesprek log 0012 "2026-11-1$n" "--$party" nee --zonder-notities
        expect_status 0
        expect_stderr "(not gezamenlijk)"
        [ "$(field "$n" gezamenlijk)" = 0 ]
    done
    [ "$(field 3 docent_aanwezig,student_aanwezig,opleider_aanwezig)" = "1	1	0" ]
    capture stage gesprek show 3
    [[ "$output" == *"gezamenlijk"*"nee"* ]]
    stage -q gesprek log 0012 --docent ja --student YES --opleider 1 --zonder-notities
    [ "$(field 4 gezamenlijk)" = 1 ]
    capture stage gesprek log 0100 --docent misschien --zonder-notities
    expect_status 64
    capture stage gesprek log 0100 --docent nee --student nee --opleider nee --zonder-notities
    expect_status 65
    expect_stderr "nobody was present"
}

# --- notes

@test "notes by option, one per key" {
    stage -q gesprek log 0012 -1 "kwartje gevallen" -2 "meekijken met Ria" --inschatting $'gaat goed:\nvoorbeeld' -4 "toevertrouwd"
    [ "$(field 1 sleutel1,sleutel2,sleutel3,sleutel4)" = 'kwartje gevallen	meekijken met Ria	gaat goed:\nvoorbeeld	toevertrouwd' ]
    capture stage gesprek show 1
    expect_status 0
    [[ "$output" == *"sleutel3"*"gaat goed:"*"voorbeeld"* ]]
    # A list on a screen does not spread them.
    capture stage gesprek list
    [[ "$output" != *kwartje* ]]
}

@test "notes from standard input, with continued lines" {
    stage -q gesprek log 0012 <<'EOF'

1: kwartje gevallen
   bij het deeg

nog een regel
3:gaat goed
1: en nog iets
EOF
    [ "$(field 1 sleutel1,sleutel2,sleutel3,sleutel4)" = \
        'kwartje gevallen\n   bij het deeg\n\nnog een regel\nen nog iets		gaat goed	' ]
}

@test "notes from standard input may have CRLF" {
    printf '1: een\r\n2: twee\r\n' | stage -q gesprek log 0012
    [ "$(field 1 sleutel1,sleutel2)" = "een	twee" ]
}

@test "text before the first key is refused with its line" {
    status=0
    printf '\nzomaar tekst\n1: een\n' | stage gesprek log 0012 2>err || status=$?
    stderr=$(cat err) output=
    expect_status 65
    expect_stderr "line 2"
    [ "$(held)" = 0 ]
}

@test "notes that are no text are refused" {
    local bad
    for bad in '1: caf\351' '1: a\000b' '1: rood \033[31m'; do
        status=0
        # shellcheck disable=SC2059
        printf "$bad\n" | stage gesprek log 0012 2>err || status=$?
        stderr=$(cat err) output=
        [ "$status" -eq 65 ] || { echo "$bad"; explain; }
        [[ "$stderr" != *$'\x1b'* ]]
    done
    capture stage gesprek log 0012 -1 $'rood \x1b[31m'
    expect_status 64
    [ "$(held)" = 0 ]
}

@test "standard input without notes logs nothing, and says how to" {
    capture stage gesprek log 0012 </dev/null
    expect_status 65
    expect_stderr "--zonder-notities"
    printf '1: \n# 2: x\n' >empty
    capture stage gesprek log 0012 <empty
    expect_status 65
    stage -q gesprek log 0012 --zonder-notities </dev/null
    [ "$(field 1 stand,sleutel1)" = "gehouden	" ]
}

@test "a note of 0 bytes is refused" {
    capture stage gesprek log 0012 -1 ""
    expect_status 64
    expect_stderr "empty"
    [ "$(held)" = 0 ]
}

@test "a note of 64 KiB fits, one byte more does not" {
    local fits
    fits=$(printf '%065536d' 0)
    stage -q gesprek log 0012 -1 "$fits"
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT length(tekst) FROM notitie')" = 65536 ]
    capture stage gesprek log 0100 -1 "${fits}0"
    expect_status 64
    expect_stderr "65537"
    status=0
    echo "2: ${fits}0" | stage gesprek log 0100 2>err || status=$?
    stderr=$(cat err) output=
    expect_status 65
    expect_stderr "65537"
    # Bytes are counted, not letters.
    status=0
    echo "2: ${fits:1}é" | stage gesprek log 0100 2>err || status=$?
    expect_status 65
    status=0
    head -c 1000000 /dev/zero | tr '\0' a | sed 's/^/1: /' | stage gesprek log 0100 2>err || status=$?
    expect_status 65
    [ "$(held)" = 1 ]
}

# --- the editor

@test "at a terminal the editor is opened on a template with questions" {
    editor 'cp "$1" "$HOME/template"; stat -c %a "$1" >"$HOME/mode"
        printf "1: kwartje\nen meer\n\n# weg\n4:  toevertrouwd \n" >>"$1"'
    at_terminal stage gesprek log 0012
    expect_status 0
    grep -q "0012 Zoë van 't Hof (IT3), 2026-11-23" template
    [ "$(grep -c '^\[[a-z-]*\]$' template)" = 18 ]
    [ "$(grep -c '^#.*?' template)" -ge 4 ]
    [ "$(cat mode)" = 600 ]
    [ "$(field 1 sleutel1,sleutel2,sleutel3,sleutel4)" = 'kwartje\nen meer			toevertrouwd' ]
    [ "$(drafts)" = "" ]
}

@test "an unchanged template logs nothing and leaves no draft" {
    editor 'exit 0'
    at_terminal stage gesprek log 0012
    expect_status 65
    [[ "$output" == *"nothing was typed"* ]]
    [[ "$output" == *"--zonder-notities"* ]]
    [ "$(held)" = 0 ]
    [ "$(drafts)" = "" ]
}

@test "a template without a note logs nothing, whatever the editor did to its blanks" {
    editor "sed -i 's/ *\$//' \"\$1\""
    at_terminal stage gesprek log 0012
    expect_status 65
    [ "$(held)" = 0 ]
    editor 'echo >"$1"'
    at_terminal stage gesprek log 0012
    expect_status 65
    [ "$(held)" = 0 ]
}

@test "when the editor fails, what was typed is kept and named" {
    editor 'echo "1: kwartje" >>"$1"; exit 3'
    at_terminal stage gesprek log 0012
    expect_status 65
    [ "$(held)" = 0 ]
    [ "$(drafts | wc -l)" = 1 ]
    grep -q kwartje "$(drafts)"
    [[ "$output" == *"$(drafts)"* ]]
    [ "$(stat -c %a "$(drafts)")" = 600 ]
    [ "$(stat -c %a "$(dirname "$(drafts)")")" = 700 ]
}

@test "an editor that is not there logs nothing and leaves no draft" {
    export EDITOR="$HOME/no-such-editor"
    at_terminal stage gesprek log 0012
    [ "$status" -ne 0 ]
    [ "$(held)" = 0 ]
    [ "$(drafts)" = "" ]
}

@test "when the store fails after typing, what was typed is kept and named" {
    # The placement goes while the editor is open.
    editor 'echo "1: kwartje" >>"$1"; stage -q plaatsing rm 1'
    at_terminal stage gesprek log 0012
    expect_status 65
    [ "$(held)" = 0 ]
    [ "$(drafts | wc -l)" = 1 ]
    grep -q kwartje "$(drafts)"
    [[ "$output" == *"$(drafts)"* ]]
}

@test "a draft that cannot be read as notes is kept and named" {
    editor 'sed -i "1i zomaar" "$1"'
    at_terminal stage gesprek log 0012
    expect_status 65
    [[ "$output" == *"line 1"* ]]
    [[ "$output" == *"$(drafts)"* ]]
    [ "$(drafts | wc -l)" = 1 ]
    [ "$(held)" = 0 ]
}

@test "an editor with options, and VISUAL before EDITOR" {
    editor 'exit 9'
    { echo '#!/bin/sh'; echo '[ "$1" = --wait ] && echo "2: gezien" >>"$2"'; } >"$HOME/visual"
    chmod +x "$HOME/visual"
    VISUAL="$HOME/visual --wait" at_terminal stage gesprek log 0012
    expect_status 0
    [ "$(field 1 sleutel2)" = gezien ]
}

@test "the editor is not opened for what cannot be logged" {
    editor 'touch "$HOME/opened"; echo "1: x" >>"$1"'
    at_terminal stage gesprek log 0012 2026-08-01
    expect_status 65
    at_terminal stage gesprek log 9999
    expect_status 65
    [ ! -e opened ]
    at_terminal stage gesprek log 0012 --zonder-notities
    expect_status 0
    at_terminal stage gesprek log 0100 -1 kort
    expect_status 0
    [ ! -e opened ]
}

@test "the store is not locked while the editor is open" {
    editor 'stage -q student add 0300 "Jan Bos" || exit 1; echo "1: x" >>"$1"'
    stage config set store.timeout 0 -q
    at_terminal stage gesprek log 0012
    expect_status 0
    [ "$(held)" = 1 ]
}

# --- list, show, edit, cancel

@test "gesprek list is by day and filters" {
    stage -q docent add BOSA "An Bos"
    stage -q plaatsing edit 2 --docent BOSA
    stage -q gesprek plan 0012 2026-12-01
    stage -q gesprek log 0012 2026-11-02 --zonder-notities
    stage -q gesprek plan 0100 2026-11-30
    stage -q gesprek cancel 3
    ids() { stage gesprek list "$@" --columns id --format tsv | xargs; }
    [ "$(ids)" = "2 3 1" ]
    [ "$(ids 0012)" = "2 1" ]
    [ "$(ids hof)" = "2 1" ]
    [ "$(ids -d BOSA)" = 3 ]
    [ "$(ids --plaatsing 1)" = "2 1" ]
    [ "$(ids --from 2026-11-30)" = "3 1" ]
    [ "$(ids --until 2026-11-30)" = "2 3" ]
    [ "$(ids --stand gepland)" = 1 ]
    [ "$(ids --stand gehouden)" = 2 ]
    [ "$(ids --stand geannuleerd)" = 3 ]
    capture stage gesprek list --from 2030-01-01
    expect_status 0
    expect_stderr "nothing found"
}

@test "gesprek edit moves a planned talk, within the placement" {
    stage -q gesprek plan 0012 2026-12-07 --tijd 9:30
    stage -q gesprek edit 1 --datum 2026-12-08 --tijd "" --vorm online --soort extra
    [ "$(field 1 datum,tijd,soort,vorm,stand)" = "2026-12-08		extra	online	gepland" ]
    capture stage gesprek edit 1 --datum 2027-06-01
    expect_status 65
    expect_stderr "--force"
    capture stage gesprek edit 1 --docent nee
    expect_status 65
    expect_stderr "stage gesprek log"
    capture stage gesprek edit 1 --datum ""
    expect_status 65
    expect_stderr "cancel"
    stage -q gesprek edit 1 --datum 2027-06-01 --force
    [ "$(field 1 datum)" = 2027-06-01 ]
    capture stage gesprek edit 99 --vorm online
    expect_status 65
    expect_stderr "99"
}

@test "gesprek edit changes a held talk and replaces its notes" {
    stage -q gesprek plan 0012 2026-11-20
    stage -q gesprek log 0012 2026-11-20 -1 een -2 twee
    stage -q gesprek edit 1 --opleider nee -1 "iets anders" -3 drie --datum 2026-11-19
    [ "$(field 1 datum,gezamenlijk,sleutel1,sleutel2,sleutel3)" = "2026-11-19	0	iets anders	twee	drie" ]
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT gepland FROM gesprek')" = 2026-11-20 ]
    capture stage gesprek edit 1 --datum morgen
    expect_status 65
    expect_stderr "still to come"
    stage -q gesprek edit 1 -2 ""
    [ "$(field 1 sleutel1,sleutel2,sleutel3)" = "iets anders		drie" ]
    capture stage gesprek edit 1 --docent nee --student nee
    expect_status 65
    expect_stderr "nobody"
    [ "$(field 1 datum,sleutel1)" = "2026-11-19	iets anders" ]
}

@test "an empty --vorm takes the form away" {
    stage -q gesprek plan 0012 2026-12-07 --vorm bezoek
    stage -q gesprek edit 1 --vorm ""
    [ "$(field 1 vorm)" = "" ]
}

@test "gesprek cancel says so, keeps the reason, and happens once" {
    stage -q gesprek plan 0012 2026-12-07
    capture stage gesprek cancel 1 --reden "bedrijf dicht"
    expect_status 0
    expect_stderr "gesprek 1 cancelled"
    [ "$(field 1 stand,reden)" = "geannuleerd	bedrijf dicht" ]
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT geannuleerd FROM gesprek')" = 2026-11-23 ]
    capture stage gesprek cancel 1
    expect_status 65
    expect_stderr "2026-11-23"
    stage -q gesprek log 0012 2026-11-20 --nieuw --zonder-notities
    capture stage gesprek cancel 2
    expect_status 65
    expect_stderr "was held on 2026-11-20"
    [ "$(field 1 reden)" = "bedrijf dicht" ]
}

@test "a plan or log with --format prints the row" {
    capture stage gesprek plan 0012 2026-12-07 --format json --columns id,datum,stand,gezamenlijk
    expect_output '{"id":1,"datum":"2026-12-07","stand":"gepland","gezamenlijk":null}'
    capture stage gesprek log 0012 2026-11-20 --nieuw -1 x --format json --columns id,docent_aanwezig,gezamenlijk,sleutel1
    expect_output '{"id":2,"docent_aanwezig":true,"gezamenlijk":true,"sleutel1":"x"}'
}

@test "an empty day is no day" {
    local call
    for call in "gesprek list --from=" "gesprek list --until=" "gesprek log 0012  --zonder-notities"; do
        # shellcheck disable=SC2086
        case $call in
        *log*) capture stage gesprek log 0012 "" --zonder-notities ;;
        *) capture stage $call --format tsv ;;
        esac
        [ "$status" -eq 64 ] || { echo "$call"; explain; }
    done
}

@test "a cancelled talk is not changed, and a planned one takes no notes" {
    stage -q gesprek plan 0012 2026-12-07
    capture stage gesprek edit 1 -1 "te vroeg"
    expect_status 65
    stage -q gesprek cancel 1
    capture stage gesprek edit 1 --datum 2026-12-08
    expect_status 65
    expect_stderr "was cancelled on 2026-11-23"
}

@test "a placement that never took place gets no talk, unless --force" {
    stage -q plaatsing edit id:1 --status vervallen
    capture stage gesprek plan 0012 2026-12-07 --plaatsing id:1
    expect_status 65
    expect_stderr "--force insists"
    stage -q gesprek plan 0012 2026-12-07 --plaatsing id:1 --force
}
