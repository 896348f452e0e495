/* clang-format off */
/* What was typed of a conversation, taken apart along the keys: the way from a docent's words to rows of the
 * model, as import/ is for an export. The same form comes from an editor, from standard input and, an item a
 * line, as JSON.
 *
 * A line that begins with a heading begins a note, and further lines belong to it:
 *
 *     [aha] Snapt waarom een index helpt.     a heading of the template
 *     praten: ja, in de pauze                 the same without brackets, where the name is exactly one we know
 *     1: een notitie bij sleutel 1            a key, without saying which aspect
 *     herkend: ja                             a field of the note above it
 *     [afspraak] student: leest het handboek, voor 5 dec
 *     [afspraak 3] Gelezen.                   what came of an agreement: it is closed
 *     [volgende] 12 jan 14:30 bezoek
 *     [vertrouwelijk] …
 *
 * Lines that are "#" or begin with "# " are ours and left out, and so is a heading without anything below it.
 * A heading may come more than once, and makes a note each time. Nothing is dropped in silence: text above
 * the first heading and an unknown heading in brackets are errors that name the line. */
/* clang-format on */
#pragma once

#include "model/dossier.h"

/* What a heading stands for. */
typedef enum {
    STAGE_KOP_SLEUTEL,   /* a note of a key without an aspect */
    STAGE_KOP_ASPECT,    /* a note of an aspect */
    STAGE_KOP_KANS,      /* the same, of a chance to learn: offered or not */
    STAGE_KOP_OORDEEL,   /* an inschatting begins */
    STAGE_KOP_VOORBEELD, /* and the rest of it */
    STAGE_KOP_ZIENSWIJZE,
    STAGE_KOP_VERWACHTING,
    STAGE_KOP_KEUZE, /* a begeleidingskeuze */
    STAGE_KOP_AFSPRAAK,
    STAGE_KOP_VOLGENDE,
    STAGE_KOP_VERTROUWELIJK,
} StageKopSoort;

typedef struct {
    const char *naam; /* as it stands in brackets */
    StageKopSoort soort;
    gint64 sleutel;     /* 1-4; 0: none */
    const char *aspect; /* as in stage_aspecten; NULL: none */
    const char *alias;  /* another word for it, folded; or NULL */
} StageKop;

/* In the order of the template; ends with a NULL naam. */
extern const StageKop stage_koppen[];

/* The heading of that name, folded or not, or of an alias of it; NULL when there is none. */
const StageKop *stage_kop_named(const char *naam);
/* All names, or those of aspects alone, with commas between them. The caller frees it. */
char *stage_kop_names(gboolean aspects);

typedef struct {
    const StageKop *kop;
    guint line;     /* of its heading, from 1; 0: it was not typed in lines */
    gint64 geboden; /* STAGE_YES, STAGE_NO; 0: not said */
    char *tekst;    /* NULL: none */
    char *volgens;  /* these as in their tables */
    char *herkend;
    char *gebied;
    gint64 inschatting; /* that it answers; -1: none; 0: the last one of this report, if there is one */
} StageVerslagNote;

/* What came of an agreement: it is closed with the text, or stays open and gets another day. */
typedef struct {
    guint line;
    gint64 afspraak;
    char *resultaat;
    StageDay voor;
} StageVerslagGedaan;

typedef struct {
    GPtrArray *notes;     /* StageVerslagNote, in the order in which they were typed */
    GPtrArray *afspraken; /* StageAfspraak: wie, wat, voor; id is the line */
    GPtrArray *gedaan;    /* StageVerslagGedaan */
    StageDay volgende;    /* the day agreed for the next talk */
    char *tijd;           /* HH:MM of it */
    char *vorm;
    GHashTable *typed; /* the notes of the form: each is there once */
} StageVerslag;

StageVerslag *stage_verslag_new(void);
void stage_verslag_free(StageVerslag *verslag);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageVerslag, stage_verslag_free)

/* Whether there is anything in it. */
gboolean stage_verslag_any(const StageVerslag *verslag);

/* Takes a text of that form apart and adds what it holds. `today` is what days are read by. BAD_INPUT begins
 * with the line; the report may then hold a part of it. */
gboolean stage_verslag_parse(StageVerslag *verslag, const char *text, StageDay today, GError **error);

/* Adds one note below a heading; text of an aspect may stand below its key ("aha: …"). */
gboolean stage_verslag_note(StageVerslag *verslag, const StageKop *kop, const char *text, StageDay today,
                            GError **error);
/* Adds one agreement, "student: leest het handboek, voor 5 dec": without a name it is the docent who does it.
 */
gboolean stage_verslag_afspraak(StageVerslag *verslag, const char *text, StageDay today, GError **error);
/* Adds what came of an agreement: "3 gelezen". */
gboolean stage_verslag_gedaan(StageVerslag *verslag, const char *text, GError **error);
/* Takes "12 jan 14:30 bezoek" as the next talk. */
gboolean stage_verslag_volgende(StageVerslag *verslag, const char *text, StageDay today, GError **error);

/* Whether a text is JSON lines rather than the form. */
gboolean stage_verslag_is_json(const char *text);
/* Adds the items of JSON lines, an object each (json.c has their members, and stage-gesprek(1));
 * errors are as those of the form. Days are YYYY-MM-DD. */
gboolean stage_verslag_parse_json(StageVerslag *verslag, const char *text, GError **error);

/* The rows that it became. */
typedef struct {
    guint notities, inschattingen, keuzes, afspraken, gesloten, verzet;
} StageVerslagCounts;

/* Puts all of it but the next talk into the store, below a talk that was held: what stands under key 3 as an
 * inschatting of the opleider who was there, under key 4 as begeleidingskeuzes, agreements as open ones.
 * Errors begin with the line where there is one. */
gboolean stage_verslag_keep(StageDb *db, const StageVerslag *verslag, const StageGesprek *gesprek,
                            StageVerslagCounts *out, GError **error);
