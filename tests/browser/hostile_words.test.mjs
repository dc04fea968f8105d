// Names and messages that would be markup, run a script, leave their line or turn it: shown as text, and nothing else.

import assert from "node:assert/strict";

import { openHouse } from "./house.mjs";
import { DESK, PHONE } from "./support/browser.mjs";

const house = openHouse();

const MARKUP = `<img src=x onerror="window.hit=1"><script>window.hit=1</script><b>bold</b> {turn} javascript:alert(1)`;
const NAME = `<b onclick=hit>Ann</b>&amp;"'`;
const LONG = "x".repeat(1900);
const RIGHT_TO_LEFT = "שלום, اهلا, hello 123";

house.test("words of people are text", async () => {
  const code = await house.server.exercise("duel", { wait_seats: 2 });
  const ann = await house.come(DESK);
  const ben = await house.come(PHONE);
  await ann.join(code, NAME);
  await ann.page.getByText(NAME).first().waitFor(); // as it was typed
  await ben.join(code, "Ben");
  await ann.awaitTurn(1);
  for (const text of [MARKUP, RIGHT_TO_LEFT, LONG]) {
    await ann.write(text);
    await ben.message(text).waitFor();
  }
  for (const person of [ann, ben]) {
    assert.equal(await person.page.evaluate(() => window.hit), undefined);
    assert.equal(await person.part("messages").locator("b, img, script").count(), 0);
    assert.deepEqual(await person.overflow(), [], "long words stay within the page");
  }
  // each message is told by itself which way it runs, and what is beside it stays where it is
  assert.equal(await ben.message(RIGHT_TO_LEFT).locator("[dir=auto]").count(), 1);
});

house.test("what turns a line is refused or left out, and play goes on", async () => {
  const { person } = await house.playing(DESK);
  const box = person.part("messages").getByRole("textbox");
  await box.fill("ends here\u202Eereh sdne");
  await person.press("send");
  await person.part("messages").getByText("ends here").or(person.part("messages").getByRole("alert")).first().waitFor();
  assert.ok(!(await person.part("messages").innerText()).includes("\u202E"));
  await person.more("fortify");
  await person.awaitSaved();
});

house.test("a reason that somebody gives is text", async () => {
  const { person, code } = await house.playing(PHONE);
  await house.server.act("pause", [code], { reason: MARKUP.slice(0, 120) });
  await person.part("paused").filter({ hasText: "<img" }).waitFor();
  assert.equal(await person.part("paused").locator("img").count(), 0);
  assert.equal(await person.page.evaluate(() => window.hit), undefined);
});
