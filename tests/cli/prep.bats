# The page that prepares a conversation, and the sheet for the student alone.
load common
load story

setup() { setup_story; }

prep() { stage -q prep "$@"; }

# The keys and aspects of the questions, on one line.
asked() { json_of '" ".join(dict.fromkeys(v["aspect"] or str(v["sleutel"]) for v in d["vragen"]))'; }

@test "who, where, which moment" {
    prep hof -f json | checked json prep
    [ "$(prep 0012 -f json | json_of '[d[k] for k in ("plaatsing", "nummer", "student", "klas", "docent", "einde")]')" = \
        "[1, '0012', \"Zoë van 't Hof\", 'IT3', 'WITK Kees de Wit', '2027-01-29']" ]
    [ "$(prep 0012 -f json | json_of 'list(d["waar"].values())')" = "['Bakkerij De Korst', 'Oude Gracht 1', '3511 AB', \
'Utrecht', '030 123 45 67', 'Ria Smit', 'ria@example.org', '06 12345678', 'ma,di,do']" ]
    [ "$(prep 0012 -f json | json_of 'list(d["gesprek"].values())')" = \
        "['eind', None, None, None, None, None, 'eind', 'later', '2027-02-12', '2/3', '2026-10-20']" ]
    stage -q gesprek plan 0012 2026-12-07 --tijd 14:30 --vorm bezoek
    stage -q gesprek plan 0012 2027-01-12
    stage -q gesprek plan 0012 2026-12-01
    stage -q gesprek cancel 6
    [ "$(prep 0012 -f json | json_of 'list(d["gesprek"].values())[:5]')" = "['tussen', 4, '2026-12-07', '14:30', 'bezoek']" ]
    [ "$(STAGE_TODAY=2026-12-08 stage -q prep 0012 -f json | json_of 'd["gesprek"]["id"]')" = 5 ]
    [ "$(STAGE_TODAY=2026-12-07 stage -q prep 0012 -f json | json_of 'd["gesprek"]["id"]')" = 4 ]
}

@test "what came after the day is not known yet" {
    export STAGE_TODAY=2026-10-01
    prep 0012 -f json >page.json
    checked json prep <page.json
    [ "$(json_of '[k["strategie"] for k in d["begeleiding"]], d["inschatting"]["oordeel"], d["verschillen"], [n["tekst"] for n in d["notities"]]' <page.json)" = \
        "['laten-zien'] Rustig begin. [] ['Deeg moet rusten.', 'in de pauze']" ]
    [ "$(json_of 'd["gesprek"]["laatste"]' <page.json)" = 2026-09-15 ]
    [ "$(asked <page.json)" = "vraag gevoel meekijken uitvoeren-begeleid uitvoeren-zelfstandig werkveld zienswijze verwachting meedoen toevertrouwen" ]
}

@test "agreements that are open, with who and before when" {
    [ "$(prep 0012 -f json | json_of 'd["afspraken"]')" = "[{'id': 2, 'wie': 'docent', 'wat': 'belt de opleider', \
'voor': '2026-11-13', 'dagen': 10, 'datum': '2026-10-20'}]" ]
    [ "$(STAGE_TODAY=2026-11-13 stage -q prep 0012 -f json | json_of 'd["afspraken"][0]["dagen"]')" = None ]
    prep 0012 | grep -q "docent belt de opleider 2026-11-13 *10 2026-10-20"
    stage -q gesprek note 3 --gedaan "2 gebeld"
    [ "$(prep 0012 -f json | json_of 'd["afspraken"]')" = "[]" ]
    prep 0012 | grep -q "no agreement is open"
}

@test "the last inschatting, choices and whether they were recognised, two views" {
    [ "$(prep 0012 -f json | json_of 'list(d["inschatting"].values())')" = "[2, '2026-10-20', 'Groeit.', 'de vlechten', None, None, None, None, None]" ]
    [ "$(prep 0012 -f json | json_of '[(k["datum"], k["strategie"], k["voorbeeld"], k["herkend"]) for k in d["begeleiding"]]')" = \
        "[('2026-09-15', 'laten-zien', 'de oven', 'ja'), ('2026-10-20', 'toevertrouwen', 'de kassa', 'deels')]" ]
    [ "$(prep 0012 -f json | json_of '[list(v.values()) for v in d["verschillen"]]')" = \
        "[['2026-10-20', 'toevertrouwen', 'de kassa', None, 'deels']]" ]
    # A chance of which they say otherwise, and a judgement that is not recognised.
    stage -q gesprek log 0012 gisteren -3 "Let op tempo." -3 "zienswijze: ik werk hard
herkend: nee"
    stage -q notitie add 2 2 -a praten --geboden ja --volgens opleider
    stage -q notitie add 2 2 -a praten "geen tijd" --geboden nee --volgens student
    [ "$(prep 0012 -f json | json_of '[list(v.values()) for v in d["verschillen"]][::2]')" = \
        "[['2026-10-20', 'toevertrouwen', 'de kassa', None, 'deels'], ['2026-11-22', 'oordeel', 'Let op tempo.', 'ik werk hard', 'nee']]" ] ||
    [ "$(prep 0012 -f json | json_of 'sorted(v["onderwerp"] for v in d["verschillen"])')" = "['oordeel', 'praten', 'toevertrouwen']" ]
    prep 0012 -f json | checked json prep
    prep 0012 | grep -q "Let op tempo. ik werk hard nee"
}

@test "the last notes by key" {
    [ "$(prep 0012 -f json | json_of '[list(n.values()) for n in d["notities"]]')" = \
        "[[1, '2026-10-20', 'vraag', None, None, 'Mag ik eerder weg?'], [2, '2026-10-20', 'meekijken', False, None, None]]" ]
    # A talk that is taken down later, but was held before.
    stage -q gesprek log 0012 2026-10-01 telefoon -1 "aha: eerder" -4 "Veel vrijheid."
    [ "$(prep 0012 -f json | json_of '[n["tekst"] for n in d["notities"]]')" = "['Mag ik eerder weg?', None, 'Veel vrijheid.']" ]
    prep 0012 >page
    grep -q -- "- 1 2026-10-20 vraag: Mag ik eerder weg?" page
    grep -q -- "- 2 2026-10-20 meekijken nee" page
}

@test "what there is to learn comes from other placements, without a student's name" {
    [ "$(prep 0012 -f json | json_of '[list(c.values())[:6] for c in d["leerpotentieel"]]')" = "[['praten', 'gezien', 1, 0, 1, '2025-10-06'], \
['meekijken', 'nooit', 0, 1, 1, '2025-10-06'], ['uitvoeren-begeleid', 'gezien', 1, 0, 1, '2025-10-06'], ['uitvoeren-zelfstandig', 'onbekend', 0, 0, 0, None]]" ]
    local format
    for format in text md html json; do
        prep 0012 -f "$format" >page
        grep -q waterstof page
        ! grep -q -e Ada -e Boer page || { echo "$format"; return 1; }
    done
    [ "$(prep 0200 -f json | json_of '[c["stand"] for c in d["leerpotentieel"]]')" = "['gezien', 'nooit', 'onbekend', 'onbekend']" ]
    [ "$(prep 0200 -f json | json_of 'd["werkveld"]')" = "[]" ]
    [ "$(STAGE_TODAY=2026-09-14 stage -q prep 0200 -f json | json_of 'd["leerpotentieel"]')" = "[]" ]
    prep 0100 | grep -q "nothing is known from other placements yet"
}

@test "questions for what was never talked about, by the kind of talk" {
    [ "$(prep 0012 -f json | asked)" = "gevoel uitvoeren-begeleid uitvoeren-zelfstandig werkveld zienswijze verwachting meedoen" ]
    [ "$(prep 0100 -f json | asked)" = "1 2 3 4" ]
    prep 0100 | grep -qx "1 The student's learning"
    # What is confidential, or only planned, touches nothing.
    stage -q gesprek log 0100 gisteren --vertrouwelijk "aha, voor mij"
    [ "$(prep 0100 -f json | asked)" = "1 2 3 4" ]
    stage -q gesprek note 4 -3 "Groeit."
    [ "$(prep 0100 -f json | asked)" = "1 2 voorbeeld zienswijze verwachting 4" ]
    # Each kind has its own, two or three of each.
    local soort
    for soort in start tussen eind extra; do
        prep 0100 --soort "$soort" -f json >"$soort.json"
        [ "$(json_of 'd["gesprek"]["soort"]' <"$soort.json")" = "$soort" ]
        [ "$(json_of '[[v["sleutel"] for v in d["vragen"]].count(k) in (2, 3) for k in (1, 2, 4)]' <"$soort.json")" = "[True, True, True]" ]
    done
    questions() { json_of '[v["vraag"] for v in d["vragen"]]' <"$1.json"; }
    [ "$(questions extra)" = "$(questions tussen)" ]
    [ "$(questions start)" != "$(questions tussen)" ]
    [ "$(questions eind)" != "$(questions tussen)" ]
    [ "$(questions eind)" != "$(questions start)" ]
    capture stage prep 0100 --soort einde
    expect_status 64
}

@test "every group has two or three questions for each kind of talk, in both languages" {
    python3 - "$STAGE_TEST_ROOT/share/stage/gesprek" <<'PYTHON'
import configparser, sys
groups = {}
for language in ("nl", "en"):
    file = configparser.RawConfigParser(delimiters="=", comment_prefixes="#")
    file.read(f"{sys.argv[1]}/vragen.{language}.ini", encoding="utf-8")
    for group in file.sections():
        if group == "veiligheid":
            continue
        for kind in ("start", "tussen", "eind"):
            questions = file[group][kind].split("|")
            assert 2 <= len(questions) <= 3, (language, group, kind)
            assert all(q[:3] in ("S: ", "P: ", "A: ") and q.endswith("?") or q[:3] in ("S: ", "P: ", "A: ") and q.endswith(".") for q in questions), questions
    groups[language] = {g: {k: len(v.split("|")) for k, v in file[g].items()} for g in file.sections()}
assert groups["nl"] == groups["en"]
PYTHON
}

@test "a team's own questions, and a file that is broken" {
    own="$XDG_CONFIG_HOME/stage/gesprek"
    stage -q team add "Brood & Banket"
    stage -q docent edit WITK --team "Brood & Banket"
    mkdir -p "$own/brood-banket" "$own/it"
    printf '[sleutel1]\ntitel=Leren\ntussen=S: Van de school?\n[sleutel2]\ntussen=P: School twee?\n' >"$own/vragen.en.ini"
    printf '[sleutel1]\ntussen=S: Van het team?|Zonder wie?\n' >"$own/brood-banket/vragen.en.ini"
    printf '[sleutel1]\ntussen=S: Van een ander?\n' >"$own/it/vragen.en.ini"
    [ "$(prep 0100 -f json | json_of '[(v["onderwerp"], v["aan"], v["vraag"]) for v in d["vragen"][:3]]')" = \
        "[('Leren', 'student', 'Van het team?'), ('Leren', None, 'Zonder wie?'), ('Learning potential of the company', 'opleider', 'School twee?')]" ]
    printf '[sleutel1]\ntussen=\n' >"$own/brood-banket/vragen.en.ini"
    [ "$(prep 0100 -f json | asked)" = "2 3 4" ]
    local bad
    for bad in '[sleutel5]\ntussen=x' '[sleutel1]\ntussne=x' 'geen ini' '[sleutel1]\ntussen=\\x1b\n[veiligheid]\nvraag=x' '\xff'; do
        printf "$bad" >"$own/brood-banket/vragen.en.ini"
        capture stage prep 0100
        expect_status 78
        expect_output ""
        expect_stderr "brood-banket/vragen.en.ini"
    done
    # It is not in the way of a language that has none.
    stage -q config set language nl
    prep 0100 | grep -q "Leerproces van de student"
}

@test "a question of a team is no markup" {
    own="$XDG_CONFIG_HOME/stage/gesprek"
    mkdir -p "$own"
    printf '[sleutel1]\ntitel=<b>*T*</b>\ntussen=S: </li><script>x</script> *y*?\n' >"$own/vragen.en.ini"
    prep 0100 -f html >page
    checked html <page
    grep -qF '<h3>1 &lt;b&gt;*T*&lt;/b&gt;</h3>' page
    prep 0100 -f md | grep -qF '\</li\>\<script\>x\</script\> \*y\*?'
}

@test "a placement without anything, one that is over, one that has not begun, one that never was" {
    local format
    stage -q student add 0300 "Bo Kok"
    stage -q plaatsing add 0300 --bedrijf smederij --begin 2027-02-01 --einde 2027-06-30
    stage -q student add 0301 "Cas Vos"
    stage -q plaatsing add 0301 --bedrijf smederij --begin 2026-09-01 --einde 2026-12-30 --status vervallen
    for call in 0100 0200 0300 "0301 --plaatsing 5"; do
        # shellcheck disable=SC2086
        for format in text md html json; do
            capture stage prep $call -f "$format"
            expect_status 0
        done
        prep $call -f json | checked json prep
        prep $call -f html --print | checked html
    done
    [ "$(prep 0300 -f json | json_of '[d["gesprek"]["soort"], d["gesprek"]["gehouden"]]')" = "['start', '0/3']" ]
    [ "$(prep 0200 -f json | json_of '[d["gesprek"]["soort"], d["gesprek"]["gehouden"]]')" = "['eind', '1/3']" ]
    [ "$(prep 0301 --plaatsing 5 -f json | json_of '[d["gesprek"]["soort"], d["gesprek"]["gehouden"]]')" = "['tussen', None]" ]
    capture stage prep 0301
    expect_status 65
    expect_stderr "has no plaatsing"
    capture stage prep 0100 --plaatsing 1
    expect_status 65
    expect_stderr "plaatsing 1 is of another student"
    capture stage prep 9999
    expect_status 65
    expect_output ""
}

@test "two placements at a time: which one is asked" {
    stage -q plaatsing add 0012 --bedrijf smederij --begin 2026-10-01 --einde 2026-12-30
    capture stage prep 0012
    expect_status 65
    expect_output ""
    expect_stderr "--plaatsing"
    [ "$(prep 0012 --plaatsing 4 -f json | json_of 'd["waar"]["leerbedrijf"], d["begeleiding"], d["notities"], d["afspraken"]')" = "De Smederij [] [] []" ]
    [ "$(prep 0012 --plaatsing 1 -f json | json_of 'd["waar"]["leerbedrijf"], len(d["begeleiding"])')" = "Bakkerij De Korst 2" ]
    # One that follows another is another one.
    [ "$(STAGE_TODAY=2027-01-20 stage -q prep 0012 -f json | json_of 'd["plaatsing"]')" = 1 ]
}

@test "nothing that is confidential, of a signaal, or for the student alone, in any format" {
    local format paper
    for format in text md html json; do
        for paper in "" --print; do
            # shellcheck disable=SC2086
            stage prep 0012 -f "$format" $paper >page 2>rest
            expect_no_secrets page
            grep -q "not on the page: 1 open signaal" rest
            grep -q "not on the page: 1 confidential note" rest
            ! grep -q -e GEHEIM -e VERHAAL -e te-weinig rest
        done
    done
    [ -z "$(stage -q prep 0012 2>&1 >/dev/null)" ]
    # A talk whose only note of a key is confidential is not its last.
    stage -q gesprek log 0012 gisteren --vertrouwelijk "GEHEIM weer"
    raw_write "UPDATE notitie SET sleutel = 1, aspect = 'aha' WHERE tekst = 'GEHEIM weer'"
    [ "$(prep 0012 -f json | json_of 'd["notities"][0]["tekst"]')" = "Mag ik eerder weg?" ]
    prep 0012 >page
    expect_no_secrets page
    stage -q signaal close 1 "klaar"
    ! stage prep 0012 2>&1 >/dev/null | grep -q "open signaal"
}

@test "the sheet for the student alone" {
    local format
    stage -q config set meldpunt.school "Vertrouwenspersoon, kamer 12"
    for format in text md html json; do
        stage prep 0012 --alleen -f "$format" >page
        grep -qi "veilig\|safe" page
        grep -q "kamer 12" page
        grep -q "discriminatie" page
        ! grep -q -e GEHEIM -e VERHAAL -e Groeit -e Zoë page || { echo "$format"; return 1; }
    done
    stage prep 0012 --alleen -f json | checked json alleen
    stage prep 0012 --alleen -f html | checked html
    [ "$(stage prep 0012 --alleen -f json | json_of 'len(d["vragen"]), "kamer 12" in d["routes"][0]["route"]')" = "4 True" ]
}

@test "text that is hostile does nothing in any format" {
    local text=$HOSTILE
    stage -q gesprek log 0012 gisteren -1 "aha: $text" -2 "praten: ja, $text" -2 "werkveld: $text" -3 "$text" -3 "voorbeeld: $text" \
        -4 "meedoen: $text
herkend: nee" --afspraak "$text"
    stage -q leerbedrijf edit korst --adres "$HOSTILE" --naam "$HOSTILE"
    # What no command lets in may have come some other way.
    raw_write "UPDATE notitie SET tekst = tekst || char(27) || '[2J' || char(7, 127, 8238, 8294);
        UPDATE inschatting SET oordeel = oordeel || char(27) || '[2J' || char(7, 127, 8238, 8294)"
    text+=$(printf '\x1b[2J\x07\x7f\u202e\u2066')
    for call in "0012" "0200"; do
        prep "$call" -f html >page
        checked html <page
        ! grep -q -e '<script' -e '<img' page
        grep -qF '&lt;script&gt;' page
        for format in text md; do
            prep "$call" -f "$format" >page
            [ "$(python3 -c 'print([c for c in open("page", encoding="utf-8").read() if ord(c) < 32 and c not in "\n" or c in "\x7f\u202e\u2066"])')" = "[]" ] ||
                { echo "$format"; return 1; }
        done
        ! grep -q -E '(^|[^\\])(<|\*y|`)' <(sed -e 's/<br>//g' -e 's/^- \*\*[^*]*\*\*//; s/^\*\*[^*]*\*\*$//' page) || { cat page; return 1; }
        prep "$call" -f json | checked json prep
    done
    prep 0012 | grep -qF '\x1b[2J\x07\x7f\u202e\u2066'
    prep 0012 -f json | TEXT=$text json_of 'd["inschatting"]["oordeel"] == __import__("os").environ["TEXT"]' | grep -qx True
}

@test "--print is for paper: a form feed, ruled lines, 80 places wide" {
    prep 0012 --print >page
    [ "$(tail -c 1 page | od -An -tx1 | xargs)" = 0c ]
    [ "$(tr -dc '\f' <page | wc -c)" = 1 ]
    [ "$(wc -L <page)" -le 80 ]
    questions=$(prep 0012 -f json | json_of 'len(d["vragen"])')
    [ "$(grep -cx '  _\{78\}' page)" = $((3 * questions)) ]
    # Without, there is neither, and it is a page or so.
    prep 0012 >page
    ! grep -q -e $'\f' -e ___ page
    [ "$(wc -l <page)" -le 100 ]
    [ "$(wc -L <page)" -le 80 ]
    [ "$(prep 0012 -f html --print | grep -c '<body class="paper">')" = 1 ]
    at_terminal stage -q prep 0012 --print
    [[ "$output" == *___* && "$output" != *$'\x1b'* ]] || explain
}

# A placement of which as much is left to ask as can be, and much to tell.
full() {
    stage -q gesprek log 0100 2026-10-01 -1 "aha: Het staal wordt blauw voor het hard wordt, zag ik aan de oven." -2 "praten: ja, aan het eind van de dag" \
        -3 "Werkt rustig door, vraagt laat om hulp." -4 "meedoen: mee naar de klant
herkend: nee"
    local i
    for i in 1 2 3; do
        stage -q afspraak add 0100 "maakt werkstuk $i en legt het voor aan de praktijkopleider" --wie student --voor "2026-12-0$i"
        stage -q begeleidingskeuze add 0100 meedoen "de vergadering van de ploeg, week $i"
        stage -q student add "040$i" "Eva$i Zand"
        stage -q plaatsing add "040$i" --bedrijf smederij --begin 2025-09-01 --einde 2026-01-30
        stage -q gesprek log "040$i" "2025-10-0$i" -2 "praten: ja, bij de koffie wordt over het werk gepraat" -2 "meekijken: nee" \
            -2 "uitvoeren-begeleid: ja, samen aan de draaibank tot het lukt" -2 "werkveld: er komt een robot om te lassen"
    done
}

@test "a full page is some 100 lines of text, and two sheets of paper at most" {
    full
    prep 0100 >page
    [ "$(wc -l <page)" -le 120 ] || { wc -l page; return 1; }
    [ "$(prep 0100 -f json | json_of 'len(d["vragen"]) > 20')" = True ]
    command -v chromium >/dev/null && command -v pdfinfo >/dev/null || skip "no chromium, or no pdfinfo"
    for call in 0100 0012 0200; do
        prep "$call" --print -f html >"$HOME/page.html"
        timeout 60 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$HOME/chromium" --no-pdf-header-footer \
            --print-to-pdf="$HOME/page.pdf" "file://$HOME/page.html" >/dev/null 2>&1
        [ "$(pdfinfo page.pdf | sed -n 's/^Pages: *//p')" -le 2 ] || { echo "$call"; return 1; }
    done
}

@test "it only reads, and says the same twice" {
    local before format
    before=$(store_sum)
    for format in text md html json; do
        prep 0012 -f "$format" >one
        prep 0012 -f "$format" >two
        cmp one two
    done
    [ "$(store_sum)" = "$before" ]
    stage history --format tsv >history
    rm -f "$STAGE_STORE"-*
    only_to_read
    open_the_way
    chmod 555 "$HOME"
    capture as_nobody stage -q prep 0012 -f json
    chmod 755 "$HOME"
    expect_status 0
    expect_output "$(cat one)"
}

@test "it takes the options of a page" {
    capture stage prep 0012 -f csv
    expect_status 64
    expect_stderr "text, md, html, json"
    capture stage prep 0012 --columns id
    expect_status 64
    capture stage prep
    expect_status 64
    [ "$(offered prep hof --soort '')" = "start tussen eind extra" ]
    [ "$(offered prep hof --format '')" = "text md html json" ]
    capture bash -c 'stage -q prep 0012 >/dev/full'
    expect_status 74
    capture bash -c 'stage -q prep 0012 -f html >/dev/full'
    expect_status 74
}
