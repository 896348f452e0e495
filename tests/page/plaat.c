/* Writes a document that no report makes: every kind of picture, numbers that are not told, not known or
 * below nothing, and text that would like to be markup. For tests/cli/page.bats. plaat html|json LANGUAGE */
#include <string.h>

#include "cmd/document.h"
#include "report/document.h"

#define HOSTILE                                                                                              \
    "</td></table><script>alert(1)</script><img src=x onerror=alert(1)> \"' onclick=x javascript:1 &amp; %s"

static const StageColumn heat_columns[] = {
    { "team", "team", STAGE_COLUMN_TEXT },
    { "leerproces", "leerproces", STAGE_COLUMN_PERCENT },
    { "potentieel", "potentieel", STAGE_COLUMN_PERCENT },
    { "inschatting", "inschatting", STAGE_COLUMN_PERCENT },
    { "keren", "keren", STAGE_COLUMN_NUMBER },
    { "stil", NULL, STAGE_COLUMN_NUMBER },
    { NULL },
};
static const char *const heat[] = { "leerproces", "potentieel", "inschatting", "keren", NULL };

static const StageColumn stack_columns[] = {
    { "bedrijf", "bedrijf", STAGE_COLUMN_TEXT }, { "soort", "soort", STAGE_COLUMN_TEXT },
    { "vast", "vast", STAGE_COLUMN_YESNO },      { "laatste", "laatste", STAGE_COLUMN_DAY },
    { "bezoek", HOSTILE, STAGE_COLUMN_NUMBER },  { "online", "online", STAGE_COLUMN_NUMBER },
    { "deel", "deel", STAGE_COLUMN_PERCENT },    { NULL },
};
static const char *const stack[] = { "bezoek", "online", NULL };
static const char *const bars[] = { "bezoek", "deel", NULL };

static const StageColumn line_columns[] = {
    { "maand", "maand", STAGE_COLUMN_TEXT },
    { "verschil", "verschil", STAGE_COLUMN_PERCENT },
    { "keren", "keren", STAGE_COLUMN_NUMBER },
    { NULL },
};
static const char *const lines[] = { "verschil", NULL };

static void
add_heat(StageDocument *d)
{
    stage_document_rows(d, "warmte", "Heat <b>", STAGE_LAYOUT_TABLE, heat_columns, NULL);
    for (int i = 0; i < 6; i++) {
        g_autofree char *team = g_strdup_printf("team %d", i);
        stage_document_row(d, (const StageValue[]){ stage_text(i == 5 ? HOSTILE : team), stage_int(200 * i),
                                                    i == 2 ? stage_few() : stage_int(1000 - 150 * i),
                                                    i == 3 ? stage_null() : stage_int(5 * i),
                                                    stage_int(i * i), stage_int(77) });
    }
    stage_document_total(d, (const StageValue[]){ stage_text("totaal"), stage_int(501), stage_few(),
                                                  stage_int(0), stage_null(), stage_int(0) });
    stage_document_chart(d, STAGE_CHART_HEAT, heat);
}

static void
add_rows(StageDocument *d, const char *key, StageChartKind kind, const char *const *drawn, int n)
{
    static const char *const kinds[] = { "zorg", "bouw", HOSTILE };

    stage_document_rows(d, key, key, STAGE_LAYOUT_TABLE, stack_columns, NULL);
    for (int i = 0; i < n; i++) {
        g_autofree char *name = g_strdup_printf("Zoë's bedrijf %02d", (i * 7) % n);
        stage_document_row(d, (const StageValue[]){
                                  i == 1 ? stage_null() : stage_text(i == 0 ? HOSTILE : name),
                                  i == 4 ? stage_null() : stage_text(kinds[i % 3]), stage_int(i % 2),
                                  i % 5 == 0 ? stage_null() : stage_text("2026-10-01"), stage_int(i),
                                  i % 9 == 8 ? stage_few() : stage_int(2 * i), stage_int((i * 37) % 1001) });
    }
    stage_document_total(d,
                         (const StageValue[]){ stage_text("totaal"), stage_null(), stage_null(), stage_null(),
                                               stage_int(n * (n - 1) / 2), stage_few(), stage_int(333) });
    stage_document_chart(d, kind, drawn);
}

static void
add_lines(StageDocument *d)
{
    stage_document_rows(d, "verloop", "verloop", STAGE_LAYOUT_TABLE, line_columns, NULL);
    for (int i = 1; i <= 12; i++) {
        g_autofree char *month = g_strdup_printf("2026-%02d", i);
        stage_document_row(d, (const StageValue[]){ stage_text(month),
                                                    i == 6 ? stage_null() : stage_int(i * 31 - 200),
                                                    stage_int(12 - i) });
    }
    stage_document_chart(d, STAGE_CHART_LINES, lines);
}

int
main(int argc, char **argv)
{
    g_autoptr(StageDocument) d = stage_document_new(HOSTILE);
    StagePage page = { .out = stdout,
                       .look = &(const StageDocumentLook){ 0 },
                       .language = argc == 3 ? argv[2] : "en",
                       .width = 80 };

    stage_document_fact(d, "feit", "fact", STAGE_COLUMN_TEXT, stage_text(HOSTILE));
    add_heat(d);
    add_rows(d, "stapel", STAGE_CHART_STACK, stack, 40);
    add_rows(d, "staven", STAGE_CHART_BARS, bars, 5);
    add_rows(d, "stil", STAGE_CHART_NONE, NULL, 150);
    add_lines(d);
    (argc == 3 && strcmp(argv[1], "html") == 0 ? stage_page_html : stage_page_json)(&page, d);
    return 0;
}
