/* A report as JSON lines. An item is an object with the members of one of these rows, or of a note, whose
 * members are aspect or sleutel, tekst, geboden, volgens, herkend, gebied, inschatting, vertrouwelijk. */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/json.h"
#include "verslag/items.h"

gboolean
stage_verslag_is_json(const char *text)
{
    text = stage_verslag_without_bom(text);
    text += strspn(text, " \t\r\n");
    return *text == '{';
}

/* --- members --- */

static gboolean
wrong_kind(const cJSON *member, GError **error)
{
    g_autofree char *shown = stage_visible(member->string);

    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s holds a value of the wrong kind"), shown);
}

/* What is null was not given, and what is blank says nothing. */
static gboolean
take_text(const cJSON *member, char **to, GError **error)
{
    if (cJSON_IsNull(member))
        return TRUE;
    if (!cJSON_IsString(member))
        return wrong_kind(member, error);
    g_free(*to);
    const char *text = member->valuestring + strspn(member->valuestring, " \t\r\n");
    *to = *text == '\0' ? NULL : g_strdup(member->valuestring);
    return TRUE;
}

static gboolean
take_id(const cJSON *member, gint64 *to, GError **error)
{
    if (cJSON_IsNull(member))
        return TRUE;
    if (!cJSON_IsNumber(member) || floor(member->valuedouble) != member->valuedouble ||
        member->valuedouble < 1 || member->valuedouble > 9007199254740992.0)
        return wrong_kind(member, error);
    *to = (gint64)member->valuedouble;
    return TRUE;
}

static gboolean
take_day(const cJSON *member, StageDay *to, GError **error)
{
    if (cJSON_IsNull(member))
        return TRUE;
    if (!cJSON_IsString(member))
        return wrong_kind(member, error);
    g_autofree char *shown = stage_visible(member->valuestring);
    return stage_day_from_iso(member->valuestring, to) ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: '%s' is no day like 2026-11-12"), member->string,
                      shown);
}

/* --- an item --- */

typedef struct {
    StageVerslagNote *note;
    StageAfspraak afspraak;
    StageVerslagGedaan gedaan;
    StageVerslag *verslag;
    gint64 sleutel;
    gboolean vertrouwelijk;
    gboolean has_next; /* the report has the next talk already */
    guint kinds;       /* bits: what it turned out to be */
} Item;

enum { NOTE = 1, AFSPRAAK = 2, GEDAAN = 4, VOLGENDE = 8 };

static gboolean
take_aspect(const cJSON *member, Item *item, GError **error)
{
    const char *text = cJSON_IsString(member) ? member->valuestring : NULL;

    if (cJSON_IsNull(member))
        return TRUE;
    if (text == NULL)
        return wrong_kind(member, error);
    const StageKop *kop = stage_kop_named(text);
    if (kop == NULL || kop->sleutel == 0 || g_ascii_isdigit(*kop->naam)) {
        g_autofree char *shown = stage_visible(text);
        g_autofree char *known = stage_kop_names(TRUE);
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("there is no aspect '%s'; there are: %s"), shown,
                          known);
    }
    item->note->kop = kop;
    return TRUE;
}

static gboolean
take_sleutel(const cJSON *member, Item *item, GError **error)
{
    return take_id(member, &item->sleutel, error) &&
           (item->sleutel <= 4 ||
            stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s %" PRId64 " is not between 1 and %u"),
                       _("sleutel"), item->sleutel, 4U));
}

/* A field of a note; geboden and herkend may be true and false too. */
static gboolean
take_field(const cJSON *member, Item *item, GError **error)
{
    const char *text = cJSON_IsTrue(member)     ? "ja"
                       : cJSON_IsFalse(member)  ? "nee"
                       : cJSON_IsString(member) ? member->valuestring
                                                : NULL;
    StageDay voor = STAGE_NO_DAY;
    g_autofree char *rest = NULL;

    if (cJSON_IsNull(member))
        return TRUE;
    if (text == NULL)
        return wrong_kind(member, error);
    if (!stage_verslag_field(item->note, member->string, text, STAGE_NO_DAY, &voor, &rest, error))
        return FALSE;
    g_autofree char *shown = stage_visible(text);
    return rest == NULL || stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: '%s' is more than one word"),
                                      member->string, shown);
}

static gboolean take_inner(const cJSON *member, Item *item, GError **error);

static gboolean
take_tekst(const cJSON *member, Item *item, GError **error)
{
    return take_text(member, &item->note->tekst, error);
}
static gboolean
take_inschatting(const cJSON *member, Item *item, GError **error)
{
    return take_id(member, &item->note->inschatting, error);
}
static gboolean
take_vertrouwelijk(const cJSON *member, Item *item, GError **error)
{
    item->vertrouwelijk = cJSON_IsTrue(member);
    return cJSON_IsNull(member) || cJSON_IsBool(member) || wrong_kind(member, error);
}
static gboolean
take_gedaan(const cJSON *member, Item *item, GError **error)
{
    return take_id(member, &item->gedaan.afspraak, error);
}
static gboolean
take_resultaat(const cJSON *member, Item *item, GError **error)
{
    return take_text(member, &item->gedaan.resultaat, error);
}
static gboolean
take_voor(const cJSON *member, Item *item, GError **error)
{
    return take_day(member, &item->gedaan.voor, error);
}
static gboolean
take_volgende(const cJSON *member, Item *item, GError **error)
{
    return take_day(member, &item->verslag->volgende, error);
}
static gboolean
take_tijd(const cJSON *member, Item *item, GError **error)
{
    char tijd[6] = "";

    if (!take_text(member, &item->verslag->tijd, error))
        return FALSE;
    if (item->verslag->tijd == NULL)
        return TRUE;
    if (!stage_time_parse(item->verslag->tijd, tijd, error))
        return FALSE;
    stage_set_text(&item->verslag->tijd, tijd);
    return TRUE;
}
static gboolean
take_vorm(const cJSON *member, Item *item, GError **error)
{
    return take_text(member, &item->verslag->vorm, error);
}

/* What an object may have, and of which kind of item it is. */
static const struct {
    const char *name;
    guint kind;
    gboolean (*take)(const cJSON *member, Item *item, GError **error);
} members[] = {
    { "aspect", NOTE, take_aspect },
    { "sleutel", NOTE, take_sleutel },
    { "tekst", NOTE, take_tekst },
    { "geboden", NOTE, take_field },
    { "volgens", NOTE, take_field },
    { "herkend", NOTE, take_field },
    { "gebied", NOTE, take_field },
    { "inschatting", NOTE, take_inschatting },
    { "vertrouwelijk", NOTE, take_vertrouwelijk },
    { "afspraak", AFSPRAAK, take_inner },
    { "gedaan", GEDAAN, take_gedaan },
    { "resultaat", GEDAAN, take_resultaat },
    { "voor", GEDAAN, take_voor },
    { "volgende", VOLGENDE, take_volgende },
    { "tijd", VOLGENDE, take_tijd },
    { "vorm", VOLGENDE, take_vorm },
};

/* {"wie": "student", "wat": "…", "voor": "2026-12-05"} */
static gboolean
take_inner(const cJSON *member, Item *item, GError **error)
{
    const cJSON *inner = NULL;

    if (!cJSON_IsObject(member))
        return wrong_kind(member, error);
    cJSON_ArrayForEach(inner, member)
    {
        StageAfspraak *a = &item->afspraak;
        gboolean known = g_str_equal(inner->string, "wie") || g_str_equal(inner->string, "wat") ||
                         g_str_equal(inner->string, "voor");
        g_autofree char *shown = stage_visible(inner->string);
        if (!known)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("there is no member '%s'; there are: %s"),
                              shown, "wie, wat, voor");
        if (!(g_str_equal(inner->string, "voor")  ? take_day(inner, &a->voor, error)
              : g_str_equal(inner->string, "wie") ? take_text(inner, &a->wie, error)
                                                  : take_text(inner, &a->wat, error)))
            return FALSE;
    }
    if (item->afspraak.wie == NULL)
        item->afspraak.wie = g_strdup("docent");
    return item->afspraak.wat != NULL ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("it does not say what is agreed"));
}

static gboolean
take_members(const cJSON *object, Item *item, GError **error)
{
    const cJSON *member = NULL;

    cJSON_ArrayForEach(member, object)
    {
        gsize i = stage_json_member(member->string, members, sizeof *members, G_N_ELEMENTS(members), error);
        if (i == G_N_ELEMENTS(members) || !members[i].take(member, item, error))
            return FALSE;
        item->kinds |= members[i].kind;
    }
    return TRUE;
}

/* The heading of a note: an aspect, which is of one key, or a key, or neither when it is confidential. */
static gboolean
find_kop(Item *item, GError **error)
{
    const char name[] = { (char)('0' + item->sleutel), '\0' };
    const StageKop *kop = item->note->kop;

    if (item->vertrouwelijk && (kop != NULL || item->sleutel != 0))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("a confidential note stands outside the keys: it has no aspect and no sleutel"));
    if (kop != NULL && item->sleutel != 0 && kop->sleutel != item->sleutel)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("aspect %s is of key %" PRId64), kop->naam,
                          kop->sleutel);
    if (kop == NULL)
        item->note->kop = stage_kop_named(item->vertrouwelijk ? "vertrouwelijk" : name);
    return item->note->kop != NULL ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("a note has an aspect or a key"));
}

/* What a note may have depends on its heading. */
static gboolean
check_note(Item *item, GError **error)
{
    StageVerslagNote *n = item->note;
    const struct {
        const char *name;
        gboolean given;
    } given[] = { { "geboden", n->geboden != 0 },
                  { "volgens", n->volgens != NULL },
                  { "herkend", n->herkend != NULL },
                  { "gebied", n->gebied != NULL },
                  { "inschatting", n->inschatting != 0 } };

    if (!find_kop(item, error))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(given); i++)
        if (given[i].given && !stage_verslag_is_field(n->kop, FALSE, given[i].name))
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("[%s] takes no %s"), n->kop->naam,
                              given[i].name);
    return n->tekst != NULL || n->geboden != 0 || n->herkend != NULL ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("a note has a text, or says whether something is offered"));
}

/* A time without a day would go nowhere, and a second talk would take the place of the first. */
static gboolean
check_next(const Item *item, GError **error)
{
    const StageVerslag *v = item->verslag;

    if (item->has_next)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the next talk has one day"));
    if (v->vorm != NULL && !g_strv_contains(stage_gesprek_vormen, v->vorm)) {
        g_autofree char *shown = stage_visible(v->vorm);
        g_autofree char *known = g_strjoinv(", ", (char **)(guintptr)stage_gesprek_vormen);
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s: '%s' is not one of %s"), "vorm", shown, known);
    }
    return stage_day_is_set(v->volgende) || (v->tijd == NULL && v->vorm == NULL) ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("volgende says the day of the next talk"));
}

static gboolean
keep_item(Item *item, guint line, GError **error)
{
    if (item->kinds == NOTE) {
        item->note->line = line;
        if (!check_note(item, error))
            return FALSE;
        g_ptr_array_add(item->verslag->notes, g_steal_pointer(&item->note));
    } else if (item->kinds == AFSPRAAK) {
        item->afspraak.id = line;
        g_ptr_array_add(item->verslag->afspraken, g_memdup2(&item->afspraak, sizeof item->afspraak));
        item->afspraak = (StageAfspraak){ 0 };
    } else if (item->kinds == GEDAAN) {
        item->gedaan.line = line;
        if (item->gedaan.afspraak == 0 ||
            (item->gedaan.resultaat == NULL) == !stage_day_is_set(item->gedaan.voor))
            return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                              _("gedaan needs the number of an agreement, and either resultaat or voor"));
        g_ptr_array_add(item->verslag->gedaan, g_memdup2(&item->gedaan, sizeof item->gedaan));
        item->gedaan = (StageVerslagGedaan){ 0 };
    } else if (item->kinds == VOLGENDE) {
        return check_next(item, error);
    } else {
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("an item is one thing: a note, an afspraak, gedaan or volgende"));
    }
    return TRUE;
}

gboolean
stage_verslag_item(StageVerslag *v, const cJSON *object, guint line, GError **error)
{
    Item item = { .note = g_new0(StageVerslagNote, 1),
                  .verslag = v,
                  .has_next = stage_day_is_set(v->volgende) };
    gboolean done = cJSON_IsObject(object) ||
                    stage_fail(error, STAGE_ERROR_BAD_INPUT, _("it is no JSON object"));

    done = done && take_members(object, &item, error) && keep_item(&item, line, error);
    stage_verslag_note_free(item.note);
    stage_entity_clear(&stage_afspraak, &item.afspraak);
    g_free(item.gedaan.resultaat);
    return done;
}

gboolean
stage_verslag_parse_json(StageVerslag *v, const char *text, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        if (*g_strstrip(lines[i]) == '\0')
            continue;
        g_autoptr(cJSON) object = stage_json_read(lines[i], error);
        if (object == NULL || !stage_verslag_item(v, object, i + 1, error)) {
            g_prefix_error(error, _("line %u: "), i + 1);
            return FALSE;
        }
    }
    return TRUE;
}
