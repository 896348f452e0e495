# Import: from the bytes of a school's export to rows in the store.
load common

setup() { setup_store; }

HEAD="Studentnummer;Naam;Klas;Leerbedrijf;Postcode bedrijf;Begindatum;Einddatum"

# A small file of students, with separator $1.
students() {
    printf 'Studentnummer%sNaam%sKlas\n0012%sZoë van %st Hof%sIT3\n0100%sSem Çelik%sIT3\n' "$1" "$1" "$1" "'" "$1" "$1" "$1"
}
names() { sqlite3 "$STAGE_STORE" "SELECT group_concat(n, '|') FROM (SELECT nummer || ' ' || trim(coalesce(roepnaam, '') || ' ' || coalesce(voorvoegsel || ' ', '') || achternaam) AS n FROM student ORDER BY nummer) s"; }
dump() { sqlite3 "$STAGE_STORE" .dump; }
TWO="0012 Zoë van 't Hof|0100 Sem Çelik"

# The import of $1 is refused with status 65, says $2, and changes nothing.
refused() {
    local before
    before=$(dump)
    capture stage import "$1" "${@:3}"
    expect_status 65
    expect_stderr "$2"
    expect_output ""
    [ "$(dump)" = "$before" ] || { echo "the store was changed"; return 1; }
}

@test "semicolon, comma and tab are told apart" {
    local separator
    for separator in ';' ',' $'\t'; do
        rm "$STAGE_STORE" && stage -q init
        students "$separator" >export.csv
        capture stage import export.csv
        expect_status 0
        [ "$(names)" = "$TWO" ]
        [ "$separator" = $'\t' ] || expect_stderr "separated by '$separator'"
        [ "$separator" != $'\t' ] || expect_stderr "separated by 'tab'"
        expect_stderr "2 new, 0 changed, 0 unchanged"
        expect_stderr "2 rows read: 2 new, 0 changed, 0 unchanged, 0 rejected"
    done
}

@test "commas in cells do not make them separators" {
    printf 'Studentnummer;Naam;Opmerking, intern, niet delen\n0012;"Hof, Zoë van %st";a, b, c\n' "'" >export.csv
    capture stage import export.csv
    expect_status 0
    expect_stderr "separated by ';'"
    expect_stderr "columns not used: Opmerking, intern, niet delen"
    [ "$(names)" = "0012 Zoë van 't Hof" ]
}

@test "UTF-8, with a BOM, and Windows-1252" {
    students ';' >utf8.csv
    { printf '\357\273\277'; cat utf8.csv; } >bom.csv
    iconv -f UTF-8 -t WINDOWS-1252 utf8.csv >cp1252.csv
    local file says
    while read -r file says; do
        rm "$STAGE_STORE" && stage -q init
        capture stage import "$file.csv"
        expect_status 0
        expect_stderr "read as $says,"
        [ "$(names)" = "$TWO" ]
    done <<'EOF'
utf8 UTF-8
bom UTF-8 (BOM)
cp1252 Windows-1252
EOF
}

@test "Windows-1252 has more letters than Latin-1" {
    printf 'Studentnummer;Naam;Klas\n1;Jan Smit;\200\223A\224\n' >cp1252.csv
    stage -q import cp1252.csv
    [ "$(stage student show 1 --columns klas --format tsv)" = "€“A”" ]
    printf 'Studentnummer;Naam\n2;Caf\351 \201\n' >bad.csv
    refused bad.csv "bad.csv:2: a byte is neither UTF-8 nor Windows-1252"
}

@test "a BOM before bytes that are no UTF-8 is refused with the line" {
    printf '\357\273\277Studentnummer;Naam\n1;Jan\n2;Caf\351\n' >export.csv
    refused export.csv "export.csv:3:"
}

@test "LF, CRLF, CR, and a last line without an end" {
    students ';' >lf.csv
    sed 's/$/\r/' lf.csv >crlf.csv
    tr '\n' '\r' <lf.csv >cr.csv
    head -c -1 lf.csv >none.csv
    local file
    for file in lf crlf cr none; do
        rm "$STAGE_STORE" && stage -q init
        capture stage import "$file.csv"
        expect_status 0
        [ "$(names)" = "$TWO" ]
        [ "$(sqlite3 "$STAGE_STORE" 'SELECT group_concat(DISTINCT klas) FROM student')" = IT3 ]
    done
}

@test "a pipe and standard input are read like a file" {
    students ';' | stage -q import -
    [ "$(names)" = "$TWO" ]
    rm "$STAGE_STORE" && stage -q init
    stage -q import <(students ',')
    [ "$(names)" = "$TWO" ]
}

@test "quoted newlines, quotes and separators are part of a cell" {
    printf 'Studentnummer;Naam;Leerbedrijf;Adres bedrijf;Begindatum;Einddatum\n1;Jan Smit;"Smits; ""De Hoek""";"Oude Gracht 1\nachter";1-9-2026;29-1-2027\n' >export.csv
    stage -q import export.csv
    capture stage leerbedrijf show 1 --columns naam,adres --format tsv
    expect_output 'Smits; "De Hoek"	Oude Gracht 1 achter'
}

@test "a bad row after quoted newlines is named by its own line" {
    local end
    for end in '\n' '\r\n' '\r'; do
        # shellcheck disable=SC2059
        printf "$HEAD${end}1;Jan Smit;\"IT${end}3${end}a\";Korst;;1-9-2026;29-1-2027${end}${end}2;Els Bos;IT3;Korst;;32-9-2026;29-1-2027${end}" >export.csv
        refused export.csv 'export.csv:6: column "Begindatum":'
        expect_stderr "32-9-2026"
    done
}

@test "a record over several lines is named by its first" {
    printf '%s\n1;Jan;"a\nb";Korst;;2026-13-01;29-1-2027\n' "$HEAD" >export.csv
    refused export.csv 'export.csv:2: column "Begindatum":'
}

@test "dates in Dutch and ISO" {
    local given want n=0
    while IFS='|' read -r given want; do
        n=$((n + 1))
        printf 'Studentnummer;Naam;Leerbedrijf;Begindatum;Einddatum\n%s;Jan Smit;Korst;%s;2027-06-30\n' "$n" "$given" >export.csv
        capture stage import export.csv
        [ "$status" -eq 0 ] || { echo "date: $given"; explain; }
        [ "$(sqlite3 "$STAGE_STORE" "SELECT begin FROM plaatsing ORDER BY id DESC LIMIT 1")" = "$want" ] || { echo "$given"; return 1; }
    done <<'EOF'
2026-09-01|2026-09-01
01-09-2026|2026-09-01
1-9-2026|2026-09-01
1.9.2026|2026-09-01
13/09/2026|2026-09-13
20260901|2026-09-01
2026-09-01T00:00:00|2026-09-01
01-09-2026 00:00:00|2026-09-01
EOF
}

@test "a date that may be two, does not exist or is a word is refused" {
    local given
    for given in 10-11-12 30-02-2026 1-9 gisteren "1 sept 2026" 2026-09 45901; do
        printf 'Studentnummer;Naam;Leerbedrijf;Begindatum;Einddatum\n1;Jan Smit;Korst;%s;30-06-2027\n' "$given" >export.csv
        refused export.csv 'export.csv:2: column "Begindatum":'
    done
}

# The days of one column, one a row; what they are read as.
days_of() {
    local n=0 day
    {
        echo 'Studentnummer;Naam;Leerbedrijf;Begindatum;Einddatum'
        for day in "$@"; do
            n=$((n + 1))
            echo "$n;Jan Smit;Korst;$day;30-06-2027"
        done
    } >export.csv
    rm -f "$STAGE_STORE"*
    stage -q init
    stage -q import export.csv "${DAYS[@]}" || return
    stage -q plaatsing list --columns begin -f tsv | sort | paste -sd' '
}

@test "which part is the day is decided by the whole column" {
    local DAYS=()
    [ "$(days_of 03/04/2026 13/04/2026)" = "2026-04-03 2026-04-13" ]
    [ "$(days_of 03/04/2026 04/13/2026)" = "2026-03-04 2026-04-13" ]
    [ "$(days_of 3-4-26 30-9-26)" = "2026-04-03 2026-09-30" ]
    [ "$(days_of 01092026 30092026)" = "2026-09-01 2026-09-30" ]
    [ "$(days_of 20260901 20260930)" = "2026-09-01 2026-09-30" ]
    [ "$(days_of 2026-03-04 13/04/2026)" = "2026-03-04 2026-04-13" ]
    [ "$(days_of 05/05/2026)" = "2026-05-05" ]
    printf 'Studentnummer;Naam;Leerbedrijf;Begindatum;Einddatum\n1;Jan Smit;Korst;03/04/2026;30-06-2027\n' >export.csv
    refused export.csv 'export.csv:1: column "Begindatum": which part is the day'
    DAYS=(--days mdy)
    [ "$(days_of 03/04/2026)" = 2026-03-04 ]
    DAYS=(--days dmy)
    [ "$(days_of 03/04/2026)" = 2026-04-03 ]
    printf 'Studentnummer;Naam;Leerbedrijf;Begindatum;Einddatum\n1;A;K;13/04/2026;30-06-2027\n2;B;K;04/13/2026;30-06-2027\n' >export.csv
    refused export.csv "export.csv:3: column \"Begindatum\": the day '04/13/2026' does not exist"
}

@test "the end before the begin is a bad row" {
    printf '%s\n1;Jan Smit;;Korst;;01-09-2026;31-08-2026\n' "$HEAD" >export.csv
    refused export.csv "export.csv:2:"
    expect_stderr "before the begin"
}

# A file with everything a placement has.
full() {
    cat <<'EOF'
Studentnummer;Roepnaam;Tussenvoegsel;Achternaam;E-mailadres;Stamgroep;Cohort;Leerweg;Crebo;Opleiding;Niveau;Docentcode;Docentnaam;Code leerbedrijf;Leerbedrijf;Postcode leerbedrijf;Plaats leerbedrijf;KvK-nummer;Vestigingsnummer;Praktijkopleider;E-mail praktijkopleider;Begindatum;Verwachte einddatum;Einddatum;Omvang;Overeenkomstnummer;Status
0012;Zoë;van 't;Hof;zoe@example.org;IT3;2025;BOL;25998;Software developer;MBO-4;WITK;Wit, Kees de;100012345;Bakkerij De Korst;3511ab;Utrecht;01234567;000012345678;Smit, Ria;ria@example.org;01-09-2026;29-01-2027;;640,00;00077;Definitief
0100;Sem;;Çelik;;IT3;2025;bbl;25.998;;;WITK;;100012346;De Smederij;;Zeist;;;;;01-09-2026;26-02-2027;15-11-2026;;00078;Voorlopig
EOF
}

@test "every column of a full export goes where it belongs" {
    full >export.csv
    capture stage import export.csv
    expect_status 0
    [[ "$stderr" != *"not used"* ]]
    [ "$(stage student show 0012 --columns roepnaam,voorvoegsel,achternaam,email,klas,cohort,leerweg,crebo,opleiding,niveau --format tsv)" = \
        "Zoë	van 't	Hof	zoe@example.org	IT3	2025	BOL	25998	Software developer	4" ]
    [ "$(stage student show 0100 --columns leerweg,crebo,opleiding --format tsv)" = "BBL	25998	Software developer" ]
    [ "$(stage leerbedrijf show 1 --columns naam,sbb,postcode,plaats,kvk,vestiging --format tsv)" = \
        "Bakkerij De Korst	100012345	3511 AB	Utrecht	01234567	000012345678" ]
    [ "$(stage docent list --columns code,naam --format tsv)" = "WITK	Kees de Wit" ]
    [ "$(stage opleider show smit --columns naam,leerbedrijf,email --format tsv)" = "Ria Smit	Bakkerij De Korst	ria@example.org" ]
    [ "$(stage plaatsing list --columns nummer,docent,opleider,begin,einde,uren,overeenkomst,status --format tsv)" = \
        "0100	WITK		2026-09-01	2026-11-15		00078	voorlopig
0012	WITK	Ria Smit	2026-09-01	2027-01-29	640	00077	" ]
    # "Einddatum" beside the expected one is the real one.
    [ "$(sqlite3 "$STAGE_STORE" "SELECT einde, einde_werkelijk FROM plaatsing WHERE overeenkomst = '00078'")" = "2027-02-26|2026-11-15" ]
}

@test "a docent of whom the export has only a code is taken in" {
    printf 'Studentnummer;Naam;Docent;Leerbedrijf;Begindatum;Einddatum\n1;Jan Smit;BOSA;Korst;1-9-2026;29-1-2027\n' >export.csv
    stage -q import export.csv
    [ "$(stage plaatsing show 1 --columns docent --format tsv)" = BOSA ]
}

@test "the same file again changes nothing" {
    full >export.csv
    stage -q import export.csv
    local before
    before=$(rows | grep -v "\"tabel\":\"invoer\"")
    capture stage import export.csv --changes --format json
    expect_status 0
    expect_output "[]"
    expect_stderr "0 new, 0 changed, 2 unchanged"
    [ "$(rows | grep -v "\"tabel\":\"invoer\"")" = "$before" ]
}

@test "what the export says otherwise is changed, and empty cells change nothing" {
    full >export.csv
    stage -q import export.csv
    printf 'Studentnummer;Naam;Klas;E-mailadres\n0012;Zoë van %st Hof;IT4;\n' "'" >second.csv
    capture stage import second.csv --changes --format tsv
    expect_status 0
    expect_output "2	changed	student	0012 Zoë van 't Hof (IT4)	klas	IT3	IT4"
    expect_stderr "0 new, 1 changed, 0 unchanged"
    [ "$(stage student show 0012 --columns klas,email --format tsv)" = "IT4	zoe@example.org" ]
    # A placement is known by its agreement, also when its begin moves.
    full | sed 's/01-09-2026;29-01-2027/08-09-2026;29-01-2027/' >third.csv
    capture stage import third.csv --changes --columns entity,field,before,after --format tsv
    expect_output "student	klas	IT4	IT3
plaatsing	begin	2026-09-01	2026-09-08"
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM plaatsing')" = 2 ]
}

@test "a definite status takes the earlier voorlopig away" {
    full >export.csv
    stage -q import export.csv
    full | sed 's/Voorlopig/Volledig/' >second.csv
    stage -q import second.csv
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(status) FROM plaatsing')" = 0 ]
}

@test "one student twice in a file is one student" {
    printf '%s\n1;Jan Smit;A;Korst;;1-9-2026;29-1-2027\n1;Jan Smit;A;Smederij;;1-2-2027;30-6-2027\n' "$HEAD" >export.csv
    capture stage import export.csv
    expect_status 0
    expect_stderr "studenten      1 new, 0 changed, 0 unchanged"
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT (SELECT count(*) FROM student), (SELECT count(*) FROM plaatsing)')" = "1|2" ]
}

@test "--dry-run changes nothing and says what the real run does" {
    full >export.csv
    printf 'Studentnummer;Naam;Klas\n0012;Zoë Hof;A\n' | stage -q import -
    local before dry format
    before=$(dump)
    for format in table json csv tsv; do
        capture stage import export.csv --dry-run --format "$format"
        expect_status 0
        expect_stderr "nothing was changed (--dry-run)"
        [ "$(dump)" = "$before" ]
        echo "$output" >"dry.$format"
    done
    [ "$(wc -l <dry.tsv)" -gt 8 ]
    for format in table json csv tsv; do
        copy=$(place copy)
        copy_store "$STAGE_STORE" "$copy"
        stage -q --store "$copy" import export.csv --changes --format "$format" >"real.$format"
        cmp "dry.$format" "real.$format"
        rm "$copy"
    done
    [ "$(dump)" = "$before" ]
    stage -q import export.csv
    [ "$(dump)" != "$before" ]
}

@test "--dry-run leaves the numbers that the real run gives out alone" {
    printf '%s\n1;Jan Smit;A;Korst;;1-9-2026;29-1-2027\n' "$HEAD" >export.csv
    stage -q import export.csv --dry-run
    stage -q import export.csv
    [ "$(stage plaatsing list --columns id --format tsv)" = 1 ]
}

bad_rows() {
    cat <<EOF
$HEAD
1;Jan Smit;A;Korst;3511ab;1-9-2026;29-1-2027
2;Els Bos;A;Korst;3511ab;31-9-2026;29-1-2027
;Bo Vis;A;Korst;3511ab;1-9-2026;29-1-2027
4;An Mol;A;Korst;3511ab;1-9-2026
5;Al Pot;A;;;1-9-2026;29-1-2027
6;Ed Rus;A;Smederij;3511a;1-9-2026;29-1-2027
7;Jo Dam;A;Smederij;;1-9-2026;29-1-2027
EOF
}

@test "one bad row keeps all rows out, and every bad row is named" {
    bad_rows >export.csv
    refused export.csv 'export.csv:3: column "Begindatum": '
    expect_stderr 'export.csv:4: column "Studentnummer": '
    expect_stderr 'export.csv:5: 6 fields where the header has 7'
    expect_stderr 'export.csv:6: '
    expect_stderr "export.csv:7: "
    expect_stderr "3511a"
    expect_stderr "5 of 7 rows are bad"
    expect_stderr "--skip-bad"
    [ "$(echo "$stderr" | grep -c '^export.csv:[0-9]*: ')" = 5 ]
}

@test "a bad value names its column" {
    printf '%s\n6;Ed Rus;A;Smederij;3511a;1-9-2026;29-1-2027\n' "$HEAD" >export.csv
    refused export.csv 'export.csv:2: column "Postcode bedrijf": '
    printf 'Studentnummer;Naam;E-mailadres\n6;Ed Rus;ed\n' >export.csv
    refused export.csv 'export.csv:2: column "E-mailadres": '
}

@test "--skip-bad takes the good rows and nothing of the bad ones" {
    bad_rows >export.csv
    capture stage import export.csv --skip-bad
    expect_status 1
    expect_stderr "export.csv:3: "
    expect_stderr "7 rows read: 2 new, 0 changed, 0 unchanged, 5 rejected"
    [ "$(names)" = "1 Jan Smit|7 Jo Dam" ]
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM plaatsing')" = 2 ]
    capture stage import export.csv --skip-bad
    expect_status 1
    expect_stderr "0 new, 0 changed, 2 unchanged"
}

# Of the rows that are written together the store refuses one: it is found, and the others go in as without it.
@test "a row that only the store refuses is one bad row" {
    sqlite3 "$STAGE_STORE" "CREATE UNIQUE INDEX alleen_hier ON student (email)"
    printf 'Studentnummer;Naam;E-mailadres\n1;Jan Smit;a@school.example\n2;Els Bos;els\n3;Bo Vis;a@school.example\n4;Jo Dam;\n' >export.csv
    refused export.csv "export.csv:4: student: "
    expect_stderr "2 of 4 rows are bad"
    capture stage import export.csv --skip-bad --rejects bad.csv
    expect_status 1
    expect_stderr "4 rows read: 2 new, 0 changed, 0 unchanged, 2 rejected"
    [ "$(echo "$stderr" | grep -o '^export.csv:[0-9]*' | sort | xargs)" = "export.csv:3 export.csv:4" ]
    [ "$(wc -l <bad.csv)" = 3 ]
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT id, nummer FROM student ORDER BY id')" = $'1|1\n2|4' ]
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT id, rij FROM journaal ORDER BY id' | head -n 2)" = $'1|1\n2|2' ]
    printf 'Studentnummer;Naam;Klas;E-mailadres\n1;Jan Smit;A;\n4;Jo Dam;B;a@school.example\n' >export.csv # a change of one that is there
    refused export.csv "export.csv:3: student"
    capture stage import export.csv --skip-bad
    expect_stderr "2 rows read: 0 new, 1 changed, 0 unchanged, 1 rejected"
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT nummer, klas FROM student ORDER BY id')" = $'1|A\n4|' ]
    [ "$(stage history --columns opdracht -f tsv | head -n 2)" = $'import\nimport' ]
    stage db check
}

# What waits to be written is known all the same, by each of the ways in which a row is known.
@test "rows of one file know one another" {
    cat >export.csv <<EOF
$HEAD;Code leerbedrijf;Docentcode;Praktijkopleider
012;Jan Smit;A;Korst;3511AB;1-9-2026;29-1-2027;;WITK;Ria Smit
12;Jan Smit;A;korst;3511 AB;1-3-2026;30-6-2026;100012345;WITK;Ria Smit
13;Els Bos;A;De Korst;;1-9-2026;29-1-2027;100012345;WITK;ria smit
012;Jan Smit;A;Korst;;1-9-2026;29-1-2027;100012345;WITK;Ria Smit
0;Bo Vis;A;De Korst;;1-9-2026;29-1-2027;100012345;0;Ria Smit
0;Bo Vis;A;De Korst;;1-9-2026;29-1-2027;100012345;0;Ria Smit
EOF
    capture stage import export.csv
    expect_status 0
    expect_stderr "6 rows read: 4 new, 0 changed, 2 unchanged, 0 rejected"
    [ "$(sqlite3 "$STAGE_STORE" "SELECT (SELECT count(*) FROM student), (SELECT count(*) FROM leerbedrijf), (SELECT count(*) FROM docent),
        (SELECT count(*) FROM opleider), (SELECT count(*) FROM plaatsing)")" = "3|1|2|1|4" ]
    stage db check
}

@test "--skip-bad with only good rows is status 0, with --dry-run it changes nothing" {
    students ';' >export.csv
    capture stage import export.csv --skip-bad
    expect_status 0
    bad_rows >export.csv
    local before
    before=$(dump)
    capture stage import export.csv --skip-bad --dry-run
    expect_status 1
    [ "$(dump)" = "$before" ]
}

@test "a row of separators at the end is no row" {
    { students ';'; printf ';;\n \t; ;\n\n\n'; } >export.csv
    capture stage import export.csv
    expect_status 0
    expect_stderr "2 rows read: 2 new, 0 changed, 0 unchanged, 0 rejected"
}

@test "a quote that is not closed is refused with the line where it opens" {
    printf '%s\n1;Jan Smit;A;Korst;;1-9-2026;29-1-2027\n2;"Els Bos;A;Korst;;1-9-2026;29-1-2027\n3;Bo Vis;A;Korst;;1-9-2026;29-1-2027\n' "$HEAD" >export.csv
    refused export.csv "export.csv:3: "
    expect_stderr "quote"
    refused export.csv "export.csv:3: " --skip-bad
    # Far before the end of a long file it is noticed too.
    { printf 'Studentnummer;Naam\n1;"Jan Smit\n'; seq -f '%g;Els Bos' 2 5000; } >export.csv
    refused export.csv "export.csv:2: "
}

@test "a file that holds nothing is refused" {
    : >empty.csv
    refused empty.csv "'empty.csv' is empty"
    printf '\n\n\r\n' >blank.csv
    refused blank.csv "blank.csv"
    printf '\357\273\277' >bom.csv
    refused bom.csv "bom.csv"
    : | { status=0; stage import - 2>err || status=$?; [ "$status" -eq 65 ]; }
}

@test "only a header imports nothing" {
    echo "$HEAD" >export.csv
    capture stage import export.csv
    expect_status 0
    expect_stderr "0 rows read"
    [ "$(names)" = "" ]
}

@test "a directory, NULs and a file that is not there" {
    mkdir folder.csv
    refused folder.csv "'folder.csv' is a directory"
    head -c 100000 /dev/zero >nul.csv
    refused nul.csv "nul.csv:1: "
    expect_stderr "NUL"
    refused missing.csv "cannot open 'missing.csv': No such file"
    capture stage import
    expect_status 64
    expect_stderr "FILE is missing"
    capture stage import ""
    expect_status 64
}

@test "a line of 10 MB is refused with its number" {
    { students ';'; printf '3;'; head -c 10000000 /dev/zero | tr '\0' x; echo; } >export.csv
    refused export.csv "export.csv:4: "
    expect_stderr "1 MiB"
    head -c 10000000 /dev/zero | tr '\0' x >header.csv
    refused header.csv "header.csv:1: "
    # In quotes too.
    { students ';'; printf '3;"'; head -c 10000000 /dev/zero | tr '\0' x; echo '"'; } >export.csv
    refused export.csv "export.csv:4: "
}

@test "a cell that is too long is a bad row" {
    printf 'Studentnummer;Naam;Klas\n1;Jan;%0401d\n' 0 >export.csv
    refused export.csv 'export.csv:2: column "Klas": '
    expect_stderr "401"
}

@test "UTF-16 is read by its mark, whichever way round, and by its name" {
    local encoding
    for encoding in UTF-16LE UTF-16BE; do
        rm "$STAGE_STORE" && stage -q init
        { printf '\xef\xbb\xbf'; students ';'; } | iconv -f UTF-8 -t "$encoding" >export.csv
        capture stage import export.csv
        expect_status 0
        expect_stderr "read as $encoding (BOM), separated by ';'"
        [ "$(names)" = "$TWO" ]
    done
    rm "$STAGE_STORE" && stage -q init
    students ';' | iconv -f UTF-8 -t UTF-16LE >nobom.csv
    refused nobom.csv "nobom.csv:1: every other byte is NUL: this is UTF-16 without its mark; say --encoding UTF-16LE"
    capture stage import nobom.csv --encoding UTF-16LE
    expect_status 0
    [ "$(names)" = "$TWO" ]
}

@test "--encoding goes before what is found, and is checked" {
    printf 'Studentnummer;Naam\n1;Zo\221 Hof\n' >mac.csv
    capture stage import mac.csv --encoding MACINTOSH
    expect_status 0
    expect_stderr "read as MACINTOSH, separated by ';'"
    [ "$(names)" = "1 Zoë Hof" ]
    refused mac.csv "there is no encoding 'klingon'; iconv --list shows the names" --encoding klingon
    refused mac.csv "mac.csv:2: the byte 0x91 is not UTF-8" --encoding UTF-8
}

@test "text that was encoded twice goes in with a warning" {
    printf 'Studentnummer;Naam\n1;Jan Smit\n2;Zo\303\203\302\253 Hof\n' >export.csv
    capture stage import export.csv
    expect_status 0
    expect_stderr "line 3 and 1 places in all look encoded twice"
}

@test "the sep= line of Excel says the separator" {
    printf 'sep=,\r\nStudentnummer,Naam\r\n1,Jan Smit\r\n,x\r\n' >export.csv
    refused export.csv 'export.csv:4: column "Studentnummer"'
    printf 'sep=:\nStudentnummer:Naam\n1:Jan Smit\n' >export.csv
    capture stage import export.csv
    expect_status 0
    expect_stderr "read as UTF-8, separated by ':'"
    [ "$(names)" = "1 Jan Smit" ]
}

@test "the rejects of a file with a separator of its own import again" {
    printf 'sep=:\nStudentnummer:Naam:Leerweg\n1:Jan Smit:x\n' >export.csv
    capture stage import export.csv --rejects bad.csv
    expect_status 65
    sed -i 's/:x:/:BOL:/' bad.csv
    stage -q import bad.csv
    [ "$(names)" = "1 Jan Smit" ]
}

@test "a list of EduArte: title, no quoting, a separator too many, a bare LF in a value" {
    printf '\357\273\277BPV-overzicht\r\nStudentnummer;Naam;BPV-bedrijf;Begindatum;Einddatum;Opmerking;\r\n1;Jan Smit;"De Hoek" Ede;1-9-2026;29-1-2027;pijp van 5"\nen 6";\r\n2;Els Bos;"t Hoekje;1-9-2026;29-1-2027;;\r\n3;Bo Vis;Korst;32-9-2026;29-1-2027;;\r\n' >export.csv
    refused export.csv 'export.csv:6: column "Begindatum":'
    sed -i 's/32-9/2-9/' export.csv
    capture stage import export.csv
    expect_status 0
    expect_stderr "read as UTF-8 (BOM), separated by ';', without quoting: quotes are letters"
    expect_stderr "a line end that is not CRLF was taken as part of its cell"
    expect_stderr "the header is line 2; what stands above it was left out"
    expect_stderr "3 rows read: 3 new, 0 changed, 0 unchanged, 0 rejected"
    [ "$(stage leerbedrijf list --columns naam --format tsv | sort | paste -sd'|')" = '"De Hoek" Ede|"t Hoekje|Korst' ]
}

@test "a header that comes again is no row" {
    { students ';'; students ';' | sed 's/^0/9/'; } >export.csv
    capture stage import export.csv
    expect_status 0
    expect_stderr "the header came again 1 time, and was left out"
    expect_stderr "4 rows read: 4 new, 0 changed, 0 unchanged, 0 rejected"
}

@test "a cell under no header is a bad row when it holds something" {
    printf 'Studentnummer;Naam;\n1;Jan Smit;\n2;Els Bos;x\n' >export.csv
    refused export.csv "export.csv:3: 3 fields where the header has 2"
}

@test "NUL bytes are left out, and that is said" {
    printf 'Studentnummer;Naam\n1;Jan\0 Smit\n' >export.csv
    capture stage import export.csv
    expect_status 0
    expect_stderr "NUL bytes (1, the first in line 2) were left out"
    [ "$(names)" = "1 Jan Smit" ]
}

@test "a workbook is refused by its name" {
    printf 'PK\3\4xxxxxxxx' >export.xlsx
    refused export.xlsx "export.xlsx:1: this is a workbook or an archive, no text: save it as CSV UTF-8"
}

@test "a quote that swallows rows and closes again is found" {
    printf '%s\n1;"Jan Smit;A;Korst;;1-9-2026;29-1-2027\n2;"Els Bos";A;Korst;;1-9-2026;29-1-2027\n' "$HEAD" >export.csv
    refused export.csv "export.csv:2: a quote opens a cell here, and text follows the quote that closes it"
}

@test "a header without what is needed names what is missing and the nearest column" {
    printf 'Studentnumer;Klas\n1;A\n' >export.csv
    refused export.csv "export.csv:1: "
    expect_stderr "student.nummer (the nearest column is 'Studentnumer')"
    expect_stderr "student.achternaam"
    printf 'Studentnummer;Leerbedrijf;Begindatun\n1;Korst;1-9-2026\n' >export.csv
    refused export.csv "plaatsing.begin (the nearest column is 'Begindatun')"
    expect_stderr "plaatsing.einde"
    printf 'a;b\n1;2\n' >export.csv
    refused export.csv "student.nummer (a column such as 'studentnummer')"
    [[ "$stderr" != *"nearest"* ]]
    # No header at all: the first row is one of data.
    printf '0012;Zoë Hof\n0100;Sem Çelik\n' >export.csv
    refused export.csv "student.nummer"
}

@test "columns that nobody may keep are not kept" {
    printf 'Studentnummer;Naam;BSN;Geboortedatum;Adres;Nationaliteit;Geslacht;Telefoon\n1;Jan Smit;123456782;01-02-2008;Kerkstraat 99;Utopisch;X;0699999999\n' >export.csv
    capture stage import export.csv
    expect_status 0
    expect_stderr "columns not used: BSN, Geboortedatum, Adres, Nationaliteit, Geslacht, Telefoon"
    local word
    for word in 123456782 2008 Kerkstraat Utopisch 0699999999; do
        [ "$(store_bytes | grep -ac "$word")" = 0 ] || { echo "$word is in the store"; return 1; }
        [[ "$(dump)" != *"$word"* ]]
    done
    # No way to map them either.
    capture stage import export.csv --map BSN=bsn
    [ "$status" -ne 0 ]
}

@test "two columns that mean one field are both named" {
    printf 'Studentnummer;Naam;Volledige naam\n1;Jan Smit;J. Smit\n' >export.csv
    refused export.csv "'Naam' (2)"
    expect_stderr "'Volledige naam' (3)"
    expect_stderr "student.naam"
    expect_stderr "--map"
    capture stage import export.csv --map "Volledige naam="
    expect_status 0
    [ "$(names)" = "1 Jan Smit" ]
    printf 'Studentnummer;Naam;Klas;Klas\n1;Jan Smit;A;B\n' >export.csv
    refused export.csv "'Klas' (3)"
    expect_stderr "'Klas' (4)"
}

@test "Praktijkbegeleider alone asks whose it is" {
    printf 'Studentnummer;Naam;Leerbedrijf;Praktijkbegeleider;Begindatum;Einddatum\n1;Jan Smit;Korst;Ria Smit;1-9-2026;29-1-2027\n' >export.csv
    refused export.csv "Praktijkbegeleider"
    expect_stderr "--map 'Praktijkbegeleider=docent'"
    expect_stderr "--map 'Praktijkbegeleider=opleider.naam'"
    stage -q import export.csv --map Praktijkbegeleider=opleider.naam
    [ "$(stage plaatsing show 1 --columns docent,opleider --format tsv)" = "	Ria Smit" ]
    rm "$STAGE_STORE" && stage -q init
    stage -q import export.csv --map Praktijkbegeleider=docent
    [ "$(stage plaatsing show 1 --columns docent,opleider --format tsv)" = "Ria Smit	" ]
    # Beside a praktijkopleider it is the school's.
    rm "$STAGE_STORE" && stage -q init
    sed -i '1s/$/;Praktijkopleider/; 2s/$/;Jo Bos/' export.csv
    stage -q import export.csv
    [ "$(stage plaatsing show 1 --columns docent,opleider --format tsv)" = "Ria Smit	Jo Bos" ]
}

@test "--map says what a column means, and is checked" {
    printf 'Nr. van de leerling;Wie;Groepje\n1;Jan Smit;A\n' >export.csv
    capture stage import export.csv --map "nr van de leerling=student.nummer" --map Wie=student.naam --map Groepje=student.klas
    expect_status 0
    [ "$(stage student show 1 --columns naam,klas --format tsv)" = "Jan Smit	A" ]
    students ';' >export.csv
    capture stage import export.csv --map Klas=student.lengte
    [ "$status" -eq 64 ] || expect_status 65
    expect_stderr "student.lengte"
    capture stage import export.csv --map Groep=student.klas
    [ "$status" -eq 64 ] || expect_status 65
    expect_stderr "Groep"
    capture stage import export.csv --map Klas
    [ "$status" -eq 64 ] || expect_status 65
    expect_stderr "HEADER=FIELD"
    capture stage import export.csv --map Klas=student.cohort --dry-run
    expect_status 0
}

@test "a name that fits two leerbedrijven is a bad row, not a guess" {
    stage -q leerbedrijf add "De Korst" --plaats Utrecht
    stage -q leerbedrijf add "De Korst" --plaats Zeist
    printf '%s\n1;Jan Smit;A;De Korst;;1-9-2026;29-1-2027\n' "$HEAD" >export.csv
    refused export.csv "export.csv:2: "
    expect_stderr "De Korst"
}

@test "escapes in a file are kept out of the store and off the terminal" {
    printf 'Studentnummer;Naam\n1;Jan \033[31mSmit\n' >export.csv
    refused export.csv 'export.csv:2: column "Naam": '
    [[ "$stderr" != *$'\x1b'* ]]
    printf 'Studentnummer;Naam;Leerbedrijf;Begindatum;Einddatum\n1;Jan Smit;Korst;\033[2J2026;29-1-2027\n' >export.csv
    refused export.csv 'export.csv:2: column "Begindatum": '
    [[ "$stderr" != *$'\x1b'* ]]
    printf 'Studentnummer;Naam;Leerweg\n1;Jan Smit;\033]0;x\007\n' | tr -d ';' | sed 's/StudentnummerNaamLeerweg/Studentnummer,Naam,Leerweg/; s/1Jan Smit/1,Jan Smit,/' >export.csv
    refused export.csv 'export.csv:2: column "Leerweg": '
    [[ "$stderr" != *$'\x1b'* ]]
    printf 'Studentnummer;Naam;\033[31mrood\n1;Jan Smit;x\n' >export.csv
    capture stage import export.csv
    expect_status 0
    [[ "$stderr" != *$'\x1b'* ]]
    printf '%s\n' "Studentnummer;Naam" "1;Jan Smit;x" >$'rood\x1b[31m.csv'
    capture stage import $'rood\x1b[31m.csv'
    expect_status 64
    [[ "$stderr" != *$'\x1b'* ]]
}

@test "a long value in a message is cut between letters" {
    printf 'Studentnummer;Naam;Leerweg\n1;Jan Smit;x%s\n' "$(printf 'é%.0s' {1..50})" >export.csv
    refused export.csv 'export.csv:2: '
    echo "$stderr" | iconv -f UTF-8 -t UTF-8 >/dev/null
}

@test "an export of 5,000 rows goes in, and again without a change" {
    { echo "$HEAD"; seq 1 5000 | sed 's/.*/0&;Student Nummer&;IT3;Bedrijf &;;1-9-2026;29-1-2027/'; } >export.csv
    capture stage import export.csv
    expect_status 0
    expect_stderr "5000 rows read: 5000 new, 0 changed, 0 unchanged, 0 rejected"
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM plaatsing')" = 5000 ]
    capture stage import export.csv
    expect_stderr "0 new, 0 changed, 5000 unchanged"
}

@test "a file in two encodings is refused, with the first line that is not UTF-8" {
    printf 'Studentnummer;Naam\n1;Zo\303\253 Hof\n2;\326mer Smit\n' >export.csv
    capture stage import export.csv
    expect_status 65
    expect_stderr "export.csv:3: this line is not UTF-8"
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM student')" = 0 ]
}

@test "a slow pipe keeps nobody from writing" {
    stage -q config set store.timeout 1
    mkfifo pipe
    stage -q import - <pipe &
    exec 9>pipe
    printf 'Studentnummer;Naam\n1;Jan Smit\n' >&9
    stage -q student add 2 "An Wit" 9>&-
    exec 9>&-
    wait
    [ "$(sqlite3 "$STAGE_STORE" 'SELECT count(*) FROM student')" = 2 ]
}

@test "a column named after the BSN stays out, and cannot be said to mean something" {
    local header
    for header in BSN "Burgerservicenummer (sofinummer)" "BSN eerste verzorger" "B.S.N." Onderwijsnummer Wachtwoord \
        "Bankrekeningnummer betalingsplichtige" "Nationaliteit 1" Geboortedatum Geslacht LGF; do
        printf '%s;Studentnummer;Achternaam\n111222333;0300;Bakker\n' "$header" >export.csv
        capture stage import export.csv --map "Studentnummer=" --map "$header=student.nummer"
        expect_status 65
        expect_stderr "never stored"
        [[ "$output$stderr" != *111222333* ]]
        capture stage import export.csv
        expect_status 0
        expect_stderr "columns not used: "
    done
    [ "$(stage -q student show 0300 --columns nummer -f tsv)" = 0300 ]
    stage -q db dump dump.jsonl
    ! grep -aq 111222333 dump.jsonl "$STAGE_STORE"
}

@test "numbers keep their zeros: as a spreadsheet wraps them, and where it lost them" {
    cat >export.csv <<'END'
Studentnummer;Naam;Leerbedrijf;KvK-nummer;Vestigingsnummer;Begindatum;Einddatum
"=""0012""";Zoë Hof;De Korst;="01234567";38509504;1-9-2026;29-1-2027
END
    capture stage import export.csv
    expect_status 0
    [ "$(stage -q student list --columns nummer -f tsv)" = 0012 ]
    [ "$(stage -q leerbedrijf show korst --columns kvk,vestiging -f tsv)" = "01234567	000038509504" ]
    capture stage import export.csv
    expect_stderr "0 new, 0 changed, 1 unchanged"
}
