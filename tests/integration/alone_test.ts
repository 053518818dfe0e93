import { expect } from "expect";
import { newInstance, startInstance } from "../support/instance.ts";
import { newId } from "../support/new_id.ts";
import { Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

Deno.test("Ana and Bruno talk in geral, over HTTP and the socket", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const geral = await ana.room();
  expect(geral).toMatchObject({ slug: "geral", kind: "public", joined: true });
  await using line = await bruno.connect();

  const posted = await ana.post(geral.id, "oi, Bruno");
  expect(posted.status).toBe(201);
  const [heard] = (await line.hear("oi, Bruno")).messages;
  expect(heard).toEqual(read(posted).message);

  const ack = await line.post(geral.id, "oi, Ana");
  expect(ack.t).toBe("ack");
  const history = await ana.history(geral.id);
  expect(history.map(({ body }) => body)).toEqual(["oi, Bruno", "oi, Ana"]);
  expect(history[1]).toMatchObject({ author: { name: "Bruno" }, kind: "text", room: geral.id });
  if (ack.t === "ack") expect(history[1]).toMatchObject({ seq: ack.seq, at: ack.at, id: ack.id });
});

Deno.test("one id is stored once, by whichever door it comes again", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  await using line = await ana.connect();
  const id = newId();

  const first = await ana.post(geral.id, "uma vez só", id);
  expect(first.status).toBe(201);
  const again = await ana.post(geral.id, "uma vez só", id);
  expect(again.status).toBe(200);
  expect(read(again).message).toEqual(read(first).message);
  const other = await ana.post(geral.id, "outro texto", id);
  expect(other.status).toBe(200);
  expect(read(other).message.body).toBe("uma vez só");

  const { seq } = read(first).message;
  expect(await line.post(geral.id, "uma vez só", id)).toMatchObject({ t: "ack", seq, dup: true });
  const many = await Promise.all(Array.from({ length: 20 }, () => ana.post(geral.id, "vinte", id)));
  expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await ana.history(geral.id)).map(({ body }) => body)).toEqual(["uma vez só"]);
});

Deno.test("an id belongs to its author: Bruno may use Ana's", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const geral = await ana.room();
  const id = newId();
  expect((await ana.post(geral.id, "de Ana", id)).status).toBe(201);
  expect((await bruno.post(geral.id, "de Bruno", id)).status).toBe(201);
  expect((await ana.history(geral.id)).map(({ body }) => body)).toEqual(["de Ana", "de Bruno"]);
});

Deno.test("what was acked is there after a kill -9, and so is the session", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  await using line = await ana.connect();
  const acked: string[] = [];
  const sending = Array.from({ length: 60 }, async (_, n) => {
    const answer = await line.post(geral.id, `mensagem ${n}`);
    if (answer.t === "ack") acked.push(answer.id);
    // In the middle of the others.
    if (acked.length === 20) await site.instance.kill();
  });
  await Promise.allSettled(sending);
  expect(acked.length).toBeGreaterThanOrEqual(20);

  await site.instance.start();
  const kept = await ana.history(geral.id);
  const ids = new Set(kept.map(({ id }) => id));
  expect(acked.filter((id) => !ids.has(id))).toEqual([]);
  expect(kept.map(({ seq }) => seq)).toEqual(kept.map((_, index) => index + 1));
  expect((await ana.post(geral.id, "de volta")).status).toBe(201);
});

Deno.test("a second process on the same DATA_DIR is refused in one line", async () => {
  await using site = await AloneSite.open();
  await using second = newInstance({ DATA_DIR: site.dataDir });
  await second.launch();
  const { code } = await second.ended();
  expect(code).toBe(1);
  const complaint = second.log.filter((line) => !line.startsWith("{") && line !== "");
  expect(complaint.length).toBe(1);
  expect(complaint[0]).toContain(site.dataDir);
  const ana = await Person.named("Ana", site.url);
  expect((await ana.post((await ana.room()).id, "a primeira segue")).status).toBe(201);
});

Deno.test("where the folder of files cannot be, a start is refused in one line", async () => {
  const dataDir = await Deno.makeTempDir({ prefix: "conexao-data-" });
  await Deno.writeTextFile(`${dataDir}/files`, "");
  await using instance = newInstance({ DATA_DIR: dataDir });
  await instance.launch();
  expect((await instance.ended()).code).toBe(1);
  const said = instance.log.filter((line) => line !== "" && !line.startsWith("{"));
  expect(said).toEqual([expect.stringMatching(/^Cannot start: Cannot use .*files: .*DATA_DIR$/)]);
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("SIGTERM says goodbye, closes with 1012 and ends with 0 in time", async () => {
  await using site = await AloneSite.open();
  const ana = await Person.named("Ana", site.url);
  const geral = await ana.room();
  await using line = await ana.connect();
  const sent = Promise.allSettled(
    Array.from({ length: 30 }, (_, n) => line.post(geral.id, `última ${n}`)),
  );
  // All have been read by then, and some of them are not stored yet.
  await line.settle();
  const { code, ms } = await site.instance.stop();
  expect(code).toBe(0);
  expect(ms).toBeLessThan(8_000);
  expect(line.frames.some(({ t }) => t === "bye")).toBe(true);
  expect((await line.closed).code).toBe(1012);
  const ends = await sent;
  const answers = ends.flatMap((end) => end.status === "fulfilled" ? [end.value] : []);
  expect(answers.length).toBe(30);
  const acked = answers.filter(({ t }) => t === "ack").map(({ id }) => id);
  expect(answers.filter((one) => one.t === "nack" && !one.retry)).toEqual([]);

  await site.instance.start();
  const ids = new Set((await ana.history(geral.id)).map(({ id }) => id));
  expect(acked.filter((id) => !ids.has(id ?? ""))).toEqual([]);
});

const WRONG: readonly [variable: string, environment: Record<string, string>][] = [
  ["PORT", { PORT: "eighty" }],
  ["PORT", { PORT: "65536" }],
  ["DB_HOST_SQL", { DB_HOST_REDIS: "127.0.0.1" }],
  ["DB_USER", { DB_HOST_SQL: "127.0.0.1" }],
  ["REDIS_PORT", { REDIS_PORT: "-1" }],
  ["RATE_LIMITS", { RATE_LIMITS: "perhaps" }],
  ["PUBLIC_URL", { PUBLIC_URL: "chat.escola.br" }],
  ["COOKIE_NAME", { COOKIE_NAME: "a b" }],
  ["FILE_SIZE", { FILE_SIZE: "lots" }],
];

for (const [variable, environment] of WRONG) {
  const given = Object.entries(environment).map((pair) => pair.join("=")).join(" ");
  Deno.test(`a start with ${given} ends with one line that names ${variable}`, async () => {
    const dataDir = await Deno.makeTempDir({ prefix: "conexao-data-" });
    await using instance = newInstance({ DATA_DIR: dataDir, ...environment });
    await instance.launch();
    const { code } = await instance.ended();
    expect(code).toBe(1);
    const said = instance.log.filter((line) => line !== "" && !line.startsWith("{"));
    expect(said.length).toBe(1);
    expect(said[0]).toContain(variable);
    expect(instance.log.join("\n")).not.toMatch(/^\s+at |file:\/\/|Uncaught/m);
    await Deno.remove(dataDir, { recursive: true });
  });
}

Deno.test("a port that is taken is told in one line", async () => {
  await using site = await AloneSite.open();
  const dataDir = await Deno.makeTempDir({ prefix: "conexao-data-" });
  await using second = newInstance({ DATA_DIR: dataDir, PORT: String(site.instance.port) });
  await second.launch();
  const { code } = await second.ended();
  expect(code).toBe(1);
  const said = second.log.filter((line) => line !== "" && !line.startsWith("{"));
  expect(said.length).toBe(1);
  expect(said[0]).toContain("PORT");
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("the page is there within two seconds of the start", async () => {
  const dataDir = await Deno.makeTempDir({ prefix: "conexao-data-" });
  const started = performance.now();
  await using instance = await startInstance({ DATA_DIR: dataDir });
  const page = await fetch(instance.url);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("Como você se chama?");
  // Tests may share two cores with one another; on its own it takes a third of this.
  expect(performance.now() - started).toBeLessThan(4_000);
  await instance.kill();
  await Deno.remove(dataDir, { recursive: true });
});
