-- Mail: what goes out, what comes in, and what people said by it.

-- What the praktijkopleider answers beforehand, apart from the judgement: how they guide, when that names no strategy by
-- itself, and what the talk should be about.
ALTER TABLE inschatting ADD COLUMN begeleiding TEXT CHECK (length(CAST(begeleiding AS BLOB)) BETWEEN 1 AND 65536);
ALTER TABLE inschatting ADD COLUMN bespreken TEXT CHECK (length(CAST(bespreken AS BLOB)) BETWEEN 1 AND 65536);
DROP TABLE zoek_inschatting;
CREATE VIRTUAL TABLE zoek_inschatting USING fts5 (oordeel, voorbeeld, verwachting, zienswijze, begeleiding, bespreken,
    content = 'inschatting', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO zoek_inschatting (zoek_inschatting) VALUES ('rebuild');
INSERT INTO zoek_inschatting (zoek_inschatting, rank) VALUES ('automerge', 0), ('crisismerge', 32);

-- What happened outside of the store cannot be taken back: the next four are written once, no journal watches over them,
-- and they refer to rows that may be gone.

-- A message that is to go out, or went. It is written before it is handed over, so that a process that is stopped knows it
-- again; the text of a reminder is not kept once it went.
CREATE TABLE bericht (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    soort       TEXT NOT NULL CHECK (soort IN ('herinnering', 'coordinator', 'vraag', 'verslag')),
    rol         TEXT NOT NULL CHECK (rol IN ('docent', 'student', 'opleider')),
    persoon     INTEGER NOT NULL,
    adres       TEXT NOT NULL CHECK (adres <> ''),
    naam        TEXT,
    plaatsing   INTEGER,
    gesprek     INTEGER,
    versie      INTEGER CHECK (versie > 0),
    taal        TEXT NOT NULL CHECK (taal IN ('nl', 'en')),
    kenmerk     TEXT NOT NULL UNIQUE CHECK (kenmerk <> ''),
    messageid   TEXT NOT NULL UNIQUE CHECK (messageid <> ''),
    onderwerp   TEXT,
    tekst       TEXT,
    inhoud      TEXT,
    datum       TEXT NOT NULL CHECK (datum GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    gemaakt     TEXT NOT NULL,
    verstuurd   TEXT,
    ingetrokken TEXT,
    pogingen    INTEGER CHECK (pogingen > 0),
    volgende    TEXT,
    fout        TEXT,
    CHECK (verstuurd IS NULL OR ingetrokken IS NULL)
) STRICT;
CREATE INDEX bericht_open ON bericht (id) WHERE verstuurd IS NULL AND ingetrokken IS NULL;
CREATE INDEX bericht_gesprek ON bericht (gesprek, soort);
CREATE INDEX bericht_plaatsing ON bericht (plaatsing);
CREATE INDEX bericht_persoon ON bericht (persoon, rol);
CREATE INDEX bericht_datum ON bericht (datum);

-- The ledger of reminders: which point of which placement was told of, at which step and for which time. A moment that opens
-- again finds its rows here, and does not start anew.
CREATE TABLE herinnering (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    bericht   INTEGER NOT NULL REFERENCES bericht (id) ON DELETE RESTRICT,
    plaatsing INTEGER NOT NULL,
    punt      TEXT NOT NULL CHECK (punt <> ''),
    stap      TEXT NOT NULL CHECK (stap IN ('nu', 'laat', 'onbekend', 'afspraak', 'signaal', 'stop', 'onbestelbaar',
                                            'post')),
    rol       TEXT NOT NULL CHECK (rol IN ('docent', 'coordinator')),
    keer      INTEGER NOT NULL CHECK (keer > 0),
    datum     TEXT NOT NULL CHECK (datum GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    voor      TEXT CHECK (voor GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    vervallen INTEGER CHECK (vervallen IN (0, 1)),
    UNIQUE (plaatsing, punt, stap, rol, keer)
) STRICT;
CREATE INDEX herinnering_bericht ON herinnering (bericht);

-- A message that came in. It is kept before it is looked at.
CREATE TABLE post (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    ontvangen   TEXT NOT NULL,
    datum       TEXT NOT NULL CHECK (datum GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    afdruk      TEXT NOT NULL UNIQUE CHECK (length(afdruk) = 64),
    messageid   TEXT,
    van         TEXT,
    onderwerp   TEXT,
    tekst       TEXT,
    bron        TEXT,
    bericht     INTEGER,
    plaatsing   INTEGER,
    uitkomst    TEXT NOT NULL CHECK (uitkomst IN ('nakijken', 'inschatting', 'akkoord', 'bezwaar', 'stop', 'automatisch',
                                                  'onbestelbaar', 'vertraagd', 'dubbel', 'afgehandeld')),
    reden       TEXT,
    afgehandeld TEXT
) STRICT;
CREATE INDEX post_nakijken ON post (id) WHERE uitkomst = 'nakijken';
CREATE INDEX post_messageid ON post (messageid);

-- What makes names of messages that nobody can guess.
CREATE TABLE geheim (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    naam   TEXT NOT NULL UNIQUE CHECK (naam <> ''),
    waarde TEXT NOT NULL CHECK (waarde <> '')
) STRICT;

-- No mail of a kind goes to an address: somebody answered STOP, or it does not arrive.
CREATE TABLE blokkade (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    adres   TEXT NOT NULL CHECK (adres <> ''),
    soort   TEXT NOT NULL CHECK (soort IN ('herinnering', 'vraag', 'verslag', 'alles')),
    oorzaak TEXT NOT NULL CHECK (oorzaak IN ('stop', 'onbestelbaar')),
    datum   TEXT NOT NULL CHECK (datum GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    uitleg  TEXT CHECK (uitleg <> ''),
    UNIQUE (adres, soort, oorzaak)
) STRICT;

-- What student or praktijkopleider says of a summary, and of which version.
CREATE TABLE reactie (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    gesprek INTEGER NOT NULL REFERENCES gesprek (id) ON DELETE RESTRICT,
    versie  INTEGER NOT NULL CHECK (versie > 0),
    rol     TEXT NOT NULL CHECK (rol IN ('student', 'opleider')),
    datum   TEXT NOT NULL CHECK (datum GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    soort   TEXT NOT NULL CHECK (soort IN ('akkoord', 'bezwaar')),
    tekst   TEXT CHECK (length(CAST(tekst AS BLOB)) BETWEEN 1 AND 65536)
) STRICT;
CREATE INDEX reactie_gesprek ON reactie (gesprek);

-- Days on which one docent does not work.
CREATE TABLE verlof (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    docent INTEGER NOT NULL REFERENCES docent (id) ON DELETE RESTRICT,
    van    TEXT NOT NULL CHECK (van GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    tot    TEXT NOT NULL CHECK (tot GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    CHECK (van <= tot)
) STRICT;
CREATE INDEX verlof_docent ON verlof (docent, tot);

CREATE TRIGGER verlof_add AFTER INSERT ON verlof BEGIN INSERT INTO boek VALUES ('verlof', NEW.id, NULL, 'add'); END;
CREATE TRIGGER verlof_was BEFORE UPDATE ON verlof BEGIN SELECT onthoud('verlof', OLD.id); END;
CREATE TRIGGER verlof_edit AFTER UPDATE ON verlof BEGIN INSERT INTO boek VALUES ('verlof', NEW.id, NULL, 'edit'); END;
CREATE TRIGGER verlof_rm BEFORE DELETE ON verlof BEGIN INSERT INTO boek VALUES ('verlof', OLD.id, NULL, 'rm'); END;

CREATE TRIGGER blokkade_add AFTER INSERT ON blokkade BEGIN
    INSERT INTO boek VALUES ('blokkade', NEW.id, NULL, 'add');
END;
CREATE TRIGGER blokkade_was BEFORE UPDATE ON blokkade BEGIN SELECT onthoud('blokkade', OLD.id); END;
CREATE TRIGGER blokkade_edit AFTER UPDATE ON blokkade BEGIN
    INSERT INTO boek VALUES ('blokkade', NEW.id, NULL, 'edit');
END;
CREATE TRIGGER blokkade_rm BEFORE DELETE ON blokkade BEGIN
    INSERT INTO boek VALUES ('blokkade', OLD.id, NULL, 'rm');
END;

CREATE TRIGGER reactie_add AFTER INSERT ON reactie BEGIN
    INSERT INTO boek VALUES ('reactie', NEW.id, (SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing WHERE g.id = NEW.gesprek), 'add');
END;
CREATE TRIGGER reactie_was BEFORE UPDATE ON reactie BEGIN SELECT onthoud('reactie', OLD.id); END;
CREATE TRIGGER reactie_edit AFTER UPDATE ON reactie BEGIN
    INSERT INTO boek VALUES ('reactie', NEW.id, (SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing WHERE g.id = NEW.gesprek), 'edit');
END;
CREATE TRIGGER reactie_rm BEFORE DELETE ON reactie BEGIN
    INSERT INTO boek VALUES ('reactie', OLD.id, (SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing WHERE g.id = OLD.gesprek), 'rm');
END;

-- What is looked for every time reminders are made.
CREATE INDEX afspraak_open ON afspraak (voor) WHERE gesloten IS NULL;
CREATE INDEX signaal_open ON signaal (datum) WHERE gesloten IS NULL;
CREATE INDEX opleider_email ON opleider (lower(email));
CREATE INDEX student_email ON student (lower(email));
CREATE INDEX gesprek_open ON gesprek (gepland) WHERE gehouden IS NULL AND geannuleerd IS NULL;
