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
    sqlite3 "$STAGE_STORE" "DROP TRIGGER student_edit; UPDATE student SET klas = 'X' WHERE nummer = '0012'"
    capture stage db check --columns soort -f tsv
    [ "$status" -eq 1 ]
    [[ "$output" == *journal* ]]
}

@test "a backup is whole, is never overwritten, and is restored" {
    stage -q db backup copy
    capture stage db backup copy
    [ "$status" -eq 65 ]
    stage -q db backup copy --keep 1
    [ -e copy.1 ]
    stage -q student edit 0012 --klas X
    stage -q db restore copy
    [ "$(stage student show 0012 --columns klas -f tsv)" = IT3 ]
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
