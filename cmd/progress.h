/* How far a long command is, on a terminal; elsewhere nothing. */
#pragma once

#include <glib.h>

typedef struct {
    gboolean shown; /* there is a terminal, and nobody asked for quiet */
    gint64 begun;   /* in microseconds (g_get_monotonic_time()) */
    gint64 next;    /* when the line is written again */
    gboolean drawn; /* the line is on the screen */
} StageProgress;

void stage_progress_begin(StageProgress *progress, gboolean quiet);
/* `part` of the whole (0 to 1) is done, which is so many rows (0: it has none). */
void stage_progress_step(StageProgress *progress, guint rows, double part);
/* Takes the line away. */
void stage_progress_end(StageProgress *progress);
