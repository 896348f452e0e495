# Leerbedrijven: numbers of SBB and KvK, and postcodes, checked at the door.
load common

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
