import { expect } from "expect";
import { eventually } from "../support/eventually.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";
import { digestOf, madeBytes, TusHand } from "../support/tus_hand.ts";
import { writeAll } from "../support/raw_http.ts";

Deno.test("tus 1.0, to the letter", async (t) => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const hand = new TusHand(ana);

  await t.step("OPTIONS says what is spoken here, to anybody and in any version", async () => {
    const nobody = new TusHand(new Person(site.url));
    for (const path of ["/tus", `/tus/${"0".repeat(32)}`]) {
      const { status, headers } = await nobody.ask("OPTIONS", path, {
        headers: { "tus-resumable": "9" },
      });
      expect(status).toBe(204);
      expect(headers.get("tus-version")).toBe("1.0.0");
      expect(headers.get("tus-resumable")).toBe("1.0.0");
      expect(headers.get("tus-max-size")).toBe(String(2 ** 31));
      expect(headers.get("tus-extension")?.split(",").toSorted()).toEqual([
        "creation",
        "creation-with-upload",
        "expiration",
        "termination",
      ]);
    }
  });

  const content = madeBytes(100_000);

  await t.step(
    "POST announces, HEAD tells, PATCH brings, and the last byte makes it whole",
    async () => {
      const made = await hand.announce("c:\\fotos\\ação.bin", 100_000);
      expect(made.status).toBe(201);
      expect(made.headers.get("tus-resumable")).toBe("1.0.0");
      const expires = Date.parse(made.headers.get("upload-expires") ?? "");
      expect(Math.abs(expires - Date.now() - 3_600_000)).toBeLessThan(10_000);
      const path = made.headers.get("location")!;
      expect(path).toMatch(/^\/tus\/[0-9a-f]{32}$/);

      const told = await hand.ask("HEAD", path);
      expect(told.status).toBe(200);
      expect(told.headers.get("upload-offset")).toBe("0");
      expect(told.headers.get("upload-length")).toBe("100000");
      expect(told.headers.get("cache-control")).toBe("no-store");
      const [key, value = ""] = told.headers.get("upload-metadata")?.split(" ") ?? [];
      expect(key).toBe("filename");
      expect(new TextDecoder().decode(Uint8Array.fromBase64(value))).toBe("ação.bin");

      const first = await hand.bring(path, 0, content.slice(0, 70_000));
      expect([first.status, first.text]).toEqual([204, ""]);
      expect(first.headers.get("upload-offset")).toBe("70000");
      expect(first.headers.get("upload-expires")).not.toBeNull();
      expect(await hand.offset(path)).toBe(70_000);

      const last = await hand.bring(path, 70_000, content.slice(70_000));
      expect(last.headers.get("upload-offset")).toBe("100000");
      expect(last.headers.get("upload-expires")).toBeNull();
      expect(await hand.offset(path)).toBe(100_000);
    },
  );

  await t.step("what is not as it should be is refused by its own status", async () => {
    const path = await hand.begin("a", 10);
    const body = new Uint8Array(1);
    const type = "application/offset+octet-stream";
    const patch = (headers: Record<string, string>, bytes = body) =>
      hand.ask("PATCH", path, { headers, body: bytes });
    const answers = {
      "another offset": [await hand.bring(path, 3, body), 409],
      "no offset": [await patch({ "content-type": type }), 400],
      "an offset of letters": [await patch({ "content-type": type, "upload-offset": "x" }), 400],
      "another type": [await patch({ "content-type": "text/css", "upload-offset": "0" }), 415],
      "another version": [
        await patch({ "content-type": type, "upload-offset": "0", "tus-resumable": "0.2.2" }),
        412,
      ],
      "more than announced": [await hand.bring(path, 0, new Uint8Array(11)), 413],
      "nothing of the kind": [await hand.bring(`/tus/${"0".repeat(32)}`, 0, body), 404],
      "no id": [await hand.bring("/tus/../tus/abc", 0, body), 404],
      "no length": [await hand.ask("POST", "/tus"), 400],
      "a length put off": [
        await hand.ask("POST", "/tus", { headers: { "upload-defer-length": "1" } }),
        400,
      ],
      "a length below nothing": [
        await hand.ask("POST", "/tus", { headers: { "upload-length": "-5" } }),
        400,
      ],
      "metadata of no kind": [
        await hand.announce("a", 5, { "upload-metadata": "filename %%%" }),
        400,
      ],
      "a file too large": [await hand.announce("a", 2 ** 31 + 1), 413],
      "a POST to a file": [await hand.ask("POST", path), 405],
      "a HEAD in another version": [
        await hand.ask("HEAD", path, { headers: { "tus-resumable": "2" } }),
        412,
      ],
    } as const;
    for (const [what, [answer, status]] of Object.entries(answers)) {
      expect([what, answer.status]).toEqual([what, status]);
      expect(answer.headers.get("tus-resumable")).toBe("1.0.0");
      expect(answer.headers.has("upload-offset")).toBe(false);
      expect(answer.headers.get("tus-version")).toBe(status === 412 ? "1.0.0" : null);
      if (answer.text !== "") {
        expect(JSON.parse(answer.text).error.code).toEqual(expect.any(String));
      }
    }
    expect(await hand.offset(path)).toBe(0);
    expect((await hand.ask("DELETE", path)).status).toBe(204);
  });

  await t.step("who is not signed in is told nothing else", async () => {
    const path = await hand.begin("a", 10);
    const nobody = new TusHand(new Person(site.url));
    for (const method of ["HEAD", "PATCH", "DELETE"]) {
      expect((await nobody.ask(method, path)).status).toBe(401);
    }
    expect((await nobody.announce("a", 1)).status).toBe(401);
    await hand.ask("DELETE", path);
  });

  await t.step("a file that is given up is not there any more", async () => {
    const path = await hand.begin("a", 10);
    await hand.bring(path, 0, new Uint8Array(4));
    expect((await hand.ask("DELETE", path)).status).toBe(204);
    for (const method of ["HEAD", "DELETE"]) {
      expect((await hand.ask(method, path)).status).toBe(404);
    }
    expect((await hand.bring(path, 4, new Uint8Array(1))).status).toBe(404);
  });

  await t.step("the first bytes may come with the announcement", async () => {
    const headers = {
      "upload-length": "100000",
      "content-type": "application/offset+octet-stream",
    };
    const made = await hand.ask("POST", "/tus", { headers, body: content.slice(0, 60_000) });
    expect(made.status).toBe(201);
    expect(made.headers.get("upload-offset")).toBe("60000");
    const path = made.headers.get("location")!;
    expect((await hand.bring(path, 60_000, content.slice(60_000))).status).toBe(204);
    const tooLong = await hand.ask("POST", "/tus", {
      headers: { ...headers, "upload-length": "5" },
      body: content.slice(0, 6),
    });
    expect(tooLong.status).toBe(413);
  });

  await t.step("an empty file is there at once", async () => {
    const made = await hand.announce("vazio.txt", 0);
    expect([made.status, made.headers.get("upload-offset")]).toEqual([201, "0"]);
    const told = await hand.ask("HEAD", made.headers.get("location")!);
    expect(told.headers.get("upload-length")).toBe("0");
  });

  await t.step("a POST stands for methods that a proxy does not know", async () => {
    const path = await hand.begin("a", 4);
    const brought = await hand.ask("POST", path, {
      headers: {
        "x-http-method-override": "PATCH",
        "content-type": "application/offset+octet-stream",
        "upload-offset": "0",
      },
      body: new Uint8Array(3),
    });
    expect([brought.status, brought.headers.get("upload-offset")]).toEqual([204, "3"]);
    const ended = await hand.ask("POST", path, { headers: { "x-http-method-override": "DELETE" } });
    expect(ended.status).toBe(204);
  });

  await t.step("what is left is told before anything is sent", async () => {
    const answer = await ana.ask("/api/v1/files/limits");
    expect(answer.status).toBe(200);
    const { limits } = JSON.parse(answer.text);
    expect(limits).toEqual({ file: expect.any(Number), left: expect.any(Number), open: 5 });
    expect(limits.file).toBeGreaterThan(0);
    expect(limits.left).toBeLessThan(10 * 2 ** 30);
    expect((await new Person(site.url).ask("/api/v1/files/limits")).status).toBe(401);
  });
});

Deno.test("cut again and again, and stopped, and killed, a file is what was sent", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const hand = new TusHand(ana);
  const size = 20_000_000;
  const content = madeBytes(size);
  const path = await hand.begin("filme.bin", size);
  const told = () => hand.offset(path);
  const sent = (from: number, length: number) => content.slice(from, from + length);

  let [at, furthest] = [0, 0];
  for (const length of [1, 3_000_000, 70_000, 5_000_001]) {
    await hand.cut(path, at, { sent: sent(at, length), announced: size - at });
    const now = await told();
    // Where the cut comes before anybody has begun to read, the runtime drops what came; and who
    // asks may be heard before the request that was cut.
    furthest = Math.max(furthest, at + length);
    expect(now).toBeGreaterThanOrEqual(at);
    expect(now).toBeLessThanOrEqual(furthest);
    at = now;
  }
  expect(at).toBeGreaterThan(0);

  at = await told();
  using open = await hand.line(path, at, size - at);
  await writeAll(open, sent(at, 3_000_000));
  await eventually(async () => await partSize(site.dataDir, path) >= at + 2 ** 20);
  expect((await site.instance.stop()).code).toBe(0);
  await site.instance.start();
  // What was written is noted; what lay in the kernel when it was asked to stop has not come.
  const after = await told();
  expect(after).toBeGreaterThanOrEqual(at + 2 ** 20);
  expect(after).toBeLessThanOrEqual(at + 3_000_000);
  at = after;

  await hand.cut(path, at, { sent: sent(at, 6_000_000), announced: size - at });
  await site.instance.kill();
  await site.instance.start();
  await hand.finish(path, content);
  const id = path.slice("/tus/".length);
  const kept = await Deno.readFile(`${site.dataDir}/files/${id.slice(0, 2)}/${id}`);
  expect(await digestOf(kept)).toBe(await digestOf(content));
});

async function partSize(dataDir: string, path: string): Promise<number> {
  const id = path.slice("/tus/".length);
  const { size } = await Deno.stat(`${dataDir}/files/${id.slice(0, 2)}/${id}`);
  return size;
}
