// The way to the server: cut, dead without a word, shut, behind a firewall, and a server that goes and comes back.
// Attempts are counted; how long they take depends on the machine.

import assert from "node:assert/strict";

import { openHouse } from "./house.mjs";
import { DESK, PHONE } from "./support/browser.mjs";

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

house.test("a phone that is taken out again comes back at the first attempt", async () => {
  const { person, wire } = await overWire(PHONE);
  await person.putAway();
  wire.isShut = true;
  wire.cut();
  await person.awaitStatus("web.status.lost", "web.status.connecting");
  // it has tried in vain for a while: by now the pauses between attempts are long
  while (wire.attempts < 6) await person.page.waitForTimeout(50);
  wire.isShut = false;
  const before = wire.attempts;
  await person.takeOut();
  await person.awaitStatus("web.status.unsaved", "web.status.unsaved_first", "web.status.saved", "web.status.saved_before");
  assert.ok(wire.attempts - before <= 2, `${wire.attempts - before} attempts`);
});

house.test("a link that died without a word is noticed on return", async () => {
  const { person, wire } = await overWire(PHONE);
  await person.putAway();
  wire.goDead();
  const sockets = person.sockets;
  await person.takeOut();
  const points = await person.more("fortify");
  await person.awaitSaved();
  await person.awaitPoints("fortify", points);
  assert.equal(person.sockets - sockets, 1, "one new link, and not before it was looked for");
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
  await blocked.part("check-socket").filter({ hasNotText: blocked.say("web.check.trying") }).waitFor();
  assert.equal(await blocked.part("check-socket").filter({ hasText: blocked.say("web.check.good") }).count(), 0);
});
