-- What imports did, and where an export contradicts what somebody typed.
--
-- A field is its docent's or its import's by who last changed it, which the journal knows; what the export says of a
-- field that somebody typed stands in conflict until that is settled. behouden: what was typed stays, until the export
-- says something else.

CREATE TABLE invoer (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    bestand     TEXT NOT NULL,
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
    profiel     TEXT,
    codering    TEXT,
    rijen       INTEGER CHECK (rijen > 0),
    geweigerd   INTEGER CHECK (geweigerd > 0),
    nieuw       INTEGER CHECK (nieuw > 0),
    gewijzigd   INTEGER CHECK (gewijzigd > 0),
    ongewijzigd INTEGER CHECK (ongewijzigd > 0),
    conflicten  INTEGER CHECK (conflicten > 0),
    verdwenen   INTEGER CHECK (verdwenen > 0)
) STRICT;
CREATE INDEX invoer_sha256 ON invoer (sha256);

CREATE TABLE conflict (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    tabel    TEXT NOT NULL,
    rij      INTEGER NOT NULL,
    veld     TEXT NOT NULL,
    waarde   TEXT NOT NULL,
    behouden INTEGER CHECK (behouden IN (0, 1)),
    UNIQUE (tabel, rij, veld)
) STRICT;

CREATE TRIGGER invoer_add AFTER INSERT ON invoer WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'invoer', NEW.id, NULL, 'add', afdruk('invoer', NEW.id, NULL, 'bestand', NEW.bestand, 'sha256',
            NEW.sha256, 'profiel', NEW.profiel, 'codering', NEW.codering, 'rijen', NEW.rijen, 'geweigerd',
            NEW.geweigerd, 'nieuw', NEW.nieuw, 'gewijzigd', NEW.gewijzigd, 'ongewijzigd', NEW.ongewijzigd,
            'conflicten', NEW.conflicten, 'verdwenen', NEW.verdwenen));
END;
CREATE TRIGGER invoer_edit AFTER UPDATE ON invoer WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.bestand, NEW.sha256, NEW.profiel, NEW.codering, NEW.rijen, NEW.geweigerd, NEW.nieuw,
        NEW.gewijzigd, NEW.ongewijzigd, NEW.conflicten, NEW.verdwenen) IS NOT (OLD.id, OLD.bestand, OLD.sha256,
        OLD.profiel, OLD.codering, OLD.rijen, OLD.geweigerd, OLD.nieuw, OLD.gewijzigd, OLD.ongewijzigd,
        OLD.conflicten, OLD.verdwenen) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'invoer', NEW.id, NULL, 'edit', rij('bestand', OLD.bestand, 'sha256', OLD.sha256, 'profiel',
            OLD.profiel, 'codering', OLD.codering, 'rijen', OLD.rijen, 'geweigerd', OLD.geweigerd, 'nieuw',
            OLD.nieuw, 'gewijzigd', OLD.gewijzigd, 'ongewijzigd', OLD.ongewijzigd, 'conflicten', OLD.conflicten,
            'verdwenen', OLD.verdwenen), afdruk('invoer', NEW.id, rij('bestand', OLD.bestand, 'sha256', OLD.sha256,
            'profiel', OLD.profiel, 'codering', OLD.codering, 'rijen', OLD.rijen, 'geweigerd', OLD.geweigerd,
            'nieuw', OLD.nieuw, 'gewijzigd', OLD.gewijzigd, 'ongewijzigd', OLD.ongewijzigd, 'conflicten',
            OLD.conflicten, 'verdwenen', OLD.verdwenen), 'bestand', NEW.bestand, 'sha256', NEW.sha256, 'profiel',
            NEW.profiel, 'codering', NEW.codering, 'rijen', NEW.rijen, 'geweigerd', NEW.geweigerd, 'nieuw',
            NEW.nieuw, 'gewijzigd', NEW.gewijzigd, 'ongewijzigd', NEW.ongewijzigd, 'conflicten', NEW.conflicten,
            'verdwenen', NEW.verdwenen));
END;
CREATE TRIGGER invoer_rm AFTER DELETE ON invoer WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'invoer', OLD.id, NULL, 'rm', rij('bestand', OLD.bestand, 'sha256', OLD.sha256, 'profiel', OLD.profiel,
            'codering', OLD.codering, 'rijen', OLD.rijen, 'geweigerd', OLD.geweigerd, 'nieuw', OLD.nieuw,
            'gewijzigd', OLD.gewijzigd, 'ongewijzigd', OLD.ongewijzigd, 'conflicten', OLD.conflicten, 'verdwenen',
            OLD.verdwenen), afdruk('invoer', OLD.id, rij('bestand', OLD.bestand, 'sha256', OLD.sha256, 'profiel',
            OLD.profiel, 'codering', OLD.codering, 'rijen', OLD.rijen, 'geweigerd', OLD.geweigerd, 'nieuw',
            OLD.nieuw, 'gewijzigd', OLD.gewijzigd, 'ongewijzigd', OLD.ongewijzigd, 'conflicten', OLD.conflicten,
            'verdwenen', OLD.verdwenen)));
END;

CREATE TRIGGER conflict_add AFTER INSERT ON conflict WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, afdruk)
    VALUES (handeling(), 'conflict', NEW.id, NULL, 'add', afdruk('conflict', NEW.id, NULL, 'tabel', NEW.tabel, 'rij', NEW.rij,
            'veld', NEW.veld, 'waarde', NEW.waarde, 'behouden', NEW.behouden));
END;
CREATE TRIGGER conflict_edit AFTER UPDATE ON conflict WHEN handeling() IS NOT 0
    AND (NEW.id, NEW.tabel, NEW.rij, NEW.veld, NEW.waarde, NEW.behouden) IS NOT (OLD.id, OLD.tabel, OLD.rij,
        OLD.veld, OLD.waarde, OLD.behouden) BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'conflict', NEW.id, NULL, 'edit', rij('tabel', OLD.tabel, 'rij', OLD.rij, 'veld', OLD.veld, 'waarde',
            OLD.waarde, 'behouden', OLD.behouden), afdruk('conflict', NEW.id, rij('tabel', OLD.tabel, 'rij',
            OLD.rij, 'veld', OLD.veld, 'waarde', OLD.waarde, 'behouden', OLD.behouden), 'tabel', NEW.tabel, 'rij',
            NEW.rij, 'veld', NEW.veld, 'waarde', NEW.waarde, 'behouden', NEW.behouden));
END;
CREATE TRIGGER conflict_rm AFTER DELETE ON conflict WHEN handeling() IS NOT 0 BEGIN
    INSERT INTO journaal (handeling, tabel, rij, student, soort, voor, afdruk)
    VALUES (handeling(), 'conflict', OLD.id, NULL, 'rm', rij('tabel', OLD.tabel, 'rij', OLD.rij, 'veld', OLD.veld, 'waarde',
            OLD.waarde, 'behouden', OLD.behouden), afdruk('conflict', OLD.id, rij('tabel', OLD.tabel, 'rij',
            OLD.rij, 'veld', OLD.veld, 'waarde', OLD.waarde, 'behouden', OLD.behouden)));
END;
