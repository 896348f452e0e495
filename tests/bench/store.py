"""Makes the benchmark's store and export: invented people, the shape of a school's real data.

Per docent 19 placements, per student about 1.05, per placement some two talks; most companies have one to
three students, a few have hundreds. The same number of placements gives the same store.
"""

import datetime
import random
import sqlite3
import subprocess
import unicodedata

DAY = datetime.date(2025, 11, 12)  # in the past, so that no clock needs to be set
ROWS_PER_INSERT = 400
SEARCHED = "student docent leerbedrijf opleider notitie inschatting begeleidingskeuze afspraak signaal".split()

FIRST = """Emma Julia Mila Tess Sophie Zoë Sara Nora Eva Noor Lotte Daan Sem Lucas Levi Finn Noah Luuk Bram Mees
Jesse Thijs Anouk Fleur Sanne Femke Iris Roos Lieke Maud Isa Fenna Saar Esmée Chloé Daniël Joël Raphaël
René André Loïs Noémi Anaïs Aïcha Fatima Youssef Mohamed Amir Bilal Yasmina Ümit Çağla Özlem Emre Ayşe
Søren Łukasz Zofia Małgorzata José Inês João Nguyễn IJsbrand Sjoerd Wietske Fokke Jelle Maaike Hidde Pim
Teun Guus Willemijn Jan-Willem Anne-Fleur Rosalie Ruben Stijn Tijn Vera Wout Xander Yara Zeynep Björn
Jörg Márton Siân Thaïsa Geertruida""".split()
COMMON = """|Jansen de|Jong van den|Berg de|Vries van|Dijk |Bakker |Janssen |Visser |Smit |Meijer de|Boer
|Mulder de|Groot |Bos |Vos |Peters |Hendriks van|Leeuwen |Dekker |Brouwer de|Wit |Dijkstra |Smits
de|Graaf van der|Meer |Yılmaz |Kaya |Çelik |Demir El|Amrani van 't|Hof in 't|Veld ten|Broeke
ter|Horst van der|Heijden |Müller |García |Núñez |Wójcik |Nowák |Sjögren d'|Ancona""".replace("\n", " ")
FRONT = """Groene Ooster Wester Noorder Zuider Hooge Laage Nieuwe Oude Kleine Groote Water Molen Kerk Brug Dijk
Duin Bosch Berken Eiken Linden Wilgen Elzen Heide Veen Zand Klei Steen Ijzer Zilver Goud Koren Haver
Gerste Rogge Vlas Schaap Ossen Paarden Bijen Vogel Zwaan Reiger Valken Haviks Wolfs Vossen Beren Hazen
Donker Lichten Winter Zomer Lente Herfst Maan Zonne Sterren Konings Graven Ridder Monnik Abten Klooster
Poort Toren Burg Haven Schip Anker Zeil Roer""".split()
BACK = """veld huis man berg stra sma ma boom bos kamp hof dam dijk brug beek broek donk drecht eind gaard heim
horst hout kerk laar loo maat meer molen oord poel rade schot sloot steeg stein straat tocht vaart voort
waard weg werf wijk zand zeel zijl ink ing elaar emans enaar sen ssen sz""".split()
PREFIX = ["", "", "", "", "", "", "van", "van de", "van der", "van den", "de", "ten", "ter", "van 't"]
TRADE = """Zorggroep Ziekenhuis Bakkerij Autobedrijf Installatiebedrijf Kapsalon Hotel Restaurant Kinderopvang
Bouwbedrijf Drukkerij Hoveniersbedrijf Transportbedrijf Administratiekantoor Schildersbedrijf Slagerij
Café Crèche Apotheek Dierenkliniek""".split()
TOWNS = "Utrecht Amersfoort Zwolle Enschede 's-Hertogenbosch Ede Gouda Assen Goes Roermond Sneek Hoorn".split()
COURSES = """Verzorgende-IG Mbo-Verpleegkundige Helpende Elektromonteur Timmerman Kok Gastheer Medewerker-ICT Kapper
Autotechnicus Verkoper Logistiek-medewerker Pedagogisch-medewerker Doktersassistent Hovenier Schilder
Drukker Bakker Financieel-administratief-medewerker Dierverzorger""".split()
SENTENCES = [
    "Deed de intake van een nieuwe bewoner zelf, van het eerste gesprek tot het zorgplan.",
    "Vindt het lastig om hulp te vragen als het druk is; dat is vandaag besproken.",
    "Keek twee dagen mee op de poli en wil daar volgende maand zelf een middag staan.",
    "Volgens de praktijkopleider werkt zij nauwkeurig, en mag het tempo nog wat omhoog.",
    "Er is elke vrijdag een kwartier om over het werk te praten.",
    "Heeft laten zien hoe een klacht wordt afgehandeld; de student deed de tweede zelf.",
    "De kassa wordt nu toevertrouwd, omdat de telling drie weken achtereen klopte.",
    "Ruwe planken schaven ging mis; het waarom is daarna samen bekeken.",
    "Wil weten hoe het is om 's avonds te werken – dat wordt in week 48 geregeld.",
]
VORMEN = ["bezoek", "bezoek", "online", "telefoon", "op-school"]

APOSTROPHES = "'`\u00b4\u02bc\u2018\u2019"
PLAIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ß": "ss"}


def fold(text):
    """The folded name, as lib/base/text.c makes it."""
    out, gap = [], False
    for c in unicodedata.normalize("NFKD", text):
        c = c.lower()[:1]
        if unicodedata.category(c).startswith("M") or c in APOSTROPHES:
            continue
        if not c.isalnum():
            gap = bool(out)
            continue
        if gap:
            out.append(" ")
        gap = False
        out.append(PLAIN.get(c, c))
    return "".join(out)


class Name:
    def __init__(self, rng):
        self.first = rng.choice(FIRST)
        if rng.random() < 0.25:
            self.prefix, self.last = rng.choice(_common)
        else:
            self.prefix, self.last = rng.choice(PREFIX), rng.choice(FRONT) + rng.choice(BACK)
            if rng.random() < 0.06:
                self.last += "-" + rng.choice(FRONT) + rng.choice(BACK)
        self.full = " ".join(part for part in (self.first, self.prefix, self.last) if part)
        self.zoek = fold(self.full)
        self.zoek_last = fold(self.last)


def _split_common():
    out, prefix = [], ""
    for part in COMMON.split("|"):
        last, _, following = part.partition(" ")
        if part and last:
            out.append((prefix, last))
        prefix = following.strip()
    return out


_common = _split_common()


def quote(value):
    if value is None or value == "":
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


class Script:
    """Rows of one table, written as INSERTs of many rows each."""

    def __init__(self, out, table, columns):
        self.out, self.head, self.rows = out, f"INSERT INTO {table} ({columns}) VALUES\n", []

    def add(self, *values):
        self.rows.append("(" + ",".join(map(quote, values)) + ")")
        if len(self.rows) == ROWS_PER_INSERT:
            self.end()

    def end(self):
        if self.rows:
            self.out.write(self.head + ",\n".join(self.rows) + ";\n")
        self.rows = []


def day(days):
    return (DAY + datetime.timedelta(days=days)).isoformat()


def companies_of(rng, n):
    """For each placement the number of its company: a heavy tail."""
    out, company = [], 0
    while len(out) < n:
        company += 1
        out.extend([company] * min(int(rng.paretovariate(1.8)), max(n // 100, 3)))
    out = out[:n]
    rng.shuffle(out)
    return out, company


def add_talks(rng, gesprek, notitie, place, ids):
    """Gives whether one was held on the day itself: stage asks before it takes down a second."""
    plaatsing, begin, einde, docent, opleider = place
    kinds = ["start", "tussen", "eind", "extra"][: rng.choices(range(5), (15, 20, 25, 30, 10))[0]]
    today = False
    for at, soort in enumerate(kinds):
        when = begin + (einde - begin) * (2 * at + 1) // 8 + rng.randrange(-5, 6)
        ids[0] += 1
        planned = when + rng.choice((0, 0, 0, -7, 3)) if rng.random() < 0.8 else None
        dice = rng.random()
        if when > 0:
            gesprek.add(ids[0], plaatsing, soort, None, day(when), None, None, *[None] * 5)
        elif dice < 0.05:
            gesprek.add(ids[0], plaatsing, soort, None, day(when), None, None, *[None] * 5)
        elif dice < 0.1:
            gesprek.add(ids[0], plaatsing, soort, None, day(when), None, day(when), *[None] * 5)
        else:
            gesprek.add(ids[0], plaatsing, soort, rng.choice(VORMEN), None if planned is None else day(planned),
                        day(when), None, 1, 1 if rng.random() < 0.97 else 0, 1 if rng.random() < 0.85 else 0,
                        docent, opleider)
            today = today or when == 0
            for sleutel in range(1, 5):
                if rng.random() < 0.5:
                    notitie.add(ids[0], sleutel, " ".join(rng.choices(SENTENCES, k=rng.randrange(1, 5))))
    return today


def write(out, n):
    """Writes the SQL of a store with n placements. Returns (number, name) of the students who have exactly one
    placement, a running one."""
    rng = random.Random(20251112)
    students, docenten = max(round(n / 1.05), 1), max(round(n / 19), 1)
    courses = [f"{name.replace('-', ' ')} {i // len(COURSES) + 1}" for i, name in enumerate(COURSES * 10)]

    out.write("BEGIN;\n")
    table = Script(out, "opleiding", "id,crebo,naam,niveau,zoek")
    for i, naam in enumerate(courses, 1):
        table.add(i, str(25000 + i), naam, i % 4 + 1, fold(naam))
    table.end()
    table = Script(out, "docent", "id,code,roepnaam,voorvoegsel,achternaam,email,zoek,zoek_achternaam")
    for i in range(1, docenten + 1):
        d = Name(rng)
        table.add(i, f"D{i:05}", d.first, d.prefix, d.last, f"d{i}@school.example", d.zoek, d.zoek_last)
    table.end()
    table = Script(out, "student", "id,nummer,roepnaam,voorvoegsel,achternaam,email,klas,cohort,leerweg,"
                                   "opleiding,zoek,zoek_achternaam")
    names = [None]
    for i in range(1, students + 1):
        s, o = Name(rng), rng.randrange(1, len(courses) + 1)
        names.append(s)
        table.add(i, f"{i:07}", s.first, s.prefix, s.last, f"{i:07}@student.school.example",
                  f"K{o:03}-{i % 4}{'ABC'[i % 3]}", "2024", "BBL" if i % 5 == 0 else "BOL", o, s.zoek, s.zoek_last)
    table.end()
    company_of, companies = companies_of(rng, n)
    table = Script(out, "leerbedrijf", "id,sbb,kvk,vestiging,naam,adres,postcode,plaats,telefoon,zoek")
    for i in range(1, companies + 1):
        b = Name(rng)
        naam = f"{rng.choice(TRADE)} {b.prefix + ' ' if b.prefix else ''}{b.last}"
        table.add(i, str(100000000 + i), f"{i:08}", f"{i:012}", naam, f"{b.last}straat {i % 200 + 1}",
                  f"{1000 + i % 9000} AB", rng.choice(TOWNS), None, fold(naam))
    table.end()
    opleiders, opleider_of, count = {}, Script(out, "opleider", "id,leerbedrijf,roepnaam,voorvoegsel,achternaam,"
                                                                "email,zoek,zoek_achternaam"), 0
    for company in company_of:  # a new guide for the first and then for some of the students of a company
        known = opleiders.setdefault(company, [])
        if not known or rng.random() < 0.2:
            o, count = Name(rng), count + 1
            known.append(count)
            opleider_of.add(count, company, o.first, o.prefix, o.last, f"o{count}@bedrijf.example", o.zoek, o.zoek_last)
    opleider_of.end()

    plaatsing = Script(out, "plaatsing", "id,student,leerbedrijf,docent,opleider,begin,einde,einde_werkelijk,uren,"
                                         "overeenkomst,status")
    places = []
    for i in range(1, n + 1):
        begin = -rng.randrange(5, 150)
        einde, real, status = rng.randrange(10, 140), None, None
        student = i if i <= students else rng.randrange(1, students + 1)
        dice = rng.random()
        if i > students:
            begin, einde = -rng.randrange(300, 400), -rng.randrange(160, 200)  # an earlier stage
        elif dice < 0.02:
            real = -rng.randrange(1, 5)  # ended early
        elif dice < 0.04:
            begin, einde = rng.randrange(5, 60), rng.randrange(80, 200)
        elif dice < 0.05:
            status = "vervallen"
        elif dice < 0.06:
            status = "voorlopig"
        docent, opleider = rng.randrange(docenten) + 1, rng.choice(opleiders[company_of[i - 1]])
        places.append(((i, begin, einde, docent, opleider), student, dice >= 0.06 and i <= students))
        plaatsing.add(i, student, company_of[i - 1], docent, opleider, day(begin), day(einde),
                      None if real is None else day(real), rng.randrange(8, 33) * 20, f"POK{i:07}", status)
    plaatsing.end()
    gesprek = Script(out, "gesprek", "id,plaatsing,soort,vorm,gepland,gehouden,geannuleerd,docent_aanwezig,"
                                     "student_aanwezig,opleider_aanwezig,docent,opleider")
    notitie, ids = Script(out, "notitie", "gesprek,sleutel,tekst"), [0]
    held_today = set()
    for place, student, _ in places:
        if add_talks(rng, gesprek, notitie, place, ids):
            held_today.add(student)
        if len(gesprek.rows) == 0:  # the talks stand before their notes
            notitie.end()
    gesprek.end()
    notitie.end()
    for table in SEARCHED:
        out.write(f"INSERT INTO zoek_{table} (zoek_{table}) VALUES ('rebuild');\n")
    # These rows are older than the journal: it has no entry of them, and looks for none.
    out.write("INSERT OR REPLACE INTO voor_journaal (tabel, laatste) SELECT name, seq FROM sqlite_sequence;\n")
    out.write("COMMIT;\n")
    others = {student for place, student, _ in places if place[0] > students} | held_today
    return [(f"{s:07}", names[s].zoek, names[s].full) for _, s, runs in places if runs and s not in others]


# What is looked for among many notes: a rare word, one that stands in every tenth, two at once, half a word.
SEARCHES = "smeedijzer", "kassa", "kassa zelf", "nauwk"
RARE = "smeedijzer"


def connect(path):
    """To a store, whose triggers call what stage gives: 0 is no action, so that they write nothing down."""
    db = sqlite3.connect(path, isolation_level=None)
    db.create_function("handeling", 0, lambda: 0)
    for name in ("staat", "onthoud", "voorheen", "afdruk"):
        db.create_function(name, -1, lambda *parts: None)
    db.execute("PRAGMA synchronous = OFF")
    return db


def add_notes(path, n):
    """Fills a store up to n notes, one in ten thousand with a rare word. Returns how many there are."""
    rng, db = random.Random(1000000), connect(path)
    held = [row[0] for row in db.execute("SELECT id FROM gesprek WHERE gehouden IS NOT NULL")]
    there = db.execute("SELECT count(*) FROM notitie").fetchone()[0]
    rows = ((rng.choice(held), rng.randrange(1, 5), " ".join(rng.choices(SENTENCES, k=rng.randrange(1, 5))) +
             (f" {RARE}" if i % 10000 == 0 else "")) for i in range(n - there))
    db.execute("BEGIN")
    db.executemany("INSERT INTO notitie (gesprek, sleutel, tekst) VALUES (?, ?, ?)", rows)
    db.execute("INSERT INTO zoek_notitie (zoek_notitie) VALUES ('rebuild')")
    db.execute("UPDATE voor_journaal SET laatste = (SELECT max(id) FROM notitie) WHERE tabel = 'notitie'")
    db.execute("COMMIT")
    there = db.execute("SELECT count(*) FROM notitie").fetchone()[0]
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return there


# Notes as people write them: what was done, with whom, when, how it went. One in fifty is a copy of another, with a
# word or two changed; one in ten begins as many do.
DONE = """de intake van een bewoner|de medicatie van de middagronde|een anamnese|de kassatelling|het mise en place
|een groepenkast bekabeld|een dakraam gesteld|de ochtendverzorging|een verjaardag voor de peuters|het magazijn ingeruimd
|een storing in de verlichting|een factuur van een leverancier|een kleuring uitgewassen|de remmen van een Golf
|een tegelvloer gelegd|een klacht aan de balie|een overdracht aan de nachtdienst|een wond verbonden|het rooster gemaakt
|een lekkage in de kelder|een werkoverleg voorgezeten|een paard beslagen|een heg gesnoeid|een laptop geïnstalleerd
|een taart voor een bruiloft|een vrachtbrief ingevuld|een voorgesprek met ouders|een bed opgemaakt""".replace("\n", "").split("|")
MANNER = """zelf|samen met een collega|onder toezicht|voor het eerst|voor de derde keer|zonder dat iemand erom vroeg
|op eigen initiatief|na een korte uitleg|met de opleider ernaast|in een halfuur|sneller dan vorige maand|rustig
|met veel vragen|zonder fouten|met één fout die zij zelf zag|naast een tweedejaars""".replace("\n", "").split("|")
WHEN = """maandag|dinsdag|woensdag|donderdag|vrijdag|in de eerste week|in week 12|na de vakantie|tijdens de avonddienst
|op de drukste dag|vorige maand|halverwege de stage|tegen het einde van de dag|bij de verbouwing|in het weekend
|toen er twee mensen vrij waren""".replace("\n", "").split("|")
OUTCOME = """dat ging goed|daar wil zij meer van|dat kostte meer tijd dan gedacht|dat werd achteraf besproken
|de klant was tevreden|de opleider hoefde niet bij te springen|daar hoort nog een protocol bij|dat smaakt naar meer
|volgende keer doet hij het alleen|het waarom was nog niet duidelijk|zij zag zelf wat er beter kon
|hij vond het spannend|dat komt terug in het volgende gesprek|daar past een opdracht van school bij
|het tempo mag omhoog|zij legde het daarna aan een ander uit""".replace("\n", "").split("|")
OPENING = "Hij heeft het naar zijn zin op de stage en wordt goed begeleid door de collega's. "


def varied_note(rng):
    parts = [f"Deed {rng.choice(WHEN)} {rng.choice(DONE)}, {rng.choice(MANNER)}; {rng.choice(OUTCOME)}."
             for _ in range(rng.choices((1, 2, 3, 4), (30, 40, 20, 10))[0])]
    return (OPENING if rng.random() < 0.1 else "") + " ".join(parts)


def add_teams(path, n):
    """Gives a store n teams, over which its docenten and programmes are spread."""
    db = connect(path)
    db.execute("BEGIN")
    for i in range(1, n + 1):
        naam = f"{COURSES[i % len(COURSES)].replace('-', ' ')} {TOWNS[i % len(TOWNS)]} {i}"
        db.execute("INSERT INTO team (id, naam, zoek) VALUES (?, ?, ?)", (i, naam, fold(naam)))
    for table in ("docent", "opleiding"):
        db.execute(f"UPDATE {table} SET team = id % ? + 1", (n,))
    db.execute("INSERT INTO voor_journaal (tabel, laatste) VALUES ('team', ?) ON CONFLICT (tabel) DO UPDATE "
               "SET laatste = excluded.laatste", (n,))
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def vary_notes(path, n):
    """Puts n varied notes in the place of those of a store."""
    rng, db = random.Random(19970611), connect(path)
    held = [row[0] for row in db.execute("SELECT id FROM gesprek WHERE gehouden IS NOT NULL")]
    texts = []
    for _ in range(n):
        words = rng.choice(texts).split() if texts and rng.random() < 0.02 else varied_note(rng).split()
        if rng.random() < 0.5:
            words[rng.randrange(len(words))] = rng.choice(FIRST)
        texts.append(" ".join(words))
    db.execute("BEGIN")
    db.execute("DELETE FROM notitie")
    db.executemany("INSERT INTO notitie (gesprek, sleutel, tekst) VALUES (?, ?, ?)",
                   ((rng.choice(held), rng.randrange(1, 5), text) for text in texts))
    db.execute("UPDATE voor_journaal SET laatste = (SELECT max(id) FROM notitie) WHERE tabel = 'notitie'")
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


class Sink:
    """Runs each statement that is written to it."""

    def __init__(self, db):
        self.write = db.execute


def make(stage, path, n, env):
    subprocess.run([stage, "--store", path, "--quiet", "init"], check=True, env=env)
    db = connect(path)
    loggable = write(Sink(db), n)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    # What is not made by stage, as these rows, is in no index but the search index that was made above.
    subprocess.run([stage, "--store", path, "--quiet", "db", "reindex"], check=True, env=env)
    return loggable


def write_export(path, n):
    """An export as administrations give it: one row per placement, Dutch dates, separated by semicolons."""
    rng = random.Random(20000)
    companies, count = companies_of(rng, n)
    named = [Name(rng) for _ in range(count + 1)]
    guides = [Name(rng) for _ in range(count + 1)]
    docenten = max(round(n / 19), 1)
    dutch = lambda days: (DAY + datetime.timedelta(days=days)).strftime("%d-%m-%Y")
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write("Studentnummer;Roepnaam;Tussenvoegsel;Achternaam;E-mail student;Klas;Cohort;Leerweg;Crebo;Opleiding;"
                  "Niveau;Docentcode;Leerbedrijf-ID;KvK-nummer;Vestigingsnummer;BPV-bedrijf;Bezoekadres;"
                  "Postcode leerbedrijf;Plaats leerbedrijf;Praktijkopleider;E-mail praktijkopleider;Begindatum;"
                  "Verwachte einddatum;Uren;Overeenkomstnummer;Status\r\n")
        for i, b in enumerate(companies, 1):
            student = i if i * 1.05 < n else rng.randrange(1, n // 2 + 2)
            s, o = Name(random.Random(student)), student % len(COURSES)
            row = [f"{student:07}", s.first, s.prefix, s.last, f"{student:07}@student.school.example",
                   f"K{o:02}-1A", "2024", "BOL", str(25001 + o), COURSES[o].replace("-", " "), str(o % 4 + 1),
                   f"D{i % docenten + 1:05}", str(100000000 + b), f"{b:08}", f"{b:012}", f"{TRADE[b % len(TRADE)]} {named[b].last}",
                   f"{named[b].last}straat {b % 200 + 1}", f"{1000 + b % 9000} AB", TOWNS[b % len(TOWNS)],
                   guides[b].full, f"o{b}@bedrijf.example",
                   dutch(-rng.randrange(5, 150) - (200 if student != i else 0)), dutch(rng.randrange(10, 140)),
                   str(rng.randrange(8, 33) * 20), f"POK{i:07}", "Definitief"]
            out.write(";".join(row) + "\r\n")
