#include "db/migrate.h"

#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"

static gboolean
run(const StageDriver *driver, void *conn, const char *sql, const StageValue *args, guint n, GError **error)
{
    void *stmt = driver->prepare(conn, sql, error);
    gboolean done = stmt != NULL && driver->bind(stmt, args, n, TRUE, error) &&
                    driver->step(stmt, error) != STAGE_STEP_FAILED;

    if (stmt != NULL)
        driver->finalize(stmt);
    return done;
}

/* Who may open a copy that is not finished: who goes on with it, and only as far as it was begun. */
static gboolean
check_finished(const StageDbOptions *options, gboolean older, GError **error)
{
    g_autofree char *shown = stage_db_shown(options->path);

    if (options->mode != STAGE_DB_COPY)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("'%s' is a copy that is not finished: 'stage db copy' goes on with it"), shown);
    return !older || stage_fail(error, STAGE_ERROR_BAD_INPUT,
                                _("'%s' is a copy that an older stage did not finish: remove it, or empty "
                                  "its database, and copy anew"),
                                shown);
}

/* How many migrations the store has had, each checked against ours. */
static gboolean
read_version(const StageDriver *driver, void *conn, const StageDbOptions *options, guint *out, GError **error)
{
    static const char sql[] = "SELECT nummer, sha256 FROM migratie ORDER BY nummer";
    guint version = 0;
    StageStep step = STAGE_STEP_DONE;
    gboolean there = FALSE;

    *out = 0;
    if (!driver->has_table(conn, "migratie", &there, error))
        return FALSE;
    if (!there)
        return TRUE;
    void *stmt = driver->prepare(conn, sql, error);
    if (stmt == NULL)
        return FALSE;
    while ((step = driver->step(stmt, error)) == STAGE_STEP_ROW) {
        const StageMigration *ours = &driver->migrations[version];
        if (driver->value(stmt, 0).number == STAGE_DB_UNFINISHED) {
            if (check_finished(options, ours->sql != NULL, error))
                continue;
            step = STAGE_STEP_FAILED;
            break;
        }
        if (ours->sql == NULL) {
            stage_fail(error, STAGE_ERROR_TOO_NEW,
                       _("the store was made by a newer stage (schema %" PRId64
                         ", this program knows %u): install that one"),
                       driver->value(stmt, 0).number, version);
            step = STAGE_STEP_FAILED;
            break;
        }
        const char *recorded = driver->value(stmt, 1).text;
        if (driver->value(stmt, 0).number != ours->number || g_strcmp0(recorded, ours->sha256) != 0) {
            stage_fail(error, STAGE_ERROR_CORRUPT,
                       _("the store's record of migration %u is not that of this program"), ours->number);
            step = STAGE_STEP_FAILED;
            break;
        }
        version++;
    }
    driver->finalize(stmt);
    *out = version;
    return step == STAGE_STEP_DONE;
}

static gboolean
apply(const StageDriver *driver, void *conn, const StageMigration *migration, const char *today,
      GError **error)
{
    static const char record[] =
        "INSERT INTO migratie (nummer, naam, sha256, toegepast) VALUES ($1, $2, $3, $4)";
    const StageValue args[] = { stage_int(migration->number), stage_text(migration->name),
                                stage_text(migration->sha256), stage_text(today) };

    if (driver->script(conn, migration->sql, error) &&
        run(driver, conn, record, args, G_N_ELEMENTS(args), error))
        return TRUE;
    g_prefix_error(error, _("migration %u (%s): "), migration->number, migration->name);
    return FALSE;
}

/* A copy of a store with content, made while we hold the lock, so that it is of just what is changed. On a
 * server that is for who looks after it. */
static gboolean
keep_copy(const StageDriver *driver, StageDbOptions *options, guint version, GError **error)
{
    if (options->mode == STAGE_DB_CREATE || driver->keep_copy == NULL)
        return TRUE;
    g_autofree char *suffix = g_strdup_printf("schema%u-%s", version, options->today);
    options->migrated_copy = driver->keep_copy(options->path, suffix, options->busy_ms, error);
    return options->migrated_copy != NULL;
}

/* All of them in one transaction: a store is never left between two versions. Another process may have
 * migrated while we waited for the lock, so the version is read again inside it. */
static gboolean
apply_all(const StageDriver *driver, void *conn, StageDbOptions *options, GError **error)
{
    guint version = 0;
    gboolean done = driver->script(conn, "BEGIN IMMEDIATE", error);

    if (!done)
        return FALSE;
    done = read_version(driver, conn, options, &version, error);
    const StageMigration *next = driver->migrations + version;
    if (done && next->sql != NULL)
        done = keep_copy(driver, options, version, error);
    for (; done && next->sql != NULL; next++)
        done = apply(driver, conn, next, options->today, error);
    if (done && driver->script(conn, "COMMIT", error))
        return TRUE;
    driver->script(conn, "ROLLBACK", NULL);
    if (options->migrated_copy != NULL) { /* nothing was changed, so there is nothing to keep */
        unlink(options->migrated_copy);
        g_clear_pointer(&options->migrated_copy, g_free);
    }
    return FALSE;
}

gboolean
stage_migrate(const StageDriver *driver, void *conn, StageDbOptions *options, GError **error)
{
    guint version = 0;

    if (!read_version(driver, conn, options, &version, error))
        return FALSE;
    if (driver->migrations[version].sql == NULL)
        return TRUE;
    if (options->mode == STAGE_DB_PEEK || (options->mode != STAGE_DB_CREATE && !driver->writable(conn)))
        return stage_fail(
            error, STAGE_ERROR_DENIED,
            _("the store is of an older stage and cannot be written here: run any command once as "
              "its owner"));
    return apply_all(driver, conn, options, error);
}
