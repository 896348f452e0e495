#include "cmd/extra.h"

#include <string.h>

#include "base/i18n.h"
#include "model/plaatsing.h"
#include "model/student.h"
#include "report/extra.h"

/* A number goes into a command to copy as it is when the shell leaves it alone. */
static char *
for_shell(const char *nummer)
{
    return nummer[strspn(nummer, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.")] == '\0'
               ? g_strdup(nummer)
               : g_shell_quote(nummer);
}

/* The command that plans the talk: the placement is named when the student has more on that day. */
static char *
plan_command(StageContext *ctx, gint64 plaatsing, StageDay day, GError **error)
{
    StagePlaatsing p = { 0 }, found = { 0 };
    StageStudent s = { 0 };
    char *command = NULL;
    gboolean inside = FALSE;

    if (stage_entity_get(&stage_plaatsing, ctx->db, plaatsing, &p, error) &&
        stage_entity_get(&stage_student, ctx->db, p.student, &s, error)) {
        g_autofree char *nummer = for_shell(s.nummer);
        g_autofree char *which = g_strdup_printf(" --plaatsing id:%" PRId64, plaatsing);
        gboolean sure = stage_plaatsing_on(ctx->db, p.student, day, &found, &inside, NULL) &&
                        found.id == plaatsing;
        command = g_strdup_printf("stage gesprek plan %s %s --soort extra%s", nummer, day.text,
                                  sure ? "" : which);
    }
    stage_entity_clear(&stage_plaatsing, &p);
    stage_entity_clear(&stage_plaatsing, &found);
    stage_entity_clear(&stage_student, &s);
    return command;
}

gboolean
stage_propose_extra(StageContext *ctx, const StageSignaal *t, GError **error)
{
    StageExtra extra = { 0 };

    if (g_strcmp0(t->ernst, "rood") != 0 || stage_day_is_set(t->gesloten))
        return TRUE;
    if (!stage_report_extra(ctx->db, t->plaatsing, ctx->today, &extra, error))
        return FALSE;
    if (!extra.wanted)
        return TRUE;
    const char *talk = stage_signaal_is_silent(t->soort)
                           ? _("rood asks for an extra gesprek, with the student alone")
                           : _("rood asks for an extra gesprek");
    if (!stage_day_is_set(extra.day)) {
        stage_say(ctx, _("%s, but docent and student have no day together in the next %d working days"), talk,
                  STAGE_EXTRA_WERKDAGEN);
        return TRUE;
    }
    g_autofree char *command = plan_command(ctx, t->plaatsing, extra.day, error);
    if (command == NULL)
        return FALSE;
    stage_say(ctx, "%s:\n  %s", talk, command);
    return TRUE;
}
