# A store that moves: from a file to a server, back, and to another file; to the byte, whatever breaks it off.
load common
load own
load mail
load server

setup_file() {
    export BUILT_FROM="$BATS_FILE_TMPDIR/big.db"
    own_start || true
}

teardown_file() { own_stop; }

setup() {
    setup_home
    export STAGE_TEST_POSTGRES="${OWN_SERVER-}"
    shim="$STAGE_TEST_BUILD/tests/fault.so"
}

teardown() { wait; }

# The tests that need one begin with a database that is empty.
need_server() {
    need_own
    postgres new copy
    server=$(postgres url copy)
}

# A bit of everything: talks, what is confidential, a signaal, a waiver, mail that went, and what was taken back.
rich_store() {
    setup_mail
    stage -q gesprek log 0012 2026-09-15 bezoek -1 "aha: Deeg moet rusten." -2 "praten: ja, in de pauze" \
        -3 "voorbeeld: vroeg zelf om de weegschaal" \
        -1 $'Zei: "ik snap\thet\\".\nEn zweeg — 😀' --afspraak "student: leest het boek, voor 2026-10-10" \
        --vertrouwelijk "GEHEIM voor mij"
    stage -q signaal add 0012 te-weinig-leren "VERHAAL van het signaal" --verwezen "naar de coach"
    stage -q vrijstelling add 0100 start "gesproken op de leermarkt" --datum 2026-11-20
    stage -q student edit 0012 --klas IT4
    stage -q student add 0300 "Bo Smit"
    stage -q student rm 0300
    at 2026-11-24
    stage remind 2>/dev/null
    stage -q student edit 0100 --klas IT9
    stage -q undo
    stage -q student edit 0100 --klas IT5
    unset STAGE_STORE
}

# Enough rows for several transactions; made once.
big_store() {
    [ -e "$BUILT_FROM" ] || {
        { echo "Studentnummer;Naam;Leerbedrijf;Begindatum;Einddatum;Docent"
          seq 5000 | sed 's/.*/5&;Student Nummer&;Bedrijf &;1-9-2026;29-1-2027;WITK/'; } >rows.csv
        stage -q --store "$BUILT_FROM" init
        stage -q --store "$BUILT_FROM" docent add WITK "Kees de Wit"
        stage -q --store "$BUILT_FROM" import rows.csv
    }
    command cp "$BUILT_FROM" from.db
}

there() { [[ $1 == postgresql://* || -e $1 ]] && [ "$(sqlite3 "$1" "SELECT count(*) FROM student" 2>/dev/null || echo 0)" -gt 0 ]; }

# Begins to copy $1 to $2, and does what the rest says when part of it is there; its process is $copier.
halfway() {
    local from=$1 to=$2 i
    shift 2
    stage db copy "$from" "$to" >said 2>&1 3>&- &
    copier=$!
    for ((i = 0; i < 600; i++)); do
        there "$to" && break
        sleep 0.02
    done
    "$@"
    status=0
    wait "$copier" || status=$?
}
break_off() { halfway "$1" "$2" eval 'kill -9 $copier' 2>/dev/null; [ "$status" -eq 137 ]; }

# Both have the same in them, and both are sound.
expect_same() {
    local store
    for store; do
        stage --store "$store" db dump 2>/dev/null >"dump.$RANDOM.new"
        capture stage --store "$store" db check
        [ "$status" -eq 0 ] && [ "$output" = "" ] || explain || return
    done
    [ "$(sha256sum dump.*.new | cut -d' ' -f1 | sort -u | wc -l)" -eq 1 ] || { head -c 3000 dump.*.new; return 1; }
    command rm -f dump.*.new
}

# No command takes a half copy for a store.
expect_refused() {
    local words
    for words in "student list" "student add 9 Iemand" "undo" "status" "db check" "db dump" "db backup kept" "db reindex" \
        "search Student" "db load nothing" "db copy '$1' other.db"; do
        touch nothing
        eval "capture stage --store '$1' $words"
        expect_status 65 || { echo "$words"; return 1; }
        expect_stderr "a copy that is not finished" || { echo "$words"; return 1; }
        [ "$output" = "" ] && [ ! -e kept ] && [ ! -e other.db ] || explain || return
    done
    capture stage --store "$1" init
    expect_status 65
}

# Copies $1 to $2 with a break, and goes on.
breaks_and_goes_on() {
    break_off "$1" "$2"
    expect_refused "$2"
    capture stage db copy "$1" "$2"
    expect_status 0
    [[ "$stderr" =~ "goes on: "[1-9][0-9]*" of " ]] || explain
    expect_same "$1" "$2"
}

@test "a store with everything in it goes from a file to a server, to a file, and to another, to the byte" {
    rich_store
    need_server
    local table
    for table in herinnering bericht vrijstelling signaal afspraak "notitie WHERE vertrouwelijk = 1" \
        "handeling WHERE herstelt > 0"; do
        [ "$(sqlite3 stage.db "SELECT count(*) FROM $table")" -gt 0 ] || { echo "no $table"; return 1; }
    done
    capture stage db copy stage.db "$server"
    expect_status 0
    expect_output ""
    expect_stderr "which is checked"
    capture stage db copy "$server" back.db
    expect_status 0
    stage -q db copy back.db last.db
    expect_same stage.db "$server" back.db last.db
    [ "$(stat -c %a back.db)" = 600 ]
}

@test "what was done in the one is taken back in the other, and numbers go on" {
    rich_store
    need_server
    stage -q db copy stage.db "$server"
    stage -q db copy "$server" back.db
    strip() { stage -q --store "$1" db dump | sed -E 's/"(afdruk|hash|tijdstip|sha256|wie)":"[^"]*"/"\1":""/g'; }
    for store in stage.db "$server" back.db; do
        # Whose last action it was is another name on a server, so each is named.
        for action in $(stage -q --store "$store" history --format tsv --columns id | head -n 2); do
            stage -q --store "$store" undo "$action"
        done
        stage -q --store "$store" student add 0400 "Ada de Boer"
        stage --store "$store" db check
        [ "$(sqlite3 "$store" "SELECT id FROM student WHERE nummer = '0400'")" = 4 ]
        capture stage --store "$store" search rusten --columns nummer --format tsv
        expect_output 0012
    done
    strip stage.db >one
    strip "$server" | cmp one -
    strip back.db | cmp one -
}

@test "from a file to a file needs no server" {
    rich_store
    capture stage db copy stage.db other.db
    expect_status 0
    expect_same stage.db other.db
    [ "$(find . -name '*.new-*')" = "" ]
}

@test "an empty store, and into one that was made" {
    stage -q --store from.db init
    stage -q --store to.db init
    stage -q db copy from.db to.db
    stage -q db copy from.db new.db
    expect_same from.db to.db new.db
}

@test "what is no store, and what is not empty, is refused and left as it is" {
    rich_store
    capture stage db copy nothing.db to.db
    expect_status 65
    expect_stderr "there is no store"
    echo "geen opslag" >text
    capture stage db copy text to.db
    expect_status 65
    capture stage db copy stage.db text
    expect_status 65
    [ "$(cat text)" = "geen opslag" ]
    [ ! -e to.db ]
    stage -q --store to.db init
    stage -q --store to.db student add 1 "Jan Smit"
    local before
    before=$(stage -q --store to.db db dump)
    capture stage db copy stage.db to.db
    expect_status 65
    expect_stderr "'to.db': it is not empty"
    [ "$(stage -q --store to.db db dump)" = "$before" ]
    capture stage db copy stage.db stage.db
    expect_status 65
    expect_stderr "is the store itself"
    capture stage db copy stage.db no/folder/to.db
    expect_status 74
    capture stage db copy stage.db
    expect_status 64
}

@test "a copy that is not sound is not finished" {
    rich_store
    raw_write() { unjournaled "$@" | command sqlite3 -batch -bail "$2"; }
    raw_write "UPDATE student SET klas = 'X' WHERE nummer = '0012'" stage.db
    capture stage db copy stage.db to.db
    expect_status 65
    expect_stderr "not sound"
    expect_stderr "0012"
    expect_refused to.db
}

@test "killed halfway, a copy from file to file goes on" {
    big_store
    breaks_and_goes_on from.db to.db
}

@test "killed halfway, a copy to a server goes on" {
    need_server
    big_store
    breaks_and_goes_on from.db "$server"
}

@test "killed halfway, a copy from a server goes on" {
    need_server
    big_store
    stage -q db copy from.db "$server"
    breaks_and_goes_on "$server" to.db
}

@test "a copy is not filled up from a store that changed" {
    big_store
    break_off from.db to.db
    stage -q --store from.db student add 1 "Jan Smit"
    capture stage db copy from.db to.db
    expect_status 65
    expect_stderr "remove it"
    expect_refused to.db
    stage -q --store from.db undo
    capture stage db copy from.db to.db
    expect_status 65
    rm -f to.db to.db-wal to.db-shm
    stage -q db copy from.db to.db
    expect_same from.db to.db
}

@test "a half copy is no copy to restore from" {
    big_store
    break_off from.db to.db
    stage -q --store mine.db init
    capture stage --store mine.db db restore to.db
    expect_status 65
    expect_stderr "not finished"
    stage --store mine.db db check
}

@test "killed at any call that changes a file, the same command makes it whole" {
    rich_store
    export ASAN_OPTIONS="${ASAN_OPTIONS:-}:verify_asan_link_order=0"
    local at count
    STAGE_FAULT_LOG="$PWD/calls" LD_PRELOAD="$shim" stage -q db copy stage.db to.db
    count=$(wc -l <calls)
    [ "$count" -gt 20 ]
    for at in 1 2 3 4 5 $((count / 4)) $((count / 3)) $((count / 2)) $((count * 2 / 3)) $((count - 12)) $((count - 6)) \
        $((count - 3)) $((count - 1)) "$count"; do
        command rm -f to.db*
        capture env STAGE_FAULT_DO=kill STAGE_FAULT_AT="$at" LD_PRELOAD="$shim" stage db copy stage.db to.db 2>/dev/null
        capture stage db copy stage.db to.db
        [ "$status" -eq 0 ] || { expect_status 65 && expect_stderr "it is not empty"; }
        expect_same stage.db to.db
    done
}

@test "a full disk is said, and the same command goes on when there is room" {
    big_store
    capture bash -c 'ulimit -f 4000; exec stage db copy from.db to.db'
    expect_status 74
    expect_stderr "disk full"
    expect_stderr "the same command goes on"
    expect_refused to.db
    stage -q db copy from.db to.db
    expect_same from.db to.db
}

@test "a server that goes away is said, and the same command goes on when it is back" {
    need_server
    big_store
    halfway from.db "$server" psql -Xq -d "$(postgres url postgres)" -o /dev/null \
        -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stage'"
    [ "$status" -eq 69 ] || { cat said; return 1; }
    grep -q "the same command goes on" said
    expect_refused "$server"
    stage -q db copy from.db "$server"
    expect_same from.db "$server"
}

@test "of two that copy into one place one gives way, and the copy is whole" {
    need_server
    big_store
    local to one two
    for to in to.db "$server"; do
        one=0 two=0
        stage db copy from.db "$to" >/dev/null 2>&1 3>&- &
        stage db copy from.db "$to" >/dev/null 2>other || two=$?
        wait $! || one=$?
        [ $((one == 0 || two == 0)) = 1 ] || { cat other; return 1; }
        expect_same from.db "$to"
    done
}

@test "others write while their store is copied, and what is copied is the store as it was" {
    big_store
    stage -q --store from.db db dump >before
    halfway from.db to.db stage -q --store from.db student add 1 "Jan Smit"
    [ "$status" -eq 0 ] || { cat said; return 1; }
    stage -q --store to.db db dump | cmp before -
}

@test "no server, no database and a wrong password are said, without the password" {
    rich_store
    local uri="postgresql://kees@localhost:1/x"
    capture stage db copy stage.db "$uri"
    expect_status 69
    expect_stderr "cannot be reached"
    capture stage db copy "$uri" to.db
    expect_status 69
    for uri in "postgresql://kees:geheim@localhost:1/x" "postgres://kees@localhost:1/x?password=geheim"; do
        capture stage db copy stage.db "$uri"
        expect_status 64
        [[ "$output$stderr" != *geheim* ]] || explain
        capture stage db copy "$uri" to.db
        expect_status 64
        [[ "$output$stderr" != *geheim* ]] || explain
    done
    capture stage db copy stage.db postgresql://kees@localhost:1/x
    expect_status 69
    expect_stderr "cannot be reached"
    need_server
    capture stage db copy stage.db "$(postgres url nothing)"
    expect_status 65
    expect_stderr createdb
    psql -Xq -d "$server" -c "CREATE ROLE kees LOGIN PASSWORD 'goed'" -c "ALTER DATABASE copy OWNER TO kees"
    sed -i '1i local all kees scram-sha-256' "$OWN_SERVER/data/pg_hba.conf"
    psql -Xq -o /dev/null -d "$server" -c "SELECT pg_reload_conf()"
    sleep 0.5
    echo "*:*:copy:kees:geheim" >"$HOME/.pgpass"
    chmod 600 "$HOME/.pgpass"
    capture stage db copy stage.db "postgresql://kees@/copy?host=$OWN_SERVER"
    expect_status 77
    [[ "$output$stderr" != *geheim* ]] || explain
    psql -Xq -d "$server" -c "CREATE EXTENSION unaccent"
    echo "*:*:copy:kees:goed" >"$HOME/.pgpass"
    chmod 600 "$HOME/.pgpass"
    capture stage db copy stage.db "postgresql://kees@/copy?host=$OWN_SERVER"
    expect_status 0
    [[ "$output$stderr" != *goed* ]] || explain
    expect_same stage.db "$server"
}

@test "how far it is stands on the terminal, and elsewhere nothing" {
    big_store
    at_terminal stage db copy from.db to.db
    [ "$status" -eq 0 ]
    [[ "$output" == *"% "*" a second"*"rows are in 'to.db'"* ]] || explain
    capture stage -q db copy from.db other.db
    [ "$output$stderr" = "" ] || explain
}
