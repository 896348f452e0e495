/* Taking down many conversations at once: JSON lines, each a talk with its report. */
#include <errno.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/gesprek.h"
#include "cmd/kwaliteit.h"
#include "model/docent.h"
#include "model/opleider.h"
#include "model/plaatsing.h"
#include "model/student.h"
#include "verslag/items.h"

enum { FILE_MAX = 256 * 1024 * 1024 };

/* The bytes of a file, one more than fit at most. NULL sets errno. */
static GString *
read_bytes(FILE *file)
{
    g_autoptr(GString) text = g_string_sized_new(4096);
    char block[16384];
    gsize n = 0;

    while (text->len <= FILE_MAX && (n = fread(block, 1, sizeof block, file)) > 0)
        g_string_append_len(text, block, (gssize)n);
    return ferror(file) ? NULL : g_steal_pointer(&text);
}

/* The file is read in before the transaction begins: a pipe that is slow must not keep everybody from
 * writing. */
gboolean
stage_gesprek_bulk_ask(StageContext *ctx, void *options, GError **error)
{
    const StageGesprekOptions *o = options;
    g_autofree char *shown = stage_visible(o->file);
    FILE *file = strcmp(o->file, "-") == 0 ? stdin : fopen(o->file, "re");
    g_autoptr(GString) text = file == NULL ? NULL : read_bytes(file);
    int failed = errno;

    if (file != NULL && file != stdin)
        fclose(file);
    if (text == NULL)
        return stage_fail(error, STAGE_ERROR_IO, _("cannot read '%s': %s"), shown, g_strerror(failed));
    if (text->len > FILE_MAX || !g_utf8_validate(text->str, (gssize)text->len, NULL)) /* nor is a NUL valid */
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no UTF-8 text of at most 256 MiB"), shown);
    ctx->held = g_string_free(g_steal_pointer(&text), FALSE);
    ctx->free_held = g_free;
    return TRUE;
}

/* --- the members of a talk --- */

#define AT(member) offsetof(StageGesprekOptions, member)
typedef enum { TEXT, DAY, YESNO, NUMBER, NAMED, NOTITIES } Kind;
static const struct {
    const char *name;
    Kind kind;
    gsize at;
    const StageEntity *of; /* of what is named */
    const char *const *choices;
} members[] = {
    { "student", NAMED, AT(student), &stage_student, NULL },
    { "datum", DAY, AT(given.gehouden), NULL, NULL },
    { "vorm", TEXT, AT(given.vorm), NULL, stage_gesprek_vormen },
    { "soort", TEXT, AT(given.soort), NULL, stage_gesprek_soorten },
    { "plek", TEXT, AT(given.plek), NULL, NULL },
    { "duur", NUMBER, AT(given.duur), NULL, NULL },
    { "docent", NAMED, AT(given.docent), &stage_docent, NULL },
    { "opleider", NAMED, AT(given.opleider), &stage_opleider, NULL },
    { "docent_aanwezig", YESNO, AT(given.docent_aanwezig), NULL, NULL },
    { "student_aanwezig", YESNO, AT(given.student_aanwezig), NULL, NULL },
    { "opleider_aanwezig", YESNO, AT(given.opleider_aanwezig), NULL, NULL },
    { "anderen", TEXT, AT(given.anderen), NULL, NULL },
    { "vervanger", TEXT, AT(given.vervanger), NULL, NULL },
    { "plaatsing", NAMED, AT(given.plaatsing), &stage_plaatsing, NULL },
    { "gesprek", NAMED, AT(args.id), &stage_gesprek, NULL },
    { "notities", NOTITIES, 0, NULL, NULL },
};

typedef struct {
    StageContext *ctx;
    StageGesprekOptions talk;
    StageVerslag *verslag;
} Talk;

static gboolean
wrong_kind(const char *name, GError **error)
{
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s holds a value of the wrong kind"), name);
}

static gboolean
take_notities(Talk *t, const cJSON *member, GError **error)
{
    const cJSON *item = NULL;
    guint n = 0;

    if (!cJSON_IsArray(member))
        return wrong_kind(member->string, error);
    cJSON_ArrayForEach(item, member)
    {
        n++;
        if (!stage_verslag_item(t->verslag, item, 0, error)) {
            g_prefix_error(error, "%s %u: ", _("notitie"), n);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
take_named(Talk *t, gsize i, const cJSON *member, gint64 *to, GError **error)
{
    gboolean whole = cJSON_IsNumber(member) && floor(member->valuedouble) == member->valuedouble;
    g_autofree char *id = whole ? g_strdup_printf("id:%.0f", member->valuedouble) : NULL;
    const char *text = id != NULL ? id : member->valuestring;

    if (text == NULL || !stage_check_line(text, N_("the value"), NULL))
        return wrong_kind(members[i].name, error);
    return stage_entity_find(members[i].of, t->ctx->db, text, to, error);
}

static gboolean
take_text(gsize i, const cJSON *member, char **to, GError **error)
{
    if (!cJSON_IsString(member))
        return wrong_kind(members[i].name, error);
    if (members[i].choices != NULL && !g_strv_contains(members[i].choices, member->valuestring)) {
        g_autofree char *shown = stage_visible(member->valuestring);
        g_autofree char *known = g_strjoinv(", ", (char **)(guintptr)members[i].choices);
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: '%s' is not one of %s"), members[i].name,
                          shown, known);
    }
    g_free(*to);
    *to = g_strdup(member->valuestring);
    return TRUE;
}

static gboolean
take_member(Talk *t, gsize i, const cJSON *member, GError **error)
{
    void *to = (char *)&t->talk + members[i].at;

    if (cJSON_IsNull(member))
        return TRUE;
    switch (members[i].kind) {
    case TEXT:
        return take_text(i, member, to, error);
    case DAY:
        return (cJSON_IsString(member) && stage_day_from_iso(member->valuestring, to)) ||
               stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s is no day like 2026-11-12"), members[i].name);
    case YESNO:
        *(gint64 *)to = cJSON_IsTrue(member) ? STAGE_YES : STAGE_NO;
        return cJSON_IsBool(member) || wrong_kind(members[i].name, error);
    case NUMBER:
        *(gint64 *)to = cJSON_IsNumber(member) ? (gint64)CLAMP(member->valuedouble, -1, 1e9) : -1;
        return (cJSON_IsNumber(member) && floor(member->valuedouble) == member->valuedouble &&
                member->valuedouble > 0) ||
               wrong_kind(members[i].name, error);
    case NAMED:
        return take_named(t, i, member, to, error);
    case NOTITIES:
        break;
    }
    return take_notities(t, member, error);
}

static gboolean
take_members(Talk *t, const cJSON *object, GError **error)
{
    const cJSON *member = NULL;

    if (!cJSON_IsObject(object))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("it is no JSON object"));
    cJSON_ArrayForEach(member, object)
    {
        gsize i = stage_json_member(member->string, members, sizeof *members, G_N_ELEMENTS(members), error);
        if (i == G_N_ELEMENTS(members) || !take_member(t, i, member, error))
            return FALSE;
    }
    if (t->talk.student == 0 || !stage_day_is_set(t->talk.given.gehouden))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("a talk needs a student and a datum"));
    return TRUE;
}

/* --- lines --- */

static gboolean
log_line(StageContext *ctx, const StageGesprekOptions *o, const char *line, GError **error)
{
    Talk t = { .ctx = ctx, .talk.force = o->force, .verslag = stage_verslag_new() };
    g_autoptr(cJSON) object = stage_json_read(line, error);
    gboolean done = object != NULL && take_members(&t, object, error) &&
                    stage_gesprek_log_one(ctx, &t.talk, t.verslag, error) &&
                    stage_say_alike(ctx, t.verslag, ctx->student, error);

    stage_entity_clear(&stage_gesprek, &t.talk.given);
    stage_verslag_free(t.verslag);
    return done;
}

/* Whether another line may go well. */
static gboolean
is_of_line(const GError *error)
{
    static const StageErrorCode codes[] = { STAGE_ERROR_BAD_INPUT, STAGE_ERROR_NOT_FOUND,
                                            STAGE_ERROR_AMBIGUOUS, STAGE_ERROR_EXISTS, STAGE_ERROR_IN_USE };

    for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
        if (g_error_matches(error, STAGE_ERROR, (int)codes[i]))
            return TRUE;
    return FALSE;
}

/* Each line is taken back alone when it is bad, so that all bad ones are told in one go. */
static gboolean
try_line(StageContext *ctx, const StageGesprekOptions *o, const char *line, guint number, gboolean *out_bad,
         GError **error)
{
    g_autoptr(GError) failed = NULL;
    gsize said = ctx->said->len;

    if (!stage_db_savepoint(ctx->db, error))
        return FALSE;
    *out_bad = !log_line(ctx, o, line, &failed);
    if (*out_bad && !is_of_line(failed)) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return FALSE;
    }
    if (*out_bad) {
        g_autofree char *shown = stage_visible(o->file);
        fprintf(stderr, "%s:%u: %s\n", shown, number, failed->message);
        g_string_truncate(ctx->said, said);
    }
    if (!*out_bad)
        return stage_db_savepoint_end(ctx->db, error);
    stage_db_savepoint_undo(ctx->db);
    return TRUE;
}

gboolean
stage_gesprek_bulk_run(StageContext *ctx, const void *options, GError **error)
{
    const StageGesprekOptions *o = options;
    g_auto(GStrv) lines = g_strsplit(ctx->held, "\n", -1);
    guint good = 0, bad = 0;

    for (guint i = 0; lines[i] != NULL; i++) {
        gboolean is_bad = FALSE;
        if (*g_strstrip(lines[i]) == '\0')
            continue;
        if (!try_line(ctx, o, lines[i], i + 1, &is_bad, error))
            return FALSE;
        *(is_bad ? &bad : &good) += 1;
    }
    if (bad > 0 && !o->skip_bad)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          Q_("%u bad line, so nothing was logged; --skip-bad logs the good ones",
                             "%u bad lines, so nothing was logged; --skip-bad logs the good ones", bad),
                          bad);
    stage_say(ctx,
              Q_("%u line read: %u logged, %u rejected", "%u lines read: %u logged, %u rejected", good + bad),
              good + bad, good, bad);
    if (o->dry_run)
        stage_say(ctx, "%s", _("a dry run: nothing was changed"));
    ctx->discard = o->dry_run;
    ctx->answer_no = bad > 0;
    return TRUE;
}
