/* One value between protobuf-c's structs and ours; what fails names the field first: "name: reason; remedy".
 *
 * Used in this folder only. Any thread. */
#ifndef SPIRAL_WIRE_VALUE_H
#define SPIRAL_WIRE_VALUE_H

#include "common/base/buffer.h"
#include "common/base/digest.h"
#include "common/base/id.h"
#include "common/base/status.h"

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Puts "outer" or "outer[row]" before the path in the cause of a failure, and gives the status. A cause that
 * begins with a colon has no path yet. */
enum status wire_within(struct cause *cause, enum status status, const char *outer);
enum status wire_within_row(struct cause *cause, enum status status, const char *outer, size_t row);

MUST_USE enum status wire_range(struct cause *cause, const char *item, int64_t value, int64_t low,
                                int64_t high);
/* Of an enum of ours: 0 for one of a later version. */
int wire_known(int value, int count);
/* The sub-message or the list's end that must be there. */
MUST_USE enum status wire_present(struct cause *cause, const char *item, const void *message);
MUST_USE enum status wire_id_get(struct cause *cause, const char *item, const ProtobufCBinaryData *bytes,
                                 struct id *id);
/* Exactly `count` bytes. */
MUST_USE enum status wire_bytes_get(struct cause *cause, const char *item, const ProtobufCBinaryData *bytes,
                                    void *to, size_t count);

enum wire_text {
    WIRE_ANY = 0,    /* one line, may be empty */
    WIRE_FILLED = 1, /* not empty */
    WIRE_LINES = 2,  /* newlines allowed */
    /* For what a server takes in only: what was kept by an older one must still reach its readers. */
    WIRE_WRITTEN = 4, /* somebody's words for others: nothing invisible, no heaps of marks, no joiners */
    WIRE_NAME = 8,    /* at least one visible character */
};

/* Copies text without control characters with its NUL into `size` bytes. `text` is a set of enum wire_text.
 */
MUST_USE enum status wire_string_get(struct cause *cause, const char *item, const char *string, char *to,
                                     size_t size, unsigned text);

/* Numbers of states, each at most once, as a bit mask. */
MUST_USE enum status wire_states_get(struct cause *cause, const char *item, const uint32_t *states,
                                     size_t count, uint16_t *mask);
/* The states of a mask, rising; gives how many. `states` has room for ACTORS_MAX. */
size_t wire_states_put(uint32_t mask, uint32_t *states);

/* A piece of at most `max` bytes of a text of `total`, as memory of its own with a NUL behind it. `what`:
 * there is none for. */
MUST_USE enum status wire_piece_get(struct cause *cause, const char *what, const ProtobufCBinaryData *bytes,
                                    size_t max, uint32_t offset, uint32_t total, const char **text,
                                    size_t *size);

/* Borrowed by a message that is about to be packed, which only reads. */
char *wire_string(const char *string);
ProtobufCBinaryData wire_bytes(const void *bytes, size_t count);

/* Appends the packed message: STATUS_FULL when it is longer than `max` or than the buffer takes. */
MUST_USE enum status wire_pack(const ProtobufCMessage *message, size_t max, struct buffer *buffer);

/* Checks and unpacks; the caller frees the message with protobuf_c_message_free_unpacked. */
MUST_USE enum status wire_unpack(const ProtobufCMessageDescriptor *descriptor, const uint8_t *bytes,
                                 size_t count, size_t max, ProtobufCMessage **message, struct cause *cause);

#endif
