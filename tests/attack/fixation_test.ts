import { expect } from "expect";
import { eventually } from "../support/eventually.ts";
import { Person } from "../support/person.ts";
import { AloneSite, SharedSite } from "../support/sites.ts";

const PASSWORD = "três pratos";
const PLANTED = "A".repeat(43);
/** Half a second of asking every second, and a second of being believed. */
const WITHIN = { withinMs: 2_000 };

/** The person with the cookie that they have now, as a thief of it has. */
function thiefOf(person: Person, url = person.url): Person {
  return person.at(url);
}

async function isOut(person: Person): Promise<boolean> {
  return (await person.ask("/api/v1/me")).status === 401;
}

Deno.test("a token that the client brings is never taken over, by cookie or by header", async () => {
  await using site = await AloneSite.open();
  const ana = new Person(site.url);
  ana.cookie = `conexao=${PLANTED}`;
  const body = { name: "Ana" };
  expect((await ana.ask("/api/v1/session", { method: "POST", body })).status).toBe(201);
  expect(ana.cookie).toMatch(/^conexao=(?!A{43})[\w-]{43}$/);
  const thief = new Person(site.url);
  thief.cookie = `conexao=${PLANTED}`;
  expect(await isOut(thief)).toBe(true);
  const headers = { authorization: `Bearer ${PLANTED}` };
  const bruno = new Person(site.url);
  await bruno.ask("/api/v1/session", { method: "POST", body: { name: "Bruno" }, headers });
  expect((await new Person(site.url).ask("/api/v1/me", { headers })).status).toBe(401);
  expect(await isOut(bruno)).toBe(false);
});

Deno.test("a device's cookie that the client brings opens nothing", async () => {
  await using site = await AloneSite.open();
  const headers = { cookie: `conexao_device=${PLANTED}` };
  const ana = new Person(site.url);
  const answer = await ana.ask("/api/v1/session", {
    method: "POST",
    body: { name: "Ana" },
    headers,
  });
  expect(answer.status).toBe(201);
  const thief = new Person(site.url);
  expect((await thief.ask("/api/v1/me", { headers })).status).toBe(401);
  thief.cookie = `conexao=${PLANTED}`;
  expect(await isOut(thief)).toBe(true);
});

Deno.test("a password and its confirmation each make the token anew, and the old one is dead", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  for (const [method, path] of [["PUT", "/api/v1/me/password"], ["POST", "/api/v1/me/confirm"]]) {
    const thief = thiefOf(ana);
    await using line = await thief.connect();
    const asking = { method: method!, body: { password: PASSWORD } };
    expect((await ana.ask(path!, asking)).status).toBe(204);
    expect(ana.cookie).not.toBe(thief.cookie);
    expect(await isOut(thief)).toBe(true);
    expect((await line.closed).code).toBeGreaterThan(4_400);
    expect(await isOut(ana)).toBe(false);
  }
});

Deno.test("signing in by password makes a token of its own, and ends no other", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const password = { method: "PUT", body: { password: PASSWORD } };
  await ana.ask("/api/v1/me/password", password);
  const phone = new Person(site.url);
  phone.cookie = `conexao=${PLANTED}`;
  const body = { name: "Ana", password: PASSWORD };
  expect((await phone.ask("/api/v1/session", { method: "POST", body })).status).toBe(201);
  expect(phone.cookie).not.toBe(`conexao=${PLANTED}`);
  expect(phone.cookie).not.toBe(ana.cookie);
  expect([await isOut(phone), await isOut(ana)]).toEqual([false, false]);
});

Deno.test("who knocks has no session, nor has a thief of that cookie once they are turned away", async () => {
  await using site = await AloneSite.open({ KNOCK: "on" });
  const davi = new Person(site.url);
  const body = { name: "Davi" };
  const answer = await davi.ask("/api/v1/session", { method: "POST", body });
  expect([answer.status, JSON.parse(answer.text)]).toEqual([202, { knock: { name: "Davi" } }]);
  expect(davi.cookie).toBeDefined();
  for (const path of ["/api/v1/me", "/api/v1/rooms", "/api/v1/knocks"]) {
    expect((await davi.ask(path)).status).toBe(401);
  }
  expect(davi.cookie).toBeDefined();
});

Deno.test("what is over here is over on the other instance, sockets and all", async (t) => {
  await using site = await SharedSite.open();
  const ana = await Person.named("Ana", site.a.url);

  await t.step("a token that was made anew", async () => {
    const thief = thiefOf(ana, site.b.url);
    await using line = await thief.connect();
    await ana.ask("/api/v1/me/password", { method: "PUT", body: { password: PASSWORD } });
    const began = performance.now();
    await line.closed;
    expect(performance.now() - began).toBeLessThan(WITHIN.withinMs);
    await eventually(() => isOut(thief), WITHIN);
    expect(await isOut(ana.at(site.b.url))).toBe(false);
  });

  await t.step("the others, when the password changes", async () => {
    const phone = new Person(site.b.url);
    const body = { name: "Ana", password: PASSWORD };
    await phone.ask("/api/v1/session", { method: "POST", body });
    await using line = await phone.connect();
    const change = { password: "quatro pratos", current: PASSWORD };
    await ana.ask("/api/v1/me/password", { method: "PUT", body: change });
    await line.closed;
    await eventually(() => isOut(phone), WITHIN);
    expect(await isOut(ana)).toBe(false);
  });

  await t.step("a session after its sign-out", async () => {
    const thief = thiefOf(ana, site.b.url);
    await using line = await thief.connect();
    await ana.ask("/api/v1/session", { method: "DELETE" });
    await line.closed;
    await eventually(() => isOut(thief), WITHIN);
  });
});
