/* The report begeleiding: how praktijkopleiders guide, how that grows in the course of placements and of
 * months, and how often students recognise it as guidance. The three strategies are combined, not ranked. */
#include "base/i18n.h"
#include "base/text.h"
#include "model/begeleidingskeuze.h"
#include "report/rapport.h"

enum { STRATEGIEEN = 3, HERKENNINGEN = 3, FASEN = 3 };

enum {
    PLAATSINGEN = 1,
    KEUZES,
    STRATEGIE_1,
    HERKEND_1 = STRATEGIE_1 + STRATEGIEEN, /* ja, nee, deels */
    GEVRAAGD = HERKEND_1 + HERKENNINGEN,
    VOORBEELD,
    INSCHATTING,
    COUNTERS
};

/* The figures of a table of choices, whatever its groups are. */
#define KEUZE_COLUMNS                                                                                        \
    { "keuzes", N_("keuzes"), STAGE_COLUMN_NUMBER },                                                         \
        { "laten_zien", N_("laten zien"), STAGE_COLUMN_NUMBER },                                             \
        { "meedoen", N_("meedoen"), STAGE_COLUMN_NUMBER },                                                   \
        { "toevertrouwen", N_("toevertrouwen"), STAGE_COLUMN_NUMBER },                                       \
        { "aandeel_laten_zien", NULL, STAGE_COLUMN_PERCENT },                                                \
        { "aandeel_meedoen", NULL, STAGE_COLUMN_PERCENT },                                                   \
        { "aandeel_toevertrouwen", NULL, STAGE_COLUMN_PERCENT },                                             \
        { "herkend", N_("herkend"), STAGE_COLUMN_NUMBER },                                                   \
        { "niet_herkend", N_("niet herkend"), STAGE_COLUMN_NUMBER },                                         \
        { "deels", N_("deels"), STAGE_COLUMN_NUMBER }, { "gevraagd", NULL, STAGE_COLUMN_NUMBER },            \
    {                                                                                                        \
        "aandeel_herkend", N_("aandeel herkend"), STAGE_COLUMN_PERCENT                                       \
    }
#define KEUZE_CIJFERS                                                                                        \
    { KEUZES }, { STRATEGIE_1 }, { STRATEGIE_1 + 1 }, { STRATEGIE_1 + 2 }, { STRATEGIE_1, KEUZES },          \
        { STRATEGIE_1 + 1, KEUZES }, { STRATEGIE_1 + 2, KEUZES }, { HERKEND_1 }, { HERKEND_1 + 1 },          \
        { HERKEND_1 + 2 }, { GEVRAAGD },                                                                     \
    {                                                                                                        \
        HERKEND_1, GEVRAAGD                                                                                  \
    }

const StageColumn stage_begeleiding_cijfers[] = {
    { "plaatsingen", N_("plaatsingen"), STAGE_COLUMN_NUMBER },
    KEUZE_COLUMNS,
    { "met_voorbeeld", NULL, STAGE_COLUMN_NUMBER },
    { "met_inschatting", NULL, STAGE_COLUMN_NUMBER },
    { 0 },
};
static const StageCijfer cijfers[] = { { PLAATSINGEN }, KEUZE_CIJFERS, { VOORBEELD }, { INSCHATTING } };
G_STATIC_ASSERT(G_N_ELEMENTS(cijfers) == G_N_ELEMENTS(stage_begeleiding_cijfers) - 1);
static const StageColumn part_columns[] = { KEUZE_COLUMNS, { 0 } };
static const StageCijfer part_cijfers[] = { KEUZE_CIJFERS };
G_STATIC_ASSERT(G_N_ELEMENTS(part_cijfers) == G_N_ELEMENTS(part_columns) - 1);
static const char *const strategies[] = { "laten_zien", "meedoen", "toevertrouwen", NULL };
static const char *const shares[] = { "aandeel_laten_zien", "aandeel_meedoen", "aandeel_toevertrouwen",
                                      NULL };

const StageColumn stage_begeleiding_rows[] = {
    { "keuze", N_("keuze"), STAGE_COLUMN_NUMBER },
    { "plaatsing", N_("plaatsing"), STAGE_COLUMN_NUMBER },
    { "gesprek", N_("gesprek"), STAGE_COLUMN_NUMBER },
    { "team", N_("team"), STAGE_COLUMN_TEXT },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "fase", N_("fase"), STAGE_COLUMN_TEXT },
    { "strategie", N_("strategie"), STAGE_COLUMN_TEXT },
    { "gebied", N_("gebied"), STAGE_COLUMN_TEXT },
    { "herkend", N_("herkend"), STAGE_COLUMN_TEXT },
    { "voorbeeld", N_("voorbeeld"), STAGE_COLUMN_YESNO },
    { "inschatting", N_("inschatting"), STAGE_COLUMN_NUMBER },
    { 0 },
};

static const StageDefinitie definities[] = {
    { "keuzes",
      N_("guidance choices (key 4) of the placements in the period, told by the day; in the period, when "
         "one was named") },
    { "plaatsingen", N_("placements with at least one") },
    { "laten_zien",
      N_("the work is shown; meedoen: the student is drawn into the work, the team, the profession; "
         "toevertrouwen: work is entrusted") },
    { "herkend",
      N_("the student recognises it as guidance: yes, no (niet_herkend), in part (deels); gevraagd: how "
         "many were asked; aandeel_herkend: yes as a part of those") },
    { "fase", N_("in which part of the placement: the first quarter, the half after it, the last quarter") },
    { 0 },
};

/* --- reading choices --- */

typedef struct {
    StageKop kop;
    gint64 id, gesprek, inschatting;
    StageDay dag;
    int strategie, gebied, herkend; /* -1: none */
    gboolean voorbeeld;
    int fase;
} Keuze;
typedef gboolean (*KeuzeFunc)(const Keuze *keuze, void *data, GError **error);

static const char *const fasen[FASEN + 1] = { "begin", "midden", "eind", NULL };

static gboolean
each_keuze(const StageRapportage *r, KeuzeFunc func, void *data, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT " STAGE_SQL_KOP ", k.id, k.gesprek, k.datum, k.strategie, k.gebied, k.herkend, "
        "CASE WHEN k.voorbeeld IS NULL THEN 0 ELSE 1 END, k.inschatting "
        "FROM plaatsing p JOIN student s ON s.id = p.student JOIN begeleidingskeuze k ON k.plaatsing = p.id "
        "WHERE " STAGE_SQL_SELECTIE "AND " STAGE_SQL_TOEN("k.datum") " ORDER BY p.id, k.datum, k.id";
    /* clang-format on */
    enum { ID = STAGE_KOP_COLUMNS };
    g_autoptr(StageStmt) rows = stage_selectie_query(r->db, sql, &r->query->of, error);
    gboolean done = rows != NULL;

    while (done && stage_stmt_next(rows)) {
        Keuze k = { .id = stage_stmt_number(rows, ID),
                    .gesprek = stage_stmt_number(rows, ID + 1),
                    .dag = stage_day_at(rows, ID + 2),
                    .strategie = stage_word_place(stage_strategieen, stage_stmt_text(rows, ID + 3)),
                    .gebied = stage_word_place(stage_gebieden, stage_stmt_text(rows, ID + 4)),
                    .herkend = stage_word_place(stage_herkenningen, stage_stmt_text(rows, ID + 5)),
                    .voorbeeld = stage_stmt_number(rows, ID + 6) != 0,
                    .inschatting = stage_stmt_number(rows, ID + 7) };
        if (!stage_kop_read(r->wie, &r->query->of, rows, &k.kop) || k.strategie < 0)
            continue;
        k.fase = stage_deel_of(k.kop.begin, k.kop.einde, k.dag);
        done = func(&k, data, error);
    }
    return done && stage_stmt_done(rows, error);
}

/* --- figures --- */

typedef struct {
    StageGroepen *months, *phases;
    gint64 plaatsing, groep; /* of the choice before */
} Sums;

static void
add(gint64 *tel, const Keuze *k)
{
    tel[KEUZES]++;
    tel[STRATEGIE_1 + (guint)k->strategie]++;
    if (k->herkend >= 0) {
        tel[HERKEND_1 + (guint)k->herkend]++;
        tel[GEVRAAGD]++;
    }
    tel[VOORBEELD] += k->voorbeeld ? 1 : 0;
    tel[INSCHATTING] += k->inschatting != 0 ? 1 : 0;
}

static gboolean
count_keuze(const Keuze *k, void *data, GError **error)
{
    StageRapportage *r = data;
    Sums *sums = r->own;
    gint64 groep = stage_groep_of(r->query->of.by, &k->kop, k->dag);
    gint64 *tel = stage_groepen_at(r->groepen, groep), *total = stage_groepen_total(r->groepen);
    gboolean is_new = k->kop.plaatsing != sums->plaatsing;

    (void)error;
    add(tel, k);
    add(total, k);
    add(stage_groepen_at(sums->months, stage_month_of(k->dag)), k);
    add(stage_groepen_at(sums->phases, k->fase + 1), k);
    /* Choices of a placement come day by day: it may have some in several months. */
    tel[PLAATSINGEN] += is_new || groep != sums->groep ? 1 : 0;
    total[PLAATSINGEN] += is_new ? 1 : 0;
    sums->plaatsing = k->kop.plaatsing;
    sums->groep = groep;
    return TRUE;
}

static gboolean
count(StageRapportage *r, GError **error)
{
    Sums *sums = r->own;

    sums->months = stage_groepen_new(COUNTERS);
    sums->phases = stage_groepen_new(COUNTERS);
    return each_keuze(r, count_keuze, r, error);
}

static void
clear(StageRapportage *r)
{
    Sums *sums = r->own;

    g_clear_pointer(&sums->months, stage_groepen_free);
    g_clear_pointer(&sums->phases, stage_groepen_free);
}

static gboolean
more(StageRapportage *r, StageDocument *document, GError **error)
{
    static const StageColumn phase_columns[] = { { "fase", N_("fase"), STAGE_COLUMN_TEXT },
                                                 KEUZE_COLUMNS,
                                                 { 0 } };
    static const StageColumn month_columns[] = { { "maand", N_("maand"), STAGE_COLUMN_TEXT },
                                                 KEUZE_COLUMNS,
                                                 { 0 } };
    Sums *sums = r->own;

    stage_groepen_name_words(sums->phases, fasen);
    if (!stage_groepen_name(sums->months, r->db, STAGE_BY_MAAND, error))
        return FALSE;
    stage_rapport_section(r, document, "fasen", _("How guidance grows in the course of a placement"),
                          phase_columns, _("nothing to count"));
    stage_document_chart(document, STAGE_CHART_STACK, shares);
    if (stage_groepen_count(sums->phases) > 0)
        stage_rapport_groepen(r, document, sums->phases,
                              &(StageGroepTabel){ phase_columns, 1, part_cijfers, r->geheim });
    stage_rapport_section(r, document, "verloop", _("Guidance month by month"), month_columns,
                          _("nothing to count"));
    stage_document_chart(document, STAGE_CHART_LINES, strategies);
    if (stage_groepen_count(sums->months) > 0)
        stage_rapport_groepen(r, document, sums->months,
                              &(StageGroepTabel){ month_columns, 1, part_cijfers, r->geheim });
    return TRUE;
}

/* --- rows --- */

static gboolean
send_keuze(const Keuze *k, void *data, GError **error)
{
    const StageRapportage *r = data;
    const StageValue values[] = { stage_int(k->id),
                                  stage_int(k->kop.plaatsing),
                                  stage_int_set(k->gesprek),
                                  stage_text(stage_wie_team(r->wie, k->kop.team)),
                                  stage_text(k->dag.text),
                                  stage_text(fasen[k->fase]),
                                  stage_text(stage_strategieen[k->strategie]),
                                  stage_text(k->gebied < 0 ? NULL : stage_gebieden[k->gebied]),
                                  stage_text(k->herkend < 0 ? NULL : stage_herkenningen[k->herkend]),
                                  stage_int(k->voorbeeld ? 1 : 0),
                                  stage_int_set(k->inschatting) };

    G_STATIC_ASSERT(G_N_ELEMENTS(values) == G_N_ELEMENTS(stage_begeleiding_rows) - 1);
    return r->row(values, r->data, error);
}

static gboolean
each(StageRapportage *r, GError **error)
{
    return each_keuze(r, send_keuze, r, error);
}

const StageRapport stage_rapport_begeleiding = {
    .name = "begeleiding",
    .title = N_("Guidance: what praktijkopleiders choose, and what students recognise"),
    .group_title = N_("Guidance choices"),
    .cijfers = stage_begeleiding_cijfers,
    .parts = cijfers,
    .counters = COUNTERS,
    .chart = STAGE_CHART_STACK,
    .chart_columns = shares,
    .rows = stage_begeleiding_rows,
    .definities = definities,
    .size = sizeof(Sums),
    .count = count,
    .more = more,
    .clear = clear,
    .each = each,
};
