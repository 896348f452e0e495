/* What the table says, for people and as data. */
#pragma once

#include "cmd/command.h"

/* The whole program (both NULL), a noun, or a command. */
void stage_help_print(FILE *out, const StageNoun *noun, const StageCommand *command);
/* One line: how the program, noun or command is called. The caller frees it. */
char *stage_help_usage(const StageNoun *noun, const StageCommand *command);
