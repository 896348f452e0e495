#include "model/journaal.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "db/afdruk.h"
#include "model/entities.h"
#include "model/json.h"

/* --- an entry --- */

typedef struct {
    gint64 id;
    gint64 handeling;
    const StageEntity *of;
    gint64 rij;
    char *voor; /* JSON; NULL for a row that was added, and for content that was erased */
    char *afdruk;
    char kind; /* 'a', 'e', 'r': add, edit, rm */
} Entry;

#define ENTRY "id, handeling, tabel, rij, soort, voor, afdruk"

static void
entry_clear(Entry *e)
{
    g_free(e->voor);
    g_free(e->afdruk);
    memset(e, 0, sizeof *e);
}

static gboolean
entry_read(Entry *e, StageStmt *row, GError **error)
{
    entry_clear(e);
    e->id = stage_stmt_number(row, 0);
    e->handeling = stage_stmt_number(row, 1);
    e->of = stage_entity_named(stage_stmt_text(row, 2));
    e->rij = stage_stmt_number(row, 3);
    e->kind = stage_stmt_text(row, 4)[0];
    e->voor = g_strdup(stage_stmt_text(row, 5));
    e->afdruk = g_strdup(stage_stmt_text(row, 6));
    return e->of != NULL || stage_fail(error, STAGE_ERROR_CORRUPT,
                                       _("entry %" PRId64 " of the journal is of no table"), e->id);
}

/* Whether its content was taken away, and the salt with it: what it was can be neither told nor proved. */
static gboolean
is_erased(const Entry *e)
{
    return e->afdruk[0] == '$';
}

/* The state before an entry that was an edit or a removal. */
static gboolean
state_from(const Entry *e, const char *json, void *entity, GError **error)
{
    g_autoptr(cJSON) object = json == NULL ? NULL : cJSON_Parse(json);

    stage_entity_clear(e->of, entity);
    if (object != NULL && stage_fields_from_json(e->of->fields, entity, object, NULL, error)) {
        *(gint64 *)entity = e->rij;
        return TRUE;
    }
    if (object == NULL)
        return stage_fail(error, STAGE_ERROR_CORRUPT, _("entry %" PRId64 " of the journal cannot be read"),
                          e->id);
    g_prefix_error(error, _("entry %" PRId64 " of the journal: "), e->id);
    return FALSE;
}

/* Whether `after` (NULL: no row) is what the entry left behind, by its print. */
static gboolean
is_after(const Entry *e, const void *after)
{
    const char *hash = stage_afdruk_hash(e->afdruk);
    char out[STAGE_AFDRUK + 1];

    if (hash == NULL || hash - e->afdruk != STAGE_ZOUT + 1)
        return FALSE;
    g_autofree char *zout = g_strndup(e->afdruk, STAGE_ZOUT);
    StageAfdruk print = stage_afdruk_begin(zout, e->of->noun, e->rij, e->voor);
    for (guint i = 0; after != NULL && i < e->of->fields.n; i++) {
        const StageField *field = &e->of->fields.fields[i];
        StageValue value = stage_field_value(field, after);
        g_autofree char *number = value.type == STAGE_INT ? g_strdup_printf("%" PRId64, value.number) : NULL;
        if (field->kind != STAGE_FIELD_DERIVED)
            stage_afdruk_add(&print, field->name, number == NULL ? value.text : number);
    }
    stage_afdruk_end(&print, zout, out);
    return strcmp(out, e->afdruk) == 0;
}

/* The row as it stands; *out_there is FALSE when there is none. */
static gboolean
read_row(StageDb *db, const StageEntity *of, gint64 id, void *entity, gboolean *out_there, GError **error)
{
    g_autoptr(GError) failed = NULL;

    stage_entity_clear(of, entity);
    *out_there = stage_entity_get(of, db, id, entity, &failed);
    if (*out_there || g_error_matches(failed, STAGE_ERROR, STAGE_ERROR_NOT_FOUND))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&failed));
    return FALSE;
}

/* --- what an action changed --- */

typedef struct {
    StageDb *db;
    gboolean (*tell)(const StageChange *change, void *data, GError **error);
    void *data;
} Teller;

/* The state after an entry: that before the next one, or the row as it stands; not known when the next one
 * was erased. */
static gboolean
state_after(StageDb *db, const Entry *e, void *entity, gboolean *out_known, GError **error)
{
    static const char sql[] = "SELECT " ENTRY
                              " FROM journaal WHERE tabel = $1 AND rij = $2 AND id > $3 ORDER BY id LIMIT 1";
    Entry next = { 0 };
    gboolean there = FALSE;

    *out_known = TRUE;
    if (e->kind == 'r')
        return TRUE;
    g_autoptr(StageStmt) row = stage_db_query(
        db, sql, STAGE_ARGS(stage_text(e->of->noun), stage_int(e->rij), stage_int(e->id)), error);
    if (row == NULL)
        return FALSE;
    if (!stage_stmt_next(row))
        return stage_stmt_done(row, error) && read_row(db, e->of, e->rij, entity, &there, error);
    gboolean done = entry_read(&next, row, error);
    *out_known = done && !is_erased(&next);
    if (*out_known && next.kind != 'a')
        done = state_from(&next, next.voor, entity, error);
    entry_clear(&next);
    return done;
}

/* Whether a row was or is private; what it was before does not become everybody's when it is made so. */
static gboolean
is_private(StageDb *db, const Entry *e, const void *before, const void *after)
{
    if (e->of->is_private == NULL)
        return FALSE;
    g_autofree void *now = g_malloc0(e->of->size);
    gboolean there = FALSE;
    gboolean private = e->of->is_private(before) || e->of->is_private(after) ||
                       !read_row(db, e->of, e->rij, now, &there, NULL) || (there && e->of->is_private(now));
    stage_entity_clear(e->of, now);
    return private;
}

/* What people read: of a reference the label while it is there, else the id. */
static char *
shown_value(StageDb *db, const StageField *field, const void *entity, gboolean private)
{
    StageValue value = stage_field_value(field, entity);
    char *label = value.type == STAGE_INT && field->refers != NULL
                      ? stage_entity_label(field->refers, db, value.number, NULL)
                      : NULL;

    if (label != NULL)
        return label;
    if ((field->kind == STAGE_FIELD_NOTE || field->prose) && private && value.text != NULL)
        return g_strdup(_("(confidential)"));
    if (field->kind == STAGE_FIELD_YESNO && value.type == STAGE_INT)
        return g_strdup(value.number == 1 ? _("ja") : _("nee"));
    return value.type == STAGE_INT ? g_strdup_printf("%" PRId64, value.number) : g_strdup(value.text);
}

static gboolean
tell_fields(const Teller *teller, const Entry *e, const void *before, const void *after, GError **error)
{
    g_autofree char *what = stage_entity_label(e->of, teller->db, e->rij, NULL);
    gboolean private = is_private(teller->db, e, before, after);

    for (guint i = 0; i < e->of->fields.n; i++) {
        const StageField *field = &e->of->fields.fields[i];
        if (field->kind == STAGE_FIELD_DERIVED || !stage_field_differs(field, before, after))
            continue;
        g_autofree char *voor = shown_value(teller->db, field, before, private);
        g_autofree char *na = shown_value(teller->db, field, after, private);
        const StageChange change = { e->handeling, e->of->noun, e->rij, what, field->name, voor, na };
        if (!teller->tell(&change, teller->data, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
tell_entry(const Teller *teller, const Entry *e, GError **error)
{
    g_autofree void *before = g_malloc0(e->of->size);
    g_autofree void *after = g_malloc0(e->of->size);
    gboolean known = FALSE;
    /* Erased content has nothing to tell. */
    gboolean done = is_erased(e) || ((e->kind == 'a' || state_from(e, e->voor, before, error)) &&
                                     state_after(teller->db, e, after, &known, error) &&
                                     (!known || tell_fields(teller, e, before, after, error)));

    stage_entity_clear(e->of, before);
    stage_entity_clear(e->of, after);
    return done;
}

gboolean
stage_journaal_changes(StageDb *db, gint64 handeling, gint64 student,
                       gboolean (*tell)(const StageChange *change, void *data, GError **error), void *data,
                       GError **error)
{
    static const char sql[] = "SELECT j.id, j.handeling, j.tabel, j.rij, j.soort, j.voor, j.afdruk "
                              "FROM handeling h JOIN journaal j ON j.id BETWEEN h.eerste AND h.laatste "
                              "WHERE h.id = $1 AND j.handeling = h.id "
                              "AND (CAST($2 AS BIGINT) IS NULL OR j.student = $2) ORDER BY j.id";
    const Teller teller = { db, tell, data };
    g_autoptr(StageStmt)
        rows = stage_db_query(db, sql, STAGE_ARGS(stage_int(handeling), stage_int_set(student)), error);
    Entry e = { 0 };
    gboolean done = rows != NULL;

    while (done && stage_stmt_next(rows))
        done = entry_read(&e, rows, error) && tell_entry(&teller, &e, error);
    entry_clear(&e);
    return done && stage_stmt_done(rows, error);
}

gboolean
stage_journaal_states(StageDb *db, const StageEntity *of, gint64 rij, const void *now,
                      gboolean (*tell)(gint64 handeling, const void *before, const void *after, void *data,
                                       GError **error),
                      void *data, GError **error)
{
    static const char sql[] = "SELECT " ENTRY " FROM journaal WHERE tabel = $1 AND rij = $2 ORDER BY id";
    g_autoptr(StageStmt)
        rows = stage_db_query(db, sql, STAGE_ARGS(stage_text(of->noun), stage_int(rij)), error);
    g_autofree void *before = g_malloc0(of->size), *after = g_malloc0(of->size);
    Entry entry = { 0 }, next = { 0 };
    gboolean more = rows != NULL && stage_stmt_next(rows);
    gboolean done = rows != NULL && (!more || entry_read(&entry, rows, error));

    while (done && entry.id != 0) {
        gboolean has_before = entry.kind != 'a' && !is_erased(&entry), has_after = FALSE;
        more = stage_stmt_next(rows);
        entry_clear(&next);
        done = (!has_before || state_from(&entry, entry.voor, before, error)) &&
               (!more || entry_read(&next, rows, error));
        has_after = entry.kind != 'r' && more && next.kind != 'a' && !is_erased(&next);
        done = done && (!has_after || state_from(&next, next.voor, after, error)) &&
               tell(entry.handeling, has_before ? before : NULL, more ? (has_after ? after : NULL) : now,
                    data, error);
        entry_clear(&entry);
        entry = next;
        next = (Entry){ 0 };
    }
    entry_clear(&entry);
    stage_entity_clear(of, before);
    stage_entity_clear(of, after);
    return done && stage_stmt_done(rows, error);
}

/* --- undo --- */

/* Why an entry cannot be taken back: which later action changed its row. */
static gboolean
explain_change(StageDb *db, const Entry *e, GError **error)
{
    static const char sql[] = "SELECT h.id, h.opdracht, h.wie, h.tijdstip FROM journaal j JOIN handeling h "
                              "ON h.id = j.handeling WHERE j.tabel = $1 AND j.rij = $2 AND j.id > $3 "
                              "AND h.hash IS NOT NULL ORDER BY j.id LIMIT 1";
    g_autofree char *label = stage_entity_label(e->of, db, e->rij, NULL);
    g_autofree char *what = label == NULL ? g_strdup_printf("%" PRId64, e->rij) : g_strdup(label);
    g_autoptr(StageStmt) row = stage_db_query(
        db, sql, STAGE_ARGS(stage_text(e->of->noun), stage_int(e->rij), stage_int(e->id)), error);

    if (row == NULL)
        return FALSE;
    if (!stage_stmt_next(row))
        return stage_stmt_done(row, error) &&
               stage_fail(error, STAGE_ERROR_CORRUPT,
                          _("%s %s is not what the journal says: 'stage db check' tells more"),
                          _(e->of->noun), what);
    g_autofree char *by = stage_visible(stage_stmt_text(row, 2));
    return stage_fail(error, STAGE_ERROR_IN_USE,
                      _("%s %s was changed since, by action %" PRId64 " (%s, %s, %s): undo that one first"),
                      _(e->of->noun), what, stage_stmt_number(row, 0), stage_stmt_text(row, 1), by,
                      stage_stmt_text(row, 3));
}

/* Why the database refused. */
static gboolean
explain_refusal(StageDb *db, const Entry *e, GError *failed, GError **error)
{
    g_autofree char *label = stage_entity_label(e->of, db, e->rij, NULL);
    const char *what = label == NULL ? "" : label;
    g_autofree char *users = g_error_matches(failed, STAGE_ERROR, STAGE_ERROR_IN_USE)
                                 ? stage_entity_dependents(e->of, db, e->rij)
                                 : NULL;

    if (users != NULL)
        stage_fail(error, STAGE_ERROR_IN_USE, _("%s %s is used since by %s: undo or remove that first"),
                   _(e->of->noun), what, users);
    else if (g_error_matches(failed, STAGE_ERROR, STAGE_ERROR_NOT_FOUND))
        stage_fail(error, STAGE_ERROR_IN_USE, _("%s %" PRId64 " refers to something that was removed since"),
                   _(e->of->noun), e->rij);
    else if (g_error_matches(failed, STAGE_ERROR, STAGE_ERROR_EXISTS))
        stage_fail(error, STAGE_ERROR_IN_USE, _("the place of %s %" PRId64 " was taken since by another"),
                   _(e->of->noun), e->rij);
    else
        g_propagate_error(error, g_error_copy(failed));
    return FALSE;
}

static gboolean
undo_entry(StageDb *db, const Entry *e, void *entity, GError **error)
{
    g_autoptr(GError) failed = NULL;
    gboolean there = FALSE, done = FALSE;

    if (is_erased(e))
        return stage_fail(error, STAGE_ERROR_IN_USE, _("%s %" PRId64 ": its content was erased"),
                          _(e->of->noun), e->rij);
    if (!read_row(db, e->of, e->rij, entity, &there, error))
        return FALSE;
    if (!is_after(e, there ? entity : NULL))
        return explain_change(db, e, error);
    if (e->kind == 'a')
        done = stage_entity_remove_raw(e->of, db, e->rij, &failed);
    else if (!state_from(e, e->voor, entity, error))
        return FALSE;
    else
        done = stage_entity_put_raw(e->of, db, entity, e->kind == 'r', &failed);
    return done || explain_refusal(db, e, failed, error);
}

/* An action is undone whole or not at all: of one that changed rows of others, a role sees a part. */
static gboolean
check_seen_whole(StageDb *db, gint64 handeling, GError **error)
{
    static const char sql[] = "SELECT laatste - eerste + 1 - (SELECT count(*) FROM journaal j WHERE j.id "
                              "BETWEEN h.eerste AND h.laatste) FROM handeling h WHERE id = $1";
    gint64 unseen = 0;

    return stage_db_number(db, sql, STAGE_ARGS(stage_int(handeling)), &unseen, error) &&
           (unseen == 0 ||
            stage_fail(error, STAGE_ERROR_DENIED, _("it changed more than your role lets you see")));
}

gboolean
stage_journaal_undo(StageDb *db, gint64 handeling, GError **error)
{
    static const char sql[] = "SELECT j.id, j.handeling, j.tabel, j.rij, j.soort, j.voor, j.afdruk "
                              "FROM handeling h JOIN journaal j ON j.id BETWEEN h.eerste AND h.laatste "
                              "WHERE h.id = $1 AND j.handeling = h.id ORDER BY j.id DESC";
    if (!check_seen_whole(db, handeling, error))
        return FALSE;
    g_autoptr(StageStmt) rows = stage_db_query(db, sql, STAGE_ARGS(stage_int(handeling)), error);
    Entry e = { 0 };
    gboolean done = rows != NULL;

    while (done && stage_stmt_next(rows)) {
        done = entry_read(&e, rows, error);
        g_autofree void *entity = done ? g_malloc0(e.of->size) : NULL;
        done = done && undo_entry(db, &e, entity, error);
        if (entity != NULL)
            stage_entity_clear(e.of, entity);
    }
    entry_clear(&e);
    return done && stage_stmt_done(rows, error);
}

/* --- is every row what the journal says --- */

typedef struct {
    StageDb *db;
    const StageEntity *of;
    void *row;     /* as it stands */
    gint64 before; /* rows up to this id were there before the journal */
    void (*found)(const char *tabel, gint64 rij, const char *why, void *data);
    void *data;
} Verifier;

/* Whether `after` (NULL: no row) is what the entry left; content that was erased cannot be compared. Before
 * the first entry (its id is 0) there was a row only if it is older than the journal. */
static gboolean
fits(const Verifier *v, const Entry *e, gint64 rij, const void *after)
{
    if (e->id == 0)
        return (after != NULL) == (rij <= v->before);
    return is_erased(e) || is_after(e, after);
}

/* The entries of one row: each must have left what the next one found, and the last one what stands there. */
static gboolean
verify_entries(Verifier *v, gint64 rij, const void *row, StageStmt *entries, gboolean *more, GError **error)
{
    g_autofree void *state = g_malloc0(v->of->size);
    Entry last = { 0 };
    const char *why = NULL;
    gboolean done = TRUE;

    while (done && *more && stage_stmt_number(entries, 3) == rij) {
        Entry next = { 0 };
        done = entry_read(&next, entries, error);
        gboolean read = done && next.voor != NULL;
        done = done && (!read || state_from(&next, next.voor, state, error));
        if (done && (read || next.kind == 'a') && !fits(v, &last, rij, read ? state : NULL))
            why = N_("its history was changed outside stage");
        entry_clear(&last);
        last = next;
        *more = stage_stmt_next(entries);
    }
    if (why == NULL && last.id == 0 && !fits(v, &last, rij, row))
        why = N_("it was added outside stage");
    else if (why == NULL && !fits(v, &last, rij, row))
        why = row == NULL ? N_("it was removed outside stage") : N_("it was changed outside stage");
    if (done && why != NULL)
        v->found(v->of->noun, rij, _(why), v->data);
    entry_clear(&last);
    stage_entity_clear(v->of, state);
    return done;
}

/* Rows and entries both come by id: whichever is lower is next. */
static gboolean
verify_table(Verifier *v, GError **error)
{
    static const char sql[] = "SELECT " ENTRY " FROM journaal WHERE tabel = $1 ORDER BY rij, id";
    static const char before[] = "SELECT coalesce(max(laatste), 0) FROM voor_journaal WHERE tabel = $1";
    const StageValue args[] = { stage_text(v->of->noun) };

    if (!stage_db_number(v->db, before, args, 1, &v->before, error))
        return FALSE;
    g_autoptr(StageStmt) rows = stage_entity_all(v->of, v->db, error);
    g_autoptr(StageStmt) entries = rows == NULL ? NULL : stage_db_query(v->db, sql, args, 1, error);
    if (entries == NULL)
        return FALSE;
    gboolean has_row = stage_stmt_next(rows), more = stage_stmt_next(entries), done = TRUE;
    while (done && (has_row || more)) {
        gint64 id = has_row ? stage_stmt_number(rows, 0) : G_MAXINT64;
        gint64 rij = more ? stage_stmt_number(entries, 3) : G_MAXINT64;
        if (id <= rij) {
            stage_fields_read(v->of->fields, v->row, rows, 1);
            done = verify_entries(v, id, v->row, entries, &more, error);
            has_row = stage_stmt_next(rows);
        } else {
            done = verify_entries(v, rij, NULL, entries, &more, error);
        }
    }
    return done && stage_stmt_done(rows, error) && stage_stmt_done(entries, error);
}

gboolean
stage_journaal_verify(StageDb *db, void (*found)(const char *tabel, gint64 rij, const char *why, void *data),
                      void *data, GError **error)
{
    for (const StageEntity *const *of = stage_entities; *of != NULL; of++) {
        Verifier v = { .db = db, .of = *of, .row = g_malloc0((*of)->size), .found = found, .data = data };
        gboolean done = verify_table(&v, error);
        stage_entity_clear(v.of, v.row);
        g_free(v.row);
        if (!done)
            return FALSE;
    }
    return TRUE;
}

gboolean
stage_journaal_is_empty(StageDb *db, gboolean *out, GError **error)
{
    static const char sql[] = "SELECT (SELECT count(*) FROM (SELECT 1 FROM journaal LIMIT 1) een) + "
                              "(SELECT count(*) FROM (SELECT 1 FROM student LIMIT 1) een)";
    gint64 n = 0;

    if (!stage_db_number(db, sql, STAGE_NO_ARGS, &n, error))
        return FALSE;
    *out = n == 0;
    return TRUE;
}
