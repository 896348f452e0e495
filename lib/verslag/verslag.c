#include "verslag/verslag.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "verslag/items.h"

void
stage_verslag_note_free(void *note)
{
    StageVerslagNote *n = note;

    if (n == NULL)
        return;
    g_free(n->tekst);
    g_free(n->volgens);
    g_free(n->herkend);
    g_free(n->gebied);
    g_free(n);
}

static void
free_afspraak(void *data)
{
    stage_entity_clear(&stage_afspraak, data);
    g_free(data);
}

static void
free_gedaan(void *data)
{
    g_free(((StageVerslagGedaan *)data)->resultaat);
    g_free(data);
}

static guint
hash_text(const char *text)
{
    return text == NULL ? 0 : g_str_hash(text);
}

static guint
hash_note(const void *note)
{
    const StageVerslagNote *n = note;

    return g_direct_hash(n->kop) ^ hash_text(n->tekst) ^ hash_text(n->volgens) * 3 ^
           hash_text(n->herkend) * 5 ^ hash_text(n->gebied) * 7 ^ (guint)(n->geboden * 11 + n->inschatting);
}

/* Whether two notes say the same, all that belongs to them included. */
static gboolean
is_same_note(const void *one, const void *other)
{
    const StageVerslagNote *n = one, *o = other;

    return n->kop == o->kop && n->geboden == o->geboden && n->inschatting == o->inschatting &&
           g_strcmp0(n->tekst, o->tekst) == 0 && g_strcmp0(n->volgens, o->volgens) == 0 &&
           g_strcmp0(n->herkend, o->herkend) == 0 && g_strcmp0(n->gebied, o->gebied) == 0;
}

StageVerslag *
stage_verslag_new(void)
{
    StageVerslag *v = g_new0(StageVerslag, 1);

    v->typed = g_hash_table_new(hash_note, is_same_note);
    v->notes = g_ptr_array_new_with_free_func(stage_verslag_note_free);
    v->afspraken = g_ptr_array_new_with_free_func(free_afspraak);
    v->gedaan = g_ptr_array_new_with_free_func(free_gedaan);
    return v;
}

void
stage_verslag_free(StageVerslag *v)
{
    if (v == NULL)
        return;
    g_hash_table_destroy(v->typed);
    g_ptr_array_free(v->notes, TRUE);
    g_ptr_array_free(v->afspraken, TRUE);
    g_ptr_array_free(v->gedaan, TRUE);
    g_free(v->tijd);
    g_free(v->vorm);
    g_free(v);
}

gboolean
stage_verslag_any(const StageVerslag *v)
{
    return v->notes->len > 0 || v->afspraken->len > 0 || v->gedaan->len > 0 || stage_day_is_set(v->volgende);
}

/* --- what a section becomes --- */

/* "ja, in de pauze": the answer, and what is said with it. "ja in de pauze" keeps its words as they are. */
static void
take_answer(StageVerslagNote *n)
{
    static const struct {
        const char *word;
        gint64 answer;
    } answers[] = { { "ja", STAGE_YES }, { "nee", STAGE_NO } };

    for (gsize i = 0; n->tekst != NULL && n->geboden == 0 && i < G_N_ELEMENTS(answers); i++) {
        gsize length = strlen(answers[i].word);
        const char *behind = n->tekst + length;
        if (g_ascii_strncasecmp(n->tekst, answers[i].word, length) != 0 ||
            (*behind != '\0' && strchr(" ,.;:!\n", *behind) == NULL))
            continue;
        n->geboden = answers[i].answer;
        if (*behind == ' ')
            return;
        g_autofree char *rest = g_strdup(behind + strspn(behind, " ,.;:!\n"));
        g_free(n->tekst);
        n->tekst = *rest == '\0' ? NULL : g_steal_pointer(&rest);
    }
}

static gboolean
is_empty(const StageVerslagNote *n)
{
    return n->tekst == NULL && n->geboden == 0 && n->herkend == NULL && n->gebied == NULL;
}

/* Takes over the note. The same below the same heading is a slip of copying, not two notes. */
static void
add_note(StageVerslag *v, StageVerslagNote *n)
{
    if (n->kop->soort == STAGE_KOP_KANS)
        take_answer(n);
    if (is_empty(n) || !g_hash_table_add(v->typed, n))
        stage_verslag_note_free(n);
    else
        g_ptr_array_add(v->notes, n);
}

/* --- agreements --- */

/* Where the words of a day begin in "leest het boek, voor 5 dec"; NULL when no day is said. `sure`: a comma
 * stands before it, so that it cannot be meant otherwise. */
static const char *
find_before(const char *text, gboolean *sure)
{
    static const char *const words[] = { "voor ", "v\u00f3\u00f3r ", "before " };
    const char *found = NULL;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
            if (p > text && p[-1] == ' ' && g_str_has_prefix(p, words[i])) {
                found = p;
                *sure = p >= text + 2 && p[-2] == ',';
            }
    return found;
}

static gboolean
take_before(StageAfspraak *a, char *text, StageDay today, GError **error)
{
    gboolean sure = FALSE;
    const char *before = find_before(text, &sure);
    g_autoptr(GError) failed = NULL;

    if (before != NULL &&
        stage_day_parse(strchr(before, ' ') + 1, today, STAGE_LEAN_NEXT, &a->voor, &failed)) {
        text[before - text] = '\0';
        g_strchomp(text);
        if (g_str_has_suffix(text, ","))
            text[strlen(text) - 1] = '\0';
    } else if (before != NULL && (sure || g_error_matches(failed, STAGE_ERROR, STAGE_ERROR_AMBIGUOUS))) {
        g_propagate_error(error, g_steal_pointer(&failed));
        return FALSE;
    }
    a->wat = g_strdup(g_strstrip(text));
    return *a->wat != '\0' || stage_fail(error, STAGE_ERROR_BAD_INPUT, _("it does not say what is agreed"));
}

/* "student: …" and the like; what is no name is a part of what is agreed. */
static const char *
take_who(StageAfspraak *a, const char *text)
{
    const char *colon = strchr(text, ':');
    g_autofree char *name = colon == NULL ? NULL : g_strndup(text, (gsize)(colon - text));
    g_autofree char *key = name == NULL ? NULL : stage_fold(name);

    a->wie = g_strdup("docent");
    if (g_strcmp0(key, "praktijkopleider") == 0)
        stage_set_text(&a->wie, "opleider");
    else if (key != NULL && g_strv_contains(stage_afspraak_wie, key))
        stage_set_text(&a->wie, key);
    else
        return text;
    return colon + 1;
}

static gboolean
add_afspraak(StageVerslag *v, const char *text, guint line, StageDay today, GError **error)
{
    StageAfspraak *a = g_new0(StageAfspraak, 1);
    g_autofree char *rest = g_strdup(take_who(a, text));

    a->id = line;
    if (take_before(a, rest, today, error)) {
        g_ptr_array_add(v->afspraken, a);
        return TRUE;
    }
    free_afspraak(a);
    return FALSE;
}

gboolean
stage_verslag_afspraak(StageVerslag *v, const char *text, StageDay today, GError **error)
{
    return add_afspraak(v, text, 0, today, error);
}

static gboolean
add_gedaan(StageVerslag *v, guint line, gint64 afspraak, const char *text, StageDay voor, GError **error)
{
    StageVerslagGedaan *g = NULL;

    if (*text != '\0' && stage_day_is_set(voor))
        return stage_fail(
            error, STAGE_ERROR_BAD_INPUT,
            _("write what came of the agreement, which closes it, or another day behind voor:; not both"));
    if (*text == '\0' && !stage_day_is_set(voor))
        return TRUE;
    g = g_new0(StageVerslagGedaan, 1);
    *g = (StageVerslagGedaan){ line, afspraak, *text == '\0' ? NULL : g_strdup(text), voor };
    g_ptr_array_add(v->gedaan, g);
    return TRUE;
}

gboolean
stage_verslag_gedaan(StageVerslag *v, const char *text, GError **error)
{
    g_auto(GStrv) words = g_strsplit(text, " ", 2);
    gint64 id = 0;

    if (words[0] == NULL || !g_ascii_string_to_signed(words[0], 10, 1, G_MAXINT64, &id, NULL) ||
        words[1] == NULL || *g_strstrip(words[1]) == '\0')
        return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                          _("say which agreement, and what came of it: \"3 gelezen\""));
    return add_gedaan(v, 0, id, words[1], STAGE_NO_DAY, error);
}

/* --- the next talk --- */

gboolean
stage_verslag_volgende(StageVerslag *v, const char *text, StageDay today, GError **error)
{
    g_autofree char *squeezed = stage_squeeze(text);
    g_auto(GStrv) words = g_strsplit(squeezed, " ", -1);
    guint n = g_strv_length(words);
    char tijd[6] = "";

    if (stage_day_is_set(v->volgende))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the next talk has one day"));
    if (n > 1 && g_strv_contains(stage_gesprek_vormen, words[n - 1])) {
        v->vorm = g_steal_pointer(&words[n - 1]);
        n--;
    }
    if (n > 1 && strpbrk(words[n - 1], ":.u") != NULL && stage_time_parse(words[n - 1], tijd, NULL)) {
        v->tijd = g_strdup(tijd);
        g_clear_pointer(&words[n - 1], g_free);
    }
    g_autofree char *day = g_strjoinv(" ", words);
    return stage_day_parse(day, today, STAGE_LEAN_NEXT, &v->volgende, error);
}

/* --- the form --- */

typedef struct {
    StageVerslag *verslag;
    StageDay today;
    guint line; /* that is being read */
    /* The section that it stands in; `note` is NULL before the first heading. */
    StageVerslagNote *note;
    gint64 afspraak; /* of [afspraak 3] */
    StageDay voor;
    GString *body;
    guint first; /* the line that the body begins on */
} Parser;

static void
add_line(Parser *p, const char *line)
{
    if (p->body->len == 0)
        p->first = p->line;
    g_string_append_printf(p->body, "%s\n", line);
}

static gboolean
end_afspraken(Parser *p, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(p->body->str, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        const char *line = g_strstrip(lines[i]);
        if (g_str_has_prefix(line, "- "))
            line += 2;
        if (*line != '\0' && !add_afspraak(p->verslag, line, p->first + i, p->today, error)) {
            g_prefix_error(error, _("line %u: "), p->first + i);
            return FALSE;
        }
    }
    return TRUE;
}

/* What stands below a heading goes where it belongs. */
static gboolean
end_section(Parser *p, GError **error)
{
    StageVerslagNote *n = p->note;
    gboolean done = TRUE;

    if (n == NULL)
        return TRUE;
    g_autofree char *text = g_strstrip(g_strdup(p->body->str));
    if (n->kop->soort == STAGE_KOP_AFSPRAAK && p->afspraak == 0) {
        done = end_afspraken(p, error);
    } else if (n->kop->soort == STAGE_KOP_AFSPRAAK || n->kop->soort == STAGE_KOP_VOLGENDE) {
        done = n->kop->soort == STAGE_KOP_AFSPRAAK
                   ? add_gedaan(p->verslag, n->line, p->afspraak, text, p->voor, error)
                   : *text == '\0' || stage_verslag_volgende(p->verslag, text, p->today, error);
        if (!done)
            g_prefix_error(error, _("line %u: "), n->line);
    } else {
        n->tekst = *text == '\0' ? NULL : g_steal_pointer(&text);
        add_note(p->verslag, g_steal_pointer(&p->note));
    }
    g_clear_pointer(&p->note, stage_verslag_note_free);
    g_string_truncate(p->body, 0);
    p->voor = STAGE_NO_DAY;
    return done;
}

static gboolean
begin_section(Parser *p, const StageKop *kop, gint64 afspraak, GError **error)
{
    if (!end_section(p, error))
        return FALSE;
    p->note = g_new0(StageVerslagNote, 1);
    p->note->kop = kop;
    p->note->line = p->line;
    p->afspraak = afspraak;
    return TRUE;
}

/* The heading that a name stands for, and the number behind "afspraak 3". */
static const StageKop *
heading_of(const char *name, gint64 *out_number)
{
    const char *space = strrchr(name, ' ');
    const StageKop *kop = stage_kop_named(name);

    *out_number = 0;
    if (kop != NULL || space == NULL ||
        !g_ascii_string_to_signed(space + 1, 10, 1, G_MAXINT64, out_number, NULL))
        return kop;
    g_autofree char *word = g_strndup(name, (gsize)(space - name));
    kop = stage_kop_named(word);
    return kop != NULL && kop->soort == STAGE_KOP_AFSPRAAK ? kop : NULL;
}

static gboolean
unknown_heading(const Parser *p, const char *name, GError **error)
{
    g_autofree char *shown = stage_visible(name);
    g_autofree char *names = stage_kop_names(FALSE);
    g_auto(GStrv) known = g_strsplit(names, ", ", -1);
    const char *near = stage_nearest(name, (const char *const *)known);

    if (near != NULL)
        return stage_fail(
            error, STAGE_ERROR_BAD_INPUT,
            _("line %u: there is no heading [%s]; did you mean [%s]? Put a space before a line that is no "
              "heading"),
            p->line, shown, near);
    return stage_fail(
        error, STAGE_ERROR_BAD_INPUT,
        _("line %u: there is no heading [%s]; there are: %s. Put a space before a line that is no "
          "heading"),
        p->line, shown, names);
}

/* "naam: …": a field of the note that we are in, or a heading without brackets. *out_rest is what stands
 * behind it; the line itself when it is neither. */
static gboolean
read_named(Parser *p, const char *line, const char **out_rest, GError **error)
{
    const char *colon = strchr(line, ':');
    gint64 number = 0;

    *out_rest = line;
    if (colon == NULL || colon - line > 32 || *line == ' ')
        return TRUE;
    g_autofree char *name = g_strndup(line, (gsize)(colon - line));
    const StageKop *kop = NULL;
    if (p->note != NULL && stage_verslag_is_field(p->note->kop, p->afspraak != 0, name)) {
        g_autofree char *rest = NULL;
        *out_rest = "";
        if (!stage_verslag_field(p->note, name, colon + 1, p->today, &p->voor, &rest, error)) {
            g_prefix_error(error, _("line %u: "), p->line);
            return FALSE;
        }
        if (rest != NULL)
            add_line(p, rest);
        return TRUE;
    }
    kop = heading_of(name, &number);
    if (kop != NULL)
        *out_rest = colon + 1;
    return kop == NULL || begin_section(p, kop, number, error);
}

/* The same for a line that may begin with a heading in brackets. */
static gboolean
read_heading(Parser *p, const char *line, const char **out_rest, GError **error)
{
    const char *end = *line == '[' ? strchr(line, ']') : NULL;
    gint64 number = 0;

    if (end == NULL)
        return read_named(p, line, out_rest, error);
    g_autofree char *name = g_strndup(line + 1, (gsize)(end - line) - 1);
    const StageKop *kop = heading_of(name, &number);
    *out_rest = end + 1;
    return kop == NULL ? unknown_heading(p, name, error) : begin_section(p, kop, number, error);
}

/* A line, or the end of one, that is no heading. */
static gboolean
read_text(Parser *p, const char *line, GError **error)
{
    if (p->note == NULL)
        return *line == '\0' ||
               stage_fail(
                   error, STAGE_ERROR_BAD_INPUT,
                   _("line %u stands before the first heading: begin a note with one, such as [aha] or 1:"),
                   p->line);
    add_line(p, line);
    return TRUE;
}

static gboolean
read_line(Parser *p, const char *line, GError **error)
{
    for (;;) { /* "1: aha: …" has two headings, and may have any number */
        const char *rest = line;
        if (!read_heading(p, line, &rest, error))
            return FALSE;
        if (rest == line)
            return read_text(p, line, error);
        line = rest + strspn(rest, " \t");
        if (*line == '\0')
            return TRUE;
    }
}

const char *
stage_verslag_without_bom(const char *text)
{
    return g_str_has_prefix(text, "\xef\xbb\xbf") ? text + 3 : text;
}

static gboolean
parse(Parser *p, const char *text, GError **error)
{
    /* A space that may not break, as text processors paste it, is a space. */
    g_autoptr(GString) plain = g_string_new(stage_verslag_without_bom(text));
    g_string_replace(plain, "\u00a0", " ", 0);
    g_auto(GStrv) lines = g_strsplit(plain->str, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        p->line++;
        if (stage_is_remark(g_strchomp(lines[i]))) {
            if (p->note != NULL && p->note->kop->soort == STAGE_KOP_AFSPRAAK && p->afspraak == 0)
                add_line(p, ""); /* its lines are counted */
            continue;
        }
        if (!read_line(p, lines[i], error))
            return FALSE;
    }
    return end_section(p, error);
}

gboolean
stage_verslag_parse(StageVerslag *v, const char *text, StageDay today, GError **error)
{
    Parser p = { .verslag = v, .today = today, .body = g_string_new(NULL) };
    gboolean done = parse(&p, text, error);

    g_clear_pointer(&p.note, stage_verslag_note_free);
    g_string_free(p.body, TRUE);
    return done;
}

gboolean
stage_verslag_note(StageVerslag *v, const StageKop *kop, const char *text, StageDay today, GError **error)
{
    Parser p = { .verslag = v, .today = today, .body = g_string_new(NULL) };
    guint had = v->notes->len;
    gboolean done = begin_section(&p, kop, 0, error) && parse(&p, text, error);

    for (guint i = had; i < v->notes->len; i++) /* it was not typed in lines */
        ((StageVerslagNote *)g_ptr_array_index(v->notes, i))->line = 0;
    g_clear_pointer(&p.note, stage_verslag_note_free);
    g_string_free(p.body, TRUE);
    return done;
}
