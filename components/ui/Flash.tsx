import { Icon } from "./Icon.tsx";

interface FlashProps {
  text: string;
  /** What can still be taken back: the note's number, the word for it, and where to go then. */
  undo?: { id: number; label: string; back: string } | undefined;
}

/** A line that says what was done, and for ten seconds how to take it back. */
export function Flash({ text, undo }: FlashProps) {
  return (
    <div class={undo ? "flash brief" : "flash"} role="status">
      <Icon name="check" small />
      <span>{text}</span>
      {undo && (
        <form method="post" action={`/desfazer/${undo.id}`}>
          <input type="hidden" name="de" value={undo.back} />
          <button class="btn small" type="submit">{undo.label}</button>
        </form>
      )}
    </div>
  );
}
