/* What is said to whoever runs the exercise: a question, how the data may be used, how it felt. */
#include "client/term/commands.h"
#include "client/term/tell.h"

#include <string.h>

static enum outcome run_ask(struct game *game, struct slice rest)
{
    char words[WIRE_QUESTION_SIZE];
    struct cause cause = {{0}};
    rest = slice_trim(rest);
    if (!rest.length) {
        tell_questions(game);
        page_say(&game->page, "control.how");
        return OUTCOME_SHOWN;
    }
    if (!slice_copy(rest, words, sizeof words)) {
        page_tell(&game->page, "control.too_long", SLOTS(num("most", WIRE_QUESTION_SIZE - 1)));
        return OUTCOME_REFUSED;
    }
    if (player_ask_control(game->player, words, &cause) != STATUS_OK) {
        page_tell(&game->page, "control.refused", SLOTS(str("cause", cause.text)));
        return OUTCOME_REFUSED;
    }
    game->talks++;
    page_say(&game->page, "control.sent");
    return OUTCOME_SENT;
}

static enum outcome run_consent(struct game *game, struct slice rest)
{
    const struct language *language = game->page.language;
    struct slice word;
    if (!game->awaits_consent) {
        page_say(&game->page, "consent.not_asked");
        return OUTCOME_REFUSED;
    }
    bool says = word_take(&rest, &word), yes = says && typed_is(language, word, "yes");
    if (!yes && !(says && typed_is(language, word, "play_only"))) {
        page_say(&game->page, "consent.how");
        return OUTCOME_REFUSED;
    }
    game->awaits_consent = false;
    page_say(&game->page, yes ? "consent.says_yes" : "consent.says_play_only");
    player_consent(game->player, yes ? CONSENT_YES : CONSENT_PLAY_ONLY);
    return OUTCOME_SENT;
}

/* ---- before the debrief in step */

static bool may_feel(struct game *game)
{
    const struct model *model = game->model;
    const char *why = !model->briefing.debrief_in_step                                      ? "feel.not_here"
                      : !model->has_ended                                                   ? "feel.not_yet"
                      : !model->ended.withheld || (model->has_step && model->step.card > 0) ? "feel.too_late"
                                                                                            : NULL;
    if (why)
        page_say(&game->page, why);
    return !why;
}

/* "tense, sad": words between commas, or between blanks where there is no comma. */
static bool read_words(struct game *game, struct slice rest, struct wire_state_feelings *feelings)
{
    char mark = memchr(rest.at, ',', rest.length) ? ',' : ' ';
    struct slice word;
    feelings->word_count = 0;
    while (slice_take(&rest, mark, &word)) {
        word = slice_trim(word);
        if (!word.length)
            continue;
        if (feelings->word_count == WIRE_FEELINGS ||
            !slice_copy(word, feelings->words[feelings->word_count], WIRE_FEELING_SIZE)) {
            page_tell(&game->page, "feel.too_many",
                      SLOTS(num("most", WIRE_FEELINGS), num("bytes", WIRE_FEELING_SIZE - 1)));
            return false;
        }
        feelings->word_count++;
    }
    return feelings->word_count > 0;
}

static enum outcome send_feelings(struct game *game)
{
    player_state_feelings(game->player, &game->feelings);
    game->talks++;
    page_say(&game->page, "feel.sent");
    return OUTCOME_SENT;
}

static enum outcome run_feel(struct game *game, struct slice rest)
{
    struct wire_state_feelings next = game->feelings;
    if (!may_feel(game))
        return OUTCOME_REFUSED;
    rest = slice_trim(rest);
    if (!rest.length)
        return command_usage(game, "feel");
    if (!read_words(game, rest, &next))
        return OUTCOME_REFUSED;
    game->feelings = next;
    return send_feelings(game);
}

/* Beliefs go with words: before there are any, they are kept. */
static enum outcome run_final(struct game *game, struct slice rest)
{
    struct slice whom, number;
    int64_t percent;
    int count = 0, state;
    int32_t greedy[ACTORS_MAX];
    if (!may_feel(game))
        return OUTCOME_REFUSED;
    memcpy(greedy, game->feelings.greedy, sizeof greedy);
    for (; word_take(&rest, &whom); count++) {
        if (!word_take(&rest, &number) || !percent_parse(number, 0, 100, &percent))
            return command_usage(game, "final");
        bool all = typed_is(game->page.language, whom, "all");
        if (!all && !command_state(game, whom, false, &state))
            return OUTCOME_REFUSED;
        for (int j = 0; j < game_view(game)->n; j++)
            if (j != game_view(game)->me && (all || j == state))
                greedy[j] = (int32_t)(10 * percent);
    }
    if (!count)
        return command_usage(game, "final");
    memcpy(game->feelings.greedy, greedy, sizeof greedy);
    if (game->feelings.word_count)
        return send_feelings(game);
    page_say(&game->page, "feel.words_too");
    return OUTCOME_SHOWN;
}

const struct command command_ask = {
    .name = "ask",
    .aliases = "control",
    .usage = "ask TEXT",
    .group = GROUP_TALK,
    .needs_view = false,
    .needs_turn = false,
    .run = run_ask,
};

const struct command command_consent = {
    .name = "consent",
    .aliases = "",
    .usage = "consent yes|play-only",
    .group = GROUP_TURN,
    .needs_view = false,
    .needs_turn = false,
    .run = run_consent,
};

const struct command command_feel = {
    .name = "feel",
    .aliases = "",
    .usage = "feel TEXT",
    .group = GROUP_DEBRIEF,
    .needs_view = false,
    .needs_turn = false,
    .run = run_feel,
};

const struct command command_final = {
    .name = "final",
    .aliases = "",
    .usage = "final STATE PERCENT ...",
    .group = GROUP_DEBRIEF,
    .needs_view = true,
    .needs_beliefs = true,
    .needs_turn = false,
    .run = run_final,
};
