import * as z from "zod/mini";
import type { Hint } from "@/lib/chat/bus.ts";
import { Cursor, Id } from "@/lib/chat/model.ts";

const News = z.strictObject({ room: Id, rev: Cursor });

/** A hint as it travels. */
export function writeNews({ room, rev }: Hint): string {
  return JSON.stringify({ room, rev });
}

/** The hint that `payload` carries; `undefined` if it is none. */
export function readNews(payload: string): Hint | undefined {
  try {
    const parsed = News.safeParse(JSON.parse(payload));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
