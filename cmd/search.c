/* Full-text search, and searches that are kept under a name. */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"
#include "cmd/print.h"
#include "model/docent.h"
#include "model/zoekvraag.h"

enum { USUALLY = 20, DEPTH_MAX = 4 };

typedef struct {
    StageEntityArgs args;
    StageZoekvraag given;
    char *words;
    gint64 limit;
    gboolean confidential;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define ASK \
    { "limit", 0, STAGE_ARG_NUMBER, N_("NUMBER"), N_("at most so many (default: 20)"), AT(limit) }, \
    { "vertrouwelijk", 0, STAGE_ARG_FLAG, NULL, N_("also in confidential notes"), AT(confidential) }
/* clang-format on */

static const StageOption search_options[] = {
    { NULL, 0, STAGE_ARG_TEXT, N_("WORDS"), N_("beginnings of words, and filters"), AT(words),
      .required = TRUE, .rest = TRUE },
    ASK,
    { 0 },
};

static const StageColumn columns[] = {
    { "soort", N_("soort"), STAGE_COLUMN_TEXT },
    { "id", N_("id"), STAGE_COLUMN_NUMBER },
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER },
    { "nummer", N_("nummer"), STAGE_COLUMN_TEXT },
    { "student", N_("student"), STAGE_COLUMN_TEXT },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "sleutel", N_("sleutel"), STAGE_COLUMN_NUMBER },
    { "tekst", N_("tekst"), STAGE_COLUMN_TEXT },
    { 0 },
};

/* --- what was asked --- */

/* A search while its words are read. */
typedef struct {
    StageContext *ctx;
    StageSearch search;
    GPtrArray *words;
    StageDay from, until;
} Question;

static gboolean
take_sleutel(Question *q, const char *value, GError **error)
{
    return g_ascii_string_to_signed(value, 10, 1, 4, &q->search.sleutel, NULL) ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("sleutel: is 1 to 4"));
}

static gboolean
take_docent(Question *q, const char *value, GError **error)
{
    return stage_entity_find(&stage_docent, q->ctx->db, value, &q->search.docent, error);
}

static gboolean
take_na(Question *q, const char *value, GError **error)
{
    return stage_day_parse(value, q->ctx->today, STAGE_LEAN_PAST, &q->from, error);
}

static gboolean
take_voor(Question *q, const char *value, GError **error)
{
    if (!stage_day_parse(value, q->ctx->today, STAGE_LEAN_PAST, &q->until, error))
        return FALSE;
    q->until = stage_day_plus(q->until, -1);
    return TRUE;
}

static const struct {
    const char *name;
    gboolean (*take)(Question *q, const char *value, GError **error);
} filters[] = {
    { "sleutel", take_sleutel }, { "docent", take_docent }, { "na", take_na }, { "voor", take_voor }
};

/* Letters and figures are words; what stands between them parts them, as in the index. */
static void
take_words(Question *q, const char *text)
{
    const char *start = NULL;

    for (const char *at = text;; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        gboolean is_word = g_unichar_isalnum(c) || g_unichar_ismark(c);
        if (is_word && start == NULL)
            start = at;
        if (!is_word && start != NULL) {
            g_ptr_array_add(q->words, g_strndup(start, (gsize)(at - start)));
            start = NULL;
        }
        if (c == 0)
            return;
    }
}

static gboolean ask(Question *q, const char *text, guint depth, GError **error);

/* "@achterstand": the words that are kept under that name. */
static gboolean
take_kept(Question *q, const char *name, guint depth, GError **error)
{
    StageZoekvraag kept = { 0 };
    gint64 id = 0;

    if (depth == DEPTH_MAX)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the kept searches go round in a ring"));
    gboolean done = stage_entity_find(&stage_zoekvraag, q->ctx->db, name, &id, error) &&
                    stage_entity_get(&stage_zoekvraag, q->ctx->db, id, &kept, error) &&
                    ask(q, kept.vraag, depth + 1, error);
    stage_entity_clear(&stage_zoekvraag, &kept);
    return done;
}

/* "sleutel:1"; what has a colon but no letters before it, such as 14:30, is words. */
static gboolean
take_filter(Question *q, const char *word, gsize length, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(filters); i++)
        if (strlen(filters[i].name) == length && g_ascii_strncasecmp(filters[i].name, word, length) == 0) {
            if (filters[i].take(q, word + length + 1, error))
                return TRUE;
            g_prefix_error(error, "%s: ", filters[i].name);
            return FALSE;
        }
    g_autofree char *name = g_strndup(word, length);
    return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("there is no filter '%s:'; there are sleutel:, docent:, na:, voor:"), name);
}

static gboolean
ask(Question *q, const char *text, guint depth, GError **error)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);

    for (char **word = words; *word != NULL; word++) {
        gsize letters = strspn(*word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        gboolean done = TRUE;
        if ((*word)[0] == '@')
            done = take_kept(q, *word + 1, depth, error);
        else if (letters > 0 && (*word)[letters] == ':' && (*word)[letters + 1] != '\0')
            done = take_filter(q, *word, letters, error);
        else
            take_words(q, *word);
        if (!done)
            return FALSE;
    }
    return TRUE;
}

static gboolean
search(StageContext *ctx, const Options *o, const char *text, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    Question q = { .ctx = ctx,
                   .search = { .limit = o->limit == 0 ? USUALLY : (guint)o->limit,
                               .confidential = o->confidential },
                   .words = words };

    if (!ask(&q, text, 0, error))
        return FALSE;
    if (words->len == 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("a search has at least one word"));
    g_ptr_array_add(words, NULL);
    q.search.words = (const char *const *)(void *)words->pdata;
    q.search.from = q.from.text;
    q.search.until = q.until.text;
    g_autoptr(StageStmt) rows = stage_db_search(ctx->db, &q.search, error);
    guint n = 0;
    if (!stage_print_rows(ctx, rows, &n, error))
        return FALSE;
    ctx->answer_no = n == 0;
    if (n == 0)
        stage_say(ctx, "%s", _("nothing found"));
    else if (n == q.search.limit)
        stage_say(ctx, _("the best %u; --limit shows more"), n);
    return TRUE;
}

static gboolean
search_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;

    return search(ctx, o, o->words, error);
}

static const StageCommand search_command = {
    .summary = N_("search notes, names and companies"),
    .details = N_("Every word is the beginning of one, without regard to case and accents, and all must be "
                  "there. Filters "
                  "among them:\n"
                  "sleutel:1, docent:CODE, na:2026-09-01 (on or after), voor:2027-01-01 (before); @NAME puts "
                  "in a search that "
                  "is\n"
                  "kept. Exit status 1 when nothing is found."),
    .needs = STAGE_READS,
    .options = search_options,
    .options_size = sizeof(Options),
    .columns = columns,
    .run = search_run,
};
const StageNoun stage_noun_search = { "search", N_("search notes, names and companies"), NULL,
                                      &search_command };

/* --- kept under a name --- */

/* clang-format off */
#define WHICH { NULL, 0, STAGE_ARG_ZOEKVRAAG, N_("NAME"), N_("its name"), AT(args.id), .required = TRUE }
/* clang-format on */
static const StageOption add_options[] = {
    { NULL, 0, STAGE_ARG_TEXT, N_("NAME"), N_("its name"), AT(given.naam), .required = TRUE },
    { NULL, 0, STAGE_ARG_TEXT, N_("WORDS"), N_("words and filters, as for search"), AT(given.vraag),
      .required = TRUE, .rest = TRUE },
    { 0 },
};
static const StageOption edit_options[] = {
    WHICH,
    { NULL, 0, STAGE_ARG_TEXT, N_("WORDS"), N_("words and filters, as for search"), AT(given.vraag),
      .required = TRUE, .rest = TRUE },
    { 0 },
};
static const StageOption run_options[] = { WHICH, ASK, { 0 } };
static const StageOption who_options[] = { WHICH, { 0 } };
static const StageOption list_options[] = { { 0 } };

static const StageColumn list_columns[] = {
    { "naam", N_("naam"), STAGE_COLUMN_TEXT },
    { "vraag", N_("vraag"), STAGE_COLUMN_TEXT },
    { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_zoekvraag_list(ctx->db, id, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    (void)options;
    g_autoptr(StageStmt) rows = stage_zoekvraag_list(ctx->db, 0, error);
    return rows != NULL && stage_list(ctx, rows, error);
}

static gboolean
run_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    StageZoekvraag kept = { 0 };
    gboolean done = stage_entity_get(&stage_zoekvraag, ctx->db, o->args.id, &kept, error) &&
                    search(ctx, o, kept.vraag, error);

    stage_entity_clear(&stage_zoekvraag, &kept);
    return done;
}

static const StageEntityNoun noun = { &stage_zoekvraag, AT(given), 0, show_row };

STAGE_ENTITY_ROWS(N_("keep a search under a name"), N_("change a kept search"), N_("list kept searches"),
                  N_("show a kept search"), N_("remove a kept search"), list_columns, stage_entity_edit_run);
static const StageCommand run = {
    .name = "run",
    .summary = N_("do a kept search"),
    .needs = STAGE_READS,
    .options = run_options,
    .options_size = sizeof(Options),
    .columns = columns,
    .run = run_run,
};

static const StageCommand *const verbs[] = { &add, &run, &edit, &list, &show, &rm, NULL };
const StageNoun stage_noun_query = { "query", N_("searches that are kept under a name"), verbs, NULL };
