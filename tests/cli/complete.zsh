# Types a line and a tab into an interactive zsh of its own, and prints what the line became and then what was
# shown to choose from: zsh -f complete.zsh FOLDER_OF__stage LINE
zmodload zsh/zpty
start="PS1= PS2= RPS1=; unset zle_bracketed_paste; setopt no_beep no_list_beep; LISTMAX=0
fpath=(${(q)1} \$fpath); autoload -Uz compinit; compinit -u -D
compadd() { builtin compadd \"\$@\" && (( \${@[(I)shown]} )) && offered=(\$shown) }
press_tab() {
    zle expand-or-complete; zle -R; zle -I
    print -rl -- \"<BEGIN>\$BUFFER\" \$offered '<END>'
}
zle -N press_tab; bindkey '^I' press_tab; print RE''ADY"
zpty zsh zsh -f -i
zpty -w zsh "eval ${(qq)start}"
zpty -r -m zsh out '*READY*'
zpty -w -n zsh "$2"$'\t'
zpty -r -m zsh out '*<BEGIN>*<END>*'
out=${out##*<BEGIN>} out=${out%%<END>*}
print -rn -- "${out//$'\r'/}"
zpty -d zsh
