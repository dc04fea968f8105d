/* May a screen be drawn here? Loop thread. */
#ifndef SPIRAL_SCREEN_TERMINAL_FITS_H
#define SPIRAL_SCREEN_TERMINAL_FITS_H

#include <stdbool.h>

/* No where either descriptor is no terminal, or TERM is missing, dumb or unknown. */
bool terminal_fits(int in_fd, int out_fd);

#endif
