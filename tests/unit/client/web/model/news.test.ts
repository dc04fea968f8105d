import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { BulletinSchema } from "../../../../../client/web/src/gen/spiral/v1/exercise_pb.js";
import { bulletinNews } from "../../../../../client/web/src/model/news.js";

test("news from outside is told in the reader's language, with its source, and says which language it came in", () => {
  const told = create(BulletinSchema, { source: "Agency", textEn: "Storm", textEs: "Tormenta" });
  assert.deepEqual(bulletinNews(told, "en"), { key: "web_step.bulletin_from", slots: { source: "Agency", text: "Storm" }, lang: "en" });
  assert.deepEqual(bulletinNews(told, "es"), { key: "web_step.bulletin_from", slots: { source: "Agency", text: "Tormenta" }, lang: "es" });
});

test("news in one language alone keeps it for every reader", () => {
  const english = create(BulletinSchema, { textEn: "Storm" });
  assert.deepEqual(bulletinNews(english, "es"), { key: "web_step.bulletin", slots: { text: "Storm" }, lang: "en" });
  const spanish = create(BulletinSchema, { textEn: "Tormenta", textEs: "Tormenta" });
  for (const reader of ["en", "es"] as const) assert.equal(bulletinNews(spanish, reader).lang, "es");
});
