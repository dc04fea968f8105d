#include "client/screen/edit.h"

#include "common/base/utf8.h"
#include "common/words/width.h"

#include <string.h>

void edit_begin(struct edit *edit, const char *text)
{
    edit->length = 0;
    if (slice_copy(slice_of(text), edit->text, sizeof edit->text))
        edit->length = (int)strlen(text);
    edit->text[edit->length] = '\0';
    edit->at = edit->length;
    edit->history_at = edit->history_count;
    edit->full = false;
}

void edit_insert(struct edit *edit, const char *bytes, int count)
{
    edit->full = edit->length + count >= EDIT_MAX;
    if (edit->full || !utf8_printable(bytes, (size_t)count, false))
        return;
    memmove(edit->text + edit->at + count, edit->text + edit->at, (size_t)(edit->length - edit->at + 1));
    memcpy(edit->text + edit->at, bytes, (size_t)count);
    edit->at += count;
    edit->length += count;
}

/* Where the character behind `at` ends, with the marks that combine with it. */
static int next_of(const struct edit *edit, int at)
{
    int end = at + glyph_at(edit->text + at).bytes;
    for (struct glyph mark; end > at && (mark = glyph_at(edit->text + end)).bytes && mark.columns == 0;)
        end += mark.bytes;
    return end;
}

static int before_of(const struct edit *edit, int at)
{
    int before = 0;
    for (int next; (next = next_of(edit, before)) < at;)
        before = next;
    return at == 0 ? 0 : before;
}

static void erase(struct edit *edit, int from, int to)
{
    memmove(edit->text + from, edit->text + to, (size_t)(edit->length - to + 1));
    edit->length -= to - from;
    edit->at = from;
}

static void recall(struct edit *edit, int step)
{
    int wanted = edit->history_at + step;
    if (wanted < 0 || wanted > edit->history_count)
        return;
    edit_begin(edit, wanted < edit->history_count ? edit->history[wanted] : "");
    edit->history_at = wanted;
}

void edit_press(struct edit *edit, enum edit_key key)
{
    edit->full = false;
    switch (key) {
    case EDIT_LEFT:
        edit->at = before_of(edit, edit->at);
        break;
    case EDIT_RIGHT:
        edit->at = next_of(edit, edit->at);
        break;
    case EDIT_HOME:
        edit->at = 0;
        break;
    case EDIT_END:
        edit->at = edit->length;
        break;
    case EDIT_BACKSPACE:
        erase(edit, before_of(edit, edit->at), edit->at);
        break;
    case EDIT_DELETE:
        erase(edit, edit->at, next_of(edit, edit->at));
        break;
    case EDIT_KILL:
        erase(edit, 0, edit->length);
        break;
    case EDIT_OLDER:
        recall(edit, -1);
        break;
    case EDIT_NEWER:
        recall(edit, 1);
        break;
    }
}

void edit_remember(struct edit *edit)
{
    int newest = edit->history_count - 1;
    if (edit->length == 0 || (newest >= 0 && strcmp(edit->history[newest], edit->text) == 0))
        return;
    if (edit->history_count == EDIT_HISTORY) {
        memmove(edit->history[0], edit->history[1], sizeof edit->history - sizeof edit->history[0]);
        edit->history_count--;
    }
    memcpy(edit->history[edit->history_count++], edit->text, (size_t)edit->length + 1);
}
