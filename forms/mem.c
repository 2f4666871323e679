#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "forms/mem.h"
#include "forms/text.h"

#if defined(__SANITIZE_ADDRESS__)
#define ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASAN 1
#endif
#endif
#ifdef ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
#define RED_ZONE 16 /* so that running off one allocation never lands in the next */
#else
#define POISON(p, n) ((void)0)
#define UNPOISON(p, n) ((void)0)
#define RED_ZONE 0
#endif

#define ALIGN 16
#define FIRST_BLOCK 4096
#define LARGEST_STEP (1024 * 1024)

static void say_and_exit(void)
{
    fprintf(stderr, "%s\n", _("meyar: the system has no memory left; nothing was changed."));
    exit(3);
}

static void (*oom)(void) = say_and_exit;

void mem_on_oom(void (*handler)(void))
{
    oom = handler ? handler : say_and_exit;
}

void *mem_alloc(size_t size)
{
    void *p = calloc(1, size ? size : 1);
    if (!p)
        oom();
    return p;
}

void *mem_grow(void *old, size_t n, size_t size)
{
    size_t all;
    void *p = NULL;
    if (!__builtin_mul_overflow(n, size, &all))
        p = realloc(old, all ? all : 1);
    if (!p)
        oom();
    return p;
}

char *mem_dup(const char *s)
{
    size_t n = strlen(s) + 1;
    return memcpy(mem_alloc(n), s, n);
}

/* How long the formatted text is, without its NUL. */
static size_t format_length(const char *format, va_list ap)
{
    va_list copy;
    va_copy(copy, ap);
    int n = vsnprintf(NULL, 0, format, copy);
    va_end(copy);
    return n < 0 ? 0 : (size_t)n;
}

char *mem_printf(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    size_t n = format_length(format, ap) + 1;
    char *s = mem_alloc(n);
    vsnprintf(s, n, format, ap);
    va_end(ap);
    return s;
}

/* ---- arenas ---- */

struct block {
    struct block *next;
    size_t size, used; /* of the bytes that follow */
};

struct at_free {
    struct at_free *next;
    void (*f)(void *);
    void *p;
};

struct arena {
    struct block *blocks; /* the newest first: the one that is filled */
    struct at_free *at_free;
};

static size_t round_up(size_t n)
{
    return (n + ALIGN - 1) / ALIGN * ALIGN;
}

static char *block_bytes(struct block *b)
{
    return (char *)b + round_up(sizeof *b);
}

static struct block *block_new(size_t size)
{
    struct block *b = mem_grow(NULL, 1, round_up(sizeof *b) + size);
    *b = (struct block){.size = size};
    POISON(block_bytes(b), size);
    return b;
}

static void block_free(struct block *b)
{
    UNPOISON(block_bytes(b), b->size);
    free(b);
}

struct arena *arena_new(void)
{
    return mem_alloc(sizeof(struct arena));
}

static void run_at_free(struct arena *a)
{
    struct at_free *f = a->at_free;
    a->at_free = NULL;
    for (; f; f = f->next)
        f->f(f->p);
}

void arena_free(struct arena **a)
{
    if (!a || !*a)
        return;
    run_at_free(*a);
    for (struct block *b = (*a)->blocks, *next; b; b = next) {
        next = b->next;
        block_free(b);
    }
    free(*a);
    *a = NULL;
}

/* The largest block is the one kept: after a few rounds of the same work it holds all of it. */
void arena_reset(struct arena *a)
{
    run_at_free(a);
    struct block *kept = a->blocks;
    for (struct block *b = a->blocks; b; b = b->next)
        if (b->size > kept->size)
            kept = b;
    for (struct block *b = a->blocks, *next; b; b = next) {
        next = b->next;
        if (b != kept)
            block_free(b);
    }
    a->blocks = kept;
    if (!kept)
        return;
    kept->next = NULL;
    kept->used = 0;
    POISON(block_bytes(kept), kept->size);
}

static struct block *add_block(struct arena *a, size_t need)
{
    size_t size = a->blocks ? a->blocks->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_STEP)
        size = LARGEST_STEP;
    if (size < need)
        size = need;
    struct block *b = block_new(size);
    b->next = a->blocks;
    a->blocks = b;
    return b;
}

void *arena_alloc(struct arena *a, size_t size)
{
    if (size > SIZE_MAX / 4)
        oom();
    size_t need = round_up(size ? size : 1) + RED_ZONE;
    struct block *b = a->blocks;
    if (!b || b->size - b->used < need)
        b = add_block(a, need);
    char *p = block_bytes(b) + b->used;
    b->used += need;
    UNPOISON(p, size ? size : 1);
    memset(p, 0, size ? size : 1);
    return p;
}

char *arena_dupn(struct arena *a, const char *s, size_t n)
{
    char *p = arena_alloc(a, n + 1);
    if (n)
        memcpy(p, s, n);
    return p;
}

void *arena_more(struct arena *a, void *list, size_t n, size_t size)
{
    if ((n & (n - 1)) != 0)
        return list;
    if (size == 0 || n > SIZE_MAX / 4 / size)
        oom();
    void *more = arena_alloc(a, (n ? 2 * n : 1) * size);
    if (n > 0)
        memcpy(more, list, n * size);
    return more;
}

char *arena_dup(struct arena *a, const char *s)
{
    return arena_dupn(a, s, strlen(s));
}

char *arena_copy(struct arena *a, const char *s)
{
    return s ? arena_dup(a, s) : NULL;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    size_t n = format_length(format, ap) + 1;
    char *s = arena_alloc(a, n);
    vsnprintf(s, n, format, ap);
    va_end(ap);
    return s;
}

void arena_on_free(struct arena *a, void (*f)(void *), void *p)
{
    struct at_free *at = arena_alloc(a, sizeof *at);
    *at = (struct at_free){a->at_free, f, p};
    a->at_free = at;
}

/* ---- growing strings ---- */

/* Room for n more bytes and the NUL. */
static void buf_reserve(struct buf *b, size_t n)
{
    size_t need = b->n + n + 1;
    if (need <= n) /* wrapped around */
        oom();
    if (need <= b->room)
        return;
    size_t room = b->room < 32 ? 32 : b->room + b->room / 2;
    b->room = room < need ? need : room;
    b->s = mem_grow(b->s, b->room, 1);
}

void buf_addn(struct buf *b, const char *s, size_t n)
{
    buf_reserve(b, n);
    if (n)
        memcpy(b->s + b->n, s, n);
    b->n += n;
    b->s[b->n] = '\0';
}

void buf_add(struct buf *b, const char *s)
{
    buf_addn(b, s, strlen(s));
}

void buf_addc(struct buf *b, char c)
{
    buf_addn(b, &c, 1);
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    size_t n = format_length(format, ap);
    buf_reserve(b, n);
    vsnprintf(b->s + b->n, n + 1, format, ap);
    va_end(ap);
    b->n += n;
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    if (b->s)
        b->s[0] = '\0';
}

void buf_free(struct buf *b)
{
    free(b->s);
    *b = (struct buf){0};
}
