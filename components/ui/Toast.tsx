interface ToastProps {
  text: string;
  /** What can be done about it. */
  action?: { label: string; run: () => void } | undefined;
  /** It is worth a word only if it lasts. */
  slow?: boolean;
}

/** One sentence that goes away by itself. */
export function Toast({ text, action, slow = false }: ToastProps) {
  return (
    <div class={slow ? "toast slow" : "toast"} role="status">
      <span>{text}</span>
      {action && (
        <button class="btn small" type="button" onClick={action.run}>{action.label}</button>
      )}
    </div>
  );
}
