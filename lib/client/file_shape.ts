import type { SharedFile } from "@/lib/chat/model.ts";
import { isClientId, isCursor, isId, isText, maybe, type Shape, shapeOf } from "./shape.ts";

/** Whether this is a file of a message. */
export const isSharedFile: Shape = shapeOf<SharedFile>({
  ...{ id: isClientId, name: isText, size: isCursor, type: isText },
  ...{ width: maybe(isId), height: maybe(isId) },
});
