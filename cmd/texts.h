/* The texts that a school or a team may replace: questions, guides and words in the folder gesprek, those of
 * mail in templates. The installed ones come first, then what stands in that folder beside the configuration
 * of the system and that of the user; each of these may have a folder for a team. */
#pragma once

#include "cmd/command.h"

#define STAGE_TEXTS_GESPREK   "gesprek"
#define STAGE_TEXTS_TEMPLATES "templates"

/* The files of that name that exist, the one that counts most last: installed, the system's, its team's, the
 * user's, its team's. `team` is a name, or NULL for none; its folder is the name without capitals and
 * accents, with hyphens for spaces. The caller frees them with g_strfreev(). */
char **stage_texts_paths(const StageContext *ctx, const char *folder, const char *team, const char *name);

/* The name of a team's folder; NULL when nothing of the name is left. The caller frees it. */
char *stage_texts_team(const char *team);

/* Where the user's own file of that name stands, or would stand; BAD_INPUT when the team can have no folder.
 * The caller frees it. */
char *stage_texts_own(const StageContext *ctx, const char *folder, const char *team, const char *name,
                      GError **error);

typedef struct {
    char *path;
    char *name;
    char *team;    /* the name of its folder, or NULL */
    gboolean ours; /* it is an installed one */
} StageTextsFile;

/* Every file that there is in that folder, in the order of stage_texts_paths(), by name within each place.
 * The caller frees the array. */
GPtrArray *stage_texts_files(const StageContext *ctx, const char *folder);

/* What a file has: valid UTF-8 of at most 256 KiB, with lines that end in a newline, whatever ended them.
 * CONFIG names the file. The caller frees it. */
char *stage_texts_read(const char *path, GError **error);

/* A text without a byte order mark, and with lines that end in a newline. The caller frees it. */
char *stage_texts_lines(const char *text);

/* The language of messages, nl or en, for what is chosen by it. */
const char *stage_texts_language(const StageContext *ctx);
