-- Full-text search. It finds what the other engine finds: words as they stand, without case and diacritics, each by its
-- beginning. So no stemming and no words that are left out, which the Dutch configuration would do; the folded words go
-- into the plain one. lib/db/postgres_search.c keeps the index up to date at the end of each action, from the journal.

CREATE EXTENSION IF NOT EXISTS unaccent;

-- The extension is in one schema of the database, which need not be that of this store.
DO $$ BEGIN
    EXECUTE format('CREATE FUNCTION zonder_accenten(van text) RETURNS text LANGUAGE sql STABLE AS $f$ SELECT %I.unaccent(van) $f$',
                   (SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'unaccent'));
END $$;

-- The words of a text, folded, with one space between them; what is beyond ASCII is a letter.
CREATE FUNCTION zoek_woorden(van text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT trim(regexp_replace(lower(zonder_accenten(van) COLLATE "default"), '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f]+',
                               ' ', 'g'))
$$;

-- Words as a query: each the beginning of one that must be there.
CREATE FUNCTION zoek_vraag(woorden text) RETURNS tsquery LANGUAGE sql STABLE AS $$
    SELECT string_agg('''' || replace(w, '\', '\\') || ''':*', ' & ')::tsquery
    FROM unnest(string_to_array(zoek_woorden(woorden), ' ')) w WHERE w <> ''
$$;

-- All that is searched.
CREATE VIEW zoek_tekst AS
SELECT 'student' AS tabel, id AS rij, concat_ws(' ', nummer, roepnaam, voorvoegsel, achternaam, klas) AS tekst FROM student
UNION ALL SELECT 'docent', id, concat_ws(' ', code, roepnaam, voorvoegsel, achternaam) FROM docent
UNION ALL SELECT 'leerbedrijf', id, concat_ws(' ', naam, sbb, plaats) FROM leerbedrijf
UNION ALL SELECT 'opleider', id, concat_ws(' ', roepnaam, voorvoegsel, achternaam) FROM opleider
UNION ALL SELECT 'notitie', id, tekst FROM notitie
UNION ALL SELECT 'inschatting', id, concat_ws(' ', oordeel, voorbeeld, verwachting, zienswijze, begeleiding, bespreken) FROM inschatting
UNION ALL SELECT 'begeleidingskeuze', id, voorbeeld FROM begeleidingskeuze
UNION ALL SELECT 'afspraak', id, concat_ws(' ', wat, resultaat) FROM afspraak
UNION ALL SELECT 'signaal', id, concat_ws(' ', omschrijving, verwezen, afloop, opvolging) FROM signaal;

CREATE TABLE zoekindex (
    tabel   text COLLATE "C" NOT NULL,
    rij     bigint NOT NULL,
    woorden tsvector NOT NULL,
    PRIMARY KEY (tabel, rij)
);
-- Names apart, as who looks for one must not find out, by the server's counting what it read, whether a word stands in a
-- text that is not theirs.
CREATE INDEX zoekindex_namen ON zoekindex USING gin (woorden) WHERE tabel IN ('docent', 'leerbedrijf', 'student', 'opleider');
CREATE INDEX zoekindex_teksten ON zoekindex USING gin (woorden) WHERE tabel NOT IN ('docent', 'leerbedrijf', 'student', 'opleider');

CREATE FUNCTION zoek_vector(tekst text) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT to_tsvector('simple', zoek_woorden(coalesce(tekst, '')))
$$;

-- The part of a text where the words are, with those in brackets: sixteen words at most, chosen as the other engine does.
-- Of the places where a word is found, and the beginnings of their sentences, the one counts from which most are seen.
CREATE FUNCTION zoek_fragment(tekst text, woorden text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    gezocht text[] := string_to_array(zoek_woorden(woorden), ' ');
    tussen  text[];  -- what stands before each word; one more at the end
    woord   text[];
    raak    int[];   -- which of those that are sought it is
    n       int;
    zin     int := 1;
    begin_  int := 1;
    beste   int := -1;
    eind    int;
    punten  int;
    uit     text := '';
BEGIN
    SELECT array_agg(d[1]), array_agg(d[2]), array_agg((SELECT min(nr) FROM unnest(gezocht) WITH ORDINALITY g (w, nr)
            WHERE w <> '' AND starts_with(zoek_woorden(d[2]), w)))
    INTO tussen, woord, raak
    FROM regexp_matches(tekst COLLATE "default", '([^[:alnum:]]*)([[:alnum:]]+|$)', 'g') d;
    n := coalesce(cardinality(array_remove(woord, '')), 0);
    FOR i IN 1 .. n LOOP
        IF i > 1 AND tussen[i] ~ '[.:]' THEN
            zin := i;
        END IF;
        CONTINUE WHEN raak[i] IS NULL;
        SELECT count(DISTINCT raak[k]) * 999 + count(raak[k]), max(k) INTO punten, eind
        FROM generate_series(i, least(n, i + 15)) k WHERE raak[k] IS NOT NULL;
        IF punten > beste THEN
            beste := punten;
            begin_ := greatest(1, least(i - (16 - (eind + 1 - i)) / 2, n - 15));
        END IF;
        CONTINUE WHEN zin = i;
        SELECT count(DISTINCT raak[k]) * 999 + count(raak[k]) + CASE zin WHEN 1 THEN 120 ELSE 100 END INTO punten
        FROM generate_series(zin, least(n, zin + 15)) k WHERE raak[k] IS NOT NULL;
        IF punten > beste THEN
            beste := punten;
            begin_ := zin;
        END IF;
    END LOOP;
    eind := least(n, begin_ + 15);
    FOR i IN begin_ .. eind LOOP
        uit := uit || CASE WHEN i > begin_ OR i = 1 THEN tussen[i] ELSE '' END ||
            CASE WHEN raak[i] IS NOT NULL THEN '[' || woord[i] || ']' ELSE woord[i] END;
    END LOOP;
    RETURN CASE WHEN begin_ > 1 THEN '…' ELSE '' END || uit ||
        CASE WHEN eind < n THEN '…' ELSE coalesce(tussen[n + 1], '') END;
END $$;
