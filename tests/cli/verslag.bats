# What is typed of a conversation: along keys and aspects, in a form, as JSON lines; agreements; nothing is lost.
load common

setup() { setup_placements; }

field() { stage gesprek show "$1" --columns "$2" --format tsv; }
held() { sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM gesprek WHERE gehouden IS NOT NULL'; }

# --- the arguments

@test "the line of the article: a day, how, and a note" {
    capture stage gesprek log hof gisteren bezoek -1 "Snapt nu waarom deeg rust."
    expect_status 0
    [ "$(field 1 datum,vorm,sleutel1)" = "2026-11-22	bezoek	Snapt nu waarom deeg rust." ]
    expect_stderr "taken down: 1 note"
    # The last word only, and once.
    capture stage gesprek log celik bezoek -1 x
    expect_status 0
    [ "$(field 2 datum,vorm)" = "2026-11-23	bezoek" ]
    capture stage gesprek log celik gisteren bezoek --vorm online -1 x
    expect_status 64
    expect_stderr "VORM is given more than once"
    capture stage gesprek log celik gisteren brief -1 x
    expect_status 64
    [ "$(offered gesprek log hof be)" = bezoek ]
}

@test "aspects by name, more of a key, chances with ja and nee" {
    stage -q gesprek log 0012 -1 "aha: Deeg moet rusten." -1 "Iets anders." -2 "praten: ja, in de pauze" -2 "Meekijken: nee" \
        -3 "Werkt netjes." -3 "voorbeeld: de vlechten" -4 "toevertrouwen: de oven
herkend: ja" -4 "Veel vrijheid."
    [ "$(stage notitie list --columns sleutel,aspect,geboden,tekst --format tsv)" = "1	aha		Deeg moet rusten.
1			Iets anders.
2	praten	1	in de pauze
2	meekijken	0	
4			Veel vrijheid." ]
    [ "$(stage inschatting list --columns gesprek,datum,opleider,oordeel,voorbeeld --format tsv)" = \
        "1	2026-11-23	Ria Smit	Werkt netjes.	de vlechten" ]
    [ "$(stage begeleidingskeuze list --columns gesprek,strategie,herkend,inschatting,voorbeeld --format tsv)" = \
        "1	toevertrouwen	ja	1	de oven" ]
    [ "$(field 1 sleutel2,sleutel3,sleutel4)" = \
        'praten: ja, in de pauze\nmeekijken: nee	Werkt netjes.\nvoorbeeld: de vlechten	toevertrouwen: de oven [herkend: ja]\nVeel vrijheid.' ]
}

@test "a judgement can be mended and taken away, unless a choice answers it" {
    stage -q gesprek log 0012 -3 "Werkt netjes." -4 "meedoen: teamdag"
    stage -q gesprek edit 1 -3 "Werkt heel netjes."
    [ "$(stage inschatting list --columns oordeel --format tsv)" = "Werkt heel netjes." ]
    capture stage gesprek edit 1 -3 ""
    expect_status 65
    expect_stderr "begeleidingskeuze 1"
    stage -q begeleidingskeuze rm 1
    stage -q gesprek edit 1 -3 ""
    [ "$(stage inschatting list --format tsv)" = "" ]
    stage -q gesprek edit 1 -3 "Weer een."
    stage -q inschatting add 0012 "En nog een." -g 1
    capture stage gesprek edit 1 -3 "Welke?"
    expect_status 65
    expect_stderr "more than one inschatting"
}

@test "all of it is one action, and is undone as one" {
    stage -q gesprek log 0012 -1 "aha: x" -3 y -4 "meedoen: z" --afspraak "student: leest" --volgende "7 dec"
    [ "$(stage history --format tsv --columns opdracht | grep -c 'gesprek log')" = 1 ]
    stage -q undo
    [ "$(held)" = 0 ]
    for noun in notitie inschatting begeleidingskeuze afspraak gesprek; do
        [ "$(stage "$noun" list --format tsv)" = "" ] || { echo "$noun"; return 1; }
    done
}

# --- the form on standard input

@test "the form without brackets, as one would type it" {
    capture_input 'aha: Deeg moet rusten.\npraten: ja, in de pauze\noordeel: Groeit.\nvoorbeeld: de vlechten\ntoevertrouwen: de oven\nherkend: deels\nafspraak: student: leest het boek, voor 5 dec\nvolgende: 7 dec 14:30 bezoek\nvertrouwelijk: voor mij\n' \
        stage gesprek log 0012
    expect_status 0
    expect_stderr "taken down: 3 notes, 1 inschatting, 1 begeleidingskeuze, 1 agreement"
    expect_stderr "open: afspraak 1, student: leest het boek, voor 2026-12-05"
    expect_stderr "gesprek 2 planned: tussen on 2026-12-07 14:30"
    [ "$(field 2 datum,tijd,vorm,stand)" = "2026-12-07	14:30	bezoek	gepland" ]
    [ "$(drafts)" = "" ]
}

@test "headings that are misspelt, doubled, removed, or not there yet" {
    capture_input '[ahaa]\nDe hele avond werk.\n' stage gesprek log 0012
    expect_status 65
    expect_stderr "line 1: there is no heading [ahaa]; did you mean [aha]?"
    grep -q "hele avond" "$(drafts)"
    expect_stderr "what you typed is kept in '$(drafts)'"
    [ "$(stat -c %a "$(drafts)")" = 600 ]
    [ "$(held)" = 0 ]
    # What is kept can be mended, and is read back by the same command.
    sed -i 's/ahaa/aha/' "$(drafts)"
    stage -q gesprek log 0012 <"$(drafts)"
    [ "$(field 1 sleutel1)" = "aha: De hele avond werk." ]
    capture_input 'Boven alles.\n[aha]\neen\n' stage gesprek log 0100
    expect_status 65
    expect_stderr "line 1 stands before the first heading"
    [ "$(drafts | wc -l)" = 2 ]
    capture_input '[aha]\neen\n\n[aha]\ntwee\n[aha]\ntwee\n' stage gesprek log 0100
    expect_status 0
    [ "$(field 2 sleutel1)" = 'aha: een\naha: twee' ]
}

@test "what was piped in is kept whatever fails first" {
    local call
    while read -r call; do
        rm -rf "$XDG_STATE_HOME"
        # shellcheck disable=SC2086
        capture_input 'aha: een avond werk\n' stage gesprek log $call
        expect_status 65
        grep -q "avond werk" "$(drafts)" || { echo "$call"; explain; }
        expect_stderr "kept in '$(drafts)'"
    done <<'EOF'
0012 2026-08-01
0012 2026-12-24
e
9999
0012 --gesprek 99
EOF
    [ "$(held)" = 0 ]
    # One that reads none keeps none, and leaves the rest of a loop's input alone.
    rm -rf "$XDG_STATE_HOME"
    capture_input 'a\nb\n' sh -c 'stage -q gesprek log 9999 -1 x; read -r line; echo "$line"'
    expect_output a
    [ "$(drafts)" = "" ]
}

@test "two who log one gesprek: the second keeps what was typed" {
    stage -q gesprek plan 0012 2026-11-22
    editor 'echo "aha: De eerste was sneller." >>"$1"; stage -q gesprek log 0012 gisteren -1 "Ik was er al." </dev/null'
    at_terminal stage gesprek log 0012 gisteren
    expect_status 65
    [[ "$output" == *"was held on 2026-11-22 already"* ]] || explain
    grep -q "De eerste was sneller" "$(drafts)"
    [ "$(held)" = 1 ]
    # And it can be added to what stands there.
    stage -q gesprek note 1 <"$(drafts)"
    [ "$(field 1 sleutel1)" = 'Ik was er al.\naha: De eerste was sneller.' ]
}

# --- the editor

@test "the template is the form: a heading with its question for each aspect, in the language of the messages" {
    editor 'cp "$1" "$HOME/template"'
    at_terminal stage gesprek log 0012
    expect_status 65
    [ "$(grep '^\[' template | tr -d '[]' | xargs)" = "aha vraag gevoel praten meekijken uitvoeren-begeleid uitvoeren-zelfstandig \
werkveld oordeel voorbeeld zienswijze verwachting laten-zien meedoen toevertrouwen afspraak volgende vertrouwelijk" ]
    # Below each aspect stands a question.
    python3 - <<'PYTHON'
import re
aspects = re.findall(r"^\[([a-z-]+)\]\n((?:# .*\n)*)", open("template", encoding="utf-8").read(), re.M)
assert len(aspects) == 18
for name, remarks in aspects:
    assert "?" in remarks or name in ("afspraak", "volgende", "vertrouwelijk"), name
PYTHON
    stage -q config set language nl
    editor 'cp "$1" "$HOME/sjabloon"'
    at_terminal stage gesprek log 0012
    grep -q "kwartje" sjabloon
    [ "$(grep -c '^\[' sjabloon)" = 18 ]
    # Read back as it is, it holds nothing.
    capture stage gesprek log 0012 <sjabloon
    expect_status 65
    [ "$(held)" = 0 ]
}

@test "the template filled in" {
    editor 'sed -i "s/^\[aha\]/[aha] Deeg moet rusten./; /^\[praten\]/,/geboden:/s/geboden:/geboden: ja/; s/^\[toevertrouwen\]/&\nDe oven./" "$1"'
    at_terminal stage gesprek log 0012
    expect_status 0
    [ "$(field 1 sleutel1,sleutel2,sleutel4)" = "aha: Deeg moet rusten.	praten: ja	toevertrouwen: De oven." ]
    [ "$(drafts)" = "" ]
}

@test "an answer that cannot be read is gone on with, or kept" {
    editor 'if grep -q fout "$1"; then sed -i "s/\[fout\]/[aha]/" "$1"; else printf "[fout]\nMoeite gedaan.\n" >>"$1"; fi'
    status=0
    output=$(script -qec "stage gesprek log 0012" /dev/null < <(sleep 1; echo j; sleep 2)) || status=$?
    expect_status 0
    [[ "$output" == *"there is no heading [fout]"*"go on in the editor?"* ]] || explain
    [ "$(field 1 sleutel1)" = "aha: Moeite gedaan." ]
    [ "$(drafts)" = "" ]
    editor 'printf "[fout]\nMoeite gedaan.\n" >>"$1"'
    output=$(script -qec 'stage gesprek log 0100; echo "status $?"' /dev/null < <(sleep 1; echo n; sleep 1))
    [[ "$output" == *"status 65"* ]] || explain
    grep -q "Moeite gedaan" "$(drafts)"
    [ "$(held)" = 1 ]
}

@test "an editor that empties the file or is killed" {
    editor ': >"$1"'
    at_terminal stage gesprek log 0012
    expect_status 65
    [ "$(drafts)" = "" ]
    editor 'echo "aha: bijna klaar" >>"$1"; kill -9 $$'
    at_terminal stage gesprek log 0012
    expect_status 65
    grep -q "bijna klaar" "$(drafts)"
    [ "$(held)" = 0 ]
}

@test "a draft that nobody told of is told of the next time" {
    editor 'echo "aha: bijna klaar" >>"$1"; kill -9 "$(ps -o ppid= -p "$PPID")"'
    at_terminal stage gesprek log 0012
    local left
    left=$(drafts)
    grep -q "bijna klaar" "$left"
    editor 'exit 0'
    at_terminal stage gesprek log 0012
    [[ "$output" == *"a draft is kept from an earlier time: '$left'"* ]] || explain
    stage -q gesprek log 0012 <"$left"
    rm "$left"
    at_terminal stage gesprek note 1
    [[ "$output" != *"earlier time"* ]] || explain
}

# --- where it goes wrong, and what is kept then

# The first argument at a terminal; the others, a second after "[Y/n]" is asked, are typed there ("^C" too) or
# Runs a command at a terminal of its own and answers its first "[Y/n]" with $1, "^C" for the key, or kills it
# there with "kill".
at_question() {
    cat >ask.py <<'PYTHON'
import os, pty, signal, sys
answer, *command = sys.argv[1:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
said, asked = b"", False
while True:
    try:
        more = os.read(fd, 4096)
    except OSError:
        break
    if not more:
        break
    said += more
    if b"[Y/n]" in said and not asked:
        asked = True
        if answer == "kill":
            os.kill(pid, signal.SIGKILL)
        else:
            os.write(fd, b"\x03" if answer == "^C" else answer.encode() + b"\n")
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
print(said.decode(), end="")
sys.exit(status if status >= 0 else 128 - status)
PYTHON
    status=0
    output=$(python3 ask.py "$@") || status=$?
    stderr=
}

@test "an editor that breaks off in the second round leaves what was there in the first" {
    local end
    # shellcheck disable=SC2016
    for end in ': >"$1"; kill -9 $$' ': >"$1"; exit 1' 'rm "$1"'; do
        rm -rf "$XDG_STATE_HOME"
        editor "if grep -q fout \"\$1\"; then $end; else printf '[fout]\nMoeite gedaan.\n' >>\"\$1\"; fi"
        at_question j stage gesprek log 0012
        expect_status 65
        [[ "$output" == *"kept in '$(drafts)'"* ]] || explain
        grep -q "Moeite gedaan" "$(drafts)"
        [ "$(stat -c %a "$(drafts)")" = 600 ]
    done
    [ "$(held)" = 0 ]
}

@test "an editor that goes on in the background is told of, and what it writes is not stored" {
    editor '(sleep 1; echo "aha: later" >>"$1") </dev/null >/dev/null 2>&1 &'
    at_terminal stage gesprek log 0012
    expect_status 65
    [[ "$output" == *"the editor ended at once"*"--wait"*"nothing was typed"* ]] || explain
    editor 'sleep 1.1'
    at_terminal stage gesprek log 0012
    [[ "$output" != *"at once"* ]] || explain
    [ "$(held)" = 0 ]
}

@test "an editor that takes the file away: nothing is said to be kept" {
    editor 'rm "$1"'
    at_terminal stage gesprek log 0012
    expect_status 74
    [[ "$output" != *"kept in"* ]] || explain
}

@test "Ctrl-C and a kill at the question whether to go on" {
    editor 'printf "[fout]\nMoeite gedaan.\n" >>"$1"'
    at_question ^C stage gesprek log 0012
    expect_status 65
    [[ "$output" == *"kept in '$(drafts)'"* ]] || explain
    grep -q "Moeite gedaan" "$(drafts)"
    rm -rf "$XDG_STATE_HOME"
    at_question kill stage gesprek log 0012
    expect_status 137
    grep -q "Moeite gedaan" "$(drafts)"
    stage -q db check
}

@test "Ctrl-C in the editor is the editor's" {
    editor 'trap "" INT; echo "aha: Een avond werk." >>"$1"; kill -INT "$(ps -o ppid= -p $$)"; sleep 0.2'
    at_terminal stage gesprek log 0012
    expect_status 0
    [ "$(field 1 sleutel1)" = "aha: Een avond werk." ]
}

@test "a folder of drafts is our own, and nobody else's to write in" {
    local folder="$XDG_STATE_HOME/stage/drafts"
    mkdir -p "$XDG_STATE_HOME/stage" elders
    chmod 770 elders
    ln -s "$PWD/elders" "$folder"
    capture_input '[fout] Een avond werk.\n' stage gesprek log 0012
    expect_status 65
    grep -q "avond werk" elders/stage-*
    [ "$(stat -c %a elders)" = 700 ]
    [ "$(stat -c %a elders/stage-*)" = 600 ]
}

@test "where no draft can be made, that is said when the text was not stored" {
    mkdir -p "$XDG_STATE_HOME"
    : >"$XDG_STATE_HOME/stage" # no folder can be made there
    capture_input 'aha: een avond werk\n' stage gesprek log 9999
    expect_status 65
    expect_stderr "what you typed could not be kept: cannot make '$XDG_STATE_HOME/stage/drafts'"
    capture_input 'aha: een avond werk\n' stage gesprek log 0012
    expect_status 0
    [[ "$stderr" != *"kept"* ]] || explain
    # In an editor nobody types for nothing.
    editor 'touch "$HOME/opened"; echo "aha: x" >>"$1"'
    at_terminal stage gesprek log 0100
    expect_status 74
    [ ! -e opened ]
    # What is given in the arguments needs none.
    capture stage gesprek log 0100 -1 x </dev/null
    expect_status 0
}

@test "a disk that is too full for a draft" {
    about_the_file # which is too large for the limit as well
    head -c 60000 /dev/zero | tr '\0' x >long
    capture bash -c 'ulimit -f 16; { echo "aha:"; cat long; } | stage gesprek log 9999'
    expect_status 74
    expect_stderr "what you typed could not be kept: cannot write"
    [ "$(drafts)" = "" ]
}

@test "what is too long is kept, all of it" {
    { echo "[aha]"; head -c 2000000 /dev/zero | tr '\0' x | fold -w 100; echo; echo "tot slot"; } >long
    capture stage gesprek log 0012 <long
    expect_status 65
    expect_stderr "the text is too long"
    cmp long "$(drafts)"
    # One note that is too long is told with its line.
    { echo "# ons"; echo "[aha]"; head -c 70000 /dev/zero | tr '\0' x; } >long
    capture stage gesprek log 0012 <long
    expect_status 65
    expect_stderr "line 2: "
    [ "$(held)" = 0 ]
}

@test "standard input that is closed, a folder, or ends at once" {
    local command
    for command in "gesprek log 0012" "gesprek bulk -"; do
        # shellcheck disable=SC2086
        capture sh -c 'stage "$@" <&-' sh $command
        expect_status 74
        # shellcheck disable=SC2086
        capture stage $command </
        expect_status 74
    done
    capture stage gesprek log 0012 </dev/null
    expect_status 65
    editor 'cat >/dev/null'
    at_terminal stage gesprek log 0012 # at its end at once
    expect_status 65
    [ "$(drafts)" = "" ]
    [ "$(held)" = 0 ]
}

@test "whether something is recognised is never dropped" {
    capture_input '[aha] x\n[zienswijze]\nherkend: nee\n' stage gesprek log 0012
    expect_status 65
    expect_stderr "line 2: herkend is said of an inschatting, and there is none"
    grep -q "herkend: nee" "$(drafts)"
    capture_input '[praten]\ngeboden: ja\ngeboden: nee\n' stage gesprek log 0012
    expect_status 65
    expect_stderr "line 3: geboden has another value already"
    [ "$(held)" = 0 ]
    capture stage gesprek log 0012 -3 "Groeit." -3 "zienswijze: klopt
herkend: nee"
    expect_status 0
    [ "$(stage inschatting list --columns oordeel,zienswijze,herkend --format tsv)" = "Groeit.	klopt	nee" ]
}

@test "an agreement in JSON says what is agreed" {
    capture_input '{"afspraak": {"wie": "student"}}\n' stage gesprek log 0012
    expect_status 65
    expect_stderr "line 1: it does not say what is agreed"
    echo '{"student": "0012", "datum": "2026-10-06", "notities": [{"afspraak": {"wie": "student"}}]}' >talks.jsonl
    capture stage gesprek bulk talks.jsonl
    expect_status 65
    expect_stderr "talks.jsonl:1: notitie 1: it does not say what is agreed"
    capture_input '{"aspect": "aha", "tekst": "x"}\n{"tijd": "14:30"}\n' stage gesprek log 0012
    expect_status 65
    expect_stderr "line 2: volgende says the day"
    [ "$(held)" = 0 ]
}

@test "bulk from other systems: a mark at the beginning, CRLF, no last newline" {
    printf '\xef\xbb\xbf{"student": "0012", "datum": "2026-10-06"}\r\n\r\n{"student": "0100", "datum": "2026-10-06"}' >talks.jsonl
    capture stage gesprek bulk talks.jsonl
    expect_status 0
    [ "$(held)" = 2 ]
    # What was read of standard input before is not read again.
    printf 'kop\n{"student": "0012", "datum": "2026-10-07"}\n' >talks.jsonl
    # shellcheck disable=SC2016
    capture sh -c '{ IFS= read -r line; stage gesprek bulk -; } <talks.jsonl'
    expect_status 0
    expect_stderr "1 line read: 1 logged"
    echo '{"student": 1.5, "datum": "2026-10-08"}' >talks.jsonl
    capture stage gesprek bulk talks.jsonl
    expect_status 65
    expect_stderr "student holds a value of the wrong kind"
    printf '%0100000d' 0 | sed 's/0/{"a":[/g' >talks.jsonl
    capture stage gesprek bulk talks.jsonl
    expect_status 65
    expect_stderr "talks.jsonl:1: it is no JSON"
}

@test "bulk from a pipe that stalls keeps nobody from writing" {
    stage -q config set store.timeout 1
    mkfifo pipe
    stage -q gesprek bulk - <pipe 2>bulk.err &
    local bulk=$!
    exec 7>pipe
    echo '{"student": "0012", "datum": "2026-10-06"}' >&7
    sleep 0.5
    capture stage gesprek log 0100 -1 "Intussen."
    exec 7>&-
    wait "$bulk"
    expect_status 0
    [ "$(held)" = 2 ]
}

# --- agreements

@test "agreements go with the student until they are closed" {
    stage -q gesprek log 0012 2026-10-06 -1 x --afspraak "student: leest het boek, voor 10-11" --afspraak "belt de school"
    capture stage gesprek log 0012 gisteren -1 "Verder."
    expect_status 0
    expect_stderr "open: afspraak 1, student: leest het boek, voor 2026-11-10 (13 days late)"
    expect_stderr "open: afspraak 2, docent: belt de school"
    editor 'cp "$1" "$HOME/template"; sed -i "s/^\[afspraak 1\]/& Gelezen en besproken./; s/^\[afspraak 2\]/&\nvoor: 5 dec/" "$1"'
    at_terminal stage gesprek log 0012
    expect_status 0
    grep -q "^# student: leest het boek, voor 2026-11-10 (13 days late)" template
    [[ "$output" == *"1 agreement closed, 1 agreement moved"* ]] || explain
    [ "$(stage afspraak list --columns id,gesloten,resultaat,voor --format tsv | sort)" = "1	2026-11-23	Gelezen en besproken.	2026-11-10
2			2026-12-05" ]
    capture stage gesprek note 3 --gedaan "2 gebeld"
    expect_status 0
    [ "$(stage afspraak list --open --format tsv)" = "" ]
    capture stage gesprek note 3 --gedaan "2 nog eens"
    expect_status 65
    expect_stderr "was closed on 2026-11-23"
}

@test "an agreement of another student is a slip" {
    stage -q afspraak add 0100 "leest"
    capture_input '[afspraak 1] klaar\n' stage gesprek log 0012
    expect_status 65
    expect_stderr "line 1: afspraak 1 is of another placement"
    [ "$(held)" = 0 ]
    capture stage gesprek log 0012 --gedaan "klaar"
    expect_status 65
    expect_stderr "--gedaan: say which agreement"
}

@test "the next talk: planned once, inside the placement" {
    stage -q gesprek plan 0012 2027-01-12
    capture stage gesprek log 0012 --volgende "12 jan"
    expect_status 0
    expect_stderr "the next talk is planned already: gesprek 1"
    capture stage gesprek note 2 --volgende "2027-06-01"
    expect_status 65
    expect_stderr "the next talk: 2027-06-01 is outside plaatsing 1"
    capture stage gesprek log 0100 --volgende "ergens"
    expect_status 65
    expect_stderr "--volgende: "
}

# --- note

@test "gesprek note adds, and only to what was held" {
    stage -q gesprek plan 0012 2026-12-07
    capture stage gesprek note 1 -1 x
    expect_status 65
    expect_stderr "was not held yet"
    stage -q gesprek log 0012 gisteren -1 "Een."
    stage -q gesprek note 2 -1 "aha: Twee." --vertrouwelijk "voor mij"
    [ "$(field 2 sleutel1,vertrouwelijk)" = 'Een.\naha: Twee.	voor mij' ]
    capture stage gesprek note 2 </dev/null
    expect_status 65
    expect_stderr "standard input has no text, so nothing was stored"
    [[ "$stderr" != *zonder-notities* ]] || explain
    capture stage gesprek note 99 -1 x
    expect_status 65
}

# --- JSON lines

@test "JSON lines on standard input are items of the talk" {
    capture_input '{"aspect": "aha", "tekst": "Deeg moet rusten."}\n{"aspect": "praten", "geboden": true, "volgens": "student"}\n{"afspraak": {"wie": "student", "wat": "leest", "voor": "2026-12-05"}}\n{"volgende": "2026-12-07", "tijd": "14:30"}\n' \
        stage gesprek log 0012
    expect_status 0
    [ "$(stage notitie list --columns aspect,geboden,volgens,tekst --format tsv)" = "aha			Deeg moet rusten.
praten	1	student	" ]
    [ "$(field 2 datum,tijd)" = "2026-12-07	14:30" ]
    capture_input '{"aspect": "aha", "tekst": "x"}\n{"aspect": "ahaaa", "tekst": "Lang werk."}\n' stage gesprek log 0100
    expect_status 65
    expect_stderr "line 2: there is no aspect 'ahaaa'; there are: aha, vraag, gevoel, praten"
    grep -q "Lang werk" "$(drafts)"
}

@test "gesprek bulk logs many, or says of each bad line why not" {
    cat >talks.jsonl <<'EOF'
{"student": "0012", "datum": "2026-10-06", "vorm": "bezoek", "notities": [{"aspect": "oordeel", "tekst": "Groeit."}, {"aspect": "meedoen", "tekst": "teamdag"}]}

{"student": "0100", "datum": "2026-10-07", "opleider_aanwezig": false, "notities": [{"aspect": "ahaaa", "tekst": "x"}]}
{"student": "9999", "datum": "2026-10-07"}
{"student": "0012", "datum": "2026-10-06"}
{"student": "0100", "datum": "2026-10-99"}
{"student": "0100", "datum": "2026-10-07", "dag": 1}
{"student": "0100"}
nee
EOF
    capture stage gesprek bulk talks.jsonl
    expect_status 65
    [ "$(held)" = 0 ]
    for line in "3: notitie 1: there is no aspect 'ahaaa'; there are: aha" "4: there is no student '9999'" \
        "5: gesprek 1 was held on 2026-10-06 already" "6: datum is no day" "7: there is no member 'dag'; there are: student" \
        "8: a talk needs a student and a datum" "9: it is no JSON" "7 bad lines, so nothing was logged"; do
        expect_stderr "$line"
    done
    expect_stderr "talks.jsonl:3: "
    capture stage gesprek bulk --skip-bad talks.jsonl
    expect_status 1
    expect_stderr "8 lines read: 1 logged, 7 rejected"
    [ "$(held)" = 1 ]
    [ "$(stage inschatting list --format tsv --columns oordeel)" = Groeit. ]
    echo '{"student": "0100", "datum": "2026-10-07", "opleider_aanwezig": false, "duur": 45}' >one.jsonl
    capture stage gesprek bulk -n one.jsonl
    expect_status 0
    expect_stderr "a dry run"
    [ "$(held)" = 1 ]
    stage -q gesprek bulk - <one.jsonl
    [ "$(field 2 opleider_aanwezig,duur)" = "0	45" ]
    capture stage gesprek bulk nergens.jsonl
    expect_status 74
    : >leeg.jsonl
    capture stage gesprek bulk leeg.jsonl
    expect_status 0
    expect_stderr "0 lines read"
}

# --- what is said of the quality of what is typed; nothing is blocked

LONG="Vandaag stond zij alleen achter de kassa en rekende veertig klanten af zonder hulp."

# How many lines of standard error hold the text.
said() { grep -c -e "$1" <<<"$stderr" || true; }

@test "a note that is too short, an answer that is not" {
    capture stage gesprek log 0012 -1 "aha: Ging goed." -2 "praten: ja" -2 "meekijken: nee, druk" -1 "vraag: $LONG" --vertrouwelijk "Kort."
    expect_status 0
    expect_stderr "note: [aha] is short: with a moment or an example it is of more use later"
    [ "$(said 'is short')" = 1 ]
    expect_stderr "taken down:"
    [ "$(field 1 sleutel1 | grep -c 'Ging goed')" = 1 ]
    stage -q config set log.kort nee
    capture stage gesprek note 1 -1 "aha: Ging weer goed."
    expect_status 0
    [ "$(said 'is short')" = 0 ]
    stage -q config set log.kort ja
    capture stage gesprek note 1 -1 "Zo."
    [ "$(said '\[1\] is short')" = 1 ]
    capture stage -q gesprek note 1 -1 "Stil."
    [ "$stderr" = "" ]
}

@test "an inschatting without an example" {
    capture stage gesprek log 0012 -3 "Zij werkt rustig en vraagt op tijd om hulp bij het deeg."
    expect_status 0
    expect_stderr "note: the inschatting has no example: [voorbeeld] is for the moment that shows it"
    capture stage gesprek log 0100 -3 "Hij werkt hard en let goed op de anderen in de smederij." -3 "voorbeeld: hij zag zelf dat het vuur te koud werd voor het smeden"
    expect_status 0
    [ "$(said 'has no example')" = 0 ]
    # No judgement, no example that is missing.
    capture stage gesprek note 1 -1 "aha: $LONG"
    [ "$(said 'has no example')" = 0 ]
    stage -q config set log.voorbeeld nee
    capture stage gesprek note 1 -3 "Zij groeit in het werk en durft nu ook klanten te helpen."
    expect_status 0
    [ "$(said 'has no example')" = 0 ]
}

@test "a note that nearly equals one in another student's file" {
    stage -q gesprek log 0012 gisteren -1 "aha: $LONG"
    # Not one's own.
    capture stage gesprek note 1 -1 "gevoel: $LONG"
    [ "$(said 'equal to')" = 0 ]
    capture stage gesprek log 0100 gisteren -1 "aha: $LONG Goed." -4 "meedoen: $LONG"
    expect_status 0
    expect_stderr "% the same as notitie"
    expect_stderr "note: [meedoen] is 100 % the same as notitie"
    [ "$(said 'in another student')" = 2 ]
    ! grep -q -e kassa -e Hof <<<"$stderr"
    [ "$(stage notitie list --gesprek 2 --format tsv | wc -l)" = 1 ]
    stage -q config set log.dubbel nee
    capture stage gesprek note 2 -1 "gevoel: $LONG"
    expect_status 0
    [ "$(said 'equal to')" = 0 ]
}

@test "what is confidential is not compared" {
    stage -q gesprek log 0012 gisteren --vertrouwelijk "$LONG"
    capture stage gesprek log 0100 gisteren -1 "aha: $LONG"
    [ "$(said 'equal to')" = 0 ]
    capture stage gesprek log 0100 2026-10-01 --vertrouwelijk "$LONG"
    [ "$(said 'equal to')" = 0 ]
}

@test "words of special personal data, wherever they stand" {
    capture stage gesprek log 0012 2026-10-01 -1 "aha: $LONG Zij heeft ADHD."
    expect_status 0
    expect_stderr "note: 'adhd' points at"
    expect_stderr "by the AVG such data stays out of"
    capture stage gesprek log 0012 2026-10-02 --vertrouwelijk "Zij heeft schulden bij haar oude huisbaas, zei ze."
    expect_stderr "note: words in the confidential note point at schulden"
    ! grep -q "'schulden'" <<<"$stderr"
    capture stage gesprek log 0012 2026-10-05 --afspraak "student: praat met de reclassering"
    expect_stderr "note: 'reclassering' points at"
    capture stage gesprek note 3 --gedaan "1 ging over zijn strafblad"
    expect_stderr "note: 'strafblad' points at"
    [ "$(said 'the AVG')" = 1 ]
    # Whole words: a student who is autistisch, not one who drives an auto.
    capture stage gesprek log 0012 2026-10-06 -1 "aha: De auto van de zaak stond in de garage bij de smederij."
    [ "$(said 'points at')" = 0 ]
    stage -q config set log.bijzonder nee
    capture stage gesprek log 0012 2026-10-07 -1 "aha: $LONG Zij heeft ADHD."
    expect_status 0
    [ "$(said 'points at')" = 0 ]
    [ "$(said 'the AVG')" = 0 ]
}

@test "words of being unsafe lead to a signaal" {
    capture stage gesprek log 0012 2026-10-01 -1 "gevoel: Zij voelt zich onveilig bij de baas in de bakkerij."
    expect_status 0
    expect_stderr "note: 'voelt zich onveilig' points at veiligheid"
    expect_stderr "no story is kept"
    expect_stderr "stage signaal add"
    [ "$(said 'the AVG')" = 0 ]
    capture stage gesprek log 0012 2026-10-02 -1 "gevoel: De steiger was onveilig, dat zag zij zelf als eerste."
    [ "$(said 'points at')" = 0 ]
}

@test "pasted text has spaces that may not break" {
    printf '[praten]\u00a0\n\u00a0ja, elke ochtend bij de koffie\n' | stage -q gesprek log 0012 2026-10-01
    stage notitie list --format json |
        grep -F '"aspect":"praten","geboden":true,"vertrouwelijk":false,"tekst":"elke ochtend bij de koffie"'
}

@test "an extra talk is fulfilled on its own day, and is on no page for the table" {
    stage -q gesprek plan 0012 2026-11-25 --soort extra
    stage -q gesprek log 0012 gisteren -1 "aha: $LONG"
    [ "$(held)" = 1 ]
    [ "$(stage gesprek show 1 --columns gehouden --format tsv)" = "" ]
    stage prep 0012 >page
    ! grep -q -e extra -e 2026-11-25 page || { cat page; return 1; }
}

@test "a list of words that is broken holds up no talk" {
    mkdir -p "$XDG_CONFIG_HOME/stage/gesprek"
    echo 'geen ini' >"$XDG_CONFIG_HOME/stage/gesprek/woorden.ini"
    capture stage gesprek log 0012 2026-10-01 -1 "aha: $LONG Zij heeft ADHD."
    expect_status 0
    [ "$(held)" = 1 ]
    expect_stderr "note: these words are not looked for: "
    expect_stderr "woorden.ini"
    # The other lists are.
    expect_stderr "note: 'adhd' points at"
    stage -q config set log.bijzonder nee
    capture stage gesprek log 0012 2026-10-02 -1 "aha: $LONG"
    expect_status 0
    [ "$(said 'woorden.ini')" = 0 ]
}

@test "hostile words are shown safely" {
    mkdir -p "$XDG_CONFIG_HOME/stage/gesprek"
    printf '[gezondheid]\nwoorden=xyzzy*\n' >"$XDG_CONFIG_HOME/stage/gesprek/woorden.ini"
    capture stage gesprek log 0012 -1 "aha: $LONG xyzzy$(printf '\u0301')%s%n"
    expect_status 0
    [ "$(said 'points at')" = 1 ]
    ! grep -q $'\x1b' <<<"$stderr"
}
