# Mail that goes out, by a real msmtp to a real SMTP server, and read again by a parser that knows nothing of how it
# was made; and the same into a Maildir.
load common
load ../mail/post

setup() {
    setup_home
    stuur="$STAGE_TEST_BUILD/tests/stuur"
    shim="$STAGE_TEST_BUILD/tests/fault.so"
    unset FROM TO
}

teardown() { stop_sink; }

# A mail with other members than those of an ordinary one: mail '{"to": "x@example.org"}'.
mail() {
    "$POST_PYTHON" -I -c 'import json, sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import nasty
print(json.dumps({**nasty.PLAIN, "message_id": "een@example.org", **json.loads(sys.argv[2])}))' "$POST_FOLDER" "${1-{\}}"
}

nasty() { "$POST_PYTHON" -I "$POST_FOLDER/nasty.py"; }

by_sendmail() { "$stuur" --timeout 30000 --sendmail "$POST_SENDMAIL" "$@"; }

# A mail that is handed over comes to this, with these words in the reason.
comes_to() {
    local what=$1 words=$2
    shift 2
    capture "$@" < <(mail)
    [[ "$output" == '{"uitkomst":"'"$what"'"'* && "$output" == *"$words"* ]] || explain
}

@test "what could be stumbled over arrives as it was built, and says what was to be said" {
    start_sink
    msmtp_config
    nasty >mails
    by_sendmail <mails >outcomes
    [ "$(sort -u outcomes)" = '{"uitkomst":"bezorgd"}' ]
    [ "$(sink_count)" -eq "$(wc -l <mails)" ]
    local n=0
    while IFS= read -r line; do
        n=$((n + 1))
        printf '%s\n' "$line" >mail.json
        "$stuur" --print <mail.json >built
        cmp built "$(sink_file "$n")"
        check_mail built mail.json
        sink_envelope "$n" >envelope
        "$POST_PYTHON" -I -c 'import json, sys
sent, came = json.load(open("mail.json")), json.load(open("envelope"))
to = sent["to"].rpartition("@")
assert came["to"] == [to[0] + "@" + to[2].encode("idna").decode()], came
assert came["from"] == sent["from"], came'
    done <mails
    [ "$n" -gt 40 ]
}

@test "the reader of these tests sees what is wrong" {
    mail '{"text": "Een vraag, en nog een vraag, en dan nog een die zo lang is dat hij op meer dan een regel moet.\n"}' >mail.json
    "$stuur" --print <mail.json >built
    check_mail built mail.json
    [ "$(found subject)" = "Een vraag over de stage" ]
    local changes=(
        's/^Auto-Submitted: auto-generated\r$/Auto-Submitted: no\r/'
        's/^Auto-Submitted:.*$/Bcc: x@example.org\r/'
        's/^Subject: .*$/Subject: =?UTF-8?B?w6k=?= anders\r/'
        's/^Date: .*$/Date: Thu, 01 Jan 2026 00:00:00 +0000\r/'
        's/^To: Ria/To: Rio/'
        's/^To: .*$/To: ria@example.org, ook@example.org\r/'
        's/^Content-Language.*$/X-None: x\r/'
        's/^MIME-Version.*$/&\nMIME-Version: 1.0\r/'
        's/format=flowed/format=fixed/'
        's/=20\r$/\r/'
        's/<p>Een vraag/<p>Geen vraag/'
        's/<p>Een/<p><img src=3D"https:\/\/example.org\/x">Een/'
        's/<\/p>//'
        's/text\/html/text\/plain/'
        '3s/\r$//'
        's/^Een vraag/Een vr\xc3\xa4g/'
        "s/^Subject:/X-Long: $(printf '%01000d' 0)\\r\\n&/"
        '$d'
    )
    for change in "${changes[@]}"; do
        LC_ALL=C sed "$change" built >changed
        if cmp -s built changed; then
            echo "changes nothing: $change"
            return 1
        fi
        if check_mail changed mail.json >/dev/null; then
            echo "not seen: $change"
            return 1
        fi
    done
}

@test "the same mail is the same bytes, of another process and on another day" {
    mail | "$stuur" --print >one
    mail | TZ=Asia/Tokyo LC_ALL=C STAGE_TODAY=2027-01-01 "$stuur" --print >two
    cmp one two
    # A boundary is of its own mail, so that no text can hold it by foreknowledge.
    mail '{"text": "Anders.\n"}' | "$stuur" --print >three
    [ "$(grep -a boundary= one)" != "$(grep -a boundary= three)" ]
}

@test "what would break out of a header or is no address is refused, and nothing is handed over" {
    local bad=(
        '{"subject": "a\nBcc: x@example.org"}' '{"subject": "a\r\nBcc: x@example.org"}' '{"subject": ""}'
        '{"subject": "a\u0000b"}' '{"subject": "\u001b[31m"}' '{"subject": "a\u2028b"}'
        '{"subject": "'"$(printf '%01100d' 0)"'"}'
        '{"to_name": "Ria\n <x@example.org>"}' '{"from_name": "a\rb"}' '{"from_name": "\u202egro.elpmaxe"}'
        '{"to": "x@example.org\nBcc: y@example.org"}' '{"to": "x@example.org, y@example.org"}' '{"to": "Ria <x@example.org>"}'
        '{"to": ""}' '{"to": "x"}' '{"to": "@example.org"}' '{"to": "x@"}' '{"to": "x y@example.org"}' '{"to": "-x@example.org"}'
        '{"to": "x@y@example.org"}' '{"to": "\"x\"@example.org"}' '{"to": ".x@example.org"}' '{"to": "x..y@example.org"}'
        '{"to": "x@example..org"}' '{"to": "x@-example.org"}' '{"to": "x@[127.0.0.1]"}' '{"to": "x@example.org>"}'
        '{"to": "zoë@example.org"}' '{"to": "'"$(printf 'a%.0s' {1..65})"'@example.org"}' '{"to": "x@'"$(printf 'aa.%.0s' {1..90})"'nl"}'
        '{"from": "x\u0000@example.org"}' '{"reply_to": "x@example.org\r"}' '{"reply_to": "a b"}'
        '{"message_id": "a b@example.org"}' '{"message_id": "a>\r\nX: y"}' '{"message_id": ""}' '{"message_id": "é@example.org"}'
        '{"references": ["goed@example.org", "a\nb"]}' '{"references": ["<a@example.org>"]}'
        '{"language": "nl\r\nX: y"}' '{"language": ""}' '{"language": "n\""}'
        '{"text": "a\u001bb"}' '{"text": "a\rb"}' '{"text": "a\u0085b"}'
    )
    for one in "${bad[@]}"; do
        # A NUL ends a text for cJSON: what stands behind it is not even seen.
        capture "$stuur" --maildir Maildir < <(mail "$one")
        if [[ "$one" == *u0000* && "$status" -eq 0 ]]; then
            rm -r Maildir
            continue
        fi
        expect_status 65 || { echo "$one"; return 1; }
        [[ "$output" == '{"uitkomst":"fout","waarom":"'* ]] || explain
    done
    [ -z "$(maildir_files Maildir)" ]
    # What a person can do about it is said.
    capture "$stuur" --print < <(mail '{"to": "zoë@example.org"}')
    [[ "$output" == *"the recipient 'zoë@example.org' has letters before the @ that mail cannot carry"* ]] || explain
}

@test "what the server says decides: taken, later, never" {
    start_sink --refuse ria@example.org --defer later@example.org --refuse data:never@example.org --defer data:full@example.org
    msmtp_config
    comes_to nooit "no such person here" by_sendmail
    for one in "later@example.org later" "never@example.org nooit" "full@example.org later" "sem@example.org bezorgd"; do
        capture by_sendmail < <(mail '{"to": "'"${one% *}"'"}')
        [[ "$output" == '{"uitkomst":"'"${one#* }"'"'* ]] || { echo "$one"; explain; }
    done
    [ "$(sink_count)" -eq 1 ]
    [ "$(sink_to sem@example.org)" = 1 ]
}

@test "a mail server on this machine needs no configuration of msmtp" {
    # As data/systemd/stage-remind.service says.
    start_sink
    comes_to bezorgd "" "$stuur" --sendmail "msmtp --host=localhost --port=$SINK_PORT"
    [ "$(sink_count)" -eq 1 ]
    [ "$(sink_envelope 1)" = '{"from": "stage@example.org", "to": ["ria@example.org"]}' ]
}

@test "a relay that is not there, or is not known, is no fault of an address" {
    start_sink
    msmtp_config
    stop_sink
    comes_to later "Connection refused" by_sendmail
    sed -i 's/^host.*/host relay.invalid/' "$BATS_TEST_TMPDIR/msmtprc"
    comes_to later "relay.invalid" by_sendmail
    sed -i 's/^host.*/host 127.0.0.1\nauth plain\nuser x\npasswordeval false/; /auth off/d' "$BATS_TEST_TMPDIR/msmtprc"
    comes_to later "" by_sendmail
    echo nonsense >>"$BATS_TEST_TMPDIR/msmtprc"
    comes_to later "nonsense" by_sendmail
}

@test "a server that does not answer in time is left alone, and nothing of ours goes on" {
    start_sink --slow 20
    msmtp_config
    SECONDS=0
    comes_to later "did not end within 700 ms" "$stuur" --timeout 700 --sendmail "$POST_SENDMAIL"
    [ "$SECONDS" -lt 10 ]
    ! pgrep -f "msmtp -C $BATS_TEST_TMPDIR/msmtprc"
}

@test "a way that cannot be is told before anything goes out" {
    touch file
    for way in "--sendmail /does/not/exist" "--sendmail 'open" "--sendmail ''" "--maildir file" "--maildir file/x"; do
        capture "$stuur" "${way%% *}" "${way#* }" < <(mail)
        expect_status 78
        [ -z "$output" ]
    done
    capture "$stuur" < <(mail)
    expect_status 78
    expect_stderr "no way set"
}

@test "a Maildir has a message once, whole, and for its owner alone" {
    umask 022
    mail >mail.json
    "$stuur" --maildir post/Maildir <mail.json
    "$stuur" --maildir post/Maildir <mail.json
    [ "$(maildir_files post/Maildir | wc -l)" -eq 1 ]
    "$stuur" --print <mail.json >built
    cmp built "$(maildir_files post/Maildir)"
    [ "$(stat -c %a post/Maildir post/Maildir/{cur,new,tmp} "$(maildir_files post/Maildir)" | xargs)" = "700 700 700 700 600" ]
    # A reader saw it.
    mv post/Maildir/new/* "post/Maildir/cur/$(basename post/Maildir/new/*):2,RS"
    "$stuur" --maildir post/Maildir <mail.json
    [ "$(maildir_files post/Maildir | wc -l)" -eq 1 ]
    # Another key is another message.
    mail '{"key": "twee"}' | "$stuur" --maildir post/Maildir
    [ "$(maildir_files post/Maildir | wc -l)" -eq 2 ]
    [ -z "$(ls post/Maildir/tmp)" ]
}

# The faults befall a program that is called stage.
faulty() { (LD_PRELOAD="$shim" exec -a stage "$stuur" "$@"); }

# Every message that is in the Maildir is one that was built.
whole() {
    local file
    for file in $(maildir_files Maildir); do
        grep -qxF "$(sha256sum <"$file")" sums || { echo "$file is not whole"; return 1; }
    done
}

# prepare_faults OPTION…: what the mails in "mails" are when they are built, and the calls that it takes to deliver them.
prepare_faults() {
    export ASAN_OPTIONS="${ASAN_OPTIONS:-}:verify_asan_link_order=0"
    [ -e "$shim" ]
    while IFS= read -r line; do
        "$stuur" --print <<<"$line" | sha256sum
    done <mails >sums
    STAGE_FAULT_LOG="$PWD/calls" faulty --maildir Maildir "$@" <mails >first
    [ "$(wc -l <calls)" -ge 4 ]
    rm -r Maildir
}

# faults OPTION…: the mails in "mails", with a fault at every call in turn.
faults() {
    local count at do
    count=$(wc -l <calls)
    for ((at = 1; at <= count; at++)); do
        for do in enospc eio kill tear; do
            rm -rf Maildir
            STAGE_FAULT_AT="$at" STAGE_FAULT_DO="$do" capture faulty --maildir Maildir "$@" <mails
            case "$do,$status" in
                enospc,* | eio,*)
                    [ -z "$(ls Maildir/tmp)" ]
                    # What is told to be delivered is there; together it is told at the end.
                    [ "$(maildir_files Maildir | wc -l)" -ge "$(grep -c bezorgd <<<"$output")" ] || [ "$status" -eq 75 ]
                    [ "$status" -eq 0 ] || [ "$status" -eq 75 ] || explain
                    ;;
                kill,137 | tear,137) ;;
                *) explain ;;
            esac
            whole
            "$stuur" --maildir Maildir "$@" <mails >again
            [ "$(maildir_files Maildir | wc -l)" -eq "$(wc -l <mails)" ]
            whole
            [ -z "$(ls Maildir/tmp)" ]
        done
    done
}

@test "whatever call fails or is the last, a Maildir has a message whole or not at all, and then once" {
    mail >mails
    prepare_faults
    grep -q fsync calls
    grep -q rename calls
    faults
    # It fails, and says so, when anything of its own does.
    STAGE_FAULT_AT="$(grep -n fsync calls | head -n 1 | cut -d: -f1)" STAGE_FAULT_DO=enospc capture faulty --maildir Anders <mails
    expect_status 75
    [[ "$output" == '{"uitkomst":"later","waarom":"cannot put mail in'*"No space left"* ]] || explain
    [ -z "$(maildir_files Anders)" ]
}

@test "and so have many messages together, with one flush for all" {
    nasty >all
    head -n 4 all >mails
    prepare_faults --samen
    [ "$(grep -c syncfs calls)" -eq 1 ]
    [ "$(grep -c fsync calls)" -eq 0 ]
    faults --samen
    STAGE_FAULT_AT="$(grep -n syncfs calls | cut -d: -f1)" STAGE_FAULT_DO=eio capture faulty --samen --maildir Anders <mails
    expect_status 75
    [[ "${output##*$'\n'}" == '{"uitkomst":"later"'* ]] || explain
    [ -z "$(maildir_files Anders)" ]
}
