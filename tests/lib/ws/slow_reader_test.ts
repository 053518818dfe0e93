import { expect } from "expect";
import { eventually } from "../../support/eventually.ts";
import { LazyReader } from "../../support/lazy_reader.ts";
import { newId } from "../../support/socket_client.ts";
import { type HubScene, setScene } from "./hub_scene.ts";

const MANY = 60, LONG = "ã".repeat(8_000);

/** Ten rounds of sixty long messages: about ten megabytes, more than any buffer on the way holds. */
async function pour({ server, geral, ana }: HubScene): Promise<number> {
  for (let round = 0; round < 10; round++) {
    const posts = Array.from(
      { length: MANY },
      () => server.chat.post(ana.user, { id: newId(), room: geral, body: LONG }),
    );
    await Promise.all(posts);
  }
  return 10 * MANY;
}

Deno.test("a reader who is stuck costs the others nothing, and is told the head once it reads again", async () => {
  await using scene = await setScene();
  const { server, geral, ana, bruno } = scene;
  using stuck = await LazyReader.open(server.urlFor(bruno));
  await stuck.say({ t: "hello" });
  await stuck.readUntil('"t":"welcome"');
  const client = await server.enter(ana);
  const count = await pour(scene);
  await eventually(() => client.bodies(geral).length === count);
  expect(server.hub.sockets).toBe(2);
  const reading = stuck.readUntil('"t":"head","room":');
  await server.clock.flow(2_000);
  expect(await reading).toBe(true);
  await stuck.say({ t: "pull", room: geral, since: count - 1 });
  expect(await stuck.readUntil(`"from":${count - 1},"to":${count}`)).toBe(true);
});

Deno.test("a reader who stays stuck for half a minute is hung up on", async () => {
  await using scene = await setScene();
  const { server, bruno } = scene;
  using stuck = await LazyReader.open(server.urlFor(bruno));
  await stuck.say({ t: "hello" });
  await stuck.readUntil('"t":"welcome"');
  await pour(scene);
  server.clock.pass(29_000);
  expect(server.hub.sockets).toBe(1);
  server.clock.pass(2_000);
  expect(server.hub.sockets).toBe(0);
});
