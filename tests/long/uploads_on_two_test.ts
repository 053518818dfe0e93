import { expect } from "expect";
import { eventually } from "../support/eventually.ts";
import { newId } from "../support/new_id.ts";
import { Person } from "../support/person.ts";
import { SharedSite } from "../support/sites.ts";
import { digestOf, madeBytes, TusHand } from "../support/tus_hand.ts";
import { writeAll } from "../support/raw_http.ts";

Deno.test("two instances on one MySQL bring one file in together", async (t) => {
  await using site = await SharedSite.open();
  const ana = await Person.named("Ana", site.a.url);
  const { id: geral } = await ana.room();
  const [onA, onB] = [ana, ana.at(site.b.url)].map((one) => new TusHand(one)) as [TusHand, TusHand];

  async function expectPosted(path: string, content: Uint8Array<ArrayBuffer>): Promise<void> {
    const id = path.slice("/tus/".length);
    const posted = await ana.at(site.b.url).ask(`/api/v1/rooms/${geral}/messages`, {
      method: "POST",
      body: { id: newId(), body: "", files: [id] },
    });
    expect(posted.status).toBe(201);
    for (const { url, isRunning } of [site.a, site.b]) {
      if (!isRunning) continue;
      const answer = await fetch(`${url}/f/${id}`, { headers: { cookie: ana.cookie! } });
      expect(answer.status).toBe(200);
      expect(await digestOf(new Uint8Array(await answer.arrayBuffer()))).toBe(
        await digestOf(content),
      );
    }
  }

  await t.step("cut off from one, it goes on at the other, and back", async () => {
    const content = madeBytes(7_777_777);
    const path = await onA.begin("a.bin", content.length);
    let at = 0;
    for (const [n, length] of [1_500_000, 2_000_001, 77_000, 1_048_576].entries()) {
      const [here, there] = n % 2 === 0 ? [onA, onB] : [onB, onA];
      await here.cut(path, at, {
        sent: content.slice(at, at + length),
        announced: content.length - at,
      });
      const now = await there.offset(path);
      expect(now).toBeGreaterThanOrEqual(at);
      at = now;
    }
    await onB.finish(path, content);
    expect(await onA.offset(path)).toBe(content.length);
    await expectPosted(path, content);
  });

  await t.step("while one has it, the other says when to come again", async () => {
    const content = madeBytes(3_000_000);
    const path = await onA.begin("b.bin", content.length);
    {
      using line = await onA.line(path, 0, content.length);
      await writeAll(line, content.slice(0, 2_000_000));
      // It has it as soon as the request has come so far; until then nothing is brought on.
      const locked = await eventually(async () => {
        const answer = await onB.bring(path, await onB.offset(path), new Uint8Array());
        return answer.status === 423 ? answer : undefined;
      });
      expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(JSON.parse(locked.text).error).toMatchObject({ code: "conflict" });
    }
    await onB.finish(path, content);
    await expectPosted(path, content);
  });

  await t.step("killed in the midst, it is finished by the other within seconds", async () => {
    const content = madeBytes(9_000_000);
    const path = await onA.begin("c.bin", content.length);
    using line = await onA.line(path, 0, content.length);
    await writeAll(line, content.slice(0, 6_000_000));
    await site.a.kill();
    const begun = performance.now();
    await onB.finish(path, content);
    expect(performance.now() - begun).toBeLessThan(20_000);
    await expectPosted(path, content);
  });
});
