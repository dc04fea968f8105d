#include "common/scenario/sheet.h"

#include "common/base/must.h"
#include "common/base/utf8.h"

#include <stdbool.h>
#include <string.h>

/* Bytes of the character at the start of the text; 0 when it is not one. */
static size_t character_length(const char *text, size_t left)
{
    for (size_t count = 1; count <= 4 && count <= left; count++)
        if (utf8_valid(text, count))
            return count;
    return 0;
}

/* Characters that print nowhere, but which libyaml would refuse without a place. */
static bool is_mark(const char *at, size_t length)
{
    return length == 3 && (memcmp(at, "\xef\xbb\xbf", 3) == 0 || memcmp(at, "\xef\xbf\xbe", 3) == 0 ||
                           memcmp(at, "\xef\xbf\xbf", 3) == 0);
}

static enum status fail_byte(struct sheet *sheet, yaml_mark_t mark, unsigned byte)
{
    static const char digits[] = "0123456789abcdef";
    const char hex[] = {digits[byte >> 4], digits[byte & 15], '\0'};
    return sheet_say(sheet, mark, "sheet.not_utf8", SLOTS(str("byte", hex)));
}

static enum status survey_bytes(struct sheet *sheet, const char *text, size_t size)
{
    yaml_mark_t mark = {0};
    for (size_t i = 0, step; i < size; i += step) {
        const char *at = text + i;
        step = character_length(at, size - i);
        if (*at == '\0')
            return sheet_say(sheet, mark, "sheet.nul", NULL);
        if (step == 0)
            return fail_byte(sheet, mark, (unsigned char)*at);
        if (*at == '\t')
            return sheet_say(sheet, mark, "sheet.tab", NULL);
        bool line_end = *at == '\r' && i + 1 < size && at[1] == '\n';
        if (!line_end && (!utf8_tame(at, step, true) || is_mark(at, step)))
            return sheet_say(sheet, mark, "sheet.unprintable", NULL);
        mark.column++;
        if (*at == '\n')
            mark = (yaml_mark_t){.line = mark.line + 1};
    }
    return STATUS_OK;
}

struct survey {
    int documents, nodes, depth;
};

static enum status survey_node(struct sheet *sheet, struct survey *survey, const yaml_event_t *event,
                               const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor)
        return sheet_say(sheet, event->start_mark, "sheet.anchor", NULL);
    if (tag)
        return sheet_say(sheet, event->start_mark, "sheet.tag", NULL);
    if (++survey->nodes > SHEET_NODES_MAX)
        return sheet_say(sheet, event->start_mark, "sheet.values", SLOTS(num("most", SHEET_NODES_MAX)));
    if (event->type != YAML_SCALAR_EVENT && ++survey->depth > SHEET_DEPTH_MAX)
        return sheet_say(sheet, event->start_mark, "sheet.depth", SLOTS(num("most", SHEET_DEPTH_MAX)));
    return STATUS_OK;
}

static enum status survey_event(struct sheet *sheet, struct survey *survey, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (++survey->documents > 1)
            return sheet_say(sheet, event->start_mark, "sheet.second", NULL);
        return STATUS_OK;
    case YAML_ALIAS_EVENT:
        return sheet_say(sheet, event->start_mark, "sheet.alias", NULL);
    case YAML_SCALAR_EVENT:
        return survey_node(sheet, survey, event, event->data.scalar.anchor, event->data.scalar.tag);
    case YAML_SEQUENCE_START_EVENT:
        return survey_node(sheet, survey, event, event->data.sequence_start.anchor,
                           event->data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT:
        return survey_node(sheet, survey, event, event->data.mapping_start.anchor,
                           event->data.mapping_start.tag);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        survey->depth--;
        return STATUS_OK;
    default:
        return STATUS_OK;
    }
}

/* The tree no longer shows aliases and would already have been built: so the events are looked at first. */
static enum status survey_events(struct sheet *sheet, const char *text, size_t size)
{
    yaml_parser_t parser;
    must(yaml_parser_initialize(&parser));
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const yaml_char_t *)text, size);
    struct survey survey = {0};
    enum status status = STATUS_OK;
    for (bool more = true; more && status == STATUS_OK;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            status = sheet_fail_yaml(sheet, &parser);
            break;
        }
        more = event.type != YAML_STREAM_END_EVENT;
        status = survey_event(sheet, &survey, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    if (status == STATUS_OK && survey.documents == 0)
        return sheet_say(sheet, (yaml_mark_t){0}, "sheet.empty", NULL);
    return status;
}

enum status sheet_survey(struct sheet *sheet, const char *text, size_t size)
{
    enum status status = survey_bytes(sheet, text, size);
    return status == STATUS_OK ? survey_events(sheet, size > 0 ? text : "", size) : status;
}
