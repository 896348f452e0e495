#include "cmd/verzend.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

const StageColumn stage_verzend_columns[] = {
    { "bericht", NULL, STAGE_COLUMN_NUMBER },
    { "rol", N_("rol"), STAGE_COLUMN_TEXT },
    { "naam", N_("naam"), STAGE_COLUMN_TEXT },
    { "adres", N_("adres"), STAGE_COLUMN_TEXT },
    { "punten", N_("punten"), STAGE_COLUMN_NUMBER },
    { "uitkomst", N_("uitkomst"), STAGE_COLUMN_TEXT },
    { "reden", NULL, STAGE_COLUMN_TEXT },
    { "uitleg", N_("why"), STAGE_COLUMN_TEXT },
    { "onderwerp", NULL, STAGE_COLUMN_TEXT },
    { "tekst", NULL, STAGE_COLUMN_TEXT },
    { 0 },
};

gboolean
stage_verzend_row(StagePrinter *printer, StageVerzendTelling *count, const StageVerzendRij *row,
                  GError **error)
{
    const StageBericht *b = row->bericht;
    const StageValue values[] = { stage_int_set(b == NULL ? 0 : b->id),
                                  stage_text(row->rol),
                                  stage_text(row->naam),
                                  stage_text(row->adres),
                                  stage_int(row->punten),
                                  stage_text(row->uitkomst),
                                  stage_text_set(row->reden),
                                  stage_text_set(row->uitleg),
                                  stage_text(row->text && b != NULL ? b->onderwerp : NULL),
                                  stage_text(row->text && b != NULL ? b->tekst : NULL) };
    gboolean sent = strcmp(row->uitkomst, "verstuurd") == 0,
             held = strcmp(row->uitkomst, "tegengehouden") == 0;

    *(sent ? &count->sent : held ? &count->held : &count->failed) += row->punten;
    count->messages += sent ? 1 : 0;
    count->again += strcmp(row->uitkomst, "later") == 0 ? 1 : 0;
    return printer == NULL || stage_printer_row(printer, values, error);
}

gboolean
stage_verzend_sent(StagePrinter *printer, StageVerzendTelling *count, const StageBericht *b,
                   StageVerzending what, const char *why, guint punten, GError **error)
{
    static const char *const words[] = { "verstuurd", "later", "mislukt" };
    const StageVerzendRij row = { .bericht = b,
                                  .rol = strcmp(b->soort, "coordinator") == 0 ? b->soort : b->rol,
                                  .naam = b->naam,
                                  .adres = b->adres,
                                  .punten = punten,
                                  .uitkomst = words[what],
                                  .uitleg = what == STAGE_VERZONDEN ? NULL : why };

    return stage_verzend_row(printer, count, &row, error);
}

void
stage_verzend_show(FILE *out, const StageBericht *b, gboolean first)
{
    g_autofree char *name = stage_visible(b->naam == NULL ? "" : b->naam);
    g_autofree char *subject = stage_visible(b->onderwerp);
    g_auto(GStrv) lines = g_strsplit(b->tekst, "\n", -1);

    fprintf(out, _("%sTo: %s <%s>\nSubject: %s\n\n"), first ? "" : "--------\n\n", name, b->adres, subject);
    for (char **line = lines; *line != NULL; line++) {
        g_autofree char *safe = stage_visible(*line);
        fprintf(out, "%s\n", safe);
    }
}

gboolean
stage_verzend_say(StageContext *ctx, const StageVerzendTelling *count, gboolean dry, GError **error)
{
    if (count->due != count->sent + count->held + count->failed)
        return stage_fail(error, STAGE_ERROR_INTERNAL, "%u due, but %u + %u + %u", count->due, count->sent,
                          count->held, count->failed);
    stage_say(ctx,
              dry ? _("%u due = %u would be sent + %u held back + %u failed")
                  : _("%u due = %u sent + %u held back + %u failed"),
              count->due, count->sent, count->held, count->failed);
    if (count->messages > 0)
        stage_say(ctx, Q_("%u message", "%u messages", count->messages), count->messages);
    if (count->again > 0)
        stage_say(ctx,
                  Q_("%u message failed and will be tried again",
                     "%u messages failed and will be tried again", count->again),
                  count->again);
    ctx->answer_no = count->failed > 0;
    return TRUE;
}

const char *
stage_verzend_held(StageTegen tegen)
{
    static const char *const words[STAGE_TEGEN] = {
        [STAGE_TEGEN_UREN] = N_("outside of the hours that the school sets"),
        [STAGE_TEGEN_VRIJ] = N_("a day on which they do not work"),
        [STAGE_TEGEN_FEESTDAG] = N_("a public holiday"),
        [STAGE_TEGEN_VAKANTIE] = N_("a holiday of the school"),
        [STAGE_TEGEN_UITGESTELD] = N_("snoozed: 'stage demping list' tells why"),
        [STAGE_TEGEN_BLOKKADE] = N_("no mail to this address: 'stage blokkade list' tells why"),
        [STAGE_TEGEN_GEEN_ADRES] = N_("nobody to tell, or no address"),
        [STAGE_TEGEN_VORIGE] = N_("an earlier message has yet to go"),
        [STAGE_TEGEN_VANDAAG] = N_("they were told today already"),
        [STAGE_TEGEN_MISLUKT] = N_("their last message was given up: 'stage bericht list --open' tells why"),
    };

    return words[tegen] == NULL ? NULL : _(words[tegen]);
}
