#include "model/entity.h"

#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/entity_sql.h"

enum { CANDIDATES_SHOWN = 12 };

static gint64 *
id_of(void *entity)
{
    return entity;
}

/* --- rows --- */

static gboolean
put(const StageEntity *of, StageDb *db, StageEntitySql statement, gint64 id, void *entity, GError **error)
{
    StageValue args[STAGE_FIELDS_MAX + 1];

    if (of->derive != NULL)
        of->derive(entity);
    guint n = stage_fields_bind(of->fields, id, entity, args);
    const char *sql = stage_entity_sql(of, db, statement);
    return statement == STAGE_ENTITY_INSERT ? stage_db_insert(db, sql, args, n, id_of(entity), error)
                                            : stage_db_change(db, sql, args, n, error);
}

gboolean
stage_entity_check(const StageEntity *of, StageDb *db, void *entity, GError **error)
{
    return stage_fields_check(of->fields, entity, error) &&
           (of->check == NULL || of->check(db, entity, error));
}

static gboolean
write_row(const StageEntity *of, StageDb *db, StageEntitySql statement, gint64 id, void *entity,
          GError **error)
{
    return stage_entity_check(of, db, entity, error) && put(of, db, statement, id, entity, error);
}

gboolean
stage_entity_put_raw(const StageEntity *of, StageDb *db, void *entity, gboolean is_new, GError **error)
{
    return put(of, db, is_new ? STAGE_ENTITY_INSERT : STAGE_ENTITY_UPDATE, *id_of(entity), entity, error);
}

gboolean
stage_entity_remove_raw(const StageEntity *of, StageDb *db, gint64 id, GError **error)
{
    return stage_db_change(db, stage_entity_sql(of, db, STAGE_ENTITY_DELETE), STAGE_ARGS(stage_int(id)),
                           error);
}

StageStmt *
stage_entity_all(const StageEntity *of, StageDb *db, GError **error)
{
    return stage_db_query(db, stage_entity_sql(of, db, STAGE_ENTITY_ALL), STAGE_NO_ARGS, error);
}

StageStmt *
stage_entity_after(const StageEntity *of, StageDb *db, gint64 id, GError **error)
{
    return stage_db_query(db, stage_entity_sql(of, db, STAGE_ENTITY_AFTER), STAGE_ARGS(stage_int(id)), error);
}

StageStmt *
stage_entity_many(const StageEntity *of, StageDb *db, gboolean is_new, GError **error)
{
    return stage_db_many(db, stage_entity_sql(of, db, is_new ? STAGE_ENTITY_INSERT : STAGE_ENTITY_UPDATE),
                         error);
}

gboolean
stage_entity_count(const StageEntity *of, StageDb *db, gint64 *out, GError **error)
{
    return stage_db_number(db, stage_entity_sql(of, db, STAGE_ENTITY_COUNT), STAGE_NO_ARGS, out, error);
}

gboolean
stage_entity_last(const StageEntity *of, StageDb *db, gint64 *out, GError **error)
{
    return stage_db_number(db, stage_entity_sql(of, db, STAGE_ENTITY_LAST), STAGE_NO_ARGS, out, error);
}

gboolean
stage_entity_ready(const StageEntity *of, void *entity, GError **error)
{
    if (!stage_entity_check(of, NULL, entity, error)) {
        g_prefix_error(error, "%s: ", _(of->noun));
        return FALSE;
    }
    if (of->derive != NULL)
        of->derive(entity);
    return TRUE;
}

gboolean
stage_entity_add(const StageEntity *of, StageDb *db, void *entity, GError **error)
{
    if (write_row(of, db, STAGE_ENTITY_INSERT, 0, entity, error))
        return TRUE;
    g_prefix_error(error, "%s: ", _(of->noun));
    return FALSE;
}

gboolean
stage_entity_save(const StageEntity *of, StageDb *db, void *entity, GError **error)
{
    gint64 id = *id_of(entity);

    if (write_row(of, db, STAGE_ENTITY_UPDATE, id, entity, error))
        return TRUE;
    g_prefix_error(error, "%s %" PRId64 ": ", _(of->noun), id);
    return FALSE;
}

gboolean
stage_entity_get(const StageEntity *of, StageDb *db, gint64 id, void *entity, GError **error)
{
    g_autoptr(StageStmt) row = stage_db_query(db, stage_entity_sql(of, db, STAGE_ENTITY_GET),
                                              STAGE_ARGS(stage_int(id)), error);

    if (row == NULL)
        return FALSE;
    if (!stage_stmt_next(row))
        return stage_stmt_done(row, error) &&
               stage_fail(error, STAGE_ERROR_NOT_FOUND, _("there is no %s %" PRId64), _(of->noun), id);
    g_assert(stage_stmt_columns(row) == of->fields.n);
    stage_fields_read(of->fields, entity, row, 0);
    *id_of(entity) = id;
    return TRUE;
}

/* An array of structs has no other way to tell its owner what they are. */
typedef struct {
    const StageEntity *of;
    gint64 id; /* and the rest of the struct behind it */
} Owned;

static void
free_owned(void *entity)
{
    Owned *owned = (void *)((char *)entity - offsetof(Owned, id));

    stage_entity_clear(owned->of, entity);
    g_free(owned);
}

GPtrArray *
stage_entities_new(void)
{
    return g_ptr_array_new_with_free_func(free_owned);
}

void
stage_entity_read(const StageEntity *of, StageStmt *row, void *entity)
{
    *id_of(entity) = stage_stmt_number(row, 0);
    stage_fields_read(of->fields, entity, row, 1);
}

void *
stage_entity_new(const StageEntity *of, StageStmt *row)
{
    Owned *owned = g_malloc0(offsetof(Owned, id) + of->size);

    owned->of = of;
    stage_entity_read(of, row, &owned->id);
    return &owned->id;
}

GPtrArray *
stage_entity_of_plaatsing(const StageEntity *of, StageDb *db, gint64 plaatsing, GError **error)
{
    g_autoptr(GPtrArray) all = stage_entities_new();
    g_autoptr(StageStmt) rows = stage_db_query(db, stage_entity_sql(of, db, STAGE_ENTITY_OF_PLAATSING),
                                               STAGE_ARGS(stage_int(plaatsing)), error);

    while (rows != NULL && stage_stmt_next(rows))
        g_ptr_array_add(all, stage_entity_new(of, rows));
    return rows != NULL && stage_stmt_done(rows, error) ? g_steal_pointer(&all) : NULL;
}

StageStmt *
stage_entity_of_plaatsingen(const StageEntity *of, StageDb *db, const gint64 *plaatsingen, guint n,
                            GError **error)
{
    StageValue which[STAGE_PLAATSINGEN];

    g_assert(n <= STAGE_PLAATSINGEN);
    for (guint i = 0; i < STAGE_PLAATSINGEN; i++)
        which[i] = i < n ? stage_int(plaatsingen[i]) : stage_null();
    return stage_db_query(db, stage_entity_sql(of, db, STAGE_ENTITY_OF_PLAATSINGEN), which,
                          G_N_ELEMENTS(which), error);
}

StageStmt *
stage_entity_keyed(const StageEntity *of, StageDb *db, const StageKey *key, const StageValue *values, guint n,
                   GError **error)
{
    StageValue which[STAGE_KEYED];

    g_assert(n <= STAGE_KEYED);
    for (guint i = 0; i < STAGE_KEYED; i++)
        which[i] = i < n ? values[i] : stage_null();
    return stage_db_query(db, stage_entity_sql(of, db, STAGE_ENTITY_KEYED + (guint)(key - of->keys)), which,
                          G_N_ELEMENTS(which), error);
}

gboolean
stage_entity_edit(const StageEntity *of, StageDb *db, gint64 id, const void *given, GError **error)
{
    g_autofree void *entity = g_malloc0(of->size);
    gboolean done = stage_entity_get(of, db, id, entity, error);

    if (done) {
        stage_fields_overlay(of->fields, entity, given);
        done = stage_entity_save(of, db, entity, error);
    }
    stage_entity_clear(of, entity);
    return done;
}

char *
stage_entity_dependents(const StageEntity *of, StageDb *db, gint64 id)
{
    GString *out = g_string_new(NULL);

    for (const StageDependent *d = of->dependents; d != NULL && d->noun != NULL; d++) {
        g_autoptr(StageStmt) rows = stage_db_query(db, d->sql, STAGE_ARGS(stage_int(id)), NULL);
        guint n = 0;
        while (rows != NULL && stage_stmt_next(rows)) {
            if (n == 0)
                g_string_append_printf(out, "%s%s ", out->len > 0 ? "; " : "", _(d->noun));
            if (n++ < CANDIDATES_SHOWN)
                g_string_append_printf(out, "%s%" PRId64, n > 1 ? ", " : "", stage_stmt_number(rows, 0));
        }
        if (n > CANDIDATES_SHOWN)
            g_string_append_printf(out, _(" and %u more"), n - CANDIDATES_SHOWN);
    }
    return g_string_free(out, out->len == 0); /* NULL when it is freed */
}

gboolean
stage_entity_remove(const StageEntity *of, StageDb *db, gint64 id, GError **error)
{
    g_autoptr(GError) failed = NULL;
    g_autofree char *label = stage_entity_label(of, db, id, error);

    if (label == NULL)
        return FALSE;
    if (stage_entity_remove_raw(of, db, id, &failed))
        return TRUE;
    g_autofree char *who = g_error_matches(failed, STAGE_ERROR, STAGE_ERROR_IN_USE)
                               ? stage_entity_dependents(of, db, id)
                               : NULL;
    if (who != NULL)
        return stage_fail(error, STAGE_ERROR_IN_USE, _("%s %s is still used by %s"), _(of->noun), label, who);
    g_propagate_prefixed_error(error, g_steal_pointer(&failed), "%s %s: ", _(of->noun), label);
    return FALSE;
}

char *
stage_entity_label(const StageEntity *of, StageDb *db, gint64 id, GError **error)
{
    g_autoptr(StageStmt) row = stage_db_query(db, of->label, STAGE_ARGS(stage_int(id)), error);

    if (row == NULL)
        return NULL;
    if (stage_stmt_next(row))
        return stage_visible(stage_stmt_text(row, 0));
    if (stage_stmt_done(row, error))
        stage_fail(error, STAGE_ERROR_NOT_FOUND, _("there is no %s %" PRId64), _(of->noun), id);
    return NULL;
}

void
stage_entity_copy(const StageEntity *of, void *to, const void *from)
{
    stage_fields_copy(of->fields, to, from);
    *id_of(to) = *(const gint64 *)from;
}

void
stage_entity_clear(const StageEntity *of, void *entity)
{
    stage_fields_clear(of->fields, entity, of->size);
}

/* --- finding --- */

typedef struct {
    guint n;
    gint64 id;
    GString *list; /* the first ones, a line each */
} Matches;

/* Whether every word of `wanted` (folded) is a part of `name` (folded). */
static gboolean
has_words(const char *name, char **wanted)
{
    for (; *wanted != NULL; wanted++)
        if (strstr(name, *wanted) == NULL)
            return FALSE;
    return TRUE;
}

static void
add_match(Matches *matches, gint64 id, const char *label)
{
    g_autofree char *safe = stage_visible(label);

    matches->id = id;
    if (matches->n++ < CANDIDATES_SHOWN)
        g_string_append_printf(matches->list, "\n  %s", safe);
}

static gboolean
collect(StageDb *db, const char *sql, const char *argument, char **words, Matches *matches, GError **error)
{
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_ARGS(stage_text(argument)), error);

    if (rows == NULL)
        return FALSE;
    while (stage_stmt_next(rows)) {
        if (words != NULL && !has_words(stage_stmt_text(rows, 2), words))
            continue;
        add_match(matches, stage_stmt_number(rows, 0), stage_stmt_text(rows, 1));
    }
    return stage_stmt_done(rows, error);
}

static const char *
longest(char **words)
{
    const char *best = words[0];

    for (; *words != NULL; words++)
        if (strlen(*words) > strlen(best))
            best = *words;
    return best;
}

/* "12" and "id:12"; the second is never taken for another number. */
static gboolean
by_id(const StageEntity *of, StageDb *db, const char *text, Matches *matches, GError **error)
{
    const char *number = g_str_has_prefix(text, "id:") ? text + strlen("id:") : text;
    gint64 id = 0;

    if (!of->shows_id || !g_ascii_string_to_signed(number, 10, 1, G_MAXINT64, &id, NULL) ||
        (matches->n == 1 && matches->id == id))
        return TRUE;
    g_autoptr(StageStmt) row = stage_db_query(db, of->label, STAGE_ARGS(stage_int(id)), error);
    if (row == NULL)
        return FALSE;
    if (stage_stmt_next(row))
        add_match(matches, id, stage_stmt_text(row, 0));
    return stage_stmt_done(row, error);
}

/* Each way is tried only when the one before it found nothing. */
static gboolean
search(const StageEntity *of, StageDb *db, const char *text, Matches *matches, GError **error)
{
    g_autofree char *tidy = stage_squeeze(text);
    g_autofree char *folded = stage_fold(text);

    if (of->find_key != NULL && !collect(db, of->find_key, tidy, NULL, matches, error))
        return FALSE;
    if (!by_id(of, db, tidy, matches, error))
        return FALSE;
    if (matches->n > 0 || *folded == '\0')
        return TRUE;
    if (of->find_name != NULL && strchr(text, ',') != NULL) { /* "Hof, Zoë van 't" */
        StageNaam naam;
        stage_naam_split(text, &naam);
        g_autofree char *full = stage_naam_full(&naam);
        g_autofree char *key = stage_fold(full);
        stage_naam_clear(&naam);
        if (!collect(db, of->find_name, key, NULL, matches, error))
            return FALSE;
    }
    if (of->find_name != NULL && matches->n == 0 && !collect(db, of->find_name, folded, NULL, matches, error))
        return FALSE;
    if (matches->n > 0)
        return TRUE;
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);
    if (of->find_part == NULL)
        return TRUE;
    g_autofree char *pattern = g_strdup_printf("%%%s%%", longest(words));
    return collect(db, of->find_part, pattern, words, matches, error);
}

/* What has no name goes by its number, which a name in its place has to be told. */
static gboolean
not_found(const StageEntity *of, const char *shown, GError **error)
{
    gboolean nameless = of->find_key == NULL && of->find_name == NULL && of->find_part == NULL;

    if (nameless && shown[strspn(shown, "0123456789")] != '\0')
        return stage_fail(error, STAGE_ERROR_NOT_FOUND,
                          _("there is no %s '%s': it goes by its number, which 'stage %s list' tells"),
                          _(of->noun), shown, of->noun);
    return stage_fail(error, STAGE_ERROR_NOT_FOUND, _("there is no %s '%s'"), _(of->noun), shown);
}

gboolean
stage_entity_find(const StageEntity *of, StageDb *db, const char *text, gint64 *out_id, GError **error)
{
    Matches matches = { .list = g_string_new(NULL) };
    gboolean done = search(of, db, text, &matches, error);
    g_autofree char *list = g_string_free(matches.list, FALSE);
    g_autofree char *shown = stage_visible(text);

    if (!done)
        return FALSE;
    if (matches.n == 0)
        return not_found(of, shown, error);
    if (matches.n == 1) {
        *out_id = matches.id;
        return TRUE;
    }
    g_autofree char *more = matches.n <= CANDIDATES_SHOWN
                                ? g_strdup("")
                                : g_strdup_printf(_("\n  and %u more"), matches.n - CANDIDATES_SHOWN);
    return stage_fail(error, STAGE_ERROR_AMBIGUOUS, _("'%s' fits %u %s:%s%s"), shown, matches.n,
                      _(of->plural), list, more);
}

void
stage_naam_keys(const StageNaam *naam, char **zoek, char **zoek_achternaam)
{
    g_autofree char *full = stage_naam_full(naam);

    g_free(*zoek);
    *zoek = stage_fold(full);
    g_free(*zoek_achternaam);
    *zoek_achternaam = stage_fold(naam->achternaam == NULL ? "" : naam->achternaam);
}
