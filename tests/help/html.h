/* For tests: is it HTML as this program means to write it? Stricter than browsers are. Functions
 * are static: every test program is linked alone. */
#ifndef TESTS_HELP_HTML_H
#define TESTS_HELP_HTML_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "forms/text.h"

#define HTML_DEEP 64

static inline const char *html_entity(const char *s)
{
    static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strncmp(s, known[i], strlen(known[i])) == 0) {
            return s + strlen(known[i]);
        }
    }
    fail_msg("a bare &: %.60s", s);
    return s + 1;
}

/* Text up to the next tag. */
static inline const char *html_words(const char *s)
{
    while (*s && *s != '<') {
        assert_true(*s != '>' || !"a bare >");
        s = *s == '&' ? html_entity(s) : s + 1;
    }
    return s;
}

/* An id that is pointed at must stand there once; a place that is pointed at is an id. */
static inline void html_pointed(const char *all, const char *value, size_t n)
{
    char *id = mem_printf(" id=\"%.*s\"", (int)n, value);
    const char *at = strstr(all, id);
    if (!at || strstr(at + 1, id)) {
        fail_msg("%s: %s", id, at ? "twice" : "not there");
    }
    free(id);
}

static inline const char *html_attribute(const char *all, const char *s)
{
    size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");
    const char *name = s, *value = s + n + 2, *end;
    if (n == 0 || strncmp(s + n, "=\"", 2) != 0) {
        fail_msg("no attribute: %.60s", s);
    }
    for (end = value; *end && *end != '"';) {
        assert_true(*end != '<' && *end != '>');
        end = *end == '&' ? html_entity(end) : end + 1;
    }
    if (strncmp(name, "aria-labelledby=", 16) == 0) {
        for (const char *id = value; id < end; id += strcspn(id, " \"") + 1) {
            html_pointed(all, id, strcspn(id, " \""));
        }
    } else if (strncmp(name, "href=\"#", 7) == 0) {
        html_pointed(all, value + 1, (size_t)(end - value - 1));
    } else if (strncmp(name, "href=", 5) == 0 || strncmp(name, "src=", 4) == 0) {
        assert_true(strncmp(value, "data:", 5) == 0); /* nothing is fetched */
    }
    return end + 1;
}

/* Fails the test where tags don't nest, attributes or entities are loose, something invisible or
 * not UTF-8 is in it, ids that are pointed at are not there. */
static inline void html_check(const char *all, size_t size)
{
    const char *open[HTML_DEEP], *s = all;
    size_t length[HTML_DEEP];
    int depth = 0;

    assert_int_equal(strlen(all), size);
    assert_int_equal(utf8_check(all, size), size);
    for (size_t at = 0, len; at < size; at += len) {
        uint32_t c = utf8_next(all + at, &len);
        assert_true(c == '\n' || !char_hidden(c));
    }
    assert_int_equal(strncmp(s, "<!DOCTYPE html>\n", 16), 0);
    for (s += 15; *(s = html_words(s));) {
        bool closes = s[1] == '/';
        const char *name = s + 1 + closes;
        size_t n = strcspn(name, " />");
        s = name + n;
        while (*s == ' ') {
            s = html_attribute(all, s + 1);
        }
        bool empty = *s == '/';
        s += empty;
        assert_int_equal(*s, '>');
        s++;
        if (closes) {
            depth--;
            if (depth < 0 || length[depth] != n || strncmp(open[depth], name, n) != 0) {
                fail_msg("closes nothing: %.40s", name);
            }
        } else if (!empty && strncmp(name, "meta", 4) != 0 && strncmp(name, "link", 4) != 0) {
            assert_true(depth < HTML_DEEP);
            open[depth] = name;
            length[depth++] = n;
        }
        if (!closes && n == 5 && strncmp(name, "style", 5) == 0) {
            s = strstr(s, "</style>");
        }
        assert_true(strncmp(name, "script", 6) != 0);
    }
    assert_int_equal(depth, 0);
}

#endif
