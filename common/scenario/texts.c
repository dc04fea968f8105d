#include "common/scenario/sheet_field.h"

#include <string.h>

enum status field_scenario_name(struct reading *reading, const struct sheet_field *field,
                                const yaml_node_t *node, void *target)
{
    struct scenario_file *file = target;
    struct slice value = sheet_scalar(node);
    if (!scenario_name_valid(value) || !slice_copy(value, file->scenario.name, sizeof file->scenario.name))
        return sheet_fail(&reading->sheet, node, field->path,
                          "is %s; allowed 1 to 31 of a-z, 0-9 and -, the first not a -",
                          sheet_show(node).text);
    if (reading->name_expected && strcmp(file->scenario.name, reading->name_expected) != 0)
        return sheet_fail(&reading->sheet, node, field->path, "is %s; allowed '%s', as the file is called",
                          sheet_show(node).text, reading->name_expected);
    return STATUS_OK;
}

/* Both languages of a text of `size` bytes each; the one that is given stands for the one that is not. */
static enum status read_languages(struct reading *reading, const struct sheet_field *field,
                                  const yaml_node_t *node, char *texts, size_t size)
{
    enum status status = field_mapping(reading, field->path, node, texts);
    if (status != STATUS_OK)
        return status;
    char *en = texts + SCENARIO_EN * size, *es = texts + SCENARIO_ES * size;
    if (*en == '\0' && *es == '\0')
        return sheet_fail(&reading->sheet, node, field->path, "has no text; allowed en, es or both");
    if (*en == '\0')
        memcpy(en, es, size);
    if (*es == '\0')
        memcpy(es, en, size);
    return STATUS_OK;
}

enum status field_title(struct reading *reading, const struct sheet_field *field, const yaml_node_t *node,
                        void *target)
{
    struct scenario_file *file = target;
    return read_languages(reading, field, node, file->texts.title[0], SCENARIO_TITLE_SIZE);
}

enum status field_lesson(struct reading *reading, const struct sheet_field *field, const yaml_node_t *node,
                         void *target)
{
    struct scenario_file *file = target;
    return read_languages(reading, field, node, file->texts.lesson[0], SCENARIO_LESSON_SIZE);
}

/* A number, or two with a dash between them. */
enum status field_players(struct reading *reading, const struct sheet_field *field, const yaml_node_t *node,
                          void *target)
{
    struct scenario_file *file = target;
    struct slice low = sheet_scalar(node), high = low;
    int64_t from, to;
    slice_split(low, '-', &low, &high);
    if (!slice_int(low, field->low, field->high, &from) || !slice_int(high, from, field->high, &to))
        return sheet_fail(&reading->sheet, node, field->path,
                          "is %s; allowed a whole number %d..%d, or two such as 4-6", sheet_show(node).text,
                          field->low, field->high);
    file->texts.players_low = (int)from;
    file->texts.players_high = (int)to;
    return STATUS_OK;
}
