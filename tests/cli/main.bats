# The program around the commands: options of all, wrong calls, settings, other programs.
load common

setup() { setup_home; }

one_usage_line() {
    [ "$(echo "$stderr" | grep -c '^usage: ')" = 1 ] || explain
    [ "$(echo "$stderr" | wc -l)" = 2 ] || explain
    expect_output ""
}

CONFIG() { echo "$XDG_CONFIG_HOME/stage/stage.conf"; }
# The text on standard input becomes the user's configuration file.
configure() { mkdir -p "$XDG_CONFIG_HOME/stage" && cat >"$(CONFIG)"; }

@test "--version is one line on standard output" {
    capture stage --version
    expect_status 0
    [[ "$output" =~ ^stage\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
    [ "$stderr" = "" ]
}

@test "--help names every noun, and each noun its verbs" {
    capture stage --help
    expect_status 0
    [ "$stderr" = "" ]
    local noun
    for noun in init student docent leerbedrijf opleider plaatsing gesprek import report config help; do
        [[ "$output" == *$'\n'"  $noun "* ]] || { echo "no $noun"; return 1; }
    done
    [[ "$output" != *complete* ]]
    capture stage -h
    expect_status 0
    capture stage gesprek --help
    expect_status 0
    local verb
    for verb in plan log list show edit cancel; do
        [[ "$output" == *"stage gesprek $verb "* ]] || { echo "no $verb"; return 1; }
    done
    capture stage gesprek log --help
    expect_status 0
    [[ "$output" == "usage: stage gesprek log "* ]]
    [[ "$output" == *"--vorm=VORM"*"bezoek, online, telefoon, op-school"* ]]
    # Help does not ask for what is missing, and needs no store.
    local help=$output
    capture stage --help gesprek log
    expect_output "$help"
    capture stage gesprek -h log
    expect_status 0
    capture stage help gesprek log
    expect_output "$help"
}

@test "help on what is no command" {
    capture stage help gesprk
    [ "$status" -eq 64 ] || [ "$status" -eq 65 ] || explain
    expect_stderr "gesprk"
    capture stage help gesprek logg
    [ "$status" -eq 64 ] || [ "$status" -eq 65 ] || explain
}

@test "a mistyped command gets the nearest one" {
    local typed meant
    while IFS='|' read -r typed meant; do
        # shellcheck disable=SC2086
        capture stage $typed
        [ "$status" -eq 64 ] || { echo "$typed"; explain; }
        expect_stderr "did you mean '$meant'?"
        one_usage_line
    done <<'EOF'
studnet|student
gesprk|gesprek
plaatsig|plaatsing
repotr|report
gesprek lgo|log
student ad|add
EOF
    capture stage iets
    expect_status 64
    expect_stderr "'iets' is no command"
    [[ "$stderr" != *"did you mean"* ]]
}

@test "a mistyped option gets the nearest one" {
    capture stage student list --fromat json
    expect_status 64
    expect_stderr "unknown option '--fromat'; did you mean '--format'?"
    one_usage_line
    capture stage student list -Z
    expect_status 64
    expect_stderr "'-Z'"
    capture stage --srote x student list
    expect_status 64
    expect_stderr "unknown option '--srote'"
}

@test "a wrong call is status 64 with one line of usage" {
    local call
    for call in "" "student" "gesprek --quiet" "student show" "student show 1 2" "student list --klas" "report contact --by" \
        "student list --klas A --klas B" "student list --format=xml" "student list --quiet=ja" "--version=1" \
        "gesprek show 1 2 3" "config get" "init extra" "import" "gesprek plan 1" "--store"; do
        # shellcheck disable=SC2086
        capture stage $call
        [ "$status" -eq 64 ] || { echo "stage $call"; explain; }
        one_usage_line || { echo "stage $call"; return 1; }
    done
}

@test "a wrong call is seen before the store" {
    export STAGE_STORE="$HOME/none.db"
    capture stage student show
    expect_status 64
    capture stage gesprek plan 1 30-02-2026
    expect_status 64
    capture stage student list
    expect_status 65
}

@test "what looks like an option can follow --" {
    setup_store
    stage -q student add -- -1 Jan Smit
    [ "$(stage student show --columns nummer,naam -f tsv -- -1)" = "-1	Jan Smit" ]
}

@test "an argument that is no UTF-8 is a wrong call, shown harmlessly" {
    setup_store
    capture stage student add 1 $'caf\xe9'
    expect_status 64
    expect_stderr 'caf\xe9'
    [[ "$stderr" == *UTF-8* ]]
    capture stage $'\xff'
    expect_status 64
    capture stage student list $'--klas=\xc3\x28'
    expect_status 64
    # Overlong and surrogate forms are not UTF-8 either.
    capture stage student add 1 $'\xc0\xaf'
    expect_status 64
    capture stage student add 1 $'\xed\xa0\x80'
    expect_status 64
    [ "$(stage student list -f tsv)" = "" ]
}

@test "escapes in a wrong call do not reach the terminal" {
    setup_store
    local call
    for call in $'\x1b[31m' $'--\x1b[31m' $'-\x1b'; do
        capture stage "$call"
        expect_status 64
        [[ "$stderr" != *$'\x1b'* ]]
        capture stage student list "$call" "$call"
        [[ "$stderr" != *$'\x1b'* ]]
    done
    capture stage --store $'x\x1b[31m.db' student list
    [ "$status" -ne 0 ]
    [[ "$stderr" != *$'\x1b'* ]]
    STAGE_STORE=$'x\x1b[31m.db' capture stage student list
    expect_status 65
    [[ "$stderr" != *$'\x1b'* ]]
}

# --- stage-NAME on PATH

@test "stage-NAME on PATH is run with its arguments and the store" {
    mkdir bin
    printf '#!/bin/sh\nprintf "<%%s>" "$0" "$@"\necho " $STAGE_STORE"\nexit 3\n' >bin/stage-groet
    chmod +x bin/stage-groet
    export PATH="$HOME/bin:$PATH"
    export STAGE_STORE="$HOME/stage.db"
    capture stage groet "een twee" --drie ""
    expect_status 3
    expect_output "<$HOME/bin/stage-groet><een twee><--drie><> $HOME/stage.db"
    capture stage --store "$HOME/other.db" groet
    expect_output "<$HOME/bin/stage-groet> $HOME/other.db"
}

@test "a command of stage goes before a program, and only programs are run" {
    mkdir -p bin/stage-map
    printf '#!/bin/sh\necho mine\n' >bin/stage-student
    printf '#!/bin/sh\necho mine\n' >bin/stage-plat
    chmod +x bin/stage-student
    export PATH="$HOME/bin:$PATH"
    capture stage student --help
    [[ "$output" != *mine* ]]
    capture stage plat
    expect_status 64
    capture stage map
    expect_status 64
    printf '#!/bin/sh\necho mine\n' >../stage-x 2>/dev/null || true
    capture stage ../stage-x
    expect_status 64
}

# --- the day

@test "a STAGE_TODAY that is no day is a wrong configuration" {
    local bad
    for bad in gisteren 2026-02-30 23-11-2026 2026-1-1 $'2026\x1b'; do
        STAGE_TODAY=$bad capture stage config list
        expect_status 78
        expect_stderr 'STAGE_TODAY'
        expect_output ""
        [[ "$stderr" != *$'\x1b'* ]]
    done
    STAGE_TODAY= capture stage config list
    expect_status 0
}

# --- settings

@test "config get, set and list" {
    capture stage config get plan.visits
    expect_output 3
    stage -q config set plan.visits 4
    capture stage config get plan.visits
    expect_output 4
    [ "$(stat -c %a "$(CONFIG)")" = 600 ]
    [ "$(stat -c %a "$XDG_CONFIG_HOME/stage")" = 700 ]
    capture stage config list --columns key,value,source -f tsv
    expect_output "store		default
language		default
docent		default
log.kort	ja	default
log.dubbel	ja	default
log.voorbeeld	ja	default
log.bijzonder	ja	default
store.timeout	10	default
plan.visits	4	$(CONFIG)
plan.school		default
signaal.contact	70	default
remind.from	08:00	default
remind.until	18:00	default
remind.ahead	14	default
remind.again	7	default
vraag.vooraf	7	default
mail.from		default
mail.name		default
mail.plus	nee	default
mail.sendmail		default
mail.maildir		default
mail.timeout	60	default
mail.language	nl	default
meldpunt.school		default
meldpunt.vertrouwenspersoon		default
meldpunt.sbb	Meldpunt Stagediscriminatie van SBB (s-bb.nl)	default
meldpunt.job	JOB MBO (jobmbo.nl)	default
meldpunt.discriminatie	discriminatie.nl	default"
    capture stage config get store
    expect_status 1
    expect_output ""
    # Empty goes back to the default.
    stage -q config set plan.visits ""
    capture stage config get plan.visits
    expect_output 3
}

@test "config set keeps the rest of the file, comments too" {
    configure <<'EOF'
# van het team
[plan]
# afgesproken in mei
visits=2

[stage]
language=en
EOF
    stage -q config set store.timeout 5
    grep -q "# van het team" "$(CONFIG)"
    grep -q "# afgesproken in mei" "$(CONFIG)"
    capture stage config list --columns key,value -f tsv
    expect_output "store	
language	en
docent	
log.kort	ja
log.dubbel	ja
log.voorbeeld	ja
log.bijzonder	ja
store.timeout	5
plan.visits	2
plan.school	
signaal.contact	70
remind.from	08:00
remind.until	18:00
remind.ahead	14
remind.again	7
vraag.vooraf	7
mail.from	
mail.name	
mail.plus	nee
mail.sendmail	
mail.maildir	
mail.timeout	60
mail.language	nl
meldpunt.school	
meldpunt.vertrouwenspersoon	
meldpunt.sbb	Meldpunt Stagediscriminatie van SBB (s-bb.nl)
meldpunt.job	JOB MBO (jobmbo.nl)
meldpunt.discriminatie	discriminatie.nl"
}

@test "config set refuses what it does not know, and changes nothing" {
    stage -q config set plan.visits 4
    local before
    before=$(cat "$(CONFIG)")
    capture stage config set plan.visit 4
    [ "$status" -eq 64 ] || [ "$status" -eq 65 ] || explain
    expect_stderr "did you mean 'plan.visits'?"
    capture stage config get nietes
    [ "$status" -eq 64 ] || [ "$status" -eq 65 ] || explain
    expect_stderr "'nietes'"
    local key bad
    while read -r key bad; do
        capture stage config set "$key" "$bad"
        [ "$status" -eq 64 ] || [ "$status" -eq 65 ] || { echo "$key $bad"; explain; }
        expect_stderr "$key"
        expect_stderr "'$bad'"
    done <<'EOF'
plan.visits 0
plan.visits 13
plan.visits drie
plan.visits 3.5
store.timeout 99999
store.timeout 3601
language de
EOF
    [ "$(cat "$(CONFIG)")" = "$before" ]
}

@test "an unknown key or a bad value in the file is named with the file" {
    local text says
    while IFS='|' read -r text says; do
        printf "$text" | configure
        capture stage student list
        [ "$status" -eq 78 ] || { echo "$text"; explain; }
        expect_output ""
        expect_stderr "$(CONFIG)"
        expect_stderr "$says"
    done <<'EOF'
[plan]\nvisit=4\n|plan.visits
[plan]\nvisits=veel\n|plan.visits: 'veel'
[plan]\nvisits=13\n|plan.visits: '13'
[store]\ntimeout=\n|store.timeout
[stage]\nlanguage=de\n|language: 'de'
[stage]\nstore=\n|store
[rapport]\nx=1\n|rapport.x
visits=3\n|
[norm\nvisits=3\n|
EOF
    STAGE_CONFIG_SYSTEM="$HOME/system.conf"
    rm "$(CONFIG)"
    printf '[plan]\nvisits=0\n' >system.conf
    capture stage student list
    expect_status 78
    expect_stderr "system.conf"
    expect_stderr "plan.visits"
}

@test "escapes in the file do not reach the terminal" {
    printf '[plan]\n\033[31m=1\nvisits=\033[31m\n' | configure
    capture stage config list
    expect_status 78
    [[ "$stderr" != *$'\x1b'* ]]
    printf '[plan]\nvisits=\033[31m\n' | configure
    capture stage config list
    expect_status 78
    [[ "$stderr" != *$'\x1b'* ]]
    printf '[\033[31m]\nvisits=1\n\033[31mrommel\n' | configure
    capture stage config list
    expect_status 78
    [[ "$stderr" != *$'\x1b'* ]]
}

@test "the user's file goes before the system's" {
    STAGE_CONFIG_SYSTEM="$HOME/system.conf"
    printf '[plan]\nvisits=2\n[store]\ntimeout=7\n' >system.conf
    printf '[plan]\nvisits=5\n' | configure
    capture stage config list --columns key,value,source -f tsv
    expect_output "store		default
language		default
docent		default
log.kort	ja	default
log.dubbel	ja	default
log.voorbeeld	ja	default
log.bijzonder	ja	default
store.timeout	7	$HOME/system.conf
plan.visits	5	$(CONFIG)
plan.school		default
signaal.contact	70	default
remind.from	08:00	default
remind.until	18:00	default
remind.ahead	14	default
remind.again	7	default
vraag.vooraf	7	default
mail.from		default
mail.name		default
mail.plus	nee	default
mail.sendmail		default
mail.maildir		default
mail.timeout	60	default
mail.language	nl	default
meldpunt.school		default
meldpunt.vertrouwenspersoon		default
meldpunt.sbb	Meldpunt Stagediscriminatie van SBB (s-bb.nl)	default
meldpunt.job	JOB MBO (jobmbo.nl)	default
meldpunt.discriminatie	discriminatie.nl	default"
    stage -q config set plan.visits ""
    capture stage config get plan.visits
    expect_output 2
    # Setting writes the user's file only.
    stage -q config set store.timeout 9
    [ "$(cat system.conf)" = "[plan]
visits=2
[store]
timeout=7" ]
    capture stage config get store.timeout
    expect_output 9
}

@test "a configuration that cannot be read or written says so" {
    mkdir -p "$(CONFIG)"
    capture stage config list
    expect_status 78
    expect_stderr "$(CONFIG)"
    rmdir "$(CONFIG)"
    rm -r "$XDG_CONFIG_HOME"
    touch "$XDG_CONFIG_HOME"
    capture stage config set plan.visits 4
    [ "$status" -eq 74 ] || [ "$status" -eq 77 ] || [ "$status" -eq 78 ] || explain
    expect_stderr "$XDG_CONFIG_HOME"
}

# --- language

@test "language=nl gives Dutch, also where the locale is C" {
    find "$STAGE_TEST_ROOT" -name stage.mo | grep -q . || skip "no translation is installed"
    export LC_ALL=C
    capture stage help
    [[ "$output" == *"Every command"* || "$output" == *usage:* ]]
    stage -q config set language nl
    capture stage --help
    expect_status 0
    [[ "$output" != usage:* ]] || explain
    capture stage niets
    expect_status 64
    [[ "$stderr" != *"is no command"* ]] || explain
    # Letters stay letters.
    setup_store
    stage -q student add 1 "Zoë Hof"
    [ "$(stage student list --columns naam -f tsv)" = "Zoë Hof" ]
    # What programs read does not change.
    [ "$(stage student list -f csv | head -1 | cut -d, -f1,2)" = "nummer,naam" ]
    stage -q config set language en
    capture stage --help
    [[ "$output" == usage:* ]]
}

@test "language=en gives English where the locale is Dutch" {
    stage -q config set language en
    LANGUAGE=nl capture stage --help
    [[ "$output" == usage:* ]]
}

@test "a store in the settings has an absolute path" {
    capture stage config set store rel.db
    expect_status 65
    expect_stderr "no absolute path"
}
