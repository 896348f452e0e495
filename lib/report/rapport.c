#include "report/rapport.h"

#include "base/error.h"
#include "base/i18n.h"
#include "model/docent.h"
#include "model/leerbedrijf.h"
#include "model/opleiding.h"
#include "model/student.h"
#include "model/team.h"

/* --- what may be told --- */

/* Whether a report is about what one team, or one docent of it, has itself. */
static gboolean
is_inside(const StageRapportQuery *q)
{
    return q->of.team != 0 || q->of.docent != 0;
}

gboolean
stage_rapport_may(const StageRapport *rapport, const StageRapportQuery *q, gboolean rows, GError **error)
{
    gboolean single = q->of.docent != 0 || q->of.by == STAGE_BY_DOCENT;

    if (rapport->docenten != 0 && single && (q->own == 0 || (q->of.docent != 0 && q->of.docent != q->own)))
        return stage_fail(error, STAGE_ERROR_DENIED,
                          _("the figures of a docent are for that docent alone: the setting docent says who "
                            "asks"));
    if (rows && rapport->hides_few && !is_inside(q))
        return stage_fail(error, STAGE_ERROR_DENIED,
                          _("its rows do not leave the team: add --team or --docent"));
    return TRUE;
}

/* --- making one --- */

static StageRapportage
begin(StageDb *db, const StageRapport *rapport, const StageRapportQuery *query, const char *prefix)
{
    return (StageRapportage){ .db = db,
                              .rapport = rapport,
                              .query = query,
                              .groepen = stage_groepen_new(rapport->counters),
                              .norms = g_hash_table_new(NULL, NULL),
                              .geheim.few = rapport->hides_few && !is_inside(query),
                              .prefix = prefix,
                              .own = g_malloc0(MAX(rapport->size, 1)) };
}

/* What it needs to know before it reads. */
static gboolean
prepare(StageRapportage *r, GError **error)
{
    const StagePlacementsQuery of = stage_rapport_placements(r->query);

    r->wie = stage_wie_read(r->db, r->query->of.on, error);
    return r->wie != NULL && (r->rapport->counts_left_out || r->groups_only ||
                              stage_placements_left_out(r->db, &of, &r->left_out, error));
}

static void
end(StageRapportage *r)
{
    stage_wie_free(r->wie);
    if (r->rapport->clear != NULL)
        r->rapport->clear(r);
    stage_groepen_free(r->groepen);
    g_hash_table_destroy(r->norms);
    g_free(r->own);
}

/* Whether all that a group has is of one docent who is not the one who asks. */
static gboolean
is_of_another(const StageRapportage *r, const StageGroep *groep)
{
    guint docenten = r->rapport->docenten;

    return docenten != 0 && groep->tel[docenten] == 1 && groep->tel[docenten + 1] != r->query->own;
}

void
stage_rapport_section(StageRapportage *r, StageDocument *document, const char *key, const char *title,
                      const StageColumn *columns, const char *none)
{
    g_autofree char *whole = g_strconcat(r->prefix, key, NULL);

    stage_document_rows(document, whole, title, STAGE_LAYOUT_TABLE, columns, none);
}

StagePlacementsQuery
stage_rapport_placements(const StageRapportQuery *query)
{
    return (StagePlacementsQuery){ .norms = query->norms,
                                   .on = query->of.on,
                                   .docent = query->of.docent,
                                   .opleiding = query->of.opleiding,
                                   .student = query->student,
                                   .team = query->of.team,
                                   .leerbedrijf = query->of.leerbedrijf,
                                   .klas = query->of.klas,
                                   .cohort = query->of.cohort,
                                   .from = query->of.from,
                                   .until = query->of.until };
}

StageValue
stage_rapport_part(gint64 part, gint64 whole)
{
    return whole == 0 ? stage_null() : stage_int((part * 1000 + whole / 2) / whole);
}

/* --- its parts --- */

void
stage_rapport_groepen(StageRapportage *r, StageDocument *document, StageGroepen *groepen,
                      const StageGroepTabel *tabel)
{
    g_autofree StageValue *values = g_new(StageValue, stage_columns_count(tabel->columns));
    guint untold = 0;

    for (guint i = 0; i < stage_groepen_count(groepen); i++) {
        const StageGroep *groep = stage_groepen_get(groepen, i);
        if (groepen == r->groepen && is_of_another(r, groep)) {
            untold++;
            continue;
        }
        stage_groep_values(groepen, groep, tabel, values);
        stage_document_row(document, values);
    }
    r->untold += untold;
    if (untold == 1) /* the total would tell it after all */
        return;
    stage_groep_values(groepen, NULL, tabel, values);
    stage_document_total(document, values);
}

static StageGroepTabel
table_of(const StageRapportage *r, StageColumn *columns)
{
    return (StageGroepTabel){ columns, stage_groep_leading(r->query->of.by), r->rapport->parts, r->geheim };
}

static gboolean
add_groups(StageRapportage *r, StageDocument *document, GError **error)
{
    StageColumn *columns = stage_groep_columns(r->query->of.by, r->rapport->cijfers);
    const StageGroepTabel tabel = table_of(r, columns);

    stage_document_own(document, columns);
    if (!stage_groepen_name(r->groepen, r->db, r->query->of.by, error))
        return FALSE;
    stage_rapport_section(r, document, "cijfers", _(r->rapport->group_title), columns, _("nothing to count"));
    stage_document_chart(document, r->rapport->chart, r->rapport->chart_columns);
    if (stage_groepen_count(r->groepen) > 0)
        stage_rapport_groepen(r, document, r->groepen, &tabel);
    return TRUE;
}

static const StageColumn definitie_columns[] = {
    { "begrip", N_("begrip"), STAGE_COLUMN_TEXT },
    { "betekenis", N_("betekenis"), STAGE_COLUMN_TEXT },
    { 0 },
};
static const StageColumn weg_columns[] = {
    { "reden", N_("reden"), STAGE_COLUMN_TEXT },
    { "aantal", N_("aantal"), STAGE_COLUMN_NUMBER },
    { 0 },
};

/* A title that every report has, with the name of the one that it is about when there are several. */
static char *
of_report(const StageRapportage *r, const char *title)
{
    return *r->prefix == '\0' ? g_strdup(title) : g_strdup_printf("%s (%s)", title, r->rapport->name);
}

static void
add_definition(StageDocument *document, const char *begrip, const char *betekenis)
{
    stage_document_row(document, (const StageValue[]){ stage_text(begrip), stage_text(betekenis) });
}

static void
add_definitions(StageRapportage *r, StageDocument *document)
{
    g_autofree char *key = g_strconcat(r->prefix, "definities", NULL);
    g_autofree char *title = of_report(r, _("What is counted"));

    stage_document_rows(document, key, title, STAGE_LAYOUT_LIST, definitie_columns, NULL);
    for (const StageDefinitie *d = r->rapport->definities; d->begrip != NULL; d++)
        add_definition(document, d->begrip, _(d->betekenis));
    if (r->geheim.few)
        add_definition(document, "<5",
                       _("a count of 1 to 4, which would say something of somebody, and what would give it "
                         "away: it does not leave the team (--team shows it)"));
    if (r->rapport->docenten != 0)
        add_definition(document, "docent",
                       _("figures of one docent are for that docent alone; a group of one docent shows only "
                         "to them"));
}

static void
add_left_out(StageRapportage *r, StageDocument *document)
{
    const StageSelectie *of = &r->query->of;
    g_autofree char *over = g_strdup_printf(_("placements that ended before %s"), of->from.text);
    g_autofree char *ahead = g_strdup_printf(_("placements that begin after %s, or are not certain yet"),
                                             of->until.text);
    const struct {
        const char *reason;
        guint count;
    } left[] = { { over, r->left_out.over },
                 { ahead, r->left_out.ahead },
                 { r->rapport->outside == NULL ? NULL : _(r->rapport->outside), r->outside },
                 { _("groups of one docent, which show to that docent only"), r->untold } };

    g_autofree char *title = of_report(r, _("Left out"));

    stage_rapport_section(r, document, "weggelaten", title, weg_columns, _("nothing was left out"));
    for (gsize i = 0; i < G_N_ELEMENTS(left); i++)
        if (left[i].count > 0)
            stage_document_row(document,
                               (const StageValue[]){ stage_text(left[i].reason), stage_int(left[i].count) });
}

void
stage_rapport_norm(StageRapportage *r, const StageNorm *norm)
{
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(r->norms, norm));

    if (norm == NULL)
        r->without_norm++;
    else
        g_hash_table_insert(r->norms, (void *)(guintptr)norm, GUINT_TO_POINTER(n + 1));
}

static const StageColumn norm_columns[] = {
    { "norm", N_("norm"), STAGE_COLUMN_TEXT },
    { "van", N_("in force from"), STAGE_COLUMN_DAY },
    { "bron", N_("file"), STAGE_COLUMN_TEXT },
    { "momenten", N_("momenten"), STAGE_COLUMN_NUMBER },
    { "plaatsingen", N_("plaatsingen"), STAGE_COLUMN_NUMBER },
    { 0 },
};

static void
add_norm(StageDocument *document, const StageNorm *norm, guint n)
{
    const StageNorm none = { 0 };

    norm = norm == NULL ? &none : norm;
    stage_document_row(document,
                       (const StageValue[]){ stage_text(norm->naam), stage_text_set(norm->van.text),
                                             stage_text(norm->bron), stage_int(norm->n), stage_int(n) });
}

static void
add_norms(StageRapportage *r, StageDocument *document)
{
    const StageNorms *norms = r->query->norms;
    g_autofree char *title = of_report(r, _("The norms that the placements have"));

    if (g_hash_table_size(r->norms) == 0 && r->without_norm == 0)
        return;
    stage_rapport_section(r, document, "normen", title, norm_columns, NULL);
    for (guint i = 0; i < stage_norms_count(norms); i++) {
        const StageNorm *norm = stage_norms_at(norms, i);
        guint n = GPOINTER_TO_UINT(g_hash_table_lookup(r->norms, norm));
        if (n > 0)
            add_norm(document, norm, n);
    }
    if (r->without_norm > 0)
        add_norm(document, NULL, r->without_norm);
}

/* What it is about: the day, the period, what was chosen, and how it is put together. */
static gboolean
add_subject(StageDocument *document, StageDb *db, const char *name, const StageRapportQuery *q,
            GError **error)
{
    const struct {
        const char *key, *label;
        const StageEntity *of;
        gint64 id;
        const char *text;
    } facts[] = { { "rapport", NULL, NULL, 0, name },
                  { "op", N_("as known on"), NULL, 0, q->of.on.text },
                  { "van", N_("period from"), NULL, 0, q->of.from.text },
                  { "tot", N_("period until"), NULL, 0, q->of.until.text },
                  { "per", NULL, NULL, 0, stage_by[q->of.by] },
                  { "team", N_("team"), &stage_team, q->of.team, NULL },
                  { "docent", N_("docent"), &stage_docent, q->of.docent, NULL },
                  { "opleiding", N_("opleiding"), &stage_opleiding, q->of.opleiding, NULL },
                  { "leerbedrijf", N_("leerbedrijf"), &stage_leerbedrijf, q->of.leerbedrijf, NULL },
                  { "student", N_("student"), &stage_student, q->student, NULL },
                  { "klas", N_("klas"), NULL, 0, q->of.klas },
                  { "cohort", N_("cohort"), NULL, 0, q->of.cohort } };

    for (gsize i = 0; i < G_N_ELEMENTS(facts); i++) {
        g_autofree char *label = facts[i].id == 0 ? NULL
                                                  : stage_entity_label(facts[i].of, db, facts[i].id, error);
        if (facts[i].id != 0 && label == NULL)
            return FALSE;
        stage_document_fact(document, facts[i].key, facts[i].label == NULL ? NULL : _(facts[i].label),
                            STAGE_COLUMN_TEXT, stage_text(label != NULL ? label : facts[i].text));
    }
    return TRUE;
}

static gboolean
add_report(StageRapportage *r, StageDocument *document, GError **error)
{
    if (!prepare(r, error) || !r->rapport->count(r, error) || !add_groups(r, document, error) ||
        (r->rapport->more != NULL && !r->rapport->more(r, document, error)))
        return FALSE;
    add_norms(r, document);
    add_left_out(r, document);
    add_definitions(r, document);
    return TRUE;
}

/* --- reports out --- */

StageDocument *
stage_rapport_document(StageDb *db, const StageRapport *rapport, const StageRapportQuery *query,
                       GError **error)
{
    g_autoptr(StageDocument) document = stage_document_new(_(rapport->title));

    if (!stage_rapport_may(rapport, query, FALSE, error))
        return NULL;
    StageRapportage r = begin(db, rapport, query, "");
    gboolean done = add_subject(document, db, rapport->name, query, error) && add_report(&r, document, error);
    end(&r);
    return done ? g_steal_pointer(&document) : NULL;
}

static const StageRapport *const all[] = { &stage_rapport_contact,     &stage_rapport_sleutels,
                                           &stage_rapport_begeleiding, &stage_rapport_leerpotentieel,
                                           &stage_rapport_signalen,    &stage_rapport_caseload };

StageDocument *
stage_rapport_overzicht(StageDb *db, const StageRapportQuery *query, gboolean by_said, GError **error)
{
    g_autoptr(StageDocument) document = stage_document_new(_("How guidance on placements goes"));
    gboolean done = add_subject(document, db, "overzicht", query, error);

    for (gsize i = 0; done && i < G_N_ELEMENTS(all); i++) {
        StageRapportQuery of = *query;
        g_autofree char *prefix = g_strconcat(all[i]->name, "_", NULL);
        if (!by_said)
            of.of.by = all[i]->by;
        StageRapportage r = begin(db, all[i], &of, prefix);
        done = stage_rapport_may(all[i], &of, FALSE, error) && add_report(&r, document, error);
        end(&r);
    }
    return done ? g_steal_pointer(&document) : NULL;
}

static gboolean
send_groups(StageRapportage *r, StageRowFunc row, void *data, GError **error)
{
    g_autofree StageColumn *columns = stage_groep_columns(r->query->of.by, r->rapport->cijfers);
    g_autofree StageValue *values = g_new(StageValue, stage_columns_count(columns));
    const StageGroepTabel tabel = table_of(r, columns);
    gboolean done = prepare(r, error) && r->rapport->count(r, error) &&
                    stage_groepen_name(r->groepen, r->db, r->query->of.by, error);

    for (guint i = 0; done && i < stage_groepen_count(r->groepen); i++) {
        const StageGroep *groep = stage_groepen_get(r->groepen, i);
        if (is_of_another(r, groep))
            continue;
        stage_groep_values(r->groepen, groep, &tabel, values);
        done = row(values, data, error);
    }
    return done;
}

gboolean
stage_rapport_cijfers(StageDb *db, const StageRapport *rapport, const StageRapportQuery *query,
                      StageRowFunc row, void *data, GError **error)
{
    if (!stage_rapport_may(rapport, query, FALSE, error))
        return FALSE;
    StageRapportage r = begin(db, rapport, query, "");
    r.groups_only = TRUE;
    gboolean done = send_groups(&r, row, data, error);
    end(&r);
    return done;
}

gboolean
stage_rapport_rows(StageDb *db, const StageRapport *rapport, const StageRapportQuery *query, StageRowFunc row,
                   void *data, StageLeftOut *out_left_out, GError **error)
{
    if (!stage_rapport_may(rapport, query, TRUE, error))
        return FALSE;
    StageRapportage r = begin(db, rapport, query, "");
    r.row = row;
    r.data = data;
    gboolean done = prepare(&r, error) && rapport->each(&r, error);
    if (out_left_out != NULL)
        *out_left_out = r.left_out;
    end(&r);
    return done;
}
