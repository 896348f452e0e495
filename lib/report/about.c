#include "report/about.h"

#include "base/i18n.h"
#include "model/entity.h"
#include "model/query.h"

/* The columns of the statement: first the facts at the top, then those of where. */
static const struct {
    const char *key, *label;
    StageColumnType type;
    gboolean where;
} facts[] = {
    { "plaatsing", NULL, STAGE_COLUMN_NUMBER, FALSE },
    { "nummer", N_("nummer"), STAGE_COLUMN_TEXT, FALSE },
    { "student", N_("student"), STAGE_COLUMN_TEXT, FALSE },
    { "klas", N_("klas"), STAGE_COLUMN_TEXT, FALSE },
    { "opleiding", N_("opleiding"), STAGE_COLUMN_TEXT, FALSE },
    { "leerweg", N_("leerweg"), STAGE_COLUMN_TEXT, FALSE },
    { "email", N_("email"), STAGE_COLUMN_TEXT, FALSE },
    { "begin", N_("begin"), STAGE_COLUMN_DAY, FALSE },
    { "einde", N_("einde"), STAGE_COLUMN_DAY, FALSE },
    { "uren", N_("uren"), STAGE_COLUMN_NUMBER, FALSE },
    { "docent", N_("docent"), STAGE_COLUMN_TEXT, FALSE },
    { "leerbedrijf", N_("leerbedrijf"), STAGE_COLUMN_TEXT, TRUE },
    { "adres", N_("adres"), STAGE_COLUMN_TEXT, TRUE },
    { "postcode", N_("postcode"), STAGE_COLUMN_TEXT, TRUE },
    { "plaats", N_("plaats"), STAGE_COLUMN_TEXT, TRUE },
    { "telefoon", N_("telefoon"), STAGE_COLUMN_TEXT, TRUE },
    { "opleider", N_("opleider"), STAGE_COLUMN_TEXT, TRUE },
    { "opleider_email", N_("email opleider"), STAGE_COLUMN_TEXT, TRUE },
    { "opleider_telefoon", N_("telefoon opleider"), STAGE_COLUMN_TEXT, TRUE },
    { "werkdagen", N_("werkdagen"), STAGE_COLUMN_TEXT, TRUE },
};

static StageStmt *
read_about(StageDb *db, gint64 plaatsing, StageDay on, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT p.id, s.nummer, " STAGE_SQL_NAAM("s") ", s.klas, nullif(trim(coalesce(e.crebo, '') || ' ' || coalesce(e.naam, '')), ''), "
        "s.leerweg, s.email, p.begin, " STAGE_SQL_EINDE("p") ", p.uren, "
        "nullif(trim(coalesce(d.code, '') || ' ' || " STAGE_SQL_NAAM("d") "), ''), "
        "l.naam, l.adres, l.postcode, l.plaats, l.telefoon, nullif(" STAGE_SQL_NAAM("o") ", ''), o.email, o.telefoon, p.werkdagen "
        "FROM plaatsing p JOIN student s ON s.id = p.student JOIN leerbedrijf l ON l.id = p.leerbedrijf "
        "LEFT JOIN opleiding e ON e.id = s.opleiding "
        "LEFT JOIN docent d ON d.id = " STAGE_SQL_BEGELEIDER("p", "docent", "CAST($1 AS TEXT)") " "
        "LEFT JOIN opleider o ON o.id = " STAGE_SQL_BEGELEIDER("p", "opleider", "$1") " WHERE p.id = $2";
    /* clang-format on */

    return stage_db_query(db, sql, STAGE_ARGS(stage_text(on.text), stage_int(plaatsing)), error);
}

gboolean
stage_document_about(StageDocument *document, StageDb *db, gint64 plaatsing, StageDay on, GError **error)
{
    g_autoptr(StageStmt) row = read_about(db, plaatsing, on, error);

    if (row == NULL || !stage_stmt_next(row))
        return row != NULL && stage_stmt_done(row, error);
    g_assert(stage_stmt_columns(row) == G_N_ELEMENTS(facts));
    for (guint i = 0; i < G_N_ELEMENTS(facts); i++) {
        if (facts[i].where && !facts[i - 1].where)
            stage_document_facts(document, "waar", _("Where"));
        stage_document_fact(document, facts[i].key, facts[i].label == NULL ? NULL : _(facts[i].label),
                            facts[i].type, stage_stmt_value(row, i));
    }
    return TRUE;
}

char *
stage_about_student(StageDb *db, gint64 plaatsing, GError **error)
{
    static const char sql[] = "SELECT " STAGE_SQL_NAAM(
        "s") " FROM plaatsing p JOIN student s ON s.id = p.student WHERE p.id = $1";
    g_autoptr(StageStmt) row = stage_db_query(db, sql, STAGE_ARGS(stage_int(plaatsing)), error);

    if (row == NULL)
        return NULL;
    char *name = stage_stmt_next(row) ? g_strdup(stage_stmt_text(row, 0)) : NULL;
    if (stage_stmt_done(row, error))
        return name == NULL ? g_strdup("") : name;
    g_free(name);
    return NULL;
}
