/* A connection to the server, and what its errors mean. */
#include <poll.h>
#include <string.h>

#include "base/i18n.h"
#include "db/postgres_driver.h"

enum { CONNECT_MS = 15000 };

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

/* Before there is a result to ask, the state of a failure stands in its text only: "FATAL:  28P01: …". */
static StageErrorCode
code_of_refusal(PGconn *handle)
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const char *text = PQerrorMessage(handle);

    for (const char *at = strstr(text, ":  "); at != NULL; at = strstr(at + 1, ":  "))
        if (strspn(at + 3, digits) == 5 && at[8] == ':') {
            g_autofree char *state = g_strndup(at + 3, 5);
            StageErrorCode code = code_of(state, FALSE);
            return code == STAGE_ERROR_INTERNAL ? STAGE_ERROR_UNAVAILABLE : code;
        }
    return PQconnectionNeedsPassword(handle) ? STAGE_ERROR_DENIED : STAGE_ERROR_UNAVAILABLE;
}

static const char *
words_of_refusal(StageErrorCode code)
{
    switch (code) {
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

PGconn *
stage_postgres_connect(const char *uri, GError **error)
{
    static const char *const names[] = { "dbname", "client_encoding", "fallback_application_name", NULL };
    const char *const values[] = { uri, "UTF8", "stage", NULL };
    PGconn *handle = PQconnectStartParams(names, values, 1);
    g_autofree char *shown = stage_db_shown(uri);

    g_assert(handle != NULL);
    PQsetErrorVerbosity(handle, PQERRORS_VERBOSE);
    PQsetNoticeProcessor(handle, take_notice, NULL);
    if (PQstatus(handle) != CONNECTION_BAD && wait_for_server(handle)) {
        PQsetErrorVerbosity(handle, PQERRORS_DEFAULT);
        return handle;
    }
    StageErrorCode code = code_of_refusal(handle);
    g_debug("postgres: %s", PQerrorMessage(handle));
    stage_fail(error, code, _("cannot open the store '%s': %s"), shown, _(words_of_refusal(code)));
    PQfinish(handle);
    return NULL;
}
