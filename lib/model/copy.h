/* One store copied into another, of whatever engine, row by row: journal, hashes and numbers are those of the
 * first. It goes in transactions of some thousands of rows, so that a copy that is broken off goes on where
 * it was. Until the last of them the other store has a row that says that it is not finished
 * (STAGE_DB_UNFINISHED), with a print of the store that it is a copy of: nothing but this opens it, and it is
 * never filled up from a store that changed meanwhile. */
#pragma once

#include "db/db.h"

typedef struct {
    StageDb *from;                   /* inside stage_db_begin_read() */
    StageDb *to;                     /* opened as STAGE_DB_COPY, or just made */
    const char *from_name, *to_name; /* as they may be shown */
    const char *today;
    void (*step)(guint rows, double part,
                 void *data); /* so many were copied; so much of the whole is there */
    void *data;

    /* What stage_copy_begin() sets, and the rest keeps. */
    char *print; /* of the store that is copied; stage_copy_clear() frees it */
    guint64 total;
    guint64 there;  /* rows of an earlier time */
    guint64 copied; /* rows of this time */
    guint64 kept;   /* of all these, those that are committed */
} StageCopy;

/* Marks an empty store as a copy that is not finished, or finds that it is one of the same store, as that is
 * now. EXISTS when the other store is not empty; BAD_INPUT when it is a copy of another store, or of another
 * state of it. */
gboolean stage_copy_begin(StageCopy *copy, GError **error);

/* Copies what is not there yet. BUSY when another process is doing the same. */
gboolean stage_copy_rows(StageCopy *copy, GError **error);

/* Begins the last transaction, in which the copy is finished: numbers, indexes, and the mark taken away. The
 * caller looks whether it is sound, and commits it. */
gboolean stage_copy_finish(StageCopy *copy, GError **error);

void stage_copy_clear(StageCopy *copy);
