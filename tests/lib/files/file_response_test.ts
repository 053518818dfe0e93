import { expect } from "expect";
import { Forbidden } from "@/lib/chat/errors.ts";
import type { ByteRange } from "@/lib/files/byte_range.ts";
import { fileResponse, previewResponse } from "@/lib/files/file_response.ts";
import type { OpenFile } from "@/lib/files/shared_files.ts";
import { eventually } from "../../support/eventually.ts";
import { rawRequest } from "../../support/raw_http.ts";

const HASH = "ab".repeat(32);
const ETAG = `"${HASH}"`;
const TEXT = "uma nota sobre o bolo de sábado\n".repeat(100);
const BYTES = new TextEncoder().encode(TEXT);

/** A file whose bytes are these, and what was read of it. */
function fileOf(type: string, name = "nota.txt", bytes = BYTES): OpenFile & { asked: ByteRange[] } {
  const asked: ByteRange[] = [];
  return {
    ...{ name, type, hash: HASH, size: bytes.length, asked },
    async *read(range) {
      asked.push(range);
      yield bytes.slice(range.from, range.to);
    },
  };
}

function asking(headers: Record<string, string> = {}, method = "GET"): Request {
  return new Request("http://192.168.0.7:8550/f/1", { method, headers });
}

/** Answers as the server does, which compresses what it may. */
async function served(file: OpenFile, work: (port: number) => Promise<void>): Promise<void> {
  const options = { hostname: "127.0.0.1", port: 0, automaticCompression: true, onListen() {} };
  await using server = Deno.serve(options, (request) => fileResponse(request, file));
  await work(server.addr.port);
}

function raw(method: string, headers: readonly string[]): string {
  const lines = [`${method} /f/1 HTTP/1.1`, "Host: 127.0.0.1", "Connection: close", ...headers];
  return [...lines, "", ""].join("\r\n");
}

Deno.test("all of a file comes with its length, its tag, and how it is to be taken", async () => {
  const answer = fileResponse(asking(), fileOf("text/plain"));
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toEqual({
    "accept-ranges": "bytes",
    "cache-control": "private, no-cache, no-transform",
    "content-disposition": `inline; filename="nota.txt"; filename*=UTF-8''nota.txt`,
    "content-length": String(BYTES.length),
    "content-security-policy": "sandbox; default-src 'none'",
    "content-type": "text/plain; charset=utf-8",
    "cross-origin-resource-policy": "same-origin",
    "etag": ETAG,
    "x-content-type-options": "nosniff",
  });
  expect(await answer.text()).toBe(TEXT);
});

Deno.test("only listed types are shown, all others are downloads, and nobody calls them pages", () => {
  const kinds: readonly [string, string, string][] = [
    ["image/png", "image/png", "inline"],
    ["image/avif", "image/avif", "inline"],
    ["video/mp4", "video/mp4", "inline"],
    ["audio/wav", "audio/wav", "inline"],
    ["application/pdf", "application/pdf", "attachment"],
    ["application/zip", "application/zip", "attachment"],
    ["image/svg+xml", "application/octet-stream", "attachment"],
    ["text/html", "application/octet-stream", "attachment"],
    ["application/xhtml+xml", "application/octet-stream", "attachment"],
    ["text/css", "application/octet-stream", "attachment"],
    ["text/javascript", "application/octet-stream", "attachment"],
    ["multipart/related", "application/octet-stream", "attachment"],
    ["text/plain; charset=utf-7", "application/octet-stream", "attachment"],
    ["", "application/octet-stream", "attachment"],
  ];
  for (const [type, told, kind] of kinds) {
    const { headers } = fileResponse(asking(), fileOf(type));
    const [disposition] = headers.get("content-disposition")!.split(";");
    expect([type, headers.get("content-type"), disposition]).toEqual([type, told, kind]);
  }
});

Deno.test("a film's own page may load the film, and nothing may run in it", () => {
  for (const type of ["video/webm", "audio/mpeg"]) {
    const { headers } = fileResponse(asking(), fileOf(type));
    expect(headers.get("content-security-policy"))
      .toBe("sandbox allow-same-origin; default-src 'none'; media-src 'self'");
  }
});

Deno.test("a range is a part, with its place, and no other bytes are read", async () => {
  const file = fileOf("text/plain");
  const answer = fileResponse(asking({ range: "bytes=4-7" }), file);
  expect(answer.status).toBe(206);
  expect(answer.headers.get("content-range")).toBe(`bytes 4-7/${BYTES.length}`);
  expect(answer.headers.get("content-length")).toBe("4");
  expect(await answer.text()).toBe("nota");
  expect(file.asked).toEqual([{ from: 4, to: 8 }]);
});

Deno.test("a range behind the end is refused with the size; several are answered with all", async () => {
  const none = fileResponse(asking({ range: `bytes=${BYTES.length}-` }), fileOf("text/plain"));
  expect([none.status, none.headers.get("content-range")]).toEqual([
    416,
    `bytes */${BYTES.length}`,
  ]);
  expect(await none.text()).toBe("");
  const all = fileResponse(asking({ range: "bytes=0-1,4-5" }), fileOf("text/plain"));
  expect([all.status, await all.text()]).toEqual([200, TEXT]);
});

Deno.test("what the browser has already is not sent again, whatever range it asks for", async () => {
  for (const tags of [ETAG, `W/${ETAG}`, `"other", ${ETAG}`, "*"]) {
    const file = fileOf("text/plain");
    const answer = fileResponse(asking({ "if-none-match": tags, range: "bytes=0-3" }), file);
    expect([tags, answer.status, await answer.text()]).toEqual([tags, 304, ""]);
    expect(answer.headers.get("etag")).toBe(ETAG);
    expect(answer.headers.get("cache-control")).toBe("private, no-cache, no-transform");
    expect(file.asked).toEqual([]);
  }
  expect(fileResponse(asking({ "if-none-match": '"other"' }), fileOf("text/plain")).status).toBe(
    200,
  );
});

Deno.test("a range of what was another file by now is answered with all of it", () => {
  const status = (tag: string) =>
    fileResponse(asking({ "if-range": tag, range: "bytes=0-3" }), fileOf("text/plain")).status;
  expect(status(ETAG)).toBe(206);
  for (const other of ['"other"', `W/${ETAG}`, "Thu, 26 Nov 2026 21:00:00 GMT"]) {
    expect([other, status(other)]).toEqual([other, 200]);
  }
  const changed = fileResponse(asking({ "if-match": '"other"' }), fileOf("text/plain"));
  expect(changed.status).toBe(412);
});

Deno.test("HEAD tells the same, and reads nothing", async () => {
  const file = fileOf("image/png");
  const answer = fileResponse(asking({ range: "bytes=0-3" }, "HEAD"), file);
  expect([answer.status, answer.headers.get("content-length")]).toEqual([200, `${BYTES.length}`]);
  expect([await answer.text(), file.asked]).toEqual(["", []]);
});

Deno.test("an empty file is an empty answer, whatever range of it is asked for", async () => {
  const empty = () => fileOf("text/plain", "vazio", new Uint8Array());
  for (const headers of [{}, { range: "bytes=-5" }]) {
    const answer = fileResponse(asking(headers), empty());
    expect([answer.status, answer.headers.get("content-length"), await answer.text()])
      .toEqual([200, "0", ""]);
  }
  expect(fileResponse(asking({ range: "bytes=0-" }), empty()).status).toBe(416);
});

Deno.test("a file is no script, no style, no worker, no frame and no plug-in", () => {
  const harmless = ["document", "empty", "image", "audio", "video"];
  const others = [
    ...["script", "style", "worker", "sharedworker", "serviceworker", "object", "embed", "iframe"],
    ...["frame", "fencedframe", "xslt", "audioworklet", "paintworklet", "manifest", "font", "json"],
  ];
  for (const to of harmless) {
    expect(fileResponse(asking({ "sec-fetch-dest": to }), fileOf("image/png")).status).toBe(200);
  }
  for (const to of others) {
    const headers = { "sec-fetch-dest": to };
    expect(() => fileResponse(asking(headers), fileOf("image/png"))).toThrow(Forbidden);
    const preview = { bytes: BYTES, tag: "a" };
    expect(() => previewResponse(asking(headers), preview)).toThrow(Forbidden);
  }
});

Deno.test("a preview may be kept for an hour, by whoever is signed in now", async () => {
  const preview = { bytes: BYTES, tag: `${HASH}-small` };
  const answer = previewResponse(asking(), preview);
  const { headers } = answer;
  expect(headers.get("content-type")).toBe("image/webp");
  expect(headers.get("cache-control")).toBe("private, max-age=3600");
  expect(headers.get("vary")).toBe("Cookie");
  expect(headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
  expect(await answer.text()).toBe(TEXT);
  const again = previewResponse(asking({ "if-none-match": headers.get("etag")! }), preview);
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect(await previewResponse(asking({}, "HEAD"), preview).text()).toBe("");
});

Deno.test("over the wire nothing is compressed, and lengths and ranges are true", () =>
  served(fileOf("text/plain"), async (port) => {
    const packed = "Accept-Encoding: gzip, br";
    const all = await rawRequest(port, raw("GET", [packed]));
    expect([all.status, all.body]).toEqual([200, TEXT]);
    for (const [name, value] of [["content-length", `${BYTES.length}`], ["etag", ETAG]] as const) {
      expect(all.headers.get(name)).toBe(value);
    }
    for (const name of ["content-encoding", "transfer-encoding"]) {
      expect([name, all.headers.get(name)]).toEqual([name, undefined]);
    }
    const part = await rawRequest(port, raw("GET", [packed, "Range: bytes=0-2"]));
    expect([part.status, part.body]).toEqual([206, "uma"]);
    const head = await rawRequest(port, raw("HEAD", [packed]));
    expect([head.status, head.headers.get("content-length"), head.body])
      .toEqual([200, `${BYTES.length}`, ""]);
  }));

Deno.test("who does not read is not read for, and who goes away ends the reading", async () => {
  const piece = new Uint8Array(65_536);
  let [read, ended] = [0, false];
  const endless: OpenFile = {
    ...{ name: "filme.mp4", type: "video/mp4", hash: HASH, size: 2 ** 40 },
    async *read() {
      try {
        for (;; read++) yield piece;
      } finally {
        ended = true;
      }
    },
  };
  await served(endless, async (port) => {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port });
    await connection.write(new TextEncoder().encode(raw("GET", [])));
    await connection.read(new Uint8Array(1_000));
    // Buffers on the way fill, and then nothing more is read.
    let before = -1;
    await eventually(() => before === (before = read), { everyMs: 200 });
    expect(read).toBeLessThan(400);
    expect(ended).toBe(false);
    connection.close();
    await eventually(() => ended);
  });
});
