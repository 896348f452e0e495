-- Numbers, the journal, and what the program reads through views.

-- --- numbers ---
--
-- The last id that each table gave out. A sequence would not do: it does not follow a transaction back, and a number that
-- was skipped differs from what the journal, a dump and the other engine have. During a transaction the number is a setting
-- local to it, which a savepoint takes back too; tellers_bewaren() keeps it, just before the commit. Whoever writes holds
-- the store's lock, so nobody waits for this.

CREATE TABLE teller (
    tabel   text COLLATE "C" PRIMARY KEY,
    laatste bigint NOT NULL
);

CREATE FUNCTION geef_nummer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    instelling text := 'teller.' || TG_TABLE_NAME;
    gegeven    bigint := nullif(current_setting(instelling, true), '');
BEGIN
    IF gegeven IS NULL THEN
        EXECUTE format('SELECT greatest((SELECT laatste FROM teller WHERE tabel = %L), (SELECT max(id) FROM %I), 0)',
                       TG_TABLE_NAME, TG_TABLE_NAME) INTO gegeven;
    END IF;
    IF NEW.id IS NULL THEN
        NEW.id := gegeven + 1;
    END IF;
    IF NEW.id > gegeven THEN
        PERFORM set_config(instelling, NEW.id::text, true);
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION tellers_bewaren() RETURNS void LANGUAGE sql AS $$
    UPDATE teller t SET laatste = gegeven.laatste
    FROM (SELECT tabel, nullif(current_setting('teller.' || tabel, true), '')::bigint AS laatste FROM teller) gegeven
    WHERE gegeven.tabel = t.tabel AND gegeven.laatste > t.laatste
$$;

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

-- An entry. `na` is what goes into the print of the row as it became, nothing when it went. The salt is 64 bits of chance:
-- of a random UUID what is not its version.
CREATE FUNCTION schrijf_boek(tabel text, rij bigint, student bigint, soort text, voor text, na text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    kans  text := replace(gen_random_uuid()::text, '-', '');
    zout  text := left(kans, 12) || right(kans, 4);
    delen text := octet_length(zout) || ':' || zout || ',' || octet_length(tabel) || ':' || tabel || ',' ||
                  length(rij::text) || ':' || rij || ',' || coalesce(octet_length(voor) || ':' || voor, '0:') || ',' || na;
BEGIN
    INSERT INTO journaal (id, handeling, tabel, rij, student, soort, voor, afdruk)
    SELECT coalesce(max(j.id), 0) + 1, handeling(), schrijf_boek.tabel, schrijf_boek.rij, schrijf_boek.student,
        schrijf_boek.soort, schrijf_boek.voor, zout || '$' || encode(sha256(convert_to(delen, 'UTF8')), 'hex')
    FROM journaal j;
END $$;

-- Makes the trigger of a table, with its columns written out, which is much faster than looking them up for every row: the
-- row as JSON, byte by byte as lib/db/sqlite_functions.c and cJSON write it, of all columns that have a value but the id
-- and what is made from others for searching. `student` is whose the row RIJ is. When a table gets a column, again. Names
-- are quoted: some are words of plpgsql.
CREATE FUNCTION maak_boek(tabel text, student text) RETURNS void LANGUAGE plpgsql AS $maak$
DECLARE
    als_json text;
    delen    text;
BEGIN
    SELECT 'json_strip_nulls(json_build_object(' || string_agg(format('%L, RIJ."%s"', attname, attname), ', ' ORDER BY attnum) ||
            '))::text',
        string_agg(format('coalesce(%L || octet_length(RIJ."%s"::text) || '':'' || RIJ."%s" || '','', '''')',
                          deel(attname), attname, attname), ' || ' ORDER BY attnum)
    INTO als_json, delen
    FROM pg_attribute
    WHERE attrelid = tabel::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'id' AND left(attname, 4) <> 'zoek';
    EXECUTE format('CREATE OR REPLACE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql AS $f$
        DECLARE
            was text;
        BEGIN
            IF TG_OP = ''INSERT'' THEN
                PERFORM schrijf_boek(%2$L, NEW.id, %3$s, ''add'', NULL, %4$s);
                RETURN NULL;
            END IF;
            was := %5$s;
            IF TG_OP = ''DELETE'' THEN
                PERFORM schrijf_boek(%2$L, OLD.id, %6$s, ''rm'', was, '''');
            ELSIF %7$s IS DISTINCT FROM was THEN
                PERFORM schrijf_boek(%2$L, NEW.id, %3$s, ''edit'', was, %4$s);
            END IF;
            RETURN NULL;
        END $f$', 'boek_' || tabel, tabel, replace(student, 'RIJ', 'NEW'), replace(delen, 'RIJ', 'NEW'),
        replace(als_json, 'RIJ', 'OLD'), replace(student, 'RIJ', 'OLD'), replace(als_json, 'RIJ', 'NEW'));
    EXECUTE format('CREATE OR REPLACE TRIGGER boek AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW '
                   'WHEN (handeling() IS DISTINCT FROM 0) EXECUTE FUNCTION %I()', tabel, 'boek_' || tabel);
END $maak$;

-- Every table that numbers itself, and whose its rows are; those without are not in the journal.
DO $$
DECLARE
    plaatsing text := '(SELECT student FROM plaatsing WHERE id = RIJ.plaatsing)';
    gesprek   text := '(SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing WHERE g.id = RIJ.gesprek)';
    tabel     text;
    van_wie   text;
BEGIN
    FOR tabel, van_wie IN VALUES
        ('team', 'NULL'), ('opleiding', 'NULL'), ('docent', 'NULL'), ('student', 'RIJ.id'), ('leerbedrijf', 'NULL'),
        ('opleider', 'NULL'), ('plaatsing', 'RIJ.student'), ('begeleider', plaatsing), ('gesprek', plaatsing),
        ('notitie', gesprek), ('inschatting', plaatsing), ('begeleidingskeuze', plaatsing), ('afspraak', plaatsing),
        ('signaal', plaatsing), ('vrijstelling', plaatsing), ('demping', plaatsing), ('vakantie', 'NULL'),
        ('zoekvraag', 'NULL'), ('invoer', 'NULL'), ('conflict', 'NULL'), ('verlof', 'NULL'), ('blokkade', 'NULL'),
        ('reactie', gesprek), ('bericht', NULL), ('herinnering', NULL), ('post', NULL), ('geheim', NULL)
    LOOP
        INSERT INTO teller VALUES (tabel, 0);
        EXECUTE format('CREATE TRIGGER nummer BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION geef_nummer()', tabel);
        IF van_wie IS NOT NULL THEN
            PERFORM maak_boek(tabel, van_wie);
        END IF;
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
