import type { Log, LogFields } from "@/lib/chat/log.ts";

/** One line of a log. */
export interface LogLine {
  level: "info" | "warn" | "error";
  event: string;
  fields: LogFields;
}

/** A log that keeps its lines. */
export class RecordingLog implements Log {
  readonly lines: LogLine[] = [];

  info(event: string, fields: LogFields = {}): void {
    this.lines.push({ level: "info", event, fields });
  }

  warn(event: string, fields: LogFields = {}): void {
    this.lines.push({ level: "warn", event, fields });
  }

  error(event: string, fields: LogFields = {}): void {
    this.lines.push({ level: "error", event, fields });
  }

  /** The lines of one event. */
  of(event: string): LogLine[] {
    return this.lines.filter((line) => line.event === event);
  }
}
