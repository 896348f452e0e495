-- The answer of `stage report contact --missing --on :dag` as one would write it by hand, for the built-in norm and
-- placements of at most a year: windows of a quarter, a half and a quarter and 14 days.
SELECT plaatsing, nummer, student, klas, opleiding, docent, leerbedrijf, "begin", einde,
    s1 + lang * t1 + e1 AS gehouden,
    (s2 > s1) + lang * (t2 > t1) + (e2 > e1) AS gepland,
    2 + lang - max(s1, s2) - lang * max(t1, t2) - max(e1, e2) AS ontbreekt,
    substr(iif(max(s1, s2), '', ', start') || iif(lang > max(t1, t2), ', tussen', '') || iif(max(e1, e2), '', ', eind'), 3)
        AS welke,
    laatste, volgende, apart, onbekend
FROM (
    SELECT p.id AS plaatsing, s.nummer,
        trim(coalesce(s.roepnaam, '') || ' ' || coalesce(s.voorvoegsel || ' ', '') || s.achternaam) AS student,
        s.klas, coalesce(o.crebo || ' ', '') || o.naam AS opleiding, coalesce(d.code, d.achternaam) AS docent,
        l.naam AS leerbedrijf, p."begin", coalesce(p.einde_werkelijk, p.einde) AS einde,
        julianday(coalesce(p.einde_werkelijk, p.einde)) - julianday(p."begin") >= 27 AS lang,
        coalesce(max(venster = 'start' AND samen), 0) AS s1, coalesce(max(venster = 'start' AND straks), 0) AS s2,
        coalesce(max(venster = 'tussen' AND samen), 0) AS t1, coalesce(max(venster = 'tussen' AND straks), 0) AS t2,
        coalesce(max(venster = 'eind' AND samen), 0) AS e1, coalesce(max(venster = 'eind' AND straks), 0) AS e2,
        max(iif(geweest, g.gehouden, NULL)) AS laatste, min(iif(straks, wanneer, NULL)) AS volgende,
        coalesce(sum(geweest AND NOT samen), 0) AS apart,
        coalesce(sum(NOT geweest AND NOT straks AND NOT af), 0) AS onbekend
    FROM plaatsing p
    JOIN student s ON s.id = p.student
    JOIN leerbedrijf l ON l.id = p.leerbedrijf
    LEFT JOIN docent d ON d.id = p.docent
    LEFT JOIN opleiding o ON o.id = s.opleiding
    LEFT JOIN (
        SELECT plaatsing, gehouden, iif(g.soort = 'extra' OR na < 0 OR na >= lengte + 14, NULL,
                iif(na * 4 < lengte, 'start', iif(na * 4 < lengte * 3, 'tussen', 'eind'))) AS venster, coalesce(gehouden <= :dag, 0) AS geweest,
            coalesce(geannuleerd <= :dag, 0) AS af, coalesce(gepland, gehouden) AS wanneer,
            coalesce(gehouden <= :dag AND docent_aanwezig AND student_aanwezig AND opleider_aanwezig, 0) AS samen,
            coalesce(gehouden > :dag, 1) AND coalesce(geannuleerd > :dag, 1)
                AND coalesce(gepland, gehouden) >= :dag AS straks
        FROM (SELECT e.*, julianday(coalesce(iif(e.gehouden <= :dag, e.gehouden, e.gepland), e.gehouden)) - julianday(q."begin") AS na,
                julianday(coalesce(q.einde_werkelijk, q.einde)) - julianday(q."begin") + 1 AS lengte
            FROM gesprek e JOIN plaatsing q ON q.id = e.plaatsing) g
    ) g ON g.plaatsing = p.id
    WHERE p.status IS NULL AND p."begin" <= :dag
        AND coalesce(p.einde_werkelijk, p.einde) >= date(:dag, '-14 days')
    GROUP BY p.docent, p.id
)
WHERE ontbreekt > 0
ORDER BY docent, plaatsing;
