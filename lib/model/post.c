#include "model/post.h"

#include <stddef.h>

#include "base/i18n.h"

#define AT(member) offsetof(StagePost, member)
#define TEXT(member)                                                                                         \
    {                                                                                                        \
        .name = #member, .kind = STAGE_FIELD_KEPT, .at = AT(member)                                          \
    }
#define NUMBER(member)                                                                                       \
    {                                                                                                        \
        .name = #member, .kind = STAGE_FIELD_NUMBER, .at = AT(member), .size = STAGE_FIELD_MANY              \
    }

const char *const stage_post_uitkomsten[] = { "nakijken",     "inschatting", "akkoord",
                                              "bezwaar",      "stop",        "automatisch",
                                              "onbestelbaar", "vertraagd",   "dubbel",
                                              "afgehandeld",  NULL };

static const StageField fields[] = {
    { .name = "ontvangen", .kind = STAGE_FIELD_KEPT, .at = AT(ontvangen), .required = TRUE },
    { .name = N_("datum"), .kind = STAGE_FIELD_DAY, .at = AT(datum), .required = TRUE },
    { .name = "afdruk", .kind = STAGE_FIELD_KEPT, .at = AT(afdruk), .required = TRUE },
    TEXT(messageid),
    TEXT(van),
    TEXT(onderwerp),
    TEXT(tekst),
    TEXT(bron),
    NUMBER(bericht),
    NUMBER(plaatsing),
    { .name = N_("uitkomst"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(uitkomst),
      .choices = stage_post_uitkomsten,
      .required = TRUE },
    TEXT(reden),
    TEXT(afgehandeld),
};

const StageEntity stage_post = {
    .noun = N_("post"),
    .plural = N_("post"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StagePost),
    .shows_id = TRUE,
    .label = "SELECT CAST(id AS TEXT) || ' ' || coalesce(van, '') || ', ' || datum FROM post WHERE id = $1",
};

StageStmt *
stage_post_list(StageDb *db, const StagePostFilter *f, GError **error)
{
    /* clang-format off */
    static const char sql[] =
        "SELECT t.id, t.ontvangen, t.van, t.onderwerp, t.uitkomst, t.reden, t.bericht, b.soort, t.plaatsing, "
        "nullif(" STAGE_SQL_NAAM("s") ", ''), t.tekst, t.afgehandeld FROM post t LEFT JOIN bericht b ON b.id = t.bericht "
        "LEFT JOIN plaatsing p ON p.id = t.plaatsing LEFT JOIN student s ON s.id = p.student "
        "WHERE (CAST($1 AS BIGINT) IS NULL OR t.id = $1) AND (CAST($2 AS BIGINT) IS NULL OR p.student = $2) "
        "AND ($3 = 1 OR t.uitkomst = 'nakijken') ORDER BY t.id";
    /* clang-format on */

    return stage_db_query(
        db, sql,
        STAGE_ARGS(stage_int_set(f->id), stage_int_set(f->student), stage_int(f->all || f->id != 0 ? 1 : 0)),
        error);
}

gboolean
stage_post_done(StageDb *db, gint64 id, const char *now, const char *why, GError **error)
{
    static const char sql[] =
        "UPDATE post SET uitkomst = 'afgehandeld', reden = $1, afgehandeld = $2 WHERE id = $3";

    return stage_db_change(db, sql, STAGE_ARGS(stage_text(why), stage_text(now), stage_int(id)), error);
}
