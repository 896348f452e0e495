/* Questions to the praktijkopleider before a talk (key 3 and key 4). */
#include "base/error.h"
#include "base/i18n.h"
#include "cmd/brief.h"
#include "cmd/nouns.h"
#include "model/gesprek.h"
#include "model/query.h"

typedef struct {
    gint64 student;
    gint64 gesprek;
    gboolean due;
    gboolean again;
    gboolean dry;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("about the talk that is planned next with this student"),
      AT(student) },
    { "gesprek", 'g', STAGE_ARG_GESPREK, N_("GESPREK"), N_("about this talk"), AT(gesprek) },
    { "due", 0, STAGE_ARG_FLAG, NULL,
      N_("about every talk that comes within the days of the setting vraag.vooraf, and was not asked about"),
      AT(due) },
    { "again", 0, STAGE_ARG_FLAG, NULL, N_("also when it was asked before"), AT(again) },
    { "dry-run", 'n', STAGE_ARG_FLAG, NULL, N_("show each mail, and send none"), AT(dry) },
    { 0 },
};

/* Talks that come within some days, with everybody, and were not asked about; placements that are certain. */
static GArray *
find_due(StageContext *ctx, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT g.id FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing "
        "WHERE g.gehouden IS NULL AND g.geannuleerd IS NULL AND g.gepland > $1 AND g.gepland <= $2 AND g.soort <> 'extra' "
        "AND p.status IS NULL AND NOT EXISTS (SELECT 1 FROM bericht b WHERE b.gesprek = g.id AND b.soort = 'vraag' "
        "AND (b.ingetrokken IS NULL OR b.fout IS NOT NULL)) "
        "ORDER BY g.gepland, g.id";
    /* clang-format on */
    StageDay last = stage_day_plus(ctx->today, (int)stage_settings_number(ctx->settings, "vraag.vooraf"));

    return stage_query_ids(
        stage_db_query(ctx->db, sql, STAGE_ARGS(stage_text(ctx->today.text), stage_text(last.text)), error),
        error);
}

/* The one that is planned next with a student, or that was named. */
static gboolean
find_one(StageContext *ctx, const Options *o, gint64 *out, GError **error)
{
    static const char sql[] =
        "SELECT g.id FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing WHERE p.student = $1 AND "
        "g.gehouden IS NULL AND g.geannuleerd IS NULL AND g.gepland >= $2 ORDER BY g.gepland, g.id LIMIT 1";

    *out = o->gesprek;
    if (o->gesprek == 0 &&
        !stage_db_find(ctx->db, sql, STAGE_ARGS(stage_int(o->student), stage_text(ctx->today.text)), out,
                       error))
        return FALSE;
    return *out != 0 || stage_fail(error, STAGE_ERROR_NOT_FOUND,
                                   _("no talk is planned with this student: 'stage gesprek plan' plans one"));
}

static gboolean
check_one(StageContext *ctx, const Options *o, gint64 id, GError **error)
{
    StageGesprek g = { 0 };
    StageBericht earlier = { 0 };
    gint64 asked = 0;
    gboolean done = stage_entity_get(&stage_gesprek, ctx->db, id, &g, error);

    if (done && (stage_day_is_set(g.gehouden) || stage_day_is_set(g.geannuleerd)))
        done = stage_fail(error, STAGE_ERROR_BAD_INPUT, _("gesprek %" PRId64 " is no talk that is to come"),
                          id);
    done = done && stage_bericht_last(ctx->db, "vraag", id, "opleider", &asked, error);
    if (done && asked != 0 && !o->again)
        done = stage_entity_get(&stage_bericht, ctx->db, asked, &earlier, error) &&
               stage_fail(error, STAGE_ERROR_EXISTS,
                          _("gesprek %" PRId64 " was asked about on %s; --again asks once more"), id,
                          earlier.datum.text);
    stage_entity_clear(&stage_bericht, &earlier);
    stage_entity_clear(&stage_gesprek, &g);
    return done;
}

static gboolean
make(StageBrieven *to, gint64 gesprek, GError **error)
{
    StageMailGesprek g = { 0 };
    gboolean done = stage_mail_gesprek_read(to->ctx->db, gesprek, &g, error);
    const StageBriefAan who = {
        .rol = "opleider", .persoon = g.opleider, .naam = g.opleider_naam, .adres = g.opleider_email
    };
    const StageSjabloon *s = done ? stage_brieven_template(to, "vraag", g.team, error) : NULL;

    if (s != NULL) {
        StageBericht b = { .plaatsing = g.gesprek.plaatsing, .gesprek = gesprek };
        b.inhoud = stage_mail_vraag_over(&g);
        stage_mail_vraag_make(s, &g, to->taal, to->school, &b.onderwerp, &b.tekst);
        done = stage_brieven_add(to, "vraag", &who, &b, error);
        stage_entity_clear(&stage_bericht, &b);
    }
    stage_mail_gesprek_clear(&g);
    return done && s != NULL;
}

static gboolean
run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    gint64 one = 0;

    if (o->due ? o->student != 0 || o->gesprek != 0 : (o->student != 0) == (o->gesprek != 0))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("say of which student or gesprek, or --due"));
    /* Nobody else asks while it is looked at who was asked. */
    g_autoptr(StageBrieven) to = stage_brieven_new(ctx, o->dry, error);
    if (to == NULL || (!o->due && (!find_one(ctx, o, &one, error) || !check_one(ctx, o, one, error))))
        return FALSE;
    g_autoptr(GArray) ids = o->due ? find_due(ctx, error) : g_array_new(FALSE, FALSE, sizeof(gint64));
    if (ids == NULL)
        return FALSE;
    if (!o->due)
        g_array_append_val(ids, one);
    for (guint i = 0; i < ids->len; i++)
        if (!make(to, g_array_index(ids, gint64, i), error))
            return FALSE;
    return stage_brieven_send(to, "vraag", error);
}

const StageCommand stage_inschatting_ask = {
    .name = "ask",
    .summary = N_("ask the praktijkopleider by mail, before a talk"),
    .details = N_(
        "Four questions, which are answered by replying; 'stage mail receive' takes the answers in "
        "for 'stage prep'.\nOutside of the hours for mail the question waits for the next 'stage remind'."),
    .needs = STAGE_STEPS,
    .options = options,
    .options_size = sizeof(Options),
    .columns = stage_verzend_columns,
    .run = run,
};
