-- What was done, and what it changed. A command that writes is one row in handeling; every row that it adds,
-- changes or removes is one in journaal, written here, so that no path through the program can forget it.
--
-- Each state of a row is kept once: voor is what it was before; what it was after is the voor of its next
-- entry, or the row as it stands. afdruk is 'salt$hash', the hash being over the salt, the table, the row's id,
-- the state before and the state after (lib/db/afdruk.h), so that both can be checked; emptying voor and the
-- salt takes the content away and leaves the hash. The hash of a handeling is over those of its entries and
-- over the handeling before it.
--
-- handeling(), afdruk() and rij() (a row as JSON) are given by the program. Outside an action handeling() is NULL,
-- which the journal refuses; it is 0 while a dump is loaded, which brings its own journal.

CREATE TABLE handeling (
    id       INTEGER PRIMARY KEY,
    tijdstip TEXT NOT NULL CHECK (tijdstip GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z'),
    wie      TEXT NOT NULL CHECK (wie <> ''),
    opdracht TEXT NOT NULL CHECK (opdracht <> ''),
    herstelt INTEGER REFERENCES handeling (id) ON DELETE RESTRICT,
    eerste   INTEGER,
    laatste  INTEGER,
    hash     TEXT CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX handeling_herstelt ON handeling (herstelt) WHERE herstelt IS NOT NULL;

CREATE TABLE journaal (
    id        INTEGER PRIMARY KEY,
    handeling INTEGER NOT NULL,
    tabel     TEXT NOT NULL,
    rij       INTEGER NOT NULL,
    student   INTEGER,
    soort     TEXT NOT NULL CHECK (soort IN ('add', 'edit', 'rm')),
    voor      TEXT,
    afdruk    TEXT NOT NULL
) STRICT;
CREATE INDEX journaal_rij ON journaal (tabel, rij);
CREATE INDEX journaal_student ON journaal (student) WHERE student IS NOT NULL;

-- The rows that were there before there was a journal have no entry of being added.
CREATE TABLE voor_journaal (
    tabel   TEXT PRIMARY KEY,
    laatste INTEGER NOT NULL
) STRICT;
INSERT INTO voor_journaal SELECT name, seq FROM sqlite_sequence;

CREATE TRIGGER team_add AFTER INSERT ON team WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'team', NEW.id, NULL, 'add', afdruk('team', NEW.id, NULL, 'naam', NEW.naam, 'coordinator',
            NEW.coordinator));
END;
CREATE TRIGGER team_edit AFTER UPDATE ON team WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.naam, NEW.coordinator) IS NOT (OLD.id, OLD.naam, OLD.coordinator) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'team', NEW.id, NULL, 'edit', rij('naam', OLD.naam, 'coordinator', OLD.coordinator), afdruk('team',
            NEW.id, rij('naam', OLD.naam, 'coordinator', OLD.coordinator), 'naam', NEW.naam, 'coordinator',
            NEW.coordinator));
END;
CREATE TRIGGER team_rm AFTER DELETE ON team WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'team', OLD.id, NULL, 'rm', rij('naam', OLD.naam, 'coordinator', OLD.coordinator), afdruk('team',
            OLD.id, rij('naam', OLD.naam, 'coordinator', OLD.coordinator)));
END;

CREATE TRIGGER opleiding_add AFTER INSERT ON opleiding WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'opleiding', NEW.id, NULL, 'add', afdruk('opleiding', NEW.id, NULL, 'crebo', NEW.crebo, 'naam',
            NEW.naam, 'niveau', NEW.niveau, 'team', NEW.team));
END;
CREATE TRIGGER opleiding_edit AFTER UPDATE ON opleiding WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.crebo, NEW.naam, NEW.niveau, NEW.team) IS NOT (OLD.id, OLD.crebo, OLD.naam, OLD.niveau,
        OLD.team) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'opleiding', NEW.id, NULL, 'edit', rij('crebo', OLD.crebo, 'naam', OLD.naam, 'niveau', OLD.niveau,
            'team', OLD.team), afdruk('opleiding', NEW.id, rij('crebo', OLD.crebo, 'naam', OLD.naam, 'niveau',
            OLD.niveau, 'team', OLD.team), 'crebo', NEW.crebo, 'naam', NEW.naam, 'niveau', NEW.niveau, 'team',
            NEW.team));
END;
CREATE TRIGGER opleiding_rm AFTER DELETE ON opleiding WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'opleiding', OLD.id, NULL, 'rm', rij('crebo', OLD.crebo, 'naam', OLD.naam, 'niveau', OLD.niveau, 'team',
            OLD.team), afdruk('opleiding', OLD.id, rij('crebo', OLD.crebo, 'naam', OLD.naam, 'niveau', OLD.niveau,
            'team', OLD.team)));
END;

CREATE TRIGGER docent_add AFTER INSERT ON docent WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'docent', NEW.id, NULL, 'add', afdruk('docent', NEW.id, NULL, 'code', NEW.code, 'roepnaam',
            NEW.roepnaam, 'voorvoegsel', NEW.voorvoegsel, 'achternaam', NEW.achternaam, 'email', NEW.email,
            'telefoon', NEW.telefoon, 'team', NEW.team));
END;
CREATE TRIGGER docent_edit AFTER UPDATE ON docent WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.code, NEW.roepnaam, NEW.voorvoegsel, NEW.achternaam, NEW.email, NEW.telefoon, NEW.team) IS NOT
        (OLD.id, OLD.code, OLD.roepnaam, OLD.voorvoegsel, OLD.achternaam, OLD.email, OLD.telefoon, OLD.team) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'docent', NEW.id, NULL, 'edit', rij('code', OLD.code, 'roepnaam', OLD.roepnaam, 'voorvoegsel',
            OLD.voorvoegsel, 'achternaam', OLD.achternaam, 'email', OLD.email, 'telefoon', OLD.telefoon, 'team',
            OLD.team), afdruk('docent', NEW.id, rij('code', OLD.code, 'roepnaam', OLD.roepnaam, 'voorvoegsel',
            OLD.voorvoegsel, 'achternaam', OLD.achternaam, 'email', OLD.email, 'telefoon', OLD.telefoon, 'team',
            OLD.team), 'code', NEW.code, 'roepnaam', NEW.roepnaam, 'voorvoegsel', NEW.voorvoegsel, 'achternaam',
            NEW.achternaam, 'email', NEW.email, 'telefoon', NEW.telefoon, 'team', NEW.team));
END;
CREATE TRIGGER docent_rm AFTER DELETE ON docent WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'docent', OLD.id, NULL, 'rm', rij('code', OLD.code, 'roepnaam', OLD.roepnaam, 'voorvoegsel',
            OLD.voorvoegsel, 'achternaam', OLD.achternaam, 'email', OLD.email, 'telefoon', OLD.telefoon, 'team',
            OLD.team), afdruk('docent', OLD.id, rij('code', OLD.code, 'roepnaam', OLD.roepnaam, 'voorvoegsel',
            OLD.voorvoegsel, 'achternaam', OLD.achternaam, 'email', OLD.email, 'telefoon', OLD.telefoon, 'team',
            OLD.team)));
END;

CREATE TRIGGER student_add AFTER INSERT ON student WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'student', NEW.id, NEW.id, 'add', afdruk('student', NEW.id, NULL, 'nummer', NEW.nummer, 'roepnaam',
            NEW.roepnaam, 'voorvoegsel', NEW.voorvoegsel, 'achternaam', NEW.achternaam, 'email', NEW.email, 'klas',
            NEW.klas, 'cohort', NEW.cohort, 'leerweg', NEW.leerweg, 'opleiding', NEW.opleiding));
END;
CREATE TRIGGER student_edit AFTER UPDATE ON student WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.nummer, NEW.roepnaam, NEW.voorvoegsel, NEW.achternaam, NEW.email, NEW.klas, NEW.cohort,
        NEW.leerweg, NEW.opleiding) IS NOT (OLD.id, OLD.nummer, OLD.roepnaam, OLD.voorvoegsel, OLD.achternaam,
        OLD.email, OLD.klas, OLD.cohort, OLD.leerweg, OLD.opleiding) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'student', NEW.id, NEW.id, 'edit', rij('nummer', OLD.nummer, 'roepnaam', OLD.roepnaam, 'voorvoegsel',
            OLD.voorvoegsel, 'achternaam', OLD.achternaam, 'email', OLD.email, 'klas', OLD.klas, 'cohort',
            OLD.cohort, 'leerweg', OLD.leerweg, 'opleiding', OLD.opleiding), afdruk('student', NEW.id, rij('nummer',
            OLD.nummer, 'roepnaam', OLD.roepnaam, 'voorvoegsel', OLD.voorvoegsel, 'achternaam', OLD.achternaam,
            'email', OLD.email, 'klas', OLD.klas, 'cohort', OLD.cohort, 'leerweg', OLD.leerweg, 'opleiding',
            OLD.opleiding), 'nummer', NEW.nummer, 'roepnaam', NEW.roepnaam, 'voorvoegsel', NEW.voorvoegsel,
            'achternaam', NEW.achternaam, 'email', NEW.email, 'klas', NEW.klas, 'cohort', NEW.cohort, 'leerweg',
            NEW.leerweg, 'opleiding', NEW.opleiding));
END;
CREATE TRIGGER student_rm AFTER DELETE ON student WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'student', OLD.id, OLD.id, 'rm', rij('nummer', OLD.nummer, 'roepnaam', OLD.roepnaam, 'voorvoegsel',
            OLD.voorvoegsel, 'achternaam', OLD.achternaam, 'email', OLD.email, 'klas', OLD.klas, 'cohort',
            OLD.cohort, 'leerweg', OLD.leerweg, 'opleiding', OLD.opleiding), afdruk('student', OLD.id, rij('nummer',
            OLD.nummer, 'roepnaam', OLD.roepnaam, 'voorvoegsel', OLD.voorvoegsel, 'achternaam', OLD.achternaam,
            'email', OLD.email, 'klas', OLD.klas, 'cohort', OLD.cohort, 'leerweg', OLD.leerweg, 'opleiding',
            OLD.opleiding)));
END;

CREATE TRIGGER leerbedrijf_add AFTER INSERT ON leerbedrijf WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'leerbedrijf', NEW.id, NULL, 'add', afdruk('leerbedrijf', NEW.id, NULL, 'sbb', NEW.sbb, 'kvk', NEW.kvk,
            'vestiging', NEW.vestiging, 'naam', NEW.naam, 'adres', NEW.adres, 'postcode', NEW.postcode, 'plaats',
            NEW.plaats, 'telefoon', NEW.telefoon));
END;
CREATE TRIGGER leerbedrijf_edit AFTER UPDATE ON leerbedrijf WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.sbb, NEW.kvk, NEW.vestiging, NEW.naam, NEW.adres, NEW.postcode, NEW.plaats, NEW.telefoon) IS
        NOT (OLD.id, OLD.sbb, OLD.kvk, OLD.vestiging, OLD.naam, OLD.adres, OLD.postcode, OLD.plaats, OLD.telefoon) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'leerbedrijf', NEW.id, NULL, 'edit', rij('sbb', OLD.sbb, 'kvk', OLD.kvk, 'vestiging', OLD.vestiging,
            'naam', OLD.naam, 'adres', OLD.adres, 'postcode', OLD.postcode, 'plaats', OLD.plaats, 'telefoon',
            OLD.telefoon), afdruk('leerbedrijf', NEW.id, rij('sbb', OLD.sbb, 'kvk', OLD.kvk, 'vestiging',
            OLD.vestiging, 'naam', OLD.naam, 'adres', OLD.adres, 'postcode', OLD.postcode, 'plaats', OLD.plaats,
            'telefoon', OLD.telefoon), 'sbb', NEW.sbb, 'kvk', NEW.kvk, 'vestiging', NEW.vestiging, 'naam', NEW.naam,
            'adres', NEW.adres, 'postcode', NEW.postcode, 'plaats', NEW.plaats, 'telefoon', NEW.telefoon));
END;
CREATE TRIGGER leerbedrijf_rm AFTER DELETE ON leerbedrijf WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'leerbedrijf', OLD.id, NULL, 'rm', rij('sbb', OLD.sbb, 'kvk', OLD.kvk, 'vestiging', OLD.vestiging,
            'naam', OLD.naam, 'adres', OLD.adres, 'postcode', OLD.postcode, 'plaats', OLD.plaats, 'telefoon',
            OLD.telefoon), afdruk('leerbedrijf', OLD.id, rij('sbb', OLD.sbb, 'kvk', OLD.kvk, 'vestiging',
            OLD.vestiging, 'naam', OLD.naam, 'adres', OLD.adres, 'postcode', OLD.postcode, 'plaats', OLD.plaats,
            'telefoon', OLD.telefoon)));
END;

CREATE TRIGGER opleider_add AFTER INSERT ON opleider WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'opleider', NEW.id, NULL, 'add', afdruk('opleider', NEW.id, NULL, 'leerbedrijf', NEW.leerbedrijf,
            'roepnaam', NEW.roepnaam, 'voorvoegsel', NEW.voorvoegsel, 'achternaam', NEW.achternaam, 'email',
            NEW.email, 'telefoon', NEW.telefoon));
END;
CREATE TRIGGER opleider_edit AFTER UPDATE ON opleider WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.leerbedrijf, NEW.roepnaam, NEW.voorvoegsel, NEW.achternaam, NEW.email, NEW.telefoon) IS NOT
        (OLD.id, OLD.leerbedrijf, OLD.roepnaam, OLD.voorvoegsel, OLD.achternaam, OLD.email, OLD.telefoon) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'opleider', NEW.id, NULL, 'edit', rij('leerbedrijf', OLD.leerbedrijf, 'roepnaam', OLD.roepnaam,
            'voorvoegsel', OLD.voorvoegsel, 'achternaam', OLD.achternaam, 'email', OLD.email, 'telefoon',
            OLD.telefoon), afdruk('opleider', NEW.id, rij('leerbedrijf', OLD.leerbedrijf, 'roepnaam', OLD.roepnaam,
            'voorvoegsel', OLD.voorvoegsel, 'achternaam', OLD.achternaam, 'email', OLD.email, 'telefoon',
            OLD.telefoon), 'leerbedrijf', NEW.leerbedrijf, 'roepnaam', NEW.roepnaam, 'voorvoegsel', NEW.voorvoegsel,
            'achternaam', NEW.achternaam, 'email', NEW.email, 'telefoon', NEW.telefoon));
END;
CREATE TRIGGER opleider_rm AFTER DELETE ON opleider WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'opleider', OLD.id, NULL, 'rm', rij('leerbedrijf', OLD.leerbedrijf, 'roepnaam', OLD.roepnaam,
            'voorvoegsel', OLD.voorvoegsel, 'achternaam', OLD.achternaam, 'email', OLD.email, 'telefoon',
            OLD.telefoon), afdruk('opleider', OLD.id, rij('leerbedrijf', OLD.leerbedrijf, 'roepnaam', OLD.roepnaam,
            'voorvoegsel', OLD.voorvoegsel, 'achternaam', OLD.achternaam, 'email', OLD.email, 'telefoon',
            OLD.telefoon)));
END;

CREATE TRIGGER plaatsing_add AFTER INSERT ON plaatsing WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'plaatsing', NEW.id, NEW.student, 'add', afdruk('plaatsing', NEW.id, NULL, 'student', NEW.student,
            'leerbedrijf', NEW.leerbedrijf, 'docent', NEW.docent, 'opleider', NEW.opleider, 'begin', NEW.begin,
            'einde', NEW.einde, 'einde_werkelijk', NEW.einde_werkelijk, 'reden', NEW.reden, 'uren', NEW.uren,
            'overeenkomst', NEW.overeenkomst, 'status', NEW.status, 'werkdagen', NEW.werkdagen, 'status_sinds',
            NEW.status_sinds));
END;
CREATE TRIGGER plaatsing_edit AFTER UPDATE ON plaatsing WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.student, NEW.leerbedrijf, NEW.docent, NEW.opleider, NEW.begin, NEW.einde, NEW.einde_werkelijk,
        NEW.reden, NEW.uren, NEW.overeenkomst, NEW.status, NEW.werkdagen, NEW.status_sinds) IS NOT (OLD.id,
        OLD.student, OLD.leerbedrijf, OLD.docent, OLD.opleider, OLD.begin, OLD.einde, OLD.einde_werkelijk,
        OLD.reden, OLD.uren, OLD.overeenkomst, OLD.status, OLD.werkdagen, OLD.status_sinds) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'plaatsing', NEW.id, NEW.student, 'edit', rij('student', OLD.student, 'leerbedrijf', OLD.leerbedrijf,
            'docent', OLD.docent, 'opleider', OLD.opleider, 'begin', OLD.begin, 'einde', OLD.einde,
            'einde_werkelijk', OLD.einde_werkelijk, 'reden', OLD.reden, 'uren', OLD.uren, 'overeenkomst',
            OLD.overeenkomst, 'status', OLD.status, 'werkdagen', OLD.werkdagen, 'status_sinds', OLD.status_sinds),
            afdruk('plaatsing', NEW.id, rij('student', OLD.student, 'leerbedrijf', OLD.leerbedrijf, 'docent',
            OLD.docent, 'opleider', OLD.opleider, 'begin', OLD.begin, 'einde', OLD.einde, 'einde_werkelijk',
            OLD.einde_werkelijk, 'reden', OLD.reden, 'uren', OLD.uren, 'overeenkomst', OLD.overeenkomst, 'status',
            OLD.status, 'werkdagen', OLD.werkdagen, 'status_sinds', OLD.status_sinds), 'student', NEW.student,
            'leerbedrijf', NEW.leerbedrijf, 'docent', NEW.docent, 'opleider', NEW.opleider, 'begin', NEW.begin,
            'einde', NEW.einde, 'einde_werkelijk', NEW.einde_werkelijk, 'reden', NEW.reden, 'uren', NEW.uren,
            'overeenkomst', NEW.overeenkomst, 'status', NEW.status, 'werkdagen', NEW.werkdagen, 'status_sinds',
            NEW.status_sinds));
END;
CREATE TRIGGER plaatsing_rm AFTER DELETE ON plaatsing WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'plaatsing', OLD.id, OLD.student, 'rm', rij('student', OLD.student, 'leerbedrijf', OLD.leerbedrijf,
            'docent', OLD.docent, 'opleider', OLD.opleider, 'begin', OLD.begin, 'einde', OLD.einde,
            'einde_werkelijk', OLD.einde_werkelijk, 'reden', OLD.reden, 'uren', OLD.uren, 'overeenkomst',
            OLD.overeenkomst, 'status', OLD.status, 'werkdagen', OLD.werkdagen, 'status_sinds', OLD.status_sinds),
            afdruk('plaatsing', OLD.id, rij('student', OLD.student, 'leerbedrijf', OLD.leerbedrijf, 'docent',
            OLD.docent, 'opleider', OLD.opleider, 'begin', OLD.begin, 'einde', OLD.einde, 'einde_werkelijk',
            OLD.einde_werkelijk, 'reden', OLD.reden, 'uren', OLD.uren, 'overeenkomst', OLD.overeenkomst, 'status',
            OLD.status, 'werkdagen', OLD.werkdagen, 'status_sinds', OLD.status_sinds)));
END;

CREATE TRIGGER begeleider_add AFTER INSERT ON begeleider WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'begeleider', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add',
            afdruk('begeleider', NEW.id, NULL, 'plaatsing', NEW.plaatsing, 'rol', NEW.rol, 'docent', NEW.docent,
            'opleider', NEW.opleider, 'vervangt', NEW.vervangt, 'van', NEW.van, 'tot', NEW.tot));
END;
CREATE TRIGGER begeleider_edit AFTER UPDATE ON begeleider WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.plaatsing, NEW.rol, NEW.docent, NEW.opleider, NEW.vervangt, NEW.van, NEW.tot) IS NOT (OLD.id,
        OLD.plaatsing, OLD.rol, OLD.docent, OLD.opleider, OLD.vervangt, OLD.van, OLD.tot) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'begeleider', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit', rij('plaatsing',
            OLD.plaatsing, 'rol', OLD.rol, 'docent', OLD.docent, 'opleider', OLD.opleider, 'vervangt', OLD.vervangt,
            'van', OLD.van, 'tot', OLD.tot), afdruk('begeleider', NEW.id, rij('plaatsing', OLD.plaatsing, 'rol',
            OLD.rol, 'docent', OLD.docent, 'opleider', OLD.opleider, 'vervangt', OLD.vervangt, 'van', OLD.van,
            'tot', OLD.tot), 'plaatsing', NEW.plaatsing, 'rol', NEW.rol, 'docent', NEW.docent, 'opleider',
            NEW.opleider, 'vervangt', NEW.vervangt, 'van', NEW.van, 'tot', NEW.tot));
END;
CREATE TRIGGER begeleider_rm AFTER DELETE ON begeleider WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'begeleider', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm', rij('plaatsing',
            OLD.plaatsing, 'rol', OLD.rol, 'docent', OLD.docent, 'opleider', OLD.opleider, 'vervangt', OLD.vervangt,
            'van', OLD.van, 'tot', OLD.tot), afdruk('begeleider', OLD.id, rij('plaatsing', OLD.plaatsing, 'rol',
            OLD.rol, 'docent', OLD.docent, 'opleider', OLD.opleider, 'vervangt', OLD.vervangt, 'van', OLD.van,
            'tot', OLD.tot)));
END;

CREATE TRIGGER gesprek_add AFTER INSERT ON gesprek WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'gesprek', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add', afdruk('gesprek',
            NEW.id, NULL, 'plaatsing', NEW.plaatsing, 'soort', NEW.soort, 'vorm', NEW.vorm, 'gepland', NEW.gepland,
            'tijd', NEW.tijd, 'gehouden', NEW.gehouden, 'geannuleerd', NEW.geannuleerd, 'reden', NEW.reden,
            'docent_aanwezig', NEW.docent_aanwezig, 'student_aanwezig', NEW.student_aanwezig, 'opleider_aanwezig',
            NEW.opleider_aanwezig, 'docent', NEW.docent, 'opleider', NEW.opleider, 'anderen', NEW.anderen, 'plek',
            NEW.plek, 'duur', NEW.duur));
END;
CREATE TRIGGER gesprek_edit AFTER UPDATE ON gesprek WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.plaatsing, NEW.soort, NEW.vorm, NEW.gepland, NEW.tijd, NEW.gehouden, NEW.geannuleerd,
        NEW.reden, NEW.docent_aanwezig, NEW.student_aanwezig, NEW.opleider_aanwezig, NEW.docent, NEW.opleider,
        NEW.anderen, NEW.plek, NEW.duur) IS NOT (OLD.id, OLD.plaatsing, OLD.soort, OLD.vorm, OLD.gepland, OLD.tijd,
        OLD.gehouden, OLD.geannuleerd, OLD.reden, OLD.docent_aanwezig, OLD.student_aanwezig, OLD.opleider_aanwezig,
        OLD.docent, OLD.opleider, OLD.anderen, OLD.plek, OLD.duur) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'gesprek', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit', rij('plaatsing',
            OLD.plaatsing, 'soort', OLD.soort, 'vorm', OLD.vorm, 'gepland', OLD.gepland, 'tijd', OLD.tijd,
            'gehouden', OLD.gehouden, 'geannuleerd', OLD.geannuleerd, 'reden', OLD.reden, 'docent_aanwezig',
            OLD.docent_aanwezig, 'student_aanwezig', OLD.student_aanwezig, 'opleider_aanwezig',
            OLD.opleider_aanwezig, 'docent', OLD.docent, 'opleider', OLD.opleider, 'anderen', OLD.anderen, 'plek',
            OLD.plek, 'duur', OLD.duur), afdruk('gesprek', NEW.id, rij('plaatsing', OLD.plaatsing, 'soort',
            OLD.soort, 'vorm', OLD.vorm, 'gepland', OLD.gepland, 'tijd', OLD.tijd, 'gehouden', OLD.gehouden,
            'geannuleerd', OLD.geannuleerd, 'reden', OLD.reden, 'docent_aanwezig', OLD.docent_aanwezig,
            'student_aanwezig', OLD.student_aanwezig, 'opleider_aanwezig', OLD.opleider_aanwezig, 'docent',
            OLD.docent, 'opleider', OLD.opleider, 'anderen', OLD.anderen, 'plek', OLD.plek, 'duur', OLD.duur),
            'plaatsing', NEW.plaatsing, 'soort', NEW.soort, 'vorm', NEW.vorm, 'gepland', NEW.gepland, 'tijd',
            NEW.tijd, 'gehouden', NEW.gehouden, 'geannuleerd', NEW.geannuleerd, 'reden', NEW.reden,
            'docent_aanwezig', NEW.docent_aanwezig, 'student_aanwezig', NEW.student_aanwezig, 'opleider_aanwezig',
            NEW.opleider_aanwezig, 'docent', NEW.docent, 'opleider', NEW.opleider, 'anderen', NEW.anderen, 'plek',
            NEW.plek, 'duur', NEW.duur));
END;
CREATE TRIGGER gesprek_rm AFTER DELETE ON gesprek WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'gesprek', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm', rij('plaatsing',
            OLD.plaatsing, 'soort', OLD.soort, 'vorm', OLD.vorm, 'gepland', OLD.gepland, 'tijd', OLD.tijd,
            'gehouden', OLD.gehouden, 'geannuleerd', OLD.geannuleerd, 'reden', OLD.reden, 'docent_aanwezig',
            OLD.docent_aanwezig, 'student_aanwezig', OLD.student_aanwezig, 'opleider_aanwezig',
            OLD.opleider_aanwezig, 'docent', OLD.docent, 'opleider', OLD.opleider, 'anderen', OLD.anderen, 'plek',
            OLD.plek, 'duur', OLD.duur), afdruk('gesprek', OLD.id, rij('plaatsing', OLD.plaatsing, 'soort',
            OLD.soort, 'vorm', OLD.vorm, 'gepland', OLD.gepland, 'tijd', OLD.tijd, 'gehouden', OLD.gehouden,
            'geannuleerd', OLD.geannuleerd, 'reden', OLD.reden, 'docent_aanwezig', OLD.docent_aanwezig,
            'student_aanwezig', OLD.student_aanwezig, 'opleider_aanwezig', OLD.opleider_aanwezig, 'docent',
            OLD.docent, 'opleider', OLD.opleider, 'anderen', OLD.anderen, 'plek', OLD.plek, 'duur', OLD.duur)));
END;

CREATE TRIGGER notitie_add AFTER INSERT ON notitie WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'notitie', NEW.id, (SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing WHERE g.id =
            NEW.gesprek), 'add', afdruk('notitie', NEW.id, NULL, 'gesprek', NEW.gesprek, 'sleutel', NEW.sleutel,
            'aspect', NEW.aspect, 'geboden', NEW.geboden, 'tekst', NEW.tekst, 'vertrouwelijk', NEW.vertrouwelijk));
END;
CREATE TRIGGER notitie_edit AFTER UPDATE ON notitie WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.gesprek, NEW.sleutel, NEW.aspect, NEW.geboden, NEW.tekst, NEW.vertrouwelijk) IS NOT (OLD.id,
        OLD.gesprek, OLD.sleutel, OLD.aspect, OLD.geboden, OLD.tekst, OLD.vertrouwelijk) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'notitie', NEW.id, (SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing WHERE g.id =
            NEW.gesprek), 'edit', rij('gesprek', OLD.gesprek, 'sleutel', OLD.sleutel, 'aspect', OLD.aspect,
            'geboden', OLD.geboden, 'tekst', OLD.tekst, 'vertrouwelijk', OLD.vertrouwelijk), afdruk('notitie',
            NEW.id, rij('gesprek', OLD.gesprek, 'sleutel', OLD.sleutel, 'aspect', OLD.aspect, 'geboden',
            OLD.geboden, 'tekst', OLD.tekst, 'vertrouwelijk', OLD.vertrouwelijk), 'gesprek', NEW.gesprek, 'sleutel',
            NEW.sleutel, 'aspect', NEW.aspect, 'geboden', NEW.geboden, 'tekst', NEW.tekst, 'vertrouwelijk',
            NEW.vertrouwelijk));
END;
CREATE TRIGGER notitie_rm AFTER DELETE ON notitie WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'notitie', OLD.id, (SELECT p.student FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing WHERE g.id =
            OLD.gesprek), 'rm', rij('gesprek', OLD.gesprek, 'sleutel', OLD.sleutel, 'aspect', OLD.aspect, 'geboden',
            OLD.geboden, 'tekst', OLD.tekst, 'vertrouwelijk', OLD.vertrouwelijk), afdruk('notitie', OLD.id,
            rij('gesprek', OLD.gesprek, 'sleutel', OLD.sleutel, 'aspect', OLD.aspect, 'geboden', OLD.geboden,
            'tekst', OLD.tekst, 'vertrouwelijk', OLD.vertrouwelijk)));
END;

CREATE TRIGGER inschatting_add AFTER INSERT ON inschatting WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'inschatting', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add',
            afdruk('inschatting', NEW.id, NULL, 'plaatsing', NEW.plaatsing, 'gesprek', NEW.gesprek, 'opleider',
            NEW.opleider, 'datum', NEW.datum, 'oordeel', NEW.oordeel, 'voorbeeld', NEW.voorbeeld, 'verwachting',
            NEW.verwachting));
END;
CREATE TRIGGER inschatting_edit AFTER UPDATE ON inschatting WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.plaatsing, NEW.gesprek, NEW.opleider, NEW.datum, NEW.oordeel, NEW.voorbeeld, NEW.verwachting)
        IS NOT (OLD.id, OLD.plaatsing, OLD.gesprek, OLD.opleider, OLD.datum, OLD.oordeel, OLD.voorbeeld,
        OLD.verwachting) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'inschatting', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit',
            rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'opleider', OLD.opleider, 'datum', OLD.datum,
            'oordeel', OLD.oordeel, 'voorbeeld', OLD.voorbeeld, 'verwachting', OLD.verwachting),
            afdruk('inschatting', NEW.id, rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'opleider',
            OLD.opleider, 'datum', OLD.datum, 'oordeel', OLD.oordeel, 'voorbeeld', OLD.voorbeeld, 'verwachting',
            OLD.verwachting), 'plaatsing', NEW.plaatsing, 'gesprek', NEW.gesprek, 'opleider', NEW.opleider, 'datum',
            NEW.datum, 'oordeel', NEW.oordeel, 'voorbeeld', NEW.voorbeeld, 'verwachting', NEW.verwachting));
END;
CREATE TRIGGER inschatting_rm AFTER DELETE ON inschatting WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'inschatting', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm', rij('plaatsing',
            OLD.plaatsing, 'gesprek', OLD.gesprek, 'opleider', OLD.opleider, 'datum', OLD.datum, 'oordeel',
            OLD.oordeel, 'voorbeeld', OLD.voorbeeld, 'verwachting', OLD.verwachting), afdruk('inschatting', OLD.id,
            rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'opleider', OLD.opleider, 'datum', OLD.datum,
            'oordeel', OLD.oordeel, 'voorbeeld', OLD.voorbeeld, 'verwachting', OLD.verwachting)));
END;

CREATE TRIGGER begeleidingskeuze_add AFTER INSERT ON begeleidingskeuze WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'begeleidingskeuze', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add',
            afdruk('begeleidingskeuze', NEW.id, NULL, 'plaatsing', NEW.plaatsing, 'gesprek', NEW.gesprek, 'datum',
            NEW.datum, 'strategie', NEW.strategie, 'gebied', NEW.gebied, 'voorbeeld', NEW.voorbeeld, 'herkend',
            NEW.herkend, 'inschatting', NEW.inschatting));
END;
CREATE TRIGGER begeleidingskeuze_edit AFTER UPDATE ON begeleidingskeuze WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.plaatsing, NEW.gesprek, NEW.datum, NEW.strategie, NEW.gebied, NEW.voorbeeld, NEW.herkend,
        NEW.inschatting) IS NOT (OLD.id, OLD.plaatsing, OLD.gesprek, OLD.datum, OLD.strategie, OLD.gebied,
        OLD.voorbeeld, OLD.herkend, OLD.inschatting) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'begeleidingskeuze', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit',
            rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'datum', OLD.datum, 'strategie', OLD.strategie,
            'gebied', OLD.gebied, 'voorbeeld', OLD.voorbeeld, 'herkend', OLD.herkend, 'inschatting',
            OLD.inschatting), afdruk('begeleidingskeuze', NEW.id, rij('plaatsing', OLD.plaatsing, 'gesprek',
            OLD.gesprek, 'datum', OLD.datum, 'strategie', OLD.strategie, 'gebied', OLD.gebied, 'voorbeeld',
            OLD.voorbeeld, 'herkend', OLD.herkend, 'inschatting', OLD.inschatting), 'plaatsing', NEW.plaatsing,
            'gesprek', NEW.gesprek, 'datum', NEW.datum, 'strategie', NEW.strategie, 'gebied', NEW.gebied,
            'voorbeeld', NEW.voorbeeld, 'herkend', NEW.herkend, 'inschatting', NEW.inschatting));
END;
CREATE TRIGGER begeleidingskeuze_rm AFTER DELETE ON begeleidingskeuze WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'begeleidingskeuze', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm',
            rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'datum', OLD.datum, 'strategie', OLD.strategie,
            'gebied', OLD.gebied, 'voorbeeld', OLD.voorbeeld, 'herkend', OLD.herkend, 'inschatting',
            OLD.inschatting), afdruk('begeleidingskeuze', OLD.id, rij('plaatsing', OLD.plaatsing, 'gesprek',
            OLD.gesprek, 'datum', OLD.datum, 'strategie', OLD.strategie, 'gebied', OLD.gebied, 'voorbeeld',
            OLD.voorbeeld, 'herkend', OLD.herkend, 'inschatting', OLD.inschatting)));
END;

CREATE TRIGGER afspraak_add AFTER INSERT ON afspraak WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'afspraak', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add', afdruk('afspraak',
            NEW.id, NULL, 'plaatsing', NEW.plaatsing, 'gesprek', NEW.gesprek, 'datum', NEW.datum, 'wie', NEW.wie,
            'wat', NEW.wat, 'voor', NEW.voor, 'gesloten', NEW.gesloten, 'resultaat', NEW.resultaat));
END;
CREATE TRIGGER afspraak_edit AFTER UPDATE ON afspraak WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.plaatsing, NEW.gesprek, NEW.datum, NEW.wie, NEW.wat, NEW.voor, NEW.gesloten, NEW.resultaat) IS
        NOT (OLD.id, OLD.plaatsing, OLD.gesprek, OLD.datum, OLD.wie, OLD.wat, OLD.voor, OLD.gesloten, OLD.resultaat) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'afspraak', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit', rij('plaatsing',
            OLD.plaatsing, 'gesprek', OLD.gesprek, 'datum', OLD.datum, 'wie', OLD.wie, 'wat', OLD.wat, 'voor',
            OLD.voor, 'gesloten', OLD.gesloten, 'resultaat', OLD.resultaat), afdruk('afspraak', NEW.id,
            rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'datum', OLD.datum, 'wie', OLD.wie, 'wat',
            OLD.wat, 'voor', OLD.voor, 'gesloten', OLD.gesloten, 'resultaat', OLD.resultaat), 'plaatsing',
            NEW.plaatsing, 'gesprek', NEW.gesprek, 'datum', NEW.datum, 'wie', NEW.wie, 'wat', NEW.wat, 'voor',
            NEW.voor, 'gesloten', NEW.gesloten, 'resultaat', NEW.resultaat));
END;
CREATE TRIGGER afspraak_rm AFTER DELETE ON afspraak WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'afspraak', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm', rij('plaatsing',
            OLD.plaatsing, 'gesprek', OLD.gesprek, 'datum', OLD.datum, 'wie', OLD.wie, 'wat', OLD.wat, 'voor',
            OLD.voor, 'gesloten', OLD.gesloten, 'resultaat', OLD.resultaat), afdruk('afspraak', OLD.id,
            rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'datum', OLD.datum, 'wie', OLD.wie, 'wat',
            OLD.wat, 'voor', OLD.voor, 'gesloten', OLD.gesloten, 'resultaat', OLD.resultaat)));
END;

CREATE TRIGGER signaal_add AFTER INSERT ON signaal WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'signaal', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add', afdruk('signaal',
            NEW.id, NULL, 'plaatsing', NEW.plaatsing, 'gesprek', NEW.gesprek, 'datum', NEW.datum, 'soort',
            NEW.soort, 'ernst', NEW.ernst, 'omschrijving', NEW.omschrijving, 'verwezen', NEW.verwezen, 'gesloten',
            NEW.gesloten, 'afloop', NEW.afloop));
END;
CREATE TRIGGER signaal_edit AFTER UPDATE ON signaal WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.plaatsing, NEW.gesprek, NEW.datum, NEW.soort, NEW.ernst, NEW.omschrijving, NEW.verwezen,
        NEW.gesloten, NEW.afloop) IS NOT (OLD.id, OLD.plaatsing, OLD.gesprek, OLD.datum, OLD.soort, OLD.ernst,
        OLD.omschrijving, OLD.verwezen, OLD.gesloten, OLD.afloop) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'signaal', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit', rij('plaatsing',
            OLD.plaatsing, 'gesprek', OLD.gesprek, 'datum', OLD.datum, 'soort', OLD.soort, 'ernst', OLD.ernst,
            'omschrijving', OLD.omschrijving, 'verwezen', OLD.verwezen, 'gesloten', OLD.gesloten, 'afloop',
            OLD.afloop), afdruk('signaal', NEW.id, rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'datum',
            OLD.datum, 'soort', OLD.soort, 'ernst', OLD.ernst, 'omschrijving', OLD.omschrijving, 'verwezen',
            OLD.verwezen, 'gesloten', OLD.gesloten, 'afloop', OLD.afloop), 'plaatsing', NEW.plaatsing, 'gesprek',
            NEW.gesprek, 'datum', NEW.datum, 'soort', NEW.soort, 'ernst', NEW.ernst, 'omschrijving',
            NEW.omschrijving, 'verwezen', NEW.verwezen, 'gesloten', NEW.gesloten, 'afloop', NEW.afloop));
END;
CREATE TRIGGER signaal_rm AFTER DELETE ON signaal WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'signaal', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm', rij('plaatsing',
            OLD.plaatsing, 'gesprek', OLD.gesprek, 'datum', OLD.datum, 'soort', OLD.soort, 'ernst', OLD.ernst,
            'omschrijving', OLD.omschrijving, 'verwezen', OLD.verwezen, 'gesloten', OLD.gesloten, 'afloop',
            OLD.afloop), afdruk('signaal', OLD.id, rij('plaatsing', OLD.plaatsing, 'gesprek', OLD.gesprek, 'datum',
            OLD.datum, 'soort', OLD.soort, 'ernst', OLD.ernst, 'omschrijving', OLD.omschrijving, 'verwezen',
            OLD.verwezen, 'gesloten', OLD.gesloten, 'afloop', OLD.afloop)));
END;

CREATE TRIGGER zoekvraag_add AFTER INSERT ON zoekvraag WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'zoekvraag', NEW.id, NULL, 'add', afdruk('zoekvraag', NEW.id, NULL, 'naam', NEW.naam, 'vraag',
            NEW.vraag));
END;
CREATE TRIGGER zoekvraag_edit AFTER UPDATE ON zoekvraag WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.naam, NEW.vraag) IS NOT (OLD.id, OLD.naam, OLD.vraag) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'zoekvraag', NEW.id, NULL, 'edit', rij('naam', OLD.naam, 'vraag', OLD.vraag), afdruk('zoekvraag',
            NEW.id, rij('naam', OLD.naam, 'vraag', OLD.vraag), 'naam', NEW.naam, 'vraag', NEW.vraag));
END;
CREATE TRIGGER zoekvraag_rm AFTER DELETE ON zoekvraag WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'zoekvraag', OLD.id, NULL, 'rm', rij('naam', OLD.naam, 'vraag', OLD.vraag), afdruk('zoekvraag', OLD.id,
            rij('naam', OLD.naam, 'vraag', OLD.vraag)));
END;
