/* Words for completion from the store. */
#include <string.h>

#include "base/text.h"
#include "cmd/complete.h"
#include "model/afspraak.h"
#include "model/begeleidingskeuze.h"
#include "model/bericht.h"
#include "model/blokkade.h"
#include "model/demping.h"
#include "model/docent.h"
#include "model/gesprek.h"
#include "model/inschatting.h"
#include "model/leerbedrijf.h"
#include "model/notitie.h"
#include "model/opleider.h"
#include "model/opleiding.h"
#include "model/plaatsing.h"
#include "model/reactie.h"
#include "model/signaal.h"
#include "model/student.h"
#include "model/team.h"
#include "model/vakantie.h"
#include "model/verlof.h"
#include "model/vrijstelling.h"

enum { WORDS_MAX = 50 };

/* "word<TAB>explanation", when the word can still become what is being typed. */
void
stage_offer(StageContext *ctx, const char *current, const char *word, const char *explanation)
{
    if (!g_str_has_prefix(word, current) || !stage_is_visible(word))
        return;
    g_autofree char *safe = stage_visible(explanation == NULL ? "" : explanation);
    fprintf(ctx->out, "%s\t%s\n", word, safe);
}

/* The same for names, which are found without regard to case and diacritics. */
gboolean
stage_offer_name(StageContext *ctx, const char *current, const char *name, const char *explanation)
{
    g_autofree char *typed = stage_fold(current);
    g_autofree char *folded = stage_fold(name);

    if (!g_str_has_prefix(folded, typed) || !stage_is_visible(name))
        return FALSE;
    stage_offer(ctx, "", name, explanation);
    return TRUE;
}

static void
offer_students(StageContext *ctx, const char *current)
{
    g_autoptr(StageStmt) rows = stage_student_complete(ctx->db, current, WORDS_MAX, NULL);

    while (rows != NULL && stage_stmt_next(rows)) {
        const char *number = stage_stmt_text(rows, 0), *full = stage_stmt_text(rows, 1),
                   *sorted = stage_stmt_text(rows, 2);
        if (g_str_has_prefix(number, current))
            stage_offer(ctx, current, number, full);
        else if (!stage_offer_name(ctx, current, full, number))
            stage_offer_name(ctx, current, sorted, number);
    }
}

/* Rows whose column `code` is the word that is sure to be found and whose column `name` is what people know:
 * the name is offered when it begins with what was typed, the code when a later word of it does. */
static void
offer_rows(StageContext *ctx, const char *current, StageStmt *rows, guint code, guint name)
{
    for (guint n = 0; rows != NULL && n < WORDS_MAX && stage_stmt_next(rows); n++) {
        StageValue value = stage_stmt_value(rows, code);
        g_autofree char *word = value.type == STAGE_INT ? g_strdup_printf("%" G_GINT64_FORMAT, value.number)
                                                        : g_strdup(value.text);
        const char *full = stage_stmt_text(rows, name);
        g_autofree char *typed = stage_fold(current), *folded = stage_fold(full == NULL ? "" : full);
        g_autofree char *later = g_strconcat(" ", typed, NULL);
        if (word != NULL && g_str_has_prefix(word, current))
            stage_offer(ctx, "", word, full);
        else if (*typed != '\0' && full != NULL && g_str_has_prefix(folded, typed))
            stage_offer(ctx, "", full, word);
        else if (*typed != '\0' && word != NULL && strstr(folded, later) != NULL)
            stage_offer(ctx, "", word, full);
        else
            n--;
    }
    stage_stmt_free(rows);
}

/* What goes by its number only (column 0): by that number, or by the student's name in column `name`. The
 * last ones are the newest. */
static void
offer_ids(StageContext *ctx, const StageEntity *of, const char *current, StageStmt *rows, guint name)
{
    g_autofree char *typed = stage_fold(current);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

    while (rows != NULL && stage_stmt_next(rows)) {
        gint64 id = stage_stmt_number(rows, 0);
        g_autofree char *word = g_strdup_printf("%" G_GINT64_FORMAT, id);
        g_autofree char *folded = stage_fold(stage_stmt_text(rows, name));
        if (g_str_has_prefix(word, current) || (*typed != '\0' && strstr(folded, typed) != NULL))
            g_array_append_val(ids, id);
    }
    stage_stmt_free(rows);
    for (guint i = ids->len > WORDS_MAX ? ids->len - WORDS_MAX : 0; i < ids->len; i++) {
        gint64 id = g_array_index(ids, gint64, i);
        g_autofree char *label = stage_entity_label(of, ctx->db, id, NULL);
        const char *after = label == NULL ? NULL : strchr(label, ' '); /* it begins with the number */
        g_autofree char *word = g_strdup_printf("%" G_GINT64_FORMAT, id);
        stage_offer(ctx, "", word, after == NULL ? "" : after + 1);
    }
}

/* The talks that are planned, and those of the last eight weeks, which are still being worked on. */
static void
offer_gesprekken(StageContext *ctx, const char *current)
{
    enum { WHILE = 8 * 7, NAME = 3 };
    const StageGesprekFilter held = { .state = "gehouden", .from = stage_day_plus(ctx->today, -WHILE) };
    const StageGesprekFilter planned = { .state = "gepland" };

    offer_ids(ctx, &stage_gesprek, current, stage_gesprek_list(ctx->db, &held, NULL), NAME);
    offer_ids(ctx, &stage_gesprek, current, stage_gesprek_list(ctx->db, &planned, NULL), NAME);
}

static void
offer_of_mail(StageContext *ctx, StageArgKind kind, const char *current)
{
    const StageBerichtFilter newest = { .limit = WORDS_MAX };

    if (kind == STAGE_ARG_BERICHT)
        offer_ids(ctx, &stage_bericht, current, stage_bericht_list(ctx->db, &newest, NULL), 4);
    else if (kind == STAGE_ARG_BLOKKADE)
        offer_ids(ctx, &stage_blokkade, current, stage_blokkade_list(ctx->db, 0, NULL, NULL), 1);
    else if (kind == STAGE_ARG_REACTIE)
        offer_ids(ctx, &stage_reactie, current, stage_reactie_list(ctx->db, 0, 0, 0, NULL), 3);
}

static void
offer_of_placements(StageContext *ctx, StageArgKind kind, const char *current)
{
    const StageOfPlaatsing all = { .on = ctx->today };
    const StageOfPlaatsing open = { .on = ctx->today, .open = TRUE };

    switch (kind) {
    case STAGE_ARG_INSCHATTING:
        offer_ids(ctx, &stage_inschatting, current, stage_inschatting_list(ctx->db, &all, NULL), 4);
        break;
    case STAGE_ARG_BEGELEIDINGSKEUZE:
        offer_ids(ctx, &stage_begeleidingskeuze, current, stage_begeleidingskeuze_list(ctx->db, &all, NULL),
                  4);
        break;
    case STAGE_ARG_VRIJSTELLING:
        offer_ids(ctx, &stage_vrijstelling, current,
                  stage_vrijstelling_list(ctx->db, &(StageOfPlaatsing){ .on = ctx->today }, NULL), 3);
        break;
    case STAGE_ARG_DEMPING:
        offer_ids(ctx, &stage_demping, current, stage_demping_list(ctx->db, &all, NULL), 3);
        break;
    case STAGE_ARG_VAKANTIE:
        offer_ids(ctx, &stage_vakantie, current, stage_vakantie_list(ctx->db, 0, STAGE_NO_DAY, NULL), 3);
        break;
    case STAGE_ARG_VERLOF:
        offer_ids(ctx, &stage_verlof, current, stage_verlof_list(ctx->db, 0, 0, ctx->today, NULL), 1);
        break;
    case STAGE_ARG_AFSPRAAK:
        offer_ids(ctx, &stage_afspraak, current, stage_afspraak_list(ctx->db, &open, NULL), 4);
        break;
    case STAGE_ARG_SIGNAAL:
        offer_ids(ctx, &stage_signaal, current, stage_signaal_list(ctx->db, &open, NULL), 4);
        break;
    default:
        offer_of_mail(ctx, kind, current);
    }
}

void
stage_offer_stored(StageContext *ctx, StageArgKind kind, const char *current)
{
    switch (kind) {
    case STAGE_ARG_STUDENT:
        offer_students(ctx, current);
        break;
    case STAGE_ARG_DOCENT:
        offer_rows(ctx, current, stage_docent_list(ctx->db, &(StageDocentFilter){ .on = ctx->today }, NULL),
                   1, 2);
        break;
    case STAGE_ARG_LEERBEDRIJF:
        offer_rows(ctx, current, stage_leerbedrijf_complete(ctx->db, current, WORDS_MAX, NULL), 0, 1);
        break;
    case STAGE_ARG_OPLEIDER:
        offer_rows(ctx, current, stage_opleider_complete(ctx->db, current, WORDS_MAX, NULL), 0, 1);
        break;
    case STAGE_ARG_OPLEIDING:
        offer_rows(ctx, current, stage_opleiding_list(ctx->db, &(StageOpleidingFilter){ 0 }, NULL), 1, 2);
        break;
    case STAGE_ARG_PLAATSING:
        offer_rows(ctx, current,
                   stage_plaatsing_list(
                       ctx->db, &(StagePlaatsingFilter){ .on = ctx->today, .today = ctx->today }, NULL),
                   0, 2);
        break;
    case STAGE_ARG_GESPREK:
        offer_gesprekken(ctx, current);
        break;
    case STAGE_ARG_TEAM:
        offer_rows(ctx, current, stage_team_list(ctx->db, 0, NULL), 0, 0);
        break;
    case STAGE_ARG_NOTITIE:
        offer_ids(ctx, &stage_notitie, current, stage_notitie_list(ctx->db, &(StageNotitieFilter){ 0 }, NULL),
                  3);
        break;
    default:
        offer_of_placements(ctx, kind, current);
    }
}
