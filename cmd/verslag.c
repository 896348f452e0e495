#include "cmd/verslag.h"

#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/kwaliteit.h"
#include "cmd/typed.h"
#include "cmd/vragen.h"

gboolean
stage_verslag_is_given(const StageVerslagOptions *o)
{
    gboolean notes = o->none || o->confidential != NULL || o->afspraken != NULL || o->gedaan != NULL ||
                     o->volgende != NULL;

    for (guint k = 0; k < STAGE_SLEUTELS; k++)
        notes = notes || o->notes[k] != NULL;
    return notes;
}

gboolean
stage_verslag_is_typed(const StageVerslagOptions *o)
{
    return !stage_verslag_is_given(o) && isatty(STDIN_FILENO);
}

/* --- from the arguments --- */

/* Says which option an error is about. */
static gboolean
blame(const char *option, GError **error)
{
    g_prefix_error(error, "--%s: ", option);
    return FALSE;
}

static gboolean
take_notes(StageVerslag *v, const StageVerslagOptions *o, StageDay today, GError **error)
{
    static const char *const names[STAGE_SLEUTELS] = { "leerproces", "leerpotentieel", "inschatting",
                                                       "begeleiding" };

    for (guint k = 0; k < STAGE_SLEUTELS; k++) {
        const char key[] = { (char)('1' + k), '\0' };
        for (char **text = o->notes[k]; text != NULL && *text != NULL; text++)
            if (!stage_verslag_note(v, stage_kop_named(key), *text, today, error))
                return blame(names[k], error);
    }
    return o->confidential == NULL ||
           stage_verslag_note(v, stage_kop_named("vertrouwelijk"), o->confidential, today, error);
}

static gboolean
take_given(StageVerslag *v, const StageVerslagOptions *o, StageDay today, GError **error)
{
    if (!take_notes(v, o, today, error))
        return FALSE;
    for (char **text = o->afspraken; text != NULL && *text != NULL; text++)
        if (!stage_verslag_afspraak(v, *text, today, error))
            return blame("afspraak", error);
    for (char **text = o->gedaan; text != NULL && *text != NULL; text++)
        if (!stage_verslag_gedaan(v, *text, error))
            return blame("gedaan", error);
    return o->volgende == NULL || stage_verslag_volgende(v, o->volgende, today, error) ||
           blame("volgende", error);
}

/* --- from standard input or an editor --- */

static gboolean
take_input(StageContext *ctx, StageVerslag *v, const StageVerslagOf *of, GError **error)
{
    g_autofree char *text = stage_typed_input(ctx, error);

    if (text == NULL || !(stage_verslag_is_json(text) ? stage_verslag_parse_json(v, text, error)
                                                      : stage_verslag_parse(v, text, of->day, error)))
        return FALSE;
    return stage_verslag_any(v) ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      of->adds ? _("standard input has no text, so nothing was stored")
                               : _("standard input has no notes, so nothing was logged; --zonder-notities "
                                   "logs without notes"));
}

/* The text until it can be read, or until the user has enough of it: then it is the draft that remains. */
static StageVerslag *
read_draft(StageContext *ctx, char *first, StageDay day, GError **error)
{
    g_autofree char *text = first;

    while (text != NULL) {
        g_autoptr(StageVerslag) v = stage_verslag_new();
        g_autoptr(GError) failed = NULL;
        if (stage_verslag_parse(v, text, day, &failed))
            return g_steal_pointer(&v);
        char *again = stage_typed_again(ctx, text, failed);
        g_free(text);
        text = again;
        if (text == NULL)
            g_propagate_error(error, g_steal_pointer(&failed));
    }
    return NULL;
}

/* The open agreements of a placement, what is to be done first, first. */
static GPtrArray *
open_afspraken(StageContext *ctx, gint64 plaatsing, GError **error)
{
    GPtrArray *all = stage_entity_of_plaatsing(&stage_afspraak, ctx->db, plaatsing, error);

    for (guint i = 0; all != NULL && i < all->len;)
        if (stage_day_is_set(((const StageAfspraak *)g_ptr_array_index(all, i))->gesloten))
            g_ptr_array_remove_index(all, i);
        else
            i++;
    return all;
}

static StageVerslag *
take_editor(StageContext *ctx, const StageVerslagOf *of, GError **error)
{
    g_autoptr(StageVragen) vragen = stage_vragen_load(ctx, of->plaatsing, error);
    g_autoptr(GPtrArray) open = vragen == NULL ? NULL : open_afspraken(ctx, of->plaatsing, error);

    if (open == NULL)
        return NULL;
    const StageVerslagForm form = { of->heading, open, ctx->today, vragen };
    g_autofree char *before = stage_verslag_form(&form);
    g_autoptr(StageVerslag) v = read_draft(ctx, stage_typed_editor(ctx, before, error), of->day, error);
    if (v == NULL || stage_verslag_any(v))
        return g_steal_pointer(&v);
    stage_typed_drop(ctx);
    return stage_fail_null(
        error, STAGE_ERROR_BAD_INPUT,
        of->adds ? _("nothing was typed, so nothing was stored")
                 : _("nothing was typed, so nothing was logged; --zonder-notities logs without notes"));
}

StageVerslag *
stage_verslag_ask(StageContext *ctx, const StageVerslagOptions *o, const StageVerslagOf *of, GError **error)
{
    g_autoptr(StageVerslag) v = stage_verslag_new();

    if (stage_verslag_is_typed(o))
        return take_editor(ctx, of, error);
    return (stage_verslag_is_given(o) ? take_given(v, o, of->day, error) : take_input(ctx, v, of, error))
               ? g_steal_pointer(&v)
               : NULL;
}

/* --- into the store --- */

static void
say_counts(StageContext *ctx, const StageVerslagCounts *n)
{
    const struct {
        guint n;
        char *words;
    } parts[] = {
        { n->notities, g_strdup_printf(Q_("%u note", "%u notes", n->notities), n->notities) },
        { n->inschattingen,
          g_strdup_printf(Q_("%u inschatting", "%u inschattingen", n->inschattingen), n->inschattingen) },
        { n->keuzes,
          g_strdup_printf(Q_("%u begeleidingskeuze", "%u begeleidingskeuzes", n->keuzes), n->keuzes) },
        { n->afspraken, g_strdup_printf(Q_("%u agreement", "%u agreements", n->afspraken), n->afspraken) },
        { n->gesloten,
          g_strdup_printf(Q_("%u agreement closed", "%u agreements closed", n->gesloten), n->gesloten) },
        { n->verzet, g_strdup_printf(Q_("%u agreement moved", "%u agreements moved", n->verzet), n->verzet) },
    };
    g_autoptr(GString) out = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i].n > 0)
            g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", parts[i].words);
        g_free(parts[i].words);
    }
    if (out->len > 0)
        stage_say(ctx, _("taken down: %s"), out->str);
}

gboolean
stage_say_afspraken(StageContext *ctx, gint64 plaatsing, GError **error)
{
    g_autoptr(GPtrArray) open = open_afspraken(ctx, plaatsing, error);

    for (guint i = 0; open != NULL && i < open->len; i++) {
        const StageAfspraak *a = g_ptr_array_index(open, i);
        g_autofree char *words = stage_afspraak_words(a, ctx->today);
        stage_say(ctx, _("open: afspraak %" PRId64 ", %s"), a->id, words);
    }
    return open != NULL;
}

gboolean
stage_verslag_store(StageContext *ctx, const StageVerslag *v, const StageGesprek *g, GError **error)
{
    StageVerslagCounts counts = { 0 };

    stage_say_kwaliteit(ctx, v);
    if (!stage_verslag_keep(ctx->db, v, g, &counts, error))
        return FALSE;
    say_counts(ctx, &counts);
    return stage_say_afspraken(ctx, g->plaatsing, error);
}
