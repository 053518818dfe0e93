import { ALIVE_URL } from "../../constants.ts";

const FIRST_DELAY = 100;
const LONGEST_DELAY = 2000;

let revision = 0;
let delay = FIRST_DELAY;

// Reloads the page once the server runs a newer revision than the one that rendered it.
function connect(): void {
  const url = new URL(ALIVE_URL, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  socket.onopen = () => delay = FIRST_DELAY;
  socket.onclose = () => {
    setTimeout(connect, delay);
    delay = Math.min(delay * 2, LONGEST_DELAY);
  };
  socket.onmessage = (event) => {
    const message = JSON.parse(event.data) as { type: string; revision: number };
    if (message.type !== "initial-state") return;
    if (revision !== 0 && message.revision > revision) location.reload();
    revision = message.revision;
  };
}

connect();
