#include "client/term/english.h"

static const struct sentence rows[] = {
    {"command.unknown", "There is no command {word}. Type help to see all of them."},
    {"command.ambiguous", "More than one command begins with {word}: {names}."},
    {"command.usage", "Type it like this: {usage}"},
    {"command.not_begun", "The game has not started yet. Until then: help, rules, role, quit."},
    {"command.ended", "The world has ended. Nothing can be ordered any more."},
    {"command.bot", "A bot plays your seat this turn. You can look and write messages; it is yours again "
                    "from the next turn."},
    {"command.eliminated",
     "Your state has been eliminated. You can look and write messages, but give no orders."},
    {"state.unknown", "There is no state {word}."},
    {"state.ambiguous", "{word} could be more than one state."},
    {"state.yourself", "{word} is you."},
    {"state.eliminated", "{word} has been eliminated."},
    {"state.choices", "The others are: {states}. A letter or the beginning of the name is enough."},
    {"group.look", "Look: {names}."},
    {"group.order", "Order: {names}."},
    {"group.talk", "Talk: {names}."},
    {"group.turn", "Turn and seat: {names}."},
    {"help.states", "States can be typed by letter, number, name, or the beginning of the name."},
    {"help.how", "For one of them: help attack. For all at once: help all. How the game works: rules."},
    {"help.unknown", "There is no such command. Type help to see all of them."},
    {"help.line", "{usage} - {help}"},
    {"help.situation", "where things stand, from what changed to the menu."},
    {"help.rivals", "what you know of the others, or everything about one of them."},
    {"help.diplomacy", "your pacts, open offers, and how you answer calls."},
    {"help.beliefs", "what you have stated about the others, and what your staff thinks."},
    {"help.role", "who you are, what success means for you, how this world works."},
    {"help.rules", "the rules on one page."},
    {"help.log", "what you were told of a turn; without a number, of the last one."},
    {"help.status", "what happens when the turn closes, and when it does."},
    {"help.help", "what can be typed."},
    {"help.orders", "your orders in hand, what they mean and who will see them."},
    {"help.more", "the rarer orders: answers, declarations, open books, scrapping and so on."},
    {"help.guide", "asks the usual questions of a turn one by one; Enter keeps what stands, stop ends it."},
    {"help.budget",
     "splits your income, whole or line by line; without numbers, shows it. Civil takes what is left."},
    {"help.civil", "civil spending takes what is left, so lower another line to raise it. Scores now and "
                   "grows your income."},
    {"help.fortify", "points for defensive arms; +1 and -1 change them. Civil pays for it."},
    {"help.strike", "points for offensive arms; +1 and -1 change them. Civil pays for it."},
    {"help.dual", "points for arms that serve both ends, and are ambiguous; +1 and -1 change them."},
    {"help.intel", "points for sharper estimates. With a state instead of a number: what you know of it."},
    {"help.attack", "attacks one state when the turn closes, or nobody."},
    {"help.offer", "offers a pact: non-aggression, to help it when attacked (defensive), or to march with it "
                   "always (unconditional)."},
    {"help.accept", "offers the same pact back, which makes it."},
    {"help.cancel", "ends a pact at the end of the turn, or withdraws an offer in hand."},
    {"help.answer", "what you do when that ally calls you this turn. The answer stands until you change it."},
    {"help.declare", "says something in public: peaceful intentions, a warning or a demand."},
    {"help.open", "opens your books to some states: they see your arms without error this turn."},
    {"help.scrap", "destroys strike units of yours in public."},
    {"help.mobilise", "prepares an attack for next turn, where this world knows mobilisation."},
    {"help.project", "begins the one research project, where this world knows research."},
    {"help.focus", "chooses where your mole looks, where this world knows moles."},
    {"help.belief", "states how likely you think it is that a state is greedy. It does not affect play."},
    {"help.expect",
     "states how likely you think it is that a state attacks you next turn. It does not affect play."},
    {"help.seesme", "states how greedy you think a state takes you for. It does not affect play."},
    {"help.balance",
     "states how you judge the balance: 100 is even, more favours attack. It does not affect play."},
    {"help.undo", "takes back your last change."},
    {"help.clear", "back to how your orders stood when the turn began."},
    {"help.say", "sends a message at once, to some states or to all. It cannot be taken back."},
    {"help.press", "the messages so far."},
    {"help.save", "sends your orders to the server. The last saved ones count when the turn closes."},
    {"help.ready", "saves your orders and says that you need no more time; ready no takes that back."},
    {"help.wait", "for scripts: the lines behind it wait for the next turn, or for the end."},
    {"help.leave", "gives your seat to a bot. You may come back; it is yours again a turn later."},
    {"help.quit", "stops this program. Your seat stays yours and your saved orders count."},
    {"rules.1", "You lead a state among others that may want what you have, or may fear you as you fear "
                "them. Nobody sees another's motive. Nobody enforces a promise."},
    {"rules.2",
     "Spend your income each turn: civil scores now and grows your income; fortify defends; strike attacks; "
     "dual does some of both; intel sharpens what you see. Arms wear out a little every turn."},
    {"rules.3", "Look at the estimates. They are wrong within the ranges given, and where arms look alike "
                "you cannot tell a wall from a sword."},
    {"rules.4", "Promise: a non-aggression pact says that you will not attack, a defensive one that you will "
                "help a victim, an unconditional one that you will march as well. A secret pact stays secret "
                "until it is called. Attacking a partner costs points and is remembered."},
    {"rules.5",
     "Answer calls: honour them, stand aside, or honour them only if your ally was the victim. Standing "
     "aside costs less than helping, and is remembered. Say nothing and you honour them."},
    {"rules.6", "Signal: words are free. Opening your books shows your strength or your weakness. Scrapping "
                "strike arms destroys them."},
    {"rules.7", "Wait or attack, one target a turn. If your target does not attack you, your force is "
                "multiplied by the balance: above 100 that helps you, below 100 it helps the defender. If "
                "you attack each other, neither the balance nor walls nor helpers count."},
    {"rules.8", "All orders of a turn are carried out together when it closes. The last orders you saved "
                "count, whether you said ready or not."},
    {"rules.9", "In the end security seekers succeed if they are alive, whole and safe; greedy states "
                "succeed by growing. Insecurity you lived with takes points off: being weak in a dangerous "
                "place costs, and so does frightening everyone into arming."},
    {"diplomacy.how", "To change: offer, accept, cancel, answer. To write: say. To read: press."},
    {"guide.headline", "The usual questions of a turn. Enter keeps what stands; stop ends the guide."},
    {"guide.budget",
     "1 of 5. How do you spend your income? Enter: as it stands. Or, for example: fortify 3 strike 1."},
    {"guide.attack", "2 of 5. Whom do you attack? Enter: as it stands. Or a state, or nobody."},
    {"guide.diplomacy", "3 of 5. One step in diplomacy? Enter: none. Or, for example: offer {rival} "
                        "defensive, accept {rival}, say all we want peace."},
    {"guide.beliefs", "4 of 5. How likely is each state greedy, in percent? Enter: as last time, if you said "
                      "anything then. Or, for example: {rival} 30."},
    {"guide.ready", "5 of 5. Save and be ready? Enter: yes. Or no, to look again first."},
    {"guide.stopped", "The guide has ended. What you changed stays in your orders in hand."},
    {"say.sent", "Sending your message."},
    {"say.too_long", "That message is too long: at most {most} bytes. Send it in parts."},
    {"say.refused", "The message was not sent: {cause}"},
    {"press.line", "Message, turn {turn}, from {from} to {to}: {text}"},
    {"press.sent", "Message, turn {turn}, from you to {to}: {text}"},
    {"press.you", "you"},
    {"press.everyone", "everybody"},
    {"press.none", "There are no messages yet. To write one: say STATE TEXT, or say all TEXT."},
    {"ready.saving", "Saving your orders, then ready."},
    {"ready.sent", "Telling the server that you are ready."},
    {"ready.back", "Telling the server that you need more time."},
    {"wait.never", "You are not ready, and this turn has no time limit: it would never close. First: ready."},
    {"wait.turn", "The lines that follow wait for the next turn."},
    {"wait.end", "The lines that follow wait for the end of the world."},
    {"leave.confirm", "A bot would play your seat from now on. You may come back with the same name and "
                      "place. Where no other person plays, the rest is played at once. To do it: leave yes."},
    {"leave.sent", "Giving your seat to a bot."},
    {"leave.done", "A bot has your seat. You may come back: it is yours again a turn after you do."},
    {"quit.unanswered", "Waiting for the server to confirm what you sent; then this program stops. To stop "
                        "at once: quit again."},
    {"quit.done",
     "This program stops, and a private game with it. On a server your seat stays yours and your saved "
     "orders count; the world goes on."},
    {"input.too_long", "That line is too long: at most {most} bytes. Nothing was done."},
    {"input.ended",
     "The input has ended, and a private game with it. On a server your seat stays yours and your "
     "saved orders count; the world goes on."},
};

const struct sentence_list english_commands = {rows, sizeof rows / sizeof rows[0]};
