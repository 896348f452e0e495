#include "verslag/form.h"

#include <string.h>

#include "base/i18n.h"

char *
stage_afspraak_words(const StageAfspraak *a, StageDay today)
{
    int late = stage_day_is_set(a->voor) ? stage_day_number(today) - stage_day_number(a->voor) : 0;
    g_autofree char *by = late > 0 ? g_strdup_printf(Q_(", voor %s (%d day late)", ", voor %s (%d days late)",
                                                        (guint)late),
                                                     a->voor.text, late)
                          : stage_day_is_set(a->voor) ? g_strdup_printf(_(", voor %s"), a->voor.text)
                                                      : g_strdup("");
    g_auto(GStrv) lines = g_strsplit(a->wat, "\n", -1);
    g_autofree char *wat = g_strjoinv(" ", lines);

    return g_strdup_printf("%s: %s%s", a->wie, wat, by);
}

static void
add_remark(GString *out, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (char **line = lines; *line != NULL; line++)
        g_string_append_printf(out, "# %s\n", *line);
}

static void
add_afspraken(GString *out, const StageVerslagForm *form)
{
    if (form->afspraken == NULL || form->afspraken->len == 0)
        return;
    g_string_append_c(out, '\n');
    add_remark(
        out, _("--- First: what was agreed. What you write below one closes it; \"voor: 12 jan\" moves it."));
    for (guint i = 0; i < form->afspraken->len; i++) {
        const StageAfspraak *a = g_ptr_array_index(form->afspraken, i);
        g_autofree char *words = stage_afspraak_words(a, form->today);
        g_string_append_printf(out, "[afspraak %" PRId64 "]\n", a->id);
        add_remark(out, words);
        g_string_append(out, "\n");
    }
}

/* What stands below a heading besides its question: its empty fields, a remark. */
static const struct {
    StageKopSoort soort;
    const char *remark, *fields;
} extras[] = {
    { STAGE_KOP_KANS, NULL, "geboden:\n" },
    { STAGE_KOP_ZIENSWIJZE, NULL, "herkend:\n" },
    { STAGE_KOP_AFSPRAAK, N_("one on a line, such as: student: makes a planning, voor 5 dec"), "" },
    { STAGE_KOP_VOLGENDE, N_("the day, and if you know them the time and how you meet: 12 jan 14:30 bezoek"),
      "" },
    { STAGE_KOP_VERTROUWELIJK, N_("what you keep to yourself: not in lists, reports or search"), "" },
};

static void
add_kop(GString *out, const StageVerslagForm *form, const StageKop *kop)
{
    const char *question = kop->sleutel == 0 ? NULL : stage_vragen_text(form->vragen, kop->naam, "vraag");

    g_string_append_printf(out, "[%s]\n", kop->naam);
    if (question != NULL)
        add_remark(out, question);
    for (gsize i = 0; i < G_N_ELEMENTS(extras); i++)
        if (extras[i].soort == kop->soort) {
            if (extras[i].remark != NULL)
                add_remark(out, _(extras[i].remark));
            g_string_append(out, extras[i].fields);
        }
    if (kop->soort == STAGE_KOP_KEUZE)
        g_string_append(out, g_strcmp0(kop->aspect, "meedoen") == 0 ? "gebied:\nherkend:\n" : "herkend:\n");
    g_string_append_c(out, '\n');
}

/* A key's title above its first heading. */
static void
add_title(GString *out, const StageVerslagForm *form, gint64 sleutel)
{
    g_autofree char *groep = g_strdup_printf("sleutel%" PRId64, sleutel);
    const char *titel = sleutel == 0 ? NULL : stage_vragen_text(form->vragen, groep, "titel");
    g_autofree char *text = sleutel == 0
                                ? g_strdup(_("--- and then"))
                                : g_strdup_printf("--- %" PRId64 " %s", sleutel, titel == NULL ? "" : titel);

    add_remark(out, text);
}

char *
stage_verslag_form(const StageVerslagForm *form)
{
    GString *out = g_string_new(NULL);
    gint64 sleutel = -1;

    add_remark(out, form->heading);
    add_remark(
        out,
        _("Write below a heading. What stays empty is not kept, nor are lines that begin with \"# \".\n"
          "A heading that you do not need may stay or go; one may come more than once.\n"
          "Behind geboden: write ja or nee, behind herkend: ja, deels or nee, behind gebied: werk, team or "
          "beroepsgroep.\n"
          "Write what you would read aloud to the student."));
    add_afspraken(out, form);
    for (const StageKop *kop = stage_koppen; kop->naam != NULL; kop++) {
        if (g_ascii_isdigit(*kop->naam))
            continue;
        if (kop->sleutel != sleutel) {
            g_string_append_c(out, '\n');
            add_title(out, form, kop->sleutel);
            sleutel = kop->sleutel;
        }
        add_kop(out, form, kop);
    }
    return g_string_free(out, FALSE);
}
