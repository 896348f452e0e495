-- The numbers of `stage report begeleiding` by team as one would write them by hand. :dag is the day, :van the first
-- one of the period.
WITH p AS (
    SELECT p.id, coalesce(d.team, o.team) AS team
    FROM plaatsing p
    JOIN student s ON s.id = p.student
    LEFT JOIN opleiding o ON o.id = s.opleiding
    LEFT JOIN docent d ON d.id = coalesce((SELECT b.docent FROM begeleider b WHERE b.plaatsing = p.id AND b.rol = 'docent'
        AND b.van <= :dag AND coalesce(b.tot, :dag) >= :dag ORDER BY b.vervangt DESC, b.van DESC LIMIT 1), p.docent)
    WHERE p.status IS NULL AND p."begin" <= :dag AND coalesce(p.einde_werkelijk, p.einde) >= :van
),
k AS (
    SELECT team, count(DISTINCT p.id) AS plaatsingen, count(*) AS keuzes, sum(strategie = 'laten-zien') AS laten_zien,
        sum(strategie = 'meedoen') AS meedoen, sum(strategie = 'toevertrouwen') AS toevertrouwen,
        count(CASE herkend WHEN 'ja' THEN 1 END) AS herkend, count(CASE herkend WHEN 'nee' THEN 1 END) AS niet_herkend,
        count(CASE herkend WHEN 'deels' THEN 1 END) AS deels, count(herkend) AS gevraagd, count(voorbeeld) AS met_voorbeeld,
        count(inschatting) AS met_inschatting
    FROM p JOIN begeleidingskeuze k ON k.plaatsing = p.id
    WHERE k.datum <= :dag
    GROUP BY team
)
SELECT coalesce(t.naam, '') AS team, plaatsingen, keuzes, laten_zien, meedoen, toevertrouwen,
    (laten_zien * 1000 + keuzes / 2) / keuzes / 10.0 AS aandeel_laten_zien,
    (meedoen * 1000 + keuzes / 2) / keuzes / 10.0 AS aandeel_meedoen,
    (toevertrouwen * 1000 + keuzes / 2) / keuzes / 10.0 AS aandeel_toevertrouwen, herkend, niet_herkend, deels, gevraagd,
    (herkend * 1000 + gevraagd / 2) / nullif(gevraagd, 0) / 10.0 AS aandeel_herkend, met_voorbeeld, met_inschatting
FROM k LEFT JOIN team t ON t.id = k.team ORDER BY t.naam IS NULL, t.zoek;
