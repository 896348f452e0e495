# What the tools say of the source. Each test is one tool over all files of its kind.
load common

setup() { cd "$STAGE_TEST_SOURCE" || return 1; }

c_files() { find cmd lib tests -name '*.[ch]'; }

@test "C is formatted" {
    c_files | xargs clang-format --dry-run --Werror
}

@test "cppcheck finds nothing" {
    cppcheck --quiet --std=c11 --enable=warning,portability,performance --inline-suppr --library=gtk --error-exitcode=1 \
        '-DG_GNUC_PRINTF(a,b)=' '-DG_DEFINE_AUTOPTR_CLEANUP_FUNC(a,b)=' -I . -I lib cmd lib
}

@test "shell scripts are clean" {
    shellcheck bootstrap .ci/run tests/run tests/postgres lib/db/embed.sh data/page/embed.sh
}

@test "includes point downward" {
    # Each layer may include those that stand after it in the row.
    run awk '
        BEGIN {
            n = split("cmd report import mail export verslag rules model db base", order, " "); for (i = 1; i <= n; i++) rank[order[i]] = i
            # Those that have nothing to do with one another.
            n = split("import-report report-import mail-report mail-import mail-verslag report-mail import-mail verslag-mail export-verslag export-rules report-export import-export mail-export", apart, " ")
            for (i = 1; i <= n; i++) never[apart[i]]
        }
        { split(FILENAME, part, "/"); mine = part[1] == "cmd" ? "cmd" : part[2] }
        match($0, /^#include "[a-z]+\//) {
            theirs = substr($0, RSTART + 10, RLENGTH - 11)
            if (rank[theirs] < rank[mine] || mine "-" theirs in never)
                print FILENAME ": " $0
        }' cmd/*.[ch] lib/*/*.[ch]
    echo "$output"
    [ -z "$output" ]
}

@test "no file-scope variable can change" {
    run grep -nE '^static [^(]*[;=]' -r cmd lib --include='*.c'
    changing=$(grep -vE 'static (const |inline |.*\*const )' <<<"$output" | grep -v '(' || true)
    echo "$changing"
    [ -z "$changing" ]
}
