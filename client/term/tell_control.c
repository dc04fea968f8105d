/* What comes from whoever runs the exercise: who plays where, news from outside, answers, the debrief in
 * step.
 */
#include "client/term/tell.h"

#include "common/cards/card_page.h"

#include <string.h>

/* ---- in a seat of an exercise */

void put_world(const struct game *game, struct text *text)
{
    const struct wire_briefing *briefing = &game->model->briefing;
    if (game->model->has_briefing && briefing->world_name[0])
        page_piece(&game->page, "web_step.world", SLOTS(str("world", briefing->world_name)), text);
}

void tell_lobby(struct game *game)
{
    const struct model *model = game->model;
    const struct wire_clock *clock = &model->clock;
    const char *world = model->has_briefing ? model->briefing.world_name : "";
    const char *state = model->has_briefing ? model_state_name(model, (int)model->briefing.seat) : "";
    if (!model->has_clock || !clock->start_by_hand) {
        page_tell(&game->page,
                  model->has_clock && clock->persons_needed ? "status.lobby" : "status.lobby_open",
                  SLOTS(num("persons", clock->persons), num("needed", clock->persons_needed)));
        return;
    }
    struct piece line;
    struct text text = text_over(line.at, sizeof line.at);
    page_piece(&game->page, world[0] ? "web_step.lobby.world" : "web_step.lobby.in",
               SLOTS(str("world", world), str("state", state)), &text);
    text_put_char(&text, ' ');
    if (clock->places) {
        page_piece(&game->page, "web_step.lobby.here",
                   SLOTS(num("persons", clock->persons), num("places", clock->places)), &text);
        text_put_char(&text, ' ');
    }
    page_piece(&game->page, "web_step.lobby.by_hand", NULL, &text);
    page_line(&game->page, line.at);
}

static const char *const roles[TEAM_ROLE_COUNT] = {
    [ROLE_HEAD] = "web_step.role.head",
    [ROLE_DEFENCE] = "web_step.role.defence",
    [ROLE_FOREIGN] = "web_step.role.foreign",
    [ROLE_INTEL] = "web_step.role.intel",
};

static const char *const duties[TEAM_ROLE_COUNT] = {
    [ROLE_HEAD] = "web_step.role.head_does",
    [ROLE_DEFENCE] = "web_step.role.defence_does",
    [ROLE_FOREIGN] = "web_step.role.foreign_does",
    [ROLE_INTEL] = "web_step.role.intel_does",
};

static void put_role(struct game *game)
{
    const struct wire_briefing *briefing = &game->model->briefing;
    struct piece line;
    struct text text = text_over(line.at, sizeof line.at);
    if (briefing->role >= TEAM_ROLE_COUNT || !roles[briefing->role])
        return;
    page_piece(&game->page, roles[briefing->role], NULL, &text);
    page_tell(&game->page, "seminar.role",
              SLOTS(str("role", line.at),
                    str("does", sentence_words(game->page.language, duties[briefing->role]))));
    page_say(&game->page, "web_step.role.all");
}

void tell_team_role(struct game *game)
{
    page_say(&game->page, game->model->briefing.role ? "web_step.role.now" : "web_step.role.alone");
    put_role(game);
}

void tell_place(struct game *game)
{
    const struct wire_briefing *briefing = &game->model->briefing;
    struct piece line;
    struct text text = text_over(line.at, sizeof line.at);
    put_world(game, &text);
    if (text.length)
        page_tell(&game->page, "seminar.world", SLOTS(str("world", line.at)));
    put_role(game);
    if (briefing->beliefs == BELIEFS_OFF)
        page_say(&game->page, "seminar.no_beliefs");
    else if (briefing->beliefs == BELIEFS_SCORED && !game->drawn) /* else it stands with the beliefs */
        page_say(&game->page, "web_step.scored");
    if (briefing->debrief_in_step)
        page_say(&game->page, "seminar.in_step");
}

bool is_bot(const struct game *game, int state)
{
    const struct model *model = game->model;
    return model->has_clock && state >= 0 && state < ACTORS_MAX && (model->clock.bots >> state & 1);
}

void tell_bots(struct game *game)
{
    const struct model *model = game->model;
    const struct wire_clock *clock = &model->clock;
    struct piece names;
    struct text text = text_over(names.at, sizeof names.at);
    if (!model->has_clock || clock->persons < 2) /* who plays alone knows it */
        return;
    for (int j = 0; j < ACTORS_MAX; j++) {
        if (!is_bot(game, j))
            continue;
        text_put(&text, text.length ? ", " : "");
        text_put(&text, model_state_name(model, j));
    }
    if (text.length)
        page_tell(&game->page, "web_step.bots.which", SLOTS(str("states", names.at)));
    else if (clock->seats_bot)
        page_tell(&game->page, "web_step.bots.count",
                  SLOTS(num("bots", clock->seats_bot), num("states", clock->seats)));
}

void tell_practice(struct game *game)
{
    if (!game->model->has_clock || !game->model->clock.practice)
        return;
    page_tell(&game->page, "seminar.practice",
              SLOTS(str("what", sentence_words(game->page.language, "web_step.practice"))));
    if (!game->drawn)
        page_say(&game->page, "web_step.practice_words");
}

/* ---- news, questions, answers */

static const char *news_text(const struct game *game, const struct wire_bulletin *bulletin)
{
    bool spanish = strcmp(game->page.language->code, "es") == 0;
    return spanish && bulletin->text[1][0] ? bulletin->text[1] : bulletin->text[0];
}

void put_bulletin(const struct game *game, const struct wire_bulletin *bulletin, struct text *text)
{
    page_piece(&game->page, bulletin->source[0] ? "web_step.bulletin_from" : "web_step.bulletin",
               SLOTS(str("source", bulletin->source), str("text", news_text(game, bulletin))), text);
}

void tell_bulletin(struct game *game, const struct wire_bulletin *bulletin)
{
    struct piece line;
    struct text text = text_over(line.at, sizeof line.at);
    put_bulletin(game, bulletin, &text);
    page_line(&game->page, line.at);
}

int tell_bulletins_of(struct game *game, uint32_t first, uint32_t last, const char *key)
{
    const struct model *model = game->model;
    int told = 0;
    for (int x = 0; x < model->bulletin_count; x++) {
        struct piece event;
        struct text text = text_over(event.at, sizeof event.at);
        if (model->bulletins[x].turn < first || model->bulletins[x].turn > last)
            continue;
        put_bulletin(game, &model->bulletins[x], &text);
        page_tell(&game->page, key, SLOTS(str("event", event.at)));
        told++;
    }
    return told;
}

/* That one's own question stands in the list is no news. */
void tell_control(struct game *game, const struct wire_control_answer *answer)
{
    if (!answer->answer[0])
        return;
    page_tell(&game->page, answer->question[0] ? "web_step.answered" : "web_step.announced",
              SLOTS(str("question", answer->question), str("answer", answer->answer)));
}

void tell_questions(struct game *game)
{
    const struct model *model = game->model;
    if (!model->answer_count)
        page_say(&game->page, "web_step.ask.none");
    for (int x = 0; x < model->answer_count; x++) {
        const struct wire_control_answer *answer = &model->answers[x];
        if (answer->answer[0])
            tell_control(game, answer);
        else
            page_tell(&game->page, "control.waiting", SLOTS(str("question", answer->question)));
    }
}

/* ---- before and after */

void tell_consent(struct game *game)
{
    static const char *const lines[] = {"web_door.consent_what", "web_door.consent_name",
                                        "web_door.consent_game", "web_door.consent_withdraw"};
    page_blank(&game->page);
    for (size_t x = 0; x < sizeof lines / sizeof lines[0]; x++)
        page_say(&game->page, lines[x]);
    page_say(&game->page, game->drawn ? "screen.consent_how" : "consent.how");
}

void tell_door_option(struct game *game, enum refusal_code code)
{
    if (code == REFUSAL_CONSENT_NEEDED)
        page_say(&game->page, "consent.option");
    if (code == REFUSAL_GUESTS_ONLY)
        page_say(&game->page, "seminar.guest_option");
}

bool debrief_has_begun(const struct model *model)
{
    return model->has_step && model->step.card >= 0;
}

void tell_feelings_asked(struct game *game)
{
    const struct model *model = game->model;
    bool stated = model->has_step && model->step.stated;
    if (!stated && !game->step.asked && !debrief_has_begun(model) &&
        !game->drawn) { /* else it stands there */
        page_blank(&game->page);
        page_say(&game->page, "web_step.feelings.title");
        page_say(&game->page, "web_step.feelings.help");
        page_say(&game->page, "feel.how");
        if (model_asks_beliefs(model))
            page_tell(&game->page, "feel.final_how", SLOTS(str("rival", rival_letter(game))));
    }
    game->step.asked = true;
}
