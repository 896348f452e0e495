-- The whole model: teams, who guides when, judgements, guidance choices, agreements and concerns.

CREATE TABLE team (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    naam        TEXT NOT NULL CHECK (naam <> ''),
    coordinator INTEGER REFERENCES docent (id) ON DELETE RESTRICT,
    zoek        TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX team_coordinator ON team (coordinator);

ALTER TABLE opleiding ADD COLUMN team INTEGER REFERENCES team (id) ON DELETE RESTRICT;
CREATE INDEX opleiding_team ON opleiding (team);
ALTER TABLE docent ADD COLUMN team INTEGER REFERENCES team (id) ON DELETE RESTRICT;
CREATE INDEX docent_team ON docent (team);

ALTER TABLE plaatsing ADD COLUMN werkdagen TEXT CHECK (werkdagen <> '');
ALTER TABLE plaatsing ADD COLUMN status_sinds TEXT
    CHECK (status_sinds GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');

-- A placement's own docent and opleider guide it from its beginning. Who came later, or stands in for a time,
-- is a period here. On a day the one who stands in goes before the one who took over, and a later period
-- before an earlier one.
CREATE TABLE begeleider (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    plaatsing INTEGER NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT,
    rol       TEXT NOT NULL CHECK (rol IN ('docent', 'opleider')),
    docent    INTEGER REFERENCES docent (id) ON DELETE RESTRICT,
    opleider  INTEGER REFERENCES opleider (id) ON DELETE RESTRICT,
    vervangt  INTEGER NOT NULL CHECK (vervangt IN (0, 1)),
    van       TEXT NOT NULL CHECK (van GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    tot       TEXT CHECK (tot GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    CHECK (tot >= van),
    CHECK (CASE rol WHEN 'docent' THEN docent ELSE opleider END IS NOT NULL),
    CHECK (CASE rol WHEN 'docent' THEN opleider ELSE docent END IS NULL),
    UNIQUE (plaatsing, rol, vervangt, van)
) STRICT;
CREATE INDEX begeleider_docent ON begeleider (docent, plaatsing);
CREATE INDEX begeleider_opleider ON begeleider (opleider, plaatsing);

-- Who took part for the school and for the company, as it was on that day.
ALTER TABLE gesprek ADD COLUMN docent INTEGER REFERENCES docent (id) ON DELETE RESTRICT;
ALTER TABLE gesprek ADD COLUMN opleider INTEGER REFERENCES opleider (id) ON DELETE RESTRICT;
ALTER TABLE gesprek ADD COLUMN anderen TEXT CHECK (anderen <> '');
ALTER TABLE gesprek ADD COLUMN plek TEXT CHECK (plek <> '');
ALTER TABLE gesprek ADD COLUMN duur INTEGER CHECK (duur BETWEEN 1 AND 1440);
CREATE INDEX gesprek_docent ON gesprek (docent) WHERE docent IS NOT NULL;
CREATE INDEX gesprek_opleider ON gesprek (opleider) WHERE opleider IS NOT NULL;
UPDATE gesprek SET (docent, opleider) = (SELECT p.docent, p.opleider FROM plaatsing p WHERE p.id = gesprek.plaatsing)
WHERE gehouden IS NOT NULL;

-- A note has a key, and an aspect of it; geboden says whether the company offers what the aspect is about. A
-- confidential one may stand outside the keys.
DROP VIEW gesprek_notities;
ALTER TABLE notitie RENAME TO notitie_oud;
DROP INDEX notitie_gesprek;
CREATE TABLE notitie (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    gesprek       INTEGER NOT NULL REFERENCES gesprek (id) ON DELETE RESTRICT,
    sleutel       INTEGER CHECK (sleutel BETWEEN 1 AND 4),
    aspect        TEXT CHECK (aspect IN ('aha', 'vraag', 'gevoel', 'praten', 'meekijken', 'uitvoeren-begeleid',
                                         'uitvoeren-zelfstandig', 'werkveld', 'oordeel', 'voorbeeld', 'verwachting',
                                         'laten-zien', 'meedoen', 'toevertrouwen')),
    geboden       INTEGER CHECK (geboden IN (0, 1)),
    tekst         TEXT CHECK (length(CAST(tekst AS BLOB)) BETWEEN 1 AND 65536),
    vertrouwelijk INTEGER CHECK (vertrouwelijk IN (0, 1)),
    CHECK (tekst IS NOT NULL OR geboden IS NOT NULL),
    CHECK (sleutel IS NOT NULL OR vertrouwelijk IS 1),
    CHECK (aspect IS NULL OR sleutel IS NOT NULL)
) STRICT;
INSERT INTO notitie (id, gesprek, sleutel, tekst) SELECT id, gesprek, sleutel, tekst FROM notitie_oud;
DELETE FROM sqlite_sequence WHERE name = 'notitie';
INSERT INTO sqlite_sequence (name, seq) SELECT 'notitie', seq FROM sqlite_sequence WHERE name = 'notitie_oud';
DROP TABLE notitie_oud;
CREATE INDEX notitie_gesprek ON notitie (gesprek, sleutel);

-- One row per gesprek with its notes by key, joined by newlines, without the confidential ones, which stand
-- apart. Joining text is each engine's own.
CREATE VIEW gesprek_notities AS
SELECT g.id AS gesprek,
    (SELECT group_concat(tekst, char(10)) FROM (SELECT tekst FROM notitie WHERE gesprek = g.id AND sleutel = 1 AND vertrouwelijk IS NOT 1 ORDER BY id)) AS sleutel1,
    (SELECT group_concat(tekst, char(10)) FROM (SELECT tekst FROM notitie WHERE gesprek = g.id AND sleutel = 2 AND vertrouwelijk IS NOT 1 ORDER BY id)) AS sleutel2,
    (SELECT group_concat(tekst, char(10)) FROM (SELECT tekst FROM notitie WHERE gesprek = g.id AND sleutel = 3 AND vertrouwelijk IS NOT 1 ORDER BY id)) AS sleutel3,
    (SELECT group_concat(tekst, char(10)) FROM (SELECT tekst FROM notitie WHERE gesprek = g.id AND sleutel = 4 AND vertrouwelijk IS NOT 1 ORDER BY id)) AS sleutel4,
    (SELECT group_concat(tekst, char(10)) FROM (SELECT tekst FROM notitie WHERE gesprek = g.id AND vertrouwelijk = 1 ORDER BY id)) AS vertrouwelijk
FROM gesprek g;

-- Key 3: how the praktijkopleider judges the development, and the example that shows it.
CREATE TABLE inschatting (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    plaatsing   INTEGER NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT,
    gesprek     INTEGER REFERENCES gesprek (id) ON DELETE RESTRICT,
    opleider    INTEGER REFERENCES opleider (id) ON DELETE RESTRICT,
    datum       TEXT NOT NULL CHECK (datum GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    oordeel     TEXT NOT NULL CHECK (length(CAST(oordeel AS BLOB)) BETWEEN 1 AND 65536),
    voorbeeld   TEXT CHECK (length(CAST(voorbeeld AS BLOB)) BETWEEN 1 AND 65536),
    verwachting TEXT CHECK (length(CAST(verwachting AS BLOB)) BETWEEN 1 AND 65536)
) STRICT;
CREATE INDEX inschatting_plaatsing ON inschatting (plaatsing, datum);
CREATE INDEX inschatting_gesprek ON inschatting (gesprek);
CREATE INDEX inschatting_opleider ON inschatting (opleider);

-- Key 4: what the praktijkopleider does to guide, and the inschatting that it answers.
CREATE TABLE begeleidingskeuze (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    plaatsing   INTEGER NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT,
    gesprek     INTEGER REFERENCES gesprek (id) ON DELETE RESTRICT,
    datum       TEXT NOT NULL CHECK (datum GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    strategie   TEXT NOT NULL CHECK (strategie IN ('laten-zien', 'meedoen', 'toevertrouwen')),
    gebied      TEXT CHECK (gebied IN ('werk', 'team', 'beroepsgroep')),
    voorbeeld   TEXT CHECK (length(CAST(voorbeeld AS BLOB)) BETWEEN 1 AND 65536),
    herkend     TEXT CHECK (herkend IN ('ja', 'nee', 'deels')),
    inschatting INTEGER REFERENCES inschatting (id) ON DELETE RESTRICT,
    CHECK (gebied IS NULL OR strategie = 'meedoen')
) STRICT;
CREATE INDEX begeleidingskeuze_plaatsing ON begeleidingskeuze (plaatsing, datum);
CREATE INDEX begeleidingskeuze_gesprek ON begeleidingskeuze (gesprek);
CREATE INDEX begeleidingskeuze_inschatting ON begeleidingskeuze (inschatting);

-- Who does what before when; open until the day on which it was closed.
CREATE TABLE afspraak (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    plaatsing INTEGER NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT,
    gesprek   INTEGER REFERENCES gesprek (id) ON DELETE RESTRICT,
    datum     TEXT NOT NULL CHECK (datum GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    wie       TEXT NOT NULL CHECK (wie IN ('student', 'opleider', 'docent', 'anders')),
    wat       TEXT NOT NULL CHECK (length(CAST(wat AS BLOB)) BETWEEN 1 AND 65536),
    voor      TEXT CHECK (voor GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    gesloten  TEXT CHECK (gesloten GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    resultaat TEXT CHECK (length(CAST(resultaat AS BLOB)) BETWEEN 1 AND 65536),
    CHECK (resultaat IS NULL OR gesloten IS NOT NULL)
) STRICT;
CREATE INDEX afspraak_plaatsing ON afspraak (plaatsing, gesloten, voor);
CREATE INDEX afspraak_gesprek ON afspraak (gesprek);

-- A concern, open until the day on which it was closed. Of discrimination and safety no story is kept.
CREATE TABLE signaal (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    plaatsing    INTEGER NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT,
    gesprek      INTEGER REFERENCES gesprek (id) ON DELETE RESTRICT,
    datum        TEXT NOT NULL CHECK (datum GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    soort        TEXT NOT NULL CHECK (soort IN ('begeleiding', 'volwaardig-werknemer', 'klusjes', 'te-weinig-leren',
                                                'discriminatie', 'onveilig', 'stoppen', 'contact', 'anders')),
    ernst        TEXT CHECK (ernst IN ('geel', 'oranje', 'rood')),
    omschrijving TEXT CHECK (length(CAST(omschrijving AS BLOB)) BETWEEN 1 AND 65536),
    verwezen     TEXT CHECK (verwezen <> ''),
    gesloten     TEXT CHECK (gesloten GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    afloop       TEXT CHECK (length(CAST(afloop AS BLOB)) BETWEEN 1 AND 65536),
    CHECK (afloop IS NULL OR gesloten IS NOT NULL),
    CHECK (soort NOT IN ('discriminatie', 'onveilig') OR (omschrijving IS NULL AND afloop IS NULL))
) STRICT;
CREATE INDEX signaal_plaatsing ON signaal (plaatsing, gesloten);
CREATE INDEX signaal_gesprek ON signaal (gesprek);

-- A search that is kept under a name.
CREATE TABLE zoekvraag (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    naam  TEXT NOT NULL UNIQUE CHECK (naam <> ''),
    vraag TEXT NOT NULL CHECK (vraag <> '')
) STRICT;
