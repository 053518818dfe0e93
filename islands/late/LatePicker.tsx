import { EmojiPicker } from "@/components/message/EmojiPicker.tsx";
import { drawDown } from "@/lib/client/draw_down.ts";
import { recentEmoji } from "@/lib/client/recent_emoji.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

interface LatePickerProps {
  /** In pixels of the window: its upper right corner. */
  at: { x: number; y: number };
  choose: (emoji: string) => void;
  close: () => void;
  speech: Speech<"chat">;
}

/** The choice of emoji, whose book comes when it is first opened. */
export function LatePicker(props: LatePickerProps) {
  const load = async () =>
    await (await import("@/lib/emoji/emoji_book.ts")).loadEmojiBook(props.speech.locale);
  return <EmojiPicker {...props} load={load} recent={recentEmoji()} follow={drawDown} />;
}
