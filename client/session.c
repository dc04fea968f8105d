#include "client/session.h"

#include "client/screen/screen.h"
#include "client/screen/terminal_fits.h"
#include "client/term/line.h"
#include "common/base/must.h"

#include <unistd.h>

struct play_options session_options(const struct play_arguments *arguments, const char *home)
{
    return (struct play_options){
        .player = {.name = arguments->name,
                   .seat_code = arguments->seat_code,
                   .fingerprint = arguments->fingerprint,
                   .home = home,
                   .ack_log = arguments->ack_log,
                   .language = arguments->language->code,
                   .guest = arguments->guest,
                   .consent = arguments->consent,
                   .asks_consent = !arguments->is_auto && isatty(STDIN_FILENO),
                   .no_trust_on_first_use = arguments->no_first_trust},
        .in_fd = STDIN_FILENO,
        .out_fd = STDOUT_FILENO,
        .is_auto = arguments->is_auto,
        .doctrine = arguments->doctrine,
        .think_ms = (uint64_t)arguments->think_ms,
        .record_path = arguments->record,
        .debrief = arguments->debrief,
        .saves = !arguments->is_auto && isatty(STDIN_FILENO), /* a script says when */
        .leaves_at_end = arguments->leave_at_end,
    };
}

bool session_draws(const struct play_arguments *arguments)
{
    return !arguments->plain && !arguments->is_auto && terminal_fits(STDIN_FILENO, STDOUT_FILENO);
}

int session_run(const struct play_options *options, bool draws)
{
    uv_loop_t loop;
    must(uv_loop_init(&loop) == 0);
    int exit_status = draws ? screen_run(&loop, options) : line_run(&loop, options);
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
    return exit_status;
}
