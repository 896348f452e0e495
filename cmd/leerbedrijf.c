#include "model/leerbedrijf.h"

#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"

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

STAGE_ENTITY_VERBS(N_("add a leerbedrijf"), N_("change a leerbedrijf"), N_("list leerbedrijven"),
                   N_("show one leerbedrijf"), N_("remove a leerbedrijf that nothing refers to"),
                   list_columns);

const StageNoun stage_noun_leerbedrijf = { "leerbedrijf", N_("companies that train students"), verbs, NULL };
