# Who guides a placement when: periods, deputies, and handing a case-load over.
load common

setup() {
    setup_placements
    stage -q docent add BERG "Anna van den Berg"
    stage -q docent add VOS "Jan Vos"
}

people() { stage -q plaatsing people "$1" -f tsv; }
# Who guides placements 1 and 2 on a day, by the list, the report and plaatsing show alike.
guides() { # DAY
    stage -q plaatsing list --on "$1" --columns id,docent -f tsv | sort | cut -f2 | paste -sd ' '
}

@test "another docent from a day on, before it and after it" {
    stage -q plaatsing edit 1 --docent BERG --from 2026-10-01
    [ "$(people 1 | grep ^docent)" = "docent	WITK Kees de Wit	2026-09-01	2026-09-30	0
docent	BERG Anna van den Berg	2026-10-01		0" ]
    [ "$(guides 2026-09-30)" = "WITK WITK" ]
    [ "$(guides 2026-10-01)" = "BERG WITK" ]
    [ "$(stage -q report contact --rows --on 2026-10-01 --docent BERG --columns nummer -f tsv)" = 0012 ]
    [ "$(stage -q report contact --rows --on 2026-09-30 --docent WITK --columns nummer -f tsv | sort | paste -sd ' ')" = "0012 0100" ]
    stage -q plaatsing edit 1 --docent VOS --from 2026-09-15 # from then on, whoever was to come
    [ "$(people 1 | grep ^docent)" = "docent	WITK Kees de Wit	2026-09-01	2026-09-14	0
docent	VOS Jan Vos	2026-09-15		0" ]
    stage -q undo
    stage -q undo
    [ "$(people 1 | grep ^docent)" = "docent	WITK Kees de Wit	2026-09-01		0" ]
    stage -q db check
}

@test "a deputy stands in for a time, and the other comes back" {
    stage -q plaatsing edit 1 --docent VOS --from 2026-12-01 --until 2026-12-14
    for day in 2026-11-30:WITK 2026-12-01:VOS 2026-12-14:VOS 2026-12-15:WITK; do
        [ "$(guides "${day%%:*}")" = "${day#*:} WITK" ]
    done
    capture stage plaatsing edit 1 --docent BERG --from 2026-12-10 --until 2026-12-20
    expect_status 65
    expect_stderr "somebody stands in"
    capture stage plaatsing edit 1 --docent BERG --from 2026-12-20 --until 2026-12-10
    [ "$status" -ne 0 ]
    capture stage plaatsing edit 1 --until 2026-12-10
    [ "$status" -ne 0 ]
    [ "$(people 1 | wc -l)" -eq 3 ]
    stage -q db check
}

@test "another praktijkopleider of the same company, and none of another" {
    stage -q opleider add "Bas Bakker" --bedrijf korst
    stage -q opleider add "Ans Smid" --bedrijf smederij
    stage -q gesprek log 0012 2026-11-10 -1 x
    stage -q plaatsing edit 1 --opleider bakker --from 2026-11-15
    stage -q gesprek log 0012 2026-11-20 -1 y --soort extra
    [ "$(stage -q gesprek show 1 --columns opleider -f tsv)" = "Ria Smit" ]
    [ "$(stage -q gesprek show 2 --columns opleider -f tsv)" = "Bas Bakker" ]
    capture stage plaatsing edit 1 --opleider smid --from 2026-11-20
    expect_status 65
    stage -q db check
}

@test "handover: the whole case-load in one action, a page per student, and back by undo" {
    stage -q gesprek log 0012 2026-11-10 -1 "Het kwartje viel." --vertrouwelijk "Niet voor anderen."
    stage -q gesprek plan 0100 2026-12-10
    stage -q plaatsing edit 2 --docent VOS --from 2026-12-01 --until 2026-12-14
    before=$(rows)
    capture stage docent handover WITK BERG --from 2026-12-07
    expect_status 0
    expect_stderr "2 placements of WITK Kees de Wit go to BERG Anna van den Berg on 2026-12-07"
    [[ "$output" == *"Het kwartje viel."* ]]
    [[ "$output" == *"2026-12-10"* ]]
    [[ "$output" != *"Niet voor anderen."* ]]
    [ "$(guides 2026-12-06)" = "WITK VOS" ]
    [ "$(guides 2026-12-07)" = "BERG VOS" ] # the deputy goes on
    [ "$(guides 2026-12-15)" = "BERG BERG" ]
    [ "$(stage -q history --limit 1 --columns opdracht -f tsv)" = "docent handover" ]
    capture stage docent rm WITK
    expect_status 65
    stage -q db check
    stage -q undo
    [ "$(rows)" = "$before" ]
    [ "$(guides 2026-12-15)" = "WITK WITK" ]
}

@test "handover: what the old one stood in for goes along, what has ended stays" {
    stage -q plaatsing edit 1 --docent BERG
    stage -q plaatsing edit 1 --docent WITK --from 2026-12-01 --until 2026-12-31
    stage -q plaatsing edit 2 --einde-werkelijk 2026-11-15
    capture stage docent handover WITK VOS --from 2026-12-15
    expect_status 0
    [ "$(people 1 | grep '1$')" = "docent	WITK Kees de Wit	2026-12-01	2026-12-14	1
docent	VOS Jan Vos	2026-12-15	2026-12-31	1" ]
    [ "$(people 2 | grep ^docent)" = "docent	WITK Kees de Wit	2026-09-01		0" ]
    capture stage docent handover WITK BERG --from 2026-12-15
    [ "$status" -le 1 ]
    capture stage docent handover WITK WITK
    expect_status 65
    stage -q db check
}

@test "a shortened, extended or early-ended placement keeps its history" {
    stage -q gesprek plan 0012 2027-01-20
    stage -q plaatsing edit 1 --einde 2027-03-26
    stage -q plaatsing edit 1 --einde-werkelijk 2026-12-18 --reden "andere stage"
    [ "$(stage -q plaatsing list --on 2026-12-18 --columns id -f tsv | sort | paste -sd ' ')" = "1 2" ]
    [ "$(stage -q plaatsing list --on 2026-12-19 --columns id -f tsv)" = 2 ]
    capture stage db check --columns soort,herstel -f tsv
    expect_output "outside	stage gesprek edit 1 --datum DATUM"
    changes=$(stage -q history 0012 --changes --columns veld,voor,na -f tsv)
    [[ "$changes" == *"einde	2027-01-29	2027-03-26"* ]]
    [[ "$changes" == *"einde_werkelijk		2026-12-18"* ]]
    [[ "$changes" == *"reden		andere stage"* ]]
    stage -q undo
    [ "$(stage -q plaatsing list --on 2027-03-26 --columns id -f tsv)" = 1 ]
}
