-- What each role may do, table by table, and how a login gets and loses a role.

-- --- search, under roles ---

ALTER VIEW gesprek_notities SET (security_invoker = true);
ALTER VIEW zoek_tekst SET (security_invoker = true);

-- Of the rows in which the words are found those that the login may read; the index itself nobody but the owner reads,
-- as it would tell the words of others' rows. Nor are those of the texts of others looked up: how many were read anybody
-- sees in pg_stat_xact_all_tables. So the own texts are found first, and their words in them; OFFSET 0 keeps that order.
CREATE FUNCTION zoek_treffers(vraag tsquery) RETURNS TABLE (tabel text, rij bigint, rang real)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    eigen       boolean := is_eigenaar();
    namen       boolean := eigen OR heeft_rol('{bpvbureau,auditor}');
    iedereen    boolean := namen OR heeft_rol('{docent,coordinator}');
    plaatsingen bigint[] := mijn_plaatsingen();
    studenten   bigint[] := ARRAY(SELECT student FROM plaatsing WHERE id = ANY (plaatsingen));
    bedrijven   bigint[] := ARRAY(SELECT leerbedrijf FROM plaatsing WHERE id = ANY (plaatsingen));
BEGIN
    RETURN QUERY SELECT z.tabel, z.rij, -ts_rank(z.woorden, vraag) FROM zoekindex z
        WHERE z.woorden @@ vraag AND z.tabel IN ('docent', 'leerbedrijf', 'student', 'opleider') AND
            CASE WHEN namen THEN true
                 WHEN z.tabel = 'student' THEN z.rij = ANY (studenten)
                 WHEN z.tabel = 'opleider' THEN (SELECT leerbedrijf FROM opleider WHERE id = z.rij) = ANY (bedrijven)
                 ELSE iedereen
            END;
    IF eigen THEN
        RETURN QUERY SELECT z.tabel, z.rij, -ts_rank(z.woorden, vraag) FROM zoekindex z
            WHERE z.woorden @@ vraag AND z.tabel NOT IN ('docent', 'leerbedrijf', 'student', 'opleider');
        RETURN;
    END IF;
    RETURN QUERY SELECT z.tabel, z.rij, -ts_rank(z.woorden, vraag)
        FROM (SELECT 'notitie' AS tabel, n.id AS rij FROM notitie n JOIN gesprek g ON g.id = n.gesprek
                  WHERE g.plaatsing = ANY (plaatsingen) AND (n.vertrouwelijk IS DISTINCT FROM 1 OR is_schrijver('notitie', n.id))
              UNION ALL SELECT 'inschatting', id FROM inschatting WHERE plaatsing = ANY (plaatsingen)
              UNION ALL SELECT 'begeleidingskeuze', id FROM begeleidingskeuze WHERE plaatsing = ANY (plaatsingen)
              UNION ALL SELECT 'afspraak', id FROM afspraak WHERE plaatsing = ANY (plaatsingen)
              UNION ALL SELECT 'signaal', id FROM signaal WHERE plaatsing = ANY (plaatsingen)) t
        CROSS JOIN LATERAL (SELECT * FROM zoekindex i WHERE i.tabel = t.tabel COLLATE "C" AND i.rij = t.rij OFFSET 0) z
        WHERE z.woorden @@ vraag;
END $$;

-- Brings the index up to date with these entries of the journal, which are those of an action of theirs.
CREATE FUNCTION zoek_bijwerken(eerste bigint, laatste bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF NOT is_eigenaar() AND NOT EXISTS (SELECT 1 FROM journaal j JOIN handeling h ON h.id = j.handeling
            WHERE j.id = zoek_bijwerken.eerste AND h.laatste = zoek_bijwerken.laatste AND h.wie = session_user) THEN
        RAISE EXCEPTION 'that action is not yours' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM zoekindex WHERE (tabel, rij) IN (SELECT tabel, rij FROM journaal
        WHERE id BETWEEN zoek_bijwerken.eerste AND zoek_bijwerken.laatste);
    INSERT INTO zoekindex SELECT j.tabel, j.rij, zoek_vector(t.tekst)
    FROM (SELECT DISTINCT tabel, rij FROM journaal WHERE id BETWEEN zoek_bijwerken.eerste AND zoek_bijwerken.laatste) j
    CROSS JOIN LATERAL (SELECT tekst FROM zoek_tekst WHERE tabel = j.tabel AND rij = j.rij) t;
END $$;

-- --- the rights ---

-- Who may do what, and with which rows. A right for which no row stands here nobody has but the owner.
CREATE VIEW recht (tabellen, rollen, rechten, rij) AS VALUES
    -- what everybody of the school may know, and what a docent does for it
    ('{migratie,voor_journaal,team,opleiding,docent,leerbedrijf,vakantie}', '{docent,coordinator,auditor}', 'SELECT', 'true'),
    ('{geheim}', '{docent,coordinator,bpvbureau}', 'SELECT, INSERT', 'true'),
    ('{rol}', '{docent,coordinator,bpvbureau,auditor}', 'SELECT', 'login = session_user'),
    ('{groep}', '{docent,coordinator,bpvbureau,auditor}', 'SELECT', 'true'),
    -- the placements of a docent or a coordinator
    ('{mijn_plaatsingen,mijn_vaste_plaatsingen,mijn_studenten,mijn_bedrijven,mijn_gesprekken}', '{docent,coordinator}',
        'SELECT', NULL),
    ('{student}', '{docent,coordinator}', 'SELECT, UPDATE', 'id = ANY (mijn_studenten())'),
    ('{opleider}', '{docent,coordinator}', 'SELECT, INSERT, UPDATE', 'leerbedrijf = ANY (mijn_bedrijven())'),
    ('{leerbedrijf}', '{docent,coordinator}', 'UPDATE', 'id = ANY (mijn_bedrijven())'),
    ('{plaatsing}', '{docent,coordinator}', 'SELECT', 'id = ANY (mijn_plaatsingen())'),
    ('{begeleider}', '{docent,coordinator}', 'SELECT', 'plaatsing = ANY (mijn_plaatsingen())'),
    -- a deputy does not make themselves more than that
    ('{plaatsing}', '{docent,coordinator}', 'UPDATE', 'id = ANY (mijn_vaste_plaatsingen())'),
    ('{begeleider}', '{docent,coordinator}', 'INSERT, UPDATE, DELETE', 'plaatsing = ANY (mijn_vaste_plaatsingen())'),
    ('{gesprek,inschatting,begeleidingskeuze,afspraak,signaal,vrijstelling,demping}', '{docent,coordinator}',
        'SELECT, INSERT, UPDATE, DELETE', 'plaatsing = ANY (mijn_plaatsingen())'),
    ('{notitie}', '{docent,coordinator}', 'SELECT, INSERT, UPDATE, DELETE',
        'gesprek = ANY (mijn_gesprekken()) AND (vertrouwelijk IS DISTINCT FROM 1 OR is_schrijver(''notitie'', id))'),
    ('{gesprek_notities}', '{docent,coordinator}', 'SELECT', NULL), -- a view, which goes by its tables
    ('{reactie}', '{docent,coordinator}', 'SELECT, INSERT, UPDATE, DELETE', 'gesprek = ANY (mijn_gesprekken())'),
    ('{gelijkenis}', '{docent,coordinator}', 'SELECT, INSERT, DELETE', 'CASE tabel
        WHEN ''notitie'' THEN EXISTS (SELECT 1 FROM notitie n WHERE n.id = rij)
        WHEN ''inschatting'' THEN EXISTS (SELECT 1 FROM inschatting i WHERE i.id = rij)
        ELSE EXISTS (SELECT 1 FROM begeleidingskeuze b WHERE b.id = rij) END'),
    ('{verlof}', '{docent,coordinator}', 'SELECT, INSERT, UPDATE, DELETE', 'docent = ANY (mijn_collegas())'),
    ('{bericht}', '{docent,coordinator}', 'SELECT, INSERT, UPDATE, DELETE', 'plaatsing = ANY (mijn_plaatsingen())
        OR plaatsing IS NULL AND rol = ''docent'' AND persoon = ANY (mijn_collegas())'),
    ('{herinnering}', '{docent,coordinator}', 'SELECT', 'plaatsing = ANY (mijn_plaatsingen())'),
    ('{post}', '{docent,coordinator}', 'SELECT, UPDATE', 'plaatsing = ANY (mijn_plaatsingen())'),
    ('{blokkade}', '{docent,coordinator}', 'SELECT', 'adres IN (SELECT lower(email) FROM student)
        OR adres IN (SELECT lower(email) FROM opleider) OR adres IN (SELECT lower(email) FROM docent)'),
    ('{zoekvraag}', '{docent,coordinator,bpvbureau}', 'SELECT, INSERT, UPDATE, DELETE', 'is_schrijver(''zoekvraag'', id)'),
    -- those who work for the whole school
    ('{team,opleiding,docent,student,leerbedrijf,opleider,plaatsing,begeleider,gesprek,vrijstelling,demping,vakantie,verlof,blokkade,conflict,invoer,herinnering}',
        '{bpvbureau}', 'SELECT, INSERT, UPDATE, DELETE', 'true'),
    ('{bericht}', '{bpvbureau}', 'SELECT, INSERT, UPDATE, DELETE', 'soort IN (''herinnering'', ''coordinator'')'),
    ('{migratie,voor_journaal,teller}', '{bpvbureau}', 'SELECT', 'true'),
    -- those who look whether it is right
    ('{student,opleider,plaatsing,begeleider,gesprek,vrijstelling,demping,verlof,invoer,herinnering}', '{auditor}', 'SELECT', 'true'),
    ('{bericht}', '{auditor}', 'SELECT', 'soort IN (''herinnering'', ''coordinator'')'),
    ('{blokkade,conflict,zoekvraag}', '{auditor}', 'SELECT', 'false'),
    -- the journal
    -- in which they have something to read: found by the rows of few placements, or looked up in the entries of each action
    ('{handeling}', '{docent}', 'SELECT', 'wie = session_user OR id IN (SELECT j.handeling FROM journaal j
        WHERE j.plaatsing = ANY (mijn_plaatsingen()))'),
    ('{handeling}', '{coordinator}', 'SELECT', 'wie = session_user OR EXISTS (SELECT 1 FROM journaal j
        WHERE j.id BETWEEN eerste AND laatste AND j.plaatsing IS NOT NULL)'),
    ('{handeling}', '{bpvbureau,auditor}', 'SELECT', 'true'),
    ('{handeling}', '{docent,coordinator,bpvbureau}', 'INSERT', 'true'),
    -- what is undone is undone whole, by who reads all of it
    ('{handeling}', '{docent,coordinator,bpvbureau}', 'UPDATE (herstelt)', 'id = (SELECT open_handeling()) AND (herstelt IS NULL OR
        (SELECT count(j.id) = max(b.laatste) - max(b.eerste) + 1 FROM boekingen_van(herstelt) b
         JOIN journaal j ON j.id BETWEEN b.eerste AND b.laatste))'),
    ('{journaal}', '{docent,coordinator}', 'SELECT', '(voor_wie IS NULL OR voor_wie = session_user) AND (
        handeling = (SELECT open_handeling()) OR plaatsing = ANY (mijn_plaatsingen())
        OR tabel = ''student'' AND rij = ANY (mijn_studenten())
        OR plaatsing IS NULL AND tabel <> ''student'' AND is_mijn_handeling(handeling))'),
    ('{journaal}', '{bpvbureau,auditor}', 'SELECT', 'handeling = (SELECT open_handeling()) OR tabel NOT IN (''notitie'',
        ''inschatting'', ''begeleidingskeuze'', ''afspraak'', ''signaal'', ''reactie'', ''zoekvraag'')');

-- Where somebody said something. Who does not read what was said reads these tables by views of the same names, in a
-- schema of their own (geteld, "counted"): every statement runs there as well, and finds a sign where a text is.
CREATE VIEW verborgen (tabel, kolommen, rijen) AS VALUES
    ('notitie', '{tekst}'::text[], 'vertrouwelijk IS DISTINCT FROM 1'),
    ('inschatting', '{oordeel,voorbeeld,verwachting,zienswijze,begeleiding,bespreken}', 'true'),
    ('begeleidingskeuze', '{voorbeeld}', 'true'),
    ('afspraak', '{wat,resultaat}', 'true'),
    ('signaal', '{omschrijving,verwezen,afloop,opvolging,ingelicht}', 'true'),
    ('reactie', '{tekst}', 'true'),
    ('post', '{messageid,van,onderwerp,tekst,bron,reden}', 'true');

CREATE FUNCTION geteld() RETURNS name LANGUAGE sql STABLE AS $$
    SELECT (n.nspname || '_geteld')::name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = 'handeling'::regclass
$$;

CREATE FUNCTION geteld_maken() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    schema_ text := current_schema();
    v       record;
    overal  text := pg_get_viewdef('gesprek_notities'::regclass);
BEGIN
    EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', geteld());
    EXECUTE format('CREATE SCHEMA %I', geteld());
    FOR v IN SELECT tabel, rijen, string_agg(CASE
                 WHEN attname = ANY (kolommen) THEN format('CASE WHEN %1$I IS NOT NULL THEN ''…'' END AS %1$I', attname)
                 -- what a signaal is about says what was said
                 WHEN tabel = 'signaal' AND attname = 'soort' THEN 'CASE WHEN heeft_rol(''{auditor}'') THEN soort ELSE ''anders'' END AS soort'
                 ELSE quote_ident(attname) END, ', ' ORDER BY attnum) AS kolommen
             FROM verborgen JOIN pg_attribute ON attrelid = tabel::regclass AND attnum > 0 AND NOT attisdropped
             GROUP BY tabel, rijen LOOP
        EXECUTE format('CREATE VIEW %I.%I WITH (security_barrier) AS SELECT %s FROM %I WHERE %s', geteld(), v.tabel, v.kolommen,
                       v.tabel, v.rijen);
    END LOOP;
    PERFORM set_config('search_path', quote_ident(geteld()) || ', ' || quote_ident(schema_), true);
    EXECUTE format('CREATE VIEW gesprek_notities WITH (security_invoker) AS %s', overal);
    PERFORM set_config('search_path', quote_ident(schema_), true);
END $$;

-- What the group of a role is to be called: after the store, and as nobody on the server is called yet, since whoever was
-- in such a group would have the role.
CREATE FUNCTION nieuwe_groep(rol text) RETURNS name LANGUAGE sql VOLATILE AS $$
    SELECT naam FROM (SELECT n, left(regexp_replace(concat_ws('_', current_database(), nullif(current_schema(), 'public')),
                          '[^\u0021-\u007e]', '_', 'g'), 45) || '_' || rol || coalesce('_' || nullif(n, 1), '') AS naam
                      FROM generate_series(1, 99) n) namen
    WHERE to_regrole(quote_ident(naam)) IS NULL ORDER BY n LIMIT 1
$$;

-- The groups, and what is in the view above, anew: the first time, and in a migration that changes it. Asks for the right
-- to make roles only when a group is not there; the owner goes on without that right.
CREATE FUNCTION rollen_maken() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    schema_   text := current_schema();
    eigenaar_ name := (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'handeling'::regclass);
    rol_      text;
    naam_     name;
    tabel     text;
    p         record;
BEGIN
    FOREACH rol_ IN ARRAY '{docent,coordinator,bpvbureau,auditor}'::text[] LOOP
        naam_ := coalesce((SELECT naam FROM groep WHERE groep.rol = rol_), nieuwe_groep(rol_));
        IF to_regrole(quote_ident(naam_)) IS NULL THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', naam_);
            IF NOT pg_has_role(eigenaar_, naam_, 'MEMBER WITH ADMIN OPTION') THEN
                EXECUTE format('GRANT %I TO %I WITH ADMIN OPTION', naam_, eigenaar_);
            END IF;
        END IF;
        INSERT INTO groep VALUES (rol_, naam_) ON CONFLICT DO NOTHING;
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', schema_, naam_);
        EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', schema_, naam_);
    END LOOP;
    FOR p IN SELECT * FROM pg_policies WHERE schemaname = schema_ LOOP
        EXECUTE format('DROP POLICY %I ON %I', p.policyname, p.tablename);
    END LOOP;
    FOR p IN SELECT tablename FROM pg_tables WHERE schemaname = schema_ LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', p.tablename);
    END LOOP;
    -- What a docent has is found once in a statement, and its rows then by an index. A coordinator has so much that it is
    -- better to look up whether a row is theirs when the statement is about few: of EXISTS the server makes what is cheaper.
    FOR p IN SELECT r.tabellen, r.rechten, g.naam, row_number() OVER () AS nr,
                regexp_replace(CASE g.rol WHEN 'coordinator'
                        THEN regexp_replace(r.rij, '(\w+) = ANY \((mijn_(?!collegas)\w+)\(\)\)',
                                            'EXISTS (SELECT 1 FROM \2 m WHERE m.id = %1$I.\1)', 'g')
                        ELSE r.rij END,
                    '= ANY \((mijn_\w+\(\))\)', '= ANY ((SELECT \1)::bigint[])', 'g') AS rij,
                CASE WHEN r.rechten ~ '^[A-Z]+( \(.*\))?$' THEN split_part(r.rechten, ' ', 1) ELSE 'ALL' END AS soort
             FROM recht r JOIN groep g ON g.rol = ANY (r.rollen::text[]) LOOP
        FOREACH tabel IN ARRAY p.tabellen::text[] LOOP
            EXECUTE format('GRANT %s ON %I TO %I', p.rechten, tabel, p.naam);
            CONTINUE WHEN p.rij IS NULL;
            EXECUTE format('CREATE POLICY %I ON %I FOR %s TO %I %s %s', p.naam || '_' || p.nr, tabel, p.soort, p.naam,
                CASE p.soort WHEN 'INSERT' THEN '' ELSE 'USING (' || format(p.rij, tabel) || ')' END,
                CASE WHEN p.soort IN ('SELECT', 'DELETE') THEN '' ELSE 'WITH CHECK (' || format(p.rij, tabel) || ')' END);
        END LOOP;
    END LOOP;
    PERFORM geteld_maken();
    FOR naam_ IN SELECT naam FROM groep WHERE groep.rol IN ('bpvbureau', 'auditor') LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', geteld(), naam_);
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I', geteld(), naam_);
    END LOOP;
END $$;

-- --- a login gets a role, and loses it ---

CREATE FUNCTION rol_vergeten(wie text, welke text) RETURNS void LANGUAGE sql AS $$
    DELETE FROM rol WHERE login = wie AND CASE welke WHEN 'docent' THEN docent IS NOT NULL WHEN 'coordinator' THEN team IS NOT NULL END
$$;

-- Who lost the role, or the login, without `stage role revoke` begins anew.
CREATE FUNCTION rol_geven(wie text, welke text, van_docent bigint, van_team bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    groep_ name;
BEGIN
    IF (SELECT count(*) FROM groep JOIN pg_roles ON rolname = naam) < 4 THEN
        PERFORM rollen_maken();
    END IF;
    groep_ := (SELECT naam FROM groep WHERE groep.rol = welke);
    IF NOT EXISTS (SELECT 1 FROM pg_auth_members WHERE roleid = to_regrole(quote_ident(groep_)) AND
                   member = to_regrole(quote_ident(wie))) THEN
        PERFORM rol_vergeten(wie, welke);
        EXECUTE format('GRANT %I TO %I', groep_, wie);
    END IF;
    IF coalesce(van_docent, van_team) IS NOT NULL THEN
        INSERT INTO rol VALUES (wie, van_docent, van_team) ON CONFLICT DO NOTHING;
    END IF;
END $$;

CREATE FUNCTION rol_nemen(wie text, welke text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM rol_vergeten(wie, welke);
    EXECUTE format('REVOKE %I FROM %I', (SELECT naam FROM groep WHERE groep.rol = welke), wie);
END $$;

-- --- what nobody calls by hand ---

-- A function that does more than its caller may, as every trigger does, finds its tables in this schema and nowhere else;
-- and no trigger is put on a table of somebody else's making. For the end of a migration that makes functions.
CREATE FUNCTION functies_sluiten() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    f       record;
    schema_ text := current_schema();
BEGIN
    FOR f IN SELECT oid::regprocedure AS functie, prorettype = 'trigger'::regtype AS is_trigger FROM pg_proc
             WHERE pronamespace = schema_::regnamespace AND (prosecdef OR prorettype = 'trigger'::regtype) LOOP
        EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = %I, pg_temp', f.functie, schema_);
        IF f.is_trigger THEN
            EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f.functie);
        END IF;
    END LOOP;
END $$;
SELECT functies_sluiten();
