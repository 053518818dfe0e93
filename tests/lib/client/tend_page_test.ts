import { expect } from "expect";
import { parseHTML } from "linkedom";
import { tendPage } from "@/lib/client/tend_page.ts";
import { FakeClock } from "../../support/fake_clock.ts";

const PAGE = `<main>
  <form method="post"><button id="save" type="submit">Guardar</button></form>
  <search><form><button id="find" type="submit">Buscar</button></form></search>
  <a id="rooms" href="/salas">Salas</a> <a id="here" href="#fim">Fim</a>
  <a id="file" href="/x" download>Baixar</a>
  <div data-results></div>
  <time data-relative="true" datetime="2026-11-20T12:00:00.000Z">agora</time>
</main>`;

function tended() {
  const { document, window, Event } = parseHTML(PAGE);
  const clock = new FakeClock();
  const life = new AbortController();
  const told: boolean[] = [];
  tendPage(document, {
    now: Date.parse("2026-11-20T12:00:00.000Z"),
    tell: (busy) => told.push(busy),
    seen: (at, now) => `há ${(now - at) / 60_000} min`,
    clock,
  }, life.signal);
  const at = (id: string): HTMLElement => document.querySelector(`#${id}`)!;
  const send = (target: EventTarget, type: string, more: object = {}) => {
    const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), more);
    target.dispatchEvent(event);
    return !event.defaultPrevented;
  };
  return {
    ...{ document, window, clock, life, told, at, send },
    submit: (id: string) => send(at(id).closest("form")!, "submit", { submitter: at(id) }),
    click: (id: string, more = {}) => send(at(id), "click", { button: 0, ...more }),
    busy: () =>
      [...document.querySelectorAll("[aria-busy=true]")].map((one) => one.id || "results"),
  };
}

Deno.test("a form is sent once, and its button shows it where that takes more than a moment", () => {
  const { submit, busy, clock, told } = tended();
  expect(submit("save")).toBe(true);
  expect(submit("save")).toBe(false);
  clock.pass(149);
  expect(busy()).toEqual([]);
  clock.pass(1);
  expect(busy()).toEqual(["save"]);
  expect(told).not.toContain(true);
  clock.pass(850);
  expect(told.at(-1)).toBe(true);
});

Deno.test("a search marks what it has found before as well", () => {
  const { submit, busy, clock } = tended();
  submit("find");
  clock.pass(150);
  expect(busy()).toEqual(["find", "results"]);
});

Deno.test("Esc, coming back, and a time without an answer make all as it was", () => {
  const { submit, busy, clock, send, document, window } = tended();
  const ways = [
    () => send(document, "keydown", { key: "Escape" }),
    () => send(window, "pageshow"),
    () => clock.pass(20_000),
  ];
  for (const way of ways) {
    expect(submit("save")).toBe(true);
    clock.pass(150);
    expect(busy()).toEqual(["save"]);
    way();
    expect(busy()).toEqual([]);
  }
});

Deno.test("a link shows it too, if it leads this tab to another page", () => {
  const { click, busy, clock } = tended();
  click("here");
  click("file");
  click("rooms", { ctrlKey: true });
  clock.pass(150);
  expect(busy()).toEqual([]);
  click("rooms");
  clock.pass(150);
  expect(busy()).toEqual(["rooms"]);
});

Deno.test("what a script has taken up for itself is its own affair", () => {
  const { submit, busy, clock, at } = tended();
  at("save").closest("form")!.addEventListener("submit", (event) => event.preventDefault());
  submit("save");
  clock.pass(150);
  expect(busy()).toEqual([]);
});

Deno.test("times from now go on by the server's clock, until the page is left", () => {
  const { document, clock, life } = tended();
  const time = () => document.querySelector("time")?.textContent;
  clock.pass(60_000);
  expect(time()).toBe("há 1 min");
  clock.pass(120_000);
  expect(time()).toBe("há 3 min");
  life.abort();
  clock.pass(60_000);
  expect(time()).toBe("há 3 min");
});
