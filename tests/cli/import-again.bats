# The same export night after night: what somebody typed, what is gone, bad rows, a drop folder, the history.
load common

setup() {
    setup_store
    cat >export.csv <<'END'
Studentnummer;Naam;Klas;Docentcode;Leerbedrijf;Postcode bedrijf;Begindatum;Einddatum
0012;Zoë van 't Hof;IT3;WITK;De Korst;3511 AB;1-9-2026;29-1-2027
0100;Sem Çelik;IT3;WITK;De Korst;3511 AB;1-9-2026;29-1-2027
0101;Bo Vos;IT3;BERG;Smederij;3511 AC;1-9-2026;29-1-2027
END
}

klas() { stage -q student show "$1" --columns klas -f tsv; }
field() { stage -q import export.csv --changes --columns change,entity,field,before,after -f tsv "$@"; }

@test "re-sorted, renamed or twice: 0 changes" {
    stage -q import export.csv
    { head -1 export.csv; tail -n +2 export.csv | tac; } >other.csv
    local file
    for file in export.csv other.csv; do
        capture stage import "$file" --changes -f tsv
        expect_output ""
        expect_stderr "3 rows read: 0 new, 0 changed, 3 unchanged, 0 rejected"
    done
}

@test "what somebody typed stays, is told as a conflict, and is told again until it is settled" {
    stage -q import export.csv
    stage -q student edit 0012 --klas IT4
    local n
    for n in 1 2; do
        [ "$(field)" = "conflict	student	klas	IT4	IT3" ]
        [ "$(klas 0012)" = IT4 ]
    done
    [ "$(stage -q import conflicts --columns entity,field,typed,export -f tsv)" = "student	klas	IT4	IT3" ]
    stage -q import keep 1
    [ -z "$(field)" ]
    [ -z "$(stage -q import conflicts -f tsv)" ]
    sed -i 's/Hof;IT3/Hof;IT5/' export.csv # the export says something else: that is new
    [ "$(field)" = "conflict	student	klas	IT4	IT5" ]
    stage -q import accept 1
    [ "$(klas 0012)" = IT5 ]
    sed -i 's/Hof;IT5/Hof;IT6/' export.csv # and now it is the export's
    [ "$(field)" = "changed	student	klas	IT5	IT6" ]
    stage -q db check --structure
}

@test "a conflict goes away when both say the same again" {
    stage -q import export.csv
    stage -q student edit 0012 --klas IT4
    stage -q import export.csv
    sed -i 's/Hof;IT3/Hof;IT4/' export.csv
    stage -q import export.csv
    [ -z "$(stage -q import conflicts --all -f tsv)" ]
}

@test "--accept: the export is right about a field, whoever typed it" {
    stage -q import export.csv
    stage -q student edit 0012 --klas IT4 --email zoe@school.example
    [ "$(field --accept student.klas)" = "changed	student	klas	IT4	IT3" ]
    [ "$(klas 0012)" = IT3 ]
    [ "$(stage -q student show 0012 --columns email -f tsv)" = zoe@school.example ]
    stage -q student edit 0012 --klas IT4
    [ "$(field --accept email)" = "conflict	student	klas	IT4	IT3" ]
}

@test "a docent who was given by hand is not replaced, and a deputy is no reason to" {
    stage -q import export.csv
    stage -q docent add VOS "Jan Vos"
    stage -q plaatsing edit 1 --docent VOS --from 2026-11-01
    stage -q plaatsing edit 2 --docent VOS --from 2026-11-01 --until 2026-12-01
    [ "$(field)" = "conflict	plaatsing	docent	VOS Jan Vos	WITK" ]
    [ "$(stage -q import conflicts --columns typed,export -f tsv)" = "VOS Jan Vos	WITK" ]
    [ "$(stage -q plaatsing show 1 --columns docent -f tsv)" = VOS ]
    [ "$(stage -q plaatsing people 2 -f tsv | wc -l)" -eq 2 ]
    stage -q import accept --all
    [ "$(stage -q plaatsing show 1 --columns docent -f tsv)" = WITK ]
    [ -z "$(field)" ]
    sed -i 's/Sem Çelik;IT3;WITK/Sem Çelik;IT3;BERG/' export.csv
    [ "$(field)" = "changed	plaatsing	docent	WITK	BERG" ]
}

@test "an import that is undone leaves the fields to whom they were" {
    stage -q import export.csv
    sed 's/IT3/IT9/' export.csv >wrong.csv
    stage -q import wrong.csv
    stage -q undo
    [ "$(klas 0012)" = IT3 ]
    capture stage import wrong.csv --changes --columns change -f tsv
    expect_output $'changed\nchanged\nchanged'
}

@test "what a person added is theirs" {
    stage -q student add 0012 "Zoe van 't Hof" --klas IT1
    capture stage import export.csv --changes --columns change,field,before,after -f tsv
    [[ "$output" == *"conflict	klas	IT1	IT3"* ]]
    [[ "$output" == *"conflict	roepnaam	Zoe	Zoë"* ]]
    expect_stderr "2 fields stay as somebody typed them"
}

@test "placements that an export does not have any more are told, and closed only when asked" {
    stage -q import export.csv
    stage -q student add 0500 "Kim Bos"
    stage -q plaatsing add 0500 --bedrijf korst --begin 2026-09-01 --einde 2027-01-29 -d WITK # by hand: not of an export
    sed -i '/Sem/d' export.csv
    capture stage import export.csv --changes --columns change,which -f tsv
    [[ "$output" == "gone	2 Sem Çelik, De Korst, 2026-09-01"* ]]
    expect_stderr "1 placement of an earlier import is not in the file"
    [ "$(stage -q plaatsing list --on 2026-12-01 --columns id -f tsv | sort | paste -sd' ')" = "1 2 3 4" ]
    stage -q import export.csv --gone close
    [ "$(stage -q plaatsing list --on 2026-12-01 --columns id -f tsv | sort | paste -sd' ')" = "1 3 4" ]
    capture stage import export.csv --gone close
    [[ "$stderr" != *"closed"* ]]
    stage -q undo
    stage -q undo
    [ "$(stage -q plaatsing list --on 2026-12-01 --columns id -f tsv | sort | paste -sd' ')" = "1 2 3 4" ]
}

@test "--dry-run says the same as the import, to the byte" {
    stage -q import export.csv
    stage -q student edit 0012 --klas IT4
    sed -i '/Sem/d; s/Vos;IT3/Vos;IT8/' export.csv
    before=$(stage -q db dump)
    capture stage import export.csv --dry-run
    [ "$(stage -q db dump)" = "$before" ]
    dry="$output" dry_said="${stderr//; nothing was changed (--dry-run)/}"
    capture stage import export.csv --changes
    expect_output "$dry"
    [ "$stderr" = "$dry_said" ]
}

@test "--rejects: the bad rows with their reason, which can be mended and imported" {
    cat >>export.csv <<'END'
0200;Ali Kaya;IT3;WITK;De Korst;3511 AB;31-9-2026;29-1-2027
;"Naam; met ""teken""";IT3;WITK;De Korst;3511 AB;1-9-2026;29-1-2027
END
    capture stage import export.csv --rejects bad.csv
    expect_status 65
    [ -z "$(stage -q student list -f tsv)" ]
    [ "$(wc -l <bad.csv)" -eq 3 ]
    [ "$(stat -c %a bad.csv)" = 600 ]
    capture stage import export.csv --skip-bad --rejects bad.csv
    expect_status 1
    expect_stderr "5 rows read: 3 new, 0 changed, 0 unchanged, 2 rejected"
    expect_stderr "2 bad rows are in 'bad.csv'"
    [[ "$(cat bad.csv)" == *"the day '31-9-2026' does not exist"* ]]
    sed -i 's/31-9-2026/30-9-2026/; s/^;/0201;/' bad.csv
    capture stage import bad.csv
    expect_status 0
    expect_stderr "2 rows read: 2 new, 0 changed, 0 unchanged, 0 rejected"
    [[ "$(stage -q student show 0201 --columns achternaam,roepnaam -f tsv)" == *teken* ]]
    stage -q import export.csv --skip-bad --rejects bad.csv || true
    stage -q import bad.csv --rejects none.csv || true
    sed -i '/^0200/d; /^;/d' export.csv
    stage -q import export.csv --rejects bad.csv # no bad rows any more: no file
    [ ! -e bad.csv ]
}

@test "--rejects does not hold what may not come in" {
    printf 'Studentnummer;Achternaam;BSN\n;Bos;111222333\n' >export.csv
    capture stage import export.csv --rejects bad.csv
    expect_status 65
    [[ "$(cat bad.csv)" == *Bos* ]]
    [[ "$(cat bad.csv)$stderr" != *111222333* ]]
}

@test "--watch-once: files in order, each an action, to done or failed with a report" {
    mkdir drop
    cp export.csv drop/2.csv
    sed 's/IT3/IT9/' export.csv >drop/3.csv
    printf 'x;y\n1;2\n' >drop/1.csv
    echo half >drop/4.csv.part
    echo hidden >drop/.5.csv
    capture stage import drop --watch-once
    expect_status 1
    expect_stderr "1.csv: failed"
    expect_stderr "2.csv: done"
    [ "$(klas 0012)" = IT9 ]
    [ "$(ls -A drop | paste -sd' ')" = ".5.csv 4.csv.part done failed" ]
    [ "$(ls drop/done drop/failed | paste -sd' ')" = "drop/done: 2.csv 2.csv.txt 3.csv 3.csv.txt  drop/failed: 1.csv 1.csv.txt" ]
    [[ "$(cat drop/done/2.csv.txt)" == *"3 rows read: 3 new"* ]]
    [[ "$(cat drop/failed/1.csv.txt)" == *"the header has no column"* ]]
    { cat export.csv; echo ";Naam;IT3;WITK;De Korst;3511 AB;1-9-2026;29-1-2027"; } >drop/2.csv
    capture stage import drop --watch-once --skip-bad
    expect_status 0
    [ -e drop/done/2.csv.2 ]
    [ "$(wc -l <drop/done/2.csv.2.bad.csv)" -eq 2 ]
    capture stage import drop --watch-once --rejects x
    expect_status 65
    capture stage import drop --watch-once
    expect_status 0
    expect_output ""
    [ "$(stage -q import history --columns bestand -f tsv | paste -sd' ')" = "2.csv 3.csv 2.csv" ]
}

@test "--watch-once: two at once do not take the same file, and a folder that is none is refused" {
    mkdir drop
    exec 9<drop
    flock 9
    capture stage import drop --watch-once
    expect_status 75
    flock -u 9
    for folder in nowhere export.csv; do
        capture stage import "$folder" --watch-once
        expect_status 65
    done
    sqlite3 "$STAGE_STORE" "BEGIN IMMEDIATE; SELECT 1;" ".shell cp export.csv drop/a.csv; STAGE_BUSY=1 stage -q import drop --watch-once; echo \$? >status" >/dev/null 2>&1
    [ "$(cat status)" = 75 ]
    [ -e drop/a.csv ]
}

@test "import history: file, hash, counts, who and when" {
    stage -q import export.csv
    [ "$(stage -q import history --columns bestand,wie,rijen,nieuw,sha256 -f tsv)" = "export.csv	$(me)	3	3	$(sha256sum <export.csv | cut -d' ' -f1)" ]
    stage -q import - <export.csv
    [ "$(stage -q import history --limit 1 --columns bestand,nieuw,ongewijzigd -f tsv)" = "-	0	3" ]
    capture stage import export.csv --dry-run
    [ "$(stage -q import history -f tsv | wc -l)" -eq 2 ]
}

@test "--gone close closes nothing while rows are bad: one of them may be of what looks gone" {
    stage -q import export.csv
    sed -i '/Sem/s/1-9-2026/31-9-2026/' export.csv
    capture stage import export.csv --gone close --skip-bad
    expect_status 1
    expect_stderr "1 placement is not in the file, but none was closed"
    [ "$(stage -q plaatsing list --on 2026-12-01 --columns id -f tsv | sort | paste -sd' ')" = "1 2 3" ]
}

@test "a placement that stands twice in a file, with two docenten, keeps the first and never flips" {
    cat export.csv - >twice.csv <<'END2'
0012;Zoë van 't Hof;IT3;BERG;De Korst;3511 AB;1-9-2026;29-1-2027
END2
    stage -q import twice.csv
    [ "$(stage -q plaatsing list --columns nummer,docent -f tsv | sort | head -1)" = "0012	WITK" ]
    capture stage import twice.csv --changes -f tsv
    expect_output ""
    expect_stderr "0 new, 0 changed, 4 unchanged"
}

@test "a row is known again by what the rows before it made of the store, however many were read ahead" {
    printf '%s\n' "Studentnummer;Naam;Leerbedrijf;Code leerbedrijf;Begindatum;Einddatum" \
        "0012;Zoë van 't Hof;De Korst;100000001;1-9-2026;29-1-2027" >export.csv
    stage -q import export.csv
    cat >export.csv <<'END'
Studentnummer;Naam;Leerbedrijf;Code leerbedrijf;Begindatum;Einddatum
0012;Zoë van 't Hof;Bakkerij Kruim;100000001;1-9-2026;29-1-2027
0100;Sem Çelik;De Korst;;1-9-2026;29-1-2027
0101;Bo Vos;Bakkerij Kruim;;1-9-2026;29-1-2027
END
    capture stage import export.csv
    expect_stderr "leerbedrijven  1 new, 1 changed, 1 unchanged"
    [ "$(stage -q leerbedrijf list --columns naam,sbb -f tsv)" = "Bakkerij Kruim	100000001
De Korst	" ]
}
