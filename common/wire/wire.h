/* Envelopes as bytes and back: protobuf by protobuf-c, with the checks that it leaves out (UTF-8, embedded
 * NUL, bounds of every list and string, ranges of every number). Any thread.
 *
 * Writers append one envelope to a buffer; STATUS_FULL when it would exceed the buffer's cap. Readers refuse
 * what is malformed with a cause that names the field; what they give back is whole and within bounds. A
 * message of a later version is not malformed: its kind is UNKNOWN. STATUS_MEMORY from a reader: the message
 * may be well. */
#ifndef SPIRAL_WIRE_WIRE_H
#define SPIRAL_WIRE_WIRE_H

#include "common/base/buffer.h"
#include "common/base/status.h"
#include "common/wire/message.h"
#include "common/wire/message_admin.h"

MUST_USE enum status wire_write_to_server(const struct to_server *message, struct buffer *buffer);
/* When it fails `request` is set all the same if it could be read, so that a refusal can answer. */
MUST_USE enum status wire_read_to_server(const uint8_t *bytes, size_t count, struct to_server *message,
                                         struct cause *cause);

MUST_USE enum status wire_write_to_client(const struct to_client *message, struct buffer *buffer);
MUST_USE enum status wire_read_to_client(const uint8_t *bytes, size_t count, struct to_client *message,
                                         struct cause *cause);
/* Frees what a decoded message owns. */
void to_client_free(struct to_client *message);

/* The smallest class of sizes that is not below `size`: 128, and from each power of two to the next in four
 * equal steps: 160, 192, 224, 256, 320 ... */
size_t wire_size_class(size_t size);
/* Lengthens the one envelope in `buffer`, from or to a server, to a class of sizes, by the field `padding`.
 * How long it is then follows from how long it was. Where tag and length do not fit it is the next class;
 * the last bytes below the buffer's cap stay as they are. */
void wire_pad(struct buffer *buffer);

MUST_USE enum status wire_write_to_admin(const struct to_admin *message, struct buffer *buffer);
MUST_USE enum status wire_read_to_admin(const uint8_t *bytes, size_t count, struct to_admin *message,
                                        struct cause *cause);
/* Frees what a decoded message owns. */
void to_admin_free(struct to_admin *message);
MUST_USE enum status wire_write_from_admin(const struct from_admin *message, struct buffer *buffer);
MUST_USE enum status wire_read_from_admin(const uint8_t *bytes, size_t count, struct from_admin *message,
                                          struct cause *cause);
void from_admin_free(struct from_admin *message);

/* Puts the briefing's scenario into a decoded view, with the balance that the seat believes in now. */
void view_complete(struct view *view, const struct wire_briefing *briefing);

#endif
