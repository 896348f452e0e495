#include "model/leerbedrijf.h"

#include "base/i18n.h"
#include "cmd/document.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"
#include "report/leerpotentieel.h"

typedef struct {
    StageEntityArgs args;
    StageLeerbedrijf given;
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHO \
    { NULL, 0, STAGE_ARG_LEERBEDRIJF, N_("LEERBEDRIJF"), N_("SBB code, id or part of the name"), AT(args.id), .required = TRUE }
#define FIELDS \
    { "sbb", 0, STAGE_ARG_TEXT, N_("CODE"), N_("leerbedrijf-ID of SBB: 9 digits"), AT(given.sbb) }, \
    { "kvk", 0, STAGE_ARG_TEXT, N_("KVK"), N_("KvK number: 8 digits"), AT(given.kvk) }, \
    { "vestiging", 0, STAGE_ARG_TEXT, N_("VESTIGING"), N_("number of the branch: 12 digits"), AT(given.vestiging) }, \
    { "adres", 0, STAGE_ARG_TEXT, N_("ADRES"), N_("street and number"), AT(given.adres) }, \
    { "postcode", 0, STAGE_ARG_TEXT, N_("POSTCODE"), N_("such as 1234 AB"), AT(given.postcode) }, \
    { "plaats", 0, STAGE_ARG_TEXT, N_("PLAATS"), N_("town"), AT(given.plaats) }, \
    { "telefoon", 0, STAGE_ARG_TEXT, N_("TELEFOON"), N_("telephone number"), AT(given.telefoon) }, \
    { "coordinaten", 0, STAGE_ARG_TEXT, N_("PLEK"), N_("latitude,longitude in degrees, such as 52.0907,5.1214"), AT(given.coordinaten) }
/* clang-format on */

static const StageOption add_options[] = {
    { NULL, 0, STAGE_ARG_TEXT, N_("NAAM"), N_("the company's name"), AT(given.naam), .required = TRUE,
      .rest = TRUE },
    FIELDS,
    { 0 },
};
static const StageOption edit_options[] = {
    WHO,
    { "naam", 0, STAGE_ARG_TEXT, N_("NAAM"), N_("another name"), AT(given.naam) },
    FIELDS,
    { 0 },
};
static const StageOption list_options[] = {
    { NULL, 0, STAGE_ARG_TEXT, N_("NAAM"), N_("only names with this part"), AT(args.part), .rest = TRUE },
    { 0 },
};
static const StageOption who_options[] = { WHO, { 0 } };

static const StageColumn list_columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },
    { "naam", N_("naam"), STAGE_COLUMN_TEXT },
    { "sbb", N_("sbb"), STAGE_COLUMN_TEXT },
    { "adres", N_("adres"), STAGE_COLUMN_TEXT },
    { "postcode", N_("postcode"), STAGE_COLUMN_TEXT },
    { "plaats", N_("plaats"), STAGE_COLUMN_TEXT },
    { "telefoon", N_("telefoon"), STAGE_COLUMN_TEXT },
    { "plaatsingen", N_("lopende plaatsingen"), STAGE_COLUMN_NUMBER },
    { "kvk", NULL, STAGE_COLUMN_TEXT },
    { "vestiging", NULL, STAGE_COLUMN_TEXT },
    { "coordinaten", NULL, STAGE_COLUMN_TEXT },
    { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_leerbedrijf_list(ctx->db, NULL, id, ctx->today, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    g_autoptr(StageStmt) rows = stage_leerbedrijf_list(ctx->db, o->args.part, 0, ctx->today, error);

    return stage_list(ctx, rows, error);
}

static const StageEntityNoun noun = { &stage_leerbedrijf, AT(given), 0, show_row };

/* A page about the company, or its row. */
static gboolean
show_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;

    if (!stage_is_document_wanted(ctx))
        return stage_entity_show_run(ctx, options, error);
    g_autoptr(StageDocument) document = stage_report_leerbedrijf(ctx->db, o->args.id, ctx->today, error);
    return document != NULL && stage_document_print(ctx, document, &(StageDocumentLook){ 0 }, error);
}

STAGE_ENTITY_ADD(N_("add a leerbedrijf"), list_columns, .run = stage_entity_add_run);
STAGE_ENTITY_EDIT(N_("change a leerbedrijf"), list_columns, .run = stage_entity_edit_run,
                  .details = STAGE_CHANGE_DETAILS);
STAGE_ENTITY_ROW(list, "list", N_("list leerbedrijven"), .needs = STAGE_READS, .options = list_options,
                 .columns = list_columns, .run = list_run);
STAGE_ENTITY_ROW(
    show, "show", N_("show one leerbedrijf, and what there is to learn"), .needs = STAGE_READS,
    .options = who_options, .columns = list_columns, .output = stage_page_options, .run = show_run,
    .details = N_(
        "What was said in all talks: which chances to learn there are, with whom, and what was never "
        "offered;\n"
        "when a docent last visited, news from the field, how its praktijkopleiders guide. No student is "
        "named."));
STAGE_ENTITY_ROW(rm, "rm", N_("remove a leerbedrijf that nothing refers to"), .needs = STAGE_WRITES,
                 .again = TRUE, .options = who_options, .run = stage_entity_rm_run);

static const StageCommand *const verbs[] = { &add, &edit, &list, &show, &rm, NULL };

const StageNoun stage_noun_leerbedrijf = { "leerbedrijf", N_("companies that train students"), verbs, NULL };
