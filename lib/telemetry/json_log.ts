import type { Log, LogFields } from "@/lib/chat/log.ts";

/** How much is written: a line of this weight or more. */
export type LogLevel = "debug" | "info" | "warn" | "error";

const WEIGHT: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

// What a terminal or a log viewer would act on: controls and direction-changing characters. A name
// can hold none of them, a header can.
const UNSAFE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * One line of JSON an event, always one line, whatever stands in the fields.
 *
 * @param write takes a line without its end
 */
export function jsonLog(level: LogLevel, write: (line: string) => void): Log {
  function line(weight: LogLevel, event: string, fields: LogFields = {}): void {
    if (WEIGHT[weight] < WEIGHT[level]) return;
    const text = JSON.stringify({ at: new Date().toISOString(), level: weight, event, ...fields });
    write(text.replace(UNSAFE, escape));
  }
  return {
    info: (event, fields) => line("info", event, fields),
    warn: (event, fields) => line("warn", event, fields),
    error: (event, fields) => line("error", event, fields),
  };
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
