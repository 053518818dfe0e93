import { expect } from "expect";
import { TabClaims } from "@/lib/client/tab_claims.ts";
import { FakeClock } from "../../support/fake_clock.ts";

/** What is said in one tab is heard in all others. */
class Air {
  readonly #tabs: { heard: ((event: { data: unknown }) => void)[] }[] = [];

  open() {
    const tab: { heard: ((event: { data: unknown }) => void)[] } = { heard: [] };
    this.#tabs.push(tab);
    return {
      postMessage: (data: unknown) => {
        for (const other of this.#tabs) {
          if (other !== tab) { for (const hear of other.heard) hear({ data }); }
        }
      },
      addEventListener: (_: "message", hear: (event: { data: unknown }) => void) =>
        void tab.heard.push(hear),
      close: () => void tab.heard.splice(0),
    };
  }
}

function setUp() {
  const [air, clock] = [new Air(), new FakeClock()];
  const tab = (...mine: string[]) =>
    new TabClaims({ channel: air.open(), clock, mine: () => mine });
  return { air, clock, tab };
}

Deno.test("what a living tab answers for is not free, and the rest is", async () => {
  const { clock, tab } = setUp();
  tab("a", "b");
  const asking = tab().free(["a", "c"]);
  clock.pass(300);
  expect(await asking).toEqual(["c"]);
});

Deno.test("what was a tab's that has closed is free", async () => {
  const { clock, tab } = setUp();
  tab("a").close();
  const asking = tab().free(["a"]);
  clock.pass(300);
  expect(await asking).toEqual(["a"]);
});

Deno.test("what other programs say on the channel is nobody's answer", async () => {
  const { air, clock, tab } = setUp();
  const other = air.open();
  const asking = tab().free(["a"]);
  for (const data of [null, "taken", { taken: "a" }, { taken: [7] }]) other.postMessage(data);
  clock.pass(300);
  expect(await asking).toEqual(["a"]);
});
