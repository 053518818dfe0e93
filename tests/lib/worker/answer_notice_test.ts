import { expect } from "expect";
import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import { answerNotice } from "@/lib/worker/answer_notice.ts";

const NOTICE = {
  ...{ store: "a", user: { id: 1, name: "Ana" }, room: 7 },
  ...{ path: "/r/geral/9", later: "Guardada" },
};
const OWNER = { store: "a", id: 1, name: "Ana" };

/** Answers from a notice while the server answers like this; gives what was asked and what is kept. */
async function answered(...answers: (Response | Error)[]) {
  const asked: [string, unknown][] = [];
  const { fetch } = globalThis;
  globalThis.fetch = (path, init) => {
    asked.push([String(path), init?.body === undefined ? undefined : JSON.parse(`${init.body}`)]);
    const answer = answers.shift() ?? new TypeError("no answer is left");
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  try {
    const shelf = new MemoryShelf();
    const sent = await answerNotice(NOTICE, "já vou", shelf);
    return { sent, asked, kept: await shelf.load(OWNER) };
  } finally {
    globalThis.fetch = fetch;
  }
}

const ana = () => Response.json({ user: { id: 1, name: "Ana" } });

Deno.test("an answer from a notice is sent once, and is not kept after that", async () => {
  const { sent, asked, kept } = await answered(ana(), Response.json({}, { status: 201 }));
  expect([sent, kept]).toEqual([true, []]);
  expect(asked[1]).toEqual([
    "/api/v1/rooms/7/messages",
    { id: expect.stringMatching(/^[0-9a-f]{32}$/), body: "já vou" },
  ]);
});

Deno.test("without contact it waits in the outbox, under the id that it was sent with", async () => {
  const away = await answered(new TypeError("Failed to fetch"));
  expect([away.sent, away.kept.length]).toEqual([false, 1]);
  const lost = await answered(ana(), new TypeError("Failed to fetch"));
  const [, [, body]] = lost.asked as [unknown, [string, { id: string }]];
  expect([lost.sent, lost.kept[0]?.id]).toEqual([false, body.id]);
});

Deno.test("it is not sent in the name of who has signed in meanwhile", async () => {
  const { sent, asked, kept } = await answered(Response.json({ user: { id: 2, name: "Bruno" } }));
  expect([sent, asked.length, kept.length]).toEqual([false, 1, 1]);
});

Deno.test("what is finally refused is kept with the reason, what may pass later without", async () => {
  const code = (code: string, status: number) => Response.json({ error: { code } }, { status });
  const refused = await answered(ana(), code("forbidden", 403));
  expect(refused.kept).toMatchObject([{ body: "já vou", why: "forbidden" }]);
  const slow = await answered(ana(), code("rate_limited", 429));
  expect(slow.kept[0]?.why).toBeUndefined();
  expect(slow.kept.length).toBe(1);
});
