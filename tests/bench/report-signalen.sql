-- The numbers of `stage report signalen` by team as one would write them by hand, also those of few, which stage does
-- not tell. :dag is the day, :van the first one of the period.
WITH s AS (
    SELECT coalesce(d.team, o.team) AS team, count(*) AS n, sum(NOT dicht) AS open, sum(dicht) AS gesloten,
        sum(NOT dicht AND opvolging IS NULL AND verwezen IS NULL) AS zonder, sum(NOT dicht AND voor IS NOT NULL AND voor < :dag) AS laat,
        count(CASE ernst WHEN 'geel' THEN 1 END) AS geel, count(CASE ernst WHEN 'oranje' THEN 1 END) AS oranje,
        count(CASE ernst WHEN 'rood' THEN 1 END) AS rood,
        CAST(sum(CASE WHEN dicht THEN julianday(gesloten) - julianday(datum) END) AS INTEGER) AS dagen,
        CAST(sum(CASE WHEN NOT dicht THEN julianday(:dag) - julianday(datum) END) AS INTEGER) AS dagen_open
    FROM (SELECT *, coalesce(gesloten <= :dag, 0) AS dicht FROM signaal WHERE datum <= :dag) g
    JOIN plaatsing p ON p.id = g.plaatsing
    JOIN student s ON s.id = p.student
    LEFT JOIN opleiding o ON o.id = s.opleiding
    LEFT JOIN docent d ON d.id = coalesce((SELECT b.docent FROM begeleider b WHERE b.plaatsing = p.id AND b.rol = 'docent'
        AND b.van <= :dag AND coalesce(b.tot, :dag) >= :dag ORDER BY b.vervangt DESC, b.van DESC LIMIT 1), p.docent)
    WHERE p.status IS NULL AND p."begin" <= :dag AND coalesce(p.einde_werkelijk, p.einde) >= :van
    GROUP BY coalesce(d.team, o.team)
)
SELECT coalesce(t.naam, '') AS team, n AS signalen, open, gesloten, zonder AS zonder_opvolging, laat AS te_laat, geel, oranje, rood,
    (dagen + gesloten / 2) / nullif(gesloten, 0) AS dagen, (dagen_open + open / 2) / nullif(open, 0) AS dagen_open
FROM s LEFT JOIN team t ON t.id = s.team ORDER BY t.naam IS NULL, t.zoek;
