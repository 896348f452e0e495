/* Cells of CSV (RFC 4180) that a spreadsheet can open: whoever writes CSV for others writes its cells here.
 */
#pragma once

#include <glib.h>

/* Appends a cell, in quotes where it needs them. One that begins with = + - @, a tab or a carriage return
 * would be run as a formula by a spreadsheet: it gets an apostrophe in front, which makes it text. */
void stage_csv_cell(GString *to, const char *text);
