#include "client/core/player_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

enum status ack_log_open(struct player *player, const char *path, struct cause *cause)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    player->ack_log = descriptor < 0 ? NULL : fdopen(descriptor, "a");
    if (player->ack_log)
        return STATUS_OK;
    status_fail(cause, STATUS_IO, "%s: cannot open: %s", path, strerror(errno));
    if (descriptor >= 0)
        close(descriptor);
    return STATUS_IO;
}

enum status ack_log_add(struct player *player, const struct id *world, const struct wire_accepted *accepted,
                        struct cause *cause)
{
    char id[ID_HEX_SIZE], digest[2 * DIGEST_SIZE + 1];
    if (!player->ack_log || !accepted->has_digest)
        return STATUS_OK;
    struct text text = text_over(digest, sizeof digest);
    text_put_hex(&text, accepted->orders_digest.bytes, DIGEST_SIZE);
    /* one write a line, so that several players may share a file */
    int count =
        fprintf(player->ack_log, "%s %" PRIu32 " %s %" PRIu32 " %s\n", id_hex(world, id), accepted->turn,
                model_state_name(&player->model, (int)player->model.joined.seat), accepted->revision, digest);
    if (count > 0 && fflush(player->ack_log) == 0 &&
        (fsync(fileno(player->ack_log)) == 0 || errno == EINVAL)) /* a pipe cannot be synced */
        return STATUS_OK;
    return status_fail(cause, STATUS_IO, "the file of acknowledgements cannot be written: %s",
                       strerror(errno));
}
