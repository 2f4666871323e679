/* meyar check RUBRIC.yaml…: loads, checks, and runs the examples. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include "forms/lib.h"
#include "model/csv.h"
#include "tui/cli.h"

#define MOST_BYTES (4u * 1024 * 1024)

/* "ok: 3 criteria, 42 questions, 5 examples"; each number has a plural of its own. */
static const char *verdict(const struct rubric *r, struct arena *a)
{
    const struct block *blocks[] = {r->service, r->body};
    int criteria = 0, questions = 0;
    for (int i = 0; i < 2; i++) {
        criteria += blocks[i] ? blocks[i]->ncriteria : 0;
        questions += blocks[i] ? blocks[i]->nquestions : 0;
    }
    const char *c =
        arena_printf(a, ngettext("%d criterion", "%d criteria", (unsigned long)criteria), criteria);
    const char *q = arena_printf(
        a, ngettext("%d question", "%d questions", (unsigned long)questions), questions);
    const char *e = arena_printf(
        a, ngettext("%d example", "%d examples", (unsigned long)r->nexamples), r->nexamples);
    return arena_printf(a, _("ok: %s, %s, %s"), c, q, e);
}

static enum status check_one(struct cli *cli, const char *path, bool named)
{
    struct arena *a = arena_new();
    struct diags diags = {.file = path};
    char *bytes;
    size_t n;
    const char *why;
    enum status status = DONE;
    if (!file_read(path, MOST_BYTES, a, &bytes, &n, &why)) {
        status = cli_refuse(errno == EFBIG ? REFUSED : BUSY, "%s", why);
        arena_free(&a);
        return status;
    }
    struct rubric *r = rubric_load(bytes, n, &diags);
    if (!r || !examples_run(r, &diags)) {
        cli_tell_diags(&diags);
        status = REFUSED;
    } else if (!cli_given(cli, O_QUIET)) {
        struct buf b = {0};
        if (named) {
            buf_show(&b, path, false);
            buf_add(&b, ": ");
        }
        buf_add(&b, verdict(r, a));
        buf_addc(&b, '\n');
        status = cli_print(&b);
        buf_free(&b);
    }
    diags_free(&diags);
    rubric_free(&r);
    arena_free(&a);
    return status;
}

/* Of several files, the gravest status. */
enum status exec_check(struct cli *cli)
{
    enum status worst = DONE;
    for (int i = 0; i < cli->narguments; i++) {
        enum status s = check_one(cli, cli->argument[i], cli->narguments > 1);
        worst = s > worst ? s : worst;
    }
    return worst;
}
