#include "import/days.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"

/* A year of two digits lies so near to today: registers tell of the placements of now. */
enum { YEARS_NEAR = 10 };
/* 1954-10-03 … 2119-01-11, so that no year or postcode is taken for a serial; the day that 0 is. */
enum { SERIAL_FIRST = 20000, SERIAL_LAST = 80000 };
#define SERIAL_ZERO ((StageDay){ "1899-12-30" })

static const StageDayOrder orders[] = { STAGE_ORDER_DMY, STAGE_ORDER_MDY, STAGE_ORDER_YMD };
static const guint possible[STAGE_DAY_SHAPES] = { [STAGE_DAY_LAST] = STAGE_ORDER_DMY | STAGE_ORDER_MDY,
                                                  [STAGE_DAY_SHORT] = STAGE_ORDER_ANY,
                                                  [STAGE_DAY_BARE] = STAGE_ORDER_DMY | STAGE_ORDER_YMD };

/* A cell in three numbers. */
typedef struct {
    int part[3];
    gsize digits[3];
    gboolean slash;
} Figures;

guint
stage_day_orders(const char *word)
{
    static const struct {
        const char *word;
        guint orders;
    } words[] = { { "found", STAGE_ORDER_ANY },
                  { "dmy", STAGE_ORDER_DMY },
                  { "mdy", STAGE_ORDER_MDY },
                  { "ymd", STAGE_ORDER_YMD } };

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].word, word) == 0)
            return words[i].orders;
    return 0;
}

void
stage_day_form_init(StageDayForm *form, guint prefer, StageDay today)
{
    *form = (StageDayForm){ .today = today, .prefer = prefer };
    for (guint s = 0; s < STAGE_DAY_SHAPES; s++)
        form->shape[s].orders = possible[s];
}

/* --- cells --- */

/* The cell without its time: "2026-09-01T00:00:00+02:00", "1-9-2026 00:00". */
static gsize
date_length(const char *cell)
{
    gsize n = strcspn(cell, "T ");
    const char *time = cell + n + (cell[n] != '\0');

    return strspn(time, "0123456789:.+-Z") == strlen(time) ? n : strlen(cell);
}

static int
number(const char *digits, gsize n)
{
    int value = 0;

    for (gsize i = 0; i < n; i++)
        value = value * 10 + digits[i] - '0';
    return value;
}

/* Three numbers with one and the same sign between them. */
static gboolean
take_apart(const char *cell, gsize length, Figures *out)
{
    const char *p = cell;
    char sign = '\0';

    *out = (Figures){ 0 };
    for (guint i = 0; i < 3; i++) {
        gsize n = strspn(p, "0123456789");
        if (n == 0 || n > 4)
            return FALSE;
        out->part[i] = number(p, n);
        out->digits[i] = n;
        p += n;
        if (i == 2)
            break;
        if (strchr("-/.", *p) == NULL || *p == '\0' || (sign != '\0' && *p != sign))
            return FALSE;
        sign = *p++;
    }
    out->slash = sign == '/';
    return p == cell + length;
}

/* The parts of digits without signs, in one order. */
static void
cut(const char *cell, gsize length, StageDayOrder order, Figures *out)
{
    gsize year = length - 4, at = 0;

    *out = (Figures){ 0 };
    for (guint i = 0; i < 3; i++) {
        gsize n = (order == STAGE_ORDER_YMD ? i == 0 : i == 2) ? year : 2;
        out->part[i] = number(cell + at, n);
        out->digits[i] = n;
        at += n;
    }
}

static StageDay
day_of(int year, int month, int day)
{
    StageDay out = STAGE_NO_DAY;
    char text[16];

    if (year > 9999 || month > 99 || day > 99)
        return out;
    g_snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    stage_day_from_iso(text, &out);
    return out;
}

/* The year that two digits mean, or 0 for one that is too far away. */
static int
near_year(int two, StageDay today)
{
    int now = number(today.text, 4), year = now - now % 100 + two;

    if (year - now > 50)
        year -= 100;
    else if (now - year > 50)
        year += 100;
    return abs(year - now) <= YEARS_NEAR ? year : 0;
}

/* The day that the parts are in an order; no day when there is no such day. */
static StageDay
in_order(const Figures *f, StageDayOrder order, StageDay today)
{
    guint y = order == STAGE_ORDER_YMD ? 0 : 2;
    guint m = order == STAGE_ORDER_MDY ? 0 : 1, d = 3 - y - m;
    int year = f->digits[y] == 2 ? near_year(f->part[y], today) : f->part[y];

    if (f->digits[m] > 2 || f->digits[d] > 2 || (f->digits[y] != 2 && f->digits[y] != 4))
        return STAGE_NO_DAY;
    return day_of(year, f->part[m], f->part[d]);
}

/* What a cell is; FALSE for one whose order is no question. */
static gboolean
shape_of(const char *cell, gsize length, StageDayShape *out, Figures *f)
{
    if (strspn(cell, "0123456789") == length && (length == 6 || length == 8)) {
        *f = (Figures){ 0 };
        *out = length == 8 ? STAGE_DAY_BARE : STAGE_DAY_SHORT;
        return TRUE;
    }
    if (!take_apart(cell, length, f) || f->digits[0] > 2)
        return FALSE;
    *out = f->digits[2] == 4 ? STAGE_DAY_LAST : STAGE_DAY_SHORT;
    return TRUE;
}

static StageDay
read_in(const char *cell, gsize length, const Figures *f, StageDayOrder order, StageDay today)
{
    Figures parts = *f;

    if (f->digits[0] == 0)
        cut(cell, length, order, &parts);
    return in_order(&parts, order, today);
}

void
stage_day_form_see(StageDayForm *form, const char *cell)
{
    gsize length = date_length(cell);
    StageDayShape shape = STAGE_DAY_LAST;
    Figures f;
    guint fits = 0;
    StageDay first = STAGE_NO_DAY;
    gboolean differ = FALSE;

    if (!shape_of(cell, length, &shape, &f))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(orders); i++) {
        if ((form->shape[shape].orders & orders[i]) == 0)
            continue;
        StageDay day = read_in(cell, length, &f, orders[i], form->today);
        if (!stage_day_is_set(day))
            continue;
        fits |= orders[i];
        differ = differ || (stage_day_is_set(first) && stage_day_compare(first, day) != 0);
        first = day;
    }
    if (fits == 0) /* a mistake in this cell; the others decide, and it will be told */
        return;
    form->shape[shape].orders = fits;
    form->shape[shape].slash = form->shape[shape].slash || f.slash;
    form->shape[shape].differ = form->shape[shape].differ || differ;
}

gboolean
stage_day_form_decide(StageDayForm *form, GError **error)
{
    static const char *const examples[] = {
        [STAGE_DAY_LAST] = "03/04/2026", [STAGE_DAY_SHORT] = "03-04-05", [STAGE_DAY_BARE] = "19112011"
    };

    for (guint s = 0; s < STAGE_DAY_SHAPES; s++) {
        guint left = form->shape[s].orders;
        if ((left & form->prefer) != 0)
            left &= form->prefer;
        gboolean one = (left & (left - 1)) == 0;
        if (one || !form->shape[s].differ ||
            (!form->shape[s].slash && left == (STAGE_ORDER_DMY | STAGE_ORDER_MDY))) {
            form->shape[s].orders = left & -left; /* day before month, before year before month */
            continue;
        }
        return stage_fail(
            error, STAGE_ERROR_AMBIGUOUS,
            _("which part is the day and which the month does not follow from its cells, written "
              "like %s: say --days dmy, mdy or ymd"),
            examples[s]);
    }
    return TRUE;
}

/* --- reading --- */

/* Dutch and English, as far as they begin differently. */
static int
month_named(const char *word)
{
    static const char *const names[][2] = {
        { "jan", "jan" }, { "feb", "feb" }, { "mrt", "mar" }, { "apr", "apr" },
        { "mei", "may" }, { "jun", "jun" }, { "jul", "jul" }, { "aug", "aug" },
        { "sep", "sep" }, { "okt", "oct" }, { "nov", "nov" }, { "dec", "dec" },
    };

    if (strcmp(word, "maart") == 0)
        return 3;
    for (int m = 0; m < 12; m++)
        if (g_str_has_prefix(word, names[m][0]) || g_str_has_prefix(word, names[m][1]))
            return m + 1;
    return 0;
}

/* "1 sep. 2026", "1-september-26" */
static StageDay
with_month(const char *cell, StageDay today)
{
    g_autofree char *words = stage_fold(cell);
    g_auto(GStrv) word = g_strsplit(words, " ", 4);
    gsize year = g_strv_length(word) == 3 ? strlen(word[2]) : 0;

    if (year == 0 || strspn(word[0], "0123456789") != strlen(word[0]) || strlen(word[0]) > 2 ||
        strspn(word[2], "0123456789") != year || (year != 2 && year != 4))
        return STAGE_NO_DAY;
    int y = number(word[2], year);
    return day_of(year == 2 ? near_year(y, today) : y, month_named(word[1]),
                  number(word[0], strlen(word[0])));
}

/* "46266", "46266,0" */
static StageDay
of_serial(const char *cell)
{
    gsize n = strspn(cell, "0123456789");
    int days = n == 5 ? number(cell, n) : 0;

    if (days < SERIAL_FIRST || days > SERIAL_LAST ||
        (cell[n] != '\0' &&
         (strchr(",.", cell[n]) == NULL || cell[n + 1 + strspn(cell + n + 1, "0")] != '\0')))
        return STAGE_NO_DAY;
    return stage_day_plus(SERIAL_ZERO, days);
}

gboolean
stage_day_form_read(const StageDayForm *form, const char *cell, StageDay *out, GError **error)
{
    gsize length = date_length(cell);
    StageDayShape shape = STAGE_DAY_LAST;
    StageDay day = STAGE_NO_DAY;
    Figures f;

    gboolean figures = shape_of(cell, length, &shape, &f);
    if (figures)
        day = read_in(cell, length, &f, (StageDayOrder)form->shape[shape].orders, form->today);
    else if (take_apart(cell, length, &f) && f.digits[0] == 4)
        day = in_order(&f, STAGE_ORDER_YMD, form->today);
    if (!stage_day_is_set(day) && form->months)
        day = with_month(cell, form->today);
    if (!stage_day_is_set(day) && form->serials)
        day = of_serial(cell);
    if (stage_day_is_set(day)) {
        *out = day;
        return TRUE;
    }
    enum { LETTERS = 20 };
    g_autofree char *safe = stage_visible(cell);
    g_autofree char *shown = g_utf8_substring(safe, 0, MIN(g_utf8_strlen(safe, -1), LETTERS));
    return figures ? stage_fail(error, STAGE_ERROR_BAD_INPUT, _("the day '%s' does not exist"), shown)
                   : stage_fail(error, STAGE_ERROR_BAD_INPUT, _("'%s' is no date"), shown);
}
