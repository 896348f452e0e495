#include "import/apply.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "import/apply_row.h"
#include "import/ask.h"
#include "import/gone.h"
#include "import/privacy.h"
#include "import/put_part.h"
#include "model/handeling.h"
#include "model/journaal.h"

/* A file of so many bytes that fills a new store has its indexes made afterwards: for a smaller one it does
 * not pay, and those of a larger one are sorted in too much memory. */
enum { BULK_FROM = 1024 * 1024, BULK_UNTIL = 128 * 1024 * 1024 };

static void
count_row(StageImporting *in)
{
    *(in->outcome == STAGE_PUT_NEW       ? &in->counts->added
      : in->outcome == STAGE_PUT_CHANGED ? &in->counts->changed
                                         : &in->counts->unchanged) += 1;
    in->counts->conflicts += in->put.conflicts;
    in->counts->contradicted += in->put.contradicted > 0 ? 1 : 0;
}

/* A bad row that is left out takes what it had begun back with it. */
static gboolean
try_row(StageImporting *in, GError **error)
{
    const StageImportCounts before = *in->counts;

    in->put.line = in->now->record.line;
    in->put.conflicts = in->put.contradicted = 0;
    in->outcome = STAGE_PUT_UNCHANGED;
    in->about = in->map->about;
    g_ptr_array_set_size(in->fresh, 0);
    gboolean done = stage_import_put_row(in, error);
    if (!stage_put_settle(&in->put, done, done ? error : NULL))
        return FALSE;
    if (done) {
        count_row(in);
    } else {
        memcpy(in->counts->of, before.of, sizeof before.of);
        stage_import_forget_row(in);
    }
    return done;
}

/* Whether the fault lies with the row, not with the store or the machine. */
static gboolean
is_bad_row(const GError *error)
{
    static const StageErrorCode data[] = { STAGE_ERROR_BAD_INPUT, STAGE_ERROR_NOT_FOUND,
                                           STAGE_ERROR_AMBIGUOUS, STAGE_ERROR_EXISTS, STAGE_ERROR_IN_USE };

    for (gsize i = 0; i < G_N_ELEMENTS(data); i++)
        if (g_error_matches(error, STAGE_ERROR, (gint)data[i]))
            return TRUE;
    return FALSE;
}

/* Whether what waited to be written was refused: then it is not known of which row. */
static gboolean
is_refused(const StageImporting *in)
{
    return in->put.waiting.refused;
}

/* Hands on a record (the header, with `why` NULL) without what may not come in. */
static gboolean
reject(StageImporting *in, const StageRecord *record, const char *why, GError **error)
{
    if (in->options->reject == NULL)
        return TRUE;
    g_autofree const char **fields = g_new(const char *, record->n);
    for (guint i = 0; i < record->n; i++) {
        gboolean secret = i < in->map->n && why != NULL &&
                          (in->survey.bsn[i] ||
                           stage_import_is_forbidden(g_ptr_array_index(in->map->keys, i)));
        fields[i] = secret ? "" : record->fields[i];
    }
    return in->options->reject(record->n, fields, why, in->options->data, error);
}

/* Once, also when the rows are read a second time. */
static gboolean
tell_bad(StageImporting *in, const char *why, GError **error)
{
    guint line = in->now->record.line;

    if (stage_seen_has(&in->refused, line))
        return TRUE;
    stage_seen_add(&in->refused, line);
    g_autofree char *message = g_strdup_printf("%s:%u: %s", in->path, line, why);
    in->options->problem(message, in->options->data);
    return reject(in, &in->now->record, why, error);
}

static gboolean
do_row(StageImporting *in, GError **error)
{
    g_autoptr(GError) failed = NULL;

    in->counts->rows++;
    if (!stage_import_is_wanted(in)) {
        in->counts->left_out++;
        return TRUE;
    }
    if (try_row(in, &failed))
        return TRUE;
    if (!is_bad_row(failed) || is_refused(in)) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return FALSE;
    }
    in->counts->rejected++;
    return tell_bad(in, failed->message, error);
}

/* --- the file --- */

static gboolean
read_rows(StageImporting *in, StageRows *rows, GError **error)
{
    do {
        stage_coming_read(in->coming, rows);
        if (!stage_import_ask(in, error))
            return FALSE;
        for (guint i = 0; i < in->coming->n; i++) {
            in->now = &in->coming->at[i];
            if (!do_row(in, error))
                return FALSE;
        }
        if (in->options->progress != NULL && in->coming->n > 0)
            in->options->progress(in->counts->rows, stage_lines_part(rows->lines), in->options->data);
    } while (in->coming->n == STAGE_COMING);
    if (in->coming->failed != NULL) {
        g_propagate_error(error, g_steal_pointer(&in->coming->failed));
        return FALSE;
    }
    if (!stage_waiting_write_all(&in->put.waiting, error))
        return FALSE;
    if (in->counts->rejected > 0 && !in->options->skip_bad)
        return stage_fail(
            error, STAGE_ERROR_BAD_INPUT,
            Q_("%s: %u of %u rows is bad, so nothing was imported; --skip-bad imports the good ones",
               "%s: %u of %u rows are bad, so nothing was imported; --skip-bad imports the good ones",
               in->counts->rejected),
            in->path, in->counts->rejected, in->counts->rows);
    return TRUE;
}

/* An export of placements has all of them; DUO's records have only those that were registered. A bad row may
 * be of one that looks gone: then none is closed. */
static gboolean
list_gone(StageImporting *in, GError **error)
{
    if (in->map->about != STAGE_ROW_PLAATSING || (in->map->profile != NULL && in->map->profile->known))
        return TRUE;
    in->counts->closed = in->options->close_gone && in->counts->rejected == 0;
    return stage_import_gone(&in->put, &in->put.seen[STAGE_ROW_PLAATSING], in->counts->closed,
                             &in->counts->gone, error);
}

static gboolean
read_all(StageImporting *in, StageRows *rows, GError **error)
{
    if (!stage_journaal_is_empty(in->db, &in->put.fresh, error))
        return FALSE;
    guint64 size = stage_lines_size(rows->lines);
    gboolean bulk = in->put.fresh && size >= BULK_FROM && size <= BULK_UNTIL;
    return (!bulk || stage_db_bulk_begin(in->db, error)) && read_rows(in, rows, error) &&
           (!bulk || stage_db_bulk_end(in->db, error));
}

/* With what is kept from row to row. What is told of each row is told of rows that are in the store. */
static gboolean
run_once(StageImporting *in, StageRows *rows, gboolean careful, gboolean *out_refused, GError **error)
{
    in->put = (StagePut){ .db = in->db,
                          .options = in->options,
                          .careful = careful || in->options->change != NULL };
    stage_import_rows_begin(in);
    gboolean done = stage_student_any_zeros(in->db, &in->zeros, error) && stage_put_begin(&in->put, error) &&
                    read_all(in, rows, error) && list_gone(in, error);
    *out_refused = is_refused(in);
    stage_import_rows_end(in);
    stage_put_end(&in->put);
    return done;
}

/* What no check of ours foresees the store may refuse still, of many rows at once: then all is taken back,
 * and done again with each row written by itself, so that the bad one is known. */
static gboolean
run_begun(StageImporting *in, StageRows *rows, const StageBegun *begun, GError **error)
{
    const StageImportCounts before = *in->counts;
    g_autoptr(GError) failed = NULL;
    gboolean refused = FALSE, done = run_once(in, rows, FALSE, &refused, &failed);

    if (!refused || !is_bad_row(failed)) {
        if (failed != NULL)
            g_propagate_error(error, g_steal_pointer(&failed));
        return done;
    }
    *in->counts = before;
    return stage_handeling_again(in->db, begun, error) && stage_rows_rewind(rows, error) &&
           run_once(in, rows, TRUE, &refused, error);
}

static gboolean
run(StageImporting *in, StageRows *rows, GError **error)
{
    StageBegun begun = { 0 };
    gboolean done = stage_handeling_begun(in->db, &begun, error) && run_begun(in, rows, &begun, error);

    stage_begun_clear(&begun);
    stage_seen_clear(&in->refused);
    return done;
}

/* What a look at all rows told. */
static void
tell_survey(StageImporting *in)
{
    for (guint i = 0; i < in->map->n; i++)
        if (in->survey.bsn[i])
            g_ptr_array_add(
                in->counts->said,
                g_strdup_printf(_("column \"%s\" (%u) looks like burgerservicenummers and stays out"),
                                (const char *)g_ptr_array_index(in->map->headers, i), i + 1));
    for (guint i = 0; i < in->map->unused->len; i++)
        g_ptr_array_add(in->counts->unused, g_strdup(g_ptr_array_index(in->map->unused, i)));
}

/* With the meaning of the columns. */
static gboolean
import_mapped(StageImporting *in, StageRows *rows, GError **error)
{
    const StageRecord *header = stage_rows_header(rows);
    const StageImportOptions *o = in->options;
    guint orders = o->days == 0 ? (guint)STAGE_ORDER_ANY : o->days;
    gboolean done = stage_survey(rows, in->map, orders, o->today, &in->survey, error);

    if (done)
        tell_survey(in);
    done = done && reject(in, header, NULL, error) && run(in, rows, error);
    stage_survey_clear(&in->survey);
    return done;
}

/* The rows are freed here. */
static gboolean
import_rows(StageDb *db, StageRows *source, const StageImportOptions *options, StageImportCounts *out,
            GError **error)
{
    g_autoptr(StageRows) rows = source;
    StageImporting in = { .db = db, .options = options, .counts = out };

    *out = (StageImportCounts){ .unused = g_ptr_array_new_with_free_func(g_free),
                                .said = g_ptr_array_new_with_free_func(g_free) };
    for (guint i = 0; i < STAGE_ROW_ENTITIES; i++)
        out->of[i].plural = stage_row_entities[i]->plural;
    if (rows == NULL)
        return FALSE;
    in.path = stage_lines_path(rows->lines);
    out->separator = rows->separator;
    out->profile = rows->profile == NULL ? NULL : rows->profile->name;
    const StageRecord *header = stage_rows_header(rows);
    g_autoptr(StageImportMap)
        map = header->n == 0 ? NULL
                             : stage_import_match(header, rows->profile, options->map, options->set, error);
    if (map == NULL && header->n > 0) {
        g_prefix_error(error, "%s:%u: ", in.path, header->line);
        if (rows->several != NULL)
            g_prefix_error(error, _("the header fits several profiles, %s: choose with --profile; else: "),
                           rows->several);
        return FALSE;
    }
    in.map = map;
    gboolean done = map == NULL || import_mapped(&in, rows, error);
    GPtrArray *said = stage_rows_say(rows);
    g_ptr_array_extend_and_steal(said, g_steal_pointer(&out->said));
    out->said = said;
    return done;
}

static StageRowsOptions
rows_options(const StageImportOptions *options)
{
    return (StageRowsOptions){ options->map, options->profiles, options->profile };
}

gboolean
stage_import_lines(StageDb *db, StageLines *lines, const StageImportOptions *options, StageImportCounts *out,
                   GError **error)
{
    const StageRowsOptions how = rows_options(options);

    return import_rows(db, stage_rows_new(lines, &how, error), options, out, error);
}

gboolean
stage_import_package(StageDb *db, const StagePackage *package, const StageImportOptions *options,
                     StageImportCounts *out, GError **error)
{
    const StageRowsOptions how = rows_options(options);

    return import_rows(db, stage_rows_new_package(package, &how, error), options, out, error);
}

gboolean
stage_import_run(StageDb *db, const char *path, const StageImportOptions *options, StageImportCounts *out,
                 GError **error)
{
    g_autoptr(StageLines) lines = stage_lines_open(path, options->encoding, error);

    *out = (StageImportCounts){ 0 };
    return lines != NULL && stage_import_lines(db, lines, options, out, error);
}

void
stage_import_counts_clear(StageImportCounts *counts)
{
    g_clear_pointer(&counts->said, g_ptr_array_unref);
    g_clear_pointer(&counts->unused, g_ptr_array_unref);
}
