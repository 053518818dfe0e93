import { expect } from "expect";
import { silentLog } from "@/lib/chat/log.ts";
import { openStore } from "@/lib/store/mod.ts";
import { type Answer, Person, read } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";
import { residentMib } from "../support/resident_memory.ts";

const PASSWORD = "três pratos";
const WRONG = "dois pratos de trigo";

/** Somebody with an account of this name and password. */
async function withPassword(name: string, url: string): Promise<Person> {
  const person = await Person.named(name, url);
  const asking = { method: "PUT", body: { password: PASSWORD } };
  const answer = await persist(() => person.ask("/api/v1/me/password", asking));
  if (answer.status !== 204) throw new Error(`${name} has no password: ${answer.text}`);
  return person;
}

/** Bans somebody while the server is down: nobody else may open its file while it runs. */
async function ban(site: AloneSite, user: number): Promise<void> {
  await site.instance.stop();
  const path = `${site.dataDir}/conexao.db`;
  const store = await openStore({ kind: "sqlite", path }, { log: silentLog });
  const note = { actor: user, action: "ban", target: user } as const;
  await store.moderation.ban(user, { seconds: 3_600, address: false }, note);
  await store.close();
  await site.instance.start();
}

function signIn(url: string, body: Record<string, string>): Promise<Answer> {
  return new Person(url).ask("/api/v1/session", { method: "POST", body });
}

/** Asks again when it was told to, like a client that is in no hurry. */
async function persist(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 429) return answer;
    const { afterMs = 1_000 } = read(answer).error;
    await new Promise((resolve) => setTimeout(resolve, afterMs));
  }
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

Deno.test("forty right passwords beside forty wrong ones, from one address: all right ones in", async () => {
  await using site = await AloneSite.open({ RATE_LIMITS: "on" });
  const names = Array.from({ length: 40 }, (_, n) => `Aluno ${n} da turma`);
  await Promise.all(names.map((name) => withPassword(name, site.url)));
  const [right, wrong] = await Promise.all(
    [PASSWORD, WRONG].map((password) =>
      Promise.all(names.map((name) => persist(() => signIn(site.url, { name, password }))))
    ),
  );
  expect(new Set(right!.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(wrong!.map(({ status }) => status))).toEqual(new Set([401]));
  expect(new Set(wrong!.map(({ text }) => text)).size).toBe(1);
});

Deno.test("forty right codes beside forty wrong ones, from one address: all right ones in", async () => {
  await using site = await AloneSite.open({ RATE_LIMITS: "on", JOIN_CODE: "K7QF-3M9T" });
  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: 80 }, (_, n) =>
    signIn(site.url, {
      name: `Aluno ${n} da turma`,
      code: n % 2 === 0 ? "k7qf 3m9t" : `k7qf ${1_000 + n}`,
    })));
  const wanted = answers.map((_, n) => n % 2 === 0 ? 201 : 401);
  expect(answers.map(({ status }) => status)).toEqual(wanted);
  expect(performance.now() - began).toBeLessThan(5_000);
});

Deno.test("ten wrong passwords shut an account's door, be it there or not, and end nothing", async () => {
  await using site = await AloneSite.open({ RATE_LIMITS: "on" });
  const ana = await withPassword("Ana", site.url);
  await using line = await ana.connect();
  const tries = async (name: string) => {
    const answers: Answer[] = [];
    for (let n = 0; n < 11; n++) answers.push(await signIn(site.url, { name, password: WRONG }));
    return answers;
  };
  const [there, absent] = await Promise.all([tries("Ana"), tries("Ninguém")]);
  for (const answers of [there, absent]) {
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(401), 429]);
    expect(read(answers[10]!).error.afterMs).toBeGreaterThan(60_000);
    expect(Number(answers[10]!.headers.get("retry-after"))).toBeGreaterThan(60);
  }
  expect(there[0]!.text).toBe(absent[0]!.text);
  expect(there[10]!.text.replace(/\d+/, "")).toBe(absent[10]!.text.replace(/\d+/, ""));
  expect((await signIn(site.url, { name: "Ana", password: PASSWORD })).status).toBe(429);
  expect((await ana.ask("/api/v1/me")).status).toBe(200);
  const { id } = await ana.room();
  expect((await ana.post(id, "ainda estou aqui")).status).toBe(201);
  await line.waitFor("events");
});

Deno.test("unknown, without a password, wrong and banned take the same time and say the same", async () => {
  await using site = await AloneSite.open();
  await withPassword("Ana", site.url);
  await Person.named("Bruno", site.url);
  const clara = await withPassword("Clara", site.url);
  await ban(site, clara.user.id);
  expect((await clara.ask("/api/v1/me")).status).toBe(401);
  const kinds = [
    { name: "Ana", password: WRONG },
    { name: "Bruno", password: PASSWORD },
    { name: "Ninguém", password: PASSWORD },
    { name: "Clara", password: PASSWORD },
  ];
  // Each try beside the others of its lap: what else the machine does, it does to all of them.
  const shares = kinds.map((): number[] => []);
  const texts = new Set<string>();
  let spread = 1;
  // What differs for a reason goes on differing; what differs by chance does so less and less.
  for (let lap = 1; lap <= 90 && (lap < 15 || spread > 0.05); lap++) {
    const times: number[] = [];
    for (let n = 0; n < kinds.length; n++) {
      const kind = (n + lap) % kinds.length;
      const began = performance.now();
      const answer = await signIn(site.url, kinds[kind]!);
      times[kind] = performance.now() - began;
      texts.add(`${answer.status} ${answer.text}`);
    }
    const mean = times.reduce((sum, time) => sum + time) / kinds.length;
    times.forEach((time, kind) => shares[kind]!.push(time / mean));
    const medians = shares.map(median);
    spread = Math.max(...medians) / Math.min(...medians) - 1;
  }
  expect(texts.size).toBe(1);
  expect(spread).toBeLessThanOrEqual(0.05);
});

Deno.test("two hundred passwords at once take little memory, and the right ones get in", async () => {
  await using site = await AloneSite.open();
  await withPassword("Ana", site.url);
  const { pid } = site.instance;
  // What hundreds of requests take, whatever they are about, is no part of it.
  for (let round = 0; round < 5; round++) {
    const others = Array.from({ length: 200 }, () => signIn(site.url, { name: "Ana" }));
    expect(new Set((await Promise.all(others)).map(({ status }) => status))).toEqual(
      new Set([409]),
    );
  }
  const before = await residentMib(pid);
  let most = before;
  let isOver = false;
  const watch = async () => {
    while (!isOver) {
      most = Math.max(most, await residentMib(pid));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const watching = watch();
  const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => {
    if (n % 20 === 0) return persist(() => signIn(site.url, { name: "Ana", password: PASSWORD }));
    return signIn(site.url, { name: `Ninguém ${n}`, password: WRONG });
  }));
  isOver = true;
  await watching;
  const right = answers.filter((_, n) => n % 20 === 0).map(({ status }) => status);
  expect(right).toEqual(Array(10).fill(201));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 401, 429]));
  expect(most - before).toBeLessThanOrEqual(80);
});
