import { expect } from "expect";
import { LIMITS } from "@/lib/chat/limits.ts";
import { openPages } from "./pages.ts";
import {
  createRoom,
  host,
  idOf,
  lead,
  personNamed,
  room,
  say,
  see,
  signedIn,
  textsOf,
} from "./visit.ts";

Deno.test("whoever is not signed in sees the join page, and nothing else", async () => {
  await using pages = await openPages();
  const guest = pages.browser();
  const { status, page } = await see(guest.get("/"));
  expect(status).toBe(200);
  expect(page.querySelector("html")?.getAttribute("lang")).toBe("pt-BR");
  expect(page.querySelector("label[for=nome]")?.textContent).toBe("Como você se chama?");
  expect(page.querySelector("footer")?.textContent).toContain("sala.lan:8550");
  for (const path of ["/r/geral", "/r/nada", "/r/geral?before=3"]) {
    const response = await guest.get(path);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/");
  }
});

Deno.test("a page has the sheet that all have, and then its own", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const ways: [typeof ana, string, string[]][] = [
    [ana, "/r/geral", ["app"]],
    [ana, "/ajustes", ["app", "pages"]],
    [ana, "/busca?q=x", ["app", "pages", "search"]],
    [pages.browser(), "/", ["app", "pages"]],
    [pages.browser(), "/entrar/nada", ["app", "pages"]],
  ];
  for (const [browser, path, wanted] of ways) {
    const { page } = await see(browser.get(path));
    const sheets = [...page.querySelectorAll("link[rel=stylesheet]")]
      .map((link) => /styles\/(\w+)/.exec(link.getAttribute("href") ?? "")?.[1]);
    expect(sheets).toEqual(wanted);
  }
});

Deno.test("a name, and in; the join page leads on from then", async () => {
  await using pages = await openPages();
  const ana = pages.browser();
  const response = await ana.post("/", { name: " Ana " });
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe("/r/geral");
  expect((await ana.get("/")).headers.get("location")).toBe("/r/geral");
  const page = await room(ana);
  expect(page.querySelector(".rail footer bdi")?.textContent).toBe("Ana");
  expect(page.querySelector("[aria-current=page]")?.getAttribute("href")).toBe("/r/geral");
});

Deno.test("a name that cannot be had is told beside the field, which keeps it", async () => {
  await using pages = await openPages();
  await signedIn(pages, "Ana");
  const cases: [string, number, string][] = [
    ["ana", 409, "Já há alguém"],
    ["", 422, "Use de 1 a 40"],
    ["x".repeat(41), 422, "Use de 1 a 40"],
    ["Bru\u202eno", 422, "Use de 1 a 40"],
  ];
  for (const [name, wanted, text] of cases) {
    const { status, page } = await see(pages.browser().post("/", { name }));
    expect(status).toBe(wanted);
    expect(page.querySelector("#nome-erro")?.textContent).toContain(text);
    expect(page.querySelector("#nome")?.getAttribute("value")).toBe(name);
    expect(page.querySelector("#nome")?.getAttribute("aria-describedby")).toBe("nome-erro");
  }
});

Deno.test("an empty room says what it is for", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const page = await room(ana);
  expect(page.querySelector(".blank h2")?.textContent).toBe("A sala está pronta");
  expect(page.querySelector("textarea")?.getAttribute("placeholder")).toBe("Primeira mensagem");
});

Deno.test("what Ana sends by the form, Bruno reads", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  const id = idOf(await room(ana));
  const sent = await ana.post("/r/geral", { id, body: "linha 1\r\nlinha 2" });
  expect(sent.status).toBe(303);
  expect(sent.headers.get("location")).toBe("/r/geral");
  expect(textsOf(await room(bruno))).toEqual(["linha 1\nlinha 2"]);
  const page = await room(bruno);
  expect(page.querySelector(".by .name")?.textContent).toBe("Ana");
  expect(page.querySelector("noscript a")?.getAttribute("aria-label")).toBe("Atualizar");
  expect((await room(ana)).querySelector(".msg.own .by .name")?.textContent).toBe("Você");
});

Deno.test("a form that is sent twice is one message, and each page has an id of its own", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const id = idOf(await room(ana));
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  for (const _ of [1, 2]) expect((await ana.post("/r/geral", { id, body: "oi" })).status).toBe(303);
  const page = await room(ana);
  expect(textsOf(page)).toEqual(["oi"]);
  expect(idOf(page)).not.toBe(id);
});

Deno.test("a message that is not taken stays in the field, under its id, with the reason", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const id = idOf(await room(ana));
  const cases: [string, string][] = [
    ["  ", "A mensagem está vazia"],
    ["x".repeat(LIMITS.body + 1), "Passa do limite"],
    ["a\0b", "não pode ser guardado"],
  ];
  for (const [body, reason] of cases) {
    const { status, page } = await see(ana.post("/r/geral", { id, body }));
    expect(status).toBe(422);
    expect(page.querySelector(".under [role=alert]")?.textContent).toContain(reason);
    expect(page.querySelector("textarea")?.textContent?.length).toBe(body.length);
    expect(idOf(page)).toBe(id);
  }
  expect(textsOf(await room(ana))).toEqual([]);
});

Deno.test("a room shows its last 50, and the way to those before", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  for (let n = 1; n <= 120; n++) {
    const id = n.toString(16).padStart(32, "0");
    expect((await ana.post("/r/geral", { id, body: String(n) })).status).toBe(303);
  }
  const last = await room(ana);
  expect(textsOf(last)[0]).toBe("71");
  expect(textsOf(last).length).toBe(50);
  const way = last.querySelector("[data-side=older] a")?.getAttribute("href");
  const before = await room(ana, way ?? "");
  expect(textsOf(before)[0]).toBe("21");
  expect(textsOf(before).at(-1)).toBe("70");
  expect(before.querySelector(".foot .pill")?.getAttribute("href")).toBe("/r/geral");
  const after = before.querySelector("[data-side=newer] a")?.getAttribute("href") ?? "";
  expect(textsOf(await room(ana, after))).toEqual(textsOf(last));
  const older = before.querySelector("[data-side=older] a")?.getAttribute("href") ?? "";
  const first = await room(ana, older);
  expect(textsOf(first).length).toBe(20);
  expect(first.querySelector("[data-side=older]")).toBe(null);
  expect(textsOf(await room(ana, "/r/geral?before=%27%20or%201=1")).length).toBe(50);
});

Deno.test("a message's address shows it where it was said, marked and with the focus", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  for (let n = 1; n <= 120; n++) await say(ana, String(n));
  const there = await room(bruno, "/r/geral/60");
  expect([textsOf(there)[0], textsOf(there).at(-1)]).toEqual(["35", "84"]);
  const marked = there.querySelectorAll("article.shown");
  expect([...marked].map((row) => row.getAttribute("data-seq"))).toEqual(["60"]);
  expect(there.querySelector("article[autofocus]")).toBe(marked[0]);
  expect(there.querySelector("[data-side=older] a")?.getAttribute("href")).toBe(
    "/r/geral?before=35",
  );
  expect(there.querySelector("[data-side=newer] a")?.getAttribute("href")).toBe(
    "/r/geral?after=84",
  );
  const last = await room(bruno, "/r/geral/118");
  expect(textsOf(last).at(-1)).toBe("120");
  expect(last.querySelector("[data-side=newer], .pill")).toBe(null);
  expect((await room(bruno, "/r/geral/2")).querySelector("[data-side=older]")).toBe(null);
});

Deno.test("a number that is a change's, and not a message's, leads to the message before it", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await say(ana, "um");
  await lead(ana, "/r/geral/1/opcoes", { do: "edit", body: "um só" });
  await say(ana, "dois");
  expect((await ana.get("/r/geral/2")).headers.get("location")).toBe("/r/geral/1");
  for (const seq of ["4", "0", "x", "1e3", "-1"]) {
    expect((await ana.get(`/r/geral/${seq}`)).status).toBe(404);
  }
});

Deno.test("a day leads to its first message, or the next one; what is no day leads to the end", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  expect((await ana.get("/r/geral?dia=2020-01-01")).headers.get("location")).toBe("/r/geral");
  for (let n = 1; n <= 3; n++) await say(ana, String(n));
  const to = async (day: string) => (await ana.get(`/r/geral?dia=${day}`)).headers.get("location");
  expect(await to("2020-01-01")).toBe("/r/geral/1");
  for (const day of ["2999-01-01", "", "ontem"]) expect(await to(day)).toBe("/r/geral");
  const form = (await room(ana)).querySelector("input[type=date]")?.closest("form");
  expect(form?.getAttribute("action")).toBe("/r/geral");
  expect(form?.querySelector("input[type=date]")?.getAttribute("name")).toBe("dia");
});

Deno.test("a room that is not there and one that is private are the same page", async () => {
  await using pages = await openPages();
  const [ana, bruno] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  const secret = await createRoom(pages, "Ana", { name: "segredo", kind: "private" });
  expect((await ana.get(`/r/${secret.slug}`)).status).toBe(200);
  const answers = await Promise.all([secret.slug, "x".repeat(secret.slug.length)].map(
    async (slug) => {
      const response = await bruno.get(`/r/${slug}`);
      const html = (await response.text()).replaceAll(slug, "").replace(/nonce="\w+"/g, "");
      return { status: response.status, html };
    },
  ));
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.status).toBe(404);
  expect(answers[0]?.html).toContain("Esta página não está nesta rede");
  const id = "0".repeat(32);
  expect((await bruno.post(`/r/${secret.slug}`, { id, body: "oi" })).status).toBe(404);
});

Deno.test("a public room is entered by a button, and by nothing else", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  await signedIn(pages, "Bruno");
  await createRoom(pages, "Bruno", { name: "cozinha" });
  const outside = await room(ana, "/r/cozinha");
  expect(outside.querySelector("textarea")).toBe(null);
  expect(outside.querySelector("button[name=join]")?.textContent).toBe("Entrar na sala");
  const refused = await see(ana.post("/r/cozinha", { id: "0".repeat(32), body: "oi" }));
  expect(refused.status).toBe(403);
  expect((await ana.post("/r/cozinha", { join: "1" })).headers.get("location")).toBe("/r/cozinha");
  expect((await room(ana, "/r/cozinha")).querySelector("textarea")).not.toBe(null);
});

Deno.test("signing out is signing out", async () => {
  await using pages = await openPages();
  const ana = await signedIn(pages, "Ana");
  const response = await ana.post("/sair", {});
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe("/");
  expect((await ana.get("/r/geral")).status).toBe(303);
  expect((await ana.get("/sair")).status).toBe(405);
});

Deno.test("pages speak the language and wear the theme of whoever reads them", async () => {
  await using pages = await openPages();
  const { page } = await see(
    pages.browser().get("/", {
      "accept-language": "en-GB,en;q=0.9",
      cookie: "conexao_theme=dark",
    }),
  );
  const html = page.querySelector("html");
  expect(html?.getAttribute("lang")).toBe("en");
  expect(html?.getAttribute("data-theme")).toBe("dark");
  expect(page.querySelector("button.main")?.textContent).toBe("Join");
});

Deno.test("what is not there is told in one sentence, with one thing to do", async () => {
  await using pages = await openPages();
  const { status, page } = await see(pages.browser().get("/nada"));
  expect(status).toBe(404);
  expect(page.querySelectorAll("main h1").length).toBe(1);
  expect(page.querySelector("main a.btn")?.getAttribute("href")).toBe("/");
  expect(page.querySelector("title")?.textContent).toBe("404 · ConexaoChat");
});

Deno.test("no page has a handler or a style in its markup, whatever people write", async () => {
  await using pages = await openPages();
  const marina = await host(pages);
  const [ana] = [await signedIn(pages, "Ana"), await signedIn(pages, "Bruno")];
  const topic = `"><img src=x onerror=alert(1)><style>*{display:none}</style>`;
  const made = await createRoom(pages, "Ana", { name: "cozinha", topic });
  const user = String((await personNamed(pages, "Bruno")).id);
  const direct = await lead(ana, "/conversar", { do: "start", user });
  await say(ana, `http://a.lan ${topic}`);
  await lead(marina, "/r/geral/1/opcoes", { do: "report", reason: topic });
  await lead(marina, "/anfitriao", { do: "newcode" });
  const own = ["", "/pessoas", "/ajustes"].flatMap((below) => [
    `/r/${made.slug}${below}`,
    `/r/geral${below}`,
    direct + below,
  ]);
  const rest = [
    "/r/geral/1",
    "/r/geral/1/opcoes",
    "/salas",
    "/conversar",
    "/ajustes",
    "/ajustes/aparelho",
    "/nada",
  ];
  const seen = [
    ...["/", "/espera", "/entrar/x", "/convite/%22%3E"].map((path) => pages.browser().get(path)),
    ...[...own, ...rest].map((path) => ana.get(path)),
    ...["/anfitriao", "/confirmar", "/anfitriao?q=%22%3E%3Cb%3E"].map((path) => marina.get(path)),
    ana.post("/salas", { do: "create", name: topic, topic }),
    ana.post("/ajustes/aparelho", { do: "make" }),
  ];
  for (const response of seen) {
    const { page } = await see(response);
    expect(page.querySelectorAll("main").length).toBe(1);
    expect(page.querySelectorAll("h1").length).toBe(1);
    expect(page.querySelectorAll("[style], style, img").length).toBe(0);
    for (const element of page.querySelectorAll("*")) {
      for (const { name } of element.attributes) expect(name).not.toMatch(/^on/);
    }
  }
});

Deno.test("every control has a name, and no two things on a page have one id", async () => {
  await using pages = await openPages();
  const marina = await host(pages);
  const ana = await signedIn(pages, "Ana");
  await createRoom(pages, "Ana", { name: "cozinha" });
  await say(ana, "oi");
  const paths = [
    "/r/geral",
    "/r/geral/1",
    "/r/geral/1/opcoes",
    "/r/geral/pessoas",
    "/salas",
    "/conversar",
    "/ajustes",
  ];
  const seen = [
    pages.browser().get("/"),
    ...paths.map((path) => ana.get(path)),
    marina.get("/anfitriao"),
    marina.get("/r/cozinha/ajustes"),
  ];
  for (const response of seen) {
    const { page } = await see(response);
    const ids = [...page.querySelectorAll("[id]")].map((one) => one.getAttribute("id"));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const controls = page.querySelectorAll("input:not([type=hidden]), select, textarea, button, a");
    for (const control of controls) {
      const id = control.getAttribute("id");
      const label = id === null ? null : page.querySelector(`label[for="${id}"]`);
      const name = control.getAttribute("aria-label") ?? label?.textContent ?? control.textContent;
      const told = (name ?? "").trim() !== "" || control.getAttribute("aria-hidden") === "true";
      if (!told) throw new Error(`${control.outerHTML} has no name`);
    }
  }
});
