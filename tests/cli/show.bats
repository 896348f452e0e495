# The story of a placement: judgement and guidance, trust, learning moments, agreements.
load common
load story

setup() { setup_story; }

rows() { stage show 0012 "${@:2}" -f json | json_of "[list(r.values()) for r in d[\"$1\"]]"; }

@test "who, where, and the norm" {
    stage show hof -f json | checked json show
    [ "$(stage show 0012 -f json | json_of '[d["student"], d["waar"]["opleider"]] + list(d["norm"].values())')" = \
        "[\"Zoë van 't Hof\", 'Ria Smit', 'standaard', '2/3', 'gehouden,gehouden,later']" ]
    stage show 0012 >page
    grep -qx "momenten  ●●·" page
    grep -qx "The story of a placement: Zoë van 't Hof" page
}

@test "judgement and guidance choices side by side, by day" {
    [ "$(rows lijn)" = "[['2026-09-15', 1, 'Rustig begin.', 'vroeg zelf om de weegschaal', None, 2, 'laten-zien', None, 'de oven', 'ja'], \
['2026-10-20', 2, 'Groeit.', 'de vlechten', None, 3, 'toevertrouwen', None, 'de kassa', 'deels']]" ]
    # A choice stands beside the judgement that it answers, on its own day; and by itself when it answers none.
    stage -q begeleidingskeuze add 0012 meedoen "teamdag" --datum 2026-11-02 --inschatting 1
    stage -q begeleidingskeuze add 0012 meedoen "de bestelling" --datum 2026-10-05
    stage -q inschatting add 0012 "Nog een." --datum 2026-09-15
    [ "$(stage show 0012 -f json | json_of '[(r["datum"], r["inschatting"], r["keuze"]) for r in d["lijn"]]')" = \
        "[('2026-09-15', 1, 2), ('2026-09-15', 3, None), ('2026-10-05', None, 5), ('2026-10-20', 2, 3), ('2026-11-02', 1, 4)]" ]
    stage show 0012 -f json | checked json show
    # What two lines share is said once, and a judgement of after the day is not told.
    stage -q begeleidingskeuze add 0012 meedoen "de kassa tellen" --datum 2026-09-15 --inschatting 1
    [ "$(stage show 0012 | grep -c Rustig)" = 2 ]
    stage -q begeleidingskeuze add 0012 meedoen "vooraf" --datum 2026-09-10 --inschatting 2
    [ "$(stage show 0012 --on 2026-09-14 -f json | json_of '[(r["datum"], r["oordeel"], r["keuze"]) for r in d["lijn"]]')" = "[('2026-09-10', None, 7)]" ]
}

@test "the growth from laten zien to toevertrouwen" {
    stage -q begeleidingskeuze add 0012 toevertrouwen "de oven" --datum 2026-10-20
    stage -q begeleidingskeuze add 0012 meedoen "teamdag" --datum 2026-10-20
    [ "$(rows groei)" = "[['2026-09-15', 1, 0, 0, '░'], ['2026-10-20', 0, 1, 2, '▒██']]" ]
    stage show 0012 | grep -q "2026-10-20 *0 *1 *2 ▒██"
    local i
    for i in {1..30}; do stage -q begeleidingskeuze add 0012 meedoen "nog een, $i" --datum 2026-11-01; done
    [ "$(stage show 0012 -f json | json_of 'd["groei"][2]["meedoen"], len(d["groei"][2]["beeld"])')" = "30 20" ]
}

@test "learning moments by day, whatever was taken down first" {
    stage -q gesprek log 0012 2026-10-01 telefoon -1 "gevoel: trots op het brood" -2 "praten: nee, te druk"
    [ "$(stage show 0012 -f json | json_of '[(r["datum"], r["aspect"], r["tekst"]) for r in d["leermomenten"]]')" = \
        "[('2026-09-15', 'aha', 'Deeg moet rusten.'), ('2026-10-01', 'gevoel', 'trots op het brood'), ('2026-10-20', 'vraag', 'Mag ik eerder weg?')]" ]
    [ "$(stage show 0012 -f json | json_of '[(r["aspect"], r["geboden"], r["tekst"]) for r in d["leerpotentieel"]]')" = \
        "[('praten', True, 'in de pauze'), ('praten', False, 'te druk'), ('meekijken', False, None)]" ]
    stage show 0012 >page
    grep -qx -- "- 2026-10-01 praten nee: te druk" page
    grep -qx -- "- 2026-10-20 meekijken nee" page
}

@test "agreements that were kept" {
    stage -q afspraak add 0012 "op tijd" --wie student --voor 2026-11-20 --datum 2026-11-01
    stage -q afspraak close 3 "gedaan" --datum 2026-11-20
    stage -q afspraak add 0012 "zonder dag" --wie opleider --datum 2026-11-01
    stage -q afspraak add 0012 "klaar zonder dag" --datum 2026-11-01
    stage -q afspraak close 5 "ja"
    stage -q afspraak add 0012 "vandaag" --voor 2026-11-23
    [ "$(stage show 0012 -f json | json_of '[(r["id"], r["stand"], r["gesloten"], r["resultaat"]) for r in sorted(d["afspraken"], key=lambda r: r["id"])]')" = \
        "[(1, 'later', '2026-10-20', 'gelezen'), (2, 'te laat', None, None), (3, 'op tijd', '2026-11-20', 'gedaan'), (4, 'open', None, None), \
(5, 'op tijd', '2026-11-23', 'ja'), (6, 'open', None, None)]" ]
    stage show 0012 | grep -qx "kept on time 2, later 1, open 2, overdue 1"
    stage show 0012 -f json | checked json show
}

@test "the talks" {
    stage -q gesprek plan 0012 2026-12-07
    [ "$(rows gesprekken)" = "[[2, '2026-09-15', 'start', 'bezoek', True, True, True, True], [3, '2026-10-20', 'tussen', 'online', True, True, True, True]]" ]
    stage -q gesprek log 0012 gisteren telefoon --opleider nee --zonder-notities
    [ "$(stage show 0012 -f json | json_of '[(r["gezamenlijk"], r["opleider_aanwezig"]) for r in d["gesprekken"]][-1]')" = "(False, False)" ]
}

@test "--on tells it as it was known on that day" {
    stage show 0012 --on 2026-10-19 -f json >then.json
    checked json show <then.json
    [ "$(json_of '[len(d[k]) for k in ("lijn", "groei", "leermomenten", "leerpotentieel", "afspraken", "gesprekken")]' <then.json)" = "[1, 1, 1, 1, 1, 1]" ]
    [ "$(json_of '[(a["stand"], a["gesloten"], a["resultaat"]) for a in d["afspraken"]]' <then.json)" = "[('te laat', None, None)]" ]
    [ "$(stage show 0012 --on 2026-10-20 -f json | json_of 'd["afspraken"][0]["stand"], len(d["lijn"])')" = "later 2" ]
    stage show 0012 --on 2026-09-01 >page
    [ "$(grep -c -e "no talk was held yet" -e "nothing was agreed yet" -e "no judgement and no guidance choice" page)" = 3 ]
    ! grep -q "kept on time" page
    STAGE_TODAY=2026-10-19 stage show 0012 -f json | cmp - then.json
}

@test "a placement without anything, one that is over, has not begun, never was, or is one of two" {
    stage -q student add 0300 "Bo Kok"
    stage -q plaatsing add 0300 --bedrijf smederij --begin 2027-02-01 --einde 2027-06-30
    stage -q student add 0301 "Cas Vos"
    stage -q plaatsing add 0301 --bedrijf smederij --begin 2026-09-01 --einde 2026-12-30 --status vervallen
    stage -q plaatsing add 0100 --bedrijf korst --begin 2026-10-01 --einde 2026-12-30
    local call format
    for call in 0012 0200 0300 "0301 --plaatsing 5" "0100 --plaatsing 2"; do
        # shellcheck disable=SC2086
        for format in text md html; do
            capture stage show $call -f "$format"
            expect_status 0
        done
        stage show $call -f json | checked json show
        stage show $call -f html | checked html
    done
    [ "$(stage show 0301 --plaatsing 5 -f json | json_of 'list(d["norm"].values())')" = "[None, None, None]" ]
    capture stage show 0301
    expect_status 65
    capture stage show 0100
    expect_status 65
    expect_stderr "--plaatsing"
    expect_output ""
    [ "$(stage show 0100 --plaatsing 6 -f json | json_of 'd["waar"]["leerbedrijf"]')" = "Bakkerij De Korst" ]
    capture stage show 0100 --plaatsing 1
    expect_status 65
}

@test "nothing that is confidential, of a signaal, or for the student alone, in any format" {
    local format
    for format in text md html json; do
        stage show 0012 -f "$format" >page 2>rest
        expect_no_secrets page
        [ ! -s rest ]
    done
    stage -q gesprek log 0012 gisteren --vertrouwelijk "GEHEIM weer"
    stage show 0012 >page
    expect_no_secrets page
}

@test "text that is hostile does nothing in any format" {
    stage -q gesprek log 0012 gisteren -1 "aha: $HOSTILE" -2 "praten: ja, $HOSTILE" -3 "$HOSTILE" -3 "voorbeeld: $HOSTILE" \
        -4 "meedoen: $HOSTILE" --afspraak "$HOSTILE" --gedaan "2 $HOSTILE"
    raw_write "UPDATE notitie SET tekst = tekst || char(27) || '[2J' || char(7, 127, 8238, 8294);
        UPDATE afspraak SET wat = wat || char(27) || '[2J', resultaat = resultaat || char(8238)"
    stage show 0012 -f html >page
    checked html <page
    ! grep -q -e '<script' -e '<img' page
    for format in text md; do
        stage show 0012 -f "$format" >page
        [ "$(python3 -c 'print([c for c in open("page", encoding="utf-8").read() if ord(c) < 32 and c not in "\n" or c in "\x7f\u202e\u2066"])')" = "[]" ] ||
            { echo "$format"; return 1; }
    done
    # In a table of Markdown a row stays one line, of as many cells as there are titles.
    python3 - <<'PYTHON'
import re
tables = re.findall(r"(?:^\|.*\n)+", open("page", encoding="utf-8").read(), re.M)
assert len(tables) == 4
for table in tables:
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1, table
PYTHON
    stage show 0012 -f json | checked json show
}

@test "at a terminal headings are bold and the page is as wide as it is; in a file it is 80" {
    [ "$(stage show 0012 | wc -L)" -le 80 ]
    at_terminal env -u NO_COLOR stage show 0012
    [[ "$output" == *$'\x1b[1mAgreements\x1b[0m'* ]] || explain
    at_terminal stage show 0012
    [[ "$output" == *Agreements* && "$output" != *$'\x1b'* ]] || explain
}

@test "it takes the options of a page, and only reads" {
    local before
    before=$(store_sum)
    capture stage show 0012 -f csv
    expect_status 64
    capture stage show
    expect_status 64
    capture stage show 0012 --on gisterochtend
    expect_status 64
    capture stage show 9999
    expect_status 65
    capture bash -c 'stage show 0012 -f json >/dev/full'
    expect_status 74
    [ "$(store_sum)" = "$before" ]
}
