# Students: the register's number, the Dutch name, and finding one without a guess.
load common

setup() { setup_store; }

# What the show of student $1 gives for the column $2.
student_field() { stage student show "$1" --columns "$2" --format tsv; }

@test "student add keeps leading zeros and takes the name apart" {
    capture stage student add 0012 "Zoë van 't Hof" --klas IT3 --cohort 2025 --leerweg bol --email zoe@example.org
    expect_status 0
    expect_stderr "0012"
    capture stage student show 0012 --columns nummer,naam,roepnaam,voorvoegsel,achternaam,klas,cohort,leerweg,email --format tsv
    expect_output "0012	Zoë van 't Hof	Zoë	van 't	Hof	IT3	2025	BOL	zoe@example.org"
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT typeof(nummer), nummer FROM student')" = "text|0012" ]
}

@test "student add takes a name of several words without quotes, or in parts" {
    stage -q student add 1 Jan de Wit
    [ "$(student_field 1 roepnaam,voorvoegsel,achternaam)" = "Jan	de	Wit" ]
    stage -q student add 2 --roepnaam Els --voorvoegsel "van der" --achternaam Berg
    [ "$(student_field 2 naam)" = "Els van der Berg" ]
    stage -q student add 3 "Hof, Zoë van 't"
    [ "$(student_field 3 naam)" = "Zoë van 't Hof" ]
}

@test "student add with --format prints the new row" {
    capture stage student add 0012 Zoë Hof --format json --columns nummer,naam,klas
    expect_status 0
    expect_output '{"nummer":"0012","naam":"Zoë Hof","klas":null}'
}

@test "student add without a name or number is refused and adds nothing" {
    capture stage student add 0012
    expect_status 65
    expect_stderr "achternaam"
    capture stage student add
    expect_status 64
    capture stage student add "" "Jan Smit"
    expect_status 64
    [ "$(stage student list --format tsv)" = "" ]
}

@test "student add refuses a number that is there" {
    stage -q student add 0012 "Zoë Hof"
    capture stage student add 0012 "Jan Smit"
    expect_status 65
    expect_stderr "already"
    [ "$(student_field 0012 naam)" = "Zoë Hof" ]
    # Without the zeros it is another number.
    stage -q student add 12 "Jan Smit"
}

@test "student fields are checked at the door" {
    local bad
    for bad in jan "jan@" "@example.org" "jan@example" "jan@@example.org" "jan smit@example.org" "jan@example.org," "jan@.org"; do
        capture stage student add 1 "Jan Smit" --email "$bad"
        expect_status 65
        expect_stderr "e-mail"
    done
    capture stage student add 1 "Jan Smit" --leerweg bul
    expect_status 64
    expect_stderr "BOL, BBL"
    capture stage student add 1 "Jan Smit" --opleiding bakker
    expect_status 65
    expect_stderr "bakker"
    capture stage student add 1 $'Jan\x1b[31m Smit'
    expect_status 64
    expect_stderr "U+001B"
    [[ "$stderr" != *$'\x1b'* ]]
    capture stage student add 1 $'Jan \u202eSmit'
    expect_status 64
    capture stage student add 1 "$(printf 'x%.0s' {1..401})"
    expect_status 64
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM student')" = 0 ]
}

@test "white space in what is given is tidied" {
    stage -q student add 1 "  Jan   de  Wit " --klas "  IT 3 "
    [ "$(student_field 1 naam,klas)" = "Jan de Wit	IT 3" ]
}

@test "student edit changes only what is given" {
    stage -q student add 0012 "Zoë van 't Hof" --klas IT3 --leerweg BOL --email zoe@example.org
    stage -q student edit 0012 --klas IT4
    [ "$(student_field 0012 naam,klas,leerweg,email)" = "Zoë van 't Hof	IT4	BOL	zoe@example.org" ]
    stage -q student edit hof --nummer 0013 --naam "Zoë Berg"
    [ "$(student_field 0013 naam,voorvoegsel,klas)" = "Zoë Berg		IT4" ]
    capture stage student show 0012
    expect_status 65
}

@test "an empty value takes a field of a student away" {
    stage -q student add 0012 "Zoë van 't Hof" --klas IT3 --cohort 2025 --leerweg BOL --email zoe@example.org
    stage -q student edit 0012 --klas "" --cohort "" --leerweg "" --email "" --voorvoegsel "" --opleiding ""
    [ "$(student_field 0012 naam,klas,cohort,leerweg,email)" = "Zoë Hof				" ]
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT klas IS NULL AND email IS NULL AND leerweg IS NULL FROM student')" = 1 ]
}

@test "what a student needs cannot be taken away" {
    stage -q student add 0012 "Zoë van 't Hof"
    capture stage student edit 0012 --achternaam ""
    expect_status 65
    expect_stderr "achternaam is missing"
    capture stage student edit 0012 --nummer ""
    expect_status 65
    capture stage student edit 0012 --naam ""
    expect_status 65
    expect_stderr "missing"
    [ "$(student_field 0012 nummer,naam)" = "0012	Zoë van 't Hof" ]
}

@test "student edit to a number of another is refused" {
    stage -q student add 1 "Jan Smit"
    stage -q student add 2 "Els Smit"
    capture stage student edit 2 --nummer 1
    expect_status 65
    [ "$(student_field 2 naam)" = "Els Smit" ]
}

@test "a student is found by number, part of the name, without case or diacritics" {
    stage -q student add 0012 "Zoë van 't Hof"
    stage -q student add 0100 "Sem Çelik"
    stage -q student add 0200 "Łukasz Nowak"
    local word
    for word in 0012 zoe ZOË hof "van 't hof" "van t hof" "van ’t Hof" "zoë van 't hof" "hof zoe" "Hof, Zoë van 't" "hof, zoe van t"; do
        [ "$(student_field "$word" nummer)" = 0012 ] || { echo "not found: $word"; return 1; }
    done
    [ "$(student_field celik nummer)" = 0100 ]
    [ "$(student_field lukasz nummer)" = 0200 ]
    # A decomposed diacritic is the same letter.
    [ "$(student_field $'Zoe\u0308' nummer)" = 0012 ]
}

@test "a name that fits several gives the candidates, never a guess" {
    stage -q student add 1 "Jan de Wit" --klas A
    stage -q student add 2 "Jan Smit" --klas B
    capture stage student show jan
    expect_status 65
    expect_output ""
    expect_stderr "'jan' fits 2 studenten"
    expect_stderr "1 Jan de Wit (A)"
    expect_stderr "2 Jan Smit (B)"
    capture stage student edit jan --klas C
    expect_status 65
    capture stage student rm jan
    expect_status 65
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT group_concat(klas) FROM student')" = "A,B" ]
    # A part that is the whole of one name means that one.
    stage -q student add 3 "Jan Smits" --klas D
    [ "$(student_field "jan smit" nummer)" = 2 ]
}

@test "two of the same name are candidates too, and many are counted" {
    local i
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do stage -q student add "n$i" "Jan Smit"; done
    capture stage student show "jan smit"
    expect_status 65
    expect_stderr "fits 14 studenten"
    expect_stderr "and 2 more"
}

@test "a student that is not there is an error" {
    capture stage student show 0012
    expect_status 65
    expect_output ""
    expect_stderr "there is no student '0012'"
    capture stage student show "   "
    expect_status 65
    capture stage student show "%"
    expect_status 65
    stage -q student add 0012 "Zoë Hof"
    local word
    for word in "%" "_" "" "," "00"; do
        capture stage student show "$word"
        [ "$status" -ne 0 ] || { echo "found by '$word'"; return 1; }
    done
}

@test "student list filters and sorts on the achternaam" {
    stage -q student add 1 "Zoë van 't Hof" --klas IT3
    stage -q student add 2 "Anna Visser" --klas IT3
    stage -q student add 3 "Bo Çelik" --klas IT4
    [ "$(stage student list --columns nummer --format tsv | xargs)" = "3 1 2" ]
    [ "$(stage student list --klas IT3 --columns nummer --format tsv | xargs)" = "1 2" ]
    [ "$(stage student list celik --columns nummer --format tsv | xargs)" = 3 ]
    [ "$(stage student list van t hof --columns nummer --format tsv | xargs)" = 1 ]
    capture stage student list niemand
    expect_status 0
    expect_output ""
    expect_stderr "nothing found"
}

@test "student show counts placements and knows the last gesprek" {
    rm "$STAGE_STORE" && setup_placements
    stage -q gesprek log 0012 2026-11-02 --zonder-notities
    stage -q gesprek log 0012 2026-11-12 --zonder-notities
    [ "$(student_field 0012 plaatsingen,laatste_gesprek)" = "1	2026-11-12" ]
}

@test "student rm removes, but refuses while a placement depends on it and names it" {
    rm "$STAGE_STORE" && setup_placements
    capture stage student rm 0012
    expect_status 65
    expect_stderr "0012 Zoë van 't Hof"
    expect_stderr "plaatsing 1"
    [ "$(student_field 0012 nummer)" = 0012 ]
    stage -q plaatsing rm 1
    capture stage student rm 0012
    expect_status 0
    expect_stderr "removed"
    capture stage student show 0012
    expect_status 65
}
