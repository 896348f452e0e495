#include "random.h"

#include "test.h"

#include "model/afspraak.h"
#include "model/begeleider.h"
#include "model/begeleidingskeuze.h"
#include "model/docent.h"
#include "model/gesprek.h"
#include "model/inschatting.h"
#include "model/invoer.h"
#include "model/leerbedrijf.h"
#include "model/notitie.h"
#include "model/opleider.h"
#include "model/plaatsing.h"
#include "model/signaal.h"
#include "model/vakantie.h"

/* --- values --- */

/* What is hard on JSON, on prints and on the words of an index. */
static const char *const words[] = {
    "Zoë",     "van 't Hof", "\"De Korst\"", "a\\b", "x$y",  "12",    "0012",
    "null",    "Çelik",      "日本",         "😀",    "a,b:", "{}",    "%_",
    "IJsselt", "NEAR",       "e\xcc\x81",    "ß",    "-1",   "'; --", "oven"
};
static const char *const lines[] = { "\n", "\n\n- ", "\t", " ", " ", " ", " ", ". " };

static char *
random_line(void)
{
    return g_strdup_printf("%s %d", test_any(words), g_test_rand_int_range(0, 200));
}

static char *
random_note(void)
{
    GString *note = g_string_new(test_any(words));

    for (int n = test_chance(5) ? 2000 : g_test_rand_int_range(0, 12); n > 0; n--) {
        g_string_append(note, test_any(lines));
        g_string_append(note, test_any(words));
    }
    return g_string_free(note, FALSE);
}

static char *
random_digits(guint n)
{
    char *digits = g_strnfill(n, '0');

    digits[0] = '1';
    for (guint i = n > 3 ? n - 3 : 1; i < n; i++)
        digits[i] = (char)('0' + g_test_rand_int_range(0, 10));
    return digits;
}

static StageDay
random_day(void)
{
    return stage_day_plus((StageDay){ "2026-01-01" }, g_test_rand_int_range(0, 300));
}

static char *
random_text(const StageField *field)
{
    static const char *const weekdays[] = { "ma", "ma,di,do", "wo,vr", "ma,di,wo,do,vr,za,zo" };
    guint n = 0;

    switch (field->kind) {
    case STAGE_FIELD_NOTE:
        return random_note();
    case STAGE_FIELD_WEEKDAYS:
        return g_strdup(test_any(weekdays));
    case STAGE_FIELD_EMAIL:
        return g_strdup_printf("n%d@example.org", g_test_rand_int_range(0, 50));
    case STAGE_FIELD_POSTCODE:
        return g_strdup_printf("%d AB", g_test_rand_int_range(1000, 9999));
    case STAGE_FIELD_DIGITS:
        return random_digits(field->size);
    case STAGE_FIELD_CHOICE:
        while (field->choices[n] != NULL)
            n++;
        return g_strdup(field->choices[g_test_rand_int_range(0, (gint32)n)]);
    default:
        return random_line();
    }
}

static void
random_value(StageDb *db, const StageField *field, void *entity)
{
    StageValue value = stage_null();
    g_autofree char *text = NULL;
    StageDay day;

    switch (field->kind) {
    case STAGE_FIELD_DERIVED:
        return;
    case STAGE_FIELD_NUMBER:
        value = stage_int(g_test_rand_int_range(1, (gint32)field->size + 1));
        break;
    case STAGE_FIELD_YESNO:
        value = stage_int(g_test_rand_int_range(0, 2));
        break;
    case STAGE_FIELD_REFERENCE:
        value = stage_int_set(random_row(db, field->refers));
        break;
    case STAGE_FIELD_DAY:
        day = random_day();
        value = stage_text(day.text);
        break;
    default:
        text = random_text(field);
        value = stage_text(text);
    }
    g_assert_true(stage_field_set(field, entity, value));
}

/* --- what must fit together --- */

static void
swap_days(StageDay *one, StageDay *other)
{
    StageDay day = *one;

    if (stage_day_is_set(*other) && stage_day_compare(*one, *other) > 0) {
        *one = *other;
        *other = day;
    }
}

/* The placement of a talk, or of what else is of one; none when it is of no talk. */
static gint64
plaatsing_of(StageDb *db, const char *sql, gint64 id, gint64 otherwise)
{
    g_autoptr(GError) error = NULL;
    gint64 found = otherwise;

    if (id != 0)
        test_done(stage_db_number(db, sql, STAGE_ARGS(stage_int(id)), &found, &error), &error);
    return found;
}

static const char of_gesprek[] = "SELECT plaatsing FROM gesprek WHERE id = $1";

/* A praktijkopleider of the company; 0 when it has none. */
static gint64
opleider_of(StageDb *db, gint64 leerbedrijf)
{
    static const char sql[] =
        "SELECT coalesce((SELECT id FROM opleider WHERE leerbedrijf = $1 AND id >= $2 ORDER BY id LIMIT 1), "
        "(SELECT max(id) FROM opleider WHERE leerbedrijf = $1))";
    g_autoptr(GError) error = NULL;
    gint64 id = 0, from = random_row(db, &stage_opleider);

    test_done(stage_db_find(db, sql, STAGE_ARGS(stage_int(leerbedrijf), stage_int(from)), &id, &error),
              &error);
    return id;
}

static void
fit_plaatsing(StageDb *db, void *entity)
{
    StagePlaatsing *p = entity;

    swap_days(&p->begin, &p->einde);
    if (stage_day_is_set(p->einde_werkelijk) && stage_day_compare(p->einde_werkelijk, p->begin) < 0)
        p->einde_werkelijk = p->begin;
    if (p->opleider != 0)
        p->opleider = opleider_of(db, p->leerbedrijf);
}

static void
fit_begeleider(StageDb *db, void *entity)
{
    static const char sql[] = "SELECT leerbedrijf FROM plaatsing WHERE id = $1";
    StageBegeleider *b = entity;

    swap_days(&b->van, &b->tot);
    b->docent = test_chance(50) ? random_row(db, &stage_docent) : 0;
    b->opleider = b->docent != 0 ? 0 : opleider_of(db, plaatsing_of(db, sql, b->plaatsing, 0));
    stage_set_text(&b->rol, stage_rollen[b->docent != 0 ? STAGE_ROL_DOCENT : STAGE_ROL_OPLEIDER]);
}

static void
fit_gesprek(StageDb *db, void *entity)
{
    StageGesprek *g = entity;

    (void)db;
    stage_set_text(&g->tijd, g->tijd == NULL ? NULL : test_chance(50) ? "09:30" : "13:05");
    if (!stage_day_is_set(g->gehouden) && !stage_day_is_set(g->gepland))
        g->gepland = random_day();
    if (stage_day_is_set(g->gehouden)) {
        g->geannuleerd = STAGE_NO_DAY;
        g->docent_aanwezig = STAGE_YES;
        g->student_aanwezig = g_test_rand_int_range(STAGE_NO, STAGE_YES + 1);
        g->opleider_aanwezig = g_test_rand_int_range(STAGE_NO, STAGE_YES + 1);
        if (test_chance(20)) {
            g->docent_aanwezig = STAGE_NO;
            g->student_aanwezig = STAGE_YES;
        }
    } else {
        g->docent_aanwezig = g->student_aanwezig = g->opleider_aanwezig = 0;
    }
}

static void
fit_notitie(StageDb *db, void *entity)
{
    StageNotitie *n = entity;

    (void)db;
    if (n->aspect != NULL)
        n->sleutel = stage_aspect_sleutel(n->aspect);
    if (n->sleutel != 2)
        n->geboden = 0;
    if (n->sleutel == 0)
        n->vertrouwelijk = STAGE_YES;
    if (n->tekst == NULL && n->geboden == 0)
        n->tekst = random_note();
}

static void
fit_inschatting(StageDb *db, void *entity)
{
    StageInschatting *t = entity;

    t->plaatsing = plaatsing_of(db, of_gesprek, t->gesprek, t->plaatsing);
}

static void
fit_begeleidingskeuze(StageDb *db, void *entity)
{
    StageBegeleidingskeuze *t = entity;
    gint64 of = plaatsing_of(db, "SELECT plaatsing FROM inschatting WHERE id = $1", t->inschatting, 0);

    if (t->gebied != NULL)
        stage_set_text(&t->strategie, "meedoen");
    if (of != 0)
        t->plaatsing = of;
    if (t->gesprek != 0 && of != 0 && plaatsing_of(db, of_gesprek, t->gesprek, 0) != of)
        t->gesprek = 0;
    t->plaatsing = plaatsing_of(db, of_gesprek, t->gesprek, t->plaatsing);
}

static void
fit_afspraak(StageDb *db, void *entity)
{
    StageAfspraak *t = entity;

    t->plaatsing = plaatsing_of(db, of_gesprek, t->gesprek, t->plaatsing);
    if (!stage_day_is_set(t->gesloten))
        stage_set_text(&t->resultaat, NULL);
}

static void
fit_signaal(StageDb *db, void *entity)
{
    /* What becomes one of which no story is kept cannot be undone: tests/cli/signaal.bats. */
    static const char told[] =
        "SELECT count(*) FROM signaal WHERE id = $1 AND soort NOT IN ('discriminatie', "
        "'onveilig')";
    StageSignaal *t = entity;

    t->plaatsing = plaatsing_of(db, of_gesprek, t->gesprek, t->plaatsing);
    if (t->id != 0 && plaatsing_of(db, told, t->id, 0) != 0 && stage_signaal_is_silent(t->soort))
        stage_set_text(&t->soort, "anders");
    if (stage_signaal_is_silent(t->soort))
        stage_set_text(&t->omschrijving, NULL);
    if (stage_signaal_is_silent(t->soort) || !stage_day_is_set(t->gesloten))
        stage_set_text(&t->afloop, NULL);
}

static void
fit_docent(StageDb *db, void *entity)
{
    StageDocent *d = entity;

    (void)db;
    if (d->code == NULL && d->naam.achternaam == NULL)
        d->code = random_line();
}

static void
fit_invoer(StageDb *db, void *entity)
{
    StageInvoer *i = entity;
    g_autofree char *line = random_line();

    (void)db;
    g_free(i->sha256);
    i->sha256 = g_compute_checksum_for_string(G_CHECKSUM_SHA256, line, -1);
}

static void
fit_leerbedrijf(StageDb *db, void *entity)
{
    StageLeerbedrijf *l = entity;

    (void)db;
    stage_set_text(&l->coordinaten, l->coordinaten == NULL ? NULL : "52.0907,5.1214");
}

static void
fit_vakantie(StageDb *db, void *entity)
{
    StageVakantie *v = entity;

    (void)db;
    v->tot = stage_day_plus(v->van, g_test_rand_int_range(0, 50));
}

static const struct {
    const StageEntity *of;
    void (*fit)(StageDb *db, void *entity);
} fits[] = {
    { &stage_docent, fit_docent },           { &stage_plaatsing, fit_plaatsing },
    { &stage_begeleider, fit_begeleider },   { &stage_gesprek, fit_gesprek },
    { &stage_notitie, fit_notitie },         { &stage_inschatting, fit_inschatting },
    { &stage_afspraak, fit_afspraak },       { &stage_begeleidingskeuze, fit_begeleidingskeuze },
    { &stage_signaal, fit_signaal },         { &stage_invoer, fit_invoer },
    { &stage_leerbedrijf, fit_leerbedrijf }, { &stage_vakantie, fit_vakantie },
};

gboolean
random_entity(StageDb *db, const StageEntity *of, void *entity)
{
    int percent = g_test_rand_int_range(0, 101); /* of the fields have a value: now none, now all */

    for (guint i = 0; i < of->fields.n; i++)
        if (of->fields.fields[i].required || test_chance(percent))
            random_value(db, &of->fields.fields[i], entity);
    for (gsize i = 0; i < G_N_ELEMENTS(fits); i++)
        if (fits[i].of == of)
            fits[i].fit(db, entity);
    for (guint i = 0; i < of->fields.n; i++)
        if (of->fields.fields[i].required &&
            stage_field_value(&of->fields.fields[i], entity).type == STAGE_NULL)
            return FALSE;
    return TRUE;
}

/* --- rows --- */

enum { COUNT = 1000, PICK }; /* beside the statements of the entity itself */

static char *
make_sql(const void *owner, guint kind)
{
    const StageEntity *of = owner;

    return kind == COUNT ? g_strdup_printf("SELECT count(*) FROM %s", of->noun)
                         : g_strdup_printf("SELECT id FROM %s ORDER BY id LIMIT 1 OFFSET $1", of->noun);
}

gint64
random_row(StageDb *db, const StageEntity *of)
{
    g_autoptr(GError) error = NULL;
    gint64 n = 0, id = 0;

    test_done(stage_db_number(db, stage_db_made(db, of, COUNT, make_sql), STAGE_NO_ARGS, &n, &error), &error);
    if (n == 0)
        return 0;
    if (test_chance(50)) /* some have much to do with each other */
        n = MIN(n, 3);
    test_done(stage_db_number(db, stage_db_made(db, of, PICK, make_sql),
                              STAGE_ARGS(stage_int(g_test_rand_int_range(0, (gint32)n))), &id, &error),
              &error);
    return id;
}

const StageEntity *
random_table(void)
{
    guint n = 0;

    while (stage_entities[n] != NULL)
        n++;
    return stage_entities[g_test_rand_int_range(0, (gint32)n)];
}

static void
append_row(GHashTable *rows, const StageEntity *of, StageStmt *row)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < of->fields.n; i++) {
        StageValue value = stage_stmt_value(row, i + 1);
        g_string_append_printf(text, " %s=", of->fields.fields[i].name);
        if (value.type == STAGE_INT)
            g_string_append_printf(text, "%" G_GINT64_FORMAT, value.number);
        else
            g_string_append(text, value.text == NULL ? "NULL" : value.text);
    }
    g_hash_table_insert(rows, g_strdup_printf("%s %" G_GINT64_FORMAT, of->noun, stage_stmt_number(row, 0)),
                        g_string_free(text, FALSE));
}

GHashTable *
store_rows(StageDb *db)
{
    GHashTable *rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    for (const StageEntity *const *of = stage_entities; *of != NULL; of++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(StageStmt) row = stage_entity_all(*of, db, &error);
        g_assert_no_error(error);
        while (stage_stmt_next(row))
            append_row(rows, *of, row);
        test_done(stage_stmt_done(row, &error), &error);
    }
    return rows;
}

char *
rows_differ(GHashTable *one, GHashTable *other)
{
    GString *out = g_string_new(NULL);
    GHashTableIter iter;
    gpointer key, value;

    g_hash_table_iter_init(&iter, one);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const char *there = g_hash_table_lookup(other, key);
        if (g_strcmp0(value, there) != 0)
            g_string_append_printf(out, "%s was%s\n  and is%s\n", (char *)key, (char *)value,
                                   there == NULL ? " not there" : there);
    }
    g_hash_table_iter_init(&iter, other);
    while (g_hash_table_iter_next(&iter, &key, &value))
        if (!g_hash_table_contains(one, key))
            g_string_append_printf(out, "%s was not there\n  and is%s\n", (char *)key, (char *)value);
    return g_string_free(out, out->len == 0);
}
