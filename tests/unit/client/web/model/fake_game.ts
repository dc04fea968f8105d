// A player in a fake browser before a fake server.

import type { Player } from "../../../../../client/web/src/model/api.js";
import { openPlayer } from "../../../../../client/web/src/model/player.js";
import { FakeEnv } from "../fake_env.js";
import { FakeServer } from "../fake_server.js";

export interface Game {
  env: FakeEnv;
  server: FakeServer;
  player: Player;
  news: string[]; // keys, oldest first
}

function watchNews(game: Game): Game {
  let known = game.player.model.news;
  game.player.subscribe(() => {
    const { news } = game.player.model;
    if (news && news !== known) game.news.push(news.key);
    known = news;
  });
  return game;
}

export function atTheDoor(): Game {
  const env = new FakeEnv();
  const server = new FakeServer(env);
  return watchNews({ env, server, player: openPlayer(env, () => "en"), news: [] });
}

export async function seated(prepare: (server: FakeServer) => void = () => undefined): Promise<Game> {
  const game = atTheDoor();
  prepare(game.server);
  const joined = game.player.join("k7qx2m", { name: "Ana" });
  await game.env.pass(0);
  await joined;
  await game.env.pass(0);
  return game;
}

/** The page is loaded anew; the old one is gone without a word. */
export async function reload(game: Game): Promise<Game> {
  const env = game.env.reloaded();
  game.server.serve(env);
  const after = watchNews({ env, server: game.server, player: openPlayer(env, () => "en"), news: [] });
  after.player.resume();
  await env.pass(0);
  return after;
}

/** The link is cut, and what is sent meanwhile goes nowhere. */
export async function cutOff(game: Game): Promise<void> {
  game.server.deaf = true;
  game.env.socket.cut();
  await game.env.pass(0);
}

export async function comeBack(game: Game): Promise<void> {
  game.server.deaf = false;
  game.env.look(true);
  await game.env.pass(1500);
  game.env.look(true);
  await game.env.pass(0);
}

export function setFortify(player: Player, fortify: number): void {
  player.change((orders) => {
    orders.budget!.fortify = fortify;
  });
}

export function fortify(player: Player): number {
  return player.draft.orders.budget!.fortify;
}
