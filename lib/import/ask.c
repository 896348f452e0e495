#include "import/ask.h"

/* Which row of the store one entity of the row is, when that is known; 0 when none is, or when it cannot be
 * told: what is wrong with a row is said when its turn comes. */
static gboolean
look(StageImporting *in, StageRowEntity index, gint64 owner, gint64 *out_id)
{
    const StageEntity *of = stage_row_entities[index];
    const void *found = NULL;
    gboolean known = TRUE;

    *out_id = 0;
    if (stage_waiting_had_none(&in->put.waiting, of) || stage_import_was_said(in, index, owner, out_id) ||
        !stage_import_read(in, index, NULL) || !stage_import_is_said(in, index))
        return TRUE;
    void *given = stage_import_entity(&in->now->row, of);
    if (of->derive != NULL)
        of->derive(given);
    stage_ahead_find(&in->put.ahead, of, given, TRUE, &known, &found, NULL);
    *out_id = found == NULL ? 0 : *(const gint64 *)found;
    return known;
}

/* Whether all is known that the row will ask. What its entities refer to is looked at only here. */
static gboolean
look_all(StageImporting *in)
{
    StageImportRow *row = &in->now->row;
    gint64 opleiding = 0, student = 0, docent = 0, leerbedrijf = 0, opleider = 0, plaatsing = 0;
    gboolean one = look(in, STAGE_ROW_OPLEIDING, 0, &opleiding);
    gboolean two = look(in, STAGE_ROW_STUDENT, opleiding, &student);
    gboolean three = look(in, STAGE_ROW_DOCENT, 0, &docent);
    gboolean four = look(in, STAGE_ROW_LEERBEDRIJF, 0, &leerbedrijf);

    row->opleider.leerbedrijf = row->plaatsing.leerbedrijf = leerbedrijf;
    row->plaatsing.student = student;
    gboolean all = one && two && three && four && look(in, STAGE_ROW_OPLEIDER, leerbedrijf, &opleider) &&
                   look(in, STAGE_ROW_PLAATSING, 0, &plaatsing);
    row->opleider.leerbedrijf = row->plaatsing.leerbedrijf = row->plaatsing.student = 0;
    return all;
}

/* The answers lead to the next questions: who the company is, then who guides there. */
gboolean
stage_import_ask(StageImporting *in, GError **error)
{
    gboolean any = TRUE, settled[STAGE_COMING] = { FALSE };

    stage_ahead_clear(&in->put.ahead);
    if (!stage_waiting_hear(&in->put.waiting, error))
        return FALSE;
    while (any) {
        for (guint i = 0; i < in->coming->n; i++) {
            in->now = &in->coming->at[i];
            settled[i] = settled[i] || !stage_import_is_whole(in) || !stage_import_is_wanted(in) ||
                         look_all(in);
        }
        if (!stage_ahead_ask(&in->put.ahead, &any, error))
            return FALSE;
    }
    return TRUE;
}
