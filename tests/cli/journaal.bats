# What was done to a store, taking it back, and the store as a whole.
load common

setup() { setup_placements; }

@test "a change is one action, undo takes it back and can itself be undone" {
    stage -q student edit 0012 --klas IT4
    [ "$(stage -q history --limit 1 --columns opdracht,wat -f tsv)" = "student edit	student ~1" ]
    stage -q undo
    [ "$(stage student show 0012 --columns klas -f tsv)" = IT3 ]
    last=$(stage -q history --limit 1 --columns id -f tsv)
    stage -q undo "$last"
    [ "$(stage student show 0012 --columns klas -f tsv)" = IT4 ]
    stage -q db check
}

@test "a change to what is so already is no action, and says so, since undo would take back the one before" {
    stage -q student edit 0012 --klas IT4
    local actions
    actions=$(stage -q history --columns id -f tsv)
    capture stage student edit 0012 --klas IT4
    expect_status 0
    expect_stderr "nothing to undo"
    [ "$(stage -q history --columns id -f tsv)" = "$actions" ]
    capture stage student edit 0012 --klas IT5
    [[ "$stderr" != *"nothing to undo"* ]] || explain
}

@test "undo of what something later uses is refused with the reason, and changes nothing" {
    before=$(stage -q db dump)
    capture stage undo "$(stage -q history --all --columns id,opdracht -f tsv | awk -F'\t' '$2 == "opleider add" { print $1 }')"
    [ "$status" -eq 65 ]
    [[ "$stderr" == *"is used since by plaatsing 1"* ]]
    [ "$(stage -q db dump)" = "$before" ]
}

@test "a dump that is loaded gives the same dump, journal and all" {
    stage -q gesprek log 0012 gisteren -1 "Het kwartje viel."
    stage -q undo
    stage -q leerbedrijf add "Weg BV"
    stage -q leerbedrijf rm weg
    stage -q db dump one
    STAGE_STORE=$HOME/other.db stage -q db load one
    STAGE_STORE=$HOME/other.db stage -q db dump two
    cmp one two
    STAGE_STORE=$HOME/other.db stage -q db check
}

@test "a dump that was changed or cut is not loaded, and leaves no store" {
    stage -q db dump one
    sed 's/IT3/IT9/' one >changed
    head -n 5 one >cut
    for dump in changed cut; do
        STAGE_STORE=$HOME/other.db capture stage db load "$dump"
        [ "$status" -eq 65 ]
        [ ! -e other.db ]
    done
}

@test "a row that was changed round the journal is found" {
    raw_write "UPDATE student SET klas = 'X' WHERE nummer = '0012'"
    capture stage db check --columns soort -f tsv
    [ "$status" -eq 1 ]
    [[ "$output" == *journal* ]]
}

@test "search finds notes and names, by the beginning of words and without accents" {
    stage -q gesprek log 0012 gisteren -2 "Kijkt mee in de bakkerij" --vertrouwelijk "geheim"
    [ "$(stage search BAKK sleutel:2 --columns soort -f tsv)" = notitie ]
    [ "$(stage search zoe --columns soort -f tsv)" = student ]
    capture stage search geheim
    [ "$status" -eq 1 ]
    stage -q undo
    capture stage search bakk sleutel:2
    [ "$status" -eq 1 ]
}

@test "another docent from a day on: the talk keeps who was there" {
    stage -q docent add BERG "Anna van den Berg"
    stage -q gesprek log 0012 gisteren -1 x
    stage -q docent handover WITK BERG
    [ "$(stage gesprek list --columns docent -f tsv)" = WITK ]
    [ "$(stage plaatsing list 0012 --columns docent -f tsv)" = BERG ]
    [ "$(stage plaatsing list 0012 --on 2026-10-01 --columns docent -f tsv)" = WITK ]
    stage -q undo
    [ "$(stage plaatsing list 0012 --columns docent -f tsv)" = WITK ]
    stage -q db check
}

@test "the history does not tell what a docent keeps to themself" {
    stage -q gesprek log 0012 gisteren -1 "Het kwartje viel."
    stage -q notitie add 1 "Niet voor anderen." --vertrouwelijk
    stage -q notitie edit 1 --vertrouwelijk ja
    history=$(stage -q history --changes -f tsv)
    [[ "$history" == *"(confidential)"* ]]
    [[ "$history" != *"Niet voor anderen."* ]]
    [[ "$history" != *"Het kwartje viel."* ]]
    stage -q notitie edit 1 --vertrouwelijk nee
    [[ "$(stage -q history --changes -f tsv)" == *"Het kwartje viel."* ]]
}

@test "history: of one student, of one user, of some days, of one action" {
    stage -q student edit 0100 --klas IT4
    stage -q gesprek log 0012 gisteren -1 x
    [ "$(stage -q history 0100 --columns opdracht -f tsv | paste -sd,)" = "student edit,plaatsing add,student add" ]
    [ "$(stage -q history 0012 --limit 1 --columns opdracht,wat -f tsv)" = "gesprek log	gesprek +1, notitie +1" ]
    last=$(stage -q history --limit 1 --columns id -f tsv)
    [ "$(stage -q history --action "$last" --columns opdracht -f tsv)" = "gesprek log" ]
    [ "$(stage -q history --who "$(me)" --all -f tsv | wc -l)" -eq "$last" ]
    capture stage history --who niemand
    expect_output ""
    capture stage history --until 2026-11-22
    expect_output ""
    [ "$(stage -q history --from 2026-11-23 --all -f tsv | wc -l)" -eq "$last" ]
    capture stage history --action 9999
    [ "$status" -ne 0 ] || [ -z "$output" ]
    stage -q history --changes --limit 1 -f json | python3 -c 'import json, sys; assert json.load(sys.stdin)[0]["veld"]'
}

@test "undo: only one's own, unless it is named; nothing to undo is said" {
    for n in 1 2 3 4 5 6 7 8 9; do capture stage undo; [ "$status" -eq 0 ] || break; done
    [ "$n" -eq 9 ]
    expect_status 65
    expect_stderr "nothing of"
    [ -z "$(stage -q student list -f tsv)" ]
    capture stage undo 9999
    expect_status 65
    capture stage undo x
    expect_status 64
    stage -q db check
}

@test "undo: an action in the middle, while nothing needs it, and what changed since is named" {
    stage -q student edit 0012 --klas IT4
    stage -q student edit 0100 --klas IT5
    stage -q student edit 0012 --email zoe@school.example
    first=$(stage -q history 0012 --columns id,opdracht -f tsv | sed -n 2p | cut -f1)
    capture stage undo "$first"
    expect_status 65
    expect_stderr "was changed since, by action"
    stage -q undo "$((first + 1))"
    [ "$(stage -q student show 0100 --columns klas -f tsv)" = IT3 ]
    [ "$(stage -q student show 0012 --columns klas,email -f tsv)" = "IT4	zoe@school.example" ]
    capture stage undo "$((first + 1))"
    expect_status 65
    stage -q db check
}

@test "an import is one action, and undo takes all of it back" {
    before=$(rows)
    { echo "Studentnummer;Naam;Leerbedrijf;Begindatum;Einddatum"
      seq 1 50 | sed 's/.*/9&;Student Nummer&;Bedrijf &;1-9-2026;29-1-2027/'; } >export.csv
    stage -q import export.csv
    [ "$(stage -q history --limit 1 --columns opdracht,wat -f tsv)" = "import	student +50, leerbedrijf +50, plaatsing +50, invoer +1" ]
    [ "$(stage -q search nummer17 --columns id -f tsv | wc -l)" -eq 1 ]
    stage -q undo
    [ "$(rows)" = "$before" ]
    capture stage search nummer17
    expect_status 1
    stage -q db check
}

@test "search: filters, saved searches, and what is no filter" {
    stage -q docent add BERG "Anna van den Berg"
    stage -q plaatsing edit 2 --docent BERG --from 2026-11-15
    stage -q gesprek log 0012 2026-11-10 -1 "Oven aangezet" -3 "Bakt zelfstandig brood"
    stage -q gesprek log 0100 2026-11-20 -1 "Oven van de smederij"
    found() { stage -q search "$@" --columns soort,nummer,sleutel -f tsv | paste -sd' '; }
    [ "$(found oven sleutel:1 na:2026-11-15)" = "notitie	0100	1" ]
    [ "$(found oven voor:2026-11-15)" = "notitie	0012	1" ]
    [ "$(found oven docent:BERG)" = "notitie	0100	1" ]
    [ "$(found BROOD bak)" = "inschatting	0012	3" ]
    [ "$(found celik)" = "student	0100	" ]
    stage -q query add ovens "oven na:2026-11-15"
    [ "$(found @ovens)" = "notitie	0100	1" ]
    capture stage query add ovens "x"
    expect_status 65
    stage -q query rm ovens
    capture stage search @ovens
    expect_status 65
    capture stage search oven sleutel:9
    [ "$status" -ge 64 ]
    capture stage search oven na:gister9
    [ "$status" -ge 64 ]
    for odd in '"' '""' '*' 'NEAR(' 'a AND' '-' 'tekst:x' "'; --" '^' '日本'; do
        capture stage search "$odd"
        [ "$status" -eq 1 ] || [ "$status" -eq 64 ] || [ "$status" -eq 65 ] || [ "$status" -eq 0 ] || explain
        [[ "$stderr" != *fts5* && "$stderr" != *syntax* ]] || explain
    done
}

@test "the history does not tell the story of a signaal that became one of which none is kept" {
    stage -q signaal add 0012 anders "Een verhaal over een naam." --ernst geel
    [[ "$(stage -q history --changes -f tsv)" == *"Een verhaal"* ]]
    stage -q signaal edit 1 --soort onveilig --omschrijving "" --verwezen "meldpunt van de school"
    [[ "$(stage -q history --changes -f tsv)" != *"Een verhaal"* ]]
    stage -q db check
}
