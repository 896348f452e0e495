/* What a column of rows holds: described once, for every form in which rows go out. */
#pragma once

#include <glib.h>

typedef enum {
    STAGE_COLUMN_TEXT,
    STAGE_COLUMN_NUMBER,
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
