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
    "news of a room reach who watches it": DEAF,
    "news of a room reach nobody who watches another": DEAF,
    "all kinds of news of a room arrive as they were told": DEAF,
    "news of people arrive with the name of who told, one a run": DEAF,
    "four hundred people fit into one message": DEAF,
    "who has stopped listening to news of people hears none": DEAF,
    "own news are not heard": DEAF,
    "news of one instance arrive in their order": DEAF,
    "two watches of one room both hear, and one that stopped does not": DEAF,
    "a room left and entered again is heard": DEAF,
  },
});

Deno.test("DeafBus: is slow", () => {
  expect(new DeafBus().mode).toBe("slow");
});
