import type { Page, Request } from "playwright-core";

/** What a page takes over the wire, in bytes with compression, heads apart. */
export interface Weight {
  html: number;
  css: number;
  js: number;
  requests: number;
  /** Scripts that come by themselves once it is alive: for code, files and formatted texts. */
  later: number;
}

const KINDS: Readonly<Record<string, "html" | "css" | "js">> = {
  document: "html",
  stylesheet: "css",
  script: "js",
};

/** Opens a page for the first time, until it is alive: what it asks for before its socket is first. */
export async function firstLoad(page: Page, url: string): Promise<Weight> {
  const requests: Request[] = [];
  page.on("request", (request) => void requests.push(request));
  const opened = page.waitForEvent("websocket").then(() => requests.slice());
  await page.goto(url);
  const first = await opened;
  await page.waitForLoadState("networkidle");
  const weight: Weight = { html: 0, css: 0, js: 0, later: 0, requests: first.length };
  for (const request of requests) {
    const kind = KINDS[request.resourceType()];
    const late = !first.includes(request);
    if (kind === undefined || late && kind !== "js") continue;
    const { responseBodySize } = await request.sizes();
    // What was in the cache already is told as less than nothing.
    weight[late ? "later" : kind] += Math.max(0, responseBodySize);
  }
  return weight;
}
