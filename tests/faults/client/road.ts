import { type Inspect, straight, TcpRelay } from "@/tests/support/tcp_relay.ts";
import type { Seeded } from "../seeded.ts";

/** One machine's way to an instance, which may lead elsewhere, be rough, or break. */
export class Road extends TcpRelay {
  /** Leads to another instance from now on; what stands is cut. */
  lead(port: number): void {
    this.target = port;
    this.cutAll();
  }

  /** Everything arrives late, in pieces, or not at all: then the connection breaks there. */
  roughen(rng: Seeded, { delayMs = 40, breaks = 0.01 } = {}): void {
    this.inspect = async (bytes, way, passage) => {
      for (const piece of piecesOf(bytes, rng)) {
        if (rng.chance(breaks)) return passage.cut();
        await new Promise((resolve) => setTimeout(resolve, rng.pause(delayMs)));
        await passage.pass(way, piece);
      }
    };
  }

  /** Swallows all that is said, either way; nobody is told. */
  swallow(): void {
    this.inspect = () => Promise.resolve();
  }

  /** Lets half of the next bytes through that go this way and are more than a few, and breaks. */
  breakMidFrame(wayOfBreak: "up" | "down"): void {
    const breaking: Inspect = async (bytes, way, passage) => {
      if (way !== wayOfBreak || bytes.length < 16) return await passage.pass(way, bytes);
      this.smooth();
      await passage.pass(way, bytes.subarray(0, bytes.length >> 1));
      passage.cut();
    };
    this.inspect = breaking;
  }

  /** Leads nowhere. */
  close(): void {
    this.refusing = true;
    this.cutAll();
  }

  /** As it should be. */
  smooth(): void {
    this.inspect = straight;
    this.refusing = false;
  }
}

function piecesOf(bytes: Uint8Array, rng: Seeded): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = rng.chance(0.5) ? bytes.length - at : rng.between(1, bytes.length - at);
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
}
