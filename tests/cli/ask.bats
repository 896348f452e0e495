# Questions to the praktijkopleider before a talk: stage inschatting ask.
load common
load ../mail/post
load ../mail/antwoord

setup() { setup_mail; }

teardown() { stop_sink; }

ask() { stage -q inschatting ask "$@"; }

# The rows that a call gives, as words: uitkomst and reden of each.
outcome() { capture stage inschatting ask "$@" -f tsv --columns naam,uitkomst,reden; }

questions() { sqlite3 "$STAGE_STORE" "SELECT count(*) FROM bericht WHERE soort = 'vraag'"; }

# A placement of a student of its own, with a talk on a day.
planned() {
    stage -q student add "$1" "Student $1"
    stage -q plaatsing add "$1" --bedrijf korst --begin 2026-09-01 --einde 2027-01-29 -d WITK "${@:3}"
    stage -q gesprek plan "$1" "$2"
}

# --- what is asked

@test "the question goes to the praktijkopleider, about the talk that is planned next" {
    stage -q gesprek plan 0012 2026-12-14 -t 9:30 -v bezoek
    stage -q gesprek plan 0012 2026-11-30 -t 14:00 -v online --soort extra
    stage -q gesprek plan 0100 2026-11-24
    capture stage inschatting ask 0012
    expect_status 0
    expect_stderr "1 due = 1 sent + 0 held back + 0 failed"
    [ "$(maildir_files "$MAILDIR" | wc -l)" -eq 1 ]
    mail=$(mails_to ria@example.org)
    check_mail "$mail"
    [ "$(found from)" = "['mbo Voorbeeldstad', 'stage@school.example']" ]
    [ "$(found to)" = "['Ria Smit', 'ria@example.org']" ]
    [ "$(found reply_to)" = "['', 'stage@school.example']" ]
    [ "$(found subject)" = "Vier vragen vooraf over de stage van Zoë" ]
    [ "$(found references)" = "[]" ]
    [ "$(found language)" = nl ]
    [[ "$(found message_id)" =~ ^\<vraag\.2\.1\.[0-9a-f]{20}@school\.example\>$ ]]
    found text >text
    for words in "Op maandag 30 november 2026" "14.00 uur" "Zoë van 't Hof" "Bakkerij De Korst" "Kees de Wit" \
        "kees@school.example" "mbo Voorbeeldstad" STOP; do
        grep -q "$words" text || { echo "$words"; cat text; return 1; }
    done
    [ "$(grep -c '^[1-4]\. ' text)" -eq 4 ]
    # Of this talk, and not of the others.
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT gesprek, rol, versie, count(verstuurd) FROM bericht GROUP BY id')" = "2|opleider|1|1" ]
}

@test "it is told which talk, and only of one that is to come" {
    capture stage inschatting ask 0012
    expect_status 65
    expect_output ""
    expect_stderr "no talk is planned with this student: 'stage gesprek plan' plans one"
    stage -q gesprek plan 0012 2026-12-14
    stage -q gesprek log 0012 2026-11-20 bezoek --nieuw -1 "Het kwartje viel."
    stage -q gesprek plan 0100 2026-12-01
    stage -q gesprek cancel 3
    for call in "" "0012 --gesprek 1" "0012 --due" "--due --gesprek 1" "--gesprek 2" "--gesprek 3" "--gesprek 99" "0100"; do
        # shellcheck disable=SC2086
        capture stage inschatting ask $call
        [ "$status" -eq 65 ] || [ "$status" -eq 64 ] || { echo "$call"; explain; }
        expect_output ""
    done
    [ "$(questions)" -eq 0 ]
    ask --gesprek 1
    [ "$(mails_to ria@example.org | wc -l)" -eq 1 ]
}

@test "asked twice is refused, and --again asks once more in the same thread" {
    id=$(asked)
    capture stage inschatting ask 0012
    expect_status 65
    expect_output ""
    expect_stderr "gesprek 1 was asked about on 2026-11-23; --again asks once more"
    [ "$(mails_to ria@example.org | wc -l)" -eq 1 ]
    ask 0012 --again >/dev/null
    mail=$(mails_to ria@example.org | tail -n 1)
    check_mail "$mail"
    [ "$(found in_reply_to)" = "<$id>" ]
    [[ "$(found message_id)" == "<vraag.1.2."* ]]
    echo "Goed." | reply "$(found message_id | tr -d '<>')" | stage -q mail receive
    [ "$(judged oordeel)" = Goed. ]
}

# --- all that are due

@test "--due asks about what comes within the days of vraag.vooraf, never of an extra talk, and once" {
    planned 1 2026-11-24 -p smit
    planned 2 2026-11-30 -p smit
    planned 3 2026-12-01 -p smit # the eighth day
    planned 4 2026-11-23 -p smit # today
    planned 5 2026-11-25 -p smit --status Voorlopig
    planned 6 2026-11-25 -p smit
    stage -q gesprek cancel 6
    planned 7 2026-12-20 -p smit
    stage -q gesprek plan 7 2026-11-26 --soort extra
    planned 8 2026-11-20 -p smit # past, and not taken down
    outcome --due
    expect_status 0
    expect_output "$(printf 'Ria Smit\tverstuurd\t\nRia Smit\tverstuurd\t')"
    expect_stderr "2 due = 2 sent + 0 held back + 0 failed"
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT gesprek FROM bericht ORDER BY id' | xargs)" = "1 2" ]
    outcome --due
    expect_status 0
    expect_output ""
    expect_stderr "0 due = 0 sent"
    # The eighth day is the seventh tomorrow; what was missed is caught up with.
    STAGE_TODAY=2026-11-24T10:00 ask --due
    stage config set vraag.vooraf 60
    STAGE_TODAY=2026-11-24T10:00 ask --due
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT gesprek FROM bericht ORDER BY id' | xargs)" = "1 2 3 7" ]
}

@test "what cannot go is held back with its reason, and the sum holds" {
    stage -q opleider add "Bas Geen" --bedrijf korst
    stage -q opleider add "Stop Ster" --bedrijf korst --email stop@example.org
    planned 1 2026-11-25 -p smit
    planned 2 2026-11-26
    planned 3 2026-11-27 -p geen
    planned 4 2026-11-28 -p ster
    stage -q gesprek plan 0012 2026-11-29
    raw_write "INSERT INTO blokkade (adres, soort, oorzaak, datum) VALUES ('stop@example.org', 'vraag', 'stop', '2026-11-01')"
    outcome --due
    expect_status 0
    expect_stderr "5 due = 2 sent + 3 held back + 0 failed"
    [ "$(sort <<<"$output")" = "$(printf '%s\n' $'\ttegengehouden\tgeen-adres' $'Bas Geen\ttegengehouden\tgeen-adres' \
        $'Ria Smit\tverstuurd\t' $'Ria Smit\tverstuurd\t' $'Stop Ster\ttegengehouden\tblokkade' | sort)" ] || explain
    # They are told again, until there is an address.
    stage -q opleider edit geen --email bas@example.org
    outcome --due
    expect_stderr "3 due = 1 sent + 2 held back + 0 failed"
    [ "$(mails_to bas@example.org | wc -l)" -eq 1 ]
    [ "$(mails_to stop@example.org | wc -l)" -eq 0 ]
}

@test "outside of the hours it is written down, and the first stage remind within them sends it" {
    stage -q gesprek plan 0012 2026-11-30
    for moment in 2026-11-22T12:00 2026-11-23T07:59 2026-11-23T18:00; do
        export STAGE_TODAY=$moment
        outcome 0012 --again
        expect_status 0
        expect_stderr "1 due = 0 sent + 1 held back + 0 failed"
        expect_stderr "written down; the first 'stage remind' within the hours sends it"
        [[ "$output" == $'Ria Smit\ttegengehouden\t'* ]] || explain
    done
    [ "$(mails_to ria@example.org | wc -l)" -eq 0 ]
    # Asked all the same: --due does not ask again.
    outcome --due
    expect_output ""
    stage -q remind >/dev/null
    [ "$(mails_to ria@example.org | wc -l)" -eq 0 ]
    sqlite3 "$STAGE_STORE" 'SELECT messageid FROM bericht ORDER BY id' >written
    STAGE_TODAY=2026-11-24T08:00 stage -q remind >/dev/null
    [ "$(mails_to ria@example.org | wc -l)" -eq 3 ]
    mails_to ria@example.org | while read -r mail; do name_of "$mail"; done | sort | diff - <(sort written)
    STAGE_TODAY=2026-11-24T09:00 stage -q remind >/dev/null
    [ "$(mails_to ria@example.org | wc -l)" -eq 3 ]
}

@test "what waits does not go when the talk is cancelled, was held or has passed" {
    export STAGE_TODAY=2026-11-23T20:00
    planned 1 2026-11-24 -p smit
    planned 2 2026-11-25 -p smit
    planned 3 2026-11-26 -p smit
    planned 4 2026-11-30 -p smit
    ask --due >/dev/null
    [ "$(questions)" -eq 4 ]
    stage -q gesprek cancel 2
    stage -q gesprek log 3 2026-11-23 telefoon -1 "Toch al gebeld." --gesprek 3
    STAGE_TODAY=2026-11-25T10:00 stage -q remind >/dev/null
    [ "$(sqlite3 "$STAGE_STORE" "SELECT gesprek FROM bericht WHERE soort = 'vraag' AND verstuurd IS NOT NULL")" = 4 ]
    [ "$(mails_to ria@example.org | wc -l)" -eq 1 ]
}

# --- without sending

@test "--dry-run shows the mail and changes nothing" {
    stage -q gesprek plan 0012 2026-11-30
    before=$(stage -q db dump)
    capture stage inschatting ask 0012 --dry-run
    expect_status 0
    [[ "$output" == "To: Ria Smit <ria@example.org>
Subject: Vier vragen vooraf over de stage van Zoë

Beste Ria Smit,"* ]] || explain
    expect_stderr "1 due = 1 would be sent + 0 held back + 0 failed"
    capture stage inschatting ask --due -n -f json
    expect_status 0
    "$POST_PYTHON" -I -c 'import json, sys
row, = json.loads(sys.argv[1])
assert row["adres"] == "ria@example.org" and row["uitkomst"] == "verstuurd" and "1. " in row["tekst"] and row["bericht"] is None, row' "$output"
    [ "$(stage -q db dump)" = "$before" ]
    [ ! -e "$MAILDIR" ]
    [ ! -e "$STAGE_STORE-mail" ]
    # Neither does it need to know how mail goes.
    rm "$XDG_CONFIG_HOME/stage/stage.conf"
    stage -q inschatting ask 0012 -n >/dev/null
}

@test "without a way for mail to go, or with a template that is wrong, nothing is written" {
    stage -q gesprek plan 0012 2026-11-30
    stage config set mail.maildir ""
    capture stage inschatting ask 0012
    expect_status 78
    expect_output ""
    expect_stderr "mail.sendmail"
    stage config set mail.maildir "$MAILDIR"
    stage config set mail.from ""
    capture stage inschatting ask 0012
    expect_status 78
    expect_stderr "mail.from"
    stage config set mail.from stage@school.example
    mkdir -p "$XDG_CONFIG_HOME/stage/templates"
    printf 'Onderwerp: x\n\n{onbekend}\n' >"$XDG_CONFIG_HOME/stage/templates/vraag.nl.txt"
    capture stage inschatting ask 0012
    expect_status 78
    expect_stderr "vraag.nl.txt"
    [ "$(questions)" -eq 0 ]
    [ ! -e "$MAILDIR" ] || [ -z "$(maildir_files "$MAILDIR")" ]
}

@test "in English, and in a team's own words" {
    stage config set mail.language en
    stage -q team add Zorg
    stage -q docent edit witk --team zorg
    id=$(asked)
    mail=$(mails_to ria@example.org)
    words_of "$mail" | grep "30 November 2026"
    check_mail "$mail"
    [ "$(found language)" = en ]
    printf '1. Fine.\n3. a and c\n' | reply "$id" | stage -q mail receive
    [ "$(stage begeleidingskeuze list -f tsv --columns strategie | xargs)" = "laten-zien toevertrouwen" ]
    mkdir -p "$XDG_CONFIG_HOME/stage/templates/zorg"
    sed 's/^Onderwerp: .*/Onderwerp: From the team/' "$STAGE_TEST_ROOT/share/stage/templates/vraag.en.txt" >"$XDG_CONFIG_HOME/stage/templates/zorg/vraag.en.txt"
    ask 0012 --again >/dev/null
    check_mail "$(mails_to ria@example.org | tail -n 1)"
    [ "$(found subject)" = "From the team" ]
}

# --- more than one at a time

@test "processes that ask at once ask once" {
    stage -q gesprek plan 0012 2026-11-30
    for n in 1 2 3 4 5 6 7 8; do
        { stage -q inschatting ask 0012 >/dev/null 2>&1 3>&-; echo $? >"status$n"; } &
    done
    wait
    [ "$(cat status* | grep -c '^0$')" -eq 1 ]
    cat status* | grep -v '^0$' | sort -u | while read -r one; do [ "$one" = 65 ] || [ "$one" = 75 ]; done
    [ "$(questions)" -eq 1 ]
    [ "$(mails_to ria@example.org | wc -l)" -eq 1 ]
}

@test "what another process of mail holds is status 75, and nothing is written" {
    stage -q gesprek plan 0012 2026-11-30
    hold_mail "touch '$HOME/locked'; while [ ! -e '$HOME/go' ]; do sleep 0.1; done" 3>&- &
    wait_for "$HOME/locked"
    capture stage inschatting ask 0012
    touch go
    wait
    expect_status 75
    expect_output ""
    [ "$(questions)" -eq 0 ]
}

# --- relays

@test "a relay that defers is tried again under the same name, one that refuses is not" {
    stage -q opleider edit smit --email later@example.org
    stage -q gesprek plan 0012 2026-11-30
    start_sink --defer later@example.org --refuse never@example.org
    msmtp_config
    stage config set mail.maildir ""
    stage config set mail.sendmail "$POST_SENDMAIL"
    outcome 0012
    expect_status 1
    expect_output "$(printf 'Ria Smit\tlater\t')"
    expect_stderr "1 due = 0 sent + 0 held back + 1 failed"
    name=$(sqlite3 "$STAGE_STORE" 'SELECT messageid FROM bericht')
    stop_sink
    start_sink
    msmtp_config
    stage config set mail.sendmail "$POST_SENDMAIL"
    STAGE_TODAY=2026-11-23T10:30 stage -q remind >/dev/null # not yet
    [ "$(sink_to later@example.org)" = "" ]
    STAGE_TODAY=2026-11-23T11:30 stage -q remind >/dev/null
    [ "$(name_of "$(sink_file "$(sink_to later@example.org)")")" = "$name" ]
    stop_sink
    start_sink --refuse later@example.org
    msmtp_config
    stage config set mail.sendmail "$POST_SENDMAIL"
    outcome 0012 --again
    expect_status 1
    expect_output "$(printf 'Ria Smit\tmislukt\t')"
}

# --- answers to the very mail that went

@test "what mail programs make of the mail that went is taken apart as it was answered" {
    local style where answers=("Goed, ze werkt netjes." "Het deeg was te nat, dat zag ze." "b, samen aan de oven" "De avondploeg.") n=0
    for language in nl en; do
        stage config set mail.language "$language"
        [ "$language" = nl ] && id=$(asked) || ask 0012 --again >/dev/null
        mail=$(mails_to ria@example.org | tail -n 1)
        base=$(place base)
        copy_store "$STAGE_STORE" "$base"
        while read -r style where; do
            copy_store "$base" "$STAGE_STORE"
            "$POST_PYTHON" -I "$POST_FOLDER/citeer.py" "$mail" "$style" "${answers[@]}" >answer
            stage -q mail receive <answer
            n=$((n + 1))
            got=$(stage inschatting list -f tsv --columns voorbeeld,begeleiding,bespreken)
            [ "$got" = "${answers[1]}"$'\t'"${answers[2]}"$'\t'"${answers[3]}" ] || { echo "$language $style: $got"; return 1; }
            [[ "$(judged oordeel)" == "${answers[0]}"* ]]
            [ "$(stage begeleidingskeuze list -f tsv --columns strategie)" = meedoen ]
            [ "$where" = tussen ] && continue
            # Somebody who sees no numbers.
            copy_store "$base" "$STAGE_STORE"
            "$POST_PYTHON" -I "$POST_FOLDER/citeer.py" "$mail" "$style" "Het gaat goed met haar." >answer
            stage -q mail receive <answer
            [ "$(judged oordeel)" = "Het gaat goed met haar." ] || { echo "$language $style"; judged oordeel; return 1; }
            [ "$(judged bespreken,begeleiding)" = $'\t' ]
        done < <("$POST_PYTHON" -I "$POST_FOLDER/citeer.py" --styles)
        copy_store "$base" "$STAGE_STORE"
    done
    [ "$n" -ge 30 ]
}
