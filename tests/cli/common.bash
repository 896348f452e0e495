# What every test of the command line begins with: a home, a store and a day of its own.

setup_home() {
    # A temporary folder per test; bats removes it.
    export HOME="$BATS_TEST_TMPDIR/home"
    export XDG_CONFIG_HOME="$HOME/config" XDG_DATA_HOME="$HOME/data" XDG_STATE_HOME="$HOME/state"
    export STAGE_CONFIG_SYSTEM="$HOME/none.conf"
    export LC_ALL=C.UTF-8 LANGUAGE= TZ=UTC NO_COLOR=1
    export STAGE_TODAY=2026-11-23 # a Monday
    export PYTHONDONTWRITEBYTECODE=1 # beside tests/stores.py
    unset STAGE_STORE VISUAL EDITOR
    export PATH="$STAGE_TEST_ROOT/bin:$PATH"
    mkdir -p "$HOME"
    cd "$HOME" || return 1
}

# Where the store of a name is, or is to be.
address() { echo "$HOME/$1.db"; }
# The same, after which there is none yet.
place() { address "$1"; }

# A home without a store, which can be made where STAGE_STORE says.
setup_place() {
    setup_home
    STAGE_STORE=$(place stage)
    export STAGE_STORE
}

setup_store() {
    setup_place
    stage init -q
}

# Makes $2 a copy of the store $1.
copy_store() {
    rm -f "$2" "$2"-*
    cp "$1" "$2"
}

# A home with a store as the function $1 makes it. It is called for the first test of a file; the others begin with a
# copy of what it made.
setup_once() {
    local kept
    kept=$(kept_address "$1")
    if [ -e "$BATS_FILE_TMPDIR/$1" ]; then
        setup_home
        STAGE_STORE=$(address stage)
        export STAGE_STORE
        copy_store "$kept" "$STAGE_STORE"
    else
        "$1"
        copy_store "$STAGE_STORE" "$kept"
        touch "$BATS_FILE_TMPDIR/$1"
    fi
}
kept_address() { echo "$BATS_FILE_TMPDIR/$1.db"; }

# By which name the journal knows who works.
me() { id -un; }

in_a_file() { [ "${STAGE_TEST_ENGINE-sqlite}" = sqlite ]; }
# Ends a test that is about the file that a store is, where the store is none.
about_the_file() { in_a_file || skip "about a store in a file"; }

# From now on nobody may write in the store; and again.
only_to_read() { chmod 444 "$STAGE_STORE"; }
to_write_too() { chmod 600 "$STAGE_STORE"; }

# Does $1 while no other process may send mail.
hold_mail() { flock "$STAGE_STORE-mail" bash -c "$1"; }

# Everything that the store holds, in whatever form.
store_bytes() { cat "$STAGE_STORE"*; }
# Changes when the store does.
store_sum() { sha256sum "$STAGE_STORE"; }
# Lets a table ($1) begin at 1 again.
reset_counter() { sqlite3 "$STAGE_STORE" "UPDATE sqlite_sequence SET seq = 0 WHERE name = '$1'"; }

# Two students, a docent, two companies and two running placements.
setup_placements() { setup_once make_placements; }
make_placements() {
    setup_store
    stage -q docent add WITK "Kees de Wit"
    stage -q leerbedrijf add "Bakkerij De Korst" --sbb 100012345 --postcode "3511 AB" --plaats Utrecht
    stage -q leerbedrijf add "De Smederij" --sbb 100012346 --plaats Zeist
    stage -q opleider add "Ria Smit" --bedrijf korst --email ria@example.org
    stage -q student add 0012 "Zoë van 't Hof" --klas IT3
    stage -q student add 0100 "Sem Çelik" --klas IT3
    stage -q plaatsing add 0012 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29 -d WITK -p smit
    stage -q plaatsing add 0100 --bedrijf smederij --begin 2026-09-01 --einde 2027-02-26 -d WITK
}

# The search index of a table ($1) has none of its texts.
lose_index() { sqlite3 "$STAGE_STORE" "INSERT INTO zoek_$1 (zoek_$1) VALUES ('delete-all')"; }

# Docenten, two students of one company, and a talk; and an export of students with the numbers from $2 to $1.
add_some() {
    stage -q docent add WITK "Kees de Wit"
    stage -q docent add BERG "Anna van den Berg"
    stage -q leerbedrijf add "Bakkerij De Korst" --sbb 100012345
    stage -q student add 0012 "Zoë van 't Hof" --klas IT3
    stage -q student add 0100 "Sem Çelik" --klas IT3
    stage -q plaatsing add 0012 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29 -d WITK
    stage -q plaatsing add 0100 --bedrijf korst --begin 2026-09-01 --einde 2027-02-26 -d WITK
    stage -q gesprek log 0012 2026-11-02 -1 "Het kwartje viel bij de oven."
}
export_rows() {
    echo "Studentnummer;Naam;Leerbedrijf;Begindatum;Einddatum;Docent"
    seq "${2:-1}" "$1" | sed 's/.*/5&;Student Nummer&;Bedrijf &;1-9-2026;29-1-2027;WITK/'
}

# SQL that changes the rows of a store ($2; the current one without) behind the journal. Its triggers call
# functions that only stage has, so a plain sqlite3 cannot write to the tables that they watch over: they go
# out and come back, in one transaction. The search index is made anew, as the journal would have it.
unjournaled() {
    echo "BEGIN;"
    sqlite3 "${2:-$STAGE_STORE}" "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'"
    echo "$1;"
    sqlite3 "${2:-$STAGE_STORE}" "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid;
        SELECT 'INSERT INTO ' || name || ' (' || name || ') VALUES (''rebuild'');' FROM sqlite_schema
        WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%'"
    echo "COMMIT;"
}
raw_write() {
    local sql
    sql=$(unjournaled "$@") && sqlite3 -batch -bail "${2:-$STAGE_STORE}" <<<"$sql"
}

# The store as the first migration alone makes it, with the record of it.
make_older() {
    local sql
    sql=$(echo "$STAGE_TEST_SOURCE"/lib/db/sqlite/0001*.sql)
    sqlite3 "$1" <"$sql"
    sqlite3 "$1" "PRAGMA application_id = 0x53544147; PRAGMA journal_mode = WAL;
        INSERT INTO migratie VALUES (1, '$(basename "$sql" .sql | cut -d- -f2-)', '$(sha256sum "$sql" | cut -d' ' -f1)', '2026-01-01');
        INSERT INTO student (nummer, roepnaam, achternaam, zoek, zoek_achternaam) VALUES ('0012', 'Zoë', 'Hof', 'zoe hof', 'hof');
        INSERT INTO leerbedrijf (naam, zoek) VALUES ('De Korst', 'de korst');
        INSERT INTO plaatsing (student, leerbedrijf, begin, einde) VALUES (1, 1, '2026-09-01', '2027-01-29');" >/dev/null
    chmod 600 "$1"
}

# The rows of the store as they stand.
rows() { stage -q db dump | grep -v -e '"tabel":"handeling"' -e '"tabel":"journaal"' -e '"tabel":"teller"' -e '^{"einde"'; }

# A command as a user who may write nothing here that the test did not give away.
as_nobody() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
    else
        "$@"
    fi
}

# Nobody's process must reach the store and the program.
open_the_way() {
    local folder="$HOME"
    while [ "$folder" != / ]; do
        chmod a+x "$folder" 2>/dev/null || true
        folder=$(dirname "$folder")
    done
    as_nobody stage --version >/dev/null 2>&1 || skip "another user cannot run the program"
}

# Until a file is there, ten seconds at most.
wait_for() {
    local i
    for ((i = 0; i < 200; i++)); do
        [ -e "$1" ] && return
        sleep 0.05
    done
    echo "$1 did not come"
    return 1
}

# run, with standard output in $output and standard error in $stderr.
capture() {
    local err="$BATS_TEST_TMPDIR/stderr"
    status=0
    output=$("$@" 2>"$err") || status=$?
    stderr=$(cat "$err")
}

# The status and standard error of the last capture, when they are not what was expected.
explain() {
    echo "status $status"
    echo "output: $output"
    echo "stderr: $stderr"
    return 1
}
expect_status() { [ "$status" -eq "$1" ] || explain; }
expect_output() { [ "$output" = "$1" ] || { echo "expected: $1"; explain; }; }
expect_stderr() { [[ "$stderr" == *"$1"* ]] || { echo "expected in stderr: $1"; explain; }; }

# --- typing

# A command at a terminal of its own; everything it prints is in $output.
at_terminal() {
    local line
    printf -v line '%q ' "$@"
    status=0
    output=$(script -qec "$line" /dev/null </dev/null) || status=$?
    stderr=
}

# An editor that runs the given script with the file as $1.
editor() {
    { echo '#!/bin/sh'; echo "$1"; } >"$HOME/fake-editor"
    chmod +x "$HOME/fake-editor"
    export EDITOR="$HOME/fake-editor"
}

# What was typed in an editor and could not be stored.
drafts() { find "$XDG_STATE_HOME" -type f 2>/dev/null; }

# There is one draft, of its owner, that has a text ($1), and the command said where.
draft_is_kept() {
    local draft
    draft=$(drafts)
    grep -q "$1" "$draft" || explain
    [[ "$output" == *"what you typed is kept in '$draft'"* ]] || explain
    [ "$(stat -c %a "$draft")" = 600 ]
}

# capture, with text on standard input.
capture_input() {
    local text=$1
    shift
    capture "$@" < <(printf '%b' "$text")
}

# The words that completion offers for a command line, on one line.
offered() { stage complete -- "$@" | cut -f1 | xargs; }

[ "${STAGE_TEST_ENGINE-sqlite}" = sqlite ] || load postgres
