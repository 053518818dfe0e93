import type { Store } from "@/lib/chat/store.ts";
import { LocalBus } from "@/lib/bus/local_bus.ts";
import type { Bus } from "@/lib/chat/bus.ts";
import { FakeClock } from "../../support/fake_clock.ts";
import { geralOf, type Guest, HubServer, type HubServerParts } from "../../support/hub_server.ts";
import { openSqliteStore } from "../../support/sqlite_store.ts";

/** One instance on a store of its own; Ana, Bruno and Clara have signed up, and are in geral. */
export interface HubScene extends AsyncDisposable {
  server: HubServer;
  store: Store;
  geral: number;
  ana: Guest;
  bruno: Guest;
  clara: Guest;
}

/** Sets the scene; `wrap` may stand between the instance and its store. */
export async function setScene(
  parts: HubServerParts = {},
  wrap: (store: Store) => Store = (store) => store,
): Promise<HubScene> {
  const held = await openSqliteStore();
  const store = wrap(held.store);
  const server = new HubServer(store, parts);
  const [ana, bruno, clara] = [
    await server.signUp("Ana"),
    await server.signUp("Bruno"),
    await server.signUp("Clara"),
  ];
  return {
    server,
    store,
    geral: await geralOf(store),
    ana,
    bruno,
    clara,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await held[Symbol.asyncDispose]();
    },
  };
}

/** Two instances on one store and one clock: `here` and `there`. */
export interface TwoScene extends Omit<HubScene, "server"> {
  clock: FakeClock;
  here: HubServer;
  there: HubServer;
}

/** Sets the scene on two instances, whose buses hear one another unless others are given. */
export async function setTwoScene(buses?: [Bus, Bus]): Promise<TwoScene> {
  const clock = new FakeClock();
  const wire = new LocalBus();
  const [ours, theirs] = buses ?? [wire, wire.beside()];
  const { server: here, ...scene } = await setScene({ bus: ours, clock });
  const there = new HubServer(scene.store, { bus: theirs, clock });
  return {
    ...scene,
    clock,
    here,
    there,
    async [Symbol.asyncDispose]() {
      await there[Symbol.asyncDispose]();
      await scene[Symbol.asyncDispose]();
    },
  };
}
