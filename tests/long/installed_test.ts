import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

const INSTALLED = { serviceWorkers: "allow", permissions: ["notifications"] } as const;

/** Resolves when the site's worker answers for this page. */
async function served({ page }: Chatter): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** What this browser keeps of the rooms that were read in it. */
async function kept({ page }: Chatter): Promise<string[]> {
  return await page.evaluate(() =>
    new Promise<string[]>((resolve, reject) => {
      const opening = indexedDB.open("conexao-read");
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        if (!database.objectStoreNames.contains("rooms")) return resolve([]);
        const asking = database.transaction("rooms").objectStore("rooms").getAll();
        asking.onsuccess = () => {
          database.close();
          resolve(asking.result.flatMap(({ messages }) =>
            messages.map(({ body }: { body: string }) => body)
          ));
        };
      };
    })
  );
}

Deno.test("at a secure address the app is installed, read without the host, and tells of news", async (t) => {
  await using site = await AloneSite.open();
  await using browser = await startBrowser();
  const bruno = await Person.named("Bruno", site.url);
  const geral = await bruno.room();
  await bruno.post(geral.id, "o ônibus sai às ||sete||");
  const ana = await Chatter.join(browser, site.url, "Ana", INSTALLED);

  await t.step("it says how it is to be installed", async () => {
    const answer = await ana.page.request.get(`${site.url}/manifest.json`);
    const manifest = await answer.json();
    expect(answer.headers()["content-type"]).toBe("application/manifest+json");
    expect(manifest).toMatchObject({ start_url: "/", display: "standalone", lang: "pt-BR" });
    for (const { src, type } of manifest.icons) {
      const icon = await ana.page.request.get(site.url + src);
      expect([icon.status(), icon.headers()["content-type"]?.split(";")[0]]).toEqual([200, type]);
    }
    for (const { url } of manifest.shortcuts) {
      expect((await ana.page.request.get(site.url + url)).status()).toBe(200);
    }
  });

  await t.step("what is read is kept, and nothing else in the worker's store", async () => {
    await served(ana);
    await eventually(async () => (await kept(ana)).includes("o ônibus sai às ||sete||"));
    const names = await ana.page.evaluate(async () => {
      const all = await Promise.all((await caches.keys()).map(async (name) => {
        const answers = await (await caches.open(name)).keys();
        return answers.map(({ url }) => new URL(url).pathname);
      }));
      return all.flat();
    });
    const allowed =
      /^\/(?:desconectado(?:\.js)?|favicon\.svg|styles\/[\w.]+|icons\/[\w.-]+|_fresh\/js\/.+)$/;
    expect(names.filter((name) => !allowed.test(name))).toEqual([]);
    expect(names).toContain("/desconectado");
  });

  await t.step(
    "without the host its last messages stand there, and come back by itself",
    async () => {
      await site.instance.kill();
      await ana.page.reload();
      await ana.page.getByRole("heading", { name: "Sem contato com o anfitrião" }).waitFor();
      await ana.page.getByText("o ônibus sai às ▒▒▒").waitFor();
      await site.instance.start();
      await ana.page.getByRole("button", { name: "Tentar de novo" }).or(
        ana.page.getByRole("link", { name: "Tentar de novo" }),
      ).click();
      await ana.ready();
      await ana.sees("o ônibus sai às sete");
    },
  );

  await t.step("another person at this browser finds nothing of what was read", async () => {
    await eventually(async () => (await kept(ana)).length > 0);
    const dora = await Person.named("Dora", site.url);
    const [name = "", value = ""] = dora.cookie?.split("=") ?? [];
    await ana.visitor.context.addCookies([{ name, value, url: site.url }]);
    await ana.page.goto(`${site.url}/salas`);
    await eventually(async () => (await kept(ana)).length === 0);
    await ana.page.goto(`${site.url}/r/geral`);
  });

  await t.step("who signs out leaves nothing for the next one", async () => {
    await eventually(async () => (await kept(ana)).length > 0);
    await ana.page.getByRole("button", { name: "Sair" }).click();
    await ana.page.getByLabel("Como você se chama?").waitFor();
    expect(await kept(ana)).toEqual([]);
  });
  ana.expectPeace();

  const clara = await Chatter.join(browser, site.url, "Clara", INSTALLED);
  await served(clara);
  const shown = () =>
    clara.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body }) => ({ title, body }));
    });

  const look = (looks: boolean) =>
    clara.page.evaluate((state) => {
      Object.defineProperty(document, "visibilityState", { get: () => state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, looks ? "visible" : "hidden");

  await t.step("nothing is shown while somebody looks", async () => {
    await bruno.post(geral.id, "à vista");
    await clara.sees("à vista");
    expect(await shown()).toEqual([]);
  });

  await t.step("elsewhere one is told who wrote what, once for each room", async () => {
    await look(false);
    await bruno.post(geral.id, "primeira");
    await bruno.post(geral.id, "o fim é ||triste||");
    await eventually(async () => {
      const [one, ...others] = await shown();
      return one?.body === "Bruno: o fim é ▒▒▒" && one.title === "geral" && others.length === 0;
    });
    const icon = () => clara.page.locator("link[rel=icon]").getAttribute("href");
    await eventually(async () => (await icon())?.startsWith("data:image/png"));
  });
  await t.step("what another app shares waits until a room is chosen", async () => {
    await look(true);
    // As the system does it: a form with files, which no page of ours has posted.
    const share = (files: number) =>
      clara.page.evaluate((files) => {
        const form = document.createElement("form");
        Object.assign(form, { method: "post", enctype: "multipart/form-data" });
        form.action = "/compartilhar";
        const text = document.createElement("input");
        Object.assign(text, { name: "text", value: "veja isto" });
        const file = document.createElement("input");
        Object.assign(file, { type: "file", name: "files" });
        const brought = new DataTransfer();
        if (files > 0) brought.items.add(new File(["olá"], "lista.txt", { type: "text/plain" }));
        file.files = brought.files;
        form.append(text, file);
        document.body.append(form);
        form.submit();
      }, files);

    await share(0);
    await clara.page.getByRole("heading", { name: "Compartilhar" }).waitFor();
    expect(await clara.page.getByLabel("Texto").inputValue()).toBe("veja isto");
    const before = (await bruno.history(geral.id)).length;
    await clara.page.getByRole("button", { name: "Enviar" }).click();
    await clara.sees("veja isto");

    await served(clara);
    await share(1);
    await clara.page.getByText("1 arquivo espera.").waitFor();
    await clara.page.getByRole("main").getByRole("link", { name: "geral" }).click();
    await clara.page.locator(".chip").filter({ hasText: "lista.txt" }).waitFor();
    expect(await clara.composer.inputValue()).toBe("veja isto");
    expect((await bruno.history(geral.id)).length).toBe(before + 1);
  });

  await t.step(
    "where the host has no worker any more, the old one goes with all that it kept",
    async () => {
      await clara.visitor.context.route("**/sw.js", (route) => route.fulfill({ status: 404 }));
      await clara.page.goto(`${site.url}/r/geral`);
      await clara.page.waitForFunction(async () =>
        (await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length ===
          0
      );
    },
  );
  clara.expectPeace();
});
