/* A rubric's node tree as bytes. libyaml needs nine tenths of the time that loading a rubric takes;
 * what was read once is read back from these bytes in the rest. They are a cache and never the
 * truth: whoever keeps them keeps the text too. The rubric's examples are left out: they are for
 * whoever checks a rubric, and that is done on its text. */
#ifndef FORMS_PACK_H
#define FORMS_PACK_H

#include "forms/rubric.h"

/* Appends the packed form of a text that rubric_load takes. False, and nothing added, where the
 * text is no such YAML. */
bool rubric_pack(const char *bytes, size_t n, struct buf *out);
/* The rubric of a packed text; NULL where the bytes are not whole, not of this version, or what
 * they hold is no rubric. Checks everything that rubric_load checks of a tree. */
struct rubric *rubric_unpack(const char *packed, size_t n);

#endif
