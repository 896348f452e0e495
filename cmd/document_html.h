/* What the writers of an HTML page share; only document_html*.c need it. */
#pragma once

#include "cmd/document.h"

/* Text with its line breaks, made safe; and text that is visible already (cmd/shown.h). */
void stage_html_text(StagePage *page, const char *text);
void stage_html_safe(StagePage *page, const char *text);
/* ' name="text"', on one line. */
void stage_html_attribute(StagePage *page, const char *name, const char *text);

/* What stands before and after the content. A page with figures has the script that draws and filters them,
 * and its texts. `title` may be NULL. */
void stage_html_begin(StagePage *page, const char *title, gboolean figures);
void stage_html_end(StagePage *page, gboolean figures);

/* A table of a few rows, which on a narrow screen become blocks. */
void stage_html_table(StagePage *page, const StageSection *section);
/* A table of figures, perhaps a thousand rows: what its columns are is said once, over them, for the script
 * that draws and filters it (data/page/table.js). */
void stage_html_figures(StagePage *page, const StageSection *section);
