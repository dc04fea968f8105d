/* The checks that protobuf-c leaves out, on the bytes of a message before anything is allocated for it.
 *
 * Walks by descriptor: strings are UTF-8 without NUL, numbers fit their type, lists and depth are bounded, a
 * field that is no list stands at most once, one case of a oneof at most. Fields that the descriptor does not
 * know are skipped. Used in this folder only. Pure; any thread. */
#ifndef SPIRAL_WIRE_CHECK_H
#define SPIRAL_WIRE_CHECK_H

#include "common/base/status.h"

#include <protobuf-c/protobuf-c.h>
#include <stddef.h>
#include <stdint.h>

enum {
    WIRE_DEPTH_MAX = 8,   /* messages within messages */
    WIRE_FIELDS_MAX = 64, /* fields of one descriptor */
};

/* STATUS_INVALID: the cause begins with the path of the field, as in "save_orders.orders.pacts[2].state". */
MUST_USE enum status wire_check(const ProtobufCMessageDescriptor *descriptor, const uint8_t *bytes,
                                size_t count, struct cause *cause);

/* The number in field 1 of an envelope as far as its bytes can be read; 0 when there is none. */
uint64_t wire_request_of(const uint8_t *bytes, size_t count);

#endif
