/* What may come of orders, and a debrief. */
#include "tests/unit/common/wire/samples_parts.h"

#include <string.h>

enum { CENTI = 3000000, NATS = 20000 };

static int32_t permille(struct chance *chance)
{
    return chance_between(chance, 0, 1000);
}

static void sample_verdicts(struct chance *chance, uint8_t *verdicts, size_t count)
{
    for (size_t x = 0; x < count; x++)
        verdicts[x] = (uint8_t)chance_below(chance, VERDICT_COUNT);
}

static void sample_choices(struct chance *chance, bool most, int n, struct choices *choices)
{
    choices->income = chance_between(chance, 0, 4000);
    for (int j = 0; j < n; j++) {
        struct state_choices *of = &choices->of[j];
        sample_verdicts(chance, &of->attack, 1);
        sample_verdicts(chance, &of->cancel, 1);
        for (int pact = PACT_NONE + 1; pact < PACT_COUNT; pact++)
            sample_verdicts(chance, of->offer[pact], 2);
        sample_verdicts(chance, &of->answer, 1);
        sample_verdicts(chance, &of->open_books, 1);
        sample_verdicts(chance, &of->focus, 1);
        sample_verdicts(chance, &of->belief, 1);
        sample_verdicts(chance, &of->warn, 1);
        sample_verdicts(chance, &of->demand, 1);
    }
    sample_verdicts(chance, &choices->mobilise, 1);
    sample_verdicts(chance, &choices->peaceful, 1);
    sample_verdicts(chance, choices->project + 1, PROJECT_COUNT - 1);
    choices->scrap_max = chance_between(chance, 0, 10000);
    choices->mobilise_charge = chance_between(chance, 0, 100);
    sample_numbers(chance, choices->project_charges + 1, PROJECT_COUNT - 1, 0, 100);
    choices->dual_dominated = chance_flag(chance);
    sample_full_orders(chance, most, &choices->usual);
}

static struct arms sample_arms(struct chance *chance)
{
    return (struct arms){chance_between(chance, 0, CENTI), chance_between(chance, 0, CENTI),
                         chance_between(chance, 0, CENTI)};
}

static void sample_figures(struct chance *chance, struct figures *figures)
{
    figures->error = permille(chance);
    figures->arms.low = sample_arms(chance);
    figures->arms.about = sample_arms(chance);
    figures->arms.high = sample_arms(chance);
    figures->total.low = chance_between(chance, 0, CENTI);
    figures->total.about = chance_between(chance, 0, CENTI);
    figures->total.high = chance_between(chance, 0, CENTI);
    figures->change = chance_between(chance, -CENTI, CENTI);
    figures->change_certain = chance_flag(chance);
}

static void sample_odds(struct chance *chance, struct odds *odds)
{
    odds->low = permille(chance);
    odds->about = permille(chance);
    odds->high = permille(chance);
}

static void sample_prospect(struct chance *chance, bool most, struct prospect *prospect)
{
    prospect->is_rival = most || chance_flag(chance);
    if (!prospect->is_rival)
        return;
    prospect->reaches_me = chance_flag(chance);
    prospect->i_reach = chance_flag(chance);
    sample_odds(chance, &prospect->takes_me);
    sample_odds(chance, &prospect->takes_me_helped);
    sample_odds(chance, &prospect->i_take);
    sample_odds(chance, &prospect->i_take_helped);
    sample_odds(chance, &prospect->i_win_meeting);
    prospect->takes_me_armed = permille(chance);
    prospect->i_take_armed = permille(chance);
    prospect->helpers = most ? (1u << ACTORS_MAX) - 1 : sample_states(chance);
    prospect->its_helpers = most ? (1u << ACTORS_MAX) - 1 : sample_states(chance);
}

static void sample_prospects(struct chance *chance, bool most, int n, struct prospects *prospects)
{
    prospects->is_grace = chance_flag(chance);
    prospects->attack_from = chance_between(chance, 1, 60);
    prospects->balance_hidden = chance_flag(chance);
    prospects->balance = chance_between(chance, 20, 400);
    prospects->most_dangerous = chance_between(chance, -1, ACTORS_MAX - 1);
    prospects->weakest = chance_between(chance, -1, ACTORS_MAX - 1);
    for (int j = 0; j < n; j++)
        sample_prospect(chance, most, &prospects->of[j]);
}

static void sample_margin(struct chance *chance, struct margin *margin)
{
    margin->is_defined = chance_flag(chance);
    margin->is_last = chance_flag(chance);
    margin->fortify = chance_between(chance, -CENTI, CENTI);
    margin->strike = chance_between(chance, -CENTI, CENTI);
    margin->dual = chance_between(chance, -CENTI, CENTI);
    margin->score = chance_between(chance, -1000, 1000);
    margin->productivity = chance_between(chance, -400, 400);
    margin->income = chance_between(chance, -1000, 1000);
    margin->error_before = permille(chance);
    margin->error = permille(chance);
    margin->takes_me = chance_between(chance, -1000, 1000);
    margin->i_take = chance_between(chance, -1000, 1000);
    margin->seen = chance_between(chance, -CENTI, CENTI);
    margin->suspicion_low = chance_between(chance, -NATS, NATS);
    margin->suspicion_high = chance_between(chance, -NATS, NATS);
}

static void sample_margins(struct chance *chance, struct margins *margins)
{
    margins->danger = chance_between(chance, -1, ACTORS_MAX - 1);
    margins->prey = chance_between(chance, -1, ACTORS_MAX - 1);
    margins->takes_me = permille(chance);
    margins->i_take = permille(chance);
    margins->civil_for_growth = chance_between(chance, 0, 1000);
    for (int line = 0; line < LINE_COUNT; line++)
        sample_margin(chance, &margins->of[line]);
}

static void sample_effect(struct chance *chance, struct act_effect *effect)
{
    effect->is_used = chance_flag(chance);
    effect->low = chance_between(chance, -NATS, NATS);
    effect->high = chance_between(chance, -NATS, NATS);
    effect->low_permille = chance_between(chance, -1000, 1000);
    effect->high_permille = chance_between(chance, -1000, 1000);
}

static void sample_look(struct chance *chance, bool most, struct look *look)
{
    look->sees = most || chance_flag(chance);
    if (!look->sees)
        return;
    look->error_now = permille(chance);
    look->error = permille(chance);
    look->now_low = sample_arms(chance);
    look->now_high = sample_arms(chance);
    look->low = sample_arms(chance);
    look->high = sample_arms(chance);
    look->prior = permille(chance);
    look->standing = permille(chance);
    for (int act = 0; act < LOOK_ACT_COUNT; act++)
        sample_effect(chance, &look->acts[act]);
    sample_effect(chance, &look->all);
}

static void sample_looks(struct chance *chance, bool most, int n, struct looks *looks)
{
    looks->mine_now = sample_arms(chance);
    looks->mine = sample_arms(chance);
    looks->blurred_now = sample_arms(chance);
    looks->blurred = sample_arms(chance);
    looks->alike = chance_between(chance, 0, 50);
    looks->moles = chance_flag(chance);
    looks->seen_mobilised = permille(chance);
    looks->begun = chance_between(chance, 0, 60);
    looks->answered = chance_between(chance, 0, 60);
    for (int k = 0; k < n; k++)
        sample_look(chance, most, &looks->of[k]);
}

static void sample_idle(struct chance *chance, bool most, struct idle *idle)
{
    sample_numbers(chance, idle->budget, LINE_COUNT, 0, 4000);
    idle->research = chance_between(chance, 0, PROJECT_COUNT - 1);
    idle->now = sample_arms(chance);
    idle->next = sample_arms(chance);
    idle->score = chance_between(chance, -1000, 1000);
    idle->income = chance_between(chance, 0, 4000);
    idle->income_next = chance_between(chance, 0, 4000);
    idle->error = permille(chance);
    idle->honours = most ? (1u << ACTORS_MAX) - 1 : sample_states(chance);
    idle->marches = sample_states(chance);
    idle->lapses = sample_states(chance);
    idle->danger = chance_between(chance, -1, ACTORS_MAX - 1);
    idle->takes_me = permille(chance);
}

static void sample_game(struct chance *chance, int n, struct believed_game *game)
{
    game->stage.cc = chance_between(chance, -1000, 1000);
    game->stage.cd = chance_between(chance, -1000, 1000);
    game->stage.dc = chance_between(chance, -1000, 1000);
    game->stage.dd = chance_between(chance, -1000, 1000);
    game->kind = (enum game_kind)chance_below(chance, GAME_KINDS);
    game->balance = chance_between(chance, 20, 400);
    game->balance_hidden = chance_flag(chance);
    game->my_move = (enum arms_move)chance_below(chance, 3);
    for (int j = 0; j < n; j++)
        game->their_move[j] = (enum arms_move)chance_below(chance, 3);
}

static void sample_considered(struct chance *chance, bool most, struct considered *considered)
{
    memset(considered, 0, sizeof *considered);
    unsigned topics = considered->topics =
        most ? (unsigned)CONSIDER_ALL : chance_below(chance, CONSIDER_ALL + 1);
    int n = most ? ACTORS_MAX : chance_between(chance, ACTORS_MIN, ACTORS_MAX);
    unsigned of_states = topics & ~(unsigned)(CONSIDER_MARGINS | CONSIDER_IDLE);
    considered->n = of_states ? n : 0;
    considered->available = chance_between(chance, 0, 4000);
    sample_verdicts(chance, considered->verdicts.of, PART_COUNT);
    if (topics & CONSIDER_CHOICES)
        sample_choices(chance, most, n, &considered->choices);
    for (int j = 0; (topics & CONSIDER_FIGURES) && j < n; j++)
        sample_figures(chance, &considered->figures[j]);
    if (topics & CONSIDER_PROSPECTS)
        sample_prospects(chance, most, n, &considered->prospects);
    if (topics & CONSIDER_MARGINS)
        sample_margins(chance, &considered->margins);
    if (topics & CONSIDER_LOOKS)
        sample_looks(chance, most, n, &considered->looks);
    if (topics & CONSIDER_IDLE)
        sample_idle(chance, most, &considered->idle);
    if (topics & CONSIDER_GAME)
        sample_game(chance, n, &considered->game);
}

void sample_aids(struct chance *chance, enum to_client_kind kind, bool most, struct sample_room *room,
                 struct to_client *message)
{
    if (kind == TO_CLIENT_CONSIDERED) {
        message->considered.world = sample_id(chance);
        message->considered.turn = (uint32_t)chance_between(chance, 1, TURNS_MAX);
        message->considered.considered = &room->considered;
        sample_considered(chance, most, &room->considered);
    } else if (kind == TO_CLIENT_DEBRIEF_PART) {
        struct wire_debrief_part *part = &message->debrief_part;
        part->world = sample_id(chance);
        part->text_size = most ? WIRE_DEBRIEF_PART : chance_below(chance, 300);
        part->offset = chance_below(chance, 100000);
        part->total = part->offset + (uint32_t)part->text_size + chance_below(chance, 1000);
        memset(room->record, 'd', part->text_size);
        part->text = room->record;
    }
}
