import { expect } from "expect";
import { Step } from "@/lib/client/step.ts";
import { turn } from "../../support/fake_clock.ts";
import { FakeWire } from "./fake_wire.ts";
import { welcome } from "./world.ts";

/** A wire that says it is open as soon as there is a chance, like those that are loaded late. */
class EagerWire extends FakeWire {
  constructor() {
    super();
    queueMicrotask(() => this.open());
  }
}

function watch(opening: ConstructorParameters<typeof Step>[0]) {
  const told: unknown[] = [];
  const heard: unknown[] = [];
  const step = new Step(opening, {
    welcomed: () => told.push("welcomed"),
    over: (code) => told.push(code),
  });
  step.addEventListener("open", () => heard.push("open"));
  step.addEventListener("message", (event) => {
    if (event instanceof MessageEvent) heard.push(event.data);
  });
  step.addEventListener("close", (event) => {
    if (event instanceof CloseEvent) heard.push(event.code);
  });
  return { step, told, heard };
}

Deno.test("Step passes on what its wire tells, and hears the welcome", () => {
  const wire = new FakeWire();
  const { step, told, heard } = watch(wire);
  wire.open();
  step.send('{"t":"hello"}');
  wire.say(welcome());
  wire.say('{"t":"mode"}');
  wire.end(4_401);
  wire.say("late");
  expect(wire.sent).toEqual([{ t: "hello" }]);
  expect(heard).toEqual(["open", JSON.stringify(welcome()), '{"t":"mode"}', 4_401]);
  expect(told).toEqual(["welcomed", 4_401]);
});

Deno.test("Step misses nothing of a wire that is loaded late", async () => {
  const { heard } = watch(Promise.resolve(() => new EagerWire()));
  await turn();
  expect(heard).toEqual(["open"]);
});

Deno.test("Step whose wire cannot be loaded is lost", async () => {
  const { heard, told } = watch(Promise.reject(new TypeError("not loaded")));
  await turn();
  expect([heard, told]).toEqual([[1_006], [1_006]]);
});

Deno.test("Step that its owner lets go of tells that without a code, and makes no wire after", async () => {
  const wire = new FakeWire();
  const { step, told, heard } = watch(wire);
  step.close();
  wire.end();
  expect([wire.closed, told, heard]).toEqual([true, [undefined], []]);
  let made = 0;
  const late = watch(Promise.resolve(() => {
    made++;
    return new EagerWire();
  }));
  late.step.close();
  await turn();
  expect([made, late.told, late.heard]).toEqual([0, [undefined], []]);
});

Deno.test("Step that is ended is closed for both sides, once", () => {
  const wire = new FakeWire();
  const { step, told, heard } = watch(wire);
  step.end(1_001);
  step.end(1_001);
  step.close();
  expect([wire.closed, told, heard]).toEqual([true, [1_001], [1_001]]);
});
