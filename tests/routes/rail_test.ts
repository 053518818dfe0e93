import { expect } from "expect";
import { openPages } from "./pages.ts";
import { lead, room, see, signedIn } from "./visit.ts";

Deno.test("the list of rooms is folded away by a form, and stays so in this browser", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const before = await room(ana);
  expect(before.querySelector(".app")?.getAttribute("data-rail")).toBe("open");
  expect(before.querySelector(".fold button")?.getAttribute("aria-expanded")).toBe("true");

  expect(await lead(ana, "/lateral", { rail: "closed", de: "/ajustes" })).toBe("/ajustes");
  for (const path of ["/r/geral", "/ajustes", "/salas"]) {
    const page = await room(ana, path);
    expect(page.querySelector(".app")?.getAttribute("data-rail")).toBe("closed");
    const button = page.querySelector(".fold button");
    expect(button?.getAttribute("aria-expanded")).toBe("false");
    expect(button?.getAttribute("value")).toBe("open");
  }

  expect(await lead(ana, "/lateral", { rail: "open", de: "//evil.example" })).toBe("/");
  expect((await room(ana)).querySelector(".app")?.getAttribute("data-rail")).toBe("open");
});

Deno.test("the first stop of every page leads past the list of rooms, to what is there", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const guest = pages.browser();
  const ways = [
    ...["/r/geral", "/ajustes", "/salas", "/nada"].map((path) => [ana, path] as const),
    ...["/", "/entrar/nada", "/nada"].map((path) => [guest, path] as const),
  ];
  for (const [browser, path] of ways) {
    const { page } = await see(browser.get(path));
    const [first] = page.querySelectorAll("a, button, input, select, textarea, summary");
    expect(first?.textContent).toBe("Ir para a conversa");
    const target = page.getElementById(first?.getAttribute("href")?.slice(1) ?? "");
    expect(target?.tagName).toBe("MAIN");
  }
});

Deno.test("the headings of a page begin with its own, and every list of ways has a name", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  for (const path of ["/r/geral", "/r/geral/ajustes", "/r/geral/pessoas", "/ajustes", "/salas"]) {
    const page = await room(ana, path);
    expect(page.querySelector("h1, h2, h3, h4")?.tagName).toBe("H1");
    expect(page.querySelectorAll("h1").length).toBe(1);
    const names = [...page.querySelectorAll("nav")].map((nav) => nav.getAttribute("aria-label"));
    expect(names).not.toContain(null);
    expect(new Set(names).size).toBe(names.length);
  }
});
