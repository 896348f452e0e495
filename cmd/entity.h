/* What the commands add, edit, show and rm of every noun do alike. A noun's file has its options, its columns
 * and its list; these run the rest. */
#pragma once

#include "cmd/command.h"
#include "model/entity.h"

/* The first member of such a noun's options struct. */
typedef struct {
    gint64 id;  /* of the one that was named */
    char *naam; /* of a person, as a whole: "Zoë van 't Hof" */
    char *part; /* of a name, for a list */
} StageEntityArgs;

/* What a command's .extra points to. */
typedef struct {
    const StageEntity *entity;
    gsize given; /* offsetof() the entity's struct in the options struct */
    gsize naam;  /* offsetof() a StageNaam in the entity's struct; 0: it is no person */
    /* The one row of `show`, with the columns of the command. */
    StageStmt *(*show)(StageContext *ctx, gint64 id, GError **error);
} StageEntityNoun;

gboolean stage_entity_add_run(StageContext *ctx, const void *options, GError **error);
gboolean stage_entity_edit_run(StageContext *ctx, const void *options, GError **error);
gboolean stage_entity_show_run(StageContext *ctx, const void *options, GError **error);
gboolean stage_entity_rm_run(StageContext *ctx, const void *options, GError **error);

/* Whether the user asked for the row of what was just made or changed (--format, --columns). */
gboolean stage_is_row_wanted(const StageContext *ctx);

/* The rows of a list, and "nothing found" on standard error when there are none. */
gboolean stage_list(StageContext *ctx, StageStmt *rows, GError **error);

/* The options for the name of a person, as a whole or in parts; `where` is the path of its StageNaam. */
#define STAGE_NAME_OPTIONS(where)                                                                            \
    { "naam", 0, STAGE_ARG_TEXT, N_("NAAM"), N_("the whole name"), AT(args.naam) }, STAGE_NAME_PARTS(where)
#define STAGE_NAME_PARTS(where)                                                                                \
    { "roepnaam", 0, STAGE_ARG_TEXT, N_("ROEPNAAM"), N_("first name"), AT(where.roepnaam) },                   \
        { "voorvoegsel", 0, STAGE_ARG_TEXT, N_("VOORVOEGSEL"), N_("such as van der"), AT(where.voorvoegsel) }, \
    {                                                                                                          \
        "achternaam", 0, STAGE_ARG_TEXT, N_("ACHTERNAAM"), N_("surname without its voorvoegsel"),              \
            AT(where.achternaam)                                                                               \
    }

/* The columns of one person's own name. */
#define STAGE_NAME_COLUMNS                                                                                   \
    { "roepnaam", NULL, STAGE_COLUMN_TEXT }, { "voorvoegsel", NULL, STAGE_COLUMN_TEXT },                     \
    {                                                                                                        \
        "achternaam", NULL, STAGE_COLUMN_TEXT                                                                \
    }
