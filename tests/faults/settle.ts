import type { Tab } from "./client/tab.ts";
import { type Finding } from "./record/evidence.ts";
import { readHeads } from "./site/archive.ts";
import type { Site } from "./site/site.ts";

const LOOK_MS = 20;
/** How often the database is asked whether all have come to its end. */
const ASK_MS = 100;

/**
 * Waits until nothing is under way any more: every outbox is empty or has given up, every tab is
 * connected and has come as far as the database. What has not by then is stuck.
 */
export async function settle(
  site: Site,
  tabs: readonly Tab[],
  withinMs: number,
): Promise<Finding[]> {
  const end = performance.now() + withinMs;
  for (;;) {
    const waiting = await waitingFor(site, tabs);
    if (waiting.length === 0) return [];
    if (performance.now() > end) return waiting.map((what) => ({ harm: "stuck", what }));
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** Who waits for what; nobody does when it is empty. */
async function waitingFor(site: Site, tabs: readonly Tab[]): Promise<string[]> {
  const busy = tabs.flatMap((tab) => {
    const what = businessOf(tab);
    return what === undefined ? [] : [`${tab.name} ${what}`];
  });
  if (busy.length > 0) return busy;
  await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  const open = tabs.filter(({ state }) => state === "open");
  if (open.length === 0) return [];
  const heads = await site.consult((ask) => readHeads(ask, new Set(open.map(({ room }) => room))));
  return open.filter((tab) => tab.rev !== heads.get(tab.room)).map((tab) =>
    `${tab.name} is at ${tab.rev}, and the room at ${heads.get(tab.room)}`
  );
}

function businessOf(tab: Tab): string | undefined {
  if (tab.state === "loading") return "has not got its page";
  if (tab.state === "asleep") return "is asleep";
  if (tab.state === "away") return "was sent to the door";
  if (tab.state !== "open") return undefined;
  if (!tab.welcomed) return "is not connected";
  return tab.waiting > 0 ? `has ${tab.waiting} to send` : undefined;
}
