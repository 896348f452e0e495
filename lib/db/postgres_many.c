/* A statement that runs many times over. Its rows go as arrays, a column each: a statement of a thousand rows
 * costs the server little more than one of one row does, its triggers run once, and unlike COPY it heeds the
 * policies that rows have. What was sent is answered while the next rows are gathered. */
#include <string.h>

#include "base/i18n.h"
#include "db/postgres_driver.h"

enum { ROWS = 1000, BYTES = 1024 * 1024 };

struct StagePgMany {
    char name[16];                   /* of the prepared statement */
    GString *columns[STAGE_PG_ARGS]; /* '{"1","2",NULL' */
    guint times;                     /* on which of the connections */
    guint n, rows;
    gsize bytes;
};

/* --- preparing --- */

/* An INSERT … VALUES ($1, $2) … becomes INSERT … SELECT * FROM unnest($1::bigint[], $2::text[]) gegeven (w1,
 * w2) …, an UPDATE … SET b = $2 WHERE a = $1 one with b = w2 FROM them WHERE a = w1, and a DELETE … WHERE a =
 * $1 one that is USING them. */
static char *
sql_of_arrays(const StagePgStmt *s, const PGresult *types)
{
    enum { BIG = 20 }; /* pg_type.oid */
    const char *values = strstr(s->sql, " VALUES ("), *where = strstr(s->sql, " WHERE ");
    g_autoptr(GString) arrays = g_string_new(NULL), names = g_string_new(NULL);

    g_assert((values == NULL) != (where == NULL));
    for (int i = 0; i < PQnparams(types); i++) {
        const char *type = PQparamtype(types, i) == BIG ? "bigint" : "text";
        g_string_append_printf(arrays, "%s$%d::%s[]", i == 0 ? "" : ", ", i + 1, type);
        g_string_append_printf(names, "%sw%d", i == 0 ? "" : ", ", i + 1);
    }
    g_autofree char *rows = g_strdup_printf("unnest(%s) gegeven (%s)", arrays->str, names->str);
    if (values != NULL)
        return g_strdup_printf("%.*s SELECT * FROM %s%s", (int)(values - s->sql), s->sql, rows,
                               strchr(values, ')') + 1);
    g_autofree char *what = g_strdelimit(g_strndup(s->sql, (gsize)(where - s->sql)), "$", 'w');
    g_autofree char *tests = g_strdelimit(g_strdup(where), "$", 'w');
    return g_strconcat(what, s->deletes ? " USING " : " FROM ", rows, tests, NULL);
}

static gboolean
ran(StagePgConnection *c, PGresult *result, GError **error)
{
    gboolean done = PQresultStatus(result) == PGRES_COMMAND_OK ||
                    stage_postgres_fail(c, result, FALSE, error);

    PQclear(result);
    return done;
}

void
stage_postgres_many_clear(StagePgMany *many)
{
    if (many == NULL)
        return;
    for (guint i = 0; i < many->n; i++)
        g_string_truncate(many->columns[i], 0);
    many->rows = 0;
    many->bytes = 0;
}

void
stage_postgres_many_free(StagePgMany *many)
{
    if (many == NULL)
        return;
    for (guint i = 0; i < many->n; i++)
        g_string_free(many->columns[i], TRUE);
    g_free(many);
}

/* What types its columns have, the server tells of the statement of one row. */
static gboolean
begin_many(StagePgStmt *s, GError **error)
{
    StagePgConnection *c = s->c;

    if (!stage_postgres_leave(c, error))
        return FALSE;
    g_clear_pointer(&s->many, stage_postgres_many_free);
    StagePgMany *many = s->many = g_new0(StagePgMany, 1);
    many->times = c->times;
    g_snprintf(many->name, sizeof many->name, "s%u", ++c->named);
    if (!ran(c, PQprepare(c->handle, many->name, s->sql, 0, NULL), error))
        return FALSE;
    PGresult *types = PQdescribePrepared(c->handle, many->name);
    many->n = (guint)PQnparams(types);
    for (guint i = 0; i < many->n; i++)
        many->columns[i] = g_string_new(NULL);
    g_autofree char *sql = many->n == 0 ? NULL : sql_of_arrays(s, types);
    if (!ran(c, types, error) || sql == NULL)
        return FALSE;
    g_snprintf(many->name, sizeof many->name, "s%u", ++c->named);
    return ran(c, PQprepare(c->handle, many->name, sql, 0, NULL), error);
}

/* --- sending --- */

/* What the server says of what was sent last. */
gboolean
stage_postgres_many_hear(void *conn, GError **error)
{
    StagePgConnection *c = conn;
    gboolean sends = c->sends;

    c->sends = FALSE;
    if (!sends || stage_postgres_heard(c, error))
        return TRUE;
    g_prefix_error(error, "%s", _("one of the rows up to here: "));
    return FALSE;
}

static gboolean
send_rows(StagePgStmt *s, GError **error)
{
    StagePgConnection *c = s->c;
    StagePgMany *many = s->many;
    const char *values[STAGE_PG_ARGS];

    if (!stage_postgres_many_hear(c, error))
        return FALSE;
    stage_postgres_tell_action(c);
    for (guint i = 0; i < many->n; i++)
        values[i] = g_string_append_c(many->columns[i], '}')->str;
    stage_postgres_send_prepared(c, many->name, many->n, values);
    c->sends = c->wrote = TRUE;
    stage_postgres_many_clear(many);
    return TRUE;
}

/* An element of an array's text: in quotes, but for NULL. */
static void
append_element(GString *column, const char *value)
{
    g_string_append_c(column, column->len == 0 ? '{' : ',');
    if (value == NULL) {
        g_string_append(column, "NULL");
        return;
    }
    g_string_append_c(column, '"');
    for (gsize n = strcspn(value, "\"\\");; value += n, n = strcspn(value + 1, "\"\\") + 1) {
        g_string_append_len(column, value, (gssize)n);
        if (value[n] == '\0')
            break;
        g_string_append_c(column, '\\');
    }
    g_string_append_c(column, '"');
}

gboolean
stage_postgres_many_put(void *stmt, GError **error)
{
    StagePgStmt *s = stmt;

    if ((s->many == NULL || s->many->times != s->c->times) && !begin_many(s, error))
        return FALSE;
    for (guint i = 0; i < s->n; i++) {
        gsize before = s->many->columns[i]->len;
        append_element(s->many->columns[i], s->values[i]);
        s->many->bytes += s->many->columns[i]->len - before;
    }
    return (++s->many->rows < ROWS && s->many->bytes < BYTES) || send_rows(s, error);
}

gboolean
stage_postgres_many_send(void *stmt, GError **error)
{
    StagePgStmt *s = stmt;

    return s->many == NULL || s->many->rows == 0 || send_rows(s, error);
}
