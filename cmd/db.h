/* The verbs of db that stand in files of their own. */
#pragma once

#include "cmd/command.h"

extern const StageCommand stage_db_copy_command, stage_db_dump, stage_db_load;
