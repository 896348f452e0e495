#include "report/check.h"

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/entities.h"
#include "model/journaal.h"
#include "model/query.h"
#include "rules/norm.h"

static const char restore[] = "stage db restore FILE";

typedef struct {
    StageDb *db;
    StageTellFinding tell;
    void *data;
    gboolean damaged;
    GError *failed; /* of tell(): the checks themselves go on calling */
} Check;

static void
tell(Check *c, const char *kind, const char *what, const char *why, const char *mend)
{
    const StageFinding finding = { kind, what, why, mend, c->damaged };

    if (c->failed == NULL)
        c->tell(&finding, c->data, &c->failed);
}

static gboolean
finish(Check *c, gboolean done, GError **error)
{
    if (c->failed == NULL)
        return done;
    g_clear_error(error);
    g_propagate_error(error, g_steal_pointer(&c->failed));
    return FALSE;
}

/* --- the store --- */

static void
on_fault(StageFault fault, const char *text, void *data)
{
    static const struct {
        const char *kind, *why, *mend;
    } faults[] = {
        [STAGE_FAULT_FILE] = { "file", N_("the file is damaged"), restore },
        [STAGE_FAULT_REFERENCE] = { "reference", N_("it refers to something that is not there"), restore },
        [STAGE_FAULT_INDEX] = { "index", N_("the search index is not of its text"), "stage db reindex" },
    };
    Check *c = data;

    c->damaged = c->damaged || fault == STAGE_FAULT_FILE;
    tell(c, faults[fault].kind, text, _(faults[fault].why), faults[fault].mend);
}

static void
on_action(gint64 id, const char *why, void *data)
{
    g_autofree char *what = g_strdup_printf("handeling %" PRId64, id);

    tell(data, "chain", what, why, restore);
}

static void
on_row(const char *tabel, gint64 rij, const char *why, void *data)
{
    Check *c = data;
    g_autofree char *label = stage_entity_label(stage_entity_named(tabel), c->db, rij, NULL);
    g_autofree char *what = label != NULL ? g_strdup_printf("%s %s", tabel, label)
                                          : g_strdup_printf("%s %" PRId64, tabel, rij);

    tell(c, "journal", what, why, restore);
}

/* In one and the same state of the store, while others may write. */
static gboolean
check_journal(Check *c, GError **error)
{
    gboolean own = !stage_db_in_transaction(c->db);
    gboolean done = (!own || stage_db_begin_read(c->db, error)) &&
                    stage_handeling_verify(c->db, on_action, c, error) &&
                    stage_journaal_verify(c->db, on_row, c, error);

    if (own)
        stage_db_rollback(c->db);
    return done;
}

gboolean
stage_check_store(StageDb *db, StageTellFinding tell_finding, void *data, GError **error)
{
    Check c = { .db = db, .tell = tell_finding, .data = data };
    gboolean done = stage_db_integrity(db, on_fault, &c, error);

    if (done && !c.damaged)
        done = check_journal(&c, error);
    return finish(&c, done, error);
}

static gboolean
keep_first(const StageFinding *finding, void *data, GError **error)
{
    char **first = data;

    (void)error;
    if (*first == NULL)
        *first = g_strdup_printf("%s: %s", finding->what, finding->why);
    return TRUE;
}

gboolean
stage_check_first(StageDb *db, char **out_first, GError **error)
{
    g_autofree char *first = NULL;

    if (!stage_check_store(db, keep_first, &first, error))
        return FALSE;
    *out_first = g_steal_pointer(&first);
    return TRUE;
}

/* --- the field --- */

/* A statement that gives what is wrong and the id for the command that mends it. $1 is today; all must use
 * it. Where it gives two days more, the first may be this much after the second. */
typedef struct {
    const char *kind;
    const char *sql;
    const char *why;
    const char *mend; /* with %s for the id */
    int days;
} Rule;

/* clang-format off */
#define PLAATSING(p, s) \
    "'plaatsing ' || CAST(" p ".id AS TEXT) || ', ' || " s ".nummer || ' ' || " STAGE_SQL_NAAM(s) " || ', ' || " p ".begin || ' – ' || " \
    STAGE_SQL_EINDE(p)
#define GESPREK \
    "SELECT 'gesprek ' || CAST(g.id AS TEXT) || ', ' || s.nummer || ' ' || " STAGE_SQL_NAAM("s") " || ', ' || coalesce(g.gehouden, g.gepland), " \
    "CAST(g.id AS TEXT), coalesce(g.gehouden, g.gepland), " STAGE_SQL_EINDE("p") " FROM gesprek g JOIN plaatsing p ON p.id = g.plaatsing " \
    "JOIN student s ON s.id = p.student WHERE CAST($1 AS TEXT) IS NOT NULL AND g.geannuleerd IS NULL "
#define TWICE(table, key) \
    "SELECT '" table " ' || " key " || ' ' || " STAGE_SQL_NAAM("t") " || ', ' || t.email, " key " FROM " table " t " \
    "WHERE CAST($1 AS TEXT) IS NOT NULL AND t.email IS NOT NULL AND EXISTS (SELECT 1 FROM " table " o WHERE o.zoek = t.zoek " \
    "AND lower(o.email) = lower(t.email) AND o.id < t.id) ORDER BY t.id"
static const Rule rules[] = {
    { "overlap",
      "SELECT " PLAATSING("q", "s") ", CAST(q.id AS TEXT) FROM plaatsing q JOIN student s ON s.id = q.student "
      "WHERE CAST($1 AS TEXT) IS NOT NULL AND q.status IS DISTINCT FROM 'vervallen' AND EXISTS (SELECT 1 FROM plaatsing p "
      "WHERE p.student = q.student AND p.id <> q.id AND p.status IS DISTINCT FROM 'vervallen' "
      "AND (p.begin < q.begin OR (p.begin = q.begin AND p.id < q.id)) AND " STAGE_SQL_EINDE("p") " >= q.begin) ORDER BY q.id",
      N_("an earlier placement of the student runs on into it"), "stage plaatsing edit %s --begin DATUM", 0 },
    { "outside", GESPREK "AND coalesce(g.gehouden, g.gepland) < p.begin ORDER BY g.id",
      N_("the talk is before its placement begins"), "stage gesprek edit %s --datum DATUM", -1 },
    { "outside", GESPREK "AND coalesce(g.gehouden, g.gepland) > " STAGE_SQL_EINDE("p") " ORDER BY g.id",
      N_("the talk is long after its placement ended"), "stage gesprek edit %s --datum DATUM", STAGE_NORM_NALOOP },
    { "future", GESPREK "AND g.gehouden > $1 ORDER BY g.id",
      N_("the talk was held on a day that is still to come"), "stage gesprek edit %s --datum DATUM", -1 },
    { "twice", TWICE("student", "t.nummer"), N_("there is another with the same name and e-mail"), "stage student rm %s", 0 },
    { "twice", TWICE("docent", "coalesce(t.code, CAST(t.id AS TEXT))"),
      N_("there is another with the same name and e-mail"), "stage docent handover %s DOCENT", 0 },
    { "twice", TWICE("opleider", "CAST(t.id AS TEXT)") ,
      N_("there is another with the same name and e-mail"), "stage plaatsing list --opleider id:%s", 0 },
    { "orphan",
      "SELECT 'leerbedrijf ' || l.naam || coalesce(', ' || l.plaats, ''), CAST(l.id AS TEXT) FROM leerbedrijf l "
      "WHERE CAST($1 AS TEXT) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM plaatsing p WHERE p.leerbedrijf = l.id) "
      "AND NOT EXISTS (SELECT 1 FROM opleider o WHERE o.leerbedrijf = l.id) ORDER BY l.id",
      N_("the company has neither placements nor praktijkopleiders"), "stage leerbedrijf rm id:%s", 0 },
    { "people",
      "SELECT " PLAATSING("p", "s") ", CAST(p.id AS TEXT) FROM plaatsing p JOIN student s ON s.id = p.student "
      "JOIN opleider o ON o.id = p.opleider WHERE CAST($1 AS TEXT) IS NOT NULL AND o.leerbedrijf <> p.leerbedrijf ORDER BY p.id",
      N_("its praktijkopleider is of another company"), "stage plaatsing edit %s --opleider OPLEIDER", 0 },
    { "people",
      "SELECT " PLAATSING("p", "s") ", CAST(p.id AS TEXT) FROM plaatsing p JOIN student s ON s.id = p.student "
      "WHERE CAST($1 AS TEXT) IS NOT NULL AND EXISTS (SELECT 1 FROM begeleider a JOIN begeleider b ON b.plaatsing = a.plaatsing "
      "AND b.rol = a.rol AND b.id <> a.id AND b.vervangt = 1 WHERE a.plaatsing = p.id AND a.vervangt = 1 "
      "AND a.van <= b.van AND coalesce(a.tot, '9999') >= b.van) ORDER BY p.id",
      N_("two people stand in at the same time"), "stage plaatsing people %s", 0 },
    { "guide",
      "SELECT " PLAATSING("p", "s") ", CAST(p.id AS TEXT) FROM plaatsing p JOIN student s ON s.id = p.student "
      "WHERE " STAGE_SQL_LOOPT("p", "CAST($1 AS TEXT)") " AND " STAGE_SQL_BEGELEIDER("p", "docent", "$1") " IS NULL ORDER BY p.id",
      N_("it runs, and no docent guides it"), "stage plaatsing edit %s --docent DOCENT", 0 },
};
/* clang-format on */

/* Whether the first day is too long after the second. */
static gboolean
is_too_late(const Rule *rule, StageStmt *row)
{
    StageDay day = STAGE_NO_DAY, last = STAGE_NO_DAY;

    return rule->days <= 0 || !stage_day_from_iso(stage_stmt_text(row, 2), &day) ||
           !stage_day_from_iso(stage_stmt_text(row, 3), &last) ||
           stage_day_number(day) - stage_day_number(last) > rule->days;
}

static gboolean
follow(Check *c, const Rule *rule, StageDay today, GError **error)
{
    g_autoptr(StageStmt) rows = stage_db_query(c->db, rule->sql, STAGE_ARGS(stage_text(today.text)), error);

    if (rows == NULL)
        return FALSE;
    while (stage_stmt_next(rows)) {
        if (!is_too_late(rule, rows))
            continue;
        g_auto(GStrv) parts = g_strsplit(rule->mend, "%s", 2);
        g_autofree char *quoted = stage_shell_word(stage_stmt_text(rows, 1));
        g_autofree char *mend = g_strjoin(quoted, parts[0], parts[1], NULL);
        tell(c, rule->kind, stage_stmt_text(rows, 0), _(rule->why), mend);
    }
    return stage_stmt_done(rows, error);
}

gboolean
stage_check_domain(StageDb *db, StageDay today, StageTellFinding tell_finding, void *data, GError **error)
{
    Check c = { .db = db, .tell = tell_finding, .data = data };
    gboolean done = TRUE;

    for (gsize i = 0; done && i < G_N_ELEMENTS(rules); i++)
        done = follow(&c, &rules[i], today, error);
    return finish(&c, done, error);
}
