import { useEffect, useRef } from "preact/hooks";
import type { Plural } from "@/lib/i18n/catalogue.ts";

interface LeaveDialogProps {
  /** How much of what the person wrote is not sent; another object for each time. */
  unsent: { n: number };
  texts: { title: string; lead: Plural; stay: string; leave: string };
  leave: () => void;
}

/** Asks somebody who signs out whether what they have not sent may be lost. */
export default function LeaveDialog({ unsent, texts, leave }: LeaveDialogProps) {
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
