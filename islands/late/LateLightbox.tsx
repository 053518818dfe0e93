import { picturesOf } from "@/components/message/shown_pictures.ts";
import { useLate } from "@/components/ui/use_late.ts";
import type { Message } from "@/lib/chat/model.ts";
import type { Conversation } from "@/lib/client/conversation.ts";
import { lateTexts } from "@/lib/i18n/late_texts.ts";
import { Speech } from "@/lib/i18n/speech.ts";

interface LateLightboxProps {
  talk: Conversation;
  /** The message at whose picture it was opened, and that file's id. */
  message: Message;
  file: string;
  close: () => void;
  speech: Speech<"chat">;
}

/** The pictures of the conversation one by one; their code comes when the first is opened. */
export function LateLightbox({ talk, message, file, close, speech }: LateLightboxProps) {
  const late = useLate(true, () => openLightbox(speech), close);
  if (!late) return null;
  const all = picturesOf(talk.feed.messages.value);
  // What is beside the conversation may be older than what is loaded of it.
  const isThere = all.some((one) => one.file.id === file);
  return (
    <late.Lightbox
      pictures={isThere ? all : picturesOf([message])}
      first={file}
      me={talk.life.me.value.id}
      now={talk.today.value}
      {...{ close }}
      texts={late.texts}
    />
  );
}

async function openLightbox({ locale, dates: { zone } }: Speech<"chat">) {
  const [{ default: Lightbox }, texts] = await Promise.all([
    import("./Lightbox.tsx"),
    lateTexts("files", locale),
  ]);
  return { Lightbox, texts: new Speech<"files">({ locale, zone, texts }) };
}
