import { KeptMessages } from "@/lib/client/kept_messages.ts";
import { heedNotice } from "./heed_notice.ts";
import { type FetchEvent, scope } from "./scope.ts";
import { assetOf, build, clearOldShells, isOfBuild, pageOf, stockShell } from "./shell.ts";
import { isShare, takeShare } from "./take_share.ts";

/** What is the host's alone to answer: files, the API, and whatever waits for news. */
const HOSTS_OWN = /^\/(?:f|api|tus|ws|healthz|readyz|metrics)(?:\/|$)/;

scope.addEventListener("install", (event) => {
  // Pages come from the host, so there is no old page that this one could break.
  event.waitUntil(stockShell().then(() => scope.skipWaiting()));
});

scope.addEventListener("activate", (event) => event.waitUntil(takeOver()));
scope.addEventListener("fetch", answer);
scope.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(heedNotice(event));
});

async function takeOver(): Promise<void> {
  await clearOldShells();
  await scope.clients.claim();
  for (const page of await scope.clients.matchAll({ type: "window" })) page.postMessage({ build });
}

function answer(event: FetchEvent): void {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || HOSTS_OWN.test(pathname)) return;
  if (isOfBuild(request)) event.respondWith(assetOf(request));
  else if (isShare(request)) event.respondWith(takeShare(request));
  else if (request.mode !== "navigate") return;
  else if (request.method === "GET") event.respondWith(pageOf(request));
  // Also where the page's own script did not get to it.
  else if (pathname === "/sair") event.waitUntil(new KeptMessages().clear());
}
