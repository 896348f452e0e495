# Killed, a full disk and a broken disk: all of a command or nothing of it.
#
# Each of the tests runs one command again and again, every time with a fault at another of the calls by
# which it changes a file (tests/fault/fault.c). Which calls is random, spread over all of them; the seed is
# printed. STAGE_FAULT_SEED repeats a run; STAGE_FAULT_POINTS says how many calls to try of each kind, or "all".
load common

setup_file() {
    export STAGE_FAULT_SEED="${STAGE_FAULT_SEED:-$((RANDOM * 32768 + RANDOM))}"
    echo "# random seed: $STAGE_FAULT_SEED" >&3
}

setup() {
    setup_home
    # A sanitizer's own library wants to be the first that is loaded.
    export ASAN_OPTIONS="${ASAN_OPTIONS:-}:verify_asan_link_order=0"
    shim="$STAGE_TEST_BUILD/tests/fault.so"
    [ -e "$shim" ]
    RANDOM=$((STAGE_FAULT_SEED % 32768))
    base="$HOME/base"
    mkdir "$base"
    cd "$base" || return 1
    export STAGE_STORE=stage.db
}

# --- what the commands are tried on

# Some people, placements and a talk, in the current folder.
some_placements() {
    stage -q init
    add_some
}

# The store's content as one text.
state() {
    if [ ! -e stage.db ]; then
        echo absent
    elif [ "$scenario" = migrate ]; then # stage itself would bring it up to date first
        sqlite3 stage.db .dump
    else
        stage -q db dump 2>&1 || echo "dump: status $?"
    fi
}

# Without what no two runs have alike: instants, salts and hashes.
comparable() { sed -E 's/"(tijdstip|hash|afdruk|sha256)":"[^"]*"/"\1":"…"/g'; }

# --- one fault

# What was done, and what came of it.
report() {
    echo "$scenario, ${mode[*]}, at $at of $count: $(grep -s "^$at " "$calls" || true)"
    echo "$*"
    ls -l
    explain
}

# Runs the command in the way of $mode, with $at for the call, the moment or the size.
strike() {
    case "${mode[*]}" in
        DO=*)
            capture env "${mode[@]/#/STAGE_FAULT_}" STAGE_FAULT_AT="$at" LD_PRELOAD="$shim" "${command[@]}"
            ;;
        late) capture timeout --signal=KILL "$at" "${command[@]}" ;;
        size) capture bash -c 'ulimit -f "$0"; exec "$@"' "$at" "${command[@]}" ;;
    esac 2>/dev/null # where the shell tells that something was killed
}

# One line, in our words, with the status for it.
check_error() {
    stderr=$(grep -v "^the store was brought up to date" <<<"$stderr")
    [ "$status" -eq 74 ] || report "another status than 74" || return
    [ "$(wc -l <<<"$stderr")" -eq 1 ] || report "not one line" || return
    [[ "$stderr" == "stage "* && "$stderr" != *.new-* ]] || report "no error of stage" || return
    [[ "${stderr,,}" != *sql* && "$stderr" != *"I/O"* && "$stderr" != *malformed* ]] || report "words of the database"
}

# Every file in the folder was there before or is there after a whole run, but for whole copies that a kill made
# superfluous, and, until the next command, what a disk that stays broken did not let us remove.
check_files() {
    local file struck
    struck=$(grep -s "^$at " "$calls" | cut -d ' ' -f 2)
    shopt -s nullglob
    for file in *; do
        case "$1:${mode[*]}:$file" in
            now:DO=eio*:*.new-*) [ "$struck" != unlink ] || continue ;;&
            *:stage.db.before-restore-* | *:stage.db.schema*) continue ;;
            now:*FOR=ever:*-wal | now:*FOR=ever:*-shm | now:DO=eio\ *FOR=ever:*.new-*) continue ;;
            now:size:*-wal | now:size:*-shm) continue ;;
        esac
        [ -e "$base/$file" ] || [ -e "$base.after/$file" ] || report "$file is left behind" || return
    done
}

# Every store is whole, and every copy and dump that has its name. What a state() before this left as it was, to
# the byte, needs no second look.
check_whole() {
    local file
    shopt -s nullglob
    for file in *; do
        case "$scenario:$file" in
            *.new-* | *-wal | *-shm | *-journal | *.csv) continue ;;
            export:uit) continue ;; # also_export
            *:dump*) tail -n 1 "$file" | grep -q '^{"einde"' || report "$file is half" || return ;;
            *:stage.db.schema*) [ "$(sqlite3 "$file" .dump)" = "$before" ] || report "$file is not the store" || return ;;
            migrate:*) [ "$(sqlite3 "$file" 'PRAGMA integrity_check')" = ok ] || report "$file is damaged" || return ;;
            restore_older:copy) continue ;;
            restore_older:*) # the older store has a placement of nobody
                stage -q --store "$file" db check --structure || report "$file is not whole" || return
                ;;
            *)
                [ ! -e "$base/$file" ] || ! cmp -s "$file" "$base/$file" || continue
                capture stage -q --store "$file" db check
                [ "$status$output$stderr" = 0 ] || report "$file is not whole" || return
                ;;
        esac
    done
}

# Runs $command in a copy of $base with one fault, and looks what is left.
try() {
    local now ended said
    rm -rf "$work"
    cp -a "$base" "$work"
    cd "$work" || return
    strike
    ended=$status said=$stderr
    case "$status:${mode[*]}" in
        0:* | 137:DO=kill | 137:DO=tear | 137:late) ;;
        *) check_error && check_files now || return ;;
    esac
    now=$(state)
    if [ "$now" = "$before" ]; then
        [ "$ended" -ne 0 ] || [ "$unchanging" = yes ] || report "nothing was done, and it says nothing" || return
    elif [ "$(comparable <<<"$now")" != "$after" ]; then
        report "the store is neither as before nor as after: $(diff <(comparable <<<"$now") <(echo "$after"))" || return
    elif [ "$ended" -ne 0 ] && [ "$ended" -ne 137 ]; then
        # When the disk fails at the very last moment, and goes on failing, nobody can take the change back.
        [[ "${mode[*]}" == *FOR=ever* ]] || report "it was done, and it says: $said" || return
    fi
    check_whole || return
    if declare -F "also_$scenario" >/dev/null; then "also_$scenario" || report "also_$scenario" || return; fi
    # Life goes on: what was not done is done now, and sweeps up what a kill left.
    if [ "$now" = "$before" ]; then
        capture "${command[@]}"
        [ "$status" -eq 0 ] || report "it does not work again" || return
        [ "$(state | comparable)" = "$after" ] || report "again is not as the first time" || return
    elif [[ "$scenario" == restore* ]]; then # what it works on stands beside the store, and only it removes that
        capture "${command[@]}"
        [ "$status" -eq 0 ] || report "it does not work once more" || return
    else
        capture stage -q student add 7777 "Na De Storm"
        [ "$status" -eq 0 ] || report "the next command does not work" || return
    fi
    check_files later
}

# --- many faults

# $1 numbers from 1 to $2, spread evenly, each drawn from its own part; $3 is what they are drawn with, since a
# subshell goes its own way with RANDOM.
points() {
    local i
    RANDOM=$3
    if [ "$1" = all ] || [ "$1" -ge "$2" ]; then
        seq 1 "$2"
        return
    fi
    for ((i = 0; i < $1; i++)); do echo $((i * $2 / $1 + 1 + RANDOM % (($2 + $1 - 1) / $1))); done |
        awk -v last="$2" '$1 <= last' | sort -nu
}

# The scenario's own name and command; the stores it begins with are in $base. A whole run, for what is after it.
prepare() {
    scenario=$1
    before=$(state)
    rm -rf "$base.after"
    cp -a "$base" "$base.after"
    cd "$base.after" || return
    local from=${EPOCHREALTIME/./}
    "${command[@]}" >/dev/null 2>&1
    took=$((${EPOCHREALTIME/./} - from))
    after=$(state | comparable)
    unchanging=no
    [ "$(comparable <<<"$before")" != "$after" ] || unchanging=yes
    cd "$base" || return
}

# The number of calls of a whole run, which are listed in $calls.
count_calls() {
    calls="$base.$1"
    rm -rf "$work" "$calls"
    cp -a "$base" "$work"
    (cd "$work" && STAGE_FAULT_ON="$1" STAGE_FAULT_LOG="$calls" LD_PRELOAD="$shim" "${command[@]}" >/dev/null 2>&1)
    count=$(wc -l <"$calls")
}

# Each line of $base.jobs: $at, the list of calls that it is one of, and $mode; every second line, from $1 on.
worker() {
    local at line calls count
    work="$base.work$1" BATS_TEST_TMPDIR="$base.tmp$1"
    mkdir -p "$BATS_TEST_TMPDIR"
    while read -r at calls line; do
        read -ra mode <<<"$line"
        count=$(wc -l 2>/dev/null <"$calls" || true)
        try || return
    done < <(awk -v first="$1" 'NR % 2 == first' "$base.jobs")
}

# By two at a time.
work_off() {
    local first failed=0
    worker 0 >"$base.out0" 2>&1 3>&- &
    first=$!
    worker 1 || failed=1
    wait "$first" || failed=1
    [ "$failed" = 0 ] || cat "$base.out0"
    return "$failed"
}

# $1 is the scenario, the rest its command.
sweep() {
    local kind calls count at salt work="$base.work"
    command=("${@:2}")
    prepare "$1"
    for kind in "DO=kill" "DO=tear" "DO=eio" "DO=enospc" "DO=enospc FOR=ever" "DO=eio FOR=ever" "DO=eio ON=reads"; do
        case "$kind" in
            DO=kill) count_calls writes ;;
            *ON=reads) count_calls reads ;;
        esac
        salt=$RANDOM
        for at in $(points "${STAGE_FAULT_POINTS:-2}" "$count" "$salt"); do echo "$at $calls $kind"; done
    done >"$base.jobs"
    salt=$RANDOM
    for at in $(points 1 "$took" "$salt"); do echo "$((at / 1000000)).$(printf %06d $((at % 1000000))) - late"; done >>"$base.jobs"
    for at in $(points 1 400 "$salt"); do echo "$at - size"; done >>"$base.jobs"
    work_off
}

@test "a talk that is logged" {
    some_placements
    sweep log stage -q gesprek log 0012 -1 "Gisteren nog niet." -4 "Mag de kassa doen." --vertrouwelijk "thuis"
}

@test "a talk with all that belongs to one" {
    some_placements
    stage -q afspraak add 0012 "leest het boek"
    local i notes=()
    for ((i = 1; i <= 20; i++)); do notes+=("-$((i % 4 + 1))" "Dit is notitie $i."); done
    sweep talk stage -q gesprek log 0012 "${notes[@]}" --afspraak "student: oefent" --afspraak "docent: belt" \
        --afspraak "opleider: kijkt mee, voor 5 dec" --gedaan "1 gelezen" --volgende "7 dec 14:30 bezoek"
}

@test "talks from a file" {
    some_placements
    local i
    for ((i = 3; i <= 12; i++)); do
        printf '{"student": "0012", "datum": "2026-11-%02d", "notities": [{"aspect": "oordeel", "tekst": "Groeit."}, {"aspect": "meedoen", "tekst": "dag %d"}]}\n' "$i" "$i"
    done >talks.jsonl
    sweep bulk stage -q gesprek bulk talks.jsonl
}

@test "a student that is added" {
    some_placements
    sweep student stage -q student add 0200 "Jan Bos" --klas IT3
}

@test "a placement that is changed" {
    some_placements
    sweep plaatsing stage -q plaatsing edit 1 --einde 2027-03-01 --docent BERG
}

@test "a case-load that is handed over" {
    some_placements
    sweep handover stage -q docent handover WITK BERG
}

@test "a search that is kept" {
    some_placements
    sweep query stage -q query add oven kwartje sleutel:1
}

@test "an import" {
    some_placements
    export_rows 200 >export.csv
    sweep import stage -q import export.csv
}

@test "an import that is undone" {
    some_placements
    export_rows 200 | stage -q import -
    sweep undo stage -q undo
}

@test "the search index" {
    some_placements
    sweep reindex stage -q db reindex
}

@test "a store that is made" {
    sweep init stage -q init
}

# The folder is there whole, or not at all.
also_export() {
    [ ! -e uit ] || python3 "$STAGE_TEST_SOURCE/tests/cli/package.py" uit || return
    rm -rf uit
}

@test "an export" {
    some_placements
    sweep export stage -q export uit --all
}

also_dump() { rm -f dump; }

@test "a dump" {
    some_placements
    sweep dump stage -q db dump dump
}

# A dump of a store that is not there any more.
only_a_dump() {
    some_placements
    export_rows 50 | stage -q import -
    stage -q db dump dump
    rm stage.db
}

@test "a dump that is loaded into a new store" {
    only_a_dump
    sweep load stage -q db load dump
}

@test "a dump that is loaded into an empty store" {
    only_a_dump
    stage -q init
    sweep load_empty stage -q db load dump
}

@test "a copy that is restored over a store" {
    some_placements
    stage -q db backup copy
    export_rows 50 | stage -q import -
    sweep restore stage -q db restore copy
}

@test "a copy that is restored where no store is" {
    some_placements
    stage -q db backup copy
    rm stage.db
    sweep restore_new stage -q db restore copy
}

@test "a copy of an older store that is restored" {
    make_older copy
    some_placements
    sweep restore_older stage -q db restore copy
}

@test "an older store that is brought up to date" {
    make_older stage.db
    sweep migrate stage -q student list
}

also_backup() {
    [ ! -e copy ] || [ "$(stage -q db dump --store copy)" = "$before" ] || return
    rm -f copy
}

@test "a backup" {
    some_placements
    sweep backup stage -q db backup copy
}

# There is a copy of that name at every moment, and the earlier ones are somewhere.
also_keep() {
    local file found=0
    [ "$(stage -q db dump --store copy)" = "$before" ] || cmp copy "$base/copy" || return
    for file in copy*; do
        if cmp -s "$file" "$base/copy" || cmp -s "$file" "$base/copy.1"; then found=$((found + 1)); fi
    done
    [ "$found" -ge 2 ]
}

@test "a backup that keeps earlier ones" {
    some_placements
    stage -q db backup copy
    stage -q student add 1 "Jan Bos"
    stage -q db backup copy --keep 2
    stage -q student add 2 "Jan Vos"
    sweep keep stage -q db backup copy --keep 2
}

@test "the log of a store that was removed does not go into the next of its name" {
    local verb at
    some_placements
    stage -q db dump dump
    stage -q db backup copy
    cp stage.db first.db
    cp stage.db other.db
    STAGE_FAULT_LOG="$base.calls" LD_PRELOAD="$shim" stage -q --store other.db student add 1 "Jan Bos"
    at=$(awk '$2 == "pwrite" && $3 ~ /other.db$/ { print $1; exit }' "$base.calls") # all is in the log then
    for verb in "init" "db load dump" "db restore copy"; do
        cp first.db stage.db
        capture env STAGE_FAULT_DO=kill STAGE_FAULT_AT="$at" LD_PRELOAD="$shim" stage -q student add 1 "Jan Bos" 2>/dev/null
        expect_status 137
        rm stage.db
        [ -s stage.db-wal ]
        # shellcheck disable=SC2086
        stage -q $verb
        stage -q db check
        [ "$(stage student list --columns nummer -f tsv | grep -c '^1$')" = 0 ]
    done
}

# --- what was typed

@test "what was typed is kept when the disk is full" {
    some_placements
    local before
    before=$(stage -q db dump)
    editor 'echo "1: Een hele avond werk." >>"$1"'
    # Room for the draft and the index of the log, not for the log.
    at_terminal bash -c "ulimit -f 40; stage gesprek log 0012"
    expect_status 74
    [[ "$output" == *"disk full"* ]] || explain
    draft_is_kept "hele avond werk"
    [ "$(stage -q db dump)" = "$before" ]
    stage -q db check
}
