/* A scenario file as a tree of YAML nodes, each with its place; and the one way to report a mistake in it.
 *
 * What could make a tree large, deep, shared or ambiguous is refused before one is built. The sheet belongs
 * to whoever opened it and lends its nodes until sheet_close. Not shared between threads. */
#ifndef SPIRAL_SCENARIO_SHEET_H
#define SPIRAL_SCENARIO_SHEET_H

#include "common/base/status.h"
#include "common/base/text.h"
#include "common/words/sentences.h"

#include <yaml.h>

enum {
    SHEET_DEPTH_MAX = 8, /* lists and mappings within each other */
    SHEET_NODES_MAX = 4096,
    SHEET_SHOWN_SIZE = 48, /* bytes of an offending value that an error repeats, with the NUL */
};

struct sheet {
    const char *name;                /* stands in errors; borrowed */
    const struct language *language; /* of the errors that are said by a key */
    struct cause *cause;             /* borrowed */
    yaml_document_t document;
};

/* Something of the file in words, cut to a length fit for an error. */
struct shown {
    char text[SHEET_SHOWN_SIZE];
};

/* STATUS_INVALID with the place in `cause`; then there is nothing to close. The text is not kept. */
MUST_USE enum status sheet_open(struct sheet *sheet, const char *name, const struct language *language,
                                const char *text, size_t size, struct cause *cause);
void sheet_close(struct sheet *sheet);

yaml_node_t *sheet_root(struct sheet *sheet);
/* `index` as it stands in a pair of a mapping or an item of a list. */
yaml_node_t *sheet_node(struct sheet *sheet, int index);

/* The bytes of a scalar; of anything else, none. Not NUL-terminated and not checked for control characters.
 */
struct slice sheet_scalar(const yaml_node_t *node);

/* 'value' in quotes, "a list", "a mapping", "empty" or "unprintable text". */
struct shown sheet_show(const yaml_node_t *node);
/* The same in the language of the sheet. */
struct shown sheet_tell(const struct sheet *sheet, const yaml_node_t *node);

/* Sets the cause to "name:line:column: field: reason" and returns STATUS_INVALID. The format says what is
 * wrong and, after a semicolon, what is allowed. */
enum status sheet_fail(struct sheet *sheet, const yaml_node_t *node, const char *field, const char *format,
                       ...) __attribute__((format(printf, 4, 5)));
enum status sheet_fail_at(struct sheet *sheet, yaml_mark_t mark, const char *field, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same by a sentence of the catalogue, which names the field, in the language of the sheet. */
enum status sheet_say(struct sheet *sheet, yaml_mark_t mark, const char *key, const struct slot *slots);

/* What libyaml could not read, with its place. */
enum status sheet_fail_yaml(struct sheet *sheet, const yaml_parser_t *parser);

/* Refuses, before any tree is built: bytes that are not printable UTF-8, tabs, an empty file, a second
 * document, anchors, aliases, tags, too much depth, too many nodes. Leaves the document of the sheet alone.
 */
MUST_USE enum status sheet_survey(struct sheet *sheet, const char *text, size_t size);

#endif
