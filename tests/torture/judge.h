/* What must hold of a data directory after a server has ended, however it did: whole, nothing acknowledged
 * missing, and good for another start. */
#ifndef SPIRAL_TESTS_TORTURE_JUDGE_H
#define SPIRAL_TESTS_TORTURE_JUDGE_H

#include "tests/torture/game.h"

/* Reads the journal beside the server. False, and why, when the chain is broken or something acknowledged is
 * not there. */
bool judge_store(const char *directory, const struct ledger *ledger, char why[WRONG_SIZE]);

/* How it ended: by itself and with a status that is documented; when it says why, it says memory. */
bool judge_end(const struct server *server, char why[WRONG_SIZE]);

#endif
