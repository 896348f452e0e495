-- The tables, one by one and column by column as the migrations in lib/db/sqlite/ leave them. A store here began at number
-- 10; from 11 on a migration of the one engine has its partner, under the same number, in the other.
--
-- Ids are numbers that never come back, given by geef_nummer() (0007-journaal.sql). Text is compared byte by byte, whatever
-- the locale of the server. References may be looked at later while a dump is loaded. One column is of this engine alone:
-- the journal's `plaatsing`, the placement that an entry is of, as who may read the entry goes by it.

CREATE TABLE migratie (
    nummer    bigint PRIMARY KEY,
    naam      text COLLATE "C" NOT NULL,
    sha256    text COLLATE "C" NOT NULL CHECK (length(sha256) = 64),
    toegepast text COLLATE "C" NOT NULL
);

CREATE TABLE opleiding (
    id     bigint PRIMARY KEY,
    crebo  text COLLATE "C" UNIQUE CHECK (crebo ~ '^[0-9]{5}$'),
    naam   text COLLATE "C" NOT NULL CHECK (naam <> ''),
    niveau bigint CHECK (niveau BETWEEN 1 AND 4),
    zoek   text COLLATE "C" NOT NULL,
    team   bigint
);
CREATE UNIQUE INDEX opleiding_naam ON opleiding (zoek) WHERE crebo IS NULL;
CREATE INDEX opleiding_team ON opleiding (team);

CREATE TABLE docent (
    id              bigint PRIMARY KEY,
    code            text COLLATE "C" UNIQUE CHECK (code <> ''),
    roepnaam        text COLLATE "C" CHECK (roepnaam <> ''),
    voorvoegsel     text COLLATE "C" CHECK (voorvoegsel <> ''),
    achternaam      text COLLATE "C" CHECK (achternaam <> ''),
    email           text COLLATE "C" CHECK (email <> ''),
    telefoon        text COLLATE "C" CHECK (telefoon <> ''),
    zoek            text COLLATE "C" NOT NULL,
    zoek_achternaam text COLLATE "C" NOT NULL,
    team            bigint,
    werkdagen       text COLLATE "C" CHECK (werkdagen <> ''),
    CHECK (code IS NOT NULL OR achternaam IS NOT NULL)
);
CREATE INDEX docent_team ON docent (team);

CREATE TABLE student (
    id              bigint PRIMARY KEY,
    nummer          text COLLATE "C" NOT NULL UNIQUE CHECK (nummer <> ''),
    roepnaam        text COLLATE "C" CHECK (roepnaam <> ''),
    voorvoegsel     text COLLATE "C" CHECK (voorvoegsel <> ''),
    achternaam      text COLLATE "C" NOT NULL CHECK (achternaam <> ''),
    email           text COLLATE "C" CHECK (email <> ''),
    klas            text COLLATE "C" CHECK (klas <> ''),
    cohort          text COLLATE "C" CHECK (cohort <> ''),
    leerweg         text COLLATE "C" CHECK (leerweg IN ('BOL', 'BBL')),
    opleiding       bigint REFERENCES opleiding (id) ON DELETE RESTRICT DEFERRABLE,
    zoek            text COLLATE "C" NOT NULL,
    zoek_achternaam text COLLATE "C" NOT NULL
);
CREATE INDEX student_zoek ON student (zoek);
CREATE INDEX student_achternaam ON student (zoek_achternaam, zoek);
CREATE INDEX student_opleiding ON student (opleiding);
CREATE INDEX student_email ON student (lower(email));

CREATE TABLE leerbedrijf (
    id          bigint PRIMARY KEY,
    sbb         text COLLATE "C" UNIQUE CHECK (sbb ~ '^[1-9][0-9]{8}$'),
    kvk         text COLLATE "C" CHECK (kvk ~ '^[0-9]{8}$'),
    vestiging   text COLLATE "C" CHECK (vestiging ~ '^[0-9]{12}$'),
    naam        text COLLATE "C" NOT NULL CHECK (naam <> ''),
    adres       text COLLATE "C" CHECK (adres <> ''),
    postcode    text COLLATE "C" CHECK (postcode <> ''),
    plaats      text COLLATE "C" CHECK (plaats <> ''),
    telefoon    text COLLATE "C" CHECK (telefoon <> ''),
    zoek        text COLLATE "C" NOT NULL,
    coordinaten text COLLATE "C" CHECK (coordinaten <> '')
);
CREATE INDEX leerbedrijf_zoek ON leerbedrijf (zoek, postcode);
CREATE INDEX leerbedrijf_kvk ON leerbedrijf (kvk, vestiging);

CREATE TABLE opleider (
    id              bigint PRIMARY KEY,
    leerbedrijf     bigint NOT NULL REFERENCES leerbedrijf (id) ON DELETE RESTRICT DEFERRABLE,
    roepnaam        text COLLATE "C" CHECK (roepnaam <> ''),
    voorvoegsel     text COLLATE "C" CHECK (voorvoegsel <> ''),
    achternaam      text COLLATE "C" NOT NULL CHECK (achternaam <> ''),
    email           text COLLATE "C" CHECK (email <> ''),
    telefoon        text COLLATE "C" CHECK (telefoon <> ''),
    zoek            text COLLATE "C" NOT NULL,
    zoek_achternaam text COLLATE "C" NOT NULL
);
CREATE INDEX opleider_leerbedrijf ON opleider (leerbedrijf, zoek);
CREATE INDEX opleider_zoek ON opleider (zoek);
CREATE INDEX opleider_email ON opleider (lower(email));

CREATE TABLE plaatsing (
    id              bigint PRIMARY KEY,
    student         bigint NOT NULL REFERENCES student (id) ON DELETE RESTRICT DEFERRABLE,
    leerbedrijf     bigint NOT NULL REFERENCES leerbedrijf (id) ON DELETE RESTRICT DEFERRABLE,
    docent          bigint REFERENCES docent (id) ON DELETE RESTRICT DEFERRABLE,
    opleider        bigint REFERENCES opleider (id) ON DELETE RESTRICT DEFERRABLE,
    begin           text COLLATE "C" NOT NULL CHECK (begin ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    einde           text COLLATE "C" NOT NULL CHECK (einde ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    einde_werkelijk text COLLATE "C" CHECK (einde_werkelijk ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    reden           text COLLATE "C" CHECK (reden <> ''),
    uren            bigint CHECK (uren BETWEEN 1 AND 9999),
    overeenkomst    text COLLATE "C" UNIQUE CHECK (overeenkomst <> ''),
    status          text COLLATE "C" CHECK (status IN ('voorlopig', 'vervallen')),
    werkdagen       text COLLATE "C" CHECK (werkdagen <> ''),
    status_sinds    text COLLATE "C" CHECK (status_sinds ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    CHECK (begin <= einde),
    CHECK (einde_werkelijk >= begin)
);
CREATE INDEX plaatsing_student ON plaatsing (student, begin);
CREATE INDEX plaatsing_leerbedrijf ON plaatsing (leerbedrijf);
CREATE INDEX plaatsing_docent ON plaatsing (docent);
CREATE INDEX plaatsing_opleider ON plaatsing (opleider);

CREATE TABLE gesprek (
    id                bigint PRIMARY KEY,
    plaatsing         bigint NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT DEFERRABLE,
    soort             text COLLATE "C" NOT NULL CHECK (soort IN ('start', 'tussen', 'eind', 'extra')),
    vorm              text COLLATE "C" CHECK (vorm IN ('bezoek', 'online', 'telefoon', 'op-school')),
    gepland           text COLLATE "C" CHECK (gepland ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    tijd              text COLLATE "C" CHECK (tijd ~ '^[0-2][0-9]:[0-5][0-9]$'),
    gehouden          text COLLATE "C" CHECK (gehouden ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    geannuleerd       text COLLATE "C" CHECK (geannuleerd ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    reden             text COLLATE "C" CHECK (reden <> ''),
    docent_aanwezig   bigint CHECK (docent_aanwezig IN (0, 1)),
    student_aanwezig  bigint CHECK (student_aanwezig IN (0, 1)),
    opleider_aanwezig bigint CHECK (opleider_aanwezig IN (0, 1)),
    docent            bigint REFERENCES docent (id) ON DELETE RESTRICT DEFERRABLE,
    opleider          bigint REFERENCES opleider (id) ON DELETE RESTRICT DEFERRABLE,
    anderen           text COLLATE "C" CHECK (anderen <> ''),
    plek              text COLLATE "C" CHECK (plek <> ''),
    duur              bigint CHECK (duur BETWEEN 1 AND 1440),
    vervanger         text COLLATE "C" CHECK (vervanger <> ''),
    einde_toen        text COLLATE "C" CHECK (einde_toen ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    CHECK (gepland IS NOT NULL OR gehouden IS NOT NULL),
    CHECK (gehouden IS NULL OR geannuleerd IS NULL),
    CHECK ((gehouden IS NULL) = (docent_aanwezig IS NULL)),
    CHECK ((gehouden IS NULL) = (student_aanwezig IS NULL)),
    CHECK ((gehouden IS NULL) = (opleider_aanwezig IS NULL))
);
CREATE INDEX gesprek_docent ON gesprek (docent) WHERE docent IS NOT NULL;
CREATE INDEX gesprek_opleider ON gesprek (opleider) WHERE opleider IS NOT NULL;
CREATE INDEX gesprek_plaatsing ON gesprek (plaatsing, soort, gehouden, gepland, geannuleerd, docent_aanwezig,
                                           student_aanwezig, opleider_aanwezig, vorm, vervanger, einde_toen);
CREATE INDEX gesprek_open ON gesprek (gepland) WHERE gehouden IS NULL AND geannuleerd IS NULL;

CREATE TABLE team (
    id          bigint PRIMARY KEY,
    naam        text COLLATE "C" NOT NULL CHECK (naam <> ''),
    coordinator bigint REFERENCES docent (id) ON DELETE RESTRICT DEFERRABLE,
    zoek        text COLLATE "C" NOT NULL UNIQUE
);
CREATE INDEX team_coordinator ON team (coordinator);

CREATE TABLE begeleider (
    id        bigint PRIMARY KEY,
    plaatsing bigint NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT DEFERRABLE,
    rol       text COLLATE "C" NOT NULL CHECK (rol IN ('docent', 'opleider')),
    docent    bigint REFERENCES docent (id) ON DELETE RESTRICT DEFERRABLE,
    opleider  bigint REFERENCES opleider (id) ON DELETE RESTRICT DEFERRABLE,
    vervangt  bigint NOT NULL CHECK (vervangt IN (0, 1)),
    van       text COLLATE "C" NOT NULL CHECK (van ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    tot       text COLLATE "C" CHECK (tot ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    CHECK (tot >= van),
    CHECK (CASE rol WHEN 'docent' THEN docent ELSE opleider END IS NOT NULL),
    CHECK (CASE rol WHEN 'docent' THEN opleider ELSE docent END IS NULL),
    UNIQUE (plaatsing, rol, vervangt, van)
);
CREATE INDEX begeleider_docent ON begeleider (docent, plaatsing);
CREATE INDEX begeleider_opleider ON begeleider (opleider, plaatsing);

CREATE TABLE notitie (
    id            bigint PRIMARY KEY,
    gesprek       bigint NOT NULL REFERENCES gesprek (id) ON DELETE RESTRICT DEFERRABLE,
    sleutel       bigint CHECK (sleutel BETWEEN 1 AND 4),
    aspect        text COLLATE "C" CHECK (aspect IN ('aha', 'vraag', 'gevoel', 'praten', 'meekijken',
                      'uitvoeren-begeleid', 'uitvoeren-zelfstandig', 'werkveld', 'oordeel', 'voorbeeld',
                      'verwachting', 'laten-zien', 'meedoen', 'toevertrouwen')),
    geboden       bigint CHECK (geboden IN (0, 1)),
    tekst         text COLLATE "C" CHECK (octet_length(tekst) BETWEEN 1 AND 65536),
    vertrouwelijk bigint CHECK (vertrouwelijk IN (0, 1)),
    volgens       text COLLATE "C" CHECK (volgens IN ('student', 'opleider', 'docent')),
    CHECK (tekst IS NOT NULL OR geboden IS NOT NULL),
    CHECK (sleutel IS NOT NULL OR vertrouwelijk IS NOT DISTINCT FROM 1),
    CHECK (aspect IS NULL OR sleutel IS NOT NULL)
);
CREATE INDEX notitie_gesprek ON notitie (gesprek, sleutel);

CREATE TABLE inschatting (
    id          bigint PRIMARY KEY,
    plaatsing   bigint NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT DEFERRABLE,
    gesprek     bigint REFERENCES gesprek (id) ON DELETE RESTRICT DEFERRABLE,
    opleider    bigint REFERENCES opleider (id) ON DELETE RESTRICT DEFERRABLE,
    datum       text COLLATE "C" NOT NULL CHECK (datum ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    oordeel     text COLLATE "C" NOT NULL CHECK (octet_length(oordeel) BETWEEN 1 AND 65536),
    voorbeeld   text COLLATE "C" CHECK (octet_length(voorbeeld) BETWEEN 1 AND 65536),
    verwachting text COLLATE "C" CHECK (octet_length(verwachting) BETWEEN 1 AND 65536),
    zienswijze  text COLLATE "C" CHECK (octet_length(zienswijze) BETWEEN 1 AND 65536),
    herkend     text COLLATE "C" CHECK (herkend IN ('ja', 'nee', 'deels')),
    begeleiding text COLLATE "C" CHECK (octet_length(begeleiding) BETWEEN 1 AND 65536),
    bespreken   text COLLATE "C" CHECK (octet_length(bespreken) BETWEEN 1 AND 65536)
);
CREATE INDEX inschatting_plaatsing ON inschatting (plaatsing, datum);
CREATE INDEX inschatting_gesprek ON inschatting (gesprek);
CREATE INDEX inschatting_opleider ON inschatting (opleider);

CREATE TABLE begeleidingskeuze (
    id          bigint PRIMARY KEY,
    plaatsing   bigint NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT DEFERRABLE,
    gesprek     bigint REFERENCES gesprek (id) ON DELETE RESTRICT DEFERRABLE,
    datum       text COLLATE "C" NOT NULL CHECK (datum ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    strategie   text COLLATE "C" NOT NULL CHECK (strategie IN ('laten-zien', 'meedoen', 'toevertrouwen')),
    gebied      text COLLATE "C" CHECK (gebied IN ('werk', 'team', 'beroepsgroep')),
    voorbeeld   text COLLATE "C" CHECK (octet_length(voorbeeld) BETWEEN 1 AND 65536),
    herkend     text COLLATE "C" CHECK (herkend IN ('ja', 'nee', 'deels')),
    inschatting bigint REFERENCES inschatting (id) ON DELETE RESTRICT DEFERRABLE,
    CHECK (gebied IS NULL OR strategie = 'meedoen')
);
CREATE INDEX begeleidingskeuze_plaatsing ON begeleidingskeuze (plaatsing, datum);
CREATE INDEX begeleidingskeuze_gesprek ON begeleidingskeuze (gesprek);
CREATE INDEX begeleidingskeuze_inschatting ON begeleidingskeuze (inschatting);

CREATE TABLE afspraak (
    id        bigint PRIMARY KEY,
    plaatsing bigint NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT DEFERRABLE,
    gesprek   bigint REFERENCES gesprek (id) ON DELETE RESTRICT DEFERRABLE,
    datum     text COLLATE "C" NOT NULL CHECK (datum ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    wie       text COLLATE "C" NOT NULL CHECK (wie IN ('student', 'opleider', 'docent', 'anders')),
    wat       text COLLATE "C" NOT NULL CHECK (octet_length(wat) BETWEEN 1 AND 65536),
    voor      text COLLATE "C" CHECK (voor ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    gesloten  text COLLATE "C" CHECK (gesloten ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    resultaat text COLLATE "C" CHECK (octet_length(resultaat) BETWEEN 1 AND 65536),
    CHECK (resultaat IS NULL OR gesloten IS NOT NULL)
);
CREATE INDEX afspraak_plaatsing ON afspraak (plaatsing, gesloten, voor);
CREATE INDEX afspraak_gesprek ON afspraak (gesprek);
CREATE INDEX afspraak_open ON afspraak (voor) WHERE gesloten IS NULL;

CREATE TABLE signaal (
    id           bigint PRIMARY KEY,
    plaatsing    bigint NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT DEFERRABLE,
    gesprek      bigint REFERENCES gesprek (id) ON DELETE RESTRICT DEFERRABLE,
    datum        text COLLATE "C" NOT NULL CHECK (datum ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    soort        text COLLATE "C" NOT NULL CHECK (soort IN ('begeleiding', 'volwaardig-werknemer', 'klusjes',
                     'te-weinig-leren', 'discriminatie', 'onveilig', 'stoppen', 'contact', 'anders')),
    ernst        text COLLATE "C" CHECK (ernst IN ('geel', 'oranje', 'rood')),
    omschrijving text COLLATE "C" CHECK (octet_length(omschrijving) BETWEEN 1 AND 65536),
    verwezen     text COLLATE "C" CHECK (verwezen <> ''),
    gesloten     text COLLATE "C" CHECK (gesloten ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    afloop       text COLLATE "C" CHECK (octet_length(afloop) BETWEEN 1 AND 65536),
    opvolging    text COLLATE "C" CHECK (opvolging IS NULL OR octet_length(opvolging) BETWEEN 1 AND 65536 AND soort
                     NOT IN ('discriminatie', 'onveilig')),
    voor         text COLLATE "C" CHECK (voor ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    ingelicht    text COLLATE "C" CHECK (ingelicht IS NULL OR ingelicht <> '' AND soort NOT IN ('discriminatie',
                     'onveilig')),
    CHECK (afloop IS NULL OR gesloten IS NOT NULL),
    CHECK (soort NOT IN ('discriminatie', 'onveilig') OR (omschrijving IS NULL AND afloop IS NULL))
);
CREATE INDEX signaal_plaatsing ON signaal (plaatsing, gesloten);
CREATE INDEX signaal_gesprek ON signaal (gesprek);
CREATE INDEX signaal_open ON signaal (datum) WHERE gesloten IS NULL;

CREATE TABLE zoekvraag (
    id    bigint PRIMARY KEY,
    naam  text COLLATE "C" NOT NULL UNIQUE CHECK (naam <> ''),
    vraag text COLLATE "C" NOT NULL CHECK (vraag <> '')
);

CREATE TABLE handeling (
    id       bigint PRIMARY KEY,
    tijdstip text COLLATE "C" NOT NULL CHECK (tijdstip ~
                 '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$'),
    wie      text COLLATE "C" NOT NULL CHECK (wie <> ''),
    opdracht text COLLATE "C" NOT NULL CHECK (opdracht <> ''),
    herstelt bigint REFERENCES handeling (id) ON DELETE RESTRICT DEFERRABLE,
    eerste   bigint,
    laatste  bigint,
    hash     text COLLATE "C" CHECK (length(hash) = 64)
);
CREATE INDEX handeling_herstelt ON handeling (herstelt) WHERE herstelt IS NOT NULL;

CREATE TABLE journaal (
    id        bigint PRIMARY KEY,
    handeling bigint NOT NULL,
    tabel     text COLLATE "C" NOT NULL,
    rij       bigint NOT NULL,
    student   bigint,
    soort     text COLLATE "C" NOT NULL CHECK (soort IN ('add', 'edit', 'rm')),
    voor      text COLLATE "C",
    afdruk    text COLLATE "C" NOT NULL,
    plaatsing bigint
);
CREATE INDEX journaal_rij ON journaal (tabel, rij);
CREATE INDEX journaal_student ON journaal (student) WHERE student IS NOT NULL;
CREATE INDEX journaal_plaatsing ON journaal (plaatsing) WHERE plaatsing IS NOT NULL;

CREATE TABLE voor_journaal (
    tabel   text COLLATE "C" PRIMARY KEY,
    laatste bigint NOT NULL
);

CREATE TABLE invoer (
    id          bigint PRIMARY KEY,
    bestand     text COLLATE "C" NOT NULL,
    sha256      text COLLATE "C" NOT NULL CHECK (length(sha256) = 64),
    profiel     text COLLATE "C",
    codering    text COLLATE "C",
    rijen       bigint CHECK (rijen > 0),
    geweigerd   bigint CHECK (geweigerd > 0),
    nieuw       bigint CHECK (nieuw > 0),
    gewijzigd   bigint CHECK (gewijzigd > 0),
    ongewijzigd bigint CHECK (ongewijzigd > 0),
    conflicten  bigint CHECK (conflicten > 0),
    verdwenen   bigint CHECK (verdwenen > 0)
);
CREATE INDEX invoer_sha256 ON invoer (sha256);

CREATE TABLE conflict (
    id       bigint PRIMARY KEY,
    tabel    text COLLATE "C" NOT NULL,
    rij      bigint NOT NULL,
    veld     text COLLATE "C" NOT NULL,
    waarde   text COLLATE "C" NOT NULL,
    behouden bigint CHECK (behouden IN (0, 1)),
    UNIQUE (tabel, rij, veld)
);

CREATE TABLE vrijstelling (
    id        bigint PRIMARY KEY,
    plaatsing bigint NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT DEFERRABLE,
    moment    text COLLATE "C" NOT NULL CHECK (moment IN ('start', 'tussen', 'eind')),
    datum     text COLLATE "C" NOT NULL CHECK (datum ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    reden     text COLLATE "C" NOT NULL CHECK (reden <> '')
);
CREATE INDEX vrijstelling_plaatsing ON vrijstelling (plaatsing, datum);

CREATE TABLE vakantie (
    id   bigint PRIMARY KEY,
    van  text COLLATE "C" NOT NULL CHECK (van ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    tot  text COLLATE "C" NOT NULL CHECK (tot ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    naam text COLLATE "C" NOT NULL CHECK (naam <> ''),
    CHECK (van <= tot),
    UNIQUE (van, naam)
);

CREATE TABLE demping (
    id        bigint PRIMARY KEY,
    plaatsing bigint NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT DEFERRABLE,
    regel     text COLLATE "C" NOT NULL CHECK (regel <> ''),
    datum     text COLLATE "C" NOT NULL CHECK (datum ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    reden     text COLLATE "C" NOT NULL CHECK (reden <> ''),
    tot       text COLLATE "C" CHECK (tot ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    CHECK (tot >= datum)
);
CREATE INDEX demping_plaatsing ON demping (plaatsing);

CREATE TABLE gelijkenis (
    band  bigint NOT NULL,
    tabel text COLLATE "C" NOT NULL,
    rij   bigint NOT NULL,
    PRIMARY KEY (band, tabel, rij)
);

CREATE TABLE bericht (
    id          bigint PRIMARY KEY,
    soort       text COLLATE "C" NOT NULL CHECK (soort IN ('herinnering', 'coordinator', 'vraag', 'verslag')),
    rol         text COLLATE "C" NOT NULL CHECK (rol IN ('docent', 'student', 'opleider')),
    persoon     bigint NOT NULL,
    adres       text COLLATE "C" NOT NULL CHECK (adres <> ''),
    naam        text COLLATE "C",
    plaatsing   bigint,
    gesprek     bigint,
    versie      bigint CHECK (versie > 0),
    taal        text COLLATE "C" NOT NULL CHECK (taal IN ('nl', 'en')),
    kenmerk     text COLLATE "C" NOT NULL UNIQUE CHECK (kenmerk <> ''),
    messageid   text COLLATE "C" NOT NULL UNIQUE CHECK (messageid <> ''),
    onderwerp   text COLLATE "C",
    tekst       text COLLATE "C",
    inhoud      text COLLATE "C",
    datum       text COLLATE "C" NOT NULL CHECK (datum ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    gemaakt     text COLLATE "C" NOT NULL,
    verstuurd   text COLLATE "C",
    ingetrokken text COLLATE "C",
    pogingen    bigint CHECK (pogingen > 0),
    volgende    text COLLATE "C",
    fout        text COLLATE "C",
    CHECK (verstuurd IS NULL OR ingetrokken IS NULL)
);
CREATE INDEX bericht_open ON bericht (id) WHERE verstuurd IS NULL AND ingetrokken IS NULL;
CREATE INDEX bericht_gesprek ON bericht (gesprek, soort);
CREATE INDEX bericht_plaatsing ON bericht (plaatsing);
CREATE INDEX bericht_persoon ON bericht (persoon, rol);
CREATE INDEX bericht_datum ON bericht (datum);

CREATE TABLE herinnering (
    id        bigint PRIMARY KEY,
    bericht   bigint NOT NULL REFERENCES bericht (id) ON DELETE RESTRICT DEFERRABLE,
    plaatsing bigint NOT NULL,
    punt      text COLLATE "C" NOT NULL CHECK (punt <> ''),
    stap      text COLLATE "C" NOT NULL CHECK (stap IN ('nu', 'laat', 'onbekend', 'afspraak', 'signaal', 'stop',
                  'onbestelbaar', 'post')),
    rol       text COLLATE "C" NOT NULL CHECK (rol IN ('docent', 'coordinator')),
    keer      bigint NOT NULL CHECK (keer > 0),
    datum     text COLLATE "C" NOT NULL CHECK (datum ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    voor      text COLLATE "C" CHECK (voor ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    vervallen bigint CHECK (vervallen IN (0, 1)),
    UNIQUE (plaatsing, punt, stap, rol, keer)
);
CREATE INDEX herinnering_bericht ON herinnering (bericht);

CREATE TABLE post (
    id          bigint PRIMARY KEY,
    ontvangen   text COLLATE "C" NOT NULL,
    datum       text COLLATE "C" NOT NULL CHECK (datum ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    afdruk      text COLLATE "C" NOT NULL UNIQUE CHECK (length(afdruk) = 64),
    messageid   text COLLATE "C",
    van         text COLLATE "C",
    onderwerp   text COLLATE "C",
    tekst       text COLLATE "C",
    bron        text COLLATE "C",
    bericht     bigint,
    plaatsing   bigint,
    uitkomst    text COLLATE "C" NOT NULL CHECK (uitkomst IN ('nakijken', 'inschatting', 'akkoord', 'bezwaar',
                    'stop', 'automatisch', 'onbestelbaar', 'vertraagd', 'dubbel', 'afgehandeld')),
    reden       text COLLATE "C",
    afgehandeld text COLLATE "C"
);
CREATE INDEX post_nakijken ON post (id) WHERE uitkomst = 'nakijken';
CREATE INDEX post_messageid ON post (messageid);

CREATE TABLE geheim (
    id     bigint PRIMARY KEY,
    naam   text COLLATE "C" NOT NULL UNIQUE CHECK (naam <> ''),
    waarde text COLLATE "C" NOT NULL CHECK (waarde <> '')
);

CREATE TABLE blokkade (
    id      bigint PRIMARY KEY,
    adres   text COLLATE "C" NOT NULL CHECK (adres <> ''),
    soort   text COLLATE "C" NOT NULL CHECK (soort IN ('herinnering', 'vraag', 'verslag', 'alles')),
    oorzaak text COLLATE "C" NOT NULL CHECK (oorzaak IN ('stop', 'onbestelbaar')),
    datum   text COLLATE "C" NOT NULL CHECK (datum ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    uitleg  text COLLATE "C" CHECK (uitleg <> ''),
    UNIQUE (adres, soort, oorzaak)
);

CREATE TABLE reactie (
    id      bigint PRIMARY KEY,
    gesprek bigint NOT NULL REFERENCES gesprek (id) ON DELETE RESTRICT DEFERRABLE,
    versie  bigint NOT NULL CHECK (versie > 0),
    rol     text COLLATE "C" NOT NULL CHECK (rol IN ('student', 'opleider')),
    datum   text COLLATE "C" NOT NULL CHECK (datum ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    soort   text COLLATE "C" NOT NULL CHECK (soort IN ('akkoord', 'bezwaar')),
    tekst   text COLLATE "C" CHECK (octet_length(tekst) BETWEEN 1 AND 65536)
);
CREATE INDEX reactie_gesprek ON reactie (gesprek);

CREATE TABLE verlof (
    id     bigint PRIMARY KEY,
    docent bigint NOT NULL REFERENCES docent (id) ON DELETE RESTRICT DEFERRABLE,
    van    text COLLATE "C" NOT NULL CHECK (van ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    tot    text COLLATE "C" NOT NULL CHECK (tot ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$'),
    CHECK (van <= tot)
);
CREATE INDEX verlof_docent ON verlof (docent, tot);

ALTER TABLE opleiding ADD FOREIGN KEY (team) REFERENCES team (id) ON DELETE RESTRICT DEFERRABLE;
ALTER TABLE docent ADD FOREIGN KEY (team) REFERENCES team (id) ON DELETE RESTRICT DEFERRABLE;
