"""Makes the benchmark's store for reports: four school years of placements with all that a report counts.

Some 30 % of the placements run on store.DAY and each has three talks. There are 50 teams, 19 placements per docent,
one or two notes per talk that was held, and beside them what was judged, chosen, agreed and feared. Placements take
at most a year, as the hand-written statements want them. The same number of placements gives the same store.
"""

import datetime
import random
import subprocess

import store

TEAMS, COURSES, BATCH = 50, 200, 20000
# Of each school year: its part of the placements, and the days before store.DAY between which they begin.
YEARS = ((0.18, 1150, 870), (0.23, 790, 500), (0.26, 430, 150), (0.33, 75, -10))
ASPECTS = {1: ("aha", "vraag", "gevoel", None), 2: ("praten", "meekijken", "uitvoeren-begeleid", "uitvoeren-zelfstandig"),
           3: ("oordeel", "voorbeeld", "verwachting", None), 4: ("laten-zien", "meedoen", "toevertrouwen", None)}
SIGNALS = ("begeleiding volwaardig-werknemer klusjes te-weinig-leren discriminatie onveilig stoppen contact anders").split()
COLUMNS = {
    "team": "id,naam,zoek",
    "opleiding": "id,crebo,naam,niveau,zoek,team",
    "docent": "id,code,roepnaam,voorvoegsel,achternaam,zoek,zoek_achternaam,team,werkdagen",
    "student": "id,nummer,roepnaam,voorvoegsel,achternaam,klas,cohort,leerweg,opleiding,zoek,zoek_achternaam",
    "leerbedrijf": "id,sbb,naam,postcode,plaats,zoek",
    "plaatsing": "id,student,leerbedrijf,docent,begin,einde,einde_werkelijk,status",
    "begeleider": "plaatsing,rol,docent,vervangt,van,tot",
    "vrijstelling": "plaatsing,moment,datum,reden",
    "gesprek": "id,plaatsing,soort,vorm,gepland,gehouden,geannuleerd,docent_aanwezig,student_aanwezig,opleider_aanwezig,"
               "docent,vervanger",
    "notitie": "gesprek,sleutel,aspect,geboden,tekst,vertrouwelijk",
    "inschatting": "plaatsing,gesprek,datum,oordeel,voorbeeld,verwachting",
    "begeleidingskeuze": "plaatsing,gesprek,datum,strategie,gebied,voorbeeld,herkend",
    "afspraak": "plaatsing,gesprek,datum,wie,wat,voor,gesloten",
    "signaal": "plaatsing,datum,soort,ernst,gesloten,opvolging,voor",
}
DAYS = [(store.DAY + datetime.timedelta(days=n)).isoformat() for n in range(-1500, 1000)]


def day(n):
    return DAYS[n + 1500]


def below(rng, n):
    """As rng.randrange(n), which takes five times as long."""
    return int(rng.random() * n)


class Maker:
    def __init__(self, db, n):
        self.db, self.n, self.rng, self.talk = db, n, random.Random(20251113), 0
        self.docenten, self.students = max(n // 19, TEAMS), max(n // 2, 1)
        names = random.Random(5000)
        self.names = [store.Name(names) for _ in range(5000)]
        self.rows = {table: [] for table in COLUMNS}

    def add(self, table, *values):
        self.rows[table].append(values)

    def flush(self):
        for table, columns in COLUMNS.items():
            marks = ",".join("?" * (columns.count(",") + 1))
            self.db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", self.rows[table])
            self.rows[table].clear()

    def people(self, companies):
        rng = self.rng
        for i in range(1, TEAMS + 1):
            self.add("team", i, f"Team {i:02}", f"team {i:02}")
        for i in range(1, COURSES + 1):
            name = f"{store.COURSES[i % len(store.COURSES)]} {i:03}"
            self.add("opleiding", i, str(25000 + i), name, i % 4 + 1, store.fold(name), i % TEAMS + 1)
        for i in range(1, self.docenten + 1):  # one in ten has no team of their own
            d = self.names[i % 5000]
            self.add("docent", i, f"D{i:06}", d.first, d.prefix or None, d.last, d.zoek, d.zoek_last,
                     i % TEAMS + 1 if i % 10 else None, "ma,di,do" if i % 3 == 0 else None)
        for i in range(1, self.students + 1):
            s, o = self.names[below(rng, 5000)], below(rng, COURSES) + 1
            self.add("student", i, f"{i:07}", s.first, s.prefix or None, s.last, f"K{o:03}-{i % 4}", "2024",
                     "BBL" if i % 5 == 0 else "BOL", o, s.zoek, s.zoek_last)
            if i % BATCH == 0:
                self.flush()
        for i in range(1, companies + 1):
            b = self.names[below(rng, 5000)]
            naam = f"{store.TRADE[i % len(store.TRADE)]} {b.last}"
            self.add("leerbedrijf", i, str(100000000 + i), naam, f"{1000 + i % 9000} AB",
                     store.TOWNS[i % len(store.TOWNS)], store.fold(naam))
            if i % BATCH == 0:
                self.flush()
        self.flush()
        self.course = [None] + [o for (o,) in self.db.execute("SELECT opleiding FROM student ORDER BY id")]

    def docent_of(self, course):
        """One of the team of an opleiding."""
        at = course % TEAMS
        return at + TEAMS * below(self.rng, (self.docenten - at) // TEAMS + 1) or TEAMS

    def placement(self, i, year, company):
        rng, (_, first, last) = self.rng, year
        student = below(rng, self.students) + 1
        begin = -first + below(rng, first - last)
        dice, einde = rng.random(), begin + 70 + below(rng, 230)
        if dice < 0.03:
            einde = begin + 13 + below(rng, 20)
        real, status, docent = None, None, self.docent_of(self.course[student])
        if 0.03 < dice < 0.07:
            real = begin + (einde - begin) * (1 + below(rng, 8)) // 10
        elif 0.07 < dice < 0.09:
            status = "vervallen" if dice < 0.08 else "voorlopig"
        self.add("plaatsing", i, student, company, docent, day(begin), day(einde), None if real is None else day(real),
                 status)
        if rng.random() < 0.02:
            tot = begin + 30 + below(rng, 200)
            self.add("begeleider", i, "docent", self.docent_of(self.course[student]), below(rng, 2), day(begin + 20),
                     day(tot) if rng.random() < 0.5 else None)
        if rng.random() < 0.005:
            self.add("vrijstelling", i, ("start", "tussen", "eind")[below(rng, 3)], day(begin + below(rng, 60)), "elders")
        einde = einde if real is None else real
        self.talks(i, begin, einde, docent, student)
        self.rest(i, begin, einde)

    def talks(self, plaatsing, begin, einde, docent, student):
        """Three on average: start, tussen, eind; some have fewer, one in four an extra one."""
        rng = self.rng
        dice = rng.random()
        kinds = ("start", "tussen", "eind", "extra")[: 2 if dice < 0.12 else 4 if dice > 0.74 else 3]
        if einde - begin < 27:
            kinds = ("start", "eind", "extra")
        for at, soort in enumerate(kinds):
            spread = max((einde - begin) // 12, 1)
            part = (1, 4, 7, 5)[at] if len(kinds) > 2 and kinds[1] == "tussen" or at == 0 else (1, 7, 5, 5)[at]
            when = begin + (einde - begin) * part // 8 + below(rng, 2 * spread) - spread
            self.talk += 1
            dice, plan = rng.random(), when + below(rng, 7) - 3
            if when > 0:
                if dice < 0.9:
                    self.add("gesprek", self.talk, plaatsing, soort, "bezoek" if dice < 0.4 else "online", day(when), None,
                             None, *[None] * 5)
                continue
            if dice < 0.06:
                self.add("gesprek", self.talk, plaatsing, soort, None, day(plan), None,
                         day(min(plan, 0)) if dice < 0.03 else None, *[None] * 5)
                continue
            opleider = 1 if rng.random() < 0.85 else 0
            other = self.docent_of(self.course[student]) if dice > 0.95 else None if dice > 0.92 else docent
            self.add("gesprek", self.talk, plaatsing, soort, store.VORMEN[below(rng, 5)], day(plan) if dice < 0.8 else None,
                     day(when), None, 1, 1 if rng.random() < 0.97 else 0, opleider, other,
                     None if opleider or dice < 0.8 else "collega")
            self.held(plaatsing, when)

    def held(self, plaatsing, when):
        """What is written down of a talk."""
        rng, dice = self.rng, self.rng.random()
        for _ in range(0 if dice < 0.15 else 1 if dice < 0.5 else 2 if dice < 0.85 else 3):
            sleutel = below(rng, 4) + 1
            aspect = ASPECTS[sleutel][below(rng, 4)]
            geboden = (1 if rng.random() < 0.7 else 0) if sleutel == 2 and rng.random() < 0.9 else None
            self.add("notitie", self.talk, sleutel, aspect, geboden, store.SENTENCES[below(rng, len(store.SENTENCES))],
                     1 if rng.random() < 0.02 else None)
        if rng.random() < 0.4:
            strategie = ("laten-zien", "meedoen", "toevertrouwen")[below(rng, 3)]
            self.add("begeleidingskeuze", plaatsing, self.talk if rng.random() < 0.8 else None, day(when), strategie,
                     "team" if strategie == "meedoen" and dice < 0.5 else None, "Deed de intake samen." if dice < 0.6 else None,
                     ("ja", "nee", "deels")[below(rng, 3)] if rng.random() < 0.7 else None)
        if rng.random() < 0.12:
            self.add("inschatting", plaatsing, self.talk if rng.random() < 0.8 else None, day(when), "Werkt nauwkeurig.",
                     "De kassa klopte drie weken." if dice < 0.7 else None, "Meer tempo." if dice < 0.4 else None)
        if rng.random() < 0.3:
            voor, closed = when + 7 + below(rng, 40), when + below(rng, 60)
            self.add("afspraak", plaatsing, self.talk, day(when), "student", "Een middag meekijken op de poli.",
                     day(voor) if dice < 0.8 else None, day(closed) if rng.random() < 0.7 else None)

    def rest(self, plaatsing, begin, einde):
        rng = self.rng
        if rng.random() < 0.01 and begin < -10:
            when = begin + below(rng, max(min(einde, 0) - begin, 1))
            closed = when + below(rng, 50)
            soort = SIGNALS[below(rng, len(SIGNALS))]
            self.add("signaal", plaatsing, day(when), soort, ("geel", "oranje", "rood", None)[below(rng, 4)],
                     day(closed) if closed <= 0 and rng.random() < 0.7 else None,
                     "Wordt gebeld." if rng.random() < 0.5 and soort not in ("discriminatie", "onveilig") else None,
                     day(when + 14) if rng.random() < 0.6 else None)

    def make(self):
        company_of, companies = store.companies_of(self.rng, self.n)
        self.people(companies)
        i = 0
        for year in YEARS:
            last = self.n if year is YEARS[-1] else i + int(year[0] * self.n)
            while i < last:
                i += 1
                self.placement(i, year, company_of[i - 1])
                if i % BATCH == 0:
                    self.flush()
        self.flush()


def make(stage, path, n, env):
    """A new store. Its triggers are away while it is filled: they would ask of every row what no journal has."""
    subprocess.run([stage, "--store", path, "--quiet", "init"], check=True, env=env)
    db = store.connect(path)
    triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    db.execute("BEGIN")
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    Maker(db, n).make()
    for _, sql in triggers:
        db.execute(sql)
    db.execute("INSERT OR REPLACE INTO voor_journaal (tabel, laatste) SELECT name, seq FROM sqlite_sequence")
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
