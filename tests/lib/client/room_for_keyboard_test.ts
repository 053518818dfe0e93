import { expect } from "expect";
import { roomForKeyboard } from "@/lib/client/room_for_keyboard.ts";

class FakeViewport extends EventTarget {
  height = 740;
  offsetTop = 0;
  scale = 1;
}

function setUp() {
  const visualViewport = new FakeViewport();
  const set = new Map<string, string | null>();
  const style = {
    setProperty: (name: string, value: string | null) => void set.set(name, value),
    removeProperty: (name: string) => (set.delete(name), ""),
  };
  const page = { clientHeight: 740, style };
  const sight = { visualViewport, document: { documentElement: page } };
  function change(to: Partial<Pick<FakeViewport, "height" | "offsetTop" | "scale">>): void {
    Object.assign(visualViewport, to);
    visualViewport.dispatchEvent(new Event("resize"));
  }
  return { sight, page, set, change, visualViewport };
}

Deno.test("under a keyboard that lies over it the page is as high as what is in sight", () => {
  const { sight, set, change, visualViewport } = setUp();
  roomForKeyboard(sight);
  expect([...set]).toEqual([]);
  change({ height: 400, offsetTop: 90 });
  expect([...set]).toEqual([["--seen", "400px"], ["--seen-from", "90px"]]);
  visualViewport.offsetTop = 0;
  visualViewport.dispatchEvent(new Event("scroll"));
  expect(set.get("--seen-from")).toBe("0px");
  change({ height: 740 });
  expect([...set]).toEqual([]);
});

Deno.test("a keyboard that is there already when the code comes is seen", () => {
  const { sight, set, visualViewport } = setUp();
  visualViewport.height = 400;
  roomForKeyboard(sight);
  expect(set.get("--seen")).toBe("400px");
});

Deno.test("where the page itself becomes less high, nothing is to be done", () => {
  const { sight, page, set, change } = setUp();
  roomForKeyboard(sight);
  page.clientHeight = 400;
  change({ height: 400 });
  expect([...set]).toEqual([]);
});

Deno.test("a bar of the browser is no keyboard, and who enlarges a part sees that part", () => {
  const { sight, set, change } = setUp();
  roomForKeyboard(sight);
  change({ height: 660 });
  change({ height: 370, offsetTop: 100, scale: 2 });
  expect([...set]).toEqual([]);
});

Deno.test("without a visual viewport nothing is done, and nothing breaks", () => {
  const { sight, set } = setUp();
  roomForKeyboard({ ...sight, visualViewport: null });
  expect([...set]).toEqual([]);
});
