import { expect } from "expect";
import type { Visitor } from "./browser.ts";

/** Where a page keeps what its policy has had to stop. */
const BREACHES = "breaches";

/** From its next page on this visitor tells what tried to run, and what the policy stopped. */
export async function watchPage({ context, page, complaints }: Visitor): Promise<void> {
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await context.addInitScript((name) => {
    const breaches: string[] = [];
    Reflect.set(globalThis, name, breaches);
    document.addEventListener("securitypolicyviolation", (event) => {
      breaches.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  }, BREACHES);
}

/** Nothing of what people wrote has run on this page, or has become more than text and links. */
export async function expectInert({ page, complaints }: Visitor): Promise<void> {
  const found = await page.evaluate((name) => {
    const all = [...document.querySelectorAll("*")];
    const attributes = all.flatMap((one) => [...one.attributes]);
    const strange = "main, aside, dialog, nav, header".split(", ").map((place) =>
      `${place} :is(script, style, iframe, object, embed, base, meta, link, frame, applet, math)`
    ).join(", ");
    return {
      ran: [Reflect.get(globalThis, "hacked"), Reflect.get({}, "hacked")].filter(Boolean),
      breaches: Reflect.get(globalThis, name),
      handlers: attributes.filter((one) => /^on/i.test(one.name)).map((one) => one.name),
      strange: [...document.querySelectorAll(strange)].map((one) => one.outerHTML),
      leads: [...document.querySelectorAll("a, area")].map((one) => Reflect.get(one, "href"))
        .filter((href) => !/^(?:https?:\/\/|mailto:)/.test(String(href))),
      sends: [...document.forms].map((form) => new URL(form.action).origin)
        .filter((origin) => origin !== location.origin),
    };
  }, BREACHES);
  const nothing = { ran: [], breaches: [], handlers: [], strange: [], leads: [], sends: [] };
  expect([page.url(), found]).toEqual([page.url(), nothing]);
  expect(complaints).toEqual([]);
}
