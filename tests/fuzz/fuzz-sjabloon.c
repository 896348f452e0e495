/* Whatever text as a template of every kind: its faults have a line of it and words that can go to a
 * terminal; what is filled in appears as it is, once for each time it is asked for, and never more than there
 * is room for. */
#include "fuzz.h"

#include <string.h>

#include "base/text.h"
#include "mail/sjabloon.h"

enum { NAMES = 32 };

typedef struct {
    guint faults, lines;
} Told;

static void
tell(guint line, const char *what, void *data)
{
    Told *told = data;

    told->faults++;
    g_assert_true(line >= 1 && line <= told->lines);
    g_assert_true(stage_is_visible(what) && *what != '\0');
}

static guint
count(const char *text, const char *part)
{
    guint n = 0;

    while ((text = strstr(text, part)) != NULL) {
        text += strlen(part);
        n++;
    }
    return n;
}

/* All placeholders have the same value, which no template says by itself; `text` gives its second line. */
static void
try_fill(const StageSjabloon *s, const StageSjabloonSoort *soort, const char *text, gboolean sound)
{
    g_autofree char *value = g_strdup_printf("\x01<{naam}{{\n%.200s>\x01", sound ? "{?dag}{punten" : text);
    g_autofree char *plain = g_strdup("<{naam} {{ {?dag}>");
    StageInvulling values[NAMES] = { 0 }, plains[NAMES] = { 0 };
    guint n = 0;

    for (const char *const *naam = soort->namen; *naam != NULL && n < NAMES - 1; naam++, n++) {
        values[n] = (StageInvulling){ *naam, value };
        plains[n] = (StageInvulling){ *naam, plain };
    }
    g_autofree char *body = stage_sjabloon_fill(s, NULL, values);
    g_autofree char *without = stage_sjabloon_fill(s, NULL, NULL);
    g_autofree char *again = stage_sjabloon_fill(s, NULL, plains);
    g_autofree char *onderwerp = stage_sjabloon_fill(s, "onderwerp", plains);
    g_assert_true(strlen(body) <= STAGE_GEVULD_MAX && g_utf8_validate(body, -1, NULL));
    g_assert_true(g_str_has_suffix(body, "\n") && g_str_has_suffix(without, "\n"));
    if (sound) {
        g_assert_cmpuint(count(body, value), ==, count(body, "\x01") / 2);
        g_assert_cmpuint(count(body, value), ==, count(again, plain));
        g_assert_null(strstr(without, "\n\n\n"));
    }
    for (const StageSjabloonVeld *veld = soort->velden; veld->naam != NULL; veld++) {
        g_autofree char *line = stage_sjabloon_fill(s, veld->naam, values);
        g_assert_true(stage_is_visible(line) && (!sound || *line != '\0' || strchr(text, '{') != NULL));
    }
    if (strchr(onderwerp, '<') != NULL && sound && count(text, "<") == 0)
        g_assert_nonnull(strstr(onderwerp, plain));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = size == 0 ? g_strdup("") : g_strndup((const char *)data, size);

    for (const StageSjabloonSoort *soort = stage_sjabloon_soorten; soort->naam != NULL; soort++) {
        Told told = { 0, 1 + count(text, "\n") };
        guint faults = G_MAXUINT;
        g_autoptr(StageSjabloon) s = stage_sjabloon_read(soort, text, tell, &told, &faults);
        g_assert_cmpuint(faults, ==, told.faults);
        try_fill(s, soort, text, faults == 0 && count(text, "<") == 0);
    }
    return 0;
}
