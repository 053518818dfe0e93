/** What a log line may carry: names of things and numbers, never a body, a token or a password. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where the parts write what an operator should know; `event` is a fixed dotted word. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** Takes every line and keeps none. */
export const silentLog: Log = { info() {}, warn() {}, error() {} };
