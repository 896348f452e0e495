# A student with a story, for the tests of pages: two talks, judgements, choices, agreements, a signaal and a
# confidential note; and another who was at the same company the year before.

HOSTILE='</td></table><script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:1) `x` *y* | &amp; "'\'' =1+1'

setup_story() { setup_once make_story; }
make_story() {
    setup_placements
    stage -q leerbedrijf edit korst --adres "Oude Gracht 1" --telefoon "030 123 45 67"
    stage -q opleider edit smit --telefoon "06 12345678"
    stage -q plaatsing edit 1 --werkdagen ma,di,do
    stage -q student add 0200 "Ada de Boer" --klas IT3
    stage -q plaatsing add 0200 --bedrijf korst --begin 2025-09-01 --einde 2026-01-30 -d WITK -p smit
    stage -q gesprek log 0200 2025-10-06 bezoek -2 "praten: ja, Ada praat in de pauze met Ria" -2 "meekijken: nee, zegt Ada's begeleider" \
        -2 "uitvoeren-begeleid: ja, mevrouw de Boer deed de kassa" -2 "werkveld: een oven op waterstof, zag Ada" -4 "meedoen: teamdag met Boer
herkend: nee"
    stage -q gesprek log 0012 2026-09-15 bezoek -1 "aha: Deeg moet rusten." -2 "praten: ja, in de pauze" -3 "Rustig begin." \
        -3 "voorbeeld: vroeg zelf om de weegschaal" -4 "laten-zien: de oven
herkend: ja" --afspraak "student: leest het boek, voor 2026-10-10" --vertrouwelijk "GEHEIM voor mij"
    stage -q gesprek log 0012 2026-10-20 online -1 "vraag: Mag ik eerder weg?" -2 "meekijken: nee" -3 "Groeit." \
        -3 "voorbeeld: de vlechten" -4 "toevertrouwen: de kassa
herkend: deels" --afspraak "docent: belt de opleider, voor 2026-11-13" --gedaan "1 gelezen"
    stage -q signaal add 0012 te-weinig-leren "VERHAAL van het signaal" --verwezen "DOORVERWEZEN"
}

checked() { python3 "$STAGE_TEST_SOURCE/tests/cli/page.py" "$@"; }

# What a python expression says of the JSON on standard input.
json_of() { python3 -c "import json, sys; d = json.load(sys.stdin); print($1)"; }

# Whether nothing that is confidential, of a signaal or for the student alone stands in a text.
expect_no_secrets() {
    local word
    for word in GEHEIM VERHAAL DOORVERWEZEN te-weinig-leren signa geel vertrouwelijk confidential veilig "feel safe" "treated like"; do
        ! grep -qi -e "$word" "$1" || { echo "$1: $word"; return 1; }
    done
}
