#include "model/put_json.h"

#include <string.h>
#include "forms/text.h"

/* A comma is due after anything but an opening, a key or the beginning. */
static void separate(struct buf *b)
{
    if (b->n > 0 && !strchr("{[:,\n", b->s[b->n - 1]))
        buf_addc(b, ',');
}

static void add_escaped(struct buf *b, const char *s)
{
    buf_addc(b, '"');
    for (size_t len; *s; s += len) {
        uint32_t c = utf8_next(s, &len);
        if (c == '"' || c == '\\')
            buf_printf(b, "\\%c", (int)c);
        else if (c == '\n')
            buf_add(b, "\\n");
        else if (char_hidden(c) && c > 0xffff)
            buf_printf(b, "\\u%04x\\u%04x", (unsigned)(0xd800 + ((c - 0x10000) >> 10)),
                       (unsigned)(0xdc00 + ((c - 0x10000) & 0x3ff)));
        else if (char_hidden(c) || c < ' ')
            buf_printf(b, "\\u%04x", (unsigned)c);
        else
            buf_addn(b, s, len);
    }
    buf_addc(b, '"');
}

void put_key(struct buf *b, const char *key)
{
    separate(b);
    add_escaped(b, key);
    buf_addc(b, ':');
}

void put_string(struct buf *b, const char *s)
{
    separate(b);
    if (s)
        add_escaped(b, s);
    else
        buf_add(b, "null");
}

void put_int(struct buf *b, int64_t i)
{
    separate(b);
    buf_printf(b, "%lld", (long long)i);
}

void put_raw(struct buf *b, const char *json)
{
    separate(b);
    buf_add(b, json);
}

void put_null(struct buf *b)
{
    put_raw(b, "null");
}

void put_open(struct buf *b, char bracket)
{
    separate(b);
    buf_addc(b, bracket);
}

void put_close(struct buf *b, char bracket)
{
    buf_addc(b, bracket);
}

void put_text(struct buf *b, const char *key, const char *s)
{
    put_key(b, key);
    put_string(b, s);
}

void put_number(struct buf *b, const char *key, int64_t n)
{
    put_key(b, key);
    put_int(b, n);
}

void put_bool(struct buf *b, const char *key, bool value)
{
    put_key(b, key);
    put_raw(b, value ? "true" : "false");
}
