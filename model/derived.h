/* The tables that are derived from events, each as rows of text in an order of their own: what
 * `verify` compares and `dump` writes. */
#ifndef MODEL_DERIVED_H
#define MODEL_DERIVED_H

/* Three columns as one key. */
#define KEY(a, b, c) "quote(" a ") || ' ' || quote(" b ") || ' ' || quote(" c ")"

struct derived {
    const char *table;
    const char *sql; /* column 0: the key as text, by which it is ordered; column 1: the row */
};
extern const struct derived derived_tables[]; /* ends with a NULL table */

#endif
