#include "tui/messages.h"

#include <stdlib.h>
#include <string.h>
#include "forms/text.h"
#include "model/lib.h"
#include "tui/when.h"

#define KEY "messages"  /* in the state folder */
#define BYTES_MOST 2000 /* of one message */

struct entry {
    char at[21];
    enum role role;
    char *text;
};

struct messages {
    struct entry pending[MESSAGES_MOST]; /* what is not kept yet, the oldest first */
    int n;
};

/* By which the state folder knows them. */
static const struct {
    const char *name;
    enum role role;
} roles[] = {{"text", ROLE_TEXT}, {"warning", ROLE_WARNING}, {"error", ROLE_ERROR}};
#define NROLES (sizeof roles / sizeof roles[0])

static const char *role_name(enum role role)
{
    for (size_t i = 0; i < NROLES; i++) {
        if (roles[i].role == role) {
            return roles[i].name;
        }
    }
    return roles[0].name;
}

static enum role role_named(const char *name)
{
    for (size_t i = 0; i < NROLES; i++) {
        if (strcmp(roles[i].name, name) == 0) {
            return roles[i].role;
        }
    }
    return ROLE_TEXT;
}

struct messages *messages_new(void)
{
    return mem_alloc(sizeof(struct messages));
}

static void forget(struct messages *m)
{
    for (int i = 0; i < m->n; i++) {
        free(m->pending[i].text);
    }
    m->n = 0;
}

void messages_free(struct messages **m)
{
    if (*m) {
        messages_keep(*m);
        forget(*m);
        free(*m);
        *m = NULL;
    }
}

void messages_add(struct messages *m, enum role role, const char *text)
{
    struct entry *last = m->n > 0 ? &m->pending[m->n - 1] : NULL;

    if (last && last->role == role && strcmp(last->text, text) == 0) {
        time_utc(time(NULL), last->at);
        return;
    }
    if (m->n == MESSAGES_MOST) {
        free(m->pending[0].text);
        memmove(m->pending, m->pending + 1, (MESSAGES_MOST - 1) * sizeof *m->pending);
        m->n--;
    }
    struct entry *e = &m->pending[m->n++];
    time_utc(time(NULL), e->at);
    e->role = role;
    e->text = mem_dup(text);
    size_t n = strlen(text);
    if (n > BYTES_MOST) { /* an error may list a thousand rows of a table */
        e->text[utf8_check(text, BYTES_MOST)] = '\0';
    }
}

/* ---- in the state folder: a line each, "moment TAB role TAB text" ---- */

static void put_line(struct buf *b, const struct said *s)
{
    buf_printf(b, "%s\t%s\t", s->at, role_name(s->role));
    for (const char *c = s->text; *c; c++) {
        if (*c == '\n') {
            buf_add(b, "\\n");
        } else if (*c == '\\') {
            buf_add(b, "\\\\");
        } else {
            buf_addc(b, *c);
        }
    }
    buf_addc(b, '\n');
}

/* Undoes what put_line wrote for another character, in place. */
static void unescape(char *s)
{
    char *out = s;

    for (; *s; s++) {
        if (*s == '\\' && s[1]) {
            s++;
            *out++ = *s == 'n' ? '\n' : *s;
        } else {
            *out++ = *s;
        }
    }
    *out = '\0';
}

/* Reads a line, which it cuts up. False: it is none of ours. */
static bool read_line(char *line, struct said *s)
{
    char *role = strchr(line, '\t'), *text = role ? strchr(role + 1, '\t') : NULL;

    if (!text) {
        return false;
    }
    *role++ = '\0';
    *text++ = '\0';
    unescape(text);
    *s = (struct said){line, role_named(role), text};
    return true;
}

/* One more at the end of the list, of which the last MESSAGES_MOST are left. */
static void append(struct said *list, int *n, const struct said *s)
{
    if (*n > 0 && list[*n - 1].role == s->role && strcmp(list[*n - 1].text, s->text) == 0) {
        (*n)--;
    }
    if (*n == MESSAGES_MOST) {
        memmove(list, list + 1, (MESSAGES_MOST - 1) * sizeof *list);
        (*n)--;
    }
    list[(*n)++] = *s;
}

/* What is kept, then what is not yet; the oldest first. */
static int gather(const struct messages *m, struct said *list, struct arena *a)
{
    const char *kept = state_get(a, KEY);
    char *at = kept ? arena_dup(a, kept) : NULL;
    struct said s;
    int n = 0;

    while (at && *at) {
        char *end = strchr(at, '\n');
        if (end) {
            *end = '\0';
        }
        if (read_line(at, &s)) {
            append(list, &n, &s);
        }
        at = end ? end + 1 : NULL;
    }
    for (int i = 0; i < m->n; i++) {
        const struct entry *e = &m->pending[i];
        append(list, &n, &(struct said){arena_dup(a, e->at), e->role, arena_dup(a, e->text)});
    }
    return n;
}

void messages_keep(struct messages *m)
{
    struct said list[MESSAGES_MOST];
    struct buf b = {0};

    if (m->n == 0) {
        return;
    }
    struct arena *a = arena_new();
    int n = gather(m, list, a);
    for (int i = 0; i < n; i++) {
        put_line(&b, &list[i]);
    }
    if (state_put(KEY, b.s)) {
        forget(m);
    }
    buf_free(&b);
    arena_free(&a);
}

int messages_read(const struct messages *m, struct said **list, struct arena *a)
{
    struct said *l = arena_alloc(a, MESSAGES_MOST * sizeof *l);
    int n = gather(m, l, a);

    for (int i = 0; i < n / 2; i++) {
        struct said swap = l[i];
        l[i] = l[n - 1 - i];
        l[n - 1 - i] = swap;
    }
    *list = l;
    return n;
}
