#include "model/begeleider.h"

#include <stddef.h>

#include "base/error.h"
#include "base/i18n.h"
#include "model/docent.h"
#include "model/opleider.h"
#include "model/query.h"

#define AT(member) offsetof(StageBegeleider, member)

const char *const stage_rollen[] = { "docent", "opleider", NULL };

static const StageField fields[] = {
    { .name = N_("plaatsing"),
      .kind = STAGE_FIELD_REFERENCE,
      .at = AT(plaatsing),
      .required = TRUE,
      .refers = &stage_plaatsing },
    { .name = N_("rol"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(rol),
      .choices = stage_rollen,
      .required = TRUE },
    { .name = N_("docent"), .kind = STAGE_FIELD_REFERENCE, .at = AT(docent), .refers = &stage_docent },
    { .name = N_("opleider"), .kind = STAGE_FIELD_REFERENCE, .at = AT(opleider), .refers = &stage_opleider },
    { .name = N_("vervangt"), .kind = STAGE_FIELD_YESNO, .at = AT(vervangt), .required = TRUE },
    { .name = N_("van"), .kind = STAGE_FIELD_DAY, .at = AT(van), .required = TRUE },
    { .name = N_("tot"), .kind = STAGE_FIELD_DAY, .at = AT(tot) },
};

static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    static const char sql[] = "SELECT p.id FROM plaatsing p JOIN opleider o ON o.leerbedrijf = p.leerbedrijf "
                              "WHERE p.id = $1 AND o.id = $2";
    const StageBegeleider *b = entity;
    gint64 found = 0;

    if (stage_day_is_set(b->tot) && stage_day_compare(b->tot, b->van) < 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the end %s is before the begin %s"), b->tot.text,
                          b->van.text);
    if (b->opleider == 0)
        return TRUE;
    if (!stage_db_find(db, sql, STAGE_ARGS(stage_int(b->plaatsing), stage_int(b->opleider)), &found, error))
        return FALSE;
    return found != 0 ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("praktijkopleider %" PRId64
                        " is of another leerbedrijf: give one of this leerbedrijf, or none (\"\")"),
                      b->opleider);
}

const StageEntity stage_begeleider = {
    .noun = N_("begeleider"),
    .plural = N_("begeleiders"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageBegeleider),
    .shows_id = TRUE,
    .label =
        "SELECT CAST(id AS TEXT) || ' ' || rol || ', plaatsing ' || CAST(plaatsing AS TEXT) || ', ' || van "
        "FROM begeleider WHERE id = $1",
    .check = check,
};

/* --- who took over: the periods without those who stand in --- */

/* From `van` on, until the next one; the first begins with the placement. */
typedef struct {
    gint64 row; /* its row in begeleider; 0: the placement's own */
    gint64 person;
    StageDay van;
} Period;

static gint64 *
own_of(StagePlaatsing *p, StageRol rol)
{
    return rol == STAGE_ROL_DOCENT ? &p->docent : &p->opleider;
}

static GArray *
read_periods(StageDb *db, const StagePlaatsing *p, StageRol rol, GError **error)
{
    static const char sql[] = "SELECT id, coalesce(docent, opleider), van FROM begeleider "
                              "WHERE plaatsing = $1 AND rol = $2 AND vervangt = 0 ORDER BY van";
    g_autoptr(GArray) periods = g_array_new(FALSE, TRUE, sizeof(Period));
    g_autoptr(StageStmt)
        rows = stage_db_query(db, sql, STAGE_ARGS(stage_int(p->id), stage_text(stage_rollen[rol])), error);
    Period first = { 0, rol == STAGE_ROL_DOCENT ? p->docent : p->opleider, p->begin };

    if (rows == NULL)
        return NULL;
    g_array_append_val(periods, first);
    while (stage_stmt_next(rows)) {
        Period next = { stage_stmt_number(rows, 0), stage_stmt_number(rows, 1), STAGE_NO_DAY };
        stage_day_from_iso(stage_stmt_text(rows, 2), &next.van);
        g_array_append_val(periods, next);
    }
    return stage_stmt_done(rows, error) ? g_steal_pointer(&periods) : NULL;
}

static gboolean
write_period(StageDb *db, const StagePlaatsing *p, StageRol rol, const Period *period, GError **error)
{
    StageBegeleider b = { .id = period->row,
                          .plaatsing = p->id,
                          .rol = g_strdup(stage_rollen[rol]),
                          .docent = rol == STAGE_ROL_DOCENT ? period->person : 0,
                          .opleider = rol == STAGE_ROL_OPLEIDER ? period->person : 0,
                          .vervangt = STAGE_NO,
                          .van = period->van };
    gboolean done = (b.id == 0 ? stage_entity_add : stage_entity_save)(&stage_begeleider, db, &b, error);

    stage_entity_clear(&stage_begeleider, &b);
    return done;
}

static gboolean
write_own(StageDb *db, const StagePlaatsing *p, StageRol rol, gint64 person, GError **error)
{
    StagePlaatsing given = { 0 };

    *own_of(&given, rol) = person == 0 ? -1 : person;
    return stage_entity_edit(&stage_plaatsing, db, p->id, &given, error);
}

/* Brings the store from the periods as they were to the ones wanted; of two neighbours of one person the
 * second is left out. */
static gboolean
write_periods(StageDb *db, const StagePlaatsing *p, StageRol rol, const GArray *old, const GArray *wanted,
              GError **error)
{
    const Period *own = &g_array_index(old, Period, 0), *last = &g_array_index(wanted, Period, 0);
    g_autoptr(GHashTable) kept = g_hash_table_new(g_int64_hash, g_int64_equal);

    if (last->person != own->person && !write_own(db, p, rol, last->person, error))
        return FALSE;
    for (guint i = 1; i < wanted->len; i++) {
        const Period *next = &g_array_index(wanted, Period, i);
        if (next->person == last->person)
            continue;
        g_hash_table_add(kept, (void *)(guintptr)&next->row);
        last = next;
    }
    for (guint i = 1; i < old->len; i++) { /* first those that go: two may not begin on one day */
        const Period *gone = &g_array_index(old, Period, i);
        if (!g_hash_table_contains(kept, &gone->row) &&
            !stage_entity_remove_raw(&stage_begeleider, db, gone->row, error))
            return FALSE;
    }
    last = &g_array_index(wanted, Period, 0);
    for (guint i = 1; i < wanted->len; i++) {
        const Period *next = &g_array_index(wanted, Period, i);
        if (next->person == last->person)
            continue;
        last = next;
        if (!write_period(db, p, rol, next, error))
            return FALSE;
    }
    return TRUE;
}

/* Makes a period begin on `from`, of whoever guides then; gives its index. */
static guint
split(GArray *periods, StageDay from)
{
    guint at = 0;

    while (at + 1 < periods->len && stage_day_compare(g_array_index(periods, Period, at + 1).van, from) <= 0)
        at++;
    if (stage_day_compare(g_array_index(periods, Period, at).van, from) >= 0)
        return at; /* it begins on that day, or the placement does later */
    Period part = { 0, g_array_index(periods, Period, at).person, from };
    g_array_insert_val(periods, at + 1, part);
    return at + 1;
}

gboolean
stage_begeleider_set(StageDb *db, const StagePlaatsing *p, StageRol rol, gint64 person, StageDay from,
                     GError **error)
{
    g_autoptr(GArray) old = read_periods(db, p, rol, error);

    if (old == NULL)
        return FALSE;
    g_autoptr(GArray) wanted = g_array_copy(old);
    guint at = split(wanted, from);
    g_array_index(wanted, Period, at).person = person;
    g_array_set_size(wanted, at + 1);
    return write_periods(db, p, rol, old, wanted, error);
}

/* --- who stands in --- */

gboolean
stage_begeleider_stand_in(StageDb *db, const StagePlaatsing *p, StageRol rol, gint64 person, StageDay from,
                          StageDay until, GError **error)
{
    static const char sql[] =
        "SELECT id FROM begeleider WHERE plaatsing = $1 AND rol = $2 AND vervangt = 1 "
        "AND (CAST($4 AS TEXT) IS NULL OR van <= $4) AND (tot IS NULL OR tot >= $3) ORDER BY van LIMIT 1";
    StageBegeleider b = { .plaatsing = p->id,
                          .rol = g_strdup(stage_rollen[rol]),
                          .docent = rol == STAGE_ROL_DOCENT ? person : 0,
                          .opleider = rol == STAGE_ROL_OPLEIDER ? person : 0,
                          .vervangt = STAGE_YES,
                          .van = from,
                          .tot = until };
    gint64 other = 0;
    gboolean done = stage_db_find(
        db, sql,
        STAGE_ARGS(stage_int(p->id), stage_text(b.rol), stage_text(from.text), stage_text_set(until.text)),
        &other, error);

    if (done && other != 0)
        done = stage_fail(error, STAGE_ERROR_EXISTS,
                          _("plaatsing %" PRId64 ": somebody stands in for the %s in that time already"),
                          p->id, b.rol);
    done = done && stage_entity_add(&stage_begeleider, db, &b, error);
    stage_entity_clear(&stage_begeleider, &b);
    return done;
}

/* Those who stood in on days before `from` did; on the days from it on another does. */
static gboolean
hand_over_stand_in(StageDb *db, gint64 plaatsing, gint64 from_whom, gint64 to, StageDay from, GError **error)
{
    static const char whole[] = "UPDATE begeleider SET docent = $3 WHERE plaatsing = $1 AND docent = $2 "
                                "AND vervangt = 1 AND van >= $4";
    static const char rest[] = "INSERT INTO begeleider (plaatsing, rol, docent, vervangt, van, tot) "
                               "SELECT plaatsing, rol, $3, 1, $4, tot FROM begeleider WHERE plaatsing = $1 "
                               "AND docent = $2 AND vervangt = 1 AND van < $4 AND (tot IS NULL OR tot >= $4)";
    static const char begun[] = "UPDATE begeleider SET tot = $3 WHERE plaatsing = $1 AND docent = $2 "
                                "AND vervangt = 1 AND van < $4 AND (tot IS NULL OR tot >= $4)";
    StageDay before = stage_day_plus(from, -1);
    const StageValue args[] = { stage_int(plaatsing), stage_int(from_whom), stage_int(to),
                                stage_text(from.text) };

    return stage_db_exec(db, whole, args, G_N_ELEMENTS(args), error) &&
           stage_db_exec(db, rest, args, G_N_ELEMENTS(args), error) &&
           stage_db_exec(db, begun,
                         STAGE_ARGS(stage_int(plaatsing), stage_int(from_whom), stage_text(before.text),
                                    stage_text(from.text)),
                         error);
}

gboolean
stage_begeleider_hand_over(StageDb *db, const StagePlaatsing *p, gint64 from_whom, gint64 to, StageDay from,
                           GError **error)
{
    g_autoptr(GArray) old = read_periods(db, p, STAGE_ROL_DOCENT, error);

    if (old == NULL)
        return FALSE;
    g_autoptr(GArray) wanted = g_array_copy(old);
    for (guint at = split(wanted, from); at < wanted->len; at++)
        if (g_array_index(wanted, Period, at).person == from_whom)
            g_array_index(wanted, Period, at).person = to;
    return write_periods(db, p, STAGE_ROL_DOCENT, old, wanted, error) &&
           hand_over_stand_in(db, p->id, from_whom, to, from, error);
}

/* --- reading --- */

gboolean
stage_begeleider_on(StageDb *db, gint64 plaatsing, StageRol rol, StageDay day, gint64 *out_id, GError **error)
{
    static const char *const sql[] = {
        [STAGE_ROL_DOCENT] = "SELECT " STAGE_SQL_BEGELEIDER(
            "p", "docent", "CAST($2 AS TEXT)") " FROM plaatsing p WHERE p.id = $1",
        [STAGE_ROL_OPLEIDER] = "SELECT " STAGE_SQL_BEGELEIDER(
            "p", "opleider", "CAST($2 AS TEXT)") " FROM plaatsing p WHERE p.id = $1",
    };

    return stage_db_find(db, sql[rol], STAGE_ARGS(stage_int(plaatsing), stage_text(day.text)), out_id, error);
}

gboolean
stage_begeleider_regular(StageDb *db, const StagePlaatsing *p, StageRol rol, StageDay day, gint64 *out_person,
                         gint64 *out_period, GError **error)
{
    static const char sql[] = "SELECT id, coalesce(docent, opleider) FROM begeleider WHERE plaatsing = $1 "
                              "AND rol = $2 AND vervangt = 0 AND van <= $3 ORDER BY van DESC LIMIT 1";
    StageDay on = stage_day_compare(day, p->begin) < 0 ? p->begin : day;
    g_autoptr(StageStmt) row = stage_db_query(
        db, sql, STAGE_ARGS(stage_int(p->id), stage_text(stage_rollen[rol]), stage_text(on.text)), error);
    gboolean there = row != NULL && stage_stmt_next(row);

    if (row == NULL || !stage_stmt_done(row, error))
        return FALSE;
    *out_period = there ? stage_stmt_number(row, 0) : 0;
    *out_person = there ? stage_stmt_number(row, 1) : rol == STAGE_ROL_DOCENT ? p->docent : p->opleider;
    return TRUE;
}

StageStmt *
stage_begeleider_plaatsingen(StageDb *db, GError **error)
{
    return stage_db_query(db, "SELECT DISTINCT plaatsing FROM begeleider", STAGE_NO_ARGS, error);
}

StageStmt *
stage_begeleider_caseload(StageDb *db, gint64 docent, StageDay from, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT p.id FROM plaatsing p JOIN student s ON s.id = p.student "
        "WHERE p.status IS DISTINCT FROM 'vervallen' AND " STAGE_SQL_EINDE("p") " >= CAST($2 AS TEXT) "
        "AND (coalesce((SELECT b.docent FROM begeleider b WHERE b.plaatsing = p.id AND b.rol = 'docent' "
        "AND b.vervangt = 0 AND b.van <= $2 ORDER BY b.van DESC LIMIT 1), p.docent) = $1 "
        "OR EXISTS (SELECT 1 FROM begeleider b WHERE b.plaatsing = p.id AND b.docent = $1 "
        "AND (b.van > $2 OR (b.vervangt = 1 AND coalesce(b.tot, '9999') >= $2)))) "
        "AND p.id IN (SELECT id FROM plaatsing WHERE docent = $1 UNION SELECT plaatsing FROM begeleider WHERE docent = $1) "
        "ORDER BY s.zoek_achternaam, s.zoek, p.begin, p.id";
    /* clang-format on */

    return stage_db_query(db, sql, STAGE_ARGS(stage_int(docent), stage_text(from.text)), error);
}

StageStmt *
stage_begeleider_list(StageDb *db, gint64 plaatsing, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT w.rol, CASE w.rol WHEN 'docent' THEN trim(coalesce(d.code || ' ', '') || " STAGE_SQL_NAAM("d") ") "
        "ELSE " STAGE_SQL_NAAM("o") " END, w.van, w.tot, w.vervangt, CASE w.vervangt WHEN 0 THEN "
        "(SELECT min(n.van) FROM begeleider n WHERE n.plaatsing = $1 AND n.rol = w.rol AND n.vervangt = 0 "
        "AND n.van > w.van) END FROM ("
        "SELECT 'docent' AS rol, docent, NULL AS opleider, begin AS van, NULL AS tot, 0 AS vervangt "
        "FROM plaatsing WHERE id = $1 AND docent IS NOT NULL UNION ALL "
        "SELECT 'opleider', NULL, opleider, begin, NULL, 0 FROM plaatsing WHERE id = $1 AND opleider IS NOT NULL UNION ALL "
        "SELECT rol, docent, opleider, van, tot, vervangt FROM begeleider WHERE plaatsing = $1) w "
        "LEFT JOIN docent d ON d.id = w.docent LEFT JOIN opleider o ON o.id = w.opleider "
        "ORDER BY w.rol, w.van, w.vervangt";
    /* clang-format on */

    return stage_db_query(db, sql, STAGE_ARGS(stage_int(plaatsing)), error);
}
