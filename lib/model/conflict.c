#include "model/conflict.h"

#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/begeleider.h"
#include "model/entities.h"

#define AT(member) offsetof(StageConflict, member)

static const StageField fields[] = {
    { .name = N_("tabel"), .kind = STAGE_FIELD_LINE, .at = AT(tabel), .required = TRUE },
    { .name = N_("rij"),
      .kind = STAGE_FIELD_NUMBER,
      .at = AT(rij),
      .size = STAGE_FIELD_MANY,
      .required = TRUE },
    { .name = N_("veld"), .kind = STAGE_FIELD_LINE, .at = AT(veld), .required = TRUE },
    { .name = N_("waarde"), .kind = STAGE_FIELD_LINE, .at = AT(waarde), .required = TRUE },
    { .name = N_("behouden"), .kind = STAGE_FIELD_YESNO, .at = AT(behouden) },
};

const StageEntity stage_conflict = {
    .noun = N_("conflict"),
    .plural = N_("conflicten"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageConflict),
    .shows_id = TRUE,
    .find_key = "SELECT id, tabel || ' ' || veld FROM conflict WHERE CAST(id AS TEXT) = $1",
    .label = "SELECT CAST(id AS TEXT) || ' ' || tabel || ' ' || veld FROM conflict WHERE id = $1",
};

/* The field of a conflict; NULL when the store names one that is not there. */
static const StageField *
field_of(const StageConflict *c, const StageEntity **of)
{
    *of = stage_entity_named(c->tabel);
    for (guint f = 0; *of != NULL && f < (*of)->fields.n; f++)
        if (g_strcmp0((*of)->fields.fields[f].name, c->veld) == 0)
            return &(*of)->fields.fields[f];
    return NULL;
}

/* Lays what the export says over a row. */
static gboolean
lay_over(const StageConflict *c, const StageField *field, void *row, GError **error)
{
    StageValue value = stage_text(c->waarde);

    if (!stage_field_is_text(field))
        value = stage_int(g_ascii_strtoll(c->waarde, NULL, 10));
    return stage_field_set(field, row, value) ||
           stage_fail(error, STAGE_ERROR_CORRUPT, _("conflict %" PRId64 " cannot be read"), c->id);
}

/* Which of who guides a conflict is about; -1 when it is about something else. */
static int
rol_of(const StageConflict *c)
{
    for (int rol = STAGE_ROL_DOCENT; rol <= STAGE_ROL_OPLEIDER; rol++)
        if (strcmp(c->tabel, stage_plaatsing.noun) == 0 && strcmp(c->veld, stage_rollen[rol]) == 0)
            return rol;
    return -1;
}

/* In a placement as it was read: who guides on a day, in the place of who did at first. */
static gboolean
read_guide(StageDb *db, const StageConflict *c, StageDay on, void *row, GError **error)
{
    StagePlaatsing *p = row;
    int rol = rol_of(c);
    gint64 period = 0;

    return rol < 0 ||
           stage_begeleider_regular(db, p, (StageRol)rol, on,
                                    rol == STAGE_ROL_DOCENT ? &p->docent : &p->opleider, &period, error);
}

static char *
shown(StageDb *db, const StageField *field, const void *row)
{
    StageValue value = stage_field_value(field, row);

    if (value.type == STAGE_INT && field->refers != NULL)
        return stage_entity_label(field->refers, db, value.number, NULL);
    return value.type == STAGE_INT ? g_strdup_printf("%" PRId64, value.number) : g_strdup(value.text);
}

static gboolean
tell_one(StageDb *db, const StageConflict *c, StageDay on, StageTellConflict tell, void *data, GError **error)
{
    const StageEntity *of = NULL;
    const StageField *field = field_of(c, &of);

    if (field == NULL)
        return stage_fail(error, STAGE_ERROR_CORRUPT, _("conflict %" PRId64 " cannot be read"), c->id);
    g_autofree void *row = g_malloc0(of->size);
    g_autofree char *wat = stage_entity_label(of, db, c->rij, NULL);
    gboolean done = stage_entity_get(of, db, c->rij, row, error) && read_guide(db, c, on, row, error);
    g_autofree char *nu = done ? shown(db, field, row) : NULL;
    done = done && lay_over(c, field, row, error);
    g_autofree char *says = done ? shown(db, field, row) : NULL;
    done = done && tell(c, wat, nu, says, data, error);
    stage_entity_clear(of, row);
    return done;
}

gboolean
stage_conflict_tell(StageDb *db, gboolean kept, StageDay on, StageTellConflict tell, void *data,
                    GError **error)
{
    g_autoptr(StageStmt) rows = stage_entity_all(&stage_conflict, db, error);
    StageConflict c = { 0 };
    gboolean done = rows != NULL;

    while (done && stage_stmt_next(rows)) {
        stage_entity_clear(&stage_conflict, &c);
        c.id = stage_stmt_number(rows, 0);
        stage_fields_read(stage_conflict.fields, &c, rows, 1);
        if (kept || c.behouden != STAGE_YES)
            done = tell_one(db, &c, on, tell, data, error);
    }
    stage_entity_clear(&stage_conflict, &c);
    return done && stage_stmt_done(rows, error);
}

static gboolean
accept_guide(StageDb *db, const StageConflict *c, StageRol rol, StageDay today, GError **error)
{
    StagePlaatsing p = { 0 };
    gboolean done = stage_entity_get(&stage_plaatsing, db, c->rij, &p, error) &&
                    stage_begeleider_set(db, &p, rol, g_ascii_strtoll(c->waarde, NULL, 10), today, error);

    stage_entity_clear(&stage_plaatsing, &p);
    return done;
}

static gboolean
accept_field(StageDb *db, const StageConflict *c, GError **error)
{
    const StageEntity *of = NULL;
    const StageField *field = field_of(c, &of);

    if (field == NULL)
        return stage_fail(error, STAGE_ERROR_CORRUPT, _("conflict %" PRId64 " cannot be read"), c->id);
    g_autofree void *row = g_malloc0(of->size);
    gboolean done = stage_entity_get(of, db, c->rij, row, error) && lay_over(c, field, row, error) &&
                    stage_entity_save(of, db, row, error);
    stage_entity_clear(of, row);
    return done;
}

gboolean
stage_conflict_accept(StageDb *db, gint64 id, StageDay today, GError **error)
{
    StageConflict c = { 0 };
    gboolean done = stage_entity_get(&stage_conflict, db, id, &c, error);
    int rol = done ? rol_of(&c) : -1;

    done = done &&
           (rol >= 0 ? accept_guide(db, &c, (StageRol)rol, today, error) : accept_field(db, &c, error)) &&
           stage_entity_remove(&stage_conflict, db, id, error);
    stage_entity_clear(&stage_conflict, &c);
    return done;
}

gboolean
stage_conflict_keep(StageDb *db, gint64 id, GError **error)
{
    const StageConflict given = { .behouden = STAGE_YES };

    return stage_entity_edit(&stage_conflict, db, id, &given, error);
}
