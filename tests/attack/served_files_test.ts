import { expect } from "expect";
import { startBrowser, type Visitor } from "../support/browser.ts";
import { Person } from "../support/person.ts";
import { type SentFile, shareFiles } from "../support/share_file.ts";
import { AloneSite } from "../support/sites.ts";
import { HOSTILE_FILES, HOSTILE_PAGE } from "./files/hostile_files.ts";

/** A name on a network: over plain HTTP a browser says of no request what it is for. */
const HOST = "sala.lan";

/** What a browser may show; all else is saved, as what no browser takes for a page. */
const SHOWN =
  /^(?:image\/(?:png|jpeg|gif|webp|avif)|(?:video|audio)\/(?:mp4|webm|ogg)|audio\/(?:mpeg|wav)|text\/plain; charset=utf-8)$/;
const ALIVE = /html|xml|svg|script|css|json|multipart|rfc822|x-shockwave|manifest|calendar/i;

/** Files that are tried together in one page, and pages that go to them. */
const AT_ONCE = 16;
const TABS = 4;

interface Shared extends SentFile {
  id: string;
}

/** Ana's files in geral, sent in messages of ten. */
async function shareAll(ana: Person, files: readonly SentFile[]): Promise<Shared[]> {
  const { id: room } = await ana.room();
  const shared: Shared[] = [];
  for (let at = 0; at < files.length; at += 10) {
    const some = files.slice(at, at + 10);
    const { ids } = await shareFiles(ana, room, ...some);
    shared.push(...some.map((file, n) => ({ ...file, id: ids[n]! })));
  }
  return shared;
}

/** Signs a browser in as somebody who is. */
async function signIn({ context }: Visitor, { cookie = "" }: Person): Promise<void> {
  const [name = "", value = ""] = cookie.split("=");
  const own = { domain: HOST, path: "/", httpOnly: true, sameSite: "Lax" as const };
  await context.addCookies([{ name, value, ...own }]);
}

/** Nothing has run: no mark, no request that a script made, nobody told the cookie. */
async function expectInert({ page, requests }: Visitor, name: string): Promise<void> {
  const marks = await page.evaluate(() => {
    const stored = (() => {
      try {
        return localStorage.getItem("hacked");
      } catch {
        return null;
      }
    })();
    return [Reflect.get(self, "hacked"), stored, document.title];
  });
  expect([name, marks[0] ?? null, marks[1]]).toEqual([name, null, null]);
  expect([name, requests.filter((url) => url.includes("hacked"))]).toEqual([name, []]);
}

Deno.test("a file that somebody shares runs nowhere, whatever it is and is called", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  const url = `http://${HOST}:${site.instance.port}`;
  const ana = await Person.named("Ana", site.url);
  const files = await shareAll(ana, HOSTILE_FILES);
  expect(files.length).toBeGreaterThanOrEqual(60);
  await using browser = await startBrowser({ hosts: [HOST] });

  await t.step("its headers let it be shown or saved, and nothing else", async () => {
    for (const { id, name } of files) {
      const { status, headers } = await ana.ask(`/f/${id}`, { method: "HEAD" });
      const type = headers.get("content-type") ?? "";
      const [kind] = headers.get("content-disposition")!.split(";");
      expect([name, status, kind]).toEqual([name, 200, SHOWN.test(type) ? "inline" : "attachment"]);
      expect([name, type.replace("text/plain; charset=utf-8", "")]).not.toEqual([
        name,
        expect.stringMatching(ALIVE),
      ]);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("content-security-policy"))
        .toMatch(/^sandbox(?: allow-same-origin)?; default-src 'none'(?:; media-src 'self')?$/);
      expect(headers.get("cache-control")).toMatch(/^private, no-cache/);
      for (const none of ["service-worker-allowed", "access-control-allow-origin", "set-cookie"]) {
        expect([name, none, headers.get(none)]).toEqual([name, none, null]);
      }
    }
  });

  await t.step("somebody goes to it", async () => {
    await Promise.all(Array.from({ length: TABS }, async (_, tab) => {
      const visitor = await browser.visitor();
      await signIn(visitor, ana);
      for (const { id, name } of files.filter((_, n) => n % TABS === tab)) {
        // A download is no page to go to.
        await visitor.page.goto(`${url}/f/${id}`).catch(() => {});
        await expectInert(visitor, name);
      }
    }));
  });

  await t.step("a page of ours takes it for a picture, a script, a frame, a worker", async () => {
    // As if our own pages had no policy at all.
    const visitor = await browser.visitor({ bypassCSP: true });
    await signIn(visitor, ana);
    await visitor.page.goto(`${url}/healthz`);
    for (let at = 0; at < files.length; at += AT_ONCE) {
      const some = files.slice(at, at + AT_ONCE);
      await visitor.page.evaluate(takeForAnything, some.map(({ id }) => `/f/${id}`));
      await expectInert(visitor, some.map(({ name }) => name).join());
    }
  });

  await t.step("what may be shown is shown to who goes to it", async () => {
    const visitor = await browser.visitor();
    await signIn(visitor, ana);
    const at = async (name: string) => {
      await visitor.page.goto(`${url}/f/${files.find((file) => file.name === name)!.id}`);
      return visitor.page;
    };
    const picture = await at("foto.html");
    expect(await picture.locator("img").evaluate((one: HTMLImageElement) => one.naturalWidth))
      .toBe(8);
    expect(await (await at("nota.js")).locator("pre").innerText()).toContain("uma nota");
    const sound = await at("voz.html");
    await sound.waitForFunction(() => document.querySelector("video")?.readyState);
    const duration = await sound.locator("video, audio").evaluate((one: HTMLMediaElement) =>
      one.duration
    );
    expect(duration).toBeCloseTo(0.5);
  });

  await t.step("where such a thing does run, it is seen", async () => {
    const visitor = await browser.visitor({ bypassCSP: true });
    await visitor.page.goto(`${url}/healthz`);
    await visitor.page.setContent(HOSTILE_PAGE);
    await expect(expectInert(visitor, "a page")).rejects.toThrow();
    expect(visitor.requests.some((one) => one.includes("hacked"))).toBe(true);
  });
});

Deno.test("where browsers say what a file is for, it is for nothing that could run", async () => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  const ana = await Person.named("Ana", site.url);
  const [file] = await shareAll(ana, HOSTILE_FILES.slice(0, 1));
  const path = `/f/${file!.id}`;
  for (const to of ["document", "image", "audio", "video", "empty"]) {
    const { status } = await ana.ask(path, { headers: { "sec-fetch-dest": to } });
    expect([to, status]).toEqual([to, 200]);
  }
  for (const to of ["script", "style", "worker", "serviceworker", "object", "embed", "iframe"]) {
    const { status } = await ana.ask(path, { headers: { "sec-fetch-dest": to } });
    expect([to, status]).toEqual([to, 403]);
  }
});

/** In the page: tries everything that a page can do with addresses, and waits for what comes of it. */
async function takeForAnything(paths: readonly string[]): Promise<void> {
  const settled = (element: HTMLElement) =>
    new Promise<void>((resolve) => {
      element.onload = element.onerror = () => resolve();
      setTimeout(resolve, 300);
      document.body.append(element);
    });
  const make = <K extends keyof HTMLElementTagNameMap>(
    tag: K,
    attributes: Record<string, string>,
  ): HTMLElementTagNameMap[K] => Object.assign(document.createElement(tag), attributes);
  const elements = paths.flatMap((path) => [
    make("img", { src: path }),
    make("script", { src: path }),
    make("script", { src: path, type: "module" }),
    make("link", { href: path, rel: "stylesheet" }),
    make("iframe", { src: path }),
    make("object", { data: path }),
    make("embed", { src: path }),
    make("video", { src: path }),
  ]);
  const work = (path: string) =>
    new Promise<void>((resolve) => {
      try {
        const made = new Worker(path);
        made.onerror = made.onmessage = () => resolve();
        setTimeout(() => (made.terminate(), resolve()), 300);
      } catch {
        resolve();
      }
    });
  await Promise.all([
    ...elements.map(settled),
    ...paths.map(work),
    ...paths.map((path) => fetch(path).then((answer) => answer.arrayBuffer())),
    ...paths.map((path) => import(path).catch(() => {})),
    ...paths.map((path) => navigator.serviceWorker?.register(path).catch(() => {})),
  ]);
  for (const element of elements) element.remove();
}
