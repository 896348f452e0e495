# What common.bash becomes when the store is a database on the tests' own server: the same tests, which look into the
# store by sqlite3 and take it away by rm, do so there.

postgres() { "$STAGE_TEST_SOURCE/tests/postgres" "$1" "$STAGE_TEST_POSTGRES" "${@:2}"; }

# One database per file of tests, made anew for every test from one with an empty store in it.
setup_store() {
    setup_home
    local name
    name=toets_$(basename "$BATS_TEST_FILENAME" .bats)
    STAGE_STORE=$(postgres url "$name")
    export STAGE_STORE
    postgres copy "$name"
}
name_of() { local name=${1#postgresql:///}; echo "${name%%\?*}"; }

# sqlite3 STORE SQL, whose answers look the same.
sqlite3() {
    local between='|'
    if [ "$1" = -separator ]; then
        between=$2
        shift 2
    fi
    if [[ ${1-} == postgresql://* && ${2-} == "BEGIN IMMEDIATE"* ]]; then
        hold_lock "$@"
    elif [[ ${1-} == postgresql://* && ${2-} == "PRAGMA integrity_check" ]]; then
        stage -q --store "$1" db check --structure && echo ok
    elif [[ ${1-} == postgresql://* ]]; then
        [[ $2 == .dump ]] && set -- "$1" "$(dump_sql)"
        psql -XAtq -F "$between" -v ON_ERROR_STOP=1 -d "$1" -c "$2" | sed -e 's/^t$/1/' -e 's/^f$/0/'
    else
        command sqlite3 -separator "$between" "$@"
    fi
}

# BEGIN IMMEDIATE and what follows it: commands of the shell, while the store is locked.
hold_lock() {
    local step
    {
        echo "BEGIN; SELECT pg_advisory_xact_lock(1398030663, hashtext(current_schema()));"
        for step in "${@:3}"; do
            if [[ $step == .shell* ]]; then echo "\\! ${step#.shell }"; else echo "$step;"; fi
        done
    } | psql -Xq -d "$1"
}

# One text for all that is in the store.
dump_sql() { echo "SELECT query_to_xml(format('SELECT * FROM %I ORDER BY 1', tablename), true, true, '') FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"; }

# rm STORE…: an empty database in its place.
rm() {
    local kept=() there=
    for word; do
        if [[ $word == postgresql://* ]]; then there=$(name_of "$word"); else kept+=("$word"); fi
    done
    [ -z "$there" ] || postgres new "$there"
    [ ${#kept[@]} -eq 0 ] || [[ ${#kept[@]} -eq 1 && ${kept[0]} == -* ]] || command rm "${kept[@]}"
}

# shellcheck disable=SC2034
copy_store() {
    local name
    name=$(name_of "$STAGE_STORE")
    copy=$(postgres url "${name}_kopie")
    psql -Xq -d "$(postgres url postgres)" -c "DROP DATABASE IF EXISTS \"${name}_kopie\"" \
        -c "CREATE DATABASE \"${name}_kopie\" TEMPLATE \"$name\""
}

store_bytes() { pg_dump -d "$STAGE_STORE" | grep -v '^\\\(un\)\?restrict'; }
store_sum() { store_bytes | sha256sum; }
reset_counter() { psql -Xq -d "$STAGE_STORE" -c "UPDATE teller SET laatste = 0 WHERE tabel = '$1'"; }

# SQL behind the journal, on the current store or on $2.
raw_write() {
    psql -Xq -v ON_ERROR_STOP=1 -d "${2:-$STAGE_STORE}" -c "SET stage.handeling = '0'; ${1//char(/tekens(}; DELETE FROM zoekindex;
        INSERT INTO zoekindex SELECT tabel, rij, zoek_vector(tekst) FROM zoek_tekst"
}
