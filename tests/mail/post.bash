# A mail server of one's own for bats: load ../mail/post, after common.
#
#   start_sink [OPTION…]      starts tests/mail/sink.py (--refuse A, --defer A, --slow S); sets SINK_PORT and SINK_FOLDER
#   stop_sink                 ends it; call it in teardown. Nothing happens when none runs
#   msmtp_config              writes a configuration of msmtp for that server and sets POST_SENDMAIL, the command for
#                             the setting mail.sendmail ("msmtp -C FILE")
#   sink_count                how many messages came
#   sink_file N               the Nth message's file (from 1); sink_envelope N: {"from": …, "to": […]}
#   sink_to ADDRESS           the numbers of the messages that came for an address
#   maildir_files FOLDER      the messages in a Maildir, new and cur
#   check_mail MESSAGE [MAIL.json]  reads a message with tests/mail/check.py: the JSON of what it found is in $output and
#                             the status in $status; with MAIL.json held against what was to be sent
#   found JSON-NAME           one member of that JSON, as text
#
# aiosmtpd and msmtp are packages of Debian, so the python that runs them is Debian's: /usr/bin/python3.

POST_PYTHON=/usr/bin/python3
POST_FOLDER="$STAGE_TEST_SOURCE/tests/mail"

start_sink() {
    SINK_FOLDER="$BATS_TEST_TMPDIR/sink"
    mkdir -p "$SINK_FOLDER"
    local port="$BATS_TEST_TMPDIR/sink.port" i
    : >"$port"
    # Its standard output is a file, and bats' own descriptor is closed, or bats would wait for it.
    "$POST_PYTHON" -I "$POST_FOLDER/sink.py" "$@" "$SINK_FOLDER" >"$port" 2>"$BATS_TEST_TMPDIR/sink.log" 3>&- &
    SINK_PID=$!
    for ((i = 0; i < 400; i++)); do
        SINK_PORT=$(cat "$port")
        [ -z "$SINK_PORT" ] || return 0
        kill -0 "$SINK_PID" 2>/dev/null || break
        sleep 0.05
    done
    echo "the sink did not start:"
    cat "$BATS_TEST_TMPDIR/sink.log"
    return 1
}

stop_sink() {
    [ -n "${SINK_PID-}" ] || return 0
    kill "$SINK_PID" 2>/dev/null || true
    wait "$SINK_PID" 2>/dev/null || true
    SINK_PID=
}

msmtp_config() {
    local file="$BATS_TEST_TMPDIR/msmtprc"
    printf '%s\n' 'account default' 'host 127.0.0.1' "port $SINK_PORT" 'tls off' 'auth off' 'timeout 20' >"$file"
    chmod 600 "$file"
    POST_SENDMAIL="msmtp -C '$file'"
}

sink_count() { find "$SINK_FOLDER" -name '*.json' | wc -l; }
sink_file() { printf '%s/%04d.eml\n' "$SINK_FOLDER" "$1"; }
sink_envelope() { cat "$(printf '%s/%04d.json' "$SINK_FOLDER" "$1")"; }
sink_to() {
    "$POST_PYTHON" -I -c 'import json, sys
for name in sys.argv[2:]:
    if sys.argv[1] in json.load(open(name))["to"]:
        print(int(name.rsplit("/", 1)[1][:-5]))' "$1" "$SINK_FOLDER"/*.json
}

maildir_files() { find "$1/new" "$1/cur" -type f | sort; }

check_mail() {
    status=0
    output=$("$POST_PYTHON" -I "$POST_FOLDER/check.py" ${2:+--sent "$2"} "$1" 2>&1) || status=$?
    [ "$status" -eq 0 ] || echo "$1: $output"
    return "$status"
}

found() { "$POST_PYTHON" -I -c 'import json, sys; print(json.loads(sys.argv[1])[sys.argv[2]])' "$output" "$1"; }
