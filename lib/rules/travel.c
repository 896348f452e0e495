#include "rules/travel.h"

#include <math.h>
#include <string.h>

enum { EARTH_RADIUS = 6371009, POSTCODE = 6 };

/* --- distances --- */

static double
radians(double degrees)
{
    return degrees * G_PI / 180;
}

static guint
haversine(const StagePlace *a, const StagePlace *b)
{
    double north = sin(radians(b->latitude - a->latitude) / 2);
    double east = sin(radians(b->longitude - a->longitude) / 2);
    double h = north * north + cos(radians(a->latitude)) * cos(radians(b->latitude)) * east * east;

    return (guint)lround(2 * EARTH_RADIUS * asin(sqrt(CLAMP(h, 0.0, 1.0))));
}

/* The digits and letters of a Dutch postcode, upper case; FALSE for anything else. */
static gboolean
read_postcode(const char *text, char out[POSTCODE + 1])
{
    guint n = 0;

    for (const char *at = text == NULL ? "" : text; *at != '\0'; at++) {
        if (*at == ' ')
            continue;
        if (n == POSTCODE || !(n < 4 ? g_ascii_isdigit(*at) : g_ascii_isalpha(*at)))
            return FALSE;
        out[n++] = g_ascii_toupper(*at);
    }
    out[n] = '\0';
    return n == 4 || n == POSTCODE;
}

static guint
by_postcode(const StagePlace *a, const StagePlace *b)
{
    char one[POSTCODE + 1], other[POSTCODE + 1];

    if (!read_postcode(a->postcode, one) || !read_postcode(b->postcode, other))
        return STAGE_TRAVEL_ELSEWHERE;
    if (strlen(one) == POSTCODE && strcmp(one, other) == 0)
        return STAGE_TRAVEL_SAME;
    if (strncmp(one, other, 4) == 0)
        return STAGE_TRAVEL_DISTRICT;
    return strncmp(one, other, 2) == 0 ? STAGE_TRAVEL_REGION : STAGE_TRAVEL_ELSEWHERE;
}

guint
stage_travel_metres(const StagePlace *a, const StagePlace *b)
{
    if (a == b)
        return 0;
    return a->located && b->located ? haversine(a, b) : by_postcode(a, b);
}

/* --- the exact order --- */

enum { NEVER = G_MAXUINT32 / 2 };

/* Fills best[set * n + last]: the shortest way from home past all stops of the set that ends at `last`. */
static void
fill(const guint *metres, guint n, const guint32 *after, guint32 *best)
{
    guint wide = n + 1;

    for (guint set = 1; set < 1U << n; set++)
        for (guint last = 0; last < n; last++) {
            guint without = set & ~(1U << last);
            guint32 *at = &best[set * n + last];
            *at = NEVER;
            if (without == set || (after != NULL && (after[last] & ~without) != 0))
                continue;
            if (without == 0)
                *at = metres[n * wide + last];
            for (guint one = 0; one < n; one++)
                if ((without >> one & 1U) != 0)
                    *at = MIN(*at, best[without * n + one] + metres[one * wide + last]);
        }
}

/* Walks back from the last stop; of equally short ways the one that ends with the lowest number. */
static guint64
walk_back(const guint *metres, guint n, const guint32 *best, guint *order)
{
    guint wide = n + 1, set = (1U << n) - 1, next = n;
    guint64 length = 0;

    for (guint left = n; left > 0; left--) {
        guint chosen = 0;
        guint32 least = G_MAXUINT32;
        for (guint one = 0; one < n; one++) {
            if ((set >> one & 1U) == 0 || best[set * n + one] + metres[one * wide + next] >= least)
                continue;
            least = best[set * n + one] + metres[one * wide + next];
            chosen = one;
        }
        if (left == n)
            length = least;
        if (order == NULL)
            return length;
        order[left - 1] = chosen;
        set &= ~(1U << chosen);
        next = chosen;
    }
    return length;
}

/* Most days have few stops: their table fits the stack. */
enum { SMALL = 6, SMALL_TABLE = (1 << SMALL) * SMALL };

guint64
stage_route_exact(const guint *metres, guint n, const guint32 *after, guint *order)
{
    guint32 small[SMALL_TABLE];
    g_autofree guint32 *large = n > SMALL ? g_new(guint32, (gsize)(1U << n) * n) : NULL;
    guint32 *best = large == NULL ? small : large;

    g_return_val_if_fail(n <= STAGE_ROUTE_EXACT, 0);
    if (n == 0)
        return 0;
    fill(metres, n, after, best);
    return walk_back(metres, n, best, order);
}

/* --- a good order of many --- */

typedef struct {
    const guint *metres; /* (n + 1) by (n + 1), home last */
    const StageStop *stops;
    guint n;
    guint *order;
} Route;

static guint
way(const Route *r, guint from, guint to)
{
    return r->metres[from * (r->n + 1) + to];
}

/* The stop at a place of the order; home before the first and after the last. */
static guint
stop_at(const Route *r, guint position)
{
    return position < r->n ? r->order[position] : r->n;
}

static guint64
length(const Route *r)
{
    guint64 metres = 0;

    for (guint i = 0; i <= r->n; i++)
        metres += way(r, stop_at(r, i - 1), stop_at(r, i));
    return r->n == 0 ? 0 : metres;
}

static gboolean
keeps_times(const Route *r)
{
    int last = -1;

    for (guint i = 0; i < r->n; i++) {
        int minutes = r->stops[r->order[i]].minutes;
        if (minutes >= 0 && minutes < last)
            return FALSE;
        last = MAX(last, minutes);
    }
    return TRUE;
}

/* Whether a stop may be next: no stop with an earlier time is left. */
static gboolean
may_follow(const Route *r, const gboolean *seen, guint stop)
{
    for (guint i = 0; i < r->n; i++)
        if (!seen[i] && r->stops[stop].minutes >= 0 && r->stops[i].minutes >= 0 &&
            r->stops[i].minutes < r->stops[stop].minutes)
            return FALSE;
    return TRUE;
}

static void
nearest_neighbour(Route *r)
{
    g_autofree gboolean *seen = g_new0(gboolean, r->n);

    for (guint i = 0; i < r->n; i++) {
        guint chosen = r->n;
        for (guint stop = 0; stop < r->n; stop++)
            if (!seen[stop] && may_follow(r, seen, stop) &&
                (chosen == r->n || way(r, stop_at(r, i - 1), stop) < way(r, stop_at(r, i - 1), chosen)))
                chosen = stop;
        r->order[i] = chosen;
        seen[chosen] = TRUE;
    }
}

/* Turns first … last around, which is its own undoing. */
static void
reverse(Route *r, guint first, guint last)
{
    for (; first < last; first++, last--) {
        guint swap = r->order[first];
        r->order[first] = r->order[last];
        r->order[last] = swap;
    }
}

static gboolean
two_opt(Route *r)
{
    for (guint i = 0; i + 1 < r->n; i++)
        for (guint j = i + 1; j < r->n; j++) {
            guint before = stop_at(r, i - 1), after = stop_at(r, j + 1);
            if (way(r, before, r->order[j]) + way(r, r->order[i], after) >=
                way(r, before, r->order[i]) + way(r, r->order[j], after))
                continue;
            reverse(r, i, j);
            if (keeps_times(r))
                return TRUE;
            reverse(r, i, j);
        }
    return FALSE;
}

/* Moves `size` stops from `from` to before what comes `to` places later (or earlier) and back again: two
 * parts that change places are three reversals. */
static void
exchange(Route *r, guint first, guint middle, guint last)
{
    reverse(r, first, middle - 1);
    reverse(r, middle, last - 1);
    reverse(r, first, last - 1);
}

/* Or-opt: a run of up to three stops changes places with a run of any length beside it. */
static gboolean
or_opt(Route *r)
{
    for (guint first = 0; first < r->n; first++)
        for (guint middle = first + 1; middle < r->n; middle++)
            for (guint last = middle + 1; last <= r->n; last++) {
                guint a = stop_at(r, first - 1), b = r->order[first], c = r->order[middle - 1],
                      d = r->order[middle], e = r->order[last - 1], f = stop_at(r, last);
                if ((middle - first > 3 && last - middle > 3) ||
                    way(r, a, d) + way(r, e, b) + way(r, c, f) >= way(r, a, b) + way(r, c, d) + way(r, e, f))
                    continue;
                exchange(r, first, middle, last);
                if (keeps_times(r))
                    return TRUE;
                exchange(r, first, first + last - middle, last);
            }
    return FALSE;
}

/* --- the order --- */

static guint *
all_ways(const StageStop *stops, guint n, const StagePlace *home)
{
    guint wide = n + 1;
    guint *metres = g_new0(guint, (gsize)wide * wide);

    for (guint i = 0; i <= n; i++)
        for (guint j = 0; j < i; j++) {
            const StagePlace *a = i == n ? home : stops[i].place;
            guint way_there = a == NULL ? 0 : stage_travel_metres(a, stops[j].place);
            metres[i * wide + j] = metres[j * wide + i] = way_there;
        }
    return metres;
}

guint64
stage_route_order(const StageStop *stops, guint n, const StagePlace *home, guint order[])
{
    g_autofree guint *metres = all_ways(stops, n, home);
    guint32 after[STAGE_ROUTE_EXACT] = { 0 }; /* which stops must come before */

    if (n <= STAGE_ROUTE_EXACT) {
        for (guint i = 0; i < n; i++)
            for (guint j = 0; j < n; j++)
                if (stops[i].minutes >= 0 && stops[j].minutes >= 0 && stops[j].minutes < stops[i].minutes)
                    after[i] |= 1U << j;
        return stage_route_exact(metres, n, after, order);
    }
    Route route = { .metres = metres, .stops = stops, .n = n, .order = order };
    nearest_neighbour(&route);
    while (two_opt(&route) || or_opt(&route))
        ;
    return length(&route);
}
