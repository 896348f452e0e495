/* The summary of a talk, to those who were there. */
#include "base/error.h"
#include "base/i18n.h"
#include "cmd/brief.h"
#include "cmd/nouns.h"
#include "model/gesprek.h"

typedef struct {
    gint64 gesprek;
    char *to;
    gboolean dry;
} Options;

#define AT(member) offsetof(Options, member)

static const char *const parties[] = { "student", "opleider", NULL };
static const StageOption options[] = {
    { NULL, 0, STAGE_ARG_GESPREK, N_("GESPREK"), N_("its number"), AT(gesprek), .required = TRUE },
    { "to", 0, STAGE_ARG_CHOICE, N_("ROL"),
      N_("only to this one, also when they were not there (default: student and opleider, when they were)"),
      AT(to), .choices = parties },
    { "dry-run", 'n', STAGE_ARG_FLAG, NULL, N_("show each mail, and send none"), AT(dry) },
    { 0 },
};

/* The version of what it says: the last one that went when nothing changed since, else one more. */
static gboolean
find_version(StageDb *db, gint64 gesprek, const char *print, gint64 *out, GError **error)
{
    static const char sql[] = "SELECT versie, inhoud FROM bericht WHERE gesprek = $1 AND soort = 'verslag' "
                              "ORDER BY versie DESC, id DESC LIMIT 1";
    g_autoptr(StageStmt) row = stage_db_query(db, sql, STAGE_ARGS(stage_int(gesprek)), error);

    if (row == NULL)
        return FALSE;
    *out = 1;
    if (stage_stmt_next(row))
        *out = stage_stmt_number(row, 0) + (g_strcmp0(stage_stmt_text(row, 1), print) == 0 ? 0 : 1);
    return stage_stmt_done(row, error);
}

typedef struct {
    StageBrieven *to;
    const StageMailGesprek *gesprek;
    const StageSamenvatting *what;
    gint64 version;
    guint had; /* who has this version already */
} Send;

/* What went to somebody, or is on its way. Of an earlier version that has yet to go only the new one goes. */
static gboolean
look_back(Send *s, const StageBriefAan *who, gboolean *out_has, gboolean *out_replaces, GError **error)
{
    static const char sql[] =
        "SELECT id, versie, CASE WHEN lower(adres) = lower($1) THEN 1 ELSE 0 END, verstuurd, ingetrokken, "
        "fout "
        "FROM bericht WHERE gesprek = $2 AND soort = 'verslag' AND rol = $3 ORDER BY id";
    g_autoptr(StageStmt) rows = stage_db_query(
        s->to->ctx->db, sql,
        STAGE_ARGS(stage_text(who->adres), stage_int(s->gesprek->gesprek.id), stage_text(who->rol)), error);

    while (rows != NULL && stage_stmt_next(rows)) {
        gint64 id = stage_stmt_number(rows, 0);
        gboolean this_one = stage_stmt_number(rows, 1) == s->version && stage_stmt_number(rows, 2) == 1;
        gboolean went = stage_stmt_text(rows, 3) != NULL, gone = stage_stmt_text(rows, 4) != NULL;
        *out_has = *out_has || this_one;
        *out_replaces = *out_replaces || (went && stage_stmt_number(rows, 1) < s->version);
        if (this_one && gone && stage_stmt_text(rows, 5) != NULL)
            stage_say(s->to->ctx,
                      _("to the %s it could not go: %s; 'stage bericht retry %" PRId64 "' tries again"),
                      who->rol, stage_stmt_text(rows, 5), id);
        if (!this_one && !went && !gone)
            stage_brieven_replace(s->to, id);
    }
    return rows != NULL && stage_stmt_done(rows, error);
}

static gboolean
add(Send *s, const char *template, const StageBriefAan *who, GError **error)
{
    const StageMailGesprek *g = s->gesprek;
    gboolean has = FALSE, replaces = FALSE, done = look_back(s, who, &has, &replaces, error);

    if (!done || has) {
        s->had += has ? 1 : 0;
        return done;
    }
    const StageSjabloon *sjabloon = stage_brieven_template(s->to, template, g->team, error);
    if (sjabloon == NULL)
        return FALSE;
    StageBericht b = { .plaatsing = g->gesprek.plaatsing, .gesprek = g->gesprek.id, .versie = s->version };
    const StageVerslagAan to = { .naam = who->naam,
                                 .taal = s->to->taal,
                                 .school = s->to->school,
                                 .versie = s->version,
                                 .vervangt = replaces };
    b.inhoud = g_strdup(s->what->afdruk);
    stage_mail_verslag_make(sjabloon, g, s->what, &to, &b.onderwerp, &b.tekst);
    done = stage_brieven_add(s->to, "verslag", who, &b, error);
    stage_entity_clear(&stage_bericht, &b);
    return done;
}

static gboolean
send_to(Send *s, const Options *o, GError **error)
{
    const StageMailGesprek *g = s->gesprek;
    const struct {
        const char *template;
        gboolean there;
        StageBriefAan who;
    } people[] = {
        { "verslag-student",
          g->gesprek.student_aanwezig == STAGE_YES,
          { "student", g->student, g->student_roepnaam, g->student_email } },
        { "verslag-opleider",
          g->gesprek.opleider_aanwezig == STAGE_YES,
          { "opleider", g->opleider, g->opleider_naam, g->opleider_email } },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(people); i++) {
        gboolean wanted = o->to == NULL ? people[i].there : g_str_equal(o->to, people[i].who.rol);
        if (wanted && !add(s, people[i].template, &people[i].who, error))
            return FALSE;
        if (o->to == NULL && !wanted)
            stage_say(s->to->ctx, _("the %s was not there, and is sent nothing unless --to %s"),
                      people[i].who.rol, people[i].who.rol);
    }
    if (s->had > 0)
        stage_say(s->to->ctx,
                  Q_("%u has version %" PRId64 " already", "%u have version %" PRId64 " already", s->had),
                  s->had, s->version);
    return stage_brieven_send(s->to, "verslag", error);
}

static gboolean
check(const StageMailGesprek *g, const StageSamenvatting *what, GError **error)
{
    gboolean empty = what->afspraken == NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(what->sleutel); i++)
        empty = empty && what->sleutel[i] == NULL;
    if (!stage_day_is_set(g->gesprek.gehouden))
        return stage_fail(error, STAGE_ERROR_BAD_INPUT, _("gesprek %" PRId64 " was not held"), g->gesprek.id);
    return !empty ||
           stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("of gesprek %" PRId64 " nothing was taken down that may be sent"), g->gesprek.id);
}

static gboolean
run(StageContext *ctx, const void *data, GError **error)
{
    const Options *o = data;
    StageMailGesprek g = { 0 };
    StageSamenvatting what = { 0 };
    Send s = { .gesprek = &g, .what = &what };

    /* Nobody else sends one while it is looked at what went. */
    s.to = stage_brieven_new(ctx, o->dry, error);
    gboolean done = s.to != NULL && stage_mail_gesprek_read(ctx->db, o->gesprek, &g, error) &&
                    stage_samenvatting_read(ctx->db, &g, stage_settings_get(ctx->settings, "mail.language"),
                                            &what, error) &&
                    check(&g, &what, error) &&
                    find_version(ctx->db, o->gesprek, what.afdruk, &s.version, error) &&
                    send_to(&s, o, error);
    stage_brieven_free(s.to);
    stage_samenvatting_clear(&what);
    stage_mail_gesprek_clear(&g);
    return done;
}

const StageCommand stage_gesprek_send = {
    .name = "send",
    .summary = N_("send those who were there what was agreed and noted"),
    .details = N_(
        "Never what is confidential, and no signaal. A reply \"akkoord\", or what should be different, is "
        "kept with\nthe version that it answers; what is corrected later makes a new version, and nothing "
        "locks."),
    .needs = STAGE_STEPS,
    .options = options,
    .options_size = sizeof(Options),
    .columns = stage_verzend_columns,
    .run = run,
};
