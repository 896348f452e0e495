# Completion of stage(1) for bash. The program itself says what may come next; here it is only quoted.
# shellcheck shell=bash

# Takes the line up to the cursor apart into _stage_words, without its quotes. _stage_head is what readline
# leaves standing of the last word: all up to a character of COMP_WORDBREAKS or an open quote, which is
# _stage_quote.
_stage_split() {
    local line=${COMP_LINE:0:COMP_POINT} c word='' begun='' i
    _stage_words=() _stage_quote='' _stage_head=''
    for ((i = 0; i < ${#line}; i++)); do
        c=${line:i:1}
        case $_stage_quote$c in
            [\'\"]) _stage_quote=$c _stage_head=$word begun=1 ;;
            "''" | '""') _stage_quote='' _stage_head='' ;;
            \'*) word+=$c ;;
            \"\\ | \\)
                if [[ -z $_stage_quote || ${line:i+1:1} == [\"\\\$\`] ]]; then
                    ((++i))
                    c=${line:i:1}
                fi
                word+=$c begun=1
                ;;
            \"*) word+=$c ;;
            [[:blank:]])
                if [[ -n $begun ]]; then _stage_words+=("$word"); fi
                word='' begun='' _stage_head=''
                ;;
            *)
                # Readline begins a word at an @ and behind the others.
                if [[ $COMP_WORDBREAKS == *"$c"* ]]; then _stage_head=$word${c#@}; fi
                word+=$c begun=1
                ;;
        esac
    done
    _stage_words+=("$word")
}

_stage() {
    local _stage_words _stage_quote _stage_head option='' line word
    _stage_split
    local -a given=("${_stage_words[@]:1}")
    local last=$((${#given[@]} - 1))
    COMPREPLY=()
    if ((last < 0)); then return; fi
    if [[ ${given[last]} == --*=* ]]; then
        option=${given[last]%%=*}=
        given[last + 1]=${given[last]#*=}
        given[last]=${option%=}
        ((last++))
    fi
    while IFS= read -r line; do
        word=${line%%$'\t'*}
        if [[ -z $word ]]; then # "file": the shell knows its files best
            compopt -o filenames 2>/dev/null # readline quotes these
            while IFS= read -r word; do
                word=$option$word
                COMPREPLY+=("${word#"$_stage_head"}")
            done < <(compgen -f -- "${given[last]}")
            continue
        fi
        word=$option$word
        if [[ $word != "$_stage_head"* ]]; then continue; fi
        word=${word#"$_stage_head"}
        case $_stage_quote in
            \') word=${word//\'/"'\\''"} ;;
            \") word=${word//\\/\\\\} word=${word//\"/\\\"} word=${word//\$/\\$} word=${word//\`/\\\`} ;;
            *) if [[ $word == *[!A-Za-z0-9_,./%+=:@-]* ]]; then printf -v word %q "$word"; fi ;;
        esac
        COMPREPLY+=("$word")
    done < <("$1" complete -- "${given[@]}" 2>/dev/null)
}

complete -F _stage stage
