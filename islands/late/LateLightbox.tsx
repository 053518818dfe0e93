import type { ShownPicture } from "@/components/message/shown_pictures.ts";
import { Coming } from "@/components/ui/Coming.tsx";
import { useLate } from "@/components/ui/use_late.ts";
import type { Conversation } from "@/lib/client/conversation.ts";
import { lateTexts } from "@/lib/i18n/late_texts.ts";
import { Speech } from "@/lib/i18n/speech.ts";

interface LateLightboxProps {
  talk: Conversation;
  /** In their order; never empty. */
  pictures: readonly ShownPicture[];
  /** The file at which it was opened, by its id. */
  first: string;
  close: () => void;
  speech: Speech<"chat">;
}

/** Pictures one by one; their code comes when the first is opened. */
export function LateLightbox({ talk, pictures, first, close, speech }: LateLightboxProps) {
  const late = useLate(first, () => openLightbox(speech));
  if (!late.value) return <Coming {...{ late, speech }} />;
  const { Lightbox, texts } = late.value;
  const { life: { me }, today } = talk;
  return <Lightbox {...{ pictures, first, close, texts }} me={me.value.id} now={today.value} />;
}

async function openLightbox({ locale, dates: { zone } }: Speech<"chat">) {
  const [{ default: Lightbox }, texts] = await Promise.all([
    import("./Lightbox.tsx"),
    lateTexts("files", locale),
  ]);
  return { Lightbox, texts: new Speech<"files">({ locale, zone, texts }) };
}
