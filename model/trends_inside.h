/* What the files of trends share. */
#ifndef MODEL_TRENDS_INSIDE_H
#define MODEL_TRENDS_INSIDE_H

#include "model/figures.h"
#include "model/store.h"
#include "model/trends.h"

/* Columns for the campaigns from `which` back, behind `before` empty ones that the caller fills. */
bool trends_begin(struct campaign *c, int which, int before, struct trends *t, struct arena *a,
                  struct err *err);
/* Adds a series of gaps; it stays where it is until the next is added. */
struct series *trends_add(struct trends *t, struct series s, struct arena *a);
/* Fills in the changes, once all points are there. */
void trends_changes(struct trends *t, struct arena *a);

#endif
