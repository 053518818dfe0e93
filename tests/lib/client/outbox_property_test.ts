import fc from "fast-check";
import { breathe, PostOffice } from "./post_office.ts";

const MOVES = fc.oneof(
  { weight: 8, arbitrary: fc.constant("write" as const) },
  { weight: 12, arbitrary: fc.constant("keep" as const) },
  { weight: 8, arbitrary: fc.constantFrom("serve" as const, "answer") },
  { weight: 3, arbitrary: fc.constantFrom("connect" as const, "pass") },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...["disconnect" as const, "lose" as const, "see" as const, "reload" as const],
      ...["retry" as const, "rewrite" as const, "takeBack" as const],
    ),
  },
);

Deno.test("whatever is late or lost, all is stored once or has failed, in the order of its room", async () => {
  const move = fc.tuple(MOVES, fc.nat(1_000));
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(move, { maxLength: 60, size: "max" }),
      async (prompt, moves) => {
        const office = new PostOffice(prompt);
        for (const [kind, pick] of moves) {
          await office[kind](pick);
          await breathe();
        }
        await office.settle();
        await office.expectDone();
      },
    ),
    { numRuns: 2_000 },
  );
});
