# report contact: on which day of a placement a figure changes, and the month beside the same one of the year before.
load common

setup() { setup_placements; }

log_talk() { stage -q gesprek log "$1" "$2" --soort "$3" --nieuw --zonder-notities --force "${@:4}"; }

# What a python expression says of the page of a report: d is the page.
page_of() {
    stage -q report contact --format json "${@:2}" >page.json || return
    python3 -c "import json; d = json.load(open('page.json')); x = $1; print(x)"
}
# How many have a talk in no part, the first quarter, the half and the last quarter; and of how many.
monitor() { page_of "' '.join(map(str, [r['aantal'] for r in d['bpv_monitor']] + ['/'] + [r['van'] for r in d['bpv_monitor']]))" --by team --all "$@"; }

# A placement of a hundred days: its quarters are 01-01–01-25, 01-26–03-16, 03-17–04-10.
hundred_days() {
    stage -q student add "$1" "Bo Vis" --klas IT9
    stage -q plaatsing add "$1" --bedrijf korst --begin 2026-01-01 --einde 2026-04-10 -d WITK
}

@test "the four figures of the BPV Monitor, on the days where a part ends" {
    local n=0 day expected
    while read -r day expected; do
        n=$((n + 1))
        hundred_days "90$n"
        log_talk "90$n" "$day" extra
        [ "$(monitor "90$n")" = "$expected / 1 1 1 1" ] || { echo "$day: $(monitor "90$n")"; return 1; }
    done <<'DAYS'
2025-12-31 1 0 0 0
2026-01-01 0 1 0 0
2026-01-25 0 1 0 0
2026-01-26 0 0 1 0
2026-03-16 0 0 1 0
2026-03-17 0 0 0 1
2026-04-24 0 0 0 1
2026-04-25 1 0 0 0
DAYS
    # Together: eight placements.
    [ "$(monitor --klas IT9)" = "2 2 2 2 / 8 8 8 8" ]
}

@test "the BPV Monitor asks for all three, also where somebody sat in" {
    hundred_days 901
    log_talk 901 2026-01-10 start --opleider nee
    log_talk 901 2026-02-10 tussen --opleider nee --vervanger chef
    log_talk 901 2026-04-01 eind --student nee
    [ "$(monitor 901)" = "1 0 0 0 / 1 1 1 1" ]
    [ "$(page_of "d['cijfers'][0]['gesprekken'], d['cijfers'][0]['gezamenlijk'], d['cijfers'][0]['gehouden']" 901 --by team --all)" = "(3, 0, 1)" ]
    log_talk 901 2026-04-02 eind
    [ "$(monitor 901)" = "0 0 0 1 / 1 1 1 1" ]
    # A talk that is only planned is none.
    stage -q gesprek plan 0012 2026-11-30
    [ "$(monitor 0012 --on 2026-11-29)" = "0 0 0 0 / 0 1 0 0" ]
}

@test "a part is asked of a placement when it is over" {
    hundred_days 901
    local day expected
    while read -r day expected; do
        [ "$(monitor 901 --on "$day")" = "0 0 0 0 / $expected" ] || { echo "$day: $(monitor 901 --on "$day")"; return 1; }
    done <<'DAYS'
2026-01-25 0 0 0 0
2026-01-26 0 1 0 0
2026-03-16 0 1 0 0
2026-03-17 0 1 1 0
2026-04-10 0 1 1 0
DAYS
    [ "$(monitor 901 --on 2026-04-11)" = "1 0 0 0 / 1 1 1 1" ]
}

@test "the share that meets the norm, on the days where a window ends" {
    local day expected
    hundred_days 901
    meets() { page_of "(lambda r: (r['voldoet'], r['genormeerd'], r['aandeel']))(d['cijfers_totaal'])" 901 --by team --all --on "$1"; }
    [ "$(meets 2026-01-25)" = "(1, 1, 100)" ]
    [ "$(meets 2026-01-26)" = "(0, 1, 0)" ]
    log_talk 901 2026-01-25 start
    [ "$(meets 2026-03-16)" = "(1, 1, 100)" ]
    [ "$(meets 2026-03-17)" = "(0, 1, 0)" ]
    log_talk 901 2026-03-16 tussen
    [ "$(meets 2026-04-24)" = "(1, 1, 100)" ]
    [ "$(meets 2026-04-25)" = "(0, 1, 0)" ]
    log_talk 901 2026-04-24 eind
    [ "$(meets 2026-04-25)" = "(1, 1, 100)" ]
    # Each of them was on the last day of its window.
    [ "$(page_of "d['cijfers_totaal']['op_tijd'], d['cijfers_totaal']['gehouden']" 901 --by team --all)" = "(3, 3)" ]
}

@test "a month beside that of the year before, with a leap day and a placement that ends on the day" {
    local nr n=0 begin einde held
    while read -r begin einde held; do
        n=$((n + 1)) nr=80$n
        stage -q student add "$nr" "Bo Vis" --klas IT8
        stage -q plaatsing add "$nr" --bedrijf korst --begin "$begin" --einde "$einde" -d WITK
        [ "$held" = ja ] || continue
        log_talk "$nr" "${begin%-*}-05" start
        log_talk "$nr" "${einde%%-*}-01-15" tussen
        log_talk "$nr" "${einde%-*}-20" eind
    done <<'PLACEMENTS'
2023-12-01 2024-02-29 ja
2023-12-01 2024-02-29 nee
2023-12-01 2024-03-01 nee
2024-12-01 2025-02-28 ja
2024-12-01 2025-02-28 nee
2024-12-01 2025-02-01 nee
PLACEMENTS
    # maand, geeindigd, voldeed, aandeel, vorig_jaar, verschil of the months that say something of ended placements
    trend() {
        page_of "'; '.join(' '.join(str(r[k]) for k in ('maand', 'geeindigd', 'voldeed', 'aandeel', 'vorig_jaar', 'verschil')) for r in d['verloop'] if r['geeindigd'] or r['vorig_jaar'] is not None)" \
            --klas IT8 "$@"
    }
    [ "$(trend --on 2025-02-28)" = "2024-03 1 0 0 None None; 2025-02 3 1 33.3 50 -16.7" ]
    [ "$(trend --on 2025-02-27)" = "2024-03 1 0 0 None None; 2025-02 1 0 0 50 -50" ]
    [ "$(trend --on 2024-02-29)" = "2024-02 2 1 50 None None" ]
    [ "$(trend --on 2024-02-28)" = "" ]
    # Of a period: its own months, and no placement of the year before among the groups.
    [ "$(trend --from 2025-02-01 --to 2025-03-31 --on 2025-04-15)" = "2025-02 3 1 33.3 50 -16.7; 2025-03 0 0 None 0 None" ]
    [ "$(page_of "d['cijfers_totaal']['plaatsingen'], [r['aantal'] for r in d['weggelaten']]" --klas IT8 --from 2025-02-01 --to 2025-03-31 --on 2025-04-15)" = "(3, [3])" ]
    # Three years of months at most.
    [ "$(page_of "len(d['verloop']), d['verloop'][-1]['maand']" --all)" = "(36, '2026-11')" ]
}

@test "a placement of two years has the norm of each school year" {
    stage -q student add 0300 "Jan Bos" --klas IT7
    stage -q plaatsing add 0300 --bedrijf korst --begin 2025-09-01 --einde 2027-07-09 -d WITK
    [ "$(page_of "d['cijfers'][0]['plaatsingen'], d['cijfers'][0]['gevraagd'], [(n['norm'], n['momenten'], n['plaatsingen']) for n in d['normen']]" --klas IT7 --by team)" = \
        "(1, 6, [('standaard', 3, 1)])" ]
    # A placement without a norm is said so, and is no part of a share.
    mkdir -p "$XDG_CONFIG_HOME/stage"
    stage -q student add 0301 "Els Bos" --klas IT7
    stage -q plaatsing add 0301 --bedrijf korst --begin 2026-11-16 --einde 2026-11-27 -d WITK
    [ "$(page_of "sum(n['plaatsingen'] for n in d['normen']), d['cijfers_totaal']['plaatsingen']" --klas IT7 --by team)" = "(2, 2)" ]
}

@test "talks of the period alone are counted in it" {
    log_talk 0012 2026-09-10 start
    log_talk 0012 2026-11-10 tussen
    talks() { page_of "d['cijfers_totaal']['gesprekken'], d['cijfers_totaal']['gehouden']" "$@"; }
    [ "$(talks)" = "(2, 2)" ]
    [ "$(talks --from 2026-09-10 --to 2026-09-10)" = "(1, 2)" ]
    [ "$(talks --from 2026-09-11)" = "(1, 2)" ]
    [ "$(talks --from 2026-09-11 --to 2026-11-09)" = "(0, 2)" ]
    [ "$(talks --from 2026-11-10 --to 2026-11-12 --on 2026-11-09)" = "(0, 1)" ]
}

@test "--missing says how many it leaves out" {
    stage -q student add 0300 "Jan Bos" --klas IT7
    stage -q plaatsing add 0300 --bedrijf korst --begin 2026-11-20 --einde 2026-11-27 -d WITK
    log_talk 0300 2026-11-20 start
    stage -q gesprek plan 0300 2026-11-27 --soort eind
    [ "$(page_of "d['cijfers_totaal']['plaatsingen'], d['weggelaten']" --by team)" = "(3, [])" ]
    [ "$(page_of "d['cijfers_totaal']['plaatsingen'], d['weggelaten']" --by team --missing)" = \
        "(2, [{'reden': 'placements of which no moment is missing', 'aantal': 1}])" ]
}

@test "--missing, --check, a STUDENT and --by choose rows, figures or nothing" {
    capture stage -q report contact --missing --format tsv --columns nummer
    expect_output $'0012\n0100'
    capture stage -q report contact 0012 --format tsv --columns nummer
    expect_output 0012
    capture stage -q report contact 0012 --by team --format tsv --columns plaatsingen
    expect_output 1
    capture stage -q report contact --rows --by team --format tsv --columns nummer
    expect_output $'0012\n0100'
    capture stage report contact --check --by docent
    expect_status 1
    [ "$output$stderr" = "" ]
    capture stage report contact --rows --check
    expect_status 1
    [ "$output$stderr" = "" ]
}
