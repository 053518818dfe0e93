import { statfs } from "node:fs/promises";
import { expect } from "expect";
import { newId } from "../support/new_id.ts";
import { type Answer, Person } from "../support/person.ts";
import { rawRequest } from "../support/raw_http.ts";
import { AloneSite } from "../support/sites.ts";
import { digestOf, madeBytes, TusHand } from "../support/tus_hand.ts";

const GIB = 2 ** 30;
const STRETCH = "application/offset+octet-stream";

/** An answer as whoever asks sees it, but for what is of the moment. */
function comparable({ status, headers, text }: Answer) {
  return [status, [...headers].filter(([name]) => name !== "date"), text];
}

function errorOf({ text }: Answer): { code: string; field?: string; afterMs?: number } {
  return JSON.parse(text).error;
}

async function expectChat(person: Person): Promise<void> {
  const { id } = await person.room();
  expect((await person.post(id, "a conversa segue")).status).toBe(201);
}

Deno.test("somebody else's file and one that is not there are the same, byte by byte", async () => {
  await using site = await AloneSite.open();
  const [ana, bruno] = [
    await Person.named("Ana", site.url),
    await Person.named("Bruno", site.url),
  ];
  const hands = { ana: new TusHand(ana), bruno: new TusHand(bruno) };
  const path = await hands.ana.begin("segredo.txt", 10);
  const whole = await hands.ana.begin("inteiro.txt", 4);
  await hands.ana.bring(whole, 0, madeBytes(4));
  const missing = `/tus/${newId()}`;
  for (const method of ["HEAD", "DELETE", "OPTIONS", "POST", "GET", "PUT"]) {
    const none = comparable(await hands.bruno.ask(method, missing));
    for (const theirs of [path, whole]) {
      expect(comparable(await hands.bruno.ask(method, theirs))).toEqual(none);
    }
  }
  for (const at of [0, 4, 11]) {
    const none = comparable(await hands.bruno.bring(missing, at, madeBytes(1)));
    for (const theirs of [path, whole]) {
      expect(comparable(await hands.bruno.bring(theirs, at, madeBytes(1)))).toEqual(none);
    }
  }
  expect(await hands.ana.offset(path)).toBe(0);
  const { id: geral } = await bruno.room();
  const body = { id: newId(), body: "meu?", files: [whole.slice("/tus/".length)] };
  const stolen = await bruno.ask(`/api/v1/rooms/${geral}/messages`, { method: "POST", body });
  expect(stolen.status).toBeGreaterThanOrEqual(400);
});

Deno.test("a length that is a lie stores nothing more and nothing else", async (t) => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const hand = new TusHand(ana);

  await t.step("more in parts of unknown length than was announced", async () => {
    const path = await hand.begin("a", 100_000);
    const body = ReadableStream.from([madeBytes(90_000), madeBytes(20_000)]);
    const headers = { "content-type": STRETCH, "upload-offset": "0" };
    expect((await hand.ask("PATCH", path, { headers, body })).status).toBe(413);
    expect(await hand.offset(path)).toBeLessThanOrEqual(100_000);
    expect((await hand.ask("DELETE", path)).status).toBe(204);
  });

  await t.step("less than the body says: what came is kept, and no more is made up", async () => {
    const path = await hand.begin("a", 100_000);
    const content = madeBytes(100_000);
    await hand.cut(path, 0, { sent: content.slice(0, 60_000), announced: 100_000 });
    expect(await hand.offset(path)).toBeLessThanOrEqual(60_000);
    await hand.finish(path, content);
  });

  await t.step("a length beyond all numbers", async () => {
    for (const length of ["9".repeat(30), "1e9", "-1", "0x7f", "1 000", "٣"]) {
      const answer = await rawRequest(
        site.instance.port,
        [
          "POST /tus HTTP/1.1",
          `Host: 127.0.0.1:${site.instance.port}`,
          "Tus-Resumable: 1.0.0",
          `Cookie: ${ana.cookie}`,
          `Upload-Length: ${length}`,
          "Content-Length: 0",
          "Connection: close",
          "",
          "",
        ].join("\r\n"),
      );
      expect([length, answer.status]).toEqual([length, 400]);
    }
  });

  await t.step("an offset from the far end", async () => {
    const path = await hand.begin("a", 10);
    for (const at of ["9007199254740991", "10", "1"]) {
      const headers = { "content-type": STRETCH, "upload-offset": at };
      const answer = await hand.ask("PATCH", path, { headers, body: madeBytes(1) });
      expect([at, answer.status]).toEqual([at, 409]);
    }
    expect(await hand.offset(path)).toBe(0);
  });
  await expectChat(ana);
});

Deno.test("a hundred times two gigabytes are more than the disk has", async () => {
  const before = await freeOf("/tmp");
  // Whatever this machine has, forty gigabytes of it may be used, or half.
  const use = Math.min(40 * GIB, before / 2);
  await using site = await AloneSite.open({ DISK_FREE: String(Math.floor(before - use)) });
  const people = await Promise.all(
    Array.from(
      { length: 20 },
      (_, n) => Person.named(`Pessoa ${n + 10}`, site.url),
    ),
  );
  let taken = 0, refused = 0;
  for (let n = 0; n < 5; n++) {
    const answers = await Promise.all(
      people.map((one) => new TusHand(one).announce("enorme.bin", 2 * GIB)),
    );
    for (const answer of answers) {
      if (answer.status === 201) taken++;
      else {
        refused++;
        expect([answer.status, errorOf(answer)]).toMatchObject([507, { field: "disk" }]);
      }
    }
  }
  expect(taken + refused).toBe(100);
  // Others use the disk meanwhile.
  expect(taken * 2 * GIB).toBeLessThanOrEqual(use + 2 * GIB);
  await expectChat(people[0]!);
});

Deno.test("five files at once and no more, until one is here or given up", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const hand = new TusHand(ana);
  const paths = [];
  for (let n = 0; n < 5; n++) paths.push(await hand.begin("a", 3));
  const sixth = await hand.announce("a", 3);
  expect(sixth.status).toBe(429);
  expect(Number(sixth.headers.get("retry-after"))).toBeGreaterThan(0);
  await hand.bring(paths[0]!, 0, madeBytes(3));
  await hand.ask("DELETE", paths[1]!);
  expect((await hand.announce("a", 3)).status).toBe(201);
  expect((await hand.announce("a", 3)).status).toBe(201);
  expect((await hand.announce("a", 3)).status).toBe(429);
});

Deno.test("thousands of empty files are refused after the first few hundred", async () => {
  await using site = await AloneSite.open({ RATE_LIMITS: "on" });
  const ana = await Person.named("Ana", site.url);
  const hand = new TusHand(ana);
  const begun = performance.now();
  const statuses: number[] = [];
  for (let n = 0; n < 2_000; n += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => hand.announce("", 0)));
    statuses.push(...answers.map(({ status }) => status));
  }
  const seconds = (performance.now() - begun) / 1_000;
  expect([...new Set(statuses)].toSorted()).toEqual([201, 429]);
  expect(statuses.filter((status) => status === 201).length).toBeLessThan(210 + 2 * seconds);
  await expectChat(ana);
});

Deno.test("two tabs that go on with one file finish it, and it is what was sent", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const content = madeBytes(8_000_000);
  const path = await new TusHand(ana).begin("a.bin", content.length);
  const tab = () => new TusHand(ana).finish(path, content, { stretch: 700_000 });
  await Promise.all([tab(), tab()]);
  const id = path.slice("/tus/".length);
  const kept = await Deno.readFile(`${site.dataDir}/files/${id.slice(0, 2)}/${id}`);
  expect(await digestOf(kept)).toBe(await digestOf(content));
});

Deno.test("a name is mended before anybody sees it, and breaks no header", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const hand = new TusHand(ana);
  const names = {
    "../../../etc/passwd": "passwd",
    "..\\..\\windows\\system32\\cmd.exe": "cmd.exe",
    "a\0b.txt": "ab.txt",
    "a\r\nset-cookie: x=y": "aset-cookie: x=y",
    "\u202efdp.exe": "fdp.exe",
    "": "arquivo",
    "..": "arquivo",
    [`${"n".repeat(300)}.txt`]: `${"n".repeat(251)}.txt`,
  };
  for (const [sent, kept] of Object.entries(names)) {
    const made = await hand.announce(sent, 0);
    const told = await hand.ask("HEAD", made.headers.get("location")!);
    const [, encoded = ""] = told.headers.get("upload-metadata")!.split(" ");
    expect(new TextDecoder().decode(Uint8Array.fromBase64(encoded))).toBe(kept);
    expect(told.headers.has("set-cookie")).toBe(false);
  }
});

Deno.test("no other site and no link changes a file", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const hand = new TusHand(ana);
  const path = await hand.begin("a", 10);
  for (const origin of ["null", "http://evil.example", "http://127.0.0.1:1"]) {
    for (const method of ["PATCH", "DELETE", "POST"]) {
      const headers = { origin, "x-http-method-override": "DELETE" };
      expect((await hand.ask(method, path, { headers })).status).toBe(403);
    }
    const made = await hand.ask("POST", "/tus", { headers: { origin, "upload-length": "5" } });
    expect([made.status, errorOf(made).code]).toEqual([403, "forbidden"]);
  }
  for (const method of ["GET", "HEAD", "OPTIONS"]) {
    await hand.ask(method, path, { headers: { "x-http-method-override": "DELETE" } });
  }
  expect(await hand.offset(path)).toBe(0);
});

Deno.test("a program with a token needs no cookie", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const token = ana.cookie!.split("=")[1]!;
  const program = new TusHand(new Person(site.url));
  const headers = { authorization: `Bearer ${token}` };
  const made = await program.announce("a", 3, headers);
  expect(made.status).toBe(201);
  const told = await program.ask("HEAD", made.headers.get("location")!, { headers });
  expect(told.headers.get("upload-length")).toBe("3");
});

Deno.test("a file that a message has cannot be given up", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const hand = new TusHand(ana);
  const path = await hand.begin("a.txt", 3);
  await hand.bring(path, 0, madeBytes(3));
  const { id: geral } = await ana.room();
  const id = path.slice("/tus/".length);
  const body = { id: newId(), body: "aqui", files: [id] };
  expect((await ana.ask(`/api/v1/rooms/${geral}/messages`, { method: "POST", body })).status).toBe(
    201,
  );
  expect((await hand.ask("DELETE", path)).status).toBe(409);
  expect((await ana.ask(`/f/${id}`)).status).toBe(200);
});

async function freeOf(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}
