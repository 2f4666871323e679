/* What the supervisor's desk asks beside states and roles: how much a reviewer still waits for, and
 * who has which bodies. */
#ifndef MODEL_DESK_H
#define MODEL_DESK_H

#include <stdbool.h>

struct campaign;
struct err;

/* Open remarks about the body, its services and their questions: neither answered nor settled. */
int desk_remarks(struct campaign *c, const char *body);
/* Is there an answer of the body (service NULL: or of its services; "": its own only) or service
 * whose evidence the rubric requires, and that has none, or one that handin_unproved tells of: what
 * a scorecard lists as missing evidence and as full points without any? Scores each subject until
 * one is found.
 * False too where it can't be read: campaign_fault tells. */
bool desk_lacks_evidence(struct campaign *c, const char *body, const char *service);
/* Makes a person the inspector of exactly these bodies, as one change: of others that had this
 * person, nobody is the inspector any more. REFUSED as people_assign. *gained and *lost get how
 * many changed hands; where none would, nothing is written, and it is no failure. */
bool desk_hold(struct campaign *c, const char *person, const char *const *bodies, int n,
               int *gained, int *lost, struct err *err);

#endif
