#include "tape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *copy_of(const char *bytes, size_t count)
{
    char *copy = malloc(count + 1);
    assert_non_null(copy);
    if (count)
        memcpy(copy, bytes, count);
    copy[count] = '\0';
    return copy;
}

static void keep(struct house *house, const struct store_change *change)
{
    struct tape *tape = house->on_submit_user;
    assert_true(tape->count < TAPE_MAX);
    struct store_change *kept = &tape->changes[tape->count++];
    *kept = *change;
    kept->record.body = copy_of(change->record.body, change->record.body_size);
    kept->text = copy_of(change->text, change->text_size);
}

void tape_begin(struct tape *tape, struct house *house)
{
    house->on_submit = keep;
    house->on_submit_user = tape;
}

void tape_end(struct tape *tape)
{
    for (int x = 0; x < tape->count; x++) {
        char *body, *text; /* borrowed by the store, owned by the tape */
        memcpy(&body, &tape->changes[x].record.body, sizeof body);
        memcpy(&text, &tape->changes[x].text, sizeof text);
        free(body);
        free(text);
    }
    tape->count = 0;
}

struct store *tape_store(const struct tape *tape, int count)
{
    struct store *store = store_open_memory();
    assert_true(count <= tape->count);
    for (int x = 0; x < count; x++) {
        struct store_change change = tape->changes[x];
        struct cause cause;
        assert_int_equal(store_commit(store, &change, 1, &cause), STATUS_OK);
        assert_int_equal(change.result, STATUS_OK);
    }
    return store;
}

int tape_find(const struct tape *tape, int from, const char *kind)
{
    for (int x = from; x < tape->count; x++)
        if (tape->changes[x].kind == STORE_APPEND && strcmp(tape->changes[x].record.kind, kind) == 0)
            return x;
    fail_msg("no %s was stored", kind);
    return -1;
}
