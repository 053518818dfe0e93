import { expect } from "expect";
import { systemClock } from "@/lib/chat/clock.ts";
import type { Chat } from "@/lib/chat/chat.ts";
import type { ExportFormat } from "@/lib/export/export_format.ts";
import { Exports, type RoomFile } from "@/lib/export/exports.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";
import { type ChatWorld, codeOf, openChatWorld, say } from "../chat/chat_world.ts";

const zone = "America/Sao_Paulo";
const locale = "pt-BR";
const words = {
  texts: new Speech<"export">({ locale, texts: textsIn(locale).export, zone }),
  chat: new Speech<"chat">({ locale, texts: textsIn(locale).chat, zone }),
};

/** Counts the pages of history that are asked for. */
function counted(chat: Chat): { chat: Pick<Chat, "access" | "page" | "room">; pages: number } {
  const counter = {
    pages: 0,
    chat: {
      access: (user: number, room: number) => chat.access(user, room),
      room: (user: number, which: { id: number } | { slug: string }) => chat.room(user, which),
      page(...query: Parameters<Chat["page"]>) {
        counter.pages++;
        return chat.page(...query);
      },
    },
  };
  return counter;
}

/** A room of Ana's with Bruno in it and so many messages. */
async function cozinha(world: ChatWorld, messages: number): Promise<number> {
  const { rooms, ana, bruno } = world;
  const { id: room } = await rooms.create(ana, { name: "Cozinha", members: [bruno.id] });
  for (let n = 1; n <= messages; n++) await say(world, ana, { room, body: `m${n}` });
  return room;
}

async function textOf({ body }: RoomFile): Promise<string> {
  return await new Response(body).text();
}

function exportsOf(chat: Pick<Chat, "access" | "page" | "room">, rateLimits = false): Exports {
  return new Exports({ chat, clock: systemClock, rateLimits });
}

Deno.test("all that was said is there once, in its order, however many pages it takes", async () => {
  await using world = await openChatWorld();
  const room = await cozinha(world, 450);
  const file = await exportsOf(world.chat).open(world.ana, room, { format: "jsonl", ...words });
  const lines = (await textOf(file)).trimEnd().split("\n").map((line) => JSON.parse(line));
  const bodies = lines.filter(({ kind }) => kind === "text").map(({ body }) => body);
  expect(bodies).toEqual(Array.from({ length: 450 }, (_, n) => `m${n + 1}`));
  expect(lines.at(-1).end.messages).toBe(lines.length - 1);
});

Deno.test("what is said meanwhile is not in it: an export has an end", async () => {
  await using world = await openChatWorld();
  const room = await cozinha(world, 250);
  const file = await exportsOf(world.chat).open(world.ana, room, { format: "jsonl", ...words });
  await say(world, world.ana, { room, body: "tarde demais" });
  expect(await textOf(file)).not.toContain("tarde demais");
});

Deno.test("a page is read only when somebody takes it", async () => {
  await using world = await openChatWorld();
  const room = await cozinha(world, 450);
  const counter = counted(world.chat);
  const file = await exportsOf(counter.chat).open(world.ana, room, { format: "txt", ...words });
  const reader = file.body.getReader();
  await reader.read();
  await reader.read();
  expect(counter.pages).toBe(1);
  await reader.cancel();
  expect(counter.pages).toBe(1);
});

Deno.test("who may no longer read gets no more, and a file that shows it", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno } = world;
  const room = await cozinha(world, 450);
  for (const format of ["txt", "jsonl", "html"] as const satisfies readonly ExportFormat[]) {
    await rooms.invite(ana, room, bruno.id);
    await rooms.appoint(ana, room, { user: bruno.id, role: "owner" });
    const file = await exportsOf(chat).open(bruno, room, { format, ...words });
    const reader = file.body.getReader();
    const taken = [await reader.read()];
    await rooms.leave(bruno, room);
    const rest = (async () => {
      for (let piece = taken[0]; piece && !piece.done; piece = await reader.read()) {
        taken.push(piece);
      }
    })();
    expect(await codeOf(rest)).toBe("forbidden");
    const text = taken.map(({ value }) => new TextDecoder().decode(value)).join("");
    expect(text).not.toMatch(/Fim:|"end":|id="end"/);
  }
});

Deno.test("only owners may, in a direct room both, and nobody without pause", async () => {
  await using world = await openChatWorld();
  const { chat, rooms, ana, bruno, clara } = world;
  const room = await cozinha(world, 3);
  const { id: direct } = await rooms.direct(ana, [bruno.id]);
  const exports = exportsOf(chat, true);
  const attempt = (user: typeof ana, id: number) =>
    codeOf(exports.open(user, id, { format: "txt", ...words }).then(({ body }) => body.cancel()));
  expect(await attempt(bruno, room)).toBe("forbidden");
  expect(await attempt(clara, room)).toBe("forbidden");
  expect(await attempt(clara, direct)).toBe("not_found");
  expect(await attempt(bruno, direct)).toBe("done");
  for (let n = 0; n < 5; n++) expect(await attempt(ana, room)).toBe("done");
  expect(await attempt(ana, room)).toBe("rate_limited");
});
