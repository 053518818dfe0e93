import { expect } from "expect";
import { systemClock } from "@/lib/chat/clock.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { S3Bytes } from "@/lib/files/s3_bytes.ts";
import { same } from "../lib/files/byte_store_suite.ts";
import { Person } from "../support/person.ts";
import { type S3Server, startS3 } from "../support/s3_server.ts";
import { shareFiles } from "../support/share_file.ts";
import { AloneSite } from "../support/sites.ts";
import { madeBytes, TusHand } from "../support/tus_hand.ts";

/** What an instance is told of this object store. */
function environmentOf({ config }: S3Server): Record<string, string> {
  return {
    S3_ENDPOINT: config.endpoint.origin,
    S3_BUCKET: config.bucket,
    S3_ACCESS_KEY: config.accessKey,
    S3_SECRET_KEY: config.secretKey,
    S3_PREFIX: config.prefix,
  };
}

async function bytesOf(person: Person, id: string): Promise<Uint8Array> {
  const headers = { cookie: person.cookie ?? "" };
  const answer = await fetch(`${person.url}/f/${id}`, { headers });
  if (answer.status !== 200) throw new Error(`/f/${id}: ${answer.status}`);
  return await answer.bytes();
}

Deno.test("files lie in the object store of S3_ENDPOINT, and go from Ana to Bruno through it", async () => {
  await using s3 = await startS3();
  await using site = await AloneSite.open(environmentOf(s3));
  const [ana, bruno] = [await Person.named("Ana", site.url), await Person.named("Bruno", site.url)];
  const bytes = madeBytes(9_000_000);
  const { ids: [id = ""] } = await shareFiles(ana, (await ana.room()).id, { name: "a.bin", bytes });
  expect(same(await bytesOf(bruno, id), bytes)).toBe(true);
  const { size } = await Deno.stat(`${site.dataDir}/conexao.db`);
  expect(size).toBeLessThan(bytes.length);
  const store = await S3Bytes.open(s3.config, { clock: systemClock, log: silentLog });
  for await (const some of store.read(id, { from: 8_388_600, to: 8_388_608 })) {
    expect(some).toEqual(bytes.slice(8_388_600, 8_388_608));
  }
});

Deno.test("while the object store is away people talk, and what was being sent goes on after it", async () => {
  await using s3 = await startS3();
  await using site = await AloneSite.open(environmentOf(s3));
  const ana = await Person.named("Ana", site.url);
  const hand = new TusHand(ana);
  const bytes = madeBytes(200_000);
  const path = await hand.begin("a.bin", bytes.length);
  expect((await hand.bring(path, 0, bytes.slice(0, 50_000))).status).toBe(204);
  await s3.kill();
  const refused = await hand.bring(path, 50_000, bytes.slice(50_000));
  expect(refused.status).toBe(503);
  expect((await ana.post((await ana.room()).id, "a conversa segue")).status).toBe(201);
  expect(await hand.offset(path)).toBe(50_000);
  await s3.start();
  expect((await hand.bring(path, 50_000, bytes.slice(50_000))).status).toBe(204);
  expect(await hand.offset(path)).toBe(bytes.length);
});
