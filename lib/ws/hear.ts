import type * as z from "zod/mini";
import type { ClientFrame } from "@/lib/chat/protocol.ts";

/** Makes a wire hear a frame that its client has said in another way, or would have to say. */
export function hear(wire: EventTarget, frame: z.input<typeof ClientFrame>): void {
  wire.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(frame) }));
}
