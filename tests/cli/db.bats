# The store as a whole: what db check finds and what mends it, copies, dumps.
load common

setup() { setup_placements; }

# Exactly one finding: of a kind, about something, mended by a command.
expect_finding() { # KIND WHAT MEND
    capture stage db check --columns soort,wat,herstel -f tsv
    expect_status 1
    [ "$output" = "$1"$'\t'"$2"$'\t'"$3" ] || { echo "expected: $1	$2	$3"; explain; }
}
sound() {
    capture stage db check -f tsv
    expect_status 0
    expect_output ""
}
other() { STAGE_STORE=$HOME/other.db stage "$@"; }

# --- what it finds, each with the command that mends it, run

@test "check: a placement that begins before an earlier one ends" {
    sound
    stage -q plaatsing add 0012 --bedrijf smederij --begin 2027-01-15 --einde 2027-03-01 -d WITK
    expect_finding overlap "plaatsing 3, 0012 Zoë van 't Hof, 2027-01-15 – 2027-03-01" "stage plaatsing edit 3 --begin DATUM"
    stage -q plaatsing edit 3 --begin 2027-01-30
    sound
}

@test "check: an earlier placement that ended early leaves room for the next" {
    stage -q plaatsing edit 1 --einde-werkelijk 2026-11-20 --reden "bedrijf gestopt"
    stage -q plaatsing add 0012 --bedrijf smederij --begin 2026-11-21 --einde 2027-03-01 -d WITK
    sound
}

@test "check: a talk before its placement, long after it, and one held on a day to come" {
    stage -q gesprek log 0012 2026-11-20 -1 "Het kwartje viel."
    raw_write "UPDATE gesprek SET gehouden = '2026-08-01' WHERE id = 1"
    capture stage db check --columns soort,herstel -f tsv
    expect_status 1
    [[ "$output" == *"outside	stage gesprek edit 1 --datum DATUM"* ]]
    [[ "$output" == *"journal	stage db restore FILE"* ]] # and it was not stage that did it
    raw_write "UPDATE gesprek SET gehouden = '2026-11-20' WHERE id = 1"
    sound
    stage -q plaatsing edit 1 --einde 2026-11-01 # 19 days after the end
    expect_finding outside "gesprek 1, 0012 Zoë van 't Hof, 2026-11-20" "stage gesprek edit 1 --datum DATUM"
    stage -q gesprek edit 1 --datum 2026-11-15 # 14 days after it: the last talk may be held then
    sound
    raw_write "UPDATE gesprek SET gehouden = '2026-11-24' WHERE id = 1; UPDATE plaatsing SET einde = '2027-01-29' WHERE id = 1"
    [[ "$(stage -q db check --columns soort,wat -f tsv)" == *"future	gesprek 1, 0012 Zoë van 't Hof, 2026-11-24"* ]]
}

@test "check: the same person twice" {
    stage -q student edit 0012 --email zoe@school.example
    stage -q student add 0013 "Zoë van 't Hof" --email ZOE@school.example
    expect_finding twice "student 0013 Zoë van 't Hof, ZOE@school.example" "stage student rm 0013"
    stage -q student rm 0013
    stage -q docent edit WITK --email wit@school.example
    stage -q docent add WIT2 "Kees de Wit" --email wit@school.example
    expect_finding twice "docent WIT2 Kees de Wit, wit@school.example" "stage docent handover WIT2 DOCENT"
    stage -q docent rm WIT2
    stage -q opleider add "Ria Smit" --bedrijf smederij --email ria@example.org
    expect_finding twice "opleider 2 Ria Smit, ria@example.org" "stage plaatsing list --opleider id:2"
    stage -q opleider rm id:2
    sound
}

@test "check: a company of nobody, a running placement of nobody, an opleider of another company" {
    stage -q leerbedrijf add "O'Brien's; Bakery" --plaats Goes
    expect_finding orphan "leerbedrijf O'Brien's; Bakery, Goes" "stage leerbedrijf rm id:3"
    stage -q leerbedrijf rm id:3
    stage -q plaatsing edit 2 --docent ""
    expect_finding guide "plaatsing 2, 0100 Sem Çelik, 2026-09-01 – 2027-02-26" "stage plaatsing edit 2 --docent DOCENT"
    stage -q plaatsing edit 2 --docent WITK
    sound
    raw_write "UPDATE plaatsing SET leerbedrijf = 2 WHERE id = 1"
    [[ "$(stage -q db check --columns soort,herstel -f tsv)" == *"people	stage plaatsing edit 1 --opleider OPLEIDER"* ]]
}

@test "check: two who stand in at the same time" {
    stage -q docent add BERG "Anna van den Berg"
    stage -q docent add VOS "Jan Vos"
    stage -q plaatsing edit 1 --docent BERG --from 2026-10-01 --until 2026-10-31
    raw_write "INSERT INTO begeleider (plaatsing, rol, docent, van, tot, vervangt) VALUES (1, 'docent', 3, '2026-10-20', '2026-11-02', 1)"
    [[ "$(stage -q db check --columns soort,wat,herstel -f tsv)" == *"people	plaatsing 1, 0012 Zoë van 't Hof, 2026-09-01 – 2027-01-29	stage plaatsing people 1"* ]]
}

@test "check --structure looks at the store alone" {
    stage -q leerbedrijf add "Weg BV"
    stage -q db check --structure
    raw_write "UPDATE student SET klas = 'X' WHERE nummer = '0012'"
    capture stage db check --structure --columns soort,wat,waarom -f tsv
    expect_status 1
    expect_output "journal	student 0012 Zoë van 't Hof (X)	it was changed outside stage"
}

@test "check: rows, entries and actions that were changed round the journal" {
    cp "$STAGE_STORE" whole.db
    local sql kind n=0
    while IFS='|' read -r kind sql; do
        cp whole.db "$STAGE_STORE"
        raw_write "$sql"
        capture stage db check --columns soort -f tsv
        [ "$status" -eq 1 ] && [[ "$output" == *"$kind"* ]] || { echo "$kind: $sql"; explain; }
        n=$((n + 1))
    done <<'END'
journal|INSERT INTO team (naam, zoek) VALUES ('X', 'x')
journal|DELETE FROM plaatsing WHERE id = 2
journal|UPDATE leerbedrijf SET plaats = 'Zeist' WHERE id = 1
chain|UPDATE handeling SET wie = 'iemand' WHERE id = 3
chain|DELETE FROM handeling WHERE id = (SELECT max(id) FROM handeling)
chain|DELETE FROM journaal WHERE id = 2
END
    [ "$n" -eq 6 ]
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

@test "check: an index that is not of its text is made anew" {
    stage -q gesprek log 0012 gisteren -1 "Het kwartje viel."
    raw_write "UPDATE notitie SET tekst = 'Iets anders' WHERE id = 1; UPDATE notitie SET tekst = 'Het kwartje viel.' WHERE id = 1"
    sqlite3 "$STAGE_STORE" "INSERT INTO zoek_notitie (zoek_notitie) VALUES ('delete-all')"
    expect_finding index "zoek_notitie" "stage db reindex"
    capture stage search kwartje
    expect_status 1
    stage -q db reindex
    sound
    [ "$(stage -q search kwartje --columns id -f tsv)" = 1 ]
}

# --- texts that are nearly equal

# The table as it is; and as it is when it is made anew, which must be the same.
bands() { sqlite3 "$STAGE_STORE" "SELECT band, tabel, rij FROM gelijkenis ORDER BY band, tabel, rij"; }
made_anew() { # HOW MANY ROWS OF TEXT IT IS OF
    kept=$(bands)
    stage -q db reindex
    [ "$(bands)" = "$kept" ]
    [ "$(sqlite3 "$STAGE_STORE" "SELECT count(*) FROM (SELECT DISTINCT tabel, rij FROM gelijkenis)")" -eq "$1" ]
}

@test "the table of likeness is what it would be when it was made anew" {
    text="Deed de intake van een nieuwe bewoner zelf, van gesprek tot zorgplan."
    stage -q gesprek log 0012 gisteren -1 "$text" --vertrouwelijk "Dit blijft van mij en van niemand anders."
    made_anew 1
    stage -q gesprek log 0100 gisteren -1 "$text" -2 "te kort"
    made_anew 2
    note=$(stage -q notitie list 0100 --columns id -f tsv | head -n 1)
    stage -q notitie edit "$note" --tekst "Iets heel anders, dat ook lang genoeg is."
    made_anew 2
    [ "$(sqlite3 "$STAGE_STORE" "SELECT count(DISTINCT band) FROM gelijkenis")" -eq 12 ]
    stage -q undo
    made_anew 2
    [ "$(sqlite3 "$STAGE_STORE" "SELECT count(DISTINCT band) FROM gelijkenis")" -eq 6 ]
    stage -q notitie edit "$note" --vertrouwelijk ja
    made_anew 1
    stage -q notitie rm "$note"
    made_anew 1
    stage -q db dump all.jsonl
    [ "$(grep -c gelijkenis all.jsonl)" -eq 0 ]
    kept=$(bands)
    other -q db load all.jsonl
    [ "$(STAGE_STORE=$HOME/other.db bands)" = "$kept" ]
    stage -q undo
    stage -q undo
    made_anew 2
    sound
}

@test "the table of likeness of a store without it is made by the first action" {
    stage -q gesprek log 0012 gisteren -1 "Deed de intake van een nieuwe bewoner zelf, van gesprek tot zorgplan."
    kept=$(bands)
    [ -n "$kept" ]
    sqlite3 "$STAGE_STORE" "DELETE FROM gelijkenis"
    stage -q student edit 0012 --klas IT4
    [ "$(bands)" = "$kept" ]
}

# --- copies

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

# --- dumps

@test "dump: every line is JSON, and holds all that was typed" {
    stage -q gesprek log 0012 gisteren -1 $'Regel één\n"aangehaald" \\ tab\there 日本 😀' --vertrouwelijk geheim
    stage -q db dump all.jsonl
    python3 - <<'END'
import json
lines = [json.loads(line) for line in open("all.jsonl", encoding="utf-8")]
texts = json.dumps(lines, ensure_ascii=False)
assert "日本 😀" in texts and "geheim" in texts and "Çelik" in texts
END
    other -q db load all.jsonl
    [ "$(other -q notitie list --columns tekst -f json)" = "$(stage -q notitie list --columns tekst -f json)" ]
    other -q db dump | cmp - all.jsonl
}

@test "load: refused into a store with something in it; undo and new work go on after it" {
    stage -q db dump one
    before=$(stage -q db dump)
    capture stage db load one
    [ "$status" -ne 0 ]
    [ "$(stage -q db dump)" = "$before" ]
    other -q db load - <one
    other -q student add 0999 "Bo Vos"
    other -q undo
    other -q undo # the last action of the dump: it was ours too
    [ "$(other -q plaatsing list -f tsv --columns id)" = 1 ]
    other -q db check --structure
}

@test "load: hostile lines name their place and leave nothing" {
    stage -q db dump good
    lines=$(wc -l <good)
    local i=0 bad
    while IFS= read -r bad; do
        i=$((i + 1))
        { head -n $((lines / 2)) good; printf '%s\n' "$bad"; tail -n +$((lines / 2 + 1)) good; } >bad
        STAGE_STORE=$HOME/other.db capture stage db load bad
        [ "$status" -eq 65 ] || { echo "line: $bad"; explain; }
        [[ "$stderr" == *"bad:$((lines / 2 + 1)):"* ]] || { echo "line: $bad"; explain; }
        [ ! -e other.db ]
    done <<'END'
not json
[]
{}
{"tabel":"nergens","id":1}
{"student":{"id":77,"nummer":"5","achternaam":"X","bsn":"111222333"}}
"text"
null
END
    [ "$i" -eq 7 ]
    head -c 300 good >cut
    STAGE_STORE=$HOME/other.db capture stage db load cut
    expect_status 65
    [ ! -e other.db ]
    : >empty
    STAGE_STORE=$HOME/other.db capture stage db load empty
    expect_status 65
    [ ! -e other.db ]
}
