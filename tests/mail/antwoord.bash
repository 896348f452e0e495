# Questions, summaries and replies to them for bats: load ../mail/antwoord, after common and post.
#
#   setup_mail                a store with placements where mail goes to the Maildir $MAILDIR, on a Monday at ten
#   mails_to ADDRESS          the messages in $MAILDIR for an address, the last version or question last
#   name_of MESSAGE           its Message-ID
#   words_of MESSAGE          its text, as check.py reads it; the status says whether it is sound
#   asked                     asks about a talk of 0012 that is planned, and prints the Message-ID of the question
#   reply ID [FROM [NAME]]    a reply to that message, of the text on standard input; NAME is of its own Message-ID
#   bounce ID [STATUS]        a report that the message did not arrive (5.1.1), or not yet (4.4.1)
#   post_rows [COLUMNS]       what came in, a line each: uitkomst, or these columns with spaces between
#   judged COLUMN             that column of every inschatting

make_mail() {
    setup_placements
    stage -q docent edit witk --email kees@school.example
    stage -q student edit 0012 --email zoe@student.example
}
setup_mail() {
    setup_once make_mail
    export STAGE_TODAY=2026-11-23T10:00
    MAILDIR="$HOME/Maildir"
    stage config set mail.from stage@school.example
    stage config set mail.name "mbo Voorbeeldstad"
    stage config set mail.maildir "$MAILDIR"
}

mails_to() {
    [ ! -e "$MAILDIR" ] || "$POST_PYTHON" -I -c 'import email, email.policy, glob, sys
found = []
for name in glob.glob(sys.argv[2] + "/*/*"):
    with open(name, "rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    if sys.argv[1] in [one.addr_spec for one in message["To"].addresses]:
        found.append((len(str(message.get("References", "")).split()), name))
for _, name in sorted(found):
    print(name)' "$1" "$MAILDIR"
}

name_of() {
    check_mail "$1" || return
    found message_id | tr -d '<>'
}
words_of() {
    check_mail "$1" || return
    found text
}

asked() {
    stage -q gesprek plan 0012 2026-11-30 -t 14:00 -v bezoek
    stage -q inschatting ask 0012 >/dev/null
    name_of "$(mails_to ria@example.org | tail -n 1)"
}

reply() {
    printf '%s\n' "Received: from mail.korst.example by mx.school.example; Tue, 24 Nov 2026 09:00:00 +0100" \
        "From: Ria Smit <${2:-ria@example.org}>" "To: stage@school.example" "Subject: Re: Vier vragen" \
        "Date: Tue, 24 Nov 2026 09:00:00 +0100" "Message-ID: <${3:-een}@korst.example>" "In-Reply-To: <$1>" \
        "MIME-Version: 1.0" "Content-Type: text/plain; charset=utf-8" "Content-Transfer-Encoding: 8bit" ""
    cat
}

bounce() {
    local action=failed
    [ "${2:-5}" != 4.4.1 ] || action=delayed
    printf '%s\n' "Return-Path: <>" "From: MAILER-DAEMON@mx.school.example" "To: stage@school.example" \
        "Subject: Undelivered Mail Returned to Sender" "Message-ID: <${3:-terug}-$action@mx.school.example>" \
        "Auto-Submitted: auto-replied" "MIME-Version: 1.0" \
        'Content-Type: multipart/report; report-type=delivery-status; boundary="=_r"' "" \
        "--=_r" "Content-Type: text/plain" "" "Het bericht is niet bezorgd." "" \
        "--=_r" "Content-Type: message/delivery-status" "" "Reporting-MTA: dns; mx.school.example" "" \
        "Final-Recipient: rfc822; ria@example.org" "Action: $action" "Status: ${2:-5.1.1}" \
        "Diagnostic-Code: smtp; 550 no such person here" "" \
        "--=_r" "Content-Type: text/rfc822-headers" "" "Message-ID: <$1>" "" "--=_r--"
}

post_rows() { stage mail list --all -f tsv --columns "${1:-uitkomst}" | tr '\t' ' '; }
judged() { stage inschatting list -f tsv --columns "$1"; }
