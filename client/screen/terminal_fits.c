/* Apart from terminal.c, because the header of terminfo defines words such as `lines` and `columns`. */
#include "client/screen/terminal_fits.h"

#include <ncursesw/curses.h>
#include <ncursesw/term.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool terminal_fits(int in_fd, int out_fd)
{
    const char *name = getenv("TERM");
    int error;
    if (!isatty(in_fd) || !isatty(out_fd) || !name || !*name || strcmp(name, "dumb") == 0)
        return false;
    if (setupterm(name, out_fd, &error) != OK)
        return false;
    bool moves = cursor_address != NULL && clear_screen != NULL;
    (void)del_curterm(cur_term);
    return moves;
}
