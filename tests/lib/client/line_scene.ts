import { PageLine } from "@/lib/client/page_line.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { FakeWire } from "./fake_wire.ts";
import { welcome } from "./world.ts";

/** A page's connection whose other end and time are the test's. */
export function setLine() {
  const clock = new FakeClock();
  const wires: FakeWire[] = [];
  const calls = { signedOut: false, attended: 0 };
  const line = new PageLine({
    ...{ clock, random: () => 0.5 },
    connect() {
      wires.push(new FakeWire());
      return wires.at(-1)!;
    },
    attend() {
      calls.attended++;
      return () => calls.attended--;
    },
    signedOut: () => Promise.resolve(calls.signedOut),
  });
  /** The server takes the last connection, and greets. */
  function live(changes: Record<string, unknown> = {}): FakeWire {
    const wire = wires.at(-1)!;
    wire.open();
    wire.say(welcome(changes));
    return wire;
  }
  return { clock, wires, calls, line, live };
}
