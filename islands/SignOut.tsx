import { useRef } from "preact/hooks";
import { Icon } from "@/components/ui/Icon.tsx";
import type { LeavingProps } from "./late/LeaveDialog.tsx";

/** The way out. What this person has not sent and not finished does not stay for the next one. */
export default function SignOut(props: LeavingProps & { texts: { label: string } }) {
  const { label } = props.texts;
  const going = useRef<Promise<void>>();

  function ask(event: Event & { currentTarget: HTMLFormElement }): void {
    event.preventDefault();
    const { currentTarget: form } = event;
    going.current ??= import("./late/LeaveDialog.tsx").then((late) => late.leave(form, props))
      .finally(() => going.current = undefined);
  }

  return (
    <form method="post" action="/sair" onSubmit={ask}>
      <button type="submit" class="ib" aria-label={label} data-tip={label}>
        <Icon name="leave" />
      </button>
    </form>
  );
}
