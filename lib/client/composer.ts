import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Clock, Timer } from "@/lib/chat/clock.ts";
import type { SharedFile } from "@/lib/chat/model.ts";
import type { Quotable } from "./api_answers.ts";
import { readBegun, saveBegun } from "./begun.ts";
import { type Command, readCommand } from "./commands.ts";
import type { Completion } from "./completion.ts";
import { type Notice, refusedNotice } from "./composer_notice.ts";
import type { Draft } from "./drafts.ts";
import { WRITING_KEYS } from "./key_tables.ts";
import { type LongDesk, longNotice, overNotice } from "./long_notices.ts";
import { addedTo, isLong } from "./long_text.ts";
import type { Unsent } from "./entry.ts";
import type { RoomFeed } from "./room_feed.ts";
import { chordOf } from "./shortcuts.ts";
import { type Refusal, refusalOf } from "./text_refusal.ts";
import { Typing } from "./typing.ts";
import { whenStored } from "./when_stored.ts";
import { Writing } from "./writing.ts";

/** What a composer works with. */
export interface ComposerParts {
  area: HTMLTextAreaElement;
  draft: Draft;
  feed: Pick<RoomFeed, "messages" | "unsent" | "refusals" | "edit" | "discard">;
  /** The person who writes. */
  me: number;
  completion: Completion;
  /** Does what a command says. Resolves with what there is to tell of it. */
  run(command: Command, rest: string): Promise<Notice | undefined>;
  /** Asks for a message of the room that is not at hand. */
  find(seq: number): Promise<Quotable | undefined>;
  /** Takes a message on, perhaps in reply to the stored one `replyTo`. */
  post(body: string, replyTo?: number): void;
  /** The files that go with what is written. */
  files: {
    /** There are some. */
    wait(): boolean;
    /** Takes those of a message back that is to be written anew. */
    takeBack(files: SharedFile[]): void;
    /** Makes one of words. */
    attach(text: string): void;
  };
  /** Tells the others that one writes, or no more. */
  tell(on: boolean): void;
  /** Turns the log by a page: 1 towards the newest message, -1 towards the oldest. */
  turn(by: 1 | -1): void;
  /** Whether there is nothing else that Escape could be meant for. */
  idle(): boolean;
  clock: Clock;
  /** Longest message, in UTF-16 units. */
  longest: number;
}

const KEYS: Readonly<Record<string, string>> = WRITING_KEYS;
const SAVE_AFTER = 500;
/** Safari says 229 for a key that an input method has taken, when `isComposing` is over already. */
const TAKEN_BY_INPUT_METHOD = 229;

/** What is done in the field in which a message is written: its keys, its modes, what it refuses. */
export class Composer {
  /** How long the text is, in UTF-16 units. */
  readonly length = signal(0);
  /** Why the text was not taken: an error's code. */
  readonly refusal = signal<Refusal | undefined>(undefined);
  /** Whether anything was typed here. */
  readonly touched = signal(false);
  /** What there is to tell, and to decide. */
  readonly notice = signal<Notice | undefined>(undefined);
  readonly area: HTMLTextAreaElement;
  /** What is written cannot be sent. */
  readonly bad: ReadonlySignal<boolean>;
  /** A message is being changed. */
  readonly editing: ReadonlySignal<boolean>;
  /** Longest message, in UTF-16 units. */
  readonly longest: number;
  readonly writing: Writing;
  readonly completion: Completion;
  readonly #parts: ComposerParts;
  readonly #typing: Typing;
  readonly #listening = new AbortController();
  readonly #letGo: (() => void)[];
  #save: Timer | undefined;
  #kept: string;
  /** What was in the field before its last change. */
  #text = "";
  /** An unknown command that was told: sent again, it goes as text. */
  #told: string | undefined;

  constructor(parts: ComposerParts) {
    const { area, draft, feed, clock } = parts;
    this.#parts = parts;
    this.completion = parts.completion;
    this.#typing = new Typing({ send: (on) => parts.tell(on), clock });
    this.writing = new Writing({
      ...{ area, messages: feed.messages, find: parts.find },
      lost: () => this.#lost(),
    });
    this.area = area;
    this.longest = parts.longest;
    this.bad = computed(() => this.refusal.value !== undefined || this.length.value > this.longest);
    this.editing = computed(() => this.writing.mode.value?.kind === "edit");
    this.#measure();
    const { signal } = this.#listening;
    area.addEventListener("blur", () => this.#left(), { signal });
    document.addEventListener("selectionchange", () => this.#look(), { signal });
    addEventListener("pagehide", () => this.#leave(), { signal });
    addEventListener("storage", (event) => this.#heardOf(event), { signal });
    const begun = readBegun(draft);
    this.#kept = JSON.stringify(begun);
    void this.writing.restore(begun).then(() => this.#measure());
    this.#letGo = [effect(() => this.#tellRefusal())];
  }

  /** Lets go of the field; what is in it is not kept. */
  stop(): void {
    this.#listening.abort();
    this.#save?.cancel();
    this.#typing.end();
    this.completion.close();
    this.writing.stop();
    for (const letGo of this.#letGo) letGo();
  }

  /** Takes something that happened in the field. */
  take(event: Event): void {
    if (event instanceof KeyboardEvent) this.#pressed(event);
    else if (event.type === "input") {
      this.#changed(event instanceof InputEvent && event.inputType === "insertFromPaste");
    }
  }

  /** Sends what is written or saves the change, or says why not. */
  submit(): void {
    const text = this.#parts.area.value;
    const mode = this.writing.mode.value;
    const refused = refusalOf(text, this.longest);
    const bare = refused === "blank" && mode?.kind !== "edit";
    const refusal = bare && this.#parts.files.wait() ? undefined : refused;
    this.refusal.value = bare ? undefined : refusal;
    if (refusal === "too_large") this.#offerParts(text);
    if (refusal !== undefined) return;
    this.notice.value = undefined;
    if (mode?.kind === "edit") this.#saveChange(mode.message, text);
    else this.#send(text);
  }

  /** Begins a reply. */
  reply(message: Quotable): void {
    this.writing.reply(message);
    this.#settle();
  }

  /** Begins to change an own message; what was being written is put aside. */
  edit(message: Quotable, text = message.body): void {
    this.writing.edit(message, text);
    this.#settle();
  }

  /** Leaves the reply, or the change without saving it. */
  cancel(): void {
    this.writing.cancel();
    this.#settle();
  }

  /** Puts a text before what is written, to be changed; it is to answer `reply`, if anything. */
  takeBack(text: string, reply?: number): void {
    this.writing.takeBack(text);
    void this.writing.restore({ text, reply });
    this.#settle();
    this.#parts.area.setSelectionRange(text.length, text.length);
  }

  #send(text: string): void {
    const said = readCommand(text);
    if (said.kind === "unknown" && this.#told !== text) {
      this.#told = text;
      this.notice.value = {
        kind: "unknown",
        name: said.name,
        ways: [{ kind: "send", run: () => this.submit() }],
      };
    } else if (said.kind === "command") void this.#run(said, text);
    else this.#post([said.kind === "text" ? said.body : text]);
  }

  async #run({ command, rest }: { command: Command; rest: string }, text: string): Promise<void> {
    if (command === "me" && rest !== "") return this.#post([inItalics(rest)]);
    if (command === "help") return this.#help();
    this.#empty();
    const notice = await this.#parts.run(command, rest);
    if (notice?.failed) this.takeBack(text);
    this.notice.value = notice;
  }

  /** All commands, to choose from. */
  #help(): void {
    this.#parts.area.value = "/";
    this.#settle();
    this.completion.look();
  }

  #post(bodies: readonly string[]): void {
    const { post } = this.#parts;
    const mode = this.writing.mode.value;
    this.#empty();
    bodies.forEach((body, index) => post(body, index === 0 ? mode?.message.seq : undefined));
  }

  #empty(): void {
    this.writing.clear();
    this.notice.value = undefined;
    this.#told = undefined;
    this.#settle();
  }

  /** Saves what was begun now. */
  #keep(): void {
    this.#save?.cancel();
    const { begun } = this.writing;
    const json = JSON.stringify(begun);
    // What is as it was found or left may be another tab's business by now.
    if (json === this.#kept) return;
    this.#kept = json;
    saveBegun(this.#parts.draft, begun, this.#parts.clock.now());
  }

  #leave(): void {
    this.#keep();
    this.#typing.end();
  }

  /** Another tab has written or sent; what was begun here since stays. */
  #heardOf(event: Event): void {
    const { draft, area } = this.#parts;
    const { begun, mode } = this.writing;
    if (!(event instanceof StorageEvent) || event.key !== draft.key || mode.value) return;
    if (JSON.stringify(begun) !== this.#kept) return;
    area.value = draft.read();
    this.#kept = JSON.stringify(this.writing.begun);
    this.#measure();
  }

  #saveChange({ seq, body }: Quotable, text: string): void {
    if (text !== body) this.#parts.feed.edit(seq, text);
    this.cancel();
  }

  #changed(pasted = false): void {
    const { area } = this.#parts;
    this.refusal.value = undefined;
    this.touched.value = true;
    if (this.notice.value?.passing) this.notice.value = undefined;
    this.#measure();
    this.#save?.cancel();
    this.#save = this.#parts.clock.after(SAVE_AFTER, () => this.#keep());
    this.#typing.wrote(area.value);
    this.completion.look();
    const added = addedTo(this.#text, area.value);
    this.#text = area.value;
    if (pasted && isLong(added)) this.#offerCode(added);
  }

  #offerCode(pasted: string): void {
    this.notice.value = longNotice(pasted, this.#longDesk);
  }

  #offerParts(text: string): void {
    if (!this.editing.value) this.notice.value = overNotice(text, this.#longDesk);
  }

  get #longDesk(): LongDesk {
    return {
      ...{ area: this.area, longest: this.longest },
      post: (parts) => this.#post(parts),
      attach: (words) => this.#parts.files.attach(words),
      rewrite: (text) => {
        this.area.value = text;
        this.notice.value = undefined;
        this.#settle();
        if (text.length > this.longest) this.#offerParts(text);
      },
    };
  }

  #pressed(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD) return;
    if (this.completion.pressed(event) || this.#handled(event)) event.preventDefault();
  }

  #handled(event: KeyboardEvent): boolean {
    const { area, turn } = this.#parts;
    switch (KEYS[chordOf(event.key, event)]) {
      case "leave":
        return this.#dismiss();
      case "editLast":
        return area.value === "" && this.#editLast();
      case "pageUp":
      case "pageDown":
        turn(event.key === "PageUp" ? -1 : 1);
        return true;
    }
    return false;
  }

  #dismiss(): boolean {
    if (this.notice.value) this.notice.value = undefined;
    else if (this.writing.mode.value) this.cancel();
    else if (this.#parts.idle()) this.#parts.area.blur();
    else return false;
    return true;
  }

  #editLast(): boolean {
    const { feed, me } = this.#parts;
    const waiting = feed.unsent.value.at(-1);
    if (this.writing.mode.value || waiting?.state === "failed") return false;
    if (waiting) {
      void this.#takeUp(waiting);
      return true;
    }
    const last = feed.messages.value.findLast(({ author, kind, deleted }) =>
      author.id === me && kind === "text" && !deleted
    );
    if (last) this.edit(last);
    return last !== undefined;
  }

  /** Changes a message that is not stored yet: at once if it was never sent, else when it is. */
  async #takeUp(waiting: Unsent): Promise<void> {
    const { feed, area, me } = this.#parts;
    if (await feed.discard(waiting.id)) {
      this.takeBack(waiting.body, waiting.replyTo);
      if (waiting.files) this.#parts.files.takeBack(waiting.files);
      return;
    }
    this.#letGo.push(whenStored(feed, { id: waiting.id, me }, (message) => {
      if (area.value === "") this.edit(message);
    }));
  }

  #tellRefusal(): void {
    const { feed } = this.#parts;
    const refused = feed.refusals.value.at(-1);
    if (!refused) return;
    this.notice.value = refusedNotice(refused, {
      discard: () => {
        this.notice.value = undefined;
        void feed.discard(refused.id);
      },
      again: (seq, text) => {
        const message = feed.messages.peek().find((one) => one.seq === seq && !one.deleted);
        if (message) this.edit(message, text);
        else this.takeBack(text);
      },
    });
  }

  #lost(): void {
    this.#measure();
    this.#keep();
    this.notice.value = { kind: "gone", ways: [] };
  }

  #left(): void {
    this.#typing.end();
    this.completion.close();
  }

  #look(): void {
    if (document.activeElement === this.#parts.area) this.completion.look();
  }

  /** After the text was changed here, and not by keys. */
  #settle(): void {
    const { area } = this.#parts;
    this.#text = area.value;
    this.refusal.value = undefined;
    this.touched.value = true;
    this.#measure();
    this.#keep();
    this.#typing.end();
    this.completion.close();
    area.focus({ preventScroll: true });
  }

  #measure(): void {
    const { area } = this.#parts;
    this.length.value = area.value.length;
    if (CSS.supports("field-sizing", "content")) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }
}

function inItalics(text: string): string {
  const mark = text.includes("*") ? "_" : "*";
  return `${mark}${text}${mark}`;
}
