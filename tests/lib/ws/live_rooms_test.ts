import { expect } from "expect";
import type { Bus, RoomNews, Watch } from "@/lib/chat/bus.ts";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Head } from "@/lib/chat/store.ts";
import { LiveRooms, type LiveRoomsParts } from "@/lib/ws/live_rooms.ts";
import { FakeClock, turn } from "../../support/fake_clock.ts";
import { Ledger } from "../../support/ledger.ts";
import { openSqliteStore } from "../../support/sqlite_store.ts";
import { Listener } from "./room_scene.ts";

const GERAL = 1;

/** A bus that writes down who watches, and is ready when it is told to be. */
class WatchedBus implements Bus {
  readonly mode = "live";
  readonly watched = new Map<number, (news: RoomNews) => void>();
  ready = Promise.resolve();

  tell(): void {}

  watch(room: number, heard: (news: RoomNews) => void): Watch {
    this.watched.set(room, heard);
    return { ready: this.ready, stop: () => void this.watched.delete(room) };
  }

  onPeople(): () => void {
    return () => {};
  }

  onMode(): () => void {
    return () => {};
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** The rooms of an instance over a ledger of geral, on a real store for all the rest. */
async function open() {
  const held = await openSqliteStore();
  const { store } = held;
  const ledger = new Ledger(GERAL);
  const asked: (readonly number[])[] = [];
  const scene = {
    ledger,
    asked,
    bus: new WatchedBus(),
    clock: new FakeClock(),
    heads: (): Promise<Map<number, Head>> => Promise.resolve(new Map([[GERAL, ledger.head]])),
  };
  const heads = (ids: readonly number[]) => {
    asked.push(ids);
    return scene.heads();
  };
  const since = (_room: number, rev: number, limit: number) =>
    Promise.resolve(ledger.since(rev, limit));
  const parts: LiveRoomsParts = {
    bus: scene.bus,
    clock: scene.clock,
    store: {
      rooms: Object.assign(Object.create(store.rooms), { heads }),
      messages: Object.assign(Object.create(store.messages), { since }),
    },
  };
  return {
    ...scene,
    scene,
    rooms: new LiveRooms(parts),
    [Symbol.asyncDispose]: () => held[Symbol.asyncDispose](),
  };
}

Deno.test("LiveRooms opens a room once for all who ask, and leaves out what is not there", async () => {
  await using scene = await open();
  const [one, two] = await Promise.all([scene.rooms.open([GERAL, 99]), scene.rooms.open([GERAL])]);
  expect(one.map(({ id }) => id)).toEqual([GERAL]);
  expect(two).toEqual(one);
  expect(scene.asked).toEqual([[GERAL, 99]]);
  expect([...scene.bus.watched.keys()]).toEqual([GERAL]);
});

Deno.test("LiveRooms looks only when the subscription is confirmed", async () => {
  await using scene = await open();
  const confirmed = Promise.withResolvers<void>();
  scene.bus.ready = confirmed.promise;
  const opening = scene.rooms.open([GERAL]);
  await turn();
  expect(scene.asked).toEqual([]);
  confirmed.resolve();
  await opening;
  expect(scene.asked).toHaveLength(1);
});

Deno.test("LiveRooms goes after what it heard while the head was being read", async () => {
  await using scene = await open();
  const { ledger, bus, rooms } = scene;
  const before = new Map([[GERAL, ledger.head]]);
  scene.scene.heads = async () => {
    ledger.post("um");
    bus.watched.get(GERAL)!({ kind: "rev", room: GERAL, rev: 1 });
    await turn();
    return before;
  };
  const [room] = await rooms.open([GERAL]);
  await turn();
  expect(room!.head).toBe(1);
});

Deno.test("LiveRooms that cannot look keeps nothing, and tries anew the next time", async () => {
  await using scene = await open();
  const look = scene.scene.heads;
  scene.scene.heads = () => Promise.reject(new Unavailable());
  await expect(scene.rooms.open([GERAL])).rejects.toBeInstanceOf(Unavailable);
  expect(scene.bus.watched.size).toBe(0);
  scene.scene.heads = look;
  expect(await scene.rooms.open([GERAL])).toHaveLength(1);
});

Deno.test("LiveRooms closes a room that nobody has been in for half a minute", async () => {
  await using scene = await open();
  const { rooms, clock, bus } = scene;
  const [room] = await rooms.open([GERAL]);
  const ana = new Listener(1, room!);
  room!.members.add(ana);
  clock.pass(60_000);
  rooms.sweep();
  room!.members.delete(ana);
  clock.pass(30_000);
  rooms.sweep();
  expect(rooms.get(GERAL)).toBe(room);
  clock.pass(1_000);
  rooms.sweep();
  expect(rooms.get(GERAL)).toBeUndefined();
  expect(bus.watched.size).toBe(0);
});
