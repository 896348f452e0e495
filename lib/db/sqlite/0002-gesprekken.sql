-- Conversations and their notes by key. Planned, held or cancelled is told by the three days, never by a status.

CREATE TABLE gesprek (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    plaatsing        INTEGER NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT,
    soort            TEXT NOT NULL CHECK (soort IN ('start', 'tussen', 'eind', 'extra')),
    vorm             TEXT CHECK (vorm IN ('bezoek', 'online', 'telefoon', 'op-school')),
    gepland          TEXT CHECK (gepland GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    tijd             TEXT CHECK (tijd GLOB '[0-2][0-9]:[0-5][0-9]'),
    gehouden         TEXT CHECK (gehouden GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    geannuleerd      TEXT CHECK (geannuleerd GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    reden            TEXT CHECK (reden <> ''),
    docent_aanwezig   INTEGER CHECK (docent_aanwezig IN (0, 1)),
    student_aanwezig  INTEGER CHECK (student_aanwezig IN (0, 1)),
    opleider_aanwezig INTEGER CHECK (opleider_aanwezig IN (0, 1)),
    CHECK (gepland IS NOT NULL OR gehouden IS NOT NULL),
    CHECK (gehouden IS NULL OR geannuleerd IS NULL),
    CHECK ((gehouden IS NULL) = (docent_aanwezig IS NULL)),
    CHECK ((gehouden IS NULL) = (student_aanwezig IS NULL)),
    CHECK ((gehouden IS NULL) = (opleider_aanwezig IS NULL))
) STRICT;
CREATE INDEX gesprek_plaatsing ON gesprek (plaatsing, soort, gehouden, gepland, geannuleerd, docent_aanwezig,
                                           student_aanwezig, opleider_aanwezig);

CREATE TABLE notitie (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    gesprek INTEGER NOT NULL REFERENCES gesprek (id) ON DELETE CASCADE,
    sleutel INTEGER NOT NULL CHECK (sleutel BETWEEN 1 AND 4),
    tekst   TEXT NOT NULL CHECK (length(CAST(tekst AS BLOB)) BETWEEN 1 AND 65536)
) STRICT;
CREATE INDEX notitie_gesprek ON notitie (gesprek, sleutel);

-- One row per gesprek with its notes by key, joined by newlines. Joining text is each engine's own.
CREATE VIEW gesprek_notities AS
SELECT g.id AS gesprek,
    (SELECT group_concat(tekst, char(10)) FROM (SELECT tekst FROM notitie WHERE gesprek = g.id AND sleutel = 1 ORDER BY id)) AS sleutel1,
    (SELECT group_concat(tekst, char(10)) FROM (SELECT tekst FROM notitie WHERE gesprek = g.id AND sleutel = 2 ORDER BY id)) AS sleutel2,
    (SELECT group_concat(tekst, char(10)) FROM (SELECT tekst FROM notitie WHERE gesprek = g.id AND sleutel = 3 ORDER BY id)) AS sleutel3,
    (SELECT group_concat(tekst, char(10)) FROM (SELECT tekst FROM notitie WHERE gesprek = g.id AND sleutel = 4 ORDER BY id)) AS sleutel4
FROM gesprek g;
