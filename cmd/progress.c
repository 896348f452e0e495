#include "cmd/progress.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"

/* Nothing for what is done at once, and no more often than an eye can follow. */
enum { FIRST_AFTER = 500 * 1000, EVERY = 200 * 1000, WIDTH = 20 };

void
stage_progress_begin(StageProgress *progress, gboolean quiet)
{
    *progress = (StageProgress){ .shown = !quiet && isatty(STDERR_FILENO) == 1,
                                 .begun = g_get_monotonic_time() };
    progress->next = progress->begun + FIRST_AFTER;
}

static void
draw(const StageProgress *progress, guint rows, double part, gint64 now)
{
    double seconds = (double)(now - progress->begun) / G_USEC_PER_SEC;
    int full = (int)lround(part * WIDTH);
    int left = part > 0 ? (int)ceil(seconds / part - seconds) : 0;

    fprintf(stderr, "\r[%.*s%.*s] %3d %%  ", full, "####################", WIDTH - full,
            "                    ", (int)lround(part * 100));
    if (rows > 0)
        fprintf(stderr, _("%u rows, %.0f a second, "), rows, rows / seconds);
    fprintf(stderr, _("%d:%02d left"), left / 60, left % 60);
    fputs("\x1b[K", stderr);
}

void
stage_progress_step(StageProgress *progress, guint rows, double part)
{
    gint64 now = progress->shown ? g_get_monotonic_time() : 0;

    if (!progress->shown || now < progress->next)
        return;
    draw(progress, rows, CLAMP(part, 0, 1), now);
    progress->next = now + EVERY;
    progress->drawn = TRUE;
}

void
stage_progress_end(StageProgress *progress)
{
    if (progress->drawn)
        fputs("\r\x1b[K", stderr);
    progress->drawn = FALSE;
}
