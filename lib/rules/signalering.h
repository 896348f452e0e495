/* Rules that see by themselves, from days and what was taken down, that something may threaten to go wrong
 * with a placement. Each says by name what it saw and in which rows; none of them counts or weighs anything
 * else, there is no score, and nothing is decided about anybody: a docent looks, and takes a signaal down, or
 * mutes the rule with a reason. Pure: a dossier and a day in, what is seen out.
 *
 * What the rules look for comes from the four keys of a good conversation (key 1: a moment when the penny
 * dropped; key 3: a judgement with the example that shows it; key 4: growth shows as more being entrusted),
 * from the habit of checking first what was agreed last time, from the joint talk as a talk of three, and
 * from the promise that trouble means an extra talk. Where exactly they draw the line is ours:
 *
 * geen-voorbeeld: the last two inschattingen are both without a voorbeeld. A note of the aspect voorbeeld in
 *   the same talk is one. (begeleiding)
 * geen-leermoment: the last two talks that the student was at have no learning moment: no note of key 1
 *   with the aspect aha, or without an aspect. (te-weinig-leren)
 * afspraak-blijft-open: an agreement that is open was so already at the last two talks, which were held
 *   after the day on which it was made. (anders)
 * vertrouwen-groeit-niet: more than half of the placement is over, guidance choices are known of two days
 *   at least, and none of those of the last two of these days is toevertrouwen, nor is there a note of that
 *   aspect on the first of the two or later. (begeleiding)
 * opleider-afwezig: the praktijkopleider was absent from the last two talks, extra ones apart, and nobody sat
 *   in. (contact)
 * geen-contact: the placement runs, no talk of any kind was held for so many days as the norm below says,
 *   counted from the beginning where none was held since, and none is planned within 14 days. (contact)
 * rood-zonder-gesprek: a signaal that is rood is open, no talk was held after its day, and none is planned:
 *   an extra gesprek is proposed. (of the kind of the signaal, the first of them by day)
 *
 * "The last two" are whole days at a time: the rows of the last day, and when that is one only, those of the
 * day before it too. So it never depends on which of two rows was typed first.
 *
 * What happened after the day that is looked at is not known yet, as in rules/moment.h; what was planned to
 * be held then is. Confidential notes are not used. A placement that was void, or ended more than
 * STAGE_NORM_NALOOP days ago, raises nothing. */
#pragma once

#include "model/dossier.h"

/* In the order of stage_regels (model/demping.h). */
typedef enum {
    STAGE_REGEL_GEEN_VOORBEELD,
    STAGE_REGEL_GEEN_LEERMOMENT,
    STAGE_REGEL_AFSPRAAK_BLIJFT_OPEN,
    STAGE_REGEL_VERTROUWEN_GROEIT_NIET,
    STAGE_REGEL_OPLEIDER_AFWEZIG,
    STAGE_REGEL_GEEN_CONTACT,
    STAGE_REGEL_ROOD_ZONDER_GESPREK,
    STAGE_REGELS
} StageRegel;

/* A talk that is planned within so many days is contact enough. */
enum { STAGE_SIGNALERING_STRAKS = 14 };

typedef struct {
    int contact; /* days without a talk after which geen-contact raises */
} StageSignaleringNorm;

/* A row that a rule saw. */
typedef struct {
    const StageEntity *of;
    gint64 id;
} StageGezien;

/* What one rule sees; at most one for each rule. */
typedef struct {
    StageRegel regel;
    const char *soort; /* of the signaal that it would be (stage_signaal_soorten) */
    guint aantal;      /* of what it is about: inschattingen, talks, agreements, choices, signalen; of
                          geen-contact 0 */
    int dagen;         /* since the day below */
    StageDay sinds; /* the day of the first row that it is about; of geen-contact that of the last talk, else
                       the beginning */
    GArray *rijen;  /* StageGezien: by kind, then by day, then by id */
    const StageDemping *demping; /* that mutes it on the day, the dossier's; NULL: none. Of several the one
                                    that lasts longest, of those the first by id */
} StageWaarneming;

/* What the rules see on a day, as StageWaarneming, in the order of StageRegel; muted ones are there and say
 * so. It points into the dossier, which must live as long; the caller frees it. */
GPtrArray *stage_signalering(const StageDossier *dossier, const StageSignaleringNorm *norm, StageDay on);
