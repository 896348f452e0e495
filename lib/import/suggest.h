/* A profile for a header that none knows: what is certain, the nearest field for the rest, and what to ask.
 */
#pragma once

#include "import/rows.h"

typedef struct {
    char *header;     /* as a profile names it: "Adres#2" for the second of that name */
    int field;        /* in stage_import_columns, or -1: left out */
    gboolean certain; /* known by its name, or never stored; otherwise somebody should look at it */
} StageSuggested;

typedef struct {
    GPtrArray *columns; /* StageSuggested *, in the order of the file */
} StageSuggestion;

StageSuggestion *stage_suggest(const StageRecord *header);
void stage_suggestion_free(StageSuggestion *suggestion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageSuggestion, stage_suggestion_free)

/* The profile's text, JSON that stage_profile_parse() reads; the caller frees it. */
char *stage_suggestion_text(const StageSuggestion *suggestion, const char *name);

/* The profile of what is known everywhere, as such a text. */
char *stage_suggest_generic(void);
