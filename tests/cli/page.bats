# report --format html: pages with pictures and filters, as a browser shows them. One Chromium looks at all of it
# (tests/page/kijk.py), before the first test; each test says what one of its checks found.
load common
load story

# Forty docenten in two teams, a placement each at one of twelve companies; two of those have a hostile name.
make_school() {
    local i
    setup_store
    stage -q team add "Team zorg"
    stage -q team add "Team bouw"
    echo "Studentnummer;Naam;Crebo;Opleiding;Docentcode;Docentnaam;Bedrijf;Begindatum;Einddatum" >school.csv
    for ((i = 1; i <= 40; i++)); do
        printf '%04d;Sem Smit %d;25998;Software developer;D%03d;Anna Vries %d;Bedrijf %02d;01-09-2026;%02d-01-2027\n' \
            "$i" "$i" "$i" "$i" $((i % 12)) $((i % 28 + 1))
    done >>school.csv
    stage -q import school.csv
    for ((i = 1; i <= 30; i += 2)); do
        printf -v nummer '%04d' "$i"
        stage -q gesprek log "$nummer" "2026-09-$((i % 20 + 2 < 10 ? 10 : i % 20 + 2))" --soort start --nieuw --zonder-notities --force
    done
    raw_write "UPDATE docent SET team = id % 2 + 1;
        UPDATE leerbedrijf SET naam = '${HOSTILE//\'/\'\'}' WHERE naam = 'Bedrijf 03';
        UPDATE leerbedrijf SET naam = char(27) || '[31m' || char(8238) || 'live' || char(1) WHERE naam = 'Bedrijf 04'"
}

setup_file() {
    export PAGES="$BATS_FILE_TMPDIR/pages"
    mkdir "$PAGES"
    BATS_TEST_TMPDIR="$BATS_FILE_TMPDIR"
    make_school
    stage report contact --by docent --format html >"$PAGES/docent.html"
    stage report contact --by docent --format json >"$PAGES/docent.json"
    "$STAGE_TEST_BUILD/tests/plaat" html en >"$PAGES/plaat.html"
    "$STAGE_TEST_BUILD/tests/plaat" json en >"$PAGES/plaat.json"
    stage -q config set language nl
    stage report contact --by leerbedrijf --format html >"$PAGES/bedrijf.html"
    stage report contact --by leerbedrijf --format json >"$PAGES/bedrijf.json"
    # Selenium is a package of Debian, so the python that runs it is Debian's.
    /usr/bin/python3 "$STAGE_TEST_SOURCE/tests/page/kijk.py" "$PAGES"
}

# What a check found, which is nothing. One that did not run has no file, and fails.
found_nothing() {
    cat "$PAGES/$1"
    [ ! -s "$PAGES/$1" ]
}

@test "the console has no message, and nothing is asked for but the file" { found_nothing silence; }
@test "the policy allows the texts in the page and refuses all else" { found_nothing policy; }
@test "every cell of every table is what JSON has, totals too" { found_nothing numbers; }
@test "each picture is drawn, from the numbers of its table" { found_nothing pictures; }
@test "a heat map's numbers can be read, and are stronger the higher they are" { found_nothing heat; }
@test "filters choose rows; the picture follows and the total says of what it is" { found_nothing filters; }
@test "of many rows the first stand there, and it says so; a button shows all" { found_nothing many; }
@test "a click on a title sorts, what is not known last; months stay in order" { found_nothing order; }
@test "the page can be used with keys alone, and shows where one is" { found_nothing keyboard; }
@test "a screen reader is told the name of everything" { found_nothing names; }
@test "nothing is wider than a screen of 360 or 1280 pixels" { found_nothing widths; }
@test "in the dark the ink is light, and back" { found_nothing dark; }
@test "it prints on A4: every cell, titles on each sheet, no fields" { found_nothing paper; }
@test "without a script the tables are there" { found_nothing without_script; }
@test "the script speaks Dutch and English, with the decimal sign" { found_nothing language; }
@test "names that would be markup are text" { found_nothing hostile; }

@test "a page without a picture has no script" {
    setup_home
    capture stage guide --format html
    expect_status 0
    [[ "$output" == *"script-src 'none'"* && "$output" != *"<script"* ]] || explain
}
