/* What `stage plan` found, and its rows. */
#pragma once

#include "cmd/command.h"
#include "report/caseload.h"

/* What .ask made, for .run: the search takes longer than others should wait for the store. */
typedef struct {
    StageCaseload *load;
    StagePlan *plan;
} StageMade;

static inline StageCaseTalk *
stage_made_talk(const StageMade *made, guint i)
{
    return g_ptr_array_index(made->load->talks, i);
}

extern const StageColumn stage_plan_columns[];

/* By day; what has none comes last, with the reason. */
gboolean stage_plan_print(StageContext *ctx, const StageMade *made, GError **error);
