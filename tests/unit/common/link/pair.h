/* Two links in one thread, and the bytes between them. */
#ifndef SPIRAL_TESTS_LINK_PAIR_H
#define SPIRAL_TESTS_LINK_PAIR_H

#include "common/link/link.h"

struct pair {
    struct link *server, *client;
};

struct link_limits pair_limits(void);

/* Hands all output of `from` to `to`, in portions of at most `portion` bytes; stops at the first failure. */
enum status pair_carry(struct link *from, struct link *to, size_t portion, struct cause *cause);

/* Carries both ways until neither has output; the first failure, of the server before the client. */
enum status pair_settle(struct pair pair, size_t portion, struct cause *cause);

#endif
