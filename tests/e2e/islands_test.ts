import { App, type Middleware } from "fresh";
import { Builder } from "fresh/dev";
import { staticFiles } from "fresh";
import { expect } from "expect";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { integrationTest } from "@/lib/fresh/test_utils.ts";
import { startBrowser } from "../support/browser.ts";

const FIXTURE = fileURLToPath(new URL("../lib/fresh/fixture", import.meta.url));

// The strictest policy an app of ours runs under.
const strictPolicy: Middleware<unknown> = async (ctx) => {
  const res = await ctx.next();
  const nonce = (res as unknown as Record<symbol, string>)[Symbol.for("__freshNonce")];
  res.headers.set(
    "Content-Security-Policy",
    `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self'; img-src 'self'; ` +
      "require-trusted-types-for 'script'; trusted-types conexao",
  );
  return res;
};

interface Site {
  page: Page;
  url: string;
  complaints: string[];
}

async function withSite(visit: (site: Site) => Promise<void>): Promise<void> {
  Deno.env.set("FRESH_PUBLIC_PLACE", "na cozinha");
  const apply = await new Builder({ root: FIXTURE }).build({ snapshot: "memory" });
  const app = new App().use(strictPolicy).use(staticFiles()).fsRoutes();
  apply(app);
  await using server = Deno.serve({ port: 0, onListen: () => {} }, app.handler());

  await using browser = await startBrowser();
  const { page, complaints } = await browser.visitor();
  await visit({ page, url: `http://localhost:${server.addr.port}`, complaints });
}

integrationTest(
  "islands come to life in a browser, over the nodes that the server rendered",
  async (t) => {
    await withSite(async ({ page, url, complaints }) => {
      // Before any script of the page runs, notes the nodes as they came from the server.
      await page.addInitScript(() => {
        document.addEventListener("readystatechange", () => {
          if (document.readyState !== "interactive") return;
          for (const el of document.querySelectorAll("*")) {
            (el as unknown as { fromServer: boolean }).fromServer = true;
          }
        });
      });
      await page.goto(url);
      await page.waitForSelector("#a.ready");
      await page.waitForSelector("#inner.ready");

      await t.step("every node is the one from the server", async () => {
        const made = await page.evaluate(() =>
          [...document.querySelectorAll("main *")]
            .filter((el) => !("fromServer" in el)).map((el) => el.outerHTML)
        );
        expect(made).toEqual([]);
      });

      await t.step("links and images in islands stay as the server completed them", async () => {
        expect(await page.getAttribute(".panel a", "aria-current")).toBe("page");
        expect(await page.getAttribute(".panel img", "src")).toContain("?__frsh_c=");
        expect(await page.textContent(".panel code")).toContain("?__frsh_c=");
      });

      await t.step("a signal shared by two islands and a slot stays one signal", async () => {
        await page.click("#a button");
        await page.click("#inner button");
        for (const id of ["a", "b", "inner"]) {
          expect(await page.textContent(`#${id} output`)).toBe("5");
        }
      });

      await t.step("props that JSON cannot hold arrive whole", async () => {
        expect(await page.textContent(".facts")).toContain(
          `1970-01-01T00:00:00.000Z Ana:1,2 </script><!-- 'quoted' "double" \\  na cozinha na cozinha no secret`,
        );
      });

      await t.step("a slot that was not rendered appears on demand, alive", async () => {
        expect(await page.locator("#late").count()).toBe(0);
        await page.click(".toggle");
        await page.waitForSelector("#late.ready");
        await page.click("#late button");
        expect(await page.textContent("#late output")).toBe("8");
        expect(await page.title()).toBe("aberto");
      });

      await t.step("what was typed into a slot stays when the island renders again", async () => {
        await page.fill("input[name=draft]", "bolo de milho");
        await page.click(".toggle");
        await page.waitForSelector("#late", { state: "detached" });
        expect(await page.inputValue("input[name=draft]")).toBe("bolo de milho");
      });

      await t.step("nothing breaks the content security policy", () => {
        expect(complaints).toEqual([]);
      });
    });
  },
);
