import { render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { clearBelongings, countUnsent } from "@/lib/client/belongings.ts";
import { announceLeaving } from "@/lib/client/leaving.ts";
import type { Owner } from "@/lib/client/outbox_shelf.ts";
import type { Plural } from "@/lib/i18n/catalogue.ts";

/** Who leaves, and what they are asked. */
export interface LeavingProps {
  me: Owner;
  texts: { title: string; lead: Plural; stay: string; leave: string };
}

let place: HTMLElement | undefined;

/** Signs a person out by this form, after asking whether what they have not sent may be lost. */
export async function leave(form: HTMLFormElement, { me, texts }: LeavingProps): Promise<void> {
  const n = await countUnsent(me);
  const go = async () => {
    announceLeaving();
    await clearBelongings(me.id);
    // Unlike requestSubmit(), this asks no listener again.
    form.submit();
  };
  if (n === 0) return await go();
  place ??= document.body.appendChild(document.createElement("div"));
  render(<LeaveDialog unsent={{ n }} texts={texts} leave={() => void go()} />, place);
}

interface LeaveDialogProps extends Pick<LeavingProps, "texts"> {
  /** How much of what the person wrote is not sent; another object for each time. */
  unsent: { n: number };
  leave: () => void;
}

function LeaveDialog({ unsent, texts, leave }: LeaveDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), [unsent]);
  const lead = unsent.n === 1 ? texts.lead.one : texts.lead.other;
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby="sair-titulo">
      <h2 id="sair-titulo">{texts.title}</h2>
      <p>{lead.replace("{n}", String(unsent.n))}</p>
      <footer>
        <button class="btn" type="button" onClick={() => dialog.current?.close()}>
          {texts.stay}
        </button>
        <button class="btn bad" type="button" onClick={leave}>{texts.leave}</button>
      </footer>
    </dialog>
  );
}
