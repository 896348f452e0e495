#include "import/holidays.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/module.h"
#include "base/text.h"
#include "import/reader.h"

enum { VAN, TOT, NAAM, COLUMNS, NONE = -1 };

static const struct {
    const char *header;
    int column;
} headers[] = { { "van", VAN },       { "begin", VAN },         { "begindatum", VAN },
                { "start", VAN },     { "startdatum", VAN },    { "from", VAN },
                { "tot", TOT },       { "totenmet", TOT },      { "tm", TOT },
                { "einde", TOT },     { "einddatum", TOT },     { "eind", TOT },
                { "end", TOT },       { "until", TOT },         { "naam", NAAM },
                { "vakantie", NAAM }, { "omschrijving", NAAM }, { "name", NAAM },
                { "summary", NAAM } };

static int
column_of(const char *header)
{
    g_autofree char *folded = stage_fold_tight(header);

    for (gsize i = 0; i < G_N_ELEMENTS(headers); i++)
        if (strcmp(headers[i].header, folded) == 0)
            return headers[i].column;
    return NONE;
}

static guint
known(const StageRecord *record, const void *data)
{
    guint n = 0;

    (void)data;
    for (guint i = 0; i < record->n; i++)
        n += column_of(record->fields[i]) != NONE ? 1 : 0;
    return n;
}

static void
free_holiday(void *data)
{
    stage_entity_clear(&stage_vakantie, data);
    g_free(data);
}

typedef struct {
    const char *path;
    StageDay today;
    GPtrArray *all;
} Reading;

/* "FILE:LINE: what is wrong" */
static gboolean
add(Reading *r, guint line, const char *from, const char *until, const char *name, GError **error)
{
    StageVakantie *v = g_new0(StageVakantie, 1);
    g_autoptr(GError) failed = NULL;

    g_ptr_array_add(r->all, v);
    v->naam = stage_squeeze(name);
    if (stage_day_parse(from, r->today, STAGE_LEAN_NEAR, &v->van, &failed) &&
        stage_day_parse(until, r->today, STAGE_LEAN_NEAR, &v->tot, &failed) &&
        stage_entity_check(&stage_vakantie, NULL, v, &failed))
        return TRUE;
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, "%s:%u: %s", r->path, line, failed->message);
}

/* --- rows --- */

static gboolean
find_columns(const StageRecord *header, int at[COLUMNS])
{
    for (guint i = 0; i < COLUMNS; i++)
        at[i] = NONE;
    for (guint i = 0; header != NULL && i < header->n; i++) {
        int column = column_of(header->fields[i]);
        if (column != NONE && at[column] == NONE)
            at[column] = (int)i;
    }
    return at[VAN] != NONE && at[TOT] != NONE;
}

static const char *
field(const StageRecord *record, int at)
{
    return at == NONE || (guint)at >= record->n ? "" : record->fields[at];
}

static gboolean
read_rows(Reading *r, StageLines *lines, GError **error)
{
    const StageReaderOptions options = { .known = known };
    g_autoptr(StageReader) reader = stage_reader_new(lines, &options, error);
    const StageRecord *record = NULL;
    int at[COLUMNS];

    if (reader == NULL)
        return FALSE;
    if (!find_columns(stage_reader_header(reader), at))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("%s:1: no header with van, tot and naam above the holidays"), r->path);
    for (;;) {
        if (!stage_reader_next(reader, &record, error))
            return FALSE;
        if (record == NULL)
            return TRUE;
        const char *name = field(record, at[NAAM]);
        if (!add(r, record->line, field(record, at[VAN]), field(record, at[TOT]),
                 *name == '\0' ? _("vakantie") : name, error))
            return FALSE;
    }
}

/* --- iCalendar --- */

static gboolean
add_event(const char *from, const char *until, const char *name, void *data, GError **error)
{
    return add(data, ((Reading *)data)->all->len + 1, from, until, name, error);
}

static gboolean
read_calendar(Reading *r, const char *text, GError **error)
{
    void *symbol = stage_module_symbol("agenda", "stage_agenda_holidays", error);
    StageHolidayRead read = NULL;

    memcpy(&read, &symbol, sizeof symbol);
    return symbol != NULL && read(text, add_event, r, error);
}

/* The whole text, when it begins as a calendar does; NULL and no error when it does not. */
static char *
calendar_text(StageLines *lines, GError **error)
{
    static const char mark[] = "BEGIN:VCALENDAR";
    g_autoptr(GString) all = g_string_new(NULL);
    char *text = NULL;
    gsize length = 0;

    do {
        if (!stage_lines_read(lines, &text, &length, error))
            return NULL;
        g_string_append_len(all, text, (gssize)length);
        if (all->len >= strlen(mark) && g_ascii_strncasecmp(all->str, mark, strlen(mark)) != 0)
            return NULL;
    } while (length > 0 && all->len < 16 * 1024 * 1024);
    return all->len < strlen(mark) ? NULL : g_string_free(g_steal_pointer(&all), FALSE);
}

GPtrArray *
stage_holidays_read(StageLines *lines, StageDay today, GError **error)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(free_holiday);
    g_autoptr(GError) failed = NULL;
    g_autofree char *shown = stage_visible(stage_lines_path(lines));
    Reading r = { shown, today, all };
    g_autofree char *calendar = calendar_text(lines, &failed);

    if (failed != NULL) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return NULL;
    }
    if (calendar != NULL ? !read_calendar(&r, calendar, error)
                         : !stage_lines_rewind(lines, error) || !read_rows(&r, lines, error))
        return NULL;
    if (all->len == 0)
        return stage_fail_null(error, STAGE_ERROR_BAD_INPUT, _("%s:1: there is no holiday in it"), shown);
    return g_steal_pointer(&all);
}
