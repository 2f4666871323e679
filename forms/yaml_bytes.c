#include <string.h>
#include "forms/text.h"
#include "forms/yaml.h"

enum { BYTES_MOST = 4 * 1024 * 1024 };

bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

static bool refuse_size(const char *bytes, size_t n, struct diags *d)
{
    if (n > BYTES_MOST)
        diag_add(d, 0, 0, _("the file has %zu bytes; a rubric has at most %d (4 MiB)"), n,
                 BYTES_MOST);
    else if (n >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        diag_add(d, 1, 1, _("the file is UTF-16; save it as UTF-8"));
    else
        return false;
    return true;
}

/* The first byte that no YAML text has is told and ends it: what follows is most likely no text
 * either. */
static bool refuse_bytes(const char *bytes, size_t n, struct diags *d)
{
    int line = 1, col = 1;
    size_t good = utf8_check(bytes, n);
    for (size_t i = 0, len = 1; i < good; i += len, col++) {
        len = 1;
        if (bytes[i] >= ' ' && bytes[i] <= '~')
            continue;
        uint32_t c = utf8_next(bytes + i, &len);
        bool crlf = c == '\r' && i + 1 < good && bytes[i + 1] == '\n';
        if (c == '\n' || (c == '\r' && !crlf)) {
            line++;
            col = 0;
        } else if (c == 0) {
            diag_add(d, line, col, _("there is a NUL byte here; a rubric is a UTF-8 text"));
            return true;
        } else if (is_control(c) && c != '\t' && c != '\r') {
            diag_add(d, line, col, _("the control character U+%04X is not allowed"), (unsigned)c);
            return true;
        }
    }
    if (good == n)
        return false;
    diag_add(d, line, col, _("the byte %02X is not valid UTF-8 here; save the file as UTF-8"),
             (unsigned)(unsigned char)bytes[good]);
    return true;
}

/* libyaml compares every tag directive with all before it: thousands of them would take minutes, so
 * they are looked for here, where alone they may stand: before the document begins. */
static bool refuse_directives(const char *bytes, size_t n, struct diags *d)
{
    int line = 1;
    for (size_t i = 0; i < n; line++) {
        size_t end = i;
        while (end < n && bytes[end] != '\n' && bytes[end] != '\r')
            end++;
        if (end - i >= 4 && memcmp(bytes + i, "%TAG", 4) == 0) {
            diag_add(d, line, 1, _("tags are not allowed, nor directives that name them"));
            return true;
        }
        if (end > i && bytes[i] != '#' && bytes[i] != '%' && bytes[i] != ' ')
            return false;
        i = end + 1 + (end + 1 < n && bytes[end] == '\r' && bytes[end + 1] == '\n');
    }
    return false;
}

bool yaml_bytes(const char **bytes, size_t *n, struct diags *d)
{
    if (refuse_size(*bytes, *n, d))
        return false;
    if (*n >= 3 && memcmp(*bytes, "\xEF\xBB\xBF", 3) == 0) {
        *bytes += 3;
        *n -= 3;
    }
    return !refuse_bytes(*bytes, *n, d) && !refuse_directives(*bytes, *n, d);
}
