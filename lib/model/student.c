#include "model/student.h"

#include <stddef.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/opleiding.h"
#include "model/query.h"

#define AT(member) offsetof(StageStudent, member)

const char *const stage_leerwegen[] = { "BOL", "BBL", NULL };

static const StageField fields[] = {
    { .name = N_("nummer"), .kind = STAGE_FIELD_LINE, .at = AT(nummer), .required = TRUE },
    { .name = N_("roepnaam"), .kind = STAGE_FIELD_LINE, .at = AT(naam.roepnaam) },
    { .name = N_("voorvoegsel"), .kind = STAGE_FIELD_LINE, .at = AT(naam.voorvoegsel) },
    { .name = N_("achternaam"), .kind = STAGE_FIELD_LINE, .at = AT(naam.achternaam), .required = TRUE },
    { .name = N_("email"), .kind = STAGE_FIELD_EMAIL, .at = AT(email) },
    { .name = N_("klas"), .kind = STAGE_FIELD_LINE, .at = AT(klas) },
    { .name = N_("cohort"), .kind = STAGE_FIELD_LINE, .at = AT(cohort) },
    { .name = N_("leerweg"), .kind = STAGE_FIELD_CHOICE, .at = AT(leerweg), .choices = stage_leerwegen },
    { .name = N_("opleiding"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(opleiding),
      .refers = &stage_opleiding },
    { .name = "zoek", .kind = STAGE_FIELD_DERIVED, .at = AT(zoek) },
    { .name = "zoek_achternaam", .kind = STAGE_FIELD_DERIVED, .at = AT(zoek_achternaam) },
};

static const StageDependent dependents[] = {
    { N_("plaatsing"), "SELECT id FROM plaatsing WHERE student = $1 ORDER BY id" },
    { NULL, NULL },
};

static void
derive(void *entity)
{
    StageStudent *s = entity;

    stage_naam_keys(&s->naam, &s->zoek, &s->zoek_achternaam);
}

#define LABEL "s.nummer || ' ' || " STAGE_SQL_NAAM("s") " || coalesce(' (' || s.klas || ')', '')"

const StageEntity stage_student = {
    .noun = N_("student"),
    .plural = N_("studenten"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageStudent),
    .find_key = "SELECT s.id, " LABEL " FROM student s WHERE s.nummer = $1",
    .find_name = "SELECT s.id, " LABEL " FROM student s WHERE s.zoek = $1 ORDER BY s.nummer",
    .find_part = "SELECT s.id, " LABEL ", s.zoek FROM student s "
                 "WHERE s.id IN (SELECT id FROM student WHERE zoek LIKE $1) "
                 "ORDER BY s.zoek_achternaam, s.zoek, s.nummer",
    .label = "SELECT " LABEL " FROM student s WHERE s.id = $1",
    .dependents = dependents,
    .keys = (const StageKey[]){ { { "nummer" } }, { { NULL } } },
    .derive = derive,
};

StageStmt *
stage_student_list(StageDb *db, const char *part, const char *klas, gint64 opleiding, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT s.nummer, " STAGE_SQL_NAAM("s")
        ", s.klas, s.cohort, s.leerweg, o.naam, o.niveau, s.email "
        "FROM student s "
        "LEFT JOIN opleiding o ON o.id = s.opleiding "
        "WHERE (CAST($1 AS TEXT) IS NULL OR s.zoek LIKE $1) "
        "AND (CAST($2 AS TEXT) IS NULL OR s.klas = $2) "
        "AND (CAST($3 AS BIGINT) IS NULL OR s.opleiding = $3) "
        "ORDER BY s.zoek_achternaam, s.zoek, s.nummer";
    /* clang-format on */

    return stage_query_part(db, sql, part,
                            STAGE_ARGS(stage_null(), stage_text(klas), stage_int_set(opleiding)), error);
}

StageStmt *
stage_student_show(StageDb *db, gint64 id, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT s.nummer, " STAGE_SQL_NAAM("s")
        ", s.klas, s.cohort, s.leerweg, o.naam, o.niveau, s.email, s.roepnaam, s.voorvoegsel, "
        "s.achternaam, o.crebo, (SELECT count(*) "
        "FROM plaatsing p "
        "WHERE p.student = s.id), (SELECT max(g.gehouden) "
        "FROM gesprek g "
        "JOIN plaatsing p ON p.id = g.plaatsing "
        "WHERE p.student = s.id) "
        "FROM student s "
        "LEFT JOIN opleiding o ON o.id = s.opleiding "
        "WHERE s.id = $1";
    /* clang-format on */

    return stage_db_query(db, sql, STAGE_ARGS(stage_int(id)), error);
}

StageStmt *
stage_student_complete(StageDb *db, const char *prefix, guint limit, GError **error)
{
    /* The last character of a range is the highest one there is, so that "jan" takes in "jansen". */
    /* clang-format off */
    static const char sql[] =
        "SELECT s.nummer, " STAGE_SQL_NAAM("s") ", s.achternaam || coalesce(', ' || s.roepnaam, '') || "
        "coalesce(CASE WHEN s.roepnaam IS NULL THEN ', ' ELSE ' ' END || s.voorvoegsel, '') "
        "FROM student s WHERE s.id IN ("
        "SELECT id FROM (SELECT id FROM student WHERE nummer >= $1 AND nummer <= $1 || '\U0010FFFF' "
        "ORDER BY nummer LIMIT $3) n "
        "UNION SELECT id FROM (SELECT id FROM student WHERE zoek >= $2 AND zoek <= $2 || '\U0010FFFF' "
        "ORDER BY zoek LIMIT $3) z "
        "UNION SELECT id FROM (SELECT id FROM student WHERE zoek_achternaam >= $2 "
        "AND zoek_achternaam <= $2 || '\U0010FFFF' ORDER BY zoek_achternaam, zoek LIMIT $3) a) "
        "ORDER BY s.zoek_achternaam, s.zoek, s.nummer LIMIT $3";
    /* clang-format on */
    g_autofree char *folded = stage_fold(prefix);

    return stage_db_query(db, sql, STAGE_ARGS(stage_text(prefix), stage_text(folded), stage_int(limit)),
                          error);
}

gboolean
stage_student_check_klas(StageDb *db, const char *klas, GError **error)
{
    static const char sql[] = "SELECT DISTINCT klas FROM student WHERE klas IS NOT NULL";
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_NO_ARGS, error);
    g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *shown = stage_visible(klas);

    if (rows == NULL)
        return FALSE;
    while (stage_stmt_next(rows)) {
        if (g_strcmp0(stage_stmt_text(rows, 0), klas) == 0)
            return TRUE;
        g_ptr_array_add(known, stage_visible(stage_stmt_text(rows, 0)));
    }
    if (!stage_stmt_done(rows, error))
        return FALSE;
    g_ptr_array_add(known, NULL);
    const char *near = stage_nearest(klas, (const char *const *)(void *)known->pdata);
    if (near != NULL)
        return stage_fail(error, STAGE_ERROR_NOT_FOUND, _("there is no klas '%s'; did you mean '%s'?"), shown,
                          near);
    return stage_fail(error, STAGE_ERROR_NOT_FOUND, _("there is no klas '%s'"), shown);
}

gboolean
stage_student_other_zeros(StageDb *db, const char *nummer, gint64 *out_id, GError **error)
{
    /* With no zero in front up to nine; $1 is the number without any, and is no answer by itself when it was
     * asked for. */
    static const char sql[] =
        "SELECT id FROM student WHERE nummer IN ($1, '0' || $1, '00' || $1, '000' || $1, '0000' || $1, "
        "'00000' || $1, '000000' || $1, '0000000' || $1, '00000000' || $1, '000000000' || $1) AND nummer <> "
        "$2";
    const char *bare = nummer + strspn(nummer, "0");

    *out_id = 0;
    if (*bare == '\0' || strspn(bare, "0123456789") != strlen(bare))
        return TRUE;
    return stage_db_find(db, sql, STAGE_ARGS(stage_text(bare), stage_text(nummer)), out_id, error);
}

StageStmt *
stage_student_numbers(StageDb *db, GError **error)
{
    return stage_db_query(db, "SELECT nummer FROM student", STAGE_NO_ARGS, error);
}

gboolean
stage_student_any_zeros(StageDb *db, gboolean *out, GError **error)
{
    static const char sql[] =
        "SELECT count(*) FROM (SELECT 1 FROM student WHERE nummer >= '0' AND nummer < '1' LIMIT 1) een";
    gint64 n = 0;

    if (!stage_db_number(db, sql, STAGE_NO_ARGS, &n, error))
        return FALSE;
    *out = n > 0;
    return TRUE;
}
