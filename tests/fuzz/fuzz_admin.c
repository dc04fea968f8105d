/* Both directions of the admin socket: the first byte of an input says which. */
#include "common/base/must.h"
#include "common/wire/wire.h"
#include "tests/fuzz/fuzz.h"
#include "tests/unit/common/wire/samples.h"

#include <stdlib.h>
#include <string.h>

static void run_to_admin(const uint8_t *bytes, size_t size)
{
    struct to_admin message, again;
    struct cause cause;
    if (wire_read_to_admin(bytes, size, &message, &cause) != STATUS_OK || message.kind == TO_ADMIN_UNKNOWN)
        return;
    struct buffer first = buffer_with_cap(WIRE_TO_ADMIN_MAX), second = first;
    must(wire_write_to_admin(&message, &first) == STATUS_OK);
    must(wire_read_to_admin(buffer_bytes(&first), buffer_length(&first), &again, &cause) == STATUS_OK);
    must(wire_write_to_admin(&again, &second) == STATUS_OK);
    must(buffer_length(&first) == buffer_length(&second));
    must(memcmp(buffer_bytes(&first), buffer_bytes(&second), buffer_length(&first)) == 0);
    to_admin_free(&message);
    to_admin_free(&again);
    buffer_free(&first);
    buffer_free(&second);
}

static void run_from_admin(const uint8_t *bytes, size_t size)
{
    struct from_admin message, again;
    struct cause cause;
    if (wire_read_from_admin(bytes, size, &message, &cause) != STATUS_OK ||
        message.kind == FROM_ADMIN_UNKNOWN)
        return;
    struct buffer first = buffer_with_cap(WIRE_TO_CLIENT_MAX), second = first;
    must(wire_write_from_admin(&message, &first) == STATUS_OK);
    must(wire_read_from_admin(buffer_bytes(&first), buffer_length(&first), &again, &cause) == STATUS_OK);
    must(wire_write_from_admin(&again, &second) == STATUS_OK);
    must(buffer_length(&first) == buffer_length(&second));
    must(memcmp(buffer_bytes(&first), buffer_bytes(&second), buffer_length(&first)) == 0);
    from_admin_free(&message);
    from_admin_free(&again);
    buffer_free(&first);
    buffer_free(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    if (bytes[0] & 1)
        run_to_admin(bytes + 1, size - 1);
    else
        run_from_admin(bytes + 1, size - 1);
    return 0;
}

size_t fuzz_seed(unsigned number, uint8_t *bytes, size_t room)
{
    enum { SEEDS = 40 };
    if (number >= SEEDS)
        return 0;
    struct chance chance = {number + 1};
    struct buffer buffer = buffer_with_cap(room - 1);
    struct sample_room *borrowed = calloc(1, sizeof *borrowed);
    bytes[0] = number & 1;
    if (bytes[0]) {
        struct to_admin message;
        enum to_admin_kind kind = (enum to_admin_kind)(1 + number / 2 % (TO_ADMIN_KIND_COUNT - 1));
        sample_to_admin(&chance, kind, number < 2 * TO_ADMIN_KIND_COUNT - 2, borrowed, &message);
        must(wire_write_to_admin(&message, &buffer) == STATUS_OK);
    } else {
        struct from_admin message;
        enum from_admin_kind kind = (enum from_admin_kind)(1 + number / 2 % (FROM_ADMIN_KIND_COUNT - 1));
        sample_from_admin(&chance, kind, number < 2 * FROM_ADMIN_KIND_COUNT - 2, borrowed, &message);
        must(wire_write_from_admin(&message, &buffer) == STATUS_OK);
    }
    free(borrowed);
    size_t size = buffer_length(&buffer);
    memcpy(bytes + 1, buffer_bytes(&buffer), size);
    buffer_free(&buffer);
    return size + 1;
}
