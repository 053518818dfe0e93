import { expect } from "expect";
import { Unavailable } from "@/lib/chat/errors.ts";
import type { Message } from "@/lib/chat/model.ts";
import type { Store } from "@/lib/chat/store.ts";
import { MemoryShelf } from "@/lib/client/outbox_shelf.ts";
import { PageLine } from "@/lib/client/page_line.ts";
import { RoomFeed } from "@/lib/client/room_feed.ts";
import { PROTOCOL } from "@/lib/chat/subprotocol.ts";
import { eventually } from "../../support/eventually.ts";
import type { Guest } from "../../support/hub_server.ts";
import { Holdable } from "../../support/holdable.ts";
import { type HubScene, setScene } from "../ws/hub_scene.ts";
import { outboxOn } from "../../support/outbox_on.ts";

/** Somebody's page of `geral`, in a process without a browser, on the machine's own clock. */
class Page implements Disposable {
  readonly feed: RoomFeed;
  readonly arrived: Message[] = [];
  readonly sockets: WebSocket[] = [];

  private constructor(feed: (page: Page) => RoomFeed) {
    this.feed = feed(this);
  }

  static async open({ server, store, geral }: HubScene, { user }: Guest): Promise<Page> {
    const page = async () => {
      const { messages, rev } = await server.chat.history(user.id, geral, { limit: 50 });
      return { messages, rev, more: messages.length === 50 };
    };
    const rooms = await server.chat.rooms(user.id);
    const room = rooms.find(({ id }) => id === geral)!;
    const first = await page();
    return new Page((self) =>
      new RoomFeed({ store: store.id, me: user, room, ...first }, {
        outbox: outboxOn(new MemoryShelf()),
        line: new PageLine({
          connect: () => self.#dial(server.urlFor({ user, tokenHash: new Uint8Array() })),
          signedOut: () => Promise.resolve(false),
        }),
        leave: () => {
          throw new Error("nobody is signed out here");
        },
        arrived: (messages) => self.arrived.push(...messages),
        load: page,
      })
    );
  }

  get texts(): string[] {
    return this.feed.messages.value.map(({ body }) => body);
  }

  [Symbol.dispose](): void {
    this.feed.stop();
  }

  #dial(url: string): WebSocket {
    const socket = new WebSocket(url, PROTOCOL);
    this.sockets.push(socket);
    return socket;
  }
}

Deno.test("two pages without a browser come to the same room, and leave nothing running", async () => {
  await using scene = await setScene();
  using ana = await Page.open(scene, scene.ana);
  using bruno = await Page.open(scene, scene.bruno);
  ana.feed.post("antes de haver conexão");
  for (const { feed } of [ana, bruno]) feed.start();
  for (let n = 1; n <= 20; n++) ana.feed.post(`${n}`);
  bruno.feed.post("oi, Ana");
  await eventually(() => ana.texts.length === 22 && bruno.texts.length === 22);
  const own = ana.texts.filter((text) => text !== "oi, Ana");
  expect(own).toEqual([
    "antes de haver conexão",
    ...Array.from({ length: 20 }, (_, n) => `${n + 1}`),
  ]);

  const [first, second, third] = ana.feed.messages.value.filter(({ author }) =>
    author.name === "Ana"
  );
  ana.feed.edit(first!.seq, "corrigida");
  ana.feed.edit(first!.seq, "corrigida de novo");
  ana.feed.react(second!.seq, "👍", true);
  ana.feed.remove(third!.seq);
  bruno.feed.react(second!.seq, "👍", true);
  await eventually(() => {
    const [a, b, c] = bruno.feed.messages.value.filter(({ author }) => author.name === "Ana");
    return a?.body === "corrigida de novo" && b?.reactions?.[0]?.n === 2 && c?.deleted;
  });
  await eventually(() => ana.feed.messages.value.at(-1)?.rev && ana.feed.unsent.value.length === 0);
  await eventually(() =>
    JSON.stringify(ana.feed.messages.value) === JSON.stringify(bruno.feed.messages.value)
  );
  bruno.feed.edit(first!.seq, "não é minha");
  await eventually(() => bruno.feed.refusals.value.length === 1);
  expect(bruno.feed.refusals.value).toMatchObject([{ body: "não é minha", why: "forbidden" }]);
  expect(bruno.texts).toEqual(ana.texts);
  expect(new Set(bruno.arrived.map(({ author }) => author.name))).toEqual(new Set(["Ana"]));
});

Deno.test("a page that comes while the store is away is greeted later, on the same socket", async () => {
  const held: { rooms?: Holdable<Store["rooms"]> } = {};
  await using scene = await setScene({}, (store) => {
    held.rooms = new Holdable(store.rooms);
    return new Proxy(store, {
      get: (target, name) =>
        name === "rooms" ? held.rooms!.door : Reflect.get(target, name, target),
    });
  });
  using ana = await Page.open(scene, scene.ana);
  const back = held.rooms!.fail("heads", new Unavailable());
  const before = held.rooms!.calls("heads");
  ana.feed.start();
  ana.feed.post("enfim");
  await eventually(() => held.rooms!.calls("heads") >= before + 2);
  expect(ana.feed.unsent.value).toMatchObject([{ body: "enfim", state: "waiting" }]);
  back();
  await eventually(() => ana.feed.messages.value.at(-1)?.body === "enfim");
  expect(ana.sockets.length).toBe(1);
});
