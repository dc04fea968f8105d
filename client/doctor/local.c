#define _DEFAULT_SOURCE /* SO_PEERCRED */
#include "client/doctor/local.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { DISK_LOW_MIB = 1024, DISK_FULL_MIB = 100, FILES_WANTED = 4096, PATH_SIZE = 512 };

static void look_at_disk(const char *data, struct findings *findings)
{
    struct statvfs disk;
    if (statvfs(data, &disk) != 0) {
        findings_add(findings, DISK_NONE, 0, data);
        return;
    }
    int64_t mib = (int64_t)((double)disk.f_bavail * (double)disk.f_frsize / (1024 * 1024));
    findings_add(findings,
                 mib < DISK_FULL_MIB  ? DISK_FULL
                 : mib < DISK_LOW_MIB ? DISK_LOW
                                      : DISK_GOOD,
                 mib, data);
}

/* The process that listens on DIR/admin.sock; -1: none, or it may not be asked. */
static long server_process(const char *data)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct timeval limit = {.tv_sec = DOCTOR_STEP_MS / 1000};
    struct {
        pid_t process;
        uid_t user;
        gid_t group;
    } peer = {.process = -1};
    socklen_t size = sizeof peer;
    int length = snprintf(address.sun_path, sizeof address.sun_path, "%s/admin.sock", data);
    int fd = length < (int)sizeof address.sun_path ? socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0) : -1;
    if (fd < 0)
        return -1;
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (connect(fd, (const struct sockaddr *)&address, sizeof address) != 0 ||
        getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        peer.process = -1;
    close(fd);
    return peer.process;
}

/* Its limit, as the system tells it; -1: not known. */
static int64_t open_files(long process)
{
    char path[64], line[256];
    long long soft = -1;
    snprintf(path, sizeof path, "/proc/%ld/limits", process);
    FILE *file = process > 0 ? fopen(path, "re") : NULL;
    while (file && soft < 0 && fgets(line, sizeof line, file))
        if (sscanf(line, "Max open files %lld", &soft) != 1)
            soft = -1;
    if (file)
        (void)fclose(file);
    return soft;
}

void local_look(const char *data, struct findings *findings)
{
    look_at_disk(data, findings);
    int64_t files = open_files(server_process(data));
    findings_add(findings,
                 files < 0              ? FILES_UNKNOWN
                 : files < FILES_WANTED ? FILES_FEW
                                        : FILES_GOOD,
                 files, data);
}
