/* The command table: what a command is. Dispatch, help, usage errors, completion, the table as data and the
 * check of the man pages are all derived from these rows, so that they cannot drift. */
#pragma once

#include <stddef.h>
#include <stdio.h>

#include "base/day.h"
#include "base/settings.h"
#include "db/db.h"
#include "report/column.h"

typedef struct StageContext StageContext;

/* What an option or argument holds, and so how it is read and completed. The type is of its member in the
 * command's struct. */
typedef enum {
    STAGE_ARG_FLAG,     /* gboolean */
    STAGE_ARG_TEXT,     /* char *: one line */
    STAGE_ARG_NOTE,     /* char *: may have newlines */
    STAGE_ARG_TEXTS,    /* char **: may be given more than once */
    STAGE_ARG_NOTES,    /* char **: the same, each may have newlines */
    STAGE_ARG_FILE,     /* char * */
    STAGE_ARG_NUMBER,   /* gint64, from 1 */
    STAGE_ARG_DATE,     /* StageDay; empty text gives "-", which takes a value away */
    STAGE_ARG_TIME,     /* char *: HH:MM */
    STAGE_ARG_CHOICE,   /* char *: one of .choices */
    STAGE_ARG_YESNO,    /* gint64: 1 no, 2 yes (model/field.h) */
    STAGE_ARG_SETTING,  /* char *: the key of a setting */
    STAGE_ARG_PROFILE,  /* char *: the name of a profile of exports */
    STAGE_ARG_NORM,     /* char *: the name of a norm */
    STAGE_ARG_NORM_KEY, /* char *: one of its keys */
    STAGE_ARG_TABLES,   /* char *: tables of an export, with commas between them */
    STAGE_ARG_COMMAND,  /* char *: a word of a command */
    STAGE_ARG_STUDENT,  /* gint64: the id, found in the store; -1 for empty text; and so on for the rest */
    STAGE_ARG_DOCENT,
    STAGE_ARG_LEERBEDRIJF,
    STAGE_ARG_OPLEIDER,
    STAGE_ARG_OPLEIDING,
    STAGE_ARG_PLAATSING,
    STAGE_ARG_GESPREK,
    STAGE_ARG_TEAM,
    STAGE_ARG_NOTITIE,
    STAGE_ARG_INSCHATTING,
    STAGE_ARG_BEGELEIDINGSKEUZE,
    STAGE_ARG_AFSPRAAK,
    STAGE_ARG_SIGNAAL,
    STAGE_ARG_ZOEKVRAAG,
    STAGE_ARG_CONFLICT,
    STAGE_ARG_VRIJSTELLING,
    STAGE_ARG_VAKANTIE,
    STAGE_ARG_DEMPING,
    STAGE_ARG_BERICHT,
    STAGE_ARG_BLOKKADE,
    STAGE_ARG_VERLOF,
    STAGE_ARG_REACTIE,
} StageArgKind;

typedef struct {
    const char *name; /* NULL: a positional argument */
    char letter;
    StageArgKind kind;
    const char *arg; /* "DATUM": its name in help */
    const char *help;
    gsize at; /* offsetof() in the command's struct */
    const char *const *choices;
    gboolean required;
    gboolean
        rest; /* a last positional argument that takes in all further words, so that days need no quotes */
    gboolean
        tail; /* a positional choice that is the last word of those that `rest` takes in, when it is one */
    StageLean lean; /* of a date */
} StageOption;

typedef enum {
    STAGE_NEEDS_NOTHING,
    STAGE_READS,
    STAGE_MAINTAINS, /* writes what follows from the rest, such as an index: no action */
    STAGE_STEPS,  /* writes in transactions of its own, each whole, since it does what no store takes back */
    STAGE_WRITES, /* is one action */
} StageNeeds;

typedef struct StageCommand {
    const char *name; /* the verb; NULL for a noun that is a command itself */
    const char *summary;
    const char *details; /* a paragraph for --help, or NULL */
    StageNeeds needs;
    gboolean hidden;
    gboolean unconfigured; /* works also when the configuration is wrong */
    gboolean pages;        /* a table shows each row as a page of its own */
    /* Its action can be done again as it was the first time: it reads the store, its options and what .ask
     * made, and changes none of them but the store. */
    gboolean again;
    gboolean clears;            /* empty text takes a value away; elsewhere it is a mistake */
    const StageOption *options; /* ends with one that has neither name nor arg */
    gsize options_size;         /* of the command's struct, which begins as zeros */
    const StageColumn *columns; /* of the rows that it sends; ends with a NULL key; NULL: it sends none */
    const StageColumn
        *total_columns; /* those that an option brings in the place of the first ones, or NULL */
    const StageColumn *group_columns; /* of which one stands before those, or NULL */
    const StageOption *output; /* how it writes; NULL: rows when it has columns, else nothing to choose */
    /* Whether .ask will read standard input when that is no terminal: it is read, and kept, before anything
     * can fail. `any`: an option of its own was given; what stands in the store is not looked up yet. */
    gboolean (*reads_input)(const struct StageCommand *command, const void *options, gboolean any);
    /* Asks for what is not in the arguments (standard input, an editor) before a transaction begins. */
    gboolean (*ask)(StageContext *ctx, void *options, GError **error);
    gboolean (*run)(StageContext *ctx, const void *options, GError **error);
    /* What follows when all is kept, outside of the action: it reads, and what fails in it is not told. */
    void (*after)(StageContext *ctx);
    const void *extra; /* for a run that several commands share */
} StageCommand;

typedef struct {
    const char *name;
    const char *summary;
    const StageCommand *const *verbs; /* ends with NULL; NULL when there are none */
    const StageCommand *self;         /* what the noun does without a verb, or NULL */
} StageNoun;

/* Every command there is; ends with NULL. */
extern const StageNoun *const stage_nouns[];

/* Options that every command has. */
extern const StageOption stage_global_options[];
/* How a command writes rows, a document (cmd/document.h), or a document whose facts are a row as well. */
extern const StageOption stage_row_options[];
extern const StageOption stage_document_options[];
extern const StageOption stage_page_options[];

typedef struct {
    char *store;
    gboolean verbose;
    gboolean quiet;
    gboolean help;
    gboolean version;
    char *format;
    char *columns;
} StageGlobals;

struct StageContext {
    StageDb *db; /* as the row asks, else NULL */
    StageDay today;
    const StageSettings *settings;
    const GError *config_error; /* why the settings are the defaults, or NULL */
    char *store_path;
    const char *system_config;
    const char *user_config;
    const StageGlobals *globals;
    const StageNoun *noun;
    const StageCommand *command;
    FILE *out;          /* data; goes to standard output when all went well */
    GString *said;      /* prose for standard error, after a commit */
    gboolean answer_no; /* the question was answered "no": exit status 1 */
    gboolean discard;   /* roll back although all went well: a dry run */
    gboolean placed;    /* the error begins with FILE:LINE, for editors, instead of with the command */
    void *held;         /* what .ask opened for .run; freed with free_held */
    GDestroyNotify free_held;
    gint64 student; /* whom the action was about, for .after */
    gint64 action;  /* the one that a command that writes is (model/handeling.h) */
    char *input;    /* what came by standard input, once it was read */
    char *draft;    /* a file with what was typed: removed after a commit, named after a failure */
    char *no_draft; /* why there is none of what was piped in; NULL: no reason */
};

/* Prose for the user, printed when the command has succeeded (and not with --quiet). */
void stage_say(StageContext *ctx, const char *format, ...) G_GNUC_PRINTF(2, 3);

const StageNoun *stage_noun_find(const char *name);
const StageCommand *stage_verb_find(const StageNoun *noun, const char *name);
/* The options that say how a command writes, or NULL. */
const StageOption *stage_command_output(const StageCommand *command);
gboolean stage_option_is_positional(const StageOption *option);
gboolean stage_option_is_end(const StageOption *option);
/* Whether an option with a value stands in the store, to be resolved before the command runs. */
gboolean stage_kind_is_reference(StageArgKind kind);

/* "stage gesprek log" */
char *stage_command_path(const StageNoun *noun, const StageCommand *command);
/* "stage gesprek log [OPTION…] STUDENT [DATUM]" */
char *stage_command_usage(const StageNoun *noun, const StageCommand *command);
