/* Files of config/ that travel inside the program. */
#ifndef MODEL_DATA_H
#define MODEL_DATA_H

#include <stddef.h>

struct data_file {
    const char *name; /* "rubrics/az_eservice.yaml" */
    const unsigned char *bytes;
    size_t size;
};

/* NULL where there is none of that name. */
const struct data_file *data_find(const char *name);

#endif
