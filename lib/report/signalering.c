#include "report/signalering.h"

#include "base/i18n.h"
#include "model/query.h"
#include "report/extra.h"
#include "rules/norm.h"

/* The columns; the first ones are those of the statement. */
enum { PLAATSING, ABOUT = 6, REGEL = ABOUT, SOORT, UITLEG, RIJEN, GEDEMPT };

/* A placement that waits for what was taken down of it; its texts are copies. */
typedef struct {
    StageValue about[ABOUT];
    char *texts[ABOUT];
} Placement;

typedef struct {
    StageDb *db;
    const StageSignaleringQuery *query;
    StageRowFunc row;
    void *data;
    guint seen;
    Placement waiting[STAGE_PLAATSINGEN];
    guint n;
} Report;

/* --- words --- */

static char *
explain_contact(const StageWaarneming *w)
{
    if (w->rijen->len == 0)
        return g_strdup_printf(
            _("no talk was held since it began on %s, %d days ago, and none is planned soon"), w->sinds.text,
            w->dagen);
    return g_strdup_printf(_("no talk was held since %s, %d days ago, and none is planned soon"),
                           w->sinds.text, w->dagen);
}

/* Of a kind of which no story is kept the kind and the day are told too, and whom the talk is with. */
static char *
explain_red(Report *r, gint64 plaatsing, const StageWaarneming *w, GError **error)
{
    StageExtra extra = { 0 };
    g_autofree char *what = g_strdup_printf(
        Q_("%u signaal is rood and open (%s, %s), and no talk was held or planned since",
           "%u signalen are rood and open (first %s, %s), and no talk was held or planned since", w->aantal),
        w->aantal, w->soort, w->sinds.text);

    if (!stage_report_extra(r->db, plaatsing, r->query->on, &extra, error))
        return NULL;
    const char *talk = stage_signaal_is_silent(w->soort)
                           ? _("an extra gesprek with the student alone is proposed")
                           : _("an extra gesprek is proposed");
    return stage_day_is_set(extra.day) ? g_strdup_printf(_("%s: %s, on %s"), what, talk, extra.day.text)
                                       : g_strdup_printf("%s: %s", what, talk);
}

static char *
explain(Report *r, gint64 plaatsing, const StageWaarneming *w, GError **error)
{
    guint n = w->aantal;
    const char *since = w->sinds.text;

    switch (w->regel) {
    case STAGE_REGEL_GEEN_VOORBEELD:
        return g_strdup_printf(_("the last %u judgements, since %s, have no example"), n, since);
    case STAGE_REGEL_GEEN_LEERMOMENT:
        return g_strdup_printf(_("the last %u talks with the student, since %s, have no learning moment"), n,
                               since);
    case STAGE_REGEL_AFSPRAAK_BLIJFT_OPEN:
        return g_strdup_printf(Q_("%u agreement, of %s, was open already at the last two talks",
                                  "%u agreements, the first of %s, were open already at the last two talks",
                                  n),
                               n, since);
    case STAGE_REGEL_VERTROUWEN_GROEIT_NIET:
        return g_strdup_printf(_("more than half of the placement is over, and the last %u guidance choices, "
                                 "since %s, entrust no work"),
                               n, since);
    case STAGE_REGEL_OPLEIDER_AFWEZIG:
        return g_strdup_printf(
            _("the praktijkopleider was absent from the last %u talks, since %s, and nobody sat in"), n,
            since);
    case STAGE_REGEL_GEEN_CONTACT:
        return explain_contact(w);
    default:
        return explain_red(r, plaatsing, w, error);
    }
}

static char *
rows_seen(const StageWaarneming *w)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < w->rijen->len; i++) {
        const StageGezien *row = &g_array_index(w->rijen, StageGezien, i);
        g_string_append_printf(text, "%s%s %" PRId64, i > 0 ? ", " : "", row->of->noun, row->id);
    }
    return g_string_free(text, FALSE);
}

/* --- placements --- */

static gboolean
send(Report *r, const Placement *p, const StageWaarneming *w, GError **error)
{
    StageValue values[STAGE_SIGNALERING_COLUMNS];

    r->seen++;
    if (r->row == NULL)
        return TRUE;
    g_autofree char *why = explain(r, p->about[PLAATSING].number, w, error);
    g_autofree char *rows = rows_seen(w);
    if (why == NULL)
        return FALSE;
    for (guint i = 0; i < ABOUT; i++)
        values[i] = p->about[i];
    values[REGEL] = stage_text(stage_regels[w->regel]);
    values[SOORT] = stage_text(w->soort);
    values[UITLEG] = stage_text(why);
    values[RIJEN] = stage_text_set(rows);
    values[GEDEMPT] = stage_text(w->demping == NULL ? NULL : w->demping->reden);
    return r->row(values, r->data, error);
}

static gboolean
look_at(Report *r, const Placement *p, const StageDossier *dossier, GError **error)
{
    g_autoptr(GPtrArray) seen = stage_signalering(dossier, &r->query->norm, r->query->on);

    for (guint i = 0; i < seen->len; i++) {
        const StageWaarneming *w = g_ptr_array_index(seen, i);
        if ((w->demping == NULL || r->query->muted) && !send(r, p, w, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
look_at_waiting(Report *r, GError **error)
{
    gint64 plaatsingen[STAGE_PLAATSINGEN];
    gboolean done = TRUE;

    for (guint i = 0; i < r->n; i++)
        plaatsingen[i] = r->waiting[i].about[PLAATSING].number;
    g_autoptr(GPtrArray) dossiers = stage_dossiers_read(r->db, plaatsingen, r->n, error);
    if (dossiers == NULL)
        return FALSE;
    for (guint i = 0; done && i < r->n; i++) {
        const StageDossier *dossier = stage_dossiers_of(dossiers, plaatsingen[i]);
        done = dossier == NULL || look_at(r, &r->waiting[i], dossier, error);
    }
    r->n = 0;
    return done;
}

static gboolean
take(Report *r, StageStmt *row, GError **error)
{
    Placement *p = &r->waiting[r->n++];

    for (guint i = 0; i < ABOUT; i++) {
        StageValue value = stage_stmt_value(row, i);
        g_free(p->texts[i]);
        p->texts[i] = value.type == STAGE_TEXT ? g_strdup(value.text) : NULL;
        p->about[i] = value.type == STAGE_TEXT ? stage_text(p->texts[i]) : value;
    }
    return r->n < STAGE_PLAATSINGEN || look_at_waiting(r, error);
}

static void
clear_waiting(Report *r)
{
    for (guint i = 0; i < STAGE_PLAATSINGEN; i++)
        for (guint j = 0; j < ABOUT; j++)
            g_free(r->waiting[i].texts[j]);
}

/* Those that run, or ended so short ago that the rules still look at them; of one that was named also what
 * is to come or not certain. */
static StageStmt *
select_placements(StageDb *db, const StageSignaleringQuery *q, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT p.id, s.nummer, " STAGE_SQL_NAAM("s") ", s.klas, coalesce(d.code, nullif(" STAGE_SQL_NAAM("d")
        ", '')), l.naam FROM plaatsing p JOIN student s ON s.id = p.student JOIN leerbedrijf l ON l.id = p.leerbedrijf "
        "LEFT JOIN docent d ON d.id = " STAGE_SQL_BEGELEIDER("p", "docent", "CAST($1 AS TEXT)") " "
        "WHERE p.status IS DISTINCT FROM 'vervallen' AND " STAGE_SQL_EINDE("p") " >= $2 "
        "AND ($3 = 1 OR (p.status IS NULL AND p.begin <= $1)) "
        "AND (CAST($4 AS BIGINT) IS NULL OR p.student = $4) "
        "AND (CAST($5 AS BIGINT) IS NULL OR p.id = $5) "
        "AND (CAST($6 AS BIGINT) IS NULL OR " STAGE_SQL_IS_BEGELEIDER("p", "docent", "$6", "$1") ") "
        "AND (CAST($7 AS BIGINT) IS NULL OR d.team = $7) "
        "AND (CAST($8 AS TEXT) IS NULL OR s.klas = $8) ORDER BY p.id";
    /* clang-format on */
    StageDay ended = stage_day_plus(q->on, -STAGE_NORM_NALOOP);

    return stage_db_query(db, sql,
                          STAGE_ARGS(stage_text(q->on.text), stage_text(ended.text),
                                     stage_int(q->student != 0 || q->plaatsing != 0 ? 1 : 0),
                                     stage_int_set(q->student), stage_int_set(q->plaatsing),
                                     stage_int_set(q->docent), stage_int_set(q->team), stage_text(q->klas)),
                          error);
}

gboolean
stage_report_signalering(StageDb *db, const StageSignaleringQuery *query, StageRowFunc row, void *data,
                         guint *out_seen, GError **error)
{
    Report r = { .db = db, .query = query, .row = row, .data = data };
    g_autoptr(StageStmt) rows = select_placements(db, query, error);
    gboolean done = rows != NULL;

    while (done && stage_stmt_next(rows))
        done = take(&r, rows, error);
    done = done && stage_stmt_done(rows, error) && (r.n == 0 || look_at_waiting(&r, error));
    clear_waiting(&r);
    if (done)
        *out_seen = r.seen;
    return done;
}

guint
stage_signalering_count(const StageDossier *dossier, const StageSignaleringNorm *norm, StageDay on)
{
    g_autoptr(GPtrArray) seen = stage_signalering(dossier, norm, on);
    guint n = 0;

    for (guint i = 0; i < seen->len; i++)
        n += ((const StageWaarneming *)g_ptr_array_index(seen, i))->demping == NULL ? 1 : 0;
    return n;
}
