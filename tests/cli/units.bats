# What a machine runs by itself: the units of systemd and the file for cron, as they are installed.
load common

setup() {
    setup_home
    share="$STAGE_TEST_ROOT/share/stage"
    service="$share/systemd/stage-remind.service"
    timer="$share/systemd/stage-remind.timer"
    cron="$share/cron/stage-remind"
}

# The commands of stage in a file, a line each: "remind", "inschatting ask --due". Also those in remarks.
commands_in() { sed 's/^\([-0-9*,\/ ]*\) stage /\1 /' "$1" | grep -oE "([^ ;\"']*/|(^|[ ;'\"]))stage( [a-z][a-z]*)+( --[a-z]+)*" | sed -E "s/^[ ;'\"]*//; s/^[^ ]* //" | grep -v '^stage' | sort -u; }

# A command is one of the table, and has the options that it is called with.
is_command() {
    local words options=()
    read -ra words <<<"$1"
    while [[ "${words[-1]}" == --* ]]; do
        options+=("${words[-1]}")
        unset 'words[-1]'
    done
    capture stage "${words[@]}" --help
    expect_status 0 || { echo "$1"; return 1; }
    [[ "$output" == *"stage ${words[*]}"* ]] || explain
    for option in "${options[@]}"; do
        [[ "$output" == *"$option"* ]] || { echo "no $option"; explain; }
    done
}

@test "systemd finds nothing wrong with the units" {
    run systemd-analyze verify --man=no "$service" "$timer"
    echo "$output"
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    # It says when something is.
    sed 's/^PrivateTmp=/PrivateTemp=/' "$service" >stage-remind.service
    run systemd-analyze verify --man=no ./stage-remind.service
    [[ "$output" == *PrivateTemp* ]]
}

@test "the units have a place for everything that an administrator looks for" {
    /usr/bin/python3 -I - "$service" "$timer" <<'END'
import configparser, sys

class Unit(configparser.RawConfigParser):
    optionxform = staticmethod(str)

service, timer = Unit(strict=False), Unit()
assert service.read(sys.argv[1]) and timer.read(sys.argv[2])
assert service.sections() == ["Unit", "Service"], service.sections()
assert timer.sections() == ["Unit", "Timer", "Install"], timer.sections()
wanted = {"Type": "oneshot", "User": "stage", "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes",
          "PrivateTmp": "yes", "PrivateDevices": "yes", "MemoryDenyWriteExecute": "yes", "CapabilityBoundingSet": "",
          "StateDirectory": "stage", "UMask": "0077", "SuccessExitStatus": "1 75"}
for key, value in wanted.items():
    assert service["Service"][key] == value, (key, service["Service"].get(key))
assert timer["Install"]["WantedBy"] == "timers.target"
END
}

@test "the timer goes on working days, from eight to five, in Amsterdam" {
    when=$(sed -n 's/^OnCalendar=//p' "$timer")
    run systemd-analyze calendar --iterations=60 --base-time="2026-11-20 00:00:00 UTC" "$when"
    [ "$status" -eq 0 ]
    hours=$(grep -oE '[A-Z][a-z]{2} 2026-[0-9-]+ [0-9:]+ UTC' <<<"$output" | sed -E 's/^([A-Z][a-z]{2}) [^ ]* ([0-9:]+) UTC/\1 \2/' | sort -u)
    # An hour before those of Amsterdam, in winter.
    [ "$(wc -l <<<"$hours")" -eq 50 ]
    [ "$(cut -d' ' -f1 <<<"$hours" | sort -u | xargs)" = "Fri Mon Thu Tue Wed" ]
    [ "$(cut -d' ' -f2 <<<"$hours" | sort -u | xargs)" = "$(seq -f '%02g:05:00' 7 16 | xargs)" ]
}

@test "cron can read its file" {
    [ "$(stat -c %a "$cron")" = 644 ]
    # Names, and five fields, a user and a command.
    run grep -vE '^(#.*|[A-Z_]+=[^ ]*|[0-9*,/-]+ [0-9*,/-]+ [0-9*,/-]+ [0-9*,/-]+ [0-7*,/-]+ stage .+)$' "$cron"
    [ -z "$output" ]
    [ -z "$(tail -c 1 "$cron")" ] # the last line has its end
    [ "$(grep -cE '^[0-9]' "$cron")" -eq 1 ]
    # A percent sign would be a newline.
    if grep -E '^[0-9].*%' "$cron"; then return 1; fi
    sed -n 's/^[0-9].* stage umask/umask/p' "$cron" >line
    sh -n line
    [ -s line ]
}

@test "every command that a unit or cron runs is one of stage, with its options" {
    for file in "$service" "$cron"; do
        commands_in "$file" >commands
        cat commands
        grep -qx remind commands
        grep -qx 'inschatting ask --due' commands
        grep -qx 'mail receive' commands
        while IFS= read -r command; do
            is_command "$command"
        done <commands
    done
    # And it is the stage that is installed.
    for path in $(sed -n 's/^ExecStart=\([^ ]*\) .*/\1/p' "$service"); do
        [ "$path" = "$STAGE_TEST_ROOT/bin/stage" ]
    done
}

@test "the test of commands sees one that is not there" {
    is_command "plaatsing list --docent"
    for bad in "plaatsing herinner" "herinner" "plaatsing list --niets"; do
        if is_command "$bad"; then return 1; fi
    done
}
