#include "common/base/must.h"
#include "common/wire/wire.h"
#include "tests/fuzz/fuzz.h"
#include "tests/unit/common/wire/samples.h"

#include <stdlib.h>
#include <string.h>

/* What was read can be written, and written again it is the same bytes, also after it was padded. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct to_client message, again;
    struct cause cause;
    if (wire_read_to_client(bytes, size, &message, &cause) != STATUS_OK || message.kind == TO_CLIENT_UNKNOWN)
        return 0;
    struct buffer first = buffer_with_cap(WIRE_TO_CLIENT_MAX), second = first;
    must(wire_write_to_client(&message, &first) == STATUS_OK);
    must(wire_read_to_client(buffer_bytes(&first), buffer_length(&first), &again, &cause) == STATUS_OK);
    must(wire_write_to_client(&again, &second) == STATUS_OK);
    must(buffer_length(&first) == buffer_length(&second));
    must(memcmp(buffer_bytes(&first), buffer_bytes(&second), buffer_length(&first)) == 0);
    to_client_free(&again);
    wire_pad(&second);
    must(wire_read_to_client(buffer_bytes(&second), buffer_length(&second), &again, &cause) == STATUS_OK);
    buffer_consume(&second, buffer_length(&second));
    must(wire_write_to_client(&again, &second) == STATUS_OK);
    must(buffer_length(&first) == buffer_length(&second));
    must(memcmp(buffer_bytes(&first), buffer_bytes(&second), buffer_length(&first)) == 0);
    to_client_free(&message);
    to_client_free(&again);
    buffer_free(&first);
    buffer_free(&second);
    return 0;
}

size_t fuzz_seed(unsigned number, uint8_t *bytes, size_t room)
{
    enum { EACH = 8 }; /* seeds of a kind */
    unsigned kind = 1 + number / EACH;
    if (kind >= TO_CLIENT_KIND_COUNT)
        return 0;
    struct to_client message;
    struct chance chance = {number + 1};
    struct buffer buffer = buffer_with_cap(room);
    struct sample_room *borrowed = calloc(1, sizeof *borrowed);
    sample_to_client(&chance, (enum to_client_kind)kind, number % EACH == 0, borrowed, &message);
    must(wire_write_to_client(&message, &buffer) == STATUS_OK);
    size_t size = buffer_length(&buffer);
    memcpy(bytes, buffer_bytes(&buffer), size);
    buffer_free(&buffer);
    free(borrowed);
    return size;
}
