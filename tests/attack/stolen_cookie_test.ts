import { expect } from "expect";
import { type Answer, Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const PASSWORD = "três pratos";
const FORM = { "content-type": "application/x-www-form-urlencoded" };

function post(person: Person, path: string, fields: Record<string, string> = {}): Promise<Answer> {
  return person.ask(path, {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: { ...FORM, origin: new URL(person.url).origin },
  });
}

/** Ana, who has just become host. */
async function hostOf(site: AloneSite): Promise<Person> {
  const { url } = JSON.parse(await site.instance.said(/"host\.link"/));
  const ana = await Person.named("Ana", site.url);
  const answer = await post(ana, new URL(url).pathname, { password: PASSWORD });
  if (answer.status !== 303) throw new Error(`Ana is not the host: ${answer.status}`);
  return ana;
}

/** Another device of Ana's, on which nobody has given her password. */
async function phoneOf(ana: Person): Promise<Person> {
  const { url } = JSON.parse((await ana.ask("/api/v1/links", { method: "POST" })).text);
  const phone = new Person(ana.url);
  const answer = await post(phone, new URL(url).pathname);
  if (answer.status !== 303) throw new Error(`The phone is not in: ${answer.status}`);
  return phone;
}

Deno.test("a copied cookie of the host's opens nothing that takes the password", async (t) => {
  await using site = await AloneSite.open();
  const ana = await hostOf(site);
  const bruno = await Person.named("Bruno", site.url);
  const person = `/api/v1/people/${(read(await bruno.ask("/api/v1/me"))).user.id}`;
  const phone = await phoneOf(ana);
  const thief = phone.at(site.url);
  expect(read(await thief.ask("/api/v1/me")).user).toMatchObject({ name: "Ana", role: "host" });

  const deeds: [what: string, path: string, method: string, body?: unknown][] = [
    ["give a role", person, "PATCH", { role: "guest" }],
    ["ban", `${person}/ban`, "POST", {}],
    ["lift a ban", `${person}/ban`, "DELETE"],
    ["release a name", person, "DELETE"],
    ["change the door", "/api/v1/server", "PATCH", { joinCode: "new" }],
    ["make a link for a device", "/api/v1/links", "POST"],
  ];
  for (const [what, path, method, body] of deeds) {
    await t.step(`it does not ${what}`, async () => {
      const asking = body === undefined ? { method } : { method, body };
      const answer = await thief.ask(path, asking);
      expect(answer.status).toBe(403);
      expect(read(answer).error).toMatchObject({ code: "forbidden", field: "password" });
    });
  }

  await t.step("it changes no password, nor confirms one", async () => {
    const change = { password: "quatro pratos" };
    const bare = await thief.ask("/api/v1/me/password", { method: "PUT", body: change });
    expect(read(bare).error.field).toBe("current");
    const guess = { ...change, current: "dois pratos" };
    const guessed = await thief.ask("/api/v1/me/password", { method: "PUT", body: guess });
    expect(guessed.status).toBe(401);
    const body = { password: "dois pratos" };
    const confirmed = await thief.ask("/api/v1/me/confirm", { method: "POST", body });
    expect(confirmed.status).toBe(401);
    expect(read(await bruno.ask("/api/v1/me")).user.role).toBe("member");
  });

  await t.step("Ana is told of the device, and a thief does not take that away", async () => {
    const newDevices = async (who: Person) =>
      JSON.parse((await who.ask("/api/v1/session")).text).session.newDevices;
    expect(await newDevices(ana)).toBe(1);
    await thief.ask("/api/v1/sessions/seen", { method: "POST" });
    expect(await newDevices(ana)).toBe(1);
    await ana.ask("/api/v1/sessions/seen", { method: "POST" });
    expect(await newDevices(ana)).toBe(0);
  });

  await t.step("once Ana gives her password on the phone, the copy is dead", async () => {
    const body = { password: PASSWORD };
    expect((await phone.ask("/api/v1/me/confirm", { method: "POST", body })).status).toBe(204);
    expect((await thief.ask("/api/v1/me")).status).toBe(401);
    const change = await phone.ask("/api/v1/server", { method: "PATCH", body: { knock: true } });
    expect(change.status).toBe(200);
  });
});

Deno.test("Ana ends all other sessions, and the thief's socket is closed with its cookie", async () => {
  await using site = await AloneSite.open();
  const ana = await hostOf(site);
  const thief = await phoneOf(ana);
  await using line = await thief.connect();
  const at = performance.now();
  expect((await ana.ask("/api/v1/sessions", { method: "DELETE" })).status).toBe(204);
  await line.closed;
  expect(performance.now() - at).toBeLessThan(1_000);
  expect((await thief.ask("/api/v1/me")).status).toBe(401);
});
