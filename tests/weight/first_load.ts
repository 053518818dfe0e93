import type { Page, Response } from "playwright-core";

/** What a page takes over the wire, in bytes with compression, heads apart. */
export interface Weight {
  html: number;
  css: number;
  /** The scripts that its HTML names, and those that they cannot be without. */
  js: number;
  requests: number;
  /** Scripts that come by themselves once it is alive: for code, files and formatted texts. */
  later: number;
}

const IMPORTED = /(?:from|import)\s*"(\.\/[^"]+)"/g;

/** Opens a page for the first time, until nothing more comes. */
export async function firstLoad(page: Page, url: string): Promise<Weight> {
  const responses: Response[] = [];
  page.on("response", (response) => void responses.push(response));
  await page.goto(url, { waitUntil: "networkidle" });
  const came = responses.filter((response) => !response.request().serviceWorker());
  const of = (type: string) => came.filter((one) => one.request().resourceType() === type);
  const scripts = of("script");
  const texts = new Map<string, string>();
  for (const script of scripts) texts.set(script.url(), await script.text());
  const html = await of("document")[0]!.text();
  const first = new Set<string>();
  const take = (address: string): void => {
    if (first.has(address)) return;
    first.add(address);
    const text = texts.get(address) ?? "";
    for (const [, path] of text.matchAll(IMPORTED)) take(new URL(path!, address).href);
  };
  for (const address of texts.keys()) if (html.includes(new URL(address).pathname)) take(address);
  return {
    html: await sizeOf(of("document")),
    css: await sizeOf(of("stylesheet")),
    js: await sizeOf(scripts.filter((one) => first.has(one.url()))),
    later: await sizeOf(scripts.filter((one) => !first.has(one.url()))),
    requests: came.length,
  };
}

async function sizeOf(responses: readonly Response[]): Promise<number> {
  const sizes = await Promise.all(responses.map((one) => one.request().sizes()));
  // What was in the cache already is told as less than nothing.
  return sizes.reduce((sum, { responseBodySize }) => sum + Math.max(0, responseBodySize), 0);
}
