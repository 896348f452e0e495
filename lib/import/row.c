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

const StageEntity *const stage_row_entities[STAGE_ROW_ENTITIES] = {
    [STAGE_ROW_OPLEIDING] = &stage_opleiding, [STAGE_ROW_STUDENT] = &stage_student,
    [STAGE_ROW_DOCENT] = &stage_docent,       [STAGE_ROW_LEERBEDRIJF] = &stage_leerbedrijf,
    [STAGE_ROW_OPLEIDER] = &stage_opleider,   [STAGE_ROW_PLAATSING] = &stage_plaatsing,
};

StageRowEntity
stage_row_entity(const StageEntity *of)
{
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++)
        if (stage_row_entities[i] == of)
            return (StageRowEntity)i;
    g_assert_not_reached();
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
    { "docent.roepnaam", &stage_docent, STAGE_CELL_TEXT, AT(docent.naam.roepnaam),
      HEADERS("docentroepnaam", "roepnaamdocent", "docentvoornaam") },
    { "docent.voorvoegsel", &stage_docent, STAGE_CELL_TEXT, AT(docent.naam.voorvoegsel),
      HEADERS("docentvoorvoegsel", "voorvoegseldocent", "docenttussenvoegsel") },
    { "docent.achternaam", &stage_docent, STAGE_CELL_TEXT, AT(docent.naam.achternaam),
      HEADERS("docentachternaam", "achternaamdocent") },
    { "docent", &stage_docent, STAGE_CELL_DOCENT, AT(docent),
      HEADERS("docent", "bpvdocent", "stagedocent", "bpvbegeleider", "begeleiderschool",
              "schoolbegeleider") },
    { "docent.email", &stage_docent, STAGE_CELL_TEXT, AT(docent.email),
      HEADERS("docentemail", "emaildocent") },
    { "docent.telefoon", &stage_docent, STAGE_CELL_TEXT, AT(docent.telefoon),
      HEADERS("docenttelefoon", "telefoondocent") },
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
    { "opleider.roepnaam", &stage_opleider, STAGE_CELL_TEXT, AT(opleider.naam.roepnaam),
      HEADERS("praktijkopleiderroepnaam", "roepnaampraktijkopleider", "opleiderroepnaam",
              "voornaampraktijkopleider") },
    { "opleider.voorvoegsel", &stage_opleider, STAGE_CELL_TEXT, AT(opleider.naam.voorvoegsel),
      HEADERS("praktijkopleidervoorvoegsel", "voorvoegselpraktijkopleider", "opleidervoorvoegsel",
              "tussenvoegselpraktijkopleider") },
    { "opleider.achternaam", &stage_opleider, STAGE_CELL_TEXT, AT(opleider.naam.achternaam),
      HEADERS("praktijkopleiderachternaam", "achternaampraktijkopleider", "opleiderachternaam") },
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
    { "plaatsing.werkdagen", &stage_plaatsing, STAGE_CELL_TEXT, AT(plaatsing.werkdagen),
      HEADERS("werkdagen", "stagedagen", "bpvdagen") },
    { "plaatsing.reden", &stage_plaatsing, STAGE_CELL_TEXT, AT(plaatsing.reden),
      HEADERS("redenbeeindiging", "beeindigingsreden", "redenuitschrijving") },
};

void *
stage_import_entity(StageImportRow *row, const StageEntity *entity)
{
    static const gsize places[STAGE_ROW_ENTITIES] = {
        [STAGE_ROW_OPLEIDING] = AT(opleiding), [STAGE_ROW_STUDENT] = AT(student),
        [STAGE_ROW_DOCENT] = AT(docent),       [STAGE_ROW_LEERBEDRIJF] = AT(leerbedrijf),
        [STAGE_ROW_OPLEIDER] = AT(opleider),   [STAGE_ROW_PLAATSING] = AT(plaatsing),
    };

    for (gsize i = 0; i < STAGE_ROW_ENTITIES; i++)
        if (stage_row_entities[i] == entity)
            return (char *)row + places[i];
    g_assert_not_reached();
}

void
stage_import_row_clear(StageImportRow *row)
{
    for (gsize i = 0; i < STAGE_ROW_ENTITIES; i++)
        stage_entity_clear(stage_row_entities[i], stage_import_entity(row, stage_row_entities[i]));
    row->ended = FALSE;
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
read_text(const char *cell, const StageCellHow *how, void *to, GError **error)
{
    (void)how;
    if (!stage_check_line(cell, N_("the value"), error))
        return FALSE;
    stage_set_text(to, cell);
    return TRUE;
}

static gboolean
read_name(const char *cell, const StageCellHow *how, void *to, GError **error)
{
    StageNaam *naam = to;

    (void)how;
    if (!stage_check_line(cell, N_("the name"), error))
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
read_docent(const char *cell, const StageCellHow *how, void *to, GError **error)
{
    StageDocent *docent = to;

    if (strpbrk(cell, " ,") != NULL)
        return read_name(cell, how, &docent->naam, error);
    return read_text(cell, how, &docent->code, error);
}

static gboolean
read_day(const char *cell, const StageCellHow *how, void *to, GError **error)
{
    return stage_day_form_read(&how->days, cell, to, error);
}

/* "1.600" and "1 600": a sign before every three figures. Without the signs, or NULL when it is not written
 * so. */
static char *
without_thousands(const char *digits)
{
    g_auto(GStrv) group = g_strsplit_set(digits, ". ", -1);

    for (guint i = 0; group[i] != NULL; i++)
        if ((i > 0 && strlen(group[i]) != 3) || strspn(group[i], "0123456789") != strlen(group[i]) ||
            *group[i] == '\0' || strlen(group[i]) > 4)
            return NULL;
    return g_strjoinv("", group);
}

/* "640", "640,5", "640.00", "1.600,00": to the nearest whole hour. */
static gboolean
read_hours(const char *cell, const StageCellHow *how, void *to, GError **error)
{
    g_autofree char *shown = excerpt(cell);
    const char *comma = strchr(cell, ','), *point = strrchr(cell, '.');
    const char *sign = comma != NULL ? comma : point != NULL && strlen(point) != 4 ? point : NULL;
    const char *decimals = sign == NULL ? "" : sign + 1;
    g_autofree char *before = g_strndup(cell, sign == NULL ? strlen(cell) : (gsize)(sign - cell));
    g_autofree char *whole = without_thousands(before);
    gint64 *hours = to;

    (void)how;
    if (whole == NULL || strlen(whole) > 4 || strspn(decimals, "0123456789") != strlen(decimals))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no number of hours (at most 9999)"),
                          shown);
    *hours = g_ascii_strtoll(whole, NULL, 10) + (*decimals >= '5' ? 1 : 0);
    return TRUE;
}

static gboolean
read_niveau(const char *cell, const StageCellHow *how, void *to, GError **error)
{
    g_autofree char *shown = excerpt(cell);
    g_autofree char *tight = stage_fold_tight(cell);
    gsize n = strlen(tight);
    gint64 *niveau = to;

    (void)how;
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
read_crebo(const char *cell, const StageCellHow *how, void *to, GError **error)
{
    g_autofree char *shown = excerpt(cell);
    char digits[6] = "";
    const char *p = cell;
    gsize n = 0;

    (void)how;
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
read_leerweg(const char *cell, const StageCellHow *how, void *to, GError **error)
{
    static const Word words[] = { { "bol", "BOL" }, { "boldt", "BOL" }, { "bbl", "BBL" }, { NULL, NULL } };

    (void)how;
    return read_word(words, cell, to, error);
}

/* Empty takes an earlier "voorlopig" away: from then on the days decide. */
static gboolean
read_status(const char *cell, const StageCellHow *how, void *to, GError **error)
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

    (void)how;
    return read_word(words, cell, to, error);
}

/* "Beëindigd": whatever day the export gives as the end is the real one. */
static gboolean
is_ended(const char *cell)
{
    g_autofree char *tight = stage_fold_tight(cell);

    return strcmp(tight, "beeindigd") == 0;
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

char *
stage_import_tidy(const char *cell)
{
    char *tidy = stage_squeeze(cell);

    unwrap(tidy);
    return tidy;
}

/* What a profile says that a word means. */
static void
translate(GHashTable *values, char **cell)
{
    g_autofree char *tight = stage_fold_tight(*cell);
    const char *meaning = g_hash_table_lookup(values, tight);

    if (meaning == NULL)
        return;
    g_free(*cell);
    *cell = g_strdup(meaning);
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
stage_import_cell(const StageImportColumn *column, const StageCellHow *how, const char *cell,
                  StageImportRow *row, GError **error)
{
    static gboolean (*const readers[])(const char *, const StageCellHow *, void *, GError **) = {
        [STAGE_CELL_TEXT] = read_text,     [STAGE_CELL_NAME] = read_name,
        [STAGE_CELL_DOCENT] = read_docent, [STAGE_CELL_DAY] = read_day,
        [STAGE_CELL_HOURS] = read_hours,   [STAGE_CELL_NIVEAU] = read_niveau,
        [STAGE_CELL_CREBO] = read_crebo,   [STAGE_CELL_LEERWEG] = read_leerweg,
        [STAGE_CELL_STATUS] = read_status,
    };
    g_autofree char *tidy = stage_import_tidy(cell);

    if (how->list)
        tidy[strcspn(tidy, ",")] = '\0';
    if (how->values != NULL)
        translate(how->values, &tidy);
    restore_zeros(column, &tidy);
    if (*tidy == '\0')
        return TRUE;
    if (!readers[column->kind](tidy, how, (char *)row + column->at, error))
        return FALSE;
    if (column->kind == STAGE_CELL_STATUS)
        row->ended = is_ended(tidy);
    const StageField *field = field_of(column, row);
    return field == NULL || column->kind == STAGE_CELL_STATUS ||
           stage_field_check(field, stage_import_entity(row, column->entity), error);
}
