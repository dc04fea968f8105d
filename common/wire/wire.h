/* Envelopes as bytes and back: protobuf by protobuf-c, with the checks that it leaves out (UTF-8, embedded
 * NUL, bounds of every list and string, ranges of every number). Any thread.
 *
 * Writers append one envelope to a buffer; STATUS_FULL when it would exceed the buffer's cap. Readers refuse
 * what is malformed with a cause that names the field; what they give back is whole and within bounds. A
 * message of a later version is not malformed: its kind is UNKNOWN. */
#ifndef SPIRAL_WIRE_WIRE_H
#define SPIRAL_WIRE_WIRE_H

#include "common/base/buffer.h"
#include "common/base/status.h"
#include "common/wire/message.h"

MUST_USE enum status wire_write_to_server(const struct to_server *message, struct buffer *buffer);
/* STATUS_INVALID; `request` is set whenever it could be read, so that a refusal can answer. */
MUST_USE enum status wire_read_to_server(const uint8_t *bytes, size_t count, struct to_server *message,
                                         struct cause *cause);

MUST_USE enum status wire_write_to_client(const struct to_client *message, struct buffer *buffer);
MUST_USE enum status wire_read_to_client(const uint8_t *bytes, size_t count, struct to_client *message,
                                         struct cause *cause);
/* Frees what a decoded message owns. */
void to_client_free(struct to_client *message);

MUST_USE enum status wire_write_to_admin(const struct to_admin *message, struct buffer *buffer);
MUST_USE enum status wire_read_to_admin(const uint8_t *bytes, size_t count, struct to_admin *message,
                                        struct cause *cause);
MUST_USE enum status wire_write_from_admin(const struct from_admin *message, struct buffer *buffer);
MUST_USE enum status wire_read_from_admin(const uint8_t *bytes, size_t count, struct from_admin *message,
                                          struct cause *cause);
void from_admin_free(struct from_admin *message);

/* Puts the briefing's scenario into a decoded view, with the balance that the seat believes in now. */
void view_complete(struct view *view, const struct wire_briefing *briefing);

#endif
