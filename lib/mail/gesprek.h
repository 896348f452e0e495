/* What a message about one talk needs to know of it, and the two messages about one: the questions
 * beforehand, and the summary afterwards. */
#pragma once

#include "mail/sjabloon.h"
#include "model/bericht.h"
#include "model/gesprek.h"

/* A talk with its people, as they are on its day. Text is its own, or NULL. */
typedef struct {
    StageGesprek gesprek;
    StageDay dag; /* held, else planned */
    gint64 student;
    char *student_roepnaam, *student_naam, *student_email;
    char *leerbedrijf;
    gint64 docent;
    char *docent_naam, *docent_email, *docent_telefoon;
    gint64 opleider; /* 0: nobody */
    char *opleider_naam, *opleider_email;
    char *team;        /* of the docent */
    StageDay volgende; /* the day of the talk that is planned next; unset: none */
} StageMailGesprek;

/* NOT_FOUND when there is no such talk. `out` is the caller's to clear. */
gboolean stage_mail_gesprek_read(StageDb *db, gint64 gesprek, StageMailGesprek *out, GError **error);
void stage_mail_gesprek_clear(StageMailGesprek *g);

/* What a question says of when and how, by which one that waits is known to be still right (bericht.inhoud);
 * the caller frees it. */
char *stage_mail_vraag_over(const StageMailGesprek *g);

/* The questions to the praktijkopleider; the caller frees both. */
void stage_mail_vraag_make(const StageSjabloon *s, const StageMailGesprek *g, const char *taal,
                           const char *school, char **out_onderwerp, char **out_tekst);

/* What a summary says: the notes by key without what is confidential, the judgement, the choices and the
 * agreements that were made. No signaal. Text is its own, or NULL. */
typedef struct {
    char *sleutel[4];
    char *afspraken;
    char *afdruk; /* a print of all of it, by which versions are told apart */
} StageSamenvatting;
gboolean stage_samenvatting_read(StageDb *db, const StageMailGesprek *g, const char *taal,
                                 StageSamenvatting *out, GError **error);
void stage_samenvatting_clear(StageSamenvatting *s);

/* Whether a question or summary that has yet to go is still right: the talk is there, of a question to come
 * and at the time that it says, of a summary it was not changed, and no note of it made confidential. */
gboolean stage_mail_brief_holds(StageDb *db, const StageBericht *b, StageDay today, gboolean *out,
                                GError **error);

typedef struct {
    const char *naam; /* of whom it is to */
    const char *taal;
    const char *school;
    gint64 versie;
    gboolean vervangt; /* an earlier version went to them */
} StageVerslagAan;
void stage_mail_verslag_make(const StageSjabloon *s, const StageMailGesprek *g, const StageSamenvatting *what,
                             const StageVerslagAan *to, char **out_onderwerp, char **out_tekst);
