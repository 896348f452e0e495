/* What a column of rows holds: described once, for every form in which rows go out. */
#pragma once

#include "db/db.h"

typedef enum {
    STAGE_COLUMN_TEXT,
    STAGE_COLUMN_NUMBER,
    STAGE_COLUMN_PERCENT, /* tenths of a percent: 375 is 37.5 */
    STAGE_COLUMN_YESNO,
    STAGE_COLUMN_DAY,
    STAGE_COLUMN_STAND, /* text: the state of a moment, in its colour on a terminal */
    STAGE_COLUMN_BAR,   /* text: such states with commas; a sign for each in a table */
} StageColumnType;

typedef struct {
    const char *key;   /* the JSON name, the CSV header, the word for --columns; never renamed */
    const char *title; /* over the column of a table; NULL: not in a table unless asked for */
    StageColumnType type;
    gboolean once; /* a table names it once for rows that share it, and those of this kind before it */
} StageColumn;

/* How many columns a list that ends with a NULL key has. */
static inline guint
stage_columns_count(const StageColumn *columns)
{
    guint n = 0;

    while (columns[n].key != NULL)
        n++;
    return n;
}

/* The rows of a report: as many values as its columns. FALSE stops the report with the error that it set. */
typedef gboolean (*StageRowFunc)(const StageValue *values, void *data, GError **error);

/* Between 1 and 4, and so not told: a number that small says something of somebody. People see "<5", programs
 * null. */
enum { STAGE_FEW = 5 };
static inline StageValue
stage_few(void)
{
    return (StageValue){ STAGE_NULL, STAGE_FEW, NULL };
}
static inline gboolean
stage_is_few(StageValue value)
{
    return value.type == STAGE_NULL && value.number == STAGE_FEW;
}
