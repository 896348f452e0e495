/* A page that people read and programs too: headings, facts, rows and prose, in the order in which they are
 * read. Whoever makes it says what there is; how it looks as text, Markdown, HTML or JSON is the printer's
 * business (cmd/document.h).
 *
 * In JSON a document is an object. Facts before the first section are its members; a section is a member that
 * is an object of facts or an array of rows; prose and what has no title is for one of the two only. */
#pragma once

#include "db/db.h"
#include "report/column.h"

typedef enum {
    STAGE_LAYOUT_FACTS, /* "label  value", one below the other */
    STAGE_LAYOUT_TABLE, /* rows below column titles */
    STAGE_LAYOUT_LIST,  /* a line for each row: its columns but the last, and then the last one's text */
    STAGE_LAYOUT_ASK,   /* a list of questions; on paper with room to write an answer */
} StageLayout;

typedef struct {
    char *key;   /* the member in JSON; of a fact: its name. Empty: not in JSON */
    char *label; /* for people; NULL: only in JSON */
    StageColumnType type;
    StageValue value; /* its text is the document's own */
} StageFact;

/* What a picture of a table shows. */
typedef enum {
    STAGE_CHART_NONE,
    STAGE_CHART_BARS,  /* a bar for each row, side by side for each column */
    STAGE_CHART_STACK, /* the columns on top of one another */
    STAGE_CHART_LINES, /* a line for each column, the rows being points in time */
    STAGE_CHART_HEAT,  /* the cells themselves, the darker the more */
} StageChartKind;
typedef struct {
    StageChartKind kind;
    const char *const
        *columns; /* keys, ends with NULL; the rows are named by the first column of the table */
} StageChart;

typedef struct {
    char *key;   /* NULL: the facts at the top, or prose that no program needs */
    char *title; /* NULL: none */
    StageLayout layout;
    const StageColumn *columns; /* of rows; a column without a title is only in JSON */
    guint n_columns;
    GArray *facts;     /* StageFact */
    GPtrArray *rows;   /* StageValue[n_columns] each; their text is the document's own */
    StageValue *total; /* the last row, of all together; NULL: none. In JSON a member KEY_totaal */
    StageChart chart;
    gboolean detail; /* long, and best seen as a picture: text and Markdown leave it out */
    GPtrArray *says; /* char *: paragraphs below it, for people */
    char *none;      /* said in the place of rows when there are none; NULL: then the section is not shown to
                        people */
} StageSection;

typedef struct {
    char *title;         /* NULL: none */
    GPtrArray *sections; /* StageSection; the first one is that of the facts at the top */
    GStringChunk *texts;
    GPtrArray *owned;
} StageDocument;

StageDocument *stage_document_new(const char *title);
void stage_document_free(StageDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageDocument, stage_document_free)

/* Begins a section of facts, or of rows, whose columns end with a NULL key and outlive the document. All text
 * is copied. What follows goes into the section that was begun last. */
void stage_document_facts(StageDocument *document, const char *key, const char *title);
void stage_document_rows(StageDocument *document, const char *key, const char *title, StageLayout layout,
                         const StageColumn *columns, const char *none);
/* A fact; one without a value is in JSON (null), and people do not see it. */
void stage_document_fact(StageDocument *document, const char *key, const char *label, StageColumnType type,
                         StageValue value);
/* A row, of as many values as there are columns. */
void stage_document_row(StageDocument *document, const StageValue *values);
/* The row of all together, below those that were given. */
void stage_document_total(StageDocument *document, const StageValue *values);
/* How the rows are best looked at; `columns` outlives the document. */
void stage_document_chart(StageDocument *document, StageChartKind kind, const char *const *columns);
/* Marks the section as one that text and Markdown leave out. */
void stage_document_detail(StageDocument *document);
/* Takes over memory that it refers to, such as columns that were made; g_free() frees it. */
void stage_document_own(StageDocument *document, void *memory);
/* The section with a key, or NULL. */
const StageSection *stage_document_section(const StageDocument *document, const char *key);
/* A paragraph for people, below what its section has; one that begins with a bullet is an item of a list. */
void stage_document_say(StageDocument *document, const char *text);
#define STAGE_BULLET "• "

/* Text of the little Markdown that our guides are written in ("# title", "## heading", paragraphs, "- items";
 * no markup inside them): each heading is a section, whose paragraphs and items it says; "# title" on top is
 * the document's own. Lines that follow one another are one paragraph or item. Never fails: what is none of
 * these is a paragraph. */
StageDocument *stage_document_from_markdown(const char *text);
