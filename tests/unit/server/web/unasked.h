/* What a web asks its host for beside conversations, where a test is about the conversations alone: the
 * server is healthy, has no metrics, and shows them to nobody. Any thread. */
#ifndef SPIRAL_TESTS_SERVER_WEB_UNASKED_H
#define SPIRAL_TESTS_SERVER_WEB_UNASKED_H

#include "server/web/web.h"

/* Fills in these three of `host`, and touches no other. */
void web_unasked(struct web_host *host);

#endif
