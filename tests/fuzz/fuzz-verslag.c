/* Any bytes as what was typed of a conversation: as the form, as JSON lines, and as a file of questions. What
 * is refused says so in one line that can go to a terminal; what is read holds every word that was typed, and
 * so do the rows that it becomes; a template with those questions reads back as empty. */
#include "fuzz.h"

#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "model/handeling.h"
#include "model/leerbedrijf.h"
#include "model/student.h"
#include "verslag/form.h"
#include "verslag/items.h"

static const StageDay today = { "2026-11-23" };

/* --- a store with one talk; what is put into it is taken back each time --- */

typedef struct {
    StageDb *db;
    StageGesprek gesprek;
} World;

static void
must(gboolean done, GError **error)
{
    g_assert_no_error(*error);
    g_assert_true(done);
}

/* A store that has no name any more once it is open. */
static StageDb *
open_store(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("stage-fuzz-XXXXXX", &error);
    g_autofree char *path = g_build_filename(folder, "stage.db", NULL);
    StageDbOptions options = { .path = path, .mode = STAGE_DB_CREATE, .today = today.text };
    static const StageActor actor = { "2026-11-23T10:00:00Z", "kees", "test" };
    StageDb *db = stage_db_open(&options, &error);
    gint64 action = 0;

    must(db != NULL, &error);
    must(stage_db_begin(db, &error) && stage_handeling_begin(db, &actor, &action, &error), &error);
    for (const char *const *end = (const char *const[]){ "", "-wal", "-shm", "-journal", NULL }; *end != NULL;
         end++) {
        g_autofree char *file = g_strconcat(path, *end, NULL);
        g_unlink(file);
    }
    g_assert_cmpint(g_rmdir(folder), ==, 0);
    return db;
}

static void
fill_world(World *w)
{
    StageStudent s = { .nummer = g_strdup("0012"), .naam = { g_strdup("Zo\u00eb"), NULL, g_strdup("Hof") } };
    StageLeerbedrijf l = { .naam = g_strdup("De Korst") };
    g_autoptr(GError) error = NULL;

    w->db = open_store();
    must(stage_entity_add(&stage_student, w->db, &s, &error) &&
             stage_entity_add(&stage_leerbedrijf, w->db, &l, &error),
         &error);
    StagePlaatsing p = {
        .student = s.id, .leerbedrijf = l.id, .begin = { "2026-09-01" }, .einde = { "2027-01-29" }
    };
    must(stage_entity_add(&stage_plaatsing, w->db, &p, &error), &error);
    w->gesprek = (StageGesprek){ .plaatsing = p.id,
                                 .soort = g_strdup("tussen"),
                                 .gehouden = today,
                                 .docent_aanwezig = STAGE_YES,
                                 .student_aanwezig = STAGE_YES,
                                 .opleider_aanwezig = STAGE_NO };
    must(stage_entity_add(&stage_gesprek, w->db, &w->gesprek, &error), &error);
    for (gint64 n = 1; n <= 3; n++) { /* [afspraak 1] to 3 */
        StageAfspraak a = {
            .plaatsing = p.id, .datum = today, .wie = g_strdup("student"), .wat = g_strdup("leest")
        };
        must(stage_entity_add(&stage_afspraak, w->db, &a, &error), &error);
        stage_entity_clear(&stage_afspraak, &a);
    }
    stage_entity_clear(&stage_student, &s);
    stage_entity_clear(&stage_leerbedrijf, &l);
}

static World *
get_world(void)
{
    static World world;

    if (world.db == NULL)
        fill_world(&world);
    return &world;
}

static void
check_error(const GError *error)
{
    g_assert_nonnull(error);
    g_assert_true(error->domain == STAGE_ERROR && *error->message != '\0' &&
                  stage_is_visible(error->message));
    g_assert_true(error->code == STAGE_ERROR_BAD_INPUT || error->code == STAGE_ERROR_NOT_FOUND ||
                  error->code == STAGE_ERROR_AMBIGUOUS || error->code == STAGE_ERROR_EXISTS ||
                  error->code == STAGE_ERROR_IN_USE || error->code == STAGE_ERROR_CONFIG);
}

/* --- words --- */

/* Adds the words of a text, runs of letters and figures. */
static void
add_words(GHashTable *to, const char *text)
{
    const char *begin = NULL;

    for (const char *p = text; p != NULL; p = g_utf8_next_char(p)) {
        gboolean part = *p != '\0' && g_unichar_isalnum(g_utf8_get_char(p));
        if (part && begin == NULL)
            begin = p;
        if (!part && begin != NULL) {
            g_hash_table_add(to, g_strndup(begin, (gsize)(p - begin)));
            begin = NULL;
        }
        if (*p == '\0')
            return;
    }
}

static GHashTable *
new_words(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void
check_words(GHashTable *typed, GHashTable *kept, const char *text)
{
    GHashTableIter iter;
    gpointer word = NULL;

    g_hash_table_iter_init(&iter, typed);
    while (g_hash_table_iter_next(&iter, &word, NULL))
        if (!g_hash_table_contains(kept, word)) {
            g_printerr("'%s' is lost of:\n%s\n", (const char *)word, text);
            g_assert_not_reached();
        }
}

/* The words of all that was read. */
static GHashTable *
words_of(const StageVerslag *v)
{
    GHashTable *words = new_words();

    for (guint i = 0; i < v->notes->len; i++) {
        const StageVerslagNote *n = g_ptr_array_index(v->notes, i);
        const char *texts[] = { n->tekst, n->volgens, n->herkend, n->gebied };
        for (gsize t = 0; t < G_N_ELEMENTS(texts); t++)
            add_words(words, texts[t]);
        add_words(words, n->geboden == STAGE_YES ? "ja" : n->geboden == STAGE_NO ? "nee" : NULL);
    }
    for (guint i = 0; i < v->afspraken->len; i++) {
        const StageAfspraak *a = g_ptr_array_index(v->afspraken, i);
        g_assert_true(a->wie != NULL && a->wat != NULL && *a->wat != '\0');
        add_words(words, a->wie);
        add_words(words, a->wat);
    }
    for (guint i = 0; i < v->gedaan->len; i++)
        add_words(words, ((const StageVerslagGedaan *)g_ptr_array_index(v->gedaan, i))->resultaat);
    return words;
}

/* --- the form --- */

typedef struct {
    GHashTable *typed;
    const StageKop *kop;
    gboolean closes;
} Reader;

/* The heading of a name, as "afspraak 3" too. */
static const StageKop *
kop_of(const char *name, gboolean *out_closes)
{
    const char *space = strrchr(name, ' ');
    const StageKop *kop = stage_kop_named(name);

    *out_closes = FALSE;
    if (kop != NULL || space == NULL || !g_ascii_string_to_signed(space + 1, 10, 1, G_MAXINT64, NULL, NULL))
        return kop;
    g_autofree char *word = g_strndup(name, (gsize)(space - name));
    kop = stage_kop_named(word);
    *out_closes = kop != NULL && kop->soort == STAGE_KOP_AFSPRAAK;
    return *out_closes ? kop : NULL;
}

/* What a line says behind its headings and the name of a field. */
static const char *
skip_names(Reader *r, const char *line, gboolean *out_field)
{
    for (*out_field = FALSE; *line != '\0'; line += strspn(line, " \t")) {
        gboolean bracket = *line == '[' && strchr(line, ']') != NULL, closes = FALSE;
        const char *end = strchr(line, bracket ? ']' : ':');
        if (end == NULL || *line == ' ' || (!bracket && end - line > 32))
            return line;
        const char *from = line + (bracket ? 1 : 0);
        g_autofree char *name = g_strndup(from, (gsize)(end - from));
        if (!bracket && r->kop != NULL && stage_verslag_is_field(r->kop, r->closes, name)) {
            *out_field = TRUE;
            return end + 1;
        }
        const StageKop *kop = kop_of(name, &closes);
        if (kop == NULL)
            return line;
        r->kop = kop;
        r->closes = closes;
        line = end + 1;
    }
    return line;
}

/* A day is a day then, and no word: "…, voor 5 dec" is cut where it may begin. */
static char *
without_day(const char *text)
{
    static const char *const words[] = { " voor ", " v\u00f3\u00f3r ", " before " };
    const char *end = text + strlen(text);

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        const char *at = g_strrstr(text, words[i]);
        end = at != NULL && at < end ? at : end;
    }
    return g_strndup(text, (gsize)(end - text));
}

/* "Ja, …" is an answer, and no word. */
static gsize
answer_length(const char *text)
{
    gsize length = g_ascii_strncasecmp(text, "ja", 2) == 0    ? 2
                   : g_ascii_strncasecmp(text, "nee", 3) == 0 ? 3
                                                              : 0;

    return text[length] == '\0' || strchr(" ,.;:!", text[length]) != NULL ? length : 0;
}

static void
read_line(Reader *r, char *line)
{
    gboolean field = FALSE;

    if (g_str_has_prefix(g_strchomp(line), "# ") || strcmp(line, "#") == 0)
        return;
    const char *text = skip_names(r, line, &field);
    if (r->kop != NULL && r->kop->soort == STAGE_KOP_VOLGENDE)
        return;
    if (r->kop != NULL && r->kop->soort == STAGE_KOP_AFSPRAAK) {
        const char *colon = strchr(text, ':'); /* "Student" is a student */
        g_autofree char *rest = without_day(colon == NULL ? text : colon + 1);
        if (!field)
            add_words(r->typed, rest);
        return;
    }
    if (field) { /* its first word is one that we know, however it is written, or a number */
        text += strspn(text, " \t");
        gsize length = strcspn(text, " ,.;:!");
        g_autofree char *word = g_strndup(text, length);
        g_autofree char *known = stage_fold(word);
        if (!g_ascii_isdigit(*known) && strcmp(known, "geen") != 0)
            add_words(r->typed, known);
        text += length;
    }
    if (r->kop != NULL && r->kop->soort == STAGE_KOP_KANS && !field)
        text += answer_length(text);
    add_words(r->typed, text);
}

static void
check_form(const StageVerslag *v, const char *text)
{
    Reader r = { .typed = new_words() };
    g_autoptr(GHashTable) kept = words_of(v);
    g_auto(GStrv) lines = g_strsplit(stage_verslag_without_bom(text), "\n", -1);

    for (char **line = lines; *line != NULL; line++)
        read_line(&r, *line);
    check_words(r.typed, kept, text);
    g_hash_table_unref(r.typed);
}

/* --- into the store --- */

static void
add_row_words(GHashTable *words, const StageDossier *d)
{
    for (guint i = 0; i < d->notities->len; i++) {
        const StageNotitie *n = g_ptr_array_index(d->notities, i);
        add_words(words, n->tekst);
        add_words(words, n->volgens);
        add_words(words, n->geboden == STAGE_YES ? "ja" : n->geboden == STAGE_NO ? "nee" : NULL);
    }
    for (guint i = 0; i < d->inschattingen->len; i++) {
        const StageInschatting *t = g_ptr_array_index(d->inschattingen, i);
        const char *texts[] = { t->oordeel, t->voorbeeld, t->verwachting, t->zienswijze, t->herkend };
        for (gsize n = 0; n < G_N_ELEMENTS(texts); n++)
            add_words(words, texts[n]);
    }
    for (guint i = 0; i < d->keuzes->len; i++) {
        const StageBegeleidingskeuze *k = g_ptr_array_index(d->keuzes, i);
        add_words(words, k->voorbeeld);
        add_words(words, k->gebied);
        add_words(words, k->herkend);
    }
    for (guint i = 0; i < d->afspraken->len; i++) {
        const StageAfspraak *a = g_ptr_array_index(d->afspraken, i);
        add_words(words, a->wie);
        add_words(words, a->wat);
        add_words(words, a->resultaat);
    }
}

static void
try_keep(const StageVerslag *v, const char *text)
{
    World *w = get_world();
    StageVerslagCounts counts = { 0 };
    g_autoptr(GError) error = NULL;

    must(stage_db_savepoint(w->db, &error), &error);
    if (stage_verslag_keep(w->db, v, &w->gesprek, &counts, &error)) {
        g_autoptr(GHashTable) read = words_of(v), rows = new_words();
        g_autoptr(StageDossier) d = stage_dossier_read(w->db, w->gesprek.plaatsing, &error);
        must(d != NULL, &error);
        add_row_words(rows, d);
        check_words(read, rows, text);
    } else {
        check_error(error);
    }
    stage_db_savepoint_undo(w->db);
}

static void
try_form(const char *text)
{
    g_autoptr(StageVerslag) v = stage_verslag_new();
    g_autoptr(GError) error = NULL;

    if (!stage_verslag_parse(v, text, today, &error)) {
        check_error(error);
        return;
    }
    check_form(v, text);
    if (stage_verslag_any(v))
        try_keep(v, text);
}

static void
try_json(const char *text)
{
    g_autoptr(StageVerslag) v = stage_verslag_new();
    g_autoptr(GError) error = NULL;

    if (!stage_verslag_parse_json(v, text, &error)) {
        check_error(error);
        return;
    }
    g_hash_table_unref(words_of(v)); /* it has what it must have */
    g_assert_true(stage_day_is_set(v->volgende) || (v->tijd == NULL && v->vorm == NULL));
    if (stage_verslag_any(v))
        try_keep(v, text);
}

/* --- questions, and the template with them --- */

static void
try_questions(const char *text)
{
    g_autoptr(StageVragen) vragen = stage_vragen_new();
    g_autoptr(GPtrArray) open = g_ptr_array_new();
    StageAfspraak a = { .id = 3, .wie = g_strdup("student"), .wat = g_strdup(text) };
    g_autoptr(GError) error = NULL;

    if (!stage_vragen_read(vragen, text, "vragen.ini", &error))
        check_error(error);
    g_ptr_array_add(open, &a);
    const StageVerslagForm form = { "0012 Zo\u00eb", open, today, vragen };
    g_autofree char *template = stage_verslag_form(&form);
    g_autoptr(StageVerslag) v = stage_verslag_new();
    g_autoptr(GError) failed = NULL;
    must(stage_verslag_parse(v, template, today, &failed), &failed);
    g_assert_false(stage_verslag_any(v));
    stage_entity_clear(&stage_afspraak, &a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *bytes = size == 0 ? g_strdup("") : g_strndup((const char *)data, size);
    g_autofree char *text = g_utf8_make_valid(bytes, -1);

    try_form(text);
    try_json(text);
    try_questions(text);
    return 0;
}
