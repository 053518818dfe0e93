import { useEffect, useMemo } from "preact/hooks";
import { FileTaker, MOST_TAKEN } from "@/lib/client/file_taker.ts";
import { Speech, type SpeechProps } from "@/lib/i18n/speech.ts";
import { TakingBar } from "./late/TakingBar.tsx";

/**
 * Shows how far a file is that is made while it is taken: of the links and forms on this page that
 * are marked `data-take`. Without it they are what they are, and the browser takes the file.
 */
export default function TakeFile(props: SpeechProps<"taking">) {
  const speech = useMemo(() => new Speech<"taking">(props), []);
  const taker = useMemo(() => new FileTaker(), []);
  useEffect(() => {
    const life = new AbortController();
    const { signal } = life;
    document.addEventListener("click", (event) => takeLink(event, taker), { signal });
    // Before those that show a form to be on its way: this one goes nowhere.
    document.addEventListener("submit", (event) => takeForm(event, taker), {
      signal,
      capture: true,
    });
    return () => {
      life.abort();
      taker.cancel();
    };
  }, [taker]);
  return <TakingBar taking={taker.taking.value} cancel={() => taker.cancel()} speech={speech} />;
}

function takeLink(event: MouseEvent, taker: FileTaker): void {
  const { button, ctrlKey, metaKey, shiftKey, altKey, target } = event;
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[data-take]") : null;
  if (!link || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
  event.preventDefault();
  void taker.take(new Request(link.href), () => location.assign(link.href));
}

function takeForm(event: SubmitEvent, taker: FileTaker): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches("[data-take]")) return;
  const chosen = form.querySelectorAll<HTMLInputElement>("input[data-bytes]:checked");
  const bytes = [...chosen].reduce((sum, { dataset }) => sum + Number(dataset["bytes"]), 0);
  event.preventDefault();
  if (bytes > MOST_TAKEN) {
    taker.leave();
    return form.submit();
  }
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) body.append(name, String(value));
  void taker.take(new Request(form.action, { method: "POST", body }), () => form.submit());
}
