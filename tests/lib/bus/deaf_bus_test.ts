import { expect } from "expect";
import { DeafBus } from "@/lib/bus/deaf_bus.ts";
import { testBus } from "./bus_conformance.ts";

const DEAF = "it hears nothing, by design";

testBus({
  name: "DeafBus",
  open() {
    const [ours, theirs] = [new DeafBus(), new DeafBus()];
    return Promise.resolve({ ours, theirs, [Symbol.asyncDispose]: () => ours.close() });
  },
  skip: {
    "is live once it is open": "it is always slow",
    "a hint reaches who watches the room": DEAF,
    "a hint reaches nobody who watches another room": DEAF,
    "hints of one instance arrive in their order": DEAF,
    "two watches of one room both hear, and one that stopped does not": DEAF,
    "a room left and entered again is heard": DEAF,
  },
});

Deno.test("DeafBus: is slow", () => {
  expect(new DeafBus().mode).toBe("slow");
});
