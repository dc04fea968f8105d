/* What peers say and how they listen, in one line each.
 *
 * A `say_` function sends one message with the next request number and, unless the house is slow, lets the
 * journal do its work. A `hear_` function fails the test when it does not hear what it is named for. */
#ifndef SPIRAL_TESTS_SESSION_SAY_H
#define SPIRAL_TESTS_SESSION_SAY_H

#include "house.h"

/* `message->request` 0: the next one. */
void say(struct peer *peer, struct to_server *message);
void say_bytes(struct peer *peer, const void *bytes, size_t count);

void say_hello(struct peer *peer, uint32_t version);
void say_join(struct peer *peer, const char *code, const char *name, struct id secret);
void say_resume(struct peer *peer, const struct wire_joined *joined, struct id token);
void say_move(struct peer *peer, const char *code, const char *seat_code);
/* About the turn that the peer's last situation or clock shows. */
void say_orders(struct peer *peer, struct id command, uint32_t revision, const struct orders *orders);
void say_ready(struct peer *peer, struct id command, bool ready);
void say_beliefs(struct peer *peer, struct id command);
void say_press(struct peer *peer, struct id command, uint16_t to, const char *text); /* 0: to everyone */
void say_leave(struct peer *peer, struct id command);
void say_ask_record(struct peer *peer, uint32_t offset);
void say_ask_debrief(struct peer *peer, const char *language, bool own, uint32_t offset);
/* About the same turn; `orders` may be NULL. */
void say_consider(struct peer *peer, const struct orders *orders, unsigned topics);
void say_watch(struct peer *peer, const char *code);
void say_ask_turn(struct peer *peer, uint32_t turn);
void say_ping(struct peer *peer);
void say_facilitate(struct peer *peer, const char *code, const char *key);
void say_act(struct peer *peer, const struct wire_exercise_act *act);
void say_question(struct peer *peer, struct id command, const char *text);
void say_feelings(struct peer *peer, struct id command, const char *word);
void say_ask_exercise(struct peer *peer, const char *code);

/* Legal orders for the peer's situation, all civil. */
struct orders plain_orders(const struct peer *peer);

/* The next message; NULL when there is none. Valid until the next one is taken. */
const struct to_client *peer_next(struct peer *peer);
/* The next message is of this kind. */
const struct to_client *hear(struct peer *peer, enum to_client_kind kind);
/* The next message of this kind, whatever stands before it. */
const struct to_client *hear_later(struct peer *peer, enum to_client_kind kind);
/* The answer to the last request. */
const struct to_client *hear_answer(struct peer *peer, enum to_client_kind kind);
/* ... is a refusal with this code and (unless NULL) this item. */
const struct refusal *hear_refusal(struct peer *peer, enum refusal_code code, const char *item);
/* ... is an acknowledgement. */
const struct wire_accepted *hear_accepted(struct peer *peer);
void hear_notice(struct peer *peer, enum notice_kind kind);
void hear_nothing(struct peer *peer);
void ignore(struct peer *peer);

/* ---- whole scenes */

struct wire_exercise_new exercise_wish(const char *scenario);
/* By an admin who goes again; `created` is filled. */
void make_exercise(struct house *house, const struct wire_exercise_new *wish,
                   struct wire_exercise_created *created);
/* A greeted peer at an address of its own. */
struct peer *come(struct house *house);
/* A new person in a seat, everything told and ignored. */
struct peer *join(struct house *house, const char *code, const char *name);
/* The person of `gone` (perhaps of a life of the house before) on a new link. */
struct peer *resume(struct house *house, const struct wire_joined *joined, struct id token);
/* Orders and readiness, both accepted. */
void play_turn(struct peer *peer);
/* All peers play until their world has ended. */
void play_out(struct peer *const *peers, int count);

/* A facilitator's session: Facilitating and the first state are heard. */
struct peer *facilitate(struct house *house, const char *code, const char *key);
/* An act that names nothing but its world. */
struct wire_exercise_act act_on(enum exercise_act kind, int world);
/* The facilitator does it, and it is done. */
const struct wire_exercise_state *does(struct peer *peer, const struct wire_exercise_act *act);

void admin_say(struct peer *peer, struct to_admin *message);
const struct from_admin *admin_hear(struct peer *peer, enum from_admin_kind kind);

#endif
