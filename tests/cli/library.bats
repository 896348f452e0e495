# What the library may not do: print, end the process, read the environment or the clock, start a program. Its
# callers decide about those, so that every function can be tested and used in any program.
load common

setup() {
    lib=$(find "$STAGE_TEST_ROOT" -name 'libstage.so*' -type f | head -n 1)
    [ -n "$lib" ]
    # Fortified twins (__printf_chk) count as what they stand for.
    nm -D --undefined-only "$lib" | awk '{ sub(/@.*/, "", $NF); print $NF }' |
        sed -E 's/^__(.*)_chk$/\1/; s/^__isoc[0-9]*_//' | sort -u >"$BATS_TEST_TMPDIR/symbols"
}

# Fails with those of the symbols that an extended regular expression takes in whole.
none_of() {
    if grep -Ex "$1" "$BATS_TEST_TMPDIR/symbols"; then
        return 1
    fi
}

@test "nm shows what the library uses at all" {
    grep -qx sqlite3_step "$BATS_TEST_TMPDIR/symbols"
    grep -qx g_strdup "$BATS_TEST_TMPDIR/symbols"
}

@test "the check finds what it looks for" {
    echo getenv >>"$BATS_TEST_TMPDIR/symbols"
    run none_of 'getenv|secure_getenv'
    [ "$status" -eq 1 ]
    [ "$output" = getenv ]
}

@test "the library prints nothing" {
    none_of 'v?d?f?w?printf|f?puts|puts|f?putw?c|putw?char|fwrite|perror|psignal|stdout|stderr|_IO_putc|v?syslog'
    none_of 'g_print(err)?|g_set_print.*|g_log_default_handler|g_log_writer_.*|g_printf|g_fprintf|g_vprintf'
}

@test "the library does not end the process" {
    none_of '_?exit|_Exit|quick_exit|abort|atexit|on_exit|kill|raise|v?errx?|error|error_at_line|v?warnx?'
}

@test "the library reads neither the environment nor a locale" {
    none_of '(secure_|__secure_)?getenv|environ|__environ|(set|put|unset|clear)env|setlocale|nl_langinfo|getopt.*'
    none_of 'g_(get|set|unset)env|g_(listenv|get_environ)|g_get_(user|home|tmp|host|system|current|real|language).*'
}

@test "the library reads no clock" {
    none_of 'time|times|gettimeofday|clock|clock_gettime|timespec_get|ftime|(local|gm)time(_r)?|mktime|sleep|nanosleep'
    none_of 'g_get_(real|monotonic)_time|g_get_current_time|g_date_time_new_now.*|g_date_set_time.*|g_usleep|g_timer_.*'
}

@test "the library starts no program, but for the relay that takes mail" {
    # lib/mail/bezorg.c starts what the setting mail.sendmail names, and waits for it; nothing else does.
    local object
    for object in "$STAGE_TEST_BUILD"/lib/libstage.so.*.p/*.o; do
        if nm --undefined-only "$object" | awk '{ print $NF }' |
            grep -Ex 'system|popen|v?fork|exec.*|posix_spawnp?|clone|g_spawn_.*|g_subprocess_.*|killpg|wait(pid|id|3|4)?'; then
            basename "$object"
        fi
    done >"$BATS_TEST_TMPDIR/starters"
    cat "$BATS_TEST_TMPDIR/starters"
    [ "$(grep '\.o$' "$BATS_TEST_TMPDIR/starters")" = mail_bezorg.c.o ]
}

@test "the library gives no random answers and changes no state of the process" {
    none_of 's?rand(om)?(_r)?|[djlmn]rand48|arc4random.*|getrandom|g_rand_(new|new_with_seed_array|set_seed_array)|g_random_.*|chdir|umask|signal|sigaction|set[ug]id'
}

@test "the program has no function of a name that the library has" {
    # The library's own calls would end up in the program's, and so would a module's.
    nm --defined-only "$STAGE_TEST_ROOT/bin/stage" | awk '$2 == "T" { print $3 }' | sort >"$BATS_TEST_TMPDIR/program"
    nm -D --defined-only "$lib" | awk '$2 == "T" { print $3 }' | sort >"$BATS_TEST_TMPDIR/library"
    grep -qx stage_printer_new "$BATS_TEST_TMPDIR/program"
    grep -qx stage_fail "$BATS_TEST_TMPDIR/library"
    run comm -12 "$BATS_TEST_TMPDIR/program" "$BATS_TEST_TMPDIR/library"
    [ "$(grep -v '^_' <<<"$output")" = "" ] || { echo "$output"; return 1; }
}
