#include "verslag/vragen.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "verslag/verslag.h"

#define VEILIGHEID "veiligheid"

struct StageVragen {
    GHashTable *texts; /* "groep/key" → text */
};

static const char *const of_sleutel[] = { "titel", "start", "tussen", "eind", NULL };
static const char *const of_aspect[] = { "vraag", "start", "tussen", "eind", NULL };
static const char *const of_veiligheid[] = { "titel", "vragen", NULL };

StageVragen *
stage_vragen_new(void)
{
    StageVragen *v = g_new0(StageVragen, 1);

    v->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return v;
}

void
stage_vragen_free(StageVragen *v)
{
    if (v == NULL)
        return;
    g_hash_table_destroy(v->texts);
    g_free(v);
}

/* The keys that a group may have; NULL when there is no such group. */
static const char *const *
keys_of(const char *groep)
{
    const StageKop *kop = stage_koppen;

    if (strcmp(groep, VEILIGHEID) == 0)
        return of_veiligheid;
    if (g_str_has_prefix(groep, "sleutel") && groep[7] >= '1' && groep[7] <= '4' && groep[8] == '\0')
        return of_sleutel;
    while (kop->naam != NULL && strcmp(kop->naam, groep) != 0)
        kop++;
    return kop->naam != NULL && !g_ascii_isdigit(*kop->naam) && kop->sleutel > 0 ? of_aspect : NULL;
}

static gboolean
read_group(StageVragen *v, GKeyFile *file, const char *groep, GError **error)
{
    const char *const *known = keys_of(groep);
    g_autofree char *shown = stage_visible(groep);
    g_auto(GStrv) keys = g_key_file_get_keys(file, groep, NULL, NULL);

    if (known == NULL)
        return stage_fail(error, STAGE_ERROR_CONFIG, _("there is no group [%s]"), shown);
    for (char **key = keys; key != NULL && *key != NULL; key++) {
        g_autofree char *name = stage_visible(*key);
        g_autofree char *text = g_key_file_get_string(file, groep, *key, NULL);
        if (!g_strv_contains(known, *key))
            return stage_fail(error, STAGE_ERROR_CONFIG, _("[%s] has no key '%s'"), shown, name);
        if (text == NULL || !stage_is_visible(text))
            return stage_fail(error, STAGE_ERROR_CONFIG, _("[%s] %s is no text of one line"), shown, name);
        g_hash_table_replace(v->texts, g_strconcat(groep, "/", *key, NULL), g_steal_pointer(&text));
    }
    return TRUE;
}

gboolean
stage_vragen_read(StageVragen *v, const char *text, const char *path, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) failed = NULL;
    g_autofree char *shown = stage_visible(path);
    gboolean done = g_key_file_load_from_data(file, text, strlen(text), G_KEY_FILE_NONE, &failed);
    g_auto(GStrv) groups = done ? g_key_file_get_groups(file, NULL) : NULL;

    for (char **groep = groups; done && *groep != NULL; groep++)
        done = read_group(v, file, *groep, &failed);
    if (done)
        return TRUE;
    g_autofree char *why = stage_visible(failed->message);
    return stage_fail(error, STAGE_ERROR_CONFIG, "%s: %s", shown, why);
}

const char *
stage_vragen_text(const StageVragen *v, const char *groep, const char *key)
{
    g_autofree char *name = g_strconcat(groep, "/", key, NULL);

    return g_hash_table_lookup(v->texts, name);
}

char **
stage_vragen_of(const StageVragen *v, const char *groep, StageSoort soort)
{
    const char *key = strcmp(groep, VEILIGHEID) == 0 ? "vragen"
                      : soort == STAGE_SOORT_EXTRA   ? "tussen"
                                                     : stage_gesprek_soorten[soort];
    const char *text = stage_vragen_text(v, groep, key);
    char **list = g_strsplit(text == NULL ? "" : text, "|", -1);
    guint n = 0;

    for (guint i = 0; list[i] != NULL; i++) {
        g_strstrip(list[i]);
        if (*list[i] == '\0')
            g_free(list[i]);
        else
            list[n++] = list[i];
    }
    list[n] = NULL;
    return list;
}

const char *
stage_vraag_words(const char *vraag, const char **out_aan)
{
    static const struct {
        const char *letter, *aan;
    } whom[] = { { "S: ", "student" }, { "P: ", "opleider" }, { "A: ", "samen" } };

    *out_aan = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(whom); i++)
        if (g_str_has_prefix(vraag, whom[i].letter)) {
            *out_aan = whom[i].aan;
            return vraag + strlen(whom[i].letter);
        }
    return vraag;
}
