import { expect } from "expect";
import type { LineMember } from "@/lib/client/page_line.ts";
import { turn } from "../../support/fake_clock.ts";
import { setLine } from "./line_scene.ts";

/** A part of the page that notes what it hears. */
class Part implements LineMember {
  readonly said: string[] = [];
  readonly #cursors: Record<string, number>;

  constructor(cursors: Record<string, number> = {}) {
    this.#cursors = cursors;
  }

  cursors() {
    return this.#cursors;
  }

  heard({ t }: { t: string }): void {
    this.said.push(t);
  }

  sent({ t }: { t: string }): void {
    this.said.push(`sent ${t}`);
  }

  doubted(): void {
    this.said.push("doubted");
  }

  ended(): void {
    this.said.push("ended");
  }
}

Deno.test("one connection serves all parts of a page, and greets for all of them", () => {
  const { line, wires, live, calls } = setLine();
  const [one, other] = [new Part({ 1: 5 }), new Part({ 2: 7 })];
  const leave = line.join(one);
  line.join(other);
  const wire = live();
  expect(wires.length).toBe(1);
  expect(wire.framesOf("hello")).toEqual([{ t: "hello", rooms: { 1: 5, 2: 7 } }]);
  wire.say({ t: "head", room: 1, rev: 6 });
  expect([one.said, other.said]).toEqual([["welcome", "head"], ["welcome", "head"]]);
  leave();
  wire.say({ t: "head", room: 1, rev: 7 });
  expect([one.said.length, other.said.length, wire.closed, calls.attended]).toEqual([
    2,
    3,
    false,
    1,
  ]);
});

Deno.test("the last to leave takes the connection along, and the next to come brings one", () => {
  const { line, wires, live, clock, calls } = setLine();
  const leave = line.join(new Part());
  live();
  leave();
  leave();
  expect([wires[0]!.closed, clock.waiting, calls.attended]).toEqual([true, 0, 0]);
  expect(line.send({ t: "ping", n: 1 })).toBe(false);
  line.join(new Part());
  expect(wires.length).toBe(2);
});

Deno.test("who comes late is told the greeting, and only once there has been one", () => {
  const { line, live } = setLine();
  line.join(new Part());
  const early = new Part();
  line.join(early);
  expect(early.said).toEqual([]);
  live();
  const late = new Part();
  line.join(late);
  expect([early.said, late.said]).toEqual([["welcome"], ["welcome"]]);
});

Deno.test("all parts hear what one of them has said, if it was said", () => {
  const { line, live } = setLine();
  const part = new Part();
  line.join(part);
  expect(line.send({ t: "read", room: 1, seq: 3 })).toBe(false);
  const wire = live();
  expect(line.send({ t: "read", room: 1, seq: 3 })).toBe(true);
  expect(wire.framesOf("read")).toEqual([{ t: "read", room: 1, seq: 3 }]);
  expect(part.said).toEqual(["welcome", "sent read"]);
});

Deno.test("all parts are told when nobody is signed in any more, and when the page is in doubt", async () => {
  const { line, wires, live, calls } = setLine();
  const [one, other] = [new Part(), new Part()];
  for (const part of [one, other]) line.join(part);
  wires[0]!.end();
  await turn();
  expect(one.said).toEqual([]);
  calls.signedOut = true;
  line.probe();
  wires.at(-1)!.end();
  await turn();
  expect([one.said, other.said]).toEqual([["ended"], ["ended"]]);
  line.probe();
  live();
  line.resync();
  expect(other.said).toEqual(["ended", "welcome", "doubted"]);
});
