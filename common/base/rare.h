/* rare("path"): may what hardly ever happens happen now? In the product the answer is no, and costs nothing.
 * In builds with tests a simulation may say yes, so that bounds, odd sizes and second tries are met by every
 * run of it.
 *
 * A site must stay right whatever the answer is. The hook is set before threads start; the question may be
 * asked on any thread. */
#ifndef SPIRAL_BASE_RARE_H
#define SPIRAL_BASE_RARE_H

#include <stdbool.h>

#ifdef SPIRAL_RARE
bool rare(const char *path);
/* NULL: never, as at first. */
void rare_hook(bool (*may_happen)(void *user, const char *path), void *user);
#else
#define rare(path) false
#endif

#endif
