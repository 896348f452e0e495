#include "mail/brief.h"

void
stage_brief_free(StageBrief *brief)
{
    if (brief == NULL)
        return;
    g_free(brief->from);
    g_strfreev(brief->to);
    g_free(brief->subject);
    g_free(brief->message_id);
    g_strfreev(brief->references);
    g_free(brief->text);
    g_free(brief->bounced);
    g_free(brief->bounced_id);
    g_free(brief->status);
    g_free(brief->diagnostic);
    g_free(brief);
}
