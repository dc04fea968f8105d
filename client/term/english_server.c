#include "client/term/english.h"

static const struct sentence rows[] = {
    {"link.connecting", "Connecting: {text}"},
    {"link.first_trust",
     "This is the first time you meet this server. Its key is noted and will be checked from now on: {text}"},
    {"link.lost", "Connection lost. Trying again. Saved orders are safe on the server."},
    {"link.unreached", "The server does not answer yet. Trying again; Ctrl-C stops this program."},
    {"link.failed", "Stopped: {text}"},
    {"back.same", "Back. You missed nothing; this turn is still open."},
    {"back.used", "Back. Turn {turn} closed while you were away; your saved orders were used."},
    {"back.defaults", "Back. Turn {turn} closed while you were away; no orders of yours were saved for it, "
                      "so the defaults or a bot's orders counted."},
    {"joined.code", "Welcome, {name}. Your seat code is {code}. With it you can move to another device; keep "
                    "it to yourself."},
    {"joined.back", "Welcome back, {name}."},
    {"notice.superseded", "You are now playing from another device. This one stops."},
    {"notice.stopping",
     "The server is stopping for a moment. Your saved orders are safe; this program tries again by itself."},
    {"notice.restarted",
     "The server has restarted. {seconds} {seconds:second was|seconds were} given back to every clock."},
    {"notice.bot_holds_seat", "A bot has taken your seat, because you gave no orders for some turns or left. "
                              "It is yours again from the next turn."},
    {"notice.seat_is_yours", "The seat is yours again."},
    {"auto.saved", "A bot gave your orders for turn {turn} (revision {revision})."},

    {"role.title", "World: {title}."},
    {"role.none", "You have no role yet. It comes when the game starts."},
    {"role.name", "You lead {name}, state {letter}, one of {states} states."},
    {"role.motive", "Your motive, which nobody else can see: {motive}."},
    {"success.security_seeker",
     "You want to be safe. You succeed if at the end you are alive, hold at least the territory you began "
     "with ({start} units), and are not easy to beat. Conquest is worth almost nothing to you."},
    {"success.greedy", "You want more. You succeed if at the end you hold at least {greedy} territory; you "
                       "begin with {start}. Every unit you take is worth more to you than one of your own."},
    {"success.limited", "You want a little more. You succeed if at the end you hold at least {limited} "
                        "territory; you begin with {start}."},
    {"success.protector",
     "You want yourself and your partners safe. You succeed if at the end you are alive, hold at least the "
     "territory you began with ({start} units), and are not easy to beat. You also lose points when a "
     "partner under a defensive or unconditional pact loses territory."},
    {"success.fearful", "You want to be safe, and danger weighs on you more than on others: {weight} "
                        "percent. You succeed if at the end you are alive, hold at least the territory you "
                        "began with ({start} units), and are not easy to beat."},
    {"role.hidden", "The others' motives are as hidden from you as yours is from them."},
    {"role.balance_attack",
     "Attack has the edge: an attacker's force counts {balance} percent, so waiting can be dangerous."},
    {"role.balance_defence",
     "Defence has the edge: an attacker's force counts only {balance} percent, so waiting is fairly safe."},
    {"role.balance_even", "Attack and defence are about even: an attacker's force counts {balance} percent."},
    {"role.balance_hidden",
     "That is what your staff believes; the true balance is hidden and may be different."},
    {"role.arms_alike", "Arms look alike and serve both ends: each kind does {percent} percent of the "
                        "other's work. Arming for safety also threatens."},
    {"role.arms_apart", "Defensive and offensive arms differ: each kind does only {percent} percent of the "
                        "other's work. You can arm for safety without threatening."},
    {"role.prior",
     "Where motives were drawn by lot, each state had a {percent} percent chance of being greedy."},
    {"role.end_fixed", "The world ends after turn {last}."},
    {"role.end_lot", "From turn {from} on, the world ends after each turn with a chance of {percent} "
                     "percent, and after turn {last} at the latest."},
    {"role.hegemony", "It also ends when one state holds more than {percent} percent of all territory."},
    {"role.clock", "Each turn is open for {time}, or until all are ready."},
    {"role.no_clock", "There is no time limit: a turn closes when all are ready."},
    {"role.misses", "If you let {misses} {misses:turn|turns in a row} pass without saving orders, a bot "
                    "plays your seat until you come back."},
    {"role.commitment", "The server is bound to its dice and to all motives by this commitment, noted now "
                        "and checked at the end: {hash}"},

    {"end.headline", "The world has ended after turn {turns}."},
    {"end.running", "No reason was given."},
    {"end.time", "Time was up."},
    {"end.hegemony", "One state held more than the others could balance."},
    {"end.survivor", "No rivals were left."},
    {"end.revealed", "Now the motives are open:"},
    {"end.state", "{state}: {motive}, score {score}, {goal}."},
    {"end.mine", "{state} (you): {motive}, score {score}, {goal}."},
    {"end.scores", "Scores are not a ranking: states wanted different things. The insecurity each lived with "
                   "is taken off."},
    {"end.belief_right", "You said {state} was {percent} percent likely to be greedy. It was: {motive}. You "
                         "leaned the right way."},
    {"end.belief_wrong", "You said {state} was {percent} percent likely to be greedy. It was: {motive}. You "
                         "leaned the wrong way."},
    {"end.belief_even", "You said {state} was {percent} percent likely to be greedy. It was: {motive}."},
    {"end.lesson", "What this world was made to show: {lesson}"},
    {"end.no_beliefs",
     "You stated no beliefs about the others, so there is nothing to compare with the truth."},
    {"end.checking", "Fetching the record and checking it against the commitment noted at the start."},
    {"end.record_agrees",
     "The record agrees with the commitment: neither dice nor motives were changed during play."},
    {"end.record_wrong", "THE RECORD DOES NOT AGREE WITH THE COMMITMENT. Do not trust this result. {why}"},
    {"end.verify",
     "Anybody can compute the world again from its record: the option --record FILE keeps it, and "
     "spiral replay --verify FILE checks it."},
    {"end.verify_file", "The record is in {path}. To compute the world again: spiral replay --verify {path}"},
    {"end.not_written", "The record was checked but not written: {cause}"},

    {"refusal.none", "The server refused without saying why."},
    {"refusal.unsupported", "The server does not know this command."},
    {"refusal.upgrade_needed",
     "This program and the server do not speak the same version: the server speaks {oldest} to {newest}."},
    {"refusal.busy", "The server is busy."},
    {"refusal.moved", "This world is played on another server now: {host}, port {port}."},
    {"refusal.not_now", "That is not possible at this moment."},
    {"refusal.malformed", "The server could not read the message. Item: {item}."},
    {"refusal.unknown_code", "No exercise has that join code."},
    {"refusal.unknown_person",
     "The server does not know you under this name and place, or the seat code is wrong."},
    {"refusal.full", "All seats are taken."},
    {"refusal.over", "The world has ended."},
    {"refusal.not_yours", "That belongs to another world or seat."},
    {"refusal.stale_turn", "Too late: turn {turn} is open now."},
    {"refusal.stale_revision", "Newer orders for your seat were saved from elsewhere (revision {revision})."},
    {"refusal.illegal_orders", "The server did not take these orders."},
    {"refusal.eliminated", "Your state has been eliminated."},
    {"refusal.not_ended", "The record stays secret until the world has ended."},
    {"refusal.bot_holds_seat", "A bot plays your seat this turn."},
    {"remedy.none", "Try again; if it happens again, ask whoever runs the game."},
    {"remedy.unsupported", "Use a newer server, or do without this command."},
    {"remedy.upgrade_needed", "Install the version that fits the server."},
    {"remedy.busy", "Try again in {seconds} {seconds:second|seconds}."},
    {"remedy.moved", "Join there with the same code."},
    {"remedy.not_now", "Type status to see how things stand, and try again."},
    {"remedy.malformed",
     "Type it in a simpler way; if that does not help, the program and the server do not fit each other."},
    {"remedy.unknown_code", "Check the code letter by letter, and that this is the right server."},
    {"remedy.unknown_person", "Join again with the code of the exercise, or check the seat code."},
    {"remedy.full", "Ask whoever runs the game for a seat, or wait until one is free."},
    {"remedy.over", "Look at the result, or join another exercise."},
    {"remedy.not_yours", "Join your own world with its code."},
    {"remedy.stale_turn", "Look at the new turn (situation) and give your orders for it."},
    {"remedy.stale_revision", "Agree with whoever shares your seat; save again if yours are to count."},
    {"remedy.illegal_orders", "Change the parts named above and save again."},
    {"remedy.eliminated", "You can watch and write messages until the end."},
    {"remedy.not_ended", "Wait for the end of the world."},
    {"remedy.bot_holds_seat", "Look and write messages; the seat is yours from the next turn."},
};

const struct sentence_list english_server = {rows, sizeof rows / sizeof rows[0]};
