#include "common/scenario/inject_file.h"

#include "common/base/utf8.h"
#include "common/scenario/sheet.h"

#include <string.h>

struct inject_field;
typedef enum status inject_reader(struct sheet *sheet, const struct inject_field *field,
                                  const yaml_node_t *node, struct inject_entry *entry);

struct inject_field {
    const char *name;
    inject_reader *read;
    size_t offset;     /* of a number or a text */
    int32_t low, high; /* of a number; of a text the most bytes */
};

static enum status say(struct sheet *sheet, const yaml_node_t *node, const struct inject_field *field,
                       const char *key)
{
    return sheet_say(sheet, node->start_mark, key,
                     SLOTS(str("field", field->name), str("shown", sheet_tell(sheet, node).text),
                           num("low", field->low), num("high", field->high),
                           num("bytes", (int64_t)sheet_scalar(node).length)));
}

static enum status read_number(struct sheet *sheet, const struct inject_field *field, const yaml_node_t *node,
                               struct inject_entry *entry)
{
    int64_t number;
    if (!slice_int(sheet_scalar(node), field->low, field->high, &number))
        return say(sheet, node, field, "injects.number");
    *(int32_t *)(void *)((char *)entry + field->offset) = (int32_t)number;
    return STATUS_OK;
}

static enum status read_text(struct sheet *sheet, const struct inject_field *field, const yaml_node_t *node,
                             struct inject_entry *entry)
{
    struct slice value = sheet_scalar(node);
    if (value.length == 0)
        return say(sheet, node, field, "injects.text_empty");
    if (!utf8_printable(value.at, value.length, false) || !utf8_visible(value.at, value.length))
        return say(sheet, node, field, "injects.text_lines");
    if (value.length > (size_t)field->high)
        return say(sheet, node, field, "injects.text_long");
    (void)slice_copy(value, (char *)entry + field->offset, (size_t)field->high + 1);
    return STATUS_OK;
}

static enum status read_switch(struct sheet *sheet, const struct inject_field *field, const yaml_node_t *node,
                               struct inject_entry *entry)
{
    struct slice value = sheet_scalar(node);
    if (!slice_is(value, "true") && !slice_is(value, "false"))
        return say(sheet, node, field, "injects.switch");
    *(bool *)(void *)((char *)entry + field->offset) = slice_is(value, "true");
    return STATUS_OK;
}

static enum status read_world(struct sheet *sheet, const struct inject_field *field, const yaml_node_t *node,
                              struct inject_entry *entry)
{
    struct slice value = sheet_scalar(node);
    bool letters = value.length >= 1 && value.length <= 2;
    for (size_t x = 0; letters && x < value.length; x++)
        letters = value.at[x] >= 'A' && value.at[x] <= 'Z';
    if (!letters)
        return say(sheet, node, field, "injects.world");
    (void)slice_copy(value, entry->world, sizeof entry->world);
    return STATUS_OK;
}

static enum status read_state(struct sheet *sheet, const struct inject_field *field, const yaml_node_t *node,
                              struct inject_entry *entry)
{
    struct slice value = sheet_scalar(node);
    int state = value.length == 1 ? value.at[0] - 'A' : -1;
    if (state < 0 || state >= ACTORS_MAX)
        return say(sheet, node, field, "injects.states");
    entry->seats = (uint16_t)(entry->seats | 1u << state);
    return STATUS_OK;
}

/* One letter, or a list of them. */
static enum status read_states(struct sheet *sheet, const struct inject_field *field, const yaml_node_t *node,
                               struct inject_entry *entry)
{
    enum status status = STATUS_OK;
    if (node->type != YAML_SEQUENCE_NODE)
        return read_state(sheet, field, node, entry);
    for (yaml_node_item_t *item = node->data.sequence.items.start;
         item < node->data.sequence.items.top && !status; item++)
        status = read_state(sheet, field, sheet_node(sheet, *item), entry);
    return status;
}

#define AT(member) offsetof(struct inject_entry, member)
static const struct inject_field fields[] = {
    {"world", read_world, 0, 0, 0},
    {"to", read_states, 0, 0, 0},
    {"source", read_text, AT(source), 0, NAME_SIZE - 1},
    {"en", read_text, AT(text[SCENARIO_EN]), 0, INJECT_FILE_TEXT_SIZE - 1},
    {"es", read_text, AT(text[SCENARIO_ES]), 0, INJECT_FILE_TEXT_SIZE - 1},
    {"misleading", read_switch, AT(misleading), 0, 0},
    {"turn", read_number, AT(turn), 1, TURNS_MAX},
    {"tension", read_number, AT(tension), 1, INJECT_FILE_TENSION_MAX},
};
#undef AT

enum { FIELDS = sizeof fields / sizeof fields[0] };

static enum status read_pair(struct sheet *sheet, const yaml_node_pair_t *pair, unsigned *seen,
                             struct inject_entry *entry)
{
    const yaml_node_t *key = sheet_node(sheet, pair->key);
    int field = 0;
    while (field < FIELDS && !slice_is(sheet_scalar(key), fields[field].name))
        field++;
    if (field == FIELDS)
        return sheet_say(sheet, key->start_mark, "injects.unknown",
                         SLOTS(str("shown", sheet_tell(sheet, key).text)));
    if (*seen & 1u << field)
        return say(sheet, key, &fields[field], "injects.twice");
    *seen |= 1u << field;
    return fields[field].read(sheet, &fields[field], sheet_node(sheet, pair->value), entry);
}

static enum status read_entry(struct sheet *sheet, const yaml_node_t *node, struct inject_entry *entry)
{
    unsigned seen = 0;
    enum status status = STATUS_OK;
    *entry = (struct inject_entry){.line = node->start_mark.line + 1};
    if (node->type != YAML_MAPPING_NODE)
        return sheet_say(sheet, node->start_mark, "injects.mapping",
                         SLOTS(str("shown", sheet_tell(sheet, node).text)));
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start;
         pair < node->data.mapping.pairs.top && !status; pair++)
        status = read_pair(sheet, pair, &seen, entry);
    if (status)
        return status;
    if (!entry->text[SCENARIO_EN][0])
        (void)slice_copy(slice_of(entry->text[SCENARIO_ES]), entry->text[SCENARIO_EN], INJECT_FILE_TEXT_SIZE);
    if (!entry->text[SCENARIO_EN][0])
        return sheet_say(sheet, node->start_mark, "injects.no_text", NULL);
    if (!entry->turn && !entry->tension)
        return sheet_say(sheet, node->start_mark, "injects.no_time", NULL);
    entry->turn = entry->turn ? entry->turn : 1;
    return STATUS_OK;
}

static bool same(const struct inject_entry *a, const struct inject_entry *b)
{
    return strcmp(a->world, b->world) == 0 && a->seats == b->seats && a->turn == b->turn &&
           a->tension == b->tension && strcmp(a->text[SCENARIO_EN], b->text[SCENARIO_EN]) == 0;
}

static enum status read_list(struct sheet *sheet, const yaml_node_t *root, struct inject_file *file)
{
    if (root->type != YAML_SEQUENCE_NODE)
        return sheet_say(sheet, root->start_mark, "injects.no_list",
                         SLOTS(str("shown", sheet_tell(sheet, root).text)));
    for (yaml_node_item_t *item = root->data.sequence.items.start; item < root->data.sequence.items.top;
         item++) {
        const yaml_node_t *node = sheet_node(sheet, *item);
        struct inject_entry *entry = &file->entries[file->count];
        if (file->count == INJECT_FILE_ENTRIES_MAX)
            return sheet_say(sheet, node->start_mark, "injects.many",
                             SLOTS(num("most", INJECT_FILE_ENTRIES_MAX)));
        enum status status = read_entry(sheet, node, entry);
        if (status)
            return status;
        for (int x = 0; x < file->count; x++)
            if (same(&file->entries[x], entry))
                return sheet_say(sheet, node->start_mark, "injects.same",
                                 SLOTS(num("line", (int64_t)file->entries[x].line)));
        file->count++;
    }
    return STATUS_OK;
}

enum status inject_file_parse(const char *name, const struct language *language, const char *text,
                              size_t size, struct inject_file *file, struct cause *cause)
{
    struct sheet sheet;
    memset(file, 0, sizeof *file);
    enum status status = sheet_open(&sheet, name, language, text, size, cause);
    if (status)
        return status;
    status = read_list(&sheet, sheet_root(&sheet), file);
    sheet_close(&sheet);
    return status;
}
