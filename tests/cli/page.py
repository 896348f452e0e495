#!/usr/bin/env python3
"""What a page promises to programs: its members in JSON, and HTML that is sound by itself.

    page.py json prep|alleen|show|leerbedrijf <page.json
    page.py html <page.html
"""
import base64
import hashlib
import json
import re
import sys
from html.parser import HTMLParser

# A name ends in ? where there may be nothing (null). A list has rows of these members, none of them missing;
# the order is the one in which they are written.
ABOUT = {
    "plaatsing": "int", "nummer": "text", "student": "text", "klas": "text?", "opleiding": "text?", "leerweg": "text?",
    "email": "text?", "begin": "day", "einde": "day", "uren": "int?", "docent": "text?",
    "waar": {"leerbedrijf": "text", "adres": "text?", "postcode": "text?", "plaats": "text?", "telefoon": "text?",
             "opleider": "text?", "opleider_email": "text?", "opleider_telefoon": "text?", "werkdagen": "text?"},
}
CHANCES = {
    "leerpotentieel": [{"aspect": "text", "stand": "text", "ja": "int", "nee": "int", "keren": "int", "laatst": "day?",
                        "opleiders": "text?", "voorbeelden": "text?"}],
    "werkveld": [{"datum": "day", "opleider": "text?", "tekst": "text"}],
}
NOTE = {"aspect": "text?", "geboden": "bool?", "volgens": "text?", "tekst": "text?"}
PAGES = {
    "prep": {
        **ABOUT,
        "gesprek": {"soort": "text", "id": "int?", "datum": "day?", "tijd": "text?", "vorm": "text?", "plek": "text?",
                    "moment": "text?", "stand": "text?", "voor": "day?", "gehouden": "text?", "laatste": "day?"},
        "afspraken": [{"id": "int", "wie": "text", "wat": "text", "voor": "day?", "dagen": "int?", "datum": "day"}],
        "inschatting": {"id": "int?", "datum": "day?", "oordeel": "text?", "voorbeeld": "text?", "zienswijze": "text?",
                        "herkend": "text?", "verwachting": "text?", "begeleiding": "text?", "bespreken": "text?"},
        "begeleiding": [{"id": "int", "datum": "day", "strategie": "text", "gebied": "text?", "inschatting": "int?",
                         "voorbeeld": "text?", "herkend": "text?"}],
        "verschillen": [{"datum": "day", "onderwerp": "text", "opleider": "text?", "student": "text?",
                         "herkend": "text?"}],
        "notities": [{"sleutel": "int", "datum": "day", **NOTE}],
        **CHANCES,
        "vragen": [{"sleutel": "int", "aspect": "text?", "onderwerp": "text?", "aan": "text?", "vraag": "text"}],
    },
    "alleen": {"vragen": [{"vraag": "text"}], "routes": [{"route": "text"}]},
    "show": {
        **ABOUT,
        "norm": {"norm": "text?", "gehouden": "text?", "momenten": "text?"},
        "lijn": [{"datum": "day", "inschatting": "int?", "oordeel": "text?", "voorbeeld": "text?",
                  "oordeel_herkend": "text?", "keuze": "int?", "strategie": "text?", "gebied": "text?",
                  "begeleiding": "text?", "herkend": "text?"}],
        "groei": [{"datum": "day", "laten_zien": "int", "meedoen": "int", "toevertrouwen": "int", "beeld": "text"}],
        "leermomenten": [{"datum": "day", "sleutel": "int", **NOTE}],
        "leerpotentieel": [{"datum": "day", "sleutel": "int", **NOTE}],
        "afspraken": [{"id": "int", "datum": "day", "wie": "text", "wat": "text", "voor": "day?", "stand": "text",
                       "gesloten": "day?", "resultaat": "text?"}],
        "gesprekken": [{"id": "int", "datum": "day", "soort": "text", "vorm": "text?", "gezamenlijk": "bool",
                        "docent_aanwezig": "bool?", "student_aanwezig": "bool?", "opleider_aanwezig": "bool?"}],
    },
    "leerbedrijf": {
        "id": "int", "naam": "text", "sbb": "text?", "adres": "text?", "postcode": "text?", "plaats": "text?",
        "telefoon": "text?", "plaatsingen": "int", "kvk": "text?", "vestiging": "text?", "coordinaten": "text?",
        "plaatsingen_ooit": "int", "gesprekken": "int", "bezoeken": "int", "laatste_bezoek": "day?",
        "laatste_gesprek": "day?",
        **CHANCES,
        "begeleiding": [{"strategie": "text", "keren": "int", "herkend": "int", "niet_herkend": "int",
                         "laatst": "day"}],
    },
}
KINDS = {
    "int": lambda v: type(v) is int,
    "bool": lambda v: type(v) is bool,
    "text": lambda v: type(v) is str and v != "",
    "day": lambda v: type(v) is str and re.fullmatch(r"\d{4}-\d\d-\d\d", v) is not None,
}


def check(promise, value, where):
    if isinstance(promise, dict):
        assert type(value) is dict and list(value) == list(promise), f"{where}: {value}"
        for name, kind in promise.items():
            check(kind, value[name], f"{where}.{name}")
    elif isinstance(promise, list):
        assert type(value) is list, f"{where}: {value}"
        for i, row in enumerate(value):
            check(promise[0], row, f"{where}[{i}]")
    elif value is None:
        assert promise.endswith("?"), f"{where}: nothing"
    else:
        assert KINDS[promise.rstrip("?")](value), f"{where}: {value!r} is no {promise}"


class Page(HTMLParser):
    """Tags that are balanced, none of which is another than ours, and that ask nothing of anything else."""
    VOID = {"meta", "br"}
    PLAIN = {"html", "head", "title", "style", "body", "main", "h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt", "dd",
             "div", "table", "thead", "tbody", "tr", "th", "td"}
    ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "scope", "tabindex", "aria-hidden",
                  "data-title"}

    def __init__(self):
        super().__init__()
        self.open, self.headings, self.meta = [], [], []

    def handle_starttag(self, tag, attrs):
        assert tag in self.VOID | self.PLAIN, tag
        assert not {a for a, _ in attrs} - self.ATTRIBUTES, attrs
        self.meta += [dict(attrs)] if tag == "meta" else []
        self.headings += [tag] if tag[0] == "h" and tag[1:].isdigit() else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_comment(self, data):
        raise AssertionError(data)


def html(text):
    page = Page()
    page.feed(text)
    page.close()
    assert not page.open, page.open
    assert page.headings[0] == "h1" and page.headings.count("h1") == 1, page.headings
    policy = next(m["content"] for m in page.meta if m.get("http-equiv") == "Content-Security-Policy")
    style = text[text.index("<style>") + len("<style>"):text.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == (f"default-src 'none'; script-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
                      "form-action 'none'"), policy
    assert not [c for c in text if ord(c) < 32 and c != "\n" or c in "\x7f\u202e\u2066"]
    assert "url(" not in text and "@import" not in text


def main():
    text = sys.stdin.read()
    if sys.argv[1] == "html":
        html(text)
    else:
        check(PAGES[sys.argv[2]], json.loads(text), sys.argv[2])


main()
