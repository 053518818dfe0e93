import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Icon } from "@/components/ui/Icon.tsx";
import { announceLeaving } from "@/lib/client/leaving.ts";
import type { Owner } from "@/lib/client/outbox_shelf.ts";
import type { Plural } from "@/lib/i18n/catalogue.ts";
import type LeaveDialog from "./late/LeaveDialog.tsx";

interface SignOutProps {
  me: Owner;
  texts: { label: string; title: string; lead: Plural; stay: string; leave: string };
}

/** The way out. What this person has not sent and not finished does not stay for the next one. */
export default function SignOut({ me, texts }: SignOutProps) {
  const form = useRef<HTMLFormElement>(null);
  const asking = useRef(false);
  const asked = useSignal<{ Dialog: typeof LeaveDialog; n: number } | undefined>(undefined);

  async function leave(): Promise<void> {
    announceLeaving();
    await (await import("@/lib/client/belongings.ts")).clearBelongings(me.id);
    // Unlike requestSubmit(), this asks no listener again.
    form.current?.submit();
  }

  async function ask(event: Event): Promise<void> {
    event.preventDefault();
    if (asking.current) return;
    asking.current = true;
    try {
      const { countUnsent } = await import("@/lib/client/belongings.ts");
      const n = await countUnsent(me);
      if (n === 0) return await leave();
      const { default: Dialog } = await import("./late/LeaveDialog.tsx");
      asked.value = { Dialog, n };
    } finally {
      asking.current = false;
    }
  }

  const { value } = asked;
  return (
    <>
      <form method="post" action="/sair" ref={form} onSubmit={ask}>
        <button type="submit" class="ib" aria-label={texts.label} data-tip={texts.label}>
          <Icon name="leave" />
        </button>
      </form>
      {value && <value.Dialog unsent={value} {...{ texts, leave }} />}
    </>
  );
}
