#include "model/opleider.h"

#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"

typedef struct {
    StageEntityArgs args;
    StageOpleider given;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHO \
    { NULL, 0, STAGE_ARG_OPLEIDER, N_("OPLEIDER"), N_("id, e-mail or part of the name"), AT(args.id), .required = TRUE }
#define FIELDS \
    STAGE_NAME_PARTS(given.naam), \
    { "email", 0, STAGE_ARG_TEXT, N_("EMAIL"), N_("e-mail address"), AT(given.email) }, \
    { "telefoon", 0, STAGE_ARG_TEXT, N_("TELEFOON"), N_("telephone number"), AT(given.telefoon) }
#define BEDRIJF(req, text) \
    { "bedrijf", 'b', STAGE_ARG_LEERBEDRIJF, N_("LEERBEDRIJF"), text, AT(given.leerbedrijf), .required = req }
/* clang-format on */

static const StageOption add_options[] = {
    { NULL, 0, STAGE_ARG_TEXT, N_("NAAM"), N_("the whole name, such as \"Zoë van 't Hof\""), AT(args.naam),
      .required = TRUE, .rest = TRUE },
    BEDRIJF(TRUE, N_("the company: SBB code, id or part of the name")),
    FIELDS,
    { 0 },
};
static const StageOption edit_options[] = {
    WHO,
    { "naam", 0, STAGE_ARG_TEXT, N_("NAAM"), N_("the whole name"), AT(args.naam) },
    BEDRIJF(FALSE, N_("another company")),
    FIELDS,
    { 0 },
};
static const StageOption list_options[] = {
    { NULL, 0, STAGE_ARG_TEXT, N_("NAAM"), N_("only names with this part"), AT(args.part), .rest = TRUE },
    BEDRIJF(FALSE, N_("only of this company")),
    { 0 },
};
static const StageOption who_options[] = { WHO, { 0 } };

static const StageColumn list_columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },
    { "naam", N_("naam"), STAGE_COLUMN_TEXT },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT },
    { "plaats", N_("plaats"), STAGE_COLUMN_TEXT },
    { "email", N_("email"), STAGE_COLUMN_TEXT },
    { "telefoon", N_("telefoon"), STAGE_COLUMN_TEXT },
    { "plaatsingen", N_("lopende plaatsingen"), STAGE_COLUMN_NUMBER },
    { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_opleider_list(ctx->db, NULL, 0, id, ctx->today, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    g_autoptr(StageStmt)
        rows = stage_opleider_list(ctx->db, o->args.part, o->given.leerbedrijf, 0, ctx->today, error);

    return stage_list(ctx, rows, error);
}

static const StageEntityNoun noun = { &stage_opleider, AT(given), offsetof(StageOpleider, naam), show_row };

STAGE_ENTITY_VERBS(N_("add an opleider"), N_("change an opleider"), N_("list praktijkopleiders"),
                   N_("show one opleider"), N_("remove an opleider without placements"), list_columns);

const StageNoun stage_noun_opleider = { "opleider", N_("praktijkopleiders: who guides at the company"), verbs,
                                        NULL };
