import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../ui/Icon.tsx";

/** One place to go to. */
export interface SwitcherOption {
  key: string;
  icon: ComponentChildren;
  name: ComponentChildren;
  /** What there is to know of it besides. */
  about?: ComponentChildren;
}

/** Places of one sort. */
export interface SwitcherGroup {
  label: string;
  options: readonly SwitcherOption[];
}

interface SwitcherProps {
  text: string;
  groups: readonly SwitcherGroup[];
  /** The option that Enter takes. */
  chosen: string | undefined;
  /** That there is nothing of what one might look for first, said above what there is. */
  none: string | undefined;
  /** What there is to say beside the options. */
  note: string;
  /** How many there are, for those who do not see them. */
  count: string;
  words: { title: string; field: string; close: string };
  type: (text: string) => void;
  step: (by: number | "first" | "last") => void;
  take: (key: string) => void;
  close: () => void;
}

/** So many options further on is another page of them. */
const PAGE = 6;

/** A dialog to go somewhere by typing a part of its name: a field, and what it may be. */
export function Switcher(props: SwitcherProps) {
  const { text, groups, chosen, none, note, count, words, type, take, close } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const idOf = (key: string) => `${id}-${key.replaceAll(" ", "-")}`;
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useLayoutEffect(() => {
    if (chosen !== undefined) {
      document.getElementById(idOf(chosen))?.scrollIntoView({ block: "nearest" });
    }
  }, [chosen]);
  return (
    <dialog
      class="switcher"
      ref={dialog}
      aria-label={words.title}
      onClose={close}
      onPointerDown={({ target }) => target === dialog.current && dialog.current?.close()}
    >
      <div class="switch-field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          autofocus
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          enterkeyhint="go"
          aria-label={words.field}
          aria-expanded={chosen !== undefined}
          aria-controls={id}
          aria-autocomplete="list"
          aria-describedby={none === undefined ? undefined : `${id}-none`}
          aria-activedescendant={chosen === undefined ? undefined : idOf(chosen)}
          placeholder={words.field}
          value={text}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => press(event, props, () => dialog.current?.close())}
        />
        <button
          class="ib"
          type="button"
          aria-label={words.close}
          title={words.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="x" />
        </button>
      </div>
      {none !== undefined && <p class="switch-none" id={`${id}-none`}>{none}</p>}
      <div class="switch-list" role="listbox" id={id} aria-label={words.title}>
        {groups.map(({ label, options }, index) => (
          <div role="group" key={label} aria-labelledby={`${id}-g${index}`}>
            <h3 role="presentation" id={`${id}-g${index}`}>{label}</h3>
            {options.map((option) => (
              <Option
                {...option}
                key={option.key}
                id={idOf(option.key)}
                chosen={option.key === chosen}
                take={() => take(option.key)}
              />
            ))}
          </div>
        ))}
      </div>
      <p class="switch-note" role="status">
        {note}
        <span class="sr">{count}</span>
      </p>
    </dialog>
  );
}

interface OptionProps extends Omit<SwitcherOption, "key"> {
  id: string;
  chosen: boolean;
  take: () => void;
}

function Option({ id, icon, name, about, chosen, take }: OptionProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      // The field keeps the focus, and a phone its keyboard.
      onMouseDown={(event) => event.preventDefault()}
      onClick={take}
    >
      {icon}
      <span class="clip">{name}</span>
      {about !== undefined && <small class="clip">{about}</small>}
    </div>
  );
}

function press(
  event: KeyboardEvent,
  { text, chosen, step, take }: Pick<SwitcherProps, "text" | "chosen" | "step" | "take">,
  close: () => void,
): void {
  const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing, keyCode } = event;
  // Safari says 229 for a key that an input method has taken, when `isComposing` is over already.
  if (isComposing || keyCode === 229 || altKey || shiftKey) return;
  const held = ctrlKey || metaKey;
  // In a text the caret goes to its ends.
  const ends = held || text === "";
  if (key === "Enter" && chosen !== undefined) take(chosen);
  else if (key === "Home" && ends) step("first");
  else if (key === "End" && ends) step("last");
  // What opened it closes it.
  else if (held && key.toLowerCase() === "k") close();
  else if (held) return;
  else if (key === "ArrowDown") step(1);
  else if (key === "ArrowUp") step(-1);
  else if (key === "PageDown") step(PAGE);
  else if (key === "PageUp") step(-PAGE);
  else return;
  event.preventDefault();
}
