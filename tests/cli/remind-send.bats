# Reminders on their way out: what is written before, what is asked without sending, and what goes wrong.
load common
load mail

setup() { setup_mail; }
teardown() {
    local away
    away=$(find "$STAGE_TEST_ROOT" -name mail.so.away)
    [ -z "$away" ] || mv "$away" "${away%.away}"
}

# A message a line: its number, whether it went, how often it was tried, when it is tried again, and why not.
messages() { stage bericht list "$@" --columns id,verstuurd,pogingen,volgende,ingetrokken,fout --format tsv | tac; }
# Another docent, who guides the second placement.
two_docenten() {
    stage -q docent add BERG "Bo van den Berg" --email berg@example.org --team software
    stage -q plaatsing edit 0100 --docent BERG
}

@test "--check is silent, and its status tells whether there is something to send" {
    expect_check() {
        capture stage remind --check
        [ "$status" -eq "$1" ] && [ -z "$output$stderr" ] || explain
    }
    expect_check 1
    at 2026-11-23 07:59
    expect_check 0
    at 2026-11-23
    stage -q remind snooze zoe --until 2026-12-31 --why x
    expect_check 1
    stage -q remind snooze sem --until 2026-12-31 --why x
    expect_check 0
    stage -q demping rm 2
    rows >before
    expect_check 1
    rows | diff before -
    [ ! -e mail ] && [ ! -e "$STAGE_STORE-mail" ]
    expect_remind 2=1+1+0
    expect_check 0
    # What failed waits, and is then something to send.
    fake_sendmail 'exit 75'
    at 2026-11-30
    expect_check 1
    remind
    expect_check 0
    at 2026-11-30 11:01
    expect_check 1
    at 2026-11-28 # Saturday
    expect_check 0
}

@test "--dry-run shows each mail, and writes nothing at all" {
    two_docenten
    rows >before
    store_bytes >bytes
    capture stage remind --dry-run
    expect_status 0
    expect_stderr "2 due = 2 would be sent + 0 held back + 0 failed"
    expect_stderr "2 messages"
    [ "$(grep -c '^To: ' <<<"$output")" -eq 2 ]
    [[ "$output" == "To: Kees de Wit <witk@example.org>
Subject: Stagegesprekken: dit staat open (1)

Beste Kees,
"* ]] || explain
    [[ "$output" == *"To: Bo van den Berg <berg@example.org>"* ]] || explain
    rows | diff before -
    store_bytes | cmp - bytes
    [ ! -e mail ] && [ ! -e "$STAGE_STORE-mail" ]
    # What it shows is what goes.
    grep -v -e '^--------$' -e '^$' <<<"$output" | sort >shown
    remind
    texts | grep -v -e '^<' -e '^$' -e '</p>$' | sort | diff shown -
}

@test "a dry run needs neither a sender nor a way to send" {
    stage -q config set mail.from ""
    stage -q config set mail.maildir ""
    expect_remind 2=2+0+0 --dry-run
    at 2026-11-23 20:00
    expect_remind 2=0+2+0 --dry-run
}

@test "rows for programs" {
    two_docenten
    stage -q remind snooze sem --until 2026-12-31 --why x
    remind --dry-run --format json
    python3 -c 'import json, sys
one, two = json.load(sys.stdin)
assert one["uitkomst"] == "verstuurd" and one["bericht"] is None and one["punten"] == 1, one
assert one["onderwerp"].startswith("Stagegesprekken") and "Zoë" in one["tekst"] and one["reden"] is None, one
assert two["uitkomst"] == "tegengehouden" and two["reden"] == "uitgesteld" and two["tekst"] is None, two
assert two["adres"] == "berg@example.org" and two["naam"] == "Bo van den Berg", two' <<<"$output"
    remind --format csv --columns bericht,rol,adres,punten,uitkomst,reden
    expect_output "bericht,rol,adres,punten,uitkomst,reden"$'\r'"
,docent,berg@example.org,1,tegengehouden,uitgesteld"$'\r'"
1,docent,witk@example.org,1,verstuurd,"$'\r'
    remind --format json
    expect_output '[
{"bericht":null,"rol":"docent","naam":"Bo van den Berg","adres":"berg@example.org","punten":1,"uitkomst":"tegengehouden","reden":"uitgesteld","uitleg":"snoozed: '"'stage demping list'"' tells why","onderwerp":null,"tekst":null}
]'
}

@test "killed between handing over and marking: once more under the same name, and never again" {
    fake_sendmail 'cat "$HOME/message.$$" >"$HOME/handed.$$"
        if [ ! -e "$HOME/killed" ]; then : >"$HOME/killed"; kill -9 $PPID; fi'
    capture stage remind
    expect_status 137
    for ((i = 0; i < 100; i++)); do [ "$(wc -l 2>/dev/null <went)" = 1 ] && break || sleep 0.05; done
    [ "$(messages | cut -f1,2)" = "1	" ]
    expect_remind 2=2+0+0
    for ((i = 0; i < 5; i++)); do expect_remind 0=0+0+0; done
    [ "$(went | wc -l)" -eq 2 ]
    [ "$(went | sort -u | wc -l)" -eq 1 ]
    [[ "$(went | tail -n 1)" == "witk@example.org <herinnering.0.1."*"@example.nl>" ]] || { went; return 1; }
    cmp handed.*
    [ "$(ledger)" = "2026-11-23 herinnering witk@example.org 2" ]
}

@test "killed again and again, at any moment, nobody gets a message twice in a Maildir" {
    two_docenten
    for wait in 0.01 0.02 0.03 0.04 0.05 0.06 0.08 0.1; do
        timeout -s KILL "$wait" stage remind >/dev/null 2>&1 || true
    done
    remind
    [ "$(mails)" -eq 2 ]
    [ "$(ledger | sort)" = "2026-11-23 herinnering berg@example.org 1
2026-11-23 herinnering witk@example.org 1" ]
    stage -q db check
}

@test "one that fails stops no other, is tried again later and later, and is given up" {
    two_docenten
    fake_sendmail 'if [ "$to" = witk@example.org ]; then echo "relay is away" >&2; exit 75; fi'
    expect_remind 2=1+0+1
    expect_stderr "1 message failed and will be tried again"
    [ "$(went | cut -d' ' -f1)" = berg@example.org ]
    # The days are those on which it may go: an hour, four hours, a day and two days after the one before.
    local when tried=1
    while read -r when before; do
        at "${when%T*}" "${before#*T}"
        expect_remind 1=0+1+0 # a minute too early
        at "${when%T*}" "${when#*T}"
        tried=$((tried + 1))
        expect_remind 1=0+0+1
        [ "$(messages | head -n 1 | cut -f3)" -eq "$tried" ]
    done <<'LINES'
2026-11-23T11:00 T10:59
2026-11-23T15:00 T14:59
2026-11-24T15:00 T14:59
2026-11-26T15:00 T14:59
LINES
    [ "$tried" -eq 5 ]
    [[ "$(messages | head -n 1)" == "1		5		2026-11-26T14:00:00Z	relay is away" ]] || { messages; return 1; }
    # Whom no mail reaches is not waited for: the coordinator is told.
    at 2026-11-27
    expect_remind 1=1+0+0
    [ "$(went | cut -d' ' -f1 | sort -u | xargs)" = "baas@example.org berg@example.org" ]
    stage bericht list --open --columns adres,fout -f tsv | grep -qx "witk@example.org	relay is away"
    at 2026-11-30
    expect_remind 1=1+0+0
}

@test "an address that does not exist is given up at once, and tried again when somebody says so" {
    fake_sendmail '[ ! -e "$HOME/mended" ] && { echo "550 no such user" >&2; exit 67; }'
    expect_remind 2=0+0+2
    [[ "$output" == *" mislukt "*"550 no such user"* ]] || explain
    [[ "$stderr" != *"tried again"* ]] || explain
    # What nobody got was not told: it is the coordinator's turn, whose address does not exist either.
    at 2026-11-23 12:00
    expect_remind 2=0+0+2
    : >mended
    expect_remind 2=0+2+0
    capture stage bericht retry 1
    expect_status 0
    expect_stderr "bericht 1 herinnering, 2026-11-23 is tried again at the next run"
    [ "$(messages | grep "^1")" = "1		0			550 no such user" ] || { messages; return 1; }
    expect_remind 2=2+0+0
    [ "$(messages | grep "^1")" = "1	2026-11-23T11:00:00Z	1			" ] || { messages; return 1; }
    capture stage bericht retry 1
    expect_status 65
    expect_stderr "bericht 1 went on 2026-11-23T11:00:00Z"
    capture stage bericht retry 9
    expect_status 65
    [ "$(went | wc -l)" -eq 1 ]
}

@test "what waits can be tried without waiting; what is no longer so is withdrawn" {
    two_docenten
    fake_sendmail '[ ! -e "$HOME/mended" ] && exit 75'
    expect_remind 2=0+0+2
    : >mended
    expect_remind 2=0+2+0
    stage -q bericht retry 1
    stage -q remind waive sem start --why gesproken --datum 2026-09-30
    expect_remind 1=1+0+0
    [ "$(messages | cut -f1,2,5,6)" = "1	2026-11-23T09:00:00Z		
2		2026-11-23T09:00:00Z	" ] || { messages; return 1; }
    capture stage bericht retry 2
    expect_status 65
    expect_stderr "bericht 2 was withdrawn on 2026-11-23T09:00:00Z, since it was no longer needed"
    [ "$(messages --open)" = "" ]
    [ "$(stage bericht show 2 --columns tekst -f json)" = '{"tekst":null}' ]
    # When it is so again it is told: it never was.
    stage -q vrijstelling rm 1
    expect_remind 1=1+0+0
    expect_remind 0=0+0+0
    at 2026-11-30
    expect_remind 2=2+0+0
    [ "$(went | wc -l)" -eq 4 ]
}

@test "while a message waits nothing else goes to that person, and it waits at night as well" {
    fake_sendmail '[ ! -e "$HOME/mended" ] && exit 75'
    expect_remind 2=0+0+2
    : >mended
    stage -q afspraak add zoe iets --datum 2026-11-20 --voor 2026-11-21
    at 2026-11-23 10:30
    expect_remind 3=0+3+0
    [[ "$output" == *"an earlier message has yet to go"* ]] || explain
    at 2026-11-23 18:00
    expect_remind 3=0+3+0
    at 2026-11-24 07:59
    expect_remind 3=0+3+0
    [ "$(went)" = "" ]
    at 2026-11-24 08:00
    expect_remind 3=2+1+0
    expect_remind 1=1+0+0
    [ "$(went | wc -l)" -eq 2 ]
}

@test "a message that waits is not sent to who said STOP meanwhile" {
    fake_sendmail '[ ! -e "$HOME/mended" ] && exit 75'
    expect_remind 2=0+0+2
    stage -q blokkade add witk@example.org herinnering
    : >mended
    at 2026-11-23 11:00
    expect_remind 2=0+2+0
    [ "$(went)" = "" ]
    at 2026-11-30 # whom no mail reaches is told of to the coordinator
    expect_remind 4=2+2+0
    [ "$(went | cut -d' ' -f1)" = baas@example.org ]
    stage -q blokkade rm 1
    expect_remind 2=2+0+0
    [ "$(went | cut -d' ' -f1 | xargs)" = "baas@example.org witk@example.org" ]
}

@test "a second process finds the first one busy, and nobody gets two" {
    two_docenten
    fake_sendmail ': >"$HOME/sending"; while [ ! -e "$HOME/go" ]; do sleep 0.02; done'
    stage remind >first 2>&1 &
    wait_for sending
    capture stage remind
    expect_status 75
    expect_stderr "another process is sending mail"
    expect_output ""
    capture stage remind --check # which sends nothing, and need not wait
    [ "$status" -le 1 ] || explain
    stage -q afspraak add zoe iets --datum 2026-11-20 --voor 2026-12-01 # others go on
    : >go
    wait $!
    grep -q "2 due = 2 sent" first
    expect_remind 0=0+0+0
    [ "$(went | wc -l)" -eq 2 ]
}

@test "many processes at once send one mail each" {
    two_docenten
    for ((i = 0; i < 8; i++)); do
        (stage remind >"out.$i" 2>&1 && echo 0 >"status.$i" || echo $? >"status.$i") &
    done
    wait
    for ((i = 0; i < 8; i++)); do
        grep -qx -e 0 -e 75 "status.$i" || { cat "out.$i"; return 1; }
    done
    [ "$(mails)" -eq 2 ]
    [ "$(ledger | wc -l)" -eq 2 ]
}

@test "without a sender or a way to send nothing is written, and it says which" {
    rows >before
    stage -q config set mail.from ""
    capture stage remind
    expect_status 78
    expect_stderr "stage config set mail.from ADDRESS"
    stage -q config set mail.from stage@example.nl
    stage -q config set mail.maildir ""
    capture stage remind
    expect_status 78
    expect_stderr "stage config set mail.sendmail COMMAND"
    stage -q config set mail.sendmail "$HOME/nowhere"
    capture stage remind
    expect_status 78
    expect_stderr "is not a program that is here"
    stage -q config set mail.sendmail ""
    : >plain
    stage -q config set mail.maildir "$HOME/plain"
    capture stage remind
    expect_status 78
    rows | diff before -
    stage -q config set mail.maildir "$HOME/mail"
    expect_remind 2=2+0+0
    # Who has nothing to send needs none of it.
    stage -q config set mail.from ""
    expect_remind 0=0+0+0
}

@test "undo does not take back what was told" {
    stage -q remind snooze sem --until 2026-11-24 --why x
    expect_remind 2=1+1+0
    capture stage undo
    expect_status 0
    [[ "$stderr" == *"remind snooze"* ]] || explain
    at 2026-11-24
    expect_remind 1=1+0+0
    ledger >before
    stage -q undo
    stage -q undo
    ledger | diff before -
    expect_remind 0=0+0+0
    [ "$(stage history --columns opdracht -f tsv | grep -cx remind)" -eq 0 ]
}

@test "a dump and a load keep what was told, and a copy goes on where it was" {
    fake_sendmail 'case $to in witk*) exit 75;; esac'
    two_docenten
    expect_remind 2=1+0+1
    rows >before
    stage -q db dump >dump
    stage -q --store "$HOME/copy.db" init
    stage -q --store "$HOME/copy.db" db load dump
    STAGE_STORE="$HOME/copy.db" rows | diff before -
    export STAGE_STORE="$HOME/copy.db"
    expect_remind 1=0+1+0
    at 2026-11-30
    remind
    [ "$(sqlite3 "$STAGE_STORE" "SELECT max(keer), count(*) FROM herinnering WHERE plaatsing = 2")" = "2|2" ]
    stage -q db check
}

@test "a template with a fault is refused before anything is written" {
    rows >before
    mkdir -p "$XDG_CONFIG_HOME/stage/templates/software"
    template="$XDG_CONFIG_HOME/stage/templates/software/herinnering.nl.txt"
    sed 's/{punten}/{puntjes}/' "$STAGE_TEST_ROOT/share/stage/templates/herinnering.nl.txt" >"$template"
    line=$(grep -n puntjes "$template" | cut -d: -f1 | tail -n 1)
    for option in "" --dry-run; do
        capture stage remind $option
        expect_status 78
        expect_stderr "$template:$line: "
        rows | diff before -
    done
    [ ! -e mail ]
    rm "$template"
    sed 's/^Onderwerp:.*/Onderwerp: Van ons ({aantal})/' "$STAGE_TEST_ROOT/share/stage/templates/herinnering.nl.txt" >"$template"
    expect_remind 2=2+0+0
    texts | grep -qx "Subject: Van ons (2)"
}

@test "mail is in the language and the name that the school sets" {
    stage -q config set mail.language en
    stage -q config set mail.name "Het Voorbeeldcollege"
    stage -q config set language nl
    capture stage remind
    expect_status 0
    texts | grep -qx "Subject: Placement talks: what is open (2)"
    texts | grep -qx "Het Voorbeeldcollege"
    grep -q "^From: Het Voorbeeldcollege <stage@example.nl>" mail/new/*
    grep -q "^Auto-Submitted: auto-generated" mail/new/*
}

@test "mail.plus gives each message an address for its replies" {
    stage -q config set mail.plus ja
    expect_remind 2=2+0+0
    kenmerk=$(sqlite3 "$STAGE_STORE" "SELECT kenmerk FROM bericht")
    grep -q "^Reply-To: stage+$kenmerk@example.nl" mail/new/*
}

@test "the module of mail is opened only when something goes" {
    module=$(find "$STAGE_TEST_ROOT" -name 'mail.so' -path '*stage*' | head -n 1)
    [ -n "$module" ]
    opened() {
        rm -f libs.*
        LD_DEBUG=files LD_DEBUG_OUTPUT="$HOME/libs" "$@" >/dev/null 2>&1 || true
        cat libs.* | grep -c "/$(basename "$module")" || true
    }
    [ "$(opened stage remind --check)" -eq 0 ]
    [ "$(opened stage remind --dry-run)" -eq 0 ]
    [ "$(opened stage remind why zoe)" -eq 0 ]
    at 2026-11-23 20:00
    [ "$(opened stage remind)" -eq 0 ]
    at 2026-11-23
    [ "$(opened stage remind)" -gt 0 ]
    [ "$(opened stage remind)" -eq 0 ]
    [ "$(mails)" -eq 1 ]
}

@test "without the module a run that has something to send says so, and writes nothing" {
    rows >before
    module=$(find "$STAGE_TEST_ROOT" -name mail.so -path '*stage*')
    mv "$module" "$module.away"
    capture stage remind
    expect_status 69
    expect_stderr "the module 'mail' of stage cannot be opened"
    rows | diff before -
    expect_remind 2=2+0+0 --dry-run
    at 2026-11-23 20:00
    expect_remind 2=0+2+0
    capture stage remind --check
    expect_status 0
    mv "$module.away" "$module"
    at 2026-11-23
    expect_remind 2=2+0+0
}

@test "output that cannot be written loses nothing that was sent" {
    capture bash -c 'stage remind >/dev/full'
    expect_status 74
    [ "$(mails)" -eq 1 ]
    expect_remind 0=0+0+0
}
