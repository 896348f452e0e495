#include "model/key.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"

const StageField *
stage_key_field(const StageEntity *of, const char *field)
{
    const StageField *f = of->fields.fields;

    while (strcmp(f->name, field) != 0)
        f++;
    return f;
}

gboolean
stage_key_value(const StageEntity *of, const char *field, const void *entity, StageValue *out)
{
    *out = stage_field_value(stage_key_field(of, field), entity);
    return out->type == STAGE_INT || (out->type == STAGE_TEXT && *out->text != '\0');
}

gboolean
stage_key_is_told(const StageEntity *of, const StageKey *key, const void *given)
{
    StageValue value;

    for (const char *const *field = key->fields; *field != NULL; field++)
        if (!stage_key_value(of, *field, given, &value))
            return FALSE;
    return TRUE;
}

static gboolean
is_alike(const StageEntity *of, const StageKey *key, const void *given, const void *row)
{
    StageValue one, other;

    for (const char *const *field = key->fields; *field != NULL; field++) {
        if (!stage_key_value(of, *field, given, &one) || !stage_key_value(of, *field, row, &other))
            return FALSE;
        if (one.type == STAGE_INT ? one.number != other.number : strcmp(one.text, other.text) != 0)
            return FALSE;
    }
    return key->fits == NULL || key->fits(given, row);
}

/* What people call it, for a message; NULL when it has no name. */
static char *
name_of(const StageEntity *of, const void *given)
{
    static const char *const names[] = { "roepnaam", "voorvoegsel", "achternaam", "naam", NULL };
    g_autoptr(GString) name = g_string_new(NULL);

    for (guint i = 0; i < of->fields.n; i++) {
        StageValue value;
        if (g_strv_contains(names, of->fields.fields[i].name) &&
            stage_key_value(of, of->fields.fields[i].name, given, &value))
            g_string_append_printf(name, "%s%s", name->len == 0 ? "" : " ", value.text);
    }
    return name->len == 0 ? NULL : g_strdup(name->str);
}

gboolean
stage_key_choose(const StageEntity *of, const StageKey *key, const void *given, const GPtrArray *rows,
                 const void **out, GError **error)
{
    const void *found = NULL;
    guint n = 0;

    for (guint i = 0; i < rows->len; i++)
        if (is_alike(of, key, given, g_ptr_array_index(rows, i))) {
            found = g_ptr_array_index(rows, i);
            n++;
        }
    *out = n == 1 ? found : NULL;
    if (n <= 1 || key->guess)
        return TRUE;
    stage_fail(error, STAGE_ERROR_AMBIGUOUS, _("%u in the store fit it"), n);
    g_autofree char *name = name_of(of, given);
    if (name != NULL)
        g_prefix_error(error, "%s '%s': ", _(of->noun), name);
    return FALSE;
}

gboolean
stage_key_rows(const StageEntity *of, StageDb *db, const StageKey *key, const StageValue *values, guint n,
               GPtrArray *rows, GError **error)
{
    g_autoptr(StageStmt) stmt = stage_entity_keyed(of, db, key, values, n, error);

    while (stmt != NULL && stage_stmt_next(stmt))
        g_ptr_array_add(rows, stage_entity_new(of, stmt));
    return stmt != NULL && stage_stmt_done(stmt, error);
}

gboolean
stage_key_find(const StageEntity *of, StageDb *db, void *given, void *out, GError **error)
{
    const void *found = NULL;

    if (of->derive != NULL)
        of->derive(given);
    for (const StageKey *key = of->keys; key->fields[0] != NULL && found == NULL; key++) {
        g_autoptr(GPtrArray) rows = stage_entities_new();
        StageValue value;
        if (!stage_key_is_told(of, key, given))
            continue;
        stage_key_value(of, key->fields[0], given, &value);
        if (!stage_key_rows(of, db, key, &value, 1, rows, error) ||
            !stage_key_choose(of, key, given, rows, &found, error))
            return FALSE;
        if (found != NULL)
            stage_entity_copy(of, out, found);
    }
    return TRUE;
}
