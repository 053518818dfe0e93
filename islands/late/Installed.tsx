import { render } from "preact";
import { asset } from "fresh/runtime";
import { Toast } from "@/components/ui/Toast.tsx";
import { roomName } from "@/components/rail/named.ts";
import { Keeping } from "@/lib/client/keeping.ts";
import { onLeaving } from "@/lib/client/leaving.ts";
import type { LiveRail } from "@/lib/client/live_rail.ts";
import { roomHere } from "@/lib/client/room_here.ts";
import { ShareShelf } from "@/lib/client/share_shelf.ts";
import { installSiteWorker } from "@/lib/client/site_worker.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

/** Where a share is brought to; see `routes/compartilhar.tsx`. */
const SHARED = "compartilhado";

/** What a page does where its address is secure: it can be read without the host, and be shared to. */
export async function beginInstalled(
  live: LiveRail,
  { current, able }: { current: number | undefined; able: Speech<"able"> },
): Promise<void> {
  const { feed, line } = live;
  const keeping = new Keeping({
    me: () => feed.me.peek(),
    room: () => feed.rooms.peek().find(({ id }) => id === current),
    nameOf: (room) => roomName(room, able.say("news.gone")),
    here: roomHere,
    join: (member) => line.join(member),
  });
  const listening = new AbortController();
  const stop = keeping.start();
  onLeaving(stop, listening.signal);
  live.attend(() => {
    listening.abort();
    stop();
  });
  if (new URLSearchParams(location.search).has(SHARED)) await bringShare();
  const renew = await installSiteWorker({ build: buildOf(), renewed: () => offerReload(able) });
  if (!renew) return;
  // The host may come back as another build.
  live.attend(line.join({ heard: ({ t }) => t === "welcome" && renew(), ended() {} }));
}

function buildOf(): string {
  return new URL(asset("/sw.js"), location.href).searchParams.get("__frsh_c") ?? "";
}

function offerReload(able: Speech<"able">): void {
  const place = document.createElement("div");
  document.body.append(place);
  const action = { label: able.say("renewed.reload"), run: () => location.reload() };
  render(<Toast text={able.say("renewed")} action={action} />, place);
}

/** What another app has shared is brought to the room as if it were dropped there. */
async function bringShare(): Promise<void> {
  history.replaceState(history.state, "", location.pathname);
  const share = await new ShareShelf().take();
  const area = document.querySelector<HTMLTextAreaElement>("#escrever");
  if (!share || !area) return;
  if (share.text && area.value === "") {
    area.value = share.text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (share.files.length === 0) return;
  const dataTransfer = new DataTransfer();
  for (const file of share.files) dataTransfer.items.add(file);
  area.dispatchEvent(
    new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }),
  );
}
