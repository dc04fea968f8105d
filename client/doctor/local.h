/* What a server's data directory and its process allow, seen from its own machine. Blocking; one thread. */
#ifndef SPIRAL_DOCTOR_LOCAL_H
#define SPIRAL_DOCTOR_LOCAL_H

#include "client/doctor/finding.h"

/* Disk and open files. */
void local_look(const char *data, struct findings *findings);

#endif
