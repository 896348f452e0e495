#include "import/privacy.h"

#include <string.h>

#include "base/text.h"

/* What exports hold and guidance has no use for. A school may use the burgerservicenummer only for what a law
 * prescribes (UAVG art. 46), and of the rest no more than the goal needs (AVG art. 5): such a column stays
 * out, whatever it is said to mean. Parts of headers, folded tight. */
static const char *const forbidden[] = {
    "burgerservicen", "sofinummer",    "onderwijsnummer", "wachtwoord",  "password",    "bankrekening",
    "iban",           "nationaliteit", "geboorteda",      "geboortepla", "geboortelan", "geboortegem",
    "geslacht",       "gender",        "birthdate",       "allochtoon",  "gehandicapt", "godsdienst",
    "religie",        "etniciteit",    "schuld",          "diagnose",    "dateofbirth",
};

gboolean
stage_import_is_forbidden(const char *key)
{
    if (g_str_has_prefix(key, "bsn") || g_str_has_suffix(key, "bsn") || strcmp(key, "lgf") == 0)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(forbidden); i++)
        if (strstr(key, forbidden[i]) != NULL)
            return TRUE;
    return FALSE;
}

static void
see_passing(StageBsnCount *count, guint32 number)
{
    count->passing++;
    for (guint i = 0; i < count->n_seen; i++)
        if (count->seen[i] == number)
            return;
    if (count->n_seen < G_N_ELEMENTS(count->seen))
        count->seen[count->n_seen++] = number;
}

/* A spreadsheet takes the zero in front away, so that eight figures are left. */
void
stage_bsn_count(StageBsnCount *count, const char *cell)
{
    char nine[10] = "0";
    gsize n = 0;

    for (const char *p = cell; *p != '\0'; p++) {
        if (g_ascii_isdigit(*p) && n < 9)
            nine[n++] = *p;
        else if (g_ascii_isdigit(*p) || strchr(" .", *p) == NULL)
            n = 10;
        if (n > 9)
            break;
    }
    if (n == 8) {
        memmove(nine + 1, nine, 8);
        nine[0] = '0';
    }
    if (n == 8 || n == 9) {
        count->numbers++;
        if (stage_passes_eleven_test(nine))
            see_passing(count, (guint32)g_ascii_strtoull(nine, NULL, 10));
    } else if (*cell != '\0') {
        count->others++;
    }
}

gboolean
stage_bsn_is_column(const StageBsnCount *count)
{
    /* That four of four numbers pass by chance happens in one of some fifteen thousand columns. */
    enum { PER_CENT = 90 };

    return count->n_seen == G_N_ELEMENTS(count->seen) && count->passing * 100 >= count->numbers * PER_CENT &&
           count->numbers > count->others;
}
