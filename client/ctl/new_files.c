#include "client/ctl/new_files.h"

#include "client/ctl/names.h"
#include "client/ctl/wording.h"
#include "common/base/file.h"
#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/base/utf8.h"
#include "common/scenario/inject_file.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 64 * 1024 };

static_assert((int)INJECT_FILE_ENTRIES_MAX <= (int)WIRE_INJECTS_MAX,
              "all that a file holds can be asked for");
static_assert((int)INJECT_FILE_TEXT_SIZE == (int)WIRE_BULLETIN_SIZE, "its texts fit");
static_assert((int)INJECT_FILE_WORLD_SIZE <= (int)WIRE_WORLD_NAME_SIZE,
              "its worlds are those of an exercise");

static struct slice trim(struct slice line)
{
    while (line.length && (line.at[0] == ' ' || line.at[0] == '\t')) {
        line.at++;
        line.length--;
    }
    while (line.length && strchr(" \t\r", line.at[line.length - 1]))
        line.length--;
    return line;
}

/* NULL: it is well. */
static const char *fault_of(struct slice name)
{
    if (name.length >= WIRE_PERSON_NAME_SIZE)
        return "the name is longer than 63 bytes; shorten it";
    if (!utf8_printable(name.at, name.length, false))
        return "the name is not plain text in UTF-8; remove what does not print";
    if (!utf8_visible(name.at, name.length) || utf8_piled(name.at, name.length))
        return "the name cannot be read; use letters";
    return NULL;
}

static enum status take_name(const char *file, int line, struct slice name, struct guest_list *guests,
                             int lines[WIRE_GUESTS_MAX], struct cause *cause)
{
    const char *fault = fault_of(name);
    if (fault)
        return status_fail(cause, STATUS_INVALID, "%.120s:%d:1: %s", file, line, fault);
    for (int x = 0; x < guests->count; x++)
        if (wording_same(name, guests->names[x]))
            return status_fail(
                cause, STATUS_INVALID,
                "%.120s:%d:1: \"%s\" stands in line %d already; tell the two apart, or remove one", file,
                line, guests->names[x], lines[x]);
    if (guests->count == WIRE_GUESTS_MAX)
        return status_fail(cause, STATUS_INVALID, "%.120s:%d:1: more than %d names; make two exercises", file,
                           line, WIRE_GUESTS_MAX);
    lines[guests->count] = line;
    (void)slice_copy(name, guests->names[guests->count++], WIRE_PERSON_NAME_SIZE);
    return STATUS_OK;
}

enum status guests_parse(const char *file, const char *text, size_t size, struct guest_list *guests,
                         struct cause *cause)
{
    static const char mark[] = "\xef\xbb\xbf"; /* a byte order mark, which some editors put first */
    struct slice rest = {text, size}, line;
    int lines[WIRE_GUESTS_MAX], number = 0;
    guests->count = 0;
    if (slice_starts(rest, mark))
        rest = (struct slice){text + 3, size - 3};
    while (slice_take(&rest, '\n', &line)) {
        number++;
        line = trim(line);
        if (!line.length || line.at[0] == '#')
            continue;
        enum status status = take_name(file, number, line, guests, lines, cause);
        if (status)
            return status;
    }
    if (!guests->count)
        return status_fail(cause, STATUS_INVALID, "%.120s:1:1: there is no name in it; write one a line",
                           file);
    return STATUS_OK;
}

enum status guests_read(const char *path, struct guest_list *guests, struct cause *cause)
{
    char *text;
    size_t size;
    enum status status = file_read(path, FILE_MAX, &text, &size, cause);
    if (status)
        return status;
    status = guests_parse(path, text, size, guests, cause);
    free(text);
    return status;
}

static struct wire_inject inject_of(const struct inject_entry *entry)
{
    struct wire_inject inject = {
        .world = entry->world[0] ? world_number(slice_of(entry->world)) : -1,
        .seats = entry->seats,
        .misleading = entry->misleading,
        .trigger = entry->tension ? TRIGGER_TENSION : TRIGGER_TURN,
        .turn = (uint32_t)entry->turn,
        .tension = (uint32_t)entry->tension,
    };
    memcpy(inject.source, entry->source, sizeof inject.source);
    memcpy(inject.text[0], entry->text[SCENARIO_EN], sizeof inject.text[0]);
    memcpy(inject.text[1], entry->text[SCENARIO_ES], sizeof inject.text[1]);
    return inject;
}

enum status injects_read(const char *path, struct inject_list *injects, struct cause *cause)
{
    char *text;
    size_t size;
    enum status status = file_read(path, FILE_MAX, &text, &size, cause);
    if (status)
        return status;
    struct inject_file *file = memory_zeroed(1, sizeof *file);
    status = inject_file_parse(path, text, size, file, cause);
    injects->count = status ? 0 : file->count;
    for (int x = 0; x < injects->count; x++)
        injects->injects[x] = inject_of(&file->entries[x]);
    free(file);
    free(text);
    return status;
}
