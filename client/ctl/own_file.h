/* Files that a command line names: read and written whole, mistakes in the reader's words. Blocking; any
 * thread. */
#ifndef SPIRAL_CTL_OWN_FILE_H
#define SPIRAL_CTL_OWN_FILE_H

#include "common/base/status.h"
#include "common/words/sentences.h"

#include <stddef.h>

/* The caller frees the text, which has a NUL behind it. */
MUST_USE enum status own_file_read(const char *path, size_t max, const struct language *language, char **text,
                                   size_t *size, struct cause *cause);
/* Only who runs the command can read what is written. */
MUST_USE enum status own_file_write(const char *path, const char *text, size_t size,
                                    const struct language *language, struct cause *cause);

#endif
