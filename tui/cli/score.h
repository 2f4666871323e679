/* The scores of a body or a service as a text to read. */
#ifndef TUI_CLI_SCORE_H
#define TUI_CLI_SCORE_H

#include "model/lib.h"
#include "tui/words.h"

struct scores {
    struct tongue t;
    const struct body_full *body;
    const struct service_full *service; /* NULL: the body itself */
    struct row row;                     /* of the subject */
    struct buf *out;
    bool why; /* the sums behind them are asked for */
};

void score_body(const struct scores *s);
void score_service(const struct scores *s);

/* The sums behind the figures of a body or a service; of all of them where body is NULL. */
bool score_why(struct campaign *c, int which, const char *body, const char *service,
               struct tongue t, struct buf *out, struct err *err);

#endif
