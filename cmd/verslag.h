/* What is typed of a conversation, from wherever it comes: the arguments, standard input, or an editor. */
#pragma once

#include "cmd/command.h"
#include "verslag/form.h"

enum { STAGE_SLEUTELS = 4 };

typedef struct {
    char **notes[STAGE_SLEUTELS]; /* -1 to -4 */
    char *confidential;
    char **afspraken, **gedaan;
    char *volgende;
    gboolean none; /* it has no notes */
} StageVerslagOptions;

/* Their rows; `where` is the path of the StageVerslagOptions in the command's struct. */
/* clang-format off */
#define STAGE_VERSLAG_OPTIONS(where) \
    { "leerproces", '1', STAGE_ARG_NOTES, N_("TEXT"), N_("key 1: the student's learning; \"aha: …\" names the aspect"), AT(where.notes[0]) }, \
    { "leerpotentieel", '2', STAGE_ARG_NOTES, N_("TEXT"), N_("key 2: the learning potential; \"praten: ja, …\""), AT(where.notes[1]) }, \
    { "inschatting", '3', STAGE_ARG_NOTES, N_("TEXT"), N_("key 3: the praktijkopleider's judgement; \"voorbeeld: …\""), AT(where.notes[2]) }, \
    { "begeleiding", '4', STAGE_ARG_NOTES, N_("TEXT"), N_("key 4: guidance choices; \"toevertrouwen: …\""), AT(where.notes[3]) }, \
    { "vertrouwelijk", 0, STAGE_ARG_NOTE, N_("TEXT"), N_("what you keep to yourself: not in lists, reports or search"), AT(where.confidential) }, \
    { "afspraak", 0, STAGE_ARG_NOTES, N_("AFSPRAAK"), N_("what was agreed: \"student: leest het handboek, voor 5 dec\""), AT(where.afspraken) }, \
    { "gedaan", 0, STAGE_ARG_TEXTS, N_("GEDAAN"), N_("what came of an earlier agreement: \"3 gelezen\""), AT(where.gedaan) }, \
    { "volgende", 0, STAGE_ARG_TEXT, N_("WANNEER"), N_("plan the next talk: \"12 jan 14:30 bezoek\""), AT(where.volgende) }
/* clang-format on */

/* Whether anything was given among the arguments, so that nothing is to be asked. */
gboolean stage_verslag_is_given(const StageVerslagOptions *options);
/* Whether it will be typed in an editor. */
gboolean stage_verslag_is_typed(const StageVerslagOptions *options);

/* The talk that a report is of. */
typedef struct {
    gint64 plaatsing; /* as the heading, only for an editor */
    StageDay day; /* from which days are counted that it names: "voor 5 dec" is the first after the talk */
    const char *heading; /* whom it is about, for people */
    gboolean adds;       /* to a talk that was logged: then there is no going without */
} StageVerslagOf;

/* The report of a talk: what was given, else what standard input says, else what is written in an editor,
 * where the heading and the open agreements stand above it; an answer that cannot be read may be gone on
 * with. BAD_INPUT when there is nothing. The caller frees it. */
StageVerslag *stage_verslag_ask(StageContext *ctx, const StageVerslagOptions *options,
                                const StageVerslagOf *of, GError **error);

/* Puts it into the store below a talk that was held, and says what it became, and which agreements are open.
 */
gboolean stage_verslag_store(StageContext *ctx, const StageVerslag *verslag, const StageGesprek *gesprek,
                             GError **error);
/* Says which agreements of a placement are open. */
gboolean stage_say_afspraken(StageContext *ctx, gint64 plaatsing, GError **error);
