# The store as a whole: which is opened, what db check finds and what mends it, dumps.
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
# Another store, at $other.
setup_other() { other=$(place other); }
other() { stage --store "$other" "$@"; }
# Nothing came of the other store.
no_other() {
    if in_a_file; then [ ! -e "$other" ]; else [ -z "$(other student list -f tsv 2>/dev/null)" ]; fi
}

# --- what is opened

@test "the store of a newer stage is refused and left as it is" {
    local before
    sqlite3 "$STAGE_STORE" "INSERT INTO migratie SELECT max(nummer) + 1, 'later', '$(printf '%064d' 0)', '2030-01-01' FROM migratie"
    before=$(sqlite3 "$STAGE_STORE" .dump)
    capture stage student list
    expect_status 78
    expect_output ""
    expect_stderr "newer stage"
    capture stage student add 1 "Jan Smit"
    expect_status 78
    [ "$(sqlite3 "$STAGE_STORE" .dump)" = "$before" ]
    ! in_a_file || [ "$(ls stage.db*)" = stage.db ]
}

@test "a store with another history is refused" {
    local first
    first=$(sqlite3 "$STAGE_STORE" "SELECT min(nummer) FROM migratie")
    sqlite3 "$STAGE_STORE" "UPDATE migratie SET sha256 = '$(printf '%064d' 1)' WHERE nummer = $first"
    capture stage student list
    expect_status 65
    expect_stderr "migration $first"
    sqlite3 "$STAGE_STORE" "DELETE FROM migratie WHERE nummer = $first"
    capture stage student list
    expect_status 65
}

@test "a read command writes nothing" {
    local before
    before=$(store_sum)
    stage student list >/dev/null
    stage -q report contact >/dev/null
    stage gesprek list >/dev/null 2>&1
    stage plaatsing show 1 >/dev/null
    [ "$(store_sum)" = "$before" ]
}

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
    local sql kind n=0 whole
    whole=$(place whole)
    copy_store "$STAGE_STORE" "$whole"
    while IFS='|' read -r kind sql; do
        copy_store "$whole" "$STAGE_STORE"
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

@test "check: an index that is not of its text is made anew" {
    stage -q gesprek log 0012 gisteren -1 "Het kwartje viel."
    raw_write "UPDATE notitie SET tekst = 'Iets anders' WHERE id = 1; UPDATE notitie SET tekst = 'Het kwartje viel.' WHERE id = 1"
    lose_index notitie
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
    [ "$(sqlite3 "$STAGE_STORE" "SELECT count(*) FROM (SELECT DISTINCT tabel, rij FROM gelijkenis) AS texts")" -eq "$1" ]
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
    setup_other
    other -q db load all.jsonl
    [ "$(STAGE_STORE=$other bands)" = "$kept" ]
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
    setup_other
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
    setup_other
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
    setup_other
    while IFS= read -r bad; do
        i=$((i + 1))
        { head -n $((lines / 2)) good; printf '%s\n' "$bad"; tail -n +$((lines / 2 + 1)) good; } >bad
        capture other db load bad
        [ "$status" -eq 65 ] || { echo "line: $bad"; explain; }
        [[ "$stderr" == *"bad:$((lines / 2 + 1)):"* ]] || { echo "line: $bad"; explain; }
        no_other
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
    capture other db load cut
    expect_status 65
    no_other
    : >empty
    capture other db load empty
    expect_status 65
    no_other
}
