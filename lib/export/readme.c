#include "export/readme.h"

#include <string.h>

#include "base/i18n.h"

static const char *const written = N_(
    "Each table is a CSV file (RFC 4180) and a JSON file with the same rows, both in UTF-8. Days are written "
    "YYYY-MM-DD, yes and no as true and false; an empty cell, null in JSON, is no value. A row refers to "
    "another "
    "by its id.");
static const char *const formulas = N_(
    "In CSV a text that begins with = + - @, a tab or a carriage return has an apostrophe (') in front, so "
    "that "
    "a spreadsheet does not run it. Who reads the CSV with a program takes one apostrophe away where one of "
    "these comes behind it; a text that began with that apostrophe itself cannot be told apart, so JSON, "
    "which "
    "has every text as it is, is the exact one.");
static const char *const personal = N_(
    "These are personal data (AVG): keep them as carefully as the store, give "
    "them to nobody who does not need "
    "them, and remove them when they have served.");
static const char *const hidden = N_(
    "Under a pseudonym: ids, numbers and codes are the first 128 bits of HMAC-SHA256 under a key that is not "
    "here, the same in every export under that key. Names, e-mail addresses, telephone numbers, places and "
    "all "
    "free text are left out. A day is the Monday of its week. Of a Dutch postcode the first two figures are "
    "left. Classes (pseudonyms too), hours and the like stand only where at least %d rows have the same; the "
    "description of a field says so. Rows stand in the order of their pseudonyms.");
static const char *const remains = N_(
    "They are still personal data (AVG, article 4, point 5): who has the key, or knows enough of somebody, "
    "may "
    "recognise them by what is left, such as a talk in a certain week, a company with one student, a small "
    "programme or a docent with many placements. Keep the key apart, give this to nobody who does not need "
    "it, "
    "and do not lay it beside other data to find out who is who.");

static guint64
count_confidential(GPtrArray *resources)
{
    guint64 n = 0;

    for (guint i = 0; i < resources->len; i++)
        n += ((const StageExportResource *)resources->pdata[i])->count.confidential;
    return n;
}

static void
add_paragraph(GString *to, const char *text)
{
    if (to->len > 0)
        g_string_append(to, "\n\n");
    g_string_append(to, text);
}

char *
stage_export_about(const StageExportOptions *options, GPtrArray *resources)
{
    GString *about = g_string_new(NULL);
    guint left_out = (guint)count_confidential(resources);

    add_paragraph(about, _(written));
    add_paragraph(about, _(formulas));
    if (options->under == NULL) {
        add_paragraph(about, _(personal));
    } else {
        g_autofree char *said = g_strdup_printf(_(hidden), STAGE_EXPORT_COMMON);
        add_paragraph(about, said);
        add_paragraph(about, _(remains));
    }
    if (options->confidential)
        add_paragraph(about, _("What authors of notes keep to themselves is here too."));
    if (left_out > 0) {
        g_autofree char *said = g_strdup_printf(
            Q_("%u confidential note is left out.", "%u confidential notes are left out.", left_out),
            left_out);
        add_paragraph(about, said);
    }
    return g_string_free(about, FALSE);
}

/* Lines of at most `width` characters; what has no blanks stays whole. */
static void
add_wrapped(GString *to, const char *text, glong width)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    glong column = 0;

    for (char **word = words; *word != NULL; word++) {
        const char *newline = strrchr(*word, '\n');
        glong length = g_utf8_strlen(*word, -1);
        if (column > 0 && column + 1 + length > width) {
            g_string_append_c(to, '\n');
            column = 0;
        } else if (column > 0) {
            g_string_append_c(to, ' ');
            column++;
        }
        g_string_append(to, *word);
        column = newline == NULL ? column + length : g_utf8_strlen(newline + 1, -1);
    }
    g_string_append_c(to, '\n');
}

char *
stage_export_readme(const char *about, const StageExportOptions *options, GPtrArray *resources)
{
    enum { WIDTH = 100 };
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "%s\n%s\n\n", _("Placements and their talks, exported by stage"),
                           options->now);
    add_wrapped(text, about, WIDTH);
    g_string_append_c(text, '\n');
    add_wrapped(
        text,
        _("datapackage.json says of every table and field what it is, by the conventions of Frictionless "
          "Data Package: specs.frictionlessdata.io."),
        WIDTH);
    g_string_append_c(text, '\n');
    for (guint i = 0; i < resources->len; i++) {
        const StageExportResource *resource = resources->pdata[i];
        g_string_append_printf(text, "%-20s %9" G_GUINT64_FORMAT "  %s\n", resource->shape->table->of->noun,
                               resource->count.rows, _(resource->shape->table->about));
    }
    return g_string_free(text, FALSE);
}
