/* A body's scorecard as JSON. */
#ifndef MODEL_SCORECARD_JSON_H
#define MODEL_SCORECARD_JSON_H

struct buf;
struct campaign;
struct scorecard;

/* One object: what `score --json` begins with, then
 *
 *   as_of      day of the latest entry, or null
 *   body       as in `score --json`
 *   earlier    null, or {campaign, rubric: version, score, so_far, low, high, rating}
 *   matched    {services, before, now: figures or null, rubric_changed}
 *   criteria   [{id, own, now, before: {score, so_far, low, high}}]
 *   proposals, earlier_proposals  as in `proposals --json`
 *   look       [{kind, places: [{service, question, proposal, text}]}]
 *   workers    [{by, first, last, answers}]
 *
 * Figures are {value, exact}; texts as the scorecard was read. */
void scorecard_json(struct campaign *c, int which, const struct scorecard *s, const char *as_of,
                    struct buf *out);

#endif
