/* What an import did: the file, how it was read, and its counts of rows. Who did it and when stands with its
 * action. */
#pragma once

#include "model/entity.h"

typedef struct {
    gint64 id;
    char *bestand; /* the file's name, without its folder */
    char *sha256;  /* of the file, in hexadecimal digits */
    char *profiel;
    char *codering;
    gint64 rijen; /* rows of data; each is one of the next four or, when it is new or changed in part, a
                     conflict */
    gint64 geweigerd;
    gint64 nieuw;
    gint64 gewijzigd;
    gint64 ongewijzigd;
    gint64 conflicten; /* fields that stayed as somebody typed them */
    gint64 verdwenen;  /* placements of an earlier import that were not in it */
} StageInvoer;

extern const StageEntity stage_invoer;

/* id, tijdstip, wie, bestand, profiel, codering, rijen, nieuw, gewijzigd, ongewijzigd, conflicten, geweigerd,
 * verdwenen, sha256: the newest first, at most `limit` (0: all). */
StageStmt *stage_invoer_list(StageDb *db, guint limit, GError **error);
