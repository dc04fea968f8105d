#include "client/term/keep_record.h"

#include "common/base/file.h"

void keep_record(struct page *page, const struct player *player, const char *path)
{
    struct cause cause = {{0}};
    size_t size = 0;
    const char *record = player_record(player, &size);
    if (!path || !record)
        page_say(page, "end.verify");
    else if (file_replace(path, record, size, 0644, &cause) == STATUS_OK)
        page_tell(page, "end.verify_file", SLOTS(str("path", path)));
    else
        page_tell(page, "end.not_written", SLOTS(str("cause", cause.text)));
}
