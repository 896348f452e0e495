/* Templates of mail: plain text with a few placeholders, in the languages that a school writes in.
 *
 *     # a remark
 *     Onderwerp: Stage van {student}
 *     Regel laat: {student} bij {leerbedrijf}: {moment} had uiterlijk {dag} gemoeten
 *
 *     Beste {naam},
 *
 *     {?tijd}We spreken elkaar om {tijd}.
 *     {punten}
 *
 * Before the first empty line stand fields, a name and a text each, on one line; after it the body. {name} is
 * replaced by its value (whose last point ends the sentence too), which is taken as it is: nothing in it is a
 * placeholder again. {{ is a brace. A line of the body that begins with {?name} is there only when that has a
 * value; one that holds nothing but placeholders without a value goes too. Empty lines that come together are
 * one. A line that begins with # is a remark, everywhere. A field of a line of a digest is a whole line: the
 * hyphen before it stands in it. */
#pragma once

#include <glib.h>

typedef struct StageSjabloon StageSjabloon;

/* A field that there must be. What may stand in it is its own, so that no template can tell whom a signaal is
 * about. */
typedef struct {
    const char *naam; /* "onderwerp", "regel laat" */
    const char *const
        *namen; /* the placeholders that may stand in it, ends with NULL; NULL: as in the body */
} StageSjabloonVeld;

/* What a kind of message has to fill in: its placeholders and the fields that it needs. */
typedef struct {
    const char *naam;                /* the file is NAAM.LANGUAGE.txt */
    const char *omschrijving;        /* one line, to be translated */
    const StageSjabloonVeld *velden; /* ends with a NULL naam */
    const char *const *namen;        /* what may stand in the body; ends with NULL */
    const char *nodig;               /* the placeholder that must stand in the body, or NULL */
    guint vragen; /* how many questions the body has: lines that begin with "1.", "2.", in their order */
} StageSjabloonSoort;

enum {
    STAGE_SJABLOON_MAX = 256 * 1024, /* bytes of a template */
    STAGE_SJABLOON_NAMEN_MAX = 500,  /* placeholders in it */
    STAGE_GEVULD_MAX = 1024 * 1024,  /* bytes of what comes of it; the rest is left out */
};

/* The kinds that there are; ends with a NULL naam. */
extern const StageSjabloonSoort stage_sjabloon_soorten[];
/* Their names; ends with NULL. */
extern const char *const stage_sjabloon_namen[];
/* NULL when there is none. */
const StageSjabloonSoort *stage_sjabloon_soort(const char *naam);

/* What is wrong with a template, one by one: the line (from 1) and a sentence. */
typedef void (*StageSjabloonFault)(guint line, const char *what, void *data);

/* Reads a template; with faults it is read as far as it can be, and *out_faults counts them. `fault` may be
 * NULL. Never NULL. An unknown placeholder, with the nearest known one; an unclosed brace; a field that is
 * unknown, missing, empty or there twice; an empty body; a question that is missing or out of order; what is
 * no UTF-8, cannot be seen, or is too long: all are faults. A byte order mark and CRLF are none. */
StageSjabloon *stage_sjabloon_read(const StageSjabloonSoort *soort, const char *text,
                                   StageSjabloonFault fault, void *data, guint *out_faults);
void stage_sjabloon_free(StageSjabloon *s);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageSjabloon, stage_sjabloon_free)

/* A value of a placeholder; text may have more lines, NULL or empty is no value. */
typedef struct {
    const char *naam;
    const char *tekst;
} StageInvulling;

/* A field ("onderwerp", "regel laat") or the body (NULL), filled in; a field is one line, whatever its values
 * have, and empty when there is none of that name. The body ends in a newline. `values` ends with a NULL
 * naam. The caller frees it. */
char *stage_sjabloon_fill(const StageSjabloon *s, const char *veld, const StageInvulling *values);
