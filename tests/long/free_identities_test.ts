import { expect } from "expect";
import { type Answer, Person, read } from "../support/person.ts";
import { openStage } from "../attack/roles/cast.ts";

const FLOOD = 10_000;
const AT_ONCE = 100;

function signIn(url: string, name: string, cookie?: string): Promise<Answer> {
  const headers = cookie === undefined ? {} : { cookie };
  return new Person(url).ask("/api/v1/session", { method: "POST", body: { name }, headers });
}

/** A script that makes people, and keeps no cookies, or makes some up. */
async function flood(url: string): Promise<number> {
  let made = 0;
  async function work(first: number) {
    for (let n = first; n < FLOOD; n += AT_ONCE) {
      const cookie = n % 2 === 0 ? undefined : `conexao_device=${n}${"a".repeat(43)}`.slice(0, 58);
      const { status } = await signIn(url, `Falso ${n} de muitos`, cookie);
      if (status === 201) made++;
      else if (status !== 429) throw new Error(`The flood is answered ${status}`);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, first) => work(first)));
  return made;
}

/** Somebody with a browser: it has seen the page before its owner types a name. */
async function opened(url: string): Promise<string> {
  const { headers } = await new Person(url).ask("/");
  const cookie = headers.getSetCookie().find((line) => line.startsWith("conexao_device="));
  if (cookie === undefined) throw new Error("The page does not know its device");
  return cookie.split(";")[0]!;
}

Deno.test("ten thousand names from a script: a class still comes in, and few of them are kept", async () => {
  await using stage = await openStage({ RATE_LIMITS: "on" });
  const { url } = stage.site;
  const began = performance.now();
  const flooding = flood(url);
  let classIn: Answer[] = [];
  let tookMs = Infinity;
  const lesson = async () => {
    // The class comes when the script has taken all that there is for everybody.
    for (let n = 0; (await signIn(url, `Isca ${n} do teste`)).status === 201;) n++;
    const devices = await Promise.all(Array.from({ length: 40 }, () => opened(url)));
    const at = performance.now();
    classIn = await Promise.all(
      devices.map((cookie, n) => signIn(url, `Aluno ${n} da sala`, cookie)),
    );
    tookMs = performance.now() - at;
  };
  const [made] = await Promise.all([flooding, lesson()]);
  const seconds = (performance.now() - began) / 1_000;
  expect(classIn.map(({ status }) => status)).toEqual(Array(40).fill(201));
  expect(tookMs).toBeLessThan(3_000);
  expect(made).toBeGreaterThan(0);
  expect(made).toBeLessThanOrEqual(300 + 2 * seconds);

  const { host } = stage.cast;
  const query = encodeURIComponent("Falso");
  const answer = await host.ask(`/api/v1/residents?q=${query}`);
  const { residents } = JSON.parse(answer.text);
  const { id, name } = residents[0].user;
  expect((await host.ask(`/api/v1/people/${id}`, { method: "DELETE" })).status).toBe(204);
  const taken = await signIn(url, name, await opened(url));
  expect([taken.status, read(taken).user.name]).toEqual([201, name]);
});

Deno.test("with a join code, a script that does not know it takes nothing from those who do", async () => {
  await using stage = await openStage({ RATE_LIMITS: "on", JOIN_CODE: "K7QF-3M9T" });
  const { url } = stage.site;
  const guesses = await Promise.all(
    Array.from({ length: 400 }, (_, n) => signIn(url, `Falso ${n} de muitos`)),
  );
  expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([401]));
  const began = performance.now();
  const lesson = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      new Person(url).ask("/api/v1/session", {
        method: "POST",
        body: { name: `Aluno ${n} da sala`, code: "K7QF3M9T" },
      })),
  );
  expect(lesson.map(({ status }) => status)).toEqual(Array(40).fill(201));
  expect(performance.now() - began).toBeLessThan(3_000);
});
