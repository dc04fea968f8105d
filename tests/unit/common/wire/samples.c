#include "tests/unit/common/wire/samples_parts.h"

#include <string.h>

uint32_t chance_below(struct chance *chance, uint32_t n)
{
    uint64_t x = chance->state;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    chance->state = x;
    return (uint32_t)((x * UINT64_C(2685821657736338717)) >> 33) % n;
}

int32_t chance_between(struct chance *chance, int32_t low, int32_t high)
{
    return low + (int32_t)chance_below(chance, (uint32_t)(high - low) + 1);
}

bool chance_flag(struct chance *chance)
{
    return chance_below(chance, 2) == 1;
}

void sample_bytes(struct chance *chance, void *bytes, size_t count)
{
    uint8_t *at = bytes;
    for (size_t x = 0; x < count; x++)
        at[x] = (uint8_t)chance_between(chance, 1, 255);
}

struct id sample_id(struct chance *chance)
{
    struct id id;
    sample_bytes(chance, id.bytes, ID_SIZE);
    return id;
}

void sample_text(struct chance *chance, char *to, size_t size, bool most)
{
    static const char *const letters[] = {"a", "Z", "7", "-", "é", "ñ", "√", "漢", "🦔"};
    size_t length = 0, target = most ? size - 1 : 1 + chance_below(chance, (uint32_t)size - 1);
    while (length < target) {
        const char *letter = letters[chance_below(chance, 9)];
        if (length + strlen(letter) > target)
            letter = "b";
        memcpy(to + length, letter, strlen(letter));
        length += strlen(letter);
    }
    to[length] = '\0';
}

uint16_t sample_states(struct chance *chance)
{
    return (uint16_t)chance_between(chance, 1, (1 << ACTORS_MAX) - 1);
}

void sample_numbers(struct chance *chance, int32_t *list, int count, int32_t low, int32_t high)
{
    for (int j = 0; j < count; j++)
        list[j] = chance_between(chance, low, high);
}

void sample_orders(struct chance *chance, struct orders *orders)
{
    memset(orders, 0, sizeof *orders);
    sample_numbers(chance, orders->budget, LINE_COUNT, 0, ORDER_VALUE_MAX);
    orders->attack = chance_between(chance, -1, ACTORS_MAX - 1);
    orders->mobilise = chance_between(chance, 0, 1);
    orders->project = chance_between(chance, 0, PROJECT_COUNT - 1);
    orders->scrap = chance_between(chance, 0, ORDER_VALUE_MAX);
    orders->open_books = chance_between(chance, 0, (1 << ACTORS_MAX) - 1);
    orders->declare = chance_between(chance, 0, DECLARE_COUNT - 1);
    orders->declare_to = chance_between(chance, -1, ACTORS_MAX - 1);
    orders->focus = chance_between(chance, -1, ACTORS_MAX - 1);
    sample_numbers(chance, orders->pact, ACTORS_MAX, -1, PACT_COUNT - 1);
    sample_numbers(chance, orders->answer, ACTORS_MAX, -1, ANSWER_COUNT - 1);
    sample_numbers(chance, orders->belief, ACTORS_MAX, -1, 1000);
    for (int j = 0; j < ACTORS_MAX; j++)
        orders->secret[j] = orders->pact[j] >= 0 ? chance_between(chance, 0, 1) : 0;
}

void sample_full_orders(struct chance *chance, bool most, struct orders *orders)
{
    sample_orders(chance, orders);
    if (!most)
        return;
    orders->attack = orders->declare_to = orders->focus = ACTORS_MAX - 1;
    orders->open_books = (1 << ACTORS_MAX) - 1;
    for (int j = 0; j < ACTORS_MAX; j++) {
        orders->pact[j] = PACT_COUNT - 1;
        orders->secret[j] = 1;
        orders->answer[j] = ANSWER_COUNT - 1;
        orders->belief[j] = 1000;
    }
}

void sample_stated(struct chance *chance, bool most, struct stated_beliefs *stated)
{
    stated_beliefs_init(stated);
    sample_numbers(chance, stated->attack_next, ACTORS_MAX, most ? 900 : -1, 1000);
    sample_numbers(chance, stated->sees_me, ACTORS_MAX, most ? 900 : -1, 1000);
    if (most || chance_flag(chance))
        stated->perceived_balance = chance_between(chance, 20, 400);
}

void sample_texts(struct chance *chance, bool most, struct wire_scenario_text texts[WIRE_LANGUAGES])
{
    int count = most ? WIRE_LANGUAGES : chance_between(chance, 0, WIRE_LANGUAGES);
    for (int x = 0; x < count; x++) {
        TEXT(texts[x].language);
        TEXT(texts[x].title);
        TEXT(texts[x].lesson);
    }
}

static void sample_hello(struct chance *chance, bool most, struct wire_hello *hello)
{
    hello->version = chance_below(chance, 1000);
    TEXT(hello->client);
    TEXT(hello->language);
    hello->capability_count = most ? WIRE_CAPABILITIES_MAX : chance_between(chance, 0, WIRE_CAPABILITIES_MAX);
    for (int x = 0; x < hello->capability_count; x++)
        TEXT(hello->capabilities[x]);
}

static void sample_send_press(struct chance *chance, bool most, struct wire_send_press *send)
{
    send->command = sample_id(chance);
    send->world = sample_id(chance);
    send->everyone = !most && chance_flag(chance);
    send->to = send->everyone ? 0 : most ? (1 << ACTORS_MAX) - 1 : sample_states(chance);
    TEXT(send->text);
    if (!most && (send->text[0] & 0x80) == 0)
        send->text[0] = '\n';
}

void sample_to_server(struct chance *chance, enum to_server_kind kind, bool most, struct to_server *message)
{
    memset(message, 0, sizeof *message);
    message->request = most ? UINT64_MAX : 1 + chance_below(chance, 1000000);
    message->kind = kind;
    uint32_t turn = (uint32_t)chance_between(chance, 0, most ? ORDER_VALUE_MAX : TURNS_MAX);
    switch (kind) {
    case TO_SERVER_HELLO:
        sample_hello(chance, most, &message->hello);
        break;
    case TO_SERVER_JOIN:
        TEXT(message->join.code);
        TEXT(message->join.name);
        message->join.secret = sample_id(chance);
        if (most || chance_flag(chance))
            TEXT(message->join.guest);
        message->join.consent = chance_below(chance, CONSENT_COUNT);
        break;
    case TO_SERVER_RESUME:
        message->resume = (struct wire_resume){sample_id(chance), sample_id(chance)};
        break;
    case TO_SERVER_MOVE:
        TEXT(message->move.code);
        TEXT(message->move.seat_code);
        message->move.consent = chance_below(chance, CONSENT_COUNT);
        if (most || chance_flag(chance))
            TEXT(message->move.name);
        if (most || chance_flag(chance))
            message->move.secret = sample_id(chance);
        break;
    case TO_SERVER_SAVE_ORDERS:
        message->save_orders.command = sample_id(chance);
        message->save_orders.world = sample_id(chance);
        message->save_orders.turn = turn;
        message->save_orders.revision = most ? UINT32_MAX : chance_below(chance, 100);
        sample_full_orders(chance, most, &message->save_orders.orders);
        break;
    case TO_SERVER_SET_READY:
        message->set_ready.command = sample_id(chance);
        message->set_ready.world = sample_id(chance);
        message->set_ready.turn = turn;
        message->set_ready.ready = chance_flag(chance);
        break;
    case TO_SERVER_STATE_BELIEFS:
        message->state_beliefs.command = sample_id(chance);
        message->state_beliefs.world = sample_id(chance);
        message->state_beliefs.turn = turn;
        sample_stated(chance, most, &message->state_beliefs.stated);
        break;
    case TO_SERVER_SEND_PRESS:
        sample_send_press(chance, most, &message->send_press);
        break;
    case TO_SERVER_LEAVE:
        message->leave.command = sample_id(chance);
        break;
    case TO_SERVER_ASK_RECORD:
        message->ask_record.world = sample_id(chance);
        message->ask_record.offset = chance_below(chance, WIRE_RECORD_MAX);
        break;
    case TO_SERVER_WATCH:
        TEXT(message->watch.code);
        break;
    case TO_SERVER_ASK_TURN:
        message->ask_turn.world = sample_id(chance);
        message->ask_turn.turn = turn;
        break;
    case TO_SERVER_CONSIDER:
        message->consider.world = sample_id(chance);
        message->consider.turn = turn;
        message->consider.topics = most ? (unsigned)CONSIDER_ALL : chance_below(chance, CONSIDER_ALL + 1);
        message->consider.has_orders = most || chance_flag(chance);
        if (message->consider.has_orders)
            sample_full_orders(chance, most, &message->consider.orders);
        break;
    case TO_SERVER_ASK_DEBRIEF:
        message->ask_debrief.world = sample_id(chance);
        TEXT(message->ask_debrief.language);
        message->ask_debrief.own = chance_flag(chance);
        message->ask_debrief.offset = chance_below(chance, WIRE_DEBRIEF_MAX);
        break;
    default:
        sample_exercise_to_server(chance, most, message);
        break;
    }
}
