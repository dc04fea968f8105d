#include "server/session/guesses.h"

#include <string.h>

enum {
    WORDS = 9,            /* 64 bytes of an address and its length */
    ADDRESS_MAX = 63,     /* bytes */
    WIDE_DIGITS = 48 / 4, /* of an IPv6 /48 in hex */
};

struct allowance {
    int at_once, step;
    uint64_t step_ms;
};

static const struct allowance of_wide = {GUESSES_WIDE_AT_ONCE, GUESSES_WIDE_STEP, GUESSES_STEP_MS};
static const struct allowance of_strangers = {GUESSES_ALL_AT_ONCE, GUESSES_STRANGERS_STEP,
                                              GUESSES_ALL_STEP_MS};
static const struct allowance of_known = {GUESSES_ALL_AT_ONCE, GUESSES_KNOWN_STEP, GUESSES_ALL_STEP_MS};

/* ---- what is used up and comes back */

static void give_back(struct guesses_used *used, const struct allowance *allowance, uint64_t now_ms)
{
    if (!used->count)
        return;
    uint64_t steps = (now_ms - used->since_ms) / allowance->step_ms;
    uint64_t back = steps * (uint64_t)allowance->step;
    used->count = back < (uint64_t)used->count ? used->count - (int)back : 0;
    used->since_ms += steps * allowance->step_ms;
}

static uint64_t wait_of(struct guesses_used *used, const struct allowance *allowance, uint64_t now_ms)
{
    give_back(used, allowance, now_ms);
    if (used->count < allowance->at_once)
        return 0;
    uint64_t steps = (uint64_t)((used->count - allowance->at_once) / allowance->step + 1);
    return used->since_ms + steps * allowance->step_ms - now_ms;
}

static void use_up(struct guesses_used *used, const struct allowance *allowance, uint64_t now_ms)
{
    give_back(used, allowance, now_ms);
    if (!used->count)
        used->since_ms = now_ms;
    used->count++;
}

/* ---- places */

static uint64_t number_of(const struct guesses *guesses, const char *address, size_t length)
{
    uint64_t words[WORDS] = {[WORDS - 1] = (uint64_t)length << 56};
    memcpy(words, address, length < ADDRESS_MAX ? length : ADDRESS_MAX);
    return siphash24(guesses->key, words, WORDS);
}

static int find(const struct guesses *guesses, uint64_t number)
{
    for (int x = 0; x < guesses->places; x++)
        if (guesses->numbers[x] == number)
            return x;
    return -1;
}

static bool is_known(const struct guesses *guesses, int place, uint64_t now_ms)
{
    return place >= 0 && guesses->of[place].known_ms &&
           now_ms - guesses->of[place].known_ms < GUESSES_KNOWN_MS;
}

static struct allowance allowance_of(const struct guesses *guesses, int place, uint64_t now_ms)
{
    if (place >= 0 && guesses->of[place].wide)
        return of_wide;
    int persons = is_known(guesses, place, now_ms) ? guesses->of[place].persons : 0;
    return (struct allowance){GUESSES_AT_ONCE + persons * GUESSES_PER_PERSON, GUESSES_STEP, GUESSES_STEP_MS};
}

/* How much is lost when a place is forgotten: nothing, a mere comeback, newcomers, and at last wrong codes,
 * which must not be had anew by making others come. */
static uint64_t worth(struct guesses *guesses, int place, uint64_t now_ms)
{
    struct allowance allowance = allowance_of(guesses, place, now_ms);
    give_back(&guesses->of[place].used, &allowance, now_ms);
    uint64_t worth = (uint64_t)guesses->of[place].used.count << 16;
    if (is_known(guesses, place, now_ms))
        worth += 1 + (uint64_t)guesses->of[place].persons;
    return worth;
}

static int place_of(struct guesses *guesses, uint64_t number, uint64_t now_ms)
{
    int place = find(guesses, number);
    if (place >= 0)
        return place;
    place = guesses->places;
    if (place < GUESSES_PLACES) {
        guesses->places++;
    } else {
        uint64_t least = UINT64_MAX;
        for (int x = 0; x < GUESSES_PLACES && least > 0; x++) {
            uint64_t lost = worth(guesses, x, now_ms);
            if (lost < least) {
                least = lost;
                place = x;
            }
        }
    }
    guesses->numbers[place] = number;
    memset(&guesses->of[place], 0, sizeof guesses->of[place]);
    return place;
}

/* ---- tries */

static bool has_wide(const char *address)
{
    const char *width = strchr(address, '/');
    return width && width - address >= WIDE_DIGITS && strcmp(width, "/64") == 0;
}

/* Whoever only came back may have done so from any number of addresses; newcomers took a seat each. */
static bool counts_wide(const struct guesses *guesses, const char *address, int place, uint64_t now_ms)
{
    bool seated = is_known(guesses, place, now_ms) && guesses->of[place].persons > 0;
    return has_wide(address) && !seated;
}

void guesses_init(struct guesses *guesses, struct siphash_key key)
{
    memset(guesses, 0, sizeof *guesses);
    guesses->key = key;
}

uint32_t guesses_wait_ms(struct guesses *guesses, const char *address, uint64_t now_ms)
{
    int place = find(guesses, number_of(guesses, address, strlen(address))), wide = -1;
    bool known = is_known(guesses, place, now_ms);
    struct allowance narrow = allowance_of(guesses, place, now_ms);
    uint64_t wait = known ? wait_of(&guesses->known, &of_known, now_ms)
                          : wait_of(&guesses->strangers, &of_strangers, now_ms);
    uint64_t own = place < 0 ? 0 : wait_of(&guesses->of[place].used, &narrow, now_ms);
    if (counts_wide(guesses, address, place, now_ms))
        wide = find(guesses, number_of(guesses, address, WIDE_DIGITS));
    uint64_t of_many = wide < 0 ? 0 : wait_of(&guesses->of[wide].used, &of_wide, now_ms);
    wait = own > wait ? own : wait;
    return (uint32_t)(of_many > wait ? of_many : wait);
}

bool guesses_failed(struct guesses *guesses, const char *address, uint64_t now_ms)
{
    int place = place_of(guesses, number_of(guesses, address, strlen(address)), now_ms);
    struct allowance narrow = allowance_of(guesses, place, now_ms);
    bool known = is_known(guesses, place, now_ms);
    use_up(&guesses->of[place].used, &narrow, now_ms);
    use_up(known ? &guesses->known : &guesses->strangers, known ? &of_known : &of_strangers, now_ms);
    if (counts_wide(guesses, address, place, now_ms)) {
        int wide = place_of(guesses, number_of(guesses, address, WIDE_DIGITS), now_ms);
        guesses->of[wide].wide = true;
        use_up(&guesses->of[wide].used, &of_wide, now_ms);
    }
    return guesses_wait_ms(guesses, address, now_ms) > 0;
}

void guesses_entered(struct guesses *guesses, const char *address, bool newcomer, uint64_t now_ms)
{
    int place = place_of(guesses, number_of(guesses, address, strlen(address)), now_ms);
    if (!is_known(guesses, place, now_ms))
        guesses->of[place].persons = 0;
    guesses->of[place].known_ms = now_ms;
    if (newcomer && guesses->of[place].persons < GUESSES_PERSONS_MAX)
        guesses->of[place].persons++;
}
