/* A message that is to go out by mail, or went. It is written before it is handed over and marked when it
 * was, so that a process that is stopped between the two repeats one message at most, under the Message-ID
 * that it had. What left cannot be taken back: no journal watches over it (model/entities.h). */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *soort; /* stage_bericht_soorten */
    char *rol;   /* whose address it is: stage_bericht_rollen */
    gint64 persoon;
    char *adres;
    char *naam;
    gint64 plaatsing; /* 0: of more than one */
    gint64 gesprek;
    gint64 versie;   /* of a verslag that of the summary; else the how-manieth of its kind about this
                        gesprek, or to this person */
    char *taal;      /* nl, en */
    char *kenmerk;   /* a word that nobody can guess, for the address of a reply */
    char *messageid; /* without angle brackets */
    char *onderwerp;
    char *tekst;  /* of a reminder until it went */
    char *inhoud; /* of a verslag: a print of what it says (SHA-256), by which versions are told apart */
    StageDay datum;
    char *gemaakt; /* an instant, as are the next ones */
    char *verstuurd;
    char *ingetrokken; /* it will not go: it was no longer needed, or (with fout) it could not */
    gint64 pogingen;
    char *volgende; /* not to be tried again before */
    char *fout;
} StageBericht;

extern const StageEntity stage_bericht;
/* Both end with NULL. */
extern const char *const stage_bericht_soorten[];
extern const char *const stage_bericht_rollen[];

/* SQL: whether a bericht, by its alias, is to go. */
#define STAGE_SQL_TE_GAAN(b) "(" b ".verstuurd IS NULL AND " b ".ingetrokken IS NULL)"

/* Names a message: its versie when that is 0, kenmerk and messageid, from its kind, gesprek, versie,
 * recipient and text and the store's own secret (RFC 2104), so that the same message has the same name.
 * `domain` is what stands behind the @, `chance` the secret when the store has none yet (model/geheim.h). */
gboolean stage_bericht_name(StageDb *db, StageBericht *b, const char *domain, const char *chance,
                            GError **error);

/* How long is waited after the n-th attempt (from 1) that failed, in minutes; 0: it is given up. */
int stage_bericht_wait(gint64 attempt);

/* The first one after id `after` that is to go and may be tried at an instant; id 0 when there is none. What
 * a blokkade keeps from its address stays where it is. `out` must be zero or hold an earlier one. */
gboolean stage_bericht_next(StageDb *db, gint64 after, const char *now, StageBericht *out, GError **error);
/* It went. */
gboolean stage_bericht_sent(StageDb *db, gint64 id, const char *now, GError **error);
/* It did not: it is tried again at `next`, or never (NULL). */
gboolean stage_bericht_failed(StageDb *db, gint64 id, const char *now, const char *next, const char *why,
                              GError **error);
/* One that failed is tried again at the next run, also when it was given up. BAD_INPUT when it went, or was
 * withdrawn since it was no longer needed; NOT_FOUND. */
gboolean stage_bericht_retry(StageDb *db, gint64 id, GError **error);
/* It is no longer needed. */
gboolean stage_bericht_withdraw(StageDb *db, gint64 id, const char *now, GError **error);

/* The one of that Message-ID or kenmerk; 0 when there is none. */
gboolean stage_bericht_find(StageDb *db, const char *name, gint64 *out_id, GError **error);
/* The one of a kind of a gesprek to somebody, the last; 0 when there is none. */
gboolean stage_bericht_last(StageDb *db, const char *soort, gint64 gesprek, const char *rol, gint64 *out_id,
                            GError **error);
/* The Message-IDs of what went before it to the same person about the same gesprek, else of the same kind;
 * the oldest first, at most ten, ending with NULL. The caller frees them. */
char **stage_bericht_thread(StageDb *db, const StageBericht *b, GError **error);

typedef struct {
    gint64 id; /* 0: all, here and below */
    gint64 student;
    gint64 gesprek;
    const char *soort;
    gboolean open; /* only what did not go: to be tried again, or given up */
    guint limit;   /* the newest; 0: all */
} StageBerichtFilter;

/* id, datum, soort, rol, naam, adres, plaatsing, gesprek, versie, gemaakt, verstuurd, pogingen, volgende,
 * fout, ingetrokken, messageid, onderwerp, tekst; the newest first. */
StageStmt *stage_bericht_list(StageDb *db, const StageBerichtFilter *filter, GError **error);
