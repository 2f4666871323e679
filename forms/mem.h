/* Memory: allocation that never returns NULL, and arenas that are freed whole. */
#ifndef FORMS_MEM_H
#define FORMS_MEM_H

#include <stdarg.h>
#include <stddef.h>

/* Never return NULL: where the system has no memory they call the handler set with mem_on_oom (by
 * default: one sentence on standard error, exit status 3). The caller owns what they return and
 * frees it with free(). */
void *mem_alloc(size_t size); /* zeroed */
void *mem_grow(void *old, size_t n,
               size_t size); /* realloc to n elements of size, overflow-checked */
char *mem_dup(const char *s);
char *mem_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
void mem_on_oom(void (*handler)(void)); /* the handler must not return */

/* An arena owns everything that was allocated in it; nothing in it is freed by itself. */
struct arena;
struct arena *arena_new(void);
void arena_free(struct arena **a); /* takes NULL or a pointer to NULL too; clears *a */
void arena_reset(struct arena *a); /* as new, but keeps its first block for reuse */
void *arena_alloc(struct arena *a, size_t size); /* zeroed, aligned for any type */
/* A list of n elements of a size with room for one more: grown by this alone, from NULL on, one at
 * a time. It moves to twice the room where n is a power of two; what it left stays with the arena.
 */
void *arena_more(struct arena *a, void *list, size_t n, size_t size);
char *arena_dup(struct arena *a, const char *s);
char *arena_copy(struct arena *a, const char *s);           /* NULL of NULL */
char *arena_dupn(struct arena *a, const char *s, size_t n); /* n bytes and a NUL */
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
void arena_on_free(struct arena *a, void (*f)(void *),
                   void *p); /* called with p when freed or reset */

/* A growing string. Zero-initialise; free with buf_free. `s` is NUL-terminated once anything was
 * added and NULL before. */
struct buf {
    char *s;
    size_t n, room;
};
void buf_add(struct buf *b, const char *s);
void buf_addn(struct buf *b, const char *s, size_t n);
void buf_addc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_clear(struct buf *b); /* length 0, room kept */
void buf_free(struct buf *b);

#endif
