#include "import/row.h"

#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

#define AT(member) offsetof(StageImportRow, member)
#define HEADERS(...)                                                                                         \
    (const char *const[])                                                                                    \
    {                                                                                                        \
        __VA_ARGS__, NULL                                                                                    \
    }

/* "Einddatum" is the agreed end here; match.c makes it the real one when the export has both. */
const StageImportColumn stage_import_columns[STAGE_IMPORT_COLUMNS] = {
    { "student.nummer", &stage_student, STAGE_CELL_TEXT, AT(student.nummer),
      HEADERS("nummer", "studentnummer", "studentnr", "studnr", "stnr", "deelnemernummer", "deelnemernr",
              "deelnemer", "ovnummer", "stamnummer", "stamnr", "leerlingnummer", "leerlingnr") },
    { "student.naam", &stage_student, STAGE_CELL_NAME, AT(student.naam),
      HEADERS("naam", "volledigenaam", "student", "studentnaam", "naamstudent", "naamdeelnemer",
              "deelnemernaam") },
    { "student.roepnaam", &stage_student, STAGE_CELL_TEXT, AT(student.naam.roepnaam),
      HEADERS("roepnaam", "voornaam", "firstname", "roepnaamstudent") },
    { "student.voorvoegsel", &stage_student, STAGE_CELL_TEXT, AT(student.naam.voorvoegsel),
      HEADERS("voorvoegsel", "voorvoegsels", "tussenvoegsel", "tussenvoegsels", "prefix", "tv") },
    { "student.achternaam", &stage_student, STAGE_CELL_TEXT, AT(student.naam.achternaam),
      HEADERS("achternaam", "lastname", "achternaamstudent", "familienaam") },
    { "student.email", &stage_student, STAGE_CELL_TEXT, AT(student.email),
      HEADERS("email", "emailadres", "emailstudent", "studentemail", "schoolemail", "mailstudent") },
    { "student.klas", &stage_student, STAGE_CELL_TEXT, AT(student.klas),
      HEADERS("klas", "stamgroep", "groep", "lesgroep", "class", "klascode") },
    { "student.cohort", &stage_student, STAGE_CELL_TEXT, AT(student.cohort),
      HEADERS("cohort", "cohortjaar") },
    { "student.leerweg", &stage_student, STAGE_CELL_LEERWEG, AT(student.leerweg),
      HEADERS("leerweg", "leertraject") },
    { "opleiding.crebo", &stage_opleiding, STAGE_CELL_CREBO, AT(opleiding.crebo),
      HEADERS("crebo", "crebonummer", "crebocode", "creboelementcode", "opleidingcode", "opleidingscode") },
    { "opleiding.naam", &stage_opleiding, STAGE_CELL_TEXT, AT(opleiding.naam),
      HEADERS("opleiding", "opleidingsnaam", "naamopleiding") },
    { "opleiding.niveau", &stage_opleiding, STAGE_CELL_NIVEAU, AT(opleiding.niveau),
      HEADERS("niveau", "mboniveau") },
    { "docent.code", &stage_docent, STAGE_CELL_TEXT, AT(docent.code),
      HEADERS("docentcode", "codedocent", "afkorting", "docentafkorting", "afkortingdocent",
              "begeleidercode") },
    { "docent.naam", &stage_docent, STAGE_CELL_NAME, AT(docent.naam),
      HEADERS("docentnaam", "naamdocent", "naambpvbegeleider") },
    { "docent", &stage_docent, STAGE_CELL_DOCENT, AT(docent),
      HEADERS("docent", "bpvdocent", "stagedocent", "bpvbegeleider", "begeleiderschool",
              "schoolbegeleider") },
    { "docent.email", &stage_docent, STAGE_CELL_TEXT, AT(docent.email),
      HEADERS("docentemail", "emaildocent") },
    { "leerbedrijf.sbb", &stage_leerbedrijf, STAGE_CELL_TEXT, AT(leerbedrijf.sbb),
      HEADERS("codeleerbedrijf", "leerbedrijfid", "leerbedrijfcode", "leerbedrijfnummer", "sbbcode",
              "sbbnummer") },
    { "leerbedrijf.kvk", &stage_leerbedrijf, STAGE_CELL_TEXT, AT(leerbedrijf.kvk),
      HEADERS("kvk", "kvknummer", "kvknr") },
    { "leerbedrijf.vestiging", &stage_leerbedrijf, STAGE_CELL_TEXT, AT(leerbedrijf.vestiging),
      HEADERS("vestiging", "vestigingsnummer", "vestigingsnr", "kvkvestiging", "kvkvestigingsnummer") },
    { "leerbedrijf.naam", &stage_leerbedrijf, STAGE_CELL_TEXT, AT(leerbedrijf.naam),
      HEADERS("bpvbedrijf", "leerbedrijf", "leerbedrijfnaam", "naamleerbedrijf", "bedrijf", "bedrijfsnaam",
              "naambedrijf", "stagebedrijf", "bpvorganisatie") },
    { "leerbedrijf.adres", &stage_leerbedrijf, STAGE_CELL_TEXT, AT(leerbedrijf.adres),
      HEADERS("adresleerbedrijf", "leerbedrijfadres", "bedrijfsadres", "adresbedrijf", "bezoekadres") },
    { "leerbedrijf.postcode", &stage_leerbedrijf, STAGE_CELL_TEXT, AT(leerbedrijf.postcode),
      HEADERS("postcodeleerbedrijf", "leerbedrijfpostcode", "postcodebedrijf", "bedrijfpostcode",
              "bedrijfspostcode") },
    { "leerbedrijf.plaats", &stage_leerbedrijf, STAGE_CELL_TEXT, AT(leerbedrijf.plaats),
      HEADERS("plaatsleerbedrijf", "leerbedrijfplaats", "plaatsbedrijf", "bedrijfplaats", "bedrijfsplaats",
              "vestigingsplaats") },
    { "leerbedrijf.telefoon", &stage_leerbedrijf, STAGE_CELL_TEXT, AT(leerbedrijf.telefoon),
      HEADERS("telefoonleerbedrijf", "leerbedrijftelefoon", "telefoonbedrijf", "bedrijfstelefoon") },
    { "opleider.naam", &stage_opleider, STAGE_CELL_NAME, AT(opleider.naam),
      HEADERS("praktijkopleider", "opleider", "naampraktijkopleider", "praktijkopleidernaam",
              "bpvpraktijkopleider", "naampraktijkopleiderbpvbedrijf") },
    { "opleider.email", &stage_opleider, STAGE_CELL_TEXT, AT(opleider.email),
      HEADERS("emailpraktijkopleider", "praktijkopleideremail", "emailopleider", "opleideremail",
              "emailadrespraktijkopleider") },
    { "opleider.telefoon", &stage_opleider, STAGE_CELL_TEXT, AT(opleider.telefoon),
      HEADERS("telefoonpraktijkopleider", "praktijkopleidertelefoon", "telefoonopleider",
              "opleidertelefoon") },
    { "plaatsing.begin", &stage_plaatsing, STAGE_CELL_DAY, AT(plaatsing.begin),
      HEADERS("begindatum", "startdatum", "begin", "datumbegin", "bpvbegindatum", "stagebegin", "van") },
    { "plaatsing.einde", &stage_plaatsing, STAGE_CELL_DAY, AT(plaatsing.einde),
      HEADERS("verwachteeinddatum", "geplandeeinddatum", "einddatumgepland", "datumeindgepland",
              "einddatumverwacht", "einddatum", "einde", "bpveinddatum", "stageeinde", "tot", "totenmet") },
    { "plaatsing.einde_werkelijk", &stage_plaatsing, STAGE_CELL_DAY, AT(plaatsing.einde_werkelijk),
      HEADERS("werkelijkeeinddatum", "einddatumwerkelijk", "datumeindwerkelijk", "feitelijkeeinddatum") },
    { "plaatsing.uren", &stage_plaatsing, STAGE_CELL_HOURS, AT(plaatsing.uren),
      HEADERS("totaleomvang", "omvang", "uren", "totaaluren", "bpvuren", "aantaluren") },
    { "plaatsing.overeenkomst", &stage_plaatsing, STAGE_CELL_TEXT, AT(plaatsing.overeenkomst),
      HEADERS("overeenkomstnummer", "overeenkomst", "pok", "poknummer", "pokid", "bpvonummer", "bpvnummer",
              "praktijkovereenkomst") },
    { "plaatsing.status", &stage_plaatsing, STAGE_CELL_STATUS, AT(plaatsing.status),
      HEADERS("status", "bpvstatus") },
    { "plaatsing.reden", &stage_plaatsing, STAGE_CELL_TEXT, AT(plaatsing.reden),
      HEADERS("redenbeeindiging", "beeindigingsreden", "redenuitschrijving") },
};

void *
stage_import_entity(StageImportRow *row, const StageEntity *entity)
{
    static const struct {
        const StageEntity *entity;
        gsize at;
    } places[] = {
        { &stage_opleiding, AT(opleiding) }, { &stage_student, AT(student) },
        { &stage_docent, AT(docent) },       { &stage_leerbedrijf, AT(leerbedrijf) },
        { &stage_opleider, AT(opleider) },   { &stage_plaatsing, AT(plaatsing) },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(places); i++)
        if (places[i].entity == entity)
            return (char *)row + places[i].at;
    g_assert_not_reached();
}

void
stage_import_row_clear(StageImportRow *row)
{
    stage_entity_clear(&stage_opleiding, &row->opleiding);
    stage_entity_clear(&stage_student, &row->student);
    stage_entity_clear(&stage_docent, &row->docent);
    stage_entity_clear(&stage_leerbedrijf, &row->leerbedrijf);
    stage_entity_clear(&stage_opleider, &row->opleider);
    stage_entity_clear(&stage_plaatsing, &row->plaatsing);
}

/* --- cells --- */

/* What a message shows of a value: its first letters, safe for a terminal. */
static char *
excerpt(const char *cell)
{
    enum { LETTERS = 40 };
    g_autofree char *safe = stage_visible(cell);

    return g_utf8_strlen(safe, -1) > LETTERS ? g_utf8_substring(safe, 0, LETTERS) : g_steal_pointer(&safe);
}

static gboolean
read_text(const char *cell, StageDay today, void *to, GError **error)
{
    (void)today;
    if (!stage_check_line(cell, _("the value"), error))
        return FALSE;
    stage_set_text(to, cell);
    return TRUE;
}

static gboolean
read_name(const char *cell, StageDay today, void *to, GError **error)
{
    StageNaam *naam = to;

    (void)today;
    if (!stage_check_line(cell, _("the name"), error))
        return FALSE;
    stage_naam_clear(naam);
    stage_naam_split(cell, naam);
    /* A whole name says of the parts that it lacks that they are not there. */
    if (naam->roepnaam == NULL)
        stage_set_text(&naam->roepnaam, "");
    if (naam->voorvoegsel == NULL)
        stage_set_text(&naam->voorvoegsel, "");
    return TRUE;
}

static gboolean
read_docent(const char *cell, StageDay today, void *to, GError **error)
{
    StageDocent *docent = to;

    if (strpbrk(cell, " ,") != NULL)
        return read_name(cell, today, &docent->naam, error);
    return read_text(cell, today, &docent->code, error);
}

static gboolean
read_day(const char *cell, StageDay today, void *to, GError **error)
{
    g_autofree char *shown = excerpt(cell);
    /* An export writes a whole date: no "gisteren", no year left out. "2026-09-01T00:00:00" is one too. */
    g_autofree char *date = g_strndup(cell, strcspn(cell, "T "));

    if (strspn(date, "0123456789-./") != strlen(date) || strlen(date) < 6)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no date"), shown);
    return stage_day_parse(date, today, STAGE_LEAN_NEAR, to, error);
}

static gboolean
read_hours(const char *cell, StageDay today, void *to, GError **error)
{
    g_autofree char *shown = excerpt(cell);
    gsize digits = strspn(cell, "0123456789");
    const char *rest = cell + digits;
    gint64 *hours = to;

    (void)today;
    if (digits == 0 || digits > 4 ||
        ((*rest == ',' || *rest == '.') ? rest[1 + strspn(rest + 1, "0")] : *rest) != '\0')
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no whole number of hours (at most 9999)"),
                          shown);
    *hours = g_ascii_strtoll(cell, NULL, 10);
    return TRUE;
}

static gboolean
read_niveau(const char *cell, StageDay today, void *to, GError **error)
{
    g_autofree char *shown = excerpt(cell);
    g_autofree char *tight = stage_fold_tight(cell);
    gsize n = strlen(tight);
    gint64 *niveau = to;

    (void)today;
    if (strcmp(tight, "entree") == 0) {
        *niveau = 1;
        return TRUE;
    }
    g_autofree char *before = g_strndup(tight, n > 0 ? n - 1 : 0);
    if (n == 0 || tight[n - 1] < '1' || tight[n - 1] > '4' ||
        !(*before == '\0' || strcmp(before, "mbo") == 0 || strcmp(before, "niveau") == 0))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no niveau from 1 to 4"), shown);
    *niveau = tight[n - 1] - '0';
    return TRUE;
}

static gboolean
read_crebo(const char *cell, StageDay today, void *to, GError **error)
{
    g_autofree char *shown = excerpt(cell);
    char digits[6] = "";
    const char *p = cell;
    gsize n = 0;

    (void)today;
    for (; *p != '\0' && n < 5; p++)
        if (g_ascii_isdigit(*p))
            digits[n++] = *p;
        else if (*p != '.')
            break;
    if (n != 5 || g_ascii_isdigit(*p))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' does not begin with a crebo of five digits"),
                          shown);
    stage_set_text(to, digits);
    return TRUE;
}

typedef struct {
    const char *word; /* folded tight */
    const char *value;
} Word;

static gboolean
read_word(const Word *words, const char *cell, void *to, GError **error)
{
    g_autofree char *shown = excerpt(cell);
    g_autofree char *tight = stage_fold_tight(cell);

    for (; words->word != NULL; words++)
        if (strcmp(words->word, tight) == 0) {
            stage_set_text(to, words->value);
            return TRUE;
        }
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is not a known value"), shown);
}

static gboolean
read_leerweg(const char *cell, StageDay today, void *to, GError **error)
{
    static const Word words[] = { { "bol", "BOL" }, { "boldt", "BOL" }, { "bbl", "BBL" }, { NULL, NULL } };

    (void)today;
    return read_word(words, cell, to, error);
}

/* Empty takes an earlier "voorlopig" away: from then on the days decide. */
static gboolean
read_status(const char *cell, StageDay today, void *to, GError **error)
{
    static const Word words[] = {
        { "voorlopig", "voorlopig" },
        { "concept", "voorlopig" },
        { "volledig", "" },
        { "definitief", "" },
        { "overeenkomstafgedrukt", "" },
        { "actief", "" },
        { "lopend", "" },
        { "beeindigd", "" },
        { "afgerond", "" },
        { "afgemeld", "vervallen" },
        { "afgewezen", "vervallen" },
        { "vervallen", "vervallen" },
        { "geannuleerd", "vervallen" },
        { NULL, NULL },
    };

    (void)today;
    return read_word(words, cell, to, error);
}

/* Without what spreadsheets write around a number so that it keeps its zeros: ="0123". */
static void
unwrap(char *cell)
{
    gsize n = strlen(cell);

    if (n < 4 || strncmp(cell, "=\"", 2) != 0 || cell[n - 1] != '"' || memchr(cell + 2, '"', n - 3) != NULL)
        return;
    memmove(cell, cell + 2, n - 3);
    cell[n - 3] = '\0';
}

/* A branch number of twelve digits that lost its zeros in a spreadsheet; eight digits of it are no KvK
 * number. */
static void
restore_zeros(const StageImportColumn *column, char **cell)
{
    gsize n = strlen(*cell);

    if (column->at != AT(leerbedrijf.vestiging) || n < 8 || n >= 12 || strspn(*cell, "0123456789") != n)
        return;
    char *whole = g_strdup_printf("%.*s%s", (int)(12 - n), "000000000000", *cell);
    g_free(*cell);
    *cell = whole;
}

/* The field that a column is read into; NULL for one that fills several. */
static const StageField *
field_of(const StageImportColumn *column, StageImportRow *row)
{
    gsize at = column->at - (gsize)((char *)stage_import_entity(row, column->entity) - (char *)row);

    for (guint f = 0;
         column->kind != STAGE_CELL_NAME && column->kind != STAGE_CELL_DOCENT && f < column->entity->fields.n;
         f++)
        if (column->entity->fields.fields[f].at == at)
            return &column->entity->fields.fields[f];
    return NULL;
}

gboolean
stage_import_cell(const StageImportColumn *column, const char *cell, StageDay today, StageImportRow *row,
                  GError **error)
{
    static gboolean (*const readers[])(const char *, StageDay, void *, GError **) = {
        [STAGE_CELL_TEXT] = read_text,     [STAGE_CELL_NAME] = read_name,
        [STAGE_CELL_DOCENT] = read_docent, [STAGE_CELL_DAY] = read_day,
        [STAGE_CELL_HOURS] = read_hours,   [STAGE_CELL_NIVEAU] = read_niveau,
        [STAGE_CELL_CREBO] = read_crebo,   [STAGE_CELL_LEERWEG] = read_leerweg,
        [STAGE_CELL_STATUS] = read_status,
    };
    g_autofree char *tidy = stage_squeeze(cell);

    unwrap(tidy);
    restore_zeros(column, &tidy);
    if (*tidy == '\0')
        return TRUE;
    if (!readers[column->kind](tidy, today, (char *)row + column->at, error))
        return FALSE;
    const StageField *field = field_of(column, row);
    return field == NULL || column->kind == STAGE_CELL_STATUS ||
           stage_field_check(field, stage_import_entity(row, column->entity), error);
}
