#include "report/leerpotentieel.h"

#include <string.h>

#include "base/i18n.h"
#include "base/namen.h"
#include "model/leerbedrijf.h"
#include "model/notitie.h"
#include "model/query.h"

/* --- what was said of each chance --- */

typedef struct {
    gint64 yes, no, said; /* how often it was there, was not, and was spoken of */
    char *last;
    GPtrArray *opleiders; /* in the order of their last word */
    GString *examples;
    guint n_examples;
} Chance;

enum { ASPECTEN = 5 }; /* of key 2; the last one, werkveld, is news rather than a chance */

typedef struct {
    Chance chances[ASPECTEN];
    const char *names[ASPECTEN];
    GPtrArray *news; /* StageValue[3]: datum, opleider, tekst */
    GPtrArray *texts;
    StageNamen *namen; /* of all students who were there */
    gint64 talk;
    guint talks;
} Sum;

static void
sum_init(Sum *sum)
{
    guint n = 0;

    *sum = (Sum){ .news = g_ptr_array_new_with_free_func(g_free),
                  .texts = g_ptr_array_new_with_free_func(g_free),
                  .namen = stage_namen_new() };
    for (guint i = 0; stage_aspecten[i] != NULL; i++)
        if (stage_aspect_sleutel(stage_aspecten[i]) == 2) {
            g_assert(n < ASPECTEN);
            sum->chances[n].opleiders = g_ptr_array_new_with_free_func(g_free);
            sum->chances[n].examples = g_string_new(NULL);
            sum->names[n++] = stage_aspecten[i];
        }
    g_assert(n == ASPECTEN);
}

static void
sum_clear(Sum *sum)
{
    for (guint i = 0; i < ASPECTEN; i++) {
        g_free(sum->chances[i].last);
        g_ptr_array_free(sum->chances[i].opleiders, TRUE);
        g_string_free(sum->chances[i].examples, TRUE);
    }
    g_ptr_array_free(sum->news, TRUE);
    g_ptr_array_free(sum->texts, TRUE);
    stage_namen_free(sum->namen);
}

static const char *
own(Sum *sum, char *text)
{
    g_ptr_array_add(sum->texts, text);
    return text;
}

static void
add_opleider(Chance *c, const char *name)
{
    if (name != NULL && !g_ptr_array_find_with_equal_func(c->opleiders, name, g_str_equal, NULL))
        g_ptr_array_add(c->opleiders, g_strdup(name));
}

/* The columns of the statement, and those of a piece of news. */
enum { ASPECT, GEBODEN, TEKST, DATUM, GESPREK, OPLEIDER };

static void
add_note(Sum *sum, StageStmt *row, guint examples)
{
    const char *text = stage_stmt_text(row, TEKST), *aspect = stage_stmt_text(row, ASPECT);
    g_autofree char *safe = text == NULL ? NULL : stage_namen_left_out(sum->namen, text, _("the student"));
    StageValue offered = stage_stmt_value(row, GEBODEN);
    guint i = 0;

    while (i < ASPECTEN && g_strcmp0(sum->names[i], aspect) != 0)
        i++;
    if (i == ASPECTEN)
        return;
    Chance *c = &sum->chances[i];
    sum->talks += sum->talk != stage_stmt_number(row, GESPREK) ? 1 : 0;
    sum->talk = stage_stmt_number(row, GESPREK);
    c->said++;
    c->yes += offered.type == STAGE_INT && offered.number == 1 ? 1 : 0;
    c->no += offered.type == STAGE_INT && offered.number == 0 ? 1 : 0;
    if (c->last == NULL) /* the newest come first */
        c->last = g_strdup(stage_stmt_text(row, DATUM));
    add_opleider(c, stage_stmt_text(row, OPLEIDER));
    if (safe != NULL && c->n_examples < examples && i < ASPECTEN - 1) {
        g_string_append_printf(c->examples, "%s%s", c->n_examples > 0 ? "\n" : "", safe);
        c->n_examples++;
    } else if (safe != NULL && i == ASPECTEN - 1) {
        StageValue *news = g_new(StageValue, 3);
        news[0] = stage_text(own(sum, g_strdup(stage_stmt_text(row, DATUM))));
        news[1] = stage_text(stage_stmt_text(row, OPLEIDER) == NULL
                                 ? NULL
                                 : own(sum, g_strdup(stage_stmt_text(row, OPLEIDER))));
        news[2] = stage_text(own(sum, g_steal_pointer(&safe)));
        g_ptr_array_add(sum->news, news);
    }
}

/* A note may name any of those who were there at the same time. */
static gboolean
read_names(Sum *sum, StageDb *db, gint64 leerbedrijf, GError **error)
{
    static const char sql[] = "SELECT DISTINCT s.roepnaam, s.voorvoegsel, s.achternaam FROM plaatsing p "
                              "JOIN student s ON s.id = p.student WHERE p.leerbedrijf = $1";
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_ARGS(stage_int(leerbedrijf)), error);

    while (rows != NULL && stage_stmt_next(rows)) {
        const StageNaam naam = { (char *)(guintptr)stage_stmt_text(rows, 0),
                                 (char *)(guintptr)stage_stmt_text(rows, 1),
                                 (char *)(guintptr)stage_stmt_text(rows, 2) };
        stage_namen_add(sum->namen, &naam);
    }
    return rows != NULL && stage_stmt_done(rows, error);
}

static gboolean
read_notes(Sum *sum, StageDb *db, const StageLeerpotentieelQuery *query, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT n.aspect, n.geboden, n.tekst, g.gehouden, g.id, nullif(" STAGE_SQL_NAAM("o") ", '') "
        "FROM plaatsing p JOIN gesprek g ON g.plaatsing = p.id "
        "JOIN notitie n ON n.gesprek = g.id LEFT JOIN opleider o ON o.id = g.opleider "
        "WHERE p.leerbedrijf = $1 AND p.id <> $2 AND g.gehouden <= $3 AND n.sleutel = 2 AND n.aspect IS NOT NULL "
        "AND n.vertrouwelijk IS DISTINCT FROM 1 ORDER BY g.gehouden DESC, g.id DESC, n.id";
    /* clang-format on */
    g_autoptr(StageStmt) rows = stage_db_query(
        db, sql,
        STAGE_ARGS(stage_int(query->leerbedrijf), stage_int(query->behalve), stage_text(query->on.text)),
        error);

    if (rows == NULL)
        return FALSE;
    while (stage_stmt_next(rows))
        add_note(sum, rows, query->examples);
    return stage_stmt_done(rows, error);
}

/* --- into the document --- */

static const StageColumn chance_columns[] = {
    { "aspect", N_("kans"), STAGE_COLUMN_TEXT },
    { "stand", N_("stand"), STAGE_COLUMN_TEXT },
    { "ja", N_("ja"), STAGE_COLUMN_NUMBER },
    { "nee", N_("nee"), STAGE_COLUMN_NUMBER },
    { "keren", NULL, STAGE_COLUMN_NUMBER },
    { "laatst", N_("laatst"), STAGE_COLUMN_DAY },
    { "opleiders", N_("met"), STAGE_COLUMN_TEXT },
    { "voorbeelden", N_("voorbeelden"), STAGE_COLUMN_TEXT },
    { 0 },
};
static const StageColumn news_columns[] = {
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "opleider", N_("opleider"), STAGE_COLUMN_TEXT },
    { "tekst", N_("tekst"), STAGE_COLUMN_TEXT },
    { 0 },
};

/* gezien: it was there; nooit: it was spoken of, and never there; onbekend: nobody asked yet. */
static const char *
stand_of(const Chance *c)
{
    return c->yes > 0 ? "gezien" : c->no > 0 ? "nooit" : c->said > 0 ? "genoemd" : "onbekend";
}

static void
add_chance(StageDocument *document, Sum *sum, guint i)
{
    Chance *c = &sum->chances[i];

    g_ptr_array_add(c->opleiders, NULL);
    g_autofree char *with = g_strjoinv(", ", (char **)c->opleiders->pdata);
    const StageValue row[] = { stage_text(sum->names[i]), stage_text(stand_of(c)),
                               stage_int(c->yes),         stage_int(c->no),
                               stage_int(c->said),        stage_text(c->last),
                               stage_text_set(with),      stage_text_set(c->examples->str) };
    stage_document_row(document, row);
}

gboolean
stage_document_leerpotentieel(StageDocument *document, StageDb *db, const StageLeerpotentieelQuery *query,
                              guint *out_talks, GError **error)
{
    Sum sum;

    sum_init(&sum);
    gboolean done = read_names(&sum, db, query->leerbedrijf, error) && read_notes(&sum, db, query, error);
    if (done) {
        stage_document_rows(document, "leerpotentieel", _("What there is to learn at the company"),
                            STAGE_LAYOUT_TABLE, chance_columns, query->none);
        for (guint i = 0; i < ASPECTEN - 1 && (sum.talks > 0 || query->none == NULL); i++)
            add_chance(document, &sum, i);
        stage_document_rows(document, "werkveld", _("News from the field"), STAGE_LAYOUT_LIST, news_columns,
                            NULL);
        for (guint i = 0; i < sum.news->len; i++)
            stage_document_row(document, g_ptr_array_index(sum.news, i));
        *out_talks = sum.talks;
    }
    sum_clear(&sum);
    return done;
}

/* --- the page of a company --- */

static const StageColumn strategie_columns[] = {
    { "strategie", N_("strategie"), STAGE_COLUMN_TEXT },
    { "keren", N_("keren"), STAGE_COLUMN_NUMBER },
    { "herkend", N_("herkend"), STAGE_COLUMN_NUMBER },
    { "niet_herkend", N_("niet of deels"), STAGE_COLUMN_NUMBER },
    { "laatst", N_("laatst"), STAGE_COLUMN_DAY },
    { 0 },
};

static gboolean
add_strategies(StageDocument *document, StageDb *db, gint64 leerbedrijf, StageDay on, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT k.strategie, count(*), count(CASE WHEN k.herkend = 'ja' THEN 1 END), "
        "count(CASE WHEN k.herkend IN ('nee', 'deels') THEN 1 END), max(k.datum) "
        "FROM plaatsing p JOIN begeleidingskeuze k ON k.plaatsing = p.id WHERE p.leerbedrijf = $1 AND k.datum <= $2 "
        "GROUP BY k.strategie ORDER BY k.strategie";
    /* clang-format on */
    g_autoptr(StageStmt)
        rows = stage_db_query(db, sql, STAGE_ARGS(stage_int(leerbedrijf), stage_text(on.text)), error);

    if (rows == NULL)
        return FALSE;
    stage_document_rows(document, "begeleiding", _("How its praktijkopleiders guide"), STAGE_LAYOUT_TABLE,
                        strategie_columns, _("no guidance choice was taken down yet"));
    while (stage_stmt_next(rows)) {
        StageValue row[G_N_ELEMENTS(strategie_columns) - 1];
        for (guint i = 0; i < G_N_ELEMENTS(row); i++)
            row[i] = stage_stmt_value(rows, i);
        stage_document_row(document, row);
    }
    return stage_stmt_done(rows, error);
}

/* How many placements and talks there were, and when a docent was there last. */
static gboolean
add_visits(StageDocument *document, StageDb *db, gint64 leerbedrijf, StageDay on, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT count(DISTINCT p.id), count(g.id), count(CASE WHEN g.vorm = 'bezoek' AND g.docent_aanwezig = 1 THEN 1 END), "
        "max(CASE WHEN g.vorm = 'bezoek' AND g.docent_aanwezig = 1 THEN g.gehouden END), max(g.gehouden) "
        "FROM plaatsing p LEFT JOIN gesprek g ON g.plaatsing = p.id AND g.gehouden <= $1 "
        "WHERE p.leerbedrijf = $2 AND p.status IS DISTINCT FROM 'vervallen'";
    /* clang-format on */
    static const struct {
        const char *key, *label;
        StageColumnType type;
    } facts[] = { { "plaatsingen_ooit", N_("plaatsingen ooit"), STAGE_COLUMN_NUMBER },
                  { "gesprekken", N_("gesprekken"), STAGE_COLUMN_NUMBER },
                  { "bezoeken", N_("bezoeken"), STAGE_COLUMN_NUMBER },
                  { "laatste_bezoek", N_("laatste bezoek"), STAGE_COLUMN_DAY },
                  { "laatste_gesprek", N_("laatste gesprek"), STAGE_COLUMN_DAY } };
    g_autoptr(StageStmt)
        row = stage_db_query(db, sql, STAGE_ARGS(stage_text(on.text), stage_int(leerbedrijf)), error);

    if (row == NULL || !stage_stmt_next(row))
        return row != NULL && stage_stmt_done(row, error);
    for (guint i = 0; i < G_N_ELEMENTS(facts); i++)
        stage_document_fact(document, facts[i].key, _(facts[i].label), facts[i].type,
                            stage_stmt_value(row, i));
    return TRUE;
}

static gboolean
add_facts(StageDocument *document, StageStmt *row)
{
    static const struct {
        const char *key, *label;
        StageColumnType type;
    } facts[] = { { "id", N_("id"), STAGE_COLUMN_NUMBER },
                  { "naam", N_("naam"), STAGE_COLUMN_TEXT },
                  { "sbb", N_("sbb"), STAGE_COLUMN_TEXT },
                  { "adres", N_("adres"), STAGE_COLUMN_TEXT },
                  { "postcode", N_("postcode"), STAGE_COLUMN_TEXT },
                  { "plaats", N_("plaats"), STAGE_COLUMN_TEXT },
                  { "telefoon", N_("telefoon"), STAGE_COLUMN_TEXT },
                  { "plaatsingen", N_("lopende plaatsingen"), STAGE_COLUMN_NUMBER },
                  { "kvk", N_("kvk"), STAGE_COLUMN_TEXT },
                  { "vestiging", N_("vestiging"), STAGE_COLUMN_TEXT },
                  { "coordinaten", N_("coordinaten"), STAGE_COLUMN_TEXT } };

    g_assert(stage_stmt_columns(row) == G_N_ELEMENTS(facts));
    for (guint i = 0; i < G_N_ELEMENTS(facts); i++)
        stage_document_fact(document, facts[i].key, _(facts[i].label), facts[i].type,
                            stage_stmt_value(row, i));
    return TRUE;
}

StageDocument *
stage_report_leerbedrijf(StageDb *db, gint64 leerbedrijf, StageDay on, GError **error)
{
    g_autoptr(StageStmt) row = stage_leerbedrijf_list(db, NULL, leerbedrijf, on, error);
    const StageLeerpotentieelQuery query = { .leerbedrijf = leerbedrijf, .on = on, .examples = 3 };
    guint talks = 0;

    if (row == NULL || !stage_stmt_next(row))
        return NULL;
    g_autoptr(StageDocument) document = stage_document_new(stage_stmt_text(row, 1));
    if (add_facts(document, row) && add_visits(document, db, leerbedrijf, on, error) &&
        stage_document_leerpotentieel(document, db, &query, &talks, error) &&
        add_strategies(document, db, leerbedrijf, on, error))
        return g_steal_pointer(&document);
    return NULL;
}
