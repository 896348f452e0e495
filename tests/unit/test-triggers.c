/* The triggers of the journal and the fields of the entities say the same: every column of a table, in the
 * order of the fields, or a change would go unnoticed and an honest row would look changed. */
#include "test.h"

#include <string.h>

#include "model/journaal.h"
#include "model/json.h"
#include "random.h"

enum { ROWS = 80, TRIES = 8000 };

typedef struct {
    char *folder;
    StageDb *db;
} World;

static World
begin_world(void)
{
    static const StageActor actor = { "2026-11-23T10:00:00Z", "kees", "test" };
    World w = { .folder = test_folder() };
    g_autoptr(GError) error = NULL;
    gint64 id = 0;

    w.db = test_store(w.folder);
    test_done(stage_db_begin(w.db, &error), &error);
    test_done(stage_handeling_begin(w.db, &actor, &id, &error), &error);
    for (int i = 0; i < TRIES / 10; i++) { /* something to refer to */
        const StageEntity *of = random_table();
        g_autofree void *entity = g_malloc0(of->size);
        if (random_entity(w.db, of, entity))
            stage_entity_add(of, w.db, entity, NULL);
        stage_entity_clear(of, entity);
    }
    return w;
}

static void
end_world(World *w)
{
    stage_db_rollback(w->db);
    stage_db_close(w->db);
    test_folder_free(w->folder);
}

static void
wrong(const char *tabel, gint64 rij, const char *why, void *data)
{
    g_string_append_printf(data, "%s %" G_GINT64_FORMAT ": %s\n", tabel, rij, why);
}

static void
verified(StageDb *db)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) found = g_string_new(NULL);

    test_done(stage_journaal_verify(db, wrong, found, &error), &error);
    g_assert_cmpstr(found->str, ==, "");
}

static gint64
last_entry(StageDb *db)
{
    g_autoptr(GError) error = NULL;
    gint64 id = 0;

    test_done(stage_db_number(db, "SELECT coalesce(max(id), 0) FROM journaal", STAGE_NO_ARGS, &id, &error),
              &error);
    return id;
}

/* What the journal should have of a row: its fields that have a value, in their order. */
static char *
json_of(const StageEntity *of, const void *entity)
{
    g_autoptr(cJSON) object = cJSON_CreateObject();

    stage_fields_to_json(of->fields, entity, object);
    for (cJSON *next, *member = object->child; member != NULL; member = next) {
        next = member->next;
        if (cJSON_IsNull(member))
            cJSON_Delete(cJSON_DetachItemViaPointer(object, member));
    }
    char *text = cJSON_PrintUnformatted(object);
    char *copy = g_strdup(text);
    cJSON_free(text);
    return copy;
}

/* Exactly one entry since `last`: of this row, of this kind, with this state before. */
static void
one_entry(StageDb *db, gint64 last, const StageEntity *of, gint64 id, const char *soort, const void *before)
{
    static const char sql[] = "SELECT tabel, rij, soort, voor FROM journaal WHERE id > $1 ORDER BY id";
    g_autofree char *voor = before == NULL ? NULL : json_of(of, before);
    g_autoptr(GError) error = NULL;
    g_autoptr(StageStmt) row = stage_db_query(db, sql, STAGE_ARGS(stage_int(last)), &error);

    g_assert_no_error(error);
    if (!stage_stmt_next(row))
        g_error("no entry of %s %" G_GINT64_FORMAT " (%s), which was %s", of->noun, id, soort, voor);
    g_assert_cmpstr(stage_stmt_text(row, 0), ==, of->noun);
    g_assert_cmpint(stage_stmt_number(row, 1), ==, id);
    g_assert_cmpstr(stage_stmt_text(row, 2), ==, soort);
    g_assert_cmpstr(stage_stmt_text(row, 3), ==, voor);
    g_assert_false(stage_stmt_next(row));
    test_done(stage_stmt_done(row, &error), &error);
}

/* --- the table and the fields --- */

static void
columns(void)
{
    World w = begin_world();

    for (const StageEntity *const *of = stage_entities; *of != NULL; of++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
        g_autoptr(StageStmt) row = stage_db_query(w.db, "SELECT name FROM pragma_table_info($1)",
                                                  STAGE_ARGS(stage_text((*of)->noun)), &error);
        guint n = 0;
        g_assert_no_error(error);
        for (guint i = 0; i < (*of)->fields.n; i++)
            g_hash_table_add(names, (void *)(guintptr)(*of)->fields.fields[i].name);
        for (; stage_stmt_next(row); n++) {
            const char *name = stage_stmt_text(row, 0);
            if (strcmp(name, "id") != 0 && !g_hash_table_contains(names, name))
                g_error("column %s.%s is no field", (*of)->noun, name);
        }
        test_done(stage_stmt_done(row, &error), &error);
        g_assert_cmpuint(n, ==, (*of)->fields.n + 1);
    }
    end_world(&w);
}

/* --- rows with and without each of the fields --- */

/* Adds a row, changes all of it and removes some of them, and looks at what is written down of each. */
static gboolean
round_of(StageDb *db, const StageEntity *of, void *one, void *other)
{
    g_autoptr(GError) error = NULL;
    gint64 last = last_entry(db);

    if (!random_entity(db, of, one) || !stage_entity_add(of, db, one, NULL))
        return FALSE;
    gint64 id = *(gint64 *)one;
    one_entry(db, last, of, id, "add", NULL);
    last = last_entry(db);
    *(gint64 *)other = id;
    if (random_entity(db, of, other) && stage_entity_save(of, db, other, NULL)) {
        g_autofree char *before = json_of(of, one), *after = json_of(of, other);
        if (strcmp(before, after) == 0)
            g_assert_cmpint(last_entry(db), ==, last);
        else
            one_entry(db, last, of, id, "edit", one);
        last = last_entry(db);
        test_done(stage_entity_save(of, db, other, &error), &error); /* the same again */
        g_assert_cmpint(last_entry(db), ==, last);
        if (test_chance(50))
            return TRUE;
        test_done(stage_entity_remove_raw(of, db, id, &error), &error);
        one_entry(db, last, of, id, "rm", other);
    } else if (test_chance(50)) {
        last = last_entry(db);
        test_done(stage_entity_remove_raw(of, db, id, &error), &error);
        one_entry(db, last, of, id, "rm", one);
    }
    return TRUE;
}

/* The field that had no value in any row so far, or never lacked one that it need not have; NULL: none. */
static const StageField *
lacking(const StageEntity *of, const gboolean *set, const gboolean *unset)
{
    for (guint f = 0; f < of->fields.n; f++) {
        const StageField *field = &of->fields.fields[f];
        if (field->kind != STAGE_FIELD_DERIVED && (!set[f] || (!field->required && !unset[f])))
            return field;
    }
    return NULL;
}

static void
every_field(void)
{
    World w = begin_world();

    for (const StageEntity *const *of = stage_entities; *of != NULL; of++) {
        gboolean set[STAGE_FIELDS_MAX] = { FALSE }, unset[STAGE_FIELDS_MAX] = { FALSE };
        int done = 0;
        for (int i = 0; i < TRIES && (done < ROWS || lacking(*of, set, unset) != NULL); i++) {
            g_autofree void *one = g_malloc0((*of)->size), *other = g_malloc0((*of)->size);
            gboolean tried = round_of(w.db, *of, one, other);
            for (guint f = 0; tried && f < (*of)->fields.n; f++) {
                gboolean has = stage_field_value(&(*of)->fields.fields[f], one).type != STAGE_NULL;
                set[f] = set[f] || has;
                unset[f] = unset[f] || !has;
            }
            done += tried;
            stage_entity_clear(*of, one);
            stage_entity_clear(*of, other);
        }
        if (lacking(*of, set, unset) != NULL)
            g_error("%s.%s was always or never empty in %d rows", (*of)->noun, lacking(*of, set, unset)->name,
                    done);
        verified(w.db);
    }
    end_world(&w);
}

/* --- one field alone --- */

/* What cannot change by itself: the person goes with it. */
static const char *const never_alone[] = { "begeleider.rol" };

/* Changes one field of a row and nothing else; FALSE when the store refuses it. */
static gboolean
change_field(StageDb *db, const StageEntity *of, const StageField *field)
{
    g_autofree void *row = g_malloc0(of->size), *before = g_malloc0(of->size), *other = g_malloc0(of->size);
    g_autoptr(GError) error = NULL;
    gint64 id = random_row(db, of), last = last_entry(db);
    gboolean done = id != 0 && random_entity(db, of, other);

    if (done) {
        test_done(stage_entity_get(of, db, id, row, &error), &error);
        test_done(stage_entity_get(of, db, id, before, &error), &error);
        g_assert_true(stage_field_set(field, row, stage_field_value(field, other)));
        done = stage_field_differs(field, row, before) && stage_entity_put_raw(of, db, row, FALSE, NULL);
    }
    if (done)
        one_entry(db, last, of, id, "edit", before);
    stage_entity_clear(of, row);
    stage_entity_clear(of, before);
    stage_entity_clear(of, other);
    return done;
}

static void
alone(void)
{
    World w = begin_world();

    for (const StageEntity *const *of = stage_entities; *of != NULL; of++)
        for (guint f = 0; f < (*of)->fields.n; f++) {
            const StageField *field = &(*of)->fields.fields[f];
            g_autofree char *name = g_strdup_printf("%s.%s", (*of)->noun, field->name);
            gboolean exempt = field->kind == STAGE_FIELD_DERIVED;
            int changed = 0;
            for (gsize i = 0; i < G_N_ELEMENTS(never_alone); i++)
                exempt = exempt || strcmp(name, never_alone[i]) == 0;
            for (int i = 0; i < TRIES && changed < 2 && !exempt; i++)
                changed += change_field(w.db, *of, field);
            if (changed == 0 && !exempt)
                g_error("%s was never changed by itself", name);
        }
    verified(w.db);
    end_world(&w);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/triggers/columns", columns);
    g_test_add_func("/triggers/every-field", every_field);
    g_test_add_func("/triggers/alone", alone);
    return g_test_run();
}
