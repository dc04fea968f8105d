/* Who is let in: where there is a list of guests, nobody but them, each once; where consent is asked for,
 * nobody who did not say. What the journal has of a person is what that person said. */
#include "tests/sim/client.h"
#include "tests/sim/truth.h"

#include "common/base/must.h"

#include <string.h>

static bool asks(const struct truth_stream *exercise, const char *what)
{
    int64_t number;
    return exercise->count > 0 && entry_number(&exercise->entries[0], what, &number) && number != 0;
}

/* What the secret of a personal link is kept as. */
static struct digest link_digest(const struct id *exercise, const char *secret)
{
    char memory[ID_HEX_SIZE + WIRE_GUEST_SECRET_SIZE], hex[ID_HEX_SIZE];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, id_hex(exercise, hex));
    for (const char *c = secret; *c; c++)
        if (*c != '-')
            text_put_char(&text, *c);
    return digest_of(memory, text.length);
}

/* The so many-th entry of that kind; NULL: there are not so many. */
static const struct truth_entry *entry_of_kind(const struct truth_stream *stream, const char *kind,
                                               int64_t number)
{
    for (int x = 0; x < stream->count; x++)
        if (strcmp(stream->entries[x].kind, kind) == 0 && number-- == 0)
            return &stream->entries[x];
    return NULL;
}

static const struct client *client_of(const struct sim *sim, const struct digest *secret)
{
    for (int x = 0; x < sim->client_count; x++) {
        struct digest digest = digest_of(sim->clients[x]->secret.bytes, ID_SIZE);
        if (digest_equal(&digest, secret))
            return sim->clients[x];
    }
    return NULL;
}

/* It came to that exercise by that link (NULL: by none), and said that of its data (-1: whatever). */
static bool has_said(const struct client *client, const struct id *exercise, const struct digest *link,
                     int64_t consent)
{
    for (int x = 0; x < CLIENT_JOINS_MAX; x++) {
        const struct client_join *join = &client->joins[x];
        struct digest digest = link_digest(exercise, join->guest);
        bool same = link ? join->guest[0] && digest_equal(&digest, link) : !join->guest[0];
        if (join->request && same && (consent < 0 || join->consent == (uint32_t)consent) &&
            id_equal(&client->sim->exercises[join->exercise].exercise, exercise))
            return true;
    }
    return false;
}

/* The person's last word was to leave, and by the end of the journal so far the place was given on. */
static bool was_given(const struct truth_stream *exercise, const struct id *person, bool *left)
{
    bool given = false;
    struct id id;
    *left = false;
    for (int x = 0; x < exercise->count; x++) {
        const struct truth_entry *entry = &exercise->entries[x];
        if (!entry_bytes(entry, "person", id.bytes, ID_SIZE) || !id_equal(&id, person))
            continue;
        if (strcmp(entry->kind, "left") == 0 || strcmp(entry->kind, "back") == 0)
            *left = entry->kind[0] == 'l';
        given = given || strcmp(entry->kind, "given") == 0;
    }
    return given;
}

/* Who is merely away keeps the place. */
static void expect_had_left(const struct truth *truth, const struct truth_stream *exercise,
                            const struct truth_entry *entry)
{
    struct id id;
    bool left;
    must(entry_bytes(entry, "person", id.bytes, ID_SIZE));
    (void)was_given(exercise, &id, &left);
    sim_holds(truth->sim, left, "the place of somebody who had not left was given to somebody else");
}

static void expect_guest(struct truth *truth, const struct truth_stream *exercise,
                         const struct truth_entry *person, int64_t guest)
{
    const struct truth_entry *listed = entry_of_kind(exercise, "guest", guest);
    struct digest link;
    struct id id, name_id;
    int64_t other;
    sim_holds(truth->sim, listed && entry_bytes(listed, "secret", link.bytes, DIGEST_SIZE),
              "a person is guest %lld of a shorter list", (long long)guest);
    for (int x = 0; x < exercise->count; x++) {
        const struct truth_entry *entry = &exercise->entries[x];
        bool left, same = entry != person && strcmp(entry->kind, "person") == 0 &&
                          entry_number(entry, "guest", &other) && other == guest;
        must(!same || entry_bytes(entry, "person", id.bytes, ID_SIZE));
        sim_holds(truth->sim, !same || was_given(exercise, &id, &left),
                  "guest %lld came in twice, as two persons", (long long)guest);
    }
    memcpy(name_id.bytes, link.bytes, ID_SIZE);
    must(entry_bytes(person, "person", id.bytes, ID_SIZE));
    const struct truth_text *name = truth_text(truth, &exercise->id, &id),
                            *wanted = truth_text(truth, &exercise->id, &name_id);
    sim_holds(truth->sim, name && wanted && strcmp(name->text, wanted->text) == 0,
              "guest %lld has another name than on the list", (long long)guest);
}

/* Only a yes is taken back, and once. */
static void expect_yes(struct truth *truth, const struct truth_stream *exercise,
                       const struct truth_entry *withdrawn)
{
    struct id id, other;
    int64_t consent = CONSENT_NONE;
    bool read = entry_bytes(withdrawn, "person", id.bytes, ID_SIZE);
    for (int x = 0; read && x < exercise->count && &exercise->entries[x] != withdrawn; x++) {
        const struct truth_entry *entry = &exercise->entries[x];
        if (!entry_bytes(entry, "person", other.bytes, ID_SIZE) || !id_equal(&id, &other))
            continue;
        if (strcmp(entry->kind, "person") == 0)
            read = entry_number(entry, "consent", &consent);
        else if (strcmp(entry->kind, "withdrawn") == 0)
            consent = CONSENT_PLAY_ONLY;
    }
    sim_holds(truth->sim, read && consent == CONSENT_YES, "a yes was taken back that nobody had given");
    truth->sim->counts.withdrawn++;
}

void door_follows(struct truth *truth, struct truth_stream *exercise, const struct truth_entry *entry)
{
    int64_t consent, guest;
    struct digest secret, link;
    if (strcmp(entry->kind, "withdrawn") == 0)
        expect_yes(truth, exercise, entry);
    if (strcmp(entry->kind, "given") == 0)
        expect_had_left(truth, exercise, entry);
    if (strcmp(entry->kind, "person") != 0)
        return;
    bool read = entry_number(entry, "consent", &consent) && entry_number(entry, "guest", &guest) &&
                entry_bytes(entry, "secret", secret.bytes, DIGEST_SIZE);
    sim_holds(truth->sim, read, "a person cannot be read");
    sim_holds(truth->sim,
              !asks(exercise, "consent") || consent == CONSENT_YES || consent == CONSENT_PLAY_ONLY,
              "a person came in and did not say whether the data may be used");
    sim_holds(truth->sim, !asks(exercise, "guests_only") || guest >= 0,
              "a person came in who is on no list of guests");
    if (guest >= 0)
        expect_guest(truth, exercise, entry, guest);
    const struct client *client = client_of(truth->sim, &secret);
    bool has_link =
        guest >= 0 && entry_bytes(entry_of_kind(exercise, "guest", guest), "secret", link.bytes, DIGEST_SIZE);
    sim_holds(truth->sim, client && has_said(client, &exercise->id, has_link ? &link : NULL, consent),
              "a person is in the journal as nobody who joined said it");
    truth->sim->counts.guests += guest >= 0;
    truth->sim->counts.consents += consent != CONSENT_NONE;
}

/* ---- as it is answered; the client knows with which words it came */

static const struct client_join *join_of(const struct client *client, uint64_t request)
{
    for (int x = 0; x < CLIENT_JOINS_MAX; x++)
        if (request && client->joins[x].request == request)
            return &client->joins[x];
    return NULL;
}

static const struct truth_stream *exercise_joined(const struct client *client, const struct client_join *join)
{
    return truth_stream(client->sim->truth, &client->sim->exercises[join->exercise].exercise);
}

/* A join gives the person of that link, or the one that this client's secret stands for: its own or, since it
 * came by a link before, that guest's. */
void door_answered(struct client *client, const struct wire_joined *joined, uint64_t request)
{
    const struct client_join *join = join_of(client, request);
    struct digest own = digest_of(client->secret.bytes, ID_SIZE), secret, link;
    struct id id;
    int64_t guest = -1;
    if (!join)
        return;
    const struct truth_stream *exercise = exercise_joined(client, join);
    for (int x = 0; x < exercise->count; x++) {
        const struct truth_entry *entry = &exercise->entries[x];
        if (strcmp(entry->kind, "person") != 0 || !entry_bytes(entry, "person", id.bytes, ID_SIZE) ||
            !id_equal(&id, &joined->person))
            continue;
        must(entry_bytes(entry, "secret", secret.bytes, DIGEST_SIZE) && entry_number(entry, "guest", &guest));
        const struct truth_entry *listed = guest >= 0 ? entry_of_kind(exercise, "guest", guest) : NULL;
        bool by_link = listed && entry_bytes(listed, "secret", link.bytes, DIGEST_SIZE) &&
                       has_said(client, &exercise->id, &link, -1);
        sim_holds(client->sim, by_link || digest_equal(&own, &secret),
                  "player %d was given a person of another link", client->number);
        return;
    }
}

void door_refused(struct client *client, const struct refusal *refusal, uint64_t request)
{
    const struct client_join *join = join_of(client, request);
    if (!join)
        return;
    const struct truth_stream *exercise = exercise_joined(client, join);
    bool is_listed = entry_of_kind(exercise, "guest", 0) != NULL, by_link = false;
    for (int64_t x = 0; is_listed && entry_of_kind(exercise, "guest", x); x++) {
        struct digest link, said = link_digest(&exercise->id, join->guest);
        must(entry_bytes(entry_of_kind(exercise, "guest", x), "secret", link.bytes, DIGEST_SIZE));
        by_link = by_link || (join->guest[0] && digest_equal(&link, &said));
    }
    sim_holds(client->sim,
              refusal->code != REFUSAL_CONSENT_NEEDED ||
                  (asks(exercise, "consent") && join->consent == CONSENT_NONE),
              "player %d was asked for a consent that is given, or not wanted", client->number);
    sim_holds(client->sim,
              refusal->code != REFUSAL_GUESTS_ONLY || (!by_link && (is_listed || join->guest[0])),
              "player %d is on the list and was turned away", client->number);
    client->sim->counts.turned_away +=
        refusal->code == REFUSAL_CONSENT_NEEDED || refusal->code == REFUSAL_GUESTS_ONLY;
}
