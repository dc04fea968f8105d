#include "common/base/must.h"
#include "common/wire/wire.h"
#include "tests/fuzz/fuzz.h"
#include "tests/unit/common/wire/samples.h"

#include <string.h>

/* What was read can be written, and then says the same, also when it is padded to a class of sizes; written
 * twice it is the same bytes. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct to_server message, again;
    struct cause cause;
    if (wire_read_to_server(bytes, size, &message, &cause) != STATUS_OK || message.kind == TO_SERVER_UNKNOWN)
        return 0;
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    must(wire_write_to_server(&message, &buffer) == STATUS_OK);
    must(wire_read_to_server(buffer_bytes(&buffer), buffer_length(&buffer), &again, &cause) == STATUS_OK);
    must(memcmp(&message, &again, sizeof message) == 0);
    struct buffer second = buffer_with_cap(WIRE_TO_SERVER_MAX);
    must(wire_write_to_server(&again, &second) == STATUS_OK);
    must(buffer_length(&buffer) == buffer_length(&second));
    must(memcmp(buffer_bytes(&buffer), buffer_bytes(&second), buffer_length(&buffer)) == 0);
    wire_pad(&second);
    must(buffer_length(&second) == wire_size_class(buffer_length(&second)) ||
         buffer_length(&second) > WIRE_TO_SERVER_MAX - 256);
    must(wire_read_to_server(buffer_bytes(&second), buffer_length(&second), &again, &cause) == STATUS_OK);
    must(memcmp(&message, &again, sizeof message) == 0);
    buffer_free(&second);
    buffer_free(&buffer);
    return 0;
}

size_t fuzz_seed(unsigned number, uint8_t *bytes, size_t room)
{
    enum { EACH = 8 }; /* seeds of a kind */
    unsigned kind = 1 + number / EACH;
    if (kind >= TO_SERVER_KIND_COUNT)
        return 0;
    struct to_server message;
    struct chance chance = {number + 1};
    struct buffer buffer = buffer_with_cap(room);
    sample_to_server(&chance, (enum to_server_kind)kind, number % EACH == 0, &message);
    must(wire_write_to_server(&message, &buffer) == STATUS_OK);
    size_t size = buffer_length(&buffer);
    memcpy(bytes, buffer_bytes(&buffer), size);
    buffer_free(&buffer);
    return size;
}
