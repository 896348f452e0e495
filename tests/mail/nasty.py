#!/usr/bin/python3
"""Mails that a mail program or a relay could stumble over, one JSON object a line, as tests/mail/stuur.c reads them."""

import json

PLAIN = {
    "from": "stage@example.org",
    "from_name": "Stagebureau",
    "to": "ria@example.org",
    "to_name": "Ria Smit",
    "reply_to": "antwoord@example.org",
    "subject": "Een vraag over de stage",
    "text": "Dag Ria,\n\nHoe gaat het?\n\n-- \nStagebureau\n",
    "language": "nl",
    "date": 1795428000,
    "automatic": True,
}
LONG = ("Een lange regel die op meer dan een plaats gebroken moet worden, omdat hij verder gaat dan een regel van een bericht "
        "hoort te gaan, met een woord als Hottentottententententoonstellingsmakersopleidingsinstituutsdirecteurswoning erin.")
ADDRESS = "https://example.org/" + "a" * 200

NAMES = {
    "quotes": 'Ria "de baas" Smit',
    "comma": "Smit, Ria",
    "all-specials": "(Ria) <ria@example.net>, ria@example.com; \\ [x]: \"y\".",
    "letters-beyond-ascii": "Zoë van 't Hof-Łuczak",
    "emoji": "Ria 🎓🍞 Smit",
    "right-to-left": "مريم بنت يوسف",
    "greek-long": "Αλέξανδρος " * 18 + "Παπαδόπουλος",
    "200-letters": "R" * 200,
    "200-letters-words": ("Ria van den Berg, " * 12)[:200].strip(),
    "200-letters-beyond": "é" * 200,
    "looks-encoded": "=?utf-8?q?Iemand_anders?= <x@example.org>",
    "dots": "J.P.M. Smit",
    "quote-at-end": 'Ria "',
    "backslash-at-end": "Ria \\",
}
SUBJECTS = {
    "equals-question": "=?utf-8?b?aGFsbG8=?= = wat?",
    "half-encoded": "a =?b c?= ?= =?utf-8?q?",
    "long-word": "Over " + "Hottentottententententoonstellingsmakersopleidingsinstituutsdirecteurswoning" * 4,
    "long-beyond": "één vraag " * 40 + "?",
    "chinese": "关于实习的问题" * 10,
    "many-spaces": "a  b   c",
    "tab-like": "Re: Fwd: [stage] (1/2) \"x\" <y>",
    "900-bytes": "x" * 900,
}
TEXTS = {
    "long-lines": f"{LONG}\n{LONG} {LONG} {LONG}\n\n- {LONG}\n- kort\n  {LONG}\n\n1. {LONG}\n",
    "dots": ".\n..\n.punt\n. \n\n.\n",
    "quoted": "> een\n>> twee\n > drie\n>\n",
    "from": "From hier\nfrom daar\n From ginds\nFrom\n" + "woord " * 12 + "From midden\n",
    "spaces": " een\n  twee\n   \ndrie   \n\tvier\nvijf  zes   zeven " + "a  b   " * 40 + "\n",
    "signature": "-- \n--\n-- x\n-- " + "y" * 100 + " z\n--  \n" + "w" * 80 + " -- \n-- \n",
    "no-break": f"{'x' * 500}\n{ADDRESS} en {ADDRESS}\n{'é' * 3000}\n  {'z' * 90} y\n",
    "empty": "",
    "newlines": "\n\n\n",
    "no-end": "zonder einde",
    "html": "<script>alert(1)</script> & <img src=https://example.org/x> &amp; </body> \"x\" 'y'\n",
    "mime": "--=_0123456789abcdef\nContent-Type: text/html\n\n<b>x</b>\n=20=\n=C3=AB =\n",
    "wide": "关于实习的问题 " * 40 + "\n" + "e\u0301" * 200 + "\n" + "🎓 " * 100 + "\n",
    "60-KiB": "".join(f"{n}. {LONG[: 20 + n % 150]}\n" for n in range(1, 560))[: 60 * 1024] + "\n",
}
OTHERS = {
    "domain-beyond-ascii": {"to": "ria@bäckerei.example", "reply_to": "antwoord@müsli.example"},
    "local-part": {"to": "o'brien+stage/1=x@example.org", "from": "s_t-a.ge@mail.example.org"},
    "address-long": {"to": "a" * 64 + "@" + ".".join(["b" * 60] * 3) + ".nl"},
    "no-name": {"to_name": ""},
    "thread": {"references": [f"oud.{n}@example.org" for n in range(100)]},
    "thread-long-ids": {"references": ["x" * 300 + f"{n}@example.org" for n in range(5)]},
    "english-person": {"language": "en", "automatic": False},
    "year-2038": {"date": 2200000000},
}

MAILS = [(f"naam-{key}", {"to_name": name, "from_name": name}) for key, name in NAMES.items()]
MAILS += [(f"onderwerp-{key}", {"subject": subject}) for key, subject in SUBJECTS.items()]
MAILS += [(f"tekst-{key}", {"text": text}) for key, text in TEXTS.items()]
MAILS += OTHERS.items()

if __name__ == "__main__":
    for key, change in MAILS:
        print(json.dumps({**PLAIN, "message_id": f"{key}@example.org", **change}))
