/* Phase 1. A cancellation takes effect at the end of the turn. An offer stays open for one more turn; two
 * equal offers (kind and secrecy), at least one of them new, make a pact at once. Nobody enforces it. */
#include "common/rules/phases.h"

struct offer {
    int32_t kind, secret;
};

static bool same(struct offer a, struct offer b)
{
    return a.kind == b.kind && a.secret == b.secret;
}

static void cancel_pacts(struct turn *turn)
{
    int n = turn->world->scenario.actor_count;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            struct relation *mine = &turn->world->relations[i][j];
            if (turn->orders[i]->pact[j] != 0 || !mine->pact)
                continue;
            mine->ending = turn->world->relations[j][i].ending = 1;
            uint32_t who = mine->secret ? seen_by(i) | seen_by(j) : seen_by_all(turn->world);
            EVENT(turn->events, who, EVENT_CANCEL, i, j);
        }
    }
}

static void make_pact(struct turn *turn, int i, int j, struct offer offer)
{
    struct relation *sides[2] = {&turn->world->relations[i][j], &turn->world->relations[j][i]};
    for (int side = 0; side < 2; side++) {
        sides[side]->pact = offer.kind;
        sides[side]->secret = offer.secret;
        sides[side]->ending = 0;
    }
    uint32_t who = offer.secret ? seen_by(i) | seen_by(j) : seen_by_all(turn->world);
    EVENT(turn->events, who, EVENT_PACT, i, j, offer.kind, offer.secret);
}

void phase_diplomacy(struct turn *turn)
{
    struct world *world = turn->world;
    int n = world->scenario.actor_count;
    struct offer fresh[ACTORS_MAX][ACTORS_MAX];
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            const struct orders *orders = turn->orders[i];
            bool offers = orders->pact[j] > 0;
            fresh[i][j] = (struct offer){offers ? orders->pact[j] : 0, offers ? orders->secret[j] : 0};
        }
    }
    cancel_pacts(turn);
    for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
            const struct relation *mine = &world->relations[i][j], *theirs = &world->relations[j][i];
            struct offer x = fresh[i][j].kind ? fresh[i][j] : (struct offer){mine->offer, mine->offer_secret};
            struct offer y =
                fresh[j][i].kind ? fresh[j][i] : (struct offer){theirs->offer, theirs->offer_secret};
            bool is_new = fresh[i][j].kind || fresh[j][i].kind;
            if (is_new && same(x, y) && x.kind && !same(x, (struct offer){mine->pact, mine->secret})) {
                make_pact(turn, i, j, x);
                fresh[i][j] = fresh[j][i] = (struct offer){0, 0};
            }
        }
    }
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            world->relations[i][j].offer = fresh[i][j].kind;
            world->relations[i][j].offer_secret = fresh[i][j].secret;
            if (fresh[i][j].kind)
                EVENT(turn->events, seen_by(i) | seen_by(j), EVENT_OFFER, i, j, fresh[i][j].kind,
                      fresh[i][j].secret);
        }
    }
}
