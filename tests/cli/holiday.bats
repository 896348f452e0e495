# stage holiday: the school's own holidays, and the public ones.
load common

setup() { setup_store; }

list() { stage -q holiday list --format tsv --columns "$1" --from 2026-11-23 --until 2027-12-31; }
own() { list soort,van,tot,naam | sed -n 's/^vakantie\t//p'; }

@test "a file of the school, in whatever form" {
    printf 'naam;van;tot\nKerstvakantie;19-12-2026;3-1-2027\n"Voorjaar; ook carnaval";13-2-2027;21-2-2027\n' >een.csv
    capture stage holiday import een.csv
    expect_stderr "holidays: 2 new, 0 changed, 0 unchanged, 0 removed"
    [ "$(own)" = "2026-12-19	2027-01-03	Kerstvakantie
2027-02-13	2027-02-21	Voorjaar; ook carnaval" ]
    printf '\xef\xbb\xbfVan,Tot en met,Vakantie\r\n2026-12-19,2027-01-04,Kerstvakantie\r\n' >twee.csv
    capture stage holiday import twee.csv --replace
    expect_stderr "holidays: 0 new, 1 changed, 0 unchanged, 1 removed"
    [ "$(own)" = "2026-12-19	2027-01-04	Kerstvakantie" ]
    stage holiday import - <twee.csv 2>&1 | grep -q "1 unchanged"
    stage -q undo
    [ "$(own | wc -l)" -eq 2 ]
    stage -q holiday import "$STAGE_TEST_SOURCE/data/voorbeeld/vakanties.csv"
    capture stage db check
    expect_status 0
}

@test "an iCalendar, of which the end is the day after" {
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20270424\r\nDTEND;VALUE=DATE:20270510\r\nSUMMARY:Mei\r\n vakantie\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20270201\r\nSUMMARY:Studiedag\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' >v.ics
    stage -q holiday import v.ics
    [ "$(own)" = "2027-02-01	2027-02-01	Studiedag
2027-04-24	2027-05-09	Meivakantie" ]
    printf 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n' >v.ics
    capture stage holiday import v.ics
    expect_status 65
    printf 'BEGIN:VCALENDAR\nEND:VCALENDAR\n' >v.ics
    capture stage holiday import v.ics
    expect_status 65
    expect_stderr "there is no holiday in it"
    [ "$(own | wc -l)" -eq 2 ]
}

@test "a bad row names its line, and nothing is taken in" {
    while IFS='|' read -r text says; do
        capture_input "$text" stage holiday import -
        expect_status 65
        expect_stderr "$says"
        [ "$(own)" = "" ]
    done <<'EOF'
van,tot,naam\n2027-02-13,2027-02-21,a\n2027-13-01,2027-02-01,b\n|-:3: the day '2027-13-01' does not exist
van,tot,naam\n2027-02-21,2027-02-13,a\n|-:2: the end 2027-02-13 is before the begin
van,tot,naam\n2027-02-13,,a\n|-:2: 
van,tot,naam\n2026-02-13,2027-02-21,a\n|-:2: a holiday from 2026-02-13 to 2027-02-21 is longer than 100 days
begin,naam\n2027-02-13,a\n|no header with van, tot and naam
van,tot,naam\n|there is no holiday
van,tot,naam\n03/04/2027,05/04/2027,a\n|-:2: 
EOF
    capture stage holiday import none.csv
    [ "$status" -ne 0 ] || explain
}

@test "the public ones are computed" {
    [ "$(list van,tot,naam)" = "2026-12-25	2026-12-25	Eerste kerstdag
2026-12-26	2026-12-26	Tweede kerstdag
2027-01-01	2027-01-01	Nieuwjaarsdag
2027-03-28	2027-03-28	Eerste paasdag
2027-03-29	2027-03-29	Tweede paasdag
2027-04-27	2027-04-27	Koningsdag
2027-05-05	2027-05-05	Bevrijdingsdag
2027-05-06	2027-05-06	Hemelvaartsdag
2027-05-16	2027-05-16	Eerste pinksterdag
2027-05-17	2027-05-17	Tweede pinksterdag
2027-12-25	2027-12-25	Eerste kerstdag
2027-12-26	2027-12-26	Tweede kerstdag" ]
    [ "$(stage -q holiday list --from 2031-04-26 --until 2031-04-26 --format tsv --columns naam)" = Koningsdag ]
}

@test "rm removes one" {
    printf 'van,tot,naam\n2027-02-13,2027-02-21,Voorjaar\n' | stage -q holiday import -
    capture stage holiday rm 1
    expect_stderr "vakantie 1 Voorjaar, 2027-02-13 – 2027-02-21 removed"
    [ "$(own)" = "" ]
    capture stage holiday rm 1
    expect_status 65
}
