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

-- The journal, in a form that does not grow with the tables and their columns: a store is opened by every command, and
-- reading the text of its triggers was most of what that took. A table's triggers tell which row it is; one writes it down.
-- The program gives staat(), the row as it stands, as JSON and without what is derived; onthoud() and voorheen(), what it was
-- before an update; and afdruk(), the print over it. What is written down is as before.
DROP TRIGGER team_add;
DROP TRIGGER team_edit;
DROP TRIGGER team_rm;
DROP TRIGGER opleiding_add;
DROP TRIGGER opleiding_edit;
DROP TRIGGER opleiding_rm;
DROP TRIGGER docent_add;
DROP TRIGGER docent_edit;
DROP TRIGGER docent_rm;
DROP TRIGGER student_add;
DROP TRIGGER student_edit;
DROP TRIGGER student_rm;
DROP TRIGGER leerbedrijf_add;
DROP TRIGGER leerbedrijf_edit;
DROP TRIGGER leerbedrijf_rm;
DROP TRIGGER opleider_add;
DROP TRIGGER opleider_edit;
DROP TRIGGER opleider_rm;
DROP TRIGGER plaatsing_add;
DROP TRIGGER plaatsing_edit;
DROP TRIGGER plaatsing_rm;
DROP TRIGGER begeleider_add;
DROP TRIGGER begeleider_edit;
DROP TRIGGER begeleider_rm;
DROP TRIGGER gesprek_add;
DROP TRIGGER gesprek_edit;
DROP TRIGGER gesprek_rm;
DROP TRIGGER notitie_add;
DROP TRIGGER notitie_edit;
DROP TRIGGER notitie_rm;
DROP TRIGGER inschatting_add;
DROP TRIGGER inschatting_edit;
DROP TRIGGER inschatting_rm;
DROP TRIGGER begeleidingskeuze_add;
DROP TRIGGER begeleidingskeuze_edit;
DROP TRIGGER begeleidingskeuze_rm;
DROP TRIGGER afspraak_add;
DROP TRIGGER afspraak_edit;
DROP TRIGGER afspraak_rm;
DROP TRIGGER signaal_add;
DROP TRIGGER signaal_edit;
DROP TRIGGER signaal_rm;
DROP TRIGGER vrijstelling_add;
DROP TRIGGER vrijstelling_edit;
DROP TRIGGER vrijstelling_rm;
DROP TRIGGER vakantie_add;
DROP TRIGGER vakantie_edit;
DROP TRIGGER vakantie_rm;
DROP TRIGGER zoekvraag_add;
DROP TRIGGER zoekvraag_edit;
DROP TRIGGER zoekvraag_rm;
DROP TRIGGER invoer_add;
DROP TRIGGER invoer_edit;
DROP TRIGGER invoer_rm;
DROP TRIGGER conflict_add;
DROP TRIGGER conflict_edit;
DROP TRIGGER conflict_rm;

CREATE VIEW boek AS SELECT NULL AS tabel, NULL AS rij, NULL AS student, NULL AS soort WHERE 0;
CREATE TRIGGER boek_add INSTEAD OF INSERT ON boek WHEN NEW.soort = 'add' AND handeling() IS NOT 0 BEGIN
    INSERT INTO journaal VALUES (NULL, handeling(), NEW.tabel, NEW.rij, NEW.student, 'add', NULL,
        afdruk(NEW.tabel, NEW.rij, NULL, 1));
END;
CREATE TRIGGER boek_edit INSTEAD OF INSERT ON boek WHEN NEW.soort = 'edit' AND handeling() IS NOT 0
    AND staat(NEW.tabel, NEW.rij) IS NOT voorheen(NEW.tabel, NEW.rij) BEGIN
    INSERT INTO journaal VALUES (NULL, handeling(), NEW.tabel, NEW.rij, NEW.student, 'edit', voorheen(NEW.tabel, NEW.rij),
        afdruk(NEW.tabel, NEW.rij, voorheen(NEW.tabel, NEW.rij), 1));
END;
CREATE TRIGGER boek_rm INSTEAD OF INSERT ON boek WHEN NEW.soort = 'rm' AND handeling() IS NOT 0 BEGIN
    INSERT INTO journaal VALUES (NULL, handeling(), NEW.tabel, NEW.rij, NEW.student, 'rm', staat(NEW.tabel, NEW.rij),
        afdruk(NEW.tabel, NEW.rij, staat(NEW.tabel, NEW.rij), 0));
END;

CREATE TRIGGER team_add AFTER INSERT ON team BEGIN INSERT INTO boek VALUES ('team', NEW.id, NULL, 'add'); END;
CREATE TRIGGER team_was BEFORE UPDATE ON team BEGIN SELECT onthoud('team', OLD.id); END;
CREATE TRIGGER team_edit AFTER UPDATE ON team BEGIN INSERT INTO boek VALUES ('team', NEW.id, NULL, 'edit'); END;
CREATE TRIGGER team_rm BEFORE DELETE ON team BEGIN INSERT INTO boek VALUES ('team', OLD.id, NULL, 'rm'); END;

CREATE TRIGGER opleiding_add AFTER INSERT ON opleiding BEGIN
    INSERT INTO boek VALUES ('opleiding', NEW.id, NULL, 'add');
END;
CREATE TRIGGER opleiding_was BEFORE UPDATE ON opleiding BEGIN SELECT onthoud('opleiding', OLD.id); END;
CREATE TRIGGER opleiding_edit AFTER UPDATE ON opleiding BEGIN
    INSERT INTO boek VALUES ('opleiding', NEW.id, NULL, 'edit');
END;
CREATE TRIGGER opleiding_rm BEFORE DELETE ON opleiding BEGIN
    INSERT INTO boek VALUES ('opleiding', OLD.id, NULL, 'rm');
END;

CREATE TRIGGER docent_add AFTER INSERT ON docent BEGIN INSERT INTO boek VALUES ('docent', NEW.id, NULL, 'add'); END;
CREATE TRIGGER docent_was BEFORE UPDATE ON docent BEGIN SELECT onthoud('docent', OLD.id); END;
CREATE TRIGGER docent_edit AFTER UPDATE ON docent BEGIN INSERT INTO boek VALUES ('docent', NEW.id, NULL, 'edit'); END;
CREATE TRIGGER docent_rm BEFORE DELETE ON docent BEGIN INSERT INTO boek VALUES ('docent', OLD.id, NULL, 'rm'); END;

CREATE TRIGGER student_add AFTER INSERT ON student BEGIN
    INSERT INTO boek VALUES ('student', NEW.id, NEW.id, 'add');
END;
CREATE TRIGGER student_was BEFORE UPDATE ON student BEGIN SELECT onthoud('student', OLD.id); END;
CREATE TRIGGER student_edit AFTER UPDATE ON student BEGIN
    INSERT INTO boek VALUES ('student', NEW.id, NEW.id, 'edit');
END;
CREATE TRIGGER student_rm BEFORE DELETE ON student BEGIN INSERT INTO boek VALUES ('student', OLD.id, OLD.id, 'rm'); END;

CREATE TRIGGER leerbedrijf_add AFTER INSERT ON leerbedrijf BEGIN
    INSERT INTO boek VALUES ('leerbedrijf', NEW.id, NULL, 'add');
END;
CREATE TRIGGER leerbedrijf_was BEFORE UPDATE ON leerbedrijf BEGIN SELECT onthoud('leerbedrijf', OLD.id); END;
CREATE TRIGGER leerbedrijf_edit AFTER UPDATE ON leerbedrijf BEGIN
    INSERT INTO boek VALUES ('leerbedrijf', NEW.id, NULL, 'edit');
END;
CREATE TRIGGER leerbedrijf_rm BEFORE DELETE ON leerbedrijf BEGIN
    INSERT INTO boek VALUES ('leerbedrijf', OLD.id, NULL, 'rm');
END;

CREATE TRIGGER opleider_add AFTER INSERT ON opleider BEGIN
    INSERT INTO boek VALUES ('opleider', NEW.id, NULL, 'add');
END;
CREATE TRIGGER opleider_was BEFORE UPDATE ON opleider BEGIN SELECT onthoud('opleider', OLD.id); END;
CREATE TRIGGER opleider_edit AFTER UPDATE ON opleider BEGIN
    INSERT INTO boek VALUES ('opleider', NEW.id, NULL, 'edit');
END;
CREATE TRIGGER opleider_rm BEFORE DELETE ON opleider BEGIN
    INSERT INTO boek VALUES ('opleider', OLD.id, NULL, 'rm');
END;

CREATE TRIGGER plaatsing_add AFTER INSERT ON plaatsing BEGIN
    INSERT INTO boek VALUES ('plaatsing', NEW.id, NEW.student, 'add');
END;
CREATE TRIGGER plaatsing_was BEFORE UPDATE ON plaatsing BEGIN SELECT onthoud('plaatsing', OLD.id); END;
CREATE TRIGGER plaatsing_edit AFTER UPDATE ON plaatsing BEGIN
    INSERT INTO boek VALUES ('plaatsing', NEW.id, NEW.student, 'edit');
END;
CREATE TRIGGER plaatsing_rm BEFORE DELETE ON plaatsing BEGIN
    INSERT INTO boek VALUES ('plaatsing', OLD.id, OLD.student, 'rm');
END;

CREATE TRIGGER begeleider_add AFTER INSERT ON begeleider BEGIN
    INSERT INTO boek VALUES ('begeleider', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add');
END;
CREATE TRIGGER begeleider_was BEFORE UPDATE ON begeleider BEGIN SELECT onthoud('begeleider', OLD.id); END;
CREATE TRIGGER begeleider_edit AFTER UPDATE ON begeleider BEGIN
    INSERT INTO boek VALUES ('begeleider', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit');
END;
CREATE TRIGGER begeleider_rm BEFORE DELETE ON begeleider BEGIN
    INSERT INTO boek VALUES ('begeleider', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm');
END;

CREATE TRIGGER gesprek_add AFTER INSERT ON gesprek BEGIN
    INSERT INTO boek VALUES ('gesprek', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add');
END;
CREATE TRIGGER gesprek_was BEFORE UPDATE ON gesprek BEGIN SELECT onthoud('gesprek', OLD.id); END;
CREATE TRIGGER gesprek_edit AFTER UPDATE ON gesprek BEGIN
    INSERT INTO boek VALUES ('gesprek', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit');
END;
CREATE TRIGGER gesprek_rm BEFORE DELETE ON gesprek BEGIN
    INSERT INTO boek VALUES ('gesprek', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm');
END;

CREATE TRIGGER notitie_add AFTER INSERT ON notitie BEGIN
    INSERT INTO boek VALUES ('notitie', NEW.id, (SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing WHERE g.id = NEW.gesprek), 'add');
END;
CREATE TRIGGER notitie_was BEFORE UPDATE ON notitie BEGIN SELECT onthoud('notitie', OLD.id); END;
CREATE TRIGGER notitie_edit AFTER UPDATE ON notitie BEGIN
    INSERT INTO boek VALUES ('notitie', NEW.id, (SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing WHERE g.id = NEW.gesprek), 'edit');
END;
CREATE TRIGGER notitie_rm BEFORE DELETE ON notitie BEGIN
    INSERT INTO boek VALUES ('notitie', OLD.id, (SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing WHERE g.id = OLD.gesprek), 'rm');
END;

CREATE TRIGGER inschatting_add AFTER INSERT ON inschatting BEGIN
    INSERT INTO boek VALUES ('inschatting', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add');
END;
CREATE TRIGGER inschatting_was BEFORE UPDATE ON inschatting BEGIN SELECT onthoud('inschatting', OLD.id); END;
CREATE TRIGGER inschatting_edit AFTER UPDATE ON inschatting BEGIN
    INSERT INTO boek VALUES ('inschatting', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit');
END;
CREATE TRIGGER inschatting_rm BEFORE DELETE ON inschatting BEGIN
    INSERT INTO boek VALUES ('inschatting', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm');
END;

CREATE TRIGGER begeleidingskeuze_add AFTER INSERT ON begeleidingskeuze BEGIN
    INSERT INTO boek VALUES ('begeleidingskeuze', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add');
END;
CREATE TRIGGER begeleidingskeuze_was BEFORE UPDATE ON begeleidingskeuze BEGIN
    SELECT onthoud('begeleidingskeuze', OLD.id);
END;
CREATE TRIGGER begeleidingskeuze_edit AFTER UPDATE ON begeleidingskeuze BEGIN
    INSERT INTO boek VALUES ('begeleidingskeuze', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit');
END;
CREATE TRIGGER begeleidingskeuze_rm BEFORE DELETE ON begeleidingskeuze BEGIN
    INSERT INTO boek VALUES ('begeleidingskeuze', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm');
END;

CREATE TRIGGER afspraak_add AFTER INSERT ON afspraak BEGIN
    INSERT INTO boek VALUES ('afspraak', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add');
END;
CREATE TRIGGER afspraak_was BEFORE UPDATE ON afspraak BEGIN SELECT onthoud('afspraak', OLD.id); END;
CREATE TRIGGER afspraak_edit AFTER UPDATE ON afspraak BEGIN
    INSERT INTO boek VALUES ('afspraak', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit');
END;
CREATE TRIGGER afspraak_rm BEFORE DELETE ON afspraak BEGIN
    INSERT INTO boek VALUES ('afspraak', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm');
END;

CREATE TRIGGER signaal_add AFTER INSERT ON signaal BEGIN
    INSERT INTO boek VALUES ('signaal', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add');
END;
CREATE TRIGGER signaal_was BEFORE UPDATE ON signaal BEGIN SELECT onthoud('signaal', OLD.id); END;
CREATE TRIGGER signaal_edit AFTER UPDATE ON signaal BEGIN
    INSERT INTO boek VALUES ('signaal', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit');
END;
CREATE TRIGGER signaal_rm BEFORE DELETE ON signaal BEGIN
    INSERT INTO boek VALUES ('signaal', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm');
END;

CREATE TRIGGER vrijstelling_add AFTER INSERT ON vrijstelling BEGIN
    INSERT INTO boek VALUES ('vrijstelling', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add');
END;
CREATE TRIGGER vrijstelling_was BEFORE UPDATE ON vrijstelling BEGIN SELECT onthoud('vrijstelling', OLD.id); END;
CREATE TRIGGER vrijstelling_edit AFTER UPDATE ON vrijstelling BEGIN
    INSERT INTO boek VALUES ('vrijstelling', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit');
END;
CREATE TRIGGER vrijstelling_rm BEFORE DELETE ON vrijstelling BEGIN
    INSERT INTO boek VALUES ('vrijstelling', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm');
END;

CREATE TRIGGER demping_add AFTER INSERT ON demping BEGIN
    INSERT INTO boek VALUES ('demping', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add');
END;
CREATE TRIGGER demping_was BEFORE UPDATE ON demping BEGIN SELECT onthoud('demping', OLD.id); END;
CREATE TRIGGER demping_edit AFTER UPDATE ON demping BEGIN
    INSERT INTO boek VALUES ('demping', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit');
END;
CREATE TRIGGER demping_rm BEFORE DELETE ON demping BEGIN
    INSERT INTO boek VALUES ('demping', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm');
END;

CREATE TRIGGER vakantie_add AFTER INSERT ON vakantie BEGIN
    INSERT INTO boek VALUES ('vakantie', NEW.id, NULL, 'add');
END;
CREATE TRIGGER vakantie_was BEFORE UPDATE ON vakantie BEGIN SELECT onthoud('vakantie', OLD.id); END;
CREATE TRIGGER vakantie_edit AFTER UPDATE ON vakantie BEGIN
    INSERT INTO boek VALUES ('vakantie', NEW.id, NULL, 'edit');
END;
CREATE TRIGGER vakantie_rm BEFORE DELETE ON vakantie BEGIN
    INSERT INTO boek VALUES ('vakantie', OLD.id, NULL, 'rm');
END;

CREATE TRIGGER zoekvraag_add AFTER INSERT ON zoekvraag BEGIN
    INSERT INTO boek VALUES ('zoekvraag', NEW.id, NULL, 'add');
END;
CREATE TRIGGER zoekvraag_was BEFORE UPDATE ON zoekvraag BEGIN SELECT onthoud('zoekvraag', OLD.id); END;
CREATE TRIGGER zoekvraag_edit AFTER UPDATE ON zoekvraag BEGIN
    INSERT INTO boek VALUES ('zoekvraag', NEW.id, NULL, 'edit');
END;
CREATE TRIGGER zoekvraag_rm BEFORE DELETE ON zoekvraag BEGIN
    INSERT INTO boek VALUES ('zoekvraag', OLD.id, NULL, 'rm');
END;

CREATE TRIGGER invoer_add AFTER INSERT ON invoer BEGIN INSERT INTO boek VALUES ('invoer', NEW.id, NULL, 'add'); END;
CREATE TRIGGER invoer_was BEFORE UPDATE ON invoer BEGIN SELECT onthoud('invoer', OLD.id); END;
CREATE TRIGGER invoer_edit AFTER UPDATE ON invoer BEGIN INSERT INTO boek VALUES ('invoer', NEW.id, NULL, 'edit'); END;
CREATE TRIGGER invoer_rm BEFORE DELETE ON invoer BEGIN INSERT INTO boek VALUES ('invoer', OLD.id, NULL, 'rm'); END;

CREATE TRIGGER conflict_add AFTER INSERT ON conflict BEGIN
    INSERT INTO boek VALUES ('conflict', NEW.id, NULL, 'add');
END;
CREATE TRIGGER conflict_was BEFORE UPDATE ON conflict BEGIN SELECT onthoud('conflict', OLD.id); END;
CREATE TRIGGER conflict_edit AFTER UPDATE ON conflict BEGIN
    INSERT INTO boek VALUES ('conflict', NEW.id, NULL, 'edit');
END;
CREATE TRIGGER conflict_rm BEFORE DELETE ON conflict BEGIN
    INSERT INTO boek VALUES ('conflict', OLD.id, NULL, 'rm');
END;
