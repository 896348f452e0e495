# The Dutch of the program: complete, sound, and shown to who asks for it.
load common

setup() { setup_store; }

# xgettext over the files in $@, in the source's folder and with the keywords of po/meson.build.
extract() {
    local keywords
    mapfile -t keywords < <(grep -o -- "--[^']*" "$STAGE_TEST_SOURCE/po/meson.build")
    (cd "$STAGE_TEST_SOURCE" && xgettext "${keywords[@]}" -o - "$@")
}

@test "the Dutch is sound to msgfmt, with nothing untranslated or fuzzy" {
    capture env LC_ALL=C msgfmt --check --statistics -o /dev/null "$STAGE_TEST_SOURCE/po/nl.po"
    expect_status 0
    [[ "$stderr" =~ ^[0-9]+\ translated\ messages\.$ ]] || explain
}

@test "the Dutch has every text that the source marks" {
    extract --files-from=po/POTFILES >fresh.pot
    [ "$(grep -c '^msgid' fresh.pot)" -gt 400 ]
    capture msgcmp "$STAGE_TEST_SOURCE/po/nl.po" fresh.pot
    expect_status 0
}

@test "po/POTFILES has the files that mark text, and no others" {
    (cd "$STAGE_TEST_SOURCE" && find cmd lib -name '*.[ch]') | LC_ALL=C sort >sources
    extract --files-from="$PWD/sources" | sed -n 's/^#: //p' | tr ' ' '\n' | sed 's/:[0-9]*$//' |
        LC_ALL=C sort -u >marked
    diff marked "$STAGE_TEST_SOURCE/po/POTFILES"
}

@test "a translation takes no line more than its text, nor a space at either end" {
    # A line more would be read as a note in the template of 'gesprek log'.
    python3 - "$STAGE_TEST_SOURCE/po/nl.po" <<'PYTHON'
import ast, re, sys

entries = re.sub(r'"\n"', '', open(sys.argv[1], encoding='utf-8').read()).split('\n\n')[1:]
bad = 0
for entry in entries:
    text = {key: ast.literal_eval(value) for key, value in re.findall(r'^(msg\S+) (".*")$', entry, re.M)}
    for key, dutch in text.items():
        english = text['msgid']
        same = all(a(english) == a(dutch) for a in (
            lambda s: s.count('\n'), lambda s: s[:1].isspace(), lambda s: s[-1:].isspace()))
        if key.startswith('msgstr') and not same:
            print(f'{english!r} -> {dutch!r}')
            bad += 1
assert len(entries) > 400, len(entries)
sys.exit(bad > 0)
PYTHON
}

@test "the setting language gives Dutch help, also in the plain C locale" {
    stage config set language nl 2>/dev/null
    LC_ALL=C capture stage gesprek log --help
    expect_status 0
    [[ "$output" == "gebruik: stage gesprek log [OPTIE…] STUDENT [DATUM]"* ]] || explain
    [[ "$output" == *"sleutel 1: het leerproces van de student"* ]] || explain
    [[ "$output" != *"Options:"* ]] || explain
}

@test "the setting language gives Dutch errors, from the program and from its library" {
    stage config set language nl 2>/dev/null
    LC_ALL=C capture stage student lst
    expect_status 64
    expect_stderr "'lst' is geen opdracht; bedoelde je 'list'?"
    LC_ALL=C capture stage student show 0012
    expect_status 65
    expect_stderr "er is geen student '0012'"
}

@test "without the setting the plain C locale gives English" {
    LC_ALL=C capture stage student show 0012
    expect_status 65
    expect_stderr "there is no student '0012'"
}

@test "Dutch counts say rij of one row and rijen of more" {
    stage config set language nl 2>/dev/null
    printf 'studentnummer;achternaam\n1;Smit\n' >one.csv
    printf 'studentnummer;achternaam\n1;Smit\n2;Berg\n' >two.csv
    capture stage import one.csv
    expect_stderr "1 rij gelezen: 1 nieuw"
    capture stage import two.csv
    expect_stderr "2 rijen gelezen: 1 nieuw"
}
