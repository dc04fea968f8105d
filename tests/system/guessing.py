"""Join codes cannot be guessed at any speed, and a campus behind one address joins at once all the same."""

import asyncio
import os
import time
import unittest

import release  # noqa: F401  pylint: disable=unused-import
from pressure import Light, say, scaled
from spiral import SystemTest

AT_ONCE = 60  # wrong codes of an address where nobody has a seat
STEP, STEP_SECONDS = 5, 15  # so many come back in such a time
ALL_AT_ONCE = 600  # wrong codes of all strangers together
SEATS = 12


async def try_codes(port, source, count):
    """Wrong codes from one address: how many were answered, and the wait that was told at last."""
    answered, wait = 0, 0
    peer = None
    for number in range(count):
        if number % 100 == 0:  # a link may say so much at once
            if peer:
                peer.close()
            peer = await Light().open(port, source)
        _, refusal = await peer.enter("join", code="222222", name="Eve", secret=os.urandom(16))
        if refusal["code"] == "REFUSAL_BUSY":
            wait = refusal["busy"]["retry_after_ms"]
            break
        answered += 1
    peer.close()
    return answered, wait


class Guessing(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server().start()

    def test_a_campus_joins_at_once_beside_somebody_who_guesses(self):
        codes = [self.host.exercise("grand-12", wait_seats=SEATS).code for _ in range(25)]

        async def guess(port):
            """By hand, quickly: two wrong codes a second."""
            wrong = 0
            while True:
                wrong += (await try_codes(port, "127.0.0.1", 1))[0]
                await asyncio.sleep(0.5)

        async def join(code, number):
            peer = await Light().open(self.host.port)
            if number % 10 == 0:  # a typing error
                _, refusal = await peer.enter("join", code="222222", name="x", secret=os.urandom(16))
                self.assertEqual(refusal["code"], "REFUSAL_UNKNOWN_CODE")
            kind, body = await peer.enter("join", code=code, name=f"Person {number}", secret=os.urandom(16))
            self.assertEqual(kind, "joined", body)
            return peer

        async def campus():
            guesser = asyncio.ensure_future(guess(self.host.port))
            peers = await asyncio.gather(*(join(code, 12 * x + y) for x, code in enumerate(codes)
                                           for y in range(SEATS)))
            self.assertFalse(guesser.done())
            guesser.cancel()
            for peer in peers:
                peer.close()
            return len(peers)

        begun = time.monotonic()
        count = asyncio.run(campus())
        say("campus", joined=count, seconds=time.monotonic() - begun)

    def test_an_address_that_guesses_is_refused_whatever_it_says(self):
        code = self.host.exercise("grand-12", wait_seats=SEATS).code

        async def attack():
            answered, wait = await try_codes(self.host.port, "127.0.0.2", 10 * AT_ONCE)
            self.assertEqual(answered, AT_ONCE)
            self.assertTrue(0 < wait <= 1000 * STEP_SECONDS, wait)
            peer = await Light().open(self.host.port, "127.0.0.2")
            told = [await peer.enter("join", code=one, name="Eve", secret=os.urandom(16))
                    for one in (code, "222222")]
            told += [await peer.enter("watch", code=one) for one in (code, "222222")]
            for kind, refusal in told:  # the same for the right one and the wrong one
                self.assertEqual(kind, "refusal")
                self.assertLessEqual(refusal["busy"].pop("retry_after_ms"), wait)
                self.assertEqual(refusal, told[0][1])
            # it is that address alone, and not for long
            other = await Light().open(self.host.port, "127.0.0.3")
            kind, _ = await other.enter("join", code=code, name="Ann", secret=os.urandom(16))
            self.assertEqual(kind, "joined")
            again = await Light().open(self.host.port, "127.0.0.2")
            kind, _ = await again.enter("resume", person=other.joined["person"], token=other.joined["token"])
            self.assertEqual(kind, "joined")  # tokens cannot be guessed: that way is always open
            for one in (peer, other, again):
                one.close()

        asyncio.run(attack())
        self.assertIn("warn guessing address=127.0.0.2", self.host.log_text())
        self.assertNotIn(code, self.host.log_text())

    def test_many_addresses_together_are_bounded_too(self):
        code = self.host.exercise("grand-12", wait_seats=SEATS).code
        addresses = scaled(30)

        async def attack():
            inside = await Light().open(self.host.port, "127.0.0.9")
            await inside.enter("join", code=code, name="Ann", secret=os.urandom(16))
            begun = time.monotonic()
            answered = sum([(await try_codes(self.host.port, f"127.1.{x // 200}.{x % 200 + 1}", 2 * AT_ONCE))[0]
                            for x in range(addresses)])
            seconds = time.monotonic() - begun
            self.assertGreaterEqual(answered, ALL_AT_ONCE)
            self.assertLessEqual(answered, ALL_AT_ONCE + 2 * seconds + 20)
            say("guesses", addresses=addresses, answered=answered, seconds=seconds)
            # where somebody has a seat the next one gets in, typing error and all
            friend = await Light().open(self.host.port, "127.0.0.9")
            _, refusal = await friend.enter("join", code="222222", name="Ben", secret=os.urandom(16))
            self.assertEqual(refusal["code"], "REFUSAL_UNKNOWN_CODE")
            kind, _ = await friend.enter("join", code=code, name="Ben", secret=os.urandom(16))
            self.assertEqual(kind, "joined")
            for one in (inside, friend):
                one.close()

        asyncio.run(attack())


if __name__ == "__main__":
    unittest.main(verbosity=2)
