#include "base/module.h"

#include <dlfcn.h>

#include "base/error.h"
#include "base/i18n.h"
#include "config.h"

void *
stage_module_symbol(const char *name, const char *symbol, GError **error)
{
    g_autofree char *path = g_strdup_printf("%s/stage/%s.so", LIBDIR, name);
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    void *found = module == NULL ? NULL : dlsym(module, symbol);

    return found != NULL
               ? found
               : stage_fail_null(error, STAGE_ERROR_UNAVAILABLE,
                                 _("the module '%s' of stage cannot be opened: %s"), name, dlerror());
}
