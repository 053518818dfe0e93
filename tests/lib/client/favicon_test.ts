import { expect } from "expect";
import { parseHTML } from "linkedom";
import { Favicon } from "@/lib/client/favicon.ts";
import { turn } from "../../support/fake_clock.ts";

const PLAIN = "/favicon.svg";

/** A page with an icon, whose canvas gives back what was drawn, and whose pictures are the test's. */
function setUp() {
  const { document } = parseHTML(
    `<html><head><link rel="icon" href="${PLAIN}"></head><body></body></html>`,
  );
  const pictures: PromiseWithResolvers<void>[] = [];
  const create = document.createElement.bind(document);
  const globals = {
    document: Object.assign(document, {
      createElement: (name: string) => name === "canvas" ? canvas() : create(name),
    }),
    getComputedStyle: ({ className }: Element) => ({
      backgroundColor: `fill of ${className}`,
      color: `ink of ${className}`,
    }),
    Image: class {
      src = "";
      decode(): Promise<void> {
        const picture = Promise.withResolvers<void>();
        pictures.push(picture);
        return picture.promise;
      }
    },
  };
  const before = Object.keys(globals).map((name) => [name, Reflect.get(globalThis, name)] as const);
  Object.assign(globalThis, globals);
  const favicon = new Favicon(document);
  const shown = () => document.querySelector("link")?.getAttribute("href");
  const left = () => document.body.children.length;
  return {
    ...{ favicon, pictures, shown, left },
    [Symbol.dispose]() {
      for (const [name, value] of before) Reflect.set(globalThis, name, value);
    },
  };
}

/** What would be seen of it, in words. */
function canvas() {
  const drawn: string[] = [];
  const paper = {
    ...{ fillStyle: "", font: "", textAlign: "", textBaseline: "" },
    drawImage: (picture: { src: string }) => drawn.push(picture.src),
    beginPath() {},
    arc: () => drawn.push("dot"),
    roundRect: () => drawn.push("pill"),
    fill: () => drawn.push(paper.fillStyle),
    fillText: (text: string) => drawn.push(`${text} in ${paper.fillStyle}`),
  };
  return { width: 0, height: 0, getContext: () => paper, toDataURL: () => drawn.join(", ") };
}

Deno.test("calls are a number on the icon, in the colours of the numbers beside the rooms", async () => {
  using scene = setUp();
  const { favicon, pictures, shown, left } = scene;
  const showing = favicon.show(3);
  pictures[0]!.resolve();
  await showing;
  expect(shown()).toBe(`${PLAIN}, pill, fill of count at, 3 in ink of count at`);
  await favicon.show(120);
  expect(shown()).toContain("99 in");
  expect([pictures.length, left()]).toEqual([1, 0]);
});

Deno.test("what is new and calls nobody is a dot, and nothing new the plain icon", async () => {
  using scene = setUp();
  const { favicon, pictures, shown } = scene;
  const showing = favicon.show("some");
  pictures[0]!.resolve();
  await showing;
  expect(shown()).toBe(`${PLAIN}, dot, fill of count at`);
  await favicon.show(0);
  expect(shown()).toBe(PLAIN);
});

Deno.test("what is read before the icon has come is not marked any more", async () => {
  using scene = setUp();
  const { favicon, pictures, shown } = scene;
  const showing = favicon.show(2);
  await favicon.show(0);
  pictures[0]!.resolve();
  await showing;
  expect(shown()).toBe(PLAIN);
});

Deno.test("an icon that does not come leaves all as it is, and is asked for again", async () => {
  using scene = setUp();
  const { favicon, pictures, shown } = scene;
  const failing = favicon.show(1);
  pictures[0]!.reject(new Error("offline"));
  await failing;
  expect(shown()).toBe(PLAIN);
  const showing = favicon.show(2);
  await turn();
  pictures[1]!.resolve();
  await showing;
  expect(shown()).toContain("2 in");
});
