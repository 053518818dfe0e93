// The process that makes the load: takes orders as lines of JSON, and answers each when it is done.
import { TextLineStream } from "./text_lines.ts";
import { spendDay } from "./day.ts";
import { Group } from "./group.ts";
import type { Answer, Order } from "./orders.ts";
import { askForPages } from "./pages.ts";

const groups = new Map<string, Group>();

const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream())
  .pipeThrough(new TextLineStream());
for await (const line of lines) void answer(JSON.parse(line));

async function answer(order: Order): Promise<void> {
  const { n } = order;
  try {
    say({ n, answer: await obey(order) });
  } catch (error) {
    say({ n, failure: String(error) });
  }
}

async function obey(order: Order): Promise<unknown> {
  const { name, asks } = order;
  switch (name) {
    case "open":
    case "storm": {
      const begun = performance.now();
      const group = await Group.open(asks);
      groups.set(asks.group, group);
      if ("missing" in asks) await group.whenCaughtUp(asks.missing);
      return performance.now() - begun;
    }
    case "flood":
      return await groupNamed(asks.group).flood(asks);
    case "pace":
      return await groupNamed(asks.group).pace(asks);
    case "turns":
      return await groupNamed(asks.group).turns(asks.messages);
    case "seen":
      return groupNamed(asks.group).seen;
    case "day":
      return await spendDay(groupNamed(asks.group), asks);
    case "close":
      groupNamed(asks.group)[Symbol.dispose]();
      groups.delete(asks.group);
      return null;
    case "pages":
      return await askForPages(asks);
  }
}

function groupNamed(name: string): Group {
  const group = groups.get(name);
  if (group === undefined) throw new Error(`No sockets are called ${name}`);
  return group;
}

function say(answer: Answer): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(answer)}\n`));
}
