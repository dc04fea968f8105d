#include "client/screen/terminal.h"

#include "common/base/must.h"
#include "common/base/utf8.h"
#include "common/words/width.h"

#include <ncursesw/curses.h>

#include <fcntl.h>
#include <iconv.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
    ESCAPE_MS = 25, /* how long an escape waits to be the beginning of a key */
    CODE_PASTE = KEY_MAX + 1,
    CODE_PASTE_DONE,
};

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

struct terminal {
    SCREEN *screen;
    FILE *in, *out;
    int out_fd;
    bool has_colour, ascii;
    iconv_t to_ascii;
    char begun[4]; /* bytes of a character whose others have not come yet */
    int begun_count;
};

/* C and POSIX say nothing about the terminal, and nearly all of them speak UTF-8; any other locale is
 * believed. */
static bool speaks_ascii_only(void)
{
    const char *name = setlocale(LC_CTYPE, "");
    bool says_nothing = !name || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0;
    bool other = !says_nothing && strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    return !width_prepare() || other;
}

static void prepare_colours(struct terminal *terminal)
{
    const char *none = getenv("NO_COLOR");
    terminal->has_colour = (!none || !*none) && has_colors();
    if (!terminal->has_colour)
        return;
    (void)start_color();
    (void)use_default_colors();
    (void)init_pair(STYLE_GOOD, COLOR_CYAN, -1);
    (void)init_pair(STYLE_WARNING, COLOR_YELLOW, -1);
    (void)init_pair(STYLE_ALARM, COLOR_RED, -1);
}

/* Polling makes a descriptor non-blocking for everybody who shares it, the shell and standard output among
 * them: so keys come over one of our own. */
static int open_again(int fd)
{
    const char *name = ttyname(fd);
    int own = name ? open(name, O_RDONLY | O_NOCTTY | O_CLOEXEC) : -1;
    return own >= 0 ? own : fcntl(fd, F_DUPFD_CLOEXEC, 3);
}

struct terminal *terminal_open(int in_fd, int out_fd)
{
    struct terminal *terminal = calloc(1, sizeof *terminal);
    must(terminal != NULL);
    terminal->ascii = speaks_ascii_only();
    terminal->to_ascii = iconv_open("ASCII//TRANSLIT", "UTF-8");
    terminal->out_fd = out_fd;
    terminal->in = fdopen(open_again(in_fd), "r");
    terminal->out = fdopen(dup(out_fd), "w");
    must(terminal->in != NULL && terminal->out != NULL);
    terminal->screen = newterm(NULL, terminal->out, terminal->in);
    if (!terminal->screen) {
        terminal_close(terminal);
        return NULL;
    }
    (void)set_term(terminal->screen);
    /* control characters are keys: a paste may hold them, and must not end or stop the program */
    (void)raw();
    (void)noecho();
    (void)nonl();
    (void)keypad(stdscr, TRUE);
    (void)nodelay(stdscr, TRUE);
    (void)set_escdelay(ESCAPE_MS);
    (void)define_key("\033[200~", CODE_PASTE);
    (void)define_key("\033[201~", CODE_PASTE_DONE);
    prepare_colours(terminal);
    (void)fputs(paste_on, terminal->out);
    (void)fflush(terminal->out);
    return terminal;
}

void terminal_close(struct terminal *terminal)
{
    if (!terminal)
        return;
    if (terminal->screen) {
        (void)fputs(paste_off, terminal->out);
        (void)endwin();
        delscreen(terminal->screen);
    }
    (void)fclose(terminal->in);
    (void)fclose(terminal->out);
    if (terminal->to_ascii != (iconv_t)-1)
        (void)iconv_close(terminal->to_ascii);
    free(terminal);
}

void terminal_size(const struct terminal *terminal, int *rows, int *columns)
{
    (void)terminal;
    getmaxyx(stdscr, *rows, *columns);
}

int terminal_fd(const struct terminal *terminal)
{
    return fileno(terminal->in);
}

bool terminal_gone(const struct terminal *terminal)
{
    struct pollfd asked = {.fd = terminal_fd(terminal), .events = POLLIN};
    return poll(&asked, 1, 0) > 0 && (asked.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

void terminal_resized(struct terminal *terminal)
{
    struct winsize size;
    if (ioctl(terminal->out_fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        (void)resize_term(size.ws_row, size.ws_col); /* resizeterm would also make a key of it */
    (void)clearok(curscr, TRUE); /* terminals move and cut what stood there, each in its own way */
}

void terminal_redraw(struct terminal *terminal)
{
    (void)terminal;
    (void)clearok(curscr, TRUE);
}

/* ---- keys */

static enum press function_key(int code)
{
    static const struct {
        int code;
        enum press kind;
    } rows[] = {
        {KEY_UP, PRESS_ARROW_UP},          {KEY_DOWN, PRESS_ARROW_DOWN},
        {KEY_LEFT, PRESS_ARROW_LEFT},      {KEY_RIGHT, PRESS_ARROW_RIGHT},
        {KEY_PPAGE, PRESS_PAGE_UP},        {KEY_NPAGE, PRESS_PAGE_DOWN},
        {KEY_HOME, PRESS_BEGINNING},       {KEY_END, PRESS_ENDING},
        {KEY_BACKSPACE, PRESS_BACK_SPACE}, {KEY_DC, PRESS_DELETE},
        {KEY_BTAB, PRESS_TABULATOR_BACK},  {KEY_RESIZE, PRESS_RESIZED},
        {CODE_PASTE, PRESS_PASTE},         {CODE_PASTE_DONE, PRESS_PASTE_DONE},
        {(int)'\0', PRESS_OTHER},
    };
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++)
        if (rows[x].code == code)
            return rows[x].kind;
    return PRESS_OTHER;
}

static enum press control_key(int code)
{
    switch (code) {
    case '\r':
    case '\n':
        return PRESS_ENTER;
    case '\t':
        return PRESS_TABULATOR;
    case 0x1b:
        return PRESS_ESCAPE;
    case 0x08:
    case 0x7f:
        return PRESS_BACK_SPACE;
    case 'U' & 0x1f:
        return PRESS_KILL;
    case 'L' & 0x1f:
        return PRESS_REDRAW;
    case 'C' & 0x1f:
        return PRESS_INTERRUPT;
    default:
        return PRESS_OTHER;
    }
}

/* Bytes that a character of UTF-8 has by its first one; 0: none begins so. */
static int bytes_of(unsigned char first)
{
    return first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
}

/* A byte more; what cannot become a character is dropped. */
static void take_byte(struct terminal *terminal, char byte, struct key *key)
{
    bool goes_on = ((unsigned char)byte & 0xc0) == 0x80;
    if (!goes_on)
        terminal->begun_count = 0;
    terminal->begun[terminal->begun_count++] = byte;
    int bytes = bytes_of((unsigned char)terminal->begun[0]);
    if (terminal->begun_count < bytes)
        return;
    bool valid = bytes > 0 && utf8_valid(terminal->begun, (size_t)bytes);
    terminal->begun_count = 0;
    key->kind = valid ? PRESS_TEXT : PRESS_OTHER;
    if (valid)
        memcpy(key->text, terminal->begun, (size_t)bytes);
}

struct key terminal_key(struct terminal *terminal)
{
    struct key key = {.kind = PRESS_NOTHING};
    while (key.kind == PRESS_NOTHING) {
        int code = getch();
        if (code == ERR)
            break;
        if (code >= KEY_MIN)
            key.kind = function_key(code);
        else if (code < ' ' || code == 0x7f)
            key.kind = control_key(code);
        else
            take_byte(terminal, (char)code, &key);
    }
    return key;
}

/* ---- drawing */

static attr_t attributes_of(const struct terminal *terminal, int style)
{
    static const attr_t plain[STYLE_COUNT] = {
        [STYLE_STRONG] = A_BOLD,
        [STYLE_FAINT] = A_DIM,
        [STYLE_CHOSEN] = A_REVERSE,
        [STYLE_GOOD] = A_BOLD,
        [STYLE_WARNING] = A_BOLD,
        [STYLE_FRAME] = A_REVERSE,
        [STYLE_ALARM] = A_REVERSE | A_BOLD,
    };
    bool coloured =
        terminal->has_colour && (style == STYLE_GOOD || style == STYLE_WARNING || style == STYLE_ALARM);
    return plain[style] | (coloured ? COLOR_PAIR(style) : 0);
}

/* The nearest letters of ASCII; at least one. */
static int to_ascii(const struct terminal *terminal, const struct cell *cell, char out[CELL_BYTES])
{
    char in[CELL_BYTES], *from = in, *to = out;
    size_t in_left = cell->length, out_left = CELL_BYTES;
    memcpy(in, cell->bytes, cell->length);
    out[0] = '?';
    if (terminal->to_ascii != (iconv_t)-1)
        (void)iconv(terminal->to_ascii, &from, &in_left, &to, &out_left);
    return 1; /* one letter a cell: nothing moves */
}

static void draw_cell(const struct terminal *terminal, int row, int column, const struct cell *cell)
{
    char ascii[CELL_BYTES];
    const char *bytes = cell->bytes;
    int length = cell->length;
    if (terminal->ascii && (length > 1 || (unsigned char)bytes[0] >= 0x80)) {
        length = to_ascii(terminal, cell, ascii);
        bytes = ascii;
    }
    (void)attrset(attributes_of(terminal, cell->style));
    (void)mvaddnstr(row, column, bytes, length);
}

void terminal_draw(struct terminal *terminal, const struct canvas *canvas)
{
    (void)erase();
    for (int row = 0; row < canvas->rows; row++)
        for (int column = 0; column < canvas->columns; column++) {
            const struct cell *cell = &canvas->cells[row * canvas->columns + column];
            if (cell->length && !(cell->length == 1 && cell->bytes[0] == ' ' && cell->style == STYLE_PLAIN))
                draw_cell(terminal, row, column, cell);
        }
    (void)attrset(A_NORMAL);
    (void)curs_set(canvas->cursor_row >= 0);
    if (canvas->cursor_row >= 0)
        (void)move(canvas->cursor_row, canvas->cursor_column);
    (void)refresh();
}
