import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Emoji, EmojiBook } from "@/lib/emoji/emoji_book.ts";
import { isBeside } from "../ui/is_beside.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { EmojiGrid } from "./EmojiGrid.tsx";
import { stepInGrid } from "../ui/grid_step.ts";
import { useAnswer } from "../ui/use_answer.ts";
import { type ShownAt, useShownAt } from "../ui/use_shown_at.ts";
import { Waiting } from "../ui/Waiting.tsx";

interface EmojiPickerProps extends ShownAt {
  load: () => Promise<EmojiBook>;
  /** Those chosen before, the latest first. */
  recent: readonly string[];
  choose: (emoji: string) => void;
  close: () => void;
  speech: Speech<"chat">;
}

const MOST_FOUND = 90;

/** All emoji, to be looked through or searched in the reader's language. */
export function EmojiPicker(props: EmojiPickerProps) {
  const { load, recent, choose, close, speech } = props;
  const { answer: { value: answer }, again } = useAnswer(load);
  const dialog = useShownAt(props);
  return (
    <dialog
      class="menu picker"
      ref={dialog}
      aria-label={speech.say("tools.react")}
      onClose={close}
      onPointerDown={(event) => isBeside(event, dialog.current) && dialog.current?.close()}
    >
      {answer.state === "there"
        ? <Book book={answer.value} {...{ recent, choose, speech }} />
        : <Waiting state={answer.state} {...{ again, speech }} />}
    </dialog>
  );
}

interface BookProps extends Pick<EmojiPickerProps, "recent" | "choose" | "speech"> {
  book: EmojiBook;
}

function Book({ book, recent, choose, speech }: BookProps) {
  const typed = useSignal("");
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const wanted = typed.value.trim();
  const found = wanted === "" ? undefined : book.find(wanted, MOST_FOUND);
  useLayoutEffect(() => {
    // A field that has the focus brings up the keyboard of a phone, over half of the emoji.
    if (!matchMedia("(pointer: coarse)").matches) search.current?.focus();
  }, []);
  useLayoutEffect(() => list.current?.scrollTo(0, 0), [wanted]);
  return (
    <>
      <input
        class="in"
        type="search"
        ref={search}
        aria-label={speech.say("emoji.find")}
        placeholder={speech.say("emoji.find")}
        autocomplete="off"
        onInput={(event) => typed.value = event.currentTarget.value}
        onKeyDown={(event) => {
          const first = list.current?.querySelector<HTMLElement>("[data-emoji]");
          if (!first || event.isComposing) return;
          if (event.key === "ArrowDown") first.focus();
          else if (event.key === "Enter") first.click();
          else return;
          event.preventDefault();
        }}
      />
      {!found && <Jumps {...{ book, list, speech }} />}
      <div
        class="emoji-list"
        ref={list}
        onKeyDown={(event) => stepInGrid(event, search.current)}
        onClick={({ target }) => {
          const button = target instanceof Element ? target.closest("[data-emoji]") : null;
          const emoji = button?.getAttribute("data-emoji");
          if (emoji) choose(emoji);
        }}
      >
        {found
          ? <EmojiGrid emoji={found} />
          : <Groups {...{ book, speech }} recent={recent.map((emoji) => inBook(book, emoji))} />}
      </div>
      <p class="sr" role="status">{found && speech.say("emoji.found", { n: found.length })}</p>
      {found?.length === 0 && <p class="none">{speech.say("emoji.none")}</p>}
    </>
  );
}

/** The way to each group, by the first emoji of it. */
function Jumps({ book, list, speech }: {
  book: EmojiBook;
  list: { current: HTMLElement | null };
  speech: Speech<"chat">;
}) {
  return (
    <div class="jumps">
      {book.groups.map(({ key, emoji }) => (
        <button
          key={key}
          type="button"
          title={speech.say(`emoji.${key}`)}
          aria-label={speech.say(`emoji.${key}`)}
          onClick={() =>
            list.current?.querySelector(`[data-group=${key}]`)?.scrollIntoView({ block: "start" })}
        >
          {emoji[0]?.emoji}
        </button>
      ))}
    </div>
  );
}

function Groups({ book, recent, speech }: {
  book: EmojiBook;
  recent: readonly Emoji[];
  speech: Speech<"chat">;
}) {
  return (
    <>
      {recent.length > 0 && (
        <section data-group="recent">
          <h3>{speech.say("emoji.recent")}</h3>
          <EmojiGrid emoji={recent} />
        </section>
      )}
      {book.groups.map(({ key, emoji }) => (
        <section key={key} data-group={key}>
          <h3>{speech.say(`emoji.${key}`)}</h3>
          <EmojiGrid emoji={emoji} />
        </section>
      ))}
    </>
  );
}

function inBook(book: EmojiBook, emoji: string): Emoji {
  return book.named(emoji) ?? { emoji, name: emoji, codes: [] };
}
