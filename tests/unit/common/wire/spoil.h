/* Samples with one value changed: read, or refused by the name of the field. Used by the tests of this
 * folder.
 */
#ifndef SPIRAL_TESTS_WIRE_SPOIL_H
#define SPIRAL_TESTS_WIRE_SPOIL_H

#include "spiral/v1/admin.pb-c.h"
#include "spiral/v1/envelope.pb-c.h"
#include "tests/unit/common/wire/samples.h"

typedef void spoil_to_server(Spiral__V1__ToServer *e);
typedef void spoil_to_client(Spiral__V1__ToClient *e);
typedef void spoil_to_admin(Spiral__V1__ToAdmin *e);
typedef void spoil_from_admin(Spiral__V1__FromAdmin *e);

/* A function that does one thing to an envelope of that way. */
#define SPOIL(Way, name, does)                                                                               \
    static void name(Spiral__V1__##Way *e)                                                                   \
    {                                                                                                        \
        does;                                                                                                \
    }

/* A sample with everything in it is spoilt and read. `cause` is what the cause must begin with; NULL: it is
 * read all the same. */
void try_to_server(enum to_server_kind kind, spoil_to_server *spoil, const char *cause);
void try_to_client(enum to_client_kind kind, spoil_to_client *spoil, const char *cause);
void try_to_admin(enum to_admin_kind kind, spoil_to_admin *spoil, const char *cause);
void try_from_admin(enum from_admin_kind kind, spoil_from_admin *spoil, const char *cause);

/* Puts another string in the place of one that protobuf-c allocated. */
void spoil_string(char **string, const char *by);
/* One of so many bytes. */
void spoil_length(char **string, size_t length);
/* Takes a message of an envelope out of it: the pointer to it. */
#define spoil_absent(message)                                                                                \
    do {                                                                                                     \
        protobuf_c_message_free_unpacked(&(message)->base, NULL);                                            \
        (message) = NULL;                                                                                    \
    } while (0)
/* Shortens a list of messages to so many. */
#define spoil_rows(list, count, to)                                                                          \
    while ((count) > (to))                                                                                   \
    protobuf_c_message_free_unpacked(&(list)[--(count)]->base, NULL)

#endif
