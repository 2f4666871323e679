/* A move to another rubric, and answers kept aside, as JSON. */
#ifndef MODEL_RUBRIC_JSON_H
#define MODEL_RUBRIC_JSON_H

#include "model/lib.h"

/* {"rubric", "from": {"version", "sha256"}, "to", "comparable", "differences", "carried",
 * "renamed", "back", "subjects", "moved": [{"body", "service", "name", "before": {"state",
 * "unrated", "score", "low", "high", "rating"}, "after"}], "aside", "applied"}; figures as printed,
 * null where there are none. */
void rubric_move_json(const struct rubric_move *m, bool applied, struct buf *b);
/* [{"why", "body", "service", "name", "question", "kind", "value", "note", "by", "at"}] */
void aside_json(const struct aside *list, int n, struct buf *b);

#endif
