# Praktijkopleiders: people of a leerbedrijf.
load common

setup() {
    setup_store
    stage -q leerbedrijf add "Bakkerij De Korst" --plaats Utrecht
    stage -q leerbedrijf add "De Smederij" --plaats Zeist
}

field() { stage opleider show "$1" --columns "$2" --format tsv; }

@test "opleider add needs a name and a company that is there" {
    capture stage opleider add "Ria Smit" --bedrijf korst --email ria@example.org --telefoon 030
    expect_status 0
    [ "$(field 1 naam,leerbedrijf,plaats,email,telefoon)" = "Ria Smit	Bakkerij De Korst	Utrecht	ria@example.org	030" ]
    capture stage opleider add "Ria Smit"
    expect_status 64
    expect_stderr "--bedrijf is missing"
    capture stage opleider add --bedrijf korst
    expect_status 64
    capture stage opleider add "Jo Bos" --bedrijf slager
    expect_status 65
    expect_stderr "there is no leerbedrijf 'slager'"
    capture stage opleider add "Jo Bos" --bedrijf de
    expect_status 65
    expect_stderr "De Smederij (Zeist)"
    capture stage opleider add "Jo Bos" --bedrijf ""
    [ "$status" -ne 0 ]
    capture stage opleider add "Jo Bos" --bedrijf korst --email "jo bos"
    expect_status 65
    [ "$(stage opleider list --columns id --format tsv)" = 1 ]
}

@test "an opleider is found by id, e-mail, part of the name" {
    stage -q opleider add "Ria Smit" --bedrijf korst --email ria@example.org
    stage -q opleider add "André Çelik" --bedrijf smederij
    local word
    for word in 1 ria@example.org smit "Smit, Ria" RIA; do
        [ "$(field "$word" id)" = 1 ] || { echo "not found: $word"; return 1; }
    done
    [ "$(field "andre celik" id)" = 2 ]
    capture stage opleider show 3
    expect_status 65
    expect_stderr "there is no opleider '3'"
}

@test "an e-mail address is found in any case" {
    stage -q opleider add "Ria Smit" --bedrijf korst --email Ria@example.org
    [ "$(field ria@example.org id)" = 1 ]
    [ "$(field RIA@EXAMPLE.ORG id)" = 1 ]
}

@test "two of one name are told apart by their company" {
    stage -q opleider add "Ria Smit" --bedrijf korst
    stage -q opleider add "Ria Smit" --bedrijf smederij
    capture stage opleider show smit
    expect_status 65
    expect_stderr "Ria Smit (Bakkerij De Korst) [1]"
    expect_stderr "Ria Smit (De Smederij) [2]"
}

@test "opleider edit changes, and an empty value takes away" {
    stage -q opleider add "Ria Smit" --bedrijf korst --email ria@example.org --telefoon 030
    stage -q opleider edit smit --email "" --telefoon "" --bedrijf smederij
    [ "$(field 1 leerbedrijf,email,telefoon)" = "De Smederij		" ]
    stage -q opleider edit 1 --naam "Ria de Wit"
    [ "$(field 1 naam)" = "Ria de Wit" ]
    capture stage opleider edit 1 --bedrijf ""
    expect_status 65
    expect_stderr "leerbedrijf"
    capture stage opleider edit 1 --achternaam ""
    expect_status 65
}

@test "opleider list filters by company and name" {
    stage -q opleider add "Ria Smit" --bedrijf korst
    stage -q opleider add "Jo Bos" --bedrijf smederij
    [ "$(stage opleider list --columns naam --format tsv)" = "Jo Bos
Ria Smit" ]
    [ "$(stage opleider list --bedrijf korst --columns naam --format tsv)" = "Ria Smit" ]
    [ "$(stage opleider list bos --columns naam --format tsv)" = "Jo Bos" ]
}

@test "opleider rm refuses while a placement depends on it and names it" {
    stage -q opleider add "Ria Smit" --bedrijf korst
    stage -q student add 1 "Jan Bos"
    stage -q plaatsing add 1 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29 --opleider smit
    [ "$(field smit plaatsingen)" = 1 ]
    capture stage opleider rm smit
    expect_status 65
    expect_stderr "plaatsing 1"
    stage -q plaatsing edit 1 --opleider ""
    stage -q opleider rm smit
    [ "$(stage opleider list --format tsv)" = "" ]
}
