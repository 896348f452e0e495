/* A value in words: what a person reads of it, and what a program gets in JSON. */
#pragma once

#include "db/db.h"
#include "report/column.h"

struct cJSON;

/* What a person reads, on one line: control characters made visible, 1 and 0 as words, a bar as signs,
 * nothing for nothing. The caller frees it. */
char *stage_shown(StageColumnType type, StageValue value);
/* The same, of which the newlines of text remain. */
char *stage_shown_lines(StageColumnType type, StageValue value);
/* stage_visible() of each line of a text. The caller frees it. */
char *stage_visible_lines(const char *text);

/* A number as programs read it: 12, 37.5 of a percentage. */
enum { STAGE_NUMBER_SIZE = 24 };
void stage_shown_number(StageColumnType type, gint64 number, char out[STAGE_NUMBER_SIZE]);
/* Whether a column is of numbers, which stand to the right. */
gboolean stage_shown_right(StageColumnType type);

/* The colour of a value on a terminal, as libsmartcols names it, or NULL. */
const char *stage_shown_colour(StageColumnType type, StageValue value);

/* What stands over a column: its title in the user's language, else its key. */
const char *stage_shown_title(const StageColumn *column);

/* Its JSON, to be put into an object that lives no longer than the value's text. */
struct cJSON *stage_shown_json(StageColumnType type, StageValue value);
