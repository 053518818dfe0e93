import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

interface JoinFormProps {
  /** Where it is sent. */
  action: string;
  children: ComponentChildren;
}

/** A form that is sent once: a second click would ask for the name that the first was given. */
export default function JoinForm({ action, children }: JoinFormProps) {
  const sent = useRef(false);

  function once(event: Event): void {
    if (sent.current) event.preventDefault();
    sent.current = true;
    addEventListener("pageshow", () => sent.current = false, { once: true });
  }

  return (
    <form method="post" action={action} onSubmit={once}>
      {children}
    </form>
  );
}
