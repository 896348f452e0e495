# What reports do not tell: of one docent to another, of few, of what was said in confidence; and hostile names.
load common
load story

# What an expression says, several of them as a tuple.
json_of() { python3 -c "import json, sys; d = json.load(sys.stdin); x = $1; print(x)"; }

# A page without what only draws it.
without_scripts() { python3 -c 'import re, sys; print(re.sub(r"<(style|script)\b.*?</\1>", "", sys.stdin.read(), flags=re.S))'; }

REPORTS="contact sleutels begeleiding leerpotentieel signalen caseload inspectie"

# Two teams; the second has one docent.
setup_teams() {
    setup_placements
    stage -q team add Bouw
    stage -q team add Zorg
    stage -q docent edit WITK --team Bouw
    stage -q docent add BERG "Anna van den Berg" --team Bouw
    stage -q docent add KOK "Jan Kok" --team Zorg
    stage -q student add 0300 "Jan Bos" --klas IT4
    stage -q plaatsing add 0300 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29 -d KOK
    stage -q gesprek log 0012 2026-09-15 -1 "aha: een"
    stage -q gesprek log 0100 2026-09-16 --door BERG -2 "praten: ja"
    stage -q gesprek log 0300 2026-09-17 -1 "aha: twee" -4 "meedoen: drie"
}
keys() { stage -q report sleutels --format json "$@" | json_of "[(r[d['per']], r['gesprekken'], r['sleutel1']) for r in d['cijfers']], 'cijfers_totaal' in d, [r['aantal'] for r in d['weggelaten']]"; }

@test "the keys of one docent are for that docent alone" {
    setup_teams
    local options
    for options in "--by docent" "--docent KOK" "--docent KOK --rows" "--docent KOK --by maand" "--by docent --format csv"; do
        # shellcheck disable=SC2086
        capture stage report sleutels $options
        [ "$status" -eq 77 ] || { echo "$options"; explain; }
        expect_output ""
        expect_stderr "for that docent alone"
    done
    capture stage report overzicht --by docent
    expect_status 77
    expect_output ""
    stage -q config set docent KOK
    capture stage -q report sleutels --docent KOK --format tsv --columns gesprekken,sleutel1
    expect_output "1	1"
    capture stage report sleutels --docent WITK
    expect_status 77
    # Of the others only how many there are.
    [ "$(keys --by docent)" = "([('KOK', 1, 1)], True, [2])" ]
    [ "$(stage -q report sleutels --by docent --format csv --columns docent | tr -d '\r' | xargs)" = "docent KOK" ]
    capture stage report overzicht --by docent --format json
    expect_status 0
}

@test "a group of one docent does not show, nor follow from the total" {
    setup_teams
    [ "$(keys)" = "([('Bouw', 2, 1)], False, [1])" ]
    [ "$(stage -q report sleutels --format csv --columns team | tr -d '\r' | xargs)" = "team Bouw" ]
    local format
    for format in text md html; do
        stage report sleutels --format "$format" >page
        ! without_scripts <page | grep -e Zorg -e totaal || { echo "$format"; return 1; }
        grep -q "one docent" page
    done
    # All of one docent: nothing is left to tell, also not by aspect.
    [ "$(stage -q report sleutels --klas IT4 --format json | json_of "d['cijfers'], d['aspecten'], 'cijfers_totaal' in d")" = "([], [], False)" ]
    stage -q config set docent KOK
    [ "$(keys)" = "([('Bouw', 2, 1), ('Zorg', 1, 1)], True, [])" ]
    [ "$(stage -q report sleutels --klas IT4 --format json | json_of "len(d['aspecten']), [a['eigen'] for a in d['aspecten'] if a['aspect'] == 'aha']")" = "(14, [1])" ]
}

@test "few signals do not leave the team" {
    setup_teams
    local n format
    for n in 1 2 3 4; do stage -q signaal add 0012 contact "VERHAAL $n" --ernst geel --opvolging "OPVOLGING $n" --datum 2026-10-0$n; done
    capture stage report signalen --rows
    expect_status 77
    expect_output ""
    expect_stderr "add --team or --docent"
    for format in --klas=IT3 --leerbedrijf=korst --cohort=2026 --all; do
        capture stage report signalen --rows "$format"
        [ "$status" -eq 77 ] || { echo "$format"; explain; }
    done
    few() { stage -q report signalen --format json "$@" | json_of "[(r['team'], r['signalen'], r['open'], r['geel'], r['dagen_open']) for r in d['cijfers']], d.get('cijfers_totaal', {}).get('signalen'), [(r['soort'], r['signalen']) for r in d['soorten']]"; }
    [ "$(few)" = "([('Bouw', None, None, None, None)], None, [('contact', None)])" ]
    [ "$(stage -q report signalen --format csv --columns team,signalen,open | tr -d '\r')" = $'team,signalen,open\nBouw,,' ]
    for format in table text md html; do
        stage -q report signalen --format "$format" >page
        grep -q -e "<5" -e "&lt;5" -e '\\<5' page || { echo "$format"; cat page; return 1; }
    done
    # The team sees them, and no story of them.
    [ "$(few --team Bouw)" = "([('Bouw', 4, 4, 4, 52)], 4, [('contact', 4)])" ] || { few --team Bouw; return 1; }
    [ "$(stage -q report signalen --docent WITK --rows --format tsv | wc -l)" = 4 ]
    for format in "--format json" "--format html" "--format md" "--format text" "--format csv" "--rows --format json" "--rows --format csv"; do
        # shellcheck disable=SC2086
        stage -q report signalen --team Bouw $format >page
        ! grep -q -e VERHAAL -e OPVOLGING page || { echo "$format"; return 1; }
    done
    # With a fifth they may be told, and those of a second team still not.
    stage -q signaal add 0012 klusjes "VERHAAL 5" --ernst geel --datum 2026-10-05
    stage -q signaal add 0300 klusjes "VERHAAL 6" --ernst geel --datum 2026-10-05
    [ "$(few)" = "([('Bouw', 5, None, None, None), ('Zorg', None, None, None, None)], None, [('klusjes', None), ('contact', None)])" ] || { few; return 1; }
    # When the kinds would tell what the teams do not, they are left out.
    stage -q signaal rm 5
    stage -q signaal add 0012 contact "VERHAAL 7" --ernst geel --opvolging "OPVOLGING 7" --datum 2026-10-05
    stage -q signaal edit 6 --soort contact
    [ "$(few)" = "([('Bouw', 5, 5, 5, 51), ('Zorg', None, None, None, None)], None, [])" ] || { few; return 1; }
    stage -q report signalen | grep -q "small counts would follow from it"
}

@test "a signal is late the day after the one on which it was to be looked at" {
    setup_placements
    stage -q signaal add 0012 contact "niemand neemt op" --datum 2026-11-02 --voor 2026-11-20
    late() { stage -q report signalen --docent WITK --format json --on "$1" | json_of "d['cijfers'][0]['te_laat'], d['cijfers'][0]['dagen_open']"; }
    [ "$(late 2026-11-20)" = "(0, 18)" ]
    [ "$(late 2026-11-21)" = "(1, 19)" ]
}

@test "no report but bewijs has words of a talk, and none a story of a signaal" {
    setup_story
    local format report
    stage -q config set docent WITK
    for format in json md html text; do
        stage -q report overzicht --all --format $format >page
        stage -q report inspectie --all --format $format >>page
        [ -s page ]
        words page || { echo "$format"; return 1; }
    done
    for report in $REPORTS; do
        stage -q report "$report" --rows --docent WITK --all --format json >page
        [ -s page ]
        words page || { echo "$report"; return 1; }
    done
}
words() {
    local word
    for word in GEHEIM VERHAAL DOORVERWEZEN "moet rusten" pauze "Rustig begin" weegschaal "de oven" "eerder weg" "leest het boek" gelezen waterstof teamdag; do
        ! grep -q -e "$word" "$1" || { echo "$word"; return 1; }
    done
}

@test "bewijs has what was said with the praktijkopleider by the day, and nothing else" {
    setup_story
    stage -q gesprek log 0012 2026-11-02 telefoon --opleider nee -1 "aha: ZONDERHAAR" --afspraak "student: BUITENHAAR, voor 2026-12-01"
    stage -q gesprek log 0012 2026-11-16 online -1 "gevoel: GEVOEL" -1 "aha: LATER" -3 "Goed." --afspraak "student: NADIEN, voor 2026-12-01"
    local format word
    for format in json md html text; do
        capture stage report bewijs 1 --on 2026-11-10 --format $format
        expect_status 0
        for word in "Deeg moet rusten" weegschaal "de kassa" "leest het boek"; do
            [[ "$output" == *"$word"* ]] || { echo "$format: no $word"; explain; }
        done
        for word in GEHEIM VERHAAL DOORVERWEZEN "eerder weg" ZONDERHAAR BUITENHAAR LATER GEVOEL NADIEN te-weinig-leren; do
            [[ "$output" != *"$word"* ]] || { echo "$format: $word"; explain; }
        done
        expect_stderr "not in it: 1 talk without the praktijkopleider"
        expect_stderr "not in it: 2 notes that are not for the company"
    done
    # What was closed later was open on the day.
    [ "$(stage -q report bewijs 1 --on 2026-10-01 --format json | json_of "[(a['gesloten'], a['resultaat']) for a in d['afspraken']], len(d['gesprekken'])")" = "([(None, None)], 1)" ]
    [ "$(stage -q report bewijs 1 --on 2026-10-20 --format json | json_of "[a['resultaat'] for a in d['afspraken']], len(d['gesprekken'])")" = "(['gelezen', None], 2)" ]
    [ "$(stage -q report bewijs 1 --on 2026-11-16 --format json | json_of "len(d['gesprekken']), 'LATER' in str(d), 'GEVOEL' in str(d)")" = "(3, True, False)" ]
    [ "$(stage -q report bewijs 1 --on 2026-09-01 --format json | json_of "d['gesprekken'], d['verslag'], d['afspraken']")" = "([], [], [])" ]
    capture stage report bewijs 99
    expect_status 65
    expect_output ""
}

@test "names that are meant to harm are safe in every format" {
    setup_placements
    stage -q team add Bouw
    stage -q opleiding add Vak --niveau 3
    stage -q docent edit WITK --team Bouw
    stage -q student edit 0012 --opleiding Vak
    stage -q gesprek log 0012 2026-09-15 -1 "aha: een" -4 "meedoen: twee"
    stage -q gesprek log 0100 2026-09-16 --docent nee -1 "aha: een"
    local by format hostile="=1+1 </td><script>alert(1)</script> | \`x\` [x](javascript:1)"
    raw_write "UPDATE team SET naam = '$hostile' || char(27) || '[2J' || char(10) || char(8238);
        UPDATE opleiding SET naam = '$hostile' || char(27) || ']0;x' || char(7);
        UPDATE leerbedrijf SET naam = '$hostile' || char(155) || '2J' || char(13);
        UPDATE docent SET code = '$hostile'"
    for by in team opleiding leerbedrijf docent; do
        for format in text md html json table csv tsv; do
            stage -q report contact --by $by --format $format >out || return
            # Nothing that moves a cursor or turns text round; in JSON it is written out, in CSV a line may be in a cell.
            case $format in
            text | md | html | table) ! tr -d '\n' <out | LC_ALL=C.UTF-8 grep -P '[\x00-\x1f\x7f]|\x{9b}|\x{202e}' ;;
            json) python3 -c 'import json; t = open("out").read(); json.loads(t); assert not [c for c in t if ord(c) < 32 and c not in "\n\t"]' ;;
            tsv) [ "$(wc -l <out)" -le 2 ] ;;
            esac || { echo "$by $format"; cat -v out; return 1; }
            case $format in
            html) ! grep -q '<script>alert' out ;;
            md) ! sed 's,<br>,,g' out | grep -E '(^|[^\\])<' ;;
            csv) ! grep -qE '(^|,)"?[=+@-][^0-9]*1\+1' out && grep -q "'=1+1" out || { cat -A out; return 1; } ;;
            esac || { echo "$by $format"; return 1; }
        done
    done
    stage -q report overzicht --format html >out
    ! grep -q '<script>alert' out
    stage -q report leerpotentieel --rows --format csv --columns naam >out
    grep -q "'=1+1" out
}
