-- Who may see and do what. The owner of the store (who made it, and its members) sees and does all. Everybody else has a
-- role, which is a group of the server, and rows of that role's alone:
--
--   docent       the placements that they guide today, also as a deputy; of confidential notes those of their own
--   coordinator  the placements of a team, in the same way
--   bpvbureau    all placements, imports, reminders; nothing of what was said
--   auditor      reads, to count; nothing of what was said, and of the journal what is not about that
--
-- A login is in the groups; for whom it stands is in the table rol. The functions with SECURITY DEFINER do what a role may
-- not do by itself, but only so; they look at session_user, which no SET ROLE changes, and never at a setting, which
-- anybody can make. The groups and the policies are made by the first `stage role grant` (rollen_maken()): until then
-- only the owner comes in, and owners need no right to make groups.

CREATE TABLE groep (
    rol  text COLLATE "C" PRIMARY KEY CHECK (rol IN ('docent', 'coordinator', 'bpvbureau', 'auditor')),
    naam name NOT NULL UNIQUE
);

CREATE TABLE rol (
    login  text COLLATE "C" NOT NULL CHECK (login <> ''),
    docent bigint REFERENCES docent (id) ON DELETE CASCADE,
    team   bigint REFERENCES team (id) ON DELETE CASCADE,
    CHECK ((docent IS NULL) <> (team IS NULL)),
    UNIQUE NULLS NOT DISTINCT (login, docent, team)
);

-- Who first wrote down a row that is only for its author: a login; of what came in with a copy, the docent who guided on
-- the day of the talk (boek_toewijzen()). Kept, since who guides can be changed. A number that comes back by an undo keeps
-- its first one.
CREATE TABLE schrijver (
    tabel  text COLLATE "C" NOT NULL,
    rij    bigint NOT NULL,
    login  text COLLATE "C",
    docent bigint,
    PRIMARY KEY (tabel, rij),
    CHECK ((login IS NULL) <> (docent IS NULL))
);

-- --- who asks ---

-- Asked for every row: so it is an expression, bound to the table as it is made. Nobody but an owner may empty a table.
CREATE FUNCTION is_eigenaar() RETURNS boolean LANGUAGE sql STABLE
    RETURN has_table_privilege(session_user, 'handeling'::regclass, 'TRUNCATE');

-- A store that was moved to another server knows the names of groups that may not be there.
CREATE FUNCTION heeft_rol(rollen text[]) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN (SELECT coalesce(bool_or(pg_has_role(session_user, to_regrole(quote_ident(naam)), 'USAGE')), false)
            FROM groep WHERE rol = ANY (rollen));
END $$;

-- Who writes for the whole school.
CREATE FUNCTION schrijft_alles() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT is_eigenaar() OR heeft_rol('{bpvbureau}')
$$;

-- By the clock, as now() is when the transaction began, which anybody can keep open. An expression, as the view below runs
-- where a login asks, whose own functions could stand before those of the server.
CREATE FUNCTION vandaag() RETURNS text LANGUAGE sql STABLE
    RETURN to_char(clock_timestamp() AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD');

-- These are asked in every statement: the server keeps the plans of PL/pgSQL.
CREATE FUNCTION mijn_docenten() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN ARRAY(SELECT docent FROM rol WHERE login = session_user AND docent IS NOT NULL AND heeft_rol('{docent}'));
END $$;

CREATE FUNCTION mijn_teams() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN ARRAY(SELECT team FROM rol WHERE login = session_user AND team IS NOT NULL AND heeft_rol('{coordinator}'));
END $$;

-- Colleagues of the teams that a login coordinates, and itself.
CREATE FUNCTION mijn_collegas() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN mijn_docenten() || ARRAY(SELECT id FROM docent WHERE team = ANY (mijn_teams()));
END $$;

-- Who guides each placement today, and who stands in. A SELECT around a function has it asked once in a statement.
CREATE VIEW begeleidt (id, student, leerbedrijf, docent, vervangt) AS
SELECT p.id, p.student, p.leerbedrijf, p.docent, 0::bigint
FROM plaatsing p
WHERE NOT EXISTS (SELECT 1 FROM begeleider b WHERE b.plaatsing = p.id AND b.rol = 'docent' AND b.vervangt = 0
                  AND b.van <= (SELECT vandaag()) AND (b.tot IS NULL OR b.tot >= (SELECT vandaag())))
UNION ALL
SELECT p.id, p.student, p.leerbedrijf, b.docent, b.vervangt
FROM begeleider b JOIN plaatsing p ON p.id = b.plaatsing
WHERE b.rol = 'docent' AND b.van <= (SELECT vandaag()) AND (b.tot IS NULL OR b.tot >= (SELECT vandaag()))
    AND (b.vervangt = 1 OR NOT EXISTS (SELECT 1 FROM begeleider n WHERE n.plaatsing = b.plaatsing AND n.rol = 'docent'
                                       AND n.vervangt = 0 AND n.van > b.van AND n.van <= (SELECT vandaag())
                                       AND (n.tot IS NULL OR n.tot >= (SELECT vandaag()))));

-- The placements that a docent guides today, also while a deputy stands in, and those of which they, or somebody of the
-- team, are deputy. Of a coordinator those of the team of the docent who guides, else of the opleiding
-- (lib/report/selectie.c). The first condition is for the index on docent, the second decides.
CREATE VIEW mijn_begeleiding (id, student, leerbedrijf, vervangt) WITH (security_barrier) AS
SELECT b.id, b.student, b.leerbedrijf, b.vervangt
FROM begeleidt b
WHERE (b.docent = ANY ((SELECT mijn_collegas())::bigint[]) OR b.docent IS NULL
       OR b.docent = ANY (ARRAY(SELECT d.id FROM docent d WHERE d.team IS NULL)))
    AND (b.docent = ANY ((SELECT mijn_collegas())::bigint[])
         OR b.vervangt = 0 AND EXISTS (SELECT 1 FROM student s WHERE s.id = b.student AND s.opleiding = ANY (ARRAY(
                SELECT o.id FROM opleiding o WHERE o.team = ANY ((SELECT mijn_teams())::bigint[])))));

-- What is theirs, as views for who has much: the server looks a few up, or finds all, as the statement wants it. And as
-- functions of the same names for who has little, which is found first. IS TRUE keeps the server from making a join,
-- for which it would find all placements before it looks up one talk.
CREATE VIEW mijn_plaatsingen (id) AS SELECT id FROM mijn_begeleiding;
CREATE VIEW mijn_vaste_plaatsingen (id) AS SELECT id FROM mijn_begeleiding WHERE vervangt = 0;
CREATE VIEW mijn_studenten (id) AS SELECT student FROM mijn_begeleiding;
CREATE VIEW mijn_bedrijven (id) AS SELECT leerbedrijf FROM mijn_begeleiding;
CREATE VIEW mijn_gesprekken (id) WITH (security_barrier) AS
SELECT g.id FROM gesprek g WHERE EXISTS (SELECT 1 FROM mijn_plaatsingen m WHERE m.id = g.plaatsing) IS TRUE;

DO $$
DECLARE
    van text;
BEGIN
    FOREACH van IN ARRAY '{mijn_plaatsingen,mijn_vaste_plaatsingen,mijn_studenten,mijn_bedrijven}'::text[] LOOP
        EXECUTE format('CREATE FUNCTION %1$I() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER AS '
                       '$f$ BEGIN RETURN ARRAY(SELECT id FROM %1$I); END $f$', van);
    END LOOP;
END $$;

CREATE FUNCTION mijn_gesprekken() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN ARRAY(SELECT id FROM gesprek WHERE plaatsing = ANY ((SELECT mijn_plaatsingen())::bigint[]));
END $$;

-- Whether the login is the author of a row. Not STABLE: the row may be in the making.
CREATE FUNCTION is_schrijver(van text, nummer bigint) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS $$
DECLARE
    wie schrijver%ROWTYPE;
BEGIN
    SELECT * INTO wie FROM schrijver WHERE tabel = van AND rij = nummer;
    RETURN coalesce(CASE WHEN wie.docent IS NULL THEN wie.login = session_user ELSE wie.docent = ANY (mijn_docenten()) END, false);
END $$;

-- --- the journal of those who have a role ---
--
-- Of the owner the program says which action it is (handeling(), 0007-journaal.sql). Of others the server knows: an
-- action that is not sealed is of this very transaction, since no other one can be committed.

CREATE INDEX handeling_open ON handeling (id) WHERE hash IS NULL;

CREATE FUNCTION open_handeling() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT max(id) FROM handeling WHERE hash IS NULL
$$;

CREATE OR REPLACE FUNCTION handeling() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT CASE WHEN is_eigenaar() THEN nullif(current_setting('stage.handeling', true), '')::bigint ELSE open_handeling() END
$$;

-- An action of others than the owner is theirs, now, and the next one, whatever they say.
CREATE FUNCTION handeling_openen() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF is_eigenaar() THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(1398030663, hashtext(current_schema()));
    IF open_handeling() IS NOT NULL THEN
        RAISE EXCEPTION 'an action is under way' USING ERRCODE = 'object_in_use';
    END IF;
    NEW.id := (SELECT coalesce(max(id), 0) + 1 FROM handeling);
    NEW.eerste := (SELECT coalesce(max(id), 0) + 1 FROM journaal);
    NEW.tijdstip := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
    NEW.wie := session_user;
    NEW.herstelt := NULL;
    NEW.laatste := NULL;
    NEW.hash := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER openen BEFORE INSERT ON handeling FOR EACH ROW EXECUTE FUNCTION handeling_openen();

CREATE FUNCTION handeling_is_verzegeld() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM handeling WHERE id = NEW.id AND hash IS NULL) THEN
        RAISE EXCEPTION 'the action is not sealed' USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER verzegeld AFTER INSERT ON handeling DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.hash IS NULL AND handeling() IS DISTINCT FROM 0) EXECUTE FUNCTION handeling_is_verzegeld();

-- Ends an action: the hash over it and its entries, as begin_seal() and seal_entry() (lib/model/handeling.c) make it; and
-- the story of a signaal that became one of which none is kept goes (stage_signaal_erase_stories()). Gives its entries,
-- laatste 0 when there are none.
CREATE FUNCTION verzegel(van bigint, OUT eerste bigint, OUT laatste bigint) LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    h     handeling%ROWTYPE;
    delen text;
BEGIN
    SELECT * INTO h FROM handeling WHERE id = van AND hash IS NULL;
    IF h.id IS NULL OR NOT is_eigenaar() AND h.wie <> session_user THEN
        RAISE EXCEPTION 'no such action is under way' USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    eerste := h.eerste;
    SELECT coalesce(max(j.id), 0), string_agg(deel(split_part(afdruk, '$', 2)) || deel(soort) || deel(coalesce(student, 0)::text),
                                              '' ORDER BY j.id)
    INTO laatste, delen FROM journaal j WHERE j.id >= h.eerste;
    IF laatste = 0 THEN
        RETURN;
    END IF;
    UPDATE handeling SET laatste = verzegel.laatste, hash = encode(sha256(convert_to(
        deel((SELECT v.hash FROM handeling v WHERE v.id < van ORDER BY v.id DESC LIMIT 1)) || deel(h.id::text) ||
        deel(h.tijdstip) || deel(h.wie) || deel(h.opdracht) || deel(h.herstelt::text) || delen, 'UTF8')), 'hex')
    WHERE id = van;
    UPDATE journaal SET voor = NULL, afdruk = '$' || right(afdruk, 64)
    WHERE tabel = 'signaal' AND rij IN (SELECT j.rij FROM journaal j JOIN signaal t ON t.id = j.rij
            WHERE j.id BETWEEN eerste AND verzegel.laatste AND j.tabel = 'signaal' AND t.soort IN ('discriminatie', 'onveilig'))
        AND voor::jsonb ?| '{omschrijving,afloop,opvolging,ingelicht}';
END $$;

-- Who may read an entry that is for its author alone; NULL: who may read the row, '': nobody but the owner. What was
-- confidential once stays so, with all that was kept of the row before.
ALTER TABLE journaal ADD COLUMN voor_wie text COLLATE "C";

CREATE FUNCTION auteur_van(van text, nummer bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT login FROM schrijver WHERE tabel = van AND rij = nummer), '')
$$;

CREATE FUNCTION boek_voor_wie() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF NEW.tabel = 'zoekvraag' OR (NEW.voor::jsonb ->> 'vertrouwelijk') = '1' OR
        EXISTS (SELECT 1 FROM notitie WHERE id = NEW.rij AND vertrouwelijk = 1) OR
        EXISTS (SELECT 1 FROM journaal WHERE tabel = NEW.tabel AND rij = NEW.rij AND voor_wie IS NOT NULL) THEN
        NEW.voor_wie := auteur_van(NEW.tabel, NEW.rij);
        UPDATE journaal SET voor_wie = NEW.voor_wie WHERE tabel = NEW.tabel AND rij = NEW.rij AND voor_wie IS NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER voor_wie BEFORE INSERT ON journaal FOR EACH ROW
    WHEN (NEW.tabel IN ('notitie', 'zoekvraag')) EXECUTE FUNCTION boek_voor_wie();

-- Runs after the trigger `nummer`, as triggers go by their names.
CREATE FUNCTION onthoud_schrijver() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO schrijver (tabel, rij, login) VALUES (TG_TABLE_NAME, NEW.id, session_user) ON CONFLICT DO NOTHING;
    RETURN NEW;
END $$;
CREATE TRIGGER schrijver BEFORE INSERT ON notitie FOR EACH ROW WHEN (handeling() <> 0) EXECUTE FUNCTION onthoud_schrijver();
CREATE TRIGGER schrijver BEFORE INSERT ON zoekvraag FOR EACH ROW WHEN (handeling() <> 0) EXECUTE FUNCTION onthoud_schrijver();

-- What the entries that came in with a copy are of, and for whom: the placement of the row, else of what it was. And whose
-- the notes are.
CREATE FUNCTION boek_toewijzen() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM plaats_journaal();
    INSERT INTO schrijver (tabel, rij, docent)
    SELECT 'notitie', n.id, g.wie
    FROM notitie n
    JOIN (SELECT g.id, coalesce(g.docent, (SELECT b.docent FROM begeleider b WHERE b.plaatsing = p.id AND b.rol = 'docent' AND
              b.van <= coalesce(g.gehouden, g.gepland) AND (b.tot IS NULL OR b.tot >= coalesce(g.gehouden, g.gepland))
              ORDER BY b.vervangt DESC, b.van DESC LIMIT 1), p.docent) AS wie
          FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing) g ON g.id = n.gesprek
    WHERE g.wie IS NOT NULL
    ON CONFLICT DO NOTHING;
    UPDATE journaal j SET voor_wie = auteur_van(tabel, rij)
    WHERE voor_wie IS NULL AND (tabel = 'zoekvraag' OR tabel = 'notitie' AND EXISTS (
        SELECT 1 FROM notitie n WHERE n.id = j.rij AND n.vertrouwelijk = 1 UNION ALL SELECT 1 FROM journaal k
        WHERE k.tabel = 'notitie' AND k.rij = j.rij AND (k.voor::jsonb ->> 'vertrouwelijk') = '1'));
END $$;

-- Whether an action is of the login itself.
CREATE FUNCTION is_mijn_handeling(nummer bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT EXISTS (SELECT 1 FROM handeling WHERE id = nummer AND wie = session_user)
$$;

CREATE FUNCTION boekingen_van(nummer bigint, OUT eerste bigint, OUT laatste bigint) LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT eerste, laatste FROM handeling WHERE id = nummer
$$;

-- --- what no docent changes ---

-- Whose a row is, and what is unique in it: by changing those, others' rows could be come at, or guessed.
CREATE FUNCTION bewaak() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    veld text;
BEGIN
    IF schrijft_alles() THEN
        RETURN NEW;
    END IF;
    FOREACH veld IN ARRAY TG_ARGV LOOP
        IF to_jsonb(NEW) -> veld IS DISTINCT FROM to_jsonb(OLD) -> veld THEN
            RAISE EXCEPTION '% is not yours to change', veld USING ERRCODE = 'insufficient_privilege';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER bewaak BEFORE UPDATE ON student FOR EACH ROW EXECUTE FUNCTION bewaak('nummer');
CREATE TRIGGER bewaak BEFORE UPDATE ON plaatsing FOR EACH ROW EXECUTE FUNCTION bewaak('student', 'leerbedrijf', 'overeenkomst');
CREATE TRIGGER bewaak BEFORE UPDATE ON leerbedrijf FOR EACH ROW EXECUTE FUNCTION bewaak('sbb');
CREATE TRIGGER bewaak BEFORE UPDATE ON opleider FOR EACH ROW EXECUTE FUNCTION bewaak('leerbedrijf');
CREATE TRIGGER bewaak BEFORE UPDATE ON post FOR EACH ROW EXECUTE FUNCTION bewaak('afdruk');

-- What is said of a talk is said of its placement: else a row could be hung on the talk of another, be shown there, and keep
-- it from being removed; or a reply by mail be booked on it. Says the same whether there is such a talk or not.
CREATE FUNCTION hoort_bij() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    past boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %1$I WHERE id = ($1).%1$I AND plaatsing = ($1).plaatsing)', TG_ARGV[0])
    INTO past USING NEW;
    IF NOT past THEN
        RAISE EXCEPTION 'that % is not yours', TG_ARGV[0] USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
DO $$
DECLARE
    van text;
    bij text;
BEGIN
    FOR van, bij IN VALUES ('inschatting', 'gesprek'), ('begeleidingskeuze', 'gesprek'), ('begeleidingskeuze', 'inschatting'),
        ('afspraak', 'gesprek'), ('signaal', 'gesprek'), ('bericht', 'gesprek')
    LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE INSERT OR UPDATE OF %2$I, plaatsing ON %3$I FOR EACH ROW '
                       'WHEN (NEW.%2$I IS NOT NULL AND NOT is_eigenaar()) EXECUTE FUNCTION hoort_bij(%2$L)', 'hoort_bij_' || bij, bij, van);
    END LOOP;
END $$;

-- A number that a row brings along is that of one which is gone, and which the login saw go: so rows come back by an undo.
-- Any other is not theirs to give, nor to find out. By its name it runs before the trigger `nummer` has given one.
CREATE FUNCTION eigen_nummer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT coalesce((SELECT soort = 'rm' AND (voor_wie IS NULL OR voor_wie = session_user) AND
                         (EXISTS (SELECT 1 FROM mijn_plaatsingen m WHERE m.id = plaatsing) OR
                          plaatsing IS NULL AND is_mijn_handeling(handeling))
                     FROM journaal WHERE tabel = TG_TABLE_NAME AND rij = NEW.id ORDER BY id DESC LIMIT 1), false) THEN
        RAISE EXCEPTION 'the number of a row is not yours to give' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

-- The journal knows a row by its number, which nobody changes.
CREATE FUNCTION nummer_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the number of a row is not yours to change' USING ERRCODE = 'insufficient_privilege';
END $$;
DO $$
DECLARE
    van text;
BEGIN
    FOR van IN SELECT tabel FROM teller LOOP
        EXECUTE format('CREATE TRIGGER eigen_nummer BEFORE INSERT ON %I FOR EACH ROW '
                       'WHEN (NEW.id IS NOT NULL AND NOT is_eigenaar() AND NOT schrijft_alles()) EXECUTE FUNCTION eigen_nummer()', van);
        EXECUTE format('CREATE TRIGGER nummer_blijft BEFORE UPDATE OF id ON %I FOR EACH STATEMENT WHEN (NOT is_eigenaar()) '
                       'EXECUTE FUNCTION nummer_blijft()', van);
    END LOOP;
END $$;
