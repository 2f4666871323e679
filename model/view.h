/* How a list of bodies or services is filtered and sorted. */
#ifndef MODEL_VIEW_H
#define MODEL_VIEW_H

/* What is left of a list; of a body its own questions and all its services count together. */
enum filter {
    FILTER_ALL,
    FILTER_MINE,     /* bodies: its inspector is who works here */
    FILTER_OPEN,     /* something waits for its answer, of the stage on show */
    FILTER_FINISHED, /* rated, or not rated by rule: all is answered */
    FILTER_RATED,    /* has any rating */
    FILTER_RATING,   /* has the rating `arg` */
    FILTER_UNRATED,  /* not rated by rule */
    FILTER_STOPPED,
    FILTER_DEFICIENT,
    FILTER_GRAVEST, /* deficient with the highest severity */
    FILTER_CANT_TELL,
    FILTER_NOT_APPLICABLE,
    FILTER_NOTE,
    FILTER_CONFLICT,
    /* where the body is on its way; of services: the body that they are of */
    FILTER_TO_REVIEW, /* handed in */
    FILTER_RETURNED,  /* sent back or re-opened */
    FILTER_ACCEPTED,
    FILTER_CHANGED,    /* accepted, and something came in since */
    FILTER_UNASSIGNED, /* nobody is its inspector */
    FILTER_REMARK,     /* a remark waits */
    FILTER_EVIDENCE,   /* required evidence is not there */
    FILTERS
};

/* What comes first; where equal, the registry's order. */
enum order {
    ORDER_REGISTRY,
    ORDER_NAME,      /* as shown, by text_collate */
    ORDER_WORST,     /* the lowest score first; of what is begun its low; none last */
    ORDER_BEST,      /* the highest score first */
    ORDER_RATING,    /* the best rating first */
    ORDER_DONE,      /* the least done share first, of the stage on show */
    ORDER_OPEN,      /* what is open first, of the stage on show */
    ORDER_DEFICIENT, /* the most deficiencies first, the graver ones before */
    ORDERS
};

struct view {
    enum filter filter;
    int arg; /* of FILTER_RATING */
    enum order order;
};

#endif
