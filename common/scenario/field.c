#include "common/scenario/sheet_field.h"

#include "common/base/must.h"
#include "common/base/utf8.h"

#include <string.h>

enum {
    TABLE_MAX = 64,   /* rows of the table */
    ALLOWED_MAX = 240 /* bytes of a list of what is allowed */
};

/* The key of a field in the scope; NULL when it belongs to another scope. */
static const char *key_in_scope(const struct sheet_field *field, const char *scope)
{
    size_t length = strlen(scope);
    const char *key = field->path;
    if (length > 0) {
        if (strncmp(key, scope, length) != 0 || key[length] != '.')
            return NULL;
        key += length + 1;
    }
    return strchr(key, '.') ? NULL : key;
}

static void put_keys(struct text *text, const char *scope)
{
    const char *comma = "";
    for (int row = 0; row < field_table_count; row++) {
        const char *key = key_in_scope(&field_table[row], scope);
        if (!key)
            continue;
        text_put(text, comma);
        text_put(text, key);
        comma = ", ";
    }
}

static enum status fail_with_keys(struct reading *reading, const char *scope, const yaml_node_t *node,
                                  const char *reason)
{
    char allowed[ALLOWED_MAX];
    struct text text = text_over(allowed, sizeof allowed);
    put_keys(&text, scope);
    return sheet_fail(&reading->sheet, node, *scope ? scope : "file", "%s; allowed %s", reason, allowed);
}

enum status field_keys(struct reading *reading, const char *path, const yaml_node_t *node)
{
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top;
         pair++) {
        const yaml_node_t *key = sheet_node(&reading->sheet, pair->key);
        struct slice word = sheet_scalar(key);
        if (word.length == 0)
            return sheet_fail(&reading->sheet, key, *path ? path : "file",
                              "a field's name is %s; allowed one word before the colon",
                              sheet_show(key).text);
        for (yaml_node_pair_t *other = node->data.mapping.pairs.start; other < pair; other++) {
            const yaml_node_t *before = sheet_node(&reading->sheet, other->key);
            struct slice known = sheet_scalar(before);
            if (known.length == word.length && memcmp(known.at, word.at, word.length) == 0)
                return sheet_fail(&reading->sheet, key, *path ? path : "file",
                                  "%s stands twice, first at line %zu; allowed once", sheet_show(key).text,
                                  before->start_mark.line + 1);
        }
    }
    return STATUS_OK;
}

/* Sorts the values of the mapping into the rows of the table. */
static enum status sort_values(struct reading *reading, const char *scope, const yaml_node_t *node,
                               const yaml_node_t **values)
{
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top;
         pair++) {
        const yaml_node_t *key = sheet_node(&reading->sheet, pair->key);
        int found = -1;
        for (int row = 0; row < field_table_count && found < 0; row++) {
            const char *name = key_in_scope(&field_table[row], scope);
            if (name && slice_is(sheet_scalar(key), name))
                found = row;
        }
        if (found < 0) {
            char reason[SHEET_SHOWN_SIZE + 32];
            struct text text = text_over(reason, sizeof reason);
            text_put(&text, "unknown field ");
            text_put(&text, sheet_show(key).text);
            return fail_with_keys(reading, scope, key, reason);
        }
        values[found] = sheet_node(&reading->sheet, pair->value);
    }
    return STATUS_OK;
}

enum status field_mapping(struct reading *reading, const char *scope, const yaml_node_t *node, void *target)
{
    const yaml_node_t *values[TABLE_MAX] = {NULL};
    must(field_table_count <= TABLE_MAX);
    if (node->type != YAML_MAPPING_NODE) {
        char reason[SHEET_SHOWN_SIZE + 32];
        struct text text = text_over(reason, sizeof reason);
        text_put(&text, "is ");
        text_put(&text, sheet_show(node).text);
        text_put(&text, ", not a mapping");
        return fail_with_keys(reading, scope, node, reason);
    }
    enum status status = field_keys(reading, scope, node);
    if (status == STATUS_OK)
        status = sort_values(reading, scope, node, values);
    for (int row = 0; row < field_table_count && status == STATUS_OK; row++) {
        const struct sheet_field *field = &field_table[row];
        if (values[row])
            status = field->read(reading, field, values[row], target);
        else if (field->required && key_in_scope(field, scope))
            status = sheet_fail(&reading->sheet, node, field->path, "is missing; it must be given");
    }
    return status;
}

enum status field_list(struct reading *reading, const struct sheet_field *field, const yaml_node_t *node,
                       int low, int high, int *count)
{
    if (node->type != YAML_SEQUENCE_NODE)
        return sheet_fail(&reading->sheet, node, field->path, "is %s; allowed a list of %d..%d entries",
                          sheet_show(node).text, low, high);
    const yaml_node_item_t *first = node->data.sequence.items.start;
    int length = (int)(node->data.sequence.items.top - first);
    const yaml_node_t *place = length > high ? sheet_node(&reading->sheet, first[high]) : node;
    if (length < low || length > high)
        return sheet_fail(&reading->sheet, place, field->path, "has %d entries; allowed %d..%d", length, low,
                          high);
    *count = length;
    return STATUS_OK;
}

enum status field_integer(struct reading *reading, const struct sheet_field *field, const yaml_node_t *node,
                          void *target)
{
    struct slice value = sheet_scalar(node);
    bool plain = node->type == YAML_SCALAR_NODE && node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    bool minus = slice_starts(value, "-");
    /* a leading zero means eight to some readers of YAML and ten to others */
    bool zero = value.length > 1 && value.at[minus] == '0';
    int64_t number;
    if (plain && !zero && slice_int(value, field->low, field->high, &number)) {
        *(int32_t *)(void *)((char *)target + field->offset) = (int32_t)number;
        return STATUS_OK;
    }
    return sheet_fail(&reading->sheet, node, field->path, "is %s%s; allowed a whole number %d..%d%s%s%s",
                      sheet_show(node).text, plain || node->type != YAML_SCALAR_NODE ? "" : " in quotes",
                      field->low, field->high, field->unit ? " (" : "", field->unit ? field->unit : "",
                      field->unit ? ")" : "");
}

enum status field_choice(struct reading *reading, const struct sheet_field *field, const yaml_node_t *node,
                         void *target)
{
    struct slice value = sheet_scalar(node);
    bool draw = field->low < 0;
    int choice = name_find(field->names, value);
    bool known = choice >= 0 && choice >= field->low;
    if (draw && slice_is(value, "draw")) {
        choice = -1;
        known = true;
    }
    if (known) {
        *(int32_t *)(void *)((char *)target + field->offset) = choice;
        return STATUS_OK;
    }
    char allowed[ALLOWED_MAX];
    struct text text = text_over(allowed, sizeof allowed);
    text_put(&text, draw ? "draw" : field->names->names[field->low]);
    for (int i = field->low + 1; i < field->names->count; i++) {
        text_put(&text, ", ");
        text_put(&text, field->names->names[i]);
    }
    return sheet_fail(&reading->sheet, node, field->path, "is %s; allowed %s", sheet_show(node).text,
                      allowed);
}

enum status field_switch(struct reading *reading, const struct sheet_field *field, const yaml_node_t *node,
                         void *target)
{
    bool on = slice_is(sheet_scalar(node), "true");
    if (!on && !slice_is(sheet_scalar(node), "false"))
        return sheet_fail(&reading->sheet, node, field->path, "is %s; allowed true, false",
                          sheet_show(node).text);
    *(int32_t *)(void *)((char *)target + field->offset) = on;
    return STATUS_OK;
}

enum status field_text(struct reading *reading, const struct sheet_field *field, const yaml_node_t *node,
                       void *target)
{
    struct slice value = sheet_scalar(node);
    while (value.length > 0 && (value.at[value.length - 1] == '\n' || value.at[value.length - 1] == ' '))
        value.length--;
    if (value.length == 0)
        return sheet_fail(&reading->sheet, node, field->path, "is %s; allowed text", sheet_show(node).text);
    if (!utf8_printable(value.at, value.length, false))
        return sheet_fail(&reading->sheet, node, field->path,
                          "has a line end or a character that does not print; allowed one paragraph of text");
    if (!slice_copy(value, (char *)target + field->offset, (size_t)field->high + 1))
        return sheet_fail(&reading->sheet, node, field->path, "is %zu bytes long; allowed %d", value.length,
                          field->high);
    return STATUS_OK;
}
