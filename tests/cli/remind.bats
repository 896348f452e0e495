# Reminders: who is told of what, how often, and what holds it back.
load common
load mail

setup() { setup_mail; }

why() { stage remind why "$1" --columns "$2" --format tsv | xargs; }

@test "a docent gets one mail with all that there is, and it says so" {
    expect_remind 2=2+0+0
    expect_output "$(printf '%s\n' "rol    naam        adres            punten uitkomst  why" \
        "docent Kees de Wit witk@example.org      2 verstuurd ")"
    expect_stderr "1 message"
    [ "$(mails)" -eq 1 ]
    texts >letters
    grep -qx "To: Kees de Wit <witk@example.org>" letters
    grep -qx "Subject: Stagegesprekken: dit staat open (2)" letters
    grep -q "^- Zoë van 't Hof, Bakkerij De Korst: het startgesprek was bedoeld voor" letters
    grep -q "^- Sem Çelik, De Smederij: het startgesprek was bedoeld voor" letters
    grep -q "^Beste Kees,$" letters
    [ "$(ledger)" = "2026-11-23 herinnering witk@example.org 2" ]
    stage -q db check
}

@test "a hundred runs on a day send one mail" {
    expect_remind 2=2+0+0
    for ((i = 1; i < 100; i++)); do
        at 2026-11-23 "$((10 + i % 8)):$((10 + i % 50))"
        expect_remind 0=0+0+0
    done
    [ "$(mails)" -eq 1 ]
}

@test "two reminders, the coordinator once, and then it is quiet" {
    for ((i = 0; i < 75; i++)); do
        at "$(after 2026-11-23 "$i")"
        # What a school does on its days off is another test; each day comes twice.
        remind
        remind
    done
    expected="2026-11-23 herinnering witk@example.org 2
2026-11-30 herinnering witk@example.org 2
2026-12-07 coordinator baas@example.org 2"
    [ "$(ledger)" = "$expected" ] || { ledger; return 1; }
    [ "$(mails)" -eq 3 ]
    texts | grep -q "^To: Anna Baas <baas@example.org>"
    texts | grep -q "^- Kees de Wit: Zoë van 't Hof, Bakkerij De Korst: "
    at 2027-01-20
    [ "$(why zoe docent,coordinator,beurt)" = "2 1 stil" ]
}

@test "with the moments of the norm as it is nobody gets more than that either" {
    rm "$XDG_CONFIG_HOME/stage/norm.ini"
    for ((i = 0; i < 130; i++)); do
        at "$(after 2026-09-07 "$i")"
        remind
    done
    sqlite3 "$STAGE_STORE" "SELECT stap, punt, count(*) FILTER (WHERE rol = 'docent'),
            count(*) FILTER (WHERE rol = 'coordinator') FROM herinnering
        WHERE plaatsing = 1 GROUP BY stap, punt ORDER BY punt, stap" >told
    cat >expected <<'LINES'
laat|0:start:1|2|1
nu|0:start:1|2|0
laat|0:tussen:1|2|1
nu|0:tussen:1|2|0
LINES
    grep -v eind told | diff expected -
    [ "$(sqlite3 "$STAGE_STORE" "SELECT count(*) FROM (SELECT 1 FROM bericht GROUP BY datum, soort, persoon HAVING count(*) > 1) AS twice")" -eq 0 ]
}

@test "a run that was missed catches up" {
    expect_remind 2=2+0+0
    at 2026-12-03 # three days late
    expect_remind 2=2+0+0
    at 2026-12-09
    expect_remind 0=0+0+0
    at 2027-01-11
    expect_remind 2=2+0+0
    [ "$(ledger | cut -d' ' -f1,2)" = "2026-11-23 herinnering
2026-12-03 herinnering
2027-01-11 coordinator" ]
}

@test "a moment that opens again does not start anew" {
    expect_remind 2=2+0+0
    stage -q gesprek log zoe 2026-09-30 --zonder-notities
    at 2026-11-30
    expect_remind 1=1+0+0
    [ -z "$(stage -q remind why zoe)" ]
    stage -q gesprek edit 1 --student nee # it counts no more
    at 2026-12-01
    expect_remind 1=1+0+0
    [ "$(why zoe docent,coordinator)" = "2 0" ]
    at 2026-12-08
    remind
    stage -q gesprek edit 1 --student ja
    expect_remind 0=0+0+0
    stage -q gesprek edit 1 --student nee
    for ((i = 0; i < 30; i++)); do
        at "$(after 2026-12-09 "$i")"
        remind
    done
    [ "$(sqlite3 "$STAGE_STORE" "SELECT rol, count(*) FROM herinnering WHERE plaatsing = 1 GROUP BY rol" | xargs)" = "coordinator|1 docent|2" ]
}

@test "a docent who comes later is not told again" {
    expect_remind 2=2+0+0
    at 2026-11-30
    expect_remind 2=2+0+0
    stage -q docent add BERG "Bo van den Berg" --email berg@example.org --team software
    stage -q plaatsing edit 0012 --docent BERG
    at 2026-12-07
    expect_remind 2=2+0+0
    [ "$(ledger | tail -n 1)" = "2026-12-07 coordinator baas@example.org 2" ]
}

@test "a talk that nobody logged stands for its moment" {
    rm "$XDG_CONFIG_HOME/stage/norm.ini"
    stage -q plaatsing rm 0100
    stage -q gesprek log zoe 2026-09-30 --zonder-notities
    stage -q gesprek plan zoe 2026-12-14
    at 2026-12-14
    expect_remind 0=0+0+0
    at 2026-12-15
    expect_remind 1=1+0+0
    texts | grep -q "^- Zoë van 't Hof, Bakkerij De Korst: het tussengesprek stond gepland op maandag 14 december"
    [ "$(why zoe punt,stap,voor)" = "gesprek 2 onbekend 2026-12-14" ]
    stage -q gesprek cancel 2
    expect_remind 1=0+1+0 # one mail a day
    at 2026-12-16
    expect_remind 1=1+0+0
    [ "$(why zoe stap,docent)" = "nu 1" ]
    texts | grep -q "^- Zoë van .t Hof, Bakkerij De Korst: het tussengesprek kan tot en met"
}

@test "an agreement that is past its day is told of, not what it is" {
    stage -q remind waive zoe start --why gesproken --datum 2026-09-30
    stage -q plaatsing rm 0100
    stage -q afspraak add zoe leest het handboek --wie student --voor 2026-11-25
    stage -q afspraak add zoe gaat naar de dokter --wie student --voor 2026-11-26
    at 2026-11-25
    expect_remind 0=0+0+0
    at 2026-11-26
    expect_remind 1=1+0+0
    stage -q afspraak close 2
    at 2026-11-27
    expect_remind 0=0+0+0
    texts | grep -q "^- Zoë van 't Hof, Bakkerij De Korst: er was een afspraak voor woensdag 25 november"
    ! texts | grep -q -e handboek -e dokter
    at 2026-12-03
    expect_remind 1=1+0+0
    at 2026-12-10
    expect_remind 1=1+0+0
    [ "$(ledger | cut -d' ' -f1,2 | tail -n 1)" = "2026-12-10 coordinator" ]
}

@test "signalen are counted, and which they are stands in no mail" {
    stage -q remind waive zoe start --why gesproken --datum 2026-09-30
    stage -q remind waive sem start --why gesproken --datum 2026-09-30
    stage -q signaal add zoe onveilig --datum 2026-11-10 </dev/null
    stage -q signaal add sem stoppen "Iets van een grap." --datum 2026-11-10
    stage -q signaal add sem klusjes "Pas gezien." --datum 2026-11-22
    for day in 2026-11-23 2026-11-30 2026-12-07; do
        at "$day"
        remind
    done
    [ "$(ledger)" = "2026-11-23 herinnering witk@example.org 2
2026-11-30 herinnering witk@example.org 3
2026-12-07 herinnering witk@example.org 1
2026-12-07 coordinator baas@example.org 2" ] || { ledger; return 1; }
    texts >letters
    grep -q "^- Open signalen zonder vervolg: 2\." letters
    grep -q "^- Open signalen zonder vervolg: 3\." letters
    grep -q "^- Kees de Wit: open signalen zonder vervolg: 2\." letters
    for word in Zoë Hof Sem Çelik 0012 0100 Korst Smederij onveilig stoppen klusjes grap gezien; do
        ! grep -qi "$word" letters || { echo "$word"; grep -i "$word" letters; return 1; }
    done
    # Nor in what was kept of it, or said of it.
    sqlite3 "$STAGE_STORE" "SELECT onderwerp, tekst FROM bericht" >kept
    ! grep -qi -e zoë -e onveilig kept
    stage remind why zoe | grep -q "signaal 1"
    stage -q signaal edit 2 --opvolging "besproken"
    stage -q signaal close 1
    at 2026-12-14
    expect_remind 1=1+0+0 # the third one, of the coordinator
}

@test "snooze keeps a placement, or a kind of moment, quiet until a day; waive for good" {
    capture stage remind snooze zoe --until 2026-11-29 --why "in overleg"
    expect_status 0
    expect_stderr "demping 1: no reminders until and with 2026-11-29"
    stage -q remind snooze sem tussen --until 2026-12-31 --why "niet dit moment"
    expect_remind 2=1+1+0
    grep -q "tegengehouden" <<<"$output"
    [[ "$output" == *"snoozed: 'stage demping list' tells why"* ]] || explain
    ! texts | grep -q Zoë
    [ "$(why zoe beurt,reden)" = "docent uitgesteld" ]
    at 2026-11-30
    expect_remind 2=2+0+0
    stage -q remind waive sem start --why "op de werkconferentie" --datum 2026-09-15
    at 2026-12-07
    expect_remind 1=1+0+0
    stage -q remind snooze zoe start --until 2026-12-20 --why "wacht"
    at 2026-12-14
    expect_remind 1=0+1+0
    stage -q demping rm 3
    expect_remind 1=1+0+0
    [ "$(stage vrijstelling list --columns moment,reden,datum -f tsv)" = "start	op de werkconferentie	2026-09-15" ]
    [ "$(stage demping list --columns regel -f tsv | xargs)" = "herinnering herinnering-tussen" ]
    capture stage remind snooze zoe --until 2026-12-20
    expect_status 64
    capture stage remind snooze zoe --until 2026-12-01 --why x
    expect_status 65
    capture stage remind waive zoe --why x
    expect_status 64
    capture stage remind waive zoe start --why x --datum 2026-12-20
    expect_status 65
}

# What is held back on a day and a time, and why.
held() {
    at "$@"
    remind --format json --columns punten,uitkomst,reden
    python3 -c 'import json, sys
print(*(f"""{r["punten"]} {r["uitkomst"]} {r["reden"] or ""}""".strip() for r in json.load(sys.stdin)), sep=",")' <<<"$output"
}

@test "mail goes within the hours, on days on which somebody works, and what waits goes later" {
    printf 'naam;van;tot\nHerfst;26-11-2026;27-11-2026\n' | stage -q holiday import -
    [ "$(held 2026-11-23 07:59)" = "2 tegengehouden uren" ]
    [ "$(held 2026-11-23 18:00)" = "2 tegengehouden uren" ]
    [ "$(held 2026-11-23 23:59)" = "2 tegengehouden uren" ]
    [ "$(held 2026-11-28)" = "2 tegengehouden vrij" ] # Saturday
    [ "$(held 2026-11-29)" = "2 tegengehouden vrij" ]
    [ "$(held 2026-11-26)" = "2 tegengehouden vakantie" ]
    [ "$(held 2026-11-27)" = "2 tegengehouden vakantie" ]
    [ "$(held 2026-12-25)" = "2 tegengehouden feestdag" ] # Friday
    [ "$(held 2027-01-01)" = "2 tegengehouden feestdag" ]
    stage -q docent edit WITK --days di,do
    [ "$(held 2026-11-23)" = "2 tegengehouden vrij" ]
    [ "$(held 2026-11-24 07:59)" = "2 tegengehouden uren" ]
    [ "$(mails)" -eq 0 ]
    [ "$(ledger)" = "" ]
    [ "$(held 2026-11-24 08:00)" = "2 verstuurd" ]
    [ "$(held 2026-12-01 17:59)" = "2 verstuurd" ]
    # The coordinator has days of their own.
    stage -q docent edit BAAS --days wo
    [ "$(held 2026-12-08)" = "2 tegengehouden vrij" ]
    [ "$(held 2026-12-09)" = "2 verstuurd" ]
    stage -q config set remind.from 17:00
    stage -q config set remind.until 20:00
    stage -q afspraak add zoe iets --datum 2026-11-20 --voor 2026-12-01
    stage -q docent edit WITK --days=
    [ "$(held 2026-12-10 16:59)" = "1 tegengehouden uren" ]
    [ "$(held 2026-12-10 19:59)" = "1 verstuurd" ]
}

@test "who wants no reminders gets none, and the coordinator is told at once" {
    stage -q blokkade add WITK@example.org herinnering
    expect_remind 2=2+0+0
    [ "$(ledger)" = "2026-11-23 coordinator baas@example.org 2" ]
    at 2026-11-30
    expect_remind 0=0+0+0
    stage -q blokkade rm 1
    expect_remind 0=0+0+0 # the coordinator ended it
    stage -q afspraak add zoe iets --datum 2026-11-20 --voor 2026-11-29
    expect_remind 1=1+0+0
    stage -q blokkade add witk@example.org verslag # that is not this mail
    stage -q blokkade add baas@example.org alles --oorzaak onbestelbaar
    at 2026-12-07
    expect_remind 1=1+0+0
    at 2026-12-14
    expect_remind 1=0+1+0
    [[ "$output" == *"no mail to this address: 'stage blokkade list' tells why"* ]] || explain
    [ "$(why zoe beurt,reden | tail -n 1)" = "stil coordinator blokkade" ] || { why zoe beurt,reden; return 1; }
    stage -q blokkade rm 3
    expect_remind 1=1+0+0
    [ "$(mails)" -eq 4 ]
}

@test "a student or praktijkopleider who wants no mail is told of to the docent, once" {
    stage -q remind waive zoe start --why gesproken --datum 2026-09-30
    stage -q remind waive sem start --why gesproken --datum 2026-09-30
    stage -q blokkade add ria@example.org vraag
    stage -q student edit 0100 --email sem@example.org
    stage -q blokkade add sem@example.org alles --oorzaak onbestelbaar
    expect_remind 2=2+0+0
    texts | grep -q "^- ria@example.org wil geen "
    texts | grep -q "sem@example.org"
    at 2026-12-07
    expect_remind 0=0+0+0
    [ "$(mails)" -eq 1 ]
}

@test "a docent without an address, and a placement without a docent, go to the coordinator" {
    stage -q docent edit WITK --email=
    expect_remind 2=2+0+0
    [ "$(ledger)" = "2026-11-23 coordinator baas@example.org 2" ]
    stage -q team add Brood --coordinator BAAS
    stage -q opleiding add Bakker --crebo 25170 --team brood
    stage -q student add 0200 "Noor Bos" --opleiding 25170
    stage -q student add 0300 "Tim Vos"
    stage -q plaatsing add 0200 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29
    stage -q plaatsing add 0300 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29
    at 2026-11-24
    expect_remind 2=1+1+0
    [[ "$output" == *"nobody to tell, or no address"* ]] || explain
    texts | grep -q "Noor Bos"
    ! texts | grep -q "Tim Vos"
    [ "$(why 0300 beurt,reden)" = "coordinator geen-adres" ]
    stage -q docent edit BAAS --email=
    stage -q afspraak add zoe iets --datum 2026-11-19 --voor 2026-11-20
    at 2026-11-25
    expect_remind 2=0+2+0
}

@test "a coordinator gets one mail of the whole team, and is not told twice of their own" {
    stage -q docent add BERG "Bo van den Berg" --email berg@example.org --team software
    stage -q plaatsing edit 0100 --docent BERG
    stage -q student add 0200 "Noor Bos"
    stage -q plaatsing add 0200 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29 -d BAAS
    stage -q docent edit BAAS --team software
    for ((i = 0; i < 40; i++)); do
        at "$(after 2026-11-23 "$i")"
        remind
    done
    ledger | sort >told
    diff - told <<'LINES'
2026-11-23 herinnering baas@example.org 1
2026-11-23 herinnering berg@example.org 1
2026-11-23 herinnering witk@example.org 1
2026-11-30 herinnering baas@example.org 1
2026-11-30 herinnering berg@example.org 1
2026-11-30 herinnering witk@example.org 1
2026-12-07 coordinator baas@example.org 2
LINES
    [ "$(why 0200 docent,coordinator,beurt)" = "2 0 stil" ]
}

@test "how long before and between is for the school to say" {
    rm "$XDG_CONFIG_HOME/stage/norm.ini"
    stage -q plaatsing rm 0100
    stage -q gesprek log zoe 2026-09-30 --zonder-notities
    stage -q config set remind.ahead 5
    stage -q config set remind.again 2
    tot=$(stage -q why zoe --columns wat,tot -f tsv | sed -n 's/^tussen[^\t]*\t//p')
    [[ "$tot" == 20* ]] || { stage why zoe; return 1; }
    for ((i = -8; i < 12; i++)); do
        at "$(after "$tot" "$i")" && remind
    done
    sqlite3 -separator ' ' "$STAGE_STORE" "SELECT stap, rol, keer, datum, voor FROM herinnering ORDER BY id" >told
    read -r datum voor < <(sed -n 's/^nu docent 1 //p' told)
    [ "$(days_between "$datum" "$voor")" -le 5 ]
    [ "$(days_between "$datum" "$voor")" -ge 0 ]
    [ "$(grep -c ^nu told)" -eq 2 ]
    [ "$(grep -c ^laat told)" -eq 3 ]
}
