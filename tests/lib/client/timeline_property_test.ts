import fc from "fast-check";
import { RoomOnItsWay } from "./room_on_its_way.ts";

const MOVES = fc.oneof(
  { weight: 10, arbitrary: fc.constant("change" as const) },
  { weight: 6, arbitrary: fc.constant("own" as const) },
  { weight: 8, arbitrary: fc.constant("tell" as const) },
  { weight: 20, arbitrary: fc.constant("deliver" as const) },
  { weight: 10, arbitrary: fc.constantFrom("older" as const, "newer") },
  { weight: 6, arbitrary: fc.constantFrom("move" as const, "attach", "forget") },
  { weight: 6, arbitrary: fc.constantFrom("reset" as const, "trim", "lose") },
  { weight: 2, arbitrary: fc.constantFrom("head" as const, "restore") },
);

Deno.test("whatever comes in whatever order, in the end all see the same room without a gap", () => {
  const move = fc.tuple(MOVES, fc.nat(1_000));
  fc.assert(
    fc.property(fc.nat(20), fc.array(move, { maxLength: 80, size: "max" }), (history, moves) => {
      const room = new RoomOnItsWay(history);
      for (const [kind, pick] of moves) {
        room[kind](pick);
        room.expectSound();
      }
      room.settle();
      room.expectSound();
      room.expectWhole();
    }),
    { numRuns: 4_000 },
  );
});
