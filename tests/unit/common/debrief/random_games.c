/* Random games of every size, doctrine and module: no expected numbers, only what must always hold of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/bots/bot.h"
#include "common/debrief/diagnosis.h"
#include "common/debrief/escalation.h"
#include "tests/property/worlds.h"

#include <stdlib.h>
#include <string.h>

enum { GAMES = 300 };

/* What all games have shown, so that the test knows that it looked. */
struct seen {
    int games, wars, causes[CAUSE_COUNT], evidence[EVIDENCE_KINDS], most_evidence, verdicts;
    int defined[METRICS_MAX], undefined[METRICS_MAX];
};

struct play {
    struct world_log log;
    struct world world;
    struct order_book book;
    struct event_list events;
    struct metric_input input, again;
    struct diagnosis diagnosis, diagnosis_again;
    uint32_t seed;
};

/* Every third game is random throughout, in the others the seats hold any doctrine. */
static void play_game(struct play *play, struct noise *noise)
{
    const struct bot *seats[ACTORS_MAX];
    struct scenario scenario;
    scenario_draw(noise, &scenario);
    for (int i = 0; i < scenario.actor_count; i++)
        seats[i] = play->seed % 3 ? bots[noise_below(noise, bot_count)] : bot_find(slice_of("random_legal"));
    world_setup(&play->world, &scenario, key_of(play->seed, 0));
    log_begin(&play->log, &play->world);
    while (!play->world.end) {
        for (int i = 0; i < scenario.actor_count; i++) {
            struct view view;
            play->book.given[i] = play->world.actors[i].alive && noise_below(noise, 20);
            if (!play->book.given[i])
                continue;
            view_of(&play->world, i, &view);
            seats[i]->play(&view, key_of(play->seed, 1), &play->book.orders[i]);
        }
        turn_resolve(&play->world, &play->book, &play->events);
        log_turn(&play->log, &play->book, &play->events, &play->world);
    }
}

static void assert_within(const struct play *play, const struct metric_row *row,
                          const struct metric_value *value)
{
    if (value->cases < 0)
        fail_msg("seed %u: %s rests on %lld cases", play->seed, row->name, (long long)value->cases);
    if (!value->defined) {
        assert_int_equal(value->millionths, 0);
        return;
    }
    bool low = row->low != METRIC_OPEN && value->millionths < row->low * METRIC_ONE;
    bool high = row->high != METRIC_OPEN && value->millionths > row->high * METRIC_ONE;
    if (low || high || value->cases == 0)
        fail_msg("seed %u: %s is %lld millionths of %lld cases", play->seed, row->name,
                 (long long)value->millionths, (long long)value->cases);
}

/* Twice, over spaces that held something else: the same bytes. */
static void check_metrics(struct play *play, struct seen *seen)
{
    memset(&play->input, 0x00, sizeof play->input);
    memset(&play->again, 0xff, sizeof play->again);
    metric_input_init(&play->input, &play->log, NULL);
    metric_input_init(&play->again, &play->log, NULL);
    for (int x = 0; x < metric_count(); x++) {
        struct metric_value value, again;
        memset(&value, 0x00, sizeof value);
        memset(&again, 0xff, sizeof again);
        metric_compute(metric_at(x), &play->input, &value);
        metric_compute(metric_at(x), &play->again, &again);
        assert_within(play, metric_at(x), &value);
        if (value.defined != again.defined || value.millionths != again.millionths ||
            value.cases != again.cases)
            fail_msg("seed %u: %s is not the same twice", play->seed, metric_at(x)->name);
        seen->defined[x] += value.defined;
        seen->undefined[x] += !value.defined;
    }
}

static void check_evidence(const struct play *play, const struct evidence *evidence, struct seen *seen)
{
    int n = play->world.scenario.actor_count;
    assert_in_range(evidence->kind, 0, EVIDENCE_KINDS - 1);
    assert_in_range(evidence->turn, 1, play->log.turns);
    assert_in_range(evidence->who, 0, n - 1);
    assert_in_range(evidence->whom, 0, n - 1);
    assert_int_not_equal(evidence->who, evidence->whom);
    for (int language = 0; language < LANGUAGES; language++) {
        char memory[512];
        struct text text = text_over(memory, sizeof memory);
        evidence_put(evidence, &play->world, languages[language], &text);
        assert_false(text.cut);
        assert_null(strchr(memory, '{'));
    }
    seen->evidence[evidence->kind]++;
}

static void check_wars(struct play *play, struct seen *seen)
{
    const struct findings *findings = &play->input.findings;
    for (int w = 0; w < findings->war_count; w++) {
        const struct war *war = &findings->wars[w];
        diagnose(&play->input, war, &play->diagnosis);
        diagnose(&play->again, &play->again.findings.wars[w], &play->diagnosis_again);
        assert_int_not_equal(war_authors(war), 0);
        assert_in_range(war->odds, 0, 1000);
        assert_int_equal(play->diagnosis.causes, play->diagnosis_again.causes);
        assert_int_equal(play->diagnosis.main, play->diagnosis_again.main);
        assert_int_equal(play->diagnosis.evidence_count, play->diagnosis_again.evidence_count);
        assert_in_range(play->diagnosis.evidence_count, 1, EVIDENCE_MAX);
        assert_true(play->diagnosis.causes & 1u << play->diagnosis.main);
        if (play->diagnosis.evidence_count > seen->most_evidence)
            seen->most_evidence = play->diagnosis.evidence_count;
        for (int cause = 0; cause < CAUSE_COUNT; cause++)
            seen->causes[cause] += (play->diagnosis.causes >> cause) & 1;
        for (int e = 0; e < play->diagnosis.evidence_count; e++)
            check_evidence(play, &play->diagnosis.evidence[e], seen);
    }
    seen->wars += findings->war_count;
}

static void check_ladder(const struct play *play)
{
    for (int t = 1; t <= play->log.turns; t++) {
        for (int i = 0; i < play->world.scenario.actor_count; i++) {
            struct escalation_cause cause = escalation_cause_of(&play->log, t, i);
            assert_in_range(escalation_rung(&play->log, t, i), RUNG_RESTRAINT, RUNG_RUIN);
            assert_true(escalation_score(&play->log, t, i) >= -8);
            assert_true(cause.who == -1 ||
                        (cause.who != i && cause.turn < t && (cause.attacked || cause.seen_rise > 0)));
        }
    }
}

static void check_verdict(const struct play *play, struct seen *seen)
{
    for (int language = 0; language < LANGUAGES; language++) {
        char memory[1024];
        struct text text = text_over(memory, sizeof memory);
        verdict_put(&play->input, languages[language], &text);
        assert_false(text.cut);
        assert_true(text.length > 20);
        seen->verdicts++;
    }
}

static void what_holds_of_every_game(void **state)
{
    (void)state;
    struct play *play = calloc(1, sizeof *play);
    struct seen seen = {0};
    assert_non_null(play);
    for (uint32_t seed = 70000; seed < 70000 + GAMES; seed++) {
        struct noise noise = noise_of(seed);
        play->seed = seed;
        play_game(play, &noise);
        check_metrics(play, &seen);
        check_wars(play, &seen);
        check_ladder(play);
        check_verdict(play, &seen);
        seen.games++;
    }
    print_message("%d games, %d wars, at most %d pieces of evidence\n", seen.games, seen.wars,
                  seen.most_evidence);
    assert_true(seen.wars > 1000);
    for (int x = 0; x < metric_count(); x++)
        if (!seen.defined[x] && strcmp(metric_at(x)->name, "price_of_uncertainty") != 0)
            fail_msg("%s was never defined", metric_at(x)->name);
    for (int cause = 0; cause < CAUSE_COUNT; cause++)
        if (!seen.causes[cause])
            fail_msg("no war of the cause %s", diagnosis_rules[cause].name);
    for (int kind = 0; kind < EVIDENCE_KINDS; kind++)
        if (!seen.evidence[kind])
            fail_msg("no evidence of kind %d", kind);
    free(play);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_holds_of_every_game)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
