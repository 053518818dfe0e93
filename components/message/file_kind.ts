import type { SharedFile } from "@/lib/chat/model.ts";

/** A picture that has previews, with its size in pixels. */
export type Picture = SharedFile & { width: number; height: number };

const LONGEST_ENDING = 5;
/** What a recorded voice is called where it comes from the composer: "voz-….webm". */
const VOICE = /^(?:voz|voice)-[\w-]+\.(?:webm|ogg|oga|m4a|mp4)$/;

/** Whether a file is shown as a picture. */
export function isPicture(file: SharedFile): file is Picture {
  return file.width !== undefined && file.height !== undefined;
}

/** How a file that is no picture is shown: in a player, or as a card alone. */
export function playerFor({ type, name }: SharedFile): "video" | "audio" | undefined {
  if (type.startsWith("audio/") || VOICE.test(name)) return "audio";
  return type.startsWith("video/") ? "video" : undefined;
}

/** Whether somebody spoke it into the composer. */
export function isVoice(file: SharedFile): boolean {
  return playerFor(file) === "audio" && VOICE.test(file.name);
}

/** The ending of a name, where it is short enough to stand for an icon. */
export function endingOf(name: string): string | undefined {
  const dot = name.lastIndexOf(".");
  const ending = name.slice(dot + 1);
  const fits = dot > 0 && ending.length <= LONGEST_ENDING && /^[\p{L}\p{N}]+$/u.test(ending);
  return fits ? ending : undefined;
}
