-- The numbers of `stage report sleutels` by team as one would write them by hand. :dag is the day, :van the first one
-- of the period. A group of one docent is for that docent alone.
WITH p AS (
    SELECT p.id, p.docent, coalesce(d.team, o.team) AS team
    FROM (
        SELECT id, student, coalesce((SELECT b.docent FROM begeleider b WHERE b.plaatsing = p.id AND b.rol = 'docent'
                AND b.van <= :dag AND coalesce(b.tot, :dag) >= :dag ORDER BY b.vervangt DESC, b.van DESC LIMIT 1), docent) AS docent
        FROM plaatsing p
        WHERE status IS NULL AND "begin" <= :dag AND coalesce(einde_werkelijk, einde) >= :van) p
    JOIN student s ON s.id = p.student
    LEFT JOIN opleiding o ON o.id = s.opleiding
    LEFT JOIN docent d ON d.id = p.docent
),
g AS (
    SELECT g.id, p.team, coalesce(g.docent, p.docent) AS docent,
        coalesce(max(n.sleutel = 1), 0) AS k1, coalesce(max(n.sleutel = 2), 0) AS k2,
        coalesce(max(n.sleutel = 3), 0) OR EXISTS (SELECT 1 FROM inschatting i WHERE i.gesprek = g.id) AS k3,
        coalesce(max(n.sleutel = 4), 0) OR EXISTS (SELECT 1 FROM begeleidingskeuze k WHERE k.gesprek = g.id) AS k4
    FROM p JOIN gesprek g ON g.plaatsing = p.id
    LEFT JOIN notitie n ON n.gesprek = g.id AND n.vertrouwelijk IS NOT 1
    WHERE g.gehouden <= :dag
    GROUP BY p.id, g.id
)
SELECT coalesce(t.naam, '') AS team, count(*) AS gesprekken, (sum(k1) * 1000 + count(*) / 2) / count(*) / 10.0 AS leerproces,
    (sum(k2) * 1000 + count(*) / 2) / count(*) / 10.0 AS leerpotentieel,
    (sum(k3) * 1000 + count(*) / 2) / count(*) / 10.0 AS inschatting,
    (sum(k4) * 1000 + count(*) / 2) / count(*) / 10.0 AS begeleiding,
    (sum(k1 AND k2 AND k3 AND k4) * 1000 + count(*) / 2) / count(*) / 10.0 AS alle,
    sum(NOT (k1 OR k2 OR k3 OR k4)) AS geen, count(DISTINCT docent) AS docenten,
    sum(k1) AS sleutel1, sum(k2) AS sleutel2, sum(k3) AS sleutel3, sum(k4) AS sleutel4
FROM g LEFT JOIN team t ON t.id = g.team
GROUP BY g.team HAVING count(DISTINCT docent) <> 1 ORDER BY t.naam IS NULL, t.zoek;
