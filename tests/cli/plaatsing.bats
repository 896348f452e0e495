# Placements: who is where, from when until when.
load common

setup() { setup_placements; }

field() { stage plaatsing show "$1" --columns "$2" --format tsv; }

@test "plaatsing add takes days as people say them" {
    stage -q plaatsing add 0012 --bedrijf smederij --begin 1-2-2027 --einde "30 jun 2027" --uren 640 \
        --overeenkomst POK-77 --status voorlopig -d witk
    [ "$(field 3 nummer,student,leerbedrijf,docent,begin,einde,uren,overeenkomst,status)" = \
        "0012	Zoë van 't Hof	De Smederij	WITK	2027-02-01	2027-06-30	640	POK-77	voorlopig" ]
}

@test "plaatsing add needs a student, a company and both days" {
    capture stage plaatsing add 0012 --bedrijf korst --begin 2026-09-01
    expect_status 64
    expect_stderr "--einde is missing"
    capture stage plaatsing add --bedrijf korst --begin 2026-09-01 --einde 2027-01-01
    expect_status 64
    capture stage plaatsing add 0012 --begin 2026-09-01 --einde 2027-01-01
    expect_status 64
    capture stage plaatsing add 9999 --bedrijf korst --begin 2026-09-01 --einde 2027-01-01
    expect_status 65
    expect_stderr "there is no student '9999'"
    capture stage plaatsing add 0012 --bedrijf korst --begin "" --einde 2027-01-01
    [ "$status" -ne 0 ]
    [ "$(stage plaatsing list --columns id --format tsv | wc -l)" = 2 ]
}

@test "the end is not before the begin" {
    capture stage plaatsing add 0012 --bedrijf korst --begin 2026-09-02 --einde 2026-09-01
    expect_status 65
    expect_stderr "2026-09-01 is before the begin 2026-09-02"
    capture stage plaatsing edit 1 --einde 2026-08-31
    expect_status 65
    capture stage plaatsing edit 1 --einde-werkelijk 2026-08-31
    expect_status 65
    expect_stderr "before the begin"
    [ "$(field 1 begin,einde)" = "2026-09-01	2027-01-29" ]
    stage -q plaatsing add 0012 --bedrijf korst --begin 2026-09-02 --einde 2026-09-02
}

@test "a day that does not exist, or may be two, is no day" {
    capture stage plaatsing edit 1 --einde 30-02-2027
    expect_status 64
    expect_stderr "30-02-2027"
    capture stage plaatsing edit 1 --einde 03/04/2027
    expect_status 64
    expect_stderr "2027-04-03"
    expect_stderr "2027-03-04"
    [ "$(field 1 einde)" = 2027-01-29 ]
}

@test "hours and the agreement number are checked" {
    local bad
    for bad in 0 -1 12.5 veel; do
        capture stage plaatsing edit 1 --uren="$bad"
        expect_status 64
    done
    capture stage plaatsing edit 1 --uren 10000
    expect_status 65
    expect_stderr "9999"
    stage -q plaatsing edit 1 --overeenkomst 00077
    [ "$(field 1 overeenkomst)" = 00077 ]
    capture stage plaatsing edit 2 --overeenkomst 00077
    expect_status 65
    expect_stderr "already"
    capture stage plaatsing edit 1 --status gestopt
    expect_status 64
    expect_stderr "voorlopig, vervallen"
}

@test "an empty value takes a field of a placement away" {
    stage -q plaatsing edit 1 --overeenkomst 77 --uren 640 --status voorlopig --reden ziek --einde-werkelijk 2026-12-01
    [ "$(field 1 einde,uren,overeenkomst,status,reden)" = "2026-12-01	640	77	voorlopig	ziek" ]
    stage -q plaatsing edit 1 --overeenkomst "" --status "" --reden "" --einde-werkelijk "" --docent "" --opleider ""
    [ "$(field 1 docent,opleider,einde,overeenkomst,status,reden)" = "		2027-01-29			" ]
    stage -q plaatsing edit 1 --uren ""
    [ "$(field 1 uren)" = "" ]
    capture stage plaatsing edit 1 --begin ""
    expect_status 65
    expect_stderr "begin is missing"
}

@test "the real end takes the place of the agreed one" {
    stage -q plaatsing edit 1 --einde-werkelijk 2026-11-01 --reden "ander bedrijf"
    [ "$(field 1 einde,reden)" = "2026-11-01	ander bedrijf" ]
    [ "$(stage plaatsing list --on 2026-11-02 --columns id --format tsv)" = 2 ]
}

@test "a placement is found by id, agreement and student" {
    stage -q plaatsing edit 1 --overeenkomst POK-77
    local word
    for word in 1 POK-77 0012 hof "Hof, Zoë van 't"; do
        [ "$(field "$word" id)" = 1 ] || { echo "not found: $word"; return 1; }
    done
    stage -q plaatsing add 0012 --bedrijf smederij --begin 2027-02-01 --einde 2027-06-30
    capture stage plaatsing show 0012
    expect_status 65
    expect_stderr "1 Zoë van 't Hof, Bakkerij De Korst, 2026-09-01 – 2027-01-29"
    expect_stderr "3 Zoë van 't Hof, De Smederij, 2027-02-01 – 2027-06-30"
    capture stage plaatsing show 99
    expect_status 65
}

@test "an id that is also a student's number is never read as another placement" {
    stage -q student add 1 "Jan Bos"
    stage -q plaatsing add 1 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29
    # Placement 1 is Zoë's; placement 3 is of student number 1.
    capture stage plaatsing show 1 --columns id --format tsv
    [ "$output" = 1 ] || expect_status 65
    stage plaatsing rm 1 || true
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM plaatsing WHERE id = 3')" = 1 ]
}

@test "plaatsing list filters" {
    stage -q student add 0300 "Jan Bos" --klas IT4
    stage -q docent add BOSA "An Bos"
    stage -q plaatsing add 0300 --bedrijf korst --begin 2026-02-01 --einde 2026-06-30 -d BOSA
    ids() { stage plaatsing list "$@" --columns id --format tsv | sort | xargs; }
    [ "$(ids)" = "1 2 3" ]
    [ "$(ids 0012)" = 1 ]
    [ "$(ids -d BOSA)" = 3 ]
    [ "$(ids --bedrijf korst)" = "1 3" ]
    [ "$(ids --opleider smit)" = 1 ]
    [ "$(ids --klas IT3)" = "1 2" ]
    [ "$(ids --on vandaag)" = "1 2" ]
    [ "$(ids --on 2026-02-01)" = 3 ]
    [ "$(ids --on 2026-06-30)" = 3 ]
    [ "$(ids --on 2026-07-01)" = "" ]
}

@test "an empty filter is no filter that fits nothing" {
    # What an unset variable of a script gives must not look like an answer.
    local option
    for option in --docent --bedrijf --opleider --klas --on; do
        capture stage plaatsing list "$option" "" --format tsv
        [ "$status" -ne 0 ] || { echo "$option '' was taken"; return 1; }
    done
}

@test "plaatsing rm refuses while a gesprek depends on it and names it" {
    stage -q gesprek plan 0012 2026-12-01
    stage -q gesprek log 0012 2026-11-12 --nieuw --zonder-notities
    capture stage plaatsing rm 1
    expect_status 65
    expect_stderr "gesprek 1, 2"
    [ "$(field 1 id)" = 1 ]
    stage -q plaatsing rm 2
    [ "$(stage plaatsing list --columns id --format tsv)" = 1 ]
}
