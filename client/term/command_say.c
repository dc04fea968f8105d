#include "client/term/commands.h"
#include "client/term/tell.h"

/* "Borea,Dorne": the states as a mask; false after saying what is wrong. */
static bool read_addressees(struct game *game, struct slice word, uint16_t *mask)
{
    struct slice part;
    int state;
    *mask = 0;
    while (slice_take(&word, ',', &part)) {
        if (!command_state(game, part, true, &state))
            return false;
        *mask |= (uint16_t)(1u << state);
    }
    return *mask != 0;
}

static enum outcome run(struct game *game, struct slice rest)
{
    struct slice word;
    uint16_t mask = 0;
    char words[WIRE_PRESS_SIZE];
    struct cause cause = {{0}};
    if (!word_take(&rest, &word) || rest.length == 0)
        return command_usage(game, "say");
    bool everyone = typed_is(game->page.language, word, "all");
    if (!everyone && !read_addressees(game, word, &mask))
        return OUTCOME_REFUSED;
    if (!slice_copy(rest, words, sizeof words)) {
        page_tell(&game->page, "say.too_long", SLOTS(num("most", WIRE_PRESS_SIZE - 1)));
        return OUTCOME_REFUSED;
    }
    if (player_send_press(game->player, everyone, mask, words, &cause) != STATUS_OK) {
        page_tell(&game->page, "say.refused", SLOTS(str("cause", cause.text)));
        return OUTCOME_REFUSED;
    }
    game->talks++;
    page_say(&game->page, "say.sent");
    return OUTCOME_SENT;
}

const struct command command_say = {
    .name = "say",
    .aliases = "tell msg",
    .usage = "say STATE[,STATE]|all TEXT",
    .group = GROUP_TALK,
    .needs_view = true,
    .needs_turn = false,
    .run = run,
};
