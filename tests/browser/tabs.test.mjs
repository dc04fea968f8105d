// One person, several tabs and devices: the newest is live, the older ones say so and can take the seat back.

import assert from "node:assert/strict";

import { openHouse } from "./house.mjs";
import { DESK, PHONE } from "./support/browser.mjs";

const house = openHouse();

house.test("a second tab is live, the first says so and takes back", async () => {
  const { person: first, code } = await house.playing(DESK);
  const second = await first.secondTab();
  await second.resume(code);
  await second.awaitTurn(1);
  await first.part("superseded").waitFor();
  const points = await second.more("fortify");
  await second.awaitSaved();
  await first.press("take-back");
  await second.part("superseded").waitFor();
  await first.awaitTurn(1);
  await first.awaitPoints("fortify", points);
  await first.ready();
  await first.awaitTurn(2);
  assert.equal((await house.server.show(code)).persons, 1);
});

house.test("tabs do not fight for the seat", async () => {
  const { person: first, code } = await house.playing(DESK);
  const second = await first.secondTab();
  await second.resume(code);
  await second.awaitTurn(1);
  await first.part("superseded").waitFor();
  // who only looks at the older one again takes nothing: it asks for the seat when somebody presses
  const sockets = first.sockets;
  await first.putAway();
  await first.takeOut();
  await second.more("strike");
  await second.awaitSaved();
  assert.equal(first.sockets, sockets);
  assert.equal(await second.part("superseded").count(), 0);
});

house.test("a seat code takes the seat to another device", async () => {
  const { person: first, code } = await house.playing(DESK);
  const points = await first.more("fortify");
  await first.awaitSaved();
  const phone = await house.come(PHONE);
  await phone.move(code, await first.seatCode());
  await phone.awaitTurn(1);
  await phone.awaitPoints("fortify", points);
  await first.part("superseded").waitFor();
  assert.equal((await house.server.show(code)).persons, 1);
});

house.test("a shared computer forgets the seat, to which the code still leads", async () => {
  const code = await house.server.exercise("duel", { wait_seats: 2 });
  const [person, other] = [await house.come(PHONE), await house.come(PHONE)];
  await person.join(code, "Ann");
  await other.join(code, "Ben");
  await person.awaitTurn(1);
  const seatCode = await person.seatCode();
  await person.leave();
  assert.match(await person.text(), new RegExp(seatCode));
  await person.press("forget");
  await person.part("join").waitFor();
  assert.equal(await person.part(`resume-${code}`).count(), 0);
  assert.ok(!JSON.stringify(await person.context.storageState()).includes(seatCode));
  await person.go("/play");
  await person.part("join").waitFor();
  await person.go("/");
  await person.move(code, seatCode);
  await person.part("bot").waitFor();
});

house.test("who leaves gives the seat to a bot, and gets it back", async () => {
  const code = await house.server.exercise("duel", { wait_seats: 2 });
  const [ann, ben] = [await house.come(PHONE), await house.come(PHONE)];
  await ann.join(code, "Ann");
  await ben.join(code, "Ben");
  await ann.awaitTurn(1);
  await ann.leave();
  assert.ok((await house.server.show(code)).seats.some((seat) => seat.bot && seat.persons.length > 0));
  await ann.page.reload();
  await ann.resume(code);
  await ann.part("bot").waitFor();
  await ben.ready();
  await ann.awaitTurn(2);
  await ann.part("bot").waitFor({ state: "detached" });
  await ann.more("fortify");
  await ann.awaitSaved();
});
