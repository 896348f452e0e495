/* The school's own holidays, and the public ones that are computed. */
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/entity.h"
#include "cmd/nouns.h"
#include "cmd/print.h"
#include "import/holidays.h"
#include "model/key.h"
#include "rules/feestdag.h"

typedef struct {
    StageEntityArgs args;
    char *file;
    gboolean replace;
    StageDay from;
    StageDay until;
} Options;

#define AT(member) offsetof(Options, member)

static const StageOption import_options[] = {
    { NULL, 0, STAGE_ARG_FILE, N_("FILE"),
      N_("CSV with van, tot and naam, or an iCalendar (.ics); - is standard input"), AT(file),
      .required = TRUE },
    { "replace", 0, STAGE_ARG_FLAG, NULL, N_("remove those that are not in it and have not ended yet"),
      AT(replace) },
    { 0 },
};
static const StageOption list_options[] = {
    { "from", 0, STAGE_ARG_DATE, N_("DATUM"), N_("on or after this day (default: today)"), AT(from) },
    { "until", 0, STAGE_ARG_DATE, N_("DATUM"), N_("on or before this day (default: a year later)"),
      AT(until) },
    { 0 },
};
static const StageOption rm_options[] = {
    { NULL, 0, STAGE_ARG_VAKANTIE, N_("VAKANTIE"), N_("its number"), AT(args.id), .required = TRUE },
    { 0 },
};

static const StageColumn columns[] = {
    { "id", N_("id"), STAGE_COLUMN_NUMBER },     { "van", N_("van"), STAGE_COLUMN_DAY },
    { "tot", N_("tot"), STAGE_COLUMN_DAY },      { "naam", N_("naam"), STAGE_COLUMN_TEXT },
    { "soort", N_("soort"), STAGE_COLUMN_TEXT }, { 0 },
};

typedef struct {
    guint added, changed, unchanged, removed;
} Counts;

/* One that is there already by its first day and name is changed when its end is another. */
static gboolean
put(StageContext *ctx, StageVakantie *v, GHashTable *kept, Counts *counts, GError **error)
{
    StageVakantie old = { 0 };

    if (!stage_key_find(&stage_vakantie, ctx->db, v, &old, error))
        return FALSE;
    gint64 id = old.id;
    if (id == 0) {
        counts->added++;
        if (!stage_entity_add(&stage_vakantie, ctx->db, v, error))
            return FALSE;
        id = v->id;
    } else {
        gboolean same = stage_day_compare(old.tot, v->tot) == 0;
        stage_entity_clear(&stage_vakantie, &old);
        *(same ? &counts->unchanged : &counts->changed) += 1;
        v->id = id;
        if (!same && !stage_entity_save(&stage_vakantie, ctx->db, v, error))
            return FALSE;
    }
    g_hash_table_add(kept, g_memdup2(&id, sizeof id));
    return TRUE;
}

static gboolean
remove_others(StageContext *ctx, GHashTable *kept, Counts *counts, GError **error)
{
    g_autoptr(GArray) gone = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(StageStmt) rows = stage_vakantie_list(ctx->db, 0, ctx->today, error);

    while (rows != NULL && stage_stmt_next(rows)) {
        gint64 id = stage_stmt_number(rows, 0);
        if (!g_hash_table_contains(kept, &id))
            g_array_append_val(gone, id);
    }
    if (rows == NULL || !stage_stmt_done(rows, error))
        return FALSE;
    for (guint i = 0; i < gone->len; i++, counts->removed++)
        if (!stage_entity_remove(&stage_vakantie, ctx->db, g_array_index(gone, gint64, i), error))
            return FALSE;
    return TRUE;
}

static gboolean
import_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    g_autoptr(StageLines) lines = g_str_equal(o->file, "-")
                                      ? stage_lines_open_fd(dup(STDIN_FILENO), "-", NULL, error)
                                      : stage_lines_open(o->file, NULL, error);
    g_autoptr(GPtrArray) all = lines == NULL ? NULL : stage_holidays_read(lines, ctx->today, error);
    g_autoptr(GHashTable) kept = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    Counts counts = { 0 };

    if (all == NULL) {
        ctx->placed = TRUE;
        return FALSE;
    }
    for (guint i = 0; i < all->len; i++)
        if (!put(ctx, g_ptr_array_index(all, i), kept, &counts, error))
            return FALSE;
    if (o->replace && !remove_others(ctx, kept, &counts, error))
        return FALSE;
    stage_say(ctx, _("holidays: %u new, %u changed, %u unchanged, %u removed"), counts.added, counts.changed,
              counts.unchanged, counts.removed);
    return TRUE;
}

/* The public ones of a time, among the school's own by day. */
static gboolean
print_public(StagePrinter *printer, StageDay *from, StageDay until, GError **error)
{
    for (; stage_day_is_set(*from) && stage_day_compare(*from, until) <= 0;
         *from = stage_day_plus(*from, 1)) {
        const char *name = stage_feestdag(*from);
        const StageValue row[] = { stage_null(), stage_text(from->text), stage_text(from->text),
                                   stage_text(name == NULL ? NULL : _(name)), stage_text("feestdag") };
        if (name != NULL && !stage_printer_row(printer, row, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
list_run(StageContext *ctx, const void *options, GError **error)
{
    const Options *o = options;
    StageDay from = stage_day_is_set(o->from) ? o->from : ctx->today;
    StageDay year = stage_day_plus(from, 365);
    StageDay last = stage_day_is_set(year) ? year : (StageDay){ "2199-12-31" }; /* the calendar ends */
    StageDay until = stage_day_is_set(o->until) ? o->until : last;
    g_autoptr(StagePrinter) printer = stage_printer_new(ctx, columns, FALSE, error);
    g_autoptr(StageStmt) rows = printer == NULL ? NULL : stage_vakantie_list(ctx->db, 0, from, error);

    while (rows != NULL && stage_stmt_next(rows)) {
        StageDay van = STAGE_NO_DAY;
        stage_day_from_iso(stage_stmt_text(rows, 1), &van);
        if (stage_day_compare(van, until) > 0)
            break;
        const StageValue row[] = { stage_stmt_value(rows, 0), stage_stmt_value(rows, 1),
                                   stage_stmt_value(rows, 2), stage_stmt_value(rows, 3),
                                   stage_text("vakantie") };
        if (!print_public(printer, &from, stage_day_plus(van, -1), error) ||
            !stage_printer_row(printer, row, error))
            return FALSE;
    }
    return rows != NULL && stage_stmt_done(rows, error) && print_public(printer, &from, until, error) &&
           stage_printer_end(printer, error);
}

static const StageEntityNoun noun = { &stage_vakantie, 0, 0, NULL };

static const StageCommand import = {
    .name = "import",
    .summary = N_("take in the school's own holidays"),
    .details = N_("All of the file or nothing. A holiday that is there already by its first day and name "
                  "gets the file's "
                  "last day."),
    .needs = STAGE_WRITES,
    .options = import_options,
    .options_size = sizeof(Options),
    .run = import_run,
};
static const StageCommand list = {
    .name = "list",
    .summary = N_("list holidays, the public ones too"),
    .needs = STAGE_READS,
    .options = list_options,
    .options_size = sizeof(Options),
    .columns = columns,
    .run = list_run,
};
static const StageCommand rm = {
    .name = "rm",
    .summary = N_("remove a holiday of the school"),
    .needs = STAGE_WRITES,
    .options = rm_options,
    .options_size = sizeof(Options),
    .run = stage_entity_rm_run,
    .extra = &noun,
};

static const StageCommand *const verbs[] = { &import, &list, &rm, NULL };
const StageNoun stage_noun_holiday = { "holiday", N_("holidays: the school's own, and the public ones"),
                                       verbs, NULL };
