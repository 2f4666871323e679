/* Where the blocks of a scorecard stand. */
#include "tui/screens/scorecard.h"

#include <string.h>
#include "tui/lines.h"

#define WIDE 110 /* columns from which there are two of blocks */
#define NARROW 60
#define GAPS 5

int card_item(struct pen *p, enum card_go go, int index, int y, int x)
{
    struct card *c = p->c;

    c->item = arena_more(c->laid, c->item, (size_t)c->nitems, sizeof *c->item);
    c->item[c->nitems] = (struct card_item){.go = go, .index = index, .y = y, .x = x};
    return c->nitems++;
}

static struct card_cell *new_cell(struct card *c)
{
    c->cell = arena_more(c->laid, c->cell, (size_t)c->ncells, sizeof *c->cell);
    return &c->cell[c->ncells++];
}

int card_text(struct pen *p, int y, int x, int w, enum role role, int item, const char *text)
{
    const char *shown = w > 0 ? cut_end(p->c->laid, text_show(p->c->laid, text, false), w) : "";

    *new_cell(p->c) = (struct card_cell){
        .kind = CELL_TEXT, .role = role, .y = y, .x = x, .w = w, .item = item, .text = shown};
    return text_width(shown);
}

void card_right(struct pen *p, int y, int x, int w, enum role role, const char *text)
{
    const char *shown = w > 0 ? cut_end(p->c->laid, text_show(p->c->laid, text, false), w) : "";

    *new_cell(p->c) = (struct card_cell){
        .kind = CELL_RIGHT, .role = role, .y = y, .x = x, .w = w, .item = -1, .text = shown};
}

void card_gauge(struct pen *p, int y, int x, int w, enum role role, int64_t low, int64_t high)
{
    const struct rubric *r = p->t.rubric;

    *new_cell(p->c) = (struct card_cell){.kind = CELL_GAUGE,
                                         .role = role,
                                         .y = y,
                                         .x = x,
                                         .w = w,
                                         .item = -1,
                                         .low = low,
                                         .high = high,
                                         .full = num_units(r->scale, r->decimals)};
}

/* A blank line, as far as there is room; the largest of `order` go first. */
static void card_gap(struct pen *p, int order)
{
    p->y += order < p->c->gaps;
}

/* ---- items in a line ---- */

void flow_begin(struct flow *f, struct pen *p, const char *label, int label_w)
{
    *f = (struct flow){.p = p, .label_w = label_w, .x = p->x + label_w};
    card_text(p, p->y, p->x, label_w - 1, ROLE_DIM, -1, label);
}

int flow_next(struct flow *f, int n)
{
    int begin = f->p->x + f->label_w;

    if (f->any && f->x + n > f->p->x + f->p->w) {
        f->p->y++;
        f->x = begin;
    }
    int at = f->x;
    f->x += n + 3;
    f->any = true;
    return at;
}

void flow_end(struct flow *f)
{
    f->p->y++;
}

/* ---- pages ---- */

/* Lines that what stands below the proposals takes, in the width of the pen. */
static int rows_below(const struct pen *p)
{
    struct pen dry = *p;
    struct card *c = p->c;
    int nitems = c->nitems, ncells = c->ncells;

    card_look(&dry);
    card_worked(&dry);
    c->nitems = nitems;
    c->ncells = ncells;
    return dry.y - p->y;
}

static void stacked(struct pen *p, int h)
{
    (void)h;
    card_gap(p, 3);
    card_criteria(p);
    card_gap(p, 2);
    card_weakest(p, 6);
    card_gap(p, 1);
    card_proposals(p, 9);
    card_gap(p, 0);
    card_look(p);
    card_worked(p);
}

/* Criteria with the weakest questions beside them. */
static void usual(struct pen *p, int h)
{
    struct pen left = *p, right = *p;

    card_gap(&left, 0);
    left.w = p->c->row.state == SUBJECT_RATED ? p->w * 3 / 5 - 1 : p->w / 2 + 1;
    right.x = p->x + left.w + 3;
    right.w = p->w - left.w - 3;
    right.y = left.y;
    card_criteria(&left);
    card_weakest(&right, left.y - right.y > 4 ? left.y - right.y : 4);
    p->y = left.y > right.y ? left.y : right.y;
    card_gap(p, 1);
    card_proposals(p, h - p->y - (p->c->gaps > 2) - rows_below(p));
    card_gap(p, 2);
    card_look(p);
    card_worked(p);
}

static void two_columns(struct pen *p, int h)
{
    struct pen left = *p, right = *p;

    left.w = (p->w - 3) / 2;
    right.x = p->x + left.w + 3;
    right.w = p->w - left.w - 3;
    card_score(&left);
    card_gap(&left, 0);
    card_services(&left);
    card_gap(&left, 0);
    card_criteria(&left);
    card_gap(&left, 0);
    card_weakest(&left, h - left.y);
    card_proposals(&right, h - right.y - 2 - rows_below(&right));
    card_gap(&right, 0);
    card_look(&right);
    card_gap(&right, 0);
    card_worked(&right);
    p->y = left.y > right.y ? left.y : right.y;
}

static void lay(struct card *c, const struct ui *ui)
{
    struct tongue t = {ui->tongue.rubric, ui->tongue.language, c->laid};
    struct pen p = {.c = c, .t = t, .y = 0, .x = 1, .w = ui->area.w - 2};
    int h = ui->area.h;

    c->nitems = c->ncells = 0;
    card_since(&p);
    if (ui->area.w >= WIDE) {
        two_columns(&p, h);
    } else {
        card_score(&p);
        card_gap(&p, 4);
        card_services(&p);
        if (ui->area.w < NARROW) {
            stacked(&p, h);
        } else {
            usual(&p, h);
        }
    }
    c->rows = p.y;
}

void card_lay(struct card *c, const struct ui *ui)
{
    arena_reset(c->laid);
    if (!c->there) {
        c->nitems = c->ncells = c->rows = 0;
        return;
    }
    /* Blank lines give way first; what is left over is reached by scrolling. */
    for (c->gaps = GAPS; c->gaps >= 0; c->gaps--) {
        lay(c, ui);
        if (c->rows <= ui->area.h) {
            return;
        }
    }
}
