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

-- The columns that the journal keeps, in their order: all that have a value, but the id, and what is made from others for
-- searching.
CREATE FUNCTION velden(van json) RETURNS TABLE (naam text, waarde json, tekst text, plaats bigint)
LANGUAGE sql IMMUTABLE AS $$
    SELECT e.key, e.value, van ->> e.key, e.ordinality FROM json_each(van) WITH ORDINALITY e
    WHERE json_typeof(e.value) <> 'null' AND e.key <> 'id' AND left(e.key, 4) <> 'zoek'
$$;

-- A row as JSON, byte by byte as lib/db/sqlite_functions.c and cJSON write it.
CREATE FUNCTION rij(van json) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT '{' || coalesce(string_agg(to_json(naam)::text || ':' || waarde::text, ',' ORDER BY plaats), '') || '}'
    FROM velden(van)
$$;

-- "length:bytes,", as stage_afdruk_take() (lib/db/afdruk.h).
CREATE FUNCTION deel(van text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT octet_length(coalesce(van, ''))::text || ':' || coalesce(van, '') || ','
$$;

-- The print of a change; `na` is NULL for a row that went.
CREATE FUNCTION afdruk(zout text, tabel text, rij bigint, voor text, na json) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT zout || '$' || encode(sha256(convert_to(deel(zout) || deel(tabel) || deel(rij::text) || deel(voor) ||
        coalesce((SELECT string_agg(deel(naam) || deel(tekst), '' ORDER BY plaats) FROM velden(na)), ''), 'UTF8')), 'hex')
$$;

-- 64 bits of chance: of a random UUID what is not its version.
CREATE FUNCTION zout() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT left(u, 12) || right(u, 4) FROM (SELECT replace(gen_random_uuid()::text, '-', '') AS u OFFSET 0) chance
$$;

-- Whose row it is, by how its table refers to a student.
CREATE FUNCTION van_student(hoe text, rij jsonb) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
    CASE hoe
        WHEN 'zelf' THEN RETURN rij -> 'id';
        WHEN 'student' THEN RETURN rij -> 'student';
        WHEN 'plaatsing' THEN RETURN (SELECT student FROM plaatsing WHERE id = (rij -> 'plaatsing')::bigint);
        WHEN 'gesprek' THEN RETURN (SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing
                                    WHERE g.id = (rij -> 'gesprek')::bigint);
        ELSE RETURN NULL;
    END CASE;
END $$;

CREATE FUNCTION boek() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    nu    json := CASE WHEN TG_OP <> 'DELETE' THEN row_to_json(NEW) END;
    was   text := CASE WHEN TG_OP <> 'INSERT' THEN rij(row_to_json(OLD)) END;
    hoe   text := CASE TG_OP WHEN 'INSERT' THEN 'add' WHEN 'UPDATE' THEN 'edit' ELSE 'rm' END;
    welke bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END;
BEGIN
    IF handeling() = 0 OR (hoe = 'edit' AND rij(nu) = was) THEN
        RETURN NULL;
    END IF;
    INSERT INTO journaal (id, handeling, tabel, rij, student, soort, voor, afdruk)
    SELECT coalesce(max(id), 0) + 1, handeling(), TG_TABLE_NAME, welke,
        van_student(TG_ARGV[0], CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END), hoe, was,
        afdruk(zout(), TG_TABLE_NAME, welke, was, nu)
    FROM journaal;
    RETURN NULL;
END $$;

-- Every table that numbers itself, and how the journal finds the student of a row; those without are not in the journal.
DO $$
DECLARE
    tabel text;
    hoe   text;
BEGIN
    FOR tabel, hoe IN VALUES
        ('team', 'geen'), ('opleiding', 'geen'), ('docent', 'geen'), ('student', 'zelf'), ('leerbedrijf', 'geen'),
        ('opleider', 'geen'), ('plaatsing', 'student'), ('begeleider', 'plaatsing'), ('gesprek', 'plaatsing'),
        ('notitie', 'gesprek'), ('inschatting', 'plaatsing'), ('begeleidingskeuze', 'plaatsing'),
        ('afspraak', 'plaatsing'), ('signaal', 'plaatsing'), ('vrijstelling', 'plaatsing'), ('demping', 'plaatsing'),
        ('vakantie', 'geen'), ('zoekvraag', 'geen'), ('invoer', 'geen'), ('conflict', 'geen'), ('verlof', 'geen'),
        ('blokkade', 'geen'), ('reactie', 'gesprek'), ('bericht', NULL), ('herinnering', NULL), ('post', NULL),
        ('geheim', NULL)
    LOOP
        INSERT INTO teller VALUES (tabel, 0);
        EXECUTE format('CREATE TRIGGER nummer BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION geef_nummer()', tabel);
        IF hoe IS NOT NULL THEN
            EXECUTE format('CREATE TRIGGER boek AFTER INSERT OR UPDATE OR DELETE ON %I '
                           'FOR EACH ROW EXECUTE FUNCTION boek(%L)', tabel, hoe);
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
