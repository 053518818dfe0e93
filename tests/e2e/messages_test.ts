import { expect } from "expect";
import { Chatter } from "../support/chatter.ts";
import { eventually } from "../support/eventually.ts";
import { SharedKitchen } from "../support/kitchen.ts";
import { choose, openMenu, panelOf, say } from "../support/message_acts.ts";
import { newId } from "../support/new_id.ts";
import { Person, read } from "../support/person.ts";

Deno.test("what is done to messages while Bruno is offline is there right after he is back", async (t) => {
  await using kitchen = await SharedKitchen.open();
  const { ana, bruno, clara, room } = kitchen;
  const step = (name: string, act: () => Promise<unknown>, seen: () => Promise<unknown>) =>
    t.step(name, async () => {
      await kitchen.withoutBruno(act);
      await seen();
      await kitchen.expectSame();
    });

  await step("a formatted message", async () => {
    await ana.write("**Bolo** às *três*, ~~duas~~\n> com `farinha`\n\n||surpresa||");
    await ana.messages("Bolo").locator(".spoiler").waitFor();
  }, async () => {
    const cake = bruno.messages("Bolo");
    for (const tag of ["strong", "em", "s", "blockquote code", ".spoiler"]) {
      await cake.locator(tag).waitFor();
    }
  });

  await step("a reply, whose quote leads to a message that is far away", async () => {
    await ana.page.goto(
      `${kitchen.site.a.url}/r/${room.slug}/${await seqOf(clara, room.id, "quem traz o cabo?")}`,
    );
    await ana.ready;
    await choose(ana, "quem traz o cabo?", "Responder");
    await ana.write("o cabo trago eu");
    await ana.messages("o cabo trago eu").getByRole("link", { name: /quem traz o cabo/ }).waitFor();
  }, async () => {
    const quote = bruno.messages("o cabo trago eu").getByRole("link", { name: /quem traz o cabo/ });
    await quote.click();
    await bruno.page.locator(".msg.shown", { hasText: "quem traz" }).waitFor();
    await bruno.page.getByRole("link", { name: "Ir para o fim" }).click();
    await quote.waitFor();
  });

  expect(await bruno.page.evaluate(() => Reflect.get(globalThis, "stays"))).toBe(true);
  ana.expectPeace();
  bruno.expectPeace();
});

async function seqOf(person: Person, room: number, body: string): Promise<number> {
  const found = (await person.wholeHistory(room)).find((one) => one.body === body);
  if (!found) throw new Error(`Nobody has said ${body}`);
  return found.seq;
}
