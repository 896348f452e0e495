/* Builds messages and hands them over, as the commands that send do; for tests/cli/post.bats.
 *
 *   stuur [--sendmail COMMAND] [--maildir FOLDER] [--timeout MS] [--samen] [--print]
 *
 * reads one JSON object per line from standard input, the members of StageMail (lib/mail/brief.h) and "key"
 * (else the message_id), and prints one per message: what came of it ("bezorgd", "later", "nooit", "fout"
 * when it could not be built) and why. With --samen they are flushed at the end, and a last line
 * says when that failed. With --print the bytes of the messages go to standard output instead.
 * The status is that of the last message: 0, 75, 69, 65; 64 and 78 when nothing could begin. */
#include <cjson/cJSON.h>
#include <locale.h>
#include <stdio.h>

#include "base/error.h"
#include "base/module.h"
#include "mail/bezorg.h"
#include "mail/brief.h"

typedef struct {
    StageMailBuild build;
    StageBezorger *bezorger; /* NULL: print */
} Stuur;

static const struct {
    const char *name;
    int status;
} outcomes[] = {
    [STAGE_BEZORGD] = { "bezorgd", 0 },
    [STAGE_BEZORG_LATER] = { "later", 75 },
    [STAGE_BEZORG_NOOIT] = { "nooit", 69 },
};

static const char *
text_of(const cJSON *object, const char *name)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

static char **
list_of(const cJSON *object, const char *name)
{
    const cJSON *item = NULL;
    g_autoptr(GStrvBuilder) list = g_strv_builder_new();

    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(object, name))
        g_strv_builder_add(list, cJSON_GetStringValue(item));
    return g_strv_builder_end(list);
}

static int
tell(const char *name, const char *why, int status)
{
    cJSON *out = cJSON_CreateObject();

    cJSON_AddStringToObject(out, "uitkomst", name);
    if (why != NULL)
        cJSON_AddStringToObject(out, "waarom", why);
    char *text = cJSON_PrintUnformatted(out);
    puts(text);
    cJSON_free(text);
    cJSON_Delete(out);
    return status;
}

static int
send_one(const Stuur *s, const cJSON *object)
{
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) references = list_of(object, "references");
    const StageMail mail = {
        .from = text_of(object, "from"),
        .from_name = text_of(object, "from_name"),
        .to = text_of(object, "to"),
        .to_name = text_of(object, "to_name"),
        .reply_to = text_of(object, "reply_to"),
        .subject = text_of(object, "subject"),
        .text = text_of(object, "text"),
        .language = text_of(object, "language"),
        .message_id = text_of(object, "message_id"),
        .references = *references == NULL ? NULL : (const char *const *)references,
        .date = (gint64)cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(object, "date")),
        .automatic = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(object, "automatic")),
    };
    const char *key = text_of(object, "key");
    g_autoptr(GBytes) bytes = s->build(&mail, &error);

    if (bytes == NULL)
        return tell("fout", error->message, 65);
    if (s->bezorger == NULL) {
        fwrite(g_bytes_get_data(bytes, NULL), 1, g_bytes_get_size(bytes), stdout);
        return 0;
    }
    g_autofree char *why = NULL;
    StageBezorging came = stage_bezorg(s->bezorger, mail.from, mail.to, key == NULL ? mail.message_id : key,
                                       bytes, &why);
    return tell(outcomes[came].name, why, outcomes[came].status);
}

static int
send_all(const Stuur *s)
{
    g_autofree char *line = NULL;
    size_t size = 0;
    int status = 64;

    while (getline(&line, &size, stdin) > 0) {
        cJSON *object = cJSON_Parse(line);
        if (object == NULL)
            return 64;
        status = send_one(s, object);
        cJSON_Delete(object);
    }
    g_autoptr(GError) error = NULL;
    if (s->bezorger != NULL && !stage_bezorger_flush(s->bezorger, &error))
        return tell("later", error->message, 75);
    return status;
}

int
main(int argc, char **argv)
{
    g_autofree char *sendmail = NULL, *maildir = NULL;
    int timeout_ms = 0;
    gboolean print = FALSE, samen = FALSE;
    const GOptionEntry entries[] = {
        { "sendmail", 0, 0, G_OPTION_ARG_STRING, &sendmail, NULL, NULL },
        { "maildir", 0, 0, G_OPTION_ARG_FILENAME, &maildir, NULL, NULL },
        { "timeout", 0, 0, G_OPTION_ARG_INT, &timeout_ms, NULL, NULL },
        { "samen", 0, 0, G_OPTION_ARG_NONE, &samen, NULL, NULL },
        { "print", 0, 0, G_OPTION_ARG_NONE, &print, NULL, NULL },
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GOptionContext) options = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;

    setlocale(LC_ALL, "");
    g_option_context_add_main_entries(options, entries, NULL);
    if (!g_option_context_parse(options, &argc, &argv, &error)) {
        fprintf(stderr, "stuur: %s\n", error->message);
        return 64;
    }
    const StageBezorgWeg weg = {
        .sendmail = sendmail, .maildir = maildir, .timeout_ms = (guint)timeout_ms, .samen = samen
    };
    g_autoptr(StageBezorger) bezorger = print ? NULL : stage_bezorger_new(&weg, &error);
    Stuur s = { .bezorger = bezorger };
    if (error == NULL)
        *(void **)&s.build = stage_module_symbol("mail", "stage_mail_build", &error);
    if (error != NULL) {
        fprintf(stderr, "stuur: %s\n", error->message);
        return 78;
    }
    return send_all(&s);
}
