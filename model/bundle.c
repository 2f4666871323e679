/* Reading bundles: nothing in them is believed before it was checked. */
#include "model/bundle.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "forms/text.h"
#include "model/event_scan.h"

#define PIECE 65536
#define MARKS_MOST 200000 /* commas, colons and brackets outside of texts in one event */

struct bundle {
    const char *path;
    int fd;
    char piece[PIECE];
    size_t at, n;
    struct buf line;
    bool there;                    /* a whole one */
    crypto_hash_sha256_state hash; /* of everything read before the line that was read last */
    const struct intake *to;
    struct err *err;
};

static bool refuse(struct bundle *b, const char *why)
{
    if (b->err->status == DONE)
        err_set(b->err, REFUSED, _("%s: %s; nothing was changed"), b->path, why);
    return false;
}

static bool fill(struct bundle *b)
{
    ssize_t n;
    do
        n = read(b->fd, b->piece, sizeof b->piece);
    while (n < 0 && errno == EINTR);
    b->at = 0;
    b->n = n > 0 ? (size_t)n : 0;
    if (n < 0 && b->err->status == DONE)
        err_set(b->err, BUSY, _("%s can't be read: %s"), b->path, strerror(errno));
    return n > 0;
}

static bool cut_off(struct bundle *b)
{
    return refuse(b, _("the bundle is cut off; take it anew from where it was made"));
}

/* The line that was read last is done with, and belongs to what the end's hash is of. */
static void pass_line(struct bundle *b)
{
    if (b->there) {
        buf_addc(&b->line, '\n');
        crypto_hash_sha256_update(&b->hash, (const unsigned char *)b->line.s, b->line.n);
    }
    b->there = false;
    buf_clear(&b->line);
}

/* The next line, without its newline. */
static bool next_line(struct bundle *b)
{
    pass_line(b);
    for (;;) {
        if (b->at == b->n && !fill(b))
            return cut_off(b);
        const char *end = memchr(b->piece + b->at, '\n', b->n - b->at);
        size_t n = end ? (size_t)(end - b->piece) - b->at : b->n - b->at;
        if (b->line.n + n > LINE_MOST)
            return refuse(b, _("a line of it is longer than any that meyar writes"));
        buf_addn(&b->line, b->piece + b->at, n);
        b->at += n;
        if (!end)
            continue;
        b->at++;
        b->there = true;
        return true;
    }
}

static bool damaged(struct bundle *b)
{
    return refuse(b, _("the bundle is damaged; take it anew from where it was made"));
}

/* A number of decimal digits up to a limit; -1: it is none. */
static int64_t number_of(const char *s, int64_t most)
{
    int64_t x = 0;
    if (!*s || (s[0] == '0' && s[1]))
        return -1;
    for (; *s; s++) {
        if (*s < '0' || *s > '9' || x > most / 10)
            return -1;
        x = 10 * x + (*s - '0');
    }
    return x <= most ? x : -1;
}

/* Marks can't be more than bytes. */
bool event_plausible(const char *body, size_t n)
{
    bool text = false;
    size_t marks = 0;
    for (size_t i = 0; n > MARKS_MOST && i < n; i++) {
        if (text && body[i] == '\\')
            i++;
        else if (body[i] == '"')
            text = !text;
        else if (!text && strchr(",:[]{}", body[i]))
            marks++;
    }
    return n <= LINE_MOST && marks <= MARKS_MOST;
}

bool intake_event(const struct intake *to, const char *path, int64_t number,
                  const unsigned char id[HASH_SIZE], const char *body, size_t n, struct arena *a,
                  struct err *err)
{
    struct event e;
    char hex[HEX_SIZE];
    const char *why = _("it is larger than any real one");
    if (to->known(to->arg, id, body, n))
        return true;
    if (!event_plausible(body, n) || !event_outline(body, n, a, &e, &why)) {
        err_set(err, REFUSED, _("%s: event %lld: %s; nothing was changed"), path, (long long)number,
                why);
        return false;
    }
    hex_encode(id, HASH_SIZE, hex);
    if (strcmp(e.id, hex) != 0) {
        err_set(err, REFUSED,
                _("%s: event %lld is not what its id says: it was changed; nothing was taken in"),
                path, (long long)number);
        return false;
    }
    if (strcmp(e.campaign, to->campaign) != 0) {
        err_set(err, REFUSED, _("%s belongs to another campaign; nothing was changed"), path);
        return false;
    }
    return to->event(to->arg, &e, body, err);
}

/* ---- the parts ---- */

struct header {
    int64_t events, files;
};

static bool read_header(struct bundle *b, struct header *h)
{
    if (!next_line(b))
        return false;
    if (b->line.n > 4096)
        return damaged(b);
    json_t *o = json_loadb(b->line.s, b->line.n, JSON_REJECT_DUPLICATES, NULL);
    const json_t *events = json_object_get(o, "events"), *files = json_object_get(o, "files");
    const char *campaign = json_string_value(json_object_get(o, "campaign"));
    bool ok = json_is_integer(events) && json_is_integer(files) && campaign;
    h->events = json_integer_value(events);
    h->files = json_integer_value(files);
    bool ours = ok && strcmp(campaign, b->to->campaign) == 0;
    json_decref(o);
    if (!ok || h->events < 0 || h->files < 0)
        return damaged(b);
    return ours || refuse(b, _("the bundle belongs to another campaign"));
}

static bool read_events(struct bundle *b, int64_t n)
{
    struct arena *a = arena_new();
    bool ok = true;
    for (int64_t i = 0; ok && i < n; i++) {
        char id[HEX_SIZE];
        unsigned char hash[HASH_SIZE];
        ok = next_line(b);
        if (!ok)
            break;
        if (b->line.n < HEX_SIZE || b->line.s[HEX_SIZE - 1] != ' ') {
            ok = damaged(b);
            break;
        }
        memcpy(id, b->line.s, HEX_SIZE - 1);
        id[HEX_SIZE - 1] = '\0';
        ok = hex_decode(id, hash, HASH_SIZE) || damaged(b);
        ok = ok && intake_event(b->to, b->path, i + 1, hash, b->line.s + HEX_SIZE,
                                b->line.n - HEX_SIZE, a, b->err);
        arena_reset(a);
    }
    arena_free(&a);
    return ok;
}

/* `size` bytes of a stored file, and the newline behind them. */
static bool read_bytes(struct bundle *b, const char *sha, int64_t size)
{
    crypto_hash_sha256_state hash;
    unsigned char sum[HASH_SIZE];
    char real[HEX_SIZE];
    crypto_hash_sha256_init(&hash);
    pass_line(b);
    while (size > 0) {
        if (b->at == b->n && !fill(b))
            return cut_off(b);
        size_t n = b->n - b->at;
        n = (int64_t)n > size ? (size_t)size : n;
        const char *bytes = b->piece + b->at;
        crypto_hash_sha256_update(&b->hash, (const unsigned char *)bytes, n);
        crypto_hash_sha256_update(&hash, (const unsigned char *)bytes, n);
        b->at += n;
        size -= (int64_t)n;
        if (!b->to->bytes(b->to->arg, sha, bytes, n, b->err))
            return false;
    }
    crypto_hash_sha256_final(&hash, sum);
    hex_encode(sum, HASH_SIZE, real);
    if (strcmp(real, sha) != 0)
        return refuse(b, _("a stored file in it is not what its hash says: it was changed"));
    if (!next_line(b))
        return false;
    return b->line.n == 0 ? b->to->bytes(b->to->arg, sha, NULL, 0, b->err) : damaged(b);
}

static bool read_files(struct bundle *b, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        char sha[HEX_SIZE];
        unsigned char hash[HASH_SIZE];
        if (!next_line(b))
            return false;
        if (b->line.n < 5 + 64 + 1 + 1 || strncmp(b->line.s, "file ", 5) != 0 ||
            b->line.s[5 + 64] != ' ')
            return damaged(b);
        memcpy(sha, b->line.s + 5, 64);
        sha[64] = '\0';
        int64_t size = number_of(b->line.s + 5 + 64 + 1, STORED_MOST);
        if (!hex_decode(sha, hash, HASH_SIZE) || size < 0 || strlen(b->line.s) != b->line.n)
            return damaged(b);
        if (!read_bytes(b, sha, size))
            return false;
    }
    return true;
}

static bool read_end(struct bundle *b)
{
    char expected[4 + HEX_SIZE], sum[HEX_SIZE];
    unsigned char hash[HASH_SIZE];
    if (!next_line(b))
        return false;
    crypto_hash_sha256_final(&b->hash, hash);
    hex_encode(hash, HASH_SIZE, sum);
    snprintf(expected, sizeof expected, "end %s", sum);
    if (strlen(b->line.s) != b->line.n || strcmp(b->line.s, expected) != 0)
        return damaged(b);
    if (b->at < b->n || fill(b))
        return refuse(b, _("something follows the bundle's end"));
    return b->err->status == DONE;
}

static bool read_all(struct bundle *b)
{
    struct header h = {0};
    if (!next_line(b))
        return false;
    if (b->line.n != strlen(BUNDLE_MAGIC) - 1 || strncmp(b->line.s, BUNDLE_MAGIC, b->line.n) != 0)
        return refuse(b, _("it is neither a bundle nor a campaign file that this meyar knows"));
    return read_header(b, &h) && read_events(b, h.events) && read_files(b, h.files) && read_end(b);
}

bool bundle_read(const char *path, const struct intake *to, struct err *err)
{
    struct bundle *b = mem_alloc(sizeof *b);
    b->path = path;
    b->to = to;
    b->err = err;
    crypto_hash_sha256_init(&b->hash);
    struct stat st;
    b->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK); /* a pipe would wait */
    bool ok = b->fd >= 0 && fstat(b->fd, &st) == 0;
    if (!ok)
        err_set(err, BUSY, _("%s can't be read: %s"), path, strerror(errno));
    ok = ok && (S_ISREG(st.st_mode) || refuse(b, _("it is no file, but a folder, a pipe or the "
                                                   "like")));
    ok = ok && read_all(b);
    if (b->fd >= 0)
        close(b->fd);
    buf_free(&b->line);
    free(b);
    return ok;
}
