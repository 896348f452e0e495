#include "import/apply_row.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

/* --- one entity --- */

static gboolean
put(StageImporting *in, StageRowEntity index, GError **error)
{
    const StageEntity *of = stage_row_entities[index];
    void *given = stage_import_entity(&in->now->row, of);
    StagePutOutcome out = STAGE_PUT_UNCHANGED;
    gboolean done = index == STAGE_ROW_PLAATSING ? stage_put_plaatsing(&in->put, given, &out, error)
                                                 : stage_put(&in->put, of, given, &out, error);

    if (!done)
        return FALSE;
    *(out == STAGE_PUT_NEW       ? &in->counts->of[index].added
      : out == STAGE_PUT_CHANGED ? &in->counts->of[index].changed
                                 : &in->counts->of[index].unchanged) += 1;
    /* What the row is about decides whether the row is new. */
    in->outcome = MAX(in->outcome, out == STAGE_PUT_NEW && index != in->about ? STAGE_PUT_CHANGED : out);
    return TRUE;
}

/* An opleiding of which the export gives the crebo only is called by it until a name comes. */
static gboolean
name_opleiding(StageImporting *in, GError **error)
{
    StageOpleiding *o = &in->now->row.opleiding, known = { 0 };

    if (o->naam != NULL)
        return TRUE;
    if (!stage_put_find(&in->put, &stage_opleiding, o, &known, error))
        return FALSE;
    if (known.id == 0)
        stage_set_text(&o->naam, o->crebo);
    stage_entity_clear(&stage_opleiding, &known);
    return TRUE;
}

static guint64
hash_bare(const char *nummer)
{
    guint64 hash = STAGE_HASH;

    stage_hash_take_bare(&hash, nummer);
    return hash;
}

/* Whether the store may have the number of a student with other zeros in front. All numbers are taken in the
 * first time: few files need that, and one that does would ask for every new student. */
static gboolean
may_have_zeros(StageImporting *in, const char *nummer, gboolean *out, GError **error)
{
    if (in->numbers.bits == NULL) {
        g_autoptr(StageStmt) rows = stage_student_numbers(in->db, error);
        stage_bloom_add(&in->numbers, 0);
        while (rows != NULL && stage_stmt_next(rows))
            stage_bloom_add(&in->numbers, hash_bare(stage_stmt_text(rows, 0)));
        if (rows == NULL || !stage_stmt_done(rows, error))
            return FALSE;
    }
    *out = stage_bloom_has(&in->numbers, hash_bare(nummer));
    return TRUE;
}

/* A number that lost its zeros in a spreadsheet, or has them while the store's lost theirs, is written as in
 * the store; one of another person, by the surname, is not the same number, and cannot be told apart from it
 * for long.
 */
static gboolean
settle_zeros(StageImporting *in, GError **error)
{
    StageStudent *s = &in->now->row.student, known = { 0 };
    gint64 other = 0;
    StageWaitingPlace place = STAGE_WAITING_NOWHERE;

    if (*s->nummer != '0' && !in->zeros)
        return TRUE;
    in->zeros = TRUE;
    if (!stage_waiting_look(&in->put.waiting, &stage_student, s, &place, error))
        return FALSE;
    if (place == STAGE_WAITING_NOWHERE)
        return TRUE;
    gboolean may = place == STAGE_WAITING_TOLD;
    if (!stage_put_find(&in->put, &stage_student, s, &known, error) ||
        (known.id == 0 && !may && !may_have_zeros(in, s->nummer, &may, error)) ||
        (known.id == 0 && may && !stage_student_other_zeros(in->db, s->nummer, &other, error)))
        return FALSE;
    stage_entity_clear(&stage_student, &known);
    if (other == 0)
        return TRUE;
    gboolean done = stage_entity_get(&stage_student, in->db, other, &known, error);
    g_autofree char *one = s->naam.achternaam == NULL ? NULL : stage_fold(s->naam.achternaam);
    g_autofree char *two = done && known.naam.achternaam != NULL ? stage_fold(known.naam.achternaam) : NULL;
    if (done && one != NULL && g_strcmp0(one, two) != 0)
        done = stage_fail(
            error, STAGE_ERROR_AMBIGUOUS,
            _("the student's number is in the store with other zeros in front, and another surname: are "
              "the zeros lost? One who is somebody else is added by 'stage student add' first"));
    else if (done)
        stage_set_text(&s->nummer, known.nummer);
    stage_entity_clear(&stage_student, &known);
    return done;
}

/* What an entity needs beside its cells; `owner` is the id of what it belongs to. */
static gboolean
complete(StageImporting *in, StageRowEntity index, gint64 owner, GError **error)
{
    StageImportRow *row = &in->now->row;

    switch (index) {
    case STAGE_ROW_OPLEIDING:
        return name_opleiding(in, error);
    case STAGE_ROW_OPLEIDER:
        row->opleider.leerbedrijf = owner;
        return TRUE;
    case STAGE_ROW_STUDENT:
        row->student.opleiding = owner;
        if (row->student.nummer != NULL)
            return settle_zeros(in, error);
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("column \"%s\": it is empty, and the row needs it"),
                          (const char *)g_ptr_array_index(in->map->headers, (guint)MAX(in->map->at[0], 0)));
    default:
        return TRUE;
    }
}

/* The id of what a row says of anything but a placement; 0 when it says nothing. `owner` is the id of what it
 * belongs to. */
static gboolean
put_kept(StageImporting *in, StageRowEntity index, gint64 owner, gint64 *out_id, GError **error)
{
    g_assert(index != STAGE_ROW_PLAATSING);
    if (stage_import_was_said(in, index, owner, out_id))
        return TRUE;
    if (!stage_import_read(in, index, error))
        return FALSE;
    if (stage_import_is_said(in, index)) {
        if (!complete(in, index, owner, error) || !put(in, index, error))
            return FALSE;
        *out_id = *(gint64 *)stage_import_entity(&in->now->row, stage_row_entities[index]);
    }
    stage_import_remember(in, index, owner, *out_id);
    return TRUE;
}

/* --- one row --- */

/* A placement that is over ended on the day that the export gives; what was agreed stays as it was. */
static gboolean
settle_end(StageImporting *in, GError **error)
{
    StagePlaatsing *p = &in->now->row.plaatsing, known = { 0 };

    if (!in->now->row.ended || !stage_day_is_set(p->einde) || stage_day_is_set(p->einde_werkelijk) ||
        stage_day_compare(p->einde, in->options->today) > 0)
        return TRUE;
    if (!stage_put_find(&in->put, &stage_plaatsing, p, &known, error))
        return FALSE;
    p->einde_werkelijk = p->einde;
    if (known.id != 0)
        p->einde = known.einde;
    stage_entity_clear(&stage_plaatsing, &known);
    return TRUE;
}

static gboolean
put_placement(StageImporting *in, GError **error)
{
    StageImportRow *row = &in->now->row;
    gint64 leerbedrijf = 0;

    if (!put_kept(in, STAGE_ROW_LEERBEDRIJF, 0, &leerbedrijf, error))
        return FALSE;
    if (leerbedrijf == 0 && !stage_day_is_set(row->plaatsing.begin))
        return TRUE;
    if (leerbedrijf == 0)
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the placement has no leerbedrijf"));
    row->plaatsing.leerbedrijf = leerbedrijf;
    return put_kept(in, STAGE_ROW_OPLEIDER, leerbedrijf, &row->plaatsing.opleider, error) &&
           settle_end(in, error) && put(in, STAGE_ROW_PLAATSING, error);
}

/* DUO's records: only a placement that is there. */
static gboolean
put_registered(StageImporting *in, GError **error)
{
    StageImportRow *row = &in->now->row;

    if (!stage_import_read(in, STAGE_ROW_PLAATSING, error) ||
        !stage_import_read(in, STAGE_ROW_LEERBEDRIJF, error) ||
        !stage_import_read(in, STAGE_ROW_OPLEIDING, error))
        return FALSE;
    if (row->leerbedrijf.sbb == NULL || !stage_day_is_set(row->plaatsing.begin))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the record has no leerbedrijf or no first day"));
    return stage_waiting_write_kept(&in->put.waiting, error) &&
           stage_plaatsing_registered(in->db, row->leerbedrijf.sbb, row->plaatsing.begin,
                                      row->opleiding.crebo, &row->plaatsing.id, error) &&
           put(in, STAGE_ROW_PLAATSING, error);
}

/* A row that names no student: in a file of users it may be a docent's. */
static gboolean
put_instead(StageImporting *in, GError **error)
{
    gint64 id = 0;

    in->about = STAGE_ROW_DOCENT;
    return put_kept(in, STAGE_ROW_DOCENT, 0, &id, error) &&
           (id != 0 || stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the row has no student number")));
}

static gboolean
put_student(StageImporting *in, GError **error)
{
    StageImportRow *row = &in->now->row;
    gint64 opleiding = 0, student = 0;

    if (!stage_import_read(in, STAGE_ROW_PLAATSING, error))
        return FALSE;
    if (!stage_day_is_set(row->plaatsing.begin))
        in->about = STAGE_ROW_STUDENT;
    if (!put_kept(in, STAGE_ROW_OPLEIDING, 0, &opleiding, error) ||
        !put_kept(in, STAGE_ROW_STUDENT, opleiding, &student, error))
        return FALSE;
    if (student == 0)
        return put_instead(in, error);
    row->plaatsing.student = student;
    return put_kept(in, STAGE_ROW_DOCENT, 0, &row->plaatsing.docent, error) &&
           (in->map->about == STAGE_ROW_STUDENT || put_placement(in, error));
}

/* A row of a file of companies, contacts, staff or programmes. */
static gboolean
put_alone(StageImporting *in, GError **error)
{
    StageRowEntity about = in->map->about;
    gint64 owner = 0, id = 0;

    if (about == STAGE_ROW_OPLEIDER && !put_kept(in, STAGE_ROW_LEERBEDRIJF, 0, &owner, error))
        return FALSE;
    if (about == STAGE_ROW_OPLEIDER && owner == 0 &&
        (!stage_import_read(in, about, error) ||
         (stage_import_is_said(in, about) &&
          (!stage_waiting_write_kept(&in->put.waiting, error) ||
           !stage_opleider_anywhere(in->db, &in->now->row.opleider.naam, &owner, error)))))
        return FALSE;
    if (!put_kept(in, about, owner, &id, error))
        return FALSE;
    return id != 0 || stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the row names nobody and nothing"));
}

gboolean
stage_import_put_row(StageImporting *in, GError **error)
{
    StageRowEntity about = in->map->about;

    if (!stage_import_is_whole(in))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("%u fields where the header has %u"),
                          in->now->record.n, in->map->n);
    if (about == STAGE_ROW_PLAATSING && in->map->profile != NULL && in->map->profile->known &&
        !stage_import_map_has(in->map, "student.nummer"))
        return put_registered(in, error);
    return about == STAGE_ROW_PLAATSING || about == STAGE_ROW_STUDENT ? put_student(in, error)
                                                                      : put_alone(in, error);
}
