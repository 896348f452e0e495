#!/usr/bin/env python3
"""What the figures of reports must be, counted anew from the tables of the store.

    report.py world SEED >dump       an invented store, for `stage db load`
    report.py figures [SEED]         every figure of every report, group and choice
    report.py attack                 what counts below five can be worked out from the report signalen
    report.py formats REPORT [OPTION…]  the same numbers in JSON, CSV, TSV, Markdown, HTML and text

The store is the one in STAGE_STORE, the day the one in STAGE_TODAY. What only the rules of the norm know of a
placement (held, planned, late) is taken from the rows of the report; all else from the store itself.
"""
import collections
import csv
import datetime
import hashlib
import html.parser
import io
import json
import os
import random
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import stores  # noqa: E402

BYS = "team", "docent", "opleiding", "niveau", "leerbedrijf", "maand"
ASPECTS = {"aha": 1, "vraag": 1, "gevoel": 1, "praten": 2, "meekijken": 2, "uitvoeren-begeleid": 2,
           "uitvoeren-zelfstandig": 2, "werkveld": 2, "oordeel": 3, "voorbeeld": 3, "verwachting": 3, "laten-zien": 4,
           "meedoen": 4, "toevertrouwen": 4}
CHANCES = "praten", "meekijken", "uitvoeren-begeleid", "uitvoeren-zelfstandig"
KINDS = ("begeleiding", "volwaardig-werknemer", "klusjes", "te-weinig-leren", "discriminatie", "onveilig", "stoppen",
         "contact", "anders")
NALOOP = 14


def day(text):
    return datetime.date.fromisoformat(text)


def plus(text, days):
    return (day(text) + datetime.timedelta(days=days)).isoformat()


def part(number, whole, tens=True):
    """A percentage in one decimal, halves upward, as JSON has it."""
    return None if whole == 0 else (number * 1000 + whole // 2) // whole / 10


# --- an invented store


def world(seed):
    r = random.Random(seed)
    lines = []

    def add(table, **values):
        lines.append(json.dumps({"tabel": table, **values}, ensure_ascii=False))
        return values["id"]

    def maybe(chance, value):
        return value if r.random() < chance else None

    def near(chance, value, least=""):
        """A day, or one at which something changes: today, the days beside it, and those of the naloop."""
        edge = r.choice(("2026-11-22", "2026-11-23", "2026-11-24", "2026-11-09", "2026-11-08"))
        return edge if r.random() < .2 and edge >= least else maybe(chance, value)

    def some_day(first, days):
        return plus(first, r.randrange(days))

    docent_team = {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: None, 7: 3}
    for i, naam in enumerate(("Bouw", "Horeca", "Zorg"), 1):
        add("team", id=i, naam=naam)
    for i, team in ((1, 1), (2, 2), (3, None), (4, 3)):
        add("opleiding", id=i, naam=f"Vak{i}", niveau=i, team=team, crebo=None if i == 3 else f"2500{i}")
    for i, team in docent_team.items():
        add("docent", id=i, code=f"D{i}", achternaam=f"Bos{i}", team=team, werkdagen=maybe(.5, "ma,di,do"))
    for i in range(1, 13):
        add("student", id=i, nummer=f"{i:04}", achternaam=f"Vis{i}", klas=r.choice(("K1", "K2")),
            cohort=r.choice(("2025", "2026")), opleiding=r.choice((None, 1, 2, 3, 4)))
    for i in range(1, 10):
        add("leerbedrijf", id=i, naam=f"Bedrijf{i}", postcode=maybe(.7, f"35{i}1 AB"), plaats="Utrecht")
    ids = collections.Counter()

    def new(table, **values):
        ids[table] += 1
        add(table, id=ids[table], **values)
        return ids[table]

    later = []
    for p in range(1, 61):
        begin = r.choice((some_day("2024-01-01", 400), some_day("2025-08-01", 480), "2024-02-29", "2026-09-01"))
        length = r.choice((r.randrange(1, 40), r.randrange(40, 200), 730))
        einde = plus(begin, length)
        add("plaatsing", id=p, student=r.randrange(1, 13), leerbedrijf=r.randrange(1, 9), docent=r.choice((None, 1, 2, 3, 4, 4, 5, 6, 7)),
            begin=begin, einde=einde, einde_werkelijk=near(.2, plus(begin, r.randrange(length + 20)), begin),
            status=r.choice((None,) * 8 + ("voorlopig", "vervallen")))
        if r.random() < .2:
            later.append((p, begin))
        for _ in range(r.randrange(6)):
            talk(r, new, maybe, p, begin, length)
        for _ in range(r.randrange(3)):
            datum = plus(begin, r.randrange(length + 1))
            dicht = maybe(.6, plus(datum, r.randrange(60)))
            new("afspraak", plaatsing=p, datum=datum, wie="student", wat="iets", voor=r.choice((None, dicht, plus(datum, r.randrange(40)))),
                gesloten=dicht)
        for _ in range(r.choice((0, 1, 2, 4))):
            datum = plus(begin, r.randrange(length + 1))
            new("signaal", plaatsing=p, datum=datum, soort=r.choice(KINDS), ernst=r.choice((None, "geel", "oranje", "rood")),
                verwezen=maybe(.3, "decaan"), opvolging=None, voor=near(.5, plus(datum, r.randrange(90))),
                gesloten=near(.5, plus(datum, r.randrange(90))))
    for p, begin in later:
        new("begeleider", plaatsing=p, rol="docent", docent=r.randrange(1, 8), vervangt=0, van=plus(begin, r.randrange(60)))
        if r.random() < .5:
            new("begeleider", plaatsing=p, rol="docent", docent=r.randrange(1, 8), vervangt=1, van=plus(begin, r.randrange(60)),
                tot=plus(begin, r.randrange(60, 800)))
    order = ("team", "opleiding", "docent", "student", "leerbedrijf", "plaatsing", "begeleider", "gesprek", "notitie",
             "inschatting", "begeleidingskeuze", "afspraak", "signaal")
    lines.sort(key=lambda line: order.index(json.loads(line)["tabel"]))
    last = {table: max(row["id"] for row in map(json.loads, lines) if row["tabel"] == table) for table in order}
    for kind in "voor_journaal", "teller":
        lines += [json.dumps({"tabel": kind, "naam": table, "laatste": n}) for table, n in last.items()]
    print_dump(lines)


def talk(r, new, maybe, p, begin, length):
    when = plus(begin, r.randrange(-3, length + 30))
    held = r.random() < .7
    present = [1, 1, 1] if r.random() < .7 else [r.randrange(2), r.randrange(2), 1]
    g = new("gesprek", plaatsing=p, soort=r.choice(("start", "tussen", "eind", "extra")), vorm=r.choice((None, "bezoek", "bezoek", "online")),
            gepland=maybe(.5, plus(when, r.randrange(-5, 6))) if held else when, gehouden=when if held else None,
            geannuleerd=maybe(.3, plus(when, -1)) if not held else None,
            docent_aanwezig=present[0] if held else None, student_aanwezig=present[1] if held else None,
            opleider_aanwezig=present[2] if held else None, docent=r.choice((None, None, 1, 2, 4, 7)) if held else None,
            vervanger="chef" if held and not present[2] and r.random() < .3 else None)
    for _ in range(r.randrange(4) if held else 0):
        aspect = r.choice([a for a in ASPECTS if ASPECTS[a] < 3])
        offered = r.choice((None, 0, 1)) if aspect in CHANCES else None
        new("notitie", gesprek=g, sleutel=ASPECTS[aspect], aspect=maybe(.9, aspect), geboden=offered, tekst="GEHEIM",
            vertrouwelijk=r.choice((None, None, 0, 1)))
    judged = None
    if held and r.random() < .4:
        judged = new("inschatting", plaatsing=p, gesprek=maybe(.8, g), datum=when, oordeel="GEHEIM", voorbeeld=maybe(.5, "GEHEIM"),
                     verwachting=maybe(.3, "GEHEIM"))
    for _ in range(r.randrange(3) if held else 0):
        new("begeleidingskeuze", plaatsing=p, gesprek=maybe(.8, g), datum=when, strategie=r.choice(("laten-zien", "meedoen", "toevertrouwen")),
            voorbeeld=maybe(.5, "GEHEIM"), herkend=r.choice((None, "ja", "nee", "deels")), inschatting=judged)


def print_dump(lines):
    lines = [json.dumps({"stage": "dump", "versie": 1, "schema": 10})] + lines
    text = "".join(line + "\n" for line in lines)
    sys.stdout.write(text)
    print(json.dumps({"einde": len(lines), "sha256": hashlib.sha256(text.encode()).hexdigest()}))


# --- the store, and what stage says of it


def stage(*call, status=0):
    done = subprocess.run(["stage", *call], capture_output=True, text=True, check=False)
    assert done.returncode == status, (call, done.returncode, done.stderr)
    return done.stdout


def page(report, *options):
    return json.loads(stage("report", report, "--format", "json", *options))


def rows_of(report, *options):
    return json.loads(stage("-q", "report", report, "--rows", "--format", "json", *options))


class Store:
    def __init__(self):
        tables = ("team", "opleiding", "docent", "student", "leerbedrijf", "plaatsing", "begeleider", "gesprek", "notitie",
                  "inschatting", "begeleidingskeuze", "afspraak", "signaal")
        found = stores.rows(os.environ["STAGE_STORE"], *(f"SELECT * FROM {table} ORDER BY id" for table in tables))
        for table, rows in zip(tables, found):
            setattr(self, table, {row["id"]: row for row in rows})
        for p in self.plaatsing.values():
            p["slot"] = p["einde_werkelijk"] or p["einde"]
            p["leerling"] = self.student[p["student"]]
            for table in ("gesprek", "inschatting", "begeleidingskeuze", "afspraak", "signaal"):
                p[table] = [row for row in getattr(self, table).values() if row["plaatsing"] == p["id"]]
        for g in self.gesprek.values():
            g["notities"] = [n for n in self.notitie.values() if n["gesprek"] == g["id"] and n["vertrouwelijk"] != 1]


class Choice:
    """The placements that options choose, and the names of groups."""

    def __init__(self, store, options):
        self.store, self.options = store, options
        value = dict(zip(options, options[1:]))
        self.on = value.get("--on", os.environ["STAGE_TODAY"])
        self.period = any(o in options for o in ("--from", "--to", "--all"))
        self.until = value.get("--to", self.on)
        self.start = value.get("--from", "1900-01-01" if "--all" in options else plus(self.until, -NALOOP))
        self.first = self.start if self.period else "1900-01-01"
        self.last = min(self.until, self.on) if self.period else self.on
        self.value = value
        self.of_filter = [p for p in store.plaatsing.values() if self.fits(p)]
        certain = [p for p in self.of_filter if p["status"] is None and p["begin"] <= self.until]
        self.placements = [p for p in certain if p["slot"] >= self.start]
        self.over = len(certain) - len(self.placements)
        self.ahead = len([p for p in self.of_filter if p["status"] != "vervallen"]) - len(certain)
        self.begun = certain

    def guide(self, p):
        now = [b for b in self.store.begeleider.values() if b["plaatsing"] == p["id"] and b["rol"] == "docent" and b["van"] <= self.on
               and (b["tot"] is None or b["tot"] >= self.on)]
        return max(now, key=lambda b: (b["vervangt"], b["van"]))["docent"] if now else p["docent"]

    def team(self, p):
        docent, opleiding = self.guide(p), p["leerling"]["opleiding"]
        of_docent = self.store.docent[docent]["team"] if docent else None
        return of_docent or (self.store.opleiding[opleiding]["team"] if opleiding else None)

    def fits(self, p):
        s = self.store
        checks = {"--team": lambda v: self.team(p) and s.team[self.team(p)]["naam"] == v,
                  "--docent": lambda v: self.guide(p) and s.docent[self.guide(p)]["code"] == v,
                  "--opleiding": lambda v: p["leerling"]["opleiding"] and s.opleiding[p["leerling"]["opleiding"]]["naam"] == v,
                  "--leerbedrijf": lambda v: s.leerbedrijf[p["leerbedrijf"]]["naam"] == v,
                  "--klas": lambda v: p["leerling"]["klas"] == v, "--cohort": lambda v: p["leerling"]["cohort"] == v}
        return all(check(self.value[o]) for o, check in checks.items() if o in self.value)

    def name(self, by, p, when):
        s, course = self.store, p["leerling"]["opleiding"]
        if by == "team":
            return s.team[self.team(p)]["naam"] if self.team(p) else None
        if by == "docent":
            return s.docent[self.guide(p)]["code"] if self.guide(p) else None
        if by == "opleiding":
            o = s.opleiding.get(course)
            return o and (o["crebo"] + " " if o["crebo"] else "") + o["naam"]
        if by == "niveau":
            return str(s.opleiding[course]["niveau"]) if course else None
        if by == "leerbedrijf":
            return s.leerbedrijf[p["leerbedrijf"]]["naam"]
        return when[:7]

    def within(self, when):
        return when is not None and self.first <= when <= self.last


# --- expected figures: {group: Counter}


def grouped(pairs):
    groups = {}
    for name, counts in pairs:
        groups.setdefault(name, collections.Counter()).update(counts)
    return groups


def total(groups):
    return sum(groups.values(), collections.Counter())


def joint(g):
    return bool(g["docent_aanwezig"] and g["student_aanwezig"] and g["opleider_aanwezig"])


def held(p, c):
    return [g for g in p["gesprek"] if g["gehouden"] is not None and g["gehouden"] <= c.on]


def contact(c, by, rows):
    def counts(row):
        p = c.store.plaatsing[row["plaatsing"]]
        talks = [g for g in held(p, c) if c.within(g["gehouden"])]
        assert row["gesprekken"] == len(talks) and row["gezamenlijk"] == sum(map(joint, talks)), row
        assert row["gevraagd"] == sum(row[k] for k in ("gehouden", "gepland", "ontbreekt", "vrijgesteld")), row
        assert row["op_tijd"] <= row["gehouden"] and row["bezoeken"] <= row["gehouden"], row
        return c.name(by, p, p["slot"]), {
            "plaatsingen": 1, **{k: row[k] for k in ("gehouden", "gepland", "ontbreekt", "gevraagd", "vrijgesteld", "op_tijd")},
            "volledig": row["ontbreekt"] == 0, "op_locatie": row["bezoeken"], "met_bezoek": row["bezoeken"] > 0,
            "gesprekken": len(talks), "gezamenlijk": sum(map(joint, talks)), "genormeerd": row["voldoet"] is not None,
            "voldoet": row["voldoet"] is True}

    assert sorted(row["plaatsing"] for row in rows) == sorted(p["id"] for p in c.placements)
    return grouped(map(counts, rows)), {"aandeel": ("voldoet", "genormeerd")}


def bits_of(c, g):
    said = {n["aspect"] for n in g["notities"]} - {None}
    keys = {n["sleutel"] for n in g["notities"]}
    for i in c.store.inschatting.values():
        if i["gesprek"] == g["id"]:
            said |= {"oordeel"} | {k for k in ("voorbeeld", "verwachting") if i[k] is not None}
    said |= {k["strategie"] for k in c.store.begeleidingskeuze.values() if k["gesprek"] == g["id"]}
    return said, keys | {ASPECTS[a] for a in said}


def talks_of(c):
    return [(p, g, g["docent"] or c.guide(p), *bits_of(c, g)) for p in c.placements for g in held(p, c) if c.within(g["gehouden"])]


def sleutels(c, by, rows):
    groups, who = {}, collections.defaultdict(set)
    seen = {row["gesprek"]: row for row in rows}
    for p, g, docent, said, keys in talks_of(c):
        row = seen.pop(g["id"])
        assert [row[f"sleutel{k}"] for k in (1, 2, 3, 4)] == [k in keys for k in (1, 2, 3, 4)], row
        assert row["aspecten"] == (", ".join(a for a in ASPECTS if a in said) or None), row
        name = (c.store.docent[docent]["code"] if docent else None) if by == "docent" else c.name(by, p, g["gehouden"])
        groups.setdefault(name, collections.Counter()).update(
            {"gesprekken": 1, "alle": len(keys) == 4, "geen": not keys, **{f"sleutel{k}": k in keys for k in (1, 2, 3, 4)}})
        who[name] |= {docent} - {None}
    assert not seen, seen
    for name, counts in groups.items():
        counts["docenten"] = len(who[name])
        counts["docent"] = sum(who[name]) if len(who[name]) == 1 else 0
    names = "leerproces", "leerpotentieel", "inschatting", "begeleiding"
    return groups, {**{n: (f"sleutel{k}", "gesprekken") for k, n in enumerate(names, 1)}, "alle": ("alle", "gesprekken")}


def keuze_counts(k):
    return {"keuzes": 1, k["strategie"].replace("-", "_"): 1, "gevraagd": k["herkend"] is not None, "herkend": k["herkend"] == "ja",
            "niet_herkend": k["herkend"] == "nee", "deels": k["herkend"] == "deels", "met_voorbeeld": k["voorbeeld"] is not None,
            "met_inschatting": k["inschatting"] is not None}


KEUZE_PARTS = {"aandeel_herkend": ("herkend", "gevraagd"),
               **{f"aandeel_{s}": (s, "keuzes") for s in ("laten_zien", "meedoen", "toevertrouwen")}}


def keuzes_of(c):
    return [(p, k) for p in c.placements for k in p["begeleidingskeuze"] if c.within(k["datum"])]


def begeleiding(c, by, rows):
    assert sorted(row["keuze"] for row in rows) == sorted(k["id"] for _, k in keuzes_of(c))
    groups = grouped((c.name(by, p, k["datum"]), keuze_counts(k)) for p, k in keuzes_of(c))
    who = collections.defaultdict(set)
    for p, k in keuzes_of(c):
        who[c.name(by, p, k["datum"])].add(p["id"])
    for name, counts in groups.items():
        counts["plaatsingen"] = len(who[name])
    groups["*"] = total(groups)
    groups["*"]["plaatsingen"] = len({p["id"] for p, _ in keuzes_of(c)})
    return groups, KEUZE_PARTS


def stand(said):
    return "geboden" if 1 in said else "nooit" if 0 in said else "genoemd" if said else "onbekend"


def companies(c):
    """Of each company with a placement that was chosen: what is known of it by the day."""
    for b in sorted({p["leerbedrijf"] for p in c.placements}):
        talks = [g for p in c.store.plaatsing.values() if p["leerbedrijf"] == b and p["status"] is None for g in held(p, c)]
        visits = [g["gehouden"] for g in talks if g["vorm"] == "bezoek" and g["docent_aanwezig"]]
        said = {k: stand([n["geboden"] for g in talks for n in g["notities"] if n["aspect"] == k]) for k in CHANCES}
        last = max(visits, default=None)
        yield {"id": b, "last": last, "days": None if last is None else (day(c.on) - day(last)).days, "said": said,
               "gesprekken": len(talks), "bezoeken": len(visits), "placements": [p for p in c.placements if p["leerbedrijf"] == b]}


def leerpotentieel(c, by, rows):
    pairs, every = [], []
    seen = {row["leerbedrijf"]: row for row in rows}
    for b in companies(c):
        row = seen.pop(b["id"])
        assert (row["laatste_bezoek"], row["dagen"], row["gesprekken"], row["bezoeken"], row["plaatsingen"]) == (
            b["last"], b["days"], b["gesprekken"], b["bezoeken"], len(b["placements"])), (row, b["last"], b["gesprekken"], b["bezoeken"])
        assert {k: row[k.replace("-", "_")] for k in CHANCES} == b["said"], row
        counts = {"leerbedrijven": 1, "bezocht": b["days"] is not None and b["days"] <= 365, "nooit_bezocht": b["days"] is None,
                  "bekend": set(b["said"].values()) != {"onbekend"}, "nooit_geboden": "nooit" in b["said"].values(),
                  **{k.replace("-", "_"): b["said"][k] == "geboden" for k in CHANCES}}
        names = {b["last"] and b["last"][:7]} if by == "maand" else {c.name(by, p, p["slot"]) for p in b["placements"]}
        pairs += [(name, counts) for name in names]
        every.append(counts)
    assert not seen
    groups = grouped(pairs)
    groups["*"] = sum(map(collections.Counter, every), collections.Counter())
    return groups, {"aandeel_bezocht": ("bezocht", "leerbedrijven")}


def signalen_of(c):
    return [(p, s) for p in c.placements for s in p["signaal"] if c.within(s["datum"])]


def signaal_counts(c, s):
    dicht = s["gesloten"] is not None and s["gesloten"] <= c.on
    days = (day(s["gesloten"] if dicht else c.on) - day(s["datum"])).days
    return {"signalen": 1, "open": not dicht, "gesloten": dicht, "zonder_opvolging": not dicht and s["opvolging"] is s["verwezen"] is None,
            "te_laat": not dicht and s["voor"] is not None and s["voor"] < c.on, **{e: s["ernst"] == e for e in ("geel", "oranje", "rood")},
            "d_dicht": days if dicht else 0, "d_open": 0 if dicht else days}


SIGNAAL_PARTS = {"dagen": ("d_dicht", "gesloten", "gemiddeld"), "dagen_open": ("d_open", "open", "gemiddeld")}


def signalen(c, by, rows):
    if rows is not None:
        assert sorted(row["signaal"] for row in rows) == sorted(s["id"] for _, s in signalen_of(c))
        for row in rows:
            counts = signaal_counts(c, c.store.signaal[row["signaal"]])
            assert (row["te_laat"], row["gesloten"] is not None, row["dagen"]) == (
                counts["te_laat"], counts["gesloten"], counts["d_dicht"] + counts["d_open"]), row
    return grouped((c.name(by, p, s["datum"]), signaal_counts(c, s)) for p, s in signalen_of(c)), SIGNAAL_PARTS


def caseload(c, by, rows):
    work = collections.defaultdict(list)
    for row in rows:
        work[row["plaatsing"]].append(row)
        assert row["minuten"] == 60 + row["meter"] * 60 // 50000 and (row["bezoek"] or row["meter"] == 0), row

    def counts(p):
        mine = work.pop(p["id"], [])
        return c.name(by, p, p["slot"]), {
            "plaatsingen": 1, "momenten": len(mine), **{s: sum(w["stand"] == s for w in mine) for s in ("nu", "laat", "gepland")},
            "bezoeken": sum(w["bezoek"] for w in mine), "meter": sum(w["meter"] for w in mine), "minuten": sum(w["minuten"] for w in mine)}

    groups = grouped(map(counts, c.placements))
    assert not work, work
    for counted in groups.values():
        counted["km"], counted["uren"] = (counted["meter"] + 500) // 1000, (counted["minuten"] + 30) // 60
    if by == "docent":
        share(c, groups)
    return groups, {}


def share(c, groups):
    """The hours of each team over the working days of its docenten."""
    of = {d["code"]: d for d in c.store.docent.values()}
    for name, counts in groups.items():
        if name is not None:
            counts["werkdagen"] = len((of[name]["werkdagen"] or "ma,di,wo,do,vr").split(","))
    for name, counts in groups.items():
        if name is None:
            continue
        team = [g for other, g in groups.items() if other is not None and of[other]["team"] == of[name]["team"]]
        fair = (sum(g["minuten"] for g in team) * counts["werkdagen"] // sum(g["werkdagen"] for g in team) + 30) // 60
        counts["eerlijk"] = fair
        counts["meer"], counts["minder"] = max(counts["uren"] - fair, 0), max(fair - counts["uren"], 0)


def inspectie(c, by, rows):
    of_contact = {row["plaatsing"]: row for row in rows_of("contact", *c.options)}

    def counts(row):
        p, on = c.store.plaatsing[row["plaatsing"]], c.on
        agreed = [a for a in p["afspraak"] if a["datum"] <= on]
        kept = [a for a in agreed if a["gesloten"] and a["gesloten"] <= on]
        ended = p["slot"] < on
        found = {"afspraken": len(agreed), "nagekomen": len(kept), "op_tijd": sum(not a["voor"] or a["gesloten"] <= a["voor"] for a in kept),
                 "te_laat": sum(a not in kept and a["voor"] is not None and a["voor"] < on for a in agreed),
                 "begeleid": any(k["datum"] <= on for k in p["begeleidingskeuze"]), "geeindigd": ended}
        judged = ended and any(i["datum"] <= on and i["voorbeeld"] is not None for i in p["inschatting"])
        meets = of_contact[p["id"]]["voldoet"]
        assert {k: row[k] for k in found} == found and row["voldoet"] == meets, (row, found)
        assert row["ingeschat"] == (judged if ended else None) and (row["evaluatie"] is None) == (not ended), row
        return c.name(by, p, p["slot"]), {**found, "plaatsingen": 1, "genormeerd": meets is not None, "voldoet": meets is True,
                                          "ingeschat": judged, "evaluatie": row["evaluatie"] is True}

    assert sorted(row["plaatsing"] for row in rows) == sorted(p["id"] for p in c.placements)
    return grouped(map(counts, rows)), {"aandeel_contact": ("voldoet", "genormeerd"), "aandeel_nagekomen": ("nagekomen", "afspraken"),
                                        "aandeel_begeleid": ("begeleid", "plaatsingen"), "aandeel_evaluatie": ("evaluatie", "geeindigd"),
                                        "aandeel_ingeschat": ("ingeschat", "geeindigd")}


REPORTS = {f.__name__: f for f in (contact, sleutels, begeleiding, leerpotentieel, signalen, caseload, inspectie)}
LOOSE = {"docenten", "werkdagen", "eerlijk", "meer", "minder"}


def figure(counts, parts, key):
    if key not in parts:
        return int(counts[key])
    teller, noemer, *average = parts[key]
    if average:
        return None if counts[noemer] == 0 else (counts[teller] + counts[noemer] // 2) // counts[noemer]
    return part(counts[teller], counts[noemer])


def check_row(row, counts, parts, where, leading=1, few=False, loose=()):
    for key in list(row)[leading:]:
        expected = None if key in loose else figure(counts, parts, key)
        if few and row[key] is None:
            continue
        assert row[key] == expected, (where, key, row[key], expected)
        assert not few or key in parts or not 0 < row[key] < 5, (where, key, row)


def check_groups(document, prefix, groups, parts, by, few=False, hidden=()):
    groups = dict(groups)
    every = groups.pop("*", None) or total(groups)
    table, where = document[prefix + "cijfers"], (prefix, by)
    shown = {name: counts for name, counts in groups.items() if name not in hidden}
    assert [row[by] for row in table] == sorted(shown, key=lambda n: (n is None, (n or "").lower())), (where, table)
    leading = 2 if by == "docent" else 1
    for row in table:
        check_row(row, shown[row[by]], parts, (where, row[by]), leading, few)
    if groups and len(hidden) != 1:
        check_row(document[prefix + "cijfers_totaal"], every, parts, (where, "totaal"), leading, few, LOOSE)
    else:
        assert prefix + "cijfers_totaal" not in document, where


# --- the other tables


def months(c):
    count = lambda text: int(text[:4]) * 12 + int(text[5:7]) - 1
    last = count(c.last)
    first = min(max(count(c.start), last - 35), last) if c.period else last - 11
    name = lambda n: f"{n // 12:04}-{n % 12 + 1:02}"
    return [(name(n), name(n - 12)) for n in range(first, last + 1)]


def check_contact(c, document, pre, rows):
    table = document[pre + "verloop"]
    assert [row["maand"] for row in table] == [m for m, _ in months(c)]
    first = min(months(c)[0][1] + "-01", c.start)
    wider = [o for o in c.options if o != "--all"]
    if "--from" in wider:
        del wider[wider.index("--from"):wider.index("--from") + 2]
    until = () if "--to" in wider else ("--to", c.until)
    meets = {row["plaatsing"]: row["voldoet"] for row in rows_of("contact", *wider, "--from", first, *until)}
    read = [p for p in c.begun if p["slot"] >= first]
    assert sorted(meets) == sorted(p["id"] for p in read)

    def share_of(month):
        ended = [meets[p["id"]] for p in read if p["slot"][:7] == month and p["slot"] <= c.on and meets[p["id"]] is not None]
        return sum(ended), len(ended)

    tenths = lambda month: None if share_of(month)[1] == 0 else round(part(*share_of(month)) * 10)
    for row, (month, before) in zip(table, months(c)):
        talks = [g for p in read for g in held(p, c) if g["gehouden"][:7] == month]
        now, then = tenths(month), tenths(before)
        expected = {"maand": month, "gesprekken": len(talks), "gezamenlijk": sum(map(joint, talks)),
                    "bezoeken": sum(g["vorm"] == "bezoek" for g in talks), "geeindigd": share_of(month)[1], "voldeed": share_of(month)[0],
                    "aandeel": now and now / 10 if now else now, "vorig_jaar": then and then / 10 if then else then,
                    "verschil": None if now is None or then is None else (now - then) / 10}
        assert row == expected, (row, expected)
    check_weeks(c, document[pre + "weken"])
    check_monitor(c, document[pre + "bpv_monitor"])
    check_norms(document[pre + "normen"], rows)


def check_weeks(c, table):
    monday = day(c.on) - datetime.timedelta(days=day(c.on).weekday() + 84)
    names = [(monday + datetime.timedelta(weeks=i)).isoformat() for i in range(25)]
    assert [row["week"] for row in table] == names
    of = lambda when: (day(when) - datetime.timedelta(days=day(when).weekday())).isoformat()
    done = collections.Counter(of(g["gehouden"]) for p in c.placements for g in held(p, c))
    planned = collections.Counter(
        of(g["gepland"]) for p in c.placements for g in p["gesprek"]
        if g["gepland"] and g["gepland"] >= c.on and not (g["gehouden"] and g["gehouden"] <= c.on)
        and not (g["geannuleerd"] and g["geannuleerd"] <= c.on))
    for row in table:
        assert (row["gehouden"], row["gepland"]) == (done[row["week"]], planned[row["week"]]), (row, planned)


def quarter(p, when):
    """begin, tijdens or eind: the first quarter of the days, the half after it, the rest and two weeks."""
    length, after = (day(p["slot"]) - day(p["begin"])).days + 1, (day(when) - day(p["begin"])).days
    if not 0 <= after < length + NALOOP:
        return None
    return "begin" if after < length / 4 else "tijdens" if after < length * 3 / 4 else "eind"


def check_monitor(c, table):
    found = collections.Counter()
    order = "begin", "tijdens", "eind"
    for p in c.placements:
        have = {quarter(p, g["gehouden"]) for g in held(p, c) if joint(g)} - {None}
        ended, now = p["slot"] < c.on, quarter(p, c.on)
        for figuur in order:
            if ended or (figuur != "eind" and now in order and order.index(now) > order.index(figuur)):
                found[figuur, "van"] += 1
                found[figuur, "aantal"] += figuur in have
        found["geen", "van"] += ended
        found["geen", "aantal"] += ended and not have
    assert [row["figuur"] for row in table] == ["geen", *order]
    for row in table:
        numbers = found[row["figuur"], "aantal"], found[row["figuur"], "van"]
        assert (row["aantal"], row["van"], row["aandeel"]) == (*numbers, part(*numbers)), (row, numbers)
    assert [(row["landelijk_2022"], row["landelijk_2023"]) for row in table] == [(11, None), (33, 38), (67, None), (33, 38)]


def check_norms(table, rows):
    found = collections.Counter(row["norm"] for row in rows)
    assert {row["norm"]: row["plaatsingen"] for row in table} == found, (table, found)


def check_aspects(c, table, own):
    talks = talks_of(c)
    docenten = {docent for _, _, docent, _, _ in talks} - {None}
    if len(docenten) == 1 and docenten != {own}:
        assert table == [], table
        return
    assert [row["aspect"] for row in table] == list(ASPECTS)
    for row in table:
        having = [(g, docent) for _, g, docent, said, _ in talks if row["aspect"] in said]
        without = len(docenten - {docent for _, docent in having})
        assert row == {"sleutel": ASPECTS[row["aspect"]], "aspect": row["aspect"], "gesprekken": len(having),
                       "aandeel": part(len(having), len(talks)), "laatst": max((g["gehouden"] for g, _ in having), default=None),
                       "docenten": len(docenten), "docenten_zonder": None if 0 < len(docenten) < 5 else without,
                       "eigen": sum(docent == own for _, docent in having)}, (row, without)


def check_small(document, key, pairs, parts, names, few=False):
    groups = grouped(pairs)
    label = list(document[key][0])[0] if document[key] else None
    if few and not document[key]:
        return
    assert [row[label] for row in document[key]] == [n for n in names if n in groups], (key, document[key])
    for row in document[key]:
        check_row(row, groups[row[label]], parts, (key, row[label]), few=few)
    if groups:
        check_row(document[key + "_totaal"], total(groups), parts, (key, "totaal"), few=few)


def phase(p, when):
    return {"begin": "begin", "tijdens": "midden", "eind": "eind"}.get(quarter(p, when)) or ("begin" if when < p["begin"] else "eind")


def check_companies(c, document, pre):
    every = list(companies(c))
    for row in document[pre + "kansen"]:
        found = collections.Counter(b["said"][row["kans"]] for b in every)
        assert row == {"kans": row["kans"], **{s: found[s] for s in ("geboden", "nooit", "genoemd", "onbekend")}}, row
    limits, found = (91, 182, 365, 730), [0] * 6
    for b in every:
        found[5 if b["days"] is None else sum(b["days"] > limit for limit in limits)] += 1
    assert [row["leerbedrijven"] for row in document[pre + "bezoeken"]] == found, (document[pre + "bezoeken"], found)
    order = sorted(every, key=lambda b: (b["days"] is not None, -(b["days"] or 0), -len(b["placements"]), b["id"]))[:20]
    assert [row["leerbedrijf"] for row in document[pre + "langst"]] == [b["id"] for b in order]


def check_left_out(c, document, pre):
    said = {row["reden"]: row["aantal"] for row in document[pre + "weggelaten"]}
    over = sum(n for reason, n in said.items() if "that ended before" in reason)
    ahead = sum(n for reason, n in said.items() if "not certain yet" in reason)
    assert (over, ahead) == (c.over, c.ahead), (c.options, said, c.over, c.ahead)
    void = sum(p["status"] == "vervallen" for p in c.of_filter)
    assert len(c.placements) + over + ahead + void == len(c.of_filter)


def check_choice(store, options, bys, own):
    c = Choice(store, options)
    inside = "--team" in options or "--docent" in options
    rows = {name: rows_of(name, *options) for name in REPORTS if name != "signalen" or inside}
    for by in bys:
        document = page("overzicht", "--by", by, *options)
        assert (document["op"], document["van"], document["tot"], document["per"]) == (c.on, c.start, c.until, by)
        for name, expect in REPORTS.items():
            pre = "" if name == "inspectie" else name + "_"
            of = document if pre else page("inspectie", "--by", by, *options)
            groups, parts = expect(c, by, rows.get(name))
            hidden = [n for n, g in groups.items() if name == "sleutels" and g["docenten"] == 1 and g["docent"] != own]
            check_groups(of, pre, groups, parts, by, few=name == "signalen" and not inside, hidden=hidden)
            check_left_out(c, of, pre)
            assert of[pre + "definities"], name
        check_monitor(c, of["bpv_monitor"])
        check_contact(c, document, "contact_", rows["contact"])
        check_aspects(c, document["sleutels_aspecten"], own)
        chosen = keuzes_of(c)
        check_small(document, "begeleiding_fasen", [(phase(p, k["datum"]), keuze_counts(k)) for p, k in chosen], KEUZE_PARTS,
                    ("begin", "midden", "eind"))
        check_small(document, "begeleiding_verloop", [(k["datum"][:7], keuze_counts(k)) for _, k in chosen], KEUZE_PARTS,
                    sorted({k["datum"][:7] for _, k in chosen}))
        check_companies(c, document, "leerpotentieel_")
        check_small(document, "signalen_soorten", [(s["soort"], signaal_counts(c, s)) for _, s in signalen_of(c)], SIGNAAL_PARTS, KINDS,
                    few=not inside)


CHOICES = (((), BYS), (("--from", "2026-02-01", "--to", "2026-10-15"), BYS), (("--all",), ("maand", "team")),
           (("--team", "Bouw", "--all"), ("docent",)), (("--team", "Horeca"), ("niveau",)), (("--docent", "D4", "--from", "2025-09-10"), ("maand",)),
           (("--klas", "K1", "--to", "2026-12-31"), ("opleiding",)), (("--opleiding", "Vak1", "--all"), ("niveau",)),
           (("--cohort", "2026", "--on", "2026-02-28", "--all"), ("leerbedrijf",)), (("--leerbedrijf", "Bedrijf3", "--all"), ("team",)))


def figures(first=0, last=len(CHOICES)):
    for options, bys in CHOICES[int(first):int(last)]:
        check_choice(Store(), list(options), bys, own=4)


# --- what follows from what is told

WHOLES = "signalen", "open", "gesloten", "zonder_opvolging", "te_laat", "geel", "oranje", "rood"
# A sum of figures of a row is, or is at most, another one.
LAWS = ((("open", "gesloten"), "signalen", True), (("geel", "oranje", "rood"), "signalen", False),
        (("zonder_opvolging",), "open", False), (("te_laat",), "open", False))


def follow(document, tables):
    """The least and the most that each figure can be, after all that the page tells."""
    ranges = {}
    for t, label in tables.items():
        for row in [*document[t], *([document[t + "_totaal"]] if t + "_totaal" in document else [])]:
            name = row[label]
            for key in WHOLES:
                value = row.get(key)
                ranges[t, name, key] = [value, value] if value is not None else [0, 10 ** 6]
            if row["signalen"] is None and name != "totaal":
                ranges[t, name, "signalen"] = [1, 4]
            for average, of in (("dagen", "gesloten"), ("dagen_open", "open")):
                if row[average] is not None:  # it is of something, and not of few
                    narrow(ranges[t, name, of], 5, 10 ** 6)
    sums = []
    for t, label in tables.items():
        for name in [row[label] for row in document[t]] + ["totaal"]:
            for parts, whole, exact in LAWS:
                if (t, name, whole) in ranges:
                    sums.append(([ranges[t, name, k] for k in parts], ranges[t, name, whole], exact))
        for key in WHOLES:
            every = ranges.setdefault(("*", key), [0, 10 ** 6])
            if document[t]:
                sums.append(([ranges[t, row[label], key] for row in document[t]], every, True))
                if t + "_totaal" in document:
                    sums.append(([ranges[t, "totaal", key]], every, True))
    before = None
    while before != str(ranges):
        before = str(ranges)
        for parts, whole, exact in sums:
            narrow(whole, sum(p[0] for p in parts), sum(p[1] for p in parts) if exact else 10 ** 6)
            for p in parts:
                others = [q for q in parts if q is not p]
                narrow(p, whole[0] - sum(q[1] for q in others) if exact else 0, whole[1] - sum(q[0] for q in others))
    return ranges


def narrow(interval, least, most):
    interval[0], interval[1] = max(interval[0], least), min(interval[1], most)
    assert interval[0] <= interval[1], interval


def attack():
    """Each company is a small world of its own; the page of one is looked at by three groupings."""
    store, looked, hidden = Store(), 0, 0
    for n, company in enumerate(store.leerbedrijf.values()):
        for by in (BYS[n % 3], "maand"):
            options = ["--leerbedrijf", company["naam"], "--all"]
            c = Choice(store, options)
            document = page("signalen", "--by", by, *options)
            truth = {"cijfers": grouped((c.name(by, p, s["datum"]), signaal_counts(c, s)) for p, s in signalen_of(c)),
                     "soorten": grouped((s["soort"], signaal_counts(c, s)) for _, s in signalen_of(c))}
            ranges = follow(document, {"cijfers": by, "soorten": "soort"})
            for place, (least, most) in ranges.items():
                if len(place) == 2 or place[1] == "totaal":
                    continue
                t, name, key = place
                assert least <= truth[t][name][key] <= most, (place, least, most)
                is_small = 0 < truth[t][name][key] < 5
                assert not is_small or least < most, f"{options} --by {by}: {place} is {least}\n{json.dumps(document, indent=1)}"
                looked, hidden = looked + 1, hidden + is_small
    assert looked > 300 and hidden > 100, (looked, hidden)


# --- formats


class Tables(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables, self.cell = [], None

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self.tables[-1][-1].append("")
            self.cell = True

    def handle_endtag(self, tag):
        self.cell = None if tag in ("td", "th") else self.cell

    def handle_data(self, data):
        if self.cell:
            self.tables[-1][-1][-1] += data


def spoken(value, key):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, (int, float)) and (key.startswith(("aandeel", "landelijk")) or key in ("vorig_jaar", "verschil", *KEY_NAMES)):
        return f"{float(value):.1f} %"
    return str(value)


KEY_NAMES = "leerproces", "leerpotentieel", "inschatting", "begeleiding", "alle"


def is_within(cells, row, named):
    """Whether the cells stand in the row, in its order: a table leaves columns out that only programs read."""
    rest = iter([spoken(value, key if named else "") for key, value in row.items()])
    return all(any(cell in (value, "<5" if value == "" else value) for value in rest) for cell in cells)


def formats(report, *options):
    document = page(report, *options)
    expected = [[*rows, *([document[key + "_totaal"]] if key + "_totaal" in document else [])]
                for key, rows in document.items() if isinstance(rows, list) and rows and not key.endswith("definities")]
    details = [rows for key, rows in document.items() if key.endswith("weken")]  # as a picture only
    if report != "overzicht":
        csv_text = subprocess.run(["stage", "report", report, "--format", "csv", *options], capture_output=True, check=True).stdout.decode()
        plain = lambda v: "" if v is None else str(int(v)) if isinstance(v, bool) else re.sub(r"^([=+@-])", r"'\1", v) if isinstance(v, str) else (
            str(v))
        table = list(csv.DictReader(io.StringIO(csv_text, newline="")))
        assert [{k: float(v) if re.fullmatch(r"-?[\d.]+", v) else v for k, v in row.items()} for row in table] == [
            {k: float(plain(v)) if re.fullmatch(r"-?[\d.]+", plain(v)) else plain(v) for k, v in row.items()} for row in document["cijfers"]]
        tsv = [line.split("\t") for line in stage("report", report, "--format", "tsv", *options).splitlines()]
        bare = lambda text: re.sub(r"^'([=+@-])", r"\1", text)
        assert tsv == [[bare(v) for v in row.values()] for row in table], tsv
    found = Tables()
    found.feed(stage("report", report, "--format", "html", *options))
    markdown, last = [], False
    for line in stage("report", report, "--format", "md", *options).splitlines():
        is_row = line.startswith("|")
        if is_row and not last:
            markdown.append([])
        if is_row and not re.fullmatch(r"[| :-]+", line):
            markdown[-1].append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        last = is_row
    for form, tables in (("html", found.tables), ("md", markdown)):
        tables = [table[1:] for table in tables]
        for rows in expected:
            if form == "md" and rows in details:
                continue
            of = [t for t in tables if len(t) == len(rows) and all(is_within([x.replace("\\", "") for x in cells], row, True)
                                                                   for cells, row in zip(t, rows))]
            assert of, (form, rows[0], [t for t in tables if len(t) == len(rows)])
    text = [re.split("[ -]+", line.strip()) for line in stage("report", report, "--format", "text", *options).splitlines()]
    for rows in expected:
        for row in rows if rows not in details else ():  # a long word may be on two lines, and what is said once is not said again
            wanted = re.split("[ -]", " ".join(spoken(v, k) for k, v in row.items()))
            numbers = sum(type(v) in (int, float) for v in row.values())
            assert any(len(line) > min(2, numbers) and is_in_line(line, wanted) for line in text), row


def is_in_line(words, values):
    """Whether the words are values in this order; a word that is too long for its column is cut."""
    rest = iter(values)
    return all(any(word in (value, "<5" if value == "" else value) or word.isalpha() and value.startswith(word) for value in rest)
               for word in words)


if __name__ == "__main__":
    {"world": lambda seed: world(int(seed)), "figures": figures, "attack": attack, "formats": formats}[sys.argv[1]](*sys.argv[2:])
