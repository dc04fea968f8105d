// A channel over a WebSocket: one binary message is one envelope.

import { LINK_PATH, PROTOCOL, type Channel, type Owner } from "./channel.js";
import type { Env, Socket } from "./env.js";

const OPEN = 1;
const NORMAL = 1000;

function detach(socket: Socket): void {
  socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
}

export function openWebSocket(env: Env, owner: Owner): Channel {
  const socket = env.openSocket(LINK_PATH, PROTOCOL);
  const end = (reason: string): void => {
    detach(socket);
    owner.closed(reason);
  };
  socket.binaryType = "arraybuffer";
  socket.onopen = () => owner.opened();
  socket.onmessage = (event) => {
    if (event.data instanceof ArrayBuffer) owner.message(new Uint8Array(event.data));
  };
  socket.onclose = (event) => end(event.reason || `websocket ${event.code}`);
  socket.onerror = () => {
    // `close` follows and tells; a browser says nothing of the reason here
  };
  return {
    way: "websocket",
    send: (bytes) => {
      if (socket.readyState === OPEN) socket.send(bytes);
    },
    close: () => {
      detach(socket);
      socket.close(NORMAL);
    },
  };
}
