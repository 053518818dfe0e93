import type { Markup } from "@/lib/markup/markup.ts";

/** What the worker is asked for. */
export interface ColourJob {
  code: string;
  language: string;
}

/**
 * What the worker says to each job: first that all is ready for the language, then the outcome, where
 * `null` is code that stays plain.
 */
export type ColourAnswer = "ready" | Markup | null;

/** The address of this module, which is the page's way to find out what a worker is to be made of. */
export const address = import.meta.url;

async function work({ code, language }: ColourJob): Promise<void> {
  const { colourCode } = await import("@/lib/markup/colour_code.ts");
  const answer = (what: ColourAnswer) => postMessage(what);
  // What a language needs is made with its first code, and takes longer than any code.
  colourCode("", language);
  answer("ready");
  answer(colourCode(code, language) ?? null);
}

if ("DedicatedWorkerGlobalScope" in globalThis) {
  addEventListener("message", ({ data }: MessageEvent<ColourJob>) => void work(data));
}
