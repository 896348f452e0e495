# Days as people say them. Today is Monday 23 November 2026.
load common

setup() { setup_home; }

# The day that plan (looks ahead), log (looks back) or report --on (the nearest) makes of the words.
make_store() {
    setup_placements
    # A placement around every day that is asked for.
    stage -q plaatsing edit 1 --begin 1990-01-01 --einde 2199-12-31
}
planned() { stage gesprek plan 0012 "$@" --format tsv --columns datum 2>/dev/null; }
logged() { stage gesprek log 0012 "$@" --zonder-notities --nieuw --force --format tsv --columns datum 2>/dev/null; }
reported() { stage report contact --rows --on "$*" 2>&1 >/dev/null | sed -n 's/.* on \([0-9-]*\); .*/\1/p'; }

# Lines "WORDS = DAY", each read by the function $1.
check() {
    local words day got bad=0
    while IFS='=' read -r words day; do
        words=$(echo "$words" | sed 's/ *$//') day=${day# }
        # shellcheck disable=SC2086
        got=$("$1" $words) || true
        [ "$got" = "$day" ] || { echo "'$words' gave '$got', not '$day'"; bad=1; }
    done
    return "$bad"
}

@test "words for days near, in Dutch and English" {
    make_store
    check planned <<'EOF'
vandaag = 2026-11-23
nu = 2026-11-23
today = 2026-11-23
morgen = 2026-11-24
tomorrow = 2026-11-24
overmorgen = 2026-11-25
gisteren = 2026-11-22
yesterday = 2026-11-22
eergisteren = 2026-11-21
VANDAAG = 2026-11-23
Morgen = 2026-11-24
EOF
}

@test "a weekday for a plan is the next one, today excluded" {
    make_store
    check planned <<'EOF'
ma = 2026-11-30
maandag = 2026-11-30
di = 2026-11-24
wo = 2026-11-25
do = 2026-11-26
vr = 2026-11-27
za = 2026-11-28
zo = 2026-11-29
Mon = 2026-11-30
tuesday = 2026-11-24
wed = 2026-11-25
thu = 2026-11-26
fri = 2026-11-27
sat = 2026-11-28
sunday = 2026-11-29
EOF
}

@test "a weekday for a log is the last one, today included" {
    make_store
    check logged <<'EOF'
ma = 2026-11-23
di = 2026-11-17
zondag = 2026-11-22
friday = 2026-11-20
EOF
}

@test "a weekday for a report is the nearest one" {
    make_store
    check reported <<'EOF'
ma = 2026-11-23
di = 2026-11-24
do = 2026-11-26
vr = 2026-11-20
zo = 2026-11-22
EOF
}

@test "weeks, before and after" {
    make_store
    check planned <<'EOF'
vorige week di = 2026-11-17
di vorige week = 2026-11-17
afgelopen week vr = 2026-11-20
vorige week = 2026-11-16
deze week vr = 2026-11-27
deze week ma = 2026-11-23
volgende week = 2026-11-30
volgende week wo = 2026-12-02
komende week wo = 2026-12-02
wo volgende week = 2026-12-02
vorige di = 2026-11-17
vorige ma = 2026-11-16
afgelopen zo = 2026-11-22
volgende vr = 2026-11-27
komende ma = 2026-11-30
last week tue = 2026-11-17
next week friday = 2026-12-04
last friday = 2026-11-20
next monday = 2026-11-30
this week thu = 2026-11-26
EOF
}

@test "so many days, weeks and months from now or ago" {
    make_store
    check planned <<'EOF'
over 2 weken = 2026-12-07
over een week = 2026-11-30
over 1 dag = 2026-11-24
over 10 dagen = 2026-12-03
over 3 maanden = 2027-02-23
3 dagen geleden = 2026-11-20
een week geleden = 2026-11-16
2 weken geleden = 2026-11-09
1 maand geleden = 2026-10-23
in 2 weeks = 2026-12-07
in a week = 2026-11-30
2 weeks ago = 2026-11-09
3 days ago = 2026-11-20
in 1 month = 2026-12-23
EOF
    STAGE_TODAY=2027-01-31 check planned <<'EOF'
over 1 maand = 2027-02-28
2 maanden geleden = 2026-11-30
EOF
}

@test "dates in figures" {
    make_store
    check planned <<'EOF'
2026-12-07 = 2026-12-07
7-12-2026 = 2026-12-07
07-12-2026 = 2026-12-07
7.12.2026 = 2026-12-07
13/12/2026 = 2026-12-13
20261207 = 2026-12-07
31122026 = 2026-12-31
7 dec 2026 = 2026-12-07
7 december 2026 = 2026-12-07
7 Dec. 2026 = 2026-12-07
2 mrt 2027 = 2027-03-02
2 maart 2027 = 2027-03-02
2 march 2027 = 2027-03-02
1 oct 2026 = 2026-10-01
1 okt 2026 = 2026-10-01
28 mei 2027 = 2027-05-28
28 may 2027 = 2027-05-28
di 24-11-2026 = 2026-11-24
dinsdag 24 november 2026 = 2026-11-24
29-02-2028 = 2028-02-29
31-12-99 = 2099-12-31
EOF
}

@test "a date without a year is ahead for a plan, past for a log, near for a report" {
    make_store
    check planned <<'EOF'
23-11 = 2026-11-23
22-11 = 2027-11-22
1-9 = 2027-09-01
7 dec = 2026-12-07
22 nov = 2027-11-22
29-02 = 2028-02-29
EOF
    check logged <<'EOF'
22-11 = 2026-11-22
12-11 = 2026-11-12
24-11 = 2025-11-24
29 feb = 2024-02-29
EOF
    check reported <<'EOF'
24-11 = 2026-11-24
22-11 = 2026-11-22
1-1 = 2027-01-01
1-9 = 2026-09-01
EOF
}

@test "a day that does not exist is a wrong call, and nothing is planned" {
    make_store
    local words
    for words in 30-02-2026 2026-02-30 29-02-2027 31-4-2027 0-1-2027 1-0-2027 1-13-2027 2026-00-10 32-1 30-02 \
        "30 feb" "31 november 2026" 99999999 00000000 1-1-1800 1-1-2200 1-1-1; do
        # shellcheck disable=SC2086
        capture stage gesprek plan 0012 $words --force
        [ "$status" -eq 64 ] || { echo "words: $words"; explain; }
        expect_stderr "${words##* }"
        expect_stderr "usage: stage gesprek plan"
        expect_output ""
    done
    [ "$(stage gesprek list --format tsv)" = "" ]
}

@test "what could be two days is refused with both readings" {
    make_store
    local words one other
    while read -r words one other; do
        capture stage gesprek plan 0012 "$words" --force
        [ "$status" -eq 64 ] || { echo "words: $words"; explain; }
        expect_stderr "'$words'"
        expect_stderr "$one"
        expect_stderr "$other"
    done <<'EOF'
03/04/2027 2027-04-03 2027-03-04
10-11-12 2012-11-10 2010-11-12
10.11.12 2012-11-10 2010-11-12
12/11 2027-11-12 2026-12-11
05/06/27 2027-06-05 2027-05-06
EOF
    [ "$(stage gesprek list --format tsv)" = "" ]
}

@test "eight figures are read the way that gives a day" {
    make_store
    # The other reading would have a month above 12.
    check planned <<'EOF'
20112027 = 2027-11-20
20012101 = 2101-01-20
20270120 = 2027-01-20
19012030 = 2030-01-19
EOF
}

@test "what is no day is refused in its own words" {
    make_store
    local words
    for words in blauw "over veel weken" "2 weken" "over 2" "ma di" "vorige" "volgende volgende week" "12 13" \
        "12 foo 2026" "12-" "-" "12-11-" "1234567" "over 1000 weken" "nov 12" "12 nov 26" "over 2 eeuwen"; do
        # shellcheck disable=SC2086
        capture stage gesprek plan --force -- 0012 $words
        [ "$status" -eq 64 ] || { echo "words: $words"; explain; }
        expect_output ""
    done
    capture stage gesprek plan 0012 $'\x1b[2Jmorgen'
    expect_status 64
    [[ "$stderr" != *$'\x1b'* ]]
    [ "$(stage gesprek list --format tsv)" = "" ]
}

@test "a weekday that is not that of its date is refused" {
    make_store
    capture stage gesprek plan 0012 wo 24-11-2026
    expect_status 64
    expect_stderr "2026-11-24"
    expect_stderr "another day of the week"
}

@test "an empty day is a wrong call" {
    make_store
    capture stage gesprek plan 0012 ""
    expect_status 64
    capture stage gesprek log 0012 "" --zonder-notities
    expect_status 64
    capture stage report contact --on ""
    expect_status 64
}

@test "times of day" {
    make_store
    local given want
    while read -r given want; do
        [ "$(stage gesprek plan 0012 2026-12-07 --tijd "$given" --format tsv --columns tijd 2>/dev/null)" = "$want" ] ||
            { echo "$given is not $want"; return 1; }
    done <<'EOF'
14:30 14:30
9:05 09:05
14.30 14:30
14u30 14:30
14u 14:00
14 14:00
0:00 00:00
23:59 23:59
EOF
    for given in 24:00 14:60 1430 14:3 "half drie" 2pm :30 -1:00; do
        capture stage gesprek plan 0012 2026-12-07 "--tijd=$given"
        [ "$status" -eq 64 ] || { echo "time: $given"; explain; }
    done
}
