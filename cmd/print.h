/* Rows out. A command sends rows of values; which of the four forms they take is not its business. Everything
 * that came from outside is made safe for where it goes. */
#pragma once

#include "cmd/command.h"

/* table, json, csv, tsv; ends with NULL. */
extern const char *const stage_formats[];

typedef struct StagePrinter StagePrinter;

/* Whether the user asked for neither rows of a form nor columns: what is best to look at will do. */
gboolean stage_is_plain(const StageContext *ctx);

/* A printer for the columns of the context's command, in the format and with the columns that the user asked
 * for. `single` is one thing rather than a list: a table shows its fields below one another, JSON is an
 * object. BAD_INPUT names an unknown column. */
StagePrinter *stage_printer_new(StageContext *ctx, const StageColumn *columns, gboolean single,
                                GError **error);
/* A table shows each further row as a page of its own. */
void stage_printer_as_pages(StagePrinter *printer);
/* Sends a row of as many values as there are columns. */
gboolean stage_printer_row(StagePrinter *printer, const StageValue *values, GError **error);
/* Ends the list and writes what is not written yet. */
gboolean stage_printer_end(StagePrinter *printer, GError **error);
void stage_printer_free(StagePrinter *printer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StagePrinter, stage_printer_free)

/* All rows of a statement, whose columns are those of the command; *out_rows (may be NULL) is how many. */
gboolean stage_print_rows(StageContext *ctx, StageStmt *rows, guint *out_rows, GError **error);
/* The one row of a statement; NOT_FOUND when there is none. */
gboolean stage_print_one(StageContext *ctx, StageStmt *rows, GError **error);

/* What the sinks share; only print*.c need it. */
struct StagePrinter {
    const struct StageSink *sink;
    FILE *out;
    const StageColumn *columns;
    guint n;       /* columns in a row */
    guint *chosen; /* indices of the columns that are written, in their order */
    guint n_chosen;
    gboolean single; /* one thing, below one another */
    gboolean pages;  /* more of them */
    gboolean terminal;
    guint64 rows;
    void *state; /* of the sink */
};

typedef struct StageSink {
    void (*begin)(StagePrinter *printer);
    void (*row)(StagePrinter *printer, const StageValue *values);
    void (*end)(StagePrinter *printer);
    void (*free)(StagePrinter *printer);
} StageSink;

extern const StageSink stage_sink_table;
extern const StageSink stage_sink_json;
extern const StageSink stage_sink_csv;
extern const StageSink stage_sink_tsv;
