/* Text from outside: is it safe to keep, how is it searched, how is it shown. All text is UTF-8. */
#pragma once

#include <glib.h>

/* The longest one-line text (a name, a class, an address) that is kept, in bytes. */
#define STAGE_LINE_MAX 400
/* The longest note, in bytes. */
#define STAGE_NOTE_MAX (64 * 1024)

/* A copy in which control characters, line and paragraph separators, bidirectional overrides and
 * broken bytes are written out (\x1b, \u202e), so that it can go to a terminal. The caller frees it. */
char *stage_visible(const char *text);

/* Whether stage_visible() would leave `text` as it is. */
gboolean stage_is_visible(const char *text);

/* Whether a line of what was typed is one of ours, to be left out: "#", or "# " and more. */
gboolean stage_is_remark(const char *line);

/* Whether `text` may be kept as one line: valid UTF-8, not empty, no control characters or overrides,
 * at most STAGE_LINE_MAX bytes. `what` names it in the error, in words to be translated. */
gboolean stage_check_line(const char *text, const char *what, GError **error);

/* Whether `text` may be kept as a note: the same, but newlines and tabs are welcome and it may have
 * STAGE_NOTE_MAX bytes. */
gboolean stage_check_note(const char *text, const char *what, GError **error);

/* Whether a number in `text` is a BSN by its form, nine figures as they are written (123456789, 1234.56.789,
 * 123 456 789), and by its check, the eleven-test. */
gboolean stage_has_bsn(const char *text);

/* A copy in which every such number is a row of x. The caller frees it. */
char *stage_mask_bsn(const char *text);

/* Whether nine figures pass the eleven-test of a BSN: 9 a + 8 b + … + 2 h - i is a multiple of 11, and not
 * all of them are 0. */
gboolean stage_passes_eleven_test(const char *nine);

/* Whether it has the form a@b.c: something, one @, a name with a point in it; no blanks, no angle brackets,
 * at most 254 bytes (RFC 5321), ASCII or not. */
gboolean stage_is_email(const char *text);

/* A copy that a shell takes for one word: quoted when it has anything but letters, figures and -_.:@/. The
 * caller frees it. */
char *stage_shell_word(const char *text);

/* A copy without white space (Unicode's, the no-break space too) at both ends and with every run of
 * it inside made one space. The caller frees it. */
char *stage_squeeze(const char *text);

/* The form in which names are searched and headers are compared: without case and diacritics,
 * apostrophes dropped, other punctuation a space, one space between words: "Zoë van 't Hof" is
 * "zoe van t hof". Broken UTF-8 gives an empty string. The caller frees it. */
char *stage_fold(const char *text);

/* Like stage_fold(), but every space is dropped too: "E-mail adres" is "emailadres". */
char *stage_fold_tight(const char *text);

/* How many letters must be put in, left out, changed or swapped with their neighbour to make one text
 * of the other (Damerau 1964, the restricted form), in bytes; both at most 63 long, else 64. */
guint stage_distance(const char *one, const char *other);

/* Of `names` (NULL-terminated) the one nearest to `text`, or NULL when none is near enough to be meant:
 * the distance is at most a third of the longer one. */
const char *stage_nearest(const char *text, const char *const *names);

/* The place of a word in a list that ends with NULL; -1 when it is not there, or NULL. */
int stage_word_place(const char *const *words, const char *word);
