-- The numbers of `stage report contact` by team as one would write them by hand: for the built-in norm, placements of
-- at most a year, and ends that did not move after a talk. :dag is the day, :van the first one of the period.
WITH p AS MATERIALIZED (
    SELECT p.id, coalesce(d.team, o.team) AS team, lang, vrij, p."begin",
        date(p."begin", ((lengte + 3) / 4) || ' days') AS q1, date(p."begin", ((lengte * 3 + 3) / 4) || ' days') AS q3,
        date(p."begin", (lengte + 14) || ' days') AS na
    FROM (
        SELECT p.id, p.student, p."begin",
            coalesce((SELECT b.docent FROM begeleider b WHERE b.plaatsing = p.id AND b.rol = 'docent' AND b.van <= :dag
                AND coalesce(b.tot, :dag) >= :dag ORDER BY b.vervangt DESC, b.van DESC LIMIT 1), p.docent) AS docent,
            CAST(julianday(coalesce(p.einde_werkelijk, p.einde)) - julianday(p."begin") AS INTEGER) + 1 AS lengte,
            julianday(coalesce(p.einde_werkelijk, p.einde)) - julianday(p."begin") >= 27 AS lang,
            coalesce((SELECT group_concat(moment) FROM vrijstelling v WHERE v.plaatsing = p.id AND v.datum <= :dag), '') AS vrij
        FROM plaatsing p
        WHERE p.status IS NULL AND p."begin" <= :dag AND coalesce(p.einde_werkelijk, p.einde) >= :van) p
    JOIN student s ON s.id = p.student
    LEFT JOIN opleiding o ON o.id = s.opleiding
    LEFT JOIN docent d ON d.id = p.docent
),
per AS (
    SELECT id, team, lang, q1, q3, na, coalesce(sum(geweest), 0) AS gesprekken, coalesce(sum(drie), 0) AS gezamenlijk,
        min(CASE WHEN samen AND venster = 1 THEN wanneer END) AS start, coalesce(max(straks AND venster = 1), 0) AS start_plan,
        min(CASE WHEN samen AND venster = 2 THEN wanneer END) AS tussen, coalesce(max(straks AND venster = 2), 0) AS tussen_plan,
        min(CASE WHEN samen AND venster = 3 THEN wanneer END) AS eind, coalesce(max(straks AND venster = 3), 0) AS eind_plan,
        instr(vrij, 'start') > 0 AS start_vrij, lang AND instr(vrij, 'tussen') > 0 AS tussen_vrij, instr(vrij, 'eind') > 0 AS eind_vrij
    FROM (
        SELECT p.*, geweest, drie, samen, straks, wanneer,
            CASE WHEN dan < "begin" OR dan >= na THEN 0 WHEN dan < q1 THEN 1 WHEN dan >= q3 THEN 3 WHEN lang THEN 2 END AS venster
        FROM p LEFT JOIN (
            SELECT plaatsing, CASE WHEN gehouden <= :dag OR gepland IS NULL THEN gehouden ELSE gepland END AS dan,
                coalesce(gehouden <= :dag, 0) AS geweest,
                coalesce(gehouden <= :dag, 0) AND docent_aanwezig AND student_aanwezig AND opleider_aanwezig AS drie,
                soort <> 'extra' AND gehouden <= :dag AND docent_aanwezig AND student_aanwezig
                    AND (opleider_aanwezig OR vervanger IS NOT NULL) AS samen,
                soort <> 'extra' AND coalesce(gehouden > :dag, 1) AND coalesce(geannuleerd > :dag, 1)
                    AND coalesce(gepland, gehouden) >= :dag AS straks,
                gehouden || iif(vorm = 'bezoek', '+', '-') AS wanneer
            FROM gesprek) g ON g.plaatsing = p.id)
    GROUP BY id
),
som AS (
    SELECT team, 2 + lang AS gevraagd, gesprekken, gezamenlijk,
        (start IS NOT NULL) + (tussen IS NOT NULL) + (eind IS NOT NULL) AS gehouden,
        (start IS NULL AND start_vrij) + (tussen IS NULL AND tussen_vrij) + (eind IS NULL AND eind_vrij) AS vrijgesteld,
        (start IS NULL AND NOT start_vrij AND start_plan) + (tussen IS NULL AND NOT tussen_vrij AND tussen_plan)
            + (eind IS NULL AND NOT eind_vrij AND eind_plan) AS gepland,
        coalesce(start LIKE '%+', 0) + coalesce(tussen LIKE '%+', 0) + coalesce(eind LIKE '%+', 0) AS op_locatie,
        (start IS NOT NULL OR start_vrij OR start_plan OR :dag < q1)
            AND (NOT lang OR tussen IS NOT NULL OR tussen_vrij OR tussen_plan OR :dag < q3)
            AND (eind IS NOT NULL OR eind_vrij OR eind_plan OR :dag < na) AS voldoet
    FROM per
)
SELECT coalesce(t.naam, '') AS team, count(*) AS plaatsingen, sum(gehouden) AS gehouden, sum(gepland) AS gepland,
    sum(gevraagd - gehouden - gepland - vrijgesteld) AS ontbreekt, sum(gevraagd = gehouden + gepland + vrijgesteld) AS volledig,
    sum(gevraagd) AS gevraagd, sum(vrijgesteld) AS vrijgesteld, sum(gehouden) AS op_tijd, sum(op_locatie) AS op_locatie,
    sum(op_locatie > 0) AS met_bezoek, sum(gesprekken) AS gesprekken, sum(gezamenlijk) AS gezamenlijk, count(*) AS genormeerd,
    sum(voldoet) AS voldoet, (sum(voldoet) * 1000 + count(*) / 2) / count(*) / 10.0 AS aandeel
FROM som LEFT JOIN team t ON t.id = som.team
GROUP BY som.team ORDER BY t.naam IS NULL, t.zoek;
