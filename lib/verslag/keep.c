#include "base/error.h"
#include "base/i18n.h"
#include "verslag/verslag.h"

/* Says which line an error is about. */
static gboolean
blame(guint line, GError **error)
{
    if (line > 0)
        g_prefix_error(error, _("line %u: "), line);
    return FALSE;
}

/* --- notes --- */

static gboolean
keep_notitie(StageDb *db, const StageGesprek *g, const StageVerslagNote *n, GError **error)
{
    gboolean confidential = n->kop->soort == STAGE_KOP_VERTROUWELIJK;
    gboolean student = n->kop->soort == STAGE_KOP_ZIENSWIJZE; /* which is no aspect of a note */
    StageNotitie row = { .gesprek = g->id,
                         .sleutel = n->kop->sleutel,
                         .aspect = student ? NULL : g_strdup(n->kop->aspect),
                         .geboden = n->geboden,
                         .tekst = g_strdup(n->tekst),
                         .vertrouwelijk = confidential ? STAGE_YES : 0,
                         .volgens = g_strdup(student ? "student" : n->volgens) };
    gboolean done = stage_entity_add(&stage_notitie, db, &row, error) || blame(n->line, error);

    stage_entity_clear(&stage_notitie, &row);
    return done;
}

/* --- key 3: an oordeel, and what was said with it --- */

static gboolean
is_of_inschatting(const StageVerslagNote *n)
{
    return n->kop->soort >= STAGE_KOP_OORDEEL && n->kop->soort <= STAGE_KOP_VERWACHTING;
}

/* One without a text says of the last one whether it is recognised. */
static gboolean
is_oordeel(const StageVerslagNote *n)
{
    return n->kop->soort == STAGE_KOP_OORDEEL && n->tekst != NULL;
}

static gboolean
take_herkend(StageInschatting *row, const StageVerslagNote *n, GError **error)
{
    if (row->herkend != NULL && n->herkend != NULL && g_strcmp0(row->herkend, n->herkend) != 0) {
        stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s has another value already"), "herkend");
        return blame(n->line, error);
    }
    if (n->herkend != NULL)
        stage_set_text(&row->herkend, n->herkend);
    return TRUE;
}

static char *
to_text(GString *lines)
{
    return g_string_free(lines, lines->len == 0);
}

/* What stands behind an oordeel is said with it; what stands before the first one goes with the first. */
static gboolean
gather(const StageVerslag *v, guint from, gboolean first, StageInschatting *row, GError **error)
{
    enum { BEGIN = STAGE_KOP_VOORBEELD, END = STAGE_KOP_VERWACHTING + 1 };
    GString *texts[END - BEGIN];
    gboolean done = TRUE;

    for (guint t = 0; t < END - BEGIN; t++)
        texts[t] = g_string_new(NULL);
    for (guint i = first ? 0 : from; done && i < v->notes->len; i++) {
        const StageVerslagNote *n = g_ptr_array_index(v->notes, i);
        if (is_oordeel(n) && i > from)
            break;
        if (!is_of_inschatting(n))
            continue;
        done = take_herkend(row, n, error);
        GString *text = n->kop->soort == STAGE_KOP_OORDEEL ? NULL : texts[n->kop->soort - BEGIN];
        if (text != NULL && n->tekst != NULL)
            g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "", n->tekst);
    }
    row->voorbeeld = to_text(texts[STAGE_KOP_VOORBEELD - BEGIN]);
    row->zienswijze = to_text(texts[STAGE_KOP_ZIENSWIJZE - BEGIN]);
    row->verwachting = to_text(texts[STAGE_KOP_VERWACHTING - BEGIN]);
    return done;
}

static gboolean
keep_inschatting(StageDb *db, const StageVerslag *v, guint at, gboolean first, const StageGesprek *g,
                 gint64 *out_id, GError **error)
{
    const StageVerslagNote *n = g_ptr_array_index(v->notes, at);
    StageInschatting row = { .plaatsing = g->plaatsing,
                             .gesprek = g->id,
                             .opleider = g->opleider,
                             .datum = g->gehouden,
                             .oordeel = g_strdup(n->tekst) };

    gboolean done = gather(v, at, first, &row, error) &&
                    (stage_entity_add(&stage_inschatting, db, &row, error) || blame(n->line, error));
    *out_id = row.id;
    stage_entity_clear(&stage_inschatting, &row);
    return done;
}

/* --- key 4 --- */

static gboolean
keep_keuze(StageDb *db, const StageVerslagNote *n, const StageGesprek *g, gint64 inschatting, GError **error)
{
    StageBegeleidingskeuze row = { .plaatsing = g->plaatsing,
                                   .gesprek = g->id,
                                   .datum = g->gehouden,
                                   .strategie = g_strdup(n->kop->aspect),
                                   .gebied = g_strdup(n->gebied),
                                   .voorbeeld = g_strdup(n->tekst),
                                   .herkend = g_strdup(n->herkend),
                                   .inschatting = n->inschatting == 0 ? inschatting
                                                                      : MAX(n->inschatting, 0) };
    gboolean done = stage_entity_add(&stage_begeleidingskeuze, db, &row, error) || blame(n->line, error);

    stage_entity_clear(&stage_begeleidingskeuze, &row);
    return done;
}

/* --- all of them --- */

static gboolean
any_oordeel(const StageVerslag *v)
{
    for (guint i = 0; i < v->notes->len; i++)
        if (is_oordeel(g_ptr_array_index(v->notes, i)))
            return TRUE;
    return FALSE;
}

/* A note has no place for whether it is recognised. */
static gboolean
check_unjudged(const StageVerslagNote *n, GError **error)
{
    if (n->herkend == NULL)
        return TRUE;
    stage_fail(error, STAGE_ERROR_BAD_INPUT,
               _("herkend is said of an inschatting, and there is none: [oordeel] begins one"));
    return blame(n->line, error);
}

/* Judgements first: guidance choices answer them, wherever they were typed. */
static gboolean
keep_inschattingen(StageDb *db, const StageVerslag *v, const StageGesprek *g, gint64 *out_last,
                   StageVerslagCounts *out, GError **error)
{
    for (guint i = 0; i < v->notes->len; i++) {
        const StageVerslagNote *n = g_ptr_array_index(v->notes, i);
        if (!is_oordeel(n))
            continue;
        if (!keep_inschatting(db, v, i, out->inschattingen == 0, g, out_last, error))
            return FALSE;
        out->inschattingen++;
    }
    return TRUE;
}

static gboolean
keep_notes(StageDb *db, const StageVerslag *v, const StageGesprek *g, StageVerslagCounts *out, GError **error)
{
    gboolean judged = any_oordeel(v);
    gint64 inschatting = 0;

    if (!keep_inschattingen(db, v, g, &inschatting, out, error))
        return FALSE;
    for (guint i = 0; i < v->notes->len; i++) {
        const StageVerslagNote *n = g_ptr_array_index(v->notes, i);
        if (is_of_inschatting(n) && judged)
            continue;
        if (is_of_inschatting(n) && !check_unjudged(n, error))
            return FALSE;
        gboolean keuze = n->kop->soort == STAGE_KOP_KEUZE;
        if (!(keuze ? keep_keuze(db, n, g, inschatting, error) : keep_notitie(db, g, n, error)))
            return FALSE;
        *(keuze ? &out->keuzes : &out->notities) += 1;
    }
    return TRUE;
}

/* --- agreements --- */

static gboolean
keep_afspraak(StageDb *db, const StageAfspraak *typed, const StageGesprek *g, GError **error)
{
    StageAfspraak row = { .plaatsing = g->plaatsing,
                          .gesprek = g->id,
                          .datum = g->gehouden,
                          .wie = g_strdup(typed->wie),
                          .wat = g_strdup(typed->wat),
                          .voor = typed->voor };
    gboolean done = stage_entity_add(&stage_afspraak, db, &row, error) || blame((guint)typed->id, error);

    stage_entity_clear(&stage_afspraak, &row);
    return done;
}

/* An agreement of another placement is a slip in its number. */
static gboolean
settle(StageDb *db, const StageVerslagGedaan *d, const StageGesprek *g, GError **error)
{
    StageAfspraak row = { 0 };
    gboolean done = stage_entity_get(&stage_afspraak, db, d->afspraak, &row, error);

    if (done && row.plaatsing != g->plaatsing)
        done = stage_fail(error, STAGE_ERROR_BAD_INPUT, _("afspraak %" PRId64 " is of another placement"),
                          d->afspraak);
    else if (done && stage_day_is_set(d->voor)) {
        done = !stage_day_is_set(row.gesloten) ||
               stage_fail(error, STAGE_ERROR_IN_USE, _("%s %" PRId64 " was closed on %s"), _("afspraak"),
                          row.id, row.gesloten.text);
        row.voor = d->voor;
        done = done && stage_entity_save(&stage_afspraak, db, &row, error);
    } else if (done)
        done = stage_sluiting_close(&stage_afspraak_sluiting, db, d->afspraak, g->gehouden, d->resultaat,
                                    error);
    stage_entity_clear(&stage_afspraak, &row);
    return done || blame(d->line, error);
}

gboolean
stage_verslag_keep(StageDb *db, const StageVerslag *v, const StageGesprek *g, StageVerslagCounts *out,
                   GError **error)
{
    *out = (StageVerslagCounts){ 0 };
    if (!keep_notes(db, v, g, out, error))
        return FALSE;
    for (guint i = 0; i < v->gedaan->len; i++) {
        const StageVerslagGedaan *d = g_ptr_array_index(v->gedaan, i);
        if (!settle(db, d, g, error))
            return FALSE;
        *(stage_day_is_set(d->voor) ? &out->verzet : &out->gesloten) += 1;
    }
    for (guint i = 0; i < v->afspraken->len; i++)
        if (!keep_afspraak(db, g_ptr_array_index(v->afspraken, i), g, error))
            return FALSE;
    out->afspraken = v->afspraken->len;
    return TRUE;
}
