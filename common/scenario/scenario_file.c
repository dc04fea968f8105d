#include "common/scenario/scenario_file.h"

#include "common/scenario/sheet_field.h"

#include <string.h>

enum status scenario_file_read(const char *path, const char *text, size_t size, const char *name_expected,
                               struct scenario_file *file, struct cause *cause)
{
    struct reading reading = {.file = file, .name_expected = name_expected};
    enum status status = sheet_open(&reading.sheet, path, languages[LANGUAGE_ENGLISH], text, size, cause);
    if (status != STATUS_OK)
        return status;
    memset(file, 0, sizeof *file);
    const yaml_node_t *root = sheet_root(&reading.sheet);
    status = field_mapping(&reading, "", root, file);
    char reason[CAUSE_LENGTH_MAX];
    struct text why = text_over(reason, sizeof reason);
    if (status == STATUS_OK && !scenario_check(&file->scenario, &why))
        status = sheet_fail(&reading.sheet, root, "scenario", "%s", reason);
    sheet_close(&reading.sheet);
    return status;
}

enum status scenario_file_parse(const char *name, const char *text, size_t size, struct scenario_file *file,
                                struct cause *cause)
{
    return scenario_file_read(name, text, size, NULL, file, cause);
}
