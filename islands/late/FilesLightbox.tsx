import type { Signal } from "@preact/signals";
import { isPicture } from "@/components/message/file_kind.ts";
import type { RoomFile } from "@/lib/client/room_lists.ts";
import { LateLightbox } from "./LateLightbox.tsx";
import type { PartProps } from "./panel_parts.ts";

interface FilesLightboxProps extends PartProps {
  rows: readonly RoomFile[];
  /** The picture that is shown large, by its id. */
  opened: Signal<string | undefined>;
}

/** The pictures of a list of files one by one, in the order in which they were sent. */
export function FilesLightbox({ talk, rows, opened, speech }: FilesLightboxProps) {
  const { value: first } = opened;
  if (first === undefined) return null;
  const pictures = rows
    .flatMap(({ file, author, at }) => isPicture(file) ? [{ file, message: { author, at } }] : [])
    .reverse();
  return (
    <LateLightbox
      {...{ talk, pictures, first, speech }}
      close={() => {
        opened.value = undefined;
        document.querySelector<HTMLElement>(`.panel a[href="/f/${first}"]:not([tabindex])`)
          ?.focus({ preventScroll: true });
      }}
    />
  );
}
