#include "house.h"

#include "common/base/log.h"
#include "common/store/sqlite_store.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- chance: splitmix64 */

static uint64_t draw(struct house *house)
{
    uint64_t z = house->dice += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint64_t house_draw(struct house *house, uint64_t below)
{
    return draw(house) % below;
}

struct id house_id(struct house *house)
{
    struct id id;
    for (int x = 0; x < ID_SIZE; x++)
        id.bytes[x] = (uint8_t)draw(house);
    return id;
}

static void random_bytes(void *user, void *bytes, unsigned long count)
{
    uint8_t *to = bytes;
    for (unsigned long x = 0; x < count; x++)
        to[x] = (uint8_t)draw(user);
}

/* ---- what the hub is given */

static uint64_t submit(void *user, const struct store_change *change)
{
    struct house *house = user;
    uint64_t ticket;
    assert_int_equal(journal_submit(house->journal, change, &ticket), STATUS_OK);
    watch_submitted(&house->watch, change, ticket, store_syncs(house->store));
    house->submits++;
    if (house->on_submit)
        house->on_submit(house, change);
    return ticket;
}

static bool accepting(void *user)
{
    return !((struct house *)user)->refusing;
}

static bool has_place(void *link)
{
    return !((struct peer *)link)->house->crowded;
}

static uint64_t now_ms(void *user)
{
    return ((struct house *)user)->now_ms;
}

static int64_t wall_ms(void *user)
{
    const struct house *house = user;
    return INT64_C(1790000000000) + (int64_t)house->now_ms + house->wall_ahead_ms;
}

static void keep(struct peer *peer, const uint8_t *bytes, size_t count)
{
    if (peer->letter_count == peer->letter_capacity) {
        peer->letter_capacity = peer->letter_capacity ? 2 * peer->letter_capacity : 32;
        peer->letters = realloc(peer->letters, (size_t)peer->letter_capacity * sizeof peer->letters[0]);
        assert_non_null(peer->letters);
    }
    struct letter *letter = &peer->letters[peer->letter_count++];
    letter->size = count;
    letter->bytes = malloc(count + 1);
    assert_non_null(letter->bytes);
    memcpy(letter->bytes, bytes, count);
}

static void learn(struct peer *peer, const struct to_client *message)
{
    switch (message->kind) {
    case TO_CLIENT_JOINED:
        peer->joined = message->joined;
        break;
    case TO_CLIENT_BRIEFING:
        peer->briefing = message->briefing;
        break;
    case TO_CLIENT_SITUATION:
        peer->situation = message->situation;
        view_complete(&peer->situation.view, &peer->briefing);
        peer->has_situation = true;
        break;
    case TO_CLIENT_CLOCK:
        peer->clock = message->clock;
        break;
    case TO_CLIENT_WATCHING:
        peer->joined.world = message->watching.world;
        break;
    case TO_CLIENT_PUBLIC_CLOCK:
        peer->public_clock = message->public_clock;
        break;
    case TO_CLIENT_REFUSAL:
        peer->refusals++;
        break;
    case TO_CLIENT_WORLD_ENDED:
        peer->ended = true;
        break;
    default:
        break;
    }
}

static void leave_admin(struct peer *peer, const uint8_t *bytes, size_t count)
{
    struct from_admin message;
    struct cause cause;
    if (wire_read_from_admin(bytes, count, &message, &cause) != STATUS_OK)
        fail_msg("what was sent to an admin cannot be read: %s", cause.text);
    watch_leaving_admin(&peer->house->watch, &message, store_syncs(peer->house->store));
    from_admin_free(&message);
}

static void leave_client(struct peer *peer, const uint8_t *bytes, size_t count)
{
    struct house *house = peer->house;
    struct to_client *message = &house->opened;
    struct cause cause;
    if (wire_read_to_client(bytes, count, message, &cause) != STATUS_OK)
        fail_msg("what was sent to a client cannot be read: %s", cause.text);
    assert_int_equal(wire_size_class(count), count);
    learn(peer, message);
    watch_leaving(&house->watch, message, &peer->joined.world, (int)peer->joined.seat,
                  store_syncs(house->store));
    to_client_free(message);
}

static void send_bytes(void *link, const uint8_t *bytes, size_t count)
{
    struct peer *peer = link;
    assert_non_null(peer->session); /* nothing for a closed link */
    assert_false(peer->finished);   /* nor behind an end */
    if (peer->admin)
        leave_admin(peer, bytes, count);
    else
        leave_client(peer, bytes, count);
    keep(peer, bytes, count);
    if (peer->house->on_frame)
        peer->house->on_frame(peer, false, bytes, count);
}

static void finish(void *link, const char *reason)
{
    struct peer *peer = link;
    assert_non_null(peer->session);
    assert_false(peer->finished);
    peer->finished = true;
    snprintf(peer->reason, sizeof peer->reason, "%s", reason);
}

static void work(void *user, void (*run)(void *job), void (*done)(void *job), void *job)
{
    struct house *house = user;
    assert_true(house->work_count < HUB_WORKS_MAX);
    house->works[house->work_count].run = run;
    house->works[house->work_count].done = done;
    house->works[house->work_count++].job = job;
}

void house_work(struct house *house)
{
    assert_true(house->work_count > 0);
    house->works[0].run(house->works[0].job);
    void (*done)(void *job) = house->works[0].done;
    void *job = house->works[0].job;
    house->work_count--;
    memmove(&house->works[0], &house->works[1], (size_t)house->work_count * sizeof house->works[0]);
    done(job); /* which may give more */
}

/* ---- what the journal tells */

static void on_durable(void *user, uint64_t ticket)
{
    struct house *house = user;
    house->watch.durable = ticket;
    hub_durable(house->hub, ticket);
}

static void on_fenced(void *user, const struct id *stream)
{
    struct house *house = user;
    house->fenced++;
    hub_fenced(house->hub, stream);
}

static void on_failed(void *user, enum status status, const struct cause *cause)
{
    (void)user;
    fail_msg("the journal failed: %s: %s", status_name(status), cause->text);
}

/* ---- beginning and end */

static void open_store(struct house *house)
{
    struct cause cause;
    struct sqlite_options options = {.unsynced = house->kind == HOUSE_UNSYNCED};
    if (house->kind == HOUSE_MEMORY)
        house->store = store_open_memory();
    else if (sqlite_store_open(house->directory, &options, &house->store, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
}

static void make_hub(struct house *house)
{
    struct hub_host host = {
        .user = house,
        .submit = submit,
        .accepting = accepting,
        .has_place = has_place,
        .now_ms = now_ms,
        .wall_ms = wall_ms,
        .random = random_bytes,
        .send = send_bytes,
        .finish = finish,
        .work = work,
    };
    struct journal_handlers handlers = {
        .user = house, .durable = on_durable, .fenced = on_fenced, .failed = on_failed};
    house->hub = hub_create(&host, &house->settings);
    house->journal = journal_start_inline(house->store, &handlers);
    house->watch = (struct watch){.checks_syncs = house->kind != HOUSE_MEMORY,
                                  .expects_faults = house->watch.expects_faults};
}

static struct house *house_new(enum house_kind kind)
{
    struct house *house = calloc(1, sizeof *house);
    assert_non_null(house);
    log_set_level(LOG_ERROR);
    house->kind = kind;
    house->now_ms = HOUSE_MS;
    const char *tree = getenv("SPIRAL_TREE");
    snprintf(house->scenarios, sizeof house->scenarios, "%s/config/scenarios", tree ? tree : ".");
    house->settings = (struct hub_settings){.scenario_directory = house->scenarios,
                                            .software = "spirald test",
                                            .allow_seed = true,
                                            .default_misses = 2};
    return house;
}

struct house *house_open(enum house_kind kind)
{
    struct house *house = house_new(kind);
    const char *top = getenv("TMPDIR");
    if (kind != HOUSE_MEMORY) {
        snprintf(house->directory, sizeof house->directory, "%s/spiral-house-XXXXXX", top ? top : "/tmp");
        assert_non_null(mkdtemp(house->directory));
    }
    open_store(house);
    make_hub(house);
    return house;
}

struct house *house_open_at(const char *directory)
{
    struct house *house = house_new(HOUSE_SQLITE);
    struct cause cause;
    snprintf(house->directory, sizeof house->directory, "%s", directory);
    open_store(house);
    if (house_start(house, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    return house;
}

struct house *house_on(struct store *store)
{
    struct house *house = house_new(HOUSE_MEMORY);
    house->store = store;
    return house;
}

enum status house_start(struct house *house, struct cause *cause)
{
    make_hub(house);
    return hub_recover(house->hub, house->store, cause);
}

static void free_peers(struct house *house)
{
    for (int x = 0; x < house->peer_count; x++) {
        struct peer *peer = house->peers[x];
        peer_close(peer);
        for (int y = 0; y < peer->letter_count; y++)
            free(peer->letters[y].bytes);
        free(peer->letters);
        to_client_free(&peer->heard);
        from_admin_free(&peer->answered);
        free(peer);
    }
    house->peer_count = 0;
}

void house_stop(struct house *house)
{
    house->slow = true; /* so that nothing is told while links close */
    free_peers(house);
    hub_stopping(house->hub);
    while (house->work_count > 0)
        house_work(house);
    journal_stop(house->journal);
    hub_destroy(house->hub);
    if (!house->watch.expects_faults) {
        assert_int_equal(house->watch.early, 0);
        assert_int_equal(house->watch.unsynced, 0);
    }
    watch_end(&house->watch);
    house->slow = house->refusing = false;
}

void house_restart(struct house *house)
{
    struct cause cause;
    house_stop(house);
    if (house->kind != HOUSE_MEMORY) {
        store_close(house->store);
        open_store(house);
    }
    if (house_start(house, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
}

static void remove_directory(const char *path)
{
    DIR *directory = opendir(path);
    assert_non_null(directory);
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        char file[HOUSE_PATH_MAX + 300];
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.')
            assert_int_equal(unlink(file), 0);
    }
    closedir(directory);
    assert_int_equal(rmdir(path), 0);
}

void house_close(struct house *house)
{
    house_stop(house);
    store_close(house->store);
    if (strstr(house->directory, "spiral-house-"))
        remove_directory(house->directory);
    free(house);
}

void house_step(struct house *house)
{
    journal_step(house->journal);
    while (house->work_count > 0 && !house->works_wait)
        house_work(house);
}

void house_wait(struct house *house, uint64_t ms)
{
    uint64_t end = house->now_ms + ms;
    for (int round = 0; hub_next_tick_ms(house->hub) <= end && house->now_ms <= end; round++) {
        uint64_t next = hub_next_tick_ms(house->hub);
        assert_true(round < 1000000);
        if (next > house->now_ms)
            house->now_ms = next;
        else if (house->refusing)
            house->now_ms += 50;
        hub_tick(house->hub);
        if (!house->slow)
            house_step(house);
    }
    house->now_ms = end;
}

/* ---- links */

static struct peer *open_link(struct house *house, bool admin, const char *address)
{
    struct peer *peer = calloc(1, sizeof *peer);
    assert_non_null(peer);
    assert_true(house->peer_count < HOUSE_PEERS_MAX);
    house->peers[house->peer_count++] = peer;
    peer->house = house;
    peer->admin = admin;
    peer->session = hub_opened(house->hub, peer, admin, address);
    return peer;
}

struct peer *peer_open(struct house *house, const char *address)
{
    return open_link(house, false, address);
}

struct peer *peer_open_admin(struct house *house)
{
    return open_link(house, true, "local");
}

void peer_close(struct peer *peer)
{
    struct session *session = peer->session;
    if (!session)
        return;
    peer->session = NULL; /* from here on nothing may be sent */
    hub_closed(session);
    if (!peer->house->slow)
        house_step(peer->house);
}
