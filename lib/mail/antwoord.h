/* A reply, taken apart: what somebody answered, without what they quoted, greeted or signed with. Pure text
 * in, text out. */
#pragma once

#include <glib.h>

/* Questions in a message stand on lines of their own that begin with "1.", "2.", … */
enum { STAGE_ANTWOORD_VRAGEN = 4 };

typedef struct {
    char *vrij; /* what answers no question by number: above the quotation, or without one; NULL: nothing */
    char *vraag[STAGE_ANTWOORD_VRAGEN]; /* what answers question 1 …; NULL: nothing */
    gboolean stop;                      /* the first line of their own says STOP and nothing else */
} StageAntwoord;

/* Takes a reply apart. `sent` is the text that it answers, or NULL: its lines are known again where a client
 * does not mark a quotation (Outlook), and answers between them are answers to the question above. `answer`
 * must be zero; the caller clears it. */
void stage_antwoord_read(StageAntwoord *answer, const char *text, const char *sent);
void stage_antwoord_clear(StageAntwoord *answer);

/* What a reply says of a summary that it answers. */
typedef enum {
    STAGE_REACTIE_LEEG,    /* nothing of their own, or thanks and no more */
    STAGE_REACTIE_AKKOORD, /* a short word of agreement, and nothing else */
    STAGE_REACTIE_BEZWAAR, /* anything else: what they have to say */
} StageReactieSoort;
StageReactieSoort stage_antwoord_reactie(const StageAntwoord *answer);

/* All that was answered, in order, as one text; NULL when there is nothing. The caller frees it. */
char *stage_antwoord_all(const StageAntwoord *answer);
