import { LocalBus } from "@/lib/bus/local_bus.ts";
import { testBus } from "./bus_conformance.ts";

testBus({
  name: "LocalBus",
  open() {
    const bus = new LocalBus();
    return Promise.resolve({
      ours: bus,
      theirs: bus,
      [Symbol.asyncDispose]: () => bus.close(),
    });
  },
});
