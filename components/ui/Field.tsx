import type { ComponentChildren, InputHTMLAttributes } from "preact";
import { Icon } from "./Icon.tsx";

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "label" | "value"> {
  id: string;
  name: string;
  label: ComponentChildren;
  /** What stands in it. */
  value?: string | undefined;
  hint?: string | undefined;
  /** What is wrong with what was typed. */
  error?: string | undefined;
  /** 52 px high. */
  big?: boolean;
}

/** A line to type into: its label above, a hint or what is wrong below. */
export function Field(props: FieldProps) {
  const { id, label, value, hint, error, big = false, type = "text", ...input } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class={["in", big && "big", error && "is-bad"].filter(Boolean).join(" ")}>
        <input
          id={id}
          type={type}
          dir="auto"
          {...value === undefined ? {} : { value }}
          {...describedBy({ id, hint, error })}
          {...input}
        />
      </div>
      <Below {...{ id, hint, error }} />
    </div>
  );
}

interface Telling {
  id: string;
  hint?: string | undefined;
  error?: string | undefined;
}

/** How a control says what stands below it. */
export function describedBy({ id, hint, error }: Telling) {
  if (error !== undefined) return { "aria-invalid": true, "aria-describedby": `${id}-erro` };
  return hint === undefined ? {} : { "aria-describedby": `${id}-dica` };
}

/** The line below a control. */
export function Below({ id, hint, error }: Telling) {
  if (error !== undefined) return <Complaint id={`${id}-erro`} text={error} />;
  return hint === undefined ? null : <p class="hint" id={`${id}-dica`}>{hint}</p>;
}

/** What is wrong, in a sentence. */
export function Complaint({ text, id }: { text: string; id?: string }) {
  return (
    <p class="err" id={id} role="alert">
      <Icon name="alert" small />
      {text}
    </p>
  );
}
