import { useRef } from "preact/hooks";
import { Icon } from "@/components/Icon.tsx";

interface JoinFormProps {
  texts: { label: string; submit: string };
  /** What was typed, if it was not taken. */
  name: string;
  complaint: string | undefined;
}

/** Asks for a name and nothing else. */
export default function JoinForm({ texts, name, complaint }: JoinFormProps) {
  const sent = useRef(false);

  // A second click would ask for the name that the first has just been given.
  function once(event: Event): void {
    if (sent.current) event.preventDefault();
    sent.current = true;
    addEventListener("pageshow", () => sent.current = false, { once: true });
  }

  return (
    <form method="post" action="/" onSubmit={once}>
      <div class="field">
        <label for="nome">{texts.label}</label>
        <div class={complaint ? "in big is-bad" : "in big"}>
          <input
            id="nome"
            name="name"
            autocomplete="nickname"
            autocapitalize="words"
            required
            autofocus
            dir="auto"
            defaultValue={name}
            aria-invalid={complaint !== undefined}
            aria-describedby={complaint ? "nome-erro" : undefined}
          />
        </div>
        {complaint && (
          <p class="err" id="nome-erro" role="alert">
            <Icon name="alert" small />
            {complaint}
          </p>
        )}
      </div>
      <button type="submit" class="btn main wide">{texts.submit}</button>
    </form>
  );
}
