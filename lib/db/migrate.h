/* Numbered migrations, forward only. All that a store lacks run in one transaction, each with its record in
 * the table `migratie`, which holds the hash of its text: a migration is never edited once released. */
#pragma once

#include "db/driver.h"

/* Brings the store up to the newest migration. One that knows a later migration is TOO_NEW; one whose record
 * does not match the migration's text is CORRUPT. A store with content is copied first. */
gboolean stage_migrate(const StageDriver *driver, void *conn, StageDbOptions *options, GError **error);
