/* Reminders: what the verbs of the noun share. */
#pragma once

#include "cmd/command.h"
#include "report/herinneringen.h"

/* The question that `remind` asks of the store today, by the settings. */
StageHerinneringenQuery stage_remind_query(const StageContext *ctx, const StageNorms *norms);

extern const StageCommand stage_remind_why;
extern const StageCommand stage_remind_snooze;
extern const StageCommand stage_remind_waive;
