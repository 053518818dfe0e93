import { LocalBus } from "@/lib/bus/local_bus.ts";
import { testBus } from "./bus_conformance.ts";

testBus({
  name: "LocalBus",
  open() {
    const ours = new LocalBus();
    return Promise.resolve({
      ours,
      theirs: ours.beside(),
      [Symbol.asyncDispose]: () => ours.close(),
    });
  },
});
