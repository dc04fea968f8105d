/* What is planted into the web, which knows nothing of sessions: so much too much. See plants.h. */
#ifndef SPIRAL_TESTS_INTERFERENCE_PLANTS_WEB_H
#define SPIRAL_TESTS_INTERFERENCE_PLANTS_WEB_H

#include <stdbool.h>
#include <stddef.h>

size_t plant_in_head(void);  /* bytes more in the head of an answer */
bool plant_in_moment(void);  /* a poll does not wait */
size_t plant_in_frame(void); /* bytes more in a frame of a WebSocket */

#endif
