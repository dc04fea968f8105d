// A wire between browsers and a server that can be cut, can go dead without a word, and can be shut: what happens to
// phones. It passes bytes on and knows nothing of them; browsers see it as the server.

import { EventEmitter, once } from "node:events";
import { connect, createServer } from "node:net";

export class Wire {
  attempts = 0; // connections that were opened, taken or not
  isShut = false; // no connection gets through
  #pairs = new Set();
  #tried = new EventEmitter();

  static async to(port) {
    const wire = new Wire();
    wire.far = port;
    wire.listener = createServer((near) => wire.#take(near));
    wire.listener.listen(0, "127.0.0.1");
    await once(wire.listener, "listening");
    wire.port = wire.listener.address().port;
    return wire;
  }

  get origin() {
    return `https://127.0.0.1:${this.port}`;
  }

  #take(near) {
    this.attempts++;
    this.#tried.emit("tried");
    near.on("error", () => near.destroy());
    if (this.isShut) {
      near.destroy();
      return;
    }
    const far = connect(this.far, "127.0.0.1");
    const pair = { near, far };
    this.#pairs.add(pair);
    far.on("error", () => far.destroy());
    for (const end of [near, far]) {
      end.setNoDelay(true);
      end.on("close", () => {
        if (!pair.dead) [near, far].forEach((one) => one.destroy());
        this.#pairs.delete(pair);
      });
    }
    near.pipe(far);
    far.pipe(near);
  }

  /** So many more attempts were made. */
  async awaitAttempts(count) {
    for (const wanted = this.attempts + count; this.attempts < wanted; ) await once(this.#tried, "tried");
  }

  /** Every connection breaks, and both ends are told. */
  cut() {
    for (const { near } of this.#pairs) near.destroy();
  }

  /** What is connected now passes nothing any more, and nobody is told; new connections get through. */
  goDead() {
    for (const pair of this.#pairs) {
      pair.dead = true;
      pair.near.unpipe(pair.far);
      pair.far.unpipe(pair.near);
      for (const end of [pair.near, pair.far]) end.resume(); // taken, and lost
    }
  }

  async takeBack() {
    this.listener.close();
    for (const { near, far } of this.#pairs) [near, far].forEach((end) => end.destroy());
  }
}
