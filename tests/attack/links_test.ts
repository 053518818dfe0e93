import { expect } from "expect";
import { type Answer, Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const PASSWORD = "três pratos";

/** A link of Ana's for another device, as a path. */
async function deviceLink(ana: Person): Promise<string> {
  const { text, status } = await ana.ask("/api/v1/links", { method: "POST" });
  if (status !== 201) throw new Error(`No link: ${text}`);
  return new URL(JSON.parse(text).url).pathname;
}

async function hostLink({ instance }: AloneSite): Promise<string> {
  const { url } = JSON.parse(await instance.said(/"host\.link"/));
  return new URL(url).pathname;
}

/** Sends the form of a link's page, as its own page does. */
function spend(
  visitor: Person,
  path: string,
  fields: Record<string, string> = {},
): Promise<Answer> {
  return visitor.ask(path, {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      origin: new URL(visitor.url).origin,
    },
  });
}

async function nameOf(person: Person): Promise<string | undefined> {
  const answer = await person.ask("/api/v1/me");
  return answer.status === 200 ? read(answer).user.name : undefined;
}

Deno.test("previews, prefetches and scanners use nothing up: HEAD, five GETs, then one POST works", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const path = await deviceLink(ana);
  const phone = new Person(site.url);
  expect((await phone.ask(path, { method: "HEAD" })).status).toBe(200);
  for (let n = 0; n < 5; n++) {
    const page = await phone.ask(path, { headers: { purpose: "prefetch" } });
    expect(page.status).toBe(200);
    expect(page.text).toContain("Ana");
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("referrer-policy")).toBe("same-origin");
  }
  expect(await nameOf(phone)).toBeUndefined();
  expect((await spend(phone, path)).status).toBe(303);
  expect(await nameOf(phone)).toBe("Ana");
  const again = new Person(site.url);
  const replayed = await spend(again, path);
  expect([replayed.status, replayed.headers.getSetCookie()]).toEqual([404, []]);
  expect((await again.ask(path)).status).toBe(404);
});

Deno.test("of fifty POSTs at once one wins", async () => {
  await using site = await AloneSite.open();
  const path = await deviceLink(await Person.named("Ana", site.url));
  const visitors = Array.from({ length: 50 }, () => new Person(site.url));
  const answers = await Promise.all(visitors.map((visitor) => spend(visitor, path)));
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  const names = await Promise.all(visitors.map(nameOf));
  expect(names.filter((name) => name !== undefined)).toEqual(["Ana"]);
});

Deno.test("an attacker's link signs nobody in as the attacker without the page's own button", async () => {
  await using site = await AloneSite.open();
  const path = await deviceLink(await Person.named("Bruno", site.url));
  const ana = await Person.named("Ana", site.url);
  const page = await ana.ask(path);
  expect([page.status, await nameOf(ana)]).toEqual([200, "Ana"]);
  expect(page.text).toContain("Bruno");
  for (const origin of ["http://evil.com", "null", `http://127.0.0.1:${site.instance.port + 1}`]) {
    const forged = await ana.ask(path, {
      method: "POST",
      body: "",
      headers: { "content-type": "application/x-www-form-urlencoded", origin },
    });
    expect([forged.status, await nameOf(ana)]).toEqual([403, "Ana"]);
  }
  const before = ana.at(site.url);
  expect((await spend(ana, path)).status).toBe(303);
  expect(await nameOf(ana)).toBe("Bruno");
  expect(await nameOf(before)).toBeUndefined();
});

Deno.test("the two kinds of links are not each other's, nor is a torn one anything", async () => {
  await using site = await AloneSite.open();
  const device = await deviceLink(await Person.named("Ana", site.url));
  const host = await hostLink(site);
  const crossed = [device.replace("entrar", "anfitriao"), host.replace("anfitriao", "entrar")];
  const none = `/entrar/${"a".repeat(43)}`;
  const visitor = new Person(site.url);
  const texts = new Set<string>();
  for (const path of [...crossed, none, device.slice(0, -1), `${device}a`, "/entrar/%00"]) {
    const { status } = await spend(visitor, path, { name: "Davi", password: PASSWORD });
    expect(status).toBe(404);
    const page = await visitor.ask(path);
    expect(page.status).toBe(404);
    if (path.startsWith("/entrar/a") || path === crossed[1]) {
      // The nonce is another one each time, and so is the time of day.
      texts.add(page.text.replace(/nonce="[^"]*"|\b\d{13}\b/g, "").replaceAll(path, ""));
    }
  }
  expect(texts.size).toBe(1);
  expect((await visitor.ask(device)).status).toBe(200);
  expect((await visitor.ask(host)).status).toBe(200);
});

Deno.test("the host's link makes the token anew, and works once", async () => {
  await using site = await AloneSite.open();
  const path = await hostLink(site);
  const ana = await Person.named("Ana", site.url);
  const thief = ana.at(site.url);
  await using line = await thief.connect();
  const bare = await spend(ana, path);
  expect(bare.status).toBe(422);
  expect((await spend(ana, path, { password: PASSWORD })).status).toBe(303);
  expect(ana.cookie).not.toBe(thief.cookie);
  expect(await nameOf(thief)).toBeUndefined();
  await line.closed;
  const me = read(await ana.ask("/api/v1/me")).user;
  expect(me).toMatchObject({ name: "Ana", role: "host" });
  const bruno = await Person.named("Bruno", site.url);
  expect((await spend(bruno, path, { password: PASSWORD })).status).toBe(404);
  expect(read(await bruno.ask("/api/v1/me")).user.role).toBe("member");
});

Deno.test("a link stands in no log but the one that the owner reads it from", async () => {
  await using site = await AloneSite.open({ LOG_LEVEL: "debug" });
  const ana = await Person.named("Ana", site.url);
  const path = await deviceLink(ana);
  await ana.ask(path);
  await spend(new Person(site.url), `${path}x`);
  await spend(new Person(site.url), path);
  await site.instance.stop();
  const token = path.slice(path.lastIndexOf("/") + 1);
  expect(site.instance.log.join("\n")).toContain("host.link");
  expect(site.instance.log.join("\n")).not.toContain(token);
});
