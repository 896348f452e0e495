#include "mail/html.h"

#include <string.h>

#include "mail/entiteit.h"

enum { QUOTES_MAX = 8, BLOCKS_MAX = 64, LISTS_MAX = 16, TAG_MAX = 16 };

/* What an element does to the lines. */
typedef enum {
    TAG_LINE = 1 << 0,      /* begins and ends a line */
    TAG_PARAGRAPH = 1 << 1, /* has an empty line before and after it */
    TAG_BREAK = 1 << 2,
    TAG_RULE = 1 << 3,
    TAG_CELL = 1 << 4,
    TAG_ITEM = 1 << 5,
    TAG_LIST = 1 << 6,
    TAG_QUOTE = 1 << 7,
    TAG_PRE = 1 << 8,
    TAG_UNSEEN = 1 << 9, /* what is in it is not shown */
    TAG_RAW = 1 << 10,   /* and is no HTML either */
    TAG_IMAGE = 1 << 11,
    TAG_VOID = 1 << 12, /* has no end */
} TagFlags;

typedef struct {
    const char *name;
    guint flags;
} Tag;

static const Tag tags[] = {
    { "address", TAG_LINE },
    { "article", TAG_LINE },
    { "blockquote", TAG_LINE | TAG_QUOTE },
    { "body", TAG_LINE },
    { "br", TAG_BREAK | TAG_VOID },
    { "center", TAG_LINE },
    { "col", TAG_VOID },
    { "dd", TAG_LINE },
    { "div", TAG_LINE },
    { "dl", TAG_LINE },
    { "dt", TAG_LINE },
    { "footer", TAG_LINE },
    { "form", TAG_LINE },
    { "h1", TAG_PARAGRAPH },
    { "h2", TAG_PARAGRAPH },
    { "h3", TAG_PARAGRAPH },
    { "h4", TAG_PARAGRAPH },
    { "h5", TAG_PARAGRAPH },
    { "h6", TAG_PARAGRAPH },
    { "head", TAG_UNSEEN },
    { "header", TAG_LINE },
    { "hr", TAG_RULE | TAG_VOID },
    { "iframe", TAG_UNSEEN | TAG_RAW },
    { "img", TAG_IMAGE | TAG_VOID },
    { "input", TAG_VOID },
    { "li", TAG_ITEM },
    { "link", TAG_VOID },
    { "meta", TAG_VOID },
    { "ol", TAG_LINE | TAG_LIST },
    { "p", TAG_PARAGRAPH },
    { "pre", TAG_PARAGRAPH | TAG_PRE },
    { "script", TAG_UNSEEN | TAG_RAW },
    { "section", TAG_LINE },
    { "style", TAG_UNSEEN | TAG_RAW },
    { "table", TAG_LINE },
    { "td", TAG_CELL },
    { "template", TAG_UNSEEN },
    { "th", TAG_CELL },
    { "title", TAG_UNSEEN | TAG_RAW },
    { "tr", TAG_LINE },
    { "ul", TAG_LINE | TAG_LIST },
};

/* The attributes that matter; each is borrowed from the HTML, with its length. */
typedef struct {
    const char *text;
    gsize length;
} Value;

typedef struct {
    char name[TAG_MAX];
    gboolean end;
    Value class, id, style, alt, start;
    gboolean hidden;
} Element;

typedef struct {
    GString *out;
    GString *line;
    gboolean space;           /* white space stands before the next word */
    gboolean empty;           /* an empty line stands before the next one */
    guint quotes;             /* how deep the quotation is */
    guint line_quotes;        /* and was where the line began */
    guint blocks, pre, lists; /* how many are open */
    gboolean is_quote[BLOCKS_MAX];
    int item[LISTS_MAX]; /* the number of the next one; 0: a list without numbers */
} Page;

/* --- lines --- */

static void
put_quotes(Page *p, guint quotes)
{
    for (guint i = 0; i < MIN(quotes, QUOTES_MAX); i++)
        g_string_append(p->out, i == 0 ? ">" : " >");
}

static void
end_line(Page *p)
{
    while (p->line->len > 0 && p->line->str[p->line->len - 1] == ' ')
        g_string_truncate(p->line, p->line->len - 1);
    if (p->line->len > 0) {
        if (p->empty && p->out->len > 0) {
            put_quotes(p, MIN(p->quotes, p->line_quotes));
            g_string_append_c(p->out, '\n');
        }
        put_quotes(p, p->line_quotes);
        if (p->line_quotes > 0)
            g_string_append_c(p->out, ' ');
        g_string_append_len(p->out, p->line->str, (gssize)p->line->len);
        g_string_append_c(p->out, '\n');
        p->empty = FALSE;
    }
    g_string_truncate(p->line, 0);
    p->space = FALSE;
}

static void
put_char(Page *p, gunichar c)
{
    gboolean white = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';

    if (p->pre > 0 && c == '\n') {
        if (p->line->len == 0)
            p->empty = TRUE;
        end_line(p);
        return;
    }
    if (white && p->pre == 0) {
        p->space = TRUE;
        return;
    }
    if (p->line->len == 0)
        p->line_quotes = p->quotes;
    else if (p->space)
        g_string_append_c(p->line, ' ');
    p->space = FALSE;
    if (c == 0xa0 || white)
        c = ' ';
    /* A line does not begin with spaces, nor with a mark that would make it a quoted one. */
    if (p->line->len == 0 && c == ' ' && p->pre == 0)
        return;
    if (p->line->len == 0 && c == '>')
        g_string_append_c(p->line, ' ');
    g_string_append_unichar(p->line, c);
}

static void
put_text(Page *p, const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        put_char(p, g_utf8_get_char(text));
}

static void
put_rule(Page *p)
{
    static const char rule[] = "________________________________";

    end_line(p);
    if (p->out->len < sizeof rule || strcmp(p->out->str + p->out->len - 5, "____\n") != 0)
        put_text(p, rule);
    end_line(p);
}

/* --- tags --- */

static gboolean
has(Value value, const char *word)
{
    gsize length = strlen(word);

    for (gsize i = 0; i + length <= value.length; i++)
        if (g_ascii_strncasecmp(value.text + i, word, length) == 0)
            return TRUE;
    return FALSE;
}

static const Tag *
find_tag(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(tags); i++)
        if (strcmp(tags[i].name, name) == 0)
            return &tags[i];
    return NULL;
}

/* One attribute at `s`; what comes after it. */
static const char *
read_attribute(const char *s, Element *e)
{
    gsize name_length = strcspn(s, " \t\r\n\f=>/");
    const char *name = s;
    const struct {
        const char *name;
        Value *value;
    } known[] = {
        { "class", &e->class }, { "id", &e->id },       { "style", &e->style },
        { "alt", &e->alt },     { "start", &e->start },
    };
    Value value = { "", 0 };

    if (name_length == 0)
        return s + 1; /* a stray = or / */
    s += name_length;
    const char *after = s + strspn(s, " \t\r\n\f");
    if (*after == '=') {
        s = after + 1;
        s += strspn(s, " \t\r\n\f");
        char quote = *s == '"' || *s == '\'' ? *s : '\0';
        const char *end = quote != '\0' ? strchr(s + 1, quote) : s + strcspn(s, " \t\r\n\f>");
        if (end == NULL)
            end = s + strlen(s);
        value.text = quote != '\0' ? s + 1 : s;
        value.length = end > value.text ? (gsize)(end - value.text) : 0;
        s = quote != '\0' && *end != '\0' ? end + 1 : end;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
        if (strlen(known[i].name) == name_length &&
            g_ascii_strncasecmp(name, known[i].name, name_length) == 0)
            *known[i].value = value;
    e->hidden = e->hidden || (name_length == 6 && g_ascii_strncasecmp(name, "hidden", 6) == 0);
    return s;
}

/* The tag after "<"; what comes after its ">". */
static const char *
read_element(const char *s, Element *e)
{
    *e = (Element){ .end = *s == '/' };
    if (e->end)
        s++;
    gsize length = strcspn(s, " \t\r\n\f>/");
    for (gsize i = 0; i < MIN(length, TAG_MAX - 1); i++)
        e->name[i] = g_ascii_tolower(s[i]);
    for (s += length; *s != '\0' && *s != '>';) {
        gsize white = strspn(s, " \t\r\n\f");
        s = white > 0 ? s + white : read_attribute(s, e);
    }
    e->hidden = e->hidden || has(e->style, "display:none") || has(e->style, "display: none");
    return *s == '>' ? s + 1 : s;
}

/* What comes after the end of an element that is not shown. */
static const char *
skip_element(const char *s, const char *name, gboolean raw)
{
    guint depth = 1;
    gsize length = strlen(name);

    while (depth > 0 && (s = strchr(s, '<')) != NULL) {
        Element e = { 0 };
        if (raw && (s[1] != '/' || g_ascii_strncasecmp(s + 2, name, length) != 0)) {
            s++;
            continue;
        }
        if (!raw && g_str_has_prefix(s, "<!--")) {
            s = strstr(s, "-->");
            if (s == NULL)
                break;
            continue;
        }
        if (!g_ascii_isalpha(s[1]) && s[1] != '/') {
            s++;
            continue;
        }
        /* A body begins where a head was not closed. */
        const char *next = read_element(s + 1, &e);
        if (strcmp(name, "head") == 0 && !e.end && strcmp(e.name, "body") == 0)
            return s;
        if (strcmp(e.name, name) == 0)
            depth = e.end ? depth - 1 : depth + 1;
        s = next;
    }
    return s == NULL ? "" : s;
}

static void
begin_item(Page *p)
{
    end_line(p);
    guint list = MIN(p->lists, LISTS_MAX);
    int *number = list == 0 ? NULL : &p->item[list - 1];
    if (number == NULL || *number == 0) {
        put_text(p, "- ");
    } else {
        g_autofree char *text = g_strdup_printf("%d. ", *number);
        *number = *number < 9999 ? *number + 1 : 1;
        put_text(p, text);
    }
}

static void
begin_list(Page *p, const Element *e)
{
    if (p->lists < LISTS_MAX) {
        g_autofree char *start = g_strndup(e->start.text, MIN(e->start.length, 4));
        guint64 first = e->start.length > 0 ? g_ascii_strtoull(start, NULL, 10) : 1;
        p->item[p->lists] = strcmp(e->name, "ol") == 0 ? (int)CLAMP(first, 1, 9999) : 0;
    }
    p->lists++;
}

/* Webmail indents with a blockquote too: what somebody wrote themselves. */
static gboolean
is_indent(const Element *e)
{
    return has(e->style, "border:none") || has(e->style, "border: none") ||
           has(e->class, "webkit-indent-blockquote");
}

static void
begin_quote(Page *p, const Element *e)
{
    gboolean quote = !is_indent(e);

    if (p->blocks < BLOCKS_MAX) {
        p->is_quote[p->blocks] = quote;
        p->quotes += quote ? 1 : 0;
    }
    p->blocks++;
}

static void
end_quote(Page *p)
{
    if (p->blocks == 0)
        return;
    p->blocks--;
    if (p->blocks < BLOCKS_MAX && p->is_quote[p->blocks])
        p->quotes--;
}

/* Outlook's way to begin what it answers: an element with this name, or a border above the headers. */
static gboolean
is_outlook_quote(const Element *e)
{
    return has(e->id, "divRplyFwdMsg") || has(e->id, "mail-editor-reference-message-container") ||
           (has(e->style, "border-top:solid") && has(e->style, "border:none"));
}

static void
begin(Page *p, const Element *e, guint flags)
{
    if (flags & (TAG_LINE | TAG_PARAGRAPH))
        end_line(p);
    if (flags & TAG_BREAK) {
        p->empty = p->empty || p->line->len == 0;
        end_line(p);
    }
    if (flags & TAG_RULE || (strcmp(e->name, "div") == 0 && is_outlook_quote(e)))
        put_rule(p);
    /* Word's paragraphs have no room between them. */
    if (flags & TAG_PARAGRAPH && !has(e->class, "Mso"))
        p->empty = TRUE;
    if (flags & TAG_CELL)
        p->space = TRUE;
    if (flags & TAG_LIST)
        begin_list(p, e);
    if (flags & TAG_ITEM)
        begin_item(p);
    if (flags & TAG_QUOTE)
        begin_quote(p, e);
    if (flags & TAG_PRE)
        p->pre++;
    /* A picture of a face or a thumb says something; the words with others say what they show. */
    if (flags & TAG_IMAGE && e->alt.length > 0 && e->alt.length <= 16 && (guchar)e->alt.text[0] >= 0x80) {
        g_autofree char *alt = g_strndup(e->alt.text, e->alt.length);
        put_text(p, alt);
    }
}

static void
end(Page *p, guint flags)
{
    if (flags & (TAG_LINE | TAG_PARAGRAPH | TAG_ITEM))
        end_line(p);
    if (flags & TAG_PARAGRAPH)
        p->empty = p->empty || (flags & TAG_PRE);
    if (flags & TAG_LIST && p->lists > 0)
        p->lists--;
    if (flags & TAG_QUOTE)
        end_quote(p);
    if (flags & TAG_PRE && p->pre > 0)
        p->pre--;
}

/* A tag, or what only looks like one; what comes after it. */
static const char *
read_tag(Page *p, const char *s)
{
    if (g_str_has_prefix(s, "<!--")) {
        const char *close = strstr(s + 2, "-->");
        return close == NULL ? "" : close + 3;
    }
    if (s[1] == '!' || s[1] == '?') {
        const char *close = strchr(s, '>');
        return close == NULL ? "" : close + 1;
    }
    if (!g_ascii_isalpha(s[s[1] == '/' ? 2 : 1])) {
        put_char(p, '<');
        return s + 1;
    }
    Element e = { 0 };
    s = read_element(s + 1, &e);
    const Tag *tag = find_tag(e.name);
    guint flags = tag == NULL ? 0 : tag->flags;
    if (e.end)
        end(p, flags);
    else if (flags & TAG_UNSEEN || (e.hidden && !(flags & TAG_VOID)))
        return skip_element(s, e.name, (flags & TAG_RAW) != 0);
    else
        begin(p, &e, flags);
    return s;
}

char *
stage_html_text(const char *html)
{
    Page p = { .out = g_string_new(NULL), .line = g_string_new(NULL) };

    for (const char *s = html; *s != '\0';) {
        gunichar c = 0;
        gsize length = *s == '&' ? stage_entiteit(s, &c) : 0;
        if (*s == '<') {
            s = read_tag(&p, s);
        } else if (length > 0) {
            put_char(&p, c);
            s += length;
        } else {
            put_char(&p, g_utf8_get_char(s));
            s = g_utf8_next_char(s);
        }
    }
    end_line(&p);
    g_string_free(p.line, TRUE);
    return g_string_free(p.out, FALSE);
}
