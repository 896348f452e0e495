/* Taking down a conversation, and adding to one. */
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/gesprek.h"
#include "cmd/kwaliteit.h"
#include "cmd/norms.h"
#include "model/begeleider.h"
#include "model/student.h"

/* --- which one it is --- */

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
                          _("gesprek %" PRId64 " was held on %s already: 'stage gesprek note %" PRId64
                            "' adds to it, "
                            "'stage gesprek edit' changes it, --force logs another"),
                          stage_stmt_number(rows, 0), day.text, stage_stmt_number(rows, 0));
    return stage_stmt_done(rows, error);
}

static StageDay
day_of(const StageContext *ctx, const StageGesprekOptions *o)
{
    return stage_day_is_set(o->given.gehouden) ? o->given.gehouden : ctx->today;
}

/* Everything but the notes: the placement, the planned talk if there is one, the day. */
static gboolean
find_target(StageContext *ctx, const StageGesprekOptions *o, StageGesprek *g, StagePlaatsing *p,
            GError **error)
{
    StageGesprekOptions of = { .given.plaatsing = o->given.plaatsing,
                               .student = o->student,
                               .force = o->force };
    StageDay day = day_of(ctx, o);

    if (!stage_gesprek_check_past(ctx, o, day, error) || (o->args.id != 0 && !take_named(ctx, o, g, error)))
        return FALSE;
    if (o->args.id != 0)
        of.given.plaatsing = g->plaatsing;
    if (!stage_gesprek_placement(ctx, &of, day, p, error) || !check_twice(ctx, o, p->id, day, error) ||
        !take_fulfilled(ctx, o, p->id, day, g, error))
        return FALSE;
    g->gehouden = day;
    return TRUE;
}

/* --- what was said --- */

static void
free_verslag(void *verslag)
{
    stage_verslag_free(verslag);
}

/* What an editor shows above the form: whom it is about, and when. */
static StageVerslag *
ask_about(StageContext *ctx, const StageGesprekOptions *o, const StageGesprek *g, gint64 student,
          gboolean adds, GError **error)
{
    g_autofree char *who = stage_entity_label(&stage_student, ctx->db, student, error);

    if (who == NULL)
        return NULL;
    g_autofree char *heading = g_strdup_printf("%s, %s%s%s", who, g->soort == NULL ? "" : g->soort,
                                               g->soort == NULL ? "" : " ", g->gehouden.text);
    const StageVerslagOf of = { g->plaatsing, g->gehouden, heading, adds };
    return stage_verslag_ask(ctx, &o->verslag, &of, error);
}

gboolean
stage_gesprek_log_reads(const StageCommand *command, const void *options, gboolean any)
{
    const StageGesprekOptions *o = options;

    (void)command;
    (void)any;
    return !stage_verslag_is_given(&o->verslag);
}

/* Whether it can be logged is asked before anything is typed; else the action itself finds out. */
gboolean
stage_gesprek_log_ask(StageContext *ctx, void *options, GError **error)
{
    StageGesprekOptions *o = options;
    StageGesprek g = { 0 };
    StagePlaatsing p = { 0 };

    ctx->free_held = free_verslag;
    if (!stage_verslag_is_typed(&o->verslag)) {
        const StageVerslagOf of = { .day = day_of(ctx, o) };
        ctx->held = stage_verslag_ask(ctx, &o->verslag, &of, error);
        return ctx->held != NULL;
    }
    if (find_target(ctx, o, &g, &p, error)) {
        g.plaatsing = p.id;
        ctx->held = ask_about(ctx, o, &g, p.student, FALSE, error);
    }
    stage_entity_clear(&stage_gesprek, &g);
    stage_entity_clear(&stage_plaatsing, &p);
    return ctx->held != NULL;
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
log_it(StageContext *ctx, const StageGesprekOptions *o, const StageVerslag *verslag, StageGesprek *g,
       StagePlaatsing *p, GError **error)
{
    if (!find_target(ctx, o, g, p, error))
        return FALSE;
    StageDay day = g->gehouden;
    g->docent_aanwezig = g->student_aanwezig = g->opleider_aanwezig = STAGE_YES;
    stage_fields_overlay(stage_gesprek.fields, g, &o->given);
    g->gehouden = day;
    g->plaatsing = p->id;
    g->einde_toen = stage_plaatsing_einde(p);
    if (!stage_gesprek_set_soort(ctx, g, day, error))
        return FALSE;
    if ((g->docent == 0 && !stage_begeleider_on(ctx->db, p->id, STAGE_ROL_DOCENT, day, &g->docent, error)) ||
        (g->opleider == 0 &&
         !stage_begeleider_on(ctx->db, p->id, STAGE_ROL_OPLEIDER, day, &g->opleider, error)))
        return FALSE; /* who was there then, whoever comes after */
    ctx->student = p->student;
    return (g->id == 0 ? stage_entity_add : stage_entity_save)(&stage_gesprek, ctx->db, g, error) &&
           say_logged(ctx, g, p->student, error) && stage_say_counted(ctx, p->id, g->id, error) &&
           stage_verslag_store(ctx, verslag, g, error) && stage_gesprek_plan_next(ctx, verslag, g, error) &&
           stage_gesprek_confirm(ctx, g->id, error);
}

gboolean
stage_gesprek_log_one(StageContext *ctx, const StageGesprekOptions *o, const StageVerslag *verslag,
                      GError **error)
{
    StageGesprek g = { 0 };
    StagePlaatsing p = { 0 };
    gboolean done = log_it(ctx, o, verslag, &g, &p, error);

    stage_entity_clear(&stage_gesprek, &g);
    stage_entity_clear(&stage_plaatsing, &p);
    return done;
}

gboolean
stage_gesprek_log_run(StageContext *ctx, const void *options, GError **error)
{
    return stage_gesprek_log_one(ctx, options, ctx->held, error);
}

void
stage_gesprek_log_after(StageContext *ctx)
{
    stage_say_alike(ctx, ctx->held, ctx->student, NULL);
}

/* --- adding to one --- */

gboolean
stage_gesprek_note_ask(StageContext *ctx, void *options, GError **error)
{
    StageGesprekOptions *o = options;
    StageGesprek g = { 0 };
    StagePlaatsing p = { 0 };

    if (stage_gesprek_get_held(ctx->db, o->args.id, &g, error) &&
        stage_entity_get(&stage_plaatsing, ctx->db, g.plaatsing, &p, error)) {
        ctx->held = ask_about(ctx, o, &g, p.student, TRUE, error);
        ctx->free_held = free_verslag;
        ctx->student = p.student;
    }
    stage_entity_clear(&stage_gesprek, &g);
    stage_entity_clear(&stage_plaatsing, &p);
    return ctx->held != NULL;
}

gboolean
stage_gesprek_note_run(StageContext *ctx, const void *options, GError **error)
{
    const StageGesprekOptions *o = options;
    StageGesprek g = { 0 };
    gboolean done = stage_gesprek_get_held(ctx->db, o->args.id, &g, error) &&
                    stage_verslag_store(ctx, ctx->held, &g, error) &&
                    stage_gesprek_plan_next(ctx, ctx->held, &g, error) &&
                    stage_gesprek_confirm(ctx, g.id, error);

    stage_entity_clear(&stage_gesprek, &g);
    return done;
}
