-- The numbers of `stage report leerpotentieel` by team as one would write them by hand. :dag is the day, :van the first
-- one of the period: of a company with a placement in it, everything that was ever said counts.
WITH bij AS (
    SELECT DISTINCT p.leerbedrijf, coalesce(d.team, o.team) AS team
    FROM plaatsing p
    JOIN student s ON s.id = p.student
    LEFT JOIN opleiding o ON o.id = s.opleiding
    LEFT JOIN docent d ON d.id = coalesce((SELECT b.docent FROM begeleider b WHERE b.plaatsing = p.id AND b.rol = 'docent'
        AND b.van <= :dag AND coalesce(b.tot, :dag) >= :dag ORDER BY b.vervangt DESC, b.van DESC LIMIT 1), p.docent)
    WHERE p.status IS NULL AND p."begin" <= :dag AND coalesce(p.einde_werkelijk, p.einde) >= :van
),
b AS (
    SELECT p.leerbedrijf, max(CASE WHEN g.vorm = 'bezoek' AND g.docent_aanwezig THEN g.gehouden END) AS bezoek,
        max(CASE n.aspect WHEN 'praten' THEN coalesce(geboden, -1) END) AS praten,
        max(CASE n.aspect WHEN 'meekijken' THEN coalesce(geboden, -1) END) AS meekijken,
        max(CASE n.aspect WHEN 'uitvoeren-begeleid' THEN coalesce(geboden, -1) END) AS begeleid,
        max(CASE n.aspect WHEN 'uitvoeren-zelfstandig' THEN coalesce(geboden, -1) END) AS zelfstandig
    FROM plaatsing p
    LEFT JOIN gesprek g ON g.plaatsing = p.id AND g.gehouden <= :dag
    LEFT JOIN notitie n ON n.gesprek = g.id AND n.sleutel = 2 AND n.vertrouwelijk IS NOT 1
    WHERE p.status IS NULL
    GROUP BY p.leerbedrijf
)
SELECT coalesce(t.naam, '') AS team, count(*) AS leerbedrijven, count(CASE WHEN bezoek >= date(:dag, '-365 days') THEN 1 END) AS bezocht,
    (count(CASE WHEN bezoek >= date(:dag, '-365 days') THEN 1 END) * 1000 + count(*) / 2) / count(*) / 10.0 AS aandeel_bezocht,
    sum(bezoek IS NULL) AS nooit_bezocht, count(coalesce(praten, meekijken, begeleid, zelfstandig)) AS bekend,
    count(CASE praten WHEN 1 THEN 1 END) AS praten, count(CASE meekijken WHEN 1 THEN 1 END) AS meekijken,
    count(CASE begeleid WHEN 1 THEN 1 END) AS uitvoeren_begeleid, count(CASE zelfstandig WHEN 1 THEN 1 END) AS uitvoeren_zelfstandig,
    count(CASE WHEN 0 IN (praten, meekijken, begeleid, zelfstandig) THEN 1 END) AS nooit_geboden
FROM bij JOIN b ON b.leerbedrijf = bij.leerbedrijf LEFT JOIN team t ON t.id = bij.team
GROUP BY bij.team ORDER BY t.naam IS NULL, t.zoek;
