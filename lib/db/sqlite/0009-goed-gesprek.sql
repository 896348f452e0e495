-- What a good conversation needs: whose words a note has, what the student says of a judgement, what is done about
-- a concern, rules that are muted, and an index of notes that are nearly alike.

ALTER TABLE notitie ADD COLUMN volgens TEXT CHECK (volgens IN ('student', 'opleider', 'docent'));

ALTER TABLE inschatting ADD COLUMN zienswijze TEXT CHECK (length(CAST(zienswijze AS BLOB)) BETWEEN 1 AND 65536);
ALTER TABLE inschatting ADD COLUMN herkend TEXT CHECK (herkend IN ('ja', 'nee', 'deels'));

-- Of discrimination and safety no story is kept, here either.
ALTER TABLE signaal ADD COLUMN opvolging TEXT CHECK (opvolging IS NULL
    OR length(CAST(opvolging AS BLOB)) BETWEEN 1 AND 65536 AND soort NOT IN ('discriminatie', 'onveilig'));
ALTER TABLE signaal ADD COLUMN voor TEXT CHECK (voor GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE signaal ADD COLUMN ingelicht TEXT CHECK (ingelicht IS NULL
    OR ingelicht <> '' AND soort NOT IN ('discriminatie', 'onveilig'));

-- A rule that raises a concern by itself is quiet about a placement, for a reason, and until a day if that is said.
CREATE TABLE demping (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    plaatsing INTEGER NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT,
    regel     TEXT NOT NULL CHECK (regel <> ''),
    datum     TEXT NOT NULL CHECK (datum GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    reden     TEXT NOT NULL CHECK (reden <> ''),
    tot       TEXT CHECK (tot GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    CHECK (tot >= datum)
) STRICT;
CREATE INDEX demping_plaatsing ON demping (plaatsing);

-- Which texts share a band of their signature (lib/base/gelijkenis.h). It follows from the rest: it is made anew
-- with the search indexes, is in no dump, and the journal does not watch over it.
CREATE TABLE gelijkenis (
    band  INTEGER NOT NULL,
    tabel TEXT NOT NULL,
    rij   INTEGER NOT NULL,
    PRIMARY KEY (band, tabel, rij)
) STRICT, WITHOUT ROWID;

-- All that was taken down along the keys, whichever table it stands in: what was typed under each aspect, on the day of
-- the talk or of the judgement.
CREATE VIEW aantekening AS
    SELECT 'notitie' AS tabel, n.id AS rij, n.gesprek AS gesprek, g.plaatsing AS plaatsing,
        coalesce(g.gehouden, g.gepland) AS datum, n.sleutel AS sleutel, n.aspect AS aspect, n.geboden AS geboden,
        n.volgens AS volgens, n.tekst AS tekst, coalesce(n.vertrouwelijk, 0) AS vertrouwelijk
    FROM notitie n JOIN gesprek g ON g.id = n.gesprek
    UNION ALL
    SELECT 'inschatting', id, gesprek, plaatsing, datum, 3, 'oordeel', NULL, 'opleider', oordeel, 0 FROM inschatting
    UNION ALL
    SELECT 'inschatting', id, gesprek, plaatsing, datum, 3, 'voorbeeld', NULL, 'opleider', voorbeeld, 0
    FROM inschatting WHERE voorbeeld IS NOT NULL
    UNION ALL
    SELECT 'inschatting', id, gesprek, plaatsing, datum, 3, 'verwachting', NULL, 'opleider', verwachting, 0
    FROM inschatting WHERE verwachting IS NOT NULL
    UNION ALL
    SELECT 'inschatting', id, gesprek, plaatsing, datum, 3, 'zienswijze', NULL, 'student', zienswijze, 0
    FROM inschatting WHERE zienswijze IS NOT NULL
    UNION ALL
    SELECT 'begeleidingskeuze', id, gesprek, plaatsing, datum, 4, strategie, NULL, NULL, voorbeeld, 0
    FROM begeleidingskeuze;

-- One row per gesprek with what was taken down by key, a line each, without what is confidential, which stands apart.
-- Joining text is each engine's own.
DROP VIEW gesprek_notities;
CREATE VIEW gesprek_notities AS
SELECT g.id AS gesprek,
    (SELECT group_concat(r, char(10)) FROM (SELECT coalesce(aspect || ': ', '') || coalesce(tekst, '') AS r FROM notitie
        WHERE gesprek = g.id AND sleutel = 1 AND vertrouwelijk IS NOT 1 ORDER BY id)) AS sleutel1,
    (SELECT group_concat(r, char(10)) FROM (SELECT coalesce(aspect || ': ', '') ||
            CASE geboden WHEN 1 THEN 'ja' WHEN 0 THEN 'nee' ELSE '' END ||
            CASE WHEN geboden IS NOT NULL AND tekst IS NOT NULL THEN ', ' ELSE '' END || coalesce(tekst, '') AS r
        FROM notitie WHERE gesprek = g.id AND sleutel = 2 AND vertrouwelijk IS NOT 1 ORDER BY id)) AS sleutel2,
    (SELECT group_concat(r, char(10)) FROM (SELECT 1 AS soort, id, oordeel || coalesce(char(10) || 'voorbeeld: ' || voorbeeld, '') ||
            coalesce(char(10) || 'zienswijze: ' || zienswijze, '') ||
            coalesce(char(10) || 'verwachting: ' || verwachting, '') AS r FROM inschatting WHERE gesprek = g.id
        UNION ALL SELECT 2, id, coalesce(aspect || ': ', '') || coalesce(tekst, '') FROM notitie
        WHERE gesprek = g.id AND sleutel = 3 AND vertrouwelijk IS NOT 1 ORDER BY 1, 2)) AS sleutel3,
    (SELECT group_concat(r, char(10)) FROM (SELECT 1 AS soort, id, strategie || coalesce(' (' || gebied || ')', '') ||
            coalesce(': ' || voorbeeld, '') || coalesce(' [herkend: ' || herkend || ']', '') AS r
        FROM begeleidingskeuze WHERE gesprek = g.id
        UNION ALL SELECT 2, id, coalesce(aspect || ': ', '') || coalesce(tekst, '') FROM notitie
        WHERE gesprek = g.id AND sleutel = 4 AND vertrouwelijk IS NOT 1 ORDER BY 1, 2)) AS sleutel4,
    (SELECT group_concat(tekst, char(10)) FROM (SELECT tekst FROM notitie WHERE gesprek = g.id AND vertrouwelijk = 1 ORDER BY id)) AS vertrouwelijk
FROM gesprek g;

-- The new texts are searched too.
DROP TABLE zoek_inschatting;
CREATE VIRTUAL TABLE zoek_inschatting USING fts5 (oordeel, voorbeeld, verwachting, zienswijze,
    content = 'inschatting', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
DROP TABLE zoek_signaal;
CREATE VIRTUAL TABLE zoek_signaal USING fts5 (omschrijving, verwezen, afloop, opvolging,
    content = 'signaal', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO zoek_inschatting (zoek_inschatting) VALUES ('rebuild');
INSERT INTO zoek_signaal (zoek_signaal) VALUES ('rebuild');
INSERT INTO zoek_inschatting (zoek_inschatting, rank) VALUES ('automerge', 0), ('crisismerge', 32);
INSERT INTO zoek_signaal (zoek_signaal, rank) VALUES ('automerge', 0), ('crisismerge', 32);

DROP TRIGGER notitie_add;
DROP TRIGGER notitie_edit;
DROP TRIGGER notitie_rm;
DROP TRIGGER inschatting_add;
DROP TRIGGER inschatting_edit;
DROP TRIGGER inschatting_rm;
DROP TRIGGER signaal_add;
DROP TRIGGER signaal_edit;
DROP TRIGGER signaal_rm;

CREATE TRIGGER notitie_add AFTER INSERT ON notitie WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'notitie', NEW.id, (SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing
            WHERE g.id = NEW.gesprek), 'add', afdruk('notitie', NEW.id, NULL, 'gesprek', NEW.gesprek, 'sleutel',
            NEW.sleutel, 'aspect', NEW.aspect, 'geboden', NEW.geboden, 'tekst', NEW.tekst, 'vertrouwelijk',
            NEW.vertrouwelijk, 'volgens', NEW.volgens));
END;
CREATE TRIGGER notitie_edit AFTER UPDATE ON notitie WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.gesprek, NEW.sleutel, NEW.aspect, NEW.geboden, NEW.tekst, NEW.vertrouwelijk, NEW.volgens) IS NOT
        (OLD.id, OLD.gesprek, OLD.sleutel, OLD.aspect, OLD.geboden, OLD.tekst, OLD.vertrouwelijk, OLD.volgens) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'notitie', NEW.id, (SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing
            WHERE g.id = NEW.gesprek), 'edit', rij('gesprek', OLD.gesprek, 'sleutel', OLD.sleutel, 'aspect',
            OLD.aspect, 'geboden', OLD.geboden, 'tekst', OLD.tekst, 'vertrouwelijk', OLD.vertrouwelijk, 'volgens',
            OLD.volgens), afdruk('notitie', NEW.id, rij('gesprek', OLD.gesprek, 'sleutel', OLD.sleutel, 'aspect',
            OLD.aspect, 'geboden', OLD.geboden, 'tekst', OLD.tekst, 'vertrouwelijk', OLD.vertrouwelijk, 'volgens',
            OLD.volgens), 'gesprek', NEW.gesprek, 'sleutel', NEW.sleutel, 'aspect', NEW.aspect, 'geboden',
            NEW.geboden, 'tekst', NEW.tekst, 'vertrouwelijk', NEW.vertrouwelijk, 'volgens', NEW.volgens));
END;
CREATE TRIGGER notitie_rm AFTER DELETE ON notitie WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'notitie', OLD.id, (SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing
            WHERE g.id = OLD.gesprek), 'rm', rij('gesprek', OLD.gesprek, 'sleutel', OLD.sleutel, 'aspect', OLD.aspect,
            'geboden', OLD.geboden, 'tekst', OLD.tekst, 'vertrouwelijk', OLD.vertrouwelijk, 'volgens', OLD.volgens),
            afdruk('notitie', OLD.id, rij('gesprek', OLD.gesprek, 'sleutel', OLD.sleutel, 'aspect', OLD.aspect,
            'geboden', OLD.geboden, 'tekst', OLD.tekst, 'vertrouwelijk', OLD.vertrouwelijk, 'volgens', OLD.volgens)));
END;

CREATE TRIGGER inschatting_add AFTER INSERT ON inschatting WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'inschatting', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add',
            afdruk('inschatting', NEW.id, NULL, 'plaatsing', NEW.plaatsing, 'gesprek', NEW.gesprek, 'opleider',
            NEW.opleider, 'datum', NEW.datum, 'oordeel', NEW.oordeel, 'voorbeeld', NEW.voorbeeld, 'verwachting',
            NEW.verwachting, 'zienswijze', NEW.zienswijze, 'herkend', NEW.herkend));
END;
CREATE TRIGGER inschatting_edit AFTER UPDATE ON inschatting WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.plaatsing, NEW.gesprek, NEW.opleider, NEW.datum, NEW.oordeel, NEW.voorbeeld, NEW.verwachting,
        NEW.zienswijze, NEW.herkend) IS NOT (OLD.id, OLD.plaatsing, OLD.gesprek, OLD.opleider, OLD.datum, OLD.oordeel,
        OLD.voorbeeld, OLD.verwachting, OLD.zienswijze, OLD.herkend) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'inschatting', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit',
            rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'opleider', OLD.opleider, 'datum', OLD.datum,
            'oordeel', OLD.oordeel, 'voorbeeld', OLD.voorbeeld, 'verwachting', OLD.verwachting, 'zienswijze',
            OLD.zienswijze, 'herkend', OLD.herkend), afdruk('inschatting', NEW.id, rij('plaatsing', OLD.plaatsing,
            'gesprek', OLD.gesprek, 'opleider', OLD.opleider, 'datum', OLD.datum, 'oordeel', OLD.oordeel, 'voorbeeld',
            OLD.voorbeeld, 'verwachting', OLD.verwachting, 'zienswijze', OLD.zienswijze, 'herkend', OLD.herkend),
            'plaatsing', NEW.plaatsing, 'gesprek', NEW.gesprek, 'opleider', NEW.opleider, 'datum', NEW.datum,
            'oordeel', NEW.oordeel, 'voorbeeld', NEW.voorbeeld, 'verwachting', NEW.verwachting, 'zienswijze',
            NEW.zienswijze, 'herkend', NEW.herkend));
END;
CREATE TRIGGER inschatting_rm AFTER DELETE ON inschatting WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'inschatting', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm',
            rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'opleider', OLD.opleider, 'datum', OLD.datum,
            'oordeel', OLD.oordeel, 'voorbeeld', OLD.voorbeeld, 'verwachting', OLD.verwachting, 'zienswijze',
            OLD.zienswijze, 'herkend', OLD.herkend), afdruk('inschatting', OLD.id, rij('plaatsing', OLD.plaatsing,
            'gesprek', OLD.gesprek, 'opleider', OLD.opleider, 'datum', OLD.datum, 'oordeel', OLD.oordeel, 'voorbeeld',
            OLD.voorbeeld, 'verwachting', OLD.verwachting, 'zienswijze', OLD.zienswijze, 'herkend', OLD.herkend)));
END;

CREATE TRIGGER signaal_add AFTER INSERT ON signaal WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'signaal', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add',
            afdruk('signaal', NEW.id, NULL, 'plaatsing', NEW.plaatsing, 'gesprek', NEW.gesprek, 'datum', NEW.datum,
            'soort', NEW.soort, 'ernst', NEW.ernst, 'omschrijving', NEW.omschrijving, 'verwezen', NEW.verwezen,
            'gesloten', NEW.gesloten, 'afloop', NEW.afloop, 'opvolging', NEW.opvolging, 'voor', NEW.voor, 'ingelicht',
            NEW.ingelicht));
END;
CREATE TRIGGER signaal_edit AFTER UPDATE ON signaal WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.plaatsing, NEW.gesprek, NEW.datum, NEW.soort, NEW.ernst, NEW.omschrijving, NEW.verwezen,
        NEW.gesloten, NEW.afloop, NEW.opvolging, NEW.voor, NEW.ingelicht) IS NOT (OLD.id, OLD.plaatsing, OLD.gesprek,
        OLD.datum, OLD.soort, OLD.ernst, OLD.omschrijving, OLD.verwezen, OLD.gesloten, OLD.afloop, OLD.opvolging,
        OLD.voor, OLD.ingelicht) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'signaal', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit',
            rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'datum', OLD.datum, 'soort', OLD.soort, 'ernst',
            OLD.ernst, 'omschrijving', OLD.omschrijving, 'verwezen', OLD.verwezen, 'gesloten', OLD.gesloten, 'afloop',
            OLD.afloop, 'opvolging', OLD.opvolging, 'voor', OLD.voor, 'ingelicht', OLD.ingelicht), afdruk('signaal',
            NEW.id, rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'datum', OLD.datum, 'soort', OLD.soort,
            'ernst', OLD.ernst, 'omschrijving', OLD.omschrijving, 'verwezen', OLD.verwezen, 'gesloten', OLD.gesloten,
            'afloop', OLD.afloop, 'opvolging', OLD.opvolging, 'voor', OLD.voor, 'ingelicht', OLD.ingelicht),
            'plaatsing', NEW.plaatsing, 'gesprek', NEW.gesprek, 'datum', NEW.datum, 'soort', NEW.soort, 'ernst',
            NEW.ernst, 'omschrijving', NEW.omschrijving, 'verwezen', NEW.verwezen, 'gesloten', NEW.gesloten, 'afloop',
            NEW.afloop, 'opvolging', NEW.opvolging, 'voor', NEW.voor, 'ingelicht', NEW.ingelicht));
END;
CREATE TRIGGER signaal_rm AFTER DELETE ON signaal WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'signaal', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm',
            rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'datum', OLD.datum, 'soort', OLD.soort, 'ernst',
            OLD.ernst, 'omschrijving', OLD.omschrijving, 'verwezen', OLD.verwezen, 'gesloten', OLD.gesloten, 'afloop',
            OLD.afloop, 'opvolging', OLD.opvolging, 'voor', OLD.voor, 'ingelicht', OLD.ingelicht), afdruk('signaal',
            OLD.id, rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'datum', OLD.datum, 'soort', OLD.soort,
            'ernst', OLD.ernst, 'omschrijving', OLD.omschrijving, 'verwezen', OLD.verwezen, 'gesloten', OLD.gesloten,
            'afloop', OLD.afloop, 'opvolging', OLD.opvolging, 'voor', OLD.voor, 'ingelicht', OLD.ingelicht)));
END;

CREATE TRIGGER demping_add AFTER INSERT ON demping WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'demping', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add',
            afdruk('demping', NEW.id, NULL, 'plaatsing', NEW.plaatsing, 'regel', NEW.regel, 'datum', NEW.datum,
            'reden', NEW.reden, 'tot', NEW.tot));
END;
CREATE TRIGGER demping_edit AFTER UPDATE ON demping WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.plaatsing, NEW.regel, NEW.datum, NEW.reden, NEW.tot) IS NOT (OLD.id, OLD.plaatsing, OLD.regel,
        OLD.datum, OLD.reden, OLD.tot) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'demping', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit',
            rij('plaatsing', OLD.plaatsing, 'regel', OLD.regel, 'datum', OLD.datum, 'reden', OLD.reden, 'tot',
            OLD.tot), afdruk('demping', NEW.id, rij('plaatsing', OLD.plaatsing, 'regel', OLD.regel, 'datum',
            OLD.datum, 'reden', OLD.reden, 'tot', OLD.tot), 'plaatsing', NEW.plaatsing, 'regel', NEW.regel, 'datum',
            NEW.datum, 'reden', NEW.reden, 'tot', NEW.tot));
END;
CREATE TRIGGER demping_rm AFTER DELETE ON demping WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'demping', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm',
            rij('plaatsing', OLD.plaatsing, 'regel', OLD.regel, 'datum', OLD.datum, 'reden', OLD.reden, 'tot',
            OLD.tot), afdruk('demping', OLD.id, rij('plaatsing', OLD.plaatsing, 'regel', OLD.regel, 'datum',
            OLD.datum, 'reden', OLD.reden, 'tot', OLD.tot)));
END;
