#include "cmd/kwaliteit.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/texts.h"
#include "model/gelijkenis.h"
#include "rules/kwaliteit.h"

static gboolean
is_wanted(const StageContext *ctx, const char *key)
{
    return strcmp(stage_settings_get(ctx->settings, key), "ja") == 0;
}

static void
say_short(StageContext *ctx, const StageVerslagNote *n)
{
    /* Yes or no to a chance is an answer as it is. */
    if (n->geboden == 0 && is_wanted(ctx, "log.kort") && stage_kwaliteit_is_short(n->tekst))
        stage_say(ctx, _("note: [%s] is short: with a moment or an example it is of more use later"),
                  n->kop->naam);
}

static gboolean
say_alike(StageContext *ctx, const StageVerslagNote *n, gint64 student, GError **error)
{
    const StageGelijkenisVraag vraag = { .text = n->tekst, .student = student };
    StageGelijkenisVondst found = { 0 };

    if (!stage_gelijkenis_find(ctx->db, &vraag, &found, error))
        return FALSE;
    if (found.rij != 0)
        stage_say(ctx,
                  _("note: [%s] is %u %% the same as %s %" PRId64
                    " in another student's file: what fits anybody says little about this student"),
                  n->kop->naam, found.percent, _(found.tabel), found.rij);
    return TRUE;
}

/* --- words --- */

/* What is wrong with a school's own list is said and holds nothing up: the talk is kept. */
static StageWoorden *
load_words(StageContext *ctx)
{
    StageWoorden *woorden = stage_woorden_new();
    g_auto(GStrv) paths = stage_texts_paths(ctx, STAGE_TEXTS_GESPREK, NULL, "woorden.ini");

    for (char **path = paths; is_wanted(ctx, "log.bijzonder") && *path != NULL; path++) {
        g_autoptr(GError) wrong = NULL;
        g_autofree char *text = stage_texts_read(*path, &wrong);
        if (text == NULL || !stage_woorden_read(woorden, text, *path, &wrong))
            stage_say(ctx, _("note: these words are not looked for: %s"), wrong->message);
    }
    return woorden;
}

typedef struct {
    gboolean special, unsafe;
} Seen;

static void
say_words(StageContext *ctx, const StageWoorden *woorden, const char *text, gboolean confidential, Seen *out)
{
    g_autoptr(GPtrArray) found = stage_woorden_find(woorden, text);

    for (guint i = 0; i < found->len; i++) {
        const StageWoordVondst *v = g_ptr_array_index(found, i);
        g_autofree char *shown = stage_visible(v->woorden);
        if (confidential) /* its words are its author's, and this may go to a log */
            stage_say(ctx, _("note: words in the confidential note point at %s"), _(v->groep));
        else
            stage_say(ctx, _("note: '%s' points at %s"), shown, _(v->groep));
        gboolean unsafe = strcmp(v->groep, STAGE_WOORDEN_VEILIGHEID) == 0;
        out->unsafe = out->unsafe || unsafe;
        out->special = out->special || !unsafe;
    }
}

static void
say_all_words(StageContext *ctx, const StageVerslag *v, const StageWoorden *woorden)
{
    Seen seen = { 0 };

    for (guint i = 0; i < v->notes->len; i++) {
        const StageVerslagNote *n = g_ptr_array_index(v->notes, i);
        if (n->tekst != NULL)
            say_words(ctx, woorden, n->tekst, n->kop->soort == STAGE_KOP_VERTROUWELIJK, &seen);
    }
    for (guint i = 0; i < v->afspraken->len; i++)
        say_words(ctx, woorden, ((const StageAfspraak *)g_ptr_array_index(v->afspraken, i))->wat, FALSE,
                  &seen);
    for (guint i = 0; i < v->gedaan->len; i++)
        if (((const StageVerslagGedaan *)g_ptr_array_index(v->gedaan, i))->resultaat != NULL)
            say_words(ctx, woorden, ((const StageVerslagGedaan *)g_ptr_array_index(v->gedaan, i))->resultaat,
                      FALSE, &seen);
    if (seen.special)
        stage_say(
            ctx,
            _("by the AVG such data stays out of a student's file, unless a law asks for it: write what was "
              "arranged (\"werkt vier uur per dag\"), not why; 'stage gesprek edit' and 'stage notitie edit' "
              "change it"));
    if (seen.unsafe)
        stage_say(ctx,
                  _("of discrimination and safety no story is kept, and notes are read by whoever is at the "
                    "table: 'stage signaal add' keeps the day and where it was referred to; 'stage notitie "
                    "rm' takes a note away"));
}

static gboolean
has_example(const StageVerslag *v)
{
    gboolean judged = FALSE, example = FALSE;

    for (guint i = 0; i < v->notes->len; i++) {
        const StageVerslagNote *n = g_ptr_array_index(v->notes, i);
        judged = judged || (n->kop->soort == STAGE_KOP_OORDEEL && n->tekst != NULL);
        example = example || (n->kop->soort == STAGE_KOP_VOORBEELD && n->tekst != NULL);
    }
    return example || !judged;
}

/* A confidential note is compared with nothing, and one that is yes or no has no text. */
static gboolean
is_read(const StageVerslagNote *n)
{
    return n->tekst != NULL && n->kop->soort != STAGE_KOP_VERTROUWELIJK;
}

void
stage_say_kwaliteit(StageContext *ctx, const StageVerslag *v)
{
    g_autoptr(StageWoorden) woorden = load_words(ctx);

    for (guint i = 0; i < v->notes->len; i++)
        if (is_read(g_ptr_array_index(v->notes, i)))
            say_short(ctx, g_ptr_array_index(v->notes, i));
    if (is_wanted(ctx, "log.voorbeeld") && !has_example(v))
        stage_say(ctx,
                  _("note: the inschatting has no example: [voorbeeld] is for the moment that shows it"));
    say_all_words(ctx, v, woorden);
}

gboolean
stage_say_alike(StageContext *ctx, const StageVerslag *v, gint64 student, GError **error)
{
    gboolean done = TRUE;

    for (guint i = 0; done && is_wanted(ctx, "log.dubbel") && i < v->notes->len; i++)
        if (is_read(g_ptr_array_index(v->notes, i)))
            done = say_alike(ctx, g_ptr_array_index(v->notes, i), student, error);
    return done;
}
