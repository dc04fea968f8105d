/* Many peers in random order, a journal that works when it likes, links that end at any moment. Whatever
 * happens: nothing leaves before it is durable, each request has one answer in its turn, what was
 * acknowledged is in the journal, and nothing is said to a closed link (the house sees to that). */
#include "say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { EXERCISES = 3, PEERS = 10, ACTIONS = 1500, SEEDS = 6, LEAVING = 0xee };

struct scene {
    struct house *house;
    struct wire_exercise_created created[EXERCISES];
    struct peer *peers[PEERS];
    int known_count;
    struct wire_joined known[400]; /* persons that were told of */
};

static struct id command_of(struct house *house, uint8_t first)
{
    struct id id = house_id(house);
    id.bytes[0] = first;
    return id;
}

static void learn_persons(struct scene *scene, const struct peer *peer)
{
    if (id_is_zero(&peer->joined.person) || scene->known_count == 400)
        return;
    scene->known[scene->known_count++] = peer->joined;
}

static void open_one(struct scene *scene, int which)
{
    char address[32];
    snprintf(address, sizeof address, "10.0.0.%d:1", (int)house_draw(scene->house, 200));
    scene->peers[which] = peer_open(scene->house, address);
    say_hello(scene->peers[which], WIRE_VERSION);
}

static void login(struct scene *scene, struct peer *peer)
{
    struct house *house = scene->house;
    const char *code = scene->created[house_draw(house, EXERCISES)].code;
    const struct wire_joined *known =
        scene->known_count ? &scene->known[house_draw(house, (uint64_t)scene->known_count)] : &peer->joined;
    switch (house_draw(house, 6)) {
    case 0:
        say_resume(peer, known, known->token);
        break;
    case 1:
        say_move(peer, code, known->seat_code[0] ? known->seat_code : "AAAAA-AAAAA");
        break;
    default:
        say_join(peer, code, "Ann", house_id(house));
    }
}

static void act(struct scene *scene, struct peer *peer)
{
    struct house *house = scene->house;
    struct orders orders;
    orders_init(&orders);
    if (peer->has_situation)
        orders = plain_orders(peer);
    switch (house_draw(house, 12)) {
    case 0:
        say_press(peer, command_of(house, 1), 0, "a word to all");
        break;
    case 1:
        say_leave(peer, command_of(house, LEAVING));
        break;
    case 2:
        say_beliefs(peer, command_of(house, 1));
        break;
    case 3:
        say_ping(peer);
        break;
    case 4:
        say_ask_record(peer, 0);
        break;
    case 5:
    case 6:
    case 7:
        say_orders(peer, command_of(house, 1), (uint32_t)house_draw(house, 2), &orders);
        break;
    default:
        say_ready(peer, command_of(house, 1), house_draw(house, 4) != 0);
    }
}

static void one_action(struct scene *scene, bool with_losses)
{
    struct house *house = scene->house;
    int which = (int)house_draw(house, PEERS);
    struct peer *peer = scene->peers[which];
    uint64_t dice = house_draw(house, 100);
    if (dice < 12) {
        house_step(house);
    } else if (dice < 15) {
        house_wait(house, house_draw(house, 3000));
    } else if (with_losses && dice == 15 && house_draw(house, 8) == 0) {
        const struct wire_exercise_created *lost = &scene->created[house_draw(house, EXERCISES)];
        int64_t epoch;
        struct cause cause;
        assert_int_equal(store_claim(house->store, &lost->worlds[0], &epoch, &cause), STATUS_OK);
    } else if (!peer || peer->finished || dice < 19) {
        if (peer) {
            learn_persons(scene, peer);
            peer_close(peer);
        }
        open_one(scene, which);
    } else if (id_is_zero(&peer->joined.person)) {
        login(scene, peer);
    } else {
        act(scene, peer);
    }
}

/* What rests on nothing stored may overtake what waits. */
static bool may_overtake(const struct to_client *message)
{
    return message->kind == TO_CLIENT_PONG || message->kind == TO_CLIENT_WELCOME ||
           (message->kind == TO_CLIENT_REFUSAL && message->refusal.code == REFUSAL_BUSY);
}

/* Answers carry the requests' numbers: each once, and rising but for those. */
static void expect_answers_in_order(struct peer *peer)
{
    uint64_t last = 0, answered = 0;
    bool *seen = calloc(peer->request + 1, sizeof *seen);
    assert_non_null(seen);
    for (const struct to_client *message = peer_next(peer); message; message = peer_next(peer)) {
        if (message->request == 0)
            continue;
        assert_true(message->request <= peer->request && !seen[message->request]);
        seen[message->request] = true;
        answered++;
        if (may_overtake(message))
            continue;
        assert_true(message->request > last);
        last = message->request;
    }
    free(seen);
    if (peer->session && !peer->finished)
        assert_int_equal(answered, peer->request);
}

struct search {
    struct store *store;
    char line[64];
    bool found;
};

static bool on_record(void *user, const struct store_record *record)
{
    struct search *search = user;
    struct slice rest = {record->body, record->body_size}, line;
    while (slice_take(&rest, '\n', &line))
        search->found = search->found || slice_is(line, search->line);
    return !search->found;
}

static bool on_head(void *user, const struct store_head *head)
{
    struct search *search = user;
    struct cause cause;
    assert_int_equal(store_each_record(search->store, &head->stream, 0, on_record, search, &cause),
                     STATUS_OK);
    return !search->found;
}

static void expect_stored(struct house *house, const struct id *command)
{
    struct search search = {.store = house->store};
    struct cause cause;
    char hex[ID_HEX_SIZE];
    snprintf(search.line, sizeof search.line, "command=%s", id_hex(command, hex));
    assert_int_equal(store_each_head(house->store, on_head, &search, &cause), STATUS_OK);
    if (!search.found)
        fail_msg("acknowledged and not in the journal: %s", search.line);
}

static int expect_acknowledged_is_stored(struct peer *peer)
{
    int count = 0;
    peer->taken = 0;
    for (const struct to_client *message = peer_next(peer); message; message = peer_next(peer)) {
        if (message->kind != TO_CLIENT_ACCEPTED || message->accepted.command.bytes[0] == LEAVING)
            continue;
        expect_stored(peer->house, &message->accepted.command);
        count++;
    }
    return count;
}

static void run(uint64_t seed, bool with_losses)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    struct house *house = scene->house = house_open(HOUSE_MEMORY);
    house->dice = seed;
    static const char *const scenarios[EXERCISES] = {"duel", "seminar", "duel"};
    for (int x = 0; x < EXERCISES; x++) {
        struct wire_exercise_new wish = exercise_wish(scenarios[x]);
        wish.turn_seconds = x == 0 ? 0 : 20;
        wish.team_size = 2;
        make_exercise(house, &wish, &scene->created[x]);
    }
    house->slow = true;
    for (int x = 0; x < ACTIONS; x++)
        one_action(scene, with_losses);
    house_step(house);
    int acknowledged = 0;
    for (int x = 0; x < house->peer_count; x++) {
        if (house->peers[x]->admin)
            continue;
        expect_answers_in_order(house->peers[x]);
        acknowledged += expect_acknowledged_is_stored(house->peers[x]);
    }
    assert_true(acknowledged > (with_losses ? 5 : 100));
    assert_true(house->watch.checked > (with_losses ? 10 : 200));
    assert_int_equal(house->watch.early, 0);
    assert_true(with_losses || house->fenced == 0);
    house_close(house);
    free(scene);
}

static void random_schedules_keep_the_promises(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++)
        run(seed, false);
}

static void random_schedules_with_lost_streams_keep_them_too(void **state)
{
    (void)state;
    for (uint64_t seed = 101; seed <= 100 + SEEDS; seed++)
        run(seed, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_schedules_keep_the_promises),
        cmocka_unit_test(random_schedules_with_lost_streams_keep_them_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
