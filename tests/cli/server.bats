# A store on a server: the same as in a file, to the byte; and what a server brings: who is let in, who waits, what is
# refused. The server is of this file alone.
load common
load own

setup_file() { own_start || true; }
teardown_file() { own_stop; }

setup() {
    need_own
    setup_home
    own new store
    STAGE_STORE=$(own url store)
    export STAGE_STORE
}

teardown() { if [ -n "${locker-}" ]; then kill "$locker" 2>/dev/null || true; fi; }

ask() { psql -XAtq -v ON_ERROR_STOP=1 -d "$STAGE_STORE" -c "$1"; }

# A bit of everything: added, changed, removed and taken back, with text that JSON has to escape.
fill() {
    stage -q init
    stage -q team add "ICT"
    stage -q docent add WITK "Kees de Wit" --email wit@example.org
    stage -q leerbedrijf add "Bakkerij \"De Korst\" \\ Zn." --sbb 100012345 --postcode "3511 AB" --plaats Utrecht
    stage -q opleider add "Ria Smit" --bedrijf korst --email ria@example.org
    stage -q student add 0012 "Zoë van 't Hof" --klas IT3
    stage -q student add 0100 "Sem Çelik" --klas IT3
    stage -q plaatsing add 0012 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29 -d WITK -p smit
    stage -q gesprek log 0012 2026-11-12 -1 $'Zei: "ik snap\thet".\nEn zweeg — 😀' -3 "Werkt zélf"
    stage -q afspraak add 0012 student "maakt het af"
    stage -q student edit 0012 --klas IT4
    stage -q student rm 0100
    stage -q undo --force 2>/dev/null || stage -q undo
    stage -q student add 0200 "Anna Visser"
}

@test "the program does not link the library of the server" {
    run ldd "$STAGE_TEST_ROOT/bin/stage"
    [[ "$output" != *libpq* ]]
    run ldd "$(find "$STAGE_TEST_ROOT" -name 'libstage.so*' -type f | head -n 1)"
    [[ "$output" != *libpq* ]]
}

@test "both engines take every statement, and keep the same tables" {
    stage -q init
    export STAGE_TEST_SERVER="$STAGE_STORE"
    "$STAGE_TEST_BUILD/tests/unit/test-statements" --tap >tap
    "$STAGE_TEST_BUILD/tests/unit/test-engines" --tap >>tap
    [ "$(grep -c '^ok' tap)" = 5 ]
    ! grep -qi '# skip' tap
}

@test "init makes a store in a database that is there, once" {
    capture stage student list
    expect_status 65
    expect_stderr "there is no store"
    capture stage init
    expect_status 0
    expect_stderr "is made"
    capture stage init
    expect_status 65
    expect_stderr "is there already"
    capture stage db check
    expect_status 0
    expect_output ""
    own new leeg
    psql -Xq -d "$(own url leeg)" -c "CREATE ROLE gast LOGIN"
    capture stage --store "$(own url leeg | sed s/user=stage/user=gast/)" init
    expect_status 77
    expect_stderr "createdb --owner"
}

@test "what is not there is said: the database, the server, the module" {
    capture stage --store "$(own url nothing)" init
    expect_status 65
    expect_stderr "createdb"
    capture stage --store "postgresql://nobody@localhost:1/x" student list
    expect_status 69
    expect_stderr "cannot be reached"
    local module
    module=$(echo "$STAGE_TEST_ROOT"/lib/*/stage/postgres.so)
    mv "$module" "$module.away"
    capture stage student list
    mv "$module.away" "$module"
    expect_status 69
    expect_stderr "module 'postgres'"
}

@test "no message has the password of a URI" {
    for uri in "postgresql://kees:geheim@localhost:1/x" "postgresql://kees:ge/geheim@localhost:1/x" "postgres://kees@localhost:1/x?password=geheim&sslmode=prefer"; do
        export STAGE_STORE="$uri"
        capture stage init
        [ "$status" -ne 0 ]
        [[ "$stderr" != *geheim* ]] || explain
        capture stage db check
        [[ "$output$stderr" != *geheim* ]] || explain
        capture stage db backup copy
        [[ "$output$stderr" != *geheim* ]] || explain
    done
}

@test "a URI that is none is not tried, and none of it is told" {
    for uri in "postgresql://kees:ge%heim@localhost:1/x" "postgresql://kees@localhost:1/x?sslmod=require"; do
        export STAGE_STORE="$uri"
        capture stage --verbose student list
        expect_status 65
        expect_stderr "no URI"
        [[ "$stderr" != *DEBUG* && "$stderr" != *heim* ]] || explain
    done
    # of one that is tried more than once, the server's word is told once
    capture stage --verbose --store "postgresql://nobody@localhost:1/x" student list
    expect_status 69
    [ "$(grep -c DEBUG <<<"$stderr")" = 1 ]
}

@test "a dump goes from a server into a file and back, to the byte, and is sound in both" {
    fill
    stage db dump server.dump 2>/dev/null
    stage -q --store file.db db load server.dump
    stage --store file.db db check
    stage --store file.db db dump file.dump 2>/dev/null
    cmp server.dump file.dump
    rm -f file.db
    own new store
    stage -q db load file.dump
    stage db check
    stage db dump again.dump 2>/dev/null
    cmp file.dump again.dump
    # A store that was loaded goes on where the other was.
    stage -q student add 0300 "Bo Smit"
    [ "$(ask "SELECT id FROM student WHERE nummer = '0300'")" = 4 ]
    stage db check
}

@test "both engines write the same journal of the same commands" {
    fill
    stage db dump server.dump 2>/dev/null
    STAGE_STORE="$HOME/file.db" fill
    stage --store file.db db dump file.dump 2>/dev/null
    # But for what is of chance, or of the clock, and who it was: the login on the server.
    strip() { sed -E 's/"(afdruk|hash|tijdstip|sha256|wie)":"[^"]*"/"\1":""/g' "$1"; }
    diff <(strip server.dump) <(strip file.dump)
}

@test "an entry of the journal tells of which placement it is, also after a dump" {
    fill
    stage -q afspraak rm 1
    stage -q gesprek log 0012 2026-11-19 -1 "gaat weer weg"
    stage -q undo
    local sql="SELECT id, tabel, rij, soort, coalesce(plaatsing, 0) FROM journaal ORDER BY id" before
    before=$(ask "$sql")
    [ "$(ask "SELECT string_agg(DISTINCT tabel, ' ' ORDER BY tabel) FROM journaal WHERE plaatsing = 1")" = "afspraak gesprek inschatting notitie plaatsing" ]
    [ "$(ask "SELECT string_agg(DISTINCT tabel, ' ' ORDER BY tabel) FROM journaal WHERE plaatsing IS NULL")" = "docent leerbedrijf opleider student team" ]
    stage db dump whole.dump 2>/dev/null
    own new store
    stage -q db load whole.dump
    [ "$(ask "$sql")" = "$before" ]
}

@test "a dump that does not fit leaves the store empty" {
    fill
    stage db dump whole.dump 2>/dev/null
    sed '/"tabel":"student","id":1,/d' whole.dump >part.dump
    own new store
    capture stage db load part.dump
    [ "$status" -ne 0 ]
    [ "$(stage student list --columns nummer --format tsv)" = "" ]
    stage -q db load whole.dump
    stage db check
}

@test "an action that fails leaves nothing, and no number is skipped" {
    fill
    local before
    before=$(stage db dump 2>/dev/null)
    capture stage student add 0012 "Iemand Anders"
    expect_status 65
    expect_stderr "there is one already"
    capture stage student rm 0012
    expect_status 65
    expect_stderr "plaatsing 1"
    [ "$(stage db dump 2>/dev/null)" = "$before" ]
    stage -q student add 0400 "Bo Smit"
    [ "$(ask "SELECT max(id) FROM student")" = 4 ]
}

@test "who writes waits for who writes, and then says so" {
    stage -q init
    stage -q config set store.timeout 1
    psql -Xq -d "$STAGE_STORE" -c "BEGIN" -c "SELECT pg_advisory_xact_lock(1398030663, hashtext(current_schema()))" \
        -c "SELECT pg_sleep(20)" >/dev/null &
    locker=$!
    sleep 0.5
    capture stage student add 1 "Jan Smit"
    expect_status 75
    expect_stderr "in use by another process"
    capture stage student list # who reads does not wait
    expect_status 0
}

@test "of many who write at once each has its action, in one chain" {
    stage -q init
    local i pids=()
    for i in 1 2 3 4 5 6; do
        stage -q student add "$i" "Student Nummer$i" &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i"; done
    [ "$(ask "SELECT count(*), max(id) FROM handeling")" = "6|6" ]
    stage db check
}

@test "what was changed behind the journal is found" {
    fill
    ask "SET stage.handeling = '0'; UPDATE student SET klas = 'X' WHERE nummer = '0012'"
    capture stage db check
    expect_status 1
    [[ "$output" == *"journal"* ]] || explain
    ask "DELETE FROM zoekindex WHERE tabel = 'student'"
    capture stage db check --columns soort,wat --format tsv
    [[ "$output" == *zoek_student* ]] || explain
    stage -q db reindex
    capture stage db check --columns soort,wat --format tsv
    [[ "$output" != *zoek_student* ]] || explain
}

@test "a change outside an action is refused by the journal" {
    fill
    run ask "UPDATE student SET klas = 'X'"
    [ "$status" -ne 0 ]
}

@test "copies of a file are refused, and it is said what to do instead" {
    stage -q init
    capture stage db backup copy
    expect_status 65
    expect_stderr pg_dump
    capture stage db restore copy
    expect_status 65
    expect_stderr pg_dump
    [ ! -e copy ]
}

@test "the store of the settings may be on a server" {
    local uri=$STAGE_STORE
    unset STAGE_STORE
    stage -q config set store "$uri"
    stage -q init
    stage -q student add 1 "Jan Smit"
    [ "$(stage student list --columns nummer --format tsv)" = 1 ]
}

@test "who may only read is told so" {
    fill
    ask "DROP OWNED BY lezer" 2>/dev/null || true
    ask "DROP ROLE IF EXISTS lezer; CREATE ROLE lezer LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO lezer"
    local uri=${STAGE_STORE/user=stage/user=lezer}
    [ "$(stage --store "$uri" student list --columns nummer --format tsv | wc -l)" = 3 ]
    capture stage --store "$uri" student add 9 "Jan Smit"
    expect_status 77
}

@test "two stores stand in two schemas of one database, and do not see one another" {
    fill
    ask "CREATE SCHEMA tweede"
    local second="$STAGE_STORE&options=-csearch_path%3Dtweede"
    stage -q --store "$second" init
    stage -q --store "$second" student add 0001 "Bó van Elders"
    [ "$(stage --store "$second" student list --format tsv --columns nummer)" = 0001 ]
    [ -n "$(stage --store "$second" search bo)" ]
    [ -z "$(stage search elders 2>/dev/null)" ]
    stage --store "$second" db check
    stage db check
}

@test "a new store that is filled at once has all its indexes and references afterwards, and one that is taken back too" {
    shape() {
        ask "SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f'
            UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
    }
    stage -q init
    local before filling
    before=$(shape)
    filling=$(printf '%04000d' 0)
    {
        echo "Studentnummer;Naam;Leerbedrijf;Praktijkopleider;Begindatum;Einddatum;Vulling"
        for ((i = 0; i < 300; i++)); do echo "$((1000 + i));Student $i;Bedrijf $((i % 9));Ria Smit;1-9-2026;29-1-2027;$filling"; done
        echo "2000;;;;;;"
    } >export.csv
    capture stage import export.csv
    expect_status 65
    [ "$(shape)" = "$before" ]
    capture stage import export.csv --skip-bad
    expect_stderr "301 rows read: 300 new, 0 changed, 0 unchanged, 1 rejected"
    [ "$(shape)" = "$before" ]
    stage -q db check --structure
}
