#include "pair.h"

#include "common/base/must.h"

#include <string.h>

struct link_limits pair_limits(void)
{
    return (struct link_limits){.frame_in_max = 65536, .frame_out_max = 262144, .outbox_max = 524288};
}

enum status pair_carry(struct link *from, struct link *to, size_t portion, struct cause *cause)
{
    const uint8_t *bytes;
    size_t count;
    while ((count = link_output(from, &bytes)) > 0) {
        uint8_t copy[65536];
        count = count < portion ? count : portion;
        count = count < sizeof copy ? count : sizeof copy;
        memcpy(copy, bytes, count);
        link_output_taken(from, count);
        enum status status = link_feed(to, copy, count, cause);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status pair_settle(struct pair pair, size_t portion, struct cause *cause)
{
    const uint8_t *bytes;
    for (int round = 0; round < 16; round++) {
        enum status status = pair_carry(pair.client, pair.server, portion, cause);
        if (status == STATUS_OK)
            status = pair_carry(pair.server, pair.client, portion, cause);
        if (status != STATUS_OK)
            return status;
        if (link_output(pair.client, &bytes) == 0 && link_output(pair.server, &bytes) == 0)
            return STATUS_OK;
    }
    must(!"the two links never fall silent");
    return STATUS_CLOSED;
}
