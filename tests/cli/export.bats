# The store in a folder for others: what stands in it, what does not, and that it is whole or not there.
load common

# A store with a row in every table, and with texts that mean harm.
make_full() {
    setup_store
    stage -q docent add WITK "Kees de Wit" --email k.dewit@school.example --telefoon 0612345678 --days ma,di
    stage -q docent add BERGA "Anna van den Berg"
    stage -q team add "Team Goudappel" --coordinator WITK
    stage -q opleiding add "Kok" --crebo 25180 --niveau 3 --team goudappel
    stage -q docent edit WITK --team goudappel
    stage -q leerbedrijf add "@Huis & Hof" --sbb 100012345 --kvk 87654321 --vestiging 000098765432 \
        --adres "Oudegracht 221" --postcode "3511 AB" --plaats Utrecht --telefoon +31301234567
    stage -q leerbedrijf add '=HYPERLINK("http://kwaad.example";"Smederij")' --sbb 100012346 --plaats Zeist
    stage -q opleider add "Ria Smitshoek" --bedrijf huis --email ria@bedrijf.example --telefoon -31301234567
    local i
    for i in 1 2 3 4 5; do
        stage -q student add "0077123$i" "Zoë van 't Hoff$i" --klas IT3A --cohort 2026 --leerweg BOL --opleiding kok \
            --email "zoe$i@student.example"
    done
    stage -q student add 00881234 "Sem Çelikkanat" --klas IT9Z --cohort 1999
    stage -q plaatsing add 00771231 --bedrijf huis --begin 2026-09-01 --einde 2027-01-29 -d WITK -p smitshoek \
        --uren 640 --overeenkomst POK-26-7711 --werkdagen ma-do
    stage -q plaatsing add 00881234 --bedrijf HYPERLINK --begin 2026-09-01 --einde 2027-02-26 -d WITK --status voorlopig
    stage -q gesprek log 00771231 2026-11-02 bezoek -1 $'=Het kwartje viel,\nbij "de oven".' -2 "+Kijkt mee; ook 's avonds" \
        -4 "Legt de tas in Ria's auto" --vertrouwelijk "Thuis is het onrustig." --anderen "teamleider" --plek "in de kantine"
    stage -q gesprek plan 00771231 2026-12-07 --tijd 10:00
    stage -q inschatting add 00771231 "Groeit hard." --voorbeeld "Deed de intake zelf." --gesprek 1
    stage -q begeleidingskeuze add 00771231 toevertrouwen "De kassa." --herkend ja --gesprek 1
    stage -q afspraak add 00771231 "leest het handboek" --voor 2026-12-01
    stage -q signaal add 00771231 stoppen "wil weg bij de bakker" --ernst rood --ingelicht "teamleider"
    stage -q signaal add 00881234 onveilig --verwezen "meldpunt van de school"
    stage -q vrijstelling add 00881234 start "ging elders"
    printf 'van,tot,naam\n2026-12-19,2027-01-03,Kerstvakantie\n' >vakantie.csv
    stage -q holiday import vakantie.csv
    stage -q demping add 00771231 geen-contact "is met verlof"
    stage -q blokkade add Ria@bedrijf.example herinnering --uitleg "vroeg erom"
    stage -q reactie add 1 opleider bezwaar "het was anders"
    stage -q verlof add BERGA 2026-12-02 2026-12-04
    stage -q docent handover WITK BERGA --from 2026-12-07
    stage -q query add oven kwartje
    printf 'studentnummer;achternaam\n00991234;Langendijk\n' >invoer.csv
    stage -q import invoer.csv
    raw_write "INSERT INTO notitie (gesprek, sleutel, tekst) VALUES
        (1, 1, char(9) || 'begint met een tab'), (1, 1, char(13) || 'en met een wagenterugloop'),
        (1, 2, 'links ' || char(8238) || 'rechts' || char(8236) || ' en ' || char(1) || char(27) || '[31m'),
        (1, 2, '''=stond er al zo'), (1, 3, '-'), (1, 3, '=' || char(10) || '\"'), (1, 4, '$(printf '%065532d' 0 | tr 0 z)' || '\"' || char(10) || 'é')"
    rm vakantie.csv invoer.csv
}

setup() { setup_once make_full; }

teardown() {
    if [ -n "${disk:-}" ] && mountpoint -q "$disk"; then umount "$disk"; fi
}

# Python that can look into the store.
look() { PYTHONPATH="$STAGE_TEST_SOURCE/tests" python3 -; }
mode() { stat -c %a "$1"; }
package() { python3 "$STAGE_TEST_SOURCE/tests/cli/package.py" "$1"; }
names() { python3 -c 'import json, sys; print(*(r["name"] for r in json.load(open(sys.argv[1] + "/datapackage.json"))["resources"]))' "$1"; }
# The rows of a JSON file, a value of each.
values() { python3 -c 'import json, sys; [print(r[sys.argv[2]]) for r in json.load(open(sys.argv[1]))]' "$@"; }

# --- what stands in it

@test "the whole store: a folder of its owner, with what the package tells of" {
    umask 000
    capture stage export uit --all
    expect_status 0
    expect_output ""
    expect_stderr "1 confidential note was left out; --vertrouwelijk takes it along"
    [ "$(mode uit)" = 700 ]
    [ "$(stat -c %a uit/* | sort -u)" = 600 ]
    [ "$(names uit)" = "team opleiding docent student leerbedrijf opleider plaatsing begeleider gesprek notitie inschatting begeleidingskeuze afspraak signaal vrijstelling vakantie demping blokkade reactie verlof" ]
    run package uit
    [ "$status" -eq 0 ] || { echo "$output"; return 1; }
    # The store has a row in each, so that nothing above was true of nothing.
    for table in $(names uit); do
        [ "$(values "uit/$table.json" id | wc -l)" -gt 0 ] || { echo "$table is empty"; return 1; }
    done
    [ "$(grep -c '' uit/LEESMIJ.txt)" -gt 20 ]
}

@test "JSON has of every table what the store has, to the letter" {
    stage -q export uit --all --vertrouwelijk
    look <<'PYTHON'
import json, os, stores
package = json.load(open("uit/datapackage.json"))
seen = 0
for resource in package["resources"]:
    booleans = {f["name"] for f in resource["schema"]["fields"] if f["type"] == "boolean"}
    wanted = []
    for row in stores.rows(os.environ["STAGE_STORE"], f'SELECT * FROM {resource["name"]} ORDER BY id')[0]:
        row = {k: v for k, v in row.items() if k not in ("zoek", "zoek_achternaam")}
        for name in booleans:
            row[name] = None if row[name] is None else bool(row[name])
        wanted.append(row)
    assert json.load(open(f'uit/{resource["name"]}.json')) == wanted, resource["name"]
    seen += len(wanted)
assert seen > 35, seen
PYTHON
}

@test "sqlite3 reads the CSV with its own reader" {
    stage -q export uit --all
    for table in $(names uit); do
        sqlite3 other.db ".mode csv" ".import uit/$table.csv $table"
    done
    # The apostrophe is taken away where the package says that it was put.
    python3 - <<'PYTHON'
import json, os, re, sqlite3
db = sqlite3.connect("other.db")
db.row_factory = sqlite3.Row
for name in os.listdir("uit"):
    if not name.endswith(".json") or name == "datapackage.json":
        continue
    rows = list(db.execute(f"SELECT * FROM {name[:-5]}")) if json.load(open("uit/" + name)) else []
    for row, exact in zip(rows, json.load(open("uit/" + name)), strict=True):
        for key, value in exact.items():
            value = "" if value is None else {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else str(value)
            cell = re.sub(r"^'(?=[=+\-@\t\r])", "", row[key])
            assert cell == value or value.startswith("'="), (name, key, cell, value)
PYTHON
}

@test "no cell of CSV is a formula" {
    stage -q export uit --all --vertrouwelijk
    python3 - <<'PYTHON'
import csv, glob
csv.field_size_limit(1 << 20)
guarded = 0
for path in glob.glob("uit/*.csv"):
    for row in csv.reader(open(path, encoding="utf-8", newline=""), strict=True):
        for cell in row:
            assert cell[:1] not in set("=+-@\t\r") or not cell, (path, cell)
            guarded += cell[:1] == "'" and cell[1:2] in set("=+-@\t\r")
assert guarded >= 9, guarded
PYTHON
}

@test "confidential notes are their author's" {
    stage -q export uit --only notitie
    ! grep -rq onrustig uit
    grep -q '"confidential_left_out":	1' uit/datapackage.json
    grep -q "1 confidential note is left out" uit/LEESMIJ.txt
    capture stage export mee --only notitie --vertrouwelijk
    expect_status 0
    grep -q onrustig mee/notitie.csv
    [[ "$stderr" != *"left out"* ]] || explain
}

@test "secrets, messages, the journal and what the program keeps for itself do not leave" {
    stage -q export uit --all
    raw_write "INSERT INTO geheim (naam, waarde) VALUES ('proef', 'GEHEIMEWAARDE');
        INSERT INTO post (ontvangen, datum, afdruk, tekst, uitkomst) VALUES ('2026-11-20T10:00:00Z', '2026-11-20',
            '$(printf '%064d' 1)', 'BINNENGEKOMEN', 'nakijken')"
    rm -r uit
    stage -q export uit --all
    ! grep -rqE "GEHEIMEWAARDE|BINNENGEKOMEN|kwartje sleutel|Langendijk;" uit
    local table
    for table in geheim bericht herinnering post journaal handeling invoer conflict zoekvraag; do
        [ ! -e "uit/$table.csv" ]
        capture stage export weg --only "$table"
        expect_status 65
        expect_stderr "'$table'"
        [ ! -e weg ]
    done
}

@test "--only takes the tables that it names, and keys among them" {
    stage -q export uit --only "plaatsing, student"
    [ "$(names uit)" = "student plaatsing" ]
    package uit
    python3 - <<'PYTHON'
import json
student, plaatsing = json.load(open("uit/datapackage.json"))["resources"]
assert [k["reference"]["resource"] for k in plaatsing["schema"]["foreignKeys"]] == ["student"]
assert "foreignKeys" not in student["schema"]
PYTHON
    capture stage export weg --only student,klas
    expect_status 65
    expect_stderr "there is no table 'klas'; there are: team, opleiding"
    capture stage export weg --only ""
    [ "$status" -ne 0 ]
    [ ! -e weg ]
}

@test "which tables is said, and one way only" {
    capture stage export uit
    expect_status 65
    expect_stderr "--all or --only"
    capture stage export uit --all --only student
    expect_status 65
    capture stage export uit --all --pseudonym
    expect_status 65
    expect_stderr "--key"
    capture stage export uit --all --key sleutel
    expect_status 65
    [ ! -e uit ] && [ ! -e sleutel ]
    capture stage export --all
    expect_status 64
}

@test "an empty store is an export too" {
    rm "$STAGE_STORE"
    stage -q init
    stage -q export uit --all
    package uit
    [ "$(cat uit/student.json)" = "[]" ]
    stage -q export psd --all --pseudonym --key sleutel
    package psd
}

@test "the schema says what the fields are" {
    stage -q export uit --all
    look <<'PYTHON'
import json, os, stores
tables = {r["name"]: {f["name"]: f for f in r["schema"]["fields"]} for r in json.load(open("uit/datapackage.json"))["resources"]}
keys = {(r["name"], k["fields"]): k["reference"]["resource"] for r in json.load(open("uit/datapackage.json"))["resources"] for k in r["schema"].get("foreignKeys", [])}
def c(table, field): return tables[table][field].get("constraints", {})
assert tables["plaatsing"]["begin"]["type"] == "date" and c("plaatsing", "begin") == {"required": True}
assert c("student", "leerweg") == {"enum": ["BOL", "BBL"]}
assert c("leerbedrijf", "sbb")["pattern"] == "^[0-9]{9}$"
assert c("opleiding", "niveau") == {"minimum": 1, "maximum": 4}
assert c("student", "nummer")["required"] and tables["student"]["nummer"]["type"] == "string"
assert tables["gesprek"]["docent_aanwezig"]["type"] == "boolean"
assert keys["gesprek", "plaatsing"] == "plaatsing" and keys["team", "coordinator"] == "docent" and keys["docent", "team"] == "team"
# What must be there and what refers to what is as the store itself has it.
store = os.environ["STAGE_STORE"]
wanted = {(table, field): there for (table, field), there in stores.foreign_keys(store).items() if table in tables}
assert keys == wanted and len(keys) == 30, set(keys.items()) ^ set(wanted.items())
for table, fields in tables.items():
    there = stores.required(store, table) - {"zoek", "zoek_achternaam"}
    assert {f for f in fields if c(table, f).get("required")} == there, (table, there)
PYTHON
}

@test "descriptions are in the language of the settings" {
    stage config set language nl 2>/dev/null
    stage -q export uit --all
    python3 - <<'PYTHON'
import json
package = json.load(open("uit/datapackage.json"))
student = next(r for r in package["resources"] if r["name"] == "student")
assert student["description"] == "studenten", student["description"]
assert "nullen vooraan" in student["schema"]["fields"][1]["description"], student["schema"]["fields"][1]
PYTHON
    grep -q "persoonsgegevens" uit/LEESMIJ.txt
    package uit
}

# --- the check itself

@test "the check of a package sees what is wrong with one" {
    stage -q export uit --all
    local n=0
    while IFS='|' read -r file from to said; do
        rm -rf bad
        cp -r uit bad
        LC_ALL=C.UTF-8 python3 - "bad/$file" "$from" "$to" <<'PYTHON'
import sys
path, old, new = sys.argv[1:]
text = open(path, encoding="utf-8", newline="").read()
assert old in text, (path, old)
open(path, "w", encoding="utf-8", newline="").write(text.replace(old, new, 1))
PYTHON
        run package bad
        [ "$status" -eq 1 ] || { echo "not seen: $file $from"; return 1; }
        [[ "$output" == *"$said"* ]] || { echo "$file: $said"; echo "$output"; return 1; }
        n=$((n + 1))
    done <<'FAULTS'
student.csv|00771231|00771239|JSON has another value
student.csv|00771231|00771239|its size or hash is another
student.csv|BOL|BLO|is not in the enum
leerbedrijf.csv|100012345|10001234x|is not of the pattern
plaatsing.csv|2026-09-01|2026-09-31|plaatsing 1 begin
plaatsing.csv|640|64O|no integer
gesprek.csv|true|1|no boolean
leerbedrijf.csv|'@|@|a spreadsheet would run it
student.csv|2,0077|1,0077|is not unique
docent.csv|1,WITK|9,WITK|refers to no docent
opleider.json|"id":1|"nr":1|other members in JSON
notitie.json|[|[{},|rows
verlof.csv|id,docent|id,leraar|the header is not that of the schema
datapackage.json|"type":	"date"|"type":	"day"|type: day
datapackage.json|"maxLength"|"minLength"|constraint that is none of its type
datapackage.json|"resource":	"docent"|"resource":	"leraar"|foreign key to nothing
FAULTS
    [ "$n" -eq 16 ]
    cp -r uit bad2
    touch bad2/extra.csv
    run package bad2
    [[ "$output" == *"other files"* ]]
}

# --- under a pseudonym

@test "a pseudonymised export holds nothing that tells who somebody is" {
    stage -q export psd --all --vertrouwelijk --pseudonym --key sleutel
    run package psd
    [ "$status" -eq 0 ] || { echo "$output"; return 1; }
    # What tells is said here, apart from what the program says of it: every text of the store but these.
    look <<'PYTHON'
import csv, glob, json, os, stores
harmless = {
    "opleiding": {"crebo", "naam"}, "student": {"leerweg", "cohort"}, "plaatsing": {"status", "begin", "einde", "einde_werkelijk", "status_sinds"},
    "begeleider": {"rol", "van", "tot"}, "gesprek": {"soort", "vorm", "gepland", "gehouden", "geannuleerd", "einde_toen"},
    "notitie": {"aspect", "volgens"}, "inschatting": {"datum", "herkend"}, "begeleidingskeuze": {"datum", "strategie", "gebied", "herkend"},
    "afspraak": {"datum", "wie", "voor", "gesloten"}, "signaal": {"datum", "ernst", "gesloten", "voor"},
    "vrijstelling": {"datum", "moment"}, "vakantie": {"van", "tot"}, "demping": {"datum", "tot", "regel"},
    "blokkade": {"soort", "oorzaak", "datum"}, "reactie": {"datum", "rol", "soort"}, "verlof": {"van", "tot"},
}
telling = set()
for table in [r["name"] for r in json.load(open("psd/datapackage.json"))["resources"]]:
    for row in stores.rows(os.environ["STAGE_STORE"], f"SELECT * FROM {table}")[0]:
        telling |= {v for k, v in row.items() if isinstance(v, str) and k not in harmless.get(table, ())}
assert len(telling) > 60, len(telling)
cells = set()
for path in glob.glob("psd/*.json"):
    if not path.endswith("datapackage.json"):
        cells |= {str(v) for row in json.load(open(path)) for v in row.values()}
csv.field_size_limit(1 << 20)
for path in glob.glob("psd/*.csv"):
    cells |= {c for row in list(csv.reader(open(path, newline="", encoding="utf-8")))[1:] for c in row}
assert not cells & telling, cells & telling
described = "\n".join(open(p, encoding="utf-8").read() for p in ("psd/datapackage.json", "psd/LEESMIJ.txt"))
data = "\n".join(
    open(p, encoding="utf-8", newline="").read() for p in glob.glob("psd/*") if os.path.basename(p) not in ("datapackage.json", "LEESMIJ.txt"))
words = {w for text in telling for w in text.split() if len(w) >= 6}
assert not [w for w in words if w in data], [w for w in words if w in data]
# The kinds of concerns are told as what could stand there.
kinds = {"onveilig", "stoppen"}
assert not [t for t in telling - kinds if len(t) >= 6 and t in described], [t for t in telling if t in described]
assert len(words) > 60, len(words)
PYTHON
}

@test "ids are pseudonyms, and rows in another order" {
    stage -q export uit --all
    stage -q export psd --all --pseudonym --key sleutel
    python3 - <<'PYTHON'
import json
def rows(folder, table): return json.load(open(f"{folder}/{table}.json"))
for table in ("student", "notitie", "plaatsing"):
    exact, hidden = rows("uit", table), rows("psd", table)
    assert len(exact) == len(hidden)
    ids = [r["id"] for r in hidden]
    assert ids == sorted(ids) and len(set(ids)) == len(ids)
    assert not {str(r["id"]) for r in exact} & set(ids)
# The shape of the data is the same: the talk of the placement of the student.
by = lambda folder, table: {r["id"]: r for r in rows(folder, table)}
def story(folder):
    places, students = by(folder, "plaatsing"), by(folder, "student")
    return sorted((n["sleutel"] or 0, g["soort"], bool(students[places[g["plaatsing"]]["student"]]["leerweg"]))
                  for n in rows(folder, "notitie") for g in [by(folder, "gesprek")[n["gesprek"]]])
assert story("uit") == story("psd") and len(story("uit")) >= 10
PYTHON
}

@test "days are weeks, and what is rare is left out" {
    stage -q export psd --all --pseudonym --key sleutel
    python3 - <<'PYTHON'
import datetime, json
students = json.load(open("psd/student.json"))
assert sorted(s["cohort"] or "" for s in students) == ["", ""] + ["2026"] * 5, students
assert len({s["klas"] for s in students}) == 2
assert all(r["uren"] is None and r["werkdagen"] is None for r in json.load(open("psd/plaatsing.json")))
assert all(r["soort"] is None for r in json.load(open("psd/signaal.json")))
assert all(r["postcode"] is None and "plaats" not in r for r in json.load(open("psd/leerbedrijf.json")))
begins = {r["begin"] for r in json.load(open("psd/plaatsing.json"))}
assert begins == {"2026-08-31"}
for table in json.load(open("psd/datapackage.json"))["resources"]:
    if table["name"] == "vakantie":
        continue
    for field in table["schema"]["fields"]:
        if field["type"] == "date":
            days = {r[field["name"]] for r in json.load(open(f'psd/{table["name"]}.json'))} - {None}
            assert all(datetime.date.fromisoformat(d).weekday() == 0 for d in days), (table["name"], days)
PYTHON
}

@test "the same key gives the same pseudonyms, another key only others" {
    stage -q export een --all --pseudonym --key sleutel
    stage -q student add 00990001 "Nieuwe Instroom"
    stage -q export twee --all --pseudonym --key sleutel
    stage -q export drie --all --pseudonym --key andere
    python3 - <<'PYTHON'
import json
def ids(folder):
    found = set()
    for resource in json.load(open(folder + "/datapackage.json"))["resources"]:
        names = [f["name"] for f in resource["schema"]["fields"] if "32" in f.get("constraints", {}).get("pattern", "")]
        found |= {r[n] for r in json.load(open(f'{folder}/{resource["name"]}.json')) for n in names} - {None}
    return found
one, two, three = ids("een"), ids("twee"), ids("drie")
assert len(one) > 50 and one < two and len(two - one) == 2, (len(one), len(two - one))
assert not two & three and len(two) == len(three)
mark = lambda f: json.load(open(f + "/datapackage.json"))["pseudonym"]["key_mark"]
assert mark("een") == mark("twee") != mark("drie")
PYTHON
}

@test "a pseudonym is HMAC-SHA256 of what it stands for" {
    stage -q export psd --only student --pseudonym --key sleutel
    python3 - <<'PYTHON'
import hashlib, hmac, json
key = bytes.fromhex(open("sleutel").read())
name = lambda *parts: hmac.new(key, b"".join(p.encode() + b"\0" for p in parts), hashlib.sha256).hexdigest()[:32]
rows = {r["id"]: r for r in json.load(open("psd/student.json"))}
assert rows[name("student", "id", "1")]["nummer"] == name("student", "nummer", "00771231")
assert rows[name("student", "id", "1")]["opleiding"] == name("opleiding", "id", "1")
PYTHON
}

# --- the key

@test "the key is made for its owner, kept, and told to nobody" {
    umask 000
    capture stage export psd --all --pseudonym --key sleutel
    expect_status 0
    expect_stderr "the key 'sleutel' is made"
    [ "$(mode sleutel)" = 600 ]
    [[ "$(cat sleutel)" =~ ^[0-9a-f]{64}$ ]]
    [[ "$stderr$output" != *"$(cat sleutel)"* ]] || explain
    ! grep -rqF "$(cat sleutel)" psd
    ! grep -rqi sleutel psd/LEESMIJ.txt
    cp sleutel before
    capture stage export psd2 --all --pseudonym --key sleutel
    expect_status 0
    [[ "$stderr" != *"is made"* ]] || explain
    cmp sleutel before
}

@test "a key that others may read, that is none, or that lies in the export is refused" {
    stage -q export psd --only team --pseudonym --key sleutel
    local bits
    for bits in 640 604 620 601; do
        chmod "$bits" sleutel
        capture stage export weg --all --pseudonym --key sleutel
        expect_status 77
        expect_stderr "others may read the key 'sleutel'"
    done
    chmod 600 sleutel
    # Not inside, by whatever way it is written.
    local inside
    for inside in weg/sleutel ./weg/sleutel weg/../weg/sleutel "$PWD/weg/sleutel" weg; do
        capture stage export weg/ --all --pseudonym --key "$inside"
        expect_status 65
        expect_stderr "keep it apart"
    done
    echo kort >slecht
    printf '%065d\n' 0 >lang
    head -c 64 /dev/zero | tr '\0' g >letters
    chmod 600 slecht lang letters
    mkdir map
    for bad in slecht lang letters map /dev/null; do
        capture stage export weg --all --pseudonym --key "$bad"
        [ "$status" -eq 65 ] || [ "$status" -eq 77 ] || { echo "$bad"; explain; }
    done
    capture stage export weg --all --pseudonym --key nergens/sleutel
    expect_status 74
    [ ! -e weg ]
    [ -z "$(find . -name '*.new-*')" ]
}

# --- the folder

@test "what is there stays as it is" {
    mkdir folder
    echo tekst >file
    ln -s nergens link
    local there
    for there in folder file link folder/; do
        capture stage export "$there" --all --pseudonym --key sleutel
        expect_status 65
        expect_stderr "is there already"
        [ ! -e sleutel ]
    done
    [ -z "$(ls folder)" ]
    [ "$(cat file)" = tekst ]
    capture stage export nergens/diep --all
    expect_status 74
    expect_stderr "cannot make 'nergens/diep'"
    [ ! -e nergens ]
}

@test "a full disk leaves nothing behind" {
    disk="$HOME/disk"
    mkdir disk
    mount -t tmpfs -o size=64k none disk 2>/dev/null || { disk=; skip "no disk of our own"; }
    capture stage export disk/uit --all
    expect_status 74
    expect_output ""
    expect_stderr "cannot write 'disk/uit/"
    expect_stderr "No space left"
    [[ "$stderr" != *.new-* ]] || explain
    [ -z "$(ls -A disk)" ]
    mount -o remount,size=16m disk
    stage -q export disk/uit --all
    package disk/uit
}

@test "killed halfway there is no folder, and the next export sweeps up" {
    export ASAN_OPTIONS="${ASAN_OPTIONS:-}:verify_asan_link_order=0"
    local shim="$STAGE_TEST_BUILD/tests/fault.so" at named after=()
    STAGE_FAULT_LOG=calls LD_PRELOAD="$shim" stage -q export uit --all
    named=$(sed -n 's/^\([0-9]*\) rename .*/\1/p' calls)
    [ "$named" -gt 80 ]
    [ "$(wc -l <calls)" -eq "$named" ] || after=($((named + 1))) # what a file of a store has to be closed
    rm -r uit
    for at in "${after[@]}" 20 $((named / 2)) "$named"; do
        rm -rf "$STAGE_STORE"-* uit uit.new-* # what a kill left makes other calls
        capture env STAGE_FAULT_DO=kill STAGE_FAULT_AT="$at" LD_PRELOAD="$shim" stage export uit --all
        expect_status 137
        if [ "$at" -gt "$named" ]; then
            package uit
        else
            [ ! -e uit ]
            [ "$(find . -maxdepth 1 -name 'uit.new-*' | wc -l)" = 1 ]
        fi
    done
    stage -q export uit --all
    package uit
    [ -z "$(find . -name '*.new-*')" ]
}

@test "it is of one moment, while others write" {
    for i in 1 2 3 4 5 6; do
        stage -q student add "5$i" "Druk Bezig" && stage -q plaatsing add "5$i" --bedrijf huis --begin 2026-09-01 --einde 2027-01-29
    done &
    local i
    for i in 1 2 3; do
        stage -q export "uit$i" --all
        package "uit$i"
    done
    wait
}

@test "a text that is no UTF-8 is named, and nothing is made" {
    about_the_file # a server takes no such text
    raw_write "UPDATE student SET cohort = CAST(x'ff41' AS TEXT) WHERE id = 2"
    capture stage export uit --all
    expect_status 65
    expect_stderr "student 2: cohort is no UTF-8"
    [ -z "$(find . -name 'uit*')" ]
}

@test "a store that is only to be read can be exported" {
    stage -q student list >/dev/null
    only_to_read
    stage -q export uit --all
    package uit
}

@test "the page has the tables of an export" {
    stage -q export uit --all
    sed -n '/^\.It Fl -all/,/^\.It Fl -only/p' "$STAGE_TEST_SOURCE/man/stage-export.1" | tr '\n' ' ' |
        sed 's/.*can have: //; s/\..*//; s/,/, /g; s/ and /, /; s/,  */ /g' >said
    [ "$(tr -s ' ' <said)" = "$(names uit)" ] || { cat said; return 1; }
}

@test "the tables and the folder are completed" {
    [ "$(offered export --)" ] # options of the row
    [[ "$(offered export --)" == *--pseudonym* ]]
    [[ "$(offered export --only stu)" == *student* ]]
    [[ "$(offered export --only student,plaa)" == *student,plaatsing* ]]
}
