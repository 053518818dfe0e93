import { PROTOCOL } from "@/lib/chat/subprotocol.ts";
import { Ladder } from "./ladder.ts";
import { readFrame } from "./read_frame.ts";
import type { Wire } from "./socket.ts";

const KEY = "conexao:rung";

/** The ladder of this browser tab; `hurry`: there is another way now. */
export function openLadder(hurry: () => void): Ladder {
  return new Ladder({
    hurry,
    socket: openSocket,
    async stream() {
      const { StreamWire } = await import("./stream_wire.ts");
      return () => new StreamWire();
    },
    async poll(how) {
      const { PollWire } = await import("./poll_wire.ts");
      return () => new PollWire({ ...how, read: readFrame });
    },
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
    const { ok, redirected } = await fetch("/healthz", { cache: "no-store" });
    // A hotel's sign-in page answers anything.
    return ok && !redirected;
  } catch {
    return false;
  }
}

/** By which way this browser tab connects. */
export function rungNow(): "socket" | "stream" | "poll" {
  return (["socket", "stream", "poll"] as const)[memory.read()] ?? "socket";
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
