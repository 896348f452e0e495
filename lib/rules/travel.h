/* How far places lie from each other, and the shortest order of one day's visits. Pure functions; distances
 * are whole metres as the crow flies, so that every machine gives the same answer. */
#pragma once

#include <glib.h>

/* Somewhere a visit can be. Both coordinates count only when `located`; a postcode that is NULL or not Dutch
 * ("1234 AB", "1234ab" or "1234") says nothing. */
typedef struct {
    gboolean located;
    double latitude, longitude; /* degrees, WGS 84 */
    const char *postcode;
} StagePlace;

/* What two postcodes say about the distance when coordinates lack. Our choices, not measured: a full postcode
 * is a side of a street, its four digits a district or a village, its first two digits a region (some 90 in
 * the Netherlands, which makes them some 20 km wide). Other regions, and places of which nothing is known,
 * are taken as 60 km apart: such a visit is never planned because it would be near. */
enum {
    STAGE_TRAVEL_SAME = 100,
    STAGE_TRAVEL_DISTRICT = 3000,
    STAGE_TRAVEL_REGION = 20000,
    STAGE_TRAVEL_ELSEWHERE = 60000,
};

/* Symmetric, not always a metric. With the coordinates of both the great circle between them (haversine:
 * R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68, 1984), else as above by postcode. */
guint stage_travel_metres(const StagePlace *a, const StagePlace *b);

/* Up to so many stops the order is the best there is; above that a good one. */
enum { STAGE_ROUTE_EXACT = 12 };

/* One visit of a day. */
typedef struct {
    const StagePlace *place;
    int minutes; /* after midnight, when it is agreed; -1: at any time */
} StageStop;

/* Puts the indices of the stops into order[0 … n-1], in the order that takes the fewest metres: from `home`
 * past all and back, or without home (NULL) from the first to the last. Stops with a time come in the order
 * of their times; at the same time in either order. Returns the metres. The same stops give the same order.
 *
 * Exact up to STAGE_ROUTE_EXACT by dynamic programming over sets (M. Held and R. M. Karp, "A Dynamic
 * Programming Approach to Sequencing Problems", J. SIAM 10, 1962); above that the nearest neighbour first,
 * then 2-opt (G. A. Croes, Operations Research 6, 1958) and Or-opt (I. Or, thesis, Northwestern University,
 * 1976) until neither gains. */
guint64 stage_route_order(const StageStop *stops, guint n, const StagePlace *home, guint order[]);

/* The metres of the exact tour of n <= STAGE_ROUTE_EXACT stops without times. metres[i * (n + 1) + j] is the
 * way from i to j, with home as the last, at zero metres of all when there is none; `order` may be NULL. */
guint64 stage_route_exact(const guint *metres, guint n, const guint32 *after, guint *order);
