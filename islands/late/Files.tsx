import type { ComponentChildren, VNode } from "preact";
import { asset } from "fresh/runtime";
import { MessageFiles } from "@/components/message/MessageFiles.tsx";
import type { WithFiles } from "@/components/log/Rows.tsx";
import { lateSheet } from "@/lib/client/late_sheet.ts";
import { lateTexts } from "@/lib/i18n/late_texts.ts";
import { Speech } from "@/lib/i18n/speech.ts";
// All that both use stays in one file: split by who uses it, it would weigh more.
import "../Conversation.tsx";

/** Shows the files of a message. */
export type FilesOf = (message: WithFiles) => ComponentChildren;

const PICTURE = ".files a.pic";

/** All that it takes to show files: the looks, and the words in the language of `speech`. */
export async function openFiles(speech: Speech<"chat">): Promise<FilesOf> {
  const [texts] = await Promise.all([
    lateTexts("files", speech.locale),
    lateSheet(asset("/styles/files.css")),
  ]);
  const { locale, dates: { zone } } = speech;
  const said = new Speech<"files">({ locale, zone, texts });
  watchPictures();
  const drawn = new WeakMap<object, VNode>();
  // What has not changed is the same again, so that a log does not draw it anew with each message.
  return ({ files }) => {
    if (!files) return undefined;
    const vnode = drawn.get(files) ?? <MessageFiles files={files} texts={said} />;
    drawn.set(files, vnode);
    return vnode;
  };
}

let watched = false;

/** A picture that cannot be had shows its name instead; also one of the page that the server made. */
function watchPictures(): void {
  if (watched) return;
  watched = true;
  document.addEventListener("error", ({ target }) => mark(target), { capture: true });
  for (const image of document.querySelectorAll<HTMLImageElement>(`${PICTURE} img`)) {
    if (image.complete && image.naturalWidth === 0) mark(image);
  }
}

function mark(target: EventTarget | null): void {
  if (!(target instanceof HTMLImageElement)) return;
  target.closest(PICTURE)?.classList.add("broken");
}
