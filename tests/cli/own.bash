# A server for one file of tests, which changes what others should not find changed.

# Starts it, with settings of the server; says that there is none where PostgreSQL is not installed or not built for.
own_start() {
    local program
    for program in /usr/lib/postgresql/*/bin/initdb; do :; done
    if [ ! -x "$program" ] || ! compgen -G "$STAGE_TEST_ROOT/lib/*/stage/postgres.so" >/dev/null; then
        return 1
    fi
    export OWN_SERVER="$STAGE_TEST_BUILD/pg.$$"
    own start "$@"
}

# tests/postgres, for that server.
own() { "$STAGE_TEST_SOURCE/tests/postgres" "$1" "$OWN_SERVER" "${@:2}"; }
own_stop() { [ -z "${OWN_SERVER-}" ] || own stop; }
need_own() { [ -n "${OWN_SERVER-}" ] || skip "no PostgreSQL here"; }
