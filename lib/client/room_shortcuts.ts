import type { Conversation } from "./conversation.ts";
import { ROOM_KEYS } from "./key_tables.ts";
import type { RoomChord } from "./shortcuts.ts";
import { turnLog } from "./turn_log.ts";

/** Does in a room what its keys ask for. */
export async function runInRoom(chord: RoomChord, talk: Conversation): Promise<void> {
  const { scroll: { log }, divider } = talk;
  const deed = ROOM_KEYS[chord];
  switch (deed) {
    case "upload":
      return talk.files.ask((desk) => desk.take("click", []));
    case "end":
      return await leaveOff(talk);
    case "news":
      if (divider.begins !== undefined) await talk.toNews();
      return;
    case "first":
      return void await talk.toFirst();
    case "last": {
      const inside = log?.contains(document.activeElement);
      await talk.toNewest();
      if (inside) focusLast(log);
      return;
    }
    case "pageUp":
    case "pageDown":
      // That of the panel, if one is in there.
      return turnLog(
        document.activeElement?.closest(".log") ?? log,
        deed === "pageUp" ? -1 : 1,
      );
  }
}

/** Leaves what is begun; else what is new or far away; and the log for the field. */
async function leaveOff(talk: Conversation): Promise<void> {
  const { divider, scroll, composer } = talk;
  const written = composer.loaded.value;
  if (written?.writing.mode.value) return written.cancel();
  const inside = scroll.log?.contains(document.activeElement);
  if (divider.news.value !== undefined || !scroll.atEnd.value) {
    divider.dismiss();
    await talk.toNewest();
  } else if (!inside) return;
  composer.focus();
}

/** The row may have to be drawn first. */
function focusLast(log: HTMLElement | undefined): void {
  requestAnimationFrame(() => {
    const rows = log?.querySelectorAll<HTMLElement>(".msg, .sys");
    rows?.item(rows.length - 1).focus({ preventScroll: true });
  });
}
