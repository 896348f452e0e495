-- The numbers of `stage report inspectie` by team as one would write them by hand: for the built-in norm, placements of
-- at most a year, and ends that did not move after a talk. :dag is the day, :van the first one of the period.
WITH p AS MATERIALIZED (
    SELECT p.id, coalesce(d.team, o.team) AS team, lang, vrij, p."begin", einde,
        date(p."begin", ((lengte + 3) / 4) || ' days') AS q1, date(p."begin", ((lengte * 3 + 3) / 4) || ' days') AS q3,
        date(p."begin", (lengte + 14) || ' days') AS na
    FROM (
        SELECT p.id, p.student, p."begin", coalesce(p.einde_werkelijk, p.einde) AS einde,
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
    SELECT id, team, lang, einde, q1, q3, na, coalesce(max(venster = 1), 0) OR instr(vrij, 'start') > 0 AS start,
        coalesce(max(venster = 2), 0) OR instr(vrij, 'tussen') > 0 OR NOT lang AS tussen,
        coalesce(max(venster = 3), 0) OR instr(vrij, 'eind') > 0 AS eind, coalesce(max(samen AND venster = 3), 0) AS eindgesprek
    FROM (
        SELECT p.*, samen,
            CASE WHEN NOT samen AND NOT straks OR dan < "begin" OR dan >= na THEN 0 WHEN dan < q1 THEN 1 WHEN dan >= q3 THEN 3 WHEN lang THEN 2 END AS venster
        FROM p LEFT JOIN (
            SELECT plaatsing, CASE WHEN gehouden <= :dag OR gepland IS NULL THEN gehouden ELSE gepland END AS dan,
                coalesce(soort <> 'extra' AND gehouden <= :dag AND docent_aanwezig AND student_aanwezig
                    AND (opleider_aanwezig OR vervanger IS NOT NULL), 0) AS samen,
                soort <> 'extra' AND coalesce(gehouden > :dag, 1) AND coalesce(geannuleerd > :dag, 1)
                    AND coalesce(gepland, gehouden) >= :dag AS straks
            FROM gesprek) g ON g.plaatsing = p.id)
    GROUP BY id
),
som AS (
    SELECT team, count(*) AS plaatsingen, sum((start OR :dag < q1) AND (tussen OR :dag < q3) AND (eind OR :dag < na)) AS voldoet,
        sum(coalesce(a.alle, 0)) AS afspraken, sum(coalesce(a.nagekomen, 0)) AS nagekomen, sum(coalesce(a.op_tijd, 0)) AS op_tijd,
        sum(coalesce(a.te_laat, 0)) AS te_laat, sum(EXISTS (SELECT 1 FROM begeleidingskeuze k WHERE k.plaatsing = per.id AND k.datum <= :dag)) AS begeleid,
        sum(einde < :dag) AS geeindigd, sum(einde < :dag AND eindgesprek) AS evaluatie,
        sum(einde < :dag AND EXISTS (SELECT 1 FROM inschatting i WHERE i.plaatsing = per.id AND i.datum <= :dag AND voorbeeld IS NOT NULL)) AS ingeschat
    FROM per LEFT JOIN (
        SELECT plaatsing, count(*) AS alle, count(CASE WHEN gesloten <= :dag THEN 1 END) AS nagekomen,
            count(CASE WHEN gesloten <= :dag AND (voor IS NULL OR gesloten <= voor) THEN 1 END) AS op_tijd,
            count(CASE WHEN coalesce(gesloten > :dag, 1) AND voor < :dag THEN 1 END) AS te_laat
        FROM afspraak WHERE datum <= :dag GROUP BY plaatsing) a ON a.plaatsing = per.id
    GROUP BY team
)
SELECT coalesce(t.naam, '') AS team, plaatsingen, plaatsingen AS genormeerd, voldoet,
    (voldoet * 1000 + plaatsingen / 2) / plaatsingen / 10.0 AS aandeel_contact, afspraken, nagekomen, op_tijd, te_laat,
    (nagekomen * 1000 + afspraken / 2) / nullif(afspraken, 0) / 10.0 AS aandeel_nagekomen, begeleid,
    (begeleid * 1000 + plaatsingen / 2) / plaatsingen / 10.0 AS aandeel_begeleid, geeindigd, evaluatie,
    (evaluatie * 1000 + geeindigd / 2) / nullif(geeindigd, 0) / 10.0 AS aandeel_evaluatie, ingeschat,
    (ingeschat * 1000 + geeindigd / 2) / nullif(geeindigd, 0) / 10.0 AS aandeel_ingeschat
FROM som LEFT JOIN team t ON t.id = som.team ORDER BY t.naam IS NULL, t.zoek;
