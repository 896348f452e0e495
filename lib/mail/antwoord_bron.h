/* The words of what was sent, to know them again in a reply in which every client breaks the lines elsewhere,
 * changes marks and leaves out accents. Part of antwoord.c. */
#pragma once

#include <glib.h>

typedef struct StageBron StageBron;

/* Of no text (NULL) there are no words. Never NULL. */
StageBron *stage_bron_new(const char *sent);
void stage_bron_free(StageBron *bron);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageBron, stage_bron_free)

/* How much of a line is of what was sent: its first words, up to the end of a line or a sentence there. */
typedef struct {
    guint words;      /* of the line that are of it; 0: none */
    guint of;         /* words that the line has */
    const char *rest; /* what comes after them in the line: at its end, or at a word */
    guint next;       /* the word of the source that comes after them */
    guint vraag;      /* the question that they belong to, or 0 */
    gboolean begins;  /* they begin where a line begins */
    gboolean asks;    /* they are a question's first sentence, with or without its number */
} StageBronDeel;

/* `from` is where the lines before ended: a line that goes on there needs but one word, others need more.
 * `after` is the line that comes next, or NULL: of a few words, one that goes on there too is the proof. */
StageBronDeel stage_bron_find(const StageBron *bron, const char *line, const char *after, guint from);

/* Whether a line begins with the words that stand at a place in the source. */
gboolean stage_bron_is_at(const StageBron *bron, const char *line, guint at);
