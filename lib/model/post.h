/* A message that came in. It is kept before it is looked at, so that nothing that somebody wrote is lost;
 * what could not be placed waits for a person (uitkomst nakijken). No journal watches over it
 * (model/entities.h). */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *ontvangen; /* an instant */
    StageDay datum;
    char *afdruk;    /* SHA-256 of its bytes: the same message is kept once */
    char *messageid; /* NULL: it has none */
    char *van;       /* the address; NULL: none */
    char *onderwerp;
    char *tekst;       /* its body as text, with a BSN made unreadable */
    char *bron;        /* the message itself, in base64 (RFC 4648); NULL when a BSN stands in it */
    gint64 bericht;    /* what it answers; 0: not known */
    gint64 plaatsing;  /* that it is about; 0: not known */
    char *uitkomst;    /* what became of it: stage_post_uitkomsten */
    char *reden;       /* why that, in the language of who received it */
    char *afgehandeld; /* an instant */
} StagePost;

extern const StageEntity stage_post;
extern const char *const stage_post_uitkomsten[];

typedef struct {
    gint64 id; /* 0: all, here and below */
    gint64 student;
    gboolean all; /* also what needs nobody */
} StagePostFilter;

/* id, ontvangen, van, onderwerp, uitkomst, reden, bericht, soort (of that), plaatsing, student, tekst,
 * afgehandeld; the newest last. */
StageStmt *stage_post_list(StageDb *db, const StagePostFilter *filter, GError **error);

/* A person saw to it. Outside of the journal, as all of this table. */
gboolean stage_post_done(StageDb *db, gint64 id, const char *now, const char *why, GError **error);
