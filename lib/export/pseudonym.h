/* Names for people and things that tell nothing to who has not the key: HMAC-SHA256 (RFC 2104), of which the
 * first 128 bits are kept. The same key gives the same names, so that exports can be laid side by side. */
#pragma once

#include <glib.h>

/* 256 bits, in hexadecimal figures. */
#define STAGE_PSEUDONYM_KEY 64
enum { STAGE_PSEUDONYM_FIGURES = 32 };

typedef struct StagePseudonym StagePseudonym;

/* From a key as STAGE_PSEUDONYM_KEY hexadecimal figures; NULL when it is none. */
StagePseudonym *stage_pseudonym_new(const char *key);
void stage_pseudonym_free(StagePseudonym *pseudonym);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StagePseudonym, stage_pseudonym_free)

/* The name of a value of a field of a table. Of two tables or fields the same value has other names. */
void stage_pseudonym_of(const StagePseudonym *pseudonym, const char *table, const char *field,
                        const char *value, char out[STAGE_PSEUDONYM_FIGURES + 1]);

/* The key in the file at `path`. When there is none it is made of `chance`, a key that nobody can guess, in a
 * file of its owner only, and *out_made is TRUE. BAD_INPUT when it holds no key or lies in `folder`, which is
 * to be given away; DENIED when others may read it. */
StagePseudonym *stage_pseudonym_open(const char *path, const char *folder, const char *chance,
                                     gboolean *out_made, GError **error);
