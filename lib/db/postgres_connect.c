/* A connection to the server, and what its errors mean. */
#include <poll.h>
#include <string.h>

#include "base/i18n.h"
#include "db/postgres_driver.h"

/* How long one attempt may take, and how long a server that gives no answer at all is tried. */
enum { CONNECT_MS = 15000, NO_ANSWER_MS = 2000 };

/* DENIED is also what a store that cannot be written to answers. */
static const char *
words_of(const char *state, StageErrorCode code)
{
    gboolean role = g_strcmp0(state, "42501") == 0 || g_strcmp0(state, "0A000") == 0;

    return role ? N_("your role in the store does not allow that") : stage_db_words(code);
}

/* What the caller can do about an SQLSTATE; the first that begins it. */
static StageErrorCode
code_of(const char *state, gboolean deletes)
{
    static const struct {
        const char *state;
        StageErrorCode code;
    } codes[] = {
        { "23505", STAGE_ERROR_EXISTS },
        { "23001", STAGE_ERROR_IN_USE },
        { "23503", STAGE_ERROR_NOT_FOUND },
        { "23", STAGE_ERROR_BAD_INPUT },
        { "22", STAGE_ERROR_BAD_INPUT },
        { "54", STAGE_ERROR_BAD_INPUT },
        { "40", STAGE_ERROR_BUSY },
        { "55P03", STAGE_ERROR_BUSY },
        { "57014", STAGE_ERROR_BUSY },
        { "25P03", STAGE_ERROR_UNAVAILABLE },
        { "25006", STAGE_ERROR_DENIED },
        { "28", STAGE_ERROR_DENIED },
        { "42501", STAGE_ERROR_DENIED },
        { "0A000", STAGE_ERROR_DENIED }, /* writing what a role reads by a view (0010-rechten.sql) */
        { "3D000", STAGE_ERROR_NOT_FOUND },
        { "08", STAGE_ERROR_UNAVAILABLE },
        { "57", STAGE_ERROR_UNAVAILABLE },
        { "53300", STAGE_ERROR_UNAVAILABLE },
        { "53", STAGE_ERROR_IO },
        { "58", STAGE_ERROR_IO },
        { "XX001", STAGE_ERROR_CORRUPT },
        { "XX002", STAGE_ERROR_CORRUPT },
    };

    if (deletes && strcmp(state, "23503") == 0)
        return STAGE_ERROR_IN_USE;
    for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
        if (g_str_has_prefix(state, codes[i].state))
            return codes[i].code;
    return STAGE_ERROR_INTERNAL;
}

/* The server's own words go to GLib's debug log, shown by --verbose only. */
gboolean
stage_postgres_fail(StagePgConnection *c, const PGresult *result, gboolean deletes, GError **error)
{
    const char *state = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *words = result == NULL ? NULL : PQresultErrorMessage(result);

    if (words == NULL || *words == '\0')
        words = PQerrorMessage(c->handle);
    g_debug("postgres: %s", words);
    c->again = stage_postgres_is_lost(c) || (state != NULL && g_str_has_prefix(state, "40"));
    StageErrorCode code = state != NULL                           ? code_of(state, deletes)
                          : PQstatus(c->handle) == CONNECTION_BAD ? STAGE_ERROR_UNAVAILABLE
                                                                  : STAGE_ERROR_INTERNAL;
    return stage_fail(error, code, "%s", _(words_of(state, code)));
}

static void
take_notice(void *data, const char *message)
{
    (void)data;
    g_debug("postgres: %s", message);
}

/* Before there is a result to ask, the state of a failure stands in its text only: "FATAL:  28P01: …". Gives
 * "" when the server did not answer. */
static void
state_of_refusal(PGconn *handle, char state[6])
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const char *text = PQerrorMessage(handle);

    *state = '\0';
    for (const char *at = strstr(text, ":  "); at != NULL && *state == '\0'; at = strstr(at + 1, ":  "))
        if (strspn(at + 3, digits) == 5 && at[8] == ':')
            g_strlcpy(state, at + 3, 6);
}

static StageErrorCode
code_of_refusal(PGconn *handle, const char *state)
{
    StageErrorCode code = code_of(state, FALSE);

    if (*state == '\0')
        return PQconnectionNeedsPassword(handle) ? STAGE_ERROR_DENIED : STAGE_ERROR_UNAVAILABLE;
    return code == STAGE_ERROR_INTERNAL ? STAGE_ERROR_UNAVAILABLE : code;
}

/* How long it is of use to try again: a server that starts, recovers or is full says so. */
static guint
patience_ms(StageErrorCode code, const char *state, guint busy_ms)
{
    return code != STAGE_ERROR_UNAVAILABLE ? 0 : *state == '\0' ? MIN(busy_ms, NO_ANSWER_MS) : busy_ms;
}

static const char *
words_of_refusal(StageErrorCode code)
{
    switch (code) {
    case STAGE_ERROR_BAD_INPUT:
        return N_("that is no URI of a server as PostgreSQL writes it");
    case STAGE_ERROR_NOT_FOUND:
        return N_("the server has no such database: make it there with createdb");
    case STAGE_ERROR_DENIED:
        return N_("the server does not let this user in");
    default:
        return N_("the server cannot be reached");
    }
}

/* Step by step, so that the text of a failure can be asked to have its state, and waiting has an end. */
static gboolean
wait_for_server(PGconn *handle)
{
    gint64 until = g_get_monotonic_time() + CONNECT_MS * G_TIME_SPAN_MILLISECOND;
    PostgresPollingStatusType next = PGRES_POLLING_WRITING;

    while (next != PGRES_POLLING_OK && next != PGRES_POLLING_FAILED) {
        struct pollfd wait = { .fd = PQsocket(handle),
                               .events = next == PGRES_POLLING_READING ? POLLIN : POLLOUT };
        gint64 left = until - g_get_monotonic_time();
        if (left <= 0 || (poll(&wait, 1, (int)(left / G_TIME_SPAN_MILLISECOND) + 1) < 0 && left <= 0))
            return FALSE;
        next = PQconnectPoll(handle);
    }
    return next == PGRES_POLLING_OK;
}

/* When it fails, the handle is the one to ask why. */
static gboolean
connect_once(const char *uri, PGconn **out)
{
    static const char *const names[] = { "dbname", "client_encoding", "fallback_application_name", NULL };
    const char *const values[] = { uri, "UTF8", "stage", NULL };

    *out = PQconnectStartParams(names, values, 1);
    g_assert(*out != NULL);
    PQsetErrorVerbosity(*out, PQERRORS_VERBOSE);
    PQsetNoticeProcessor(*out, take_notice, NULL);
    if (PQstatus(*out) == CONNECTION_BAD || !wait_for_server(*out))
        return FALSE;
    PQsetErrorVerbosity(*out, PQERRORS_DEFAULT);
    return TRUE;
}

/* Waits before another attempt, each time longer, and by chance, so that those who were cut off together do
 * not come back together. FALSE when that is past `until`. */
static gboolean
wait_between(guint attempt, gint64 until)
{
    enum { LEAST_MS = 20, MOST_MS = 1000 };
    gint32 most_ms = MIN(LEAST_MS << MIN(attempt, 8), MOST_MS);
    gint64 wait_us = g_random_int_range(most_ms / 2, most_ms + 1) * (gint64)1000;

    if (g_get_monotonic_time() + wait_us > until)
        return FALSE;
    g_usleep((gulong)wait_us);
    return TRUE;
}

/* What libpq says of one that it cannot read may hold a part of a password, so that it is not shown. */
static gboolean
is_uri(const char *text)
{
    PQconninfoOption *options = PQconninfoParse(text, NULL);

    PQconninfoFree(options);
    return options != NULL;
}

static PGconn *
refuse(const char *uri, StageErrorCode code, GError **error)
{
    g_autofree char *shown = stage_db_shown(uri);

    return stage_fail_null(error, code, _("cannot open the store '%s': %s"), shown,
                           _(words_of_refusal(code)));
}

PGconn *
stage_postgres_connect(const char *uri, guint busy_ms, GError **error)
{
    gint64 begin = g_get_monotonic_time();

    if (!is_uri(uri))
        return refuse(uri, STAGE_ERROR_BAD_INPUT, error);
    for (guint attempt = 0;; attempt++) {
        PGconn *handle = NULL;
        char state[6];
        if (connect_once(uri, &handle))
            return handle;
        state_of_refusal(handle, state);
        StageErrorCode code = code_of_refusal(handle, state);
        gint64 until = begin + patience_ms(code, state, busy_ms) * (gint64)1000;
        g_autofree char *why = g_strdup(PQerrorMessage(handle));
        PQfinish(handle);
        if (wait_between(attempt, until))
            continue;
        g_debug("postgres: %s", why);
        return refuse(uri, code, error);
    }
}
