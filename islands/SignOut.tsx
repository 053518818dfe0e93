import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Icon } from "@/components/Icon.tsx";
import { announceLeaving } from "@/lib/client/leaving.ts";
import type { Owner } from "@/lib/client/outbox_shelf.ts";
import type { Plural } from "@/lib/i18n/catalogue.ts";

interface SignOutProps {
  me: Owner;
  texts: { label: string; title: string; lead: Plural; stay: string; leave: string };
}

/** The way out. What this person has not sent and not finished does not stay for the next one. */
export default function SignOut({ me, texts }: SignOutProps) {
  const form = useRef<HTMLFormElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const asking = useRef(false);
  const unsent = useSignal(0);

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
      unsent.value = await countUnsent(me);
    } finally {
      asking.current = false;
    }
    if (unsent.value === 0) await leave();
    else dialog.current?.showModal();
  }

  const lead = unsent.value === 1 ? texts.lead.one : texts.lead.other;
  return (
    <>
      <form method="post" action="/sair" ref={form} onSubmit={ask}>
        <button type="submit" class="ib" aria-label={texts.label} title={texts.label}>
          <Icon name="leave" />
        </button>
      </form>
      <dialog class="dialog" ref={dialog} aria-labelledby="sair-titulo">
        <h2 id="sair-titulo">{texts.title}</h2>
        <p>{lead.replace("{n}", String(unsent.value))}</p>
        <footer>
          <button class="btn" type="button" onClick={() => dialog.current?.close()}>
            {texts.stay}
          </button>
          <button class="btn bad" type="button" onClick={leave}>{texts.leave}</button>
        </footer>
      </dialog>
    </>
  );
}
