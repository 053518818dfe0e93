import { Invalid } from "@/lib/chat/errors.ts";
import { HtmlWriter } from "./html_writer.tsx";
import { JsonlWriter } from "./jsonl_writer.ts";
import type { Exported, RoomWriter } from "./room_writer.ts";
import { TextWriter } from "./text_writer.ts";

/** What a room can be written as. */
export type ExportFormat = "html" | "jsonl" | "txt";

/** The formats, in the order in which they are offered. */
export const EXPORT_FORMATS: readonly ExportFormat[] = ["html", "txt", "jsonl"];

/** Types of content by format. */
export const EXPORT_TYPES: Readonly<Record<ExportFormat, string>> = {
  html: "text/html; charset=utf-8",
  jsonl: "application/jsonl; charset=utf-8",
  txt: "text/plain; charset=utf-8",
};

/** Reads a format. @throws {Invalid} `field` "format", if it is none */
export function parseFormat(text: string | null): ExportFormat {
  const format = EXPORT_FORMATS.find((one) => one === text);
  if (format !== undefined) return format;
  throw new Invalid(`Cannot export: format is one of ${EXPORT_FORMATS.join(", ")}`, {
    field: "format",
  });
}

/** What writes a room in a format. */
export async function openWriter(format: ExportFormat, exported: Exported): Promise<RoomWriter> {
  if (format === "html") return await HtmlWriter.open(exported);
  return format === "txt" ? new TextWriter(exported) : new JsonlWriter(exported);
}
