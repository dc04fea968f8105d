/* D0: what it felt like, asked before anything is known. The log holds no feelings: the card asks for them.
 */
#include "client/cards/card_list.h"
#include "client/cards/card_page.h"

static void draw(const struct card_input *input, struct card_page *page)
{
    static const char *const why[] = {
        "Begin here, before anything is revealed. Feelings are asked for in the session and are no part of "
        "the "
        "record of a world. Speak as the state that you led, not as yourself.",
        "Empiece aquí, antes de revelar nada. Los sentimientos se preguntan en la sesión y no forman parte "
        "del "
        "registro de un mundo. Hable como el Estado que dirigió, no como usted mismo."};
    static const char *const words[] = {"Three words each, read out one after the other:",
                                        "Tres palabras cada uno, leídas una tras otra:"};
    (void)input;
    card_say(page, 0, why, NULL);
    card_section(page, words);
    for (int word = 1; word <= 3; word++) {
        static const char *const line[] = {"{word}. ____________________", "{word}. ____________________"};
        card_say(page, 3, line, CARD_SLOTS(card_number("word", word)));
    }
}

const struct card card_feelings = {
    .name = "D0",
    .title = {"Feelings", "Sentimientos"},
    .question = {"What did it feel like at turn {turn}?", "¿Qué se sentía en el turno {turn}?"},
    .shows = {"nothing yet: three words from everybody, before anything is revealed",
              "todavía nada: tres palabras de cada uno, antes de revelar nada"},
    .draw = draw,
};
