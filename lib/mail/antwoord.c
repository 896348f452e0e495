#include "mail/antwoord.h"

#include <string.h>

#include "base/text.h"
#include "mail/antwoord_bron.h"
#include "mail/antwoord_regel.h"

enum { DEPTH_MAX = 16, SURE = 5, AHEAD = 40 };

/* Whose a line is. */
typedef enum {
    VAN_ONS_NIET, /* of the one who answers: their own */
    VAN_ONS,      /* of what was sent, as far as `rest` */
    CITAAT,       /* quoted, but not known from what was sent */
    KOP,          /* of a program: who wrote what is quoted */
} Herkomst;

typedef struct {
    const char *text; /* without the marks of quotation */
    const char *rest; /* what somebody typed behind words of ours, or NULL */
    guint depth;
    guint zone;  /* the quotation without marks that it stands in; 0: none */
    guint vraag; /* of a line of ours: the question that it belongs to */
    Herkomst herkomst;
} Regel;

/* How much of a quotation is known, to tell what was typed in it from what only surrounds it. */
typedef struct {
    guint found, first;
    guint next; /* the word of what was sent that comes after what was found */
} Zone;

typedef struct {
    const StageBron *bron;
    gboolean known; /* there is something that was sent */
    char **lines;
    GArray *regels;
    GArray *zones;          /* of quotations without marks */
    Zone depths[DEPTH_MAX]; /* and of those with marks */
    GString *parts[STAGE_ANTWOORD_VRAGEN + 1];
    gboolean greeted, own; /* a greeting came, or something else of their own */
    gboolean stop;
} Lezer;

static Regel *
regel(const Lezer *l, guint i)
{
    return &g_array_index(l->regels, Regel, i);
}

static guint
new_zone(Lezer *l)
{
    const Zone zone = { 0 };

    g_array_append_val(l->zones, zone);
    return l->zones->len - 1;
}

static const char *
next_text(const Lezer *l, guint i)
{
    for (i++; i < l->regels->len; i++)
        if (!stage_regel_empty(regel(l, i)->text))
            return regel(l, i)->text;
    return NULL;
}

/* --- first: marks of quotation, and heads above what has none --- */

static void
split_lines(Lezer *l)
{
    guint zone = 0;

    for (guint i = 0; l->lines[i] != NULL; i++) {
        Regel r = { .text = l->lines[i] };
        r.depth = stage_regel_depth(l->lines[i], &r.text);
        guint head = r.depth == 0 ? stage_regel_kop(l->lines + i) : 0;
        if (r.depth > 0)
            r.herkomst = CITAAT;
        r.zone = r.depth > 0 ? 0 : zone;
        if (head == 0) {
            g_array_append_val(l->regels, r);
            continue;
        }
        for (guint n = 0; n < head; n++) {
            Regel of_head = { .text = l->lines[i + n], .herkomst = KOP };
            g_array_append_val(l->regels, of_head);
        }
        i += head - 1;
        /* Below it stands the quotation: with marks, or without. */
        guint after = i + 1;
        while (l->lines[after] != NULL && stage_regel_empty(l->lines[after]))
            after++;
        if (l->lines[after] != NULL && *l->lines[after] != '>')
            zone = new_zone(l);
    }
}

/* --- then: what is known from what was sent --- */

static Zone *
zone_of(Lezer *l, const Regel *r)
{
    return r->zone > 0 ? &g_array_index(l->zones, Zone, r->zone) : &l->depths[MIN(r->depth, DEPTH_MAX - 1)];
}

/* Two lines after one another that are ours, whole: a client that neither marks what it quotes nor says who
 * wrote it. What follows is a quotation. */
static gboolean
begins_quotation(const Lezer *l, guint i, const StageBronDeel *deel)
{
    const char *after = next_text(l, i);

    if (!deel->begins || deel->words < SURE || deel->words < deel->of || after == NULL)
        return FALSE;
    StageBronDeel next = stage_bron_find(l->bron, after, NULL, deel->next);
    return next.words >= SURE && next.words == next.of && next.next == deel->next + next.words;
}

/* Makes one of what begins there, and of the lines above that stand above it in what was sent too. */
static void
set_zone(Lezer *l, guint first, guint at)
{
    guint zone = new_zone(l);

    for (guint i = first; i > 0 && at > 0; i--) {
        const Regel *r = regel(l, i - 1);
        if (stage_regel_empty(r->text))
            continue;
        StageBronDeel deel = stage_bron_find(l->bron, r->text, NULL, 0);
        if (r->depth > 0 || r->zone > 0 || r->herkomst == KOP || deel.words == 0 || deel.next != at ||
            deel.words != deel.of)
            break;
        at -= deel.words;
        first = i - 1;
        regel(l, first)->herkomst = VAN_ONS;
    }
    for (guint i = first; i < l->regels->len; i++)
        if (regel(l, i)->depth == 0 && regel(l, i)->zone == 0)
            regel(l, i)->zone = zone;
}

/* Whether what the last lines went on to comes below: then a line that seems to be from further on was typed
 * by somebody who answers in our words. */
static gboolean
comes_below(const Lezer *l, guint i, guint at)
{
    const Regel *r = regel(l, i);

    for (guint n = i + 1; n < l->regels->len && n <= i + AHEAD; n++) {
        const Regel *next = regel(l, n);
        if (next->depth == r->depth && next->zone == r->zone && stage_bron_is_at(l->bron, next->text, at))
            return TRUE;
    }
    return FALSE;
}

static void
find_ours(Lezer *l)
{
    for (guint i = 0; i < l->regels->len; i++) {
        Regel *r = regel(l, i);
        if (r->herkomst == KOP || stage_regel_empty(r->text))
            continue;
        Zone *zone = zone_of(l, r);
        StageBronDeel deel = stage_bron_find(l->bron, r->text, next_text(l, i), zone->next);
        gboolean jump = deel.next - deel.words > zone->next;
        if (deel.words == 0 || (jump && comes_below(l, i, zone->next)))
            continue;
        if (r->depth == 0 && r->zone == 0) {
            if (begins_quotation(l, i, &deel))
                set_zone(l, i, deel.next - deel.words);
            else if (!deel.asks) /* in their own words only a question that they copied is ours */
                continue;
            zone = zone_of(l, r);
        }
        if (zone->found++ == 0)
            zone->first = i;
        zone->next = deel.next;
        r->herkomst = VAN_ONS;
        r->vraag = deel.vraag;
        r->rest = stage_regel_empty(deel.rest) || stage_regel_ruis(deel.rest) ? NULL : deel.rest;
    }
}

/* Without what was sent, the numbers in a quotation tell its questions, and its closing their end. */
static void
find_numbers(Lezer *l)
{
    const char *rest = NULL;
    guint vraag = 0;

    for (guint i = 0; i < l->regels->len; i++) {
        Regel *r = regel(l, i);
        if (r->depth == 0)
            continue;
        guint number = stage_regel_nummer(r->text, &rest);
        if (number == vraag + 1)
            vraag = number;
        else if (stage_regel_afsluiting(r->text))
            vraag = 0;
        r->vraag = vraag;
    }
}

/* --- then: what somebody typed inside a quotation --- */

static guint
best_depth(const Lezer *l)
{
    guint best = 0;

    for (guint depth = 1; depth < DEPTH_MAX; depth++)
        if (l->depths[depth].found > l->depths[best].found || best == 0)
            best = depth;
    return best;
}

/* A quotation of which nothing is known is somebody else's, or an older one: all of it stays out. */
static void
find_typed(Lezer *l)
{
    guint best = best_depth(l);

    for (guint i = 0; i < l->regels->len; i++) {
        Regel *r = regel(l, i);
        if (r->herkomst == VAN_ONS || r->herkomst == KOP || (r->depth == 0 && r->zone == 0))
            continue;
        const Zone *zone = zone_of(l, r);
        gboolean before = zone->found == 0 || i < zone->first;
        if (r->zone > 0)
            r->herkomst = zone->found == 0 || (before && stage_regel_waarschuwing(r->text)) ? CITAAT
                                                                                            : VAN_ONS_NIET;
        else if (r->depth == best && zone->found >= 2 && !before)
            r->herkomst = VAN_ONS_NIET;
    }
}

/* --- last: the answers --- */

static void
add_line(Lezer *l, guint vraag, const char *line)
{
    GString *part = l->parts[vraag];

    g_string_append(part, line);
    g_string_append_c(part, '\n');
}

/* The lines of their own between lines of others, with the question that stands above them. */
typedef struct {
    GArray *lines; /* of const char * */
    guint vraag;
} Blok;

static const char *
line_at(const Blok *b, guint i)
{
    return g_array_index(b->lines, const char *, i);
}

/* "STOP", also said politely: "Stop a.u.b.", "stop met deze mails". */
static gboolean
is_stop(const char *line)
{
    static const char *const polite[] = { "graag",     "aub",     "alstublieft", "svp",   "met",    "deze",
                                          "dit",       "mail",    "mails",       "email", "emails", "e",
                                          "a",         "u",       "b",           "s",     "v",      "p",
                                          "hier",      "hiermee", "please",      "these", "this",   "sturen",
                                          "berichten", "nu",      NULL };
    g_autofree char *folded = stage_fold(line);
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);
    gboolean stop = words[0] != NULL && (strcmp(words[0], "stop") == 0 || strcmp(words[0], "stoppen") == 0);

    for (guint i = 1; stop && words[i] != NULL; i++)
        stop = g_strv_contains(polite, words[i]);
    return stop;
}

/* Leaves out what a program put among their lines, the greeting above and the signature below. */
static void
drop_dress(Lezer *l, Blok *b)
{
    gboolean below = FALSE, apart = FALSE, skip = FALSE;

    for (guint i = 0; i < b->lines->len; i++) {
        const char *line = line_at(b, i);
        const char *above = i == 0 ? "" : line_at(b, i - 1);
        gboolean empty = stage_regel_empty(line), drop = FALSE;
        if (empty) {
            skip = FALSE;
            apart = TRUE;
            continue;
        }
        if (skip || stage_regel_ruis(line)) {
            drop = TRUE;
        } else if (!l->greeted && stage_regel_waarschuwing(line)) {
            drop = skip = TRUE;
        } else if (!l->greeted && b->vraag == 0 && stage_regel_aanhef(line)) {
            drop = l->greeted = TRUE;
        } else if (stage_regel_afsluiting(line)) {
            drop = below = TRUE;
            apart = FALSE;
        } else if (stage_regel_disclaimer(line, below) && (below || stage_regel_empty(above))) {
            drop = skip = TRUE;
        } else if (below && stage_regel_ondertekening(line, apart)) {
            drop = TRUE;
        } else {
            below = FALSE;
            if (is_stop(line) && !l->own && b->vraag == 0)
                l->stop = drop = TRUE;
            l->greeted = l->own = TRUE;
        }
        if (drop)
            g_array_index(b->lines, const char *, i) = "";
    }
}

/* Whether their lines have numbers, as `number` reads them: 1 and 2 at least, in order. */
static gboolean
has_numbers(const Blok *b, guint (*number)(const char *, const char **))
{
    const char *rest = NULL;
    guint expected = 1;

    for (guint i = 0; i < b->lines->len; i++)
        if (number(line_at(b, i), &rest) == expected)
            expected++;
    return expected > 2;
}

/* Whether the numbers of their lines are without a mark; one that has a mark is enough to say that they are
 * not. */
static gboolean
has_bare_numbers(const Blok *b)
{
    const char *rest = NULL;

    for (guint i = 0; i < b->lines->len; i++)
        if (stage_regel_nummer(line_at(b, i), &rest) > 0)
            return FALSE;
    return has_numbers(b, stage_regel_kaal_nummer);
}

/* Where the next answer begins in a line that holds more of them: "goed 2. brood 3. b"; NULL: nowhere. */
static const char *
next_number(const char *text, guint number)
{
    const char marks[] = ".):";

    for (const char *s = text; (s = strchr(s, ' ')) != NULL; s++)
        if ((guint)(s[1] - '0') == number && s[2] != '\0' && strchr(marks, s[2]) != NULL && s[3] == ' ')
            return s;
    return NULL;
}

/* The answer to question 1, or all of them when at least three stand in its line. */
static guint
add_answers(Lezer *l, guint number, const char *text)
{
    const char *second = number == 1 ? next_number(text, 2) : NULL;

    if (second == NULL || next_number(second, 3) == NULL) {
        add_line(l, number, text);
        return number;
    }
    for (const char *next; number < STAGE_ANTWOORD_VRAGEN; number++) {
        next = next_number(text, number + 1);
        if (next == NULL)
            break;
        g_autofree char *one = g_strndup(text, (gsize)(next - text));
        add_line(l, number, one);
        text = next + 4;
    }
    add_line(l, number, text);
    return number;
}

static void
take_block(Lezer *l, Blok *b)
{
    gboolean bare = has_bare_numbers(b), used[STAGE_ANTWOORD_VRAGEN + 1] = { FALSE };

    drop_dress(l, b);
    /* Who numbers the answers below all that is quoted does not mean the question above. */
    if (b->vraag == STAGE_ANTWOORD_VRAGEN && has_numbers(b, stage_regel_nummer))
        b->vraag = 0;
    guint vraag = b->vraag;
    for (guint i = 0; i < b->lines->len; i++) {
        const char *line = line_at(b, i), *rest = NULL;
        guint number = bare ? stage_regel_kaal_nummer(line, &rest) : stage_regel_nummer(line, &rest);
        gboolean meant = number > 0 && !used[number] && (b->vraag == 0 || number == b->vraag);
        if (!meant) {
            add_line(l, vraag, line);
            continue;
        }
        vraag = b->vraag == 0 ? add_answers(l, number, rest) : number;
        if (b->vraag != 0)
            add_line(l, vraag, rest);
        for (guint n = number; n <= vraag; n++)
            used[n] = TRUE;
    }
    add_line(l, vraag, "");
}

static void
end_block(Lezer *l, Blok *b)
{
    if (b->lines->len > 0)
        take_block(l, b);
    g_array_set_size(b->lines, 0);
}

static void
collect(Lezer *l)
{
    Blok b = { .lines = g_array_new(FALSE, FALSE, sizeof(char *)) };

    for (guint i = 0; i < l->regels->len; i++) {
        const Regel *r = regel(l, i);
        if (r->herkomst == VAN_ONS_NIET) {
            g_array_append_val(b.lines, r->text);
            continue;
        }
        /* An empty quoted line belongs to what is around it. */
        if (stage_regel_empty(r->text))
            continue;
        end_block(l, &b);
        b.vraag = r->herkomst == KOP ? 0 : r->herkomst == VAN_ONS || !l->known ? r->vraag : b.vraag;
        if (r->rest != NULL)
            g_array_append_val(b.lines, r->rest);
    }
    end_block(l, &b);
    g_array_unref(b.lines);
}

/* Lines without the spaces around them, at most one empty one between others; NULL when there are none. */
static char *
tidy(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean gap = FALSE;

    for (char **line = lines; *line != NULL; line++) {
        g_strstrip(*line);
        if (stage_regel_empty(*line)) {
            gap = out->len > 0;
            continue;
        }
        if (out->len > 0)
            g_string_append(out, gap ? "\n\n" : "\n");
        g_string_append(out, *line);
        gap = FALSE;
    }
    return out->len == 0 ? NULL : g_string_free(g_steal_pointer(&out), FALSE);
}

static gboolean
put_answer(const Lezer *l, StageAntwoord *answer)
{
    gboolean any = l->stop;

    answer->stop = l->stop;
    answer->vrij = tidy(l->parts[0]->str);
    any = any || answer->vrij != NULL;
    for (guint n = 0; n < STAGE_ANTWOORD_VRAGEN; n++) {
        answer->vraag[n] = tidy(l->parts[n + 1]->str);
        any = any || answer->vraag[n] != NULL;
    }
    return any;
}

/* Nothing of their own, but lines in a quotation that cannot be known again: better too much than nothing. */
static void
take_unknown(Lezer *l)
{
    for (guint i = 0; i < l->regels->len; i++)
        if (regel(l, i)->zone > 0 && regel(l, i)->herkomst == CITAAT)
            regel(l, i)->herkomst = VAN_ONS_NIET;
    collect(l);
}

static gboolean
found_any(const Lezer *l)
{
    for (guint i = 1; i < l->zones->len; i++)
        if (g_array_index(l->zones, Zone, i).found > 0)
            return TRUE;
    for (guint i = 0; i < DEPTH_MAX; i++)
        if (l->depths[i].found > 0)
            return TRUE;
    return FALSE;
}

void
stage_antwoord_read(StageAntwoord *answer, const char *text, const char *sent)
{
    g_autoptr(StageBron) bron = stage_bron_new(sent);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    Lezer l = { .bron = bron, .known = sent != NULL, .lines = lines };

    l.regels = g_array_new(FALSE, TRUE, sizeof(Regel));
    l.zones = g_array_new(FALSE, TRUE, sizeof(Zone));
    for (gsize i = 0; i < G_N_ELEMENTS(l.parts); i++)
        l.parts[i] = g_string_new(NULL);
    new_zone(&l);
    split_lines(&l);
    find_ours(&l);
    if (!found_any(&l)) {
        find_numbers(&l);
        l.known = FALSE;
    }
    find_typed(&l);
    collect(&l);
    if (!put_answer(&l, answer) && !l.known) {
        take_unknown(&l);
        put_answer(&l, answer);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(l.parts); i++)
        g_string_free(l.parts[i], TRUE);
    g_array_unref(l.regels);
    g_array_unref(l.zones);
}
