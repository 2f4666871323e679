#include "forms/libs.h"

#include <gmp.h>
#include <unistr.h>
#include <unistring/version.h>
#include <yaml.h>

void forms_libraries(struct buf *out)
{
    int u = _libunistring_version; /* a byte each: major, minor, and since 0.9.4 what follows */
    if (u < 0x10000)
        u <<= 8;
    buf_printf(out, "libyaml: %s\n", yaml_get_version_string());
    buf_printf(out, "GMP: %s\n", gmp_version);
    buf_printf(out, "libunistring: %d.%d.%d\n", u >> 16, (u >> 8) & 0xff, u & 0xff);
}
