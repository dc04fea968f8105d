/* Whether a conversation really comes about the two ways in which browsers have one: a hello is sent, and the
 * server's welcome must come back.
 *
 * Blocking, each within DOCTOR_STEP_MS; one thread. */
#ifndef SPIRAL_DOCTOR_TALK_H
#define SPIRAL_DOCTOR_TALK_H

#include "client/doctor/stream.h"

enum talk_end { TALK_GREETED, TALK_REFUSED, TALK_SILENT };

/* `status`: of what refused it; 0: it was no HTTP. */
enum talk_end talk_by_socket(const struct stream_place *place, int *status);
enum talk_end talk_by_poll(const struct stream_place *place, int *status);

#endif
