-- The numbers of `stage report caseload` as one would write them by hand: for the built-in norm, placements of at most a
-- year, and a school whose place is not known. :dag is the day, :van the first one of the period.
WITH p AS MATERIALIZED (
    SELECT id, docent, lang, vrij, "begin", einde,
        date("begin", ((lengte + 3) / 4) || ' days') AS q1, date("begin", ((lengte * 3 + 3) / 4) || ' days') AS q3,
        date("begin", (lengte + 14) || ' days') AS na
    FROM (
        SELECT p.id, p."begin", coalesce(p.einde_werkelijk, p.einde) AS einde,
            coalesce((SELECT b.docent FROM begeleider b WHERE b.plaatsing = p.id AND b.rol = 'docent' AND b.van <= :dag
                AND coalesce(b.tot, :dag) >= :dag ORDER BY b.vervangt DESC, b.van DESC LIMIT 1), p.docent) AS docent,
            CAST(julianday(coalesce(p.einde_werkelijk, p.einde)) - julianday(p."begin") AS INTEGER) + 1 AS lengte,
            julianday(coalesce(p.einde_werkelijk, p.einde)) - julianday(p."begin") >= 27 AS lang,
            coalesce((SELECT group_concat(moment) FROM vrijstelling v WHERE v.plaatsing = p.id AND v.datum <= :dag), '') AS vrij
        FROM plaatsing p
        WHERE p.status IS NULL AND p."begin" <= :dag AND coalesce(p.einde_werkelijk, p.einde) >= :van)
),
per AS (
    SELECT id, docent, lang, einde, q1, q3, na,
        coalesce(max(samen AND venster = 1), 0) OR instr(vrij, 'start') > 0 AS start, min(CASE WHEN straks AND venster = 1 THEN wanneer END) AS start_plan,
        coalesce(max(samen AND venster = 2), 0) OR instr(vrij, 'tussen') > 0 OR NOT lang AS tussen,
        min(CASE WHEN straks AND venster = 2 THEN wanneer END) AS tussen_plan,
        coalesce(max(samen AND venster = 3), 0) OR instr(vrij, 'eind') > 0 AS eind, min(CASE WHEN straks AND venster = 3 THEN wanneer END) AS eind_plan,
        min(CASE WHEN samen AND venster = 1 THEN wanneer END) AS start_was, min(CASE WHEN samen AND venster = 2 THEN wanneer END) AS tussen_was,
        min(CASE WHEN samen AND venster = 3 THEN wanneer END) AS eind_was
    FROM (
        SELECT p.*, samen, straks, wanneer,
            CASE WHEN dan < "begin" OR dan >= na THEN 0 WHEN dan < q1 THEN 1 WHEN dan >= q3 THEN 3 WHEN lang THEN 2 END AS venster
        FROM p LEFT JOIN (
            SELECT plaatsing, CASE WHEN gehouden <= :dag OR gepland IS NULL THEN gehouden ELSE gepland END AS dan,
                soort <> 'extra' AND gehouden <= :dag AND docent_aanwezig AND student_aanwezig
                    AND (opleider_aanwezig OR vervanger IS NOT NULL) AS samen,
                soort <> 'extra' AND coalesce(gehouden > :dag, 1) AND coalesce(geannuleerd > :dag, 1)
                    AND coalesce(gepland, gehouden) >= :dag AS straks,
                coalesce(gehouden, gepland) || iif(vorm = 'bezoek', '+', '-') AS wanneer
            FROM gesprek) g ON g.plaatsing = p.id)
    GROUP BY id
),
werk AS (
    SELECT docent, start_plan IS NOT NULL AND NOT start AS g1, tussen_plan IS NOT NULL AND NOT tussen AS g2,
        eind_plan IS NOT NULL AND NOT eind AS g3, NOT start AND start_plan IS NULL AS o1, NOT tussen AND tussen_plan IS NULL AS o2,
        NOT eind AND eind_plan IS NULL AS o3, start_plan, tussen_plan, eind_plan, q1, q3, na, einde,
        coalesce(start_was LIKE '%+', 0) OR coalesce(tussen_was LIKE '%+', 0) OR coalesce(eind_was LIKE '%+', 0) AS bezocht
    FROM per
),
som AS (
    SELECT docent, g1 + g2 + g3 AS gepland, (o1 AND :dag < q1) + (o2 AND :dag >= q1 AND :dag < q3) + (o3 AND :dag >= q3 AND :dag < na) AS nu,
        (o1 AND :dag >= q1 AND :dag <= einde) + (o2 AND :dag >= q3 AND :dag <= einde) AS laat, (o2 AND :dag < q1) + (o3 AND :dag < q3) AS later,
        (g1 AND start_plan LIKE '%+') + (g2 AND tussen_plan LIKE '%+') + (g3 AND eind_plan LIKE '%+') AS op_locatie, bezocht
    FROM werk
),
per_docent AS (
    SELECT som.docent, d.team, count(*) AS plaatsingen, sum(gepland + nu + laat + later) AS momenten, sum(nu) AS nu, sum(laat) AS laat,
        sum(gepland) AS gepland, sum(op_locatie + (NOT bezocht AND op_locatie = 0 AND nu + later > 0)) AS bezoeken,
        CASE WHEN d.werkdagen IS NULL THEN 5 ELSE (length(d.werkdagen) + 1) / 3 END AS werkdagen
    FROM som LEFT JOIN docent d ON d.id = som.docent
    GROUP BY som.docent
),
deel AS (
    SELECT *, (sum(momenten) OVER team * 60 * werkdagen / sum(werkdagen) OVER team + 30) / 60 AS eerlijk FROM per_docent
    WINDOW team AS (PARTITION BY team)
)
SELECT coalesce(d.code, d.achternaam, '') AS docent, coalesce(t.naam, '') AS team, plaatsingen, momenten, nu, laat, gepland, bezoeken, 0 AS km,
    momenten AS uren, deel.werkdagen, eerlijk, max(momenten - eerlijk, 0) AS meer, max(eerlijk - momenten, 0) AS minder
FROM deel LEFT JOIN docent d ON d.id = deel.docent LEFT JOIN team t ON t.id = d.team
ORDER BY d.id IS NULL, d.code, d.id;
