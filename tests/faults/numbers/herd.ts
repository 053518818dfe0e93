/// <reference lib="deno.worker" />
import { PROTOCOL } from "@/lib/chat/protocol.ts";

/** People that come back at once, having a room up to `since`. */
export interface Herd {
  url: string;
  cookies: readonly string[];
  room: number;
  since: number;
  /** They are up to date when they have it up to here. */
  until: number;
}

if (typeof WorkerGlobalScope !== "undefined") {
  self.onmessage = async ({ data }: MessageEvent<Herd>) => {
    const begun = performance.now();
    await Promise.all(data.cookies.map((cookie) => comeBack(data, cookie)));
    self.postMessage(performance.now() - begun);
  };
}

function comeBack({ url, room, since, until }: Herd, cookie: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const address = `${url.replace(/^http/, "ws")}/ws`;
  // Deno's own second argument, which the browser's types do not know.
  const socket: WebSocket = Reflect.construct(WebSocket, [
    address,
    { protocols: [PROTOCOL], headers: { cookie } },
  ]);
  socket.onopen = () => socket.send(JSON.stringify({ t: "hello", rooms: { [room]: since } }));
  socket.onerror = () => reject(new Error("A client that came back was cut off"));
  socket.onmessage = ({ data }) => {
    const [, more] = /^\{"t":"events",.*?"to":(\d+)/.exec(String(data).slice(0, 200)) ?? [];
    if (more !== undefined && Number(more) >= until) resolve();
  };
  return promise.finally(() => socket.close());
}
