/* Files that come into being whole: made under another name, then given their own. */
#pragma once

#include <glib.h>

/* The name to make the file `path` under, beside it; the caller frees it. What a process that is no longer
 * there left under such a name is removed. */
char *stage_file_new_name(const char *path);

/* The same name, and nothing is looked for or removed: for many files in one folder. */
char *stage_file_new_name_only(const char *path);

/* Removes what a process that is no longer there left under such a name: a file, or a folder of files. */
void stage_file_sweep(const char *path);

/* That name as people know it: printable, and without what was put behind it. The caller frees it. */
char *stage_file_shown(const char *path);

/* Removes a folder and the files in it; one with folders in it stays. */
void stage_file_remove_folder(const char *path);

/* The names in a folder, in order of their bytes; the array owns them. NULL when it cannot be read. */
GPtrArray *stage_file_names(const char *folder);

/* Gives a file that was made under such a name its own, on the disk too. Never over a file that is there,
 * also when one comes meanwhile: EXISTS. Errors: EXISTS, IO. */
gboolean stage_file_give_name(const char *made, const char *path, GError **error);

/* Who gives or takes names in the folder of `path` waits for us until the descriptor is closed. -1 where that
 * cannot be had; it is a courtesy. */
int stage_file_lock_folder(const char *path);

/* So that what was done to the names in the folder of `path` is on the disk too. */
void stage_file_flush_folder(const char *path);
