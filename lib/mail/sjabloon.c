#include "mail/sjabloon.h"

#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

#define BOM "\xef\xbb\xbf"

/* Longer than any name, so that a brace that is closed a page later is one that is not closed. */
enum { NAME_MAX_BYTES = 40 };

typedef struct {
    gboolean is_name; /* of a placeholder; else text as it stands */
    char *text;
} Piece;

typedef struct {
    char *when; /* only when this one has a value; NULL: always */
    GArray *pieces;
} Line;

struct StageSjabloon {
    GHashTable *velden; /* name → Line */
    GPtrArray *body;    /* of Line */
};

typedef struct {
    StageSjabloon *s;
    const StageSjabloonSoort *soort;
    StageSjabloonFault fault;
    void *data;
    guint faults;
    guint line;     /* that is read, from 1 */
    guint names;    /* placeholders so far */
    guint question; /* the last one that there was */
    gboolean head;  /* fields are read */
    guint head_end; /* the line after the fields; 0: there was none */
} Reader;

static void
clear_piece(void *piece)
{
    g_free(((Piece *)piece)->text);
}

static void
free_line(void *data)
{
    Line *line = data;

    g_free(line->when);
    g_array_free(line->pieces, TRUE);
    g_free(line);
}

static void
add_piece(Line *line, gboolean is_name, const char *text)
{
    const Piece piece = { is_name, g_strdup(text) };

    if (*text == '\0')
        g_free(piece.text);
    else
        g_array_append_val(line->pieces, piece);
}

void
stage_sjabloon_free(StageSjabloon *s)
{
    if (s == NULL)
        return;
    g_hash_table_destroy(s->velden);
    g_ptr_array_free(s->body, TRUE);
    g_free(s);
}

static void blame(Reader *r, guint line, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void
blame(Reader *r, guint line, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *what = g_strdup_vprintf(format, args);
    va_end(args);
    r->faults++;
    if (r->fault != NULL)
        r->fault(line, what, r->data);
}

/* --- placeholders --- */

static gboolean
is_known(Reader *r, const char *name, const char *const *namen)
{
    g_autofree char *shown = stage_visible(name);
    const char *near = stage_nearest(name, namen);
    gboolean known = g_strv_contains(namen, name);

    if (known && ++r->names <= STAGE_SJABLOON_NAMEN_MAX)
        return TRUE;
    if (known) {
        if (r->names == STAGE_SJABLOON_NAMEN_MAX + 1)
            blame(r, r->line, _("there are more than %d placeholders"), STAGE_SJABLOON_NAMEN_MAX);
    } else if (near != NULL) {
        blame(r, r->line, _("there is no {%s} here; did you mean {%s}?"), shown, near);
    } else {
        g_autofree char *all = g_strjoinv(", ", (char **)(guintptr)namen);
        blame(r, r->line, _("there is no {%s} here; there are: %s"), shown, all);
    }
    return FALSE;
}

/* What stands between the brace at `at` and the one that closes it; NULL, and a fault, when none does. */
static char *
take_braces(Reader *r, const char *at, const char **out_end)
{
    gsize length = strcspn(at + 1, "{}");

    if (at[1 + length] != '}' || length > NAME_MAX_BYTES) {
        blame(r, r->line, _("a brace is not closed; {{ is a brace that begins no placeholder"));
        return NULL;
    }
    *out_end = at + 1 + length + 1;
    return g_strndup(at + 1, length);
}

/* The {?name} that a line begins with; returns what is behind it. What is wrong remains as text. */
static const char *
read_when(Reader *r, const char *at, const char *const *namen, Line *line)
{
    const char *end = at;
    g_autofree char *inside = take_braces(r, at, &end);

    if (inside == NULL || !is_known(r, inside + 1, namen)) {
        g_autofree char *text = g_strndup(at, inside == NULL ? 1 : (gsize)(end - at));
        add_piece(line, FALSE, text);
        return inside == NULL ? at + 1 : end;
    }
    line->when = g_strdup(inside + 1);
    return end;
}

/* The placeholder at `at` into the line, or as text into `plain`; returns what is behind it. */
static const char *
read_name(Reader *r, const char *at, const char *const *namen, Line *line, GString *plain)
{
    const char *end = at + 1;
    g_autofree char *inside = take_braces(r, at, &end);

    if (inside != NULL && *inside == '?')
        blame(r, r->line, _("{?…} stands at the beginning of a line of the body, and nowhere else"));
    else if (inside != NULL && is_known(r, inside, namen)) {
        add_piece(line, FALSE, plain->str);
        g_string_truncate(plain, 0);
        add_piece(line, TRUE, inside);
        return end;
    }
    g_string_append_len(plain, at, end - at);
    return end;
}

static Line *
read_line(Reader *r, const char *text, const char *const *namen, gboolean body)
{
    Line *line = g_new0(Line, 1);
    g_autoptr(GString) plain = g_string_new(NULL);

    line->pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    g_array_set_clear_func(line->pieces, clear_piece);
    if (body && g_str_has_prefix(text, "{?"))
        text = read_when(r, text, namen, line);
    while (*text != '\0') {
        gsize n = strcspn(text, "{");
        g_string_append_len(plain, text, (gssize)n);
        text += n;
        if (g_str_has_prefix(text, "{{")) {
            g_string_append_c(plain, '{');
            text += 2;
        } else if (*text == '{') {
            text = read_name(r, text, namen, line, plain);
        }
    }
    add_piece(line, FALSE, plain->str);
    return line;
}

/* --- fields --- */

static const StageSjabloonVeld *
field_named(const StageSjabloonSoort *soort, const char *naam)
{
    for (const StageSjabloonVeld *veld = soort->velden; veld->naam != NULL; veld++)
        if (strcmp(veld->naam, naam) == 0)
            return veld;
    return NULL;
}

static void
blame_field(Reader *r, const char *naam)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *shown = stage_visible(naam);

    for (const StageSjabloonVeld *veld = r->soort->velden; veld->naam != NULL; veld++)
        g_ptr_array_add(names, (void *)(guintptr)veld->naam);
    g_ptr_array_add(names, NULL);
    const char *near = stage_nearest(naam, (const char *const *)names->pdata);
    if (near != NULL)
        blame(r, r->line, _("there is no field '%s'; did you mean '%s'?"), shown, near);
    else
        blame(r, r->line, _("there is no field '%s'; is an empty line missing before the text?"), shown);
}

static void
read_field(Reader *r, const char *text)
{
    const char *colon = strchr(text, ':');

    if (colon == NULL) {
        blame(r, r->line,
              _("this is no field, a name and a colon; is an empty line missing before the text?"));
        return;
    }
    g_autofree char *name = g_strndup(text, (gsize)(colon - text));
    g_autofree char *tidy = stage_squeeze(name);
    g_autofree char *naam = g_ascii_strdown(tidy, -1);
    g_autofree char *value = g_strstrip(g_strdup(colon + 1));
    const StageSjabloonVeld *veld = field_named(r->soort, naam);
    if (veld == NULL)
        blame_field(r, naam);
    else if (g_hash_table_contains(r->s->velden, naam))
        blame(r, r->line, _("the field '%s' is there twice"), naam);
    else if (*value == '\0')
        blame(r, r->line, _("the field '%s' has no text"), naam);
    if (veld != NULL && !g_hash_table_contains(r->s->velden, naam))
        g_hash_table_insert(r->s->velden, g_strdup(naam),
                            read_line(r, value, veld->namen != NULL ? veld->namen : r->soort->namen, FALSE));
}

/* --- the body --- */

/* Replies are read by these numbers, so they are there, in their order, and nothing else looks like one. */
static void
check_question(Reader *r, const char *text, gboolean always)
{
    gsize digits = strspn(text, "0123456789");

    if (r->soort->vragen == 0 || digits == 0 || text[digits] != '.')
        return;
    guint64 number = g_ascii_strtoull(text, NULL, 10);
    if (number != r->question + 1 || number > r->soort->vragen)
        blame(r, r->line, _("this would be question %" PRIu64 "; the questions are 1 to %u, in their order"),
              number, r->soort->vragen);
    else if (text[digits + 1 + strspn(text + digits + 1, " \t")] == '\0')
        blame(r, r->line, _("question %" PRIu64 " has no text"), number);
    else if (!always)
        blame(r, r->line, _("question %" PRIu64 " is always there: {?…} cannot stand before it"), number);
    if (number == r->question + 1 && number <= r->soort->vragen)
        r->question++;
}

static void
read_body(Reader *r, const char *text)
{
    Line *line = read_line(r, text, r->soort->namen, TRUE);
    const char *shown = line->when == NULL ? text : strchr(text, '}') + 1;

    check_question(r, shown, line->when == NULL);
    g_ptr_array_add(r->s->body, line);
}

static gboolean
body_names(const StageSjabloon *s, const char *naam)
{
    for (guint i = 0; i < s->body->len; i++) {
        const Line *line = g_ptr_array_index(s->body, i);
        for (guint p = 0; p < line->pieces->len; p++) {
            const Piece *piece = &g_array_index(line->pieces, Piece, p);
            if (piece->is_name && strcmp(piece->text, naam) == 0)
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean
body_is_empty(const StageSjabloon *s)
{
    for (guint i = 0; i < s->body->len; i++)
        if (((const Line *)g_ptr_array_index(s->body, i))->pieces->len > 0)
            return FALSE;
    return TRUE;
}

/* --- a whole template --- */

static gboolean
is_blank(const char *text)
{
    return text[strspn(text, " \t")] == '\0';
}

static void
read_one(Reader *r, char *text)
{
    gsize length = strlen(text);

    if (length > 0 && text[length - 1] == '\r')
        text[length - 1] = '\0';
    if (*text == '#')
        return;
    g_autofree char *seen = g_strdelimit(g_strdup(text), "\t", ' ');
    if (!stage_is_visible(seen))
        blame(r, r->line, _("this line has control characters, or others that cannot be seen"));
    if (is_blank(text) && r->head) {
        if (r->head_end == 0)
            return; /* empty lines before the first field end nothing */
        r->head = FALSE;
        r->head_end = r->line;
    } else if (r->head) {
        r->head_end = r->line + 1;
        read_field(r, text);
    } else {
        read_body(r, is_blank(text) ? "" : text);
    }
}

/* What is missing is told where the fields end, or where the text does. */
static void
check_whole(Reader *r)
{
    guint fields_end = r->head_end > 0 ? MIN(r->head_end, r->line) : 1;

    for (const StageSjabloonVeld *veld = r->soort->velden; veld->naam != NULL; veld++)
        if (!g_hash_table_contains(r->s->velden, veld->naam))
            blame(r, fields_end, _("the field '%s' is missing"), veld->naam);
    if (body_is_empty(r->s)) {
        blame(r, MAX(r->line, 1), _("there is no text below the fields"));
        return;
    }
    if (r->soort->nodig != NULL && !body_names(r->s, r->soort->nodig))
        blame(r, r->line, _("{%s} is missing: without it the mail says nothing"), r->soort->nodig);
    for (guint number = r->question + 1; number <= r->soort->vragen; number++)
        blame(r, r->line, _("question %u is missing: a line that begins with '%u.'"), number, number);
}

/* How much of a text fits in so many bytes, without half a character at the end. */
static gsize
fitting(const char *text, gsize most)
{
    gsize length = strlen(text);

    if (length > most)
        for (length = most; length > 0 && ((guchar)text[length] & 0xc0) == 0x80;)
            length--;
    return length;
}

/* The text as UTF-8 that is not too long. */
static char *
take_text(Reader *r, const char *text)
{
    const char *end = NULL;
    gsize length = fitting(text, STAGE_SJABLOON_MAX);

    if (text[length] != '\0')
        blame(r, 1, _("the text is too long: at most %d KiB fit"), STAGE_SJABLOON_MAX / 1024);
    if (!g_utf8_validate(text, (gssize)length, &end)) {
        guint line = 1;
        for (const char *at = text; at < end; at++)
            line += *at == '\n';
        blame(r, line, _("the text is not valid UTF-8"));
    }
    return g_utf8_make_valid(text, (gssize)length);
}

StageSjabloon *
stage_sjabloon_read(const StageSjabloonSoort *soort, const char *text, StageSjabloonFault fault, void *data,
                    guint *out_faults)
{
    g_autoptr(StageSjabloon) s = g_new0(StageSjabloon, 1);
    Reader r = { .s = s, .soort = soort, .fault = fault, .data = data, .head = TRUE };

    s->velden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_line);
    s->body = g_ptr_array_new_with_free_func(free_line);
    g_autofree char *valid = take_text(&r, text);
    g_auto(GStrv) lines = g_strsplit(g_str_has_prefix(valid, BOM) ? valid + strlen(BOM) : valid, "\n", -1);
    for (char **line = lines; *line != NULL && (**line != '\0' || line[1] != NULL); line++) {
        r.line++;
        read_one(&r, *line);
    }
    check_whole(&r);
    if (out_faults != NULL)
        *out_faults = r.faults;
    return g_steal_pointer(&s);
}

/* --- filling it in --- */

/* NULL when it has none. */
static const char *
value_of(const StageInvulling *values, const char *naam)
{
    for (; values != NULL && values->naam != NULL; values++)
        if (strcmp(values->naam, naam) == 0 && values->tekst != NULL && *values->tekst != '\0')
            return values->tekst;
    return NULL;
}

/* FALSE when it is full; what does not fit is left out. */
static gboolean
put(GString *out, const char *text)
{
    gsize room = STAGE_GEVULD_MAX - 1 - MIN(out->len, STAGE_GEVULD_MAX - 1); /* and one for a newline */
    gsize length = fitting(text, room);

    g_string_append_len(out, text, (gssize)length);
    return text[length] == '\0';
}

static gboolean
put_value(GString *out, const char *value)
{
    if (g_utf8_validate(value, -1, NULL))
        return put(out, value);
    g_autofree char *valid = g_utf8_make_valid(value, -1);
    return put(out, valid);
}

/* Whether the line is there at all with these values. */
static gboolean
is_there(const Line *line, const StageInvulling *values)
{
    gboolean names = FALSE;

    if (line->when != NULL && value_of(values, line->when) == NULL)
        return FALSE;
    for (guint i = 0; i < line->pieces->len; i++) {
        const Piece *piece = &g_array_index(line->pieces, Piece, i);
        if (piece->is_name ? value_of(values, piece->text) != NULL : !is_blank(piece->text))
            return TRUE;
        names = names || piece->is_name;
    }
    return !names;
}

static gboolean
put_line(GString *out, const Line *line, const StageInvulling *values)
{
    for (guint i = 0; i < line->pieces->len; i++) {
        const Piece *piece = &g_array_index(line->pieces, Piece, i);
        const char *value = piece->is_name ? value_of(values, piece->text) : NULL;
        /* "bij Bakker B.V." ends a sentence with the point that it has. */
        gboolean ended = i > 0 && !piece->is_name && *piece->text == '.' && g_str_has_suffix(out->str, ".");
        if (piece->is_name ? value != NULL && !put_value(out, value)
                           : !put(out, piece->text + (ended ? 1 : 0)))
            return FALSE;
    }
    return TRUE;
}

static gboolean
ends_paragraph(const GString *out)
{
    return out->len == 0 || g_str_has_suffix(out->str, "\n\n");
}

static char *
fill_body(const StageSjabloon *s, const StageInvulling *values)
{
    GString *out = g_string_new(NULL);
    gboolean room = TRUE;

    for (guint i = 0; room && i < s->body->len; i++) {
        const Line *line = g_ptr_array_index(s->body, i);
        if (!is_there(line, values) || (line->pieces->len == 0 && ends_paragraph(out)))
            continue;
        room = put_line(out, line, values) && put(out, "\n");
    }
    while (out->len > 0 && out->str[out->len - 1] == '\n')
        g_string_truncate(out, out->len - 1);
    g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}

/* In one line, what ends a line or cannot be seen is a space. */
static char *
one_line(const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        g_autofree char *one = g_strndup(at, (gsize)(g_utf8_next_char(at) - at));
        g_string_append(out, stage_is_visible(one) ? one : " ");
    }
    return g_strstrip(g_string_free(out, FALSE));
}

char *
stage_sjabloon_fill(const StageSjabloon *s, const char *veld, const StageInvulling *values)
{
    const Line *line = veld == NULL ? NULL : g_hash_table_lookup(s->velden, veld);
    g_autoptr(GString) out = g_string_new(NULL);

    if (veld == NULL)
        return fill_body(s, values);
    if (line != NULL)
        put_line(out, line, values);
    return one_line(out->str);
}
