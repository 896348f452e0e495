/* What the parts of `stage complete` share. */
#pragma once

#include "cmd/command.h"

/* "word<TAB>explanation", when the word can still become what is being typed. */
void stage_offer(StageContext *ctx, const char *current, const char *word, const char *explanation);

/* The same for a name, without regard to case and diacritics; FALSE when it was not offered. */
gboolean stage_offer_name(StageContext *ctx, const char *current, const char *name, const char *explanation);

/* The students, docenten and so on that what was typed can become; the context has a store. */
void stage_offer_stored(StageContext *ctx, StageArgKind kind, const char *current);
