#include "common/scenario/sheet.h"

#include "common/base/must.h"
#include "common/base/utf8.h"
#include "common/scenario/scenario_file.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { NAME_SHOWN_MAX = 100 }; /* bytes of the file's name in an error, so that the reason has room */

/* Drops the rest of a character that was cut in two. */
static void trim_character(char *text)
{
    size_t length = strlen(text);
    for (int i = 0; i < 3 && length > 0 && !utf8_valid(text, length); i++)
        text[--length] = '\0';
}

static enum status fail_for(struct sheet *sheet, yaml_mark_t mark, const char *reason)
{
    const char *name = sheet->name;
    size_t length = strlen(name);
    bool long_name = length > NAME_SHOWN_MAX;
    if (long_name)
        name += length - NAME_SHOWN_MAX;
    while (((unsigned char)*name & 0xc0) == 0x80)
        name++;
    enum status status = status_fail(sheet->cause, STATUS_INVALID, "%s%s:%zu:%zu: %s", long_name ? "..." : "",
                                     name, mark.line + 1, mark.column + 1, reason);
    trim_character(sheet->cause->text);
    return status;
}

static enum status fail_with(struct sheet *sheet, yaml_mark_t mark, const char *field, const char *format,
                             va_list args)
{
    char reason[CAUSE_LENGTH_MAX];
    int length = snprintf(reason, sizeof reason, "%s: ", field);
    must(length > 0 && (size_t)length < sizeof reason);
    vsnprintf(reason + length, sizeof reason - (size_t)length, format, args);
    return fail_for(sheet, mark, reason);
}

enum status sheet_say(struct sheet *sheet, yaml_mark_t mark, const char *key, const struct slot *slots)
{
    char reason[CAUSE_LENGTH_MAX];
    struct text text = text_over(reason, sizeof reason);
    sentence_put(sheet->language, key, slots, &text);
    return fail_for(sheet, mark, reason);
}

enum status sheet_fail_at(struct sheet *sheet, yaml_mark_t mark, const char *field, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    enum status status = fail_with(sheet, mark, field, format, args);
    va_end(args);
    return status;
}

enum status sheet_fail(struct sheet *sheet, const yaml_node_t *node, const char *field, const char *format,
                       ...)
{
    va_list args;
    va_start(args, format);
    enum status status = fail_with(sheet, node->start_mark, field, format, args);
    va_end(args);
    return status;
}

enum status sheet_fail_yaml(struct sheet *sheet, const yaml_parser_t *parser)
{
    must(parser->error != YAML_NO_ERROR && parser->error != YAML_MEMORY_ERROR);
    const char *problem = parser->problem ? parser->problem : "not readable";
    if (!parser->context)
        return sheet_say(sheet, parser->problem_mark, "sheet.yaml", SLOTS(str("problem", problem)));
    return sheet_say(sheet, parser->problem_mark, "sheet.yaml_within",
                     SLOTS(str("problem", problem), str("context", parser->context),
                           num("line", (int64_t)parser->context_mark.line + 1)));
}

static enum status load(struct sheet *sheet, const char *text, size_t size)
{
    yaml_parser_t parser;
    must(yaml_parser_initialize(&parser));
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const yaml_char_t *)text, size);
    enum status status = STATUS_OK;
    if (!yaml_parser_load(&parser, &sheet->document))
        status = sheet_fail_yaml(sheet, &parser);
    yaml_parser_delete(&parser);
    return status;
}

enum status sheet_open(struct sheet *sheet, const char *name, const struct language *language,
                       const char *text, size_t size, struct cause *cause)
{
    static const char mark[] = "\xef\xbb\xbf"; /* a byte order mark, which some editors put first */
    *sheet = (struct sheet){.name = name, .language = language, .cause = cause};
    if (size > SCENARIO_FILE_MAX)
        return sheet_say(sheet, (yaml_mark_t){0}, "sheet.long", SLOTS(num("most", SCENARIO_FILE_MAX)));
    if (size >= 3 && memcmp(text, mark, 3) == 0) {
        text += 3;
        size -= 3;
    }
    enum status status = sheet_survey(sheet, text, size);
    return status == STATUS_OK ? load(sheet, text, size) : status;
}

void sheet_close(struct sheet *sheet)
{
    yaml_document_delete(&sheet->document);
}

yaml_node_t *sheet_root(struct sheet *sheet)
{
    return yaml_document_get_root_node(&sheet->document);
}

yaml_node_t *sheet_node(struct sheet *sheet, int index)
{
    return yaml_document_get_node(&sheet->document, index);
}

struct slice sheet_scalar(const yaml_node_t *node)
{
    if (node->type != YAML_SCALAR_NODE)
        return (struct slice){.at = "", .length = 0};
    return (struct slice){.at = (const char *)node->data.scalar.value, .length = node->data.scalar.length};
}

static struct shown show(const yaml_node_t *node, const struct language *language)
{
    struct shown shown;
    struct text text = text_over(shown.text, sizeof shown.text);
    struct slice value = sheet_scalar(node);
    if (node->type == YAML_SEQUENCE_NODE)
        sentence_put(language, "sheet.list", NULL, &text);
    else if (node->type == YAML_MAPPING_NODE)
        sentence_put(language, "sheet.mapping", NULL, &text);
    else if (value.length == 0)
        sentence_put(language, "sheet.nothing", NULL, &text);
    else if (!utf8_tame(value.at, value.length, false))
        sentence_put(language, "sheet.unreadable", NULL, &text);
    else {
        size_t room = sizeof shown.text - sizeof "'...'";
        size_t length = value.length < room ? value.length : room;
        while (length < value.length && ((unsigned char)value.at[length] & 0xc0) == 0x80)
            length--;
        text_put_char(&text, '\'');
        text_put_span(&text, value.at, length);
        text_put(&text, length < value.length ? "...'" : "'");
    }
    return shown;
}

struct shown sheet_show(const yaml_node_t *node)
{
    return show(node, languages[LANGUAGE_ENGLISH]);
}

struct shown sheet_tell(const struct sheet *sheet, const yaml_node_t *node)
{
    return show(node, sheet->language);
}
