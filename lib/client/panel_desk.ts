import { signal } from "@preact/signals";
import type { ServerFrame } from "@/lib/chat/server_frame.ts";
import type { Conversation } from "./conversation.ts";
import { pinsOf } from "./message_deeds.ts";
import { openLine } from "./open_line.ts";
import { PagedList } from "./paged_list.ts";
import {
  FILES_AT_ONCE,
  filesOf,
  type FilesPage,
  hitsOf,
  type Member,
  membersOf,
  type RoomFile,
} from "./room_lists.ts";
import { RoomPresence } from "./room_presence.ts";
import { RoomSearch } from "./room_search.ts";
import { SideList } from "./side_list.ts";

/** The files of a room of one kind. */
export type FileList = PagedList<RoomFile, FilesPage>;

/**
 * What the panel shows of a room, kept as long as the page lives: what was seen once is there at
 * once, and is kept true by what the page hears.
 */
export class PanelDesk {
  readonly presence = new RoomPresence(openLine());
  readonly members: PagedList<Member>;
  readonly pins: SideList;
  readonly search: RoomSearch;
  /** The kind of files that is looked through; "": all. */
  readonly kind = signal("");
  readonly #room: number;
  readonly #files = new Map<string, FileList>();

  constructor({ feed, life }: Pick<Conversation, "feed" | "life">) {
    const room = this.#room = life.room.value.id;
    this.members = new PagedList(async (_, signal) => ({ rows: await membersOf(room, signal) }));
    this.search = new RoomSearch((words, next, signal) => hitsOf({ room, words, next }, signal));
    this.pins = new SideList({
      room,
      line: openLine(),
      shown: feed.messages,
      belongs: ({ pinned = false }) => pinned,
      load: async () => ({ messages: await pinsOf(room), more: false }),
    });
  }

  /** The room's files of a kind; "": all of them. */
  files(kind: string): FileList {
    const known = this.#files.get(kind);
    if (known) return known;
    const list: FileList = new PagedList((next, signal) =>
      filesOf({ room: this.#room, kind, next }, signal)
    );
    this.#files.set(kind, list);
    return list;
  }

  /** Begins to listen. Gives back how to stop that. */
  start(): () => void {
    const letGo = [
      this.presence.start(),
      openLine().join({ heard: (frame) => this.#hear(frame), ended() {} }),
    ];
    return () => letGo.forEach((leave) => leave());
  }

  #hear(frame: ServerFrame): void {
    if (frame.t === "welcome") {
      refresh(this.members);
      this.#refreshFiles();
    }
    if (frame.t !== "events" || frame.room !== this.#room) return;
    if (frame.messages.some(({ kind }) => kind === "system")) refresh(this.members);
    if (frame.messages.some(({ files, deleted }) => files || deleted)) this.#refreshFiles();
  }

  #refreshFiles(): void {
    for (const list of this.#files.values()) {
      // Whoever has looked far into it stays where they are.
      if (list.rows.value.length <= FILES_AT_ONCE) refresh(list);
    }
  }
}

/** What nobody has asked for yet need not be known anew. */
function refresh(list: Pick<FileList | PagedList<Member>, "state" | "refresh">): void {
  if (list.state.value !== "idle") void list.refresh();
}
