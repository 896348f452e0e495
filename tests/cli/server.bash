# Stores on the tests' own server, for those who look into a store by sqlite3 and take it away by rm.

postgres() { "$STAGE_TEST_SOURCE/tests/postgres" "$1" "$STAGE_TEST_POSTGRES" "${@:2}"; }
database_of() { local name=${1#postgresql:///}; echo "${name%%\?*}"; }

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

# rm STORE…: an empty database in its place. What stands beside a file, STORE-*, is not there.
rm() {
    local kept=() there=
    for word; do
        if [[ $word == postgresql://*-\* ]]; then continue; elif [[ $word == postgresql://* ]]; then there=$(database_of "$word"); else kept+=("$word"); fi
    done
    [ -z "$there" ] || postgres new "$there"
    [ ${#kept[@]} -eq 0 ] || [[ ${#kept[@]} -eq 1 && ${kept[0]} == -* ]] || command rm "${kept[@]}"
}
