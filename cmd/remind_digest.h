/* Reminders, from points to messages: who is told what, in one digest each. */
#pragma once

#include "cmd/verzend.h"

/* A message that is to be made, with its points. */
typedef struct {
    StageBericht bericht;
    GPtrArray *points; /* StageHerinnering */
} StageRemindDigest;

typedef struct {
    StageContext *ctx;
    gboolean dry;               /* messages are shown, and not kept */
    gboolean check;             /* they are only counted */
    StagePrinter *printer;      /* NULL: mails are shown as they are */
    StageVerzendTelling *count; /* of points */
    GPtrArray *digests;         /* StageRemindDigest: to be written and sent */
    GHashTable *templates;      /* by kind and team: each is read once */
} StageRemindRun;

void stage_remind_begin(StageRemindRun *run);
void stage_remind_end(StageRemindRun *run);

/* StageHerinneringenFunc: makes somebody's digest, or tells why it is held back. */
gboolean stage_remind_take(const StageHerinneringen *to, void *data, GError **error);
