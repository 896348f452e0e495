#include "mail/ontvang.h"

#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "mail/antwoord.h"
#include "mail/strategie.h"
#include "model/begeleidingskeuze.h"
#include "model/bericht.h"
#include "model/blokkade.h"
#include "model/inschatting.h"
#include "model/plaatsing.h"
#include "model/reactie.h"

/* --- keeping --- */

static char *
safe(const char *text)
{
    return text == NULL ? NULL : stage_mask_bsn(text);
}

/* The one with these bytes; its id only when it was kept and not looked at: a process was stopped in between.
 */
static gboolean
find_kept(StageDb *db, const char *print, gboolean *out_there, gint64 *out_id, GError **error)
{
    static const char sql[] =
        "SELECT CASE WHEN uitkomst = 'nakijken' AND reden IS NULL THEN id END FROM post "
        "WHERE afdruk = $1";
    g_autoptr(StageStmt) row = stage_db_query(db, sql, STAGE_ARGS(stage_text(print)), error);

    if (row == NULL)
        return FALSE;
    *out_there = stage_stmt_next(row);
    *out_id = *out_there ? stage_stmt_number(row, 0) : 0;
    return stage_stmt_done(row, error);
}

gboolean
stage_ontvang_keep(StageDb *db, const StageBrief *brief, const char *bytes, gsize length,
                   const StageOntvangTijd *when, gint64 *out_id, GError **error)
{
    g_autofree char *print = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
    gboolean person = brief->soort == STAGE_BRIEF_VAN_MENS;
    gboolean secret = brief->bsn || stage_has_bsn(brief->text);
    gboolean there = FALSE;

    *out_id = 0;
    if (!find_kept(db, print, &there, out_id, error) || there)
        return there;
    StagePost post = { .ontvangen = g_strdup(when->now),
                       .datum = when->today,
                       .afdruk = g_steal_pointer(&print),
                       .messageid = g_strdup(brief->message_id),
                       .van = g_strdup(brief->from),
                       .onderwerp = safe(brief->subject),
                       .tekst = brief->soort == STAGE_BRIEF_AUTOMATISCH ? NULL : safe(brief->text),
                       .bron = person && !secret ? g_base64_encode((const guchar *)bytes, length) : NULL,
                       .uitkomst = g_strdup("nakijken") };
    gboolean done = stage_entity_add(&stage_post, db, &post, error);
    *out_id = done ? post.id : 0;
    stage_entity_clear(&stage_post, &post);
    return done;
}

gboolean
stage_ontvang_settle(StageDb *db, const StageOntvangst *job, GError **error)
{
    static const char sql[] =
        "UPDATE post SET uitkomst = CAST($1 AS TEXT), reden = $2, bericht = coalesce(CAST($3 AS BIGINT), "
        "bericht), "
        "plaatsing = coalesce(CAST($4 AS BIGINT), plaatsing), "
        "afgehandeld = CASE WHEN CAST($1 AS TEXT) = 'nakijken' THEN NULL ELSE $5 END WHERE id = $6";

    return stage_db_change(db, sql,
                           STAGE_ARGS(stage_text(job->uitkomst), stage_text_set(job->reden),
                                      stage_int_set(job->bericht), stage_int_set(job->plaatsing),
                                      stage_text(job->when.now), stage_int(job->id)),
                           error);
}

/* --- placing --- */

typedef struct {
    StageDb *db;
    const StageBrief *brief;
    StageOntvangst *job;
    StageBericht sent; /* what it answers; id 0: not known */
    StageAntwoord answer;
} Placing;

/* It is for a person to look at, and why. */
static gboolean
look_at(Placing *p, const char *why)
{
    p->job->uitkomst = "nakijken";
    g_free(p->job->reden);
    p->job->reden = g_strdup(why);
    return TRUE;
}

/* stage+KENMERK@school.nl */
static gboolean
find_by_address(Placing *p, gint64 *out, GError **error)
{
    for (char **to = p->brief->to; *out == 0 && *to != NULL; to++) {
        const char *plus = strchr(*to, '+'), *at = strrchr(*to, '@');
        if (plus == NULL || at == NULL || plus > at)
            continue;
        g_autofree char *token = g_strndup(plus + 1, (gsize)(at - plus - 1));
        if (!stage_bericht_find(p->db, token, out, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
find_sent(Placing *p, GError **error)
{
    gint64 id = p->job->bericht;

    for (char **name = p->brief->references; id == 0 && *name != NULL; name++)
        if (!stage_bericht_find(p->db, *name, &id, error))
            return FALSE;
    if (id == 0 && p->brief->bounced_id != NULL &&
        !stage_bericht_find(p->db, p->brief->bounced_id, &id, error))
        return FALSE;
    if (!find_by_address(p, &id, error) ||
        (id != 0 && !stage_entity_get(&stage_bericht, p->db, id, &p->sent, error)))
        return FALSE;
    p->job->bericht = id;
    if (p->job->plaatsing == 0)
        p->job->plaatsing = p->sent.plaatsing;
    return TRUE;
}

/* Who may speak for whom the message went to: the same address, or another praktijkopleider of the company.
 */
static gboolean
find_sender(Placing *p, gint64 *out_opleider, gboolean *out_known, GError **error)
{
    static const char sql[] = "SELECT o.id FROM plaatsing p JOIN opleider o ON o.leerbedrijf = p.leerbedrijf "
                              "WHERE p.id = $1 AND lower(o.email) = $2 ORDER BY o.id LIMIT 1";
    const char *from = p->brief->from;

    *out_opleider = strcmp(p->sent.rol, "opleider") == 0 ? p->sent.persoon : 0;
    *out_known = from != NULL && g_ascii_strcasecmp(from, p->sent.adres) == 0;
    if (*out_known || from == NULL || *out_opleider == 0)
        return TRUE;
    gint64 other = 0;
    if (!stage_db_find(p->db, sql, STAGE_ARGS(stage_int(p->sent.plaatsing), stage_text(from)), &other, error))
        return FALSE;
    if (other != 0) {
        *out_opleider = other;
        *out_known = TRUE;
    }
    return TRUE;
}

/* --- what it says --- */

/* "reminders" are of both kinds. */
static const char *
kind_of(const StageBericht *b)
{
    return strcmp(b->soort, "coordinator") == 0 ? "herinnering" : b->soort;
}

static gboolean
stop(Placing *p, GError **error)
{
    StageBlokkade row = { .adres = g_strdup(p->sent.adres),
                          .soort = g_strdup(kind_of(&p->sent)),
                          .oorzaak = g_strdup("stop"),
                          .datum = p->job->when.today };
    gint64 id = 0;
    gboolean done = stage_blokkade_put(p->db, &row, &id, error);

    stage_entity_clear(&stage_blokkade, &row);
    p->job->uitkomst = "stop";
    return done;
}

/* What is put where: an answer without numbers is the judgement; what stands beside the answers is kept with
 * it. */
static void
fill(const StageAntwoord *a, StageInschatting *row)
{
    char *const *q = a->vraag;
    const char *judged[] = { q[0], a->vrij, NULL };
    g_autoptr(GPtrArray) parts = g_ptr_array_new();

    for (gsize i = 0; i < G_N_ELEMENTS(judged); i++)
        if (judged[i] != NULL)
            g_ptr_array_add(parts, (char *)(guintptr)judged[i]);
    g_ptr_array_add(parts, NULL);
    row->oordeel = parts->len > 1 ? g_strjoinv("\n\n", (char **)parts->pdata) : NULL;
    row->voorbeeld = g_strdup(q[1]);
    row->begeleiding = g_strdup(q[2]);
    row->bespreken = g_strdup(q[3]);
    if (row->oordeel == NULL) /* an inschatting has one: the first thing that was said */
        row->oordeel = g_strdup(q[1] != NULL ? q[1] : q[2] != NULL ? q[2] : q[3]);
}

/* The strategies that the answer names, each as a choice that answers the judgement. */
static gboolean
put_choices(Placing *p, const StageInschatting *of, GError **error)
{
    guint named = of->begeleiding == NULL ? 0 : stage_strategie_named(of->begeleiding);
    gboolean done = TRUE;

    for (guint i = 0; done && stage_strategieen[i] != NULL; i++) {
        if ((named & 1U << i) == 0)
            continue;
        StageBegeleidingskeuze row = { .plaatsing = of->plaatsing,
                                       .datum = of->datum,
                                       .strategie = g_strdup(stage_strategieen[i]),
                                       .voorbeeld = g_strdup(of->begeleiding),
                                       .inschatting = of->id };
        done = stage_entity_add(&stage_begeleidingskeuze, p->db, &row, error);
        stage_entity_clear(&stage_begeleidingskeuze, &row);
    }
    return done;
}

static gboolean
put_inschatting(Placing *p, gint64 opleider, GError **error)
{
    StageInschatting row = { .plaatsing = p->job->plaatsing,
                             .opleider = opleider,
                             .datum = p->job->when.today };

    fill(&p->answer, &row);
    gboolean done = stage_entity_add(&stage_inschatting, p->db, &row, error) && put_choices(p, &row, error);
    if (done)
        p->job->reden = g_strdup_printf(_("inschatting %" PRId64), row.id);
    stage_entity_clear(&stage_inschatting, &row);
    p->job->uitkomst = "inschatting";
    return done;
}

static gboolean
put_reactie(Placing *p, GError **error)
{
    gboolean agrees = stage_antwoord_reactie(&p->answer) == STAGE_REACTIE_AKKOORD;
    StageReactie row = { .gesprek = p->sent.gesprek,
                         .versie = p->sent.versie,
                         .rol = g_strdup(p->sent.rol),
                         .datum = p->job->when.today,
                         .soort = g_strdup(agrees ? "akkoord" : "bezwaar"),
                         .tekst = stage_antwoord_all(&p->answer) };
    gboolean done = stage_entity_add(&stage_reactie, p->db, &row, error);

    stage_entity_clear(&stage_reactie, &row);
    p->job->uitkomst = agrees ? "akkoord" : "bezwaar";
    return done;
}

/* --- bounces --- */

/* Only of what we sent, by a name that nobody can guess: nobody else's address is closed by a message. */
static gboolean
bounce(Placing *p, GError **error)
{
    const StageBrief *brief = p->brief;

    if (p->sent.id == 0)
        return look_at(p, _("it says that mail did not arrive, and not which"));
    g_autofree char *told = g_strdup_printf("%s %s", brief->status == NULL ? "" : brief->status,
                                            brief->diagnostic == NULL ? "" : brief->diagnostic);
    p->job->reden = g_strstrip(stage_mask_bsn(told));
    if (!brief->permanent || (brief->status != NULL && brief->status[0] != '5')) {
        p->job->uitkomst = "vertraagd";
        return TRUE;
    }
    /* Only what is said of the address itself closes it (RFC 3463: 5.1.x; 5.2.1, a mailbox that is
     * disabled; 5.4.1, as Exchange says it): a full mailbox, a policy, or an address that it was sent on to
     * is for a person. */
    gboolean other = brief->bounced != NULL && g_ascii_strcasecmp(brief->bounced, p->sent.adres) != 0;
    gboolean address = brief->status == NULL || g_str_has_prefix(brief->status, "5.1.") ||
                       strcmp(brief->status, "5.2.1") == 0 || strcmp(brief->status, "5.4.1") == 0 ||
                       strcmp(brief->status, "5.0.0") == 0;
    if (other || !address) {
        p->job->uitkomst = "nakijken";
        return TRUE;
    }
    p->job->uitkomst = "onbestelbaar";
    g_autofree char *said = g_utf8_substring(p->job->reden, 0, MIN(90, g_utf8_strlen(p->job->reden, -1)));
    StageBlokkade row = { .adres = g_strdup(p->sent.adres),
                          .soort = g_strdup("alles"),
                          .oorzaak = g_strdup("onbestelbaar"),
                          .datum = p->job->when.today,
                          .uitleg = *said == '\0' ? NULL : stage_visible(said) };
    gint64 id = 0;
    gboolean done = stage_blokkade_put(p->db, &row, &id, error);
    stage_entity_clear(&stage_blokkade, &row);
    return done;
}

/* --- all of it --- */

/* The same message by another way, or a second reply with the same words: kept, and nothing done. What has
 * the Message-ID of one that was taken in and says something else is for a person to tell. */
static gboolean
find_twice(Placing *p, gboolean *out, GError **error)
{
    static const char sql[] = "SELECT CASE WHEN tekst = $1 THEN 1 ELSE 0 END FROM post WHERE id <> $2 AND "
                              "uitkomst NOT IN ('nakijken', 'dubbel') AND (messageid = $3 OR (tekst = $1 AND "
                              "id = (SELECT max(id) FROM post WHERE bericht = $4 AND id <> $2 "
                              "AND uitkomst NOT IN ('nakijken', 'dubbel')))) "
                              "ORDER BY 1 DESC LIMIT 1";
    g_autofree char *text = safe(p->brief->text);
    g_autoptr(StageStmt)
        row = stage_db_query(p->db, sql,
                             STAGE_ARGS(stage_text(text), stage_int(p->job->id),
                                        stage_text(p->brief->message_id), stage_int_set(p->job->bericht)),
                             error);

    if (row == NULL)
        return FALSE;
    *out = stage_stmt_next(row);
    if (*out && stage_stmt_number(row, 0) == 1)
        p->job->uitkomst = "dubbel";
    else if (*out)
        look_at(p, _("it has the Message-ID of one that was taken in, and says something else"));
    return stage_stmt_done(row, error);
}

static void
read_answer(Placing *p)
{
    g_autofree char *text = safe(p->brief->text);

    stage_antwoord_read(&p->answer, text, p->sent.tekst);
}

/* What a person wrote, to a message that we know or for a placement that a person named. */
static gboolean
take_answer(Placing *p, GError **error)
{
    gint64 opleider = 0;
    gboolean known = FALSE;

    if (p->sent.id == 0 && p->job->plaatsing == 0)
        return look_at(p, _("it answers no message that was sent"));
    if (p->sent.id != 0 && p->answer.stop)
        return stop(p, error);
    if (p->sent.id != 0 && !find_sender(p, &opleider, &known, error))
        return FALSE;
    if (!known && !p->job->accepted)
        return look_at(p, _("it comes from another address than the question went to"));
    g_autofree char *all = stage_antwoord_all(&p->answer);
    gboolean summary = p->sent.id != 0 && strcmp(p->sent.soort, "verslag") == 0;
    if (all == NULL || (summary && stage_antwoord_reactie(&p->answer) == STAGE_REACTIE_LEEG))
        return look_at(p, p->brief->tnef ? _("its text is in a winmail.dat, which is not read")
                                         : _("nothing of their own was found in it"));
    if (summary)
        return put_reactie(p, error);
    if (p->sent.id != 0 && strcmp(p->sent.soort, "vraag") != 0)
        return look_at(p, _("it answers a reminder"));
    return put_inschatting(p, opleider, error);
}

static gboolean
place(Placing *p, GError **error)
{
    gboolean twice = FALSE;

    if (!find_sent(p, error))
        return FALSE;
    switch (p->brief->soort) {
    case STAGE_BRIEF_AUTOMATISCH:
        p->job->uitkomst = "automatisch";
        return TRUE;
    case STAGE_BRIEF_BEZORGING:
        return bounce(p, error);
    default:
        read_answer(p);
        if (!p->job->accepted && !p->answer.stop && !find_twice(p, &twice, error))
            return FALSE;
        return twice || take_answer(p, error);
    }
}

gboolean
stage_ontvang_place(StageDb *db, const StageBrief *brief, StageOntvangst *job, GError **error)
{
    Placing p = { .db = db, .brief = brief, .job = job };
    gboolean done = place(&p, error);

    stage_antwoord_clear(&p.answer);
    stage_entity_clear(&stage_bericht, &p.sent);
    return done;
}
