# Copies of the file that a store is: made, refused, put back.
load common

setup() { setup_placements; }

sound() {
    capture stage db check -f tsv
    expect_status 0
    expect_output ""
}

@test "a backup is whole, is never overwritten, and is restored" {
    stage -q db backup copy
    capture stage db backup copy
    [ "$status" -eq 65 ]
    stage -q db backup copy --keep 1
    [ -e copy.1 ]
    stage -q student edit 0012 --klas X
    stage -q db restore copy
    [ "$(stage student show 0012 --columns klas -f tsv)" = IT3 ]
}

@test "backup: --keep rotates, and keeps no more than it says" {
    for n in 1 2 3 4 5; do
        stage -q student edit 0012 --klas "K$n"
        stage -q db backup copy --keep 2
    done
    [ "$(ls copy*)" = $'copy\ncopy.1\ncopy.2' ]
    for n in 5:copy 4:copy.1 3:copy.2; do
        [ "$(STAGE_STORE=${n#*:} stage student show 0012 --columns klas -f tsv)" = "K${n%%:*}" ]
    done
    [ "$(stat -c %a copy)" = 600 ]
}

@test "backup: while others write, nothing is lost and the copy is whole" {
    (for n in 1 2 3 4 5 6 7 8; do stage -q student edit 0012 --klas "K$n"; done) &
    for n in 1 2 3; do stage -q db backup "copy$n"; done
    wait
    for n in 1 2 3; do STAGE_STORE=copy$n stage -q db check; done
    [ "$(stage student show 0012 --columns klas -f tsv)" = K8 ]
}

@test "backup: refused over what is no backup, in a folder that is not there, and onto itself" {
    echo hello >copy
    capture stage db backup copy --keep 3
    [ "$status" -ne 0 ]
    [ "$(cat copy)" = hello ]
    capture stage db backup nowhere/copy
    [ "$status" -ne 0 ]
    ln "$STAGE_STORE" link
    for file in "$STAGE_STORE" ./stage.db link; do
        capture stage db backup "$file" --keep 3
        expect_status 65
        expect_stderr "is the store itself"
    done
    sound
}

@test "backup: a store with findings is copied, and says so" {
    raw_write "UPDATE student SET klas = 'X' WHERE nummer = '0012'"
    capture stage db backup copy
    expect_status 1
    expect_stderr "1 finding"
    STAGE_STORE=copy stage -q student show 0012
}

@test "restore: what is no store, or not there, is refused and changes nothing" {
    echo hello >none
    : >empty
    stage -q db backup copy
    head -c 20000 copy >cut
    before=$(stage -q db dump)
    for file in none empty cut gone .; do
        capture stage db restore "$file"
        [ "$status" -ne 0 ] || explain
        [ "$(stage -q db dump)" = "$before" ]
    done
    [ -z "$(ls stage.db.before* 2>/dev/null)" ]
    sound
}

@test "restore: a copy of a newer program is refused, one of an older is migrated" {
    stage -q db backup newer
    sqlite3 newer "INSERT INTO migratie SELECT max(nummer) + 1, 'x', sha256, toegepast FROM migratie"
    capture stage db restore newer
    expect_status 78
    sound
    make_older older
    sqlite3 older "PRAGMA journal_mode = DELETE" >/dev/null
    sum=$(sha256sum <older)
    capture stage db restore older
    expect_status 0
    [ "$(stage -q student list --columns nummer -f tsv)" = 0012 ]
    [ "$(sha256sum <older)" = "$sum" ]
    stage -q db check --structure
    [ -z "$(ls ./*.new-* 2>/dev/null)" ]
}

@test "a copy that a killed process left is swept, one in the making is not" {
    sleep 0.01 &
    dead=$!
    wait "$dead"
    echo half >"copy.new-$dead"
    echo half >"copy.new-$$"
    echo other >copy.new-x
    stage -q db backup copy
    [ "$(ls copy*)" = "copy"$'\n'"copy.new-$$"$'\n'"copy.new-x" ]
}

@test "restore: what was there is kept beside it, and comes back" {
    stage -q db backup copy
    stage -q student edit 0012 --klas NA
    capture stage db restore copy
    expect_status 0
    kept=$(ls stage.db.before-restore-*)
    [ "$(STAGE_STORE=$kept stage student show 0012 --columns klas -f tsv)" = NA ]
    stage -q db restore "$kept"
    [ "$(stage student show 0012 --columns klas -f tsv)" = NA ]
    sound
}

@test "check: a damaged file says so, and nothing but a restore helps" {
    stage -q db backup copy
    size=$(stat -c %s "$STAGE_STORE")
    for page in 3 9 20; do
        [ $((page * 4096)) -lt "$size" ]
        printf '\377\377\377\377\377\377' | dd of="$STAGE_STORE" bs=1 seek=$((page * 4096)) conv=notrunc status=none
    done
    capture stage db check --columns soort,herstel -f tsv
    [ "$status" -eq 1 ] || [ "$status" -eq 65 ] || explain
    [[ "$output$stderr" == *"stage db restore"* ]] || explain
    capture stage db backup other
    [ "$status" -ne 0 ]
    [ ! -e other ]
    stage -q db restore copy
    sound
    [ -n "$(stage -q student list -f tsv)" ]
}
