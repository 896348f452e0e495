/* Planning and taking down a conversation. */
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/gesprek.h"
#include "cmd/norms.h"
#include "cmd/placement.h"
#include "model/begeleider.h"
#include "model/student.h"

/* --- which placement, which day --- */

static gboolean
find_placement(StageContext *ctx, const StageGesprekOptions *o, StageDay day, StagePlaatsing *out,
               GError **error)
{
    const StageWhich which = {
        .plaatsing = o->given.plaatsing, .student = o->student, .force = o->force, .insist = "--force"
    };

    return stage_find_placement(ctx, &which, day, out, error);
}

static gboolean
check_past(const StageContext *ctx, const StageGesprekOptions *o, StageDay day, GError **error)
{
    return o->force || stage_day_compare(day, ctx->today) <= 0 ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("%s is still to come: 'stage gesprek plan' plans it; --force insists"), day.text);
}

gboolean
stage_gesprek_check_day(StageContext *ctx, const StageGesprekOptions *o, const StageGesprek *g,
                        GError **error)
{
    StageGesprekOptions of = { .given.plaatsing = g->plaatsing, .force = o->force };
    gboolean held = stage_day_is_set(g->gehouden);
    StageDay day = held ? g->gehouden : g->gepland;
    StagePlaatsing p = { 0 };
    gboolean good = (!held || check_past(ctx, o, day, error)) && find_placement(ctx, &of, day, &p, error);

    stage_entity_clear(&stage_plaatsing, &p);
    return good;
}

/* --- plan --- */

static gboolean
say_planned(StageContext *ctx, const StageGesprek *g, gint64 student, GError **error)
{
    g_autofree char *who = stage_entity_label(&stage_student, ctx->db, student, error);

    if (who == NULL)
        return FALSE;
    if (stage_day_compare(g->gepland, ctx->today) < 0)
        stage_say(ctx, _("note: that day has passed; 'stage gesprek log' takes down a talk that was held"));
    stage_say(ctx, _("gesprek %" PRId64 " planned: %s on %s%s%s, %s"), g->id, g->soort, g->gepland.text,
              g->tijd == NULL ? "" : " ", g->tijd == NULL ? "" : g->tijd, who);
    return TRUE;
}

/* Planning the same talk twice is easily done; it is said, not forbidden. */
static gboolean
say_twins(StageContext *ctx, const StageGesprek *g, GError **error)
{
    g_autoptr(GPtrArray) open = stage_gesprek_open(ctx->db, g->plaatsing, error);

    for (guint i = 0; open != NULL && i < open->len; i++) {
        const StageGesprek *other = g_ptr_array_index(open, i);
        if (other->id != g->id && strcmp(other->soort, g->soort) == 0)
            stage_say(ctx, _("note: gesprek %" PRId64 " is planned too: %s on %s"), other->id, other->soort,
                      other->gepland.text);
    }
    return open != NULL;
}

/* The kind that its day asks for, when none was said. */
static gboolean
set_soort(StageContext *ctx, StageGesprek *g, gint64 plaatsing, StageDay day, GError **error)
{
    StageSoort soort = STAGE_SOORT_EXTRA;

    if (g->soort != NULL)
        return TRUE;
    if (!stage_soort_on(ctx, plaatsing, day, &soort, error))
        return FALSE;
    stage_set_text(&g->soort, stage_gesprek_soorten[soort]);
    return TRUE;
}

static gboolean
plan(StageContext *ctx, const StageGesprekOptions *o, StageGesprek *g, StagePlaatsing *p, GError **error)
{
    if (!find_placement(ctx, o, o->given.gepland, p, error))
        return FALSE;
    stage_fields_overlay(stage_gesprek.fields, g, &o->given);
    g->plaatsing = p->id;
    return set_soort(ctx, g, p->id, g->gepland, error) &&
           stage_entity_add(&stage_gesprek, ctx->db, g, error) && say_planned(ctx, g, p->student, error) &&
           say_twins(ctx, g, error) && stage_say_counted(ctx, p->id, g->id, error) &&
           stage_gesprek_confirm(ctx, g->id, error);
}

gboolean
stage_gesprek_plan_run(StageContext *ctx, const void *options, GError **error)
{
    StageGesprek g = { 0 };
    StagePlaatsing p = { 0 };
    gboolean done = plan(ctx, options, &g, &p, error);

    stage_entity_clear(&stage_gesprek, &g);
    stage_entity_clear(&stage_plaatsing, &p);
    return done;
}

/* --- log: which one it is --- */

/* The planned talk that was named with --gesprek. */
static gboolean
take_named(StageContext *ctx, const StageGesprekOptions *o, StageGesprek *g, GError **error)
{
    if (!stage_entity_get(&stage_gesprek, ctx->db, o->args.id, g, error))
        return FALSE;
    if (stage_day_is_set(g->gehouden) || stage_day_is_set(g->geannuleerd))
        return stage_fail(error, STAGE_ERROR_EXISTS, _("gesprek %" PRId64 " was held or cancelled already"),
                          g->id);
    return TRUE;
}

/* The planned talk that this one fulfils, into `g`; an empty one when there is none. */
static gboolean
take_fulfilled(StageContext *ctx, const StageGesprekOptions *o, gint64 plaatsing, StageDay day,
               StageGesprek *g, GError **error)
{
    if (o->args.id != 0 || o->fresh)
        return TRUE;
    g_autoptr(GPtrArray) open = stage_gesprek_open(ctx->db, plaatsing, error);
    if (open == NULL)
        return FALSE;
    int at = stage_moment_fulfils(open, o->given.soort, day);
    return at < 0 || stage_entity_get(&stage_gesprek, ctx->db,
                                      ((StageGesprek *)g_ptr_array_index(open, (guint)at))->id, g, error);
}

/* Logging twice is a slip of the finger more often than two talks on a day. */
static gboolean
check_twice(StageContext *ctx, const StageGesprekOptions *o, gint64 plaatsing, StageDay day, GError **error)
{
    g_autoptr(StageStmt) rows = o->force ? NULL : stage_gesprek_held(ctx->db, plaatsing, day, error);

    if (o->force)
        return TRUE;
    if (rows == NULL)
        return FALSE;
    if (stage_stmt_next(rows))
        return stage_fail(error, STAGE_ERROR_EXISTS,
                          _("gesprek %" PRId64
                            " was held on %s already: 'stage gesprek edit' changes it, --force logs "
                            "another"),
                          stage_stmt_number(rows, 0), day.text);
    return stage_stmt_done(rows, error);
}

/* Everything but the notes: the placement, the planned talk if there is one, the day. */
static gboolean
find_target(StageContext *ctx, const StageGesprekOptions *o, StageGesprek *g, StagePlaatsing *p,
            GError **error)
{
    StageGesprekOptions of = { .given.plaatsing = o->given.plaatsing,
                               .student = o->student,
                               .force = o->force };
    StageDay day = stage_day_is_set(o->given.gehouden) ? o->given.gehouden : ctx->today;

    if (!check_past(ctx, o, day, error) || (o->args.id != 0 && !take_named(ctx, o, g, error)))
        return FALSE;
    if (o->args.id != 0)
        of.given.plaatsing = g->plaatsing;
    if (!find_placement(ctx, &of, day, p, error) || !check_twice(ctx, o, p->id, day, error) ||
        !take_fulfilled(ctx, o, p->id, day, g, error))
        return FALSE;
    g->gehouden = day;
    return TRUE;
}

/* --- log: what was said --- */

/* A loop that ate its own input, or a command that failed before the pipe, must not log a talk. */
static gboolean
read_notes(StageGesprekOptions *o, GError **error)
{
    if (!stage_notes_from_input(o->notes, error))
        return FALSE;
    return stage_notes_any(o->notes) ||
           stage_fail(
               error, STAGE_ERROR_BAD_INPUT,
               _("standard input has no notes, so nothing was logged; --zonder-notities logs without notes"));
}

static gboolean
ask_notes(StageContext *ctx, StageGesprekOptions *o, const StageGesprek *g, const StagePlaatsing *p,
          GError **error)
{
    if (!isatty(STDIN_FILENO))
        return read_notes(o, error);
    g_autofree char *who = stage_entity_label(&stage_student, ctx->db, p->student, error);
    if (who == NULL)
        return FALSE;
    g_autofree char *heading = g_strdup_printf("%s, %s", who, g->gehouden.text);
    return stage_notes_from_editor(ctx, heading, o->notes, error);
}

gboolean
stage_gesprek_log_ask(StageContext *ctx, void *options, GError **error)
{
    StageGesprekOptions *o = options;
    StageGesprek g = { 0 };
    StagePlaatsing p = { 0 };
    gboolean done = find_target(ctx, o, &g, &p, error) &&
                    (o->no_notes || o->confidential != NULL || stage_notes_any(o->notes) ||
                     ask_notes(ctx, o, &g, &p, error));

    stage_entity_clear(&stage_gesprek, &g);
    stage_entity_clear(&stage_plaatsing, &p);
    return done;
}

static gboolean
say_logged(StageContext *ctx, const StageGesprek *g, gint64 student, GError **error)
{
    const struct {
        gint64 present;
        const char *who;
    } parties[] = { { g->docent_aanwezig, _("docent") },
                    { g->student_aanwezig, _("student") },
                    { g->opleider_aanwezig, _("opleider") } };
    g_autofree char *who = stage_entity_label(&stage_student, ctx->db, student, error);
    g_autoptr(GString) there = g_string_new(NULL);

    if (who == NULL)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(parties); i++)
        if (parties[i].present == STAGE_YES)
            g_string_append_printf(there, "%s%s", there->len > 0 ? ", " : "", parties[i].who);
    stage_say(ctx, _("gesprek %" PRId64 " logged: %s on %s, %s; present: %s%s"), g->id, g->soort,
              g->gehouden.text, who, there->str,
              stage_gesprek_gezamenlijk(g) ? _(" (gezamenlijk)") : _(" (not gezamenlijk)"));
    if (stage_day_is_set(g->gepland))
        stage_say(ctx, _("it fulfils the one planned on %s"), g->gepland.text);
    return TRUE;
}

static gboolean
log_it(StageContext *ctx, const StageGesprekOptions *o, StageGesprek *g, StagePlaatsing *p, GError **error)
{
    if (!find_target(ctx, o, g, p, error))
        return FALSE;
    StageDay day = g->gehouden;
    g->docent_aanwezig = g->student_aanwezig = g->opleider_aanwezig = STAGE_YES;
    stage_fields_overlay(stage_gesprek.fields, g, &o->given);
    g->gehouden = day;
    g->plaatsing = p->id;
    g->einde_toen = stage_plaatsing_einde(p);
    if (!set_soort(ctx, g, p->id, day, error))
        return FALSE;
    if ((g->docent == 0 && !stage_begeleider_on(ctx->db, p->id, STAGE_ROL_DOCENT, day, &g->docent, error)) ||
        (g->opleider == 0 &&
         !stage_begeleider_on(ctx->db, p->id, STAGE_ROL_OPLEIDER, day, &g->opleider, error)))
        return FALSE; /* who was there then, whoever comes after */
    if (!(g->id == 0 ? stage_entity_add : stage_entity_save)(&stage_gesprek, ctx->db, g, error))
        return FALSE;
    for (int k = 0; k < STAGE_SLEUTELS; k++)
        if (o->notes[k] != NULL && !stage_notitie_add(ctx->db, g->id, k + 1, o->notes[k], error))
            return FALSE;
    if (o->confidential != NULL && !stage_notitie_add(ctx->db, g->id, 0, o->confidential, error))
        return FALSE;
    return say_logged(ctx, g, p->student, error) && stage_say_counted(ctx, p->id, g->id, error) &&
           stage_gesprek_confirm(ctx, g->id, error);
}

gboolean
stage_gesprek_log_run(StageContext *ctx, const void *options, GError **error)
{
    StageGesprek g = { 0 };
    StagePlaatsing p = { 0 };
    gboolean done = log_it(ctx, options, &g, &p, error);

    stage_entity_clear(&stage_gesprek, &g);
    stage_entity_clear(&stage_plaatsing, &p);
    return done;
}
