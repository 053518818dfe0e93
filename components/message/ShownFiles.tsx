import type { ComponentChildren } from "preact";
import { asset, Head } from "fresh/runtime";
import type { Message } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { MessageFiles } from "./MessageFiles.tsx";

/** The sheet of whatever shows files; only a page with files has it. */
export function FilesSheet() {
  return (
    <Head>
      <link key="files" rel="stylesheet" href={asset("/styles/files.css")} />
    </Head>
  );
}

/** Shows the files of messages on a page that the server makes. */
export function filesWith(
  texts: Speech<"files">,
): (message: Pick<Message, "files">) => ComponentChildren {
  return ({ files }) =>
    files && (
      <>
        <FilesSheet />
        <MessageFiles {...{ files, texts }} />
      </>
    );
}
