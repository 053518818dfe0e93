import { Buffer } from "node:buffer";
import { expect } from "expect";
import { Upload, type UploadOptions } from "tus-js-client";
import { newId } from "../support/new_id.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";
import { TcpRelay } from "../support/tcp_relay.ts";
import { digestOf, madeBytes } from "../support/tus_hand.ts";

Deno.test("the public tus client sends a file over a line that is cut three times", async () => {
  await using site = await AloneSite.open();
  await using relay = new TcpRelay(site.instance.port);
  const ana = await Person.named("Ana", site.url);
  const content = madeBytes(12_000_000);
  let [passed, cuts] = [0, 0];
  relay.inspect = async (bytes, way, passage) => {
    await passage.pass(way, bytes);
    passed += way === "up" ? bytes.length : 0;
    if (cuts < 3 && passed > 3_000_000 * (cuts + 1)) {
      cuts++;
      passage.cut();
    }
  };
  const url = await sent(content, {
    endpoint: `http://127.0.0.1:${relay.port}/tus`,
    headers: { Cookie: ana.cookie! },
    metadata: { filename: "férias.bin", filetype: "application/octet-stream" },
    retryDelays: [0, 50, 100, 200, 400, 800],
  });
  expect(cuts).toBe(3);
  expect(passed).toBeLessThan(content.length * 1.5);
  await expectPosted(ana, url, content);
});

Deno.test("the public tus client may send the first bytes with the announcement", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const content = madeBytes(300_000);
  const url = await sent(content, {
    endpoint: `${site.url}/tus`,
    headers: { Cookie: ana.cookie! },
    metadata: { filename: "a.bin" },
    chunkSize: 70_000,
    uploadDataDuringCreation: true,
  });
  await expectPosted(ana, url, content);
});

Deno.test("the public tus client gives a file up", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const headers = { Cookie: ana.cookie! };
  const url = await sent(madeBytes(1_000), { endpoint: `${site.url}/tus`, headers });
  await Upload.terminate(url, { headers });
  const path = new URL(url).pathname;
  const told = await ana.ask(path, { method: "HEAD", headers: { "tus-resumable": "1.0.0" } });
  expect(told.status).toBe(404);
});

/** Sends it; where it is then. */
function sent(content: Uint8Array<ArrayBuffer>, options: UploadOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const ends = { onError: reject, onSuccess: () => resolve(upload.url ?? "") };
    // Outside of a browser it takes a Buffer, of which its types do not know.
    const upload: Upload = Reflect.construct(Upload, [Buffer.from(content), {
      ...options,
      ...ends,
    }]);
    upload.start();
  });
}

async function expectPosted(
  who: Person,
  url: string,
  content: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const id = new URL(url).pathname.slice("/tus/".length);
  const { id: geral } = await who.room();
  const body = { id: newId(), body: "aqui", files: [id] };
  const posted = await who.ask(`/api/v1/rooms/${geral}/messages`, { method: "POST", body });
  expect(posted.status).toBe(201);
  const { message } = JSON.parse(posted.text);
  expect(message.files).toMatchObject([{ id, size: content.length }]);
  const answer = await fetch(`${who.url}/f/${id}`, { headers: { cookie: who.cookie! } });
  expect(answer.status).toBe(200);
  // Byte by byte it would take the better part of a minute.
  expect(await digestOf(new Uint8Array(await answer.arrayBuffer()))).toBe(await digestOf(content));
}
