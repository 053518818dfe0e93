import { effect, type Signal, signal } from "@preact/signals";
import type { Message } from "@/lib/chat/model.ts";
import type { Announcer, Line } from "./announcer.ts";
import { Attention, pageLooks } from "./attention.ts";
import type { Composer } from "./composer.ts";
import { Divider } from "./divider.ts";
import { Draft } from "./drafts.ts";
import type { FarReading } from "./far_reading.ts";
import type { FileDesk } from "./file_desk.ts";
import { isCovered } from "./is_covered.ts";
import { LateComposer } from "./late_composer.ts";
import { LateFiles } from "./late_files.ts";
import { LateFocus } from "./late_focus.ts";
import { LogScroll } from "./log_scroll.ts";
import type { WritingDesk } from "./make_composer.ts";
import type { MessageFocus, Opened } from "./message_focus.ts";
import type { FileDeskPlace } from "./open_file_desk.ts";
import type { Tool } from "./message_tools.ts";
import { openLine } from "./open_line.ts";
import { liveWithPage } from "./page_life.ts";
import { hearRoomKeys } from "./shortcuts.ts";
import { RoomFeed, type RoomFeedProps } from "./room_feed.ts";
import { roomHere } from "./room_here.ts";
import { RoomLife } from "./room_life.ts";
import { Texts, type TextsProps } from "./texts.ts";
import { Today } from "./today.ts";

/** How things are said, which is not this module's business. */
export interface Voice {
  message(message: Message): string;
  messages(count: number): string;
  /** What something is called that is done with a message. */
  tool(tool: Tool): string;
  /** What the button of a block of code says. */
  code: { copy: string; copied: string; selected: string };
  /** Milliseconds from `now` until another day begins. */
  untilTomorrow(now: number): number;
}

/**
 * How long after the page is alive its code for sending comes by itself, in milliseconds: so that
 * it is here when the connection is not, and not in the way of the first sight.
 */
const LATER = 1_000;
/** From so many messages on it is looked after that they do not become too many. */
const MANY = 300;

/** What the server's page knows; `at`: the message that its address names. */
export interface ConversationProps extends RoomFeedProps, Pick<TextsProps, "markups"> {
  /** Milliseconds since the epoch, when the page was made. */
  now: number;
  at?: number | undefined;
  /** Enter is a new line by the person's wish. */
  enterBreaks: boolean;
  /** Until when the person may not write, in milliseconds since the epoch. */
  mutedUntil?: number | undefined;
  /** They show when they write, and see when others do. */
  typing: boolean;
}

/** What is made of a room's page when its code comes. */
interface LateParts {
  /** A composer of the field. */
  compose(
    area: HTMLTextAreaElement,
    desk: Omit<WritingDesk, "locale" | "callsAll">,
  ): Promise<Composer>;
  /** What files are brought to. */
  bring(place: FileDeskPlace): Promise<FileDesk>;
  /** What is done with messages by pointer and keys. */
  focus(talk: Conversation): Promise<MessageFocus>;
}

/** A room's page in the browser: the feed, and what the reader does with the page. */
export class Conversation {
  readonly voice: Voice;
  /** Until when the person may not write, in milliseconds since the epoch. */
  readonly mutedUntil: number | undefined;
  /** The id of the store that the page is of. */
  readonly store: string;
  readonly feed: RoomFeed;
  readonly life: RoomLife;
  readonly divider: Divider;
  readonly composer: LateComposer;
  readonly files: LateFiles;
  readonly scroll: LogScroll;
  /** What is told where it is not seen: new messages, and what is done on the page. */
  readonly news = signal<readonly Line[]>([]);
  /** What the messages are made of. */
  readonly texts: Texts;
  /** The message whose actions are open. */
  readonly opened = signal<Opened | undefined>(undefined);
  /** What asks for a part of the panel: a link, or the address that the page was opened by. */
  readonly panel = signal<{ by?: HTMLElement } | undefined>(undefined);
  /** A moment of today, in milliseconds since the epoch. */
  readonly today: Signal<number>;
  readonly #attention: Attention;
  readonly #focus: LateFocus;
  readonly #at: number | undefined;
  #far: Promise<FarReading> | undefined;
  #announcer: Promise<Announcer<Message>> | undefined;
  #letGo: (() => void)[] = [];
  readonly #days: Today;

  constructor(props: ConversationProps, voice: Voice, { compose, bring, focus }: LateParts) {
    const { store, me, room } = props;
    const line = openLine();
    this.#at = props.at;
    this.#days = new Today(props.now, voice);
    this.today = this.#days.moment;
    this.voice = voice;
    this.mutedUntil = props.mutedUntil;
    this.store = store;
    this.texts = new Texts(props, voice.code);
    this.feed = new RoomFeed(props, {
      outbox: async (parts) => {
        const late = await import("./open_outbox.ts");
        if (late.wantsFiles(me.id)) this.files.ask();
        return late.openOutbox(parts);
      },
      later: (act) => void setTimeout(act, LATER),
      line,
      leave: (why) => this.#leave(why),
      arrived: (messages) => this.#arrived(messages),
      place: () => Number(this.scroll.held?.row.dataset.seq) || undefined,
    });
    const seen = () => this.#attention.look();
    this.life = new RoomLife({ me, room }, { line, seen, typing: props.typing });
    const { messages, whole, attached, pages } = this.feed;
    this.scroll = new LogScroll({
      attached,
      near: (older) => void (older ? pages.loadOlder() : pages.loadNewer()),
    });
    const { readSeq, unread } = room;
    this.divider = new Divider({ messages, whole, attached, me: me.id, readSeq, unread });
    this.#attention = new Attention({
      looks: pageLooks,
      covered: () => this.scroll.log !== undefined && isCovered(this.scroll.log),
      left: () => this.#left(),
      returned: () => this.life.reading.returned(),
    });
    this.#focus = new LateFocus(() => focus(this));
    this.files = new LateFiles(() => bring({ ...props, ...this }));
    this.composer = new LateComposer({
      draft: new Draft({ store, user: me.id, room: room.id }),
      enterBreaks: props.enterBreaks,
      cutOff: () => this.feed.cutOff.value,
      send: (body) => this.send(body),
      load: (area, draft) => {
        this.feed.prepare();
        return compose(area, { talk: this, draft });
      },
    });
  }

  /** Takes over the page that the server has made. */
  start(log: HTMLElement, area: HTMLTextAreaElement): void {
    const listening = new AbortController();
    const { signal } = listening;
    this.scroll.start(log);
    this.texts.start();
    this.composer.start(area);
    this.files.start(signal);
    this.#attention.watch(signal);
    this.#focus.start(log, signal);
    hearRoomKeys((chord) => {
      import("./room_shortcuts.ts").then((late) => late.runInRoom(chord, this), () => {});
    });
    document.addEventListener("click", (event) => this.#clicked(event), { signal });
    if (location.hash) this.panel.value = {};
    const woken = () => this.#days.woken();
    document.addEventListener("visibilitychange", woken, { signal });
    for (const event of ["focus", "pageshow"]) addEventListener(event, woken, { signal });
    const first = this.life.room.value;
    roomHere.value = this.feed;
    this.#letGo = [
      liveWithPage({
        start: () => {
          this.life.start();
          this.feed.start();
        },
        stop: () => {
          this.life.stop();
          this.feed.stop();
        },
      }),
      effect(() =>
        this.life.reading.see({
          here: !this.#attention.away.value,
          atEnd: this.scroll.atEnd.value,
          last: this.feed.messages.value.at(-1)?.seq ?? 0,
        })
      ),
      effect(() => {
        const room = this.life.room.value;
        // Without a connection the code cannot come: the next change brings this one, too.
        if (room !== first) {
          void import("./fresh_header.ts").then((late) => late.followRoom(first, room), () => {});
        }
      }),
      effect(() => void area.form?.toggleAttribute("data-ready", this.feed.ready.value)),
      effect(() => {
        const { pausedUntil, refusals } = this.feed;
        if (pausedUntil.value ?? refusals.value[0]) void this.composer.ask(() => {});
      }),
      effect(() => {
        if (!this.scroll.atEnd.value || "place" in Object(history.state)) this.#tidy();
      }),
      () => roomHere.value = undefined,
      () => listening.abort(),
    ];
    this.#days.start();
  }

  /** Lets go of the page. */
  stop(): void {
    for (const letGo of this.#letGo.splice(0)) letGo();
    this.#days.stop();
    void this.#far?.then((far) => far.stop(), () => {});
    this.composer.stop();
    this.scroll.stop();
  }

  /** Takes a message on, perhaps in reply to the stored one `replyTo`, and shows it. */
  send(body: string, replyTo?: number): void {
    this.#turnToEnd();
    const sent = this.files.desk.peek()?.uploads.send(body, replyTo);
    if (!sent) this.feed.post(body, replyTo);
  }

  /** As `send`, but of what was written elsewhere than in the field: its files are not taken along. */
  answer(body: string, replyTo: number): void {
    this.#turnToEnd();
    this.feed.post(body, replyTo);
  }

  /** Has a screen reader say something that is done on the page. */
  say(text: string): void {
    void this.#announce((announcer) => announcer.say(text));
  }

  /** Begins a reply to a message. */
  reply(message: Message): void {
    void this.composer.ask((composer) => composer.reply(message));
  }

  /** Begins to change an own message. */
  editMessage(message: Message): void {
    void this.composer.ask((composer) => composer.edit(message));
  }

  /** Shows a message of this room, and what was said around it; false: it cannot be had. */
  show(seq: number): Promise<boolean> {
    return this.#reach((far) => far.show(seq));
  }

  /** Goes to the room's first message. */
  toFirst(): Promise<boolean> {
    return this.#reach((far) => far.toFirst());
  }

  /** Goes to the room's newest message. */
  toNewest(): Promise<boolean> {
    if (!this.feed.attached.value) return this.#reach((far) => far.toNewest());
    this.scroll.toEnd();
    return Promise.resolve(true);
  }

  /** Goes to the first new message, however far away it is. */
  toNews(): Promise<boolean> {
    return this.#reach((far) => far.toNews(this.divider.begins));
  }

  /** Nothing is new any more. */
  readAll(): void {
    this.divider.dismiss();
    this.life.reading.read(this.feed.head);
    // The button for it is gone.
    this.composer.focus();
  }

  /** After each render. */
  settle(): void {
    const { messages: { value: messages }, attached } = this.feed;
    this.scroll.settle(`${messages[0]?.id} ${messages.at(-1)?.id} ${attached.value}`);
    this.#focus.settle();
    if (this.#far || messages.length > MANY) this.#tidy();
  }

  #tidy(): void {
    void this.#reach((far) => far.settle());
  }

  /** Does what is done away from the end; its code comes when somebody first goes there. */
  async #reach(act: (far: FarReading) => boolean | Promise<boolean>): Promise<boolean> {
    const { feed, scroll, scroll: { log } } = this;
    if (!log) return false;
    this.#far ??= import("./far_reading.ts").then(({ FarReading }) => {
      const slug = () => this.life.room.value.slug;
      return new FarReading(log, { feed, scroll, slug, at: this.#at });
    });
    try {
      return await act(await this.#far);
    } catch {
      // Without a connection the code cannot come: it is asked for again when it is next needed.
      this.#far = undefined;
      return false;
    }
  }

  // With a key held down a link opens elsewhere.
  #clicked(event: MouseEvent): void {
    const by = event.target instanceof Element &&
      event.target.closest<HTMLElement>("[data-panel]");
    if (!by || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.panel.value = { by };
  }

  // Whoever signed out in another tab has had their drafts cleared: this one must not bring any back.
  #leave(why: "signed out" | "gone"): void {
    if (why === "signed out") this.composer.stop();
    location.replace("/");
  }

  #turnToEnd(): void {
    this.divider.dismiss();
    this.feed.attach();
    this.scroll.toEnd();
  }

  #arrived(messages: readonly Message[]): void {
    const { length } = messages;
    this.scroll.arrived(length);
    void this.#announce((announcer) => announcer.tell(messages));
    // What covers the messages is noticed when there are new ones; at the end, as they are read.
    if (!this.scroll.atEnd.value) this.#attention.look();
    if (this.#attention.away.value) this.divider.place(this.life.reading.readSeq.value, length);
    else this.divider.arrived(length);
  }

  // What has come since they last read is marked as new, as what comes from now on will be.
  #left(): void {
    const { life: { me, reading: { readSeq: { value: read } } }, scroll } = this;
    if (this.divider.begins === read) return;
    const fresh = this.feed.messages.value.some(({ seq, author, kind }) =>
      seq > read && author.id !== me.value.id && kind === "text"
    );
    if (fresh || scroll.behind.value > 0) this.divider.place(read, scroll.behind.value);
  }

  async #announce(act: (announcer: Announcer<Message>) => void): Promise<void> {
    this.#announcer ??= import("./announcer.ts").then(({ Announcer }) =>
      new Announcer(this.news, this.voice)
    );
    try {
      act(await this.#announcer);
    } catch {
      // Whoever cannot be told of it is told of the next.
      this.#announcer = undefined;
    }
  }
}
