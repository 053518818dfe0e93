import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { placeAt } from "../ui/place_at.ts";
import { drawDown, isBeside } from "@/lib/client/sheet.ts";

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

interface MessageMenuProps<Key extends string> {
  label: string;
  /** Whose message it is, and of when: a sheet lies over it. */
  about: ComponentChildren;
  items: readonly MenuItem<Key>[];
  /** None: the person may not react. */
  quick: readonly QuickReaction[];
  /** What the way to all other emoji is called. */
  others: string;
  /** Where it opens, in pixels of the window: its upper right corner. */
  at: { x: number; y: number };
  choose: (key: Key | "react") => void;
  react: (reaction: QuickReaction) => void;
  close: () => void;
}

/** What can be done with a message: a menu on a wide screen, a sheet at the foot of a narrow one. */
export function MessageMenu<Key extends string>(props: MessageMenuProps<Key>) {
  const { label, about, items, quick, others, at, choose, react, close } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  // The finger that has opened it is lifted over it: only a new press means anything.
  const pressed = useRef(false);
  const meant = (act: () => void) => ({ detail }: MouseEvent) => {
    if (pressed.current || detail === 0) act();
  };
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    element.showModal();
    placeAt(element, at);
    drawDown(element);
  }, []);
  return (
    <dialog
      class="menu"
      ref={dialog}
      aria-label={label}
      onClose={close}
      onPointerDown={(event) => {
        pressed.current = true;
        if (isBeside(event, dialog.current)) dialog.current?.close();
      }}
      onKeyDown={move}
    >
      <p class="about">{about}</p>
      <div role="menu" aria-label={label}>
        {quick.length > 0 && (
          <div class="emo" role="group" aria-label={others}>
            {quick.map((reaction) => (
              <button
                key={reaction.emoji}
                type="button"
                role="menuitemcheckbox"
                aria-checked={reaction.on}
                onClick={meant(() => react(reaction))}
              >
                {reaction.emoji}
              </button>
            ))}
            <button
              type="button"
              role="menuitem"
              aria-label={others}
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
            role="menuitem"
            class={bad ? "bad" : undefined}
            aria-keyshortcuts={hint}
            onClick={meant(() => choose(key))}
          >
            <Icon name={icon} />
            {label}
            {hint !== undefined && <kbd aria-hidden="true">{hint}</kbd>}
          </button>
        ))}
      </div>
    </dialog>
  );
}

function move(event: KeyboardEvent): void {
  const menu = event.currentTarget;
  if (!(menu instanceof HTMLElement)) return;
  const emoji = [...menu.querySelectorAll<HTMLElement>(".emo > *")];
  const items = [...menu.querySelectorAll<HTMLElement>("[role=menu] > button")];
  const next = nextOf(event.key, { emoji, items });
  if (!next) return;
  event.preventDefault();
  next.focus();
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
