# Teams: who belongs to them, who coordinates them.
load common

setup() { setup_placements; }

field() { stage team show "$1" --columns "$2" --format tsv; }

@test "team add takes all words as the name, and tells nothing else" {
    capture stage team add Software en data --coordinator witk
    expect_status 0
    expect_output ""
    expect_stderr "team Software en data added"
    [ "$(field "software en data" naam,coordinator,docenten,opleidingen)" = "Software en data	WITK	0	0" ]
}

@test "a team has a name, and no two have the same one" {
    capture stage team add
    expect_status 64
    expect_stderr "NAAM is missing"
    stage -q team add Software
    local again
    for again in Software SOFTWARE "Sóftware " software; do
        capture stage team add "$again"
        [ "$status" -eq 65 ] || { echo "$again"; explain; }
        expect_stderr "already"
    done
    capture stage team add $'rood \x1b[31m'
    expect_status 64
    expect_stderr "control character"
    capture stage team add Techniek --coordinator niemand
    expect_status 65
    expect_stderr "there is no docent 'niemand'"
    capture stage team edit software --naam ""
    expect_status 65
    expect_stderr "naam is missing"
    [ "$(field Software naam)" = Software ]
}

@test "docenten and opleidingen join a team, are counted and listed, and leave it" {
    stage -q team add Software
    stage -q team add Techniek
    stage -q docent add BERG "Anna van den Berg" --team techniek
    stage -q docent edit witk --team soft
    stage -q opleiding add "Software developer" --crebo 25998 --team soft
    [ "$(stage team list --format tsv)" = "Software		1	1
Techniek		1	0" ]
    [ "$(stage docent list --team software --columns code,team -f tsv)" = "WITK	Software" ]
    [ "$(stage opleiding list --team software --columns crebo -f tsv)" = 25998 ]
    stage -q docent edit BERG --team soft
    [ "$(field software docenten)" = 2 ]
    stage -q docent edit BERG --team ""
    [ "$(field software docenten)" = 1 ]
    capture stage docent list --team "geen"
    expect_status 65
    expect_stderr "there is no team 'geen'"
}

@test "a part of a name that fits two teams changes neither" {
    stage -q team add Team Software
    stage -q team add Team Techniek
    capture stage team edit team --naam Weg
    expect_status 65
    expect_stderr "Team Software"
    expect_stderr "Team Techniek"
    capture stage docent edit witk --team team
    expect_status 65
    [ "$(stage team list --columns naam -f tsv | paste -sd,)" = "Team Software,Team Techniek" ]
    # A whole name goes before the parts of others.
    stage -q team add Team
    stage -q team edit team --coordinator WITK
    [ "$(field team coordinator)" = WITK ]
}

@test "team edit changes only what is given, and says the new name" {
    stage -q team add Software --coordinator WITK
    capture stage team edit soft --naam "Software & data"
    expect_stderr "team Software & data changed"
    [ "$(field data naam,coordinator)" = "Software & data	WITK" ]
    stage -q team edit data --coordinator ""
    [ "$(field data coordinator)" = "" ]
}

@test "team rm refuses while it is used, and names by whom" {
    stage -q team add Software
    stage -q docent edit WITK --team software
    stage -q opleiding add Bakker --team software
    capture stage team rm software
    expect_status 65
    expect_stderr "docent 1"
    expect_stderr "opleiding 1"
    stage -q docent edit WITK --team ""
    stage -q opleiding rm bakker
    capture stage team rm software
    expect_status 0
    expect_stderr "team Software removed"
    capture stage team list
    expect_stderr "nothing found"
}

@test "a docent who coordinates a team stays" {
    stage -q docent add BERG "Anna van den Berg"
    stage -q team add Software --coordinator BERG
    capture stage docent rm BERG
    expect_status 65
    expect_stderr "team"
    stage -q team edit software --coordinator WITK
    stage -q docent rm BERG
}

@test "teams in every format" {
    stage -q team add "Zorg; welzijn" --coordinator WITK
    stage -q team add Bouw
    capture stage team list --format json
    expect_output '[
{"naam":"Bouw","coordinator":null,"docenten":0,"opleidingen":0},
{"naam":"Zorg; welzijn","coordinator":"WITK","docenten":0,"opleidingen":0}
]'
    [ "$(stage team list -f csv --columns coordinator,naam | tr -d '\r')" = "coordinator,naam
,Bouw
WITK,\"Zorg; welzijn\"" ]
    capture stage team show bouw --columns coördinator
    expect_status 64
    expect_stderr "naam, coordinator, docenten, opleidingen"
    capture stage team add Kunst --format json
    expect_output '{"naam":"Kunst","coordinator":null,"docenten":0,"opleidingen":0}'
}

@test "undo takes back a team, its change and its removal" {
    stage -q team add Software --coordinator WITK
    stage -q team edit software --naam Data
    stage -q team rm data
    stage -q undo
    [ "$(field data naam,coordinator)" = "Data	WITK" ]
    stage -q undo "$(stage history --columns id,opdracht -f tsv | awk '$2 == "team" && $3 == "edit" { print $1 }')"
    [ "$(field software naam)" = Software ]
    stage -q undo "$(stage history --columns id,opdracht -f tsv | awk '$2 == "team" && $3 == "add" { print $1 }')"
    capture stage team list
    expect_stderr "nothing found"
    stage -q db check
}

@test "teams and their coordinators are completed" {
    stage -q team add Software
    stage -q team add Techniek
    [ "$(offered team show "")" = "Software Techniek" ]
    [ "$(offered team edit so)" = Software ]
    [ "$(offered docent list --team te)" = Techniek ]
    [ "$(offered team add Data --coordinator W)" = WITK ]
    [ "$(offered team list --columns naam,co)" = naam,coordinator ]
}
