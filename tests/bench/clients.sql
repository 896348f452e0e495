-- What 'stage gesprek log' with four notes writes, by hand: the same lock, rows, seal and indexes, so that 'stage db check'
-- takes it for one of its own. The journal and the numbers are the store's own triggers. The bands of the index of texts
-- that are alike are numbers at random, as the server cannot make them.
\set plaatsing random(1, :plaatsingen)
\set band random(1, 1000000000000)
BEGIN;
SELECT pg_advisory_xact_lock(1398030663, hashtext(current_schema()));
WITH h AS (
    INSERT INTO handeling (id, tijdstip, wie, opdracht, eerste)
    SELECT coalesce(max(id), 0) + 1, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'pgbench', 'gesprek log',
        (SELECT coalesce(max(id), 0) + 1 FROM journaal) FROM handeling RETURNING id, eerste)
SELECT id AS handeling, eerste, set_config('stage.handeling', id::text, true) FROM h \gset
INSERT INTO gesprek (plaatsing, soort, vorm, gehouden, docent_aanwezig, student_aanwezig, opleider_aanwezig, docent, opleider,
    einde_toen)
SELECT id, 'tussen', 'bezoek', '2025-11-11', 1, 1, 1, docent, opleider, einde FROM plaatsing WHERE id = :plaatsing
RETURNING id AS gesprek \gset
INSERT INTO notitie (gesprek, sleutel, tekst)
SELECT :gesprek, sleutel, 'Werkt nauwkeurig; ''t tempo mag nog wat omhoog. Keek twee dagen mee op de poli en wil daar volgende '
    'maand zelf een middag staan. De kassa wordt nu toevertrouwd, omdat de telling drie weken klopte. ' || :band || sleutel
FROM generate_series(1, 4) sleutel;
WITH boek AS (SELECT * FROM journaal WHERE id >= :eerste)
UPDATE handeling h SET laatste = (SELECT max(id) FROM boek), hash = encode(sha256(convert_to(
    deel((SELECT v.hash FROM handeling v WHERE v.id < h.id ORDER BY v.id DESC LIMIT 1)) ||
    deel(h.id::text) || deel(h.tijdstip) || deel(h.wie) || deel(h.opdracht) || deel(h.herstelt::text) ||
    (SELECT string_agg(deel(split_part(afdruk, '$', 2)) || deel(soort) || deel(coalesce(student, 0)::text), '' ORDER BY id)
     FROM boek), 'UTF8')), 'hex')
WHERE h.id = :handeling;
WITH boek AS (SELECT DISTINCT tabel, rij FROM journaal WHERE id >= :eerste)
INSERT INTO zoekindex SELECT tabel, rij, zoek_vector(z.tekst)
FROM boek CROSS JOIN LATERAL (SELECT tekst FROM zoek_tekst t WHERE t.tabel = boek.tabel AND t.rij = boek.rij) z
ON CONFLICT (tabel, rij) DO UPDATE SET woorden = excluded.woorden;
INSERT INTO gelijkenis (band, tabel, rij)
SELECT :band + nr, 'notitie', id FROM notitie CROSS JOIN generate_series(1, 6) nr WHERE gesprek = :gesprek
ON CONFLICT DO NOTHING;
SELECT tellers_bewaren();
COMMIT;
