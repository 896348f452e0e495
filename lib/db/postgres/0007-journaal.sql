-- Numbers, the journal, and what the program reads through views.

-- --- numbers ---
--
-- The last id that each table gave out. A sequence would not do: it does not follow a transaction back, and a number that
-- was skipped differs from what the journal, a dump and the other engine have. During a transaction the number is a setting
-- local to it, which a savepoint takes back too; tellers_bewaren() keeps it, just before the commit. Whoever writes holds
-- the store's lock, so nobody waits for this. Anybody can make a setting, though: who does not write for the whole school
-- (schrijft_alles(), 0009-rollen.sql) has each number kept at once, and brings none along but by an undo (eigen_nummer()).

CREATE TABLE teller (
    tabel   text COLLATE "C" PRIMARY KEY,
    laatste bigint NOT NULL
);

CREATE FUNCTION laatste_nummer(tabel text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    gegeven bigint := CASE WHEN schrijft_alles() THEN nullif(current_setting('teller.' || tabel, true), '')::bigint END;
BEGIN
    IF gegeven IS NULL THEN
        EXECUTE format('SELECT greatest((SELECT laatste FROM teller WHERE tabel = %L), (SELECT max(id) FROM %I), 0)', tabel,
                       tabel) INTO gegeven;
    END IF;
    RETURN gegeven;
END $$;

CREATE FUNCTION onthoud_nummer(van text, nummer bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF schrijft_alles() THEN
        PERFORM set_config('teller.' || van, nummer::text, true);
    ELSE
        UPDATE teller SET laatste = nummer WHERE tabel = van;
    END IF;
END $$;

CREATE FUNCTION geef_nummer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.id := laatste_nummer(TG_TABLE_NAME) + 1;
    PERFORM onthoud_nummer(TG_TABLE_NAME, NEW.id);
    RETURN NEW;
END $$;

-- The numbers that rows brought with them are counted all at once.
CREATE FUNCTION onthoud_nummers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    hoogste bigint := (SELECT max(id) FROM nieuw);
BEGIN
    IF schrijft_alles() THEN
        PERFORM onthoud_nummer(TG_TABLE_NAME, greatest(laatste_nummer(TG_TABLE_NAME), hoogste));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION tellers_bewaren() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    UPDATE teller t SET laatste = gegeven.laatste
    FROM (SELECT tabel, nullif(current_setting('teller.' || tabel, true), '')::bigint AS laatste FROM teller) gegeven
    WHERE gegeven.tabel = t.tabel AND gegeven.laatste > t.laatste AND schrijft_alles() AND
        has_table_privilege(session_user, t.tabel, 'INSERT');
END $$;

-- --- the journal ---
--
-- See lib/db/sqlite/0004-journaal.sql for what it keeps. The program says which action it is by the setting
-- stage.handeling, local to the transaction: nothing outside an action, which the journal refuses, and 0 while a dump is
-- loaded.

CREATE FUNCTION handeling() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('stage.handeling', true), '')::bigint
$$;

-- "length:bytes,", as stage_afdruk_take() (lib/db/afdruk.h).
CREATE FUNCTION deel(van text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT octet_length(coalesce(van, ''))::text || ':' || coalesce(van, '') || ','
$$;

-- 64 bits of chance: of a random UUID what is not its version.
CREATE FUNCTION zout() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT overlay(replace(gen_random_uuid()::text, '-', '') PLACING '' FROM 13 FOR 16)
$$;

-- The print of a change. `na` is the row as it became, name and value of each of its columns; nothing when it went.
CREATE FUNCTION afdruk(zout text, tabel text, rij bigint, voor text, na text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT zout || '$' ||
        encode(sha256(convert_to(deel(zout) || deel(tabel) || deel(rij::text) || deel(voor) || na, 'UTF8')), 'hex')
$$;

-- Makes the triggers of a table, that write down at once what a statement added, changed or removed, in the order of the
-- ids. `student` is whose the row RIJ is, `plaatsing` of which placement it is. The columns are written out, which is much
-- faster than looking them up for every row: the row as JSON, byte by byte as lib/db/sqlite_functions.c and cJSON write it,
-- of all columns that have a value but the id and what is made from others for searching. When a table gets a column, again.
CREATE FUNCTION maak_boek(tabel text, student text, plaatsing text) RETURNS void LANGUAGE plpgsql AS $maak$
DECLARE
    kolommen text;
    als_json text;
    delen    text;
    boek     record;
BEGIN
    SELECT string_agg(format('RIJ.%I', attname), ', ' ORDER BY attnum),
        'json_strip_nulls(json_build_object(' || string_agg(format('%L, RIJ.%I', attname, attname), ', ' ORDER BY attnum) ||
            '))::text',
        string_agg(format('coalesce(%L || octet_length(RIJ.%I::text) || '':'' || RIJ.%2$I || '','', '''')',
                          deel(attname), attname), ' || ' ORDER BY attnum)
    INTO kolommen, als_json, delen
    FROM pg_attribute
    WHERE attrelid = tabel::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'id' AND left(attname, 4) <> 'zoek';
    FOR boek IN SELECT * FROM (VALUES
        ('add', 'INSERT', 'NEW TABLE AS nieuw', 'nieuw', 'nieuw', 'NULL', delen),
        ('edit', 'UPDATE', 'OLD TABLE AS oud NEW TABLE AS nieuw', 'nieuw',
            format('oud JOIN nieuw USING (id) WHERE (%s) IS DISTINCT FROM (%s)', replace(kolommen, 'RIJ', 'oud'),
                   replace(kolommen, 'RIJ', 'nieuw')), als_json, delen),
        ('rm', 'DELETE', 'OLD TABLE AS oud', 'oud', 'oud', als_json, quote_literal(''))
    ) AS soorten (soort, bij, ziet, rij, van, voor, na) LOOP
        EXECUTE format('CREATE OR REPLACE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql AS $f$
            BEGIN
                INSERT INTO journaal (id, handeling, tabel, rij, student, soort, voor, afdruk, plaatsing)
                SELECT (SELECT coalesce(max(id), 0) FROM journaal) + row_number() OVER (ORDER BY rij), (SELECT handeling()), %2$L,
                    rij, student, %3$L, voor, afdruk(zout, %2$L, rij, voor, na), plaatsing
                FROM (SELECT id AS rij, %4$s::bigint AS student, %5$s::bigint AS plaatsing, %6$s AS voor, %7$s AS na,
                          zout() AS zout FROM %8$s) boek;
                RETURN NULL;
            END $f$', tabel || '_' || boek.soort, tabel, boek.soort, replace(student, 'RIJ', boek.rij),
            replace(plaatsing, 'RIJ', boek.rij), replace(boek.voor, 'RIJ', 'oud'), replace(boek.na, 'RIJ', 'nieuw'), boek.van);
        EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER %s ON %I REFERENCING %s FOR EACH STATEMENT '
                       'WHEN (handeling() IS DISTINCT FROM 0) EXECUTE FUNCTION %1$I()', tabel || '_' || boek.soort, boek.bij,
                       tabel, boek.ziet);
    END LOOP;
END $maak$;

-- Every table that numbers itself, and whose its rows are and of which placement; those without are not in the journal.
DO $$
DECLARE
    plaatsing   text := '(SELECT student FROM plaatsing WHERE id = RIJ.plaatsing)';
    gesprek     text := '(SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing WHERE g.id = RIJ.gesprek)';
    bij_gesprek text := '(SELECT plaatsing FROM gesprek WHERE id = RIJ.gesprek)';
    tabel       text;
    van_wie     text;
    waarvan     text;
BEGIN
    FOR tabel, van_wie, waarvan IN VALUES
        ('team', 'NULL', 'NULL'), ('opleiding', 'NULL', 'NULL'), ('docent', 'NULL', 'NULL'), ('student', 'RIJ.id', 'NULL'),
        ('leerbedrijf', 'NULL', 'NULL'), ('opleider', 'NULL', 'NULL'), ('plaatsing', 'RIJ.student', 'RIJ.id'),
        ('begeleider', plaatsing, 'RIJ.plaatsing'), ('gesprek', plaatsing, 'RIJ.plaatsing'),
        ('notitie', gesprek, bij_gesprek), ('inschatting', plaatsing, 'RIJ.plaatsing'),
        ('begeleidingskeuze', plaatsing, 'RIJ.plaatsing'), ('afspraak', plaatsing, 'RIJ.plaatsing'),
        ('signaal', plaatsing, 'RIJ.plaatsing'), ('vrijstelling', plaatsing, 'RIJ.plaatsing'),
        ('demping', plaatsing, 'RIJ.plaatsing'), ('vakantie', 'NULL', 'NULL'), ('zoekvraag', 'NULL', 'NULL'),
        ('invoer', 'NULL', 'NULL'), ('conflict', 'NULL', 'NULL'), ('verlof', 'NULL', 'NULL'), ('blokkade', 'NULL', 'NULL'),
        ('reactie', gesprek, bij_gesprek), ('bericht', NULL, NULL), ('herinnering', NULL, NULL), ('post', NULL, NULL),
        ('geheim', NULL, NULL)
    LOOP
        INSERT INTO teller VALUES (tabel, 0);
        EXECUTE format('CREATE TRIGGER nummer BEFORE INSERT ON %I FOR EACH ROW WHEN (NEW.id IS NULL) '
                       'EXECUTE FUNCTION geef_nummer()', tabel);
        EXECUTE format('CREATE TRIGGER nummers AFTER INSERT ON %I REFERENCING NEW TABLE AS nieuw FOR EACH STATEMENT '
                       'EXECUTE FUNCTION onthoud_nummers()', tabel);
        IF van_wie IS NOT NULL THEN
            PERFORM maak_boek(tabel, van_wie, waarvan);
        END IF;
    END LOOP;
END $$;

-- A journal that came with a dump does not tell placements: each entry gets that of its row, as it is or once was.
CREATE FUNCTION plaats_journaal() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    was  text := 'SELECT rij, (voor::json ->> %L)::bigint FROM journaal WHERE tabel = %L AND voor <> ''''';
    boek text;
BEGIN
    UPDATE journaal SET plaatsing = rij WHERE tabel = 'plaatsing';
    FOREACH boek IN ARRAY '{begeleider,gesprek,inschatting,begeleidingskeuze,afspraak,signaal,vrijstelling,demping}'::text[] LOOP
        EXECUTE format('UPDATE journaal j SET plaatsing = r.plaatsing FROM (SELECT id, plaatsing FROM %I UNION %s) r '
                       'WHERE j.tabel = %L AND j.rij = r.id', boek, format(was, 'plaatsing', boek), boek);
    END LOOP;
    FOREACH boek IN ARRAY '{notitie,reactie}'::text[] LOOP
        EXECUTE format('UPDATE journaal j SET plaatsing = g.plaatsing FROM (SELECT id, gesprek FROM %I UNION %s) r '
                       'JOIN (SELECT id, plaatsing FROM gesprek UNION '
                             'SELECT rij, plaatsing FROM journaal WHERE tabel = ''gesprek'') g ON g.id = r.gesprek '
                       'WHERE j.tabel = %L AND j.rij = r.id', boek, format(was, 'gesprek', boek), boek);
    END LOOP;
END $$;

-- --- views ---

-- One row per gesprek with what was taken down by key, a line each, without what is confidential, which stands apart.
CREATE VIEW gesprek_notities AS
SELECT g.id AS gesprek,
    (SELECT string_agg(coalesce(aspect || ': ', '') || coalesce(tekst, ''), chr(10) ORDER BY id) FROM notitie
        WHERE gesprek = g.id AND sleutel = 1 AND vertrouwelijk IS DISTINCT FROM 1) AS sleutel1,
    (SELECT string_agg(coalesce(aspect || ': ', '') || CASE geboden WHEN 1 THEN 'ja' WHEN 0 THEN 'nee' ELSE '' END ||
            CASE WHEN geboden IS NOT NULL AND tekst IS NOT NULL THEN ', ' ELSE '' END || coalesce(tekst, ''),
            chr(10) ORDER BY id) FROM notitie
        WHERE gesprek = g.id AND sleutel = 2 AND vertrouwelijk IS DISTINCT FROM 1) AS sleutel2,
    (SELECT string_agg(r, chr(10) ORDER BY soort, id) FROM (SELECT 1 AS soort, id, oordeel ||
            coalesce(chr(10) || 'voorbeeld: ' || voorbeeld, '') || coalesce(chr(10) || 'zienswijze: ' || zienswijze, '') ||
            coalesce(chr(10) || 'verwachting: ' || verwachting, '') AS r FROM inschatting WHERE gesprek = g.id
        UNION ALL SELECT 2, id, coalesce(aspect || ': ', '') || coalesce(tekst, '') FROM notitie
        WHERE gesprek = g.id AND sleutel = 3 AND vertrouwelijk IS DISTINCT FROM 1) regels) AS sleutel3,
    (SELECT string_agg(r, chr(10) ORDER BY soort, id) FROM (SELECT 1 AS soort, id, strategie ||
            coalesce(' (' || gebied || ')', '') || coalesce(': ' || voorbeeld, '') ||
            coalesce(' [herkend: ' || herkend || ']', '') AS r FROM begeleidingskeuze WHERE gesprek = g.id
        UNION ALL SELECT 2, id, coalesce(aspect || ': ', '') || coalesce(tekst, '') FROM notitie
        WHERE gesprek = g.id AND sleutel = 4 AND vertrouwelijk IS DISTINCT FROM 1) regels) AS sleutel4,
    (SELECT string_agg(tekst, chr(10) ORDER BY id) FROM notitie
        WHERE gesprek = g.id AND vertrouwelijk = 1) AS vertrouwelijk
FROM gesprek g;
