#include "model/invoer.h"

#include <stddef.h>

#include "base/i18n.h"

#define AT(member) offsetof(StageInvoer, member)
#define COUNT(member)                                                                                        \
    {                                                                                                        \
        .name = #member, .kind = STAGE_FIELD_NUMBER, .at = AT(member), .size = STAGE_FIELD_MANY              \
    }

static const StageField fields[] = {
    { .name = N_("bestand"), .kind = STAGE_FIELD_LINE, .at = AT(bestand), .required = TRUE },
    { .name = "sha256", .kind = STAGE_FIELD_LINE, .at = AT(sha256), .required = TRUE },
    { .name = N_("profiel"), .kind = STAGE_FIELD_LINE, .at = AT(profiel) },
    { .name = N_("codering"), .kind = STAGE_FIELD_LINE, .at = AT(codering) },
    COUNT(rijen),
    COUNT(geweigerd),
    COUNT(nieuw),
    COUNT(gewijzigd),
    COUNT(ongewijzigd),
    COUNT(conflicten),
    COUNT(verdwenen),
};

const StageEntity stage_invoer = {
    .noun = N_("invoer"),
    .plural = N_("invoeren"),
    .fields = STAGE_FIELDS(fields),
    .size = sizeof(StageInvoer),
    .shows_id = TRUE,
    .label = "SELECT CAST(id AS TEXT) || ' ' || bestand FROM invoer WHERE id = $1",
};

StageStmt *
stage_invoer_list(StageDb *db, guint limit, GError **error)
{
    static const char sql[] =
        "SELECT i.id, h.tijdstip, h.wie, i.bestand, i.profiel, i.codering, coalesce(i.rijen, 0), "
        "coalesce(i.nieuw, 0), "
        "coalesce(i.gewijzigd, 0), coalesce(i.ongewijzigd, 0), coalesce(i.conflicten, 0), "
        "coalesce(i.geweigerd, 0), "
        "coalesce(i.verdwenen, 0), i.sha256 FROM invoer i LEFT JOIN journaal j ON j.tabel = 'invoer' AND "
        "j.rij = i.id "
        "AND j.soort = 'add' LEFT JOIN handeling h ON h.id = j.handeling ORDER BY i.id DESC LIMIT $1";

    return stage_db_query(db, sql, STAGE_ARGS(stage_int(limit == 0 ? G_MAXINT32 : limit)), error);
}
