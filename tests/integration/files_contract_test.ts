import { expect } from "expect";
import { createHash } from "node:crypto";
import { eventually } from "../support/eventually.ts";
import { Person } from "../support/person.ts";
import { PNG } from "../support/pictures.ts";
import { rawGet } from "../support/raw_http.ts";
import { shareFiles } from "../support/share_file.ts";
import { AloneSite } from "../support/sites.ts";
import { madeBytes } from "../support/tus_hand.ts";
import { unzipped } from "../support/unzipped.ts";

const NOTE = new TextEncoder().encode("o bolo de sábado");

/** All that an address answers, as bytes. */
async function bytesAt(person: Person, path: string, asking: RequestInit = {}) {
  const headers = { cookie: person.cookie ?? "", ...asking.headers as Record<string, string> };
  const response = await fetch(person.url + path, { ...asking, headers });
  return { status: response.status, headers: response.headers, bytes: await response.bytes() };
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function zipAsked(files: readonly string[]): RequestInit {
  const headers = { "content-type": "application/json" };
  return { method: "POST", headers, body: JSON.stringify({ files }) };
}

Deno.test("files are given out whole, in ranges, not at all where they are known, and as previews", async (t) => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const { id: room } = await ana.room();
  const sent = [{ name: "avó.txt", bytes: NOTE }, { name: "foto.png", bytes: PNG }];
  const { ids: [note, photo], seq } = await shareFiles(ana, room, ...sent);
  const etag = `"${hashOf(NOTE)}"`;

  await t.step("whole, a range, what is known, the head", async () => {
    const whole = await bytesAt(ana, `/f/${note}`, { headers: { "accept-encoding": "gzip, br" } });
    expect([whole.status, whole.bytes]).toEqual([200, NOTE]);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "accept-ranges": "bytes",
      "cache-control": "private, no-cache, no-transform",
      "content-disposition": `inline; filename="av_.txt"; filename*=UTF-8''av%C3%B3.txt`,
      "content-length": String(NOTE.length),
      "content-security-policy": "sandbox; default-src 'none'",
      "content-type": "text/plain; charset=utf-8",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      etag,
    });
    const part = await bytesAt(ana, `/f/${note}`, { headers: { range: "bytes=2-5" } });
    expect([part.status, new TextDecoder().decode(part.bytes)]).toEqual([206, "bolo"]);
    const none = await bytesAt(ana, `/f/${note}`, { headers: { range: "bytes=99-" } });
    expect([none.status, none.headers.get("content-range")]).toEqual([
      416,
      `bytes */${NOTE.length}`,
    ]);
    const known = await bytesAt(ana, `/f/${note}`, { headers: { "if-none-match": etag } });
    expect([known.status, known.bytes.length]).toEqual([304, 0]);
    const head = await bytesAt(ana, `/f/${note}`, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), head.bytes.length])
      .toEqual([200, String(NOTE.length), 0]);
  });

  await t.step("previews of a picture, and none of what is no picture", async () => {
    for (const size of ["small", "large"]) {
      const { status, headers, bytes } = await bytesAt(ana, `/f/${photo}/${size}`);
      expect([status, headers.get("content-type")]).toEqual([200, "image/webp"]);
      expect(new TextDecoder().decode(bytes.slice(8, 12))).toBe("WEBP");
      expect(headers.get("cache-control")).toBe("private, max-age=3600");
      expect(headers.get("vary")).toContain("Cookie");
    }
    for (const path of [`/f/${note}/small`, `/f/${photo}/huge`]) {
      expect((await ana.ask(path)).status).toBe(404);
    }
  });

  await t.step("the room's list", async () => {
    const { text } = await ana.ask(`/api/v1/rooms/${room}/files?q=AVO&kind=document`);
    const file = { id: note, name: "avó.txt", size: NOTE.length, type: "text/plain" };
    const author = { id: ana.user.id, name: "Ana" };
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(JSON.parse(text)).toEqual({ files: [{ file, seq, author, at }], total: 1 });
    for (const query of ["kind=a", "order=b", "from=c", "offset=-1", `q=${"a".repeat(256)}`]) {
      const answer = await ana.ask(`/api/v1/rooms/${room}/files?${query}`);
      expect([query, answer.status]).toEqual([query, 422]);
    }
  });

  await t.step("an archive of both", async () => {
    const path = `/api/v1/rooms/${room}/files/zip`;
    const { status, headers, bytes } = await bytesAt(ana, path, zipAsked([photo!, note!]));
    expect([status, headers.get("content-type")]).toEqual([200, "application/zip"]);
    expect(headers.get("content-length")).toBe(String(bytes.length));
    expect(headers.get("content-disposition")).toContain('filename="geral-arquivos.zip"');
    const files = unzipped(bytes).map(({ name, bytes }) => [name, bytes]);
    expect(files).toEqual([["foto.png", PNG], ["avó.txt", NOTE]]);
    const many = Array.from({ length: 1_001 }, (_, n) => n.toString(16).padStart(32, "0"));
    const [refused, missing] = [many, many.slice(1)].map((ids) =>
      bytesAt(ana, path, zipAsked(ids))
    );
    expect([(await refused!).status, (await missing!).status]).toEqual([422, 404]);
  });

  await t.step("the search for messages, by what their files are and are called", async () => {
    const found = async (q: string) => {
      const { text } = await ana.ask(`/api/v1/search?q=${encodeURIComponent(q)}`);
      return JSON.parse(text).hits as { message: { seq: number }; snippet: string }[];
    };
    const hit = await eventually(async () => (await found("tem:imagem avo"))[0]);
    expect(hit).toMatchObject({ message: { seq }, snippet: "avó.txt, foto.png", marks: [[0, 3]] });
    for (const q of ["has:file", "tiene:archivo foto.png", '"foto png"', "has:image -avo"]) {
      const wanted = q.startsWith("has:file") || q.startsWith("tiene") ? [seq] : [];
      expect([q, (await found(q)).map(({ message }) => message.seq)]).toEqual([q, wanted]);
    }
  });
});

Deno.test("two archives at a time, and a place is free again when whoever took it has gone", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const { id: room } = await ana.room();
  const large = { name: "filme.bin", bytes: madeBytes(30 << 20) };
  const { ids } = await shareFiles(ana, room, large);
  const path = `/api/v1/rooms/${room}/files/zip`;
  const body = JSON.stringify({ files: ids });
  const head = rawGet(path, [
    `Host: 127.0.0.1:${site.instance.port}`,
    `Cookie: ${ana.cookie}`,
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
  ]).replace("GET", "POST");
  const ask = async () => {
    const line = await Deno.connect({ hostname: "127.0.0.1", port: site.instance.port });
    await line.write(new TextEncoder().encode(head + body));
    return line;
  };
  // Who asks and does not even wait for an answer takes no place for good.
  for (let n = 0; n < 5; n++) (await ask()).close();
  await eventually(async () => (await bytesAt(ana, path, zipAsked(ids))).status === 200);
  const lines: Deno.Conn[] = [];
  while (lines.length < 2) {
    const line = await ask();
    const told = new Uint8Array(12);
    // Its head has come: the archive is under way, and nobody reads on.
    await line.read(told);
    expect(new TextDecoder().decode(told)).toBe("HTTP/1.1 200");
    lines.push(line);
  }
  const third = await bytesAt(ana, path, zipAsked(ids));
  expect([third.status, third.headers.get("retry-after")]).toEqual([429, "10"]);
  lines[0]!.close();
  const fourth = await eventually(async () => {
    const answer = await bytesAt(ana, path, zipAsked(ids));
    return answer.status === 200 ? answer : undefined;
  });
  expect(hashOf(unzipped(fourth.bytes)[0]!.bytes)).toBe(hashOf(large.bytes));
  lines[1]!.close();
});
