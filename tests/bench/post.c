/* What mail costs that goes into a Maildir, for tests/bench/bench:
 *   bench-post FOLDER N
 * builds N messages, hands N over of one that was built, and does both; a new Maildir in FOLDER each time,
 * which should lie on a disk: each message is flushed on its own, and the folder behind it. Prints messages
 * per second of each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mail/bezorg.h"
#include "mail/brief.h"

typedef struct {
    gboolean build, put, together;
    const char *name;
} Round;

static void
done(gboolean did, const char *why)
{
    if (did)
        return;
    fprintf(stderr, "bench-post: %s\n", why == NULL ? "failed" : why);
    exit(1);
}

static GBytes *
build(guint number)
{
    static const char text[] =
        "Beste Zo\u00eb,\n\nVolgende week is het tussengesprek over je stage bij Bakkerij De Korst. We "
        "praten dan over "
        "wat je geleerd hebt, wat er goed gaat en wat je nog wilt laten zien.\n\nWil je hier kort op "
        "antwoorden?\n\n1. Wat kun je nu dat je eerst niet kon?\n2. Waar werd je enthousiast van?\n3. Wat "
        "wil je "
        "nog leren?\n\n- Antwoord gewoon op deze mail.\n- Een paar zinnen is genoeg.\n\n-- \nStagebureau\n";
    g_autoptr(GError) error = NULL;
    g_autofree char *id = g_strdup_printf("bench.%u@example.org", number);
    const StageMail mail = { .from = "stage@example.org",
                             .from_name = "Stagebureau",
                             .to = "zoe@example.org",
                             .to_name = "Zo\u00eb van 't Hof",
                             .reply_to = "antwoord@example.org",
                             .subject = "Je tussengesprek: drie vragen vooraf",
                             .text = text,
                             .language = "nl",
                             .message_id = id,
                             .date = 1795428000,
                             .automatic = TRUE };
    GBytes *bytes = stage_mail_build(&mail, &error);

    done(bytes != NULL, error == NULL ? NULL : error->message);
    return bytes;
}

static double
run(const Round *round, const char *folder, guint n)
{
    g_autofree char *maildir = g_strdup_printf("%s/%s", folder, round->name);
    g_autoptr(GError) error = NULL;
    const StageBezorgWeg weg = { .maildir = maildir, .samen = round->together };
    g_autoptr(StageBezorger) bezorger = stage_bezorger_new(&weg, &error);
    g_autoptr(GBytes) one = build(0);

    done(bezorger != NULL, error == NULL ? NULL : error->message);
    gint64 begin = g_get_monotonic_time();
    for (guint i = 0; i < n; i++) {
        g_autofree char *why = NULL, *key = g_strdup_printf("%" G_GINT64_FORMAT "-%u", begin, i);
        g_autoptr(GBytes) bytes = round->build ? build(i) : g_bytes_ref(one);
        if (round->put)
            done(stage_bezorg(bezorger, "stage@example.org", "zoe@example.org", key, bytes, &why) ==
                     STAGE_BEZORGD,
                 why);
    }
    done(stage_bezorger_flush(bezorger, &error), error == NULL ? NULL : error->message);
    return (double)n * G_USEC_PER_SEC / (double)(g_get_monotonic_time() - begin);
}

int
main(int argc, char **argv)
{
    static const Round rounds[] = {
        { .name = "build", .build = TRUE },
        { .name = "put", .put = TRUE },
        { .name = "put-together", .put = TRUE, .together = TRUE },
        { .name = "both-together", .build = TRUE, .put = TRUE, .together = TRUE }
    };
    guint n = argc != 3 ? 0 : (guint)g_ascii_strtoull(argv[2], NULL, 10);

    if (n == 0) {
        fprintf(stderr, "usage: bench-post FOLDER N\n");
        return 64;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(rounds); i++)
        printf("%s\t%.0f\n", rounds[i].name, run(&rounds[i], argv[1], n));
    return 0;
}
