#!/usr/bin/python3
"""Plays every reply of tests/mail/replies through `stage mail receive`, each in a copy of a store, and holds what the
store then has against the expectation beside it.

usage: speel.py STORE MESSAGE-ID vraag|verslag [NAME…]

STORE has one message to anna.dewit@korenaar.example.nl, of the kind that is named and with that Message-ID, and nothing
else that came of mail. With verslag only the replies that have a `reactie` are played. Prints TAP; with a difference the
status is 1. What is expected is worked out here from the .ini alone, with nothing of the program."""

import concurrent.futures
import pathlib
import re
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import stores  # noqa: E402

REPLIES = pathlib.Path(__file__).parent / "replies"
# What the replies were written with.
ID = b"vraag.1.1.0123456789abcdef@school.example"
ADDRESS = "anna.dewit@korenaar.example.nl"
SUMMARIES = re.compile("akkoord|bezwaar")
# The ways to guide that the answers to question 3 name, by letter or in words. One that is not here is an error.
STRATEGIES = {
    "b, mee laten doen": ["meedoen"],
    "b. mee laten doen": ["meedoen"],
    "a": ["laten-zien"],
    "b": ["meedoen"],
    "c": ["toevertrouwen"],
    "a en b": ["laten-zien", "meedoen"],
}
TABLES = {
    "inschatting": "SELECT plaatsing, gesprek, (SELECT email FROM opleider o WHERE o.id = opleider), oordeel, voorbeeld, "
    "verwachting, zienswijze, herkend, begeleiding, bespreken FROM inschatting ORDER BY id",
    "begeleidingskeuze": "SELECT strategie, voorbeeld, inschatting FROM begeleidingskeuze ORDER BY id",
    "blokkade": "SELECT adres, soort, oorzaak FROM blokkade ORDER BY id",
    "reactie": "SELECT gesprek, versie, rol, soort, tekst FROM reactie ORDER BY id",
    "post": "SELECT uitkomst, bericht, van FROM post ORDER BY id",
}


def read_ini(path):
    """The escapes are those of GKeyFile."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        key, value = line.split("=", 1)
        out, escaped = "", False
        for c in value:
            if escaped:
                out += {"n": "\n", "t": "\t", "s": " ", "r": "\r"}.get(c, c)
            elif c != "\\":
                out += c
            escaped = c == "\\" and not escaped
        found[key] = out
    return found


def answers(ini):
    return [ini.get(f"vraag{n}") for n in (1, 2, 3, 4)]


def expect_inschatting(ini):
    one, two, three, four = answers(ini)
    said = [part for part in (one, ini.get("vrij")) if part is not None]
    judged = "\n\n".join(said) or next(part for part in (two, three, four) if part is not None)
    rows = {"inschatting": [(1, None, ADDRESS, judged, two, None, None, None, three, four)]}
    if three is not None:
        rows["begeleidingskeuze"] = [(way, three, 1) for way in STRATEGIES[three]]
    return "inschatting", rows


def expect_reactie(ini, given):
    said = [part for part in [ini.get("vrij")] + given if part is not None]
    return ini["reactie"], {"reactie": [(1, 1, "opleider", ini["reactie"], "\n\n".join(said))]}


def expect(ini, kind):
    """The outcome, and the rows of the tables that are not empty."""
    given = answers(ini)
    if ini["soort"] == "automatisch":
        return "automatisch", {}
    if ini["soort"] == "bezorging":
        if "permanent" not in ini:
            return "vertraagd", {}
        status = ini.get("status", "5.0.0")
        if not status.startswith("5"):
            return "vertraagd", {}
        if not status.startswith("5.1.") and status not in ("5.0.0", "5.2.1", "5.4.1"):
            return "nakijken", {}  # it says nothing of the address
        return "onbestelbaar", {"blokkade": [(ADDRESS, "alles", "onbestelbaar")]}
    if "stop" in ini:
        return "stop", {"blokkade": [(ADDRESS, kind, "stop")]}
    if ini["from"] != ADDRESS or (ini.get("vrij") is None and not any(given)):
        return "nakijken", {}
    return expect_inschatting(ini) if kind == "vraag" else expect_reactie(ini, given)


def play(store, message_id, kind, path):
    ini = read_ini(path.with_suffix(".ini"))
    raw = path.read_bytes()
    if ID not in raw:
        return ["the message names none of ours"]
    with tempfile.TemporaryDirectory() as folder:
        copy = stores.copy(store, folder, f"kopie_{threading.get_native_id()}")
        ran = subprocess.run(["stage", "--store", copy, "mail", "receive"], input=raw.replace(ID, message_id.encode()),
                             capture_output=True, check=False)
        faults = [] if ran.returncode == 0 and not ran.stdout else [f"status {ran.returncode}: {ran.stdout!r} {ran.stderr!r}"]
        *found, post = stores.rows(copy, *TABLES.values(), "SELECT uitkomst, reden, bron FROM post")
        got = {table: [tuple(row.values()) for row in rows] for table, rows in zip(TABLES, found)}
        kept = sum(row["bron"] is not None for row in post)
        waits = any(row["uitkomst"] == "nakijken" and row["reden"] is not None for row in post)
        damage = stores.damage(copy)
        listed = subprocess.run(["stage", "--store", copy, "mail", "list", "--format", "tsv", "--columns", "id"],
                                capture_output=True, check=False).stdout.split() if waits else []
    outcome, rows = expect(ini, kind)
    wanted = {table: rows.get(table, []) for table in TABLES}
    wanted["post"] = [(outcome, 1, ini["from"])]
    faults += [f"{table} has {got[table]!r}, not {wanted[table]!r}" for table in TABLES if got[table] != wanted[table]]
    if len(listed) != (1 if outcome == "nakijken" else 0):
        faults.append(f"mail list has {listed!r}")
    if kept != (1 if ini["soort"] == "mens" else 0):
        faults.append(f"{kept} messages are kept whole")
    return faults + damage


def main():
    store, message_id, kind = sys.argv[1:4]
    names = sorted(name for name in REPLIES.glob("*.eml") if kind == "vraag" or SUMMARIES.search(name.stem))
    if len(sys.argv) > 4:
        names = [name for name in names if name.stem in sys.argv[4:]]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda name: play(store, message_id, kind, name), names))
    print(f"1..{len(names)}")
    for number, (name, faults) in enumerate(zip(names, results), 1):
        print(f"{'not ok' if faults else 'ok'} {number} {name.stem}")
        for fault in faults:
            print(f"# {fault}")
    return 1 if any(results) or not names else 0


if __name__ == "__main__":
    sys.exit(main())
