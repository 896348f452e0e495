# Who may see what in a store on a server: by the program, and by whoever goes to the database himself. The days are
# real ones, since the server goes by its own clock.
load common
load own

setup_file() {
    own_start || return 0
    setup_home
    unset STAGE_TODAY
    own new school
    for login in jan els mia tom tine bureau toezicht vreemd; do
        psql -Xq -d "$(own url school)" -c "CREATE ROLE $login LOGIN"
    done
    STAGE_STORE=$(own url school) fill
    psql -Xq -d "$(own url postgres)" -c "ALTER DATABASE school IS_TEMPLATE true"
}

teardown_file() { own_stop; }

setup() {
    need_own
    setup_home
    unset STAGE_TODAY
    psql -Xq -d "$(own url postgres)" -c "DROP DATABASE IF EXISTS toets WITH (FORCE)" -c "CREATE DATABASE toets TEMPLATE school"
    STAGE_STORE=$(own url toets)
    export STAGE_STORE
}

url_of() { own url toets | sed "s/user=stage/user=$1/"; }
# stage and SQL as somebody.
as() { stage --store "$(url_of "$1")" "${@:2}"; }
ask() { psql -XAtq -v ON_ERROR_STOP=1 -d "$(url_of "$1")" -c "$2"; }
# Says what is refused, in one word; what is let through too.
try() { if ask "$1" "$2" >"$HOME/answer" 2>&1; then echo "done $(cat "$HOME/answer")"; else grep -o 'permission denied\|row-level security\|not yours\|violates unique' "$HOME/answer" | head -n 1; fi; }
# SQL within an action of their own, as the program makes one.
act() { try "$1" "BEGIN; INSERT INTO handeling (id, tijdstip, wie, opdracht, eerste) VALUES (1, '', '', 'x', 1); $2; SELECT verzegel(open_handeling()); COMMIT"; }
day() { date -d "$1" +%F; }

# Jan guides Anna, Els guides Bram; of Cas that was Jan until last week, and now Els; Mia stands in for Els with Bram until
# tomorrow, and stood in for Jan with Anna until yesterday. Tom coordinates the team of Els, Tine that of Jan and Mia.
fill() {
    stage -q init
    stage -q team add Zorg
    stage -q team add Techniek
    stage -q docent add JAN "Jan de Boer" --team Techniek
    stage -q docent add ELS "Els Bakker" --team Zorg
    stage -q docent add MIA "Mia Visser" --team Techniek
    stage -q leerbedrijf add "Garage Smit" --sbb 100012345
    stage -q leerbedrijf add "Huis Zonneveld" --sbb 100012346
    stage -q opleider add "Rik Smit" --bedrijf garage --email rik@example.org
    stage -q opleider add "Wil Zon" --bedrijf zonneveld --email wil@example.org
    local one
    for one in "0001 Anna" "0002 Bram" "0003 Cas"; do stage -q student add $one --email "${one#* }@example.org"; done
    local from to
    from=$(day "-10 weeks") to=$(day "+10 weeks")
    stage -q plaatsing add 0001 --bedrijf garage --begin "$from" --einde "$to" -d JAN -p smit
    stage -q plaatsing add 0002 --bedrijf zonneveld --begin "$from" --einde "$to" -d ELS -p zon --overeenkomst POK-2
    stage -q plaatsing add 0003 --bedrijf garage --begin "$from" --einde "$to" -d JAN -p smit
    stage -q plaatsing edit 0003 --docent ELS --from "$(day -7days)"
    stage -q plaatsing edit 0002 --docent MIA --from "$(day -2days)" --until "$(day +1day)"
    stage -q plaatsing edit 0001 --docent MIA --from "$(day -5days)" --until "$(day -1day)"
    stage -q gesprek log 0001 "$(day "-8 weeks")" -1 "Anna vond de remmen lastig"
    stage -q gesprek log 0002 "$(day "-8 weeks")" -1 "Bram werd stil bij mevrouw Pruim"
    stage -q gesprek log 0003 "$(day "-9 weeks")" -1 "Cas zag een versnellingsbak"
    stage -q role grant docent jan --docent JAN
    stage -q role grant docent els --docent ELS
    stage -q role grant docent mia --docent MIA
    stage -q role grant coordinator tom --team Zorg
    stage -q role grant coordinator tine --team Techniek
    stage -q role grant bpvbureau bureau
    stage -q role grant auditor toezicht
}

@test "a docent sees the placements that they guide, a deputy on the days that they stand in, a coordinator the team's" {
    [ "$(as jan plaatsing list --format tsv --columns nummer)" = 0001 ]
    [ "$(as els plaatsing list --format tsv --columns nummer | sort | xargs)" = "0002 0003" ]
    [ "$(as mia plaatsing list --format tsv --columns nummer)" = 0002 ]
    [ "$(as tom plaatsing list --format tsv --columns nummer | sort | xargs)" = "0002 0003" ]
    [ "$(as tine plaatsing list --format tsv --columns nummer | sort | xargs)" = "0001 0002" ]
    [ "$(as bureau plaatsing list --format tsv --columns nummer | sort | xargs)" = "0001 0002 0003" ]
    [ "$(as jan student list --format tsv --columns nummer)" = 0001 ]
    [ "$(as jan gesprek list 0001 --format tsv --columns id | wc -l)" = 1 ]
}

@test "a docent works with what is theirs as ever" {
    as jan -q gesprek log 0001 "$(day -1day)" --soort tussen -1 "Anna legde een rem uit" -3 "Rik vindt haar precies" --afspraak "student: maakt een lijst"
    [ "$(as jan gesprek list 0001 --format tsv --columns id | wc -l)" = 2 ]
    [ "$(as jan afspraak list --format tsv --columns nummer)" = 0001 ]
    as jan -q signaal add 0001 begeleiding "Zegt dat niemand kijkt"
    as jan -q student edit 0001 --email nieuw@example.org
    as jan -q plaatsing edit 0001 --uren 320
    [ "$(as jan history --format tsv --columns wie | sort -u)" = "$(printf 'jan\nstage')" ]
    as jan status
    as jan prep 0001
    as jan -q undo
    [ -z "$(as jan plaatsing list --format tsv --columns uren)" ]
    stage -q db check
}

@test "what is of others is not there: not by name, number, search or history" {
    capture as jan show 0002
    expect_status 65
    expect_stderr "there is no student '0002'"
    capture as jan show 9999
    expect_stderr "there is no student '9999'"
    capture as jan gesprek show 2
    expect_status 65
    [ -z "$(as jan search pruim 2>/dev/null)" ]
    [ -z "$(as jan search bram 2>/dev/null)" ]
    [ -z "$(as jan search versnellingsbak 2>/dev/null)" ]
    [[ "$(as els search pruim)" == *Pruim* ]]
    [[ "$(as els search versnellingsbak)" == *versnellingsbak* ]]
    [[ "$(as jan history --all)" != *Bram* ]]
    [ "$(as mia history --format tsv --columns wat | grep -c '^')" -ge 1 ]
    capture as jan gesprek log 0002 "$(day -1day)" -1 "Wat niet kan"
    expect_status 65
    capture as jan plaatsing edit 2 --uren 10
    expect_status 65
}

@test "the docent for whom a login stands is meant when nobody is named or set, if that is one" {
    status_of() { as "$1" status "${@:2}" --format tsv --columns nummer | sort | xargs; }
    [ "$(status_of els)" = 0003 ] # and Bram is with Mia
    [ "$(status_of els --all)" = "0002 0003" ]
    [ "$(status_of tom)" = "0002 0003" ]
    as jan plan | grep -q Anna
    as jan -q report sleutels --by docent --format tsv --columns docent | grep -qx JAN
    local who
    for who in tom bureau stage; do
        capture as $who plan
        expect_status 65
        expect_stderr "whose?"
    done
    capture as bureau report sleutels --by docent
    expect_status 77
    # of two of them neither; of a docent who is coordinator too, their own
    stage -q role grant docent jan --docent MIA
    [ "$(status_of jan)" = "0001 0002" ]
    capture as jan plan
    expect_status 65
    [ "$(status_of jan --docent MIA)" = 0002 ]
    stage -q role grant coordinator els --team Techniek
    [ "$(status_of els)" = 0003 ]
    # what is set or named goes first, but not for what only that docent sees
    stage -q config set docent MIA
    capture as tom report sleutels --by docent
    expect_status 77
    as els -q report sleutels --by docent --format tsv --columns docent | grep -qx ELS
    [ "$(status_of els)" = 0002 ]
    [ "$(status_of els --docent ELS)" = 0003 ]
    # the groups are those of the template too, for the other tests
    ask stage "REVOKE school_coordinator FROM els"
}

@test "a docent cannot add students and placements, nor look at the whole" {
    capture as jan student add 0009 "Nieuw Gezicht"
    expect_status 77
    expect_stderr "your role in the store does not allow that"
    capture as jan plaatsing add 0001 --bedrijf garage --begin "$(day now)" --einde "$(day +1week)"
    expect_status 77
    for command in "db check" "db dump" "export $HOME/uit --all" "db reindex" "db copy $(url_of jan) $HOME/kopie.db"; do
        # shellcheck disable=SC2086
        capture as jan $command
        expect_status 77
        expect_output ""
        expect_stderr "about the whole store"
    done
    [ ! -e "$HOME/uit" ]
}

@test "a confidential note is its author's alone, in the table, in search, in the history and after it is made public" {
    as els -q notitie add 2 "Thuis is het ruzie" -s 1 --vertrouwelijk
    [[ "$(as els gesprek show 2)" == *ruzie* ]]
    local who
    for who in mia tom jan bureau toezicht; do
        [[ "$(as $who gesprek show 2 2>&1)" != *ruzie* ]]
        [ "$(try $who "SELECT tekst FROM notitie WHERE tekst LIKE '%ruzie%'" | grep -c ruzie)" = 0 ]
        [ "$(try $who "SELECT voor FROM journaal WHERE voor LIKE '%ruzie%'" | grep -c ruzie)" = 0 ]
        [ -z "$(as $who search ruzie 2>/dev/null)" ]
    done
    nr=$(ask els "SELECT max(id) FROM notitie")
    as els -q notitie edit "$nr" --tekst "Thuis is het zwijgzaam"
    as els -q notitie edit "$nr" --vertrouwelijk nee
    [[ "$(as mia gesprek show 2)" == *zwijgzaam* ]]
    [ "$(ask mia "SELECT count(*) FROM journaal WHERE voor LIKE '%ruzie%'")" = 0 ]
    [[ "$(as mia history --all --changes 2>&1)" != *ruzie* ]]
    as els -q notitie edit "$nr" --vertrouwelijk ja
    [ "$(ask mia "SELECT count(*) FROM journaal WHERE voor LIKE '%zwijgzaam%'")" = 0 ]
    as els -q notitie rm "$nr"
    # another note in its place does not open the history of the one that was there
    [ "$(try mia "INSERT INTO notitie (id, gesprek, sleutel, tekst) VALUES ($nr, 2, 1, 'x')")" != "done " ]
    [ "$(ask mia "SELECT count(*) FROM journaal WHERE tabel = 'notitie' AND rij = $nr")" = 0 ]
    as els -q undo
    [[ "$(as els gesprek show 2)" == *zwijgzaam* ]]
    [[ "$(as mia gesprek show 2)" != *zwijgzaam* ]]
    stage -q db check
}

@test "by SQL a docent reads no rows of others: tables, joins, views, functions, the index, the journal, statistics" {
    local table
    for table in plaatsing gesprek notitie inschatting signaal afspraak begeleider student opleider reactie; do
        theirs=$(ask jan "SELECT count(*) FROM $table")
        all=$(ask stage "SELECT count(*) FROM $table")
        [ "$all" -eq 0 ] || [ "$theirs" -lt "$all" ]
    done
    [ "$(ask jan "SELECT count(*) FROM student s JOIN plaatsing p ON p.student = s.id JOIN gesprek g ON g.plaatsing = p.id")" = 1 ]
    [ "$(ask jan "SELECT count(*) FROM student s LEFT JOIN notitie n ON true WHERE n.tekst LIKE '%Pruim%' OR s.roepnaam = 'Bram'")" = 0 ]
    [ "$(ask jan "SELECT count(*) FROM gesprek_notities WHERE sleutel1 LIKE '%Pruim%'")" = 0 ]
    [ "$(try jan "SELECT * FROM zoekindex")" = "permission denied" ]
    [ "$(try jan "SELECT * FROM zoek_tekst")" = "permission denied" ]
    [ "$(try jan "SELECT * FROM schrijver")" = "permission denied" ]
    [ "$(try jan "SELECT * FROM teller")" = "permission denied" ]
    [ -z "$(ask jan "SELECT * FROM zoek_treffers(zoek_vraag('pruim'))")" ]
    [ -n "$(ask els "SELECT * FROM zoek_treffers(zoek_vraag('pruim'))")" ]
    [ "$(ask jan "SELECT count(*) FROM gelijkenis g WHERE NOT EXISTS (SELECT 1 FROM notitie n WHERE n.id = g.rij)")" = 0 ]
    [ "$(ask jan "SELECT count(*) FROM journaal WHERE afdruk IS NOT NULL AND plaatsing <> 1")" = 0 ]
    [ "$(ask jan "SELECT count(*) FROM rol WHERE login <> 'jan'")" = 0 ]
    [ "$(ask jan "SELECT count(*) FROM pg_stats WHERE schemaname = 'public' AND tablename IN ('notitie', 'student')")" = 0 ]
    # a condition of one's own that would tell, by failing, is not asked of rows that are not one's own
    run ask jan "SELECT 1 FROM notitie WHERE tekst LIKE '%Pruim%' AND 1 / (length(tekst) - length(tekst)) = 1"
    [ "$status" -eq 0 ]
    ask jan "CREATE FUNCTION pg_temp.klikt(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS 'BEGIN RAISE NOTICE ''%'', \$1; RETURN true; END'; SELECT count(*) FROM notitie WHERE pg_temp.klikt(tekst)" >"$HOME/uit" 2>&1
    ! grep -q Pruim "$HOME/uit"
    [ "$(cat "$HOME/uit" | grep -c Anna)" = 1 ]
    # nor does a role taken on by SET ROLE bring rows
    [ "$(try jan "SET ROLE school_bpvbureau")" = "permission denied" ]
}

@test "by SQL what is theirs follows at once, and is no more by a second role, a function of their own or a view" {
    # what is handed over to another team is gone for the coordinator within the transaction, with all that hangs on it
    [[ "$(act tom "UPDATE plaatsing SET docent = 1 WHERE id = 2; SELECT concat_ws(' ', 'sees', (SELECT count(*) FROM plaatsing),
        (SELECT count(*) FROM student), (SELECT count(*) FROM gesprek), (SELECT count(*) FROM notitie))")" == *"sees 1 1 1 1"* ]]
    # who counts all talks by another role reads the notes of their own
    stage -q role grant auditor tom
    stage -q role grant bpvbureau els
    [ "$(ask tom "SELECT concat_ws(' ', (SELECT count(*) FROM gesprek), (SELECT count(*) FROM public.notitie))")" = "3 1" ]
    [ "$(ask els "SELECT concat_ws(' ', (SELECT count(*) FROM gesprek), (SELECT count(*) FROM public.notitie))")" = "3 1" ]
    stage -q role revoke auditor tom
    stage -q role revoke bpvbureau els
    # Mia stood in for Jan until yesterday, whatever day a function of hers says that it is
    ask stage "CREATE SCHEMA van_mia AUTHORIZATION mia"
    ask mia "CREATE FUNCTION van_mia.to_char(timestamp, text) RETURNS text LANGUAGE sql AS 'SELECT ''$(day -2days)''';
        CREATE FUNCTION van_mia.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS 'SELECT now() - interval ''2 days'''"
    [ "$(ask mia "SET search_path = van_mia, public, pg_catalog; SELECT to_char(now()::timestamp, '')")" = "$(day -2days)" ]
    [ "$(ask mia "SET search_path = van_mia, public, pg_catalog; SELECT concat_ws(' ', (SELECT count(*) FROM plaatsing), (SELECT max(id) FROM mijn_plaatsingen))")" = "1 2" ]
    # a condition of one's own is asked of no rows of others, and nothing is written by a view
    local view klikt="CREATE FUNCTION pg_temp.klikt(bigint) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS 'BEGIN RAISE NOTICE ''nr %.'', \$1; RETURN true; END'"
    for view in mijn_plaatsingen mijn_vaste_plaatsingen mijn_studenten mijn_bedrijven mijn_gesprekken; do
        ask tine "$klikt; SELECT count(*) FROM $view WHERE pg_temp.klikt(id)" >"$HOME/uit" 2>&1
        [ "$(grep -o 'nr [0-9]*' "$HOME/uit" | sort -u | xargs)" = "nr 1 nr 2" ]
        [[ "$(try tine "UPDATE $view SET id = id")" != done* ]]
    done
    [ "$(try tine "SELECT * FROM mijn_begeleiding")" = "permission denied" ]
    [ "$(try tine "SELECT * FROM begeleidt")" = "permission denied" ]
}

@test "by SQL nobody goes round the journal, forges it, or ends an action half" {
    [[ "$(try jan "UPDATE notitie SET tekst = 'x'")" != done* ]]
    [[ "$(try jan "SET stage.handeling = '0'; UPDATE notitie SET tekst = 'x'")" != done* ]]
    [[ "$(try jan "SET stage.handeling = '1'; UPDATE notitie SET tekst = 'x'")" != done* ]]
    [ "$(try jan "INSERT INTO journaal (id, handeling, tabel, rij, soort, afdruk) VALUES (99, 1, 'x', 1, 'add', 'x')")" = "permission denied" ]
    [ "$(try jan "UPDATE journaal SET voor = NULL")" = "permission denied" ]
    [ "$(try jan "DELETE FROM handeling")" = "permission denied" ]
    [ "$(try jan "UPDATE handeling SET wie = 'els'")" = "permission denied" ]
    [ "$(try jan "SELECT boek_toewijzen()")" = "permission denied" ]
    [[ "$(try jan "INSERT INTO handeling (id, tijdstip, wie, opdracht, eerste) VALUES (1, '2000-01-01T00:00:00Z', 'els', 'x', 1)")" != done* ]]
    [[ "$(try jan "BEGIN; INSERT INTO handeling (tijdstip, wie, opdracht) VALUES ('', '', 'x'); UPDATE notitie SET tekst = 'x'; COMMIT")" != done* ]]
    [ "$(ask stage "SELECT count(*) FROM notitie WHERE tekst = 'x'")" = 0 ]
    # by the rules it can be done, and stands to their name
    ask jan "BEGIN; INSERT INTO handeling (id, tijdstip, wie, opdracht, eerste) VALUES (1, '2000-01-01T00:00:00Z', 'els', 'sql', 1);
        UPDATE notitie SET tekst = 'netjes'; SELECT verzegel(open_handeling()); SELECT zoek_bijwerken(eerste, laatste) FROM handeling WHERE opdracht = 'sql'; COMMIT" >/dev/null
    [[ "$(as jan search netjes)" == *netjes* ]]
    [ "$(stage history --format tsv --columns wie,opdracht | head -n 1)" = "jan	sql" ]
    [ "$(stage history --format json | head -c 400 | grep -c 2000-01-01)" = 0 ]
    stage -q db check
}

@test "by SQL nobody makes a row theirs, guesses at others', or spends the numbers" {
    [[ "$(try jan "BEGIN; INSERT INTO handeling (id, tijdstip, wie, opdracht, eerste) VALUES (1, '', '', 'x', 1); UPDATE plaatsing SET student = 2; COMMIT")" == "not yours" ]]
    [ "$(act jan "UPDATE student SET nummer = '0002'")" = "not yours" ]
    [ "$(act jan "UPDATE plaatsing SET overeenkomst = 'POK-2'")" = "not yours" ]
    # nor whether a mail came in for another
    ask stage "INSERT INTO post (ontvangen, datum, afdruk, plaatsing, uitkomst) SELECT 'x', '2026-01-01', repeat(n::text, 64), n, 'nakijken' FROM generate_series(1, 2) n"
    [ "$(try jan "UPDATE post SET afdruk = repeat('2', 64)")" = "not yours" ]
    [ "$(act jan "UPDATE gesprek SET plaatsing = 2")" = "row-level security" ]
    [ "$(act jan "UPDATE notitie SET gesprek = 2")" = "row-level security" ]
    [ "$(act jan "INSERT INTO gesprek (plaatsing, soort, gepland) VALUES (2, 'extra', '2030-01-01')")" = "row-level security" ]
    [ "$(act jan "INSERT INTO gesprek (plaatsing, soort, gepland) VALUES (77, 'extra', '2030-01-01')")" = "row-level security" ]
    [ "$(act jan "INSERT INTO begeleider (plaatsing, rol, docent, vervangt, van) VALUES (2, 'docent', 1, 0, '2020-01-01')")" = "row-level security" ]
    local who
    for who in mia tine; do # nor does their coordinator
        act $who "UPDATE plaatsing SET docent = 3 WHERE id = 2" >/dev/null
        [ "$(ask stage "SELECT count(*) FROM plaatsing WHERE docent = 3")" = 0 ]
        [ "$(act $who "INSERT INTO begeleider (plaatsing, rol, docent, vervangt, van) VALUES (2, 'docent', 3, 0, '2020-01-01')")" = "row-level security" ]
    done
    act mia "UPDATE begeleider SET tot = '2099-01-01'" >/dev/null
    [ "$(ask stage "SELECT count(*) FROM begeleider WHERE tot = '2099-01-01'")" = 0 ]
    [ "$(act jan "UPDATE notitie SET id = id + 100")" = "not yours" ]
    # a number that is not of a row of theirs is refused in one way, whether there is such a row, was one, or never was
    stage -q notitie rm 2
    [ "$(act jan "INSERT INTO notitie (id, gesprek, sleutel, tekst) VALUES (2, 1, 1, 'x')")" = "not yours" ]
    [ "$(act jan "INSERT INTO notitie (id, gesprek, sleutel, tekst) VALUES (3, 1, 1, 'x')")" = "not yours" ]
    [ "$(act jan "INSERT INTO notitie (id, gesprek, sleutel, tekst) VALUES (99, 1, 1, 'x')")" = "not yours" ]
    stage -q undo
    [[ "$(act jan "INSERT INTO notitie (id, gesprek, sleutel, tekst) VALUES (9223372036854775807, 1, 1, 'x')")" != done* ]]
    [[ "$(act jan "SET teller.notitie = '9223372036854775800'; INSERT INTO notitie (gesprek, sleutel, tekst) VALUES (1, 1, 'x'); SELECT tellers_bewaren()")" == done* ]]
    [ "$(ask stage "SELECT max(id) FROM notitie")" -lt 100 ]
    [ "$(try jan "CREATE TEMP TABLE t (id bigint); CREATE TRIGGER t BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION geef_nummer()")" = "permission denied" ]
    [[ "$(try jan "SELECT rol_geven('jan', 'bpvbureau', NULL, NULL)")" != done* ]]
    [ "$(try jan "INSERT INTO rol VALUES ('jan', 2, NULL)")" = "permission denied" ]
    # tables of one's own do not come before those of the store
    [ "$(ask jan "CREATE TEMP TABLE rol (login text, docent bigint, team bigint); INSERT INTO rol VALUES ('jan', 2, NULL); SELECT count(*) FROM student")" = 1 ]
}

@test "by SQL nobody hangs a row on the talk of another, by itself or by the mail, or says that their action was undone" {
    local gesprek
    for gesprek in 2 77; do # one that is there, and one that is not
        [ "$(act jan "INSERT INTO inschatting (plaatsing, gesprek, datum, oordeel) VALUES (1, $gesprek, '2026-01-01', 'x')")" = "not yours" ]
        [ "$(act jan "INSERT INTO signaal (plaatsing, gesprek, datum, soort) VALUES (1, $gesprek, '2026-01-01', 'anders')")" = "not yours" ]
        [ "$(act jan "INSERT INTO afspraak (plaatsing, datum, wie, wat) VALUES (1, '2026-01-01', 'docent', 'x'); UPDATE afspraak SET gesprek = $gesprek")" = "not yours" ]
    done
    stage -q inschatting add 0002 "Rustig"
    [ "$(act jan "INSERT INTO begeleidingskeuze (plaatsing, inschatting, datum, strategie) VALUES (1, 1, '2026-01-01', 'meedoen')")" = "not yours" ]
    local mail="INSERT INTO bericht (soort, rol, persoon, adres, taal, kenmerk, messageid, datum, gemaakt, plaatsing, gesprek) VALUES ('vraag'"
    [ "$(try jan "$mail, 'opleider', 2, 'x@example.org', 'nl', 'k', 'm', '2026-01-01', 'x', 1, 2)")" = "not yours" ]
    [ "$(try jan "$mail, 'docent', 1, 'x@example.org', 'nl', 'k', 'm', '2026-01-01', 'x', 2, NULL)")" = "row-level security" ]
    [[ "$(try jan "$mail, 'opleider', 1, 'x@example.org', 'nl', 'k', 'm', '2026-01-01', 'x', 1, 1)")" == done* ]]
    as els -q gesprek plan 0003 "$(day +3days)"
    nr=$(ask els "SELECT max(id) FROM handeling")
    [ "$(act jan "UPDATE notitie SET tekst = 'x'; UPDATE handeling SET herstelt = $nr WHERE hash IS NULL")" = "row-level security" ]
    as els -q undo
    stage -q db check
}

@test "by SQL nobody learns from the search index, or spoils it or the numbers of what they do not write" {
    local who counted="SELECT coalesce(seq_scan, 0), coalesce(seq_tup_read, 0), coalesce(idx_scan, 0), coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_all_tables WHERE relname = 'zoekindex'"
    # in a store where looking up a word by the index pays
    ask stage "SET stage.handeling = '0'; INSERT INTO zoekindex SELECT 'notitie', n, zoek_vector('woord' || n) FROM generate_series(1000, 9000) n; ANALYZE zoekindex"
    for who in jan mia bureau toezicht; do
        [ "$(ask $who "BEGIN; SELECT * FROM zoek_treffers(zoek_vraag('versnellingsbak')); $counted")" = "$(ask $who "BEGIN; SELECT * FROM zoek_treffers(zoek_vraag('nergens')); $counted")" ]
    done
    for who in jan bureau vreemd; do
        [ "$(try $who "SELECT zoek_bijwerken(1, 999999)")" = "not yours" ]
    done
    ask bureau "SET teller.notitie = '9223372036854775807'; SELECT tellers_bewaren()" >/dev/null
    as jan -q gesprek log 0001 "$(day -1day)" --soort tussen -1 "Gaat door"
}

@test "an action of another is undone only by who sees all of it" {
    as els -q gesprek log 0002 "$(day -1day)" --soort tussen -1 "Bram lachte weer"
    nr=$(stage history --format tsv --columns id | head -n 1)
    capture as jan undo "$nr"
    expect_status 65
    expect_stderr "there is no action"
    stage -q gesprek plan 0001 "$(day +3days)"
    # an action about the placements of two docenten, of which each sees a part
    as bureau -q docent handover ELS JAN
    nr=$(stage history --format tsv --columns id | head -n 1)
    capture as mia undo "$nr"
    expect_status 77
    expect_stderr "more than your role lets you see"
    capture as jan undo
    expect_status 65
    as bureau -q undo "$nr"
    stage -q db check
}

@test "the bpvbureau does its work without reading what was said" {
    as bureau -q student add 0004 "Dirk Later"
    as bureau -q plaatsing add 0004 --bedrijf garage --begin "$(day now)" --einde "$(day +20weeks)" -d JAN
    [ "$(as jan student list --format tsv --columns nummer | sort | xargs)" = "0001 0004" ]
    as bureau -q gesprek plan 0004 "$(day +2weeks)"
    as bureau status >/dev/null
    as bureau remind >/dev/null
    [[ "$(as bureau show 0002)" == *…* ]]
    for what in pruim remmen versnellingsbak; do
        [ -z "$(as bureau search $what 2>/dev/null)" ]
    done
    [[ "$(as bureau search bram)" == *Bram* ]]
    local table
    for table in notitie inschatting begeleidingskeuze afspraak signaal reactie post zoekindex schrijver; do
        [ "$(try bureau "SELECT * FROM public.$table")" = "permission denied" ]
    done
    [ "$(ask bureau "SELECT count(*) FROM journaal WHERE tabel = 'notitie'")" = 0 ]
    capture as bureau gesprek log 0001 "$(day -1day)" -1 "x"
    expect_status 77
    capture as bureau signaal add 0001 begeleiding "x"
    expect_status 77
    stage -q signaal add 0001 onveilig
    [ "$(as bureau signaal list --format tsv --columns soort)" = anders ]
    [ "$(as toezicht signaal list --format tsv --columns soort)" = onveilig ]
    stage -q db check
}

@test "the bpvbureau imports" {
    printf 'Studentnummer;Roepnaam;Achternaam;Leerbedrijf;Plaats;Begindatum;Einddatum;Docent\r\n0005;Eva;Nieuw;Garage Smit;Utrecht;%s;%s;JAN\r\n' \
        "$(date -d now +%d-%m-%Y)" "$(date -d +10weeks +%d-%m-%Y)" >export.csv
    as bureau -q import export.csv
    as bureau -q import export.csv
    [ "$(as jan student list --format tsv --columns nummer | sort | xargs)" = "0001 0005" ]
    [ "$(as bureau import history --format tsv --columns wie | sort -u)" = bureau ]
    stage -q db check
}

@test "the bpvbureau reminds by mail, a docent sends what was said, and neither reads the other's" {
    # Mail goes on working days; the server keeps its own clock.
    STAGE_TODAY="$(date -d "next monday" +%F)T10:00"
    export STAGE_TODAY
    mkdir -p "$XDG_CONFIG_HOME/stage"
    printf '[standaard]\nmomenten=start 0%%..25%%\nbezoeken=0\n' >"$XDG_CONFIG_HOME/stage/norm.ini"
    stage -q config set mail.from stage@example.nl
    stage -q config set mail.maildir "$HOME/mail"
    as bureau -q docent edit JAN --email jan@example.org
    as bureau -q student add 0004 "Dirk Later"
    as bureau -q plaatsing add 0004 --bedrijf garage --begin "$(day "-10 weeks")" --einde "$(day "+10 weeks")" -d JAN
    as bureau -q remind
    grep -rq "Dirk Later" "$HOME/mail/new"
    [ "$(as bureau bericht list --format tsv --columns soort | sort -u)" = herinnering ]
    as jan -q gesprek send 1
    grep -rq "remmen lastig" "$HOME/mail/new"
    [ "$(as jan bericht list --format tsv --columns soort | sort -u | xargs)" = "herinnering verslag" ]
    [ "$(as bureau bericht list --format tsv --columns soort | sort -u)" = herinnering ]
    [ "$(ask bureau "SELECT count(*) FROM bericht WHERE tekst LIKE '%remmen%'")" = 0 ]
    [ "$(ask els "SELECT count(*) FROM bericht")" = 0 ]
    stage -q db check
}

@test "the auditor reads and counts, and changes nothing" {
    as toezicht report contact >/dev/null
    as toezicht report inspectie >/dev/null
    [ "$(as toezicht report sleutels --all --format json | grep -c versnellingsbak)" = 0 ]
    [ "$(as toezicht history --all --format tsv --columns id | wc -l)" = "$(stage history --all --format tsv --columns id | wc -l)" ]
    capture as toezicht student edit 0001 --klas X
    expect_status 77
    expect_stderr "the store is read-only: your role only reads"
    local table
    for table in student plaatsing gesprek handeling journaal invoer; do
        [ "$(try toezicht "DELETE FROM $table")" = "permission denied" ]
    done
    [ "$(try toezicht "SELECT tekst FROM public.notitie")" = "permission denied" ]
    [ "$(ask toezicht "SELECT count(*) FROM journaal WHERE voor LIKE '%Pruim%' OR tabel IN ('notitie', 'signaal')")" = 0 ]
}

@test "a login without a role, and one whose role was taken, sees nothing" {
    capture as vreemd student list
    expect_status 77
    expect_stderr "you have no role in the store"
    capture as vreemd init
    expect_status 65
    expect_stderr "is there already"
    stage -q role revoke docent jan
    capture as jan student list
    expect_status 77
    [ "$(try jan "SELECT * FROM student")" = "permission denied" ]
    stage -q role grant docent jan --docent JAN # the groups are of all copies of this store
    [ "$(as jan student list --format tsv --columns nummer)" = 0001 ]
    stage -q docent edit MIA --team Zorg
    [ "$(ask mia "SELECT count(*) FROM student")" = 1 ]
}

@test "role grant, list and revoke say what they did, and what is wrong" {
    [ "$(stage role list --format tsv)" = "$(printf '%s\t%s\t%s\t%s\n' bureau bpvbureau '' '' els docent ELS '' jan docent JAN '' mia docent MIA '' tine coordinator '' Techniek toezicht auditor '' '' tom coordinator '' Zorg)" ]
    [ "$(as jan role list --format tsv)" = "$(printf 'jan\tdocent\tJAN\t')" ]
    capture stage role grant docent nobody --docent JAN
    expect_status 65
    expect_stderr "no login 'nobody'"
    capture stage role grant docent vreemd
    expect_status 65
    expect_stderr "--docent"
    capture stage role grant auditor vreemd --docent JAN
    expect_status 65
    capture stage role grant coordinator vreemd
    expect_status 65
    capture stage role revoke docent vreemd
    expect_status 65
    capture as jan role grant bpvbureau jan
    expect_status 77
    expect_stderr "only the owner"
    capture as bureau role grant docent vreemd --docent JAN
    expect_status 77
    # names are taken as they are, and whole: one that the server would cut short is not another's
    local name long
    long=$(printf 'l%.0s' {1..63})
    for name in "a b" 'x"y' "$long"; do
        psql -Xq -d "$STAGE_STORE" -c "CREATE ROLE \"${name//\"/\"\"}\" LOGIN"
        stage -q role grant auditor "$name"
        [[ "$(stage role list --format json)" == *"${name//\"/\\\"}"* ]]
        stage -q role revoke auditor "$name"
        [[ "$(stage role list --format json)" != *"${name//\"/\\\"}"* ]]
    done
    capture stage role grant auditor "${long}l"
    expect_status 65
    expect_stderr "no login"
    capture stage role grant auditor school_auditor
    expect_status 65
    expect_stderr "no login"
    stage -q role grant docent tom --docent MIA
    [ "$(as tom plaatsing list --format tsv --columns nummer | sort | xargs)" = "0002 0003" ]
    capture stage --store "$HOME/f.db" init
    capture stage --store "$HOME/f.db" role list
    expect_status 65
    expect_stderr "a file"
}

@test "who lost a role without 'role revoke' does not get back what it gave them" {
    ask stage "REVOKE school_docent FROM jan"
    [ "$(try jan "SELECT * FROM student")" = "permission denied" ]
    stage -q role grant docent jan --docent MIA
    [ "$(as jan plaatsing list --format tsv --columns nummer)" = 0002 ]
    stage -q role grant docent jan --docent JAN
    [ "$(as jan plaatsing list --format tsv --columns nummer | sort | xargs)" = "0001 0002" ]
    # the groups are those of the template too, for the other tests
    ask stage "DELETE FROM rol WHERE login = 'jan' AND docent = 3"
}

@test "a role that is taken is gone at once, also for who is at work in a transaction" {
    exec 7> >(psql -XAtq -d "$(url_of els)" >"$HOME/antwoord" 2>&1)
    echo "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM student; \\echo eerst" >&7
    until grep -q eerst "$HOME/antwoord"; do sleep 0.1; done
    stage -q role revoke docent els
    echo "SELECT count(*) FROM student; COMMIT;" >&7
    exec 7>&-
    until grep -q denied "$HOME/antwoord"; do sleep 0.1; done
    [ "$(head -n 1 "$HOME/antwoord")" = 2 ]
    stage -q role grant docent els --docent ELS
}

@test "an owner who is no superuser makes the groups once, under names of nobody else, and a group that went comes back" {
    psql -Xq -d "$STAGE_STORE" -c "CREATE ROLE ict LOGIN" -c "CREATE DATABASE ander OWNER ict"
    psql -Xq -d "$STAGE_STORE" -c "CREATE ROLE ander_auditor" -c "GRANT ander_auditor TO vreemd"
    url_of() { own url ander | sed "s/user=stage/user=$1/"; }
    as ict -q init
    as ict -q docent add JAN "Jan de Boer"
    capture as ict role grant auditor toezicht
    expect_status 77
    expect_stderr "CREATEROLE"
    ask stage "ALTER ROLE ict CREATEROLE; GRANT CREATE ON SCHEMA public TO PUBLIC"
    capture as ict role grant auditor toezicht
    expect_status 77
    expect_stderr "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    ask stage "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    as ict -q role grant auditor toezicht
    ask stage "ALTER ROLE ict NOCREATEROLE"
    as ict -q role grant docent jan --docent JAN
    as ict -q role revoke docent jan
    [ "$(as ict role list --format tsv --columns login,rol)" = "toezicht	auditor" ]
    [ "$(as toezicht docent list --format tsv --columns code)" = JAN ]
    [ "$(try vreemd "SELECT * FROM docent")" = "permission denied" ]
    # as on another server, where the groups are not
    ask stage "DROP OWNED BY ander_auditor_2; DROP ROLE ander_auditor_2; ALTER ROLE ict CREATEROLE"
    [[ "$(as ict search boer)" == *Boer* ]]
    as ict -q role grant auditor toezicht
    [ "$(as toezicht docent list --format tsv --columns code)" = JAN ]
}

@test "what came in with a copy is shared out by who guided then" {
    stage -q notitie add 2 "Uit het archief" -s 1 --vertrouwelijk
    stage -q notitie add 1 "Ook uit het archief" -s 1 --vertrouwelijk
    stage -q db copy "$STAGE_STORE" "$HOME/kopie.db"
    own new weer
    stage -q db copy "$HOME/kopie.db" "$(own url weer)"
    STAGE_STORE=$(own url weer)
    stage -q role grant docent els --docent ELS
    stage -q role grant docent jan --docent JAN
    url_of() { own url weer | sed "s/user=stage/user=$1/"; }
    [[ "$(as els gesprek show 2)" == *"Uit het archief"* ]]
    [[ "$(as jan gesprek show 1)" == *"Ook uit het archief"* ]]
    [ "$(ask els "SELECT count(*) FROM notitie")" = 3 ]
    # a deputy does not become their author: not by the talk, and not by coming with their number
    stage -q role grant docent mia --docent MIA
    nr=$(ask els "SELECT id FROM notitie WHERE tekst = 'Uit het archief'")
    [[ "$(act mia "UPDATE gesprek SET docent = 3, gehouden = '$(day now)'")" == done* ]]
    [ "$(act mia "INSERT INTO notitie (id, gesprek, sleutel, tekst) VALUES ($nr, 2, 1, 'x') ON CONFLICT DO NOTHING; UPDATE gesprek SET plek = 'hier'")" = "not yours" ]
    [ "$(ask mia "SELECT count(*) FROM notitie WHERE tekst = 'Uit het archief'")" = 0 ]
    [[ "$(as els gesprek show 2)" == *"Uit het archief"* ]]
    [ "$(ask els "SELECT count(*) FROM journaal WHERE tabel = 'notitie' AND plaatsing IS NULL")" = 0 ]
    as els -q gesprek log 0002 "$(day -1day)" --soort tussen -1 "Bram lachte weer"
    stage -q db check
}
