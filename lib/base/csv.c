#include "base/csv.h"

#include <csv.h>
#include <string.h>

static gboolean
is_formula(const char *text)
{
    return *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
}

void
stage_csv_cell(GString *to, const char *text)
{
    gsize at = to->len;

    if (strpbrk(text, "\",;\r\n\t ") == NULL) {
        g_string_append(to, is_formula(text) ? "'" : "");
        g_string_append(to, text);
        return;
    }
    g_autofree char *safe = is_formula(text) ? g_strconcat("'", text, NULL) : NULL;
    const char *cell = safe == NULL ? text : safe;
    gsize length = strlen(cell), most = 2 * length + 2; /* every sign a quote, and two around them */
    g_string_set_size(to, at + most);
    g_string_truncate(to, at + csv_write(to->str + at, most, cell, length));
}
