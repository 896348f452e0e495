/* Arguments into a command's struct. */
#pragma once

#include "cmd/command.h"

/* Reads the words after noun and verb. Everything is checked but what stands in the store; those values are
 * kept as text until stage_parse_resolve(). Every error here is one of usage (exit status 64). `values` has
 * command->options_size bytes of zeros. */
typedef struct StageParsed StageParsed;
StageParsed *stage_parse(const StageCommand *command, const char *const *words, StageDay today,
                         StageGlobals *globals, void *values, GError **error);

/* Looks up the students, docenten and so on that were named, with their ids into the struct. */
gboolean stage_parse_resolve(const StageParsed *parsed, StageDb *db, void *values, GError **error);

/* Whether an option of the command itself was given. */
gboolean stage_parsed_any(const StageParsed *parsed);

void stage_parsed_free(StageParsed *parsed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StageParsed, stage_parsed_free)

/* Takes the global options from the front of argv (before the noun); *out_used words were read. */
gboolean stage_parse_globals(const char *const *words, StageGlobals *globals, guint *out_used,
                             GError **error);
