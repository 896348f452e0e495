# Who may see what in a store on a server: by the program, and by whoever goes to the database himself. The days are
# real ones, since the server goes by its own clock.
load common

setup_file() {
    for program in /usr/lib/postgresql/*/bin/initdb; do :; done
    if [ ! -x "$program" ] || ! compgen -G "$STAGE_TEST_ROOT/lib/*/stage/postgres.so" >/dev/null; then
        export STAGE_NO_SERVER=1
        return
    fi
    export OWN_SERVER="$STAGE_TEST_BUILD/pg.$$"
    "$STAGE_TEST_SOURCE/tests/postgres" start "$OWN_SERVER"
    setup_home
    unset STAGE_TODAY
    own new school
    for login in jan els mia tom bureau toezicht vreemd; do
        psql -Xq -d "$(own url school)" -c "CREATE ROLE $login LOGIN"
    done
    STAGE_STORE=$(own url school) fill
    psql -Xq -d "$(own url postgres)" -c "ALTER DATABASE school IS_TEMPLATE true"
}

teardown_file() { [ -z "${OWN_SERVER-}" ] || "$STAGE_TEST_SOURCE/tests/postgres" stop "$OWN_SERVER"; }

setup() {
    [ -z "${STAGE_NO_SERVER-}" ] || skip "no PostgreSQL here"
    setup_home
    unset STAGE_TODAY
    psql -Xq -d "$(own url postgres)" -c "DROP DATABASE IF EXISTS toets WITH (FORCE)" -c "CREATE DATABASE toets TEMPLATE school"
    STAGE_STORE=$(own url toets)
    export STAGE_STORE
}

own() { "$STAGE_TEST_SOURCE/tests/postgres" "$1" "$OWN_SERVER" "${@:2}"; }
url_of() { own url toets | sed "s/user=stage/user=$1/"; }
# stage and SQL as somebody.
as() { stage --store "$(url_of "$1")" "${@:2}"; }
ask() { psql -XAtq -v ON_ERROR_STOP=1 -d "$(url_of "$1")" -c "$2"; }
# Says what is refused, in one word; what is let through too.
try() { if ask "$1" "$2" >"$HOME/answer" 2>&1; then echo "done $(cat "$HOME/answer")"; else grep -o 'permission denied\|row-level security\|is not yours\|violates unique' "$HOME/answer" | head -n 1; fi; }
day() { date -d "$1" +%F; }

# Jan guides Anna, Els guides Bram; of Cas that was Jan until last week, and now Els; Mia stands in for Els with Bram until
# tomorrow, and stood in for Jan with Anna until yesterday. Tom coordinates the team of Els.
fill() {
    stage -q init
    stage -q team add Zorg
    stage -q team add Techniek
    stage -q docent add JAN "Jan de Boer" --team Techniek
    stage -q docent add ELS "Els Bakker" --team Zorg
    stage -q docent add MIA "Mia Visser" --team Techniek
    stage -q leerbedrijf add "Garage Smit" --sbb 100012345
    stage -q leerbedrijf add "Huis Zonneveld" --sbb 100012346
    stage -q opleider add "Rik Smit" --bedrijf garage --email rik@example.org
    stage -q opleider add "Wil Zon" --bedrijf zonneveld --email wil@example.org
    local one
    for one in "0001 Anna" "0002 Bram" "0003 Cas"; do stage -q student add $one --email "${one#* }@example.org"; done
    local from to
    from=$(day "-10 weeks") to=$(day "+10 weeks")
    stage -q plaatsing add 0001 --bedrijf garage --begin "$from" --einde "$to" -d JAN -p smit
    stage -q plaatsing add 0002 --bedrijf zonneveld --begin "$from" --einde "$to" -d ELS -p zon --overeenkomst POK-2
    stage -q plaatsing add 0003 --bedrijf garage --begin "$from" --einde "$to" -d JAN -p smit
    stage -q plaatsing edit 0003 --docent ELS --from "$(day -7days)"
    stage -q plaatsing edit 0002 --docent MIA --from "$(day -2days)" --until "$(day +1day)"
    stage -q plaatsing edit 0001 --docent MIA --from "$(day -5days)" --until "$(day -1day)"
    stage -q gesprek log 0001 "$(day "-8 weeks")" -1 "Anna vond de remmen lastig"
    stage -q gesprek log 0002 "$(day "-8 weeks")" -1 "Bram werd stil bij mevrouw Pruim"
    stage -q gesprek log 0003 "$(day "-9 weeks")" -1 "Cas zag een versnellingsbak"
    stage -q role grant docent jan --docent JAN
    stage -q role grant docent els --docent ELS
    stage -q role grant docent mia --docent MIA
    stage -q role grant coordinator tom --team Zorg
    stage -q role grant bpvbureau bureau
    stage -q role grant auditor toezicht
}

@test "a docent sees the placements that they guide, a deputy on the days that they stand in, a coordinator the team's" {
    [ "$(as jan plaatsing list --format tsv --columns nummer)" = 0001 ]
    [ "$(as els plaatsing list --format tsv --columns nummer | sort | xargs)" = "0002 0003" ]
    [ "$(as mia plaatsing list --format tsv --columns nummer)" = 0002 ]
    [ "$(as tom plaatsing list --format tsv --columns nummer | sort | xargs)" = "0002 0003" ]
    [ "$(as bureau plaatsing list --format tsv --columns nummer | sort | xargs)" = "0001 0002 0003" ]
    [ "$(as jan student list --format tsv --columns nummer)" = 0001 ]
    [ "$(as jan gesprek list 0001 --format tsv --columns id | wc -l)" = 1 ]
}
