#include "model/entity_sql.h"

/* "nummer = $2, klas = $3" and the like: `form` has the name of a field and then its number. */
static void
append_fields(GString *sql, StageFields of, const char *separator, const char *form)
{
    for (guint i = 0; i < of.n; i++) {
        g_autofree char *number = g_strdup_printf("%u", i + 2);
        g_string_append(sql, i == 0 ? "" : separator);
        for (const char *c = form; *c != '\0'; c++) {
            if (*c == 'n')
                g_string_append(sql, of.fields[i].name);
            else if (*c == '#')
                g_string_append(sql, number);
            else
                g_string_append_c(sql, *c);
        }
    }
}

/* "IN ($1, $2, …)" */
static void
append_in(GString *sql, guint n)
{
    g_string_append(sql, "IN ($1");
    for (guint i = 2; i <= n; i++)
        g_string_append_printf(sql, ", $%u", i);
    g_string_append_c(sql, ')');
}

/* Rows of placements: of one, or of as many as there are parameters. */
static void
append_of_plaatsing(GString *sql, const StageEntity *of, StageEntitySql statement)
{
    g_autoptr(GString) which = g_string_new("= $1");
    g_auto(GStrv) parts = g_strsplit(of->of_plaatsing, "%s", 2);

    if (statement == STAGE_ENTITY_OF_PLAATSINGEN) {
        g_string_truncate(which, 0);
        append_in(which, STAGE_PLAATSINGEN);
    }
    g_string_append_printf(sql, "WHERE %s%s%s", parts[0], which->str, parts[1]);
}

/* INSERT INTO student (id, nummer, …) VALUES ($1, $2, …), and so on. */
static char *
make_sql(const void *owner, guint kind)
{
    const StageEntity *of = owner;
    GString *sql = g_string_new(NULL);

    switch ((StageEntitySql)kind) {
    case STAGE_ENTITY_INSERT:
        g_string_append_printf(sql, "INSERT INTO %s (id, ", of->noun);
        append_fields(sql, of->fields, ", ", "n");
        g_string_append(sql, ") VALUES ($1, ");
        append_fields(sql, of->fields, ", ", "$#");
        g_string_append(sql, ")");
        break;
    case STAGE_ENTITY_UPDATE:
        g_string_append_printf(sql, "UPDATE %s SET ", of->noun);
        append_fields(sql, of->fields, ", ", "n = $#");
        g_string_append(sql, " WHERE id = $1");
        break;
    case STAGE_ENTITY_GET:
    case STAGE_ENTITY_ALL:
    case STAGE_ENTITY_AFTER:
    case STAGE_ENTITY_OF_PLAATSING:
    case STAGE_ENTITY_OF_PLAATSINGEN:
        g_string_append(sql, kind == STAGE_ENTITY_GET ? "SELECT " : "SELECT id, ");
        append_fields(sql, of->fields, ", ", "n");
        g_string_append_printf(sql, " FROM %s %s", of->noun,
                               kind == STAGE_ENTITY_ALL     ? "ORDER BY id"
                               : kind == STAGE_ENTITY_AFTER ? "WHERE id > $1 ORDER BY id"
                               : kind == STAGE_ENTITY_GET   ? "WHERE id = $1"
                                                            : "");
        if (kind == STAGE_ENTITY_OF_PLAATSING || kind == STAGE_ENTITY_OF_PLAATSINGEN)
            append_of_plaatsing(sql, of, kind);
        break;
    case STAGE_ENTITY_DELETE:
        g_string_append_printf(sql, "DELETE FROM %s WHERE id = $1", of->noun);
        break;
    case STAGE_ENTITY_COUNT:
    case STAGE_ENTITY_LAST:
        g_string_append_printf(sql, "SELECT %s FROM %s",
                               kind == STAGE_ENTITY_COUNT ? "count(*)" : "coalesce(max(id), 0)", of->noun);
        break;
    default:
        g_string_append(sql, "SELECT id, ");
        append_fields(sql, of->fields, ", ", "n");
        g_string_append_printf(sql, " FROM %s WHERE %s ", of->noun,
                               of->keys[kind - STAGE_ENTITY_KEYED].fields[0]);
        append_in(sql, STAGE_KEYED);
        break;
    }
    return g_string_free(sql, FALSE);
}

const char *
stage_entity_sql(const StageEntity *of, StageDb *db, guint statement)
{
    return stage_db_made(db, of, statement, make_sql);
}
