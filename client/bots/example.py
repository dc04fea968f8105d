#!/usr/bin/env python3
"""A bot that plays whole games of Spiral, with nothing but the standard library of Python 3.9 or newer.

    python3 example.py --local                       a game against bots, on a server of its own
    python3 example.py HOST:PORT CODE --name NAME    a seat on a server
    spiral arena 'mine=python3 example.py' hawk      many games against doctrines

Copy this folder and change `doctrine`. docs/bots.md explains the game in a page, spiral_view.py has all that
it sees, spiral_orders.py all that it may order.
"""

import sys

import spiral_seat


def prepare(view):
    """Called once, before the first turn: load here what takes long. It counts against --load-seconds."""


def doctrine(view, orders):
    """Tit for tat: walls as high as the strongest neighbour is armed, each attack returned, no war begun."""
    feared = max((rival.arms_here for rival in view.rivals if rival.pact != "defensive"), default=0)
    kept = (view.fortify + view.strike + view.dual) * (1 - view.wear)
    most = view.income * (6 if view.danger >= 2 else 4) // 10
    orders.fortify = min(max(round(feared - kept), view.income // 10), most)
    for rival in view.rivals:
        is_bad = rival.attacked_me > 0 or rival.broken > 0
        is_trusted = rival.suspicion < 250 and not is_bad
        if rival.offer == "non_aggression" or rival.offer == "defensive" and is_trusted:
            orders.offers[rival.state] = rival.offer  # equal offers make a pact
            orders.secret[rival.state] = rival.offer_is_secret
        elif view.turn == 1:
            orders.offers[rival.state] = "non_aggression"
        orders.answers[rival.state] = "honour_if_victim"
        if rival.may_attack and rival.attacked_me > rival.attacked_by_me:
            orders.attack = rival.state
        orders.greedy[rival.state] = min(rival.suspicion + 300 * is_bad, 990)
        orders.attack_next[rival.state] = orders.greedy[rival.state] // (2 if is_bad else 4)


if __name__ == "__main__":
    sys.exit(spiral_seat.main(sys.modules[__name__]))
