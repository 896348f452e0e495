"""A large export, and the sqlite3 shell's way of taking it in: .import into a staging table, then an INSERT … SELECT …
ON CONFLICT for each table, with the columns, checks and indexes of the store, without its journal."""

import random

import store

HEADER = ("Studentnummer;Roepnaam;Voorvoegsel;Achternaam;E-mail;Klas;Cohort;Leerweg;Crebo;Docentcode;Docentnaam;"
          "Code leerbedrijf;KvK-nummer;Vestigingsnummer;Leerbedrijf;Adres bedrijf;Postcode bedrijf;Plaats bedrijf;"
          "Praktijkopleider;Begindatum;Einddatum;Uren")
TABLES = "team opleiding docent student leerbedrijf opleider plaatsing".split()
SQL = """
INSERT INTO opleiding (crebo, naam, zoek) SELECT DISTINCT Crebo, Crebo, Crebo FROM s WHERE true
  ON CONFLICT (crebo) DO NOTHING;
INSERT INTO student (nummer, roepnaam, voorvoegsel, achternaam, email, klas, cohort, leerweg, opleiding, zoek,
    zoek_achternaam)
  SELECT Studentnummer, Roepnaam, nullif(Voorvoegsel, ''), Achternaam, "E-mail", Klas, Cohort, Leerweg, o.id,
    lower(Roepnaam || ' ' || Voorvoegsel || ' ' || Achternaam), lower(Achternaam)
  FROM s JOIN opleiding o ON o.crebo = s.Crebo WHERE true
  ON CONFLICT (nummer) DO UPDATE SET roepnaam = excluded.roepnaam, voorvoegsel = excluded.voorvoegsel,
    achternaam = excluded.achternaam, email = excluded.email, klas = excluded.klas, cohort = excluded.cohort,
    leerweg = excluded.leerweg, opleiding = excluded.opleiding, zoek = excluded.zoek,
    zoek_achternaam = excluded.zoek_achternaam;
INSERT INTO docent (code, achternaam, zoek, zoek_achternaam)
  SELECT Docentcode, Docentnaam, lower(Docentnaam), lower(Docentnaam) FROM s WHERE true
  ON CONFLICT (code) DO UPDATE SET achternaam = excluded.achternaam, zoek = excluded.zoek,
    zoek_achternaam = excluded.zoek_achternaam;
INSERT INTO leerbedrijf (sbb, kvk, vestiging, naam, adres, postcode, plaats, zoek)
  SELECT "Code leerbedrijf", "KvK-nummer", Vestigingsnummer, Leerbedrijf, "Adres bedrijf", "Postcode bedrijf",
    "Plaats bedrijf", lower(Leerbedrijf) FROM s WHERE true
  ON CONFLICT (sbb) DO UPDATE SET kvk = excluded.kvk, vestiging = excluded.vestiging, naam = excluded.naam,
    adres = excluded.adres, postcode = excluded.postcode, plaats = excluded.plaats, zoek = excluded.zoek;
CREATE UNIQUE INDEX opleider_key ON opleider (leerbedrijf, zoek);
INSERT INTO opleider (leerbedrijf, achternaam, zoek, zoek_achternaam)
  SELECT l.id, s.Praktijkopleider, lower(s.Praktijkopleider), lower(s.Praktijkopleider)
  FROM s JOIN leerbedrijf l ON l.sbb = s."Code leerbedrijf" WHERE true
  ON CONFLICT (leerbedrijf, zoek) DO UPDATE SET achternaam = excluded.achternaam;
CREATE UNIQUE INDEX plaatsing_key ON plaatsing (student, leerbedrijf, begin);
INSERT INTO plaatsing (student, leerbedrijf, docent, opleider, begin, einde, uren)
  SELECT t.id, l.id, d.id, o.id,
    substr(s.Begindatum, 7) || '-' || substr(s.Begindatum, 4, 2) || '-' || substr(s.Begindatum, 1, 2),
    substr(s.Einddatum, 7) || '-' || substr(s.Einddatum, 4, 2) || '-' || substr(s.Einddatum, 1, 2),
    CAST(s.Uren AS INTEGER)
  FROM s JOIN student t ON t.nummer = s.Studentnummer JOIN leerbedrijf l ON l.sbb = s."Code leerbedrijf"
    JOIN docent d ON d.code = s.Docentcode JOIN opleider o ON o.leerbedrijf = l.id AND o.zoek = lower(s.Praktijkopleider)
  WHERE true
  ON CONFLICT (student, leerbedrijf, begin) DO UPDATE SET docent = excluded.docent, opleider = excluded.opleider,
    einde = excluded.einde, uren = excluded.uren;
"""


def full(name):
    return " ".join(part for part in name if part)


def write(path, n):
    """n placements, by student number: of 2 students in 5 rows, n/200 docenten, 8 companies and 12 contacts in 100."""
    rng = random.Random(4)

    def surname():
        return rng.choice(store.FRONT) + rng.choice(store.BACK)

    def name():
        return rng.choice(store.FIRST), rng.choice(store.PREFIX), surname()

    students, companies, docenten = max(1, n * 2 // 5), max(1, n * 8 // 100), max(1, n // 200)
    people = [(*name(), f"IT{rng.randint(1, 60)}{rng.choice('ABC')}", rng.choice(["2024", "2025", "2026"]),
               rng.choice(["BOL", "BBL"]), rng.choice(["25655", "25998", "25187", "25604"])) for _ in range(students)]
    teachers = [full(name()) for _ in range(docenten)]
    firms = [(100000000 + i * 7, 30000000 + i, f"{i:012d}", f"{rng.choice(store.TRADE)} {surname()} {i}",
              f"{surname()}straat {rng.randint(1, 200)}",
              f"{rng.randint(1000, 9999)} {rng.choice('ABCDEFGH')}{rng.choice('ABCDEFGH')}", rng.choice(store.TOWNS),
              [full(name()) for _ in range(1 + i % 2)]) for i in range(companies)]
    with open(path, "w", encoding="utf-8") as out:
        print(HEADER, file=out)
        for p in range(n):
            s = p * 2 // 5
            r = p - (s * 5 + 1) // 2
            given, prefix, last, klas, cohort, leerweg, crebo = people[s]
            docent, firm = (s * 7 + r) % docenten, firms[(s * 13 + r * 101) % companies]
            day = 1 + s % 28
            print(100000 + s, given, prefix, last, f"{100000 + s}@student.example", klas, cohort, leerweg, crebo,
                  f"D{docent:04d}", teachers[docent], *firm[:7], firm[7][p % len(firm[7])], f"{day:02d}-09-{2023 + r}",
                  f"{day:02d}-01-{2024 + r}", 160 + s % 1000, sep=";", file=out)


def schema(db):
    """The statements that make the tables and indexes of a store, without its triggers."""
    rows = []
    for table in TABLES:
        rows += db.execute("SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type IN ('table', 'index') "
                           "AND sql IS NOT NULL ORDER BY type DESC", (table,)).fetchall()
    return ";\n".join(row[0] for row in rows) + ";\n"


def script(db, export):
    return ("PRAGMA journal_mode = WAL;\nPRAGMA foreign_keys = ON;\n" + schema(db) +
            f".mode csv\n.separator ;\n.import '{export}' s\nBEGIN;\n" + SQL + "COMMIT;\n")
