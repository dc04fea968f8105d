#include "client/ctl/admin_call.h"

#include "common/base/must.h"
#include "common/base/text.h"
#include "common/wire/wire.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { HEADER = 4 };

static enum status open_socket(const char *path, int *fd, struct cause *cause)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct timeval limit = {.tv_sec = ADMIN_TIMEOUT_S};
    if (!slice_copy(slice_of(path), address.sun_path, sizeof address.sun_path))
        return status_fail(cause, STATUS_INVALID,
                           "%s: longer than the %zu bytes that a socket's path may have", path,
                           sizeof address.sun_path - 1);
    *fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (*fd < 0)
        return status_fail(cause, STATUS_IO, "%s: %s", path, strerror(errno));
    setsockopt(*fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(*fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (connect(*fd, (const struct sockaddr *)&address, sizeof address) == 0)
        return STATUS_OK;
    enum status status = status_fail(cause, STATUS_NOT_FOUND,
                                     "%s: no server answers there (%s); is spirald running with this --data?",
                                     path, strerror(errno));
    close(*fd);
    return status;
}

static bool send_all(int fd, const uint8_t *bytes, size_t count)
{
    while (count) {
        ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        bytes += sent;
        count -= (size_t)sent;
    }
    return true;
}

static bool receive_all(int fd, uint8_t *bytes, size_t count)
{
    while (count) {
        ssize_t got = recv(fd, bytes, count, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        bytes += got;
        count -= (size_t)got;
    }
    return true;
}

static bool send_frame(int fd, const struct buffer *payload)
{
    size_t size = buffer_length(payload);
    uint8_t header[HEADER] = {(uint8_t)(size >> 24), (uint8_t)(size >> 16), (uint8_t)(size >> 8),
                              (uint8_t)size};
    return send_all(fd, header, HEADER) && send_all(fd, buffer_bytes(payload), size);
}

static bool receive_frame(int fd, uint8_t **payload, size_t *size)
{
    uint8_t header[HEADER];
    if (!receive_all(fd, header, HEADER))
        return false;
    *size = (size_t)header[0] << 24 | (size_t)header[1] << 16 | (size_t)header[2] << 8 | header[3];
    if (*size > WIRE_TO_CLIENT_MAX)
        return false;
    *payload = malloc(*size + 1);
    must(*payload != NULL);
    if (receive_all(fd, *payload, *size))
        return true;
    free(*payload);
    return false;
}

enum status admin_call(const char *socket_path, struct to_admin *question, struct from_admin *answer,
                       struct cause *cause)
{
    int fd = -1;
    uint8_t *payload;
    size_t size;
    struct buffer buffer = buffer_with_cap(WIRE_TO_ADMIN_MAX);
    question->request = 1;
    enum status status = open_socket(socket_path, &fd, cause);
    if (status)
        return status;
    if (wire_write_to_admin(question, &buffer) != STATUS_OK) {
        status = status_fail(
            cause, STATUS_INVALID,
            "that is more than %d bytes, which a server does not take at once; leave something out",
            WIRE_TO_ADMIN_MAX);
    } else if (!send_frame(fd, &buffer) || !receive_frame(fd, &payload, &size)) {
        status = status_fail(cause, STATUS_CLOSED, "%s: the server gave no answer", socket_path);
    } else {
        status = wire_read_from_admin(payload, size, answer, cause);
        free(payload);
    }
    buffer_free(&buffer);
    close(fd);
    return status;
}
