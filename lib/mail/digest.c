#include "mail/digest.h"

#include "mail/woorden.h"

/* What a docent can do at once comes first. */
static const struct {
    StageStap stap;
    const char *veld;
    gboolean counted;
} lines[] = {
    { STAGE_STAP_ONBEKEND, "regel onbekend", FALSE },
    { STAGE_STAP_LAAT, "regel laat", FALSE },
    { STAGE_STAP_NU, "regel nu", FALSE },
    { STAGE_STAP_AFSPRAAK, "regel afspraak", FALSE },
    { STAGE_STAP_SIGNAAL, "regel signaal", TRUE },
    { STAGE_STAP_POST, "regel post", TRUE },
    { STAGE_STAP_STOP, "regel stop", FALSE },
    { STAGE_STAP_ONBESTELBAAR, "regel onbestelbaar", FALSE },
};

typedef struct {
    const StageSjabloon *sjabloon;
    const StageDigest *digest;
    GString *text;
    GHashTable *seen; /* an address stands in it once, whoever's it is */
} Writer;

static void
add_line(Writer *w, const char *veld, const StageDigestPunt *p, guint count)
{
    const char *taal = w->digest->taal;
    g_autofree char *day = stage_mail_dag(taal, p->voor);
    g_autofree char *number = g_strdup_printf("%u", count);
    const StageInvulling values[] = {
        { "student", p->student },
        { "klas", p->klas },
        { "leerbedrijf", p->leerbedrijf },
        { "docent", p->docent },
        { "moment",
          p->soort < STAGE_SOORTEN ? stage_mail_moment(taal, stage_gesprek_soorten[p->soort]) : NULL },
        { "dag", day },
        { "aantal", number },
        { "adres", p->adres },
        { "soort", p->blokkade == NULL ? NULL : stage_mail_soort(taal, p->blokkade) },
        { NULL, NULL },
    };
    char *line = stage_sjabloon_fill(w->sjabloon, veld, values);

    if (g_hash_table_add(w->seen, line))
        g_string_append_printf(w->text, "%s%s", w->text->len > 0 ? "\n" : "", line);
}

/* One line for all of a docent's. */
static void
add_counted(Writer *w, StageStap stap, const char *veld)
{
    const StageDigest *d = w->digest;

    for (guint i = 0; i < d->n; i++) {
        guint count = 0;
        gboolean first = d->punten[i].stap == stap;
        for (guint j = 0; first && j < d->n; j++)
            if (d->punten[j].stap == stap && g_strcmp0(d->punten[j].docent, d->punten[i].docent) == 0) {
                first = j >= i;
                count++;
            }
        if (first)
            add_line(w, veld, &d->punten[i], count);
    }
}

void
stage_digest_make(const StageSjabloon *s, const StageDigest *d, char **out_onderwerp, char **out_tekst)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Writer w = { s, d, text, seen };

    for (gsize l = 0; l < G_N_ELEMENTS(lines); l++) {
        if (lines[l].counted)
            add_counted(&w, lines[l].stap, lines[l].veld);
        for (guint i = 0; !lines[l].counted && i < d->n; i++)
            if (d->punten[i].stap == lines[l].stap)
                add_line(&w, lines[l].veld, &d->punten[i], 1);
    }
    g_autofree char *count = g_strdup_printf("%u", d->n);
    const StageInvulling values[] = { { "naam", d->naam },
                                      { "aantal", count },
                                      { "punten", text->str },
                                      { "school", d->school },
                                      { NULL, NULL } };
    *out_onderwerp = stage_sjabloon_fill(s, "onderwerp", values);
    *out_tekst = stage_sjabloon_fill(s, NULL, values);
}
