#include "import/quotes.h"

#include <string.h>

#include "base/i18n.h"

/* More than this in one pair of quotes is a quote that somebody forgot to close. */
enum { CELL_LINES = 200, CELL_BYTES = 64 * 1024 };

/* With fewer columns than this, any text with a newline may look like rows. */
enum { SPANNING_COLUMNS = 4 };

typedef struct {
    StageQuotes *out;
    char separator;
    guint columns;
    enum { OUTSIDE, INSIDE, AFTER_QUOTE } state;
    char previous; /* the last byte of the block before */
    guint opened;  /* the line of a quote that was opened in an earlier block */
    guint lines;   /* what such a cell holds so far */
    guint separators;
    gsize bytes;
} Check;

static gboolean
ends_cell(const Check *check, char c)
{
    return c == check->separator || c == '\n' || c == '\r';
}

static gboolean
complain(Check *check, guint line, const char *why)
{
    check->out->line = line;
    check->out->why = why;
    return FALSE;
}

typedef struct {
    const char *text, *end;
    guint line; /* of its first byte */
} Block;

/* Adds what lies in a quoted cell between two places. */
static gboolean
inside(Check *check, const char *from, const char *to, gboolean ends)
{
    gsize n = (gsize)(to - from);

    check->bytes += n;
    /* Most cells are one line, and need not be looked at twice. */
    if (ends && check->lines == 0 && memchr(from, '\n', n) == NULL && memchr(from, '\r', n) == NULL)
        return check->bytes <= CELL_BYTES;
    check->lines += stage_lines_count(from, n);
    for (const char *p = from; (p = memchr(p, check->separator, (gsize)(to - p))) != NULL; p++)
        check->separators++;
    return check->bytes <= CELL_BYTES && check->lines <= CELL_LINES;
}

/* From a cell that is open. Gives where it ends, the end of the block when it does not, NULL when it is bad.
 */
static const char *
close_cell(Check *check, const Block *block, const char *from)
{
    const char *start = from;

    for (const char *p = from; p < block->end; p++) {
        if (check->state == INSIDE) {
            const char *quote = memchr(p, '"', (gsize)(block->end - p));
            if (quote == NULL)
                break;
            p = quote;
            check->state = AFTER_QUOTE;
        } else if (*p == '"') {
            check->state = INSIDE;
        } else {
            check->state = OUTSIDE;
            if (ends_cell(check, *p) && inside(check, start, p, TRUE))
                return p;
            return NULL;
        }
    }
    return inside(check, start, block->end, FALSE) ? block->end : NULL;
}

/* Whether the cell that ends here is the first that may be several rows. */
static gboolean
is_spanning(const Check *check)
{
    return check->out->spanning == 0 && check->columns >= SPANNING_COLUMNS && check->lines > 0 &&
           check->separators + 1 >= check->columns;
}

static gboolean
check_block(Check *check, const Block *block)
{
    const char *p = block->text;

    while (p < block->end) {
        guint opened = check->opened;
        const char *from = p;
        if (check->state == OUTSIDE) {
            p = memchr(p, '"', (gsize)(block->end - p));
            if (p == NULL)
                break;
            if (!ends_cell(check, p > block->text ? p[-1] : check->previous)) {
                check->out->inside++;
                p++;
                continue;
            }
            check->out->quoted++;
            check->state = INSIDE;
            check->bytes = check->lines = check->separators = 0;
            opened = 0;
            from = p;
            p++;
        }
        const char *stop = close_cell(check, block, p);
        gboolean spans = stop != NULL && check->state == OUTSIDE && is_spanning(check);
        if (stop == NULL || check->state != OUTSIDE || spans)
            opened = opened > 0 ? opened
                                : block->line + stage_lines_count(block->text, (gsize)(from - block->text));
        check->opened = check->state != OUTSIDE ? opened : 0;
        if (stop == NULL)
            return complain(check, opened,
                            check->bytes > CELL_BYTES || check->lines > CELL_LINES
                                ? _("a quote opens here and is not closed within 200 lines and 64 KiB")
                                : _("a quote opens a cell here, and text follows the quote that closes it"));
        if (spans)
            check->out->spanning = opened;
        p = stop;
    }
    check->previous = block->end[-1];
    return TRUE;
}

gboolean
stage_quotes_check(StageLines *lines, char separator, guint columns, StageQuotes *out, GError **error)
{
    Check check = { .out = out, .separator = separator, .columns = columns, .previous = '\n' };
    char *text = NULL;
    gsize length = 0;

    *out = (StageQuotes){ 0 };
    if (!stage_lines_rewind(lines, error))
        return FALSE;
    do {
        if (!stage_lines_read(lines, &text, &length, error))
            return FALSE;
        Block block = { text, text + length, stage_lines_number(lines) };
        if (length > 0 && !check_block(&check, &block))
            return TRUE;
    } while (length > 0);
    if (check.state == INSIDE)
        complain(&check, check.opened, _("a quote opens here and is not closed"));
    return TRUE;
}
