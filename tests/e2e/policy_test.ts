import { expect } from "expect";
import { startBrowser } from "../support/browser.ts";
import { Chatter } from "../support/chatter.ts";
import { Neighbour } from "../support/neighbour.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("a page that broke its policy, or asked another host, would be noticed", async (t) => {
  await using site = await AloneSite.open();
  await using elsewhere = new Neighbour({});
  await using browser = await startBrowser();
  const breaches: [what: string, breach: (url: string) => unknown][] = [
    ["an inline style", () => document.body.setAttribute("style", "color: red")],
    ["a script from a string", () => {
      const script = document.createElement("script");
      try {
        script.setAttribute("src", "data:text/javascript,globalThis.hacked=1");
      } catch {
        // The policy forbids it, and says so.
      }
      document.body.append(script);
    }],
    ["HTML from a string", () => {
      try {
        document.body.innerHTML = "<b>x</b>";
      } catch {
        // The same.
      }
    }],
    ["a picture from elsewhere", (url) => {
      const picture = document.createElement("img");
      picture.src = `${url}/x.png`;
      document.body.append(picture);
    }],
    ["a call to elsewhere", (url) => fetch(url).catch(() => {})],
  ];
  for (const [what, breach] of breaches) {
    await t.step(what, async () => {
      const clara = new Chatter(await browser.visitor(), site.url);
      await clara.page.goto(site.url);
      clara.expectPeace();
      const told = clara.page.waitForEvent("console", (message) => message.type() === "error");
      await clara.page.evaluate(breach, elsewhere.url);
      await told;
      expect(() => clara.expectPeace()).toThrow();
      expect(await clara.page.evaluate(() => Reflect.get(globalThis, "hacked"))).toBeUndefined();
    });
  }
});
