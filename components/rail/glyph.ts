import type { RoomKind } from "@/lib/chat/model.ts";
import type { IconName } from "../ui/Icon.tsx";

const GLYPHS: Readonly<Record<RoomKind, IconName>> = {
  public: "hash",
  private: "lock",
  announcement: "horn",
  direct: "users",
};

/** The icon that stands before a room's name. */
export function glyphOf(kind: RoomKind): IconName {
  return GLYPHS[kind];
}
