# The store: made, found, refused, migrated, and whole whatever happens to it.
load common

setup() { setup_home; export STAGE_STORE="$HOME/stage.db"; }

teardown() {
    if [ -n "${locker:-}" ]; then kill "$locker" 2>/dev/null || true; fi
    if [ -n "${disk:-}" ] && mountpoint -q "$disk"; then umount "$disk"; fi
}

dump() { sqlite3 "${1:-$STAGE_STORE}" .dump; }
mode() { stat -c %a "$1"; }
integrity() { [ "$(sqlite3 "$STAGE_STORE" 'PRAGMA integrity_check; PRAGMA foreign_key_check')" = ok ]; }
schema() { sqlite3 "$1" "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"; }

# Rows for an import that takes a while.
many() { echo "Studentnummer;Naam;Leerbedrijf;Begindatum;Einddatum"; seq 1 "$1" | sed 's/.*/9&;Student Nummer&;Bedrijf &;1-9-2026;29-1-2027/'; }

# --- init

@test "init makes a store of its owner only, and says where" {
    umask 000
    capture stage init
    expect_status 0
    expect_stderr "'$STAGE_STORE' is made"
    [ "$(mode stage.db)" = 600 ]
    [ "$(sqlite3 stage.db 'PRAGMA application_id; PRAGMA journal_mode')" = "1398030663
wal" ]
    integrity
    # The companions of a store that is open are not wider.
    sqlite3 stage.db 'BEGIN IMMEDIATE; SELECT 1' '.shell sleep 2' >/dev/null &
    locker=$!
    stage -q student list
    local file
    for file in stage.db-*; do [ ! -e "$file" ] || [ "$(mode "$file")" = 600 ]; done
}

@test "init makes the folders, of their owner only" {
    umask 022
    unset STAGE_STORE
    stage -q init
    [ "$(mode "$XDG_DATA_HOME/stage/stage.db")" = 600 ]
    [ "$(mode "$XDG_DATA_HOME/stage")" = 700 ]
}

@test "init refuses a file that is there and leaves it as it is" {
    stage -q init
    stage -q student add 1 "Jan Smit"
    local before
    before=$(dump)
    capture stage init
    expect_status 65
    expect_stderr "is there already"
    [ "$(dump)" = "$before" ]
    echo "een brief" >brief.txt
    capture stage --store brief.txt init
    expect_status 65
    [ "$(cat brief.txt)" = "een brief" ]
    : >empty
    capture stage --store empty init
    expect_status 65
    mkdir folder
    capture stage --store folder init
    expect_status 65
    [ -d folder ]
}

@test "a URI of another kind of server is no file to make" {
    stage -q init
    local uri
    for uri in mysql://kees:geheim@server/school Postgresql://server/school; do
        for command in init "student list" "--store $STAGE_STORE db copy $STAGE_STORE $uri"; do
            # shellcheck disable=SC2086
            STAGE_STORE=$uri capture stage $command
            expect_status 65
            expect_stderr "postgresql://SERVER/DATABASE"
            [[ "$stderr" != *geheim* ]] || explain
        done
    done
    [ -z "$(find . -name server)" ]
}

@test "init where nothing can be made says why" {
    touch file
    capture stage --store file/stage.db init
    [ "$status" -eq 74 ] || [ "$status" -eq 77 ] || explain
    expect_stderr "file"
    open_the_way
    chmod 755 "$HOME"
    mkdir closed && chmod 555 closed
    capture as_nobody stage --store "$HOME/closed/stage.db" init
    expect_status 77
    [ -z "$(ls closed)" ]
    capture as_nobody stage --store "$HOME/closed/deeper/stage.db" init
    expect_status 77
}

# --- which store

@test "--store goes before STAGE_STORE, that before the setting, that before XDG" {
    local place
    unset STAGE_STORE
    for place in flag environment setting; do
        stage -q --store "$HOME/$place.db" init
        stage -q --store "$HOME/$place.db" student add 1 "$place"
    done
    stage -q init
    stage -q student add 1 standard
    name() { stage student show 1 --columns naam --format tsv "$@"; }
    [ "$(name)" = standard ]
    stage -q config set store "$HOME/setting.db"
    [ "$(name)" = setting ]
    export STAGE_STORE="$HOME/environment.db"
    [ "$(name)" = environment ]
    [ "$(name --store "$HOME/flag.db")" = flag ]
    [ "$(stage "--store=$HOME/flag.db" student show 1 --columns naam --format tsv)" = flag ]
    [ "$(stage --store "$HOME/flag.db" student show 1 --columns naam --format tsv)" = flag ]
    STAGE_STORE=
    [ "$(name)" = setting ]
    capture stage --store "" student list
    expect_status 64
}

@test "a path with signs that mean something in a URI" {
    export STAGE_STORE="$HOME/school #1?mode=ro&x%20é.db"
    stage -q init
    stage -q student add 1 "Jan Smit"
    [ -s "$STAGE_STORE" ]
    [ "$(stage student list --columns nummer --format tsv)" = 1 ]
}

@test "no store says how to make one" {
    capture stage student list
    expect_status 65
    expect_output ""
    expect_stderr "there is no store '$STAGE_STORE'"
    expect_stderr "stage init"
    [ ! -e stage.db ]
    touch file
    capture stage --store file/stage.db student list
    expect_status 65
}

# --- what is no store

@test "a file that is no stage store is refused and left as it is" {
    local file
    echo "dit is geen database, maar een brief" >letter
    head -c 100000 /dev/urandom >noise
    head -c 4096 /dev/zero >zeros
    : >empty
    sqlite3 other.db 'CREATE TABLE student (id INTEGER PRIMARY KEY, nummer TEXT); INSERT INTO student VALUES (1, 2)'
    for file in letter noise zeros empty other.db; do
        cp "$file" before
        capture stage --store "$file" student list
        [ "$status" -eq 65 ] || { echo "$file"; explain; }
        expect_output ""
        expect_stderr "$file"
        expect_stderr "stage store"
        capture stage --store "$file" student add 1 "Jan Smit"
        [ "$status" -eq 65 ] || { echo "$file"; explain; }
        cmp "$file" before
        [ ! -e "$file-wal" ]
    done
}

@test "a directory, a device and a pipe are no store" {
    mkdir folder
    mkfifo pipe
    local file
    for file in folder pipe /dev/null; do
        capture timeout 10 stage --store "$file" student list
        [ "$status" -eq 65 ] || { echo "$file"; explain; }
        expect_stderr "'$file' is no file"
    done
}

@test "a store that was cut off is refused" {
    stage -q init
    many 300 | stage -q import -
    sqlite3 stage.db 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    local size part
    size=$(stat -c %s stage.db)
    for part in 50 1000 4096 $((size / 2)) $((size - 4096)); do
        head -c "$part" stage.db >part.db
        capture stage --store part.db student list
        [ "$status" -eq 65 ] || { echo "$part bytes of $size"; explain; }
        expect_output ""
        expect_stderr "stage store"
        capture stage --store part.db student add x "Jan Smit"
        [ "$status" -eq 65 ] || { echo "$part bytes of $size"; explain; }
    done
}

@test "a damaged store gives an error, never a wrong answer" {
    stage -q init
    many 300 | stage -q import -
    sqlite3 stage.db 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    local root
    root=$(sqlite3 stage.db "SELECT rootpage FROM sqlite_schema WHERE name = 'student'")
    head -c 4096 /dev/urandom | dd of=stage.db bs=4096 seek=$((root - 1)) conv=notrunc 2>/dev/null
    capture stage student list --klas X
    expect_status 65
    expect_stderr "damaged"
    capture stage report contact --check
    expect_status 65
}

@test "with --verbose an error has the words of the database" {
    sqlite3 other.db 'CREATE TABLE a (b)'
    echo "geen database" >letter
    capture stage --store letter student list
    [[ "$stderr" != *sqlite* ]]
    capture stage --verbose --store letter student list
    expect_status 65
    [[ "${stderr,,}" == *sqlite* ]] || explain
    # Not on standard output, where the data goes.
    expect_output ""
}

# --- newer and older

@test "an older store is migrated, with a copy as it was beside it" {
    make_older stage.db
    local before
    before=$(dump)
    umask 000
    capture stage student show 0012 --columns naam --format tsv
    expect_status 0
    expect_output "Zoë Hof"
    expect_stderr "brought up to date"
    local copy="$STAGE_STORE.schema1-2026-11-23"
    expect_stderr "$copy"
    [ "$(mode "$copy")" = 600 ]
    [ "$(mode stage.db)" = 600 ]
    [ "$(dump "$copy")" = "$before" ]
    # The data is there, and the schema is that of a new store.
    [ "$(stage plaatsing show 1 --columns nummer,leerbedrijf,begin --format tsv)" = "0012	De Korst	2026-09-01" ]
    stage -q gesprek log 0012 -1 kwartje
    stage -q --store new.db init
    diff <(schema stage.db) <(schema new.db)
    [ "$(sqlite3 stage.db 'SELECT nummer, naam, sha256 FROM migratie')" = "$(sqlite3 new.db 'SELECT nummer, naam, sha256 FROM migratie')" ]
    integrity
    # Once is enough.
    capture stage student list
    [ "$stderr" = "" ]
}

@test "a copy that is there is never written over" {
    make_older stage.db
    echo mine >stage.db.schema1-2026-11-23
    stage -q student list >/dev/null
    [ "$(cat stage.db.schema1-2026-11-23)" = mine ]
    [ "$(sqlite3 stage.db.schema1-2026-11-23-2 'SELECT nummer FROM student')" = 0012 ]
}

@test "two processes that find an older store migrate it once" {
    make_older stage.db
    local i pids=()
    for i in 1 2 3 4; do
        stage -q student list >"out$i" 2>"err$i" &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i"; done
    [ "$(sqlite3 stage.db 'SELECT count(*) FROM migratie')" -ge 2 ]
    integrity
    grep -q Hof out1 out2 out3 out4
}

@test "a damaged older store is not migrated" {
    make_older stage.db
    many 300 | sed 1d | while IFS=';' read -r number name _; do
        echo "INSERT INTO student (nummer, achternaam, zoek, zoek_achternaam) VALUES ('$number', '$name', '', '');"
    done | sqlite3 stage.db
    sqlite3 stage.db 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    local root
    root=$(sqlite3 stage.db "SELECT rootpage FROM sqlite_schema WHERE name = 'student_zoek'")
    head -c 4096 /dev/urandom | dd of=stage.db bs=4096 seek=$((root - 1)) conv=notrunc 2>/dev/null
    capture stage docent list
    expect_status 65
    [ "$(sqlite3 stage.db 'SELECT count(*) FROM migratie')" = 1 ]
    [ "$(ls stage.db*)" = stage.db ]
}

@test "an older store that may only be read is refused" {
    make_older stage.db
    open_the_way
    chmod 755 "$HOME" && chmod 444 stage.db
    [ "$(id -u)" = 0 ] || chmod 555 "$HOME"
    capture as_nobody stage student list
    chmod 755 "$HOME"
    expect_status 77
    expect_stderr "older stage"
}

# --- read-only, full

@test "a read-only store can be read, and writing is refused" {
    setup_placements_here
    open_the_way
    chmod 444 stage.db
    chmod 555 "$HOME"
    capture as_nobody stage student list --columns nummer --format tsv
    expect_status 0
    expect_output "0100
0012"
    capture as_nobody stage report contact --check
    expect_status 1
    capture as_nobody stage student add 1 "Jan Smit"
    expect_status 77
    expect_stderr "read-only"
    chmod 755 "$HOME"
    [ "$(sqlite3 stage.db 'SELECT count(*) FROM student')" = 2 ]
}

@test "a store that may not be read is refused" {
    stage -q init
    open_the_way
    [ "$(id -u)" = 0 ] || chmod 000 stage.db
    capture as_nobody stage student list
    expect_status 77
    expect_stderr "cannot open the store"
}

@test "a reader who may not write sees what a writer with the store open has committed" {
    setup_placements_here
    open_the_way
    sqlite3 stage.db "PRAGMA wal_autocheckpoint = 0; $(unjournaled "UPDATE student SET klas = 'NEW'" stage.db)" \
        ".shell touch ready; sleep 5" >/dev/null &
    locker=$!
    wait_for ready
    chmod 444 stage.db stage.db-wal stage.db-shm
    chmod 555 "$HOME"
    capture as_nobody stage student show 0012 --columns klas --format tsv
    chmod 755 "$HOME"
    # Never the old answer: the new one, or an error.
    [ "$output" = NEW ] || { [ "$output" = "" ] && [ "$status" -ne 0 ]; } || explain
}

# A disk of our own in $disk with room for three times an empty store: making one takes twice its size, with its
# log. FALSE when we may not mount one.
small_disk() {
    local size
    disk="$HOME/disk"
    mkdir disk
    stage -q --store size.db init
    size=$(stat -c %s size.db)
    mount -t tmpfs -o "size=$((3 * size))" none disk 2>/dev/null || { disk=; return 1; }
}

@test "a full disk gives an error and leaves the store whole" {
    if small_disk; then export STAGE_STORE="$disk/stage.db"; fi
    setup_placements_here
    local before
    before=$(dump)
    many 20000 >export.csv
    if [ -n "$disk" ]; then
        capture stage import export.csv
    else
        # Without a disk of our own a limit on the size of a file, which is an error like any other.
        local room=$(($(stat -c %s stage.db) / 1024 + 300))
        capture bash -c "trap '' XFSZ; ulimit -f $room; exec stage import export.csv"
    fi
    expect_status 74
    expect_stderr "disk full"
    [ "$(dump)" = "$before" ]
    integrity
    stage -q student add 0300 "Jan Bos"
    [ "$(stage student list --columns nummer --format tsv | wc -l)" = 3 ]
}

@test "a disk without any room gives an error and leaves the store whole" {
    small_disk || skip "no disk of our own"
    export STAGE_STORE="$disk/stage.db"
    setup_placements_here
    head -c 10M /dev/zero >disk/filler 2>/dev/null || true
    capture stage student add 0300 "Jan Bos"
    expect_status 74
    [[ "$stderr" == *full* ]] || explain
    rm disk/filler
    integrity
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM student')" = 2 ]
}

@test "init on a full disk leaves nothing" {
    disk="$HOME/disk"
    mkdir disk
    mount -t tmpfs -o size=16k none disk 2>/dev/null || { disk=; skip "no disk of our own"; }
    capture stage --store "$disk/stage.db" init
    expect_status 74
    [ -z "$(ls disk)" ]
}

# --- what reads

setup_placements_here() {
    stage -q init
    stage -q leerbedrijf add "De Korst"
    stage -q student add 0012 "Zoë van 't Hof"
    stage -q student add 0100 "Sem Çelik"
    stage -q plaatsing add 0012 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29
}

@test "completion does not migrate an older store, and leaves no copy" {
    make_older stage.db
    capture stage complete -- gesprek log ho
    expect_status 0
    [ "$(sqlite3 stage.db 'SELECT count(*) FROM migratie')" = 1 ]
    [ -z "$(ls stage.db.schema* 2>/dev/null)" ]
}

@test "four processes that find an older store leave one copy" {
    make_older stage.db
    local i pids=()
    for i in 1 2 3 4; do stage -q student list >/dev/null 2>&1 & pids+=($!); done
    for i in "${pids[@]}"; do wait "$i"; done
    [ "$(ls stage.db.schema* | wc -l)" = 1 ]
}
