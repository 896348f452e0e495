/* The SQL functions that the journal's triggers call (lib/db/sqlite/0004-journaal.sql). */
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

/* afdruk(tabel, rij, voor, name, value, name, value, …) */
static void
afdruk(sqlite3_context *context, int n, sqlite3_value **values)
{
    char zout[STAGE_ZOUT + 1], out[STAGE_AFDRUK + 1];

    if (n < 3 || n % 2 != 1 || text_of(values[0]) == NULL) {
        sqlite3_result_error(context, "afdruk(): wrong arguments", -1);
        return;
    }
    make_zout(zout);
    StageAfdruk a = stage_afdruk_begin(zout, text_of(values[0]), sqlite3_value_int64(values[1]),
                                       text_of(values[2]));
    for (int i = 3; i < n; i += 2)
        stage_afdruk_add(&a, text_of(values[i]), text_of(values[i + 1]));
    stage_afdruk_end(&a, zout, out);
    sqlite3_result_text(context, out, STAGE_AFDRUK, SQLITE_TRANSIENT);
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

/* rij(name, value, name, value, …): a row as JSON, as cJSON writes it, without what has no value. SQLite's
 * own json_object() may not be used by a schema that is not trusted. */
static void
rij(sqlite3_context *context, int n, sqlite3_value **values)
{
    GString *out = g_string_sized_new(256);

    g_string_append_c(out, '{');
    for (int i = 0; i + 1 < n; i += 2) {
        if (sqlite3_value_type(values[i + 1]) == SQLITE_NULL)
            continue;
        if (out->len > 1)
            g_string_append_c(out, ',');
        append_json(out, text_of(values[i]));
        g_string_append_c(out, ':');
        if (sqlite3_value_type(values[i + 1]) == SQLITE_INTEGER)
            g_string_append_printf(out, "%" G_GINT64_FORMAT, (gint64)sqlite3_value_int64(values[i + 1]));
        else
            append_json(out, text_of(values[i + 1]));
    }
    g_string_append_c(out, '}');
    gsize length = out->len;
    sqlite3_result_text64(context, g_string_free(out, FALSE), length, g_free, SQLITE_UTF8);
}

gboolean
stage_sqlite_add_functions(SqliteConnection *c, GError **error)
{
    static const int flags = SQLITE_UTF8 | SQLITE_INNOCUOUS; /* may be used by the schema */

    if (sqlite3_create_function(c->handle, "handeling", 0, flags, c, handeling, NULL, NULL) == SQLITE_OK &&
        sqlite3_create_function(c->handle, "afdruk", -1, flags, NULL, afdruk, NULL, NULL) == SQLITE_OK &&
        sqlite3_create_function(c->handle, "rij", -1, flags, NULL, rij, NULL, NULL) == SQLITE_OK)
        return TRUE;
    return stage_sqlite_fail(c->handle, error);
}
