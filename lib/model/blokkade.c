#include "model/blokkade.h"

#include <stddef.h>
#include <string.h>

#include "base/i18n.h"

#define AT(member) offsetof(StageBlokkade, member)

const char *const stage_blokkade_soorten[] = { "herinnering", "vraag", "verslag", "alles", NULL };
const char *const stage_blokkade_oorzaken[] = { "stop", "onbestelbaar", NULL };

static const StageField fields[] = {
    { .name = N_("adres"), .kind = STAGE_FIELD_EMAIL, .at = AT(adres), .required = TRUE },
    { .name = N_("soort"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(soort),
      .choices = stage_blokkade_soorten,
      .required = TRUE },
    { .name = N_("oorzaak"),
      .kind = STAGE_FIELD_CHOICE,
      .at = AT(oorzaak),
      .choices = stage_blokkade_oorzaken,
      .required = TRUE },
    { .name = N_("datum"), .kind = STAGE_FIELD_DAY, .at = AT(datum), .required = TRUE },
    { .name = N_("uitleg"), .kind = STAGE_FIELD_LINE, .at = AT(uitleg), .prose = TRUE },
};

/* Addresses are compared without regard to case: the part before the @ could tell it apart (RFC 5321, 2.4),
 * and nobody's does. */
static gboolean
check(StageDb *db, const void *entity, GError **error)
{
    const StageBlokkade *b = entity;

    (void)db;
    (void)error;
    for (char *c = b->adres; *c != '\0'; c++)
        *c = g_ascii_tolower(*c);
    return TRUE;
}

const StageEntity stage_blokkade = {
    .noun = N_("blokkade"),
    .plural = N_("blokkades"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageBlokkade),
    .shows_id = TRUE,
    .label = "SELECT CAST(id AS TEXT) || ' ' || adres || ', ' || soort FROM blokkade WHERE id = $1",
    .check = check,
};

gboolean
stage_blokkade_find(StageDb *db, const char *adres, const char *soort, gint64 *out_id, GError **error)
{
    static const char sql[] =
        "SELECT id FROM blokkade WHERE adres = $1 AND soort IN ($2, 'alles') ORDER BY id LIMIT 1";
    g_autofree char *folded = g_ascii_strdown(adres, -1);
    const char *kind = strcmp(soort, "coordinator") == 0 ? "herinnering" : soort;

    return stage_db_find(db, sql, STAGE_ARGS(stage_text(folded), stage_text(kind)), out_id, error);
}

gboolean
stage_blokkade_put(StageDb *db, const StageBlokkade *given, gint64 *out_id, GError **error)
{
    static const char sql[] = "SELECT id FROM blokkade WHERE adres = $1 AND soort = $2 AND oorzaak = $3";
    StageBlokkade b = { 0 };
    gint64 there = 0;

    stage_fields_copy(stage_blokkade.fields, &b, given);
    gboolean done = stage_entity_check(&stage_blokkade, db, &b, error) &&
                    stage_db_find(db, sql,
                                  STAGE_ARGS(stage_text(b.adres), stage_text(b.soort), stage_text(b.oorzaak)),
                                  &there, error) &&
                    (there != 0 || stage_entity_add(&stage_blokkade, db, &b, error));
    *out_id = done && there == 0 ? b.id : 0;
    stage_entity_clear(&stage_blokkade, &b);
    return done;
}

StageStmt *
stage_blokkade_list(StageDb *db, gint64 id, const char *adres, GError **error)
{
    static const char sql[] = "SELECT id, adres, soort, oorzaak, datum, uitleg FROM blokkade WHERE (CAST($1 "
                              "AS BIGINT) IS NULL OR id = $1) "
                              "AND (CAST($2 AS TEXT) IS NULL OR adres = lower($2)) ORDER BY adres, id";

    return stage_db_query(db, sql, STAGE_ARGS(stage_int_set(id), stage_text(adres)), error);
}
