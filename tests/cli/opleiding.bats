# Opleidingen: crebo, level and team, and who follows them.
load common

setup() { setup_placements; }

field() { stage opleiding show "$1" --columns "$2" --format tsv; }

@test "opleiding add keeps crebo, level and team" {
    stage -q team add Software
    capture stage opleiding add Software developer --crebo 25998 --niveau 4 --team soft
    expect_status 0
    expect_output ""
    expect_stderr "opleiding 25998 Software developer added"
    [ "$(field 25998 id,crebo,naam,niveau,team,studenten)" = "1	25998	Software developer	4	Software	0" ]
    # Leading zeros are kept as they are.
    stage -q opleiding add Oud --crebo 01234
    [ "$(field 01234 naam)" = Oud ]
}

@test "a crebo has 5 digits, a level is 1 to 4" {
    local option bad wanted
    while read -r option bad wanted; do
        capture stage opleiding add Bakker "--$option" "$bad"
        [ "$status" -eq "$wanted" ] || { echo "--$option $bad"; explain; }
        expect_stderr "$bad"
    done <<'LINES'
crebo 2599 65
crebo 259980 65
crebo 2599x 65
crebo 25.99 65
niveau 5 65
niveau 0 64
niveau -1 64
niveau vier 64
team geen 65
LINES
    capture stage opleiding add
    expect_status 64
    expect_stderr "NAAM is missing"
    [ "$(stage opleiding list -f tsv)" = "" ]
}

@test "a crebo belongs to one opleiding, a name to more" {
    stage -q opleiding add "Software developer" --crebo 25998
    capture stage opleiding add "Software ontwikkelaar" --crebo 25998
    expect_status 65
    expect_stderr "already"
    stage -q opleiding add "Software developer" --crebo 25604
    capture stage opleiding show "software developer"
    expect_status 65
    expect_stderr "25604 Software developer"
    expect_stderr "25998 Software developer"
    [ "$(field 25604 id)" = 2 ]
}

@test "one without a crebo is found by its id when others have its name" {
    stage -q opleiding add Bakker --crebo 25181
    capture stage opleiding add Bakker
    expect_status 0
    expect_stderr "opleiding Bakker [2] added"
    capture stage opleiding edit bakker --niveau 2
    expect_status 65
    expect_stderr "Bakker [2]"
    expect_stderr "25181 Bakker"
    stage -q opleiding edit 2 --niveau 2
    [ "$(field id:2 crebo,niveau)" = "	2" ]
    [ "$(field 25181 niveau)" = "" ]
    # Two without a crebo would not be told apart at all.
    capture stage opleiding add bakker
    expect_status 65
}

@test "opleiding edit changes, checks, and takes away with an empty value" {
    stage -q team add Bakkers
    stage -q opleiding add Bakker --crebo 25181 --niveau 3 --team bakkers
    stage -q opleiding edit 25181 --naam "Leidinggevend bakker" --niveau 4
    [ "$(field 25181 naam,niveau,team)" = "Leidinggevend bakker	4	Bakkers" ]
    capture stage opleiding edit 25181 --niveau 7
    expect_status 65
    stage -q opleiding edit 25181 --crebo "" --niveau "" --team ""
    [ "$(field leiding crebo,niveau,team)" = "		" ]
    capture stage opleiding edit leiding --naam ""
    expect_status 65
    expect_stderr "naam is missing"
}

@test "opleiding list is by name, and by team, and counts students" {
    stage -q team add Software
    stage -q opleiding add "Software developer" --crebo 25998 --team soft
    stage -q opleiding add "Bakker" --crebo 25181
    stage -q student edit 0012 --opleiding 25998
    stage -q student edit 0100 --opleiding software
    [ "$(stage opleiding list --columns crebo,studenten -f tsv)" = "25181	0
25998	2" ]
    [ "$(stage opleiding list DEV --columns crebo -f tsv)" = 25998 ]
    [ "$(stage opleiding list --team soft --columns crebo -f tsv)" = 25998 ]
    [ "$(stage opleiding list bak --team soft -f tsv)" = "" ]
    [ "$(stage student show 0012 --columns opleiding -f tsv)" != "" ]
    capture stage opleiding list
    [[ "$output" != *" id"* ]] || explain
}

@test "opleiding rm refuses while a student follows it" {
    stage -q opleiding add Bakker --crebo 25181
    stage -q student edit 0012 --opleiding bakker
    capture stage opleiding rm 25181
    expect_status 65
    expect_stderr "student 1"
    stage -q student edit 0012 --opleiding ""
    capture stage opleiding rm 25181
    expect_status 0
    expect_stderr "opleiding 25181 Bakker removed"
}

@test "opleidingen in every format" {
    stage -q opleiding add "Bakker, brood" --niveau 2
    stage -q opleiding add "=SOM(A1)" --crebo 25998
    capture stage opleiding list --format json
    expect_output '[
{"id":1,"crebo":null,"naam":"Bakker, brood","niveau":2,"team":null,"studenten":0},
{"id":2,"crebo":"25998","naam":"=SOM(A1)","niveau":null,"team":null,"studenten":0}
]'
    [ "$(stage opleiding list -f csv --columns crebo,naam | tr -d '\r')" = "crebo,naam
,\"Bakker, brood\"
25998,'=SOM(A1)" ]
    capture stage opleiding show 25998
    expect_output "id         2
crebo      25998
naam       =SOM(A1)
studenten  0"
}

@test "undo takes back an opleiding and a student's move to it" {
    stage -q opleiding add Bakker --crebo 25181
    stage -q student edit 0012 --opleiding 25181
    capture stage undo "$(stage history --columns id,opdracht -f tsv | awk '$2 == "opleiding" { print $1 }')"
    expect_status 65
    expect_stderr "student"
    stage -q undo
    [ "$(field 25181 studenten)" = 0 ]
    stage -q undo
    capture stage opleiding list
    expect_stderr "nothing found"
    stage -q db check
}

@test "opleidingen are completed by crebo and by name" {
    stage -q opleiding add Bakker --crebo 25181
    stage -q opleiding add "Software developer" --crebo 25998
    [ "$(offered opleiding show 251)" = 25181 ]
    [ "$(offered student edit 0012 --opleiding Soft)" = "Software developer" ]
    [ "$(offered student edit 0012 --opleiding dev)" = 25998 ]
    [[ "$(stage complete -- opleiding rm 25)" == *"25998	Software developer"* ]]
}
