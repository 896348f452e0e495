#include "cmd/brief.h"

#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cmd/environment.h"
#include "cmd/templates.h"
#include "model/blokkade.h"

static void
free_bericht(void *data)
{
    stage_entity_clear(&stage_bericht, data);
    g_free(data);
}

StageBrieven *
stage_brieven_new(StageContext *ctx, gboolean dry, GError **error)
{
    g_autoptr(StageBrieven) to = g_new0(StageBrieven, 1);

    *to = (StageBrieven){ .ctx = ctx,
                          .taal = stage_settings_get(ctx->settings, "mail.language"),
                          .school = stage_settings_get(ctx->settings, "mail.name"),
                          .dry = dry,
                          .lock = -1,
                          .templates = stage_template_table(),
                          .made = g_ptr_array_new_with_free_func(free_bericht),
                          .replaced = g_array_new(FALSE, FALSE, sizeof(gint64)),
                          .now = stage_verzend_now(ctx) };
    if (!dry) {
        to->lock = stage_verzend_lock(ctx, error);
        if (to->lock < 0)
            return NULL;
    }
    if (dry && stage_is_plain(ctx))
        return g_steal_pointer(&to);
    to->printer = stage_printer_new(ctx, stage_verzend_columns, FALSE, error);
    return to->printer == NULL ? NULL : g_steal_pointer(&to);
}

void
stage_brieven_free(StageBrieven *to)
{
    if (to == NULL)
        return;
    if (to->lock >= 0)
        close(to->lock);
    stage_printer_free(to->printer);
    g_hash_table_destroy(to->templates);
    g_ptr_array_unref(to->made);
    g_array_unref(to->replaced);
    g_free(to);
}

const StageSjabloon *
stage_brieven_template(StageBrieven *to, const char *kind, const char *team, GError **error)
{
    return stage_template_from(to->templates, to->ctx, kind, to->taal, team, error);
}

/* What keeps a message from its address for good; the hour only makes it wait. */
static gboolean
find_held(StageBrieven *to, const char *soort, const StageBriefAan *who, StageTegen *out, GError **error)
{
    gint64 blocked = 0;

    *out = STAGE_TEGEN_NIET;
    if (who->persoon == 0 || who->adres == NULL) {
        *out = STAGE_TEGEN_GEEN_ADRES;
        return TRUE;
    }
    if (!stage_blokkade_find(to->ctx->db, who->adres, soort, &blocked, error))
        return FALSE;
    if (blocked != 0)
        *out = STAGE_TEGEN_BLOKKADE;
    return TRUE;
}

gboolean
stage_brieven_add(StageBrieven *to, const char *soort, const StageBriefAan *who, const StageBericht *given,
                  GError **error)
{
    StageTegen held = STAGE_TEGEN_NIET;
    StageVerzendRij row = { .rol = who->rol, .naam = who->naam, .adres = who->adres, .punten = 1 };

    if (!find_held(to, soort, who, &held, error))
        return FALSE;
    to->count.due++;
    if (held == STAGE_TEGEN_NIET && to->dry)
        held = (StageTegen)to->now;
    row.uitkomst = held == STAGE_TEGEN_NIET ? "verstuurd" : "tegengehouden";
    row.reden = stage_tegen[held];
    row.uitleg = stage_verzend_held(held);
    if (held != STAGE_TEGEN_NIET && (!to->dry || held >= STAGE_TEGEN_UITGESTELD))
        return stage_verzend_row(to->printer, &to->count, &row, error);
    StageBericht *b = g_new0(StageBericht, 1);
    stage_fields_copy(stage_bericht.fields, b, given);
    stage_set_text(&b->soort, soort);
    stage_set_text(&b->rol, who->rol);
    stage_set_text(&b->adres, who->adres);
    stage_set_text(&b->naam, who->naam);
    stage_set_text(&b->taal, to->taal);
    b->persoon = who->persoon;
    g_ptr_array_add(to->made, b);
    if (!to->dry)
        return TRUE;
    row.bericht = b;
    row.text = TRUE;
    if (to->printer == NULL)
        stage_verzend_show(to->ctx->out, b, to->made->len == 1);
    return stage_verzend_row(to->printer, &to->count, &row, error);
}

void
stage_brieven_replace(StageBrieven *to, gint64 bericht)
{
    g_array_append_val(to->replaced, bericht);
}

static gboolean
write_down(StageBrieven *to, StageVerzender *v, GError **error)
{
    StageDb *db = to->ctx->db;
    g_autofree char *now = stage_find_now(to->ctx->today);
    gboolean done = stage_db_begin(db, error);

    for (guint i = 0; done && i < to->replaced->len; i++)
        done = stage_bericht_withdraw(db, g_array_index(to->replaced, gint64, i), now, error);
    for (guint i = 0; done && i < to->made->len; i++)
        done = stage_verzender_put(v, g_ptr_array_index(to->made, i), error);
    return stage_db_end(db, done, error);
}

static gboolean
sent(const StageBericht *b, StageVerzending what, const char *why, void *data, GError **error)
{
    StageBrieven *to = data;
    gboolean ours = FALSE; /* one of an earlier run was not counted as due yet */

    for (guint i = 0; !ours && i < to->made->len; i++)
        ours = ((const StageBericht *)g_ptr_array_index(to->made, i))->id == b->id;
    to->count.due += ours ? 0 : 1;
    return stage_verzend_sent(to->printer, &to->count, b, what, why, 1, error);
}

/* They wait, written down, until mail may go out: the next run sends them. */
static gboolean
wait(StageBrieven *to, GError **error)
{
    for (guint i = 0; i < to->made->len; i++) {
        const StageBericht *b = g_ptr_array_index(to->made, i);
        const StageVerzendRij row = { .bericht = b,
                                      .rol = b->rol,
                                      .naam = b->naam,
                                      .adres = b->adres,
                                      .punten = 1,
                                      .uitkomst = "tegengehouden",
                                      .reden = stage_tegen[to->now],
                                      .uitleg = stage_verzend_held((StageTegen)to->now) };
        if (!stage_verzend_row(to->printer, &to->count, &row, error))
            return FALSE;
    }
    stage_say(to->ctx, _("written down; the first 'stage remind' within the hours sends it"));
    return TRUE;
}

gboolean
stage_brieven_send(StageBrieven *to, const char *soort, GError **error)
{
    g_autoptr(StageVerzender) v = NULL;

    if (!to->dry && to->made->len > 0) {
        v = stage_verzender_new(to->ctx, error);
        if (v == NULL || !write_down(to, v, error))
            return FALSE;
        if (to->now == STAGE_TIJD_GOED ? !stage_verzender_run(v, soort, sent, to, error) : !wait(to, error))
            return FALSE;
    }
    return stage_verzend_say(to->ctx, &to->count, to->dry, error) &&
           (to->printer == NULL || stage_printer_end(to->printer, error));
}
