# Docenten: known by the school's abbreviation, or only by name.
load common

setup() { setup_store; }

field() { stage docent show "$1" --columns "$2" --format tsv; }

@test "docent add with a code and a name, or only one of both" {
    stage -q docent add WITK "Kees de Wit" --email kees@example.org --telefoon 0301234567
    [ "$(field WITK code,naam,email,telefoon,plaatsingen)" = "WITK	Kees de Wit	kees@example.org	0301234567	0" ]
    stage -q docent add SMIJ
    [ "$(field SMIJ code,naam)" = "SMIJ	" ]
    capture stage docent add
    expect_status 64
    expect_stderr "CODE is missing"
}

@test "docent add refuses a code that is there, and a bad e-mail address" {
    stage -q docent add WITK "Kees de Wit"
    capture stage docent add WITK "Karel Witte"
    expect_status 65
    expect_stderr "already"
    capture stage docent add ABC "An Bos" --email an.example.org
    expect_status 65
    expect_stderr "e-mail"
    [ "$(stage docent list --columns code --format tsv)" = WITK ]
}

@test "a docent is found by code in any case, by part of the name, without diacritics" {
    stage -q docent add WITK "Kees de Wit"
    stage -q docent add CELB "Bo Çelik"
    local word
    for word in WITK witk kees "de wit" "Wit, Kees de"; do
        [ "$(field "$word" code)" = WITK ] || { echo "not found: $word"; return 1; }
    done
    [ "$(field celik code)" = CELB ]
    capture stage docent show niemand
    expect_status 65
    expect_stderr "there is no docent 'niemand'"
}

@test "a code with a point or dash is found in any case" {
    stage -q docent add B.Jan "Bea Jansen"
    [ "$(field B.Jan code)" = B.Jan ]
    [ "$(field b.jan code)" = B.Jan ]
}

@test "a part that fits several docenten gives the candidates" {
    stage -q docent add WITK "Kees de Wit"
    stage -q docent add WITA "Anna de Wit"
    capture stage docent show wit
    expect_status 65
    expect_stderr "WITA Anna de Wit"
    expect_stderr "WITK Kees de Wit"
    expect_output ""
}

@test "docent edit changes, and an empty value takes away" {
    stage -q docent add WITK "Kees de Wit" --email kees@example.org --telefoon 030
    stage -q docent edit witk --email "" --telefoon "" --code KWIT
    [ "$(field KWIT code,naam,email,telefoon)" = "KWIT	Kees de Wit		" ]
    stage -q docent edit KWIT --naam "Karel Witte"
    [ "$(field KWIT naam)" = "Karel Witte" ]
    stage -q docent edit KWIT --naam ""
    [ "$(field KWIT code,naam)" = "KWIT	" ]
}

@test "a docent keeps a code or a name" {
    stage -q docent add WITK "Kees de Wit"
    stage -q docent edit WITK --code ""
    [ "$(field kees code,naam)" = "	Kees de Wit" ]
    capture stage docent edit kees --achternaam "" --roepnaam "" --voorvoegsel ""
    expect_status 65
    expect_stderr "a code or a name"
    [ "$(field kees naam)" = "Kees de Wit" ]
}

@test "docent list counts the placements that run today" {
    rm "$STAGE_STORE" && setup_placements
    [ "$(field WITK plaatsingen)" = 2 ]
    STAGE_TODAY=2027-02-10 run stage docent show WITK --columns plaatsingen --format tsv
    [ "$output" = 1 ]
    STAGE_TODAY=2026-08-31 run stage docent show WITK --columns plaatsingen --format tsv
    [ "$output" = 0 ]
    stage -q docent add BOSA "An Bos"
    [ "$(stage docent list --columns code --format tsv | xargs)" = "BOSA WITK" ]
    [ "$(stage docent list wit --columns code --format tsv)" = WITK ]
}

@test "docent rm refuses while placements depend on it and names them" {
    rm "$STAGE_STORE" && setup_placements
    capture stage docent rm WITK
    expect_status 65
    expect_stderr "WITK Kees de Wit"
    expect_stderr "plaatsing 1, 2"
    stage -q plaatsing edit 1 --docent ""
    stage -q plaatsing edit 2 --docent ""
    capture stage docent rm WITK
    expect_status 0
    capture stage docent show WITK
    expect_status 65
}
