/* The libraries that forms/ stands on, as `meyar doctor` names them. */
#ifndef FORMS_LIBS_H
#define FORMS_LIBS_H

#include "forms/mem.h"

/* Adds "libyaml: 0.2.5" and the like, one a line, as they are at run time. */
void forms_libraries(struct buf *out);

#endif
