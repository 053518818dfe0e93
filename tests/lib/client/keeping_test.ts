import { signal } from "@preact/signals";
import { expect } from "expect";
import type { Message, Room } from "@/lib/chat/model.ts";
import { Keeping } from "@/lib/client/keeping.ts";
import type { KeptRoom } from "@/lib/client/kept_messages.ts";
import type { RoomHere } from "@/lib/client/room_here.ts";
import { turn } from "../../support/fake_clock.ts";
import { setLine } from "./line_scene.ts";
import { ana, geral, message } from "./world.ts";

/** Ana's page, that keeps geral, of which it shows `seqs`. */
function setUp({ room = geral as Room | undefined, seqs = [1, 2], attached = true } = {}) {
  const line = setLine();
  const kept: KeptRoom[] = [];
  const deeds: string[] = [];
  const note = (deed: string) => Promise.resolve(void deeds.push(deed));
  const messages = signal<readonly Message[]>(seqs.map((seq) => message(seq)));
  const end = signal(attached);
  const here = signal<RoomHere | undefined>({ messages, attached: end });
  const keeping = new Keeping({
    ...{ me: () => ana, room: () => room, nameOf: ({ name }) => name, here, clock: line.clock },
    join: (member) => line.line.join(member),
    kept: {
      keep: (one) => Promise.resolve(void kept.push(one)),
      forget: (id) => note(`forget ${id}`),
      admit: ({ name, store }) => note(`admit ${name} ${store[0]}`),
      clear: () => note("clear"),
    },
  });
  const stop = keeping.start();
  const bodies = () => kept.map((one) => one.messages.map(({ seq }) => seq));
  return { ...line, kept, deeds, messages, end, here, stop, bodies };
}

Deno.test("what the page has of its room is kept once it is known whose it is", async () => {
  const { live, kept, deeds, bodies, clock, stop } = setUp();
  clock.pass(2_000);
  expect(kept).toEqual([]);
  live();
  await turn();
  expect(deeds).toEqual(["admit Ana a"]);
  expect(bodies()).toEqual([[1, 2]]);
  expect(kept[0]).toMatchObject({ room: 1, slug: "geral", owner: { id: 1, name: "Ana" } });
  stop();
});

Deno.test("after a reconnection it is kept again from the page, with what came meanwhile", async () => {
  const { live, messages, bodies, clock, wires, stop } = setUp();
  live();
  await turn();
  wires.at(-1)!.end();
  clock.pass(1_000);
  live();
  messages.value = [1, 2, 3].map((seq) => message(seq));
  await turn();
  expect(bodies()).toEqual([[1, 2], [1, 2, 3]]);
  stop();
});

Deno.test("of many changes within two seconds the last state is kept, once", async () => {
  const { live, messages, bodies, clock, stop } = setUp();
  live();
  await turn();
  for (const last of [3, 4, 5]) messages.value = [...messages.value, message(last)];
  clock.pass(2_000);
  await turn();
  messages.value = [message(5, { deleted: true, body: "" }), message(6)];
  clock.pass(2_000);
  await turn();
  expect(bodies()).toEqual([[1, 2], [1, 2, 3, 4, 5], [6]]);
  stop();
});

Deno.test("what is read far back is not taken for the end, and the end is kept once it is there", async () => {
  const { live, messages, end, bodies, clock, stop } = setUp({ attached: false });
  live();
  messages.value = [message(1)];
  clock.pass(2_000);
  await turn();
  expect(bodies()).toEqual([]);
  end.value = true;
  clock.pass(2_000);
  await turn();
  expect(bodies()).toEqual([[1]]);
  stop();
});

Deno.test("what another database had in sight is not kept as this one's", async () => {
  const { live, messages, bodies, clock, wires, stop } = setUp();
  live();
  await turn();
  wires.at(-1)!.end();
  clock.pass(1_000);
  live({ store: "b".repeat(32) });
  await turn();
  expect(bodies()).toEqual([[1, 2]]);
  messages.value = [message(1)];
  clock.pass(2_000);
  await turn();
  expect(bodies()).toEqual([[1, 2], [1]]);
  stop();
});

Deno.test("a room that one is not in, or no more, is not kept", async () => {
  const { live, deeds, bodies, stop } = setUp({ room: { ...geral, joined: false } });
  live().say({ t: "gone", room: 1 });
  await turn();
  expect([bodies(), deeds]).toEqual([[], ["admit Ana a", "forget 1"]]);
  stop();
});

Deno.test("who is signed out elsewhere leaves nothing, and nothing is kept after that", async () => {
  const { live, messages, deeds, bodies, clock, stop } = setUp();
  const wire = live();
  await turn();
  messages.value = [message(3)];
  wire.end(4401);
  clock.pass(2_000);
  await turn();
  expect([bodies(), deeds]).toEqual([[[1, 2]], ["admit Ana a", "clear"]]);
  stop();
});
