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

static enum status fail(struct cause *cause, enum status status, const struct language *language,
                        const char *key, const struct slot *slots)
{
    struct text text = text_over(cause->text, sizeof cause->text);
    sentence_put(language, key, slots, &text);
    return status;
}

static enum status open_socket(const char *path, int *fd, const struct language *language,
                               struct cause *cause)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct timeval limit = {.tv_sec = ADMIN_TIMEOUT_S};
    if (!slice_copy(slice_of(path), address.sun_path, sizeof address.sun_path))
        return fail(cause, STATUS_INVALID, language, "admin.long_path",
                    SLOTS(str("socket", path), num("most", (int64_t)sizeof address.sun_path - 1)));
    *fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (*fd < 0)
        return status_fail(cause, STATUS_IO, "%s: %s", path, strerror(errno));
    setsockopt(*fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(*fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (connect(*fd, (const struct sockaddr *)&address, sizeof address) == 0)
        return STATUS_OK;
    enum status status =
        fail(cause, STATUS_NOT_FOUND, language, errno == EACCES ? "admin.no_access" : "admin.no_server",
             SLOTS(str("socket", path)));
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
                       const struct language *language, struct cause *cause)
{
    int fd = -1;
    uint8_t *payload;
    size_t size;
    struct buffer buffer = buffer_with_cap(WIRE_TO_ADMIN_MAX);
    question->request = 1;
    enum status status = open_socket(socket_path, &fd, language, cause);
    if (status)
        return status;
    if (wire_write_to_admin(question, &buffer) != STATUS_OK) {
        status =
            fail(cause, STATUS_INVALID, language, "admin.too_much", SLOTS(num("most", WIRE_TO_ADMIN_MAX)));
    } else if (!send_frame(fd, &buffer) || !receive_frame(fd, &payload, &size)) {
        status = fail(cause, STATUS_CLOSED, language, "admin.no_answer", SLOTS(str("socket", socket_path)));
    } else {
        status = wire_read_from_admin(payload, size, answer, cause);
        free(payload);
        if (status)
            status = fail(cause, STATUS_VERSION, language, "facilitator.other_version", NULL);
    }
    buffer_free(&buffer);
    close(fd);
    return status;
}
