# The guide for praktijkopleiders, and the texts that a school or a team may have in its place.
load common

setup() {
    setup_home
    export STAGE_CONFIG_SYSTEM="$HOME/system/stage.conf"
    school="$HOME/system/gesprek"
    own="$XDG_CONFIG_HOME/stage/gesprek"
    mkdir -p "$school" "$own"
}

title() { stage guide "$@" | head -n 1; }

# Whether standard input is HTML whose tags are balanced, none of which is another than ours, and that asks
# nothing of anything else.
sound_html() {
    python3 -c '
import base64, hashlib, sys
from html.parser import HTMLParser
VOID, PLAIN = {"meta"}, {"html", "head", "title", "style", "body", "main", "h1", "h2", "p", "ul", "li"}
class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.headings, self.meta = [], [], []
    def handle_starttag(self, tag, attrs):
        assert tag in VOID | PLAIN, tag
        assert not {a for a, _ in attrs} - {"lang", "charset", "http-equiv", "content", "name", "class"}, attrs
        self.meta += [dict(attrs)] if tag == "meta" else []
        self.headings += [tag] if tag in ("h1", "h2") else []
        if tag not in VOID:
            self.open.append(tag)
    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
    def handle_decl(self, decl):
        assert decl == "DOCTYPE html", decl
    def handle_comment(self, data):
        raise AssertionError(data)
page, text = Page(), sys.stdin.read()
page.feed(text)
page.close()
assert not page.open, page.open
assert page.headings[:1] in ([], ["h1"]) and page.headings.count("h1") <= 1, page.headings
assert {"charset": "utf-8"} in page.meta, page.meta
policy = next(m["content"] for m in page.meta if m.get("http-equiv") == "Content-Security-Policy")
style = text[text.index("<style>") + len("<style>"):text.index("</style>")]
digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
assert policy.replace("\x27", "") == f"default-src none; script-src none; style-src sha256-{digest}; base-uri none; form-action none"
assert not [c for c in text if ord(c) < 32 and c != "\n" or c in "\x7f\u202e"]
assert "url(" not in text and "@import" not in text'
}

@test "the guide is in both languages, in that of the messages when none is named" {
    [ "$(title)" = "Three ways to guide a student" ]
    [ "$(title --language en)" = "Three ways to guide a student" ]
    [ "$(title -l nl)" = "Drie manieren om een student te begeleiden" ]
    stage -q config set language nl
    [ "$(title)" = "Drie manieren om een student te begeleiden" ]
    [ "$(title -l en)" = "Three ways to guide a student" ]
    capture stage guide -l fy
    expect_status 64
}

@test "it fits one page of 80 places, and names the three ways" {
    local language way
    for language in nl en; do
        stage guide -l "$language" >guide
        [ "$(wc -l <guide)" -le 60 ]
        [ "$(wc -L <guide)" -le 80 ]
        for way in "Laten zien" Meedoen Toevertrouwen; do
            grep -q "^$way" guide || { echo "$language: $way"; return 1; }
        done
    done
}

@test "the text has its title underlined, headings and items" {
    printf '# Titel\r\n\r\nEen alinea\r\nop twee regels.\r\n## Kop\r\n- een\r\n  en verder\r\n- twee\r\n' >"$school/gids.en.md"
    capture stage guide
    expect_output "Titel
=====

Een alinea op twee regels.

Kop
- een en verder
- twee"
    [ -z "$stderr" ]
}

@test "at a terminal headings are bold, but not with NO_COLOR" {
    at_terminal env -u NO_COLOR stage guide
    [[ "$output" == *$'\x1b[1mThree ways'* ]] || explain
    at_terminal stage guide
    [[ "$output" == *"Three ways"* && "$output" != *$'\x1b'* ]] || explain
}

@test "Markdown is the file as it stands" {
    local language
    for language in nl en; do
        stage guide -l "$language" -f md | cmp - "$STAGE_TEST_ROOT/share/stage/gesprek/gids.$language.md"
    done
    printf 'met\ttab, zonder laatste regeleinde' >"$school/gids.en.md"
    stage guide -f md | cmp - "$school/gids.en.md"
}

@test "HTML is a page on its own, in the language of the guide" {
    local language
    for language in nl en; do
        stage guide -l "$language" -f html >page.html
        sound_html <page.html
        grep -qx "<html lang=\"$language\">" page.html
        grep -qx "<h2>Toevertrouwen.*</h2>" page.html
    done
}

@test "JSON has the language, the title and the text" {
    stage guide -l nl -f json >guide.json
    python3 - "$STAGE_TEST_ROOT/share/stage/gesprek/gids.nl.md" <<'PYTHON'
import json, sys
data = json.load(open("guide.json", encoding="utf-8"))
assert list(data) == ["taal", "titel", "tekst"], list(data)
assert data["taal"] == "nl" and data["titel"] == "Drie manieren om een student te begeleiden"
assert data["tekst"] == open(sys.argv[1], encoding="utf-8").read()
PYTHON
    [ "$(tail -c 1 guide.json)" = "" ]
}

@test "it takes the options of a page, not those of rows" {
    local format
    for format in table csv tsv xml; do
        capture stage guide -f "$format"
        expect_status 64
        expect_stderr "text, md, html, json"
    done
    capture stage guide --columns taal
    expect_status 64
    [ "$(offered guide --format '')" = "text md html json" ]
    [ "$(offered guide --language '')" = "nl en" ]
    [[ "$(offered guide --)" == *--format* ]]
    [[ "$(offered guide --)" != *--columns* ]]
    stage help guide | grep -q 'how the page is written: text, md, html, json'
    capture bash -c 'stage guide >/dev/full'
    expect_status 74
}

@test "what stands nearest to the team counts" {
    [ "$(title --team IT)" = "Three ways to guide a student" ]
    echo '# School' >"$school/gids.en.md"
    [ "$(title --team IT)" = School ]
    mkdir "$school/zorg-welzijn" "$own/zorg-welzijn"
    echo '# Team' >"$school/zorg-welzijn/gids.en.md"
    [ "$(title)" = School ]
    [ "$(title --team 'Zorg & Wélzijn')" = Team ]
    echo '# Mine' >"$own/gids.en.md"
    [ "$(title --team 'zorg welzijn')" = Mine ]
    echo '# Our own' >"$own/zorg-welzijn/gids.en.md"
    [ "$(title --team 'ZORG  WELZIJN')" = "Our own" ]
    [ "$(title --team IT)" = Mine ]
    [ "$(title -l nl --team 'zorg welzijn')" = "Drie manieren om een student te begeleiden" ]
}

@test "the name of a team leads nowhere else" {
    local team
    echo '# Secret' >"$HOME/system/gids.en.md"
    mkdir "$HOME/system/other"
    echo '# Secret' >"$HOME/system/other/gids.en.md"
    for team in .. ../other /etc . ... "../../system/other" '%2e%2e' '!?' "$school/../other"; do
        [ "$(title --team "$team")" = "Three ways to guide a student" ] || { echo "$team"; return 1; }
    done
}

@test "a file that is no text is an error that names it" {
    printf '# Titel \xff\n' >"$school/gids.en.md"
    capture stage guide
    expect_status 78
    expect_output ""
    expect_stderr "'$school/gids.en.md' is not valid UTF-8 at byte 9"
    printf '# Titel\0\n' >"$school/gids.en.md"
    capture stage guide -f md
    expect_status 78
    expect_stderr "at byte 8"
    head -c 262144 /dev/zero | tr '\0' x >"$school/gids.en.md"
    stage guide >/dev/null
    echo >>"$school/gids.en.md"
    capture stage guide
    expect_status 78
    expect_stderr "'$school/gids.en.md' is too long: at most 256 KiB fit"
    rm "$school/gids.en.md"
    mkdir "$school/gids.en.md"
    capture stage guide
    expect_status 78
    expect_stderr "cannot read '$school/gids.en.md'"
    # It is not in the way of a team that has its own.
    mkdir "$school/it"
    echo '# Team' >"$school/it/gids.en.md"
    [ "$(title --team IT)" = Team ]
}

@test "a hostile file does nothing to a page or a terminal" {
    printf '%b' '# </title><script>alert(1)</script>\n\n<img src=x onerror=alert(1)> & &lt; "\x27\n\x1b[2J\x1b]0;x\x07 \x7f \xe2\x80\xae\t!\n' \
        '## <style>*{display:none}</style>\n- </li></ul><!-- -->\n- <a href="javascript:1">x</a>\n\n</main></body></html>\n' \
        >"$school/gids.en.md"
    stage guide -f html >page.html
    sound_html <page.html
    grep -qF '<h1>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</h1>' page.html
    grep -qF '\x1b[2J\x1b]0;x\x07 \x7f \u202e' page.html
    for format in text md; do
        stage guide -f "$format" >out
        [ "$(LC_ALL=C tr -d '\n\t\040-\176' <out | wc -c)" -eq 0 ] || { echo "$format"; return 1; }
        grep -qF '\x1b[2J\x1b]0;x\x07' out
    done
    stage guide -f json | python3 -c 'import json, sys; assert "\x1b[2J" in json.load(sys.stdin)["tekst"]'
}

@test "an empty guide is an empty page" {
    : >"$school/gids.en.md"
    capture stage guide
    expect_status 0
    expect_output ""
    stage guide -f html | sound_html
    [ "$(stage guide -f json | tr -d '\n\t')" = '{"taal":"en","titel":null,"tekst":""}' ]
}
