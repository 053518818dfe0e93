import type { MenuKey } from "@/components/message/menu_items.ts";
import { roomName } from "@/components/rail/named.ts";
import { reasonFor } from "@/components/message/reason.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import type { Message, Room } from "@/lib/chat/model.ts";
import { newClientId } from "@/lib/client/client_id.ts";
import type { Conversation } from "@/lib/client/conversation.ts";
import { copyText } from "@/lib/client/copy_text.ts";
import { DeedError } from "@/lib/client/deed_requests.ts";
import * as deeds from "@/lib/client/message_deeds.ts";
import type { Opened, Opening } from "@/lib/client/message_focus.ts";
import { rememberEmoji } from "@/lib/client/recent_emoji.ts";
import { isolate } from "@/lib/i18n/isolate.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

/** A sentence about what was done, and what can be done about it. */
export interface Told {
  text: string;
  action?: { label: string; run: () => void };
}

/** What all that is done with messages works with. */
export interface ActsProps {
  talk: Conversation;
  /** Until when the person may not write, in milliseconds since the epoch. */
  mutedUntil: number | undefined;
  speech: Speech<"chat">;
  tell: (told: Told) => void;
  /** Places in the room of what the person has put aside. */
  saved: { value: ReadonlySet<number> };
}

/** What is open at a message; `done`: nothing any more. */
export type Step = Opening | "forward" | "readers" | "report" | "done";

interface Here {
  opened: Opened;
  message: Message;
  step: { value: Step };
}

/** What is done with one message once it is chosen; whatever fails is told. */
export class Acts {
  readonly #props: ActsProps;
  readonly #here: Here;
  /** Of what is passed on: once, however often it is tried. */
  readonly #id = newClientId();

  constructor(props: ActsProps, here: Here) {
    this.#props = props;
    this.#here = here;
  }

  /** Closes what is open, and goes back to the message. */
  close(): void {
    const { opened: { row }, message, step } = this.#here;
    // A dialog tells that it was closed when others may have the focus already.
    if (step.value === "done") return;
    step.value = "done";
    // As long as it is open nothing behind it takes the focus.
    document.querySelector<HTMLDialogElement>("dialog[open]")?.close();
    const same = row.isConnected
      ? row
      : document.querySelector<HTMLElement>(`article[data-seq="${message.seq}"]`);
    same?.focus({ preventScroll: true });
  }

  /** What was chosen from the menu. */
  choose(key: MenuKey | "react"): void {
    const { talk } = this.#props;
    const { message, step } = this.#here;
    switch (key) {
      case "copy":
        return void this.#copy(message.body, "menu.copied");
      case "link": {
        const path = `/r/${talk.life.room.value.slug}/${message.seq}`;
        return void this.#copy(location.origin + path, "menu.linked");
      }
      case "keep":
        return void this.#keep();
      case "pin":
        this.close();
        return talk.feed.pin(message.seq, !message.pinned);
      case "unread":
        this.close();
        talk.life.reading.unreadFrom(message.seq);
        return talk.divider.place(message.seq - 1);
      case "reply":
        this.close();
        return talk.reply(message);
      case "edit":
        this.close();
        return talk.editMessage(message);
      case "thread":
      case "pins":
        step.value = "done";
        talk.opened.value = { ...this.#here.opened, what: key };
        return;
      default:
        step.value = key;
    }
  }

  /** Adds a reaction, or takes it back. */
  react(emoji: string, on: boolean): void {
    if (on) rememberEmoji(emoji);
    this.close();
    this.#props.talk.feed.react(this.#here.message.seq, emoji, on);
  }

  /** Passes the message on. */
  forward(room: Room): Promise<void> {
    const { speech } = this.#props;
    return this.#attempt(async () => {
      await deeds.forward(this.#here.message, { id: this.#id, room: room.id });
      const name = roomName(room, speech.say("person.gone"));
      const run = () => location.assign(`/r/${room.slug}`);
      return {
        text: speech.say("forward.done", { room: isolate(name) }),
        action: { label: speech.say("forward.open"), run },
      };
    });
  }

  /** Tells those who see to the room. */
  report(reason: string): Promise<void> {
    return this.#attempt(async () => {
      await deeds.report(this.#here.message, reason);
      return { text: this.#props.speech.say("report.done") };
    });
  }

  /** Deletes the message; that of somebody else can be brought back for a while. */
  async remove(): Promise<void> {
    const { talk, speech } = this.#props;
    const { message } = this.#here;
    if (message.author.id === talk.life.me.value.id) {
      this.close();
      return talk.feed.remove(message.seq);
    }
    await this.#attempt(async () => {
      const undo = await deeds.removeMessage(message);
      const text = speech.say("message.deleted");
      if (undo === undefined) return { text };
      const run = () => void this.#attempt(() => deeds.undo(undo));
      return { text, action: { label: speech.say("menu.undo"), run } };
    });
  }

  async #keep(): Promise<void> {
    const { saved, speech } = this.#props;
    const { seq } = this.#here.message;
    const on = !saved.value.has(seq);
    await this.#attempt(async () => {
      await deeds.save(this.#here.message, on);
      const others = [...saved.value].filter((one) => one !== seq);
      saved.value = new Set(on ? [...others, seq] : others);
      return { text: speech.say(on ? "menu.kept" : "menu.unkept") };
    });
  }

  async #copy(text: string, done: "menu.copied" | "menu.linked"): Promise<void> {
    const { speech, tell } = this.#props;
    const copied = await copyText(text, document.querySelector("dialog[open]") ?? undefined);
    this.close();
    tell({ text: speech.say(copied ? done : "menu.failed") });
  }

  async #attempt(deed: () => Promise<Told | void>): Promise<void> {
    this.close();
    await this.#perform(deed);
  }

  async #perform(deed: () => Promise<Told | void>): Promise<void> {
    const { speech, tell } = this.#props;
    try {
      const told = await deed();
      if (told) tell(told);
    } catch (error) {
      const code = error instanceof DeedError ? error.code : undefined;
      if (code !== undefined) {
        return tell({ text: speech.say("menu.refused", { why: whyNot(code, speech) }) });
      }
      // Nobody knows whether it was done; all of them can be done again without harm.
      const again = { label: speech.say("message.retry"), run: () => void this.#perform(deed) };
      tell({ text: speech.say("menu.failed"), action: again });
    }
  }
}

function whyNot(code: string, speech: Speech<"chat">): string {
  switch (code) {
    case "conflict":
    case "forbidden":
    case "not_found":
    case "too_large":
      return speech.say(`menu.${code}`);
    default:
      return reasonFor(code, LIMITS.body, speech);
  }
}
