/* News that injects bring. */
#include "tests/unit/server/world/acts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static enum ruling inject(struct table *table, struct wire_inject inject)
{
    table_apply(table, (struct command){.kind = COMMAND_BULLETIN, .inject = &inject});
    assert_non_null(table_reply(table));
    return table_reply(table)->ruling;
}

static struct wire_inject news(uint32_t number, uint16_t seats, const char *words)
{
    struct wire_inject inject = {.number = number, .world = -1, .seats = seats, .source = "Harbour Radio"};
    assert_true(slice_copy(slice_of(words), inject.text[0], sizeof inject.text[0]));
    return inject;
}

struct gathered {
    const struct world_machine *machine;
    int seat, count;
    struct wire_bulletin told[WORLD_BULLETINS_MAX];
};

static void gather(void *user, const struct world_bulletin *bulletin)
{
    struct gathered *gathered = user;
    assert_in_range(gathered->count, 0, WORLD_BULLETINS_MAX - 1);
    world_tell_bulletin(gathered->machine, bulletin, gathered->seat, &gathered->told[gathered->count++]);
}

static const struct gathered *all_for(const struct table *table, int seat)
{
    static struct gathered gathered;
    gathered = (struct gathered){.machine = table->machine, .seat = seat};
    world_each_bulletin(table->machine, seat, gather, &gathered);
    return &gathered;
}

static void news_reach_whom_they_are_for(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 9, TURN_MS, 9);
    assert_int_equal(inject(table, news(4, 0, "A tanker burns.")), RULING_DONE);
    assert_story(table, "bulletin ruled bulletin0 bulletin1 bulletin2");
    assert_int_equal(table->heard[0].only_for, 0);
    struct wire_inject false_news = news(5, 1 << 2, "Your rival arms.");
    false_news.misleading = true;
    memcpy(false_news.text[1], "Su rival se arma.", sizeof "Su rival se arma.");
    assert_int_equal(inject(table, false_news), RULING_DONE);
    assert_story(table, "bulletin ruled bulletin2");
    assert_int_equal(table->heard[0].only_for, 1 << 2);
    assert_int_equal(table->heard[2].bulletin, 5);
    assert_int_equal(inject(table, news(6, 0x0fff, "Rain.")), RULING_DONE); /* no more seats than there are */
    const struct gathered *told = all_for(table, 0);
    assert_int_equal(told->count, 2);
    assert_string_equal(told->told[0].text[0], "A tanker burns.");
    assert_string_equal(told->told[0].text[1], "");
    assert_string_equal(told->told[0].source, "Harbour Radio");
    assert_int_equal(told->told[0].turn, 1);
    assert_int_equal(told->told[1].number, 2); /* its second: what others were told does not count */
    told = all_for(table, 2);
    assert_int_equal(told->count, 3);
    assert_string_equal(told->told[1].text[0], "Your rival arms.");
    assert_string_equal(told->told[1].text[1], "Su rival se arma.");
    assert_int_equal(told->told[2].number, 3);
    table_close(table);
}

static void words_stand_where_they_can_be_erased(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 9, TURN_MS, 9);
    inject(table, news(1, 0, "first"));
    inject(table, news(2, 0, "second"));
    struct kept_entry *first = &table->entries[table->entry_count - 2];
    assert_null(strstr(first->body, "first"));
    assert_null(strstr(first->body, "Harbour"));
    free(first->text);
    first->text = NULL;
    struct world_machine *machine = world_recovering(&table->settings);
    for (int x = 0; x < table->entry_count; x++) {
        struct slice body = {table->entries[x].body, table->entries[x].size};
        struct cause cause;
        assert_int_equal(world_recover(machine, table->entries[x].kind, body, table->entries[x].text, &cause),
                         STATUS_OK);
    }
    world_destroy(table->machine);
    table->machine = machine;
    world_recovered(machine, table->now_ms, table->remaining_ms);
    const struct gathered *told = all_for(table, 1);
    assert_int_equal(told->count, 1);
    assert_string_equal(told->told[0].text[0], "second");
    assert_int_equal(told->told[0].number, 2); /* as it was told before */
    assert_int_equal(inject(table, news(1, 0, "first")), RULING_ALREADY);
    table_close(table);
}

/* "Now" is now. */
static void news_come_in_the_lobby_and_in_a_pause_and_not_after_the_end(void **state)
{
    struct scenario scenario;
    (void)state;
    table_scenario(&scenario, 2, 9);
    struct table *table = table_open(&scenario, TURN_MS, 9);
    table_do(table, COMMAND_TAKE, 0);
    table_do(table, COMMAND_ARRIVE, 0);
    assert_int_equal(inject(table, news(1, 0, "lobby")), RULING_DONE);
    assert_story(table, "bulletin ruled bulletin0");
    assert_int_equal(all_for(table, 0)->told[0].turn, 0);
    table_do(table, COMMAND_START, 0);
    pause_for(table, "");
    table_wait(table, TURN_MS);
    assert_int_equal(inject(table, news(2, 0, "pause")), RULING_DONE);
    assert_story(table, "bulletin ruled bulletin0");
    table_kill(table, 1000);
    assert_int_equal(clock_of(table).state, CLOCK_PAUSED);
    assert_int_equal(all_for(table, 0)->count, 2);
    assert_int_equal(all_for(table, 0)->told[0].turn, 0);
    assert_int_equal(all_for(table, 0)->told[1].turn, 1);
    close_for(table, "");
    assert_int_equal(inject(table, news(3, 0, "late")), RULING_OVER);
    assert_story(table, "ruled");
    assert_int_equal(all_for(table, 0)->count, 2); /* and what was told is told again */
    table_close(table);
}

static void an_inject_is_told_once(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 9, TURN_MS, 9);
    assert_int_equal(inject(table, news(7, 0, "one")), RULING_DONE);
    assert_int_equal(inject(table, news(7, 0, "one")), RULING_ALREADY);
    assert_story(table, "ruled");
    table_kill(table, 0);
    assert_int_equal(inject(table, news(7, 0, "one")), RULING_ALREADY);
    assert_int_equal(inject(table, news(8, 0x0ffc, "nobody")), RULING_NO_SUCH_SEAT);
    assert_story(table, "ruled");
    table_close(table);
}

/* The longest words, as many as there may be, and one more. */
static void news_have_bounds(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 9, TURN_MS, 9);
    for (uint32_t x = 1; x <= WORLD_BULLETINS_MAX; x++) {
        struct wire_inject longest = {.number = x, .world = -1};
        memset(longest.source, 's', sizeof longest.source - 1);
        memset(longest.text[0], 'e', sizeof longest.text[0] - 1);
        memset(longest.text[1], 'n', sizeof longest.text[1] - 1);
        assert_int_equal(inject(table, longest), RULING_DONE);
    }
    assert_int_equal(inject(table, news(99, 0, "too much")), RULING_TOO_MANY);
    assert_story(table, "ruled");
    table_kill(table, 0);
    const struct gathered *told = all_for(table, 0);
    assert_int_equal(told->count, WORLD_BULLETINS_MAX);
    assert_int_equal(strlen(told->told[63].text[1]), WIRE_BULLETIN_SIZE - 1);
    assert_int_equal(strlen(told->told[63].source), NAME_SIZE - 1);
    assert_int_equal(inject(table, news(99, 0, "too much")), RULING_TOO_MANY);
    table_close(table);
}

/* Where an inject has the character that parts its words, it is blanked: no text may pass for another's. */
static void words_cannot_change_places(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 9, TURN_MS, 9);
    inject(table, news(1, 0,
                       "a\x1e"
                       "b"));
    assert_string_equal(all_for(table, 0)->told[0].text[0], "a b");
    table_kill(table, 0);
    assert_string_equal(all_for(table, 0)->told[0].text[0], "a b");
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(news_reach_whom_they_are_for),
        cmocka_unit_test(words_stand_where_they_can_be_erased),
        cmocka_unit_test(news_come_in_the_lobby_and_in_a_pause_and_not_after_the_end),
        cmocka_unit_test(an_inject_is_told_once),
        cmocka_unit_test(news_have_bounds),
        cmocka_unit_test(words_cannot_change_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
