# What the tests of outgoing mail begin with: a docent and a coordinator with addresses, two placements that each
# miss the one moment that their norm asks, and mail that goes to a folder.

make_mail() {
    setup_placements
    stage -q docent edit WITK --email witk@example.org
    stage -q docent add BAAS "Anna Baas" --email baas@example.org
    stage -q team add Software --coordinator BAAS
    stage -q docent edit WITK --team software
}
setup_mail() {
    setup_once make_mail
    at 2026-11-23
    mkdir -p "$XDG_CONFIG_HOME/stage"
    printf '[standaard]\nmomenten=start 0%%..25%%\nbezoeken=0\n' >"$XDG_CONFIG_HOME/stage/norm.ini"
    stage -q config set mail.from stage@example.nl
    stage -q config set mail.maildir "$HOME/mail"
}

# The day, and the time there.
at() { export STAGE_TODAY="$1T${2:-10:00}"; }
# Some days after a day.
after() { date -u -d "$1 + $2 days" +%F; }

days_between() { echo $((($(date -u -d "$2" +%s) - $(date -u -d "$1" +%s)) / 86400)); }

# A run, whatever comes of it; what it says always adds up.
remind() {
    capture stage remind "$@"
    [ "$status" -le 1 ] || { explain; return 1; }
    [[ "$stderr" =~ ^([0-9]+)\ due\ =\ ([0-9]+)\ (would\ be\ )?sent\ \+\ ([0-9]+)\ held\ back\ \+\ ([0-9]+)\ failed ]] ||
        { echo "no closing line"; explain; return 1; }
    local due=${BASH_REMATCH[1]} sent=${BASH_REMATCH[2]} held=${BASH_REMATCH[4]} failed=${BASH_REMATCH[5]}
    [ "$due" -eq $((sent + held + failed)) ] || { echo "the sum does not hold"; explain; return 1; }
    [ "$status" -eq $((failed > 0)) ] || { echo "the status does not fit"; explain; return 1; }
    said="$due=$sent+$held+$failed"
}
# remind, and what its closing line is to say, as DUE=SENT+HELD+FAILED.
expect_remind() {
    local wanted=$1
    shift
    remind "$@"
    [ "$said" = "$wanted" ] || { echo "expected: $wanted, on $STAGE_TODAY"; explain; }
}

# The mails that are in the folder: how many, and what they say, headers that matter first.
mails() { find "$HOME/mail/new" -type f 2>/dev/null | wc -l; }
texts() {
    local text
    text=$(/usr/bin/python3 "$STAGE_TEST_SOURCE/tests/mail/texts.py" "$HOME/mail/new")
    printf '%s\n' "$text"
}

# What went, a line each: the day, the kind, to whom, and how many points; the oldest first.
ledger() {
    sqlite3 -separator ' ' "$STAGE_STORE" "SELECT b.datum, b.soort, b.adres, count(*) FROM bericht b
        JOIN herinnering h ON h.bericht = b.id WHERE b.verstuurd IS NOT NULL GROUP BY b.id ORDER BY b.id"
}

# A sendmail that puts each message in $HOME/out and keeps a list of whom it went to under which Message-ID, after
# the lines of $1 have looked at $to.
fake_sendmail() {
    mkdir -p "$HOME/out"
    cat >"$HOME/sendmail" <<SCRIPT
#!/bin/bash
to=\${!#}
cat >"$HOME/message.\$\$"
$1
mv "$HOME/message.\$\$" "$HOME/out/\$(find "$HOME/out" -type f | wc -l)"
echo "\$to \$(sed -n 's/^Message-Id: *\([^\r]*\).*/\1/Ip' "$HOME/out/"* | tail -n 1)" >>"$HOME/went"
SCRIPT
    chmod +x "$HOME/sendmail"
    stage -q config set mail.maildir ""
    stage -q config set mail.sendmail "$HOME/sendmail"
}
went() { cat "$HOME/went" 2>/dev/null || true; }
