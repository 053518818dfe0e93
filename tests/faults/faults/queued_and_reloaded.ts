import { type Fault, pass } from "../episode.ts";

const QUEUED = 20;

/** The server is away; somebody writes 20 messages, reloads the page, and then it is back. */
export const queuedAndReloaded: Fault = {
  name: `${QUEUED} messages queued, reload, server back`,
  takes: ["instances", "roads"],
  async inject({ site, tabs, book, rng }) {
    await Promise.all(site.mortal.map(({ instance }) => instance.kill()));
    const tab = rng.pick(tabs.filter(({ state }) => state === "open"));
    const road = tab?.device.road;
    road?.close();
    for (let n = 0; n < QUEUED; n++) tab?.post(book.textBy(tab.name));
    await pass(100);
    const reloaded = tab?.reload();
    await pass(200);
    await Promise.all(site.mortal.map(({ instance }) => instance.start()));
    road?.smooth();
    await reloaded;
  },
};
