/* The journal on its owner's thread: nothing happens but in journal_step. */
#include "server/journal/journal_internal.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>

static void inline_wake(struct journal *journal)
{
    (void)journal; /* the owner steps */
}

static void inline_stop(struct journal *journal)
{
    journal_drain(journal);
    journal_tell(journal);
    journal_end(journal);
    free(journal);
}

static const struct journal_driver inline_driver = {
    .wake = inline_wake,
    .stop = inline_stop,
};

struct journal *journal_start_inline(struct store *store, const struct journal_handlers *handlers)
{
    struct journal *journal = memory_zeroed(1, sizeof *journal);
    journal_begin(journal, &inline_driver, store, handlers);
    return journal;
}

void journal_step(struct journal *journal)
{
    must(journal->driver == &inline_driver);
    while (journal_commit_group(journal) == JOURNAL_DONE)
        ;
    journal_tell(journal);
}
