/* Who must act on a day, and what they are told (rules/herinnering.h): docent by docent, then coordinator by
 * coordinator, each with all of their points. Memory grows with what coordinators are told, not with the
 * placements. Nothing is written. */
#pragma once

#include "report/placements.h"
#include "rules/herinnering.h"

typedef struct {
    StagePlacementsQuery of; /* .on is the day */
    int minute;              /* of the day, where the school is */
    int ahead;               /* days before a window closes in which its moment is due */
    int between;             /* days between two times, and of grace for a signaal */
    int from, until;         /* minutes of the day between which mail goes out */
} StageHerinneringenQuery;

/* Why something is held back. */
typedef enum {
    STAGE_TEGEN_NIET,
    STAGE_TEGEN_UREN, /* in the order of StageTijd */
    STAGE_TEGEN_VRIJ,
    STAGE_TEGEN_FEESTDAG,
    STAGE_TEGEN_VAKANTIE,
    STAGE_TEGEN_UITGESTELD, /* snoozed */
    STAGE_TEGEN_BLOKKADE,   /* the person answered STOP, or mail does not arrive */
    STAGE_TEGEN_GEEN_ADRES, /* there is nobody, or no address */
    STAGE_TEGEN_VORIGE,     /* an earlier message to the same person has yet to go */
    STAGE_TEGEN_VANDAAG,    /* they were told today already */
    STAGE_TEGEN_MISLUKT,    /* the last message to this address was given up, not long ago */
    STAGE_TEGEN
} StageTegen;
extern const char *const stage_tegen[]; /* their words; ends with NULL */

typedef struct {
    StagePunt punt;
    gint64 plaatsing;
    guint keer;                                          /* the how-manieth time this is, from 1 */
    char *student, *klas, *leerbedrijf, *docent, *adres; /* or NULL; adres and soort of a blokkade */
    char *soort;
} StageHerinneringPunt;

/* All that one person is told, or is not for one reason. It lives until the next. */
typedef struct {
    gboolean coordinator;
    gint64 persoon;                             /* docent; 0: there is nobody */
    const char *naam, *roepnaam, *adres, *team; /* or NULL */
    const GPtrArray *punten;                    /* StageHerinneringPunt, at least one */
    StageTegen tegen;
} StageHerinneringen;

typedef gboolean (*StageHerinneringenFunc)(const StageHerinneringen *to, void *data, GError **error);

/* *out_lapsed, when not NULL: the ids (gint64) in the ledger of what stands in messages that have yet to go
 * and is no longer so; the caller frees it. */
gboolean stage_report_herinneringen(StageDb *db, const StageHerinneringenQuery *query,
                                    StageHerinneringenFunc func, void *data, GArray **out_lapsed,
                                    GError **error);

/* Each point of one placement: what it was told of, whose turn it is, and what holds it back. */
typedef struct {
    const StageHerinneringPunt *punt;
    StageHerinnerd verteld;
    StageBeurt beurt;
    StageDay weer;    /* when beurt is WACHT */
    StageTegen tegen; /* of the person whose turn it is */
    const char *naam; /* of that person; NULL: nobody */
} StageHerinneringWaarom;
typedef gboolean (*StageHerinneringWaaromFunc)(const StageHerinneringWaarom *why, void *data, GError **error);
gboolean stage_report_herinnering_why(StageDb *db, const StageHerinneringenQuery *query, gint64 plaatsing,
                                      StageHerinneringWaaromFunc func, void *data, GError **error);
