"""Calls of a doctrine, one at a time, each in a daemon thread: whatever it does, the seat goes on."""

import copy
import queue
import threading
import traceback

import spiral_orders
from spiral_talk import Failed, say
from spiral_wire import encode


class Call:
    """`answers` gets the one answer: (orders, beliefs), as messages, or a sentence that says what failed."""

    def __init__(self, turn):
        self.turn, self.answers = turn, queue.Queue()
        self.is_wanted, self.is_over = True, False  # by the turn; the thread has returned


class Thinker:
    """Owns the doctrine's thread. A call that is late keeps it: nothing else is asked until it returns."""

    def __init__(self, bot):
        self.bot, self.call, self.is_prepared, self.problem = bot, None, False, None

    def begin(self, view):
        """A new call; None while the one before has not returned."""
        self.check()
        if self.call and not self.call.is_over:
            return None
        self.call = Call(view.turn)
        threading.Thread(target=self.run, args=(self.call, copy.deepcopy(view)), daemon=True).start()
        return self.call

    def check(self):
        if self.problem:
            raise Failed(f"prepare failed: {self.problem}")

    def run(self, call, view):
        answer = None
        try:
            answer = self.think(call, view)
        except BaseException as error:  # sys.exit() too, and whatever it is, the game goes on
            for line in traceback.format_exc().splitlines():
                say(line)
            answer = f"{type(error).__name__}: {error}".rstrip(": ")
            if not self.is_prepared:
                self.problem = answer
            elif not call.is_wanted:
                say(f"turn {call.turn}: the late call failed: {answer}")
        call.is_over = True
        call.answers.put(answer)

    def think(self, call, view):
        if not self.is_prepared:
            self.bot.prepare(view)
            self.is_prepared = True
        if not call.is_wanted:  # the turn has gone on while it loaded
            return None
        orders = spiral_orders.Orders(view)
        self.bot.doctrine(view, orders)
        thought = spiral_orders.order_message(view, orders), spiral_orders.belief_message(orders)
        encode("Orders", thought[0])
        encode("StateBeliefs", thought[1])
        for note in orders.notes:
            say(f"turn {view.turn}: {note}")
        return thought
