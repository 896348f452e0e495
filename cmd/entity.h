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

/* Says what happened to one ("%s %s changed": the noun and its label), and prints its row when the user asked
 * for it. */
gboolean stage_entity_say(StageContext *ctx, const StageEntityNoun *noun, gint64 id, const char *sentence,
                          GError **error);

/* Whether the user asked for the row of what was just made or changed (--format, --columns). */
gboolean stage_is_row_wanted(const StageContext *ctx);

/* The rows of a list, and "nothing found" on standard error when there are none. */
gboolean stage_list(StageContext *ctx, StageStmt *rows, GError **error);

/* The options for the parts of a person's name; `where` is the path of its StageNaam. */
/* clang-format off */
#define STAGE_NAME_PARTS(where) \
    { "roepnaam", 0, STAGE_ARG_TEXT, N_("ROEPNAAM"), N_("first name"), AT(where.roepnaam) }, \
    { "voorvoegsel", 0, STAGE_ARG_TEXT, N_("VOORVOEGSEL"), N_("such as van der"), AT(where.voorvoegsel) }, \
    { "achternaam", 0, STAGE_ARG_TEXT, N_("ACHTERNAAM"), N_("surname without its voorvoegsel"), AT(where.achternaam) }
/* clang-format on */

/* The columns of one person's own name. */
/* clang-format off */
#define STAGE_NAME_COLUMNS \
    { "roepnaam", NULL, STAGE_COLUMN_TEXT }, \
    { "voorvoegsel", NULL, STAGE_COLUMN_TEXT }, \
    { "achternaam", NULL, STAGE_COLUMN_TEXT }
/* clang-format on */

/* The five rows of such a noun; STAGE_ENTITY_VERBS has its list of verbs too. They take the file's
 * add_options, edit_options, list_options, who_options, list_columns, list_run and noun (a StageEntityNoun).
 */
#define STAGE_ENTITY_ROWS(add_summary, edit_summary, list_summary, show_summary, rm_summary, show_columns,   \
                          edit_function)                                                                     \
    static const StageCommand add = { .name = "add",                                                         \
                                      .summary = add_summary,                                                \
                                      .clears = TRUE,                                                        \
                                      .needs = STAGE_WRITES,                                                 \
                                      .options = add_options,                                                \
                                      .options_size = sizeof(Options),                                       \
                                      .columns = show_columns,                                               \
                                      .run = stage_entity_add_run,                                           \
                                      .extra = &noun };                                                      \
    static const StageCommand edit = { .name = "edit",                                                       \
                                       .summary = edit_summary,                                              \
                                       .clears = TRUE,                                                       \
                                       .needs = STAGE_WRITES,                                                \
                                       .details = N_(                                                        \
                                           "Only what is given changes; an empty value takes one away."),    \
                                       .options = edit_options,                                              \
                                       .options_size = sizeof(Options),                                      \
                                       .columns = show_columns,                                              \
                                       .run = edit_function,                                                 \
                                       .extra = &noun };                                                     \
    static const StageCommand list = { .name = "list",                                                       \
                                       .summary = list_summary,                                              \
                                       .needs = STAGE_READS,                                                 \
                                       .options = list_options,                                              \
                                       .options_size = sizeof(Options),                                      \
                                       .columns = list_columns,                                              \
                                       .run = list_run };                                                    \
    static const StageCommand show = { .name = "show",                                                       \
                                       .summary = show_summary,                                              \
                                       .needs = STAGE_READS,                                                 \
                                       .options = who_options,                                               \
                                       .options_size = sizeof(Options),                                      \
                                       .columns = show_columns,                                              \
                                       .run = stage_entity_show_run,                                         \
                                       .extra = &noun };                                                     \
    static const StageCommand rm = { .name = "rm",                                                           \
                                     .summary = rm_summary,                                                  \
                                     .needs = STAGE_WRITES,                                                  \
                                     .options = who_options,                                                 \
                                     .options_size = sizeof(Options),                                        \
                                     .run = stage_entity_rm_run,                                             \
                                     .extra = &noun }

#define STAGE_ENTITY_VERBS(add_summary, edit_summary, list_summary, show_summary, rm_summary, show_columns)  \
    STAGE_ENTITY_ROWS(add_summary, edit_summary, list_summary, show_summary, rm_summary, show_columns,       \
                      stage_entity_edit_run);                                                                \
    static const StageCommand *const verbs[] = { &add, &edit, &list, &show, &rm, NULL }
