/* The store as a whole: its checks, copies of its file, its search index, its counters. */
#include "db/handle.h"

gboolean
stage_db_integrity(StageDb *db, StageFound found, void *data, GError **error)
{
    return stage_db_sees_all(db, error) && db->driver->integrity(db->conn, found, data, error);
}

gboolean
stage_db_settle(StageDb *db, GError **error)
{
    return db->driver->settle(db->conn, error);
}

gboolean
stage_db_copy(const char *from, const char *to, StageDbCopy kind, guint busy_ms, GError **error)
{
    return stage_db_is_file(from, error) && stage_db_is_file(to, error) &&
           stage_sqlite_driver.copy(from, to, kind, busy_ms, error);
}

char *
stage_db_put_aside(const char *path, const char *suffix, GError **error)
{
    return stage_db_is_file(path, error) ? stage_sqlite_driver.put_aside(path, suffix, error) : NULL;
}

gboolean
stage_db_is_store(const char *path)
{
    return stage_db_is_server(path) || stage_sqlite_driver.is_store(path);
}

gboolean
stage_db_give_name(const char *made, const char *path, GError **error)
{
    return stage_db_is_file(made, error) && stage_db_is_file(path, error) &&
           stage_sqlite_driver.give_name(made, path, error);
}

void
stage_db_remove_companions(const char *path)
{
    if (!stage_db_is_server(path))
        stage_sqlite_driver.discard_companions(path);
}

void
stage_db_remove(const char *path)
{
    if (!stage_db_is_server(path))
        stage_sqlite_driver.discard(path);
}

char *
stage_db_overwrite(const char *from, const char *store, const char *suffix, guint busy_ms, GError **error)
{
    return stage_db_is_file(from, error) && stage_db_is_file(store, error)
               ? stage_sqlite_driver.overwrite(from, store, suffix, busy_ms, error)
               : NULL;
}

gboolean
stage_db_index_changes(StageDb *db, gint64 first, gint64 last, GError **error)
{
    return db->driver->index_changes(db->conn, first, last, error);
}

gboolean
stage_db_index_all(StageDb *db, GError **error)
{
    return stage_db_sees_all(db, error) && db->driver->index_all(db->conn, error);
}

StageStmt *
stage_db_search(StageDb *db, const StageSearch *s, GError **error)
{
    g_autofree char *words = db->driver->search_words(s->words);

    return stage_db_query(db, db->driver->search,
                          STAGE_ARGS(stage_text(words), stage_int_set(s->sleutel), stage_int_set(s->docent),
                                     stage_text_set(s->from), stage_text_set(s->until), stage_int(s->limit),
                                     stage_int(s->confidential ? 1 : 0)),
                          error);
}

StageStmt *
stage_db_counters(StageDb *db, GError **error)
{
    return stage_db_query(db, db->driver->counters, STAGE_NO_ARGS, error);
}

gboolean
stage_db_set_counter(StageDb *db, const char *table, gint64 last, GError **error)
{
    return stage_db_exec(db, db->driver->add_counter, STAGE_ARGS(stage_text(table), stage_int(last)),
                         error) &&
           stage_db_exec(db, db->driver->set_counter, STAGE_ARGS(stage_text(table), stage_int(last)), error);
}

gboolean
stage_db_last_number(StageDb *db, const char *table, gint64 *out, GError **error)
{
    return stage_db_number(db, db->driver->last_number, STAGE_ARGS(stage_text(table)), out, error);
}
