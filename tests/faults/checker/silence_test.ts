import { expect } from "expect";
import { Case, told } from "./case.ts";
import { longestSilence } from "./silence.ts";

const BRUNO = { by: "Bruno/geral", room: 1 };

Deno.test("silence lasts from the ack to the moment when the message is seen", () => {
  const episode = new Case();
  const um = episode.posts("Ana", "um");
  const acked = episode.now;
  episode.sees(told(um));
  const { ms, what } = longestSilence(episode.evidence, [{ ...BRUNO, from: 0, to: Infinity }]);
  expect(ms).toBe(episode.now - acked);
  expect(what).toContain("Bruno/geral did not hear Ana/geral");
});

Deno.test("whoever is away hears nothing and misses nothing", () => {
  const episode = new Case();
  const um = episode.posts("Ana", "um");
  const back = episode.now + 1;
  episode.wants("Ana", { kind: "post", body: "dois" });
  episode.sees(told(um));
  const there = [{ ...BRUNO, from: back, to: Infinity }];
  expect(longestSilence(episode.evidence, there).ms).toBe(episode.now - back);
});
