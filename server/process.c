#include "server/process.h"

#include "common/base/log.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* A limit of 0 keeps no file from being written by a program that the kernel pipes the image to; 1 does both
 * (core(5)). Whoever was given 0 already cannot ask for more. */
static void write_no_memory_image(void)
{
    const struct rlimit least = {.rlim_cur = 1, .rlim_max = 1}, none = {.rlim_cur = 0, .rlim_max = 0};
    if (setrlimit(RLIMIT_CORE, &least) != 0 && setrlimit(RLIMIT_CORE, &none) != 0)
        log_event(LOG_WARN, "core_limit", "cause", strerror(errno), NULL);
}

void process_confine(void)
{
    umask(077);
    write_no_memory_image();
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        log_event(LOG_WARN, "no_new_privs", "cause", strerror(errno), NULL);
    /* a renewal that is told while the journal is replayed must not end the server */
    signal(SIGHUP, SIG_IGN);
}

void process_check_user(void)
{
    if (geteuid() == 0)
        log_event(LOG_WARN, "superuser", "risk", "whoever breaks into the server owns the machine", "remedy",
                  "run it as a user of its own; config/spirald.service does", NULL);
}
