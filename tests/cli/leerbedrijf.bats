# Leerbedrijven: numbers of SBB and KvK, and postcodes, checked at the door.
load common
load story

setup() { setup_store; }

field() { stage leerbedrijf show "$1" --columns "$2" --format tsv; }

@test "leerbedrijf add keeps every number as it is written" {
    stage -q leerbedrijf add "Bakkerij De Korst" --sbb 100012345 --kvk 01234567 --vestiging 000012345678 \
        --adres "Oude Gracht 1" --postcode 3511ab --plaats Utrecht --telefoon 0301234567
    [ "$(field 1 naam,sbb,kvk,vestiging,adres,postcode,plaats,telefoon)" = \
        "Bakkerij De Korst	100012345	01234567	000012345678	Oude Gracht 1	3511 AB	Utrecht	0301234567" ]
}

@test "a postcode becomes 1234 AB; a foreign one stays" {
    local given
    for given in 3511ab 3511AB "3511 ab" "3511  Ab"; do
        stage -q leerbedrijf add Een --postcode "$given"
    done
    [ "$(stage leerbedrijf list --columns postcode --format tsv | sort -u)" = "3511 AB" ]
    stage -q leerbedrijf add Twee --postcode "B-2000"
    stage -q leerbedrijf add Drie --postcode "2000"
    stage -q leerbedrijf add Vier --postcode "48143"
}

@test "a postcode with a typing error is refused" {
    local bad
    for bad in 3511a 3511abc 3511a1 "3511 12" "3511 A1" "3511-AB" "3511 AB Utrecht"; do
        capture stage leerbedrijf add Bakker --postcode "$bad"
        [ "$status" -eq 65 ] || { echo "postcode '$bad'"; explain; }
        expect_stderr "$bad"
    done
    [ "$(stage leerbedrijf list --format tsv)" = "" ]
}

@test "kvk has 8 digits, vestiging 12, sbb 9 and no leading zero" {
    local option bad
    while read -r option bad; do
        capture stage leerbedrijf add Bakker "--$option" "$bad"
        [ "$status" -eq 65 ] || { echo "--$option $bad"; explain; }
        expect_stderr "$option"
        expect_stderr "$bad"
    done <<'EOF'
kvk 1234567
kvk 123456789
kvk 1234567a
kvk 1234.567
vestiging 12345678901
vestiging 1234567890123
sbb 12345678
sbb 1000123456
sbb 10001234x
sbb 012345678
EOF
    [ "$(stage leerbedrijf list --format tsv)" = "" ]
}

@test "an sbb number belongs to one leerbedrijf" {
    stage -q leerbedrijf add Een --sbb 100012345
    capture stage leerbedrijf add Twee --sbb 100012345
    expect_status 65
    expect_stderr "already"
    # Two branches of one company may share a KvK number.
    stage -q leerbedrijf add Drie --kvk 12345678
    stage -q leerbedrijf add Vier --kvk 12345678
}

@test "a leerbedrijf is found by sbb, id, and part of the name" {
    stage -q leerbedrijf add "Café De Brûlerie" --sbb 100012345 --plaats Utrecht
    stage -q leerbedrijf add "De Smederij" --plaats Zeist
    local word
    for word in 100012345 1 cafe BRULERIE "café de brûlerie" "brulerie cafe"; do
        [ "$(field "$word" id)" = 1 ] || { echo "not found: $word"; return 1; }
    done
    capture stage leerbedrijf show de
    expect_status 65
    expect_stderr "Café De Brûlerie (Utrecht) [100012345]"
    expect_stderr "De Smederij (Zeist) [2]"
    capture stage leerbedrijf show 3
    expect_status 65
}

@test "two branches of one name are told apart" {
    stage -q leerbedrijf add "Bakkerij De Korst" --plaats Utrecht
    stage -q leerbedrijf add "Bakkerij De Korst" --plaats Zeist
    capture stage leerbedrijf show "bakkerij de korst"
    expect_status 65
    expect_stderr "(Utrecht)"
    expect_stderr "(Zeist)"
}

@test "leerbedrijf edit changes, checks, and takes away with an empty value" {
    stage -q leerbedrijf add "De Smederij" --sbb 100012345 --kvk 01234567 --postcode "3511 AB" --plaats Zeist --telefoon 030
    stage -q leerbedrijf edit smederij --postcode 1234zz --naam "De Oude Smederij"
    [ "$(field smederij naam,postcode,kvk)" = "De Oude Smederij	1234 ZZ	01234567" ]
    capture stage leerbedrijf edit smederij --kvk 123
    expect_status 65
    stage -q leerbedrijf edit smederij --sbb "" --kvk "" --postcode "" --plaats "" --telefoon ""
    [ "$(field smederij sbb,kvk,postcode,plaats,telefoon)" = "				" ]
    capture stage leerbedrijf edit smederij --naam ""
    expect_status 65
    expect_stderr "naam is missing"
}

@test "leerbedrijf list counts running placements" {
    rm "$STAGE_STORE" && setup_placements
    [ "$(stage leerbedrijf list --columns naam,plaatsingen --format tsv)" = "Bakkerij De Korst	1
De Smederij	1" ]
    [ "$(stage leerbedrijf list korst --columns id --format tsv)" = 1 ]
}

@test "leerbedrijf rm refuses and names placements and opleiders" {
    rm "$STAGE_STORE" && setup_placements
    capture stage leerbedrijf rm korst
    expect_status 65
    expect_stderr "plaatsing 1"
    expect_stderr "opleider 1"
    stage -q plaatsing rm 1
    capture stage leerbedrijf rm korst
    expect_status 65
    expect_stderr "opleider 1"
    [[ "$stderr" != *plaatsing* ]]
    stage -q opleider rm smit
    stage -q leerbedrijf rm korst
    [ "$(stage leerbedrijf list --columns naam --format tsv)" = "De Smederij" ]
}

# --- what there is to learn

page() { stage leerbedrijf show korst "$@"; }

@test "show adds up over placements and years which chances there were, and with whom" {
    rm "$STAGE_STORE" && setup_story
    stage -q opleider add "Bas Kok" --bedrijf korst
    stage -q student add 0300 "Cas Vos"
    stage -q plaatsing add 0300 --bedrijf korst --begin 2024-09-01 --einde 2025-01-31 -d WITK -p kok
    stage -q gesprek log 0300 2024-11-04 bezoek -2 "praten: nee" -2 "meekijken: nee" -2 "uitvoeren-begeleid: samen met Cas de taart"
    [ "$(page -f json | json_of '[list(c.values()) for c in d["leerpotentieel"]]')" = \
        "[['praten', 'gezien', 2, 1, 3, '2026-09-15', 'Ria Smit, Bas Kok', 'in de pauze\\nthe student praat in de pauze met Ria'], \
['meekijken', 'nooit', 0, 3, 3, '2026-10-20', 'Ria Smit, Bas Kok', \"zegt the student's begeleider\"], \
['uitvoeren-begeleid', 'gezien', 1, 0, 2, '2025-10-06', 'Ria Smit, Bas Kok', 'mevrouw the student deed de kassa\\nsamen met the student de taart'], \
['uitvoeren-zelfstandig', 'onbekend', 0, 0, 0, None, None, None]]" ]
    [ "$(page -f json | json_of 'd["leerpotentieel"][0]["opleiders"]')" = "Ria Smit, Bas Kok" ]
    [ "$(page -f json | json_of 'list(d.values())[-9:-3]')" = "[None, 3, 4, 3, '2026-09-15', '2026-10-20']" ]
    [ "$(page -f json | json_of '[list(s.values()) for s in d["begeleiding"]]')" = \
        "[['laten-zien', 1, 1, 0, '2026-09-15'], ['meedoen', 1, 0, 1, '2025-10-06'], ['toevertrouwen', 1, 0, 1, '2026-10-20']]" ]
    [ "$(page -f json | json_of '[list(n.values()) for n in d["werkveld"]]')" = "[['2025-10-06', 'Ria Smit', 'een oven op waterstof, zag the student']]" ]
    page -f json | checked json leerbedrijf
    page -f html | checked html
    # Three examples of each at most, the newest first; what is to come is not known yet.
    for i in 1 2 3 4; do stage -q gesprek note 3 -2 "praten: ja, voorbeeld $i"; done
    [ "$(page -f json | json_of 'd["leerpotentieel"][0]["voorbeelden"].split("\n")')" = "['voorbeeld 1', 'voorbeeld 2', 'voorbeeld 3']" ]
    [ "$(STAGE_TODAY=2025-10-05 page -f json | json_of '[c["stand"] for c in d["leerpotentieel"]], d["werkveld"], d["begeleiding"], d["laatste_bezoek"]')" = \
        "['nooit', 'nooit', 'genoemd', 'onbekend'] [] [] 2024-11-04" ]
}

@test "the last visit is one of a docent, on the spot" {
    rm "$STAGE_STORE" && setup_placements
    visits() { page -f json | json_of 'd["gesprekken"], d["bezoeken"], d["laatste_bezoek"], d["laatste_gesprek"]'; }
    [ "$(visits)" = "0 0 None None" ]
    stage -q gesprek plan 0012 2026-10-01 --vorm bezoek
    stage -q gesprek log 0012 2026-10-06 online --zonder-notities
    [ "$(visits)" = "1 0 None 2026-10-06" ]
    stage -q gesprek log 0012 2026-10-07 bezoek --docent nee --zonder-notities
    [ "$(visits)" = "2 0 None 2026-10-07" ]
    stage -q gesprek log 0012 2026-09-15 bezoek --zonder-notities
    [ "$(visits)" = "3 1 2026-09-15 2026-10-07" ]
}

@test "no student's name, nothing confidential and no signaal in any format of show" {
    rm "$STAGE_STORE" && setup_story
    stage -q gesprek log 0012 gisteren -2 "praten: ja, ZOË en zoë's maat" -2 "meekijken: van 't Hof kijkt mee met Zoë van 't Hof" \
        -2 "uitvoeren-zelfstandig: ja, Ada's oude werk, mevrouw De Boer" -2 "werkveld: Zoës nieuws van Hof en Boer" -4 "laten-zien: aan Zoë"
    # Under key 2, as if it were no secret.
    raw_write "INSERT INTO notitie (gesprek, sleutel, aspect, tekst, vertrouwelijk) VALUES (4, 2, 'praten', 'GEHEIM', 1)"
    local format
    for format in text md html json table csv tsv; do
        page -f "$format" >shown 2>&1
        expect_no_secrets shown
        ! grep -qi -e '\bzo[eë]' -e '\bhof' -e '\bada' -e '\bboer' shown || { echo "$format"; cat shown; return 1; }
    done
    page -f json | checked json leerbedrijf
}

@test "show of a company that nobody was at yet, and one of hostile text" {
    rm "$STAGE_STORE" && setup_story
    stage -q leerbedrijf add "Leeg BV"
    for format in text md html json; do
        capture stage leerbedrijf show leeg -f "$format"
        expect_status 0
    done
    stage leerbedrijf show leeg -f json | checked json leerbedrijf
    [ "$(stage leerbedrijf show leeg -f json | json_of '[c["stand"] for c in d["leerpotentieel"]], d["werkveld"], d["begeleiding"], d["laatste_bezoek"]')" = \
        "['onbekend', 'onbekend', 'onbekend', 'onbekend'] [] [] None" ]
    stage -q leerbedrijf edit korst --adres "$HOSTILE" --naam "$HOSTILE"
    stage -q gesprek log 0012 gisteren -2 "praten: ja, $HOSTILE" -2 "werkveld: $HOSTILE"
    raw_write "UPDATE notitie SET tekst = tekst || char(27) || '[2J' || char(7, 127, 8238, 8294)"
    stage leerbedrijf show 1 -f html >shown
    checked html <shown
    ! grep -q -e '<script' -e '<img' shown
    for format in text md table csv tsv; do
        stage leerbedrijf show 1 -f "$format" >shown
        [ "$(python3 -c 'print([c for c in open("shown", encoding="utf-8").read() if ord(c) < 32 and c not in "\n\t\r" or c in "\x7f\u202e\u2066"])')" = "[]" ] ||
            { echo "$format"; return 1; }
    done
    stage leerbedrijf show 1 -f json | checked json leerbedrijf
    # A row is for a spreadsheet still.
    stage -q leerbedrijf edit 1 --naam "=1+1"
    [[ "$(stage leerbedrijf show 1 -f csv --columns naam)" == *"'=1+1"* ]]
    [ "$(stage leerbedrijf show 1 --columns id,naam --format tsv)" = "1	=1+1" ]
}
