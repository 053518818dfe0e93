import { expect } from "expect";
import { Person } from "../support/person.ts";
import { residentMib } from "../support/resident_memory.ts";
import { AloneSite } from "../support/sites.ts";

// The runtime copies what it sends into a buffer that each socket keeps for good, as large as the
// largest frame, unless it is told to write from where the frame lies: `DENO_USE_WRITEV`, in the task
// that serves.
const SOCKETS = 300;
const MESSAGES = 40;
const BODY = "o bolo de domingo ".repeat(200);

Deno.test("a socket that is told a great deal at once does not hold on to it", async () => {
  await using site = await AloneSite.open();
  await using stack = new AsyncDisposableStack();
  const [ana, bruno] = await Promise.all([
    Person.named("Ana", site.url),
    Person.named("Bruno", site.url),
  ]);
  const { id: room } = await bruno.room();
  const own = stack.use(await bruno.connect());
  const talk = (word: string) =>
    Promise.all(Array.from({ length: MESSAGES }, (_, n) => own.post(room, `${BODY}${word}${n}`)));
  // What a talk leaves behind whoever hears it: rings, pools, compiled code.
  await talk("antes");
  const lines = await Promise.all(
    Array.from({ length: SOCKETS }, async () => stack.use(await ana.connect())),
  );
  const before = await residentMib(site.instance.pid);
  await talk("depois");
  await Promise.all(lines.map((line) => line.hear(`${BODY}depois${MESSAGES - 1}`)));
  const told = SOCKETS * MESSAGES * BODY.length / 1_048_576;
  expect(await residentMib(site.instance.pid) - before).toBeLessThan(told / 3);
});
