#include "tui/report/xlsxwriter.h"

#include <dlfcn.h>
#include <string.h>
#include "model/lib.h"

#ifndef XLSX_LIBRARY /* the Makefile knows its name as it was when we compiled against it */
#define XLSX_LIBRARY "libxlsxwriter.so"
#endif

struct xlsx_functions xlsx;

/* ISO C knows no way from a pointer to an object to one to a function but through its bytes. */
static bool find(void *library, const char *name, void *function)
{
    void *found = dlsym(library, name);
    memcpy(function, &found, sizeof found);
    return found != NULL;
}

#define FIND(name) ok = find(library, #name, &found.name) && ok;

bool xlsx_open(struct err *err)
{
    static bool open;
    if (open) {
        return true;
    }
    struct xlsx_functions found;
    void *library = dlopen(XLSX_LIBRARY, RTLD_LAZY | RTLD_LOCAL);
    bool ok = library != NULL;
    if (ok) {
        XLSX_FUNCTIONS(FIND)
    }
    if (!ok) {
        err_set(err, REFUSED,
                _("Workbooks need the library %s, which is not here or another one: install "
                  "libxlsxwriter, or take another format"),
                XLSX_LIBRARY);
        return false;
    }
    xlsx = found;
    open = true;
    return true;
}
