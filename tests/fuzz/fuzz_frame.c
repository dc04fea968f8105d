/* A stream of bytes in portions of any size, cut into frames: what comes out is what a plain look at the
 * whole stream says, whatever the portions and whenever it is taken. */
#include "common/base/must.h"
#include "common/link/frame.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/take.h"

#include <string.h>

/* What the stream holds, found without a cutter. */
struct model {
    const uint8_t *stream;
    size_t size, payload_max;
    size_t at; /* bytes of the frames that were taken */
};

static size_t announced(const uint8_t *header)
{
    return (size_t)header[0] << 24 | (size_t)header[1] << 16 | (size_t)header[2] << 8 | header[3];
}

static void take_all(struct frame_cutter *cutter, struct model *model)
{
    const uint8_t *payload;
    size_t count;
    while (frame_cutter_next(cutter, &payload, &count)) {
        uint8_t header[LINK_FRAME_HEADER];
        const uint8_t *here = model->stream + model->at;
        frame_header_put(header, count);
        must(model->size - model->at >= LINK_FRAME_HEADER + count && count <= model->payload_max);
        must(memcmp(here, header, sizeof header) == 0);
        must(memcmp(here + LINK_FRAME_HEADER, payload, count) == 0);
        model->at += LINK_FRAME_HEADER + count;
    }
}

/* Is there a whole frame left among the first `fed` bytes? */
static bool frame_is_left(const struct model *model, size_t fed)
{
    const uint8_t *here = model->stream + model->at;
    size_t left = fed - model->at;
    return left >= LINK_FRAME_HEADER && announced(here) <= model->payload_max &&
           announced(here) <= left - LINK_FRAME_HEADER;
}

static bool too_long_is_next(const struct model *model, size_t fed)
{
    size_t at = model->at;
    while (fed - at >= LINK_FRAME_HEADER) {
        size_t length = announced(model->stream + at);
        if (length > model->payload_max)
            return true;
        if (length > fed - at - LINK_FRAME_HEADER)
            return false;
        at += LINK_FRAME_HEADER + length;
    }
    return false;
}

/* Gives how many bytes were fed when it ended. */
static enum status feed_all(struct frame_cutter *cutter, struct model *model, struct take *choices,
                            size_t *fed, struct cause *cause)
{
    enum status status = STATUS_OK;
    *fed = 0;
    while (*fed < model->size && status == STATUS_OK) {
        uint8_t choice = take_byte(choices);
        size_t left = model->size - *fed, portion = 1 + (choice >> 1) * (choice >> 1);
        portion = portion < left ? portion : left;
        status = frame_cutter_feed(cutter, model->stream + *fed, portion, cause);
        *fed += portion;
        must(status != STATUS_FULL || *fed - model->at > cutter->waiting.cap);
        must(cutter->waiting.capacity <=
             4 * *fed + 4096); /* grows with what came, not with what was announced */
        if (choice & 1)
            take_all(cutter, model);
    }
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct take take = {bytes, size}, choices;
    struct model model = {.payload_max = take_byte(&take) * 16};
    size_t waiting_max = LINK_FRAME_HEADER + model.payload_max + take_byte(&take) * 16u, fed;
    choices.at = take_bytes(&take, 16, &choices.left);
    model.stream = take_bytes(&take, take.left, &model.size);
    struct frame_cutter cutter = frame_cutter_of(model.payload_max, waiting_max);
    struct cause cause = {""};
    enum status status = feed_all(&cutter, &model, &choices, &fed, &cause);
    must(status == STATUS_OK || cause.text[0]);
    must(status == STATUS_OK || status == STATUS_INVALID || status == STATUS_FULL);
    take_all(&cutter, &model);
    if (status == STATUS_OK)
        must(!frame_is_left(&model, fed) && !too_long_is_next(&model, fed));
    if (status == STATUS_INVALID)
        must(too_long_is_next(&model, fed) && !frame_is_left(&model, fed));
    frame_cutter_free(&cutter);
    return 0;
}

size_t fuzz_seed(unsigned number, uint8_t *bytes, size_t room)
{
    enum { SEEDS = 12, HEAD = 18 };
    if (number >= SEEDS)
        return 0;
    memset(bytes, (int)(1 + 20 * number), HEAD);
    bytes[0] = number % 3 ? 8 : 255; /* payloads of at most 128 or 4080 bytes */
    size_t size = HEAD;
    for (unsigned frame = 0; frame < 6; frame++) {
        size_t payload = (size_t)frame * number * (number % 3 ? 2 : 40);
        must(size + LINK_FRAME_HEADER + payload < room);
        frame_header_put(bytes + size, payload);
        memset(bytes + size + LINK_FRAME_HEADER, (int)frame, payload);
        size += LINK_FRAME_HEADER + payload;
    }
    return number % 4 == 3 ? size - 1 : size;
}
