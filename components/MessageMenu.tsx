import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon, type IconName } from "./Icon.tsx";
import { placeAt } from "./place_at.ts";

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
  const { label, items, quick, others, at, choose, react, close } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  // The finger that has opened it is lifted over it: only a new press means anything.
  const pressed = useRef(false);
  const meant = (act: () => void) => ({ detail }: MouseEvent) => {
    if (pressed.current || detail === 0) act();
  };
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    if (element) placeAt(element, at);
  }, []);
  return (
    <dialog
      class="menu"
      ref={dialog}
      aria-label={label}
      onClose={close}
      onPointerDown={(event) => {
        pressed.current = true;
        if (event.target === dialog.current) dialog.current?.close();
      }}
      onKeyDown={move}
    >
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
        {items.map(({ key, label, icon, bad, hint }) => (
          <button
            key={key}
            type="button"
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
  const all = [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const next =
    all[stepOf(event.key, all.findIndex((item) => item === document.activeElement), all)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Which of the items a key leads to from the one at `at`; -1: to none. */
function stepOf(key: string, at: number, { length }: { length: number }): number {
  switch (key) {
    case "ArrowDown":
    case "ArrowRight":
      return (at + 1) % length;
    case "ArrowUp":
    case "ArrowLeft":
      return at <= 0 ? length - 1 : at - 1;
    case "Home":
      return 0;
    case "End":
      return length - 1;
    default:
      return -1;
  }
}
