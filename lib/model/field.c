#include "model/field.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

static inline void *
member(const StageField *field, const void *entity)
{
    return (char *)(guintptr)entity + field->at;
}

static inline gboolean
is_number(const StageField *field)
{
    return field->kind == STAGE_FIELD_NUMBER || field->kind == STAGE_FIELD_REFERENCE ||
           field->kind == STAGE_FIELD_YESNO;
}

void
stage_set_text(char **at, const char *text)
{
    char *copy = g_strdup(text);

    g_free(*at);
    *at = copy;
}

StageValue
stage_field_value(const StageField *field, const void *entity)
{
    if (is_number(field)) {
        gint64 number = *(const gint64 *)member(field, entity);
        return field->kind == STAGE_FIELD_YESNO && number > 0 ? stage_int(number - 1) : stage_int_set(number);
    }
    if (field->kind == STAGE_FIELD_DAY)
        return stage_text_set(((const StageDay *)member(field, entity))->text);
    if (field->kind == STAGE_FIELD_DERIVED) /* empty is a value of it: the folded form of no name */
        return stage_text(*(char *const *)member(field, entity));
    return stage_text_set(*(char *const *)member(field, entity));
}

void
stage_fields_overlay(StageFields of, void *entity, const void *given)
{
    for (guint i = 0; i < of.n; i++) {
        const StageField *field = &of.fields[i];
        void *to = member(field, entity);
        StageValue value = stage_field_value(field, given);
        if (field->kind == STAGE_FIELD_DERIVED)
            continue;
        if (is_number(field)) {
            gint64 number = *(const gint64 *)member(field, given);
            if (number != 0)
                *(gint64 *)to = MAX(number, 0);
        } else if (field->kind == STAGE_FIELD_DAY) {
            if (value.text != NULL)
                *(StageDay *)to = *value.text == '-' ? STAGE_NO_DAY : *(const StageDay *)member(field, given);
        } else if (*(char *const *)member(field, given) != NULL) {
            stage_set_text(to, value.text);
        }
    }
}

gboolean
stage_fields_any(StageFields of, const void *given)
{
    for (guint i = 0; i < of.n; i++) {
        const StageField *field = &of.fields[i];
        const void *at = member(field, given);
        if (field->kind == STAGE_FIELD_DERIVED)
            continue;
        if (is_number(field)                 ? *(const gint64 *)at != 0
            : field->kind == STAGE_FIELD_DAY ? stage_day_is_set(*(const StageDay *)at)
                                             : *(char *const *)at != NULL)
            return TRUE;
    }
    return FALSE;
}

void
stage_fields_copy(StageFields of, void *to, const void *from)
{
    for (guint i = 0; i < of.n; i++) {
        const StageField *field = &of.fields[i];
        if (is_number(field))
            *(gint64 *)member(field, to) = *(const gint64 *)member(field, from);
        else if (field->kind == STAGE_FIELD_DAY)
            *(StageDay *)member(field, to) = *(const StageDay *)member(field, from);
        else
            stage_set_text(member(field, to), *(char *const *)member(field, from));
    }
}

void
stage_tidy_postcode(char **text)
{
    const char *t = *text;

    if (strspn(t, "0123456789") != 4)
        return;
    const char *letters = t + 4 + (t[4] == ' ' ? 1 : 0);
    if (!g_ascii_isalpha(letters[0]) || !g_ascii_isalpha(letters[1]) || letters[2] != '\0')
        return;
    char *tidy = g_strdup_printf("%.4s %c%c", t, g_ascii_toupper(letters[0]), g_ascii_toupper(letters[1]));
    g_free(*text);
    *text = tidy;
}

static gboolean
check_postcode(const StageField *field, char **text, GError **error)
{
    stage_tidy_postcode(text);
    /* Four digits and something else than two letters: a typing error. "9000" is Belgian, "1000-205"
     * Portuguese. */
    gboolean dutch = strlen(*text) == 7 && (*text)[4] == ' ' && g_ascii_isupper((*text)[5]) &&
                     g_ascii_isupper((*text)[6]);
    if (strspn(*text, "0123456789") == 4 && (*text)[4] != '\0' &&
        !((*text)[4] == '-' && g_ascii_isdigit((*text)[5])) && !dutch)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s '%s' is not written like 1234 AB"),
                          _(field->name), *text);
    if (strlen(*text) > 12)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s '%s' is too long for a postcode"),
                          _(field->name), *text);
    return TRUE;
}

static gboolean
check_choice(const StageField *field, char **text, GError **error)
{
    for (const char *const *choice = field->choices; *choice != NULL; choice++)
        if (g_ascii_strcasecmp(*text, *choice) == 0) {
            stage_set_text(text, *choice);
            return TRUE;
        }
    g_autofree char *known = g_strjoinv(", ", (char **)(guintptr)field->choices);
    return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s '%s' is not one of %s"), _(field->name), *text,
                      known);
}

/* A school may use the BSN only for what a law prescribes (UAVG art. 46). */
static gboolean
check_bsn(const StageField *field, const char *text, GError **error)
{
    return !stage_has_bsn(text) ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("%s holds a number that looks like a BSN: leave it out"), _(field->name));
}

static gboolean
check_note(const StageField *field, char **text, GError **error)
{
    if (*text == NULL)
        return TRUE;
    g_strstrip(*text);
    if (**text == '\0') {
        g_clear_pointer(text, g_free);
        return TRUE;
    }
    if (!stage_check_note(*text, field->name, error))
        return FALSE;
    return check_bsn(field, *text, error);
}

/* "maandag, di wo" becomes "ma,di,wo"; "ma-vr" all days between. */
static gboolean
check_weekdays(const StageField *field, char **text, GError **error)
{
    static const char *const days[] = { "ma", "di", "wo", "do", "vr", "za", "zo" };
    g_auto(GStrv) words = g_strsplit_set(*text, ", ", -1);
    gboolean on[G_N_ELEMENTS(days)] = { FALSE };

    for (char **word = words; *word != NULL; word++) {
        g_autofree char *lower = g_ascii_strdown(*word, -1);
        const char *dash = strchr(lower, '-');
        int first = -1, last = -1;
        if (*lower == '\0')
            continue;
        for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
            first = g_str_has_prefix(lower, days[i]) ? (int)i : first;
            last = g_str_has_prefix(dash == NULL ? lower : dash + 1, days[i]) ? (int)i : last;
        }
        if (first < 0 || last < first)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s '%s': write days like ma,di,do or ma-vr"),
                              _(field->name), *text);
        for (int i = first; i <= last; i++)
            on[i] = TRUE;
    }
    g_autoptr(GString) tidy = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(days); i++)
        if (on[i])
            g_string_append_printf(tidy, "%s%s", tidy->len > 0 ? "," : "", days[i]);
    stage_set_text(text, tidy->str);
    return TRUE;
}

static gboolean
check_text(const StageField *field, char **text, GError **error)
{
    if (*text == NULL)
        return TRUE;
    char *tidy = stage_squeeze(*text);
    g_free(*text);
    *text = tidy;
    if (**text == '\0') {
        g_clear_pointer(text, g_free);
        return TRUE;
    }
    if (!stage_check_line(*text, field->name, error))
        return FALSE;
    switch (field->kind) {
    case STAGE_FIELD_EMAIL:
        return stage_is_email(*text) ||
               stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s is no e-mail address"), _(field->name));
    case STAGE_FIELD_DIGITS:
        return (strlen(*text) == field->size && strspn(*text, "0123456789") == field->size) ||
               stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s '%s' has not exactly %u digits"),
                          _(field->name), *text, field->size);
    case STAGE_FIELD_POSTCODE:
        return check_postcode(field, text, error);
    case STAGE_FIELD_CHOICE:
        return check_choice(field, text, error);
    case STAGE_FIELD_WEEKDAYS:
        return check_weekdays(field, text, error);
    default:
        return !field->prose || check_bsn(field, *text, error);
    }
}

static gboolean
check_number(const StageField *field, gint64 number, GError **error)
{
    return (number >= 0 && number <= field->size) ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s %" PRId64 " is not between 1 and %u"),
                      _(field->name), number, field->size);
}

gboolean
stage_field_check(const StageField *field, void *entity, GError **error)
{
    void *at = member(field, entity);

    switch (field->kind) {
    case STAGE_FIELD_NUMBER:
        return check_number(field, *(gint64 *)at, error);
    case STAGE_FIELD_DAY:
    case STAGE_FIELD_YESNO:
    case STAGE_FIELD_REFERENCE:
    case STAGE_FIELD_DERIVED:
    case STAGE_FIELD_KEPT:
        return TRUE;
    case STAGE_FIELD_NOTE:
        return check_note(field, at, error);
    default:
        return check_text(field, at, error);
    }
}

gboolean
stage_fields_check(StageFields of, void *entity, GError **error)
{
    for (guint i = 0; i < of.n; i++) {
        const StageField *field = &of.fields[i];
        if (!stage_field_check(field, entity, error))
            return FALSE;
        if (field->required && stage_field_value(field, entity).type == STAGE_NULL)
            return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%s is missing"), _(field->name));
    }
    return TRUE;
}

guint
stage_fields_bind(StageFields of, gint64 id, const void *entity, StageValue args[STAGE_FIELDS_MAX + 1])
{
    g_assert(of.n <= STAGE_FIELDS_MAX);
    args[0] = stage_int_set(id);
    for (guint i = 0; i < of.n; i++)
        args[i + 1] = stage_field_value(&of.fields[i], entity);
    return of.n + 1;
}

gboolean
stage_field_is_text(const StageField *field)
{
    return !is_number(field);
}

gboolean
stage_field_set(const StageField *field, void *entity, StageValue value)
{
    void *to = member(field, entity);

    if (is_number(field)) {
        *(gint64 *)to = value.number + (field->kind == STAGE_FIELD_YESNO && value.type != STAGE_NULL ? 1 : 0);
    } else if (field->kind == STAGE_FIELD_DAY) {
        *(StageDay *)to = STAGE_NO_DAY;
        return value.text == NULL || stage_day_from_iso(value.text, to);
    } else {
        stage_set_text(to, value.text);
    }
    return TRUE;
}

void
stage_fields_read(StageFields of, void *entity, StageStmt *row, guint column)
{
    for (guint i = 0; i < of.n; i++)
        stage_field_set(&of.fields[i], entity, stage_stmt_value(row, column + i));
}

gboolean
stage_field_differs(const StageField *field, const void *one, const void *other)
{
    StageValue a = stage_field_value(field, one), b = stage_field_value(field, other);

    return a.type != b.type || a.number != b.number || g_strcmp0(a.text, b.text) != 0;
}

void
stage_fields_clear(StageFields of, void *entity, gsize size)
{
    for (guint i = 0; i < of.n; i++)
        if (!is_number(&of.fields[i]) && of.fields[i].kind != STAGE_FIELD_DAY)
            g_free(*(char **)member(&of.fields[i], entity));
    memset(entity, 0, size);
}
