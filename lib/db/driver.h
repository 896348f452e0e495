/* What an engine must do for db.c; nothing else in the library includes this. Every function that can fail
 * sets a GError in the words of stage (error.h), never the engine's own. */
#pragma once

#include "db/db.h"

typedef struct {
    guint number;
    const char *name;
    const char *sql;
} StageMigration;

typedef enum { STAGE_STEP_ROW, STAGE_STEP_DONE, STAGE_STEP_FAILED } StageStep;

typedef struct {
    void *(*open)(const StageDbOptions *options, GError **error);
    void (*close)(void *conn);
    /* Removes a store that could not be made whole. */
    void (*discard)(const StageDbOptions *options);
    /* From here on nothing may be written through this connection. */
    gboolean (*protect)(void *conn, GError **error);
    /* Several statements without parameters: a migration, BEGIN. */
    gboolean (*script)(void *conn, const char *sql, GError **error);
    void *(*prepare)(void *conn, const char *sql, GError **error);
    void (*finalize)(void *stmt);
    gboolean (*bind)(void *stmt, const StageValue *args, guint n, GError **error);
    StageStep (*step)(void *stmt, GError **error);
    void (*reset)(void *stmt);
    guint (*columns)(void *stmt);
    StageValue (*value)(void *stmt, guint column);
    /* Whether a table is there; used before the first migration. */
    gboolean (*has_table)(void *conn, const char *name);
    /* A whole, opened and checked copy beside the store, before a migration; returns its path. NULL and an
     * error when none could be made. */
    char *(*copy)(const StageDbOptions *options, guint version, GError **error);
    /* Whether the store may be written by this process. */
    gboolean (*writable)(void *conn);
    const StageMigration *migrations; /* ends with one whose sql is NULL */
} StageDriver;

extern const StageDriver stage_sqlite_driver;
extern const StageMigration stage_sqlite_migrations[];
