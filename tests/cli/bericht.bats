# Berichten: what went out by mail, and what did not.
load common
load mail

setup() { setup_mail; }

ids() { stage bericht list "$@" --columns id --format tsv | xargs; }

@test "the list has the newest first, of a student, a talk, a kind, or what did not go" {
    stage -q docent add BERG "Bo van den Berg" --email berg@example.org --team software
    stage -q plaatsing edit 0100 --docent BERG
    fake_sendmail 'case $to in berg*) echo "no such user" >&2; exit 67;; esac'
    remind
    at 2026-11-30
    remind
    at 2026-12-07
    remind
    [ "$(ids)" = "5 4 3 2 1" ]
    [ "$(ids zoe)" = "5 3 1" ] || { stage bericht list; return 1; }
    [ "$(ids sem)" = "4 2" ]
    [ "$(ids --open)" = "2" ]
    [ "$(ids --soort coordinator)" = "5 4" ]
    [ "$(ids --soort vraag)" = "" ]
    [ "$(ids --limit 2)" = "5 4" ]
    [ "$(ids sem --open --limit 1)" = 2 ]
    [ "$(ids --gesprek 1 2>/dev/null)" = "" ]
    [ "$(offered bericht show '')" = "5 4 3 2 1" ]
    [ "$(offered bericht retry bo)" = "2" ]
    capture stage bericht list --limit 0
    expect_status 64
    capture stage bericht list --soort brief
    expect_status 64
}

@test "one is shown with its text as long as that is kept" {
    fake_sendmail '[ ! -e "$HOME/mended" ] && exit 75'
    remind
    stage bericht show 1 --format json >shown
    python3 -c 'import json
b = json.load(open("shown"))
assert b["soort"] == "herinnering" and b["rol"] == "docent" and b["naam"] == "Kees de Wit", b
assert b["verstuurd"] is None and b["pogingen"] == 1 and b["volgende"] == "2026-11-23T10:00:00Z", b
assert "Zoë" in b["tekst"] and b["messageid"].endswith("@example.nl") and "kenmerk" not in b, b'
    [[ "$(stage bericht show 1)" == *"
tekst      Beste Kees,"* ]] || { stage bericht show 1; return 1; }
    : >mended
    at 2026-11-23 11:00
    remind
    [ "$(stage bericht show 1 --columns verstuurd,tekst -f tsv)" = "2026-11-23T10:00:00Z	" ]
    capture stage bericht show 7
    expect_status 65
    expect_stderr "there is no bericht '7'"
    capture stage bericht show kees
    expect_status 65
}

@test "it cannot be changed or removed, and a retry is no action to take back" {
    for verb in add edit rm; do
        capture stage bericht "$verb" 1
        expect_status 64
    done
    fake_sendmail 'exit 75'
    remind
    stage history --columns id -f tsv | head -n 1 >before
    capture stage bericht retry 1 --format json --columns id,pogingen,volgende
    expect_status 0
    expect_output '{"id":1,"pogingen":1,"volgende":null}'
    stage history --columns id -f tsv | head -n 1 | diff before -
    stage -q db check
}
