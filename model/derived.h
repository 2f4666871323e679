/* The tables that are derived from events, each as rows of text in an order of their own: what
 * `verify` compares and `dump` writes. */
#ifndef MODEL_DERIVED_H
#define MODEL_DERIVED_H

#include <stdbool.h>

/* Three columns as one key. */
#define KEY(a, b, c) "quote(" a ") || ' ' || quote(" b ") || ' ' || quote(" c ")"

struct derived {
    const char *table;
    const char *sql; /* column 0: the key as text, by which it is ordered; column 1: the row */
};
extern const struct derived derived_tables[]; /* ends with a NULL table */

struct db;
/* Is the table in the database? One of an older version, only read, lacks the newer ones. */
bool derived_there(struct db *db, const struct derived *t);

#endif
