/* forms/: the rubric, from YAML to a score. Pure once loaded: no clock, no SQL, no curses.
 *
 * file        what it holds
 * ----------  ---------------------------------------------------------------------------
 * mem         allocation that never fails, arenas, growing strings
 * num         exact rationals
 * text        UTF-8, widths, safe showing, ids, dates
 * fold        texts folded for finding
 * collate     texts in the order of the Azerbaijani alphabet
 * diag        errors with their place in a file
 * yaml        libyaml's events made a tree of nodes with line and column
 * pack        a rubric's node tree as bytes, so that it loads fast again
 * rubric      the rubric in memory and its look-ups
 * yaml_bytes  what no YAML has, found before libyaml sees it
 * finding     names of a scope, looked up
 * load        node tree to rubric: load (the whole), load_value (what stands at a key), load_block,
 *             load_question, load_choices, load_example
 * check       what only the whole can tell: references, loops, ids, order of evaluation
 * expr        expressions: expr_parse, expr_check, expr_func (the functions), expr (evaluation)
 * qtype       question types, one row each
 * answer      answers as canonical texts
 * score       figures, ratings, deficiencies: score (a subject), score_tree (criteria, gains),
 *             score_way (ways up), score_body (bodies, proposals, weakest questions)
 * why         a figure taken apart: why (its parts, as rows), why_sum (its sums)
 * examples    a rubric's own tests
 * compare     two versions of a rubric: what differs
 * settings    a person's settings
 */
#ifndef FORMS_LIB_H
#define FORMS_LIB_H

#include "forms/answer.h"
#include "forms/compare.h"
#include "forms/diag.h"
#include "forms/examples.h"
#include "forms/expr.h"
#include "forms/mem.h"
#include "forms/num.h"
#include "forms/pack.h"
#include "forms/qtype.h"
#include "forms/rubric.h"
#include "forms/score.h"
#include "forms/settings.h"
#include "forms/text.h"
#include "forms/value.h"
#include "forms/why.h"

#endif
