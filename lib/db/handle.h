/* What a handle is, for the files that have its functions: db.c, and whole.c for the store as a whole. */
#pragma once

#include "db/driver.h"

struct StageDb {
    const StageDriver *driver;
    void *conn;
    GHashTable *idle; /* the address of a statement's SQL → the engine's prepared statement, not in use */
    GHashTable *made; /* statements that are made from a table */
    gboolean in_transaction;
};
