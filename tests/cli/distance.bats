# A store on a server that is away for a moment, or far away: what is safe is done again by itself, nothing is done twice,
# and what is not known is said. And what a connection needs on its way: certificates, services, passwords.
load common
load own

setup_file() {
    export PGPORT=$((20000 + $$ % 20000))
    own_start "port=$PGPORT" listen_addresses=127.0.0.1 || return 0
    make_certificates
    cp "$STAGE_TEST_BUILD/tls.$$/server."* "$OWN_SERVER/data/"
    chown --reference "$OWN_SERVER/data/PG_VERSION" "$OWN_SERVER/data/server."*
    {
        echo "host all kees 127.0.0.1/32 scram-sha-256"
        cat "$OWN_SERVER/data/pg_hba.conf"
    } >"$OWN_SERVER/pg_hba.conf"
    cat "$OWN_SERVER/pg_hba.conf" >"$OWN_SERVER/data/pg_hba.conf"
    restart
    psql -Xqd "$(own url)" -c "CREATE ROLE kees LOGIN SUPERUSER PASSWORD 'geheim'"
}

# Two authorities, of which one signed for the server.
make_certificates() {
    local dir="$STAGE_TEST_BUILD/tls.$$" name
    mkdir -p "$dir"
    for name in right wrong; do
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$name" -keyout "$dir/$name.key" -out "$dir/$name.crt" 2>/dev/null
    done
    openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -addext "subjectAltName=DNS:localhost" -keyout "$dir/server.key" \
        -out "$dir/server.csr" 2>/dev/null
    openssl x509 -req -days 2 -in "$dir/server.csr" -CA "$dir/right.crt" -CAkey "$dir/right.key" -CAcreateserial \
        -copy_extensions copy -out "$dir/server.crt" 2>/dev/null
    chmod 600 "$dir/server.key"
    export TLS="$dir"
}

restart() {
    own halt
    own start "port=$PGPORT" listen_addresses=127.0.0.1 ssl=on
}

teardown_file() {
    own_stop
    rm -rf "${TLS-}"
}

setup() {
    need_own
    setup_home
    own new store
    server=$(own url store)
    export STAGE_STORE=$server
}

teardown() {
    for process in ${processes-}; do kill "$process" 2>/dev/null || true; done
}

ask() { psql -XAtq -v ON_ERROR_STOP=1 -d "$server" -c "$1"; }

fill() {
    stage -q init
    stage -q docent add WITK "Kees de Wit"
    stage -q leerbedrijf add "Bakkerij De Korst"
    stage -q student add 0012 "Zoë van 't Hof"
    stage -q plaatsing add 0012 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29 -d WITK
}

# proxy before|after TIMES STATEMENT…: the store is behind one from here on.
proxy() {
    mkdir -p between
    "$STAGE_TEST_SOURCE/tests/distance/proxy.py" "between/.s.PGSQL.$PGPORT" "$OWN_SERVER/.s.PGSQL.$PGPORT" cuts "$@" 3>&- &
    processes="${processes-} $!"
    until [ -S "between/.s.PGSQL.$PGPORT" ]; do sleep 0.05; done
    export STAGE_STORE="postgresql:///store?host=$PWD/between&user=stage"
}

# The talk is there once, with its note, and the journal is whole.
expect_once() {
    [ "$(ask "SELECT count(*) FROM gesprek")" = "$1" ]
    [ "$(ask "SELECT count(*) FROM notitie")" = "$1" ]
    stage --store "$server" db check --structure
}

log_talk() { capture stage gesprek log 0012 2026-11-12 -1 "werkt zelf aan de oven"; }

@test "a connection that breaks off at any moment is had again, and nothing is done twice" {
    local moment
    fill
    for moment in "before 1 migratie" "after 1 migratie" "before 1 pg_advisory_xact_lock" "after 1 pg_advisory_xact_lock" \
        "before 1 pg_advisory_xact_lock FROM~plaatsing" "before 1 INSERT~INTO~gesprek" "after 1 INSERT~INTO~gesprek" "after 3 INSERT~INTO~gesprek" \
        "before 1 INSERT~INTO~notitie" "after 1 zoek_bijwerken" "before 1 pg_advisory_xact_lock COMMIT" "after 1 pg_advisory_xact_lock COMMIT"; do
        local words=()
        read -ra words <<<"$moment"
        rm -rf between cuts
        # shellcheck disable=SC2086
        proxy "${words[@]//\~/ }"
        log_talk
        [ "$status" = 0 ] || { echo "$moment" && explain; }
        [ "$(wc -l <cuts)" = "${words[1]}" ] || { echo "$moment" && explain; }
        [ "$(grep -c logged <<<"$stderr")" = 1 ] || { echo "$moment" && explain; }
        expect_once 1
        stage -q --store "$server" undo
    done
}

@test "what was read before somebody typed for an hour is no obstacle" {
    fill
    proxy before 1 pg_advisory_xact_lock
    stage -q notitie list
    [ ! -e cuts ]
    capture stage student edit 0012 --klas IT4
    expect_status 0
    [ "$(cat cuts)" = "cut before pg_advisory_xact_lock" ]
    [ "$(ask "SELECT klas FROM student WHERE nummer = '0012'")" = IT4 ]
}

@test "a connection that breaks off again and again is told, and what is asked later is whole" {
    fill
    proxy after 2 "FROM student"
    capture stage student list --columns nummer --format tsv
    expect_status 69
    expect_output ""
    [ "$(wc -l <cuts)" = 2 ]
    capture stage student list --columns nummer --format tsv
    expect_status 0
    expect_output 0012
}

@test "when nobody can be asked whether it was kept, that is said, with a status of its own" {
    fill
    stage -q config set store.timeout 1
    proxy after last pg_advisory_xact_lock COMMIT
    log_talk
    expect_status 76
    expect_stderr "not known whether it was kept"
    expect_stderr "stage history"
    [ -s cuts ]
    expect_once 1 # it was
}

@test "what cannot be done again by itself is told, and left nothing" {
    fill
    stage -q gesprek log 0012 2026-11-12 -1 "werkt zelf aan de oven"
    proxy after 1 pg_advisory_xact_lock "DELETE FROM"
    capture stage undo
    expect_status 69
    [ -s cuts ]
    expect_once 1
}

@test "two who stand in each other's way: the one that gives way begins again" {
    local state
    fill
    ask "CREATE SEQUENCE keer"
    for state in 40P01 40001; do
        ask "CREATE OR REPLACE FUNCTION hik() RETURNS trigger LANGUAGE plpgsql AS \$\$
                BEGIN IF nextval('keer') % 3 <> 0 THEN RAISE EXCEPTION USING ERRCODE = '$state'; END IF; RETURN NEW; END \$\$;
            CREATE OR REPLACE TRIGGER hik BEFORE INSERT ON notitie FOR EACH ROW EXECUTE FUNCTION hik()"
        log_talk
        expect_status 0
        expect_once 1
        stage -q undo
    done
    [ "$(ask "SELECT last_value FROM keer")" = 6 ]
}

@test "an import asks what it needs for many rows at once" {
    fill
    ask "ALTER DATABASE store SET log_statement = 'all'"
    {
        echo "Studentnummer;Naam;Klas;Docentcode;Leerbedrijf;Begindatum;Einddatum"
        for ((i = 0; i < 1000; i++)); do echo "$((1000 + i));Student $i;IT$((i % 9));WITK;Bedrijf $((i % 50));1-9-2026;29-1-2027"; done
    } >export.csv
    local said before
    for said in "plaatsingen    1000 new, 0 changed, 0 unchanged" "plaatsingen    0 new, 0 changed, 1000 unchanged" \
        "studenten      0 new, 1000 changed, 0 unchanged"; do
        [[ "$said" != *" 1000 changed"* ]] || sed -i 's/;IT/;VZ/' export.csv
        before=$(wc -l <"$OWN_SERVER/server.log")
        capture stage import export.csv
        expect_stderr "$said"
        [ "$(tail -n +"$((before + 1))" "$OWN_SERVER/server.log" | grep -c "LOG: ")" -lt 250 ]
    done
}

@test "a server that is started anew is waited for" {
    fill
    own halt
    {
        sleep 1
        own start "port=$PGPORT" listen_addresses=127.0.0.1 ssl=on
    } >/dev/null 2>&1 3>&- &
    log_talk
    wait
    expect_status 0
    expect_once 1
}

@test "a server that has no place is waited for, but not longer than the setting says" {
    fill
    ask "DROP ROLE IF EXISTS smal; CREATE ROLE smal LOGIN CONNECTION LIMIT 1; GRANT SELECT ON ALL TABLES IN SCHEMA public TO smal"
    local narrow="${server/user=stage/user=smal}"
    psql -Xqd "$narrow" -c "SELECT pg_sleep(1.5)" >/dev/null 3>&- &
    sleep 0.5
    capture stage --store "$narrow" student list --columns nummer --format tsv
    expect_status 0
    expect_output 0012
    stage -q config set store.timeout 1
    psql -Xqd "$narrow" -c "SELECT pg_sleep(20)" >/dev/null 3>&- &
    processes=$!
    sleep 0.5
    capture stage --store "$narrow" student list
    expect_status 69
    kill "$processes"
    ask "DROP OWNED BY smal; DROP ROLE smal"
}

@test "a statement that takes too long for the server is told as one to try later" {
    fill
    psql -Xq -d "$server" -c "BEGIN" -c "SELECT pg_advisory_xact_lock(1398030663, hashtext(current_schema()))" \
        -c "SELECT pg_sleep(20)" >/dev/null 3>&- &
    processes=$!
    sleep 0.5
    STAGE_STORE="$server&options=-c%20statement_timeout%3D300"
    log_talk
    expect_status 75
}

@test "many at once on a server with few places all come in" {
    local i pids=()
    fill
    ask "DROP ROLE IF EXISTS smal; CREATE ROLE smal LOGIN CONNECTION LIMIT 2; GRANT ALL ON ALL TABLES IN SCHEMA public TO smal"
    STAGE_STORE="${server/user=stage/user=smal}"
    for i in 1 2 3 4 5 6; do
        stage -q student add "9$i" "Student Nummer$i" 3>&- &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i"; done
    [ "$(ask "SELECT count(*) FROM student WHERE nummer LIKE '9%'")" = 6 ]
    ask "DROP OWNED BY smal; DROP ROLE smal"
}

# --- the way there ---

over_tls() { echo "postgresql://stage@localhost:$PGPORT/store?hostaddr=127.0.0.1&$1"; }

@test "a connection can be asked to be secret, and to be with the right server" {
    fill
    STAGE_STORE=$(over_tls sslmode=require)
    [ "$(stage student list --columns nummer --format tsv)" = 0012 ]
    STAGE_STORE=$(over_tls "sslmode=verify-full&sslrootcert=$TLS/right.crt")
    [ "$(stage student list --columns nummer --format tsv)" = 0012 ]
    log_talk
    expect_status 0
    stage -q config set store.timeout 1
    STAGE_STORE=$(over_tls "sslmode=verify-full&sslrootcert=$TLS/wrong.crt")
    capture stage student list
    expect_status 69
    expect_output ""
    capture stage --verbose student list
    expect_stderr "certificate verify failed"
    # The name of the server counts too.
    STAGE_STORE="postgresql://stage@127.0.0.1:$PGPORT/store?sslmode=verify-full&sslrootcert=$TLS/right.crt"
    capture stage student list
    expect_status 69
    expect_output ""
}

@test "a service file says where it is" {
    fill
    printf '[school]\nhost=%s\nport=%s\nuser=stage\ndbname=store\n' "$OWN_SERVER" "$PGPORT" >services
    STAGE_STORE="postgresql:///?service=school"
    PGPORT="" PGSERVICEFILE="$PWD/services" capture stage student list --columns nummer --format tsv
    expect_status 0
    expect_output 0012
}

@test "a password comes from ~/.pgpass" {
    fill
    STAGE_STORE="postgresql://kees@localhost:$PGPORT/store?hostaddr=127.0.0.1"
    capture stage student list
    expect_status 77
    echo "localhost:$PGPORT:store:kees:geheim" >.pgpass
    chmod 600 .pgpass
    capture stage student list --columns nummer --format tsv
    expect_status 0
    expect_output 0012
    echo "localhost:$PGPORT:store:kees:anders" >.pgpass
    capture stage student list
    expect_status 77
}

@test "a password in the words of a command is refused: everybody on the machine sees them" {
    local uri="postgresql://kees:geheim@localhost:$PGPORT/store"
    for words in "--store $uri student list" "--store=$uri student list" "config set store $uri" "db copy a.db $uri" \
        "--store postgresql://kees@localhost/store?password=geheim init"; do
        # shellcheck disable=SC2086
        capture stage $words
        expect_status 64
        expect_stderr ".pgpass"
        [[ "$output$stderr" != *geheim* ]] || explain
    done
}
