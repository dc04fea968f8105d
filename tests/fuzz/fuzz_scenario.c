/* Scenario files as people write them: a refusal names file, line and column and steers no terminal; what is
 * accepted is a legal scenario, its canonical text reads the same, and a world of it can be played. */
#include "common/base/must.h"
#include "common/base/utf8.h"
#include "common/rules/canonical.h"
#include "common/scenario/scenario_file.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/scenes.h"

#include <stdlib.h>
#include <string.h>

struct room {
    struct scenario_file file;
    struct scenario scenario;
    struct world world;
    char text[CANONICAL_SCENARIO_MAX];
};

/* "x.yaml:LINE:COLUMN: ...; ..." in one line */
static void check_cause(const struct cause *cause)
{
    struct slice rest = slice_of(cause->text), part;
    int64_t number;
    must(utf8_tame(cause->text, strlen(cause->text), false));
    must(slice_take(&rest, ':', &part) && slice_is(part, "x.yaml"));
    must(slice_take(&rest, ':', &part) && slice_int(part, 1, SCENARIO_FILE_MAX + 2, &number));
    must(slice_take(&rest, ':', &part) && slice_int(part, 1, SCENARIO_FILE_MAX + 2, &number));
    must(rest.length > 2 && rest.at[0] == ' ');
}

static void check_text(const char *text, size_t size)
{
    const char *end = memchr(text, '\0', size);
    must(end && end > text && utf8_printable(text, (size_t)(end - text), false));
}

static void check_file(const struct scenario_file *file)
{
    char reason[256];
    struct text why = text_over(reason, sizeof reason);
    must(scenario_check(&file->scenario, &why));
    check_text(file->scenario.name, sizeof file->scenario.name);
    for (int i = 0; i < file->scenario.actor_count; i++)
        check_text(file->scenario.actors[i].name, sizeof file->scenario.actors[i].name);
    for (int language = 0; language < SCENARIO_LANGUAGES; language++) {
        check_text(file->texts.title[language], sizeof file->texts.title[language]);
        check_text(file->texts.lesson[language], sizeof file->texts.lesson[language]);
    }
    must(1 <= file->texts.players_low && file->texts.players_low <= file->texts.players_high);
    must(file->texts.minutes >= 1);
}

static void run_accepted(struct room *room)
{
    char reason[256];
    struct text why = text_over(reason, sizeof reason), text = text_over(room->text, sizeof room->text);
    check_file(&room->file);
    canonical_scenario(&room->file.scenario, &text);
    must(!text.cut);
    must(canonical_scenario_read((struct slice){room->text, text.length}, &room->scenario, &why));
    must(memcmp(&room->scenario, &room->file.scenario, sizeof room->scenario) == 0);
    world_setup(&room->world, &room->scenario, (struct siphash_key){1, 2});
    scene_play(&room->world, (struct siphash_key){3, 4}, 1);
    must(room->world.turn == 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct room *room = malloc(sizeof *room);
    struct cause cause = {""};
    must(room != NULL);
    memset(&room->file, 0xee, sizeof room->file); /* what was there before must not show */
    enum status status = scenario_file_parse("x.yaml", (const char *)bytes, size, &room->file, &cause);
    must(status == STATUS_OK || status == STATUS_INVALID);
    if (status == STATUS_OK)
        run_accepted(room);
    else
        check_cause(&cause);
    free(room);
    return 0;
}

size_t fuzz_seed(unsigned number, uint8_t *bytes, size_t room)
{
    if (number >= (unsigned)scene_count())
        return 0;
    const struct scene *scene = scene_at((int)number);
    must(scene->yaml_size > 0 && scene->yaml_size <= room);
    memcpy(bytes, scene->yaml, scene->yaml_size);
    return scene->yaml_size;
}
