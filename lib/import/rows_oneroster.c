/* OneRoster CSV 1.1 and 1.2: the files of a package made into rows of users, each with what roles,
 * enrollments and classes say of them. What their columns mean is in the profiles oneroster-1.1 and
 * oneroster-1.2. */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "import/reader.h"
#include "import/rows_forms.h"

enum { ROLE, STATUS, STUDENT_FIRST, TEACHER_FIRST = STUDENT_FIRST + 6, COLUMNS = TEACHER_FIRST + 5 };
static const char *const columns[COLUMNS] = {
    "role",
    "status",
    "student.sourcedId",
    "student.identifier",
    "student.username",
    "student.name",
    "student.email",
    "student.class",
    "teacher.sourcedId",
    "teacher.identifier",
    "teacher.username",
    "teacher.name",
    "teacher.email",
};

/* What is read of users.csv; the first five fill a student or teacher, in this order. */
enum { SOURCED, IDENTIFIER, USERNAME, GIVEN, FAMILY, EMAIL, PREFERRED, USER_ROLE, USER_STATUS, USER_FIELDS };
static const char *const user_fields[USER_FIELDS] = { "sourcedid",          "identifier", "username",
                                                      "givenname",          "familyname", "email",
                                                      "preferredgivenname", "role",       "status" };

typedef struct {
    const StagePackage *package;
    char version[4];   /* "1.2" */
    char mode[8];      /* of users.csv: bulk or delta */
    GHashTable *roles; /* user → "student", "teacher" or another; only 1.2 */
    GHashTable *class; /* user → the title of the class; "" where there are several */
    StageReaderOptions how;
    StageReader *reader;
    int at[USER_FIELDS];
    char *cells[COLUMNS];
    StageRecord header, row;
} OneRoster;

/* --- the smaller files --- */

typedef gboolean (*Take)(OneRoster *o, const char *const *cells, void *data, GError **error);

static guint
known(const StageRecord *record, const void *data)
{
    guint n = 0;

    for (guint i = 0; i < record->n; i++) {
        g_autofree char *key = stage_fold_tight(record->fields[i]);
        for (const char *const *name = data; *name != NULL; name++)
            n += strcmp(*name, key) == 0 ? 1 : 0;
    }
    return n;
}

static void
find_columns(const StageRecord *header, const char *const *names, guint n, int *out)
{
    for (guint c = 0; c < n; c++) {
        out[c] = -1;
        for (guint i = 0; out[c] < 0 && i < header->n; i++) {
            g_autofree char *key = stage_fold_tight(header->fields[i]);
            out[c] = strcmp(key, names[c]) == 0 ? (int)i : -1;
        }
    }
}

static const char *
cell_at(const StageRecord *row, int at)
{
    return at < 0 || (guint)at >= row->n ? "" : row->fields[at];
}

/* Hands each row of a file to `take`, as the cells of `names` (at most eight, NULL-terminated), the first
 * `needed` of which must be there. A file that is not in the package has no rows. */
static gboolean
read_member(OneRoster *o, const char *name, const char *const *names, guint needed, Take take, void *data,
            GError **error)
{
    StageLines *lines = stage_package_lines(o->package, name);
    const StageReaderOptions how = { .known = known, .data = names };
    g_autoptr(StageReader) reader = lines == NULL ? NULL : stage_reader_new(lines, &how, error);
    const StageRecord *row = NULL;
    const char *cells[8];
    int at[8];
    guint n = 0;

    if (lines == NULL)
        return TRUE;
    if (reader == NULL)
        return FALSE;
    while (names[n] != NULL)
        n++;
    find_columns(stage_reader_header(reader), names, n, at);
    for (guint c = 0; c < needed; c++)
        if (at[c] < 0)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s:%u: the header has no column for %s"),
                              stage_lines_path(lines), stage_reader_header(reader)->line, names[c]);
    while (stage_reader_next(reader, &row, error)) {
        if (row == NULL)
            return TRUE;
        for (guint c = 0; c < n; c++)
            cells[c] = cell_at(row, at[c]);
        if (!take(o, cells, data, error))
            return FALSE;
    }
    return FALSE;
}

static gboolean
is_deleted(const char *status)
{
    return g_ascii_strcasecmp(status, "tobedeleted") == 0;
}

static gboolean
take_manifest(OneRoster *o, const char *const *cells, void *data, GError **error)
{
    g_autofree char *key = g_ascii_strdown(cells[0], -1);
    g_autofree char *value = g_ascii_strdown(cells[1], -1);

    (void)data;
    (void)error;
    if (strcmp(key, "oneroster.version") == 0)
        g_strlcpy(o->version, value, sizeof o->version);
    if (strcmp(key, "file.users") == 0)
        g_strlcpy(o->mode, value, sizeof o->mode);
    return TRUE;
}

/* The primary role goes before another, and that of a student or teacher before the rest. */
static gboolean
take_role(OneRoster *o, const char *const *cells, void *data, GError **error)
{
    g_autofree char *role = g_ascii_strdown(cells[1], -1);
    const char *now = g_hash_table_lookup(o->roles, cells[0]);
    gboolean primary = g_ascii_strcasecmp(cells[3], "primary") == 0;

    (void)data;
    (void)error;
    if (!is_deleted(cells[2]) && (now == NULL || primary))
        g_hash_table_insert(o->roles, g_strdup(cells[0]), g_steal_pointer(&role));
    return TRUE;
}

typedef struct {
    char *title;
    gboolean homeroom;
} Class;

static void
free_class(void *data)
{
    g_free(((Class *)data)->title);
    g_free(data);
}

static gboolean
take_class(OneRoster *o, const char *const *cells, void *data, GError **error)
{
    Class *class = g_new(Class, 1);

    (void)o;
    (void)error;
    *class = (Class){ g_strdup(cells[1]), g_ascii_strcasecmp(cells[2], "homeroom") == 0 };
    g_hash_table_insert(data, g_strdup(cells[0]), class);
    return TRUE;
}

/* A student's class is the homeroom, else the only class; of several none. Homerooms are read before the
 * others. */
typedef struct {
    GHashTable *classes;
    gboolean homerooms;
} Enrolling;

static gboolean
take_enrollment(OneRoster *o, const char *const *cells, void *data, GError **error)
{
    const Enrolling *e = data;
    const Class *class = g_hash_table_lookup(e->classes, cells[0]);
    const char *now = g_hash_table_lookup(o->class, cells[1]);

    (void)error;
    if (class == NULL || class->homeroom != e->homerooms || is_deleted(cells[3]) ||
        g_ascii_strcasecmp(cells[2], "student") != 0)
        return TRUE;
    if (now == NULL)
        g_hash_table_insert(o->class, g_strdup(cells[1]), g_strdup(class->title));
    else if (strcmp(now, class->title) != 0)
        g_hash_table_insert(o->class, g_strdup(cells[1]), g_strdup(""));
    return TRUE;
}

static gboolean
read_classes(OneRoster *o, GError **error)
{
    static const char *const class_fields[] = { "sourcedid", "title", "classtype", NULL };
    static const char *const fields[] = { "classsourcedid", "usersourcedid", "role", "status", NULL };
    g_autoptr(GHashTable) classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_class);
    g_autoptr(GHashTable) homerooms = NULL;
    Enrolling e = { classes, TRUE };

    if (!read_member(o, "classes.csv", class_fields, 2, take_class, classes, error) ||
        !read_member(o, "enrollments.csv", fields, 3, take_enrollment, &e, error))
        return FALSE;
    /* Who has a homeroom needs no other class. */
    homerooms = g_steal_pointer(&o->class);
    o->class = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    e.homerooms = FALSE;
    if (!read_member(o, "enrollments.csv", fields, 3, take_enrollment, &e, error))
        return FALSE;
    GHashTableIter each;
    gpointer user = NULL, title = NULL;
    g_hash_table_iter_init(&each, homerooms);
    while (g_hash_table_iter_next(&each, &user, &title))
        g_hash_table_insert(o->class, g_strdup(user), g_strdup(title));
    return TRUE;
}

/* --- users --- */

static const StageRecord *
oneroster_header(const void *self)
{
    return &((const OneRoster *)self)->header;
}

static void
set_cell(OneRoster *o, guint at, char *text)
{
    g_free(o->cells[at]);
    o->cells[at] = text;
}

static const char *
user_cell(const OneRoster *o, const StageRecord *user, guint field)
{
    return cell_at(user, o->at[field]);
}

static void
make_row(OneRoster *o, const StageRecord *user)
{
    const char *sourced = user_cell(o, user, SOURCED), *preferred = user_cell(o, user, PREFERRED);
    const char *role = o->at[USER_ROLE] >= 0 ? user_cell(o, user, USER_ROLE)
                                             : g_hash_table_lookup(o->roles, sourced);
    const char *class = g_hash_table_lookup(o->class, sourced);
    gboolean teacher = role != NULL && g_ascii_strcasecmp(role, "teacher") == 0;
    guint first = teacher ? TEACHER_FIRST : STUDENT_FIRST;

    for (guint i = 0; i < COLUMNS; i++)
        set_cell(o, i, g_strdup(""));
    set_cell(o, ROLE, g_strdup(role == NULL ? "" : role));
    set_cell(o, STATUS, g_strdup(user_cell(o, user, USER_STATUS)));
    set_cell(o, first, g_strdup(sourced));
    set_cell(o, first + 1, g_strdup(user_cell(o, user, IDENTIFIER)));
    set_cell(o, first + 2, g_strdup(user_cell(o, user, USERNAME)));
    set_cell(o, first + 3,
             g_strdup_printf("%s %s", *preferred != '\0' ? preferred : user_cell(o, user, GIVEN),
                             user_cell(o, user, FAMILY)));
    set_cell(o, first + 4, g_strdup(user_cell(o, user, EMAIL)));
    if (!teacher)
        set_cell(o, first + 5, g_strdup(class == NULL ? "" : class));
    o->row = (StageRecord){ user->line, COLUMNS, (const char *const *)o->cells };
}

static gboolean
oneroster_next(void *self, const StageRecord **out, GError **error)
{
    OneRoster *o = self;
    const StageRecord *user = NULL;

    *out = NULL;
    if (!stage_reader_next(o->reader, &user, error))
        return FALSE;
    if (user == NULL)
        return TRUE;
    make_row(o, user);
    *out = &o->row;
    return TRUE;
}

static gboolean
oneroster_rewind(void *self, GError **error)
{
    return stage_reader_rewind(((OneRoster *)self)->reader, error);
}

static void
oneroster_say(const void *self, GPtrArray *out)
{
    const OneRoster *o = self;

    stage_reading_say(stage_reader_reading(o->reader), out);
    g_ptr_array_add(out, g_strdup_printf(_("OneRoster %s, %s"), o->version, o->mode));
}

static void
oneroster_free(void *self)
{
    OneRoster *o = self;

    stage_reader_free(o->reader);
    g_clear_pointer(&o->roles, g_hash_table_unref);
    g_clear_pointer(&o->class, g_hash_table_unref);
    for (guint i = 0; i < COLUMNS; i++)
        g_free(o->cells[i]);
    g_free(o);
}

static const StageRowsForm form = { oneroster_header, oneroster_next, oneroster_rewind, oneroster_say,
                                    oneroster_free };

/* --- opening --- */

static gboolean
read_manifest(OneRoster *o, GError **error)
{
    static const char *const fields[] = { "propertyname", "value", NULL };

    if (!read_member(o, "manifest.csv", fields, 2, take_manifest, NULL, error))
        return FALSE;
    if (strcmp(o->version, "1.1") != 0 && strcmp(o->version, "1.2") != 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("%s/manifest.csv:1: oneroster.version must be 1.1 or 1.2"), o->package->path);
    if ((strcmp(o->mode, "bulk") != 0 && strcmp(o->mode, "delta") != 0) ||
        stage_package_lines(o->package, "users.csv") == NULL)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("%s/manifest.csv:1: the package has no users.csv, bulk or delta"),
                          o->package->path);
    return TRUE;
}

static gboolean
open_users(OneRoster *o, GError **error)
{
    static const char *const user_known[] = { "sourcedid", "identifier", "username",
                                              "givenname", "familyname", "email",
                                              "role",      "status",     NULL };
    StageLines *lines = stage_package_lines(o->package, "users.csv");

    o->how = (StageReaderOptions){ .known = known, .data = user_known };
    o->reader = stage_reader_new(lines, &o->how, error);
    if (o->reader == NULL)
        return FALSE;
    find_columns(stage_reader_header(o->reader), user_fields, USER_FIELDS, o->at);
    if (o->at[SOURCED] < 0 || o->at[GIVEN] < 0 || o->at[FAMILY] < 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s:%u: the header has no column for %s"),
                          stage_lines_path(lines), stage_reader_header(o->reader)->line,
                          "sourcedId, givenName, familyName");
    return TRUE;
}

gboolean
stage_rows_open_oneroster(StageRows *rows, const StagePackage *package, GError **error)
{
    static const char *const role_fields[] = { "usersourcedid", "role", "status", "roletype", NULL };
    OneRoster *o = g_new0(OneRoster, 1);

    rows->form = &form;
    rows->self = o;
    rows->separator = ',';
    o->package = package;
    o->header = (StageRecord){ 1, COLUMNS, columns };
    o->roles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    o->class = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (!read_manifest(o, error) || !read_member(o, "roles.csv", role_fields, 2, take_role, NULL, error) ||
        !read_classes(o, error) || !open_users(o, error))
        return FALSE;
    rows->name = strcmp(o->version, "1.1") == 0 ? "oneroster-1.1" : "oneroster-1.2";
    return TRUE;
}
