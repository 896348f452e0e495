/* The words by which the parts of a mail are known, all as stage_fold() gives them. Part of antwoord.c. Each
 * list ends with NULL. */
#pragma once

#include <glib.h>

/* The four headers above what is answered, and the others that may stand between them. */
enum {
    STAGE_KOP_VAN = 1,
    STAGE_KOP_DATUM = 2,
    STAGE_KOP_AAN = 4,
    STAGE_KOP_ONDERWERP = 8,
    STAGE_KOP_ANDER = 16,
};
typedef struct {
    const char *woord;
    guint bit;
} StageKopWoord;
extern const StageKopWoord stage_kop_woorden[];

extern const char *const stage_schreef_begin[];    /* a line that says who wrote begins with it */
extern const char *const stage_schreef_midden[];   /* or has it after a name */
extern const char *const stage_schreef[];          /* and has this somewhere */
extern const char *const stage_scheiding[];        /* "Oorspronkelijk bericht" */
extern const char *const stage_aanhef[];           /* "beste" */
extern const char *const stage_afsluiting[];       /* "met vriendelijke groet" */
extern const char *const stage_naam_woorden[];     /* small words in and around names */
extern const char *const stage_geen_naam[];        /* words of answers, also with a capital */
extern const char *const stage_verstuurd[];        /* "verstuurd vanaf" */
extern const char *const stage_toestel[];          /* "iphone" */
extern const char *const stage_contact[];          /* "tel", before a number */
extern const char *const stage_waarschuwing[];     /* "buiten de organisatie" */
extern const char *const stage_disclaimer_begin[]; /* how disclaimers begin */
extern const char *const stage_disclaimer[];       /* what they have somewhere */
extern const char *const stage_akkoord_woorden[];  /* a word of agreement */
extern const char *const stage_vul_woorden[];      /* words that may stand around it and change nothing */
extern const char *const stage_akkoord_zinnen[];   /* agreement in words that alone are none */

/* Whether a text is one of a list. */
gboolean stage_woorden_is(const char *const *list, const char *folded);
/* Whether one of a list stands in it, as whole words. */
gboolean stage_woorden_in(const char *const *list, const char *folded);
/* The longest of a list that it begins with, as whole words; or NULL. */
const char *stage_woorden_prefix(const char *const *list, const char *folded);
gboolean stage_woorden_any_prefix(const char *const *list, const char *folded);
/* Whether one of its words is in a list. */
gboolean stage_woorden_word(const char *const *list, const char *folded);
