import { expect } from "expect";
import { startBrowser, type TestBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Neighbour } from "../support/neighbour.ts";
import { Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const STRANGE = "A".repeat(43);

Deno.test("a page on another port of the same address cannot act as Ana", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  await using neighbour = new Neighbour({});
  const witness = await Person.named("Bruno", site.url);
  const geral = await witness.room();
  const ana = await Chatter.join(browser, site.url, "Ana");
  await ana.page.goto(neighbour.url);
  // The trap is real: the browser sends the neighbour Ana's cookie, and ours the neighbour's calls.
  expect(neighbour.cookies.some((cookie) => /\bconexao=/.test(cookie))).toBe(true);

  async function visit() {
    const page = await ana.visitor.context.newPage();
    await page.goto(neighbour.url);
    return page;
  }

  await t.step("not by fetch, in any dress", async () => {
    const seen = await ana.page.evaluate(async ([url, room]) => {
      const body = JSON.stringify({ id: "0".repeat(32), body: "do vizinho" });
      const path = `${url}/api/v1/rooms/${room}/messages`;
      const tries: RequestInit[] = [
        { mode: "no-cors", headers: { "content-type": "text/plain" } },
        { mode: "no-cors", headers: { "content-type": "application/x-www-form-urlencoded" } },
        { mode: "cors", headers: { "content-type": "application/json" } },
      ];
      const outcomes: string[] = [];
      for (const init of tries) {
        const asking = fetch(path, { method: "POST", credentials: "include", body, ...init });
        outcomes.push(await asking.then(({ type }) => type, () => "failed"));
      }
      const reading = fetch(path, { credentials: "include" });
      return [...outcomes, await reading.then(({ type }) => type, () => "failed")];
    }, [site.url, geral.id] as const);
    // Whether the browser shows a closed answer or none is its own affair.
    expect(seen.filter((type) => !["opaque", "failed"].includes(type))).toEqual([]);
    expect(await witness.history(geral.id)).toEqual([]);
  });

  await t.step("not by a form", async () => {
    const forms = [["/r/geral", "body", "do vizinho"], ["/sair", "x", "1"], ["/", "name", "Zoe"]];
    for (const [path, name, value] of forms) {
      const page = await visit();
      const answered = page.waitForResponse((answer) => answer.url() === site.url + path);
      await page.evaluate(([action, name, value]) => {
        const form = document.body.appendChild(document.createElement("form"));
        Object.assign(form, { method: "post", action });
        const field = form.appendChild(document.createElement("input"));
        Object.assign(field, { name, value });
        form.submit();
      }, [site.url + path, String(name), String(value)] as const);
      expect((await answered).status()).toBe(403);
    }
    expect(await witness.history(geral.id)).toEqual([]);
  });

  await t.step("not by a socket", async () => {
    const page = await visit();
    const outcome = await page.evaluate((url) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`${url.replace("http", "ws")}/ws`, "conexao.v1");
        socket.onopen = () => resolve("open");
        socket.onerror = () => resolve("refused");
      }), site.url);
    expect(outcome).toBe("refused");
  });

  await t.step("not in a frame", async () => {
    const page = await visit();
    const shown = await page.evaluate((url) =>
      new Promise<number>((resolve) => {
        const frame = document.createElement("iframe");
        frame.onload = () => resolve(frame.contentDocument === null ? 1 : 0);
        frame.src = `${url}/r/geral`;
        document.body.append(frame);
      }), site.url);
    expect(shown).toBe(1);
    const framed = page.frames().find((frame) => frame !== page.mainFrame());
    expect(framed?.url()).toMatch(/^chrome-error:/);
  });

  await t.step("and she is still signed in, and finds nothing said", async () => {
    await ana.page.goto(`${site.url}/r/geral`);
    await ana.ready();
    expect(await ana.texts()).toEqual([]);
    await ana.write("fui eu");
    await ana.sees("fui eu");
  });
});

Deno.test("a cookie that a neighbour throws in signs nobody in, and is thrown out", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();

  for (const path of ["/", "/r", "/r/geral"]) {
    await t.step(`Path=${path}`, async () => {
      await using neighbour = new Neighbour({
        "/": { headers: { "set-cookie": `conexao=${STRANGE}; Path=${path}; HttpOnly` } },
      });
      const name = `Ana ${path.length}`;
      const ana = await Chatter.join(browser, site.url, name);
      await ana.page.goto(neighbour.url);
      await ana.page.goto(`${site.url}/r/geral`);
      await ana.page.getByLabel("Como você se chama?").waitFor();
      await comeInAgain(ana, `${name} de novo`);
    });
  }

  await t.step("a token from outside is never taken over at signing in", async () => {
    const stranger = new Person(site.url);
    stranger.cookie = `conexao=${STRANGE}`;
    const answer = await stranger.ask("/api/v1/session", {
      method: "POST",
      body: { name: "Clara" },
    });
    expect(answer.status).toBe(201);
    expect(stranger.cookie).not.toContain(STRANGE);
    const thief = new Person(site.url);
    thief.cookie = `conexao=${STRANGE}`;
    expect((await thief.ask("/api/v1/me")).status).toBe(401);
  });

  await t.step("two values that differ count as none, and both are cleared", async () => {
    const bruno = await Person.named("Bruno", site.url);
    const own = bruno.cookie;
    for (const header of [`${own}; conexao=${STRANGE}`, `conexao=${STRANGE}; ${own}`]) {
      bruno.cookie = header;
      const answer = await bruno.ask("/r/geral");
      expect(answer.status).toBe(303);
      expect(answer.headers.getSetCookie().some((line) => /^conexao=;.*Max-Age=0/.test(line)))
        .toBe(true);
      bruno.cookie = header;
      expect((await bruno.ask("/api/v1/me")).status).toBe(401);
    }
    bruno.cookie = `${own}; ${own}`;
    expect(read(await bruno.ask("/api/v1/me")).user.name).toBe("Bruno");
  });
});

Deno.test("two chats on one address keep apart by COOKIE_NAME", async () => {
  await using first = await AloneSite.open();
  await using second = await AloneSite.open({ COOKIE_NAME: "outra" });
  await using browser = await startBrowser();
  const ana = await joinBoth(browser, first.url, second.url);
  for (const url of [first.url, second.url]) {
    await ana.page.goto(`${url}/r/geral`);
    await ana.ready();
    await ana.write(`em ${url}`);
    await ana.sees(`em ${url}`);
  }
});

async function joinBoth(browser: TestBrowser, first: string, second: string): Promise<Chatter> {
  const ana = await Chatter.join(browser, first, "Ana");
  await ana.page.goto(second);
  await comeInAgain(ana, "Ana");
  return ana;
}

/** The form lets them in, and the room opens. */
async function comeInAgain(chatter: Chatter, name: string): Promise<void> {
  await chatter.page.getByLabel("Como você se chama?").fill(name);
  await chatter.page.getByRole("button", { name: "Entrar" }).click();
  await chatter.page.waitForURL("**/r/geral");
  await chatter.ready();
}
