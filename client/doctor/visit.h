/* The doctor's visit: every check, in the order in which a phone comes by it. What cannot be tried because of
 * what was found before is left out. Blocking, each step within DOCTOR_STEP_MS; one thread. */
#ifndef SPIRAL_DOCTOR_VISIT_H
#define SPIRAL_DOCTOR_VISIT_H

#include "client/doctor/finding.h"
#include "client/doctor/stream.h"

void visit(const struct stream_place *place, struct findings *findings);

#endif
