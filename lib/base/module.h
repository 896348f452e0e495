/* Libraries that few commands need are linked by modules of their own, opened when one of them does. */
#pragma once

#include <glib.h>

/* A symbol of the module stage/NAME.so in the library folder, which stays open; UNAVAILABLE, with what to
 * install, when it is not there. */
void *stage_module_symbol(const char *name, const char *symbol, GError **error);
