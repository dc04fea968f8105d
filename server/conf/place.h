/* The name by which browsers reach a server; for this folder only. Pure. */
#ifndef SPIRAL_CONF_PLACE_H
#define SPIRAL_CONF_PLACE_H

#include "common/base/status.h"

/* HOST[:PORT] as it stands in a link, without a scheme or a path. */
MUST_USE enum status conf_check_public(const char *text, struct cause *cause);

#endif
