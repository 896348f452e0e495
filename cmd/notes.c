#include "cmd/notes.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "cmd/typed.h"

/* The four keys of the article "Een goed gesprek over stage", each with questions that open it. */
typedef struct {
    const char *key;
    const char *questions[4];
} Key;
static const Key keys[STAGE_SLEUTELS] = {
    { N_("the student's learning"),
      { N_("When did the penny drop? What do you know or can you do now, and where else is that of use?"),
        N_("Which question or dilemma did you meet? What bothered you?"),
        N_("At which work did you feel in your place, and where not?") } },
    { N_("the learning potential of the company"),
      { N_("When is there time on a day to talk about the work, and with whom?"),
        N_("Whom can you watch at work? What have you not been able to see yet?"),
        N_("Which work do you do together with somebody, and which by yourself?") } },
    { N_("the praktijkopleider's judgement"),
      { N_("How does the student develop, in your view?"), N_("By which moment do you see that?"),
        N_("What do you expect here of somebody who begins in the profession?") } },
    { N_("guidance choices"),
      { N_("What have you shown lately? How do you involve the student? What do you entrust by now?"),
        N_("Which judgement was behind that choice?"),
        N_("To the student: do you recognise this as guidance?") } },
};

static int
key_of(const char *line)
{
    return line[0] >= '1' && line[0] <= '0' + STAGE_SLEUTELS && line[1] == ':' ? line[0] - '1' : -1;
}

gboolean
stage_notes_parse(const char *text, char *out_notes[STAGE_SLEUTELS], GError **error)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *notes[STAGE_SLEUTELS] = { NULL };
    gboolean good = TRUE;
    int key = -1;

    for (guint i = 0; good && lines[i] != NULL; i++) {
        const char *line = g_strchomp(lines[i]);
        if (stage_typed_is_remark(line))
            continue;
        if (key_of(line) >= 0) {
            key = key_of(line);
            line += 2;
            if (notes[key] == NULL)
                notes[key] = g_string_new(NULL);
        } else if (key < 0 && *line != '\0') {
            good = stage_fail(error, STAGE_ERROR_BAD_INPUT,
                              _("line %u stands before the first key: begin a note with 1:, 2:, 3: or 4:"),
                              i + 1);
        }
        if (key >= 0)
            g_string_append_printf(notes[key], "%s\n", line);
    }
    for (guint k = 0; k < STAGE_SLEUTELS; k++) {
        g_autofree char *note = notes[k] == NULL ? NULL : g_strstrip(g_string_free(notes[k], FALSE));
        if (good && note != NULL && *note != '\0') {
            g_free(out_notes[k]);
            out_notes[k] = g_steal_pointer(&note);
        }
    }
    return good;
}

gboolean
stage_notes_any(char *const notes[STAGE_SLEUTELS])
{
    for (guint k = 0; k < STAGE_SLEUTELS; k++)
        if (notes[k] != NULL)
            return TRUE;
    return FALSE;
}

gboolean
stage_notes_from_input(char *out_notes[STAGE_SLEUTELS], GError **error)
{
    g_autofree char *text = stage_typed_input(error);

    return text != NULL && stage_notes_parse(text, out_notes, error);
}

static char *template(const char *heading)
{
    GString *out = g_string_new(NULL);

    g_string_append_printf(out, "# %s\n# %s\n# %s\n", heading,
                           _("Write behind the number of a key; what stays empty is not kept, nor are lines "
                             "that begin with \"# \"."),
                           _("Write what you would read aloud to the student."));
    for (guint k = 0; k < STAGE_SLEUTELS; k++) {
        g_string_append_printf(out, "\n# %u, %s\n", k + 1, _(keys[k].key));
        for (const char *const *question = keys[k].questions; *question != NULL; question++)
            g_string_append_printf(out, "#   %s\n", _(*question));
        g_string_append_printf(out, "%u: \n", k + 1);
    }
    return g_string_free(out, FALSE);
}

gboolean
stage_notes_from_editor(StageContext *ctx, const char *heading, char *out_notes[STAGE_SLEUTELS],
                        GError **error)
{
    g_autofree char *before = template(heading);
    g_autofree char *after = stage_typed_editor(ctx, before, error);

    if (after == NULL || !stage_notes_parse(after, out_notes, error))
        return FALSE;
    if (stage_notes_any(out_notes))
        return TRUE;
    stage_typed_drop(ctx);
    return stage_fail(error, STAGE_ERROR_BAD_INPUT,
                      _("nothing was typed, so nothing was logged; --zonder-notities logs without notes"));
}
