# What common.bash becomes when the store is a database on the tests' own server.
load server

me() { echo stage; } # the login on the server

# The databases of a file of tests have its name before theirs.
database() { echo "toets_$(basename "$BATS_TEST_FILENAME" .bats)_$1"; }

address() { postgres url "$(database "$1")"; }
kept_address() { address "$1"; }
place() {
    postgres new "$(database "$1")"
    address "$1"
}

# A store that is empty is a copy of one, which is faster than to make it.
setup_store() {
    setup_home
    STAGE_STORE=$(address stage)
    export STAGE_STORE
    postgres copy "$(database stage)"
}

copy_store() { postgres copy "$(database_of "$2")" "$(database_of "$1")"; }

only_to_read() { make_read_only on; }
to_write_too() { make_read_only off; }
make_read_only() { psql -Xq -d "$(postgres url)" -c "ALTER DATABASE \"$(database_of "$STAGE_STORE")\" SET default_transaction_read_only = $1"; }

hold_mail() {
    psql -Xq -d "$STAGE_STORE" <<SQL >/dev/null
SELECT pg_advisory_lock(1398030663, hashtext(current_schema() || ' mail'));
\! $1
SQL
}

store_bytes() { pg_dump -d "$STAGE_STORE" | grep -v '^\\\(un\)\?restrict'; }
store_sum() { store_bytes | sha256sum; }
reset_counter() { psql -Xq -d "$STAGE_STORE" -c "UPDATE teller SET laatste = 0 WHERE tabel = '$1'"; }

lose_index() { psql -Xq -d "$STAGE_STORE" -c "DELETE FROM zoekindex WHERE tabel = '$1'"; }

# SQL behind the journal, on the current store or on $2.
raw_write() {
    psql -Xq -v ON_ERROR_STOP=1 -d "${2:-$STAGE_STORE}" -c "SET stage.handeling = '0'; ${1//char(/tekens(}; DELETE FROM zoekindex;
        INSERT INTO zoekindex SELECT tabel, rij, zoek_vector(tekst) FROM zoek_tekst"
}
