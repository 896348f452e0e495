-- People, companies and placements. Ids are numbers that never come back; days are ISO text; a missing value
-- is NULL, never ''. The columns zoek and zoek_achternaam hold the folded name (base/text.h), made by the model.

CREATE TABLE migratie (
    nummer    INTEGER PRIMARY KEY,
    naam      TEXT NOT NULL,
    sha256    TEXT NOT NULL CHECK (length(sha256) = 64),
    toegepast TEXT NOT NULL
) STRICT;

CREATE TABLE opleiding (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    crebo  TEXT UNIQUE CHECK (crebo GLOB '[0-9][0-9][0-9][0-9][0-9]'),
    naam   TEXT NOT NULL CHECK (naam <> ''),
    niveau INTEGER CHECK (niveau BETWEEN 1 AND 4),
    zoek   TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX opleiding_naam ON opleiding (zoek) WHERE crebo IS NULL;

CREATE TABLE docent (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    code            TEXT UNIQUE CHECK (code <> ''),
    roepnaam        TEXT CHECK (roepnaam <> ''),
    voorvoegsel     TEXT CHECK (voorvoegsel <> ''),
    achternaam      TEXT CHECK (achternaam <> ''),
    email           TEXT CHECK (email <> ''),
    telefoon        TEXT CHECK (telefoon <> ''),
    zoek            TEXT NOT NULL,
    zoek_achternaam TEXT NOT NULL,
    CHECK (code IS NOT NULL OR achternaam IS NOT NULL)
) STRICT;

CREATE TABLE student (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    nummer          TEXT NOT NULL UNIQUE CHECK (nummer <> ''),
    roepnaam        TEXT CHECK (roepnaam <> ''),
    voorvoegsel     TEXT CHECK (voorvoegsel <> ''),
    achternaam      TEXT NOT NULL CHECK (achternaam <> ''),
    email           TEXT CHECK (email <> ''),
    klas            TEXT CHECK (klas <> ''),
    cohort          TEXT CHECK (cohort <> ''),
    leerweg         TEXT CHECK (leerweg IN ('BOL', 'BBL')),
    opleiding       INTEGER REFERENCES opleiding (id) ON DELETE RESTRICT,
    zoek            TEXT NOT NULL,
    zoek_achternaam TEXT NOT NULL
) STRICT;
CREATE INDEX student_zoek ON student (zoek);
CREATE INDEX student_achternaam ON student (zoek_achternaam, zoek);
CREATE INDEX student_opleiding ON student (opleiding);

CREATE TABLE leerbedrijf (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    sbb       TEXT UNIQUE CHECK (sbb GLOB '[1-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    kvk       TEXT CHECK (kvk GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    vestiging TEXT CHECK (vestiging GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
    naam      TEXT NOT NULL CHECK (naam <> ''),
    adres     TEXT CHECK (adres <> ''),
    postcode  TEXT CHECK (postcode <> ''),
    plaats    TEXT CHECK (plaats <> ''),
    telefoon  TEXT CHECK (telefoon <> ''),
    zoek      TEXT NOT NULL
) STRICT;
CREATE INDEX leerbedrijf_zoek ON leerbedrijf (zoek, postcode);

CREATE TABLE opleider (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    leerbedrijf     INTEGER NOT NULL REFERENCES leerbedrijf (id) ON DELETE RESTRICT,
    roepnaam        TEXT CHECK (roepnaam <> ''),
    voorvoegsel     TEXT CHECK (voorvoegsel <> ''),
    achternaam      TEXT NOT NULL CHECK (achternaam <> ''),
    email           TEXT CHECK (email <> ''),
    telefoon        TEXT CHECK (telefoon <> ''),
    zoek            TEXT NOT NULL,
    zoek_achternaam TEXT NOT NULL
) STRICT;
CREATE INDEX opleider_leerbedrijf ON opleider (leerbedrijf, zoek);
CREATE INDEX opleider_zoek ON opleider (zoek);

-- Whether a placement is running follows from its days; status holds only what no day can tell: 'voorlopig'
-- is not certain yet, 'vervallen' never took place.
CREATE TABLE plaatsing (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    student         INTEGER NOT NULL REFERENCES student (id) ON DELETE RESTRICT,
    leerbedrijf     INTEGER NOT NULL REFERENCES leerbedrijf (id) ON DELETE RESTRICT,
    docent          INTEGER REFERENCES docent (id) ON DELETE RESTRICT,
    opleider        INTEGER REFERENCES opleider (id) ON DELETE RESTRICT,
    begin           TEXT NOT NULL CHECK (begin GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    einde           TEXT NOT NULL CHECK (einde GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    einde_werkelijk TEXT CHECK (einde_werkelijk GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    reden           TEXT CHECK (reden <> ''),
    uren            INTEGER CHECK (uren BETWEEN 1 AND 9999),
    overeenkomst    TEXT UNIQUE CHECK (overeenkomst <> ''),
    status          TEXT CHECK (status IN ('voorlopig', 'vervallen')),
    CHECK (begin <= einde),
    CHECK (einde_werkelijk >= begin)
) STRICT;
CREATE INDEX plaatsing_student ON plaatsing (student, begin);
CREATE INDEX plaatsing_leerbedrijf ON plaatsing (leerbedrijf);
CREATE INDEX plaatsing_docent ON plaatsing (docent);
CREATE INDEX plaatsing_opleider ON plaatsing (opleider);
CREATE INDEX leerbedrijf_kvk ON leerbedrijf (kvk, vestiging);
