/* What is asked about orders in hand and of a debrief, and what is answered. */
#include "common/wire/codec.h"
#include "common/wire/numbers.h"
#include "common/wire/value.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <string.h>

/* ---- what is asked */

/* Flags of a question: each stands for a topic. */
static const struct topic {
    size_t wire;
    unsigned topic;
} topics[CONSIDER_TOPICS] = {
    {offsetof(Spiral__V1__Consider, choices), CONSIDER_CHOICES},
    {offsetof(Spiral__V1__Consider, figures), CONSIDER_FIGURES},
    {offsetof(Spiral__V1__Consider, prospects), CONSIDER_PROSPECTS},
    {offsetof(Spiral__V1__Consider, margins), CONSIDER_MARGINS},
    {offsetof(Spiral__V1__Consider, looks), CONSIDER_LOOKS},
    {offsetof(Spiral__V1__Consider, idle), CONSIDER_IDLE},
    {offsetof(Spiral__V1__Consider, game), CONSIDER_GAME},
};

enum status wire_consider_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                              struct buffer *buffer)
{
    const struct wire_consider *consider = &message->consider;
    Spiral__V1__Consider wire;
    struct orders_frame orders;
    spiral__v1__consider__init(&wire);
    enum status status = STATUS_OK;
    if (consider->has_orders) {
        status = wire_orders_put(&consider->orders, &orders);
        wire.orders = &orders.orders;
    }
    if (status != STATUS_OK)
        return status;
    wire.world = wire_bytes(consider->world.bytes, ID_SIZE);
    wire.turn = consider->turn;
    for (int x = 0; x < CONSIDER_TOPICS; x++) {
        protobuf_c_boolean asked = (consider->topics & topics[x].topic) != 0;
        memcpy((char *)&wire + topics[x].wire, &asked, sizeof asked);
    }
    envelope->consider = &wire;
    return wire_pack(&envelope->base, WIRE_TO_SERVER_MAX, buffer);
}

enum status wire_consider_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                              struct to_server *message)
{
    const Spiral__V1__Consider *wire = envelope->consider;
    struct wire_consider *consider = &message->consider;
    consider->turn = wire->turn;
    consider->has_orders = wire->orders != NULL;
    for (int x = 0; x < CONSIDER_TOPICS; x++) {
        protobuf_c_boolean asked;
        memcpy(&asked, (const char *)wire + topics[x].wire, sizeof asked);
        consider->topics |= asked ? topics[x].topic : 0;
    }
    enum status status = wire_id_get(cause, "world", &wire->world, &consider->world);
    if (status == STATUS_OK)
        status = wire_range(cause, "turn", wire->turn, 0, ORDER_VALUE_MAX);
    if (status == STATUS_OK && wire->orders)
        status = wire_within(cause, wire_orders_get(cause, wire->orders, &consider->orders), "orders");
    return status;
}

enum status wire_ask_debrief_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                 struct buffer *buffer)
{
    const struct wire_ask_debrief *ask = &message->ask_debrief;
    Spiral__V1__AskDebrief wire;
    spiral__v1__ask_debrief__init(&wire);
    wire.world = wire_bytes(ask->world.bytes, ID_SIZE);
    wire.language = wire_string(ask->language);
    wire.own = ask->own;
    wire.offset = ask->offset;
    envelope->ask_debrief = &wire;
    return wire_pack(&envelope->base, WIRE_TO_SERVER_MAX, buffer);
}

enum status wire_ask_debrief_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                 struct to_server *message)
{
    const Spiral__V1__AskDebrief *wire = envelope->ask_debrief;
    struct wire_ask_debrief *ask = &message->ask_debrief;
    ask->own = wire->own;
    ask->offset = wire->offset;
    enum status status = wire_id_get(cause, "world", &wire->world, &ask->world);
    if (status == STATUS_OK)
        status =
            wire_string_get(cause, "language", wire->language, ask->language, sizeof ask->language, WIRE_ANY);
    if (status == STATUS_OK)
        status = wire_range(cause, "offset", wire->offset, 0, WIRE_DEBRIEF_MAX);
    return status;
}

/* ---- what happens if nothing is saved */

enum {
    PERMILLE = 1000,
    CENTI_MAX = 100000000, /* arms, centi-units */
    PAYOFF_MAX = 10000000, /* tenths of a point */
};

#define IDLE(field, low, high) NUMBER(Spiral__V1__Idle, struct idle, field, low, high)

static const struct number idle_numbers[] = {
    IDLE(research, 0, PROJECT_COUNT - 1),
    IDLE(score, -ORDER_VALUE_MAX, ORDER_VALUE_MAX),
    IDLE(income, 0, ORDER_VALUE_MAX),
    IDLE(income_next, 0, ORDER_VALUE_MAX),
    IDLE(error, 0, PERMILLE),
    IDLE(danger, -1, ACTORS_MAX - 1),
    IDLE(takes_me, 0, PERMILLE),
};

static const struct number arms_numbers[] = {
    NUMBER(Spiral__V1__Arms, struct arms, fortify, 0, CENTI_MAX),
    NUMBER(Spiral__V1__Arms, struct arms, strike, 0, CENTI_MAX),
    NUMBER(Spiral__V1__Arms, struct arms, dual, 0, CENTI_MAX),
};

struct idle_frame {
    Spiral__V1__Idle idle;
    Spiral__V1__Budget budget;
    Spiral__V1__Arms now, next;
    uint32_t honours[ACTORS_MAX], marches[ACTORS_MAX], lapses[ACTORS_MAX];
};

static Spiral__V1__Idle *idle_put(const struct idle *idle, struct idle_frame *frame)
{
    Spiral__V1__Idle *wire = &frame->idle;
    spiral__v1__idle__init(wire);
    spiral__v1__arms__init(wire->now = &frame->now);
    spiral__v1__arms__init(wire->next = &frame->next);
    wire_numbers_put(NUMBERS(idle_numbers), idle, 0, wire);
    wire_numbers_put(NUMBERS(arms_numbers), &idle->now, 0, wire->now);
    wire_numbers_put(NUMBERS(arms_numbers), &idle->next, 0, wire->next);
    wire_budget_put(idle->budget, wire->budget = &frame->budget);
    wire->honours = frame->honours;
    wire->n_honours = wire_states_put(idle->honours, frame->honours);
    wire->marches = frame->marches;
    wire->n_marches = wire_states_put(idle->marches, frame->marches);
    wire->lapses = frame->lapses;
    wire->n_lapses = wire_states_put(idle->lapses, frame->lapses);
    return wire;
}

static enum status get_arms(struct cause *cause, const char *item, const Spiral__V1__Arms *wire,
                            struct arms *arms)
{
    enum status status = wire_present(cause, item, wire);
    if (status != STATUS_OK)
        return status;
    return wire_within(cause, wire_numbers_get(cause, NUMBERS(arms_numbers), wire, 0, arms), item);
}

static enum status idle_get(struct cause *cause, const Spiral__V1__Idle *wire, struct idle *idle)
{
    uint16_t honours = 0, marches = 0, lapses = 0;
    enum status status = wire_numbers_get(cause, NUMBERS(idle_numbers), wire, 0, idle);
    if (status == STATUS_OK)
        status = wire_present(cause, "budget", wire->budget);
    if (status == STATUS_OK)
        status = wire_budget_get(cause, wire->budget, idle->budget);
    if (status == STATUS_OK)
        status = get_arms(cause, "now", wire->now, &idle->now);
    if (status == STATUS_OK)
        status = get_arms(cause, "next", wire->next, &idle->next);
    if (status == STATUS_OK)
        status = wire_states_get(cause, "honours", wire->honours, wire->n_honours, &honours);
    if (status == STATUS_OK)
        status = wire_states_get(cause, "marches", wire->marches, wire->n_marches, &marches);
    if (status == STATUS_OK)
        status = wire_states_get(cause, "lapses", wire->lapses, wire->n_lapses, &lapses);
    idle->honours = honours;
    idle->marches = marches;
    idle->lapses = lapses;
    return status;
}

/* ---- the game */

static const struct number game_numbers[] = {
    {"restrain_restrain", offsetof(Spiral__V1__BelievedGame, restrain_restrain),
     offsetof(struct believed_game, stage.cc), -PAYOFF_MAX, PAYOFF_MAX, false},
    {"restrain_arm", offsetof(Spiral__V1__BelievedGame, restrain_arm),
     offsetof(struct believed_game, stage.cd), -PAYOFF_MAX, PAYOFF_MAX, false},
    {"arm_restrain", offsetof(Spiral__V1__BelievedGame, arm_restrain),
     offsetof(struct believed_game, stage.dc), -PAYOFF_MAX, PAYOFF_MAX, false},
    {"arm_arm", offsetof(Spiral__V1__BelievedGame, arm_arm), offsetof(struct believed_game, stage.dd),
     -PAYOFF_MAX, PAYOFF_MAX, false},
    NUMBER(Spiral__V1__BelievedGame, struct believed_game, balance, 1, 400),
    FLAG(Spiral__V1__BelievedGame, struct believed_game, balance_hidden),
};

struct game_frame {
    Spiral__V1__BelievedGame game;
    Spiral__V1__ArmsMove their_moves[ACTORS_MAX];
};

static Spiral__V1__BelievedGame *game_put(const struct considered *considered, struct game_frame *frame)
{
    const struct believed_game *game = &considered->game;
    Spiral__V1__BelievedGame *wire = &frame->game;
    spiral__v1__believed_game__init(wire);
    wire_numbers_put(NUMBERS(game_numbers), game, 0, wire);
    wire->kind = (Spiral__V1__GameKind)(game->kind + 1);
    wire->my_move = (Spiral__V1__ArmsMove)game->my_move;
    for (int j = 0; j < considered->n; j++)
        frame->their_moves[j] = (Spiral__V1__ArmsMove)game->their_move[j];
    wire->their_moves = frame->their_moves;
    wire->n_their_moves = (size_t)considered->n;
    return wire;
}

/* One of a later version is not known. */
static enum arms_move move_of(Spiral__V1__ArmsMove move)
{
    return (unsigned)move <= ARMS_MOVE_ARM ? (enum arms_move)move : ARMS_MOVE_UNKNOWN;
}

static enum status game_get(struct cause *cause, const Spiral__V1__BelievedGame *wire,
                            struct considered *considered)
{
    struct believed_game *game = &considered->game;
    bool is_known = wire->kind > 0 && (int)wire->kind <= (int)GAME_KINDS;
    game->kind = is_known ? (enum game_kind)(wire->kind - 1) : GAME_OTHER;
    game->my_move = move_of(wire->my_move);
    enum status status = wire_numbers_get(cause, NUMBERS(game_numbers), wire, 0, game);
    if (status == STATUS_OK)
        status = wire_states_count(cause, "their_moves", wire->n_their_moves, &considered->n);
    for (size_t j = 0; j < wire->n_their_moves && status == STATUS_OK; j++)
        game->their_move[j] = move_of(wire->their_moves[j]);
    return status;
}

/* ---- the whole answer */

struct considered_frame {
    struct parts_frame parts;
    struct choices_frame choices;
    struct figures_frame figures;
    struct prospects_frame prospects;
    struct margins_frame margins;
    struct looks_frame looks;
    struct idle_frame idle;
    struct game_frame game;
};

static enum status put_topics(const struct considered *considered, struct considered_frame *frame,
                              Spiral__V1__Considered *wire)
{
    unsigned answered = considered->topics;
    enum status status = STATUS_OK;
    if (answered & CONSIDER_CHOICES) {
        status = wire_choices_put(&considered->choices, considered->n, &frame->choices);
        wire->choices = &frame->choices.choices;
    }
    if (answered & CONSIDER_FIGURES) {
        wire_figures_put(considered, &frame->figures);
        wire->figures = frame->figures.list;
        wire->n_figures = (size_t)considered->n;
    }
    if (answered & CONSIDER_PROSPECTS) {
        wire_prospects_put(considered, &frame->prospects);
        wire->prospects = &frame->prospects.prospects;
    }
    if (answered & CONSIDER_MARGINS) {
        wire_margins_put(considered, &frame->margins);
        wire->margins = &frame->margins.margins;
    }
    if (answered & CONSIDER_LOOKS) {
        wire_looks_put(considered, &frame->looks);
        wire->looks = &frame->looks.looks;
    }
    if (answered & CONSIDER_IDLE)
        wire->idle = idle_put(&considered->idle, &frame->idle);
    if (answered & CONSIDER_GAME)
        wire->game = game_put(considered, &frame->game);
    return status;
}

enum status wire_considered_put(Spiral__V1__ToClient *envelope, const struct wire_considered *message,
                                struct buffer *buffer)
{
    const struct considered *considered = message->considered;
    struct considered_frame frame;
    Spiral__V1__Considered wire;
    spiral__v1__considered__init(&wire);
    must(considered->n >= 0 && considered->n <= ACTORS_MAX);
    wire_parts_put(&considered->verdicts, &frame.parts);
    wire.world = wire_bytes(message->world.bytes, ID_SIZE);
    wire.turn = message->turn;
    wire.parts = frame.parts.list;
    wire.n_parts = frame.parts.count;
    wire.available = (uint32_t)considered->available;
    enum status status = put_topics(considered, &frame, &wire);
    if (status != STATUS_OK)
        return status;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_CONSIDERED;
    envelope->considered = &wire;
    return wire_to_client_pack(envelope, buffer);
}

enum status wire_states_count(struct cause *cause, const char *item, size_t count, int32_t *n)
{
    if (*n && count != (size_t)*n)
        return status_fail(cause, STATUS_INVALID, "%s: not as many as another list of states has", item);
    *n = (int32_t)count;
    return wire_range(cause, item, *n, ACTORS_MIN, ACTORS_MAX);
}

static enum status get_topics(struct cause *cause, const Spiral__V1__Considered *wire,
                              struct considered *considered)
{
    enum status status = STATUS_OK;
    if (wire->choices)
        status = wire_within(
            cause, wire_choices_get(cause, wire->choices, &considered->n, &considered->choices), "choices");
    if (status == STATUS_OK && wire->n_figures)
        status = wire_figures_get(cause, wire->figures, wire->n_figures, considered);
    if (status == STATUS_OK && wire->prospects)
        status = wire_within(cause, wire_prospects_get(cause, wire->prospects, considered), "prospects");
    if (status == STATUS_OK && wire->margins)
        status = wire_within(cause, wire_margins_get(cause, wire->margins, considered), "margins");
    if (status == STATUS_OK && wire->looks)
        status = wire_within(cause, wire_looks_get(cause, wire->looks, considered), "looks");
    if (status == STATUS_OK && wire->idle)
        status = wire_within(cause, idle_get(cause, wire->idle, &considered->idle), "idle");
    if (status == STATUS_OK && wire->game)
        status = wire_within(cause, game_get(cause, wire->game, considered), "game");
    return status;
}

static unsigned topics_in(const Spiral__V1__Considered *wire)
{
    return (wire->choices ? CONSIDER_CHOICES : 0u) | (wire->n_figures ? CONSIDER_FIGURES : 0u) |
           (wire->prospects ? CONSIDER_PROSPECTS : 0u) | (wire->margins ? CONSIDER_MARGINS : 0u) |
           (wire->looks ? CONSIDER_LOOKS : 0u) | (wire->idle ? CONSIDER_IDLE : 0u) |
           (wire->game ? CONSIDER_GAME : 0u);
}

enum status wire_considered_get(struct cause *cause, const Spiral__V1__Considered *wire,
                                struct wire_considered *message)
{
    message->turn = wire->turn;
    enum status status = wire_id_get(cause, "world", &wire->world, &message->world);
    if (status == STATUS_OK)
        status = wire_range(cause, "turn", wire->turn, 1, TURNS_MAX);
    if (status == STATUS_OK)
        status = wire_range(cause, "available", wire->available, 0, ORDER_VALUE_MAX);
    if (status != STATUS_OK)
        return status;
    struct considered *considered = message->considered = memory_try_zeroed(1, sizeof *considered);
    if (!considered)
        return memory_lacks(cause, "what may come of orders");
    considered->available = (int32_t)wire->available;
    considered->topics = topics_in(wire);
    wire_parts_get(wire->parts, wire->n_parts, &considered->verdicts);
    return get_topics(cause, wire, considered);
}

/* ---- a piece of a debrief */

enum status wire_debrief_part_put(Spiral__V1__ToClient *envelope, const struct wire_debrief_part *part,
                                  struct buffer *buffer)
{
    Spiral__V1__DebriefPart wire;
    spiral__v1__debrief_part__init(&wire);
    must(part->text_size <= WIRE_DEBRIEF_PART);
    wire.world = wire_bytes(part->world.bytes, ID_SIZE);
    wire.offset = part->offset;
    wire.total = part->total;
    wire.text = wire_bytes(part->text, part->text_size);
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_DEBRIEF_PART;
    envelope->debrief_part = &wire;
    return wire_to_client_pack(envelope, buffer);
}

enum status wire_debrief_part_get(struct cause *cause, const Spiral__V1__DebriefPart *wire,
                                  struct wire_debrief_part *part)
{
    part->offset = wire->offset;
    part->total = wire->total;
    enum status status = wire_id_get(cause, "world", &wire->world, &part->world);
    if (status == STATUS_OK)
        status = wire_range(cause, "total", wire->total, 0, WIRE_DEBRIEF_MAX);
    if (status != STATUS_OK)
        return status;
    return wire_piece_get(cause, "a part of a debrief", &wire->text, WIRE_DEBRIEF_PART, wire->offset,
                          wire->total, &part->text, &part->text_size);
}
