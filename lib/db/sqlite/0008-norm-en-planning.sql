-- What the norm and the planning of talks need.

-- The days a docent works; where a company is, as "latitude,longitude" in degrees (WGS 84).
ALTER TABLE docent ADD COLUMN werkdagen TEXT CHECK (werkdagen <> '');
ALTER TABLE leerbedrijf ADD COLUMN coordinaten TEXT CHECK (coordinaten <> '');

-- Who sat in for a praktijkopleider who was absent, by role; and the last day of the placement as it was known when the
-- talk was held: a placement that becomes longer or shorter afterwards takes no talk away.
ALTER TABLE gesprek ADD COLUMN vervanger TEXT CHECK (vervanger <> '');
ALTER TABLE gesprek ADD COLUMN einde_toen TEXT
    CHECK (einde_toen GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
DROP INDEX gesprek_plaatsing;
CREATE INDEX gesprek_plaatsing ON gesprek (plaatsing, soort, gehouden, gepland, geannuleerd, docent_aanwezig,
                                           student_aanwezig, opleider_aanwezig, vorm, vervanger, einde_toen);

-- A moment of the norm that was handled elsewhere, or need not be held.
CREATE TABLE vrijstelling (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    plaatsing INTEGER NOT NULL REFERENCES plaatsing (id) ON DELETE RESTRICT,
    moment    TEXT NOT NULL CHECK (moment IN ('start', 'tussen', 'eind')),
    datum     TEXT NOT NULL CHECK (datum GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    reden     TEXT NOT NULL CHECK (reden <> '')
) STRICT;
CREATE INDEX vrijstelling_plaatsing ON vrijstelling (plaatsing, datum);

-- The school's own holidays, on which its docenten visit nobody.
CREATE TABLE vakantie (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    van  TEXT NOT NULL CHECK (van GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    tot  TEXT NOT NULL CHECK (tot GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    naam TEXT NOT NULL CHECK (naam <> ''),
    CHECK (van <= tot),
    UNIQUE (van, naam)
) STRICT;

DROP TRIGGER docent_add;
DROP TRIGGER docent_edit;
DROP TRIGGER docent_rm;
DROP TRIGGER leerbedrijf_add;
DROP TRIGGER leerbedrijf_edit;
DROP TRIGGER leerbedrijf_rm;
DROP TRIGGER gesprek_add;
DROP TRIGGER gesprek_edit;
DROP TRIGGER gesprek_rm;

CREATE TRIGGER docent_add AFTER INSERT ON docent WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'docent', NEW.id, NULL, 'add', afdruk('docent', NEW.id, NULL, 'code', NEW.code, 'roepnaam',
            NEW.roepnaam, 'voorvoegsel', NEW.voorvoegsel, 'achternaam', NEW.achternaam, 'email', NEW.email,
            'telefoon', NEW.telefoon, 'team', NEW.team, 'werkdagen', NEW.werkdagen));
END;
CREATE TRIGGER docent_edit AFTER UPDATE ON docent WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.code, NEW.roepnaam, NEW.voorvoegsel, NEW.achternaam, NEW.email, NEW.telefoon, NEW.team,
        NEW.werkdagen) IS NOT (OLD.id, OLD.code, OLD.roepnaam, OLD.voorvoegsel, OLD.achternaam, OLD.email,
        OLD.telefoon, OLD.team, OLD.werkdagen) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'docent', NEW.id, NULL, 'edit', rij('code', OLD.code, 'roepnaam', OLD.roepnaam, 'voorvoegsel',
            OLD.voorvoegsel, 'achternaam', OLD.achternaam, 'email', OLD.email, 'telefoon', OLD.telefoon, 'team',
            OLD.team, 'werkdagen', OLD.werkdagen), afdruk('docent', NEW.id, rij('code', OLD.code, 'roepnaam',
            OLD.roepnaam, 'voorvoegsel', OLD.voorvoegsel, 'achternaam', OLD.achternaam, 'email', OLD.email,
            'telefoon', OLD.telefoon, 'team', OLD.team, 'werkdagen', OLD.werkdagen), 'code', NEW.code, 'roepnaam',
            NEW.roepnaam, 'voorvoegsel', NEW.voorvoegsel, 'achternaam', NEW.achternaam, 'email', NEW.email,
            'telefoon', NEW.telefoon, 'team', NEW.team, 'werkdagen', NEW.werkdagen));
END;
CREATE TRIGGER docent_rm AFTER DELETE ON docent WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'docent', OLD.id, NULL, 'rm', rij('code', OLD.code, 'roepnaam', OLD.roepnaam, 'voorvoegsel',
            OLD.voorvoegsel, 'achternaam', OLD.achternaam, 'email', OLD.email, 'telefoon', OLD.telefoon, 'team',
            OLD.team, 'werkdagen', OLD.werkdagen), afdruk('docent', OLD.id, rij('code', OLD.code, 'roepnaam',
            OLD.roepnaam, 'voorvoegsel', OLD.voorvoegsel, 'achternaam', OLD.achternaam, 'email', OLD.email,
            'telefoon', OLD.telefoon, 'team', OLD.team, 'werkdagen', OLD.werkdagen)));
END;

CREATE TRIGGER leerbedrijf_add AFTER INSERT ON leerbedrijf WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'leerbedrijf', NEW.id, NULL, 'add', afdruk('leerbedrijf', NEW.id, NULL, 'sbb', NEW.sbb, 'kvk', NEW.kvk,
            'vestiging', NEW.vestiging, 'naam', NEW.naam, 'adres', NEW.adres, 'postcode', NEW.postcode, 'plaats',
            NEW.plaats, 'telefoon', NEW.telefoon, 'coordinaten', NEW.coordinaten));
END;
CREATE TRIGGER leerbedrijf_edit AFTER UPDATE ON leerbedrijf WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.sbb, NEW.kvk, NEW.vestiging, NEW.naam, NEW.adres, NEW.postcode, NEW.plaats, NEW.telefoon,
        NEW.coordinaten) IS NOT (OLD.id, OLD.sbb, OLD.kvk, OLD.vestiging, OLD.naam, OLD.adres, OLD.postcode,
        OLD.plaats, OLD.telefoon, OLD.coordinaten) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'leerbedrijf', NEW.id, NULL, 'edit', rij('sbb', OLD.sbb, 'kvk', OLD.kvk, 'vestiging', OLD.vestiging,
            'naam', OLD.naam, 'adres', OLD.adres, 'postcode', OLD.postcode, 'plaats', OLD.plaats, 'telefoon',
            OLD.telefoon, 'coordinaten', OLD.coordinaten), afdruk('leerbedrijf', NEW.id, rij('sbb', OLD.sbb, 'kvk',
            OLD.kvk, 'vestiging', OLD.vestiging, 'naam', OLD.naam, 'adres', OLD.adres, 'postcode', OLD.postcode,
            'plaats', OLD.plaats, 'telefoon', OLD.telefoon, 'coordinaten', OLD.coordinaten), 'sbb', NEW.sbb, 'kvk',
            NEW.kvk, 'vestiging', NEW.vestiging, 'naam', NEW.naam, 'adres', NEW.adres, 'postcode', NEW.postcode,
            'plaats', NEW.plaats, 'telefoon', NEW.telefoon, 'coordinaten', NEW.coordinaten));
END;
CREATE TRIGGER leerbedrijf_rm AFTER DELETE ON leerbedrijf WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'leerbedrijf', OLD.id, NULL, 'rm', rij('sbb', OLD.sbb, 'kvk', OLD.kvk, 'vestiging', OLD.vestiging,
            'naam', OLD.naam, 'adres', OLD.adres, 'postcode', OLD.postcode, 'plaats', OLD.plaats, 'telefoon',
            OLD.telefoon, 'coordinaten', OLD.coordinaten), afdruk('leerbedrijf', OLD.id, rij('sbb', OLD.sbb, 'kvk',
            OLD.kvk, 'vestiging', OLD.vestiging, 'naam', OLD.naam, 'adres', OLD.adres, 'postcode', OLD.postcode,
            'plaats', OLD.plaats, 'telefoon', OLD.telefoon, 'coordinaten', OLD.coordinaten)));
END;

CREATE TRIGGER gesprek_add AFTER INSERT ON gesprek WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'gesprek', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add', afdruk('gesprek',
            NEW.id, NULL, 'plaatsing', NEW.plaatsing, 'soort', NEW.soort, 'vorm', NEW.vorm, 'gepland', NEW.gepland,
            'tijd', NEW.tijd, 'gehouden', NEW.gehouden, 'geannuleerd', NEW.geannuleerd, 'reden', NEW.reden,
            'docent_aanwezig', NEW.docent_aanwezig, 'student_aanwezig', NEW.student_aanwezig, 'opleider_aanwezig',
            NEW.opleider_aanwezig, 'docent', NEW.docent, 'opleider', NEW.opleider, 'anderen', NEW.anderen, 'plek',
            NEW.plek, 'duur', NEW.duur, 'vervanger', NEW.vervanger, 'einde_toen', NEW.einde_toen));
END;
CREATE TRIGGER gesprek_edit AFTER UPDATE ON gesprek WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.plaatsing, NEW.soort, NEW.vorm, NEW.gepland, NEW.tijd, NEW.gehouden, NEW.geannuleerd,
        NEW.reden, NEW.docent_aanwezig, NEW.student_aanwezig, NEW.opleider_aanwezig, NEW.docent, NEW.opleider,
        NEW.anderen, NEW.plek, NEW.duur, NEW.vervanger, NEW.einde_toen) IS NOT (OLD.id, OLD.plaatsing, OLD.soort,
        OLD.vorm, OLD.gepland, OLD.tijd, OLD.gehouden, OLD.geannuleerd, OLD.reden, OLD.docent_aanwezig,
        OLD.student_aanwezig, OLD.opleider_aanwezig, OLD.docent, OLD.opleider, OLD.anderen, OLD.plek, OLD.duur,
        OLD.vervanger, OLD.einde_toen) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'gesprek', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit', rij('plaatsing',
            OLD.plaatsing, 'soort', OLD.soort, 'vorm', OLD.vorm, 'gepland', OLD.gepland, 'tijd', OLD.tijd,
            'gehouden', OLD.gehouden, 'geannuleerd', OLD.geannuleerd, 'reden', OLD.reden, 'docent_aanwezig',
            OLD.docent_aanwezig, 'student_aanwezig', OLD.student_aanwezig, 'opleider_aanwezig',
            OLD.opleider_aanwezig, 'docent', OLD.docent, 'opleider', OLD.opleider, 'anderen', OLD.anderen, 'plek',
            OLD.plek, 'duur', OLD.duur, 'vervanger', OLD.vervanger, 'einde_toen', OLD.einde_toen), afdruk('gesprek',
            NEW.id, rij('plaatsing', OLD.plaatsing, 'soort', OLD.soort, 'vorm', OLD.vorm, 'gepland', OLD.gepland,
            'tijd', OLD.tijd, 'gehouden', OLD.gehouden, 'geannuleerd', OLD.geannuleerd, 'reden', OLD.reden,
            'docent_aanwezig', OLD.docent_aanwezig, 'student_aanwezig', OLD.student_aanwezig, 'opleider_aanwezig',
            OLD.opleider_aanwezig, 'docent', OLD.docent, 'opleider', OLD.opleider, 'anderen', OLD.anderen, 'plek',
            OLD.plek, 'duur', OLD.duur, 'vervanger', OLD.vervanger, 'einde_toen', OLD.einde_toen), 'plaatsing',
            NEW.plaatsing, 'soort', NEW.soort, 'vorm', NEW.vorm, 'gepland', NEW.gepland, 'tijd', NEW.tijd,
            'gehouden', NEW.gehouden, 'geannuleerd', NEW.geannuleerd, 'reden', NEW.reden, 'docent_aanwezig',
            NEW.docent_aanwezig, 'student_aanwezig', NEW.student_aanwezig, 'opleider_aanwezig',
            NEW.opleider_aanwezig, 'docent', NEW.docent, 'opleider', NEW.opleider, 'anderen', NEW.anderen, 'plek',
            NEW.plek, 'duur', NEW.duur, 'vervanger', NEW.vervanger, 'einde_toen', NEW.einde_toen));
END;
CREATE TRIGGER gesprek_rm AFTER DELETE ON gesprek WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'gesprek', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm', rij('plaatsing',
            OLD.plaatsing, 'soort', OLD.soort, 'vorm', OLD.vorm, 'gepland', OLD.gepland, 'tijd', OLD.tijd,
            'gehouden', OLD.gehouden, 'geannuleerd', OLD.geannuleerd, 'reden', OLD.reden, 'docent_aanwezig',
            OLD.docent_aanwezig, 'student_aanwezig', OLD.student_aanwezig, 'opleider_aanwezig',
            OLD.opleider_aanwezig, 'docent', OLD.docent, 'opleider', OLD.opleider, 'anderen', OLD.anderen, 'plek',
            OLD.plek, 'duur', OLD.duur, 'vervanger', OLD.vervanger, 'einde_toen', OLD.einde_toen), afdruk('gesprek',
            OLD.id, rij('plaatsing', OLD.plaatsing, 'soort', OLD.soort, 'vorm', OLD.vorm, 'gepland', OLD.gepland,
            'tijd', OLD.tijd, 'gehouden', OLD.gehouden, 'geannuleerd', OLD.geannuleerd, 'reden', OLD.reden,
            'docent_aanwezig', OLD.docent_aanwezig, 'student_aanwezig', OLD.student_aanwezig, 'opleider_aanwezig',
            OLD.opleider_aanwezig, 'docent', OLD.docent, 'opleider', OLD.opleider, 'anderen', OLD.anderen, 'plek',
            OLD.plek, 'duur', OLD.duur, 'vervanger', OLD.vervanger, 'einde_toen', OLD.einde_toen)));
END;

CREATE TRIGGER vrijstelling_add AFTER INSERT ON vrijstelling WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'vrijstelling', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'add',
            afdruk('vrijstelling', NEW.id, NULL, 'plaatsing', NEW.plaatsing, 'moment', NEW.moment, 'datum',
            NEW.datum, 'reden', NEW.reden));
END;
CREATE TRIGGER vrijstelling_edit AFTER UPDATE ON vrijstelling WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.plaatsing, NEW.moment, NEW.datum, NEW.reden) IS NOT (OLD.id, OLD.plaatsing, OLD.moment,
        OLD.datum, OLD.reden) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'vrijstelling', NEW.id, (SELECT student FROM plaatsing WHERE id = NEW.plaatsing), 'edit',
            rij('plaatsing', OLD.plaatsing, 'moment', OLD.moment, 'datum', OLD.datum, 'reden', OLD.reden),
            afdruk('vrijstelling', NEW.id, rij('plaatsing', OLD.plaatsing, 'moment', OLD.moment, 'datum', OLD.datum,
            'reden', OLD.reden), 'plaatsing', NEW.plaatsing, 'moment', NEW.moment, 'datum', NEW.datum, 'reden',
            NEW.reden));
END;
CREATE TRIGGER vrijstelling_rm AFTER DELETE ON vrijstelling WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'vrijstelling', OLD.id, (SELECT student FROM plaatsing WHERE id = OLD.plaatsing), 'rm', rij('plaatsing',
            OLD.plaatsing, 'moment', OLD.moment, 'datum', OLD.datum, 'reden', OLD.reden), afdruk('vrijstelling',
            OLD.id, rij('plaatsing', OLD.plaatsing, 'moment', OLD.moment, 'datum', OLD.datum, 'reden', OLD.reden)));
END;

CREATE TRIGGER vakantie_add AFTER INSERT ON vakantie WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'vakantie', NEW.id, NULL, 'add', afdruk('vakantie', NEW.id, NULL, 'van', NEW.van, 'tot', NEW.tot,
            'naam', NEW.naam));
END;
CREATE TRIGGER vakantie_edit AFTER UPDATE ON vakantie WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.van, NEW.tot, NEW.naam) IS NOT (OLD.id, OLD.van, OLD.tot, OLD.naam) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'vakantie', NEW.id, NULL, 'edit', rij('van', OLD.van, 'tot', OLD.tot, 'naam', OLD.naam),
            afdruk('vakantie', NEW.id, rij('van', OLD.van, 'tot', OLD.tot, 'naam', OLD.naam), 'van', NEW.van, 'tot',
            NEW.tot, 'naam', NEW.naam));
END;
CREATE TRIGGER vakantie_rm AFTER DELETE ON vakantie WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'vakantie', OLD.id, NULL, 'rm', rij('van', OLD.van, 'tot', OLD.tot, 'naam', OLD.naam),
            afdruk('vakantie', OLD.id, rij('van', OLD.van, 'tot', OLD.tot, 'naam', OLD.naam)));
END;
