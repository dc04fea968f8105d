/* The families of metrics, one a file; for metric.c and the tests. Pure. */
#ifndef SPIRAL_DEBRIEF_FAMILIES_H
#define SPIRAL_DEBRIEF_FAMILIES_H

#include "common/debrief/metric.h"

extern const struct metric_family metrics_arms;        /* burden, self-defeat, externality */
extern const struct metric_family metrics_fear;        /* beliefs against motives */
extern const struct metric_family metrics_war;         /* who fought whom, and why */
extern const struct metric_family metrics_deterrence;  /* attacks that did not come, and those that did */
extern const struct metric_family metrics_alliance;    /* calls kept and refused */
extern const struct metric_family metrics_reassurance; /* restraint, and how it was answered */
extern const struct metric_family metrics_spiral;      /* arms answering arms */
extern const struct metric_family metrics_structure;   /* what the conditions alone foretell */
extern const struct metric_family metrics_escalation;  /* rungs of the ladder */
extern const struct metric_family metrics_outcome;     /* score, survival, success */

#endif
