/* The texts of conversations that a school or a team may replace: questions, guides, words. Those of the
 * installation come first, then what stands in gesprek/ beside the configuration of the system and that of
 * the user; each of these may have a folder for a team. */
#pragma once

#include "cmd/command.h"

/* The files of that name that exist, the one that counts most last: installed, the system's, its team's, the
 * user's, its team's. `team` is a name, or NULL for none; its folder is the name without capitals and
 * accents, with hyphens for spaces. The caller frees them with g_strfreev(). */
char **stage_texts_paths(const StageContext *ctx, const char *team, const char *name);

/* What a file has: valid UTF-8 of at most 256 KiB, with lines that end in a newline, whatever ended them.
 * CONFIG names the file. The caller frees it. */
char *stage_texts_read(const char *path, GError **error);

/* The language of messages, nl or en, for what is chosen by it. */
const char *stage_texts_language(const StageContext *ctx);
