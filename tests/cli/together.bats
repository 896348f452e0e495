# Everybody at once: who writes waits for who writes, who is killed takes nobody along, and nothing is lost.
load common

setup() { setup_place; }

# What was begun ends by itself, within seconds.
teardown() {
    touch "$HOME/released"
    wait
}

whole() { stage -q db check --structure; }
count() { sqlite3 "$STAGE_STORE" "SELECT count(*) FROM $1"; }

# Some people, placements and a talk; and who writes has the patience for a machine that has more to do.
some_placements() {
    setup_once make_some
    stage -q config set store.timeout 60
}
make_some() {
    setup_store
    add_some
}

# Holds the lock of who writes until the file released is there, or for ever.
lock_store() {
    sqlite3 "$STAGE_STORE" "BEGIN IMMEDIATE" \
        ".shell touch $HOME/locked; while [ ! -e $HOME/released ]; do sleep 0.1; done" "COMMIT" >/dev/null 3>&- &
    wait_for "$HOME/locked"
}

# --- one who waits

@test "a store that is locked for longer than the timeout is busy" {
    some_placements
    stage -q config set store.timeout 1
    lock_store
    local begun=$SECONDS
    capture stage student add 1 "Jan Smit"
    expect_status 75
    expect_stderr "in use by another process"
    expect_stderr "try again"
    [ $((SECONDS - begun)) -ge 1 ]
    [ $((SECONDS - begun)) -le 8 ]
    # Readers do not wait.
    capture stage student list --columns nummer --format tsv
    expect_status 0
    expect_output "0100
0012"
}

@test "a store that is locked for less than the timeout is waited for" {
    some_placements
    lock_store
    (sleep 1; touch "$HOME/released") 3>&- &
    stage -q student add 1 "Jan Smit"
    [ "$(stage student show 1 --columns naam --format tsv)" = "Jan Smit" ]
}

# --- one who is killed, and many at once

@test "kill -9 in the middle of an import leaves all or nothing" {
    setup_store
    export_rows 20000 >export.csv
    local delay count status killed=0
    for delay in 0.05 0.1 0.2 0.3 0.5 0.8; do
        status=0
        timeout --signal=KILL "$delay" stage -q import export.csv 2>/dev/null || status=$?
        count=$(count plaatsing)
        [ "$count" = 0 ] || [ "$count" = 20000 ] || { echo "$count rows after $delay s"; return 1; }
        [ "$count" != 0 ] || killed=$((killed + 1))
        whole
        [ "$count" = 0 ] || break
    done
    [ "$killed" -gt 0 ]
    stage -q import export.csv
    [ "$(count plaatsing)" = 20000 ]
}

@test "of two who log the same day at once one is told" {
    some_placements
    local i pids=() held=0 refused=0
    for i in 1 2 3 4 5 6; do
        stage -q gesprek log 0012 --zonder-notities 2>/dev/null &
        pids+=($!)
    done
    for i in "${pids[@]}"; do
        if wait "$i"; then held=$((held + 1)); else refused=$((refused + 1)); fi
    done
    [ "$held,$refused" = 1,5 ]
    [ "$(count gesprek)" = 2 ]
}

# --- everybody at once

# What goes on behind $1, in a shell of its own: a command that fails is written down.
behind() {
    (
        trap - ERR
        "$@"
    ) 3>&- &
    helpers+=($!)
}
must() { "$@" 2>>errors || echo "status $?: $*" >>failed; }

# All that was begun has ended, and nothing failed; the store is whole.
all_is_well() {
    wait "${helpers[@]}"
    if [ -e failed ]; then
        cat failed errors
        return 1
    fi
    capture stage -q db check
    [ "$status$output$stderr" = 0 ] || explain
}

# Logs $2 talks, each with a note that tells them apart.
log_talks() {
    local i
    for ((i = 1; i <= $2; i++)); do
        must stage -q gesprek log 0012 vandaag --force --nieuw -1 "door $1" -4 "keer $1-$i"
    done
}

# The talks that are in the store, by that note.
logged() { stage -q db dump | sed -n 's/^{"tabel":"notitie".*"tekst":"\(keer [^"]*\)".*/\1/p'; }

@test "twenty that log at once lose nothing, and none fails" {
    some_placements
    local i
    for ((i = 1; i <= 20; i++)); do behind log_talks "$i" 5; done
    all_is_well
    [ "$(logged | sort -u | wc -l)" = 100 ]
    [ "$(logged | wc -l)" = 100 ]
    [ "$(stage -q db dump | grep -c '"tekst":"door ')" = 100 ]
    # Each is an action of its own, with what belongs to it.
    [ "$(stage -q history --all --columns opdracht,wat -f tsv | grep -c '^gesprek log	gesprek +1, notitie +2$')" = 100 ]
}

# Adds $2 notes to the first talk, and as many talks from files, with such notes.
note_talks() {
    local i
    for ((i = 1; i <= $2; i++)); do must stage -q gesprek note 1 -4 "keer n$1-$i"; done
}
bulk_talks() {
    local i
    for ((i = 1; i <= $2; i++)); do
        printf '{"student": "0012", "datum": "2026-11-03", "notities": [{"sleutel": 4, "tekst": "keer b%s-%s"}]}\n' "$1" "$i" >"$1.jsonl"
        must stage -q gesprek bulk --force "$1.jsonl"
    done
}

@test "logging, adding to a talk and files of talks at once lose nothing" {
    some_placements
    local i
    for ((i = 1; i <= 6; i++)); do
        behind log_talks "$i" 5
        behind note_talks "$i" 5
        behind bulk_talks "$i" 5
    done
    all_is_well
    [ "$(logged | sort -u | wc -l)" = 90 ]
    [ "$(logged | wc -l)" = 90 ]
}

again_and_again() {
    local i
    for ((i = 1; i <= $1; i++)); do must "${@:2}"; done
}
undo_and_redo() {
    local action=$1 i
    for ((i = 0; i < 4; i++)); do
        must stage -q undo "$action"
        action=$(stage -q history --all --columns id,herstelt -f tsv | awk -F'\t' -v of="$action" '$2 == of { print $1; exit }')
    done
}
dump_whole() { stage -q db dump | tail -n 1 | grep -q '^{"einde"'; }

@test "talks, imports, undoing, backups, a new index and checks do not get in each other's way" {
    some_placements
    export_rows 40 | stage -q import -
    local i action
    action=$(stage -q history --limit 1 --columns id -f tsv)
    export_rows 90 50 >one.csv
    export_rows 190 100 >two.csv
    for ((i = 1; i <= 6; i++)); do behind log_talks "$i" 5; done
    behind undo_and_redo "$action"
    behind again_and_again 1 stage -q import one.csv
    behind again_and_again 1 stage -q import two.csv
    if in_a_file; then
        behind again_and_again 6 stage -q db backup copy --keep 6
        behind again_and_again 6 stage -q db backup copy --keep 6
    fi
    behind again_and_again 6 stage -q db check
    behind again_and_again 6 dump_whole
    behind again_and_again 3 stage -q db reindex
    behind again_and_again 6 stage -q report contact --rows --format tsv >report
    all_is_well
    [ "$(logged | sort -u | wc -l)" = 30 ]
    [ "$(stage -q student list --columns nummer -f tsv | grep -c '^5')" = 172 ]
    in_a_file || return 0
    [ "$(echo copy*)" = "copy copy.1 copy.2 copy.3 copy.4 copy.5 copy.6" ]
    for i in copy*; do stage -q --store "$i" db check; done
}

# What a restore replaces is in the copy that it keeps, to the last talk.
@test "nothing is lost between what a restore keeps and what it puts back" {
    about_the_file
    some_placements
    stage -q db backup copy
    local i file
    for ((i = 1; i <= 6; i++)); do behind log_talks "$i" 6; done
    for i in 1 2 3 4; do
        sleep 0.$((RANDOM % 3))
        must stage -q db restore copy
    done
    all_is_well
    for file in stage.db*; do
        stage -q --store "$file" db check
        STAGE_STORE="$file" logged
    done | sort -u >found
    [ "$(wc -l <found)" = 36 ] || { wc -l found; return 1; }
}

# One who is killed now and then; what was said to be logged is in $1.logged.
log_and_die() {
    local i pid
    for ((i = 1; i <= $2; i++)); do
        stage -q gesprek log 0012 vandaag --force --nieuw -4 "keer $1-$i" 2>>errors &
        pid=$!
        if [ $((i % 2)) = 0 ]; then
            sleep "0.0$((RANDOM % 10))"
            kill -9 "$pid" 2>/dev/null || true
        fi
        if wait "$pid"; then
            echo "keer $1-$i" >>"$1.logged"
        elif [ $((i % 2)) = 1 ]; then
            echo "keer $1-$i failed" >>failed
        fi
    done 2>/dev/null
}

@test "who is killed takes nobody else along" {
    some_placements
    local i before
    before=$(ls)
    for ((i = 1; i <= 10; i++)); do behind log_and_die "$i" 8; done
    all_is_well
    logged | sort >found
    sort ./*.logged >told
    [ -z "$(uniq -d found)" ]
    [ -z "$(comm -13 found told)" ] # what was told is there
    [ "$(wc -l <told)" -ge 40 ]
    rm -f found told errors ./*.logged
    [ "$(ls)" = "$before" ]
}

# --- what was typed

# What an editor does.
types='echo "1: Een hele avond werk." >>"$1"'

@test "what was typed is kept when the store is busy" {
    some_placements
    stage -q config set store.timeout 1
    local before
    before=$(stage -q db dump)
    editor "$types; touch $HOME/typed; while [ ! -e $HOME/locked ]; do sleep 0.1; done"
    (wait_for "$HOME/typed" && lock_store) 3>&- &
    at_terminal stage gesprek log 0012
    touch "$HOME/released"
    wait
    expect_status 75
    [[ "$output" == *"stage gesprek log: the store is in use by another process: try again"* ]] || explain
    draft_is_kept "hele avond werk"
    [ "$(stage -q db dump)" = "$before" ]
}

@test "what was typed is kept when stage is killed while the editor is open" {
    some_placements
    editor "$types"'; kill -9 "$(ps -o ppid= -p "$PPID")"'
    at_terminal stage gesprek log 0012
    [ "$status" -ne 0 ]
    grep -q "hele avond werk" "$(drafts)"
    stage -q db check
}
