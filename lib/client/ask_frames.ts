import type { Closing } from "@/lib/chat/answered.ts";
import type { Clock } from "@/lib/chat/clock.ts";
import { CLOSE } from "@/lib/chat/subprotocol.ts";

/** The server's frames as the answer to one request. */
export interface Answer {
  frames: unknown[];
  close?: Closing;
}

/** Whether this is how the server hangs up. */
export function isClosing(json: unknown): json is Closing {
  return json instanceof Object && "code" in json && typeof json.code === "number" &&
    "reason" in json && typeof json.reason === "string";
}

// What a frame holds is the socket's to judge: kinds that are unknown here are for newer clients.
function isAnswer(json: unknown): json is Answer {
  return json instanceof Object && "frames" in json && Array.isArray(json.frames) &&
    (!("close" in json) || json.close === undefined || isClosing(json.close));
}

/** A connection that was lost, and nobody said why (RFC 6455, section 7.4.1). */
export const LOST = 1_006;

/** How a request is made. */
export interface Asking {
  clock: Clock;
  /** Milliseconds after which no answer is expected any more. */
  within: number;
  /** Ends it from outside. */
  signal: AbortSignal;
  fetch: typeof fetch;
}

/**
 * Asks for frames; if there are none to be had, the code that a socket would have been closed with.
 * Never throws.
 */
export async function askFrames(
  url: string,
  init: RequestInit,
  { clock, within, signal, fetch }: Asking,
): Promise<Answer | number> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  const late = clock.after(within, stop);
  signal.addEventListener("abort", stop);
  try {
    const response = await fetch(url, { ...init, cache: "no-store", signal: abort.signal });
    if (!response.ok) return codeOf(response.status);
    const json: unknown = await response.json();
    return isAnswer(json) ? json : LOST;
  } catch {
    return LOST;
  } finally {
    late.cancel();
    signal.removeEventListener("abort", stop);
  }
}

function codeOf(status: number): number {
  if (status === 401) return CLOSE.signedOut;
  // Somebody else is signed in on this browser by now.
  if (status === 409) return CLOSE.ended;
  return status === 429 ? CLOSE.flooding : LOST;
}
