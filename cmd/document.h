/* Documents out: as text, Markdown, HTML and JSON. What stands in one is report/document.h's business.
 * Everything that came from outside is made safe for where it goes. */
#pragma once

#include "cmd/command.h"
#include "report/document.h"

/* text, md, html, json; and those with the ones of rows, for a command that has both. They end with NULL. */
extern const char *const stage_document_formats[];
extern const char *const stage_page_formats[];

typedef struct {
    gboolean paper;       /* to be printed, with room to write below each question */
    const char *language; /* of the document; NULL: that of the messages */
} StageDocumentLook;

/* The document in the format that the user asked for. Errors: IO. */
gboolean stage_document_print(StageContext *ctx, const StageDocument *document, const StageDocumentLook *look,
                              GError **error);

/* Of a command with a document and a row: whether the user asked for the document. */
gboolean stage_is_document_wanted(const StageContext *ctx);
/* Whether a format is one of documents that no program reads. */
gboolean stage_is_prose(const char *format);

/* What the printers share; only document*.c need it. */
typedef struct {
    FILE *out;
    const StageDocumentLook *look;
    const char *language;
    gboolean bold;
    guint width;      /* of the text */
    gboolean details; /* also what is long */
    gboolean gap;     /* the next block is to be set apart from what stands there */
} StagePage;

void stage_page_text(StagePage *page, const StageDocument *document);
void stage_page_markdown(StagePage *page, const StageDocument *document);
void stage_page_html(StagePage *page, const StageDocument *document);
void stage_page_json(StagePage *page, const StageDocument *document);

/* What a format for people does with the parts of a document. */
typedef struct {
    void (*heading)(StagePage *page, const char *title);
    void (*of[STAGE_LAYOUT_ASK + 1])(StagePage *page, const StageSection *section); /* its facts or rows */
    void (*say)(StagePage *page, const char *const *paragraphs, guint n);
} StagePageParts;

/* Each part of the document that people see, in order. */
void stage_page_each(StagePage *page, const StageDocument *document, const StagePageParts *parts);

/* Whether people see a fact. */
gboolean stage_fact_is_shown(const StageFact *fact);
/* The columns that people see: their indices, *out_n of them. The caller frees them. */
guint *stage_section_columns(const StageSection *section, guint *out_n);
/* A row as a line of text: its columns but the last, and then the last one's text, of which the newlines
 * remain. The caller frees it. */
char *stage_section_line(const StageSection *section, const StageValue *row);
/* What stands above a row of a list: its columns that are named once, when they are not those of the row
 * before; else NULL. A line does not have them again. The caller frees it. */
char *stage_section_group(const StageSection *section, guint row);
/* The text of an item of a list, or NULL when the paragraph is none. */
const char *stage_item_text(const char *paragraph);
