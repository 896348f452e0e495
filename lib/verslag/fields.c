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

static gboolean
take_number(const char *value, gint64 *to, GError **error)
{
    g_autofree char *shown = stage_visible(value);

    if (g_ascii_strcasecmp(value, "geen") == 0)
        *to = -1;
    return *to == -1 || g_ascii_string_to_signed(value, 10, 1, G_MAXINT64, to, NULL) ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("'%s' is neither the number of an inschatting nor geen"), shown);
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
        return stage_day_parse(text, today, STAGE_LEAN_NEXT, out_voor, error);
    if (fields[i].what == INSCHATTING)
        return take_number(text, &n->inschatting, error);
    const char *choice = choice_of(fields[i].choices, text, out_rest);
    if (choice == NULL) {
        g_autofree char *shown = stage_visible(text);
        g_autofree char *known = g_strjoinv(", ", (char **)(guintptr)fields[i].choices);
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: '%s' is not one of %s"), fields[i].name, shown,
                          known);
    }
    if (fields[i].what == GEBODEN)
        n->geboden = strcmp(choice, "ja") == 0 ? STAGE_YES : STAGE_NO;
    else
        stage_set_text(fields[i].what == VOLGENS   ? &n->volgens
                       : fields[i].what == HERKEND ? &n->herkend
                                                   : &n->gebied,
                       choice);
    return TRUE;
}
