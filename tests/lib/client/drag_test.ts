import { expect } from "expect";
import { type Drag, landsAt, onDrag, type Surface, type Touch } from "@/lib/client/drag.ts";

type At = readonly [x: number, y: number];

function finger([clientX, clientY]: At, changes: Partial<Touch>): Touch {
  const resting = { pointerType: "touch", isPrimary: true, pointerId: 1, timeStamp: 0 };
  return { ...resting, target: null, clientX, clientY, ...changes };
}

function setUp(axis: "x" | "y", { takes = true } = {}) {
  const listeners = new Map<string, (event: Touch) => void>();
  const surface: Surface = { addEventListener: (type, listener) => listeners.set(type, listener) };
  const told: unknown[] = [];
  const drag: Drag = {
    move: (by) => told.push(["move", by]),
    end: (by, speed) => told.push(["end", by, speed]),
  };
  onDrag(surface, {
    axis,
    begin(_down, towards) {
      told.push(["begin", towards]);
      return takes ? drag : undefined;
    },
  });
  const hear = (sign: string) => (at: At, changes: Partial<Touch> = {}) =>
    listeners.get(sign)?.(finger(at, changes));
  const [down, move, lift] = [hear("pointerdown"), hear("pointermove"), hear("pointerup")];
  return { told, down, move, lift, cancel: () => hear("pointercancel")([0, 0]) };
}

Deno.test("a finger that goes along the axis is followed until it is lifted", () => {
  const { told, down, move, lift } = setUp("x");
  down([100, 100]);
  move([109, 100]);
  expect(told).toEqual([]);
  move([120, 104], { timeStamp: 10 });
  move([160, 104], { timeStamp: 30 });
  lift([180, 104], { timeStamp: 50 });
  expect(told).toEqual([["begin", 1], ["move", 20], ["move", 60], ["end", 80, 1.5]]);
});

Deno.test("it is told on which side of its beginning it goes, on either axis", () => {
  for (const [axis, to, towards] of [["x", [50, 100], -1], ["y", [100, 150], 1]] as const) {
    const { told, down, move } = setUp(axis);
    down([100, 100]);
    move(to);
    expect(told[0]).toEqual(["begin", towards]);
  }
});

Deno.test("a finger that goes across the axis, or aslant, is never followed", () => {
  for (const to of [[100, 150], [130, 130], [112, 109]] as const) {
    const { told, down, move, lift } = setUp("x");
    down([100, 100]);
    move(to);
    move([200, 100]);
    lift([200, 100]);
    expect(told).toEqual([]);
  }
});

Deno.test("what is not taken up at its beginning is left alone", () => {
  const { told, down, move, lift } = setUp("x", { takes: false });
  down([100, 100]);
  move([150, 100]);
  move([200, 100]);
  lift([200, 100]);
  expect(told).toEqual([["begin", 1]]);
});

Deno.test("what the browser takes for itself ends as if nothing had been", () => {
  const { told, down, move, lift, cancel } = setUp("x");
  down([100, 100]);
  move([150, 100]);
  cancel();
  lift([150, 100]);
  expect(told.slice(1)).toEqual([["move", 50], ["end", 0, 0]]);
});

Deno.test("a second finger ends it, and draws nothing itself", () => {
  const { told, down, move } = setUp("x");
  down([100, 100]);
  move([150, 100]);
  down([300, 300], { isPrimary: false, pointerId: 2 });
  move([200, 300], { pointerId: 2 });
  expect(told.slice(1)).toEqual([["move", 50], ["end", 0, 0]]);
});

Deno.test("a mouse draws nothing", () => {
  const { told, down, move } = setUp("x");
  down([100, 100], { pointerType: "mouse" });
  move([200, 100], { pointerType: "mouse" });
  expect(told).toEqual([]);
});

Deno.test("a finger that has come to rest throws nothing", () => {
  const { told, down, move, lift } = setUp("x");
  down([100, 100]);
  move([200, 100], { timeStamp: 20 });
  lift([200, 100], { timeStamp: 500 });
  expect(told.at(-1)).toEqual(["end", 100, 0]);
  expect(landsAt(100, 0)).toBe(100);
  expect(landsAt(100, -1)).toBeLessThan(0);
});
