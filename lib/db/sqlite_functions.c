/* The SQL functions that the journal's triggers call (lib/db/sqlite/0009-goed-gesprek.sql). */
#include <string.h>

#include "db/afdruk.h"
#include "db/sqlite_driver.h"

static void
handeling(sqlite3_context *context, int n, sqlite3_value **values)
{
    const SqliteConnection *c = sqlite3_user_data(context);

    (void)n;
    (void)values;
    if (c->action == STAGE_NO_ACTION)
        sqlite3_result_null(context);
    else
        sqlite3_result_int64(context, c->action);
}

static const char *
text_of(sqlite3_value *value)
{
    return (const char *)sqlite3_value_text(value);
}

static void
make_zout(char out[STAGE_ZOUT + 1])
{
    static const char digits[] = "0123456789abcdef";
    guchar random[STAGE_ZOUT / 2];

    sqlite3_randomness(sizeof random, random);
    for (guint i = 0; i < sizeof random; i++) {
        out[2 * i] = digits[random[i] >> 4];
        out[2 * i + 1] = digits[random[i] & 15];
    }
    out[STAGE_ZOUT] = '\0';
}

/* --- a row as it stands --- */

/* The columns of the journal: all but the id, and those that are made from others for searching. */
static gboolean
is_kept(const char *column)
{
    return strcmp(column, "id") != 0 && !g_str_has_prefix(column, "zoek");
}

/* Reads a row of a table; the names that the journal keeps are asked for once. */
typedef struct {
    sqlite3_stmt *stmt;
    int n;
    const char *names[64]; /* NULL: not kept */
} Reader;

static void
free_reader(void *data)
{
    Reader *reader = data;

    for (int i = 0; i < reader->n; i++)
        g_free((char *)(guintptr)reader->names[i]);
    sqlite3_finalize(reader->stmt);
    g_free(reader);
}

static Reader *
reader_of(SqliteConnection *c, const char *tabel)
{
    Reader *reader = g_hash_table_lookup(c->row_readers, tabel);
    sqlite3_stmt *stmt = NULL;

    if (reader != NULL)
        return reader;
    char *sql = sqlite3_mprintf("SELECT * FROM \"%w\" WHERE id = ?1", tabel);
    if (sql != NULL &&
        sqlite3_prepare_v3(c->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) == SQLITE_OK &&
        sqlite3_column_count(stmt) <= (int)G_N_ELEMENTS(reader->names)) {
        reader = g_new0(Reader, 1);
        *reader = (Reader){ .stmt = stmt, .n = sqlite3_column_count(stmt) };
        for (int i = 0; i < reader->n; i++)
            if (is_kept(sqlite3_column_name(stmt, i)))
                reader->names[i] = g_strdup(sqlite3_column_name(stmt, i));
        g_hash_table_insert(c->row_readers, g_strdup(tabel), reader);
    } else {
        sqlite3_finalize(stmt);
    }
    sqlite3_free(sql);
    return reader;
}

/* Stands on a row, which is done with when it is left. A function that ends up in itself, by a view that
 * somebody made, is refused. */
static Reader *
find_row(sqlite3_context *context, const char *tabel, gint64 id)
{
    SqliteConnection *c = sqlite3_user_data(context);
    Reader *reader = tabel == NULL || c->depth > 0 ? NULL : reader_of(c, tabel);

    if (reader != NULL) {
        c->depth++;
        sqlite3_bind_int64(reader->stmt, 1, id);
        /* With a column more than there were, its names are not those that were asked for. */
        if (sqlite3_step(reader->stmt) == SQLITE_ROW && sqlite3_column_count(reader->stmt) == reader->n)
            return reader;
        sqlite3_reset(reader->stmt);
        c->depth--;
    }
    sqlite3_result_error(context, "the journal cannot read the row", -1);
    return NULL;
}

static void
leave_row(sqlite3_context *context, Reader *reader)
{
    SqliteConnection *c = sqlite3_user_data(context);

    sqlite3_reset(reader->stmt);
    c->depth--;
}

static void
append_json(GString *out, const char *text)
{
    static const char letters[] = "\b\f\n\r\t\"\\", names[] = "bfnrt\"\\";

    g_string_append_c(out, '"');
    for (const char *plain = text;; text++) {
        const char *letter = *text == '\0' ? NULL : strchr(letters, *text);
        if (letter == NULL && (guchar)*text >= 0x20)
            continue;
        g_string_append_len(out, plain, text - plain);
        plain = text + 1;
        if (*text == '\0')
            break;
        if (letter != NULL)
            g_string_append_printf(out, "\\%c", names[letter - letters]);
        else
            g_string_append_printf(out, "\\u%04x", (guint)(guchar)*text);
    }
    g_string_append_c(out, '"');
}

/* A row as JSON, as cJSON writes it, without what has no value. SQLite's own json_object() may not be used by
 * a schema that is not trusted. NULL when there is none, and then the error is set. */
static char *
read_row(sqlite3_context *context, const char *tabel, gint64 id)
{
    Reader *reader = find_row(context, tabel, id);
    GString *out = NULL;

    if (reader == NULL)
        return NULL;
    out = g_string_sized_new(256);
    g_string_append_c(out, '{');
    for (int i = 0; i < reader->n; i++) {
        int type = sqlite3_column_type(reader->stmt, i);
        if (type == SQLITE_NULL || reader->names[i] == NULL)
            continue;
        if (out->len > 1)
            g_string_append_c(out, ',');
        append_json(out, reader->names[i]);
        g_string_append_c(out, ':');
        if (type == SQLITE_INTEGER)
            g_string_append_printf(out, "%" G_GINT64_FORMAT, (gint64)sqlite3_column_int64(reader->stmt, i));
        else
            append_json(out, (const char *)sqlite3_column_text(reader->stmt, i));
    }
    g_string_append_c(out, '}');
    leave_row(context, reader);
    return g_string_free(out, FALSE);
}

/* staat(tabel, rij): the row as it stands. */
static void
staat(sqlite3_context *context, int n, sqlite3_value **values)
{
    char *row = read_row(context, text_of(values[0]), sqlite3_value_int64(values[1]));

    (void)n;
    if (row != NULL)
        sqlite3_result_text(context, row, -1, g_free);
}

/* onthoud(tabel, rij): what voorheen() is to give, when anything is written down. */
static void
onthoud(sqlite3_context *context, int n, sqlite3_value **values)
{
    SqliteConnection *c = sqlite3_user_data(context);

    (void)n;
    g_clear_pointer(&c->was, g_free);
    if (c->action == STAGE_NO_JOURNAL)
        return;
    c->was = read_row(context, text_of(values[0]), sqlite3_value_int64(values[1]));
    if (c->was == NULL)
        return;
    g_free(c->was_tabel);
    c->was_tabel = g_strdup(text_of(values[0]));
    c->was_rij = sqlite3_value_int64(values[1]);
}

/* voorheen(tabel, rij): the row as it was before the update that is going on. */
static void
voorheen(sqlite3_context *context, int n, sqlite3_value **values)
{
    const SqliteConnection *c = sqlite3_user_data(context);

    (void)n;
    if (c->was == NULL || g_strcmp0(c->was_tabel, text_of(values[0])) != 0 ||
        c->was_rij != sqlite3_value_int64(values[1]))
        sqlite3_result_error(context, "the journal does not know what the row was", -1);
    else
        sqlite3_result_text(context, c->was, -1, SQLITE_TRANSIENT);
}

/* afdruk(tabel, rij, voor, there): the print of what became of a row; `there` is 0 when it is about to go. */
static void
afdruk(sqlite3_context *context, int n, sqlite3_value **values)
{
    char zout[STAGE_ZOUT + 1], out[STAGE_AFDRUK + 1];
    gboolean there = sqlite3_value_int(values[3]) != 0;
    Reader *reader = there ? find_row(context, text_of(values[0]), sqlite3_value_int64(values[1])) : NULL;

    (void)n;
    if (there && reader == NULL)
        return;
    make_zout(zout);
    StageAfdruk a = stage_afdruk_begin(zout, text_of(values[0]), sqlite3_value_int64(values[1]),
                                       text_of(values[2]));
    for (int i = 0; there && i < reader->n; i++)
        if (reader->names[i] != NULL)
            stage_afdruk_add(&a, reader->names[i], (const char *)sqlite3_column_text(reader->stmt, i));
    stage_afdruk_end(&a, zout, out);
    if (there)
        leave_row(context, reader);
    sqlite3_result_text(context, out, STAGE_AFDRUK, SQLITE_TRANSIENT);
}

gboolean
stage_sqlite_add_functions(SqliteConnection *c, GError **error)
{
    static const struct {
        const char *name;
        int n;
        void (*function)(sqlite3_context *context, int n, sqlite3_value **values);
    } functions[] = { { "handeling", 0, handeling },
                      { "staat", 2, staat },
                      { "onthoud", 2, onthoud },
                      { "voorheen", 2, voorheen },
                      { "afdruk", 4, afdruk } };
    static const int flags = SQLITE_UTF8 | SQLITE_INNOCUOUS; /* may be used by the schema */

    c->row_readers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_reader);
    for (gsize i = 0; i < G_N_ELEMENTS(functions); i++)
        if (sqlite3_create_function(c->handle, functions[i].name, functions[i].n, flags, c,
                                    functions[i].function, NULL, NULL) != SQLITE_OK)
            return stage_sqlite_fail(c->handle, error);
    return TRUE;
}

void
stage_sqlite_clear_functions(SqliteConnection *c)
{
    g_clear_pointer(&c->row_readers, g_hash_table_destroy);
    g_clear_pointer(&c->was_tabel, g_free);
    g_clear_pointer(&c->was, g_free);
}
