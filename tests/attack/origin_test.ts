import { expect } from "expect";
import { newId } from "../support/new_id.ts";
import { type Asking, Person } from "../support/person.ts";
import { askForSocket } from "../support/raw_http.ts";
import { AloneSite } from "../support/sites.ts";

const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** A door that changes something, and what it answers when the origin is no obstacle. */
interface Door {
  path: string;
  asking: () => Asking;
  /** The status where it is let through. */
  open: number;
  /** Whether a form's body comes with it: then an origin there must be. */
  form?: true;
}

const DOORS: readonly Door[] = [
  {
    path: "/api/v1/rooms/1/messages",
    asking: () => ({ method: "POST", body: { id: newId(), body: "oi" } }),
    open: 201,
  },
  {
    path: "/api/v1/rooms",
    asking: () => ({ method: "POST", body: { name: `Sala ${newId().slice(0, 6)}` } }),
    open: 201,
  },
  { path: "/api/v1/rooms/1/members", asking: () => ({ method: "POST", body: {} }), open: 204 },
  {
    path: "/api/v1/session",
    asking: () => ({ method: "POST", body: { name: "Ana" } }),
    open: 200,
  },
  {
    path: "/api/v1/frames",
    asking: () => ({
      method: "POST",
      body: { frames: [{ t: "send", id: newId(), room: 1, body: "oi" }] },
    }),
    open: 200,
  },
  {
    path: "/r/geral",
    asking: () => ({ method: "POST", body: `id=${newId()}&body=oi`, headers: FORM }),
    open: 303,
    form: true,
  },
  {
    path: "/",
    asking: () => ({ method: "POST", body: "name=Ana", headers: FORM }),
    open: 303,
    form: true,
  },
];

Deno.test("whatever changes something is refused to every origin but its own", async (t) => {
  await using site = await AloneSite.open();
  const { port } = site.instance;
  const ana = await Person.named("Ana", site.url);
  const foreign: [what: string, origin: string][] = [
    ["another port", `http://127.0.0.1:${port + 1}`],
    ["no port", "http://127.0.0.1"],
    ["another scheme", `https://127.0.0.1:${port}`],
    ["another name of this machine", `http://localhost:${port}`],
    ["null", "null"],
    ["another site", "http://evil.com"],
    ["a name that begins alike", `http://127.0.0.1:${port}.evil.com`],
    ["its own in capitals and with a path", `HTTP://127.0.0.1:${port}/`],
    ["nothing", ""],
  ];
  for (const { path, asking, open, form } of DOORS) {
    for (const [what, origin] of foreign) {
      await t.step(`POST ${path} from ${what} is 403`, async () => {
        const before = (await ana.history(1)).length;
        const { headers, ...rest } = asking();
        const answer = await ana.ask(path, { ...rest, headers: { ...headers, origin } });
        expect(answer.status).toBe(403);
        expect(answer.headers.getSetCookie()).toEqual([]);
        expect((await ana.history(1)).length).toBe(before);
      });
    }
    await t.step(`POST ${path} from its own page is ${open}`, async () => {
      const { headers, ...rest } = asking();
      const origin = site.url;
      expect((await ana.ask(path, { ...rest, headers: { ...headers, origin } })).status).toBe(open);
    });
    await t.step(`POST ${path} without an origin is ${form ? 403 : open}`, async () => {
      expect((await ana.ask(path, asking())).status).toBe(form ? 403 : open);
    });
  }

  await t.step("JSON that says it is plain text is no JSON", async () => {
    const body = JSON.stringify({ id: newId(), body: "contrabando" });
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      const headers = { "content-type": type, origin: site.url };
      const answer = await ana.ask("/api/v1/rooms/1/messages", { method: "POST", body, headers });
      expect([type, answer.status]).toEqual([type, 415]);
    }
    expect((await ana.history(1)).map(({ body }) => body)).not.toContain("contrabando");
  });

  await t.step("signing out is no exception", async () => {
    const headers = { origin: "http://evil.com" };
    const away = await ana.ask("/api/v1/session", { method: "DELETE", headers });
    expect(away.status).toBe(403);
    const form = await ana.ask("/sair", {
      method: "POST",
      body: "",
      headers: { ...FORM, ...headers },
    });
    expect(form.status).toBe(403);
    expect((await ana.ask("/api/v1/me")).status).toBe(200);
  });
});

Deno.test("a socket opens for its own page and for programs, and for no other page", async (t) => {
  await using site = await AloneSite.open();
  const { port } = site.instance;
  const ana = await Person.named("Ana", site.url);
  const host = `Host: 127.0.0.1:${port}`;
  const table: [what: string, headers: string[], status: number][] = [
    ["its own page", [`Origin: ${site.url}`, `Cookie: ${ana.cookie}`], 101],
    ["no origin", [`Cookie: ${ana.cookie}`], 101],
    ["another port", [`Origin: http://127.0.0.1:${port + 1}`, `Cookie: ${ana.cookie}`], 403],
    ["another scheme", [`Origin: https://127.0.0.1:${port}`, `Cookie: ${ana.cookie}`], 403],
    ["null", ["Origin: null", `Cookie: ${ana.cookie}`], 403],
    ["another site", ["Origin: http://evil.com", `Cookie: ${ana.cookie}`], 403],
    ["nobody", [], 401],
    ["nobody, from another site", ["Origin: http://evil.com"], 403],
  ];
  for (const [what, headers, status] of table) {
    await t.step(`from ${what}: ${status}`, async () => {
      expect((await askForSocket(port, [host, ...headers])).status).toBe(status);
    });
  }
});

Deno.test("a stream and a poll open for the same, whatever they say they accept", async (t) => {
  await using site = await AloneSite.open();
  const { port } = site.instance;
  const ana = await Person.named("Ana", site.url);
  const table: [what: string, headers: Record<string, string>, status: number][] = [
    ["its own page", { origin: site.url }, 200],
    ["no origin", {}, 200],
    ["another port", { origin: `http://127.0.0.1:${port + 1}` }, 403],
    ["another scheme", { origin: `https://127.0.0.1:${port}` }, 403],
    ["null", { origin: "null" }, 403],
    ["another site", { origin: "http://evil.com" }, 403],
    ["nobody", { cookie: "" }, 401],
    ["nobody, from another site", { cookie: "", origin: "http://evil.com" }, 403],
  ];
  for (const path of ["/api/v1/events", "//api/v1/events", "/api/v1/events?wait=0"]) {
    for (const accept of ["*/*", "text/event-stream"]) {
      for (const [what, given, status] of table) {
        await t.step(`${path} as ${accept} from ${what}: ${status}`, async () => {
          const headers = { cookie: ana.cookie ?? "", accept, ...given };
          const answer = await fetch(site.url + path, { headers });
          await answer.body?.cancel();
          expect(answer.status).toBe(status);
        });
      }
    }
  }
});

Deno.test("behind PUBLIC_URL its origin counts as our own", async () => {
  await using site = await AloneSite.open({ PUBLIC_URL: "https://chat.example" });
  const ana = await Person.named("Ana", site.url);
  const post = (origin: string) =>
    ana.ask("/api/v1/rooms/1/messages", {
      method: "POST",
      body: { id: newId(), body: "oi" },
      headers: { origin },
    });
  expect((await post("https://chat.example")).status).toBe(201);
  expect((await post("http://chat.example")).status).toBe(403);
  expect((await post("https://chat.example:8443")).status).toBe(403);
});
