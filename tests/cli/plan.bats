# stage plan and route: a date for every open moment, and the order of a day's visits.
load common

setup() { setup_placements; }

# datum, nummer, moment, wat of what is planned.
plan() { stage -q plan --all --format tsv --columns datum,nummer,moment,wat "$@"; }
placed() { plan "$@" | grep -v "niet geplaatst"; }
weekday() { date -d "$1" +%u; }

@test "a date in its window for every open moment, and why not for the rest" {
    capture stage plan --all --format csv --columns nummer,moment,datum,van,tot,wat,waarom
    expect_status 0
    expect_stderr "nothing was changed; --write plans it"
    expect_stderr "2 moments could not be placed"
    [ "$(grep -c "nieuw" <<<"$output")" -eq 4 ]
    while IFS=, read -r nummer moment datum van tot wat waarom; do
        if [ "$wat" = nieuw ]; then
            [[ "$datum" > 2026-11-23 && ! "$datum" < "$van" && ! "$datum" > "$tot" && $(weekday "$datum") -le 5 ]] || explain
        else
            [ "$moment $wat $waarom" = "start niet geplaatst its window has passed" ] || explain
        fi
    done < <(tr -d "\r\"" <<<"$output" | sed 1d)
    [ "$(stage -q gesprek list --format tsv | wc -l)" -eq 0 ]
    # The two companies are seen on the same days.
    [ "$(placed | cut -f1 | sort -u | wc -l)" -eq 2 ]
}

@test "--write is one action, run again it changes nothing, undo takes it back" {
    placed >before
    capture stage plan --all --write
    expect_stderr "planned: 4 new, 0 moved"
    [ "$(stage -q gesprek list --format tsv --columns datum,vorm,stand | sort -u | cut -f2- | sort -u)" = "bezoek	gepland" ]
    [ "$(placed | sed 's/blijft/nieuw/')" = "$(cat before)" ]
    [ "$(placed | cut -f4 | sort -u)" = blijft ]
    stage -q history --format tsv >history
    stage -q plan --all --write >/dev/null
    stage -q history --format tsv | cmp - history
    capture stage undo
    expect_stderr "plan of 2026-11-23"
    [ "$(stage -q gesprek list --format tsv | wc -l)" -eq 0 ]
    capture stage db check
    expect_status 0
}

@test "working days of student and docent, public holidays and the school's own" {
    stage -q docent edit WITK --days di,do
    stage -q plaatsing edit 1 --werkdagen do,vr
    stage -q plaatsing edit 2 --werkdagen wo
    printf 'van,tot,naam\n2026-12-19,2027-01-03,Kerst\n2027-01-04,2027-02-08,Studiereis\n' | stage -q holiday import -
    while IFS=$'\t' read -r datum nummer moment wat; do
        [ "$nummer $(weekday "$datum")" = "0012 4" ]
        [[ "$datum" < 2026-12-19 || "$datum" > 2027-02-08 ]]
    done < <(placed)
    [ "$(placed | wc -l)" -eq 2 ]
    [ "$(stage -q plan --all --format tsv --columns nummer,moment,waarom | grep -c "0100.*no working day together")" -eq 2 ]
    # Hemelvaartsdag is a Thursday: the only day on which both would work.
    stage -q plaatsing add 0012 --bedrijf smederij --begin 2027-05-05 --einde 2027-05-08 -d WITK
    [ "$(plan --from 2027-05-01 --to 2027-05-08 | grep -c "2027-05-06")" -eq 0 ]
}

@test "at most so many visits a day; one visit for all students of an opleider" {
    local i
    for i in 1 2 3 4; do
        stage -q student add "030$i" "Student Nummer$i"
        stage -q plaatsing add "030$i" --bedrijf korst --begin 2026-11-30 --einde 2026-12-04 -d WITK -p smit
    done
    # Four students in a week of their own: seen together, they are one visit.
    [ "$(placed --visits 1 --to 2026-12-01 | grep 030 | cut -f1,3 | sort -u | wc -l)" -eq 1 ]
    [ "$(placed --visits 1 --to 2026-12-01 | grep -c 030)" -eq 4 ]
    for i in 2 3 4; do
        stage -q leerbedrijf add "Bedrijf $i"
        stage -q opleider add "Opa $i" --bedrijf "Bedrijf $i"
        stage -q plaatsing edit "$((i + 2))" --bedrijf "Bedrijf $i" --opleider "Opa $i" 
    done
    [ "$(placed --visits 1 | grep 030 | cut -f1 | sort | uniq -c | awk '$1 > 1' | wc -l)" -eq 0 ]
    [ "$(plan --visits 1 | grep -c "niet geplaatst")" -gt "$(plan --visits 4 | grep -c "niet geplaatst")" ]
}

@test "what has a time stays; what has none moves only when it must" {
    stage -q gesprek plan 0012 2026-12-05 --tijd 10:00 # a Saturday
    stage -q gesprek plan 0100 2026-12-10
    [ "$(placed | grep "tussen")" = "2026-12-05	0012	tussen	staat vast
2026-12-10	0100	tussen	blijft" ]
    stage -q plaatsing edit 2 --werkdagen ma
    capture stage plan --all --write --format tsv --columns nummer,moment,wat,waarom
    [ "$(grep "0100.tussen" <<<"$output")" = "0100	tussen	verzet	from 2026-12-10" ]
    expect_stderr "2 new, 1 moved"
    [ "$(weekday "$(stage -q gesprek show 2 --format tsv --columns datum)")" -eq 1 ]
}

@test "held, waived and cancelled moments" {
    stage -q gesprek log 0012 2026-11-20 --zonder-notities
    stage -q vrijstelling add 0100 tussen "gesproken op school"
    [ "$(placed | cut -f2,3 | sort)" = "0012	eind
0100	eind" ]
}

@test "--online: on location only what the norm asks" {
    [ "$(stage -q plan --all --online --format tsv --columns nummer,moment,vorm | grep -v start | sort)" = "0012	eind	online
0012	tussen	bezoek
0100	eind	online
0100	tussen	bezoek" ]
}

@test "the same seed gives the same plan, in every form" {
    stage -q plan --all --format json >one
    stage -q plan --all --format json | cmp - one
    [ "$(python3 -c 'import json; print(len(json.load(open("one"))))')" -eq 6 ]
    [ "$(stage -q plan --all --format csv | wc -l)" -eq 7 ]
    capture stage -q plan --all
    # A table names a week and a day once.
    [ "$(grep -c "2026-W48" <<<"$output")" -eq 1 ]
    [ "$(grep -c "2026-11-24" <<<"$output")" -eq 1 ]
    [ "$(grep -c "tussen nieuw" <<<"$output")" -eq 2 ]
}

@test "whose, and from when" {
    capture stage plan
    expect_status 65
    expect_stderr "whose?"
    stage -q config set docent WITK
    [ "$(stage -q plan --format tsv | wc -l)" -eq 6 ]
    stage -q docent add BOSA "An Bos"
    [ "$(stage -q plan -d BOSA --format tsv | wc -l)" -eq 0 ]
    capture stage plan --from 2026-11-22
    expect_status 65
    [ "$(stage -q plan --from 2026-12-24 --format tsv --columns wat,moment | sort | uniq -c | sort -n | head -1 | xargs)" != "" ]
    stage -q plaatsing edit 1 --docent=
    capture stage plan --all
    expect_stderr "left out: 1 placement that no docent guides"
}

@test "on the last day of the calendar" {
    export STAGE_TODAY=2199-12-31
    stage -q plaatsing edit 1 --einde 2199-12-31
    [ "$(stage -q holiday list --from 2199-12-25 --format tsv --columns van | xargs)" = "2199-12-25 2199-12-26" ]
    [ "$(stage -q holiday list --format tsv | wc -l)" -eq 0 ]
    capture stage plan --all --format tsv --columns week,datum
    expect_status 0
    [ "$(sed -n 1p <<<"$output")" = "2200-W01	2199-12-31" ]
    capture stage status
    expect_status 0
}

@test "route: the shortest way, times in order, shared stops, what to know" {
    local i
    stage -q leerbedrijf edit korst --coordinaten 52.09,5.12 --adres "Korenmarkt 1" --telefoon 030-1234567
    stage -q leerbedrijf edit smederij --coordinaten 52.08,5.23
    stage -q leerbedrijf add "De Verte" --coordinaten 52.06,5.60
    stage -q student add 0300 "An Bos"
    stage -q student add 0301 "Bo Vos"
    stage -q plaatsing add 0300 --bedrijf verte --begin 2026-09-01 --einde 2027-01-29 -d WITK
    stage -q plaatsing add 0301 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29 -d WITK -p smit
    stage -q config set plan.school 52.09,5.10
    for i in 0300 0100 0012 0301; do stage -q gesprek plan "$i" 2026-12-01; done
    stage -q afspraak add 0012 "maakt een weekplan" --wie student
    [ "$(stage -q route 2026-12-01 --format tsv --columns stop,nummer | tr '\t\n' '  ')" = "1 0100 2 0300 3 0301 3 0012 " ]
    [ "$(stage -q route 2026-12-01 --format tsv --columns nummer,adres,telefoon,opleider,prep | grep 0012)" = "0012	Korenmarkt 1	030-1234567	Ria Smit	first talk; agreed (1 open): student: maakt een weekplan" ]
    stage -q gesprek edit 1 --tijd 09:00
    stage -q gesprek edit 2 --tijd 11:00
    [ "$(stage -q route 2026-12-01 --format tsv --columns nummer | xargs | tr ' ' '\n' | grep -n . | grep -e 0300 -e 0100 | cut -d: -f2 | xargs)" = "0300 0100" ]
    stage -q gesprek plan 0100 2026-12-02 --vorm online
    [ "$(stage -q route 2026-12-02 --format tsv --columns stop,nummer)" = "	0100" ]
    capture stage route 2026-12-25
    expect_stderr "note: 2026-12-25 is Eerste kerstdag"
    expect_output ""
}

@test "route: bad places are refused where they are typed" {
    local place
    for place in "52" "52,5,1" "91,5" "52;5" "noord,oost" "52.0 ,x"; do
        capture stage leerbedrijf edit korst --coordinaten "$place"
        expect_status 65
        expect_stderr "is no place"
    done
    capture stage docent edit WITK --days "ma,xx"
    expect_status 65
}
