#include "client/sim/exercise_names.h"

#include "common/base/must.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { WORLDS_MOST = 64, LETTERS = 26, CODE_LEAST = 4 };

struct exercise_names {
    int count, capacity;
    struct exercise_name *all;
};

/* ---- reading */

/* What an entry "exercise" says, as far as it is asked here. */
struct announced {
    char code[EXERCISE_NAME_CODE_SIZE];
    int count;
    struct id worlds[WORLDS_MOST];
    bool rehearsal;
};

static bool take_line(struct announced *said, struct slice name, struct slice value)
{
    if (slice_is(name, "code"))
        return slice_copy(value, said->code, sizeof said->code);
    if (slice_is(name, "rehearsal"))
        said->rehearsal = slice_is(value, "1");
    if (!slice_is(name, "world"))
        return true;
    return said->count < WORLDS_MOST && slice_hex(value, said->worlds[said->count++].bytes, ID_SIZE);
}

/* In the order of its lines, of which formats before had fewer; behind the first "language" stand texts. */
static bool read_exercise(struct slice body, struct announced *said)
{
    struct slice line, name, value;
    *said = (struct announced){.count = 0};
    while (slice_take(&body, '\n', &line)) {
        if (!slice_split(line, '=', &name, &value))
            return false;
        if (slice_is(name, "language"))
            break;
        if (!take_line(said, name, value))
            return false;
    }
    return said->code[0] && said->count > 0;
}

static void put_letter(int world, char letter[EXERCISE_NAME_LETTER_SIZE])
{
    struct text text = text_over(letter, EXERCISE_NAME_LETTER_SIZE);
    if (world >= LETTERS)
        text_put_char(&text, (char)('A' + world / LETTERS - 1));
    text_put_char(&text, (char)('A' + world % LETTERS));
}

static void keep(struct exercise_names *names, const struct id *exercise, const struct announced *said)
{
    for (int x = 0; x < said->count; x++) {
        if (names->count == names->capacity) {
            names->capacity = names->capacity ? 2 * names->capacity : WORLDS_MOST;
            names->all = realloc(names->all, (size_t)names->capacity * sizeof names->all[0]);
            must(names->all != NULL);
        }
        struct exercise_name *name = &names->all[names->count++];
        *name = (struct exercise_name){
            .world = said->worlds[x], .exercise = *exercise, .rehearsal = said->rehearsal};
        memcpy(name->code, said->code, sizeof name->code);
        if (said->count > 1)
            put_letter(x, name->letter);
    }
}

struct looking {
    struct store *store;
    struct exercise_names *names;
    const struct id *stream;
};

static bool on_first_record(void *user, const struct store_record *record)
{
    const struct looking *looking = user;
    struct announced said;
    if (strcmp(record->kind, "exercise") == 0 &&
        read_exercise((struct slice){record->body, record->body_size}, &said))
        keep(looking->names, looking->stream, &said);
    return false;
}

static bool on_head(void *user, const struct store_head *head)
{
    struct looking *looking = user;
    struct cause cause;
    looking->stream = &head->stream;
    enum status status =
        store_each_record(looking->store, &head->stream, 0, on_first_record, looking, &cause);
    (void)status; /* damaged: whoever reads it is told how */
    return true;
}

enum status exercise_names_read(struct store *store, struct exercise_names **names, struct cause *cause)
{
    struct looking looking = {.store = store, .names = calloc(1, sizeof *looking.names)};
    must(looking.names != NULL);
    enum status status = store_each_head(store, on_head, &looking, cause);
    *names = looking.names;
    if (status) {
        exercise_names_free(looking.names);
        *names = NULL;
    }
    return status;
}

void exercise_names_free(struct exercise_names *names)
{
    if (!names)
        return;
    free(names->all);
    free(names);
}

/* ---- asking */

const struct exercise_name *exercise_names_of(const struct exercise_names *names, const struct id *world)
{
    for (int x = 0; names && x < names->count; x++)
        if (id_equal(&names->all[x].world, world))
            return &names->all[x];
    return NULL;
}

void exercise_name_put(const struct exercise_name *name, struct text *text)
{
    text_put(text, name->code);
    if (!name->letter[0])
        return;
    text_put_char(text, '-');
    text_put(text, name->letter);
}

/* One or two letters and nothing behind them. */
static bool is_letter(const char *asked, bool small_too)
{
    size_t length = strlen(asked);
    for (size_t x = 0; x < length; x++)
        if (!isupper((unsigned char)asked[x]) && !(small_too && islower((unsigned char)asked[x])))
            return false;
    return length == 1 || length == 2;
}

static size_t code_length(const char *asked)
{
    size_t length = 0;
    while (isalnum((unsigned char)asked[length]))
        length++;
    return length;
}

bool exercise_name_can_ask(const char *asked)
{
    size_t length = code_length(asked), id_length = strspn(asked, "0123456789abcdef");
    bool begins_id = id_length > 0 && id_length <= 2 * ID_SIZE && asked[id_length] == '\0';
    if (begins_id || is_letter(asked, false))
        return true;
    return length >= CODE_LEAST && length < EXERCISE_NAME_CODE_SIZE &&
           (asked[length] == '\0' || (asked[length] == '-' && is_letter(asked + length + 1, true)));
}

bool exercise_name_fits(const struct exercise_name *name, const char *asked)
{
    const char *letter = name->letter[0] ? name->letter : "A"; /* one that is alone is the first */
    size_t length = strlen(name->code);
    if (strcmp(asked, letter) == 0)
        return !name->rehearsal;
    if (strncasecmp(asked, name->code, length) != 0)
        return false;
    return asked[length] == '\0' || (asked[length] == '-' && strcasecmp(asked + length + 1, letter) == 0);
}
