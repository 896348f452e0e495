# What `stage complete` offers, and the completions of bash, zsh and fish, each driven in its shell.
load common

setup() {
    setup_placements
    completions="$STAGE_TEST_SOURCE/completions"
}

# The words that are offered for a line, without their explanations.
words() { stage complete -- "$@" | cut -f1; }

# The lines of $output are exactly these.
offers() {
    local expected
    expected=$(printf '%s\n' "$@")
    [ "$output" = "$expected" ] || { echo "expected: $expected"; explain; }
}

# $output has this line.
has() { grep -qxF -- "$1" <<<"$output" || { echo "expected: $1"; explain; }; }
lacks() { if grep -qxF -- "$1" <<<"$output"; then echo "not expected: $1"; explain; fi; }

@test "every noun and verb of the table, with its summary" {
    stage help --format json | python3 -c 'import json, subprocess, sys
def offered(*words):
    run = subprocess.run(["stage", "complete", "--", *words], capture_output=True, text=True, check=True)
    return dict(line.split("\t") for line in run.stdout.splitlines())
commands = json.load(sys.stdin)["commands"]
shown = [c for c in commands if not c["hidden"]]
assert set(offered("")) == {c["noun"] for c in shown}, offered("")
for c in shown:
    if c["verb"]:
        assert offered(c["noun"], "")[c["verb"]] == c["summary"], c
    path = [c["noun"]] + ([c["verb"]] if c["verb"] else [])
    options = offered(*path, "--")
    for o in c["options"] + c["output"]:
        assert options["--" + o["name"]] == o["help"], o
    for o in c["options"] + c["output"]:
        if o["kind"] == "choice":
            for form in ["--" + o["name"]] + (["-" + o["letter"]] if "letter" in o else []):
                assert list(offered(*path, form, "")) == o["choices"], (c["command"], o)'
}

@test "words that begin as what was typed" {
    capture words gesprek l
    offers log list
    capture words stud
    offers student
    capture words gesprek log zoe --vor
    offers --vorm
    capture words gesprek log zoe --vorm o
    offers online op-school
    capture words bestaatniet ""
    expect_output ""
}

@test "ja and nee, days, settings" {
    capture words gesprek log zoe --opleider ""
    offers ja nee
    capture words gesprek log zoe gis
    offers gisteren
    capture words config get st
    offers store store.timeout
}

@test "the last column of a list of columns" {
    capture words student list --columns k
    offers klas
    capture words student list --columns nummer,na
    offers nummer,naam
}

@test "options before the command are no command" {
    capture words -q gesprek lo
    offers log
    capture words --store "$STAGE_STORE" gesprek lo
    offers log
}

@test "a file is left to the shell" {
    capture stage complete -- import ""
    has $'\tfile'
    has $'history\tlist imports: the file, how it was read, what it did'
    capture stage complete -- import --rejects ""
    expect_output $'\tfile'
    capture stage complete -- student list --store ""
    expect_output $'\tfile'
}

@test "students by number, first name and surname" {
    capture stage complete -- gesprek log 0
    has $'0012\tZoë van \'t Hof'
    has $'0100\tSem Çelik'
    capture stage complete -- gesprek log zoe
    expect_output $'Zoë van \'t Hof\t0012'
    capture stage complete -- gesprek log CELIK
    expect_output $'Çelik, Sem\t0100'
    capture words gesprek log xyz
    expect_output ""
}

@test "what is offered is found" {
    for typed in 0012 zoe hof cel; do
        word=$(words gesprek log "$typed")
        capture stage student show "$word"
        expect_status 0
    done
}

@test "docenten, companies, placements and talks" {
    capture stage complete -- plaatsing list -d W
    expect_output $'WITK\tKees de Wit'
    capture stage complete -- plaatsing list --bedrijf ""
    has $'100012345\tBakkerij De Korst'
    has $'100012346\tDe Smederij'
    capture words plaatsing list --bedrijf bakk
    offers "Bakkerij De Korst"
    capture words plaatsing show ""
    has 1
    has 2
    stage -q gesprek plan 0012 over 2 weken
    capture words gesprek cancel ""
    offers 1
}

@test "no store, or something else in its place, is no error" {
    for store in "$HOME/none.db" "$HOME" /dev/null; do
        STAGE_STORE=$store capture stage complete -- gesprek log z
        expect_status 0
        expect_output ""
        [ -z "$stderr" ] || explain
    done
    echo broken >broken.db
    STAGE_STORE=broken.db capture stage complete -- gesprek log z
    expect_status 0
    [ -z "$stderr" ] || explain
    [ ! -e "$HOME/none.db" ]
}

@test "a name with control characters or a tab cannot break the lines" {
    stage -q student add 0200 "Tab" --klas IT3
    raw_write "UPDATE student SET roepnaam = 'A' || char(9) || char(10) || 'B' WHERE nummer = '0200'"
    capture stage complete -- gesprek log 02
    [ "$(wc -l <<<"$output")" -eq 1 ] || explain
    [ "$(tr -dc '\t' <<<"$output" | wc -c)" -eq 1 ] || explain
}

# --- bash -------------------------------------------------------------------------------------------------

# What bash puts in the place of its last word, when the cursor stands at the end of a line.
bash_offers() {
    bash --norc -c '. "$1/stage.bash"
        COMP_WORDBREAKS=$'\'' \t\n"\'\''@><=;|&(:'\''
        COMP_LINE=$2 COMP_POINT=${#2}
        read -ra COMP_WORDS <<<"$2"
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _stage stage "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        if ((${#COMPREPLY[@]})); then printf "%s\n" "${COMPREPLY[@]}"; fi' bash "$completions" "$1"
}

@test "bash: words of the table" {
    capture bash_offers 'stage gesprek lo'
    offers log
    capture bash_offers 'stage gesprek log zoe --vorm o'
    offers online op-school
    capture bash_offers 'stage gesprek '
    has cancel
    capture bash -c '. "$1/stage.bash"; complete -p stage' bash "$completions"
    expect_output "complete -F _stage stage"
}

@test "bash: names are quoted as what was typed is" {
    capture bash_offers 'stage gesprek log zo'
    offers "Zoë\\ van\\ \\'t\\ Hof"
    capture bash_offers 'stage gesprek log "zo'
    offers "Zoë van 't Hof"
    capture bash_offers "stage gesprek log 'zo"
    offers "Zoë van '\\''t Hof"
    capture bash_offers 'stage gesprek log Zoë\ v'
    offers "Zoë\\ van\\ \\'t\\ Hof"
    capture bash_offers "stage gesprek log \"Zoë van 't Hof\" gis"
    offers gisteren
}

@test "bash: what is offered is one word again" {
    stage -q leerbedrijf add 'A "b" $HOME `id` \ & Zn.; (x)'
    for quote in '' '"' "'"; do
        capture bash_offers "stage plaatsing list --bedrijf ${quote}a"
        capture bash --norc -c "printf '%s\n' $quote$output$quote"
        offers 'A "b" $HOME `id` \ & Zn.; (x)'
    done
}

@test "bash: a word that readline breaks at = begins behind it" {
    capture bash_offers 'stage gesprek log zoe --vorm=b'
    offers bezoek
    capture bash_offers 'stage student list --columns=nummer,na'
    offers nummer,naam
    capture bash_offers 'stage plaatsing list --bedrijf="bakk'
    offers "Bakkerij De Korst"
}

@test "bash: files" {
    touch "een export.csv" eentje.csv
    capture bash_offers 'stage import een'
    has "een export.csv" # readline quotes it: -o filenames
    has eentje.csv
    capture bash_offers 'stage import "een '
    offers "een export.csv"
}

# --- fish -------------------------------------------------------------------------------------------------

fish_offers() {
    fish --no-config -c 'set fish_complete_path $argv[1]; complete -C $argv[2]' "$completions" "$1"
}

@test "fish: words, explanations, names and files" {
    command -v fish || skip "no fish"
    capture fish_offers 'stage gesprek lo'
    has $'log\ttake down a conversation'
    capture fish_offers 'stage gesprek log Zo'
    expect_output $'Zoë van \'t Hof\t0012'
    capture fish_offers 'stage gesprek log "Zo'
    expect_output $'Zoë van \'t Hof\t0012'
    capture fish_offers 'stage gesprek log ho'
    expect_output $'Hof, Zoë van \'t\t0012'
    capture fish_offers 'stage gesprek log Zoë\ v'
    expect_output $'Zoë van \'t Hof\t0012'
    capture fish_offers 'stage gesprek log zoe --vorm=b'
    has --vorm=bezoek
    capture fish_offers 'stage gesprek log zoe --vo'
    has $'--vorm\thow you meet'
    touch "een export.csv"
    for typed in een '"een ' "'een " 'een\ e'; do
        capture fish_offers "stage import $typed"
        [[ "$output" == "een export.csv"* ]] || explain
    done
}

# --- zsh --------------------------------------------------------------------------------------------------

# What the line becomes on a tab, and what is shown to choose from.
zsh_offers() { timeout 60 zsh -f "$STAGE_TEST_SOURCE/tests/cli/complete.zsh" "$completions" "$1"; }

@test "zsh: words and explanations" {
    command -v zsh || skip "no zsh"
    capture zsh_offers 'stage gesprek lo'
    offers 'stage gesprek log ' 'log  -- take down a conversation'
    capture zsh_offers 'stage gesprek log zoe -v '
    offers 'stage gesprek log zoe -v ' bezoek online telefoon op-school
    capture zsh_offers 'stage gesprek log zoe --vorm=b'
    offers 'stage gesprek log zoe --vorm=bezoek ' bezoek
}

@test "zsh: names are quoted as what was typed is, and files" {
    command -v zsh || skip "no zsh"
    capture zsh_offers 'stage gesprek log zo'
    offers "stage gesprek log Zoë\\ van\\ \\'t\\ Hof " "Zoë van 't Hof  -- 0012"
    capture zsh_offers 'stage gesprek log "zo'
    offers "stage gesprek log \"Zoë van 't Hof\" " "Zoë van 't Hof  -- 0012"
    capture zsh_offers 'stage gesprek log Zoë\ v'
    offers "stage gesprek log Zoë\\ van\\ \\'t\\ Hof " "Zoë van 't Hof  -- 0012"
    touch "een export.csv"
    capture zsh_offers 'stage import een'
    offers 'stage import een\ export.csv '
}

@test "the completions are installed where the shells look" {
    for file in bash-completion/completions/stage zsh/site-functions/_stage fish/vendor_completions.d/stage.fish; do
        [ -f "$STAGE_TEST_ROOT/share/$file" ]
    done
}
