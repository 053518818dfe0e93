import { PROTOCOL } from "@/lib/chat/protocol.ts";
import { PollWire } from "@/lib/client/poll_wire.ts";
import { readFrame } from "@/lib/client/read_frame.ts";
import type { Wire } from "@/lib/client/socket.ts";
import { StreamWire } from "@/lib/client/stream_wire.ts";
import { EventReader } from "@/tests/support/event_reader.ts";
import type { Person } from "@/tests/support/person.ts";

/** How a client is connected: as most are, or by what gets through where that does not. */
export type Way = "socket" | "stream" | "poll";

/** A connection of somebody signed in. */
export function openWire(person: Person, way: Way): Wire {
  if (way === "socket") return socketOf(person);
  const headers = { cookie: person.cookie ?? "" };
  const ask: typeof fetch = (path, init) =>
    fetch(`${person.url}${path}`, { ...init, headers: { ...init?.headers, ...headers } });
  if (way === "poll") return new PollWire({ resting: false, read: readFrame, fetch: ask });
  const source = (path: string) => new EventReader(`${person.url}${path}`, headers);
  return new StreamWire({ source, fetch: ask });
}

function socketOf({ url, cookie }: Person): WebSocket {
  // Deno's own second argument, which the browser's types do not know.
  const socket: WebSocket = Reflect.construct(WebSocket, [
    url.replace(/^http/, "ws") + "/ws",
    { protocols: [PROTOCOL], headers: { cookie: cookie ?? "" } },
  ]);
  // A broken connection is told by `close` as well.
  socket.addEventListener("error", (event) => event.preventDefault());
  return socket;
}
