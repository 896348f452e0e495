# Completion of stage(1) for fish. The program itself says what may come next.

function __stage_complete
    set -l given (commandline -opc)
    set -l typed (commandline -ct)
    set -l current
    set -l option ''
    for quote in '' \' \" # one that is still open is closed first
        set current (string unescape -- $typed$quote); and break
    end
    if string match -q -- '--*=*' "$current"
        set option (string replace -r -- '=.*' '=' "$current")
        set -a given (string trim -r -c = -- $option)
        set current (string replace -r -- '^[^=]*=' '' "$current")
    end
    for line in ($given[1] complete -- $given[2..] "$current" 2>/dev/null)
        if test "$line" = \tfile
            __fish_complete_path "$current" | string replace -r -- '^' "$option"
        else
            printf '%s%s\n' $option $line
        end
    end
end

complete -c stage -f -k -a '(__stage_complete)'
