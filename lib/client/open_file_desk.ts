import { effect } from "@preact/signals";
import { systemClock } from "@/lib/chat/clock.ts";
import type { Room, User } from "@/lib/chat/model.ts";
import { askApi } from "./ask_api.ts";
import { newClientId } from "./client_id.ts";
import type { Composer } from "./composer.ts";
import { FileDesk } from "./file_desk.ts";
import { sharedUploads } from "./indexed_uploads.ts";
import { openLine } from "./open_line.ts";
import { liveWithPage } from "./page_life.ts";
import type { RoomFeed } from "./room_feed.ts";
import { TabClaims } from "./tab_claims.ts";
import { type FileLimits, Uploads, type UploadsParts } from "./uploads.ts";

/** In which room, and as whom, somebody sends files. */
export interface FileDeskPlace {
  store: string;
  me: User;
  room: Room;
  feed: Pick<RoomFeed, "share" | "outgoing">;
  composer: { ask(act: (composer: Composer) => void): Promise<void> };
}

const CHANNEL = "conexao:files";

/** Makes the desk of a room's page, which lives as long as that. */
export function openFileDesk(
  { store, me, room, feed, composer }: FileDeskPlace,
  pastedName: string,
): FileDesk {
  const line = openLine();
  const claims = new TabClaims({
    channel: new BroadcastChannel(CHANNEL),
    clock: systemClock,
    mine: () => uploads.keys,
  });
  const uploads: Uploads = new Uploads({
    ...{ owner: { store, id: me.id, name: me.name }, room: room.id, shelf: sharedUploads() },
    ...{ tab: newClientId(), clock: systemClock, transport, limits, outgoing: feed.outgoing },
    free: (keys) => claims.free(keys),
    post: (to, message) => feed.share(to, message),
    giveBack: ({ body, replyTo }) =>
      void composer.ask((composer) => composer.takeBack(body, replyTo)),
  });
  const area = document.querySelector<HTMLTextAreaElement>("#escrever");
  if (!area) throw new Error("Cannot take files: there is no field");
  const desk = new FileDesk({ uploads, area, pastedName, clock: systemClock });
  liveWithPage({ start: () => desk.start(), stop: () => desk.stop() });
  line.phase.subscribe((phase) => phase === "open" && uploads.hurry());
  addEventListener("online", () => uploads.hurry());
  // What is written beside files is sent by it.
  effect(() => void (uploads.list.value[0] && composer.ask(() => {})));
  return desk;
}

async function transport(): ReturnType<UploadsParts["transport"]> {
  return (await import("./tus_transport.ts")).tusTransport;
}

async function limits(): Promise<FileLimits | undefined> {
  const answer = await askApi("files/limits").catch(() => undefined);
  const told: unknown = answer instanceof Object ? Reflect.get(answer, "limits") : undefined;
  if (!(told instanceof Object && "file" in told && "left" in told)) return undefined;
  const { file, left } = told;
  return typeof file === "number" && typeof left === "number" ? { file, left } : undefined;
}
