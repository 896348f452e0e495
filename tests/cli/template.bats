# The templates of mail: listed, shown, changed and checked before any mail goes out.
load common

setup() {
    setup_home
    export STAGE_CONFIG_SYSTEM="$HOME/system/stage.conf"
    school="$HOME/system/templates"
    own="$XDG_CONFIG_HOME/stage/templates"
    installed="$STAGE_TEST_ROOT/share/stage/templates"
    mkdir -p "$school" "$own"
}

# A template of a praktijkopleider that is sound, with a line of its own.
good() { printf 'Onderwerp: Verslag\n\nBeste {naam},\n%s\n' "$1"; }

# naam, taal, team, eigen, fouten of the rows that have them.
listed() { stage template list -f tsv --columns naam,taal,team,eigen,fouten | tr '\t' ' ' | grep "^$1 "; }

@test "every kind is there in both languages, and sound" {
    capture stage template list -f tsv --columns naam,taal,team,eigen,fouten
    expect_status 0
    expect_output "$(printf '%s\n' herinnering coordinator vraag verslag-opleider verslag-student |
        sed 's/.*/&\tnl\t\t0\t0\n&\ten\t\t0\t0/')"
    capture stage template check
    expect_status 0
    expect_output ""
    [ -z "$stderr" ] || explain
    stage template list -f json | python3 -c '
import json, os, sys
rows = json.load(sys.stdin)
assert len(rows) == 10 and all(os.path.isfile(r["bron"]) and r["omschrijving"] for r in rows), rows
assert all(r["eigen"] is False and r["fouten"] == 0 and r["team"] is None for r in rows), rows'
}

@test "no store is needed" {
    stage template list >/dev/null
    stage template show vraag >/dev/null
    good x | stage template edit verslag-student
    stage template check
    [ ! -e "$XDG_DATA_HOME" ]
}

@test "show fills a template in, in its own language" {
    stage template show vraag -l nl >nl
    stage template show vraag -l en >en
    [ "$(head -n 1 nl)" = "Vier vragen vooraf over de stage van Zoë" ]
    grep -q "^Op maandag 30 november 2026 spreken we" nl
    grep -q "^We beginnen om 14.30 uur" nl
    grep -q "^On Monday 30 November 2026 we" en
    [ "$(grep -c '^[1-4]\. ' nl)" -eq 4 ]
    [ "$(grep -c '^[1-4]\. ' en)" -eq 4 ]
    stage template show herinnering -l nl >digest
    [ "$(grep -c '^- ' digest)" -eq 8 ]
    [ "$(head -n 1 digest)" = "Stagegesprekken: dit staat open (8)" ]
    for name in herinnering coordinator vraag verslag-opleider verslag-student; do
        for language in nl en; do
            ! stage template show "$name" -l "$language" | grep -n '[{}#]' || { echo "$name $language"; return 1; }
        done
    done
    [ "$(stage template show vraag)" = "$(cat en)" ]
    stage config set language nl
    [ "$(stage template show vraag)" = "$(cat nl)" ]
}

@test "show --raw is the file as it stands, without what would do something to a terminal" {
    stage template show vraag -l nl --raw | cmp - "$installed/vraag.nl.txt"
    printf 'Onderwerp: \x1b[2J\n\nx {naam}' >"$school/verslag-student.en.txt"
    capture stage template show verslag-student --raw
    expect_status 0
    expect_output 'Onderwerp: \x1b[2J

x {naam}'
    expect_stderr "1 fault: no mail is made from it; see 'stage template check verslag-student'"
    capture stage template show verslag-student
    expect_output '[2J

x Zoë'
}

@test "an unknown name, language or argument is status 64" {
    capture stage template show vraga
    expect_status 64
    expect_stderr "did you mean 'vraag'?"
    capture stage template show
    expect_status 64
    capture stage template show vraag -l fy
    expect_status 64
    capture stage template edit ../vraag </dev/null
    expect_status 64
    [ "$(offered template show '')" = "herinnering coordinator vraag verslag-opleider verslag-student" ]
    [ "$(offered template edit vraag --language '')" = "nl en" ]
    capture bash -c 'stage template show vraag >/dev/full'
    expect_status 74
}

@test "what stands nearest to the team counts" {
    subject() { stage template show verslag-student -l nl "$@" | head -n 1; }
    mine() { sed "s/^Onderwerp:.*/Onderwerp: $1/" "$installed/verslag-student.nl.txt"; }
    mkdir "$school/zorg-welzijn"
    mine School >"$school/verslag-student.nl.txt"
    [ "$(subject)" = School ]
    mine Team >"$school/zorg-welzijn/verslag-student.nl.txt"
    [ "$(subject)" = School ]
    [ "$(subject --team 'Zorg & Wélzijn')" = Team ]
    mine Mine | stage template edit verslag-student -l nl
    [ "$(subject --team 'Zorg & Wélzijn')" = Mine ]
    mine Ours | stage template edit verslag-student -l nl --team 'ZORG  Welzijn'
    [ "$(subject --team 'zorg welzijn')" = Ours ]
    [ "$(subject --team IT)" = Mine ]
    [ -f "$own/zorg-welzijn/verslag-student.nl.txt" ]
    expected="verslag-student nl  1 0
verslag-student nl zorg-welzijn 1 0
verslag-student en  0 0"
    [ "$(listed verslag-student)" = "$expected" ] || { listed verslag-student; return 1; }
    stage template check
}

@test "edit writes what is piped in, for its owner only, with newlines only" {
    capture_input '\xef\xbb\xbfOnderwerp: Nieuw\r\n\r\nHoi {naam}' stage template edit verslag-student -l nl
    expect_status 0
    expect_output ""
    expect_stderr "'$own/verslag-student.nl.txt' is written"
    printf 'Onderwerp: Nieuw\n\nHoi {naam}\n' | cmp - "$own/verslag-student.nl.txt"
    [ "$(stat -c %a "$own/verslag-student.nl.txt")" = 600 ]
    [ "$(stage template show verslag-student -l nl)" = "$(printf 'Nieuw\n\nHoi Zoë')" ]
    [ -z "$(drafts)" ]
}

@test "edit with an editor begins with the template that counts" {
    cp "$installed/vraag.nl.txt" before
    editor "cp \"\$1\" '$HOME/seen'; sed -i 's/^Onderwerp:.*/Onderwerp: Mijn vragen/' \"\$1\""
    at_terminal stage template edit vraag -l nl
    [ "$status" -eq 0 ] || explain
    cmp seen before
    [ "$(stage template show vraag -l nl | head -n 1)" = "Mijn vragen" ]
    editor "cp \"\$1\" '$HOME/seen'; sed -i 's/Mijn/Onze/' \"\$1\""
    at_terminal stage template edit vraag -l nl --team IT
    [ "$status" -eq 0 ] || explain
    grep -q "Mijn vragen" seen
    [ "$(stage template show vraag -l nl --team IT | head -n 1)" = "Onze vragen" ]
    [ "$(stage template show vraag -l nl | head -n 1)" = "Mijn vragen" ]
    [ -z "$(drafts)" ]
}

@test "an editor that changes nothing, or fails, writes nothing" {
    editor true
    at_terminal stage template edit vraag -l nl
    [ "$status" -eq 65 ] || explain
    [[ "$output" == *"nothing was changed"* ]] || explain
    editor 'echo "x {naam}" >>"$1"; exit 1'
    at_terminal stage template edit vraag -l nl
    [ "$status" -eq 65 ] || explain
    [ ! -e "$own/vraag.nl.txt" ]
    [ "$(drafts | wc -l)" -eq 1 ]
}

@test "faults are told with their lines, and what was typed is kept" {
    capture_input 'Onderwerp: x {studnet}\n\nHoi {naam\n\n{?tijd}x\n' stage template edit verslag-student -l nl
    expect_status 65
    expect_output ""
    expect_stderr "verslag-student.nl.txt:1: there is no {studnet} here; did you mean {student}?
verslag-student.nl.txt:3: a brace is not closed; {{ is a brace that begins no placeholder
verslag-student.nl.txt:5: there is no {tijd} here"
    [ ! -e "$own/verslag-student.nl.txt" ]
    grep -q 'studnet' "$(drafts)"
    expect_stderr "what you typed is kept in '$(drafts)'"
}

@test "in an editor one may go on until it is right" {
    editor 'n=$(cat n 2>/dev/null || echo 0); echo $((n + 1)) >n
        if [ "$n" = 0 ]; then sed -i "s/{naam}/{nam}/" "$1"; else sed -i "s/{nam}/{naam}!/" "$1"; fi'
    status=0
    output=$(script -qec "stage template edit verslag-student -l nl" /dev/null <<<y) || status=$?
    [ "$status" -eq 0 ] || explain
    [[ "$output" == *"there is no {nam} here; did you mean {naam}?"* ]] || explain
    grep -q '^Hoi {naam}!,$' "$own/verslag-student.nl.txt"
    [ -z "$(drafts)" ]
    rm n "$own/verslag-student.nl.txt"
    status=0
    output=$(script -qec "stage template edit verslag-student -l nl" /dev/null <<<n) || status=$?
    [ "$status" -eq 65 ] || explain
    [ ! -e "$own/verslag-student.nl.txt" ]
    grep -q '{nam}' "$(drafts)"
}

@test "a question or a field that is missing is refused" {
    capture bash -c "sed '/^3\. /d' '$installed/vraag.nl.txt' | stage template edit vraag -l nl"
    expect_status 65
    expect_stderr "question 3 is missing: a line that begins with '3.'"
    capture bash -c "sed '/^Regel laat/d' '$installed/herinnering.nl.txt' | stage template edit herinnering -l nl"
    expect_status 65
    expect_stderr "the field 'regel laat' is missing"
    capture bash -c "sed '/^Regel signaal/s/{aantal}/{student}/' '$installed/herinnering.nl.txt' | stage template edit herinnering -l nl"
    expect_status 65
    expect_stderr "there is no {student} here; there are: aantal, docent"
}

@test "many faults are told by their number" {
    { printf 'Onderwerp: x\n\n'; yes '{' | head -n 30; } >many
    capture stage template edit verslag-student -l nl <many
    expect_status 65
    [ "$(grep -c '^verslag-student.nl.txt:' <<<"$stderr")" -eq 20 ] || explain
    expect_stderr "and 10 more"
}

@test "what is no text is refused" {
    capture_input 'Onderwerp: x\n\nZo\xeb\n' stage template edit verslag-student
    expect_status 65
    expect_stderr "not valid UTF-8"
    capture_input 'Onderwerp: x\n\nZo\0e\n' stage template edit verslag-student
    expect_status 65
    capture_input 'Onderwerp: x\n\nZo\x1b[2J\n' stage template edit verslag-student
    expect_status 65
    expect_stderr ":3: this line has control characters"
    { printf 'Onderwerp: x\n\n'; head -c 307200 /dev/zero | tr '\0' x; } >large
    capture stage template edit verslag-student <large
    expect_status 65
    expect_stderr "the text is too long: at most 256 KiB fit"
    [ -z "$(find "$own" -type f)" ]
}

@test "an empty text takes the own template away" {
    good een | stage template edit verslag-opleider -l nl
    good twee | stage template edit verslag-opleider -l nl --team IT
    capture_input '\n  \n' stage template edit verslag-opleider -l nl --team IT
    expect_status 0
    expect_stderr "'$own/it/verslag-opleider.nl.txt' is removed"
    [ ! -e "$own/it/verslag-opleider.nl.txt" ]
    [ -e "$own/verslag-opleider.nl.txt" ]
    editor ': >"$1"'
    at_terminal stage template edit verslag-opleider -l nl
    [ "$status" -eq 0 ] || explain
    [ ! -e "$own/verslag-opleider.nl.txt" ]
    capture stage template edit verslag-opleider -l nl </dev/null
    expect_status 65
    expect_stderr "there is no '$own/verslag-opleider.nl.txt' to remove"
    stage template show verslag-opleider -l nl >/dev/null
}

@test "the name of a team leads nowhere else" {
    local team
    for team in .. '!?' ... /; do
        capture_input 'Onderwerp: x\n\nx\n' stage template edit verslag-opleider --team "$team"
        expect_status 65
        expect_stderr "'$team' is no name of a team"
    done
    good x | stage template edit verslag-opleider -l nl --team '../../etc'
    [ "$(find "$HOME" -name 'verslag-opleider.*')" = "$own/etc/verslag-opleider.nl.txt" ]
}

@test "a folder that cannot be written to is status 77 or 74, and the text is kept" {
    rm -r "$own"
    echo >"$own"
    capture_input 'Onderwerp: x\n\nx\n' stage template edit verslag-opleider
    expect_status 74
    expect_stderr "cannot write '$own/verslag-opleider.en.txt'"
    [ "$(drafts | wc -l)" -eq 1 ]
}

@test "check tells file and line of every fault in every place" {
    mkdir -p "$school/it" "$own/it"
    good '{nam}' >"$school/verslag-opleider.nl.txt"
    good '{?vrom}x' >"$school/it/verslag-opleider.en.txt"
    good '{' >"$own/it/verslag-student.nl.txt"
    good 'x' >"$own/verslag-opleider.nl.txt" # which hides the first: it is told all the same
    capture stage template check
    expect_status 1
    expect_output "$school/verslag-opleider.nl.txt:4: there is no {nam} here; did you mean {naam}?
$school/it/verslag-opleider.en.txt:4: there is no {vrom} here; did you mean {vorm}?
$own/it/verslag-student.nl.txt:4: a brace is not closed; {{ is a brace that begins no placeholder"
    [ "$stderr" = "3 faults in templates" ] || explain
    capture stage -q template check verslag-student
    expect_status 1
    expect_output "$own/it/verslag-student.nl.txt:4: a brace is not closed; {{ is a brace that begins no placeholder"
    [ -z "$stderr" ] || explain
    capture stage template check vraag
    expect_status 0
    [ "$(listed verslag-opleider)" = "verslag-opleider nl  1 0
verslag-opleider en  0 0
verslag-opleider en it 1 1" ] || { listed verslag-opleider; return 1; }
}

@test "check sees files that are no text, and those that nobody reads" {
    printf 'Onderwerp: x\n\nZo\xeb\n' >"$school/vraag.nl.txt"
    capture stage template check
    expect_status 1
    expect_output "$school/vraag.nl.txt:1: '$school/vraag.nl.txt' is not valid UTF-8 at byte 17"
    [ "$(listed vraag)" = "vraag nl  1 1
vraag en  0 0" ]
    capture stage template show vraag -l nl
    expect_status 78
    printf 'PK\xff\x03\0\0' >"$school/vraag.nl.txt"
    head -c 307200 /dev/zero | tr '\0' x >"$school/vraag.en.txt"
    capture stage template check vraag
    expect_status 1
    expect_output "$school/vraag.en.txt:1: '$school/vraag.en.txt' is too long: at most 256 KiB fit
$school/vraag.nl.txt:1: '$school/vraag.nl.txt' is not valid UTF-8 at byte 3"
    rm "$school"/vraag.*
    mkdir "$school/Zorg & Welzijn"
    good x >"$school/Zorg & Welzijn/verslag-opleider.nl.txt"
    good x >"$own/verslag-oplieder.nl.txt"
    good x >"$own/verslag-opleider.de.txt"
    good x >"$own/verslag-opleider.nl.txt~"
    capture stage template check
    expect_status 1
    expect_output "$school/Zorg & Welzijn/verslag-opleider.nl.txt:1: the folder of a team has its name in small letters and hyphens: 'zorg-welzijn'
$own/verslag-opleider.de.txt:1: there is no template of that name and language, so it is not used
$own/verslag-oplieder.nl.txt:1: there is no template of that name and language, so it is not used"
}

@test "the manual has every template, field and placeholder" {
    page="$STAGE_TEST_SOURCE/man/stage-template.1"
    for word in $(cat "$installed"/*.txt | grep -v '^#' | grep -o '{?*[a-z_0-9]*}' | tr -d '{}?' | sort -u); do
        grep -q "^\.Cm.*\b$word\b" "$page" || { echo "$word"; return 1; }
    done
    sed -n 's/^\(Regel [a-z]*\):.*/\1/p' "$installed/herinnering.nl.txt" | while read -r field; do
        grep -q "^\.It Ql $field\$" "$page" || { echo "$field"; return 1; }
    done
    stage template list -f tsv --columns naam | sort -u | while read -r name; do
        grep -q "^\.It Cm $name\$" "$page" || { echo "$name"; return 1; }
    done
}
