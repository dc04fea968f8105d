#include "client/core/home.h"

#include "common/base/file.h"
#include "common/base/text.h"

#include <stdlib.h>

static bool is_given(const char *source)
{
    return source && source[0] != '\0';
}

enum status home_choose(const struct home_sources *sources, struct home *home, struct cause *cause)
{
    const char *before, *behind = "";
    if (is_given(sources->option)) {
        before = sources->option;
    } else if (is_given(sources->spiral_home)) {
        before = sources->spiral_home;
    } else if (sources->xdg_state && sources->xdg_state[0] == '/') {
        before = sources->xdg_state;
        behind = "/spiral";
    } else if (is_given(sources->person_home)) {
        before = sources->person_home;
        behind = "/.local/state/spiral";
    } else {
        return status_fail(cause, STATUS_INVALID,
                           "no directory for the files of the client: give --home or set SPIRAL_HOME");
    }
    struct text text = text_over(home->path, sizeof home->path);
    text_put(&text, before);
    text_put(&text, behind);
    if (text.cut)
        return status_fail(cause, STATUS_INVALID,
                           "%.60s...: the path of the client's directory is longer than %d bytes; "
                           "give a shorter --home",
                           before, HOME_PATH_SIZE - 1);
    return STATUS_OK;
}

enum status home_open(const char *option, struct home *home, struct cause *cause)
{
    const struct home_sources sources = {
        .option = option,
        .spiral_home = getenv("SPIRAL_HOME"),
        .xdg_state = getenv("XDG_STATE_HOME"),
        .person_home = getenv("HOME"),
    };
    enum status status = home_choose(&sources, home, cause);
    if (status == STATUS_OK)
        status = file_make_directories(home->path, cause);
    return status;
}
