#include "tests/fuzz/talk.h"

#include "common/base/must.h"
#include "common/link/link.h"
#include "tests/fuzz/scenes.h"
#include "tests/property/invariants.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct link_limits limits = {
    .frame_in_max = 64 * 1024, .frame_out_max = WIRE_TO_CLIENT_MAX, .outbox_max = 512 * 1024};

/* ---- what the server does is looked at */

static void check_entry(struct talk *talk, const struct store_change *change)
{
    struct cause cause = {""};
    char reason[256] = "";
    struct text why = text_over(reason, sizeof reason);
    bool is_turn = strcmp(change->record.kind, "turn") == 0, is_orders;
    struct slice body = {change->record.body, change->record.body_size};
    const struct passage passage = {&talk->before, &talk->check.world, &talk->check.events};
    if (is_turn)
        talk->before = talk->check.world;
    if (journal_check_entry(&talk->check, change->record.kind, body, NULL, &is_orders, &cause)) {
        fprintf(stderr, "%s: %s\n", change->record.kind, cause.text);
        must(!"what is stored fits the journal");
    }
    talk->turns += is_turn;
    talk->accepted += is_orders;
    if (is_turn && !invariants_hold(&passage, &why)) {
        fprintf(stderr, "%s; turn %d\n", reason, talk->check.world.turn);
        must(!"every invariant holds");
    }
}

static void on_submit(struct house *house, const struct store_change *change)
{
    struct talk *talk = house->on_submit_user;
    if (talk->fenced || change->kind != STORE_APPEND)
        return;
    if (id_is_zero(&talk->world) && strcmp(change->record.kind, "opening") == 0)
        talk->world = change->stream;
    if (id_equal(&talk->world, &change->stream))
        check_entry(talk, change);
}

static struct slot *slot_of(struct talk *talk, const struct peer *peer)
{
    for (int x = 0; x < SLOTS; x++)
        if (talk->slots[x].peer == peer && talk->slots[x].link)
            return &talk->slots[x];
    return NULL;
}

/* Through the link and out of the other end's cutter: the same bytes. */
static void on_frame(struct peer *peer, bool to_server, const uint8_t *bytes, size_t count)
{
    struct slot *slot = slot_of(peer->house->on_frame_user, peer);
    const uint8_t *out, *payload;
    struct cause cause;
    size_t size;
    if (to_server || !slot)
        return;
    if (!link_ready(slot->link)) { /* it failed behind a whole message, whose answer nobody hears */
        must(link_send(slot->link, bytes, count) == STATUS_CLOSED);
        return;
    }
    must(link_send(slot->link, bytes, count) == STATUS_OK);
    size = link_output(slot->link, &out);
    must(size == LINK_FRAME_HEADER + count);
    must(frame_cutter_feed(&slot->hears, out, size, &cause) == STATUS_OK);
    link_output_taken(slot->link, size);
    must(frame_cutter_next(&slot->hears, &payload, &size));
    must(size == count && memcmp(payload, bytes, count) == 0);
    must(!frame_cutter_next(&slot->hears, &payload, &size));
}

/* ---- links */

static void attach(struct talk *talk, int number, struct peer *peer)
{
    struct slot *slot = &talk->slots[number];
    slot->peer = peer;
    slot->link = link_create_server(talk->plain, limits);
    must(slot->link != NULL);
    slot->hears = frame_cutter_of(WIRE_TO_CLIENT_MAX, 2 * WIRE_TO_CLIENT_MAX);
    slot->request = 100;
}

static void detach(struct slot *slot)
{
    const struct wire_joined *joined = &slot->peer->joined;
    if (!id_is_zero(&joined->person)) {
        struct wire_joined old = slot->joined;
        slot->joined = *joined;
        if (id_is_zero(&joined->token)) { /* it came back and was not told again */
            slot->joined.token = old.token;
            memcpy(slot->joined.seat_code, old.seat_code, sizeof old.seat_code);
        }
    }
    link_destroy(slot->link);
    frame_cutter_free(&slot->hears);
    slot->link = NULL;
    slot->peer = NULL;
}

static void open_again(struct talk *talk, int number)
{
    char address[32];
    snprintf(address, sizeof address, "10.1.%d.%d:4000", number, talk->opened++ % 4);
    attach(talk, number,
           number == SLOT_ADMIN ? peer_open_admin(talk->house) : peer_open(talk->house, address));
}

static void close_and_open(struct talk *talk, int number)
{
    struct peer *peer = talk->slots[number].peer;
    detach(&talk->slots[number]);
    peer_close(peer);
    open_again(talk, number);
}

static void work(struct talk *talk)
{
    if (!talk->house->slow)
        house_step(talk->house);
}

void talk_feed(struct talk *talk, int number, const uint8_t *bytes, size_t count)
{
    struct slot *slot = &talk->slots[number];
    const uint8_t *payload;
    struct cause cause = {""};
    size_t size;
    enum status status = link_feed(slot->link, bytes, count, &cause);
    must(status == STATUS_OK || cause.text[0]);
    while (!slot->peer->finished && link_next(slot->link, &payload, &size)) {
        hub_message(slot->peer->session, payload, size);
        work(talk);
    }
    if (slot->peer->finished)
        link_finish(slot->link);
    if (slot->peer->finished || status != STATUS_OK)
        close_and_open(talk, number);
}

void talk_frame(struct talk *talk, int number, const uint8_t *bytes, size_t count)
{
    uint8_t header[LINK_FRAME_HEADER];
    const struct link *before = talk->slots[number].link;
    frame_header_put(header, count);
    talk_feed(talk, number, header, sizeof header);
    if (talk->slots[number].link == before && count)
        talk_feed(talk, number, bytes, count);
}

/* ---- steps */

static void restart(struct talk *talk)
{
    bool fenced = talk->fenced;
    int exercises = hub_counts(talk->house->hub).exercises;
    for (int x = 0; x < SLOTS; x++)
        detach(&talk->slots[x]);
    house_restart(talk->house);
    must(fenced || hub_counts(talk->house->hub).exercises == exercises);
    for (int x = 0; x < SLOTS; x++)
        open_again(talk, x);
}

static void fence(struct talk *talk)
{
    struct cause cause;
    int64_t epoch;
    house_step(talk->house); /* what was submitted so far stands */
    must(store_claim(talk->house->store, &talk->world, &epoch, &cause) == STATUS_OK);
    talk->fenced = true;
}

static void feed_sized(struct talk *talk, int slot, struct take *take, bool framed)
{
    size_t size;
    const uint8_t *bytes = take_bytes(take, (size_t)take_number(take, 2), &size);
    if (framed)
        talk_frame(talk, slot, bytes, size);
    else
        talk_feed(talk, slot, bytes, size);
}

bool talk_step(struct talk *talk, struct take *take)
{
    if (take->left == 0 || talk->steps++ >= TALK_STEPS_MAX)
        return false;
    struct house *house = talk->house;
    uint8_t step = take_byte(take);
    int slot = (step & 7) % SLOTS;
    switch ((enum talk_step)((step >> 3) % STEP_COUNT)) {
    case STEP_SPEAK:
        talk_speak(talk, slot, take);
        break;
    case STEP_FRAME:
        feed_sized(talk, slot, take, true);
        break;
    case STEP_RAW:
        feed_sized(talk, slot, take, false);
        break;
    case STEP_WAIT: {
        uint64_t ms = take_number(take, 2) * 10;
        house_wait(house, ms < TALK_WAIT_MAX_MS ? ms : TALK_WAIT_MAX_MS);
        break;
    }
    case STEP_CLOSE:
        close_and_open(talk, slot);
        break;
    case STEP_SLOW:
        house->slow = !house->slow;
        break;
    case STEP_STORE:
        house_step(house);
        break;
    case STEP_REFUSE:
        house->refusing = !house->refusing;
        break;
    case STEP_RESTART:
        if (talk->restarts++ < TALK_RESTARTS_MAX)
            restart(talk);
        break;
    case STEP_FENCE:
        fence(talk);
        break;
    default:
        break;
    }
    return true;
}

/* ---- beginning and end */

/* Which scenarios: few seats and many, with and without modules. */
static struct wire_exercise_new wish_for(uint8_t scenario, uint8_t settings)
{
    static const char *const names[] = {"duel",  "seminar",    "chain-gang",   "old-friends",
                                        "moles", "intrastate", "weapons-labs", "fog-of-doctrine"};
    struct wire_exercise_new wish = exercise_wish(names[scenario % 8]);
    wish.turn_seconds = settings & 1 ? 0 : 60;
    wish.wait_seats = settings & 2 ? 2 : 1;
    wish.team_size = 1 + (settings >> 2) % 2;
    wish.misses_allowed = 1 + (settings >> 3) % 2;
    wish.has_spectator_delay = true;
    wish.spectator_delay = (settings >> 4) % 3;
    return wish;
}

struct talk *talk_begin(uint8_t scenario, uint8_t settings)
{
    struct talk *talk = calloc(1, sizeof *talk);
    must(talk != NULL && scene_tree() != NULL && setenv("CMOCKA_TEST_ABORT", "1", 1) == 0);
    struct wire_exercise_new wish = wish_for(scenario, settings);
    struct house *house = house_open(HOUSE_MEMORY);
    talk->house = house;
    talk->plain = link_context_plain();
    journal_check_init(&talk->check);
    house->on_submit = on_submit;
    house->on_frame = on_frame;
    house->on_submit_user = house->on_frame_user = talk;
    make_exercise(house, &wish, &talk->created);
    attach(talk, SLOT_ANN, join(house, talk->created.code, "Ann"));
    attach(talk, SLOT_BOB, join(house, talk->created.code, "Bob"));
    attach(talk, SLOT_GREETED, come(house));
    struct peer *spectator = come(house);
    say_watch(spectator, talk->created.code);
    attach(talk, SLOT_SPECTATOR, spectator);
    attach(talk, SLOT_ADMIN, peer_open_admin(house));
    attach(talk, SLOT_NEW, peer_open(house, "10.2.0.1:4000"));
    return talk;
}

void talk_end(struct talk *talk)
{
    struct house *house = talk->house;
    house->slow = house->refusing = false;
    house_step(house);
    hub_stopping(house->hub);
    restart(talk);
    for (int x = 0; x < SLOTS; x++)
        detach(&talk->slots[x]);
    house_close(house);
    link_context_destroy(talk->plain);
    free(talk);
}
