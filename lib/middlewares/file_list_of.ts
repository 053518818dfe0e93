import { Invalid } from "@/lib/chat/errors.ts";
import type { FileKind, RoomFileQuery } from "@/lib/chat/store.ts";
import { listOf, numberOf } from "./params.ts";

const KINDS = [
  "image",
  "video",
  "audio",
  "document",
  "other",
] as const satisfies readonly FileKind[];
const ORDERS = ["newest", "oldest", "largest", "smallest", "name"] as const satisfies readonly (
  RoomFileQuery["order"]
)[];
/** UTF-16 units of what is looked for: as long as a name may be. */
const LONGEST = 255;

/** Which files of a room a query asks for; `text`: as it was typed. */
export interface FileList extends Omit<RoomFileQuery, "words"> {
  text: string;
}

/**
 * Which files of a room a query asks for: `q`, `kind`, `from`, `order`, `limit`, `offset`.
 *
 * @throws {Invalid} if one of them is none of what it may be
 */
export function fileListOf(query: URLSearchParams): FileList {
  const text = query.get("q") ?? "";
  if (text.length > LONGEST) throw unfit("q");
  return {
    text,
    kind: oneOf(KINDS, query, "kind"),
    from: numberOf(query, "from"),
    order: oneOf(ORDERS, query, "order") ?? "newest",
    limit: listOf(query).limit,
    offset: numberOf(query, "offset") ?? 0,
  };
}

function oneOf<T extends string>(
  values: readonly T[],
  query: URLSearchParams,
  name: string,
): T | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = values.find((one) => one === text);
  if (value === undefined) throw unfit(name);
  return value;
}

function unfit(field: string): Invalid {
  return new Invalid(`Cannot list files: ${field} is not as it should be`, { field });
}
