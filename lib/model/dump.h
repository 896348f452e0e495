/* Everything that the store holds as JSON lines, and back. The first line says what it is, the last one how
 * many lines there are and their hash, so that a part is not taken for the whole:
 *
 *   {"stage":"dump","versie":1,"schema":5}
 *   {"tabel":"student","id":1,"nummer":"0012",…}          a row; null for no value
 *   {"tabel":"handeling","id":1,…}  {"tabel":"journaal",…}  what was done, with its hashes
 *   {"tabel":"voor_journaal","naam":"student","laatste":0}  rows up to this id are older than the journal
 *   {"tabel":"teller","naam":"student","laatste":12}        the last id that a table gave out
 *   {"einde":42,"sha256":"…"}                               lines before this one, and SHA-256 over their
 * bytes
 */
#pragma once

#include <stdio.h>

#include "db/db.h"

/* Takes a line, without its newline; FALSE stops the dump with the error that it set. */
typedef gboolean (*StageDumpLine)(const char *text, void *data, GError **error);

/* Hands it out line by line; the caller sees to one and the same state of the store (stage_db_begin_read()).
 * *out_rows is how many rows it has, of whatever table. */
gboolean stage_dump_write(StageDb *db, StageDumpLine line, void *data, guint64 *out_rows, GError **error);

/* Reads it into an empty store, inside stage_db_begin_load(). EXISTS when the store is not empty; BAD_INPUT,
 * beginning with `name` and the line, for what is no whole dump. */
gboolean stage_dump_read(StageDb *db, FILE *from, const char *name, guint64 *out_rows, GError **error);
