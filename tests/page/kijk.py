"""Looks at pages with figures in Chromium, and at what their JSON says of the same.

    kijk.py FOLDER    FOLDER has NAME.html and NAME.json: docent, bedrijf and plaat

Each check writes what it found to FOLDER/CHECK, which is empty when all is well; tests/cli/page.bats reads them. One
browser does them all.
"""
import base64
import hashlib
import json
import os
import re
import socket
import sys
import traceback
from html.parser import HTMLParser

sys.dont_write_bytecode = True
from chromium import Chromium  # noqa: E402

FOLDER = sys.argv[1]
PAGES = {"docent": "en", "bedrijf": "nl", "plaat": "nl"}
CHECKS = []
DECIMAL = r"-?\d+[.,]\d"


def check(function):
    CHECKS.append(function)
    return function


def path(name):
    return os.path.join(FOLDER, name)


def read(name):
    with open(path(name), encoding="utf-8") as file:
        return file.read()


def visible(text):
    """Text as it is shown, with what cannot be seen written out (lib/base/text.c)."""
    return re.sub("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", lambda found: (
        f"\\x{ord(found[0]):02x}" if ord(found[0]) < 256 else f"\\u{ord(found[0]):04x}"), text)


class Tags(HTMLParser):
    """Every tag of a page, and every attribute."""

    def __init__(self, text):
        super().__init__()
        self.names, self.attributes = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


class Tables(HTMLParser):
    """The tables of a page, read from its file and not by a browser: for each section its head, rows and total."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.at, self.cell = {}, None, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "table":
            self.table = self.tables[attrs["data-section"]] = {"thead": [], "tbody": [], "tfoot": [], **attrs}
        elif tag in ("thead", "tbody", "tfoot"):
            self.at = self.table[tag]
        elif tag == "tr":
            self.at.append([])
        elif tag in ("th", "td"):
            self.cell = {"tag": tag, "text": "", **attrs}
            self.at[-1].append(self.cell)

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell["text"] += data


def value_of(cell, kind, json_value):
    """What a cell says, to be compared with JSON; its text and its number must say the same."""
    text = cell["text"]
    if "data-value" in cell:
        assert re.fullmatch(rf"{DECIMAL}\s%", text), text
        assert text.split()[0].replace(",", ".") == cell["data-value"], cell
        return float(cell["data-value"])
    if kind in ("number", "percent"):
        assert text in ("", "<5") or re.fullmatch(r"-?\d+", text), text
        return int(text) if text not in ("", "<5") else None
    if isinstance(json_value, bool):
        return {"ja": True, "nee": False}[text]
    return text or None


def shown(value):
    return visible(value) if isinstance(value, str) else value


def compare(name):
    """How many cells of a page are what its JSON says."""
    told, tables, cells = json.loads(read(f"{name}.json")), Tables(read(f"{name}.html")).tables, 0
    sections = {key for key, value in told.items() if isinstance(value, list) and value and key in tables}
    assert sections == set(tables), (sections, set(tables))
    for key, table in tables.items():
        head = table["thead"][0]
        total = told.get(f"{key}_totaal")
        assert (total is not None) == (len(table["tfoot"]) == 1), key
        rows = table["tbody"] + table["tfoot"]
        expected = told[key] + ([total] if total is not None else [])
        assert len(rows) == len(expected), (key, len(rows), len(expected))
        for row, members in zip(rows, expected):
            assert len(row) == len(head)
            for column, cell in zip(head, row):
                wanted = shown(members[column["data-key"]])
                assert value_of(cell, column["data-kind"], wanted) == wanted, (key, column["data-key"], cell, wanted)
                cells += 1
    return cells


# --- what the files say

@check
def numbers(browser):
    """Every cell of every table is what JSON has, read without a browser; and the browser has as many."""
    for name, least in (("docent", 500), ("bedrijf", 100), ("plaat", 400)):
        cells = compare(name)
        assert cells > least, (name, cells)
        browser.open(path(f"{name}.html"))
        seen = browser.run("return document.querySelectorAll('tbody > tr > *, tfoot > tr > *').length")
        assert seen == cells, (name, seen, cells)


@check
def policy(browser):
    """The policy names the very texts that are in the page; nothing else runs, looks or is asked for."""
    for name in PAGES:
        text = read(f"{name}.html")
        allowed = re.search(r'Content-Security-Policy" content="([^"]*)"', text).group(1)
        sums = {tag: [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
                      for part in re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)] for tag in ("script", "style")}
        assert allowed == (f"default-src 'none'; script-src 'sha256-{sums['script'][0]}' 'sha256-{sums['script'][1]}'; "
                           f"style-src 'sha256-{sums['style'][0]}'; base-uri 'none'; form-action 'none'"), allowed
        assert (len(sums["script"]), len(sums["style"])) == (2, 1)
        tags = Tags(text)
        assert not tags.names & {"link", "iframe", "object", "embed", "base", "form", "img", "a", "svg"}, tags.names
        assert not [a for a in tags.attributes if a.startswith("on") or a in ("style", "src", "href", "srcset")]
        assert "@import" not in text and "url(" not in re.sub("<script>.*?</script>", "", text, flags=re.S)
    browser.open(path("docent.html"))
    with socket.create_server(("127.0.0.1", 0)) as server:
        browser.run("""
            const away = `http://127.0.0.1:${arguments[0]}/`;
            document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.broken = 1' }));
            document.body.append(Object.assign(document.createElement('img'), { src: away }));
            document.body.setAttribute('onclick', 'window.broken = 2');
            document.body.click();
            return fetch(away).catch(() => null);""", server.getsockname()[1])
        assert browser.run("return window.broken") is None
        refused = [line for line in browser.said() if "Content Security Policy" in line]
        assert len(refused) >= 3, refused
        server.settimeout(0.2)
        try:
            raise AssertionError(server.accept())
        except TimeoutError:
            pass


# --- what is drawn

# Of each picture: how much of it is not bare, and in how many colours.
DRAWN = """return Array.from(document.querySelectorAll('canvas'), (canvas) => {
    const data = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    return [data.reduce((n, pixel) => n + (pixel !== 0), 0) / data.length, new Set(data).size];
})"""
# Of the picture of a section: what it was given.
GIVEN = """const table = document.querySelector(`table[data-section="${arguments[0]}"]`);
    const canvas = Array.from(document.querySelectorAll('canvas')).filter((canvas) =>
        canvas.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
    const { labels, datasets } = Chart.getChart(canvas).data;
    return { labels, datasets: datasets.map(({ label, data }) => ({ label, data })) };"""
SHOWN = """return Array.from(document.querySelectorAll(`table[data-section="${arguments[0]}"] tbody tr`))
    .filter((row) => row.checkVisibility()).map((row) => row.cells[arguments[1]].textContent)"""


@check
def pictures(browser):
    """Each picture is drawn, with the names and numbers of its table."""
    for name, count in (("docent", 4), ("bedrijf", 4), ("plaat", 3)):
        browser.open(path(f"{name}.html"))
        drawn = browser.run(DRAWN)
        assert len(drawn) == count and all(part > 0.005 and colours > 3 for part, colours in drawn), (name, drawn)
        told = json.loads(read(f"{name}.json"))
        for key, table in Tables(read(f"{name}.html")).tables.items():
            if table["data-chart"] in ("none", "heat"):
                continue
            given, head = browser.run(GIVEN, key), table["thead"][0]
            of_time = head[0]["data-key"] in ("maand", "week")
            rows = told[key] if of_time else told[key][:30]
            assert given["labels"] == [shown(row[head[0]["data-key"]]) or "–" for row in rows], key
            wanted = [[row[c["data-key"]] for row in rows] for c in head if "data-drawn" in c]
            assert [d["data"] for d in given["datasets"]] == wanted and wanted, key
        assert browser.run("return Array.from(document.querySelectorAll('canvas'), (c) => "
                           "Chart.getChart(c).options.animation)") == [False] * count


@check
def heat(browser):
    """The more, the stronger; what is not told has no colour; each number can be read on its colour, also in the
    dark."""
    browser.open(path("plaat.html"))
    cells = browser.run("""return Array.from(document.querySelectorAll('table[data-chart=heat] tbody tr'), (row) =>
        Array.from(row.cells, (cell) => [cell.textContent, Number(cell.className.replace('heat-', ''))]))""")
    assert [row[1][1] for row in cells] == [1, 2, 3, 4, 5, 6], cells
    assert [row[4][1] for row in cells] == [1, 1, 2, 3, 4, 6], cells
    assert cells[2][2] == ["<5", 0] and cells[3][3] == ["", 0] and cells[0][0][1] == 0, cells
    for scheme in ("light", "dark"):
        browser.media(scheme)
        worst = browser.run("""
            const light = (text) => {
                const [r, g, b] = text.match(/[\\d.]+/g).map((n) => n / 255)
                    .map((n) => (n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4));
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            return Math.min(...Array.from(document.querySelectorAll('[class^=heat]'), (cell) => {
                const style = getComputedStyle(cell);
                const [low, high] = [light(style.color), light(style.backgroundColor)].sort((a, b) => a - b);
                return (high + 0.05) / (low + 0.05);
            }))""")
        assert worst >= 4.5, (scheme, worst)
    browser.media()


# --- filters and order

def type_into(browser, label, text):
    browser.run("""
        const input = Array.from(document.querySelectorAll('.tools label'))
            .find((label) => label.firstChild.textContent === arguments[0]).querySelector('input, select');
        if (input.tagName === 'SELECT')
            input.selectedIndex = Array.from(input.options).findIndex((option) => option.text === arguments[1]);
        else
            input.value = arguments[1];
        input.dispatchEvent(new Event(input.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));""", label, text)


@check
def filters(browser):
    """Rows are chosen by name and by a column's text; the picture follows, and the total says of what it is."""
    browser.open(path("plaat.html"))
    total = "return document.querySelector('[data-section=stapel] tfoot th').innerText"
    status = "return document.querySelector('[role=status]').textContent"
    rows = json.loads(read("plaat.json"))["stapel"]
    assert browser.run(status) == "40 of 40 rows" and browser.run(total) == "totaal"
    type_into(browser, "bedrijf contains", "ZOE'S bedrijf 2")
    wanted = [row for row in rows if (row["bedrijf"] or "").startswith("Zoë's bedrijf 2")]
    assert browser.run(SHOWN, "stapel", 0) == [row["bedrijf"] for row in wanted] and len(wanted) == 10
    assert browser.run(status) == "10 of 40 rows" and browser.run(total) == "totaal of all 40 rows"
    given = browser.run(GIVEN, "stapel")
    assert given["labels"] == [row["bedrijf"] for row in wanted]
    assert given["datasets"][0]["data"] == [row["bezoek"] for row in wanted]
    type_into(browser, "soort", "zorg")
    wanted = [row["bedrijf"] for row in wanted if row["soort"] == "zorg"]
    assert browser.run(SHOWN, "stapel", 0) == wanted == browser.run(GIVEN, "stapel")["labels"] and len(wanted) > 1
    type_into(browser, "bedrijf contains", "niemand")
    assert browser.run(status) == "0 of 40 rows"
    assert not browser.run("return document.querySelector('figure').checkVisibility()")
    type_into(browser, "bedrijf contains", "")
    type_into(browser, "soort", "any")
    assert browser.run(status) == "40 of 40 rows" and browser.run(total) == "totaal"
    assert browser.run("return document.querySelector('figure').checkVisibility()")
    # Beside docenten stands their team.
    browser.open(path("docent.html"))
    type_into(browser, "team", "Team zorg")
    told = [row["docent"] for row in json.loads(read("docent.json"))["cijfers"] if row["team"] == "Team zorg"]
    assert browser.run(SHOWN, "cijfers", 0) == told and len(told) > 5


@check
def many(browser):
    """Of many rows the first stand there, of those that match and in their order, and it says so; a button, paper and a
    browser without scripts have all."""
    browser.open(path("plaat.html"))
    table = "document.querySelector('[data-section=stil]')"
    tools = f"{table}.parentNode.previousElementSibling"
    total = f"return {table}.tFoot.rows[0].cells[0].innerText"
    rows = [visible(row["bedrijf"] or "") for row in json.loads(read("plaat.json"))["stil"]]
    assert browser.run(SHOWN, "stil", 0) == rows[:100] and len(rows) == 150
    assert "150 of 150 rows; the first 100 stand below" in browser.run(f"return {tools}.innerText")
    assert browser.run(total) == "totaal of all 150 rows"
    browser.run(f"{table}.tHead.rows[0].cells[4].firstChild.click(); {table}.tHead.rows[0].cells[4].firstChild.click()")
    assert browser.run(SHOWN, "stil", 4) == [str(n) for n in range(149, 49, -1)]
    browser.run(f"{tools}.querySelector('button').click()")
    assert browser.run(SHOWN, "stil", 4) == [str(n) for n in range(149, -1, -1)]
    assert "150 of 150 rows" in browser.run(f"return {tools}.innerText") and browser.run(total) == "totaal"
    assert not browser.run(f"return {tools}.querySelector('button').checkVisibility()")
    assert browser.run(f"return document.activeElement === {table}.parentNode")


@check
def order(browser):
    """A click on a title puts the rows in order, up and down and back; what is not known stands last."""
    browser.open(path("plaat.html"))
    press = "document.querySelectorAll('[data-section=stapel] thead button')[arguments[0]].click()"
    sort = "return document.querySelectorAll('[data-section=stapel] thead th')[arguments[0]].getAttribute('aria-sort')"
    rows = json.loads(read("plaat.json"))["stapel"]
    online = [row["online"] for row in rows if row["online"] is not None]
    few = ["<5"] * (len(rows) - len(online))
    assert few
    for direction, wanted in (("ascending", sorted(online)), ("descending", sorted(online, reverse=True))):
        browser.run(press, 5)
        assert browser.run(sort, 5) == direction
        assert browser.run(SHOWN, "stapel", 5) == [str(n) for n in wanted] + few
        assert browser.run(GIVEN, "stapel")["datasets"][1]["data"] == wanted[:30]
    browser.run(press, 6)  # 3.7 before 11.1, and no title but the last is marked
    deel = [float(re.sub(" %", "", text).replace(",", ".")) for text in browser.run(SHOWN, "stapel", 6)]
    assert deel == sorted(deel) and browser.run(sort, 5) is None and browser.run(sort, 6) == "ascending"
    browser.run(press, 6), browser.run(press, 6)
    assert browser.run(sort, 6) is None
    assert browser.run(SHOWN, "stapel", 0) == [row["bedrijf"] or "" for row in rows]
    # Months stay in their order in the picture.
    browser.run("document.querySelectorAll('[data-section=verloop] thead button')[1].click()")
    months = [row["maand"] for row in json.loads(read("plaat.json"))["verloop"]]
    assert browser.run(SHOWN, "verloop", 0) != months == browser.run(GIVEN, "verloop")["labels"]


@check
def keyboard(browser):
    """All of it can be reached and used with keys alone, and it shows where one is."""
    def key(name, text=None):
        for kind in ("keyDown", "keyUp"):
            browser.command("Input.dispatchKeyEvent", type=kind, key=name, code=name,
                            windowsVirtualKeyCode={"Tab": 9, "Enter": 13}.get(name, 0), **({"text": text} if text else {}))

    browser.open(path("plaat.html"))
    seen = []
    for _ in range(60):
        key("Tab")
        seen.append(browser.run("""const at = document.activeElement, style = getComputedStyle(at);
            return [at.tagName, at.closest('table')?.dataset.section ?? '', style.outlineStyle, style.outlineWidth]"""))
        if seen[-1][:2] == ["INPUT", ""]:
            browser.command("Input.insertText", text="bedrijf 2")
        if seen[-1][:2] == ["BUTTON", "stapel"]:
            break
    assert {"DIV", "INPUT", "SELECT", "BUTTON"} <= {tag for tag, *_ in seen}, seen
    assert all(style != "none" and float(width[:-2]) >= 2 for _, _, style, width in seen), seen
    assert browser.run("return document.querySelector('[role=status]').textContent") == "10 of 40 rows"
    key("Enter", "\r")
    names = browser.run(SHOWN, "stapel", 0)
    assert names == sorted(names) and len(names) == 10, names


@check
def names(browser):
    """What a screen reader is told: every picture, field, button and title has a name, and tables are tables."""
    for name in PAGES:
        browser.open(path(f"{name}.html"))
        nodes = [{"role": n.get("role", {}).get("value"), "name": n.get("name", {}).get("value", "")} for n in
                 browser.command("Accessibility.getFullAXTree")["nodes"] if not n.get("ignored")]
        roles = {}
        for node in nodes:
            roles.setdefault(node["role"], []).append(node["name"])
        for role in ("image", "button", "searchbox", "combobox", "region", "group", "table", "columnheader", "rowheader"):
            if name == "plaat" or role != "combobox":
                assert roles.get(role), (name, role, sorted(roles))
            assert all(roles.get(role, [])) or role in ("rowheader",), (name, role, roles[role])
        assert "status" in roles and len(roles["image"]) == browser.run("return document.querySelectorAll('canvas').length")
        assert len(set(roles["image"])) == len(roles["image"]), roles["image"]
        assert all(text.count(",") or "per" in text for text in roles["image"])
        scopes = browser.run("return Array.from(document.querySelectorAll('th'), (th) => th.scope)")
        assert set(scopes) == {"col", "row"}, scopes
        assert browser.run("return document.querySelectorAll('h1').length") == 1


# --- screens and paper

@check
def widths(browser):
    """Nothing is wider than the screen; what is, scrolls in its own place."""
    for name in PAGES:
        browser.open(path(f"{name}.html"))
        for width in (360, 1280):
            browser.media(width=width)
            inner, outer, figures = browser.run("""return [document.scrollingElement.scrollWidth, window.innerWidth,
                Array.from(document.querySelectorAll('figure, canvas, .tools *'), (figure) =>
                    [figure.getBoundingClientRect().left, figure.getBoundingClientRect().right])]""")
            assert inner <= outer == width, (name, width, inner)
            assert all(left >= 0 and right <= width for left, right in figures), (name, width, figures)
            assert all(colours > 3 for _, colours in browser.run(DRAWN)), (name, width)
            browser.picture(path(f"{name}-{width}.png"))
    browser.media()


# Whether a picture has ink of this colour.
INKED = """const canvas = document.querySelector('canvas'), data = new Uint32Array(canvas.getContext('2d')
        .getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    return data.includes(arguments[0]);"""
INKS = {"light": 0xFF1E1C1C, "dark": 0xFFF0ECEC}


@check
def dark(browser):
    """In the dark a picture has light ink, in the light dark ink, also when that changes while it is open."""
    browser.open(path("docent.html"))
    for scheme, paper in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(23, 23, 26)"), ("light", "rgb(255, 255, 255)")):
        browser.media(scheme)
        assert browser.run("return getComputedStyle(document.body).backgroundColor") == paper
        assert {s: browser.run(INKED, ink) for s, ink in INKS.items()} == {s: s == scheme for s in INKS}, scheme


@check
def paper(browser):
    """On A4 all of it stands: every cell, the titles on each sheet, no field; white, whatever the screen is; a row that
    was filtered away is not there, and it says so."""
    for name, most in (("docent", 6), ("bedrijf", 5), ("plaat", 12)):
        browser.open(path(f"{name}.html"))
        browser.media("dark", 360)
        sheets = browser.paper(path(f"{name}.pdf"))
        assert 1 < len(sheets) <= most, (name, len(sheets))
        words = set(" ".join(sheets).split())
        for table in Tables(read(f"{name}.html")).tables.values():
            for cell in (cell for row in table["tbody"] + table["tfoot"] for cell in row):
                if re.fullmatch(r"[\w<.,:-]*", cell["text"].replace(" %", "")):
                    assert cell["text"].split()[:1] == [] or cell["text"].split()[0] in words, (name, cell)
        rows = [sheet for sheet in sheets if re.search(r"2026-10-01", sheet)]
        assert name != "plaat" or (len(rows) > 2 and all("laatste" in sheet for sheet in rows)), rows
        for label in ("contains", "bevat", "40 of 40"):
            assert label not in " ".join(sheets), label
    # Drawn for paper while it is printed, and for the screen again.
    browser.open(path("docent.html"))
    browser.media("dark")
    browser.run("""window.paper = []; window.addEventListener('beforeprint', () => {
        const chart = Chart.getChart(document.querySelector('canvas'));
        window.paper.push(chart.options.color, chart.width); });""")
    browser.paper(path("donker.pdf"))
    assert browser.run("return window.paper") == ["#000", 680]
    assert browser.run("return Chart.getChart(document.querySelector('canvas')).options.color") == "#ececf0"
    type_into(browser, "docent contains", "D01")
    sheets = " ".join(browser.paper(path("gekozen.pdf")))
    assert "D010" in sheets and "D020" not in sheets and "10 of 40 rows" in sheets and "totaal of" in sheets
    browser.media()


@check
def without_script(browser):
    """Without a script the tables are there, and nothing that would do nothing."""
    browser.command("Emulation.setScriptExecutionDisabled", value=True)
    try:
        text = {}
        for name in ("docent", "plaat"):
            browser.open(path(f"{name}.html"))
            text[name] = " ".join(browser.paper(path("zonder.pdf")))
    finally:
        browser.command("Emulation.setScriptExecutionDisabled", value=False)
    assert all(word in text["docent"] for word in ("D001", "D040", "totaal", "bpv_monitor"))
    assert all(row["bedrijf"] in text["plaat"] for row in json.loads(read("plaat.json"))["stil"][2:])
    assert "contains" not in text["docent"] and " of 40 rows" not in text["docent"]


# --- language, and what others wrote

@check
def language(browser):
    """The page and its script speak the language that was asked for, with its decimal sign."""
    for name, words in (("docent", ["docent contains", "40 of 40 rows"]), ("bedrijf", ["leerbedrijf bevat", "12 van 12 rijen"])):
        browser.open(path(f"{name}.html"))
        assert browser.run("return document.documentElement.lang") == PAGES[name]
        tools = browser.run("return document.querySelector('.tools').innerText")
        assert all(word in tools for word in words), (name, tools)
        ticks = browser.run("return Array.from(document.querySelectorAll('figure'), (f) => f.ariaLabel)")
        assert ("De tabel eronder" in ticks[0]) == (name == "bedrijf"), ticks
    assert browser.run("return show(37.5, 'percent')") == "37,5 %"


@check
def hostile(browser):
    """Names that would like to be markup are text, wherever they stand."""
    for name, key in (("bedrijf", "leerbedrijf"), ("plaat", "bedrijf")):
        browser.open(path(f"{name}.html"))
        tags = browser.run("return [...new Set(Array.from(document.querySelectorAll('body *'), (e) => e.localName))]")
        assert not set(tags) & {"img", "b", "a", "iframe", "svg"}, tags
        assert browser.run("return document.scripts.length") == 2
        assert browser.run("return Array.from(document.querySelectorAll('*')).some((e) => "
                           "Array.from(e.attributes).some((a) => a.name.startsWith('on')))") is False
        section = "cijfers" if name == "bedrijf" else "stapel"
        label = next(row[key] for row in json.loads(read(f"{name}.json"))[section] if "script" in (row[key] or ""))
        assert label in browser.run(SHOWN, section, 0)
        if name == "plaat":
            assert label in browser.run("return Array.from(document.querySelectorAll('option'), (o) => o.text)")
            assert label in browser.run(GIVEN, section)["labels"]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e\u2066]", read("bedrijf.html") + read("plaat.html"))


@check
def silence(browser):
    """Opened, filtered, sorted, printed, on each screen: the console has nothing, and only the file was asked for."""
    for name in PAGES:
        browser.open(path(f"{name}.html"))
        for scheme, width in (("light", 1280), ("dark", 360)):
            browser.media(scheme, width)
            browser.run("""
                for (const input of document.querySelectorAll('.tools input')) {
                    input.value = 'e';
                    input.dispatchEvent(new Event('input'));
                }
                for (const button of document.querySelectorAll('thead button'))
                    button.click();""")
        browser.paper(path("stil.pdf"))
        said, asked = browser.said(), browser.asked()
        assert said == [], said
        assert set(asked) == {"file://" + os.path.abspath(path(f"{name}.html"))}, asked
        assert browser.run("return performance.getEntriesByName('stage-usable').length") == 1
    browser.media()


def main():
    with Chromium() as browser:
        for function in CHECKS:
            found = ""
            try:
                function(browser)
            except Exception:  # whatever it is, it belongs to this check
                found = traceback.format_exc()
            with open(path(function.__name__), "w", encoding="utf-8") as out:
                out.write(found)


main()
