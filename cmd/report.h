/* The reports that have a file of their own. */
#pragma once

#include "cmd/command.h"

extern const StageCommand stage_report_bewijs_command;
