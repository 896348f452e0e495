# The summary of a talk to those who were there: stage gesprek send. At the end all kinds of mail by a real relay.
load common
load ../mail/post
load ../mail/antwoord

setup() {
    shopt -s lastpipe
    setup_mail
}

teardown() { stop_sink; }

# "! grep" in the middle of a test says nothing.
absent() { ! grep -a "$@"; }

# A talk of Friday with something under each key, and what nobody else may read.
held() {
    stage -q gesprek log 0012 2026-11-20 bezoek \
        -1 "aha: Het kwartje viel bij het rijzen." -2 "praten: ja, in de pauze" -3 "Ze werkt sneller." -4 "toevertrouwen: de oven" \
        --afspraak "student: leest het handboek, voor 5 dec" --vertrouwelijk "GEHEIM thuissituatie café" "$@"
    stage -q notitie add 1 --aspect aha --vertrouwelijk "GEHEIM twijfel"
    stage -q notitie add 1 --vertrouwelijk -s 4 "GEHEIM begeleiding"
    stage -q signaal add 0012 stoppen -g 1 --ernst rood "GEHEIM signaal"
    stage -q signaal add 0012 onveilig -g 1 --ernst rood >/dev/null 2>&1
}

send() { stage -q gesprek send "$@"; }
outcome() { capture stage gesprek send "$@" -f tsv --columns rol,uitkomst,reden; }
last_mail() { mails_to "$1" | tail -n 1; }

# Every mail there is, as it stands and as a reader shows it.
all_mail() {
    local file
    for file in $(maildir_files "$MAILDIR"); do
        cat "$file"
        words_of "$file" || return
        "$POST_PYTHON" -I -c 'import email, email.policy, sys
with open(sys.argv[1], "rb") as file:
    message = email.message_from_binary_file(file, policy=email.policy.default)
print(*message.items(), *(part.get_payload(decode=True).decode() for part in message.walk() if not part.is_multipart()))' "$file"
    done
}

# --- what is sent

@test "student and praktijkopleider get what was noted and agreed, each in words for them" {
    held
    stage -q gesprek plan 0012 2027-01-12
    capture stage gesprek send 1
    expect_status 0
    expect_stderr "2 due = 2 sent + 0 held back + 0 failed"
    for to in zoe@student.example ria@example.org; do
        [ "$(mails_to "$to" | wc -l)" -eq 1 ]
        check_mail "$(mails_to "$to")"
        [ "$(found references)" = "[]" ]
        found text >text
        for words in "20 november 2026" "Bakkerij De Korst" "Het kwartje viel bij het rijzen." "in de pauze" "Ze werkt sneller." \
            "de oven" "leest het handboek" "5 dec" "12 januari 2027" "Kees de Wit" "akkoord" STOP; do
            grep -q "$words" text || { echo "$to: $words"; cat text; return 1; }
        done
        absent -i "versie" text
    done
    words_of "$(mails_to zoe@student.example)" | grep -q '^Hoi Zoë,'
    words_of "$(mails_to ria@example.org)" | grep -q '^Beste Ria Smit,'
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT rol, gesprek, versie FROM bericht ORDER BY id')" = "$(printf 'student|1|1\nopleider|1|1')" ]
    # What is sent is not asked of who was not there, and a docent gets none.
    [ "$(maildir_files "$MAILDIR" | wc -l)" -eq 2 ]
}

@test "what is confidential is in no mail, nor in what is kept of it, and no signaal is" {
    held
    send 1 >/dev/null
    stage -q gesprek plan 0012 2026-11-30
    stage -q inschatting ask 0012 >/dev/null
    stage -q remind >/dev/null
    stage -q notitie add 1 -s 1 "Nog iets van haar."
    send 1 >/dev/null
    [ "$(maildir_files "$MAILDIR" | wc -l)" -ge 6 ]
    all_mail >mails
    grep -q "Nog iets van haar" mails
    absent -i -n -e GEHEIM -e thuissituatie -e twijfel -e onveilig -e stoppen mails
    stage gesprek send 1 --to student --dry-run >shown 2>&1
    stage -q db dump | grep '"tabel":"bericht"' >kept
    [ "$(wc -l <kept)" -ge 6 ]
    absent -i -n -e GEHEIM -e twijfel -e onveilig -e stoppen kept shown
}

@test "a note that becomes confidential is gone from the next version" {
    held
    stage -q notitie add 1 -s 1 "Eerst voor allen."
    send 1 >/dev/null
    words_of "$(mails_to ria@example.org)" | grep -q "Eerst voor allen"
    stage -q notitie edit "$(stage notitie list -f tsv --columns id,tekst | sed -n 's/\tEerst voor allen.*//p')" --vertrouwelijk ja
    send 1 >/dev/null
    words_of "$(last_mail ria@example.org)" >second
    absent "Eerst voor allen" second
    grep -q "versie 2" second
}

@test "who was not there is sent nothing unless --to says so" {
    held --opleider nee
    capture stage gesprek send 1
    expect_status 0
    expect_stderr "the opleider was not there, and is sent nothing unless --to opleider"
    expect_stderr "1 due = 1 sent + 0 held back + 0 failed"
    [ "$(mails_to zoe@student.example | wc -l)" -eq 1 ]
    [ "$(mails_to ria@example.org | wc -l)" -eq 0 ]
    words_of "$(mails_to zoe@student.example)" | grep -q "^Aanwezig: .*" || { words_of "$(mails_to zoe@student.example)"; return 1; }
    outcome 1 --to opleider
    expect_output "$(printf 'opleider\tverstuurd\t')"
    [ "$(mails_to ria@example.org | wc -l)" -eq 1 ]
    [ "$(mails_to zoe@student.example | wc -l)" -eq 1 ]
}

@test "what cannot go is held back with its reason, and the sum holds" {
    held
    stage -q student edit 0012 --email ""
    raw_write "INSERT INTO blokkade (adres, soort, oorzaak, datum) VALUES ('ria@example.org', 'alles', 'onbestelbaar', '2026-11-01')"
    outcome 1
    expect_status 0
    expect_output "$(printf 'student\ttegengehouden\tgeen-adres\nopleider\ttegengehouden\tblokkade')"
    expect_stderr "2 due = 0 sent + 2 held back + 0 failed"
    [ ! -e "$MAILDIR" ] || [ -z "$(maildir_files "$MAILDIR")" ]
    # A blokkade of another kind of mail is another matter.
    raw_write "UPDATE blokkade SET soort = 'vraag'"
    outcome 1 --to opleider
    expect_output "$(printf 'opleider\tverstuurd\t')"
}

@test "what was not held, or has nothing that may be sent, is refused" {
    stage -q gesprek plan 0012 2026-11-30
    stage -q gesprek plan 0012 2026-12-01
    stage -q gesprek cancel 2
    stage -q gesprek log 0100 2026-11-19 bezoek --zonder-notities
    stage -q gesprek log 0100 2026-11-20 bezoek --nieuw --vertrouwelijk "Alleen voor mij."
    for call in "1:was not held" "2:was not held" "3:nothing was taken down that may be sent" "4:nothing was taken down that may be sent" "99:99"; do
        capture stage gesprek send "${call%%:*}"
        expect_status 65
        expect_output ""
        expect_stderr "${call#*:}"
    done
    capture stage gesprek send
    expect_status 64
    capture stage gesprek send 1 --to docent
    expect_status 64
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM bericht')" -eq 0 ]
    [ ! -e "$MAILDIR" ] || [ -z "$(maildir_files "$MAILDIR")" ]
}

@test "in English" {
    stage config set mail.language en
    held
    send 1 >/dev/null
    for to in zoe@student.example ria@example.org; do
        check_mail "$(mails_to "$to")"
        [ "$(found language)" = en ]
        found text >text
        for words in "20 November 2026" "Het kwartje viel" "akkoord" STOP; do
            grep -q "$words" text || { echo "$to: $words"; cat text; return 1; }
        done
        absent -w -e "afspraken" -e "Beste" -e "Hieronder" text
    done
}

@test "--dry-run shows both mails and changes nothing" {
    held
    before=$(stage -q db dump)
    capture stage gesprek send 1 --dry-run
    expect_status 0
    [ "$(grep -c '^To: ' <<<"$output")" -eq 2 ]
    [[ "$output" == "To: Zoë <zoe@student.example>
Subject: Verslag van je "* ]] || explain
    [ "$(stage -q db dump)" = "$before" ]
    [ ! -e "$MAILDIR" ]
}

# --- versions

@test "unchanged nobody gets it again; a correction is version 2, in the thread of the first" {
    held
    send 1 >/dev/null
    first=$(name_of "$(mails_to ria@example.org)")
    for again in 1 2; do
        outcome 1
        expect_status 0
        expect_output ""
        expect_stderr "2 have version 1 already"
        expect_stderr "0 due = 0 sent"
    done
    [ "$(maildir_files "$MAILDIR" | wc -l)" -eq 2 ]
    stage -q inschatting edit 1 --oordeel "Ze werkt sneller en netter."
    outcome 1
    expect_output "$(printf 'student\tverstuurd\t\nopleider\tverstuurd\t')"
    for to in zoe@student.example ria@example.org; do
        [ "$(mails_to "$to" | wc -l)" -eq 2 ]
        words_of "$(last_mail "$to")" | grep -q "Dit is versie 2"
        words_of "$(last_mail "$to")" | grep -q "sneller en netter"
    done
    check_mail "$(last_mail ria@example.org)"
    [ "$(found in_reply_to)" = "<$first>" ]
    [ "$(found references)" = "['<$first>']" ]
    [[ "$(found message_id)" == "<verslag.1.2."* ]]
    outcome 1
    expect_output ""
    expect_stderr "2 have version 2 already"
}

@test "a question and the summary of the same talk are one thread" {
    id=$(asked)
    STAGE_TODAY=2026-11-30T16:00 stage -q gesprek log 0012 2026-11-30 bezoek -1 "Het kwartje viel."
    STAGE_TODAY=2026-11-30T16:00 send 1 >/dev/null
    check_mail "$(last_mail ria@example.org)"
    [ "$(found in_reply_to)" = "<$id>" ]
    check_mail "$(last_mail zoe@student.example)"
    [ "$(found references)" = "[]" ]
}

@test "one who came later to a version gets that, and nobody else" {
    held --opleider nee
    send 1 >/dev/null
    outcome 1 --to opleider
    expect_output "$(printf 'opleider\tverstuurd\t')"
    words_of "$(mails_to ria@example.org)" >text
    absent -i versie text
    stage -q notitie add 1 -s 1 "Nog iets."
    outcome 1
    expect_output "$(printf 'student\tverstuurd\t')"
    expect_stderr "the opleider was not there"
}

@test "a version that waits for the hours does not go any more when a newer one is made" {
    export STAGE_TODAY=2026-11-23T20:00
    held
    stage -q notitie add 1 -s 1 "Te vroeg."
    outcome 1
    expect_stderr "written down; the first 'stage remind' within the hours sends it"
    note=$(stage notitie list -f tsv --columns id,tekst | sed -n 's/\tTe vroeg.*//p')
    stage -q notitie edit "$note" --vertrouwelijk ja
    outcome 1
    expect_stderr "2 due = 0 sent + 2 held back + 0 failed"
    STAGE_TODAY=2026-11-24T10:00 stage -q remind >/dev/null
    for to in zoe@student.example ria@example.org; do
        [ "$(mails_to "$to" | wc -l)" -eq 1 ]
        words_of "$(mails_to "$to")" >text
        absent "Te vroeg" text
        # They had none before, so it takes the place of none.
        absent -i versie text
    done
}

@test "to another address it goes again; one that was given up is told of" {
    held
    send 1 >/dev/null
    stage -q opleider edit smit --email ria@korst.example
    outcome 1
    expect_output "$(printf 'opleider\tverstuurd\t')"
    [ "$(mails_to ria@korst.example | wc -l)" -eq 1 ]
    words_of "$(mails_to ria@korst.example)" >text
    absent -i versie text
    start_sink --refuse zoe@elders.example
    msmtp_config
    stage config set mail.maildir ""
    stage config set mail.sendmail "$POST_SENDMAIL"
    stage -q student edit 0012 --email zoe@elders.example
    outcome 1
    expect_status 1
    expect_output "$(printf 'student\tmislukt\t')"
    outcome 1
    expect_output ""
    expect_stderr "to the student it could not go: "
    expect_stderr "'stage bericht retry 4' tries again"
}

# --- reactions

@test "an answer is kept with the version that it answers, also when there is a newer one" {
    held
    send 1 >/dev/null
    one=$(name_of "$(mails_to ria@example.org)")
    student=$(name_of "$(mails_to zoe@student.example)")
    stage -q inschatting edit 1 --oordeel "Ze werkt sneller en netter."
    send 1 >/dev/null
    two=$(name_of "$(last_mail ria@example.org)")
    echo "Akkoord" | reply "$one" ria@example.org een | stage -q mail receive
    echo "Akkoord, maar het was op vrijdag." | reply "$two" ria@example.org twee | stage -q mail receive
    printf 'Hoi,\n\nklopt!\n\nGroetjes Zoë\n' | reply "$student" zoe@student.example drie | stage -q mail receive
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT gesprek, versie, rol, soort, datum, tekst FROM reactie ORDER BY id')" = "1|1|opleider|akkoord|2026-11-23|Akkoord
1|2|opleider|bezwaar|2026-11-23|Akkoord, maar het was op vrijdag.
1|1|student|akkoord|2026-11-23|klopt!" ]
    [ "$(post_rows | xargs)" = "akkoord bezwaar akkoord" ]
    stage gesprek show 1 -f tsv --columns verslag_student,verslag_opleider >shown
    [ "$(cat shown)" = "versie 2 verstuurd 2026-11-23; akkoord met versie 1 op 2026-11-23: klopt!"$'\t'"versie 2 verstuurd 2026-11-23; bezwaar met versie 2 op 2026-11-23: Akkoord, maar het was op vrijdag." ] ||
        { cat shown; return 1; }
    # A student who answers what went to the praktijkopleider is somebody else.
    echo "Akkoord" | reply "$two" zoe@student.example vier | stage -q mail receive
    [ "$(post_rows | tail -n 1)" = nakijken ]
    [ "$(judged id)" = 1 ] # no inschatting comes of it
    # Nothing is locked.
    stage -q notitie add 1 -s 1 "Nog iets."
    send 1 >/dev/null
    [ "$(mails_to ria@example.org | wc -l)" -eq 3 ]
}

@test "a reaction can be undone, and STOP to a summary stops summaries" {
    held
    send 1 >/dev/null
    id=$(name_of "$(mails_to zoe@student.example)")
    echo "Akkoord" | reply "$id" zoe@student.example een | stage -q mail receive
    stage -q undo
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM reactie')" -eq 0 ]
    echo "stop" | reply "$id" zoe@student.example twee | stage -q mail receive
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT adres, soort FROM blokkade')" = "zoe@student.example|verslag" ]
    stage -q notitie add 1 -s 1 "Nog iets."
    outcome 1
    expect_output "$(printf 'student\ttegengehouden\tblokkade\nopleider\tverstuurd\t')"
}

@test "what mail programs make of the summary that went is understood as it was meant" {
    held
    stage -q gesprek plan 0012 2027-01-12
    send 1 >/dev/null
    mail=$(mails_to ria@example.org)
    base=$(place base)
    copy_store "$STAGE_STORE" "$base"
    "$POST_PYTHON" -I "$POST_FOLDER/citeer.py" --styles | grep ' boven$' >styles
    [ "$(wc -l <styles)" -ge 10 ]
    while read -r style _; do
        for said in "akkoord:Akkoord" "akkoord:Ja, klopt" "bezwaar:Akkoord, maar het was op donderdag." "bezwaar:De oven mag ze nog niet alleen."; do
            copy_store "$base" "$STAGE_STORE"
            "$POST_PYTHON" -I "$POST_FOLDER/citeer.py" "$mail" "$style" "${said#*:}" | stage -q mail receive
            got=$(sqlite3 "$STAGE_STORE" 'SELECT soort, tekst FROM reactie' | tr '|' ':')
            [ "$got" = "$said" ] || { echo "$style: $said became $got"; return 1; }
        done
    done <styles
}

# --- every kind of mail, by a real relay

@test "all kinds arrive by a real relay; one that is refused or deferred stops no other" {
    start_sink --refuse zoe@student.example --defer bram@example.org
    msmtp_config
    stage config set mail.maildir ""
    stage config set mail.sendmail "$POST_SENDMAIL"
    stage config set mail.plus ja
    stage -q docent add COOR "Coor de Ster" --email coor@school.example
    stage -q team add Zorg --coordinator COOR
    stage -q docent add BERG "Anna van den Berg" --team zorg # without an address: the coordinator is told
    stage -q student add 0200 "Noor Bos"
    stage -q plaatsing add 0200 --bedrijf smederij --begin 2026-09-01 --einde 2027-01-29 -d BERG
    stage -q opleider add "Bram Vos" --bedrijf smederij --email bram@example.org
    stage -q plaatsing edit 2 -p vos
    held
    stage -q gesprek plan 0012 2026-11-30
    stage -q gesprek plan 0100 2026-11-30
    outcome 1 # student: refused; opleider: there
    expect_status 1
    expect_output "$(printf 'student\tmislukt\t\nopleider\tverstuurd\t')"
    capture stage inschatting ask --due -f tsv --columns naam,uitkomst
    expect_status 1
    [ "$(sort <<<"$output")" = "$(printf 'Bram Vos\tlater\nRia Smit\tverstuurd')" ] || explain
    capture stage remind -f tsv --columns rol,adres,uitkomst
    expect_status 0
    [[ "$output" == *$'docent\tkees@school.example\tverstuurd'* ]] || explain
    [[ "$output" == *$'coordinator\tcoor@school.example\tverstuurd'* ]] || explain
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT DISTINCT soort FROM bericht WHERE verstuurd IS NOT NULL ORDER BY soort' | xargs)" = "coordinator herinnering verslag vraag" ]
    [ "$(sink_count)" -eq 4 ]
    for ((n = 1; n <= 4; n++)); do
        check_mail "$(sink_file "$n")"
        # Bounces and replies come to the address of the message itself.
        token=$(found message_id | sed 's/.*\.\([0-9a-f]*\)@.*/\1/')
        [ "$(found reply_to)" = "['', 'stage+$token@school.example']" ]
        sink_envelope "$n" | grep -q "\"from\": \"stage+$token@school.example\"" || { sink_envelope "$n"; return 1; }
    done
    [ "$(sink_to zoe@student.example)$(sink_to bram@example.org)" = "" ]
    sqlite3 "$STAGE_STORE" "SELECT rol, 1 - count(verstuurd), 1 - count(ingetrokken) FROM bericht WHERE fout IS NOT NULL GROUP BY id ORDER BY id" >failed
    [ "$(cat failed)" = "$(printf 'student|1|0\nopleider|1|1')" ] || { cat failed; return 1; }
    # After an hour the one that was deferred is tried again, and arrives.
    stop_sink
    start_sink
    msmtp_config
    stage config set mail.sendmail "$POST_SENDMAIL"
    STAGE_TODAY=2026-11-23T11:05 stage -q remind >/dev/null
    [ "$(sink_to bram@example.org | wc -l)" -eq 1 ]
    check_mail "$(sink_file "$(sink_to bram@example.org)")"
}

@test "what waits for the hours does not go when a note became confidential meanwhile" {
    export STAGE_TODAY=2026-11-23T20:00
    stage -q gesprek log zoe gisteren bezoek -1 'aha: Praatte over de overstap.' -2 'praten: Elke vrijdag.'
    local gesprek note
    gesprek=$(stage gesprek list zoe --stand gehouden --columns id --format tsv | tail -n 1)
    stage -q gesprek send "$gesprek" >/dev/null
    note=$(stage notitie list zoe --columns id,sleutel --format tsv | awk '$2 == 1 { print $1 }' | tail -n 1)
    stage -q notitie edit "$note" --vertrouwelijk ja
    STAGE_TODAY=2026-11-24T09:00 capture stage remind
    all_mail >all
    absent overstap all
    [ "$(stage bericht list --soort verslag --columns verstuurd --format tsv | grep -c 2026)" -eq 0 ]
    STAGE_TODAY=2026-11-24T09:00 capture stage gesprek send "$gesprek"
    expect_status 0
    [ "$(stage bericht list --soort verslag --columns verstuurd --format tsv | grep -c 2026)" -gt 0 ]
    all_mail >all
    absent overstap all
}
