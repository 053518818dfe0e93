import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";
import { plainFold } from "@/lib/chat/plain_fold.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { keyNames } from "../keys/key_names.ts";
import { isBeside } from "../ui/is_beside.ts";
import { type ShownAt, useShownAt } from "../ui/use_shown_at.ts";

/** One thing that can be done. */
export interface MenuItem<Key extends string> {
  key: Key;
  label: string;
  icon: IconName;
  bad?: boolean;
  /** The key that does it without the menu. */
  hint?: string;
}

/** A reaction that takes one press. */
export interface QuickReaction {
  emoji: string;
  /** The person has given it. */
  on: boolean;
}

interface MessageMenuProps<Key extends string> extends ShownAt {
  label: string;
  /** Whose message it is, and of when: a sheet lies over it. */
  about: ComponentChildren;
  items: readonly MenuItem<Key>[];
  /** None: the person may not react. */
  quick: readonly QuickReaction[];
  /** What the way to all other emoji is called. */
  others: string;
  choose: (key: Key | "react") => void;
  react: (reaction: QuickReaction) => void;
  close: () => void;
}

/** What can be done with a message: a menu on a wide screen, a sheet at the foot of a narrow one. */
export function MessageMenu<Key extends string>(props: MessageMenuProps<Key>) {
  const { label, about, items, quick, others, choose, react, close } = props;
  const dialog = useShownAt(props);
  const leave = (event: Event) => {
    event.preventDefault();
    // What only lies above the page has nothing to close it by.
    if (dialog.current?.open) dialog.current.close();
    else close();
  };
  const id = useId();
  // The finger that has opened it is lifted over it: only a new press means anything.
  const pressed = useRef(false);
  const meant = (act: () => void) => ({ detail }: MouseEvent) => {
    if (pressed.current || detail === 0) act();
  };
  return (
    <dialog
      class="menu"
      ref={dialog}
      aria-labelledby={id}
      onClose={close}
      onPointerDown={(event) => {
        pressed.current = true;
        if (isBeside(event, dialog.current)) leave(event);
      }}
      onKeyDown={(event) => /^(?:Escape|Tab)$/.test(event.key) && leave(event)}
    >
      <p class="about" id={id}>{about}</p>
      <div role="menu" aria-label={label} onKeyDown={move} onFocusIn={rove}>
        {quick.length > 0 && (
          <div class="emo" role="group" aria-label={others}>
            {quick.map((reaction) => (
              <button
                key={reaction.emoji}
                type="button"
                role="menuitemcheckbox"
                tabIndex={-1}
                aria-checked={reaction.on}
                onClick={meant(() => react(reaction))}
              >
                {reaction.emoji}
              </button>
            ))}
            <button
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-label={others}
              aria-keyshortcuts="+"
              onClick={meant(() => choose("react"))}
            >
              <Icon name="smile" />
            </button>
          </div>
        )}
        {items.map(({ key, label, icon, bad, hint }, index) => (
          <button
            key={key}
            type="button"
            autofocus={index === 0}
            tabIndex={index === 0 ? 0 : -1}
            role="menuitem"
            class={bad ? "bad" : undefined}
            aria-keyshortcuts={hint}
            onClick={meant(() => choose(key))}
          >
            <Icon name={icon} />
            {label}
            {hint !== undefined && <kbd aria-hidden="true">{keyNames(hint, false)}</kbd>}
          </button>
        ))}
      </div>
    </dialog>
  );
}

/** The menu is one stop for the Tab key: the item that has the focus, or had it last. */
function rove({ currentTarget: menu, target }: FocusEvent): void {
  if (!(menu instanceof HTMLElement)) return;
  for (const item of menu.querySelectorAll("button")) item.tabIndex = item === target ? 0 : -1;
}

/** What was typed one letter after the other, and when the last of them came. */
let typed = { text: "", at: 0 };
/** So long after a letter the next begins anew, in milliseconds. */
const TOGETHER = 700;

function move(event: KeyboardEvent): void {
  const menu = event.currentTarget;
  if (!(menu instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
  const emoji = [...menu.querySelectorAll<HTMLElement>(".emo > *")];
  const items = [...menu.querySelectorAll<HTMLElement>("[role=menu] > button")];
  const next = nextOf(event.key, { emoji, items }) ?? begunBy(event, items);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** The next item that begins with what is typed. */
function begunBy(
  { key, timeStamp }: KeyboardEvent,
  items: readonly HTMLElement[],
): HTMLElement | undefined {
  if (key.length !== 1 || key === " ") return undefined;
  const goesOn = timeStamp - typed.at < TOGETHER && typed.text !== plainFold(key);
  typed = { text: (goesOn ? typed.text : "") + plainFold(key), at: timeStamp };
  const at = items.findIndex((item) => item === document.activeElement);
  // One that fits already stays as one types on.
  const from = goesOn ? at : at + 1;
  return [...items.slice(from), ...items.slice(0, from)].find(({ textContent }) =>
    plainFold(textContent).startsWith(typed.text)
  );
}

/** Where a key leads: the emoji are one line of the menu, along which one goes sideways. */
function nextOf(
  key: string,
  { emoji, items }: { emoji: readonly HTMLElement[]; items: readonly HTMLElement[] },
): HTMLElement | undefined {
  const across = emoji.findIndex((item) => item === document.activeElement);
  const at = items.findIndex((item) => item === document.activeElement);
  switch (key) {
    case "ArrowRight":
      return across < 0 ? undefined : emoji[across + 1] ?? emoji[0];
    case "ArrowLeft":
      return across < 0 ? undefined : emoji.at(across - 1);
    case "ArrowDown":
      return items[at + 1] ?? emoji[0] ?? items[0];
    case "ArrowUp":
      return at > 0 ? items[at - 1] : across < 0 && emoji[0] || items.at(-1);
    case "Home":
      return items[0];
    case "End":
      return items.at(-1);
    default:
      return undefined;
  }
}
