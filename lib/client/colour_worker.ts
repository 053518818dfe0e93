import type { Markup } from "@/lib/markup/markup.ts";

/** What the worker is asked for. */
export interface ColourJob {
  code: string;
  language: string;
}

/** What the worker says: that it is ready, or a job's outcome, where `null` is code that stays plain. */
export type ColourAnswer = "ready" | Markup | null;

/** The address of this module, which is the page's way to find out what a worker is to be made of. */
export const address = import.meta.url;

/** Answers jobs: what this module does inside of a worker. */
async function work(): Promise<void> {
  const { colourCode } = await import("@/lib/markup/colour_code.ts");
  const answer = (what: ColourAnswer) => postMessage(what);
  addEventListener("message", ({ data }: MessageEvent<ColourJob>) => {
    answer(colourCode(data.code, data.language) ?? null);
  });
  answer("ready");
}

if ("DedicatedWorkerGlobalScope" in globalThis) void work();
