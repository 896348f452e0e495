#include "import/ask.h"

/* The id of the row of the store that one entity of the row is; 0 when there is none, or when it cannot be
 * told: what is wrong with a row is said when its turn comes. *known becomes FALSE when it is to be asked. */
static gint64
look(StageImporting *in, StageRowEntity index, gint64 owner, gboolean *known)
{
    const StageEntity *of = stage_row_entities[index];
    const void *found = NULL;
    gboolean is_known = TRUE;
    gint64 id = 0;

    if (stage_waiting_had_none(&in->put.waiting, of) || stage_import_was_said(in, index, owner, &id) ||
        !stage_import_read(in, index, NULL) || !stage_import_is_said(in, index))
        return id;
    void *given = stage_import_entity(&in->now->row, of);
    if (of->derive != NULL)
        of->derive(given);
    stage_ahead_find(&in->put.ahead, of, given, TRUE, &is_known, &found, NULL);
    *known = *known && is_known;
    return found == NULL ? 0 : *(const gint64 *)found;
}

/* Whether all is known that the row will ask. What its entities refer to is looked at only here. */
static gboolean
look_all(StageImporting *in)
{
    StageImportRow *row = &in->now->row;
    gboolean known = TRUE;
    gint64 opleiding = look(in, STAGE_ROW_OPLEIDING, 0, &known);
    gint64 student = look(in, STAGE_ROW_STUDENT, opleiding, &known);
    gint64 leerbedrijf = look(in, STAGE_ROW_LEERBEDRIJF, 0, &known);

    look(in, STAGE_ROW_DOCENT, 0, &known);
    if (!known)
        return FALSE;
    row->opleider.leerbedrijf = row->plaatsing.leerbedrijf = leerbedrijf;
    row->plaatsing.student = student;
    look(in, STAGE_ROW_OPLEIDER, leerbedrijf, &known);
    look(in, STAGE_ROW_PLAATSING, 0, &known);
    row->opleider.leerbedrijf = row->plaatsing.leerbedrijf = row->plaatsing.student = 0;
    return known;
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
