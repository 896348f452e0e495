/* The verbs of import, beside importing a file. */
#pragma once

#include "cmd/command.h"

extern const StageCommand stage_import_history, stage_import_conflicts, stage_import_accept,
    stage_import_keep;
