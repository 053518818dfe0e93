import { expect } from "expect";
import { eventually } from "../support/eventually.ts";
import { newId } from "../support/new_id.ts";
import { Person } from "../support/person.ts";
import { SharedSite } from "../support/sites.ts";

/** The texts of what somebody finds. */
async function found(person: Person, text: string): Promise<string[]> {
  const { status, text: answer } = await person.ask(`/api/v1/search?q=${encodeURIComponent(text)}`);
  expect([status, answer]).toEqual([200, answer]);
  const { hits }: { hits: { message: { body: string } }[] } = JSON.parse(answer);
  return hits.map(({ message }) => message.body);
}

Deno.test("what is said on one instance is found on another, whichever keeps the index", async (t) => {
  await using site = await SharedSite.open();
  const ana = await Person.named("Ana", site.a.url);
  const bruno = await Person.named("Bruno", site.b.url);
  const { id: geral } = await ana.room();
  const isFound = (person: Person, word: string, bodies: string[], withinMs: number) =>
    eventually(async () => String(await found(person, word)) === String(bodies), {
      withinMs,
      everyMs: 100,
    });

  await t.step("a message, an edit and a deletion within seconds", async () => {
    const id = newId();
    const { message } = JSON.parse((await ana.post(geral, "a canção de ontem", id)).text);
    await isFound(bruno, "cancao", ["a canção de ontem"], 3_000);
    const path = `/api/v1/rooms/${geral}/messages/${message.seq}`;
    await ana.ask(path, { method: "PATCH", body: { id: newId(), body: "o refrão" } });
    await isFound(bruno, "refrao", ["o refrão"], 3_000);
    expect(await found(bruno, "cancao")).toEqual([]);
    await ana.ask(path, { method: "DELETE", body: { id: newId() } });
    expect(await found(bruno, "refrao")).toEqual([]);
  });

  await t.step("the one that kept the index is killed, and another takes it over", async () => {
    const [lease] = await site.mysql.admin("select holder from leases", "conexao");
    for (const [n, victim] of [site.a, site.b].entries()) {
      const person = n === 0 ? bruno : ana.at(site.a.url);
      await person.post(geral, `antes ${n}`);
      await isFound(person, `antes ${n}`, [`antes ${n}`], 8_000);
      await victim.kill();
      await person.post(geral, `depois ${n}`);
      // A lease of three seconds, half a second until somebody looks.
      await isFound(person, `depois ${n}`, [`depois ${n}`], 8_000);
      await victim.start();
    }
    const [last] = await site.mysql.admin("select holder from leases", "conexao");
    expect(last?.["holder"]).not.toBe(lease?.["holder"]);
  });
});
