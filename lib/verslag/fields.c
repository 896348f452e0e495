#include "verslag/items.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

typedef enum { GEBODEN, VOLGENS, HERKEND, GEBIED, INSCHATTING, VOOR } What;

static const char *const yesno[] = { "ja", "nee", NULL };

#define OF(soort) (1u << (soort))
#define NOTES     (OF(STAGE_KOP_SLEUTEL) | OF(STAGE_KOP_ASPECT) | OF(STAGE_KOP_KANS))

/* Which field stands below which headings, and what it may be. */
static const struct {
    const char *name;
    What what;
    guint koppen;
    const char *const *choices;
} fields[] = {
    { "geboden", GEBODEN, OF(STAGE_KOP_KANS), yesno },
    { "volgens", VOLGENS, NOTES, stage_notitie_volgens },
    { "herkend", HERKEND, OF(STAGE_KOP_OORDEEL) | OF(STAGE_KOP_ZIENSWIJZE) | OF(STAGE_KOP_KEUZE),
      stage_herkenningen },
    { "gebied", GEBIED, OF(STAGE_KOP_KEUZE), stage_gebieden },
    { "inschatting", INSCHATTING, OF(STAGE_KOP_KEUZE), NULL },
    { "voor", VOOR, OF(STAGE_KOP_AFSPRAAK), NULL },
};

static int
field_named(const char *name)
{
    g_autofree char *key = stage_fold(name);

    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        if (strcmp(fields[i].name, key) == 0)
            return (int)i;
    return -1;
}

gboolean
stage_verslag_is_field(const StageKop *kop, gboolean closes, const char *name)
{
    int i = field_named(name);

    return i >= 0 && (fields[i].koppen & OF(kop->soort)) != 0 && (fields[i].what != VOOR || closes);
}

/* The choice that a value begins with, and what stands behind it. */
static const char *
choice_of(const char *const *choices, const char *value, char **out_rest)
{
    gsize length = strcspn(value, " ,.;:!");
    g_autofree char *word = g_strndup(value, length);
    g_autofree char *key = stage_fold(word);

    for (; *choices != NULL; choices++)
        if (strcmp(*choices, key) == 0) {
            const char *rest = value + length + strspn(value + length, " ,.;:!");
            *out_rest = *rest == '\0' ? NULL : g_strdup(rest);
            return *choices;
        }
    return NULL;
}

/* What was typed twice is told rather than forgotten. */
static gboolean
check_once(gboolean again, const char *name, GError **error)
{
    return !again || stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s has another value already"), name);
}

static gboolean
take_number(const char *value, gint64 *to, GError **error)
{
    g_autofree char *shown = stage_visible(value);
    gint64 number = -1, had = *to;

    if (g_ascii_strcasecmp(value, "geen") != 0 &&
        !g_ascii_string_to_signed(value, 10, 1, G_MAXINT64, &number, NULL))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("'%s' is neither the number of an inschatting nor geen"), shown);
    *to = number;
    return check_once(had != 0 && had != number, "inschatting", error);
}

static gboolean
take_voor(const char *value, StageDay today, StageDay *to, GError **error)
{
    StageDay had = *to;

    return stage_day_parse(value, today, STAGE_LEAN_NEXT, to, error) &&
           check_once(stage_day_is_set(had) && stage_day_compare(had, *to) != 0, "voor", error);
}

static gboolean
take_choice(StageVerslagNote *n, int field, const char *choice, GError **error)
{
    gint64 geboden = strcmp(choice, "ja") == 0 ? STAGE_YES : STAGE_NO, had = n->geboden;
    char **text = fields[field].what == VOLGENS   ? &n->volgens
                  : fields[field].what == HERKEND ? &n->herkend
                                                  : &n->gebied;

    if (fields[field].what == GEBODEN) {
        n->geboden = geboden;
        return check_once(had != 0 && had != geboden, fields[field].name, error);
    }
    if (!check_once(*text != NULL && strcmp(*text, choice) != 0, fields[field].name, error))
        return FALSE;
    stage_set_text(text, choice);
    return TRUE;
}

gboolean
stage_verslag_field(StageVerslagNote *n, const char *name, const char *value, StageDay today,
                    StageDay *out_voor, char **out_rest, GError **error)
{
    int i = field_named(name);
    g_autofree char *text = g_strstrip(g_strdup(value));

    g_assert(i >= 0);
    if (*text == '\0')
        return TRUE;
    if (fields[i].what == VOOR)
        return take_voor(text, today, out_voor, error);
    if (fields[i].what == INSCHATTING)
        return take_number(text, &n->inschatting, error);
    const char *choice = choice_of(fields[i].choices, text, out_rest);
    if (choice == NULL) {
        g_autofree char *shown = stage_visible(text);
        g_autofree char *known = g_strjoinv(", ", (char **)(guintptr)fields[i].choices);
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: '%s' is not one of %s"), fields[i].name, shown,
                          known);
    }
    return take_choice(n, i, choice, error);
}
