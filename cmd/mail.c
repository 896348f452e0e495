/* Mail that came in: what waits for a person, and what is done with it. */
#include "cmd/mail.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/environment.h"
#include "cmd/nouns.h"
#include "cmd/placement.h"
#include "cmd/print.h"
#include "model/plaatsing.h"

typedef struct {
    gint64 id;
    gint64 student;
    gint64 plaatsing;
    gboolean all;
    gboolean raw;
    char *why;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHICH { NULL, 0, STAGE_ARG_NUMBER, N_("POST"), N_("its number"), AT(id), .required = TRUE }
/* clang-format on */

static const StageOption list_options[] = {
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"), N_("only about this student"), AT(student) },
    { "all", 'a', STAGE_ARG_FLAG, NULL, N_("also what needs nobody"), AT(all) },
    { 0 },
};
static const StageOption show_options[] = {
    WHICH,
    { "raw", 0, STAGE_ARG_FLAG, NULL, N_("the message itself, as it came"), AT(raw) },
    { 0 },
};
static const StageOption accept_options[] = {
    WHICH,
    { NULL, 0, STAGE_ARG_STUDENT, N_("STUDENT"),
      N_("whose placement it is about, when it answers no message (then it is taken as an inschatting)"),
      AT(student) },
    { "plaatsing", 0, STAGE_ARG_PLAATSING, N_("PLAATSING"), N_("which placement, when the student has more"),
      AT(plaatsing) },
    { 0 },
};
static const StageOption done_options[] = {
    WHICH,
    { NULL, 0, STAGE_ARG_TEXT, N_("REDEN"), N_("what was done with it"), AT(why), .required = TRUE,
      .rest = TRUE },
    { 0 },
};
static const StageOption rm_options[] = { WHICH, { 0 } };

static const StageColumn columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },
    { "ontvangen", N_("ontvangen"), STAGE_COLUMN_TEXT },
    { "van", N_("van"), STAGE_COLUMN_TEXT },
    { "onderwerp", N_("onderwerp"), STAGE_COLUMN_TEXT },
    { "uitkomst", N_("uitkomst"), STAGE_COLUMN_TEXT },
    { "reden", N_("why"), STAGE_COLUMN_TEXT },
    { "bericht", NULL, STAGE_COLUMN_NUMBER },
    { "soort", NULL, STAGE_COLUMN_TEXT },
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER },
    { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "tekst", NULL, STAGE_COLUMN_TEXT },
    { "afgehandeld", NULL, STAGE_COLUMN_TEXT },
    { 0 },
};
static gboolean
list_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    const StagePostFilter filter = { .student = o->student, .all = o->all };
    g_autoptr(StageStmt) rows = stage_post_list(ctx->db, &filter, error);

    return stage_list(ctx, rows, error);
}

/* The bytes as they came. */
static gboolean
write_raw(StageContext *ctx, gint64 id, GError **error)
{
    StagePost post = { 0 };
    gboolean done = stage_entity_get(&stage_post, ctx->db, id, &post, error);

    if (done && post.bron == NULL)
        done = stage_fail(error, STAGE_ERROR_NOT_FOUND,
                          _("of post %" PRId64 " only the text is kept: 'stage mail show %" PRId64 "'"), id,
                          id);
    if (done) {
        gsize length = 0;
        g_autofree guchar *bytes = g_base64_decode(post.bron, &length);
        fwrite(bytes, 1, length, ctx->out);
    }
    stage_entity_clear(&stage_post, &post);
    return done;
}

static gboolean
show_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    const StagePostFilter filter = { .id = o->id };

    if (o->raw)
        return write_raw(ctx, o->id, error);
    g_autoptr(StageStmt) row = stage_post_list(ctx->db, &filter, error);
    return stage_print_one(ctx, row, error);
}

/* --- placing by hand --- */

/* Read anew from what came, or made of the text where that is all that is kept. */
static StageBrief *
brief_of(const StagePost *post, GError **error)
{
    if (post->bron != NULL) {
        gsize length = 0;
        g_autofree guchar *bytes = g_base64_decode(post->bron, &length);
        StageMailRead read_mail = stage_mail_reader(error);
        return read_mail == NULL ? NULL : read_mail((const char *)bytes, length, error);
    }
    StageBrief *brief = g_new0(StageBrief, 1);
    brief->from = g_strdup(post->van);
    brief->subject = g_strdup(post->onderwerp);
    brief->text = g_strdup(post->tekst == NULL ? "" : post->tekst);
    brief->to = g_new0(char *, 1);
    brief->references = g_new0(char *, 1);
    return brief;
}

static gboolean
find_placement(StageContext *ctx, const Options *o, StageDay day, gint64 *out, GError **error)
{
    const StageWhich which = {
        .plaatsing = o->plaatsing, .student = o->student, .force = TRUE, .insist = "--plaatsing"
    };
    StagePlaatsing p = { 0 };
    gboolean done = stage_find_placement(ctx, &which, day, &p, error);

    *out = p.id;
    stage_entity_clear(&stage_plaatsing, &p);
    return done;
}

/* Whether it waits for a person still. */
static gboolean
check_waits(const StagePost *post, GError **error)
{
    return strcmp(post->uitkomst, "nakijken") == 0 || strcmp(post->uitkomst, "dubbel") == 0 ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("post %" PRId64 " was seen to already: %s"), post->id,
                      post->uitkomst);
}

static gboolean
accept_post(StageContext *ctx, const Options *o, const StagePost *post, GError **error)
{
    g_autofree char *now = stage_find_now(ctx->today);
    StageOntvangst job = {
        .id = post->id, .bericht = post->bericht, .accepted = TRUE, .when = { now, ctx->today }
    };
    gboolean named = o->student != 0 || o->plaatsing != 0;

    if (!check_waits(post, error))
        return FALSE;
    if (!named && post->bericht == 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("post %" PRId64 " answers no message that is known: say of which student it is"),
                          post->id);
    if (named && !find_placement(ctx, o, post->datum, &job.plaatsing, error))
        return FALSE;
    g_autoptr(StageBrief) brief = brief_of(post, error);
    if (brief == NULL || !stage_mail_place(ctx, brief, &job, error))
        return FALSE;
    stage_mail_say(ctx, &job);
    ctx->answer_no = strcmp(job.uitkomst, "nakijken") == 0;
    g_free(job.reden);
    return TRUE;
}

static gboolean
accept_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    StagePost post = { 0 };
    gboolean done = stage_entity_get(&stage_post, ctx->db, o->id, &post, error) &&
                    accept_post(ctx, o, &post, error);

    stage_entity_clear(&stage_post, &post);
    return done;
}

/* --- seen to otherwise: no journal watches mail, so these are no actions --- */

static gboolean
done_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    g_autofree char *now = stage_find_now(ctx->today);
    StagePost post = { 0 };
    gboolean done = stage_entity_get(&stage_post, ctx->db, o->id, &post, error) &&
                    check_waits(&post, error) && stage_post_done(ctx->db, o->id, now, o->why, error);

    if (done)
        stage_say(ctx, _("post %" PRId64 " is seen to"), o->id);
    stage_entity_clear(&stage_post, &post);
    return done;
}

static gboolean
rm_run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;

    if (!stage_entity_remove_raw(&stage_post, ctx->db, o->id, error))
        return FALSE;
    stage_say(ctx, _("post %" PRId64 " removed; this cannot be undone"), o->id);
    return TRUE;
}

static const StageCommand list = {
    .name = "list",
    .summary = N_("what came in and waits for a person"),
    .needs = STAGE_READS,
    .options = list_options,
    .options_size = sizeof(Options),
    .columns = columns,
    .run = list_run,
};
static const StageCommand show = {
    .name = "show",
    .summary = N_("show one message with its text"),
    .needs = STAGE_READS,
    .options = show_options,
    .options_size = sizeof(Options),
    .columns = columns,
    .run = show_run,
};
static const StageCommand accept = {
    .name = "accept",
    .summary = N_("take a message for what it says, whoever sent it"),
    .needs = STAGE_STEPS,
    .options = accept_options,
    .options_size = sizeof(Options),
    .run = accept_run,
};
static const StageCommand done = {
    .name = "done",
    .summary = N_("a message was seen to in another way"),
    .needs = STAGE_MAINTAINS,
    .options = done_options,
    .options_size = sizeof(Options),
    .run = done_run,
};
static const StageCommand rm = {
    .name = "rm",
    .summary = N_("remove a message for good"),
    .needs = STAGE_MAINTAINS,
    .options = rm_options,
    .options_size = sizeof(Options),
    .run = rm_run,
};

static const StageCommand *const verbs[] = { &stage_mail_receive, &list, &show, &accept, &done, &rm, NULL };

const StageNoun stage_noun_mail = { "mail", N_("mail that comes in: replies, and what waits for a person"),
                                    verbs, NULL };
