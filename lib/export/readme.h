/* What an export is, in words. */
#pragma once

#include "export/package.h"

/* What it is, how it is written, and what is to be thought of whom it is about: paragraphs. The caller frees
 * it. */
char *stage_export_about(const StageExportOptions *options, GPtrArray *resources);

/* That, and which files there are. The caller frees it. */
char *stage_export_readme(const char *about, const StageExportOptions *options, GPtrArray *resources);
