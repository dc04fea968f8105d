#include "client/arena/program.h"

#include "client/arena/parts.h"
#include "common/rules/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SHELL_NOT_EXECUTABLE = 126, SHELL_NOT_FOUND = 127 }; /* what sh exits with */

#define TURN_WORDS "ready\nwait\n"

/* What somebody would type who never changes anything: closed already, so that nobody waits for more. */
static int open_script(void)
{
    int ends[2];
    char script[TURNS_MAX * sizeof TURN_WORDS];
    struct text text = text_over(script, sizeof script);
    for (int turn = 0; turn < TURNS_MAX; turn++)
        text_put(&text, TURN_WORDS);
    if (pipe(ends) != 0)
        return -1;
    bool whole = write(ends[1], script, text.length) == (ssize_t)text.length; /* less than a pipe holds */
    close(ends[1]);
    if (whole)
        return ends[0];
    close(ends[0]);
    return -1;
}

static void run_join(const struct program_order *order)
{
    static const char program[] = "/proc/self/exe";
    execl(program, "spiral", "join", order->place->at, order->code, "--name", order->name, "--fingerprint",
          order->place->fingerprint, "--home", order->home, order->doctrine ? "--auto" : (char *)NULL,
          order->doctrine, (char *)NULL);
}

static bool set_seconds(const char *variable, int seconds)
{
    char digits[12];
    snprintf(digits, sizeof digits, "%d", seconds);
    return setenv(variable, digits, 1) == 0;
}

static void run_command(const struct program_order *order)
{
    bool set = setenv("SPIRAL_PLACE", order->place->at, 1) == 0 &&
               setenv("SPIRAL_CODE", order->code, 1) == 0 && setenv("SPIRAL_NAME", order->name, 1) == 0 &&
               setenv("SPIRAL_FINGERPRINT", order->place->fingerprint, 1) == 0 &&
               setenv("SPIRAL_HOME", order->home, 1) == 0 &&
               set_seconds("SPIRAL_CONNECT_SECONDS", order->limit_seconds[LIMIT_CONNECT]) &&
               set_seconds("SPIRAL_LOAD_SECONDS", order->limit_seconds[LIMIT_LOAD]) &&
               set_seconds("SPIRAL_TURN_SECONDS", order->limit_seconds[LIMIT_TURN]);
    if (set)
        execl("/bin/sh", "sh", "-c", order->command, (char *)NULL);
}

static _Noreturn void run_child(const struct program_order *order, int input)
{
    sigset_t none;
    int log = order->log >= 0 ? order->log : open("/dev/null", O_WRONLY | O_CLOEXEC);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG,
          SIGKILL); /* a killed arena takes the shell along; what that left behind lives on */
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    if (dup2(input, STDIN_FILENO) >= 0 && dup2(log, STDOUT_FILENO) >= 0 && dup2(log, STDERR_FILENO) >= 0) {
        if (order->command)
            run_command(order);
        else
            run_join(order);
    }
    _exit(127);
}

enum status program_begin(struct program *program, const struct program_order *order, struct cause *cause)
{
    bool types = !order->command && !order->doctrine;
    int input = types ? open_script() : open("/dev/null", O_RDONLY | O_CLOEXEC);
    program->pid = 0;
    if (input < 0)
        return status_fail(cause, STATUS_IO, "cannot give a player its input: %s", strerror(errno));
    pid_t pid = fork();
    if (pid == 0)
        run_child(order, input);
    int error = errno;
    close(input);
    if (pid < 0)
        return status_fail(cause, STATUS_IO, "cannot start a process: %s", strerror(error));
    setpgid(pid, pid); /* both sides: whoever comes first */
    program->pid = pid;
    return STATUS_OK;
}

/* Looks without reaping: as long as the first process is there, nobody else can get its group's number. */
static bool look(const struct program *program, siginfo_t *info)
{
    memset(info, 0, sizeof *info);
    return waitid(P_PID, (id_t)program->pid, info, WEXITED | WNOHANG | WNOWAIT) == 0;
}

bool program_ended(const struct program *program)
{
    siginfo_t info;
    return !program->pid || !look(program, &info) || info.si_pid != 0;
}

bool program_tell_end(const struct program *program, struct text *text)
{
    siginfo_t info;
    if (!program->pid || !look(program, &info) || !info.si_pid)
        return false;
    if (info.si_code != CLD_EXITED)
        text_put(text, "was killed by signal ");
    else if (info.si_status == SHELL_NOT_FOUND)
        text_put(text, "could not be started: the shell found no such command, status ");
    else if (info.si_status == SHELL_NOT_EXECUTABLE)
        text_put(text, "could not be started: the shell could not execute it, status ");
    else
        text_put(text, "exited with status ");
    text_put_int(text, info.si_status);
    return true;
}

void program_end(struct program *program)
{
    if (!program->pid)
        return;
    kill(-program->pid, SIGKILL);
    while (waitpid(program->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    program->pid = 0;
}
