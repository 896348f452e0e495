#include "cmd/remind_digest.h"

#include "cmd/templates.h"
#include "mail/digest.h"
#include "model/herinnering.h"

static void
free_points(void *data)
{
    stage_entity_clear(&stage_herinnering, data);
    g_free(data);
}

static void
free_digest(void *data)
{
    StageRemindDigest *d = data;

    stage_entity_clear(&stage_bericht, &d->bericht);
    g_ptr_array_unref(d->points);
    g_free(d);
}

static const char *
role_of(const StageHerinneringen *to)
{
    return to->coordinator ? "coordinator" : "docent";
}

static void
write_text(const StageRemindRun *run, const StageHerinneringen *to, const StageSjabloon *s, StageBericht *b)
{
    g_autofree StageDigestPunt *points = g_new0(StageDigestPunt, to->punten->len);

    for (guint i = 0; i < to->punten->len; i++) {
        const StageHerinneringPunt *p = g_ptr_array_index(to->punten, i);
        points[i] = (StageDigestPunt){ .stap = p->punt.stap,
                                       .soort = p->punt.soort,
                                       .voor = p->punt.voor,
                                       .student = p->student,
                                       .klas = p->klas,
                                       .leerbedrijf = p->leerbedrijf,
                                       .docent = p->docent,
                                       .adres = p->adres,
                                       .blokkade = p->soort };
    }
    const StageDigest digest = { .taal = b->taal,
                                 .naam = to->roepnaam == NULL ? to->naam : to->roepnaam,
                                 .school = stage_settings_get(run->ctx->settings, "mail.name"),
                                 .punten = points,
                                 .n = to->punten->len };
    stage_digest_make(s, &digest, &b->onderwerp, &b->tekst);
}

static GPtrArray *
ledger_of(const StageRemindRun *run, const StageHerinneringen *to)
{
    GPtrArray *rows = g_ptr_array_new_with_free_func(free_points);

    for (guint i = 0; i < to->punten->len; i++) {
        const StageHerinneringPunt *p = g_ptr_array_index(to->punten, i);
        StageHerinnering *row = g_new0(StageHerinnering, 1);
        *row = (StageHerinnering){ .plaatsing = p->plaatsing,
                                   .punt = g_strdup(p->punt.punt),
                                   .stap = g_strdup(stage_stappen[p->punt.stap]),
                                   .rol = g_strdup(role_of(to)),
                                   .keer = p->keer,
                                   .datum = run->ctx->today,
                                   .voor = p->punt.voor };
        g_ptr_array_add(rows, row);
    }
    return rows;
}

static StageVerzendRij
row_of(const StageHerinneringen *to, const char *uitkomst)
{
    return (StageVerzendRij){ .rol = role_of(to),
                              .naam = to->naam,
                              .adres = to->adres,
                              .punten = to->punten->len,
                              .uitkomst = uitkomst };
}

static gboolean
show(StageRemindRun *run, const StageHerinneringen *to, const StageBericht *b, GError **error)
{
    StageVerzendRij row = row_of(to, "verstuurd");

    row.bericht = b;
    row.text = TRUE;
    if (run->printer == NULL)
        stage_verzend_show(run->ctx->out, b, run->count->messages == 0);
    return stage_verzend_row(run->printer, run->count, &row, error);
}

static gboolean
hold(StageRemindRun *run, const StageHerinneringen *to, GError **error)
{
    StageVerzendRij row = row_of(to, "tegengehouden");

    row.reden = stage_tegen[to->tegen];
    row.uitleg = stage_verzend_held(to->tegen);
    return stage_verzend_row(run->printer, run->count, &row, error);
}

gboolean
stage_remind_take(const StageHerinneringen *to, void *data, GError **error)
{
    StageRemindRun *run = data;
    const char *taal = stage_settings_get(run->ctx->settings, "mail.language");
    const char *soort = to->coordinator ? "coordinator" : "herinnering";

    run->count->due += to->punten->len;
    if (run->check) {
        run->count->sent += to->tegen == STAGE_TEGEN_NIET ? to->punten->len : 0;
        return TRUE;
    }
    if (to->tegen != STAGE_TEGEN_NIET)
        return hold(run, to, error);
    const StageSjabloon *s = stage_template_from(run->templates, run->ctx, soort, taal, to->team, error);
    if (s == NULL)
        return FALSE;
    StageRemindDigest *d = g_new0(StageRemindDigest, 1);
    d->bericht = (StageBericht){ .soort = g_strdup(soort),
                                 .rol = g_strdup("docent"),
                                 .persoon = to->persoon,
                                 .adres = g_strdup(to->adres),
                                 .naam = g_strdup(to->naam),
                                 .taal = g_strdup(taal) };
    d->points = run->dry ? g_ptr_array_new() : ledger_of(run, to);
    write_text(run, to, s, &d->bericht);
    if (!run->dry) {
        g_ptr_array_add(run->digests, d);
        return TRUE;
    }
    gboolean done = show(run, to, &d->bericht, error);
    free_digest(d);
    return done;
}

void
stage_remind_begin(StageRemindRun *run)
{
    run->digests = g_ptr_array_new_with_free_func(free_digest);
    run->templates = stage_template_table();
}

void
stage_remind_end(StageRemindRun *run)
{
    g_ptr_array_unref(run->digests);
    g_hash_table_destroy(run->templates);
}
