#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bench.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static struct bench bench;

static void send_many(struct client *client, int count)
{
    for (int i = 0; i < count; i++)
        assert_int_equal(link_send(client->link, (const uint8_t *)"x", 1), STATUS_OK);
}

static void a_full_house_has_no_place_for_one_more(void **state)
{
    (void)state;
    struct net_limits limits = bench_limits();
    limits.links_max = 3;
    limits.links_arriving_max = 1;
    bench_open(&bench, limits);
    for (int i = 0; i < 3; i++) {
        bench_client(&bench);
        bench_until(&bench, bench.opened == i + 1);
        assert_int_equal(net_link_has_place(bench.last), i < 2);
    }
    /* who arrives has a place of its own, and may find out that there is none to stay */
    bench.strangers = true;
    struct client *extra = bench_client(&bench);
    bench_until(&bench, bench.opened == 4);
    assert_false(net_link_has_place(bench.last));
    /* who comes back takes it all the same; the older link is about to end and gives its own away */
    net_link_settle(bench.last);
    client_close(&bench.clients[0]);
    bench_until(&bench, bench.closed == 1);
    assert_false(extra->ended);
    client_close(&bench.clients[1]);
    bench_until(&bench, bench.closed == 2);
    assert_true(net_link_has_place(bench.last));
    assert_int_equal(net_counts(bench.net).turned_off, 0);
    bench_close(&bench);
}

static void those_of_one_host_are_bounded(void **state)
{
    (void)state;
    struct net_limits limits = bench_limits();
    limits.links_loopback_max = 2;
    limits.links_local_max = 1;
    bench_open(&bench, limits);
    bench_client(&bench);
    bench_until(&bench, bench.opened == 1);
    assert_true(net_link_has_place(bench.last));
    bench_client(&bench);
    bench_until(&bench, bench.opened == 2);
    assert_false(net_link_has_place(bench.last));
    bench_local_client(&bench);
    bench_until(&bench, bench.opened == 3);
    struct client *second_local = bench_local_client(&bench);
    bench_until(&bench, second_local->ended);
    assert_int_equal(net_counts(bench.net).turned_off, 1);
    net_link_unsettle(bench.last); /* a local one has a place of its own */
    assert_true(net_link_has_place(bench.last));
    net_link_unsettle(bench.served[0].link);
    assert_true(net_link_has_place(bench.served[1].link));
    bench_close(&bench);
}

/* Handshakes that stop and links of nobody yield to newcomers, the oldest first; who is somebody stays. */
static void those_who_arrive_make_room(void **state)
{
    (void)state;
    struct net_limits limits = bench_limits();
    limits.links_arriving_max = 3;
    bench_open(&bench, limits);
    struct client *settled = bench_client(&bench);
    bench_until(&bench, bench.opened == 1);
    bench.strangers = true;
    struct client *silent = bench_bare_client(&bench);
    bench_until(&bench, net_counts(bench.net).accepted == 2);
    struct client *stranger = bench_client(&bench);
    bench_until(&bench, bench.opened == 2);
    struct client *third = bench_bare_client(&bench);
    bench_until(&bench, net_counts(bench.net).accepted == 4);
    assert_int_equal(net_counts(bench.net).made_room, 0);
    for (int i = 0; i < 12; i++) {
        bench_bare_client(&bench);
        bench_until(&bench, net_counts(bench.net).accepted == (uint64_t)i + 5);
        bench_until(&bench, silent->ended && stranger->ended == (i >= 1) && third->ended == (i >= 2));
        assert_int_equal(net_counts(bench.net).made_room, i + 1);
    }
    bench.strangers = false;
    bench_client(&bench);
    bench_until(&bench, bench.opened == 3);
    assert_string_equal(bench.reason, "it took too long to settle, and others need the place");
    assert_false(settled->ended);
    assert_int_equal(net_counts(bench.net).links, 2 + 2);
    assert_int_equal(net_counts(bench.net).turned_off, 0);
    bench_close(&bench);
}

/* The last open files belong to the journal and to operators. */
static void some_descriptors_are_kept(void **state)
{
    (void)state;
    bench_open(&bench, bench_limits());
    struct client *settled = bench_client(&bench);
    bench_until(&bench, bench.opened == 1);
    bench.strangers = true;
    struct client *first = bench_bare_client(&bench);
    bench_until(&bench, net_counts(bench.net).accepted == 2);
    struct rlimit before, few;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    few = before;
    few.rlim_cur = 64 + 1; /* those that are kept, and who has settled */
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    struct client *second = bench_bare_client(&bench);
    bench_until(&bench, first->ended); /* makes room */
    struct client *local = bench_local_client(&bench);
    bench_until(&bench, bench.opened == 2 && bench.local);
    client_close(second);
    bench_until(&bench, net_counts(bench.net).links == 2);
    struct client *third = bench_bare_client(&bench);
    bench_until(&bench, third->ended); /* nobody is there who could make room */
    assert_int_equal(net_counts(bench.net).turned_off, 1);
    assert_int_equal(net_counts(bench.net).pauses, 0);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    bench_client(&bench);
    bench_until(&bench, bench.opened == 3);
    assert_false(settled->ended || local->ended);
    bench_close(&bench);
}

static void the_limit_of_open_files_is_raised(void **state)
{
    (void)state;
    struct rlimit before, limit;
    struct net_limits limits = bench_limits();
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    limit = before;
    limit.rlim_cur = 100;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
    bench_open(&bench, limits);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    rlim_t needed = 1024 + 512 + 64;
    assert_int_equal(limit.rlim_cur, before.rlim_max < needed ? before.rlim_max : needed);
    bench_close(&bench);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
}

static void the_handshake_has_a_deadline(void **state)
{
    (void)state;
    struct net_limits limits = bench_limits();
    limits.handshake_ms = 60;
    bench_open(&bench, limits);
    struct client *silent = bench_bare_client(&bench);
    struct client *quick = bench_client(&bench);
    bench_until(&bench, bench.opened == 1);
    int64_t begin_ms = bench_now_ms();
    bench_until(&bench, silent->ended);
    assert_true(bench_now_ms() - begin_ms < 1000);
    bench_run_ms(&bench, 80);
    assert_false(quick->ended);
    assert_int_equal(bench.opened, 1);
    bench_close(&bench);
}

static void silence_has_a_deadline(void **state)
{
    (void)state;
    struct net_limits limits = bench_limits();
    limits.idle_ms = 120;
    bench_open(&bench, limits);
    struct client *silent = bench_client(&bench);
    struct client *talking = bench_local_client(&bench);
    bench_until(&bench, bench.opened == 2);
    for (int i = 0; i < 12; i++) {
        send_many(talking, 1);
        bench_run_ms(&bench, 20);
    }
    assert_true(silent->ended);
    assert_int_equal(silent->status, STATUS_CLOSED);
    assert_false(talking->ended);
    assert_string_equal(bench.reason, "nothing was heard for too long");
    bench_close(&bench);
}

static void a_farewell_has_a_deadline(void **state)
{
    (void)state;
    bench_open(&bench, bench_limits());
    struct client *client = bench_client(&bench);
    bench_until(&bench, bench.opened == 1);
    int64_t begin_ms = bench_now_ms();
    net_link_finish(bench.last, "enough");
    bench_run_ms(&bench, 50);
    assert_int_equal(bench.closed, 0); /* the client keeps its side open */
    bench_until(&bench, bench.closed == 1);
    assert_in_range(bench_now_ms() - begin_ms, 90, 1000);
    assert_string_equal(bench.reason, "enough");
    assert_true(client->ended);
    bench_close(&bench);
}

static void a_flood_is_slowed_and_not_closed(void **state)
{
    (void)state;
    struct net_limits limits = bench_limits();
    limits.messages_per_second = 200;
    limits.messages_burst = 20;
    bench_open(&bench, limits);
    bench.answer = ANSWER_NOTHING;
    struct client *client = bench_client(&bench);
    struct client *other = bench_local_client(&bench);
    bench_until(&bench, bench.opened == 2 && link_ready(client->link));
    int64_t begin_ms = bench_now_ms();
    send_many(client, 100);
    bench_until(&bench, bench.messages >= 20);
    bench_run_ms(&bench, 50);
    assert_in_range(bench.messages, 20, 60);
    send_many(other, 1);
    int before = bench.messages;
    bench_until(&bench, bench.messages > before);
    bench_until(&bench, bench.messages == 101);
    /* eighty messages above the burst at 200 a second */
    assert_in_range(bench_now_ms() - begin_ms, 350, 2000);
    assert_true(net_counts(bench.net).throttled >= 1);
    assert_int_equal(bench.closed, 0);
    /* what came before a farewell is delivered, slowly, before the end is told */
    send_many(client, 50);
    link_finish(client->link);
    bench_until(&bench, client->ended);
    assert_int_equal(bench.messages, 151);
    client_close(client);
    bench_until(&bench, bench.closed == 1);
    bench_close(&bench);
}

static void a_throttled_link_ends_properly(void **state)
{
    (void)state;
    struct net_limits limits = bench_limits();
    limits.messages_per_second = 1;
    limits.messages_burst = 5;
    limits.linger_ms = 2000;
    bench_open(&bench, limits);
    bench.answer = ANSWER_NOTHING;
    struct client *client = bench_client(&bench);
    bench_until(&bench, bench.opened == 1 && link_ready(client->link));
    send_many(client, 10);
    bench_until(&bench, net_counts(bench.net).throttled == 1);
    send_many(client, 10);
    net_link_finish(bench.last, "enough");
    bench_until(&bench, client->ended);
    assert_int_equal(client->status, STATUS_CLOSED);
    /* it was reading, or the client's end would not be seen before linger_ms */
    int64_t begin_ms = bench_now_ms();
    client_close(client);
    bench_until(&bench, bench.closed == 1);
    assert_true(bench_now_ms() - begin_ms < 1000);
    assert_string_equal(bench.reason, "enough");
    bench_close(&bench);
}

static void a_slow_reader_is_closed(void **state)
{
    (void)state;
    bench_open(&bench, bench_limits());
    struct client *deaf = bench_client(&bench);
    bench_until(&bench, bench.opened == 1 && link_ready(deaf->link));
    deaf->deaf = true;
    static const uint8_t block[100000];
    enum status status = STATUS_OK;
    int sent = 0;
    for (; status == STATUS_OK && sent < 2000; sent++) {
        status = net_link_send(bench.last, block, sizeof block);
        bench_step(&bench);
    }
    assert_int_equal(status, STATUS_FULL);
    assert_true(sent > 5);
    bench_until(&bench, bench.closed == 1);
    assert_int_equal(net_counts(bench.net).slow, 1);
    assert_string_equal(bench.reason, "the peer does not read what is sent to it");
    bench_close(&bench);
}

static void what_waits_for_all_is_bounded(void **state)
{
    (void)state;
    struct net_limits limits = bench_limits();
    limits.outboxes_max = 600000;
    limits.link.outbox_max = 10 * 1000000;
    bench_open(&bench, limits);
    struct net_link *links[3];
    for (int i = 0; i < 3; i++) {
        struct client *deaf = bench_client(&bench);
        bench_until(&bench, bench.opened == i + 1 && link_ready(deaf->link));
        deaf->deaf = i < 2;
        links[i] = bench.last;
    }
    static const uint8_t block[50000];
    enum status status = STATUS_OK;
    int sent = 0;
    for (; status == STATUS_OK && sent < 2000 && bench.closed == 0; sent++) {
        status = net_link_send(links[1], block, sizeof block);
        if (sent % 4 == 0) /* the greediest goes, and nobody else */
            assert_int_equal(net_link_send(links[0], block, sizeof block), STATUS_OK);
        assert_int_equal(net_link_send(links[2], (const uint8_t *)"x", 1), STATUS_OK);
        bench_step(&bench);
    }
    assert_true(sent < 2000);
    bench_until(&bench, bench.closed == 1);
    assert_string_equal(bench.reason, "too much waits for all peers, and most of it for this one");
    assert_int_equal(net_link_send(links[0], block, sizeof block), STATUS_OK);
    assert_false(bench.clients[2].ended);
    bench_close(&bench);
}

static void a_burst_to_a_willing_reader_is_no_slowness(void **state)
{
    (void)state;
    bench_open(&bench, bench_limits());
    struct client *client = bench_client(&bench);
    bench_until(&bench, bench.opened == 1 && link_ready(client->link));
    static const uint8_t block[250000];
    /* more than the outbox holds within one turn of the loop, yet the system takes part of it */
    for (int i = 0; i < 3; i++)
        assert_int_equal(net_link_send(bench.last, block, i < 2 ? sizeof block : 60000), STATUS_OK);
    bench_until(&bench, client->received == 3);
    assert_int_equal(net_counts(bench.net).slow, 0);
    bench_close(&bench);
}

static void accepting_pauses_without_descriptors(void **state)
{
    (void)state;
    bench_open(&bench, bench_limits());
    struct client *client = bench_client(&bench);
    struct rlimit before, none;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    none = before;
    none.rlim_cur = 0;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    bench_run_ms(&bench, 150);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    /* one attempt in a pause, not one in every turn of the loop */
    assert_in_range(net_counts(bench.net).pauses, 1, 6);
    assert_int_equal(net_counts(bench.net).accepted, 0);
    bench_until(&bench, bench.opened == 1);
    assert_true(link_ready(client->link));
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_house_has_no_place_for_one_more),
        cmocka_unit_test(those_of_one_host_are_bounded),
        cmocka_unit_test(those_who_arrive_make_room),
        cmocka_unit_test(some_descriptors_are_kept),
        cmocka_unit_test(the_limit_of_open_files_is_raised),
        cmocka_unit_test(the_handshake_has_a_deadline),
        cmocka_unit_test(silence_has_a_deadline),
        cmocka_unit_test(a_farewell_has_a_deadline),
        cmocka_unit_test(a_flood_is_slowed_and_not_closed),
        cmocka_unit_test(a_throttled_link_ends_properly),
        cmocka_unit_test(a_slow_reader_is_closed),
        cmocka_unit_test(what_waits_for_all_is_bounded),
        cmocka_unit_test(a_burst_to_a_willing_reader_is_no_slowness),
        cmocka_unit_test(accepting_pauses_without_descriptors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
