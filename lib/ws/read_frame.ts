import { Buffer } from "node:buffer";
import { LIMITS } from "@/lib/chat/limits.ts";
import { ClientId, Id } from "@/lib/chat/model.ts";
import { ClientFrame, CLOSE } from "@/lib/chat/protocol.ts";

/** What can be told of a frame that does not fit: enough to say which one it was. */
export interface Unfit {
  re?: string;
  id?: string;
  room?: number;
  message: string;
}

/** What something that was meant as a frame turned out to be. */
export type Fitting = { kind: "frame"; frame: ClientFrame } | { kind: "unfit"; unfit: Unfit };

/** What a client's frame turned out to be; `close`: the socket must be closed with that code. */
export type Reading = Fitting | { kind: "close"; code: number; why: string };

const LONGEST_T = 32;

/** Reads what came over a socket; never throws. */
export function readFrame(data: unknown): Reading {
  if (typeof data !== "string") return { kind: "close", code: CLOSE.badFrame, why: "binary" };
  if (isTooLong(data)) return { kind: "close", code: CLOSE.tooBig, why: "too_big" };
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return { kind: "close", code: CLOSE.badFrame, why: "not_json" };
  }
  return fitFrame(json);
}

/** Reads what was JSON already; never throws. */
export function fitFrame(json: unknown): Fitting {
  const parsed = ClientFrame.safeParse(json);
  if (parsed.success) return { kind: "frame", frame: parsed.data };
  return { kind: "unfit", unfit: describe(json, parsed.error.issues[0]?.path ?? []) };
}

// UTF-8 has at least one byte and at most three for each unit of UTF-16.
function isTooLong(text: string): boolean {
  if (text.length > LIMITS.frame) return true;
  return text.length * 3 > LIMITS.frame && Buffer.byteLength(text) > LIMITS.frame;
}

function describe(json: unknown, path: readonly PropertyKey[]): Unfit {
  const given: Record<string, unknown> = typeof json === "object" && json !== null
    ? { ...json }
    : {};
  const { t, id, room } = given;
  const named = typeof t === "string" && t.length <= LONGEST_T;
  const field = String(path[0] ?? "t");
  return {
    ...(named ? { re: t } : {}),
    ...(ClientId.safeParse(id).success ? { id: String(id) } : {}),
    ...(Id.safeParse(room).success ? { room: Number(room) } : {}),
    message: `Cannot read the frame: "${field}" is not what conexao.v1 wants`,
  };
}
