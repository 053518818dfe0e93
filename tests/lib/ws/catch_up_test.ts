import { expect } from "expect";
import { ServerFrame } from "@/lib/chat/protocol.ts";
import { turn } from "../../support/fake_clock.ts";
import { Replica } from "../../support/replica.ts";
import { RoomScene } from "./room_scene.ts";

const lines = (count: number) => Array.from({ length: count }, (_, n) => `${n}`);

async function catchUp(scene: RoomScene, since: number) {
  const frames = await scene.room.catchUp.from(since);
  return frames.map(({ text }) => ServerFrame.parse(JSON.parse(text)));
}

Deno.test("CatchUp of a thousand comes from the ring in frames of 200, with no read", async () => {
  const scene = new RoomScene();
  scene.room.apply(scene.ledger.post(...lines(1_000)));
  const frames = await scene.room.catchUp.from(0);
  const replica = new Replica(1);
  for (const { text } of frames) expect(replica.take(text)).toBe(false);
  expect(frames).toHaveLength(5);
  expect(replica.state).toEqual(scene.ledger.messages);
  expect(scene.reads).toBe(0);
});

Deno.test("CatchUp of more than a thousand is a reset", async () => {
  const scene = new RoomScene(lines(1_001));
  expect(await catchUp(scene, 0)).toEqual([{ t: "reset", room: 1, rev: 1_001 }]);
  expect((await catchUp(scene, 1))[0]).toMatchObject({ t: "events", from: 1, more: true });
});

Deno.test("CatchUp from before the ring asks the store, once for all who are equally far behind", async () => {
  const scene = new RoomScene(lines(300));
  const [one, two] = await Promise.all([catchUp(scene, 250), catchUp(scene, 250)]);
  expect(scene.reads).toBe(1);
  expect(one).toEqual(two);
  expect(one).toMatchObject([{ t: "events", from: 250, to: 300 }]);
});

Deno.test("CatchUp pulled page by page ends with all there is", async () => {
  const scene = new RoomScene(lines(700));
  const replica = new Replica(1);
  for (let more = true; more;) {
    const frames = await scene.room.catchUp.from(replica.rev);
    more = frames.map(({ text }) => replica.take(text)).at(-1)!;
  }
  expect(replica.state).toEqual(scene.ledger.messages);
});

Deno.test("CatchUp with nothing missing is one empty frame", async () => {
  const scene = new RoomScene(lines(3));
  expect(await catchUp(scene, 3)).toEqual([
    { t: "events", room: 1, from: 3, to: 3, messages: [] },
  ]);
});

Deno.test("CatchUp from ahead of the head looks at the store before it says reset", async () => {
  const scene = new RoomScene(lines(2));
  const ana = scene.join();
  scene.ledger.post("elsewhere");
  expect(await catchUp(scene, 3)).toMatchObject([{ t: "events", from: 3, to: 3, messages: [] }]);
  await turn();
  expect(ana.replica.state.map(({ body }) => body)).toEqual(["elsewhere"]);
  expect(await catchUp(scene, 4)).toEqual([{ t: "reset", room: 1, rev: 3 }]);
  expect(await catchUp(scene, Number.MAX_SAFE_INTEGER)).toEqual([{ t: "reset", room: 1, rev: 3 }]);
});
