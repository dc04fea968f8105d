#include "client/ctl/new_files.h"

#include "client/ctl/names.h"
#include "client/ctl/own_file.h"
#include "client/ctl/wording.h"
#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/base/utf8.h"
#include "common/scenario/inject_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_MAX = 64 * 1024, FILE_SHOWN_MAX = 100 /* bytes of its name, so that the reason has room */ };

static_assert((int)INJECT_FILE_ENTRIES_MAX <= (int)WIRE_INJECTS_MAX,
              "all that a file holds can be asked for");
static_assert((int)INJECT_FILE_TEXT_SIZE == (int)WIRE_BULLETIN_SIZE, "its texts fit");
static_assert((int)INJECT_FILE_WORLD_SIZE <= (int)WIRE_WORLD_NAME_SIZE,
              "its worlds are those of an exercise");

void new_file_put_place(const char *file, size_t line, struct text *text)
{
    size_t length = strlen(file), cut = length > FILE_SHOWN_MAX ? length - FILE_SHOWN_MAX : 0;
    while (((unsigned char)file[cut] & 0xc0) == 0x80)
        cut++;
    text_put(text, cut ? "..." : "");
    harmless_put(file + cut, text);
    text_put_char(text, ':');
    text_put_int(text, (int64_t)line);
    text_put_char(text, ':');
}

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

/* What to say of it; NULL: it is well. */
static const char *fault_of(struct slice name)
{
    if (name.length >= WIRE_PERSON_NAME_SIZE)
        return "guests.long";
    if (!utf8_printable(name.at, name.length, false))
        return "guests.not_text";
    if (!utf8_visible(name.at, name.length) || utf8_piled(name.at, name.length))
        return "guests.unreadable";
    return NULL;
}

/* A list that is being read. */
struct reading {
    const char *file;
    const struct language *language;
    int line;
    int lines[WIRE_GUESTS_MAX]; /* of the names that were read */
    struct cause *cause;
};

static enum status fail(const struct reading *reading, int line, const char *key, const struct slot *slots)
{
    struct text text = text_over(reading->cause->text, sizeof reading->cause->text);
    new_file_put_place(reading->file, (size_t)line, &text);
    text_put(&text, "1: ");
    sentence_put(reading->language, key, slots, &text);
    return STATUS_INVALID;
}

static enum status take_name(struct reading *reading, struct slice name, struct guest_list *guests)
{
    const char *fault = fault_of(name);
    if (fault)
        return fail(reading, reading->line, fault, SLOTS(num("most", WIRE_PERSON_NAME_SIZE - 1)));
    for (int x = 0; x < guests->count; x++)
        if (wording_same(name, guests->names[x]))
            return fail(reading, reading->line, "guests.twice",
                        SLOTS(str("name", guests->names[x]), num("line", reading->lines[x])));
    if (guests->count == WIRE_GUESTS_MAX)
        return fail(reading, reading->line, "guests.many", SLOTS(num("most", WIRE_GUESTS_MAX)));
    reading->lines[guests->count] = reading->line;
    (void)slice_copy(name, guests->names[guests->count++], WIRE_PERSON_NAME_SIZE);
    return STATUS_OK;
}

enum status guests_parse(const char *file, const struct language *language, const char *text, size_t size,
                         struct guest_list *guests, struct cause *cause)
{
    static const char mark[] = "\xef\xbb\xbf"; /* a byte order mark, which some editors put first */
    struct slice rest = {text, size}, line;
    struct reading reading = {.file = file, .language = language, .cause = cause};
    guests->count = 0;
    if (slice_starts(rest, mark))
        rest = (struct slice){text + 3, size - 3};
    while (slice_take(&rest, '\n', &line)) {
        reading.line++;
        line = trim(line);
        if (!line.length || line.at[0] == '#')
            continue;
        enum status status = take_name(&reading, line, guests);
        if (status)
            return status;
    }
    if (!guests->count)
        return fail(&reading, 1, "guests.none", NULL);
    return STATUS_OK;
}

enum status guests_read(const char *path, const struct language *language, struct guest_list *guests,
                        struct cause *cause)
{
    char *text;
    size_t size;
    enum status status = own_file_read(path, FILE_MAX, language, &text, &size, cause);
    if (status)
        return status;
    status = guests_parse(path, language, text, size, guests, cause);
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

/* A name alone is one of the lists that ship, unless there is none of it and a file has that name; what has
 * a dot or a slash is a file. */
static enum status find_injects(const char *word, const struct language *language,
                                char path[INJECTS_PATH_SIZE], struct cause *cause)
{
    struct stat found;
    struct cause unused;
    char directory[SCENARIO_PATH_SIZE];
    struct text text = text_over(path, INJECTS_PATH_SIZE);
    if (scenario_name_valid(slice_of(word)) && !inject_directory_find(directory, &unused)) {
        text_put(&text, directory);
        text_put_char(&text, '/');
        text_put(&text, word);
        text_put(&text, ".yaml");
        if (!text.cut && stat(path, &found) == 0)
            return STATUS_OK;
    }
    text = text_over(path, INJECTS_PATH_SIZE);
    text_put(&text, word);
    if (text.cut || (scenario_name_valid(slice_of(word)) && stat(path, &found) != 0))
        return wording_fail(cause, language, "injects.no_library", SLOTS(str("word", word)));
    return STATUS_OK;
}

enum status injects_read(const char *word, const struct language *language, struct inject_list *injects,
                         struct cause *cause)
{
    char *text;
    size_t size;
    enum status status = find_injects(word, language, injects->file, cause);
    if (!status)
        status = own_file_read(injects->file, FILE_MAX, language, &text, &size, cause);
    if (status)
        return status;
    struct inject_file *file = memory_zeroed(1, sizeof *file);
    status = inject_file_parse(injects->file, language, text, size, file, cause);
    injects->count = status ? 0 : file->count;
    for (int x = 0; x < injects->count; x++) {
        injects->injects[x] = inject_of(&file->entries[x]);
        injects->lines[x] = file->entries[x].line;
    }
    free(file);
    free(text);
    return status;
}
