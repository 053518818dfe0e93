import { Person } from "@/tests/support/person.ts";
import { Device } from "../client/device.ts";
import { Road } from "../client/road.ts";
import { Tab } from "../client/tab.ts";
import type { Book } from "../record/book.ts";
import type { Seeded } from "../seeded.ts";
import type { Place, Site } from "../site/site.ts";

/**
 * Who is there, and which rooms they have open; whoever has two machines is named twice. Davi and
 * Eva sit behind proxies that let no socket through.
 */
const PEOPLE = [
  { name: "Ana", label: "Ana", rooms: ["geral", "cozinha"], way: "socket" },
  { name: "Ana", label: "Ana (celular)", rooms: ["geral"], way: "socket" },
  { name: "Bruno", label: "Bruno", rooms: ["geral", "cozinha"], way: "socket" },
  { name: "Clara", label: "Clara", rooms: ["geral", "cozinha"], way: "socket" },
  { name: "Davi", label: "Davi", rooms: ["geral", "cozinha"], way: "stream" },
  { name: "Eva", label: "Eva", rooms: ["geral"], way: "poll" },
] as const;

type Label = (typeof PEOPLE)[number]["label"];

/** The people of the fixture world with their machines; cozinha is private, Eva is not in it. */
export class Crowd implements AsyncDisposable {
  readonly devices: ReadonlyMap<Label, Device>;
  /** Ids of rooms by what people call them. */
  readonly rooms: ReadonlyMap<"geral" | "cozinha", { id: number; slug: string }>;

  private constructor(devices: Crowd["devices"], rooms: Crowd["rooms"]) {
    this.devices = devices;
    this.rooms = rooms;
  }

  /** Signs everybody in, spread over the instances. */
  static async gather({ places }: Site): Promise<Crowd> {
    const people = new Map<string, Person>();
    const devices = new Map<Label, Device>();
    for (const [index, { name, label, way }] of PEOPLE.entries()) {
      const { instance } = places[index % places.length]!;
      const person = people.get(name) ?? await Person.named(name, instance.url);
      people.set(name, person);
      devices.set(label, new Device(label, person.at(instance.url), new Road(instance.port), way));
    }
    const ana = people.get("Ana")!;
    const members = ["Bruno", "Clara", "Davi"].map((name) => people.get(name)!.user.id);
    const body = { name: "Cozinha", kind: "private", members };
    const made = await ana.ask("/api/v1/rooms", { method: "POST", body });
    const { room: cozinha } = JSON.parse(made.text);
    const geral = await ana.room("geral");
    return new Crowd(devices, new Map([["geral", geral], ["cozinha", cozinha]]));
  }

  /** One of the machines. */
  device(label: Label): Device {
    return this.devices.get(label)!;
  }

  /** Leads one of the machines to this instance. */
  seat(label: Label, { instance }: Place): void {
    this.device(label).road.lead(instance.port);
  }

  /** A tab of a room on one of the machines, not open yet. */
  tab(label: Label, room: "geral" | "cozinha", book: Book, rng: Seeded): Tab {
    const { slug } = this.rooms.get(room)!;
    const random = rng.fork(`${label}/${room}`);
    return new Tab(this.device(label), { slug, room }, book, () => random.next());
  }

  /** A tab for everybody's every room, not open yet. */
  tabs(book: Book, rng: Seeded): Tab[] {
    return PEOPLE.flatMap(({ label, rooms }) =>
      rooms.map((room) => this.tab(label, room, book, rng))
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const roads = [...this.devices.values()].map(({ road }) => road);
    await Promise.all(roads.map((road) => road[Symbol.asyncDispose]()));
  }
}
