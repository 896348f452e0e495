# Mail that comes in: what people answer, what machines send, and what anybody may send to the address of the school.
load common
load ../mail/post
load ../mail/antwoord

setup() {
    # What ends in a pipe, such as `reply … | take_in`, is of this shell.
    shopt -s lastpipe
    setup_mail
}

# Takes in what stands on standard input; it is kept, so the status is 0 and nothing goes to standard output, which a
# mailbox rule would send back.
take_in() {
    capture stage mail receive
    expect_status 0
    expect_output ""
}

# "! grep" in the middle of a test says nothing.
absent() { ! LC_ALL=C grep "$@"; }

# All that is in the store, in any form.
everything() {
    store_bytes | strings -n 6
    stage -q db dump
    stage -q db dump | grep -o '"bron":"[^"]*"' | cut -d'"' -f4 | while read -r one; do base64 -d <<<"$one"; done
}

# --- what the programs of praktijkopleiders send

# A store in which Anna was asked what tests/mail/vraag.txt asks, and the Message-ID of that in $question.
asked_anna() {
    local templates="$XDG_CONFIG_HOME/stage/templates"
    export STAGE_TODAY=2026-12-01T10:12
    STAGE_STORE=$(place anna)
    stage init -q
    stage -q docent add HAM "Kees Ham" --email kees@school.example
    stage -q leerbedrijf add "Bakkerij De Korenaar"
    stage -q opleider add "Anna de Wit" --bedrijf korenaar --email anna.dewit@korenaar.example.nl
    stage -q student add 0012 "Zoë van 't Hof" --klas IT3
    stage -q plaatsing add 0012 --bedrijf korenaar --begin 2026-09-01 --einde 2027-01-29 -d HAM -p wit
    mkdir -p "$templates"
    { printf 'Onderwerp: Vier vragen over de stage van {student_heel}\n\n' && cat "$POST_FOLDER/vraag.txt"; } >"$templates/vraag.nl.txt"
    stage template check
}

@test "every reply of tests/mail/replies is placed as the expectation beside it says" {
    asked_anna
    stage -q gesprek plan 0012 2026-12-15
    stage -q inschatting ask 0012
    question=$(name_of "$(mails_to anna.dewit@korenaar.example.nl)")
    [ "$(words_of "$(mails_to anna.dewit@korenaar.example.nl)")" = "$(cat "$POST_FOLDER/vraag.txt")" ]
    "$POST_PYTHON" -I -B "$POST_FOLDER/speel.py" "$STAGE_STORE" "$question" vraag >played || { grep -v '^ok' played; return 1; }
    [ "$(grep -c '^ok' played)" -ge 130 ]
    [ "$(grep -c '^ok' played)" -eq "$(find "$POST_FOLDER/replies" -name '*.eml' | wc -l)" ]
}

@test "and as answers to a summary those that agree and those that do not" {
    asked_anna
    stage -q gesprek log 0012 2026-11-30 bezoek -1 "Het kwartje viel bij het rijzen van het deeg."
    stage -q gesprek send 1
    question=$(name_of "$(mails_to anna.dewit@korenaar.example.nl)")
    "$POST_PYTHON" -I -B "$POST_FOLDER/speel.py" "$STAGE_STORE" "$question" verslag >played || { grep -v '^ok' played; return 1; }
    [ "$(grep -c '^ok' played)" -ge 17 ]
}

@test "that comparison sees what is wrong" {
    asked_anna
    stage -q gesprek plan 0012 2026-12-15
    stage -q inschatting ask 0012
    question=$(name_of "$(mails_to anna.dewit@korenaar.example.nl)")
    run "$POST_PYTHON" -I -B "$POST_FOLDER/speel.py" "$STAGE_STORE" "x$question" vraag 001-outlook-desktop-nl-boven 129-bounce-postfix 078-stop
    [ "$status" -eq 1 ]
    [ "$(grep -c '^not ok' <<<"$output")" -eq 3 ]
}

@test "a way to guide that is named, by letter or in words, is a choice; nothing is guessed" {
    id=$(asked)
    local n=0 line
    while IFS='|' read -r said ways; do
        n=$((n + 1))
        printf '1. Goed %d.\n3. %s\n' "$n" "$said" | reply "$id" ria@example.org "n$n" | take_in
        expect_stderr "inschatting $n"
        line=$(stage begeleidingskeuze list -f json | "$POST_PYTHON" -I -c 'import json, sys
print(*[row["strategie"] for row in json.load(sys.stdin) if row["inschatting"] == int(sys.argv[1])])' "$n")
        [ "$line" = "$ways" ] || { echo "'$said' became '$line'"; return 1; }
    done <<'END'
Vooral voordoen, en dan laat ik haar meedoen.|laten-zien meedoen
Ze krijgt de oven toevertrouwd.|toevertrouwen
C|toevertrouwen
a, b en c|laten-zien meedoen toevertrouwen
(b) bij de kassa|meedoen
A nice student, we work together.|
We doen het samen.|
b: ik laat het eerst zien|meedoen
END
    [ "$n" -eq 8 ]
    [ "$(judged begeleiding | head -n 1)" = "Vooral voordoen, en dan laat ik haar meedoen." ]
}

# --- twice

@test "the same message is taken in once, also by another way; another reply is another inschatting" {
    id=$(asked)
    printf '1. Goed.\n2. Het deeg.\n3. b\n4. De oven.\n' | reply "$id" >one
    take_in <one
    expect_stderr "post 1: inschatting, inschatting 1"
    take_in <one
    expect_stderr "it was taken in before"
    # By another way: other headers, the same Message-ID.
    { echo "Received: from elsewhere.example by mx.school.example; Tue, 24 Nov 2026 09:01:00 +0100" && cat one; } >other
    take_in <other
    expect_stderr "post 2: dubbel"
    # Sent once more: another Message-ID, the same words.
    sed 's/^Message-ID: .*/Message-ID: <nogmaals@korst.example>/' one >again
    take_in <again
    expect_stderr "post 3: dubbel"
    [ "$(judged oordeel)" = Goed. ]
    echo "Nog iets: donderdag is ze vrij." | reply "$id" ria@example.org twee >two
    take_in <two
    [ "$(judged oordeel)" = "$(printf 'Goed.\nNog iets: donderdag is ze vrij.')" ]
    [ "$(post_rows)" = "$(printf '%s\n' inschatting dubbel dubbel inschatting)" ]
    [ "$(stage mail list -f tsv)" = "" ]
    # A person may still say that the second one counts.
    stage -q mail accept 2
    [ "$(judged oordeel | grep -c Goed.)" -eq 2 ]
}

# --- who wrote it

@test "an answer from another address waits, and a person may accept it" {
    id=$(asked)
    printf '1. Goed.\n3. c: ze bakt alleen.\n' | reply "$id" info@elders.example >one
    take_in <one
    expect_stderr "post 1: nakijken, it comes from another address than the question went to"
    [ "$(judged id)" = "" ]
    [ "$(stage mail list -f tsv --columns id,van,soort,student | tr '\t' ' ')" = "1 info@elders.example vraag Zoë van 't Hof" ]
    [ "$(stage mail list 0012 -f tsv --columns id)" = 1 ]
    [ "$(stage mail list 0100 -f tsv --columns id)" = "" ]
    capture stage mail accept 1
    expect_status 0
    [ "$(stage inschatting list -f tsv --columns oordeel,begeleiding,opleider | tr '\t' '|')" = "Goed.|c: ze bakt alleen.|Ria Smit" ]
    [ "$(stage begeleidingskeuze list -f tsv --columns strategie)" = toevertrouwen ]
    [ "$(stage mail list -f tsv)" = "" ]
    capture stage mail accept 1
    expect_status 65
    expect_stderr "was seen to already: inschatting"
    [ "$(judged id)" = 1 ]
}

@test "a colleague of the same company answers in their own name, and one of another company waits" {
    id=$(asked)
    stage -q opleider add "Bram Vos" --bedrijf korst --email Bram@Example.org
    stage -q opleider add "Cor Ster" --bedrijf smederij --email cor@example.org
    echo "Ze doet het goed." | reply "$id" bram@EXAMPLE.org een | take_in
    echo "Ze doet het slecht." | reply "$id" cor@example.org twee | take_in
    [ "$(stage inschatting list -f tsv --columns oordeel,opleider | tr '\t' '|')" = "Ze doet het goed.|Bram Vos" ]
    [ "$(post_rows)" = "$(printf 'inschatting\nnakijken')" ]
}

@test "what names no message of ours waits, until a person says of which student it is" {
    asked >/dev/null
    echo "Het gaat goed met Zoë." | reply onbekend@korst.example >one
    take_in <one
    expect_stderr "post 1: nakijken, it answers no message that was sent"
    [ "$(stage mail list -f tsv --columns id,soort,student | tr '\t' '|')" = "1||" ]
    capture stage mail accept 1
    expect_status 65
    expect_stderr "say of which student it is"
    capture stage mail accept 1 0012
    expect_status 0
    [ "$(stage inschatting list 0012 -f tsv --columns oordeel)" = "Het gaat goed met Zoë." ]
    [ "$(stage mail list --all 0012 -f tsv --columns uitkomst)" = inschatting ]
}

@test "a Message-ID that somebody guesses finds nothing, and a STOP or a bounce by it does nothing" {
    id=$(asked)
    local kenmerk=${id%@*} guess
    kenmerk=${kenmerk##*.}
    [ "${#kenmerk}" -eq 20 ]
    [[ "$id" == vraag.1.1.*@school.example ]]
    local n=0 guesses=(
        "vraag.1.1@school.example" "vraag.1.1.@school.example" "vraag.1.1.00000000000000000000@school.example"
        "${id/$kenmerk/${kenmerk:0:19}}" "${id/$kenmerk/${kenmerk}0}" "${id/vraag.1.1/vraag.1.2}" "${id/school/ander}"
        "1" "%" "vraag.%" "${kenmerk:0:10}" "' OR 1=1 --" "*"
    )
    for guess in "${guesses[@]}"; do
        n=$((n + 1))
        echo STOP | reply "$guess" ria@example.org "stop$n" | take_in
        bounce "$guess" 5.1.1 "terug$n" | take_in
        echo "Het gaat slecht." | reply "$guess" ria@example.org "slecht$n" | take_in
        sed "s/^To: .*/To: <stage+$(tr -d ' ' <<<"${guess//\//}")@school.example>/" <(echo "Slecht" | reply x@x ria@example.org "plus$n") | take_in
    done
    [ "$(post_rows | sort | uniq -c | xargs)" = "$((n * 4)) nakijken" ]
    [ "$(judged id)" = "" ]
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM blokkade')" -eq 0 ]
}

@test "a token in the address does what a Message-ID does" {
    stage config set mail.plus ja
    id=$(asked)
    check_mail "$(mails_to ria@example.org)"
    local token=${id%@*}
    token=${token##*.}
    [ "$(found reply_to)" = "['', 'stage+$token@school.example']" ]
    # A mail program that starts anew, and one that writes the address as it likes.
    echo "Het gaat goed." | reply x@korst.example | sed "/^In-Reply-To/d; s/^To: .*/To: \"Stage\" <STAGE+${token^^}@School.example>/" | take_in
    expect_stderr "post 1: inschatting, inschatting 1"
    # A mailbox rule that keeps the address only in a header of its own.
    echo "Nog iets." | reply x@korst.example ria@example.org twee |
        sed "/^In-Reply-To/d; s/^From/Delivered-To: stage+$token@school.example\nFrom/" | take_in
    expect_stderr "post 2: inschatting, inschatting 2"
    echo "Van een ander." | reply x@korst.example x@elders.example drie | sed "s/^To: .*/To: stage+$token@school.example/" | take_in
    expect_stderr "it comes from another address"
    for to in stage+@school.example "stage+${token}0@school.example" "stage+${token:1}@school.example" "+$token" "stage+x+$token@school.example"; do
        echo "Onbekend $to" | reply x@korst.example ria@example.org "n$to" | sed "s/^To: .*/To: $to/" | take_in
        expect_stderr "it answers no message that was sent"
    done
    [ "$(judged id | wc -l)" -eq 2 ]
}

# --- what machines send

@test "out of office is noted and no more, and its text is not kept" {
    id=$(asked)
    echo "Ik ben geopereerd en tot 14 december afwezig." | reply "$id" | sed 's/^Subject: .*/Subject: Automatisch antwoord: Vier vragen/' | take_in
    expect_stderr "post 1: automatisch"
    [ "$(stage mail list -f tsv)" = "" ]
    [ "$(judged id)" = "" ]
    everything >all
    absent geopereerd all
    capture stage mail show 1 --raw
    expect_status 65
    expect_output ""
}

@test "a bounce closes the address for all mail, and the docent is told at the next stage remind" {
    id=$(asked)
    bounce "$id" >one
    take_in <one
    expect_stderr "post 1: onbestelbaar, 5.1.1 550 no such person here"
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT adres, soort, oorzaak, datum, uitleg FROM blokkade')" = "ria@example.org|alles|onbestelbaar|2026-11-23|5.1.1 550 no such person here" ]
    take_in <one
    expect_stderr "it was taken in before"
    stage -q remind >/dev/null
    words_of "$(mails_to kees@school.example)" >told
    grep -q 'ria@example.org' told || { cat told; return 1; }
    [ "$(mails_to kees@school.example | wc -l)" -eq 1 ]
    capture stage inschatting ask 0012 --again -f tsv --columns uitkomst,reden
    [ "$output" = "$(printf 'tegengehouden\tblokkade')" ] || explain
    [ "$(mails_to ria@example.org | wc -l)" -eq 1 ]
    # Another address is another matter.
    stage -q opleider edit smit --email ria@korst.example
    stage -q inschatting ask 0012 --again >/dev/null
    [ "$(mails_to ria@korst.example | wc -l)" -eq 1 ]
}

@test "a bounce that names no message of ours closes no address" {
    asked >/dev/null
    bounce zomaar@school.example | take_in
    expect_stderr "post 1: nakijken, it says that mail did not arrive, and not which"
    bounce "" 5.1.1 leeg | take_in
    [ "$(post_rows)" = "$(printf 'nakijken\nnakijken')" ]
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM blokkade')" -eq 0 ]
    # Nor does a person's: it is of the message of a docent that nothing of ours is sent to.
    bounce "vraag.1.1.aaaaaaaaaaaaaaaaaaaa@school.example" 5.1.1 raad | take_in
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM blokkade')" -eq 0 ]
}

@test "a delay changes nothing, and the failure after it does, in the same words" {
    id=$(asked)
    bounce "$id" 4.4.1 | take_in
    expect_stderr "post 1: vertraagd, 4.4.1"
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM blokkade')" -eq 0 ]
    [ "$(stage mail list -f tsv)" = "" ]
    bounce "$id" 5.4.1 | take_in
    expect_stderr "post 2: onbestelbaar, 5.4.1"
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM blokkade')" -eq 1 ]
}

# --- STOP

@test "STOP is honoured: nothing of that kind goes there any more, and the docent is told" {
    id=$(asked)
    printf 'Stop!\n\nGroet, Ria\n' | reply "$id" | take_in
    expect_stderr "post 1: stop"
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT adres, soort, oorzaak FROM blokkade')" = "ria@example.org|vraag|stop" ]
    [ "$(judged id)" = "" ]
    capture stage inschatting ask 0012 --again -f tsv --columns uitkomst,reden
    expect_output "$(printf 'tegengehouden\tblokkade')"
    expect_stderr "1 due = 0 sent + 1 held back + 0 failed"
    stage -q remind >/dev/null
    words_of "$(mails_to kees@school.example)" | grep 'ria@example.org'
    # It was the questions that they wanted no more of; a summary is another matter.
    stage -q gesprek log 0012 2026-11-20 bezoek -1 "Het kwartje viel bij de oven."
    capture stage gesprek send 1 --to opleider -f tsv --columns uitkomst
    expect_output verstuurd
}

@test "a question that waits does not go to an address that said STOP in the meantime" {
    id=$(asked)
    STAGE_TODAY=2026-11-23T20:00 stage -q inschatting ask 0012 --again >/dev/null
    [ "$(mails_to ria@example.org | wc -l)" -eq 1 ]
    # Whatever address of theirs they answer from.
    echo STOP | reply "$id" prive@elders.example | take_in
    capture env STAGE_TODAY=2026-11-24T10:00 stage remind
    expect_status 0
    [ "$(mails_to ria@example.org | wc -l)" -eq 1 ]
}

@test "a docent's STOP to a reminder holds reminders back, and an answer to one waits for a person" {
    stage -q remind >/dev/null
    id=$(name_of "$(mails_to kees@school.example)")
    [[ "$id" == herinnering.* ]]
    echo "Ik bel ze morgen." | reply "$id" kees@school.example een | take_in
    expect_stderr "post 1: nakijken, it answers a reminder"
    [ "$(judged id)" = "" ]
    echo STOP | reply "$id" kees@school.example twee | take_in
    expect_stderr "post 2: stop"
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT adres, soort FROM blokkade')" = "kees@school.example|herinnering" ]
    capture env STAGE_TODAY=2026-12-01T10:00 stage remind -f tsv --columns adres,uitkomst,reden
    [[ "$output" != *"kees@school.example"*verstuurd* ]] || explain
    [ "$(mails_to kees@school.example | wc -l)" -eq 1 ]
}

# --- what must not be in the store

@test "a BSN in a reply is nowhere in the store, in whatever part of the message it stands" {
    id=$(asked)
    local bsn=111222333 n=0 where
    printf '1. Goed, BSN %s.\n2. Haar nummer is 111 222 333.\n3. b\n4. 1112.22.333\n' "$bsn" | reply "$id" ria@example.org een | take_in
    expect_stderr "post 1: inschatting"
    [[ "$(judged oordeel)" == "Goed, BSN xxx"* ]] || { judged oordeel; return 1; }
    echo "Goed." | reply "$id" ria@example.org twee | sed "s/^Subject: .*/Subject: $bsn/" | take_in
    [ "$(post_rows onderwerp | tail -n 1)" = xxxxxxxxx ]
    # In a part that is not read, in its own or in another form, and in a header.
    echo "Zie bijlage." | reply "$id" ria@example.org drie |
        sed 's/^Content-Type: .*/Content-Type: multipart\/mixed; boundary=x/; /^Content-Transfer/d' >mixed
    for where in html plain base64 quoted name; do
        n=$((n + 1))
        {
            sed "s/<drie@/<drie$n@/; /^Zie/d" mixed
            printf '%s\n' --x "Content-Type: text/plain" "" "Zie bijlage $n."
            case "$where" in
                html) printf '%s\n' --x "Content-Type: text/html" "" "<p>BSN <b>$bsn</b></p>" ;;
                plain) printf '%s\n' --x "Content-Type: text/plain; name=x.txt" "Content-Disposition: attachment" "" "BSN $bsn" ;;
                base64) printf '%s\n' --x "Content-Type: text/plain; name=x.txt" "Content-Transfer-Encoding: base64" "" "$(base64 <<<"BSN $bsn")" ;;
                quoted) printf '%s\n' --x "Content-Type: text/html" "Content-Transfer-Encoding: quoted-printable" "" "<p>BSN 1112=" "22333</p>" ;;
                name) printf '%s\n' --x "Content-Type: image/png; name=$bsn.png" "Content-Transfer-Encoding: base64" "" aaaa ;;
            esac
            echo --x--
        } | take_in
        [[ "$stderr" == *inschatting* ]] || { echo "$where"; explain; }
    done
    echo "Goed $bsn" | take_in # no message at all
    expect_stderr "nakijken"
    bounce "$id" | sed "s/no such person here/no such person $bsn/" | take_in
    everything >all
    grep -q "Zie bijlage 3" all # what is looked in has what is there
    absent -n -e "$bsn" -e '111 222 333' -e '1112.22.333' -e 'BSN 1112' all
    # What holds none is kept as it came.
    echo "Ook goed." | reply "$id" ria@example.org vier >plain
    take_in <plain
    stage mail show "$(post_rows id | tail -n 1)" --raw | cmp - plain
}

# --- too much, too strange

@test "nothing, and more than 32 MiB, are refused with a status that goes back to the sender" {
    capture stage mail receive </dev/null
    expect_status 65
    { echo "hallo" | reply x@x && head -c $((33 * 1024 * 1024)) /dev/zero | tr '\0' 'x'; } >big
    capture stage mail receive <big
    expect_status 65
    expect_stderr "too long"
    [ "$(post_rows)" = "" ]
    # One that just fits is kept.
    truncate -s $((32 * 1024 * 1024)) big
    take_in <big
    [ "$(post_rows)" = nakijken ]
}

@test "whatever anybody sends is kept for a person, and nothing is lost by it" {
    id=$(asked)
    head -c 100000 /dev/urandom | take_in
    expect_stderr "post 1: nakijken, it could not be read"
    printf '\0\0\0\0' | take_in
    printf '\n\n\n' | take_in
    echo "zomaar een regel" | take_in
    printf 'From: \377\376\0x\nSubject: =?utf-8?q?=FF=00?=\nMessage-ID: <%s>\n\n\0\377' "$(printf '%05000d' 0)" | take_in
    # Ten thousand headers, and a header without end.
    { seq 10000 | sed 's/.*/X-Kop-&: &/' && echo "Goed." | reply "$id"; } | take_in
    expect_stderr "inschatting 1"
    { printf 'Subject: ' && head -c 2000000 /dev/zero | tr '\0' 'a' && echo && seq 50000 | sed 's/.*/Received: by &/' && echo "Ook goed." | reply "$id" ria@example.org twee | grep -v ^Subject; } | take_in
    expect_stderr "nakijken, it could not be read" # a header of two million letters
    # Parts in parts in parts.
    {
        echo "Zie onder." | reply "$id" ria@example.org drie | sed '/^Content/d; /^$/,$d'
        for ((i = 0; i < 3000; i++)); do printf 'Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n' "$i" "$i"; done
        printf 'Content-Type: text/plain\n\nDiep.\n'
    } | take_in
    # An answer longer than a note may be is not cut to one: a person looks.
    { printf '1. ' && head -c 100000 /dev/zero | tr '\0' 'a' && echo; } | reply "$id" ria@example.org vier | take_in
    expect_stderr "nakijken"
    head -c 3000000 /dev/zero | tr '\0' 'b' | reply "$id" ria@example.org vijf | take_in
    printf 'Ook go\0ed\0.\n' | reply "$id" ria@example.org zes | take_in
    [ "$(judged oordeel | tr -d ' ')" = "$(printf '%s\n' Goed. Ookgoed.)" ]
    [ "$(post_rows | xargs)" = "nakijken nakijken nakijken nakijken nakijken inschatting nakijken nakijken nakijken nakijken inschatting" ]
    stage mail list --all -f json >list
    stage mail list --all >table
    absent -q $'[\x01-\x08\x0e-\x1f\x7f]' table
    stage -q db check
}

@test "addresses and Message-IDs may hold anything without doing anything" {
    id=$(asked)
    local n=0 from
    for from in "'; DROP TABLE post; --@x" "=cmd|x@example.org" "<>" "" "@" "a@b@c" '"Ria" <ria@example.org>, <x@x.example>' \
        $'ria@example.org\r\nBcc: x@x' "$(printf 'a%.0s' {1..3000})@example.org" "ria@example.org (ria@example.org)"; do
        n=$((n + 1))
        printf 'From: %s\nMessage-ID: %s\nIn-Reply-To: <%s>\n\nGoed %d.\n' "$from" "$from" "$id" "$n" | take_in
    done
    stage -q db check
    [ "$(post_rows | wc -l)" -eq "$n" ]
    # Only those that come from her are taken; the last one has the Message-ID of another.
    [ "$(post_rows van,uitkomst | grep -v nakijken)" = "$(printf 'ria@example.org inschatting\nria@example.org inschatting')" ]
    expect_stderr "it has the Message-ID of one that was taken in, and says something else"
}

# --- at bad moments

@test "when the store is busy or read-only the message stays with who brings it" {
    id=$(asked)
    echo "Goed." | reply "$id" >one
    sqlite3 "$STAGE_STORE" 'BEGIN IMMEDIATE' ".shell touch $HOME/locked; while [ ! -e $HOME/go ]; do sleep 0.1; done" >/dev/null 2>&1 3>&- &
    wait_for "$HOME/locked"
    stage config set store.timeout 0
    capture stage mail receive <one
    touch go
    wait
    expect_status 75
    expect_output ""
    [ "$(post_rows)" = "" ]
    rm -f "$STAGE_STORE"-*
    only_to_read
    open_the_way
    chmod -R a+rX "$XDG_CONFIG_HOME"
    chmod 555 "$HOME"
    capture as_nobody stage mail receive <one
    chmod 755 "$HOME"
    expect_status 77
    expect_output ""
    to_write_too
    take_in <one
    [ "$(judged oordeel)" = Goed. ]
}

@test "killed at any time, the same message brought again is placed once" {
    id=$(asked)
    printf '1. Goed.\n3. a\n' | reply "$id" >one
    local base from took i
    base=$(place base)
    copy_store "$STAGE_STORE" "$base"
    from=${EPOCHREALTIME/./}
    stage -q mail receive <one
    took=$((${EPOCHREALTIME/./} - from))
    for ((i = 1; i <= 20; i++)); do
        copy_store "$base" "$STAGE_STORE"
        capture timeout --signal=KILL "$(printf '0.%06d' $((took * i / 20 % 1000000)))" stage -q mail receive <one 2>/dev/null
        take_in <one
        [ "$(post_rows)" = inschatting ] || { echo "part $i of 20: $(post_rows)"; return 1; }
        [ "$(judged oordeel)" = Goed. ] || { echo "part $i of 20"; return 1; }
    done
    stage -q db check
}

@test "stopped at any call that writes the file, it is as well" {
    about_the_file
    id=$(asked)
    printf '1. Goed.\n3. a\n' | reply "$id" >one
    export ASAN_OPTIONS="${ASAN_OPTIONS:-}:verify_asan_link_order=0"
    shim="$STAGE_TEST_BUILD/tests/fault.so"
    [ -e "$shim" ]
    base=$(place base)
    copy_store "$STAGE_STORE" "$base"
    STAGE_FAULT_LOG="$PWD/calls" LD_PRELOAD="$shim" stage -q mail receive <one
    [ "$(judged id)" = 1 ]
    count=$(wc -l <calls)
    [ "$count" -gt 10 ]
    local kept=0 placed=0
    for ((at = 1; at <= count; at++)); do
        copy_store "$base" "$STAGE_STORE"
        STAGE_FAULT_AT="$at" STAGE_FAULT_DO=kill LD_PRELOAD="$shim" capture stage -q mail receive <one 2>/dev/null
        [ "$status" -eq 137 ] || [ "$status" -eq 0 ] || { echo "at $at"; explain; }
        case "$(sqlite3 "$STAGE_STORE" "SELECT uitkomst || coalesce(reden, '') FROM post")" in
            nakijken) kept=$((kept + 1)) ;; # kept, and not looked at: what waits is shown
            inschatting*) placed=$((placed + 1)) ;;
        esac
        take_in <one
        [ "$(post_rows)" = inschatting ] || { echo "at $at: $(post_rows)"; return 1; }
        [ "$(judged oordeel)" = Goed. ] || { echo "at $at"; return 1; }
        [ "$(stage begeleidingskeuze list -f tsv --columns strategie)" = laten-zien ]
    done
    echo "kept $kept, placed $placed of $count"
    [ "$kept" -gt 0 ]
    stage -q db check
}

# --- a Maildir

@test "a Maildir is read from new to cur, and one broken file stops no other" {
    id=$(asked)
    mkdir -p In/new In/cur In/tmp
    echo "Goed." | reply "$id" ria@example.org een >In/new/1.a.mx
    head -c 2000 /dev/urandom >In/new/2.b.mx # no message: kept for a person
    : >In/new/3.c.mx                         # nothing
    ln -s /etc/hostname In/new/4.d.mx
    mkdir In/new/5.e.mx
    truncate -s 33M In/new/6.f.mx
    echo "Ook goed." | reply "$id" ria@example.org twee >In/new/7.g.mx
    echo "Niet van hier." | reply "$id" ria@example.org drie >In/cur/8.h.mx:2,S
    echo "Niet af." | reply "$id" ria@example.org vier >In/tmp/9.i.mx
    capture stage mail receive --maildir In
    expect_status 1
    expect_output ""
    expect_stderr "3 taken in, 1 to be looked at, 4 left"
    [ "$(judged oordeel)" = "$(printf 'Goed.\nOok goed.')" ]
    [ "$(ls In/cur | xargs)" = "1.a.mx:2,S 2.b.mx:2,S 7.g.mx:2,S 8.h.mx:2,S" ]
    [ "$(ls In/new | xargs)" = "3.c.mx 4.d.mx 5.e.mx 6.f.mx" ]
    rm -r In/new/*
    capture stage mail receive --maildir In
    expect_status 0
    expect_stderr "0 taken in, 0 to be looked at, 0 left"
    # Fetched once more: known, and out of the way.
    cp In/cur/1.a.mx:2,S In/new/a.again
    capture stage mail receive --maildir In
    expect_status 0
    expect_stderr "it was taken in before"
    [ "$(ls In/new)" = "" ]
    [ "$(judged id | wc -l)" -eq 2 ]
    for folder in nergens In/cur/1.a.mx:2,S; do
        capture stage mail receive --maildir "$folder"
        expect_status 74
    done
}

@test "a Maildir waits whole when the store is busy" {
    id=$(asked)
    mkdir -p In/new In/cur In/tmp
    echo "Goed." | reply "$id" >In/new/1
    stage config set store.timeout 0
    sqlite3 "$STAGE_STORE" 'BEGIN IMMEDIATE' ".shell touch $HOME/locked; while [ ! -e $HOME/go ]; do sleep 0.1; done" >/dev/null 2>&1 3>&- &
    wait_for "$HOME/locked"
    capture stage mail receive --maildir In
    touch go
    wait
    expect_status 75
    [ -e In/new/1 ]
    capture stage mail receive --maildir In
    expect_status 0
    [ "$(judged oordeel)" = Goed. ]
}

# --- by a person

@test "show has the text, show --raw the very bytes, done and rm settle it" {
    id=$(asked)
    printf 'Zo\303\253 \033[31mrood\r\nen \377\n' | reply "$id" x@elders.example >one
    take_in <one
    stage mail show 1 >shown
    grep -q x@elders.example shown
    grep -q "Zoë" shown
    absent -q $'\033' shown
    stage mail show 1 --raw | cmp - one
    capture bash -c 'stage mail show 1 --raw >/dev/full'
    expect_status 74
    capture stage mail done 1
    expect_status 64
    stage -q mail done 1 gebeld met het bedrijf
    capture stage mail done 1 nog eens
    expect_status 65
    expect_stderr "was seen to already: afgehandeld"
    [ "$(stage mail list -f tsv)" = "" ]
    [ "$(post_rows uitkomst,reden)" = "afgehandeld gebeld met het bedrijf" ]
    take_in <one
    expect_stderr "it was taken in before"
    capture stage mail accept 1
    expect_status 65
    stage -q mail rm 1
    [ "$(post_rows)" = "" ]
    everything >all
    absent x@elders.example all
    for verb in show rm "done" accept; do
        words=()
        [ "$verb" != "done" ] || words=(x)
        capture stage mail "$verb" 1 "${words[@]}"
        expect_status 65
    done
}

@test "stage undo takes an inschatting back that came by mail, and history tells of it" {
    id=$(asked)
    printf '1. Goed.\n3. a en b\n' | reply "$id" | take_in
    [ "$(stage begeleidingskeuze list -f tsv --columns strategie | wc -l)" -eq 2 ]
    stage history -f tsv | grep -q 'mail receive'
    stage -q undo
    [ "$(judged id)" = "" ]
    [ "$(stage begeleidingskeuze list -f tsv --columns id)" = "" ]
    [ "$(post_rows)" = inschatting ] # the message itself is not undone
    stage -q undo "$(stage history -f tsv --columns id | head -n 1)" # and undoing that gives it back
    [ "$(judged oordeel)" = Goed. ]
    stage -q db check
}

@test "a dump has what came in and what went out, and a store that is loaded knows replies again" {
    id=$(asked)
    echo "Van elders." | reply "$id" x@elders.example een >one
    take_in <one
    echo "Goed." | reply "$id" ria@example.org twee | take_in
    stage -q db dump all.jsonl
    before=$(stage mail list --all -f json)
    STAGE_STORE=$(place other)
    stage -q db load all.jsonl
    [ "$(stage mail list --all -f json)" = "$before" ]
    stage mail show 1 --raw | cmp - one
    take_in <one
    expect_stderr "it was taken in before"
    echo "Nog iets." | reply "$id" ria@example.org drie | take_in
    expect_stderr "inschatting 2"
    capture stage inschatting ask 0012
    expect_status 65
    expect_stderr "was asked about on 2026-11-23"
}

@test "an answer that comes late is taken all the same, and one about a placement that is gone waits" {
    id=$(asked)
    echo "Laat." | reply "$id" ria@example.org een >one
    STAGE_TODAY=2027-06-01T10:00 take_in <one
    [ "$(judged oordeel,datum)" = "$(printf 'Laat.\t2027-06-01')" ]
    stage -q db check
    stage -q undo
    for what in 'gesprek plan' 'plaatsing add'; do
        stage -q undo "$(stage history -f tsv --columns id,opdracht | grep "$what" | tail -n 1 | cut -f 1)"
    done
    [ "$(stage plaatsing list -f tsv --columns nummer)" = 0100 ]
    echo "Nog later." | reply "$id" ria@example.org twee | take_in
    expect_stderr "post 2: nakijken, "
    capture stage mail accept 2
    [ "$status" -ne 0 ]
    [ "$(judged id)" = "" ]
    stage mail accept 2 0100 # a person may say of whom it is
    [ "$(judged oordeel)" = "Nog later." ]
}

@test "an answer is there for the talk: stage prep shows what the praktijkopleider said" {
    id=$(asked)
    printf '1. Werkt sneller.\n2. De vrijdagbestelling.\n3. We doen het samen.\n4. De avondploeg.\n' | reply "$id" | take_in
    [ "$(stage gesprek show 1 -f tsv --columns vraag)" = "gevraagd 2026-11-23; beantwoord 2026-11-23" ]
    stage prep 0012 >prep
    for words in "Werkt sneller." "De vrijdagbestelling." "We doen het samen." "De avondploeg."; do
        grep -q "$words" prep || { echo "$words"; cat prep; return 1; }
    done
}
