/* The report leerpotentieel: companies by what they offer to learn from (key 2), by when a docent was last
 * there, and what was never offered. Of a company everything that was ever said counts; one at a time is
 * kept. */
#include "base/i18n.h"
#include "base/text.h"
#include "report/rapport.h"

enum { KANSEN = 4, BAKKEN = 6, LANGST = 20, JAAR = 365 };
static const char *const kansen[KANSEN + 1] = { "praten", "meekijken", "uitvoeren-begeleid",
                                                "uitvoeren-zelfstandig", NULL };

/* What was said of a chance to learn, over all talks. */
typedef enum { ONBEKEND, GENOEMD, NOOIT, GEBODEN, STANDEN } Stand;
static const char *const standen[STANDEN] = { "onbekend", "genoemd", "nooit", "geboden" };

enum {
    LEERBEDRIJVEN = 1,
    BEZOCHT,
    NOOIT_BEZOCHT,
    BEKEND,
    GEBODEN_1,
    NOOIT_GEBODEN = GEBODEN_1 + KANSEN,
    COUNTERS
};
const StageColumn stage_leerpotentieel_cijfers[] = {
    { "leerbedrijven", N_("leerbedrijven"), STAGE_COLUMN_NUMBER },
    { "bezocht", N_("bezocht in een jaar"), STAGE_COLUMN_NUMBER },
    { "aandeel_bezocht", N_("aandeel"), STAGE_COLUMN_PERCENT },
    { "nooit_bezocht", N_("nooit bezocht"), STAGE_COLUMN_NUMBER },
    { "bekend", N_("besproken"), STAGE_COLUMN_NUMBER },
    { "praten", N_("praten"), STAGE_COLUMN_NUMBER },
    { "meekijken", N_("meekijken"), STAGE_COLUMN_NUMBER },
    { "uitvoeren_begeleid", N_("begeleid uitvoeren"), STAGE_COLUMN_NUMBER },
    { "uitvoeren_zelfstandig", N_("zelfstandig uitvoeren"), STAGE_COLUMN_NUMBER },
    { "nooit_geboden", N_("iets nooit geboden"), STAGE_COLUMN_NUMBER },
    { 0 },
};
static const StageCijfer cijfers[] = {
    { LEERBEDRIJVEN }, { BEZOCHT },       { BEZOCHT, LEERBEDRIJVEN }, { NOOIT_BEZOCHT }, { BEKEND },
    { GEBODEN_1 },     { GEBODEN_1 + 1 }, { GEBODEN_1 + 2 },          { GEBODEN_1 + 3 }, { NOOIT_GEBODEN },
};
G_STATIC_ASSERT(G_N_ELEMENTS(cijfers) == G_N_ELEMENTS(stage_leerpotentieel_cijfers) - 1);
static const char *const charted[] = { "aandeel_bezocht", NULL };

const StageColumn stage_leerpotentieel_rows[] = {
    { "leerbedrijf", NULL, STAGE_COLUMN_NUMBER },
    { "naam", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "plaats", N_("plaats"), STAGE_COLUMN_TEXT },
    { "plaatsingen", N_("plaatsingen"), STAGE_COLUMN_NUMBER },
    { "gesprekken", N_("gesprekken"), STAGE_COLUMN_NUMBER },
    { "bezoeken", N_("bezoeken"), STAGE_COLUMN_NUMBER },
    { "laatste_bezoek", N_("laatste bezoek"), STAGE_COLUMN_DAY },
    { "dagen", N_("dagen geleden"), STAGE_COLUMN_NUMBER },
    { "praten", N_("praten"), STAGE_COLUMN_TEXT },
    { "meekijken", N_("meekijken"), STAGE_COLUMN_TEXT },
    { "uitvoeren_begeleid", N_("begeleid uitvoeren"), STAGE_COLUMN_TEXT },
    { "uitvoeren_zelfstandig", N_("zelfstandig uitvoeren"), STAGE_COLUMN_TEXT },
    { 0 },
};
enum { ROW_COLUMNS = G_N_ELEMENTS(stage_leerpotentieel_rows) - 1 };

static const StageDefinitie definities[] = {
    { "leerbedrijven", N_("companies with a placement in the period; what is known of one is from all of its "
                          "placements, also earlier ones") },
    { "bezocht", N_("a docent was there for a talk in the year before the day; nooit_bezocht: never") },
    { "bekend", N_("something was said in a talk of one of the four chances to learn") },
    { "praten",
      N_("at least once it was said that the company offers it: to talk about the work; to watch others "
         "(meekijken); to do the work with guidance (uitvoeren_begeleid) or without "
         "(uitvoeren_zelfstandig)") },
    { "nooit_geboden", N_("of at least one chance it was said that it is not there, and never that it is") },
    { "stand",
      N_("geboden: it was said to be there; nooit: it was said not to be there, and never that it is; "
         "genoemd: it was spoken of without saying either; onbekend: nobody spoke of it") },
    { 0 },
};

/* --- reading companies --- */

typedef struct {
    gint64 id, plaatsing, gesprek; /* the last ones read */
    char *naam, *plaats;
    guint plaatsingen, gesprekken, bezoeken; /* placements: of the period */
    StageDay bezocht;
    guint ja[KANSEN], nee[KANSEN], gezegd[KANSEN];
    GArray *groepen; /* gint64: of its placements in the period */
} Bedrijf;
typedef gboolean (*BedrijfFunc)(const Bedrijf *b, void *data, GError **error);

/* clang-format off */
/* By company; whether a placement is one of the period stands in a column, since the others tell too. */
static const char select_rows[] =
    "SELECT " STAGE_SQL_KOP ", CASE WHEN " STAGE_SQL_SELECTIE "THEN 1 ELSE 0 END, l.naam, l.plaats, "
    "g.id, g.gehouden, CASE WHEN g.vorm = 'bezoek' AND g.docent_aanwezig = 1 THEN 1 ELSE 0 END, n.aspect, n.geboden "
    "FROM plaatsing p JOIN student s ON s.id = p.student JOIN leerbedrijf l ON l.id = p.leerbedrijf "
    "LEFT JOIN gesprek g ON g.plaatsing = p.id AND " STAGE_SQL_TOEN("g.gehouden") " "
    "LEFT JOIN notitie n ON n.gesprek = g.id AND n.sleutel = 2 AND n.vertrouwelijk IS DISTINCT FROM 1 "
    "WHERE p.status IS NULL ORDER BY p.leerbedrijf, p.id, g.id";
/* clang-format on */
enum { BINNEN = STAGE_KOP_COLUMNS, NAAM, PLAATS, GESPREK, GEHOUDEN, BEZOEK, ASPECT, AANBOD };

static void
begin_bedrijf(Bedrijf *b, StageStmt *row, gint64 id)
{
    GArray *groepen = b->groepen;

    g_free(b->naam);
    g_free(b->plaats);
    g_array_set_size(groepen, 0);
    *b = (Bedrijf){ .id = id,
                    .naam = g_strdup(stage_stmt_text(row, NAAM)),
                    .plaats = g_strdup(stage_stmt_text(row, PLAATS)),
                    .groepen = groepen };
}

static void
add_groep(Bedrijf *b, gint64 groep)
{
    for (guint i = 0; i < b->groepen->len; i++)
        if (g_array_index(b->groepen, gint64, i) == groep)
            return;
    g_array_append_val(b->groepen, groep);
}

static void
add_talk(Bedrijf *b, StageStmt *row)
{
    StageDay day = stage_day_at(row, GEHOUDEN);
    gboolean visit = stage_stmt_number(row, BEZOEK) != 0;

    b->gesprek = stage_stmt_number(row, GESPREK);
    b->gesprekken++;
    b->bezoeken += visit ? 1 : 0;
    if (visit && stage_day_compare(day, b->bezocht) > 0)
        b->bezocht = day;
}

static void
add_chance(Bedrijf *b, StageStmt *row)
{
    const char *aspect = stage_stmt_text(row, ASPECT);
    StageValue offered = stage_stmt_value(row, AANBOD);

    int i = stage_word_place(kansen, aspect);

    if (i < 0)
        return;
    b->gezegd[i]++;
    b->ja[i] += offered.type == STAGE_INT && offered.number == 1 ? 1 : 0;
    b->nee[i] += offered.type == STAGE_INT && offered.number == 0 ? 1 : 0;
}

static void
add_row(const StageRapportage *r, Bedrijf *b, StageStmt *row)
{
    const StageSelectie *of = &r->query->of;
    StageKop kop;

    if (stage_stmt_number(row, 0) != b->plaatsing) {
        b->plaatsing = stage_stmt_number(row, 0);
        if (stage_kop_read(r->wie, of, row, &kop) && stage_stmt_number(row, BINNEN) != 0) {
            b->plaatsingen++;
            add_groep(b, of->by == STAGE_BY_MAAND ? 0 : stage_groep_of(of->by, &kop, kop.einde));
        }
    }
    if (stage_stmt_number(row, GESPREK) != 0 && stage_stmt_number(row, GESPREK) != b->gesprek)
        add_talk(b, row);
    add_chance(b, row);
}

static gboolean
each_bedrijf(const StageRapportage *r, BedrijfFunc func, void *data, GError **error)
{
    StageSelectie of = r->query->of;
    of.period = FALSE; /* what was said or seen before it is known too */
    g_autoptr(StageStmt) rows = stage_selectie_query(r->db, select_rows, &of, error);
    Bedrijf b = { .groepen = g_array_new(FALSE, FALSE, sizeof(gint64)) };
    gboolean done = rows != NULL;

    while (done && stage_stmt_next(rows)) {
        gint64 id = stage_stmt_number(rows, 3);
        if (id != b.id) {
            done = b.plaatsingen == 0 || func(&b, data, error);
            begin_bedrijf(&b, rows, id);
        }
        add_row(r, &b, rows);
    }
    done = done && stage_stmt_done(rows, error) && (b.plaatsingen == 0 || func(&b, data, error));
    g_free(b.naam);
    g_free(b.plaats);
    g_array_free(b.groepen, TRUE);
    return done;
}

static Stand
stand_of(const Bedrijf *b, guint kans)
{
    return b->ja[kans] > 0 ? GEBODEN : b->nee[kans] > 0 ? NOOIT : b->gezegd[kans] > 0 ? GENOEMD : ONBEKEND;
}

/* Days since a docent was there; -1: never. */
static int
days_since(const Bedrijf *b, StageDay on)
{
    return stage_day_is_set(b->bezocht) ? stage_day_number(on) - stage_day_number(b->bezocht) : -1;
}

static void
row_of(const Bedrijf *b, StageDay on, StageValue values[ROW_COLUMNS])
{
    int days = days_since(b, on);
    guint n = 0;

    values[n++] = stage_int(b->id);
    values[n++] = stage_text(b->naam);
    values[n++] = stage_text(b->plaats);
    values[n++] = stage_int(b->plaatsingen);
    values[n++] = stage_int(b->gesprekken);
    values[n++] = stage_int(b->bezoeken);
    values[n++] = stage_text_set(b->bezocht.text);
    values[n++] = days < 0 ? stage_null() : stage_int(days);
    for (guint i = 0; i < KANSEN; i++)
        values[n++] = stage_text(standen[stand_of(b, i)]);
    g_assert(n == ROW_COLUMNS);
}

/* --- figures --- */

/* A company that was not visited for long, its texts its own. */
typedef struct {
    Bedrijf bedrijf;
    int days;
} Lang;

typedef struct {
    gint64 bak[BAKKEN];
    gint64 stand[KANSEN][STANDEN];
    GArray *langst; /* Lang: the longest first; those that were never visited before them */
} Sums;

/* Of the bins, from which day on; the last one is of those that were never visited. */
static const struct {
    const char *naam;
    int until;
} bakken[BAKKEN] = { { N_("in the last 3 months"), 91 }, { N_("3 to 6 months ago"), 182 },
                     { N_("6 to 12 months ago"), 365 },  { N_("1 to 2 years ago"), 730 },
                     { N_("longer ago"), G_MAXINT },     { N_("never"), G_MAXINT } };

static guint
bak_of(int days)
{
    guint i = 0;

    while (days >= 0 && days > bakken[i].until)
        i++;
    return days < 0 ? BAKKEN - 1 : i;
}

/* Whether a company was left alone longer than another; of two that never were visited the one with more
 * students. */
static gboolean
is_longer(const Bedrijf *a, int days, const Lang *b)
{
    if (days != b->days)
        return days < 0 || (b->days >= 0 && days > b->days);
    return a->plaatsingen != b->bedrijf.plaatsingen ? a->plaatsingen > b->bedrijf.plaatsingen
                                                    : a->id < b->bedrijf.id;
}

static void
clear_lang(void *data)
{
    Lang *l = data;

    g_free(l->bedrijf.naam);
    g_free(l->bedrijf.plaats);
}

static void
keep_longest(GArray *langst, const Bedrijf *b, int days)
{
    guint i = langst->len;

    while (i > 0 && is_longer(b, days, &g_array_index(langst, Lang, i - 1)))
        i--;
    if (i == LANGST)
        return;
    const Lang copy = { *b, days };
    g_array_insert_val(langst, i, copy);
    Bedrijf *kept = &g_array_index(langst, Lang, i).bedrijf;
    kept->naam = g_strdup(b->naam);
    kept->plaats = g_strdup(b->plaats);
    kept->groepen = NULL;
    if (langst->len > LANGST)
        g_array_set_size(langst, LANGST);
}

static gboolean
count_bedrijf(const Bedrijf *b, void *data, GError **error)
{
    StageRapportage *r = data;
    Sums *sums = r->own;
    int days = days_since(b, r->query->of.on);
    gboolean known = FALSE, never = FALSE;

    (void)error;
    sums->bak[bak_of(days)]++;
    keep_longest(sums->langst, b, days);
    for (guint i = 0; i < KANSEN; i++) {
        Stand stand = stand_of(b, i);
        sums->stand[i][stand]++;
        known = known || stand != ONBEKEND;
        never = never || stand == NOOIT;
    }
    const gint64 counted[COUNTERS] = { [LEERBEDRIJVEN] = 1,
                                       [BEZOCHT] = days >= 0 && days <= JAAR ? 1 : 0,
                                       [NOOIT_BEZOCHT] = days < 0 ? 1 : 0,
                                       [BEKEND] = known ? 1 : 0,
                                       [NOOIT_GEBODEN] = never ? 1 : 0,
                                       [GEBODEN_1] = stand_of(b, 0) == GEBODEN ? 1 : 0,
                                       [GEBODEN_1 + 1] = stand_of(b, 1) == GEBODEN ? 1 : 0,
                                       [GEBODEN_1 + 2] = stand_of(b, 2) == GEBODEN ? 1 : 0,
                                       [GEBODEN_1 + 3] = stand_of(b, 3) == GEBODEN ? 1 : 0 };
    gint64 *total = stage_groepen_total(r->groepen);
    for (guint i = 0; i < COUNTERS; i++)
        total[i] += counted[i];
    for (guint g = 0; g < b->groepen->len; g++) {
        gint64 key = g_array_index(b->groepen, gint64, g);
        if (r->query->of.by == STAGE_BY_MAAND)
            key = days < 0 ? 0 : stage_month_of(b->bezocht);
        stage_groepen_add(r->groepen, key, counted);
    }
    return TRUE;
}

static gboolean
count(StageRapportage *r, GError **error)
{
    Sums *sums = r->own;

    sums->langst = g_array_new(FALSE, FALSE, sizeof(Lang));
    g_array_set_clear_func(sums->langst, clear_lang);
    return each_bedrijf(r, count_bedrijf, r, error);
}

static void
clear(StageRapportage *r)
{
    Sums *sums = r->own;

    if (sums->langst != NULL)
        g_array_free(sums->langst, TRUE);
}

/* --- the other tables --- */

static const StageColumn kans_columns[] = {
    { "kans", N_("kans"), STAGE_COLUMN_TEXT },
    { "geboden", N_("geboden"), STAGE_COLUMN_NUMBER },
    { "nooit", N_("nooit geboden"), STAGE_COLUMN_NUMBER },
    { "genoemd", N_("genoemd"), STAGE_COLUMN_NUMBER },
    { "onbekend", N_("onbekend"), STAGE_COLUMN_NUMBER },
    { 0 },
};
static const char *const kans_chart[] = { "geboden", "nooit", "genoemd", "onbekend", NULL };

static const StageColumn bak_columns[] = {
    { "bezoek", N_("laatste bezoek"), STAGE_COLUMN_TEXT },
    { "leerbedrijven", N_("leerbedrijven"), STAGE_COLUMN_NUMBER },
    { 0 },
};
static const char *const bak_chart[] = { "leerbedrijven", NULL };

static gboolean
more(StageRapportage *r, StageDocument *document, GError **error)
{
    const Sums *sums = r->own;

    (void)error;
    stage_rapport_section(r, document, "kansen", _("Chances to learn, by how many companies"), kans_columns,
                          NULL);
    stage_document_chart(document, STAGE_CHART_STACK, kans_chart);
    for (guint i = 0; i < KANSEN; i++)
        stage_document_row(document, (const StageValue[]){
                                         stage_text(kansen[i]), stage_int(sums->stand[i][GEBODEN]),
                                         stage_int(sums->stand[i][NOOIT]), stage_int(sums->stand[i][GENOEMD]),
                                         stage_int(sums->stand[i][ONBEKEND]) });
    stage_rapport_section(r, document, "bezoeken", _("Companies by last visit"), bak_columns, NULL);
    stage_document_chart(document, STAGE_CHART_BARS, bak_chart);
    for (guint i = 0; i < BAKKEN; i++)
        stage_document_row(document,
                           (const StageValue[]){ stage_text(_(bakken[i].naam)), stage_int(sums->bak[i]) });
    stage_rapport_section(r, document, "langst", _("Not visited for the longest time"),
                          stage_leerpotentieel_rows, NULL);
    for (guint i = 0; i < sums->langst->len; i++) {
        StageValue values[ROW_COLUMNS];
        row_of(&g_array_index(sums->langst, Lang, i).bedrijf, r->query->of.on, values);
        stage_document_row(document, values);
    }
    return TRUE;
}

/* --- rows --- */

static gboolean
send_bedrijf(const Bedrijf *b, void *data, GError **error)
{
    const StageRapportage *r = data;
    StageValue values[ROW_COLUMNS];

    row_of(b, r->query->of.on, values);
    return r->row(values, r->data, error);
}

static gboolean
each(StageRapportage *r, GError **error)
{
    return each_bedrijf(r, send_bedrijf, r, error);
}

const StageRapport stage_rapport_leerpotentieel = {
    .name = "leerpotentieel",
    .title = N_("What there is to learn: companies and what they offer"),
    .group_title = N_("Companies"),
    .cijfers = stage_leerpotentieel_cijfers,
    .parts = cijfers,
    .counters = COUNTERS,
    .chart = STAGE_CHART_BARS,
    .chart_columns = charted,
    .rows = stage_leerpotentieel_rows,
    .definities = definities,
    .size = sizeof(Sums),
    .count = count,
    .more = more,
    .clear = clear,
    .each = each,
};
