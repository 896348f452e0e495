/* The journal against random work: what was done is taken back to the row, whatever it was, and nothing that
 * was done behind the journal's back, or to the journal, goes unseen. */
#include "test.h"

#include <string.h>

#include "model/handeling.h"
#include "model/journaal.h"
#include "random.h"

enum { ROUNDS = 4, ACTIONS = 60, CHANGES_MAX = 8 };

static const StageActor actor = { "2026-11-23T10:00:00Z", "kees", "test" };

typedef struct {
    char *folder;
    StageDb *db;
} World;

static World
begin_world(void)
{
    World w = { .folder = test_folder() };

    w.db = test_store(w.folder);
    return w;
}

static void
end_world(World *w)
{
    stage_db_rollback(w->db);
    stage_db_close(w->db);
    test_folder_free(w->folder);
}

/* --- work --- */

static void
change_something(StageDb *db)
{
    const StageEntity *of = random_table();
    g_autofree void *entity = g_malloc0(of->size);
    gint64 id = random_row(db, of);

    if (id == 0 || test_chance(60)) {
        if (random_entity(db, of, entity))
            stage_entity_add(of, db, entity, NULL); /* a taken number is refused: so is life */
    } else if (test_chance(70)) {
        *(gint64 *)entity = id;
        if (random_entity(db, of, entity))
            stage_entity_save(of, db, entity, NULL);
    } else {
        stage_entity_remove(of, db, id, NULL);
    }
    stage_entity_clear(of, entity);
}

/* One action; its id, or 0 when it changed nothing and was taken back. */
static gint64
act(StageDb *db, int changes)
{
    g_autoptr(GError) error = NULL;
    gboolean changed = FALSE;
    gint64 id = 0;

    test_done(stage_db_begin(db, &error), &error);
    test_done(stage_handeling_begin(db, &actor, &id, &error), &error);
    for (int i = 0; i < changes; i++)
        change_something(db);
    test_done(stage_handeling_end(db, id, &changed, &error), &error);
    if (changed)
        test_done(stage_db_commit(db, &error), &error);
    else
        stage_db_rollback(db);
    return changed ? id : 0;
}

/* Takes an action back; the id of doing so, or 0 with an unchanged store when it is refused. */
static gint64
undo(StageDb *db, gint64 undone, GError **error)
{
    g_autoptr(GError) failed = NULL;
    gboolean changed = FALSE;
    gint64 id = 0;

    test_done(stage_db_begin(db, &failed), &failed);
    test_done(stage_handeling_begin(db, &actor, &id, &failed), &failed);
    test_done(stage_handeling_undoes(db, id, undone, &failed), &failed);
    if (!stage_journaal_undo(db, undone, error)) {
        stage_db_set_action(db, STAGE_NO_ACTION);
        stage_db_rollback(db);
        return 0;
    }
    test_done(stage_handeling_end(db, id, &changed, &failed), &failed);
    g_assert_true(changed);
    test_done(stage_db_commit(db, &failed), &failed);
    return id;
}

/* --- what is found --- */

static void
wrong_row(const char *tabel, gint64 rij, const char *why, void *data)
{
    g_string_append_printf(data, "%s %" G_GINT64_FORMAT ": %s\n", tabel, rij, why);
}

static void
wrong_action(gint64 id, const char *why, void *data)
{
    g_string_append_printf(data, "action %" G_GINT64_FORMAT ": %s\n", id, why);
}

static void
wrong_store(StageFault fault, const char *text, void *data)
{
    g_string_append_printf(data, "fault %d: %s\n", (int)fault, text);
}

/* What does not fit, "" when all does; FALSE of a reading that failed is a finding too. */
static char *
findings(StageDb *db, gboolean whole)
{
    GString *found = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    if (!stage_journaal_verify(db, wrong_row, found, &error) ||
        !stage_handeling_verify(db, wrong_action, found, &error) ||
        (whole && !stage_db_integrity(db, wrong_store, found, &error)))
        g_string_append_printf(found, "%s\n", error->message);
    return g_string_free(found, FALSE);
}

static void
is_sound(StageDb *db)
{
    g_autofree char *found = findings(db, TRUE);

    g_assert_cmpstr(found, ==, "");
}

static void
is_as(StageDb *db, GHashTable *before)
{
    g_autoptr(GHashTable) now = store_rows(db);
    g_autofree char *differ = rows_differ(before, now);

    g_assert_cmpstr(differ, ==, NULL);
}

/* --- tests --- */

/* All that was done, taken back from the last to the first, ends where it began, by way of every state that
 * there was. */
static void
back_to_the_beginning(void)
{
    for (int round = 0; round < ROUNDS; round++) {
        World w = begin_world();
        GHashTable *states[ACTIONS] = { NULL };
        gint64 ids[ACTIONS] = { 0 };
        g_autoptr(GError) error = NULL;

        for (int i = 0; i < ACTIONS; i++) {
            states[i] = store_rows(w.db);
            ids[i] = act(w.db, i < 10 ? CHANGES_MAX : g_test_rand_int_range(1, CHANGES_MAX));
        }
        is_sound(w.db);
        for (int i = ACTIONS - 1; i >= 0; i--) {
            if (ids[i] != 0) {
                gint64 by = undo(w.db, ids[i], &error);
                g_assert_no_error(error);
                g_assert_cmpint(by, !=, 0);
            }
            is_as(w.db, states[i]);
            g_hash_table_unref(states[i]);
        }
        g_assert_cmpint(act(w.db, CHANGES_MAX), >=, 0);
        is_sound(w.db);
        end_world(&w);
    }
}

/* Any action, in any order: it is taken back, and taking that back brings it again; or it is refused with a
 * reason, and nothing has changed. */
static void
any_order(void)
{
    int done = 0, refused = 0;

    for (int round = 0; round < ROUNDS; round++) {
        World w = begin_world();
        gint64 ids[ACTIONS] = { 0 };

        for (int i = 0; i < ACTIONS; i++)
            ids[i] = act(w.db, g_test_rand_int_range(1, CHANGES_MAX));
        for (int i = 0; i < ACTIONS; i++) {
            gint64 id = test_any(ids);
            g_autoptr(GHashTable) before = store_rows(w.db);
            g_autoptr(GError) error = NULL;
            gboolean undone = FALSE;

            if (id == 0)
                continue;
            test_done(stage_handeling_is_undone(w.db, id, &undone, &error), &error);
            if (undone)
                continue;
            gint64 by = undo(w.db, id, &error);
            if (by == 0) {
                g_assert_error(error, STAGE_ERROR, STAGE_ERROR_IN_USE);
                refused++;
            } else {
                g_assert_no_error(error);
                test_done(stage_handeling_is_undone(w.db, id, &undone, &error), &error);
                g_assert_true(undone);
                done++;
                if (test_chance(50))
                    continue;
                g_assert_cmpint(undo(w.db, by, &error), !=, 0);
                g_assert_no_error(error);
            }
            is_as(w.db, before);
        }
        is_sound(w.db);
        end_world(&w);
    }
    g_test_message("%d undone, %d refused", done, refused);
    g_assert_cmpint(done, >, 0);
    g_assert_cmpint(refused, >, 0);
}

/* --- what is done behind its back --- */

/* A row that is added, changed or removed without the journal; FALSE when the store refused it. */
static gboolean
sneak(StageDb *db, const StageEntity *of)
{
    g_autofree void *entity = g_malloc0(of->size), *before = g_malloc0(of->size);
    gint64 id = random_row(db, of);
    gboolean done = FALSE;
    int how = g_test_rand_int_range(0, 3);

    stage_db_set_action(db, STAGE_NO_JOURNAL);
    if (how == 0 && random_entity(db, of, entity)) {
        done = stage_entity_add(of, db, entity, NULL);
    } else if (how == 1 && id != 0) {
        done = stage_entity_remove_raw(of, db, id, NULL);
    } else if (id != 0 && random_entity(db, of, entity)) {
        *(gint64 *)entity = id;
        done = stage_entity_get(of, db, id, before, NULL) &&
               stage_entity_put_raw(of, db, entity, FALSE, NULL);
        gboolean differs = FALSE;
        for (guint i = 0; i < of->fields.n; i++)
            differs = differs || (of->fields.fields[i].kind != STAGE_FIELD_DERIVED &&
                                  stage_field_differs(&of->fields.fields[i], before, entity));
        done = done && differs;
    }
    stage_db_set_action(db, STAGE_NO_ACTION);
    stage_entity_clear(of, entity);
    stage_entity_clear(of, before);
    return done;
}

static void
behind_its_back(void)
{
    World w = begin_world();
    g_autoptr(GError) error = NULL;

    for (int i = 0; i < ACTIONS; i++)
        act(w.db, CHANGES_MAX);
    for (const StageEntity *const *of = stage_entities; *of != NULL; of++) {
        int found = 0;
        for (int i = 0; i < 200 && found < 5; i++) {
            test_done(stage_db_begin(w.db, &error), &error);
            if (sneak(w.db, *of)) {
                g_autofree char *said = findings(w.db, FALSE);
                g_assert_nonnull(strstr(said, (*of)->noun));
                found++;
            }
            stage_db_rollback(w.db);
        }
        g_assert_cmpint(found, >, 0);
    }
    is_sound(w.db);
    end_world(&w);
}

/* Every way to change the journal itself. $1 is a number to choose by. */
#define AN_ENTRY                                                                                             \
    "id = (SELECT id FROM journaal ORDER BY id LIMIT 1 OFFSET $1 % (SELECT count(*) FROM journaal))"
#define AN_EDIT                                                                                              \
    "id = (SELECT id FROM journaal WHERE voor IS NOT NULL ORDER BY id LIMIT 1 OFFSET $1 % (SELECT count(*) " \
    "FROM journaal WHERE voor IS NOT NULL))"
#define AN_ACTION                                                                                            \
    "id = (SELECT id FROM handeling ORDER BY id LIMIT 1 OFFSET $1 % (SELECT count(*) FROM handeling))"

static const char *const tampering[] = {
    "DELETE FROM journaal WHERE " AN_ENTRY,
    "UPDATE journaal SET id = id + 100000 WHERE " AN_ENTRY,
    "UPDATE journaal SET handeling = handeling + 1 WHERE " AN_ENTRY,
    "UPDATE journaal SET tabel = CASE tabel WHEN 'team' THEN 'docent' ELSE 'team' END WHERE " AN_ENTRY,
    "UPDATE journaal SET tabel = 'nergens' WHERE " AN_ENTRY,
    "UPDATE journaal SET rij = rij + 100000 WHERE " AN_ENTRY,
    "UPDATE journaal SET rij = rij + 1 WHERE " AN_ENTRY,
    "UPDATE journaal SET student = coalesce(student, 0) + 1 WHERE " AN_ENTRY,
    "UPDATE journaal SET student = NULL WHERE student IS NOT NULL AND id > $1 % 50",
    "UPDATE journaal SET soort = CASE soort WHEN 'add' THEN 'edit' ELSE 'add' END WHERE " AN_ENTRY,
    "UPDATE journaal SET soort = CASE soort WHEN 'rm' THEN 'edit' ELSE 'rm' END WHERE " AN_ENTRY,
    "UPDATE journaal SET voor = NULL WHERE " AN_EDIT,
    "UPDATE journaal SET voor = '{}' WHERE " AN_ENTRY,
    "UPDATE journaal SET voor = substr(voor, 1, length(voor) - 1) WHERE " AN_EDIT,
    "UPDATE journaal SET voor = 'null' WHERE " AN_EDIT,
    "UPDATE journaal SET afdruk = '' WHERE " AN_ENTRY,
    "UPDATE journaal SET afdruk = 'x' || substr(afdruk, 2) WHERE " AN_ENTRY,
    "UPDATE journaal SET afdruk = substr(afdruk, 1, 80) || 'x' WHERE " AN_ENTRY,
    "DELETE FROM handeling WHERE herstelt IS NULL AND " AN_ACTION,
    "UPDATE handeling SET wie = wie || 'x' WHERE " AN_ACTION,
    "UPDATE handeling SET opdracht = 'x' WHERE " AN_ACTION,
    "UPDATE handeling SET tijdstip = '2026-11-22T10:00:00Z' WHERE " AN_ACTION,
    "UPDATE handeling SET herstelt = 1 WHERE id > 1 AND herstelt IS NULL AND " AN_ACTION,
    "UPDATE handeling SET eerste = eerste + 1 WHERE " AN_ACTION,
    "UPDATE handeling SET laatste = laatste - 1 WHERE " AN_ACTION,
    "UPDATE handeling SET hash = NULL WHERE " AN_ACTION,
    "UPDATE handeling SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE " AN_ACTION,
};

static gint64
count_changes(StageDb *db)
{
    g_autoptr(GError) error = NULL;
    gint64 n = 0;

    test_done(stage_db_number(db, "SELECT total_changes()", STAGE_NO_ARGS, &n, &error), &error);
    return n;
}

static void
the_journal_itself(void)
{
    World w = begin_world();
    g_autoptr(GError) error = NULL;

    for (int i = 0; i < ACTIONS; i++)
        act(w.db, CHANGES_MAX);
    for (gsize t = 0; t < G_N_ELEMENTS(tampering); t++)
        for (int i = 0; i < 10; i++) {
            test_done(stage_db_begin(w.db, &error), &error);
            gint64 before = count_changes(w.db);
            test_done(stage_db_exec(w.db, tampering[t],
                                    STAGE_ARGS(stage_int(g_test_rand_int_range(0, 100000))), &error),
                      &error);
            if (count_changes(w.db) > before) {
                g_autofree char *said = findings(w.db, FALSE);
                if (*said == '\0')
                    g_error("nothing was found after %s", tampering[t]);
            }
            stage_db_rollback(w.db);
        }
    is_sound(w.db);
    end_world(&w);
}

/* Content that was taken away, and the salt with it, leaves the chain as it was; it cannot be undone then. */
static void
erased(void)
{
    static const char erase[] =
        "UPDATE journaal SET voor = NULL, afdruk = substr(afdruk, instr(afdruk, '$')) WHERE " AN_EDIT;
    static const char which[] = "SELECT handeling FROM journaal WHERE " AN_EDIT;
    World w = begin_world();
    g_autoptr(GError) error = NULL;

    for (int i = 0; i < ACTIONS; i++)
        act(w.db, CHANGES_MAX);
    for (int i = 0; i < 50; i++) {
        const StageValue choice[] = { stage_int(g_test_rand_int_range(0, 100000)) };
        gint64 of = 0;

        test_done(stage_db_number(w.db, which, choice, 1, &of, &error), &error);
        test_done(stage_db_begin(w.db, &error), &error);
        test_done(stage_db_exec(w.db, erase, choice, 1, &error), &error);
        test_done(stage_db_commit(w.db, &error), &error);
        is_sound(w.db);
        g_assert_cmpint(undo(w.db, of, &error), ==, 0);
        g_assert_error(error, STAGE_ERROR, STAGE_ERROR_IN_USE);
        g_clear_error(&error);
    }
    end_world(&w);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/journaal/back-to-the-beginning", back_to_the_beginning);
    g_test_add_func("/journaal/any-order", any_order);
    g_test_add_func("/journaal/behind-its-back", behind_its_back);
    g_test_add_func("/journaal/the-journal-itself", the_journal_itself);
    g_test_add_func("/journaal/erased", erased);
    return g_test_run();
}
