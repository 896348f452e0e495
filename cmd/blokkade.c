#include "model/blokkade.h"

#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"
#include "cmd/placement.h"

typedef struct {
    StageEntityArgs args;
    StageBlokkade given;
    char *adres; /* of a list, the other way to say it */
} Options;

#define AT(member) offsetof(Options, member)
/* clang-format off */
#define WHICH { NULL, 0, STAGE_ARG_BLOKKADE, N_("BLOKKADE"), N_("its number"), AT(args.id), .required = TRUE }
#define REST(day_) \
    { "oorzaak", 0, STAGE_ARG_CHOICE, N_("OORZAAK"), N_("because its owner wants no more, or mail does not arrive"), AT(given.oorzaak), .choices = stage_blokkade_oorzaken }, \
    { "uitleg", 0, STAGE_ARG_TEXT, N_("UITLEG"), N_("what there is to know of it"), AT(given.uitleg) }, \
    { "datum", 0, STAGE_ARG_DATE, N_("DATUM"), day_, AT(given.datum), .lean = STAGE_LEAN_PAST }
/* clang-format on */

static const StageOption add_options[] = {
    { NULL, 0, STAGE_ARG_TEXT, N_("ADRES"), N_("the e-mail address"), AT(given.adres), .required = TRUE },
    { NULL, 0, STAGE_ARG_CHOICE, N_("SOORT"), N_("which mail"), AT(given.soort),
      .choices = stage_blokkade_soorten, .required = TRUE },
    REST(N_("since which day (default: today)")),
    { 0 },
};
static const StageOption edit_options[] = {
    WHICH,
    { "adres", 0, STAGE_ARG_TEXT, N_("ADRES"), N_("the e-mail address"), AT(given.adres) },
    { "soort", 0, STAGE_ARG_CHOICE, N_("SOORT"), N_("which mail"), AT(given.soort),
      .choices = stage_blokkade_soorten },
    REST(N_("since which day")),
    { 0 },
};
static const StageOption list_options[] = {
    { NULL, 0, STAGE_ARG_TEXT, N_("ADRES"), N_("only of this address"), AT(given.adres) },
    { "adres", 0, STAGE_ARG_TEXT, N_("ADRES"), N_("only of this address"), AT(adres) },
    { 0 },
};
static const StageOption who_options[] = { WHICH, { 0 } };

static const StageColumn list_columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },
    { "adres", N_("adres"), STAGE_COLUMN_TEXT },
    { "soort", N_("soort"), STAGE_COLUMN_TEXT },
    { "oorzaak", N_("oorzaak"), STAGE_COLUMN_TEXT },
    { "datum", N_("datum"), STAGE_COLUMN_DAY },
    { "uitleg", N_("uitleg"), STAGE_COLUMN_TEXT },
    { 0 },
};

static StageStmt *
show_row(StageContext *ctx, gint64 id, GError **error)
{
    return stage_blokkade_list(ctx->db, id, NULL, error);
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    const char *adres = o->adres == NULL ? o->given.adres : o->adres;
    g_autoptr(StageStmt) rows = stage_blokkade_list(ctx->db, 0, adres, error);

    return stage_list(ctx, rows, error);
}

static gboolean
fill(StageContext *ctx, const void *options, void *given, GError **error)
{
    const Options *o = options;
    StageBlokkade *b = given;

    if (o->args.id == 0 && b->oorzaak == NULL)
        b->oorzaak = g_strdup("stop");
    if (o->args.id == 0 && !stage_day_is_set(b->datum))
        b->datum = ctx->today;
    return stage_check_past(ctx, b->datum, error);
}

static const StageEntityNoun noun = {
    .entity = &stage_blokkade, .given = AT(given), .show = show_row, .fill = fill
};

STAGE_ENTITY_ADD(N_("no more mail of a kind to an address"), list_columns, .run = stage_entity_add_run);
STAGE_ENTITY_EDIT(N_("change a blokkade"), list_columns, .run = stage_entity_edit_run,
                  .details = STAGE_CHANGE_DETAILS);
STAGE_ENTITY_LOOK(N_("list blokkades, by address"), list_run, N_("show one blokkade"),
                  N_("remove a blokkade: mail goes to the address again"), list_columns);

static const StageCommand *const verbs[] = { &add, &edit, &list, &show, &rm, NULL };

const StageNoun stage_noun_blokkade = { "blokkade", N_("addresses that mail of a kind does not go to"), verbs,
                                        NULL };
