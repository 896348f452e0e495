/* The report signalen: concerns by kind, what is open, and how long following them up takes. Small counts do
 * not leave the team, and no story is ever told. */
#include "base/i18n.h"
#include "base/text.h"
#include "model/signaal.h"
#include "report/rapport.h"

enum {
    SIGNALEN = 1,
    OPEN,
    GESLOTEN,
    ZONDER_OPVOLGING,
    TE_LAAT,
    GEEL,
    ROOD = GEEL + 2,
    DAGEN_DICHT,
    DAGEN_OPEN,
    COUNTERS
};

#define SIGNAAL_COLUMNS                                                                                      \
    { "signalen", N_("signalen"), STAGE_COLUMN_NUMBER }, { "open", N_("open"), STAGE_COLUMN_NUMBER },        \
        { "gesloten", N_("gesloten"), STAGE_COLUMN_NUMBER },                                                 \
        { "zonder_opvolging", N_("zonder opvolging"), STAGE_COLUMN_NUMBER },                                 \
        { "te_laat", N_("te laat"), STAGE_COLUMN_NUMBER }, { "geel", N_("geel"), STAGE_COLUMN_NUMBER },      \
        { "oranje", N_("oranje"), STAGE_COLUMN_NUMBER }, { "rood", N_("rood"), STAGE_COLUMN_NUMBER },        \
        { "dagen", N_("dagen tot gesloten"), STAGE_COLUMN_NUMBER },                                          \
    {                                                                                                        \
        "dagen_open", N_("dagen open"), STAGE_COLUMN_NUMBER                                                  \
    }
const StageColumn stage_signalen_cijfers[] = { SIGNAAL_COLUMNS, { 0 } };
static const StageCijfer cijfers[] = {
    { SIGNALEN }, { OPEN },     { GESLOTEN }, { ZONDER_OPVOLGING },      { TE_LAAT },
    { GEEL },     { GEEL + 1 }, { ROOD },     { DAGEN_DICHT, GESLOTEN }, { DAGEN_OPEN, OPEN },
};
G_STATIC_ASSERT(G_N_ELEMENTS(cijfers) == G_N_ELEMENTS(stage_signalen_cijfers) - 1);
static const char *const charted[] = { "open", "gesloten", NULL };

const StageColumn stage_signalen_rows[] = {
    { "signaal", N_("signaal"), STAGE_COLUMN_NUMBER },
    { "plaatsing", N_("plaatsing"), STAGE_COLUMN_NUMBER },
    { "team", N_("team"), STAGE_COLUMN_TEXT },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "soort", N_("soort"), STAGE_COLUMN_TEXT },
    { "ernst", N_("ernst"), STAGE_COLUMN_TEXT },
    { "gesloten", N_("gesloten"), STAGE_COLUMN_DAY },
    { "dagen", N_("dagen"), STAGE_COLUMN_NUMBER },
    { "opvolging", N_("opvolging"), STAGE_COLUMN_YESNO },
    { "voor", N_("voor"), STAGE_COLUMN_DAY },
    { "te_laat", N_("te laat"), STAGE_COLUMN_YESNO },
    { 0 },
};

static const StageDefinitie definities[] = {
    { "signalen",
      N_("concerns about the placements in the period that were raised by the day; in the period, when "
         "one was named") },
    { "open", N_("not closed by the day") },
    { "zonder_opvolging",
      N_("open, and nothing is written down of what is being done, nor where it was referred "
         "to") },
    { "te_laat", N_("open, and the day by which it was to be looked at again has passed") },
    { "rood", N_("how heavy it was said to be: geel, oranje, rood") },
    { "dagen", N_("on average from raised to closed; dagen_open: on average since an open one was raised") },
    { 0 },
};

/* --- reading them --- */

typedef struct {
    StageKop kop;
    gint64 id;
    StageDay datum, gesloten, voor;
    int soort, ernst; /* -1: not said */
    gboolean opvolging, dicht, te_laat;
    int dagen; /* until it was closed, or since it was raised */
} Signaal;
typedef gboolean (*SignaalFunc)(const Signaal *signaal, void *data, GError **error);

static gboolean
each_signaal(const StageRapportage *r, SignaalFunc func, void *data, GError **error)
{
    /* clang-format off */
    /* Few placements have one: a CROSS JOIN keeps SQLite from going by all of them. */
    static const char sql[] =
        "SELECT " STAGE_SQL_KOP ", g.id, g.datum, g.soort, g.ernst, g.gesloten, g.voor, "
        "CASE WHEN g.opvolging IS NULL AND g.verwezen IS NULL THEN 0 ELSE 1 END "
        "FROM signaal g CROSS JOIN plaatsing p CROSS JOIN student s WHERE p.id = g.plaatsing AND s.id = p.student "
        "AND " STAGE_SQL_SELECTIE "AND " STAGE_SQL_TOEN("g.datum") " ORDER BY g.plaatsing, g.id";
    /* clang-format on */
    enum { ID = STAGE_KOP_COLUMNS };
    StageDay on = r->query->of.on;
    g_autoptr(StageStmt) rows = stage_selectie_query(r->db, sql, &r->query->of, error);
    gboolean done = rows != NULL;

    while (done && stage_stmt_next(rows)) {
        Signaal g = { .id = stage_stmt_number(rows, ID),
                      .datum = stage_day_at(rows, ID + 1),
                      .soort = stage_word_place(stage_signaal_soorten, stage_stmt_text(rows, ID + 2)),
                      .ernst = stage_word_place(stage_signaal_ernst, stage_stmt_text(rows, ID + 3)),
                      .gesloten = stage_day_at(rows, ID + 4),
                      .voor = stage_day_at(rows, ID + 5),
                      .opvolging = stage_stmt_number(rows, ID + 6) != 0 };
        if (!stage_kop_read(r->wie, &r->query->of, rows, &g.kop) || g.soort < 0)
            continue;
        g.dicht = stage_day_is_set(g.gesloten) && stage_day_compare(g.gesloten, on) <= 0;
        g.te_laat = !g.dicht && stage_day_is_set(g.voor) && stage_day_compare(g.voor, on) < 0;
        g.dagen = stage_day_number(g.dicht ? g.gesloten : on) - stage_day_number(g.datum);
        done = func(&g, data, error);
    }
    return done && stage_stmt_done(rows, error);
}

/* --- figures --- */

typedef struct {
    StageGroepen *soorten;
    StageGeheim geheim; /* of that table */
} Sums;

static void
add(gint64 *tel, const Signaal *g)
{
    tel[SIGNALEN]++;
    tel[g->dicht ? GESLOTEN : OPEN]++;
    tel[g->dicht ? DAGEN_DICHT : DAGEN_OPEN] += g->dagen;
    tel[ZONDER_OPVOLGING] += !g->dicht && !g->opvolging ? 1 : 0;
    tel[TE_LAAT] += g->te_laat ? 1 : 0;
    if (g->ernst >= 0)
        tel[GEEL + (guint)g->ernst]++;
}

static gboolean
count_signaal(const Signaal *g, void *data, GError **error)
{
    StageRapportage *r = data;
    Sums *sums = r->own;

    (void)error;
    add(stage_groepen_at(r->groepen, stage_groep_of(r->query->of.by, &g->kop, g->datum)), g);
    add(stage_groepen_at(sums->soorten, g->soort + 1), g);
    return TRUE;
}

static gboolean
count(StageRapportage *r, GError **error)
{
    Sums *sums = r->own;

    sums->soorten = stage_groepen_new(COUNTERS);
    if (!each_signaal(r, count_signaal, r, error))
        return FALSE;
    if (r->geheim.few)
        stage_groepen_keep(r->groepen, sums->soorten, cijfers, G_N_ELEMENTS(cijfers), &r->geheim,
                           &sums->geheim);
    return TRUE;
}

static void
clear(StageRapportage *r)
{
    Sums *sums = r->own;

    g_clear_pointer(&sums->soorten, stage_groepen_free);
}

static gboolean
more(StageRapportage *r, StageDocument *document, GError **error)
{
    static const StageColumn soort_columns[] = { { "soort", N_("soort"), STAGE_COLUMN_TEXT },
                                                 SIGNAAL_COLUMNS,
                                                 { 0 } };
    Sums *sums = r->own;

    (void)error;
    stage_groepen_name_words(sums->soorten, stage_signaal_soorten);
    stage_rapport_section(r, document, "soorten", _("Signals by kind"), soort_columns,
                          sums->geheim.nothing ? _("not told: small counts would follow from it")
                                               : _("nothing to count"));
    stage_document_chart(document, STAGE_CHART_STACK, charted);
    if (stage_groepen_count(sums->soorten) > 0 && !sums->geheim.nothing)
        stage_rapport_groepen(r, document, sums->soorten,
                              &(StageGroepTabel){ soort_columns, 1, cijfers, sums->geheim });
    return TRUE;
}

/* --- rows --- */

static gboolean
send_signaal(const Signaal *g, void *data, GError **error)
{
    const StageRapportage *r = data;
    const StageValue values[] = { stage_int(g->id),
                                  stage_int(g->kop.plaatsing),
                                  stage_text(stage_wie_team(r->wie, g->kop.team)),
                                  stage_text(g->datum.text),
                                  stage_text(stage_signaal_soorten[g->soort]),
                                  stage_text(g->ernst < 0 ? NULL : stage_signaal_ernst[g->ernst]),
                                  stage_text_set(g->dicht ? g->gesloten.text : NULL),
                                  stage_int(g->dagen),
                                  stage_int(g->opvolging ? 1 : 0),
                                  stage_text_set(g->voor.text),
                                  stage_int(g->te_laat ? 1 : 0) };

    G_STATIC_ASSERT(G_N_ELEMENTS(values) == G_N_ELEMENTS(stage_signalen_rows) - 1);
    return r->row(values, r->data, error);
}

static gboolean
each(StageRapportage *r, GError **error)
{
    return each_signaal(r, send_signaal, r, error);
}

const StageRapport stage_rapport_signalen = {
    .name = "signalen",
    .title = N_("Signals: what is open, and how long it takes"),
    .group_title = N_("Signals"),
    .cijfers = stage_signalen_cijfers,
    .parts = cijfers,
    .counters = COUNTERS,
    .chart = STAGE_CHART_STACK,
    .chart_columns = charted,
    .rows = stage_signalen_rows,
    .definities = definities,
    .hides_few = TRUE,
    .size = sizeof(Sums),
    .count = count,
    .more = more,
    .clear = clear,
    .each = each,
};
