# The README's commands work as they stand there.
load common

setup() { setup_place; unset STAGE_TODAY; }

# The program that the README builds stands elsewhere here; its day is the README's.
commands() { sed -n 's/^    \(stage .*\)$/\1/p; s/^    export PATH=[^ ]* \(STAGE_TODAY=.*\)$/export \1/p' "$STAGE_TEST_SOURCE/README.md"; }

@test "the README shows five examples and their commands" {
    [ "$(commands | wc -l)" -ge 6 ]
}

@test "every command of the README works, in order" {
    cd "$STAGE_TEST_SOURCE"
    while read -r line; do
        eval "$line" </dev/null || { echo "failed: $line"; return 1; }
    done < <(commands)
    [ "$(stage gesprek list --format tsv | wc -l)" -eq 2 ]
    [ "$(stage student list --klas 24SD4A --format tsv | wc -l)" -eq 3 ]
}

@test "the README names the two commands, and bootstrap knows them and no others" {
    grep -q '^    \./bootstrap  ' "$STAGE_TEST_SOURCE/README.md"
    grep -q '^    \./bootstrap test' "$STAGE_TEST_SOURCE/README.md"
    capture "$STAGE_TEST_SOURCE/bootstrap" tset
    [ "$status" -ne 0 ]
    expect_stderr "usage: ./bootstrap [test]"
}
