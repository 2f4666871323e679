/* Values: what a question can be answered with, and what an expression gives. */
#ifndef FORMS_VALUE_H
#define FORMS_VALUE_H

#include <stdbool.h>
#include <stdint.h>
#include "forms/num.h"

enum vtype { VT_NULL, VT_BOOL, VT_NUM, VT_TEXT, VT_DATE, VT_SET };

struct value {
    enum vtype type; /* VT_NULL: not there */
    union {
        bool yes;
        num n;
        const char *text;   /* also the id of a choice */
        int32_t days;       /* since 1970-01-01 */
        const uint8_t *set; /* one byte per choice of the question, 0 or 1 */
    } u;
};

/* How a question of a subject was answered. */
enum given { GIVEN_NOTHING, GIVEN_VALUE, GIVEN_NA, GIVEN_CANT_TELL, GIVEN_CONFLICT };

struct answer {
    enum given given;
    struct value value; /* only with GIVEN_VALUE */
    int choice;         /* index of the chosen choice, where the question is a `choice` */
    bool evidence;      /* is any attached */
};

#endif
