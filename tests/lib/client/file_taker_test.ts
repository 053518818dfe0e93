import { expect } from "expect";
import { FileTaker, type Taking } from "@/lib/client/file_taker.ts";

const REQUEST = new Request("http://sala.lan/r/geral/exportar?formato=txt");
const ATTACHED = {
  "content-disposition": `attachment; filename="x"; filename*=UTF-8''a%C3%A7.txt`,
};

interface Scene {
  answer: (signal: AbortSignal) => Response | Promise<Response>;
  most?: number;
}

function scene({ answer, most = 100 }: Scene) {
  const kept: { name: string; text: Promise<string> }[] = [];
  const told: (Taking | undefined)[] = [];
  const otherwise: string[] = [];
  const taker = new FileTaker({
    ask: async (_, { signal }) => await answer(signal!),
    keep: (file, name) => kept.push({ name, text: file.text() }),
    most,
  });
  taker.taking.subscribe((taking) => told.push(taking));
  const take = () => taker.take(REQUEST, () => otherwise.push("browser"));
  return { taker, take, kept, told, otherwise };
}

function pieces(...texts: string[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return ReadableStream.from(texts.map((text) => new TextEncoder().encode(text)));
}

Deno.test("a file is told piece by piece, and kept under its own name", async () => {
  const { take, kept, told, otherwise } = scene({
    answer: () => new Response(pieces("abc", "de"), { headers: ATTACHED }),
  });
  await take();
  expect(kept.map(({ name }) => name)).toEqual(["aç.txt"]);
  expect(await kept[0]?.text).toBe("abcde");
  expect(told.flatMap((one) => one?.state === "coming" ? [one.got] : [])).toEqual([0, 0, 3, 5]);
  expect(told.at(-1)).toEqual({ state: "here", name: "aç.txt", got: 5 });
  expect(otherwise).toEqual([]);
});

Deno.test("a page that says why there is no file is shown by the browser", async () => {
  for (
    const answer of [
      () => new Response("<p>Espere", { status: 429, headers: ATTACHED }),
      () => new Response("<p>É você mesmo?"),
    ]
  ) {
    const { taker, take, kept, otherwise } = scene({ answer });
    await take();
    expect({ kept, otherwise }).toEqual({ kept: [], otherwise: ["browser"] });
    expect(taker.taking.value).toBe(undefined);
  }
});

Deno.test("what is too large is left to the browser, whether it says so or not", async () => {
  const open: boolean[] = [];
  const saying = scene({
    most: 4,
    answer(signal) {
      signal.addEventListener("abort", () => open.push(false));
      return new Response("12345", { headers: { ...ATTACHED, "content-length": "5" } });
    },
  });
  await saying.take();
  expect(open).toEqual([false]);
  const silent = scene({
    most: 4,
    answer: () => new Response(pieces("123", "45"), { headers: ATTACHED }),
  });
  await silent.take();
  for (const { taker, kept, otherwise } of [saying, silent]) {
    expect({ kept, otherwise }).toEqual({ kept: [], otherwise: ["browser"] });
    expect(taker.taking.value).toEqual({ state: "left" });
  }
});

Deno.test("what breaks off is told, and nothing is kept of it", async () => {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new Uint8Array(3)),
    pull: (controller) => controller.error(new TypeError("cut")),
  });
  const { taker, take, kept } = scene({ answer: () => new Response(body, { headers: ATTACHED }) });
  await take();
  expect(kept).toEqual([]);
  expect(taker.taking.value).toEqual({ state: "broken" });
});

Deno.test("who cancels lets go of the request, and sees nothing more of it", async () => {
  const asked = Promise.withResolvers<void>();
  const { taker, take, kept, otherwise } = scene({
    answer: (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        asked.resolve();
      }),
  });
  const taken = take();
  await asked.promise;
  expect(taker.taking.value?.state).toBe("coming");
  taker.cancel();
  await taken;
  expect(taker.taking.value).toBe(undefined);
  expect({ kept, otherwise }).toEqual({ kept: [], otherwise: [] });
});

Deno.test("a second file takes the place of the first", async () => {
  const first = Promise.withResolvers<Response>();
  let n = 0;
  const { take, kept } = scene({
    answer: () => n++ === 0 ? first.promise : new Response("2", { headers: ATTACHED }),
  });
  const old = take();
  await take();
  first.resolve(new Response("1", { headers: ATTACHED }));
  await old;
  expect(await Promise.all(kept.map(({ text }) => text))).toEqual(["2"]);
});
