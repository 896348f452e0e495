/* The print of a change: "salt$hash", by which the journal proves what a row was and became. The hash is
 * SHA-256 over the salt, the table, the row's id, the state before as the journal has it, and name and value
 * of each column that has one afterwards; every part goes in as "length:bytes,", so that no two changes give
 * the same input. Without the salt nobody can find the content by guessing: taking content and salt away
 * erases it, and the hash still stands in the chain. */
#pragma once

#include <glib.h>

enum { STAGE_ZOUT = 16, STAGE_HASH = 64 }; /* in hexadecimal digits */

/* Takes in a text as "length:bytes,"; NULL is an empty one. */
void stage_afdruk_take(GChecksum *sum, const char *text);

typedef struct {
    GChecksum *sum;
} StageAfdruk;

/* `voor` is NULL for a row that was added. */
StageAfdruk stage_afdruk_begin(const char *zout, const char *tabel, gint64 rij, const char *voor);
/* A column after the change, in the order of the journal's triggers; those that are NULL are left out. */
void stage_afdruk_add(StageAfdruk *afdruk, const char *name, const char *value);
/* Ends it, and writes "salt$hash" and a terminating zero into `out`. */
enum { STAGE_AFDRUK = STAGE_ZOUT + 1 + STAGE_HASH };
void stage_afdruk_end(StageAfdruk *afdruk, const char *zout, char out[STAGE_AFDRUK + 1]);

/* The hash in a print, which may have lost its salt; NULL when it is no print. */
const char *stage_afdruk_hash(const char *afdruk);
