#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "import/reader.h"
#include "import/rows_forms.h"

typedef struct {
    StageLines *lines;
    const StageProfile *profile;
    StageReaderOptions how;
    StageReader *reader;
    GPtrArray *names; /* char *: of all types of records, one behind the other (the profile's) */
    guint *first;     /* where the fields of each type begin among them */
    GPtrArray *cells; /* char *: of the row; NULL is empty */
    GPtrArray *ahead; /* char *: a record that was read and is not in the row yet */
    guint ahead_line; /* 0: there is none */
    gboolean open;    /* what stands in the row was not handed out in any row yet */
    guint open_line;
    StageRecord header, row;
} Records;

static const StageRecord *
records_header(const void *self)
{
    return &((const Records *)self)->header;
}

static guint
last_type(const Records *r)
{
    return r->profile->records->len - 1;
}

/* The place of a record's type among those of the profile; -1 when it is to be left out, -2 when it is
 * unknown. */
static int
type_of(const Records *r, const char *type)
{
    for (guint i = 0; i < r->profile->records->len; i++)
        if (strcmp(((StageProfileRecord *)g_ptr_array_index(r->profile->records, i))->type, type) == 0)
            return (int)i;
    for (guint i = 0; i < r->profile->skip->len; i++)
        if (strcmp(g_ptr_array_index(r->profile->skip, i), type) == 0)
            return -1;
    return -2;
}

static void
set_cell(GPtrArray *cells, guint at, const char *text)
{
    g_free(cells->pdata[at]);
    cells->pdata[at] = g_strdup(text);
}

/* Puts a record in its place; what stood below the one before it goes. */
static void
lay(Records *r, guint type, const StageRecord *record)
{
    guint from = r->first[type], width = r->first[type + 1] - from;

    g_ptr_array_set_size(r->cells, (gint)r->names->len);
    for (guint i = 0; i < r->cells->len; i++)
        if (i >= from || r->cells->pdata[i] == NULL)
            set_cell(r->cells, i, "");
    for (guint i = 0; i < width && i + 1 < record->n; i++)
        set_cell(r->cells, from + i, record->fields[i + 1]);
    /* What the profile does not describe makes the row too long, so that it is refused and not lost. */
    for (guint i = width + 1; i < record->n; i++)
        if (record->fields[i][strspn(record->fields[i], " ")] != '\0')
            g_ptr_array_add(r->cells, g_strdup(record->fields[i]));
}

static void
hand_out(Records *r, guint line, const StageRecord **out)
{
    r->row = (StageRecord){ line, r->cells->len, (const char *const *)(void *)r->cells->pdata };
    r->open = FALSE;
    *out = &r->row;
}

/* Keeps a record that begins something new while the row before it is handed out. */
static void
keep(Records *r, const StageRecord *record)
{
    g_ptr_array_set_size(r->ahead, 0);
    for (guint i = 0; i < record->n; i++)
        g_ptr_array_add(r->ahead, g_strdup(record->fields[i]));
    r->ahead_line = record->line;
}

/* One record further. Sets *out when a row is complete: at its last type, or, for a student without a
 * placement, when the next student begins. */
static gboolean
take(Records *r, const StageRecord *record, const StageRecord **out, GError **error)
{
    int type = type_of(r, record->fields[0]);

    if (type == -2)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s:%u: the profile %s has no such type of record"),
                          stage_lines_path(r->lines), record->line, r->profile->name);
    if (type == -1)
        return TRUE;
    if (type == 0 && r->open) {
        keep(r, record);
        hand_out(r, r->open_line, out);
        return TRUE;
    }
    lay(r, (guint)type, record);
    if ((guint)type == last_type(r)) {
        hand_out(r, record->line, out);
    } else if (type == 0) {
        r->open = TRUE;
        r->open_line = record->line;
    }
    return TRUE;
}

static gboolean
records_next(void *self, const StageRecord **out, GError **error)
{
    Records *r = self;
    const StageRecord *record = NULL;

    *out = NULL;
    if (r->ahead_line != 0) {
        const StageRecord kept = { r->ahead_line, r->ahead->len,
                                   (const char *const *)(void *)r->ahead->pdata };
        r->ahead_line = 0;
        if (!take(r, &kept, out, error))
            return FALSE;
    }
    while (*out == NULL) {
        if (!stage_reader_next(r->reader, &record, error))
            return FALSE;
        if (record == NULL && r->open)
            hand_out(r, r->open_line, out);
        if (record == NULL)
            return TRUE;
        if (!take(r, record, out, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
records_rewind(void *self, GError **error)
{
    Records *r = self;

    r->ahead_line = 0;
    r->open = FALSE;
    g_ptr_array_set_size(r->cells, 0);
    return stage_reader_rewind(r->reader, error);
}

static void
records_say(const void *self, GPtrArray *out)
{
    stage_reading_say(stage_reader_reading(((const Records *)self)->reader), out);
}

static void
records_free(void *self)
{
    Records *r = self;

    stage_reader_free(r->reader);
    g_ptr_array_unref(r->names);
    g_ptr_array_unref(r->cells);
    g_ptr_array_unref(r->ahead);
    g_free(r->first);
    g_free(r);
}

static const StageRowsForm form = { records_header, records_next, records_rewind, records_say, records_free };

static void
name_columns(Records *r)
{
    r->first = g_new0(guint, r->profile->records->len + 1);
    for (guint i = 0; i < r->profile->records->len; i++) {
        const StageProfileRecord *record = g_ptr_array_index(r->profile->records, i);
        r->first[i] = r->names->len;
        for (guint n = 1; n < record->names->len; n++) /* without its type */
            g_ptr_array_add(r->names, g_ptr_array_index(record->names, n));
    }
    r->first[r->profile->records->len] = r->names->len;
    r->header = (StageRecord){ 1, r->names->len, (const char *const *)(void *)r->names->pdata };
}

gboolean
stage_rows_open_records(StageRows *rows, StageLines *lines, const StageProfile *profile, char separator,
                        GError **error)
{
    Records *r = g_new0(Records, 1);

    rows->form = &form;
    rows->self = r;
    rows->separator = separator;
    r->lines = lines;
    r->profile = profile;
    r->names = g_ptr_array_new();
    r->cells = g_ptr_array_new_with_free_func(g_free);
    r->ahead = g_ptr_array_new_with_free_func(g_free);
    name_columns(r);
    r->how = (StageReaderOptions){ .separator = separator, .headerless = TRUE };
    r->reader = stage_reader_new(lines, &r->how, error);
    return r->reader != NULL;
}
