// The way to the server: cut, dead without a word, shut, behind a firewall, and a server that goes and comes back.
// Attempts are counted; how long they take depends on the machine.

import assert from "node:assert/strict";

import { openHouse } from "./house.mjs";
import { DESK, PHONE } from "./support/browser.mjs";
import { PATIENCE_MS } from "./support/server.mjs";

const house = openHouse();

/** Somebody who plays over a wire that may break. */
async function overWire(settings) {
  const wire = await house.wire();
  const { person, code } = await house.playing({ ...settings, origin: wire.origin });
  person.complaints.forgiveLostConnections();
  return { person, code, wire };
}

house.test("a wire that is cut: said at once, kept meanwhile, back by itself", async () => {
  const { person, wire } = await overWire(PHONE);
  wire.isShut = true;
  wire.cut();
  await person.awaitStatus("web.status.lost", "web.status.connecting");
  const points = await person.more("strike");
  wire.isShut = false;
  await person.awaitSaved();
  await person.awaitPoints("strike", points);
});

house.test("a phone that is taken out again comes back at once, without waiting for its next try", async () => {
  const wire = await house.wire();
  const code = await house.server.exercise("duel", { wait_seats: 1 });
  const person = await house.come({ ...PHONE, origin: wire.origin });
  person.complaints.forgiveLostConnections();
  await person.page.clock.install();
  await person.join(code, "Ann");
  await person.awaitTurn(1);
  await person.putAway();
  wire.isShut = true;
  wire.cut();
  await wire.awaitAttempts(2); // in vain
  await person.page.clock.pauseAt(await person.page.evaluate(() => Date.now() + 1000)); // its timers stand still now
  for (let before = -1; before !== wire.attempts; ) {
    before = wire.attempts; // until the last that was under way has failed too
    await isHere(code, false);
  }
  wire.isShut = false;
  await isHere(code, false);
  await person.takeOut();
  await isHere(code, true);
  await person.page.clock.resume();
  await person.more("fortify");
  await person.awaitSaved();
});

/** Whether the server sees the one person of an exercise. */
async function isHere(code, wanted) {
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    const { seats } = await house.server.show(code);
    if (seats.flatMap((seat) => seat.persons).some((person) => person.here) === wanted) return;
    assert.ok(Date.now() < until, wanted ? "nobody is here" : "somebody is still here");
  }
}

house.test("a link that died without a word is noticed on return", async () => {
  const { person, wire } = await overWire(PHONE);
  await person.putAway();
  wire.goDead();
  const sockets = person.sockets;
  await person.takeOut();
  const points = await person.more("fortify");
  await person.awaitSaved();
  await person.awaitPoints("fortify", points);
  // a machine that is slow may need another try
  assert.ok(person.sockets - sockets === 1 || person.complaints.gaveUp, "one new link, and not before it was looked for");
});

house.test("a server that stops and comes back loses nothing", async () => {
  const { person, code } = await house.playing(DESK);
  person.complaints.forgiveLostConnections();
  const points = await person.more("fortify");
  await person.awaitSaved();
  await house.server.restart("SIGTERM");
  await person.awaitSaved();
  await person.awaitPoints("fortify", points);
  await house.server.restart("SIGKILL");
  await person.ready();
  await person.awaitTurn(2);
  assert.equal((await house.server.show(code)).turn, 2);
});

house.test("where WebSockets are blocked, long poll plays a turn, survives a reload and a cut", async () => {
  const wire = await house.wire();
  const code = await house.server.exercise("duel", { wait_seats: 1 });
  const person = await house.come({ ...PHONE, origin: wire.origin });
  person.complaints.forgiveLostConnections();
  await person.blockWebSockets();
  await person.join(code, "Ann");
  await person.awaitTurn(1);
  const points = await person.more("fortify");
  await person.awaitSaved();
  await person.page.reload();
  await person.awaitTurn(1);
  await person.awaitPoints("fortify", points);
  wire.cut();
  await person.more("fortify");
  await person.awaitSaved();
  await person.ready();
  await person.awaitTurn(2);
});

house.test("the check page tells what a network lets through", async () => {
  const well = await house.come(DESK);
  await well.go("/check");
  await well.part("check-socket").filter({ hasText: well.say("web.check.good") }).waitFor();
  await well.part("check-poll").filter({ hasText: well.say("web.check.good") }).waitFor();
  const blocked = await house.come(PHONE);
  await blocked.blockWebSockets();
  await blocked.go("/check");
  await blocked.part("check-poll").filter({ hasText: blocked.say("web.check.good") }).waitFor();
  await blocked.part("check-socket").filter({ hasText: blocked.say("web.check.fair") }).waitFor();
});
