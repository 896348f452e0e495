#include "import/put.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "import/put_part.h"
#include "import/put_typed.h"
#include "model/begeleider.h"
#include "model/docent.h"
#include "model/herkomst.h"
#include "model/key.h"
#include "model/opleider.h"

/* What people read: of a reference the label, not the id. */
static char *
shown_value(StagePut *put, const StageField *field, const void *entity)
{
    StageValue value = stage_field_value(field, entity);

    if (value.type == STAGE_INT && field->refers != NULL)
        return stage_entity_label(field->refers, put->db, value.number, NULL);
    return value.type == STAGE_INT ? g_strdup_printf("%" PRId64, value.number) : g_strdup(value.text);
}

static void
tell_field(StagePut *put, StageImportKind kind, const StageEntity *of, const StageField *field,
           const void *before, const void *after)
{
    StageImportChange *change = stage_put_tell(put, kind, of, *(const gint64 *)before);

    if (change == NULL)
        return;
    change->field = field->name;
    change->before = shown_value(put, field, before);
    change->after = shown_value(put, field, after);
}

/* --- one entity --- */

/* Takes back what the export says of fields that somebody typed. */
static gboolean
keep_typed(StagePut *put, const StageEntity *of, const void *before, void *after, GError **error)
{
    gboolean typed[STAGE_FIELDS_MAX];

    if (put->fresh)
        return TRUE;
    if (!stage_put_typed(put, of, before, typed, error))
        return FALSE;
    for (guint f = 0; f < of->fields.n; f++) {
        const StageField *field = &of->fields.fields[f];
        if (!typed[f] || field->kind == STAGE_FIELD_DERIVED || !stage_field_differs(field, before, after) ||
            stage_put_accepts(put, of, field->name))
            continue;
        StageValue says = stage_field_value(field, after);
        g_autofree char *number = says.type == STAGE_INT ? g_strdup_printf("%" PRId64, says.number) : NULL;
        const char *waarde = number != NULL ? number : says.text;
        gboolean open = TRUE;
        if (waarde != NULL &&
            !stage_put_conflict(put, of, *(const gint64 *)before, field->name, waarde, &open, error))
            return FALSE;
        if (open)
            tell_field(put, STAGE_IMPORT_CONFLICT, of, field, before, after);
        stage_field_set(field, after, stage_field_value(field, before));
    }
    return TRUE;
}

/* The fields in which two rows differ. */
static guint
count_differing(const StageEntity *of, const void *one, const void *other)
{
    guint n = 0;

    for (guint f = 0; f < of->fields.n; f++)
        if (of->fields.fields[f].kind != STAGE_FIELD_DERIVED &&
            stage_field_differs(&of->fields.fields[f], one, other))
            n++;
    return n;
}

/* What the store has and the export says now is no conflict any more. */
static gboolean
settle_agreed(StagePut *put, const StageEntity *of, const void *before, const void *given, const void *after,
              GError **error)
{
    for (guint f = 0; put->unsettled != NULL && f < of->fields.n; f++) {
        const StageField *field = &of->fields.fields[f];
        if (stage_field_value(field, given).type != STAGE_NULL &&
            !stage_field_differs(field, before, after) &&
            !stage_put_agree(put, of, *(const gint64 *)before, field->name, error))
            return FALSE;
    }
    return TRUE;
}

/* What a row refers to is checked against the store, with all that was written until then. */
static gboolean
refers_anew(const StageEntity *of, const void *before, const void *after)
{
    for (guint f = 0; f < of->fields.n; f++)
        if (of->fields.fields[f].kind == STAGE_FIELD_REFERENCE &&
            stage_field_differs(&of->fields.fields[f], before, after))
            return TRUE;
    return FALSE;
}

static gboolean
write_change(StagePut *put, const StageEntity *of, const void *before, void *after, GError **error)
{
    if (put->careful || refers_anew(of, before, after)) {
        if (!stage_put_part(put, error) || !stage_entity_save(of, put->db, after, error))
            return FALSE;
        stage_waiting_tell(&put->waiting, of, before);
        stage_waiting_tell(&put->waiting, of, after);
        return TRUE;
    }
    if (!stage_entity_ready(of, after, error))
        return FALSE;
    stage_waiting_change(&put->waiting, of, before, after);
    return TRUE;
}

static gboolean
save(StagePut *put, const StageEntity *of, const void *before, void *after, StagePutOutcome *out,
     GError **error)
{
    if (count_differing(of, before, after) > 0 && !keep_typed(put, of, before, after, error))
        return FALSE;
    *out = count_differing(of, before, after) > 0 ? STAGE_PUT_CHANGED : STAGE_PUT_UNCHANGED;
    if (*out == STAGE_PUT_UNCHANGED)
        return TRUE;
    if (!write_change(put, of, before, after, error))
        return FALSE;
    for (guint f = 0; f < of->fields.n; f++)
        if (of->fields.fields[f].kind != STAGE_FIELD_DERIVED &&
            stage_field_differs(&of->fields.fields[f], before, after))
            tell_field(put, STAGE_IMPORT_CHANGED, of, &of->fields.fields[f], before, after);
    return TRUE;
}

static StageSeen *
seen_of(StagePut *put, const StageEntity *of)
{
    return &put->seen[stage_row_entity(of)];
}

/* What an earlier row of the file has said already goes before what this one says. */
static void
keep_first(StagePut *put, const StageEntity *of, const void *before, void *after)
{
    for (guint f = 0; f < of->fields.n; f++) {
        const StageField *field = &of->fields.fields[f];
        if (field->kind == STAGE_FIELD_DERIVED || stage_field_value(field, before).type == STAGE_NULL ||
            !stage_field_differs(field, before, after))
            continue;
        stage_field_set(field, after, stage_field_value(field, before));
        put->contradicted++;
    }
}

static gboolean
update(StagePut *put, const StageEntity *of, const void *before, const void *given, StagePutOutcome *out,
       GError **error)
{
    g_autofree void *after = g_malloc0(of->size);

    *(gint64 *)after = *(const gint64 *)before;
    stage_fields_copy(of->fields, after, before);
    stage_fields_overlay(of->fields, after, given);
    gboolean done = stage_fields_check(of->fields, after, error);
    if (done && stage_seen_has(seen_of(put, of), *(const gint64 *)before))
        keep_first(put, of, before, after);
    stage_seen_add(seen_of(put, of), *(const gint64 *)before);
    done = done && settle_agreed(put, of, before, given, after, error) &&
           save(put, of, before, after, out, error);
    stage_entity_clear(of, after);
    return done;
}

static gboolean
add_now(StagePut *put, const StageEntity *of, void *given, GError **error)
{
    if (!stage_put_part(put, error) || !stage_entity_add(of, put->db, given, error))
        return FALSE;
    stage_waiting_tell(&put->waiting, of, given);
    return TRUE;
}

static gboolean
add(StagePut *put, const StageEntity *of, void *given, StagePutOutcome *out, GError **error)
{
    *out = STAGE_PUT_NEW;
    if (put->careful
            ? !add_now(put, of, given, error)
            : !stage_entity_ready(of, given, error) || !stage_waiting_add(&put->waiting, of, given, error))
        return FALSE;
    stage_put_tell(put, STAGE_IMPORT_NEW, of, *(const gint64 *)given);
    stage_seen_add(seen_of(put, of), *(const gint64 *)given);
    return TRUE;
}

gboolean
stage_put_find(StagePut *put, const StageEntity *of, void *given, void *out, GError **error)
{
    StageWaitingPlace place = STAGE_WAITING_NOWHERE;
    const void *found = NULL;
    gboolean known = FALSE;

    if (!stage_waiting_look(&put->waiting, of, given, &place, error))
        return FALSE;
    if (place == STAGE_WAITING_NOWHERE)
        return TRUE;
    if (place == STAGE_WAITING_STORED &&
        !stage_ahead_find(&put->ahead, of, given, FALSE, &known, &found, error))
        return FALSE;
    if (!known)
        return stage_key_find(of, put->db, given, out, error);
    if (found != NULL)
        stage_entity_copy(of, out, found);
    return TRUE;
}

gboolean
stage_put(StagePut *put, const StageEntity *of, void *given, StagePutOutcome *out, GError **error)
{
    g_autofree void *before = g_malloc0(of->size);

    if (!stage_put_find(put, of, given, before, error))
        return FALSE;
    gint64 id = *(gint64 *)before;
    if (id == 0)
        return add(put, of, given, out, error);
    gboolean done = update(put, of, before, given, out, error);
    *(gint64 *)given = id;
    stage_entity_clear(of, before);
    return done;
}

/* --- who guides --- */

static const StageEntity *const of_rol[] = {
    [STAGE_ROL_DOCENT] = &stage_docent, [STAGE_ROL_OPLEIDER] = &stage_opleider
};

/* Whether who guides now was typed: in the period that is in force, or in the placement itself. */
static gboolean
is_guide_typed(StagePut *put, const StagePlaatsing *known, StageRol rol, gint64 period, gboolean *out,
               GError **error)
{
    const StageEntity *of = period != 0 ? &stage_begeleider : &stage_plaatsing;
    gboolean typed[STAGE_FIELDS_MAX];
    StageBegeleider b = { 0 };
    gboolean done = period == 0 ? stage_put_typed(put, of, known, typed, error)
                                : stage_entity_get(of, put->db, period, &b, error) &&
                                      stage_herkomst_typed(put->db, of, &b, typed, error);

    for (guint f = 0; done && f < of->fields.n; f++)
        if (strcmp(of->fields.fields[f].name, stage_rollen[rol]) == 0)
            *out = typed[f];
    stage_entity_clear(&stage_begeleider, &b);
    return done;
}

static void
tell_guide(StagePut *put, StageImportKind kind, gint64 plaatsing, StageRol rol, gint64 before, gint64 after)
{
    StageImportChange *change = stage_put_tell(put, kind, &stage_plaatsing, plaatsing);

    if (change == NULL)
        return;
    change->field = stage_rollen[rol];
    change->before = before == 0 ? NULL : stage_entity_label(of_rol[rol], put->db, before, NULL);
    change->after = stage_entity_label(of_rol[rol], put->db, after, NULL);
}

static gboolean
put_guide(StagePut *put, const StagePlaatsing *known, StageRol rol, gint64 person, StagePutOutcome *out,
          GError **error)
{
    const char *veld = stage_rollen[rol];
    gint64 now = 0, period = 0;
    gboolean typed = FALSE, open = TRUE;

    if (person == 0)
        return TRUE;
    if (!stage_seen_has(&put->periods, known->id))
        now = rol == STAGE_ROL_DOCENT ? known->docent : known->opleider;
    else if (!stage_begeleider_regular(put->db, known, rol, put->options->today, &now, &period, error))
        return FALSE;
    if (now == person)
        return stage_put_agree(put, &stage_plaatsing, known->id, veld, error);
    if (now != 0 && !put->fresh && !stage_put_accepts(put, &stage_plaatsing, veld) &&
        !is_guide_typed(put, known, rol, period, &typed, error))
        return FALSE;
    if (typed) {
        g_autofree char *waarde = g_strdup_printf("%" PRId64, person);
        if (!stage_put_conflict(put, &stage_plaatsing, known->id, veld, waarde, &open, error))
            return FALSE;
        if (open)
            tell_guide(put, STAGE_IMPORT_CONFLICT, known->id, rol, now, person);
        return TRUE;
    }
    if (!stage_put_part(put, error) ||
        !stage_begeleider_set(put->db, known, rol, person, put->options->today, error))
        return FALSE;
    stage_seen_add(&put->periods, known->id);
    stage_waiting_tell(&put->waiting, &stage_plaatsing, known);
    tell_guide(put, STAGE_IMPORT_CHANGED, known->id, rol, now, person);
    *out = STAGE_PUT_CHANGED;
    return TRUE;
}

static gboolean
put_known(StagePut *put, const StagePlaatsing *known, StagePlaatsing *given, StagePutOutcome *out,
          GError **error)
{
    gint64 person[] = { [STAGE_ROL_DOCENT] = given->docent, [STAGE_ROL_OPLEIDER] = given->opleider };
    gboolean again = stage_seen_has(seen_of(put, &stage_plaatsing), known->id);

    if (known->docent == 0)
        person[STAGE_ROL_DOCENT] = 0; /* it has none yet: the field itself is filled */
    else
        given->docent = 0;
    /* One that moved to another company leaves its praktijkopleider behind, also when the export names none.
     */
    gboolean moved = given->leerbedrijf != 0 && known->leerbedrijf != given->leerbedrijf;
    if (moved || known->opleider == 0)
        person[STAGE_ROL_OPLEIDER] = 0;
    else
        given->opleider = 0;
    if (moved && given->opleider == 0)
        given->opleider = -1;
    if (!update(put, &stage_plaatsing, known, given, out, error))
        return FALSE;
    if (again) /* who guides was told by an earlier row */
        return TRUE;
    return put_guide(put, known, STAGE_ROL_DOCENT, person[STAGE_ROL_DOCENT], out, error) &&
           put_guide(put, known, STAGE_ROL_OPLEIDER, person[STAGE_ROL_OPLEIDER], out, error);
}

gboolean
stage_put_plaatsing(StagePut *put, StagePlaatsing *given, StagePutOutcome *out, GError **error)
{
    StagePlaatsing known = { 0 };

    if (given->id == 0 ? !stage_put_find(put, &stage_plaatsing, given, &known, error)
                       : !stage_entity_get(&stage_plaatsing, put->db, given->id, &known, error))
        return FALSE;
    if (known.id == 0)
        return add(put, &stage_plaatsing, given, out, error);
    gboolean done = put_known(put, &known, given, out, error);
    given->id = known.id;
    stage_entity_clear(&stage_plaatsing, &known);
    return done;
}
