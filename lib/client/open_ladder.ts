import { PROTOCOL } from "@/lib/chat/protocol.ts";
import { Ladder } from "./ladder.ts";
import type { Wire } from "./socket.ts";

const KEY = "conexao:rung";

/** The ladder of this browser tab. */
export function openLadder(): Ladder {
  return new Ladder({
    socket: openSocket,
    stream: async () => new (await import("./stream_wire.ts")).StreamWire(),
    poll: async (how) => new (await import("./poll_wire.ts")).PollWire(how),
    answers,
    memory,
  });
}

function openSocket(): Wire {
  const url = new URL("/ws", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return new WebSocket(url, PROTOCOL);
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

// A browser may forbid storage at any call; then each page finds its rung by itself.
const memory = {
  read(): number {
    try {
      return Number(sessionStorage.getItem(KEY));
    } catch {
      return 0;
    }
  },
  write(rung: number): void {
    try {
      sessionStorage.setItem(KEY, String(rung));
    } catch {
      // As above.
    }
  },
};
