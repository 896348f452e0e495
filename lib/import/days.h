/* The days of one column of an export. Which part is the day and which the month is decided once for the
 * column, by all of its cells, since a cell by itself (03/04/2026) may be two days. */
#pragma once

#include "base/day.h"

typedef enum {
    STAGE_ORDER_DMY = 1,
    STAGE_ORDER_MDY = 2,
    STAGE_ORDER_YMD = 4,
    STAGE_ORDER_ANY = 7
} StageDayOrder;

/* The orders that a word of the user's allows: found (any), dmy, mdy, ymd; 0 for another word. */
guint stage_day_orders(const char *word);

/* How a year, a month and a day are written in figures; 2026-09-01 is no question, and none of these. */
typedef enum {
    STAGE_DAY_LAST,  /* 01-09-2026 */
    STAGE_DAY_SHORT, /* 1-9-26, 010926 */
    STAGE_DAY_BARE,  /* 01092026, 20260901 */
    STAGE_DAY_SHAPES
} StageDayShape;

typedef struct {
    StageDay today;
    guint prefer;     /* StageDayOrder bits: those that are taken where the cells leave it open */
    gboolean months;  /* also "1 sep. 2026": only where a profile says so */
    gboolean serials; /* also 46266, the days since 30 December 1899 that a spreadsheet makes of a date */
    struct {
        guint orders;    /* StageDayOrder bits: in which all cells so far can be read */
        gboolean slash;  /* one of them has a slash: it need not be Dutch */
        gboolean differ; /* for one of them the orders give different days */
    } shape[STAGE_DAY_SHAPES];
} StageDayForm;

/* Of a column of which nothing was read; `prefer` as above. */
void stage_day_form_init(StageDayForm *form, guint prefer, StageDay today);

/* Takes a cell, without blanks around it, into account; one that is no day in figures says nothing. */
void stage_day_form_see(StageDayForm *form, const char *cell);

/* Settles for one order: the only one left; else the preferred one; else day before month where the cells
 * have no slash, as in the Netherlands. AMBIGUOUS when it cannot be told; the message does not name the
 * column. */
gboolean stage_day_form_decide(StageDayForm *form, GError **error);

/* Reads a cell of the decided column; a time behind the date is left out. The message shows the cell. */
gboolean stage_day_form_read(const StageDayForm *form, const char *cell, StageDay *out, GError **error);
