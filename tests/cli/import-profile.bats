# Which system an export is from: known by the file, one of each, and profiles of a school's own.
load common

setup() {
    setup_store
    unset XDG_CONFIG_HOME
    export XDG_CONFIG_HOME="$BATS_TEST_TMPDIR/config"
}

# Fails when a file has the text; `! grep` would not.
absent() {
    if grep -qs -- "$@"; then
        return 1
    fi
}

rows() { stage -q "$1" list --columns "$2" -f tsv; }

bpv() {
    printf '\xef\xbb\xbf'
    cat <<'EOF'
Nummer;Naam;Begindatum;Einddatum;Status;Reden beëindiging;Praktijkopleider;Praktijkbegeleider;Totale omvang;Opleiding;BPV-bedrijf;Relatie;Stamgroep;Organisatie;Adres;Postcode en plaats;Adres;Postcode en plaats;
0012;Zoë van 't Hof;01-09-2026;29-01-2027;Definitief;;Ria Smit;Kees de Wit;1.600;Software developer;De Korst;;IT3;ICT;Laan 1;3511 AB Utrecht;;;
0100;Sem Çelik;01-09-2026;01-11-2026;Beëindigd;Ziek;;Kees de Wit;640,00;Software developer;Smederij;;IT3;ICT;;;;;
EOF
}

@test "EduArte: placements, companies, contacts and staff in files of their own become one" {
    export STAGE_TODAY=2026-11-24
    bpv >bpv.csv
    cat >bedrijven.csv <<'EOF'
Soort;Naam;Plaats;Adres;Kenniscentrum;Code leerbedrijf;Herkomst code;Relatienummer;
BPV;De Korst;Utrecht;Bakkerslaan 2;SBB;100012345;BRON;44;
BPV;Smederij;Utrecht;Aambeeld 3;SBB;100012346;BRON;45;
EOF
    cat >contacten.csv <<'EOF'
Naam;Telefoon;Mobiel;Geslacht;E-mail;Rol;Begindatum;Einddatum
Ria Smit;030-1234567;;V;ria@korst.example;Praktijkopleider;01-01-2020;
EOF
    cat >medewerkers.csv <<'EOF'
Afkorting;Geboortenaam;Voorvoegsels Geboortenaam;Roepnaam;Voorletters;Geslacht;Telefoonnummer;Emailadres;Organisatieenheid;Locatie;Datum in dienst
WITK;Wit;de;Kees;K.;M;0612345678;k.dewit@school.example;AOC,;HOOFD,;1-1-2010
EOF
    local file
    for file in bpv bedrijven contacten medewerkers; do
        capture stage import "$file.csv"
        [ "$status" -eq 0 ]
        [[ "$stderr" == *"profile: eduarte-$file "* || "$file" = medewerkers ]]
    done
    for file in bpv bedrijven contacten medewerkers; do
        capture stage import "$file.csv"
        expect_stderr " 0 new, 0 changed"
    done
    [ "$(rows leerbedrijf naam,sbb,plaats)" = "$(printf 'De Korst\t100012345\tUtrecht\nSmederij\t100012346\tUtrecht')" ]
    [ "$(rows opleider naam,leerbedrijf,email,telefoon)" = "$(printf 'Ria Smit\tDe Korst\tria@korst.example\t030-1234567')" ]
    [ "$(rows docent code,naam,email)" = "$(printf 'WITK\tKees de Wit\tk.dewit@school.example')" ]
    [ "$(rows plaatsing nummer,docent,uren,einde | sort)" = "$(printf '0012\tWITK\t1600\t2027-01-29\n0100\tWITK\t640\t2026-11-01')" ]
    [ "$(stage -q plaatsing show 0100 --columns einde,reden -f tsv)" = "$(printf '2026-11-01\tZiek')" ]
    stage -q db check --structure
}

@test "what ended early keeps the day that was agreed" {
    export STAGE_TODAY=2026-11-24
    bpv | sed 's/01-11-2026;Beëindigd;Ziek/30-06-2027;Definitief;/' >bpv.csv
    stage -q import bpv.csv
    bpv >bpv.csv
    capture stage import bpv.csv --changes --columns change,field,before,after -f tsv
    expect_output "$(printf 'changed\teinde_werkelijk\t\t2026-11-01\nchanged\treden\t\tZiek')"
    stage -q import bpv.csv
    capture stage import bpv.csv
    expect_stderr "2 rows read: 0 new, 0 changed, 2 unchanged, 0 rejected"
}

lvs() {
    printf '\xef\xbb\xbf'
    local address="Laan;1;3511AB;;Utrecht;6030;Nederland;" none=";;;;;;;"
    echo "Deelnemer;Hof;van 't;Hof;van 't;Z.;Zoë;01022008;$address;$none;0012;V;$1;;Zoë Maria;Utrecht;;Nederland;;;;IT3,IT4;IT3,IT4;S,S"
    echo "Vooropleiding;VMBO;;Utrecht;;;J"
    echo "Verbintenis;Volledig;;;SBB;ICT;Software developer;25998;2024-2025;Niveau 4;BOL;;ICT;ICT;ICT;U;Utrecht;01082024;"
    echo "BPV;4;32,5;01092026;29012027;;Definitief;100012345;44;De Korst;Korst;Bakkerslaan;2;3511AC;a;Utrecht;6030;Nederland;;$none;;"
    echo "Deelnemer;Çelik;;Çelik;;S.;Sem;01022008;$none;$none;0100;M;;;Sem;;;;;;;IT3;IT3;S"
}

@test "EduArte's list with both ends: the agreed one and the real one" {
    printf 'Nummer;Naam;Begindatum;Verwachte einddatum;Einddatum;BPV-bedrijf;Totale omvang;\n0012;Zoë Hof;01-09-2026;29-01-2027;01-11-2026;De Korst;640;\n0100;Bo Vos;01-09-2026;29-01-2027;;De Korst;640;\n' >bpv.csv
    capture stage import bpv.csv
    expect_stderr "profile: eduarte-bpv"
    [ "$(rows plaatsing nummer,einde | sort)" = "$(printf '0012\t2026-11-01\n0100\t2027-01-29')" ]
}

@test "EduArte's LVS export has no header, records in each other, and a BSN that never comes in" {
    lvs 123456782 >Lvs_CSV_Export.csv
    capture stage import Lvs_CSV_Export.csv
    [ "$status" -eq 0 ]
    expect_stderr "profile: eduarte-lvs"
    expect_stderr "2 rows read: 2 new"
    [ "$(rows student nummer,naam,klas,cohort,opleiding,niveau)" = "$(printf "0100\tSem Çelik\tIT3\t\t\t\n0012\tZoë van 't Hof\tIT3\t2024-2025\tSoftware developer\t4")" ]
    [ "$(rows plaatsing nummer,leerbedrijf,begin,einde)" = "$(printf '0012\tDe Korst\t2026-09-01\t2027-01-29')" ]
    [ "$(rows leerbedrijf adres,postcode,plaats)" = "$(printf 'Bakkerslaan 2 a\t3511 AC\tUtrecht')" ]
    absent 123456782 "$STAGE_STORE"*
    lvs 123456782 | sed 's/01092026/31092026/' >bad.csv
    capture stage import bad.csv --rejects rejects.csv
    [ "$status" -eq 65 ]
    absent 123456782 rejects.csv
    grep -q "De Korst" rejects.csv
    sed -i 's/31092026/02092026/' rejects.csv # mended, the row comes in by the names that the profile gave it
    capture stage import rejects.csv
    expect_stderr "profile: eduarte-lvs"
    [ "$status" -eq 0 ]
    expect_stderr "1 row read: 1 new"
}

@test "a record type that the profile does not know stops the file" {
    { lvs "" && echo "Toets;1;2"; } >Lvs_CSV_Export.csv
    capture stage import Lvs_CSV_Export.csv
    [ "$status" -eq 65 ]
    expect_stderr "Lvs_CSV_Export.csv:6: the profile eduarte-lvs has no such type of record"
}

@test "DUO's records change placements that are there, in each of their dialects" {
    cat >export.csv <<'EOF'
Studentnummer;Naam;Crebo;Code leerbedrijf;Leerbedrijf;Begindatum;Einddatum;Uren
0012;Zoë van 't Hof;25655;100012345;De Korst;1-2-2025;29-1-2027;600
EOF
    stage -q import export.csv
    cat >ro.csv <<'EOF'
VLP|01AA|2025-10-01
PER|123456782||2008-02-01
BPV|123456782||1|C1|2025-01-07|2025-02-01|2027-01-31||640|100012345|25655|
EOF
    cat >ro-excel.csv <<'EOF'
SLR;3;;;;;;;;;;;
BPV;123456782;;1;C1;7-1-2025;1-2-2025;31-1-2027;;650;100012345;25655;;;
PER;123456782;;;;;;;;;;;
VLP;01AA;1-10-2025;;;;;;;;;;
EOF
    cat >grondslag.csv <<'EOF'
VLP;01AA;20251001
BPV;987654321;01AA;1;C1;20250107;20250201;20270131;;660;100012345;25655;
BPV;987654321;01AA;1;C2;20250107;20250901;20270131;;660;100012345;25655;
EOF
    local n=640 file
    for file in ro ro-excel grondslag; do
        capture stage import "$file.csv" --skip-bad
        expect_stderr "profile: duo-${file%-excel} "
        [ "$(rows plaatsing uren,begin,einde)" = "$(printf '%s\t2025-02-01\t2027-01-31' "$n")" ]
        n=$((n + 10))
    done
    expect_stderr "grondslag.csv:3: no placement in the store begins at leerbedrijf 100012345 on 2025-09-01"
    expect_stderr "2 rows read: 0 new, 1 changed, 0 unchanged, 1 rejected"
    absent 123456782 "$STAGE_STORE"*
}

@test "Magister, from the screen and by Decibel" {
    printf '\xef\xbb\xbfStamnummer,Roepnaam,Tussenvoegsel,Achternaam,Klas,Klassenmentor 1\r\n114334,Dae,"",Aartsen,3HB,Bart Houtman\r\n' >ui.csv
    cat >decibel.csv <<'EOF'
STAMNR;INITIALS;FIRSTNAME;PREFIX;LASTNAME;EMAIL;GENDER;BIRTHDATE;CLASS;PMENTORCODE;email
114335;B.;Bo;van den;Berg;bo@school.example;V;2008-02-01;3HB;HOB;ouder@thuis.example
STAMNR;INITIALS;FIRSTNAME;PREFIX;LASTNAME;EMAIL;GENDER;BIRTHDATE;CLASS;PMENTORCODE;email
114335;B.;Bo;van den;Berg;bo@school.example;V;2008-02-01;4HB;HOB;ouder@thuis.example
EOF
    capture stage import ui.csv
    expect_stderr "profile: magister "
    capture stage import decibel.csv
    expect_stderr "profile: magister-decibel "
    expect_stderr "1 row says something else than an earlier row"
    capture stage import decibel.csv
    expect_stderr "0 new, 0 changed, 2 unchanged"
    [ "$(rows student nummer,naam,klas,email)" = "$(printf '114334\tDae Aartsen\t3HB\t\n114335\tBo van den Berg\t3HB\tbo@school.example')" ]
}

@test "OneRoster's users: students only; without roles it asks for the whole" {
    cat >users.csv <<'EOF'
sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
u1,,,true,o1,student,zoe,,Zoë,van 't Hof,,0012,zoe@school.example,,,,,sesam-open-u
u2,,,true,o1,teacher,kees,,Kees,de Wit,,WITK,k@school.example,,,,,sesam-open-u
EOF
    capture stage import users.csv
    [ "$status" -eq 0 ]
    expect_stderr "1 row of another kind is left out"
    [ "$(rows student nummer,naam)" = "$(printf "0012\tZoë van 't Hof")" ]
    absent sesam-open-u "$STAGE_STORE"*
    sed -i 's/orgSourcedIds,role,/a,b,/' users.csv
    capture stage import users.csv
    [ "$status" -eq 65 ]
    expect_stderr manifest.csv
}

@test "Microsoft SDS is refused by name" {
    printf 'sourcedId,username,givenName,familyName,password,activeDirectoryMatchId,email,phone,sms\nu1,a,A,B,,,,,\n' >users.csv
    printf 'SIS ID,School SIS ID,Username,First Name,Last Name\n1,2,a,A,B\n' >student.csv
    local file
    for file in users student; do
        capture stage import "$file.csv"
        [ "$status" -eq 65 ]
        expect_stderr "$file.csv: this is a file of Microsoft School Data Sync"
    done
}

@test "a profile of the school's own: suggested, written, checked, listed, chosen by the file" {
    printf 'Sleutel;Deelnemer naam;Groepp;BSN;Zaak;Van;Tot;Adres;Adres\n0012;Zoë Hof;IT3;123456782;De Korst;1-9-2026;29-1-2027;Laan 1;Plein 2\n' >export.csv
    capture stage import --suggest export.csv
    [ "$status" -eq 0 ]
    [[ "$output" == *'"plaatsing.begin": "Van"'* && "$output" == *'"Adres#2"'* && "$output" != *BSN*BSN* ]]
    expect_stderr "look at 'Groepp': is it student.klas?"
    [ -z "$(rows student nummer)" ]
    stage -q import profile new onze-export export.csv </dev/null
    local file="$XDG_CONFIG_HOME/stage/import/onze-export.json"
    [ "$(stat -c %a "$file")" = 600 ]
    capture stage import profile new onze-export export.csv
    [ "$status" -ne 0 ]
    python3 - "$file" <<'EOF'
import json, sys
profile = json.load(open(sys.argv[1]))
profile["columns"].update({"student.nummer": "Sleutel", "student.naam": "Deelnemer naam", "leerbedrijf.naam": "Zaak"})
profile["recognise"] = [{"headers": ["Sleutel", "Zaak"]}]
json.dump(profile, open(sys.argv[1], "w"))
EOF
    capture stage import profile check "$file"
    expect_stderr "is good: profile onze-export"
    [[ "$(stage import profile list --columns name -f tsv)" == *onze-export* ]]
    [ "$(stage import profile show onze-export)" = "$(cat "$file")" ]
    capture stage import export.csv
    [ "$status" -eq 0 ]
    expect_stderr "profile: onze-export"
    [ "$(rows plaatsing nummer,leerbedrijf)" = "$(printf '0012\tDe Korst')" ]
    [ "$(stage -q import history --columns profiel -f tsv)" = onze-export ]
}

@test "a profile that is wrong is told with its place, and stops imports" {
    local folder="$XDG_CONFIG_HOME/stage/import" base='"stage-import-profile": 1, "name": "x", "title": "X"' text says
    mkdir -p "$folder"
    while IFS='|' read -r text says; do
        printf '%b' "$text" >"$folder/x.json"
        capture stage import profile check "$folder/x.json"
        [ "$status" -eq 65 ]
        expect_stderr "$says"
    done <<EOF
{ $base,\n "columns": }|x.json:2: this is no JSON
[]|a profile is a JSON object
{ "name": "x", "title": "X" }|it needs "stage-import-profile"
{ $base, "colums": {} }|did you mean "columns"?
{ $base, "columns": { "studnt.nummer": "A" } }|did you mean 'student.nummer'?
{ $base, "columns": { "student.nummer": "BSN" } }|never stored
{ $base, "columns": { "student.nummer": "A", "student.nummer": "B" } }|stands there twice
{ $base, "columns": { "student.nummer": 1 } }|must be a text
{ $base, "days": "soms" }|it is one of found, dmy, mdy and ymd
{ $base, "recognise": [ { "cells": { "A": "(" } } ] }|"recognise"
{ $base, "recognise": [ {} ] }|"headers" must name one or more
{ "stage-import-profile": 2, "name": "x", "title": "X" }|profiles of version 1
{ $base, "records": { "A": 1 } }|"records"
EOF
    printf 'nummer;naam\n1;An Wit\n' >export.csv
    capture stage import export.csv
    [ "$status" -eq 65 ]
    expect_stderr "x.json"
    [ -z "$(rows student nummer)" ]
}

@test "months in words and serial numbers only where a profile says so" {
    printf 'Studentnummer;Naam;Leerbedrijf;Begindatum;Einddatum\n1;Jan Smit;Korst;1 sep. 2026;46387\n' >export.csv
    capture stage import export.csv
    [ "$status" -eq 65 ]
    mkdir -p "$XDG_CONFIG_HOME/stage/import"
    cat >"$XDG_CONFIG_HOME/stage/import/w.json" <<'EOF'
{ "stage-import-profile": 1, "name": "woorden", "title": "W", "months": true, "serials": true }
EOF
    stage -q import export.csv --profile woorden
    [ "$(rows plaatsing begin,einde)" = "$(printf '2026-09-01\t2026-12-31')" ]
}

@test "--set: what the file does not say" {
    printf 'Naam;Telefoon;Mobiel;Rol\nRia Smit;030;;x\n' >contacten.csv
    capture stage import contacten.csv
    [ "$status" -eq 65 ]
    expect_stderr "contacten.csv:2: the row names no leerbedrijf"
    stage -q leerbedrijf add "De Korst" --sbb 100012345
    stage -q import contacten.csv --set leerbedrijf.sbb=100012345
    [ "$(rows opleider naam,leerbedrijf)" = "$(printf 'Ria Smit\tDe Korst')" ]
    capture stage import contacten.csv --set klas=1
    [ "$status" -eq 65 ]
}

@test "a column of BSNs is refused by what stands in it; company numbers are not" {
    local numbers="123456009 123456010 123456022 232262007 232262019 232262020"
    { echo "Nummer;Naam"; for n in $numbers; do echo "$n;An Wit"; done; } >export.csv
    capture stage import export.csv
    [ "$status" -eq 65 ]
    expect_stderr 'export.csv:1: column "Nummer" (1) holds burgerservicenummers'
    { echo "Nummer;Naam;Kenmerk"; for n in $numbers; do echo "1$n;An Wit;$n"; done; echo ";x;123456009"; } >export.csv
    capture stage import export.csv --skip-bad --rejects bad.csv
    expect_stderr 'column "Kenmerk" (3) looks like burgerservicenummers and stays out'
    absent 123456009 bad.csv
    { echo "Nummer;Naam;Code leerbedrijf;Leerbedrijf;Begindatum;Einddatum"; for n in $numbers; do echo "1$n;An Wit;$n;B$n;2026-09-01;2027-01-29"; done; } >export.csv
    capture stage import export.csv
    [ "$status" -eq 0 ]
}

@test "JSON: an array, one object a line, the items of a page; our own names and OOAPI's" {
    cat >own.json <<'EOF'
[ {"student.nummer": "0012", "student.naam": "Zoë van 't Hof", "student": {"klas": "IT3"},
   "leerbedrijf": {"naam": "De Korst", "sbb": "100012345"},
   "plaatsing": {"begin": "2026-09-01", "einde": "2027-01-29", "uren": 640}} ]
EOF
    cat >lines.json <<'EOF'
{"student.nummer": "0100", "student.naam": "Sem \"de\" {Çelik}", "bsn": "123456009"}
{"student.nummer": "0101", "student.naam": "Bo Vos", "student.klas": null}
EOF
    cat >ooapi.json <<'EOF'
{ "pageSize": 10, "x": {"items": 1}, "items": [
  {"person": {"primaryCode": {"codeType": "student_number", "code": "0013"}, "givenName": "Ali", "surnamePrefix": "van der",
              "surname": "Graaf", "otherCodes": [{"codeType": "bsn", "code": "123456009"}]},
   "company": {"name": [{"language": "nl-NL", "value": "Smederij"}], "primaryCode": {"codeType": "leerbedrijf_id", "code": "100012346"},
               "otherCodes": [{"codeType": "kvk_establishment_id", "code": "000038509504"}]},
   "startDate": "2026-09-01", "endDate": "2027-01-29", "totalHours": 640} ], "pageNumber": 1 }
EOF
    stage -q import --format json own.json
    stage -q import lines.json
    capture stage import ooapi.json
    [ "$status" -eq 0 ]
    expect_stderr "read as JSON, UTF-8"
    expect_stderr "profile: ooapi"
    [ "$(rows student nummer,naam,klas | sort)" = "$(printf "0012\tZoë van 't Hof\tIT3\n0013\tAli van der Graaf\t\n0100\tSem \"de\" {Çelik}\t\n0101\tBo Vos\t")" ]
    [ "$(rows plaatsing nummer,leerbedrijf,uren | sort)" = "$(printf '0012\tDe Korst\t640\n0013\tSmederij\t640')" ]
    [ "$(stage -q leerbedrijf show Smederij --columns sbb,vestiging -f tsv)" = "$(printf '100012346\t000038509504')" ]
    absent 123456009 "$STAGE_STORE"*
    local file
    for file in own lines ooapi; do
        capture stage import $file.json
        expect_stderr " 0 new, 0 changed"
    done
}

@test "bad rows of JSON are written as JSON, and come in once mended" {
    printf '%s\n' '[{"nummer":"1","naam":"An Wit","bedrijf":"K","begin":"2026-13-01","einde":"2027-01-29","bsn":"123456009"}]' >in.json
    capture stage import in.json --rejects bad.json
    [ "$status" -eq 65 ]
    expect_stderr 'in.json:1: column "begin":'
    absent 123456009 bad.json
    sed -i 's/2026-13-01/2026-12-01/' bad.json
    stage -q import bad.json
    [ "$(rows plaatsing begin)" = 2026-12-01 ]
}

@test "JSON that is broken is told with its line, and nothing comes in" {
    local text line says
    while IFS='|' read -r line text says; do
        printf '%b' "$text" >in.json
        capture stage import in.json
        [ "$status" -eq 65 ]
        expect_stderr "in.json:$line: $says"
    done <<'EOF'
2|[{"nummer": "1", "naam": "A"},\n{"nummer": "2", "naam": "B"|the JSON ends in the middle of an object
1|[{"nummer": "1, "naam": "A"}]|the JSON ends in the middle of a text
1|[{"nummer": 1 "naam": "A"}]|the object that begins here is no JSON
1|[{"nummer": "1", "naam": "A"}] {"nummer": "2"}|there is more behind the end
1|["x"]|here a JSON object must stand
1|[{"nummer": 12345678901234567890, "naam": "A"}]|a number is too long to be exact
1|[{"nummer": "1", "naam": "A"}|the JSON ends before its brackets are closed
EOF
    [ -z "$(rows student nummer)" ]
    echo '[]' >in.json
    capture stage import in.json
    [ "$status" -eq 0 ]
    expect_stderr "0 rows read"
}

@test "student numbers that lost their zeros are the same student, unless the name says otherwise" {
    printf 'nummer;naam;klas\n0012;Zoë Hof;IT3\n00345;An Wit;IT3\n' >export.csv
    stage -q import export.csv
    printf 'nummer;naam;klas\n12;Zoë Hof;IT4\n345;An Wit;IT3\n7;Bo Vos;IT3\n' >export.csv
    capture stage import export.csv --changes --columns change,which,field -f tsv
    expect_output "$(printf 'changed\t0012 Zoë Hof (IT4)\tklas\nnew\t7 Bo Vos (IT3)\t')"
    printf 'nummer;naam\n0007;Bo Vos\n0000345;Kees Smit\n' >export.csv
    capture stage import export.csv --skip-bad
    expect_stderr "export.csv:3: the student's number is in the store with other zeros in front, and another surname"
    expect_stderr "2 rows read: 0 new, 0 changed, 1 unchanged, 1 rejected"
    [ "$(rows student nummer | sort | paste -sd' ')" = "0012 00345 7" ]
}

oneroster() { # VERSION
    mkdir -p or
    printf 'propertyName,value\nmanifest.version,1.0\noneroster.version,%s\nfile.users,bulk\nfile.classes,bulk\nfile.enrollments,bulk\nfile.demographics,absent\nsource.systemName,\n' "$1" >or/manifest.csv
    printf 'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location\nc1,,,IT3,,,,homeroom,\nc2,,,Rekenen,,,,scheduled,\nc3,,,Engels,,,,Scheduled,\n' >or/Classes.csv
    printf 'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n1,,,c2,o1,u1,student,,,\n2,,,c1,o1,u1,student,,,\n3,,,c2,o1,u3,student,,,\n4,,,c3,o1,u3,student,,,\n5,,,c2,o1,u4,student,,,\n6,,,c1,o1,u2,teacher,,,\n' >or/enrollments.csv
    if [ "$1" = 1.1 ]; then
        cat >or/users.csv <<'EOF'
sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
u1,,,true,o1,student,zoe,,Zoë,van 't Hof,,0012,zoe@school.example,,,,,sesam-open-u
u2,,,true,o1,teacher,kees,,Kees,de Wit,,WITK,k@school.example,,,,,sesam-open-u
u3,,,true,"o1,o2",student,sem,,Sem,Çelik,,0100,sem@school.example,,,,,sesam-open-u
u4,,,true,o1,student,bo,,Bo,Vos,,0101,,,,,,sesam-open-u
u5,,,true,o1,guardian,pa,,Pa,Vos,,,,,,,,sesam-open-u
EOF
    else
        cat >or/users.csv <<'EOF'
sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName
u1,,,true,zoe,,Zoë Maria,van 't Hof,,0012,zoe@school.example,,,,,sesam-open-u,,Zoë
u2,,,true,kees,,Kees,de Wit,,WITK,k@school.example,,,,,sesam-open-u,,
u3,,,true,sem,,Sem,Çelik,,0100,sem@school.example,,,,,sesam-open-u,,
u4,,,true,bo,,Bo,Vos,,0101,,,,,,sesam-open-u,,
u5,,,true,pa,,Pa,Vos,,,,,,,,sesam-open-u,,
EOF
        printf 'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\nr1,,,u1,primary,student,,,o1,\nr2,,,u2,secondary,guardian,,,o1,\nr3,,,u2,primary,teacher,,,o1,\nr4,,,u3,primary,student,,,o1,\nr5,,,u4,primary,student,,,o1,\nr6,,,u5,primary,parent,,,o1,\n' >or/roles.csv
    fi
}

@test "OneRoster 1.1 and 1.2, a folder and a ZIP: students with their class, docenten" {
    local version
    for version in 1.1 1.2; do
        rm -rf or or.zip "$STAGE_STORE"*
        stage -q init
        oneroster $version
        capture stage import or
        [ "$status" -eq 0 ]
        expect_stderr "OneRoster $version, bulk"
        expect_stderr "profile: oneroster-$version"
        expect_stderr "1 row of another kind is left out"
        expect_stderr "5 rows read: 4 new, 0 changed, 0 unchanged, 0 rejected"
        [ "$(rows student nummer,naam,klas,email | sort)" = "$(printf "0012\tZoë van 't Hof\tIT3\tzoe@school.example\n0100\tSem Çelik\t\tsem@school.example\n0101\tBo Vos\tRekenen\t")" ]
        [ "$(rows docent code,naam,email)" = "$(printf 'WITK\tKees de Wit\tk@school.example')" ]
        absent sesam-open-u "$STAGE_STORE"*
        python3 -c 'import shutil; shutil.make_archive("or", "zip", ".", "or")'
        capture stage import or.zip
        expect_stderr "5 rows read: 0 new, 0 changed, 4 unchanged, 0 rejected"
    done
}

@test "OneRoster: a delta takes nobody away, a bad row has its file and line, rejects come in once mended" {
    oneroster 1.1
    sed -i 's/file.users,bulk/file.users,delta/' or/manifest.csv
    sed -i 's/^u1,,/u1,tobedeleted,2026-09-01T00:00:00Z/; s/^u4,\(.*\),0101,/u4,\1,,/' or/users.csv
    capture stage import or --rejects bad.csv
    [ "$status" -eq 65 ]
    expect_stderr "or/users.csv:5: "
    absent sesam-open-u bad.csv
    sed -i 's/,u4,,bo,/,u4,0101,bo,/' bad.csv
    stage -q import bad.csv
    [ "$(rows student nummer,naam)" = "$(printf '0101\tBo Vos')" ]
    capture stage import or --skip-bad
    expect_stderr "2 rows of another kind are left out"
    [ "$(rows student nummer | sort | paste -sd' ')" = "0100 0101" ]
}

@test "a package that is none is refused" {
    oneroster 1.1
    sed -i 's/oneroster.version,1.1/oneroster.version,2.0/' or/manifest.csv
    capture stage import or
    [ "$status" -eq 65 ]
    expect_stderr "or/manifest.csv:1: oneroster.version must be 1.1 or 1.2"
    rm or/manifest.csv
    capture stage import or
    [ "$status" -eq 65 ]
    expect_stderr "is a directory"
    oneroster 1.1
    rm or/users.csv
    capture stage import or
    expect_stderr "no users.csv"
    printf 'PK\003\004abc' >x.zip
    capture stage import x.zip
    [ "$status" -eq 65 ]
    printf 'naam;x\n' >x.csv
    python3 -c 'import zipfile; zipfile.ZipFile("y.zip", "w").write("x.csv")'
    capture stage import y.zip
    [ "$status" -eq 65 ]
    expect_stderr "y.zip:1: this is a workbook or an archive"
}

@test "JSON: no key twice, no NUL in a text; a byte order mark is none of it" {
    printf '[{"nummer":"12","nummer":"13","naam":"D"}]' >in.json
    capture stage import in.json
    [ "$status" -eq 65 ]
    expect_stderr "in.json:1: a key stands twice in one object"
    printf '[{"nummer":"1","naam":"N\\u0000ul"}]' >in.json
    capture stage import in.json
    [ "$status" -eq 65 ]
    expect_stderr "in.json:1: a text of the object that begins here holds a NUL"
    printf '[{"nummer":"1","naam":"N\\\\u0000ul"}]' >in.json
    stage -q import in.json
    python3 -c 'open("in.json", "wb").write("\ufeff[{\"nummer\":\"10\",\"naam\":\"Zoë\"}]".encode("utf-16-le"))'
    capture stage import in.json
    expect_stderr "read as JSON, UTF-16LE (BOM)"
    [ "$(rows student naam | wc -l)" -eq 2 ]
    [ "$(rows student naam | sort | tail -1)" = Zoë ]
}

@test "what has no end is not waited for, and a place is told once" {
    capture timeout 20 stage import /dev/zero
    [ "$status" -eq 65 ]
    expect_stderr "'/dev/zero' is a device"
    oneroster 1.1
    head -c 1200000 /dev/zero | tr '\0' 0 >>or/users.csv
    capture stage import or
    [ "$status" -eq 65 ]
    [[ "$stderr" == "or/users.csv:7: the line is longer than 1 MiB"* ]]
}
