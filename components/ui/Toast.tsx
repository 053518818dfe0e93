import { Told } from "./Told.tsx";

interface ToastProps {
  text: string;
  /** What can be done about it. */
  action?: { label: string; run: () => void } | undefined;
}

/** One sentence that goes away by itself, in a region that tells it, and is there before. */
export function Toast({ text, action }: ToastProps) {
  return (
    <div class="toast">
      <span>
        <Told text={text} />
      </span>
      {action && (
        <button class="btn small" type="button" onClick={action.run}>{action.label}</button>
      )}
    </div>
  );
}
