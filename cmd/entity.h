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
    /* Completes what was given, or refuses it; may be NULL. Of `add` the id in `options` is 0. */
    gboolean (*fill)(StageContext *ctx, const void *options, void *given, GError **error);
    gsize text;           /* offsetof() the text that .ask asks for in the entity's struct; 0: none */
    const char *guidance; /* for who writes it, one line */
} StageEntityNoun;

gboolean stage_entity_add_run(StageContext *ctx, const void *options, GError **error);
gboolean stage_entity_edit_run(StageContext *ctx, const void *options, GError **error);
gboolean stage_entity_show_run(StageContext *ctx, const void *options, GError **error);
gboolean stage_entity_rm_run(StageContext *ctx, const void *options, GError **error);

/* A copy of what was given, with the parts of a whole name in their places and all that the noun fills in;
 * NULL when the noun refuses it. To be cleared with the entity and freed. */
void *stage_entity_given(StageContext *ctx, const void *options, GError **error);

/* The .ask of a noun with a text: of add when there is none among what was given, of edit when nothing was
 * given at all. The text is put among what was given. */
gboolean stage_entity_add_ask(StageContext *ctx, void *options, GError **error);
gboolean stage_entity_edit_ask(StageContext *ctx, void *options, GError **error);
/* The .reads_input of add and edit that have such an .ask. */
gboolean stage_entity_add_reads(const StageCommand *command, const void *options, gboolean any);
gboolean stage_entity_edit_reads(const StageCommand *command, const void *options, gboolean any);

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

/* A row of such a noun. It takes the file's Options and noun (a StageEntityNoun); what stands behind the
 * summary are members of the row. */
#define STAGE_ENTITY_ROW(row, verb, summary_, ...)                                                           \
    static const StageCommand row = {                                                                        \
        .name = verb, .summary = summary_, .options_size = sizeof(Options), .extra = &noun, __VA_ARGS__      \
    }

/* The five rows of such a noun; STAGE_ENTITY_VERBS has its list of verbs too. They take the file's
 * add_options, edit_options, list_options, who_options and list_columns, and STAGE_ENTITY_ROWS its list_run.
 */
#define STAGE_ENTITY_ADD(summary, columns_, ...)                                                             \
    STAGE_ENTITY_ROW(add, "add", summary, .clears = TRUE, .needs = STAGE_WRITES, .again = TRUE,              \
                     .options = add_options, .columns = columns_, __VA_ARGS__)
#define STAGE_ENTITY_EDIT(summary, columns_, ...)                                                            \
    STAGE_ENTITY_ROW(edit, "edit", summary, .clears = TRUE, .needs = STAGE_WRITES, .again = TRUE,            \
                     .options = edit_options, .columns = columns_, __VA_ARGS__)
#define STAGE_ENTITY_LOOK(list_summary, list_function, show_summary, rm_summary, show_columns)               \
    STAGE_ENTITY_ROW(list, "list", list_summary, .needs = STAGE_READS, .options = list_options,              \
                     .columns = list_columns, .run = list_function);                                         \
    STAGE_ENTITY_ROW(show, "show", show_summary, .needs = STAGE_READS, .options = who_options,               \
                     .columns = show_columns, .run = stage_entity_show_run);                                 \
    STAGE_ENTITY_ROW(rm, "rm", rm_summary, .needs = STAGE_WRITES, .again = TRUE, .options = who_options,     \
                     .run = stage_entity_rm_run)

#define STAGE_ENTITY_ROWS(add_summary, edit_summary, list_summary, show_summary, rm_summary, show_columns,   \
                          edit_function)                                                                     \
    STAGE_ENTITY_ADD(add_summary, show_columns, .run = stage_entity_add_run);                                \
    STAGE_ENTITY_EDIT(edit_summary, show_columns, .run = edit_function, .details = STAGE_CHANGE_DETAILS);    \
    STAGE_ENTITY_LOOK(list_summary, list_run, show_summary, rm_summary, show_columns)

#define STAGE_ENTITY_VERBS(add_summary, edit_summary, list_summary, show_summary, rm_summary, show_columns)  \
    STAGE_ENTITY_ROWS(add_summary, edit_summary, list_summary, show_summary, rm_summary, show_columns,       \
                      stage_entity_edit_run);                                                                \
    static const StageCommand *const verbs[] = { &add, &edit, &list, &show, &rm, NULL }

/* --help of what changes a row. */
#define STAGE_CHANGE_DETAILS N_("Only what is given changes; an empty value takes one away.")
/* --help of a noun with a text (StageEntityNoun, .text). */
#define STAGE_ADD_DETAILS                                                                                    \
    N_("A text that is not given comes from standard input or, at a terminal, from your editor: only so it " \
       "stays\nout of the history of the shell.")
#define STAGE_EDIT_DETAILS                                                                                   \
    N_("Only what is given changes; an empty value takes one away. When nothing is given, the text comes "   \
       "from\nstandard input or, at a terminal, from your editor.")
