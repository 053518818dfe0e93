import type { ComponentChildren } from "preact";
import { Below, describedBy } from "./Field.tsx";

interface ChoiceProps {
  id: string;
  type: "radio" | "checkbox";
  name: string;
  value: string;
  label: ComponentChildren;
  hint?: string | undefined;
  checked?: boolean;
  disabled?: boolean;
}

/** A radio button or a check box with its text. */
export function Choice({ id, label, hint, ...input }: ChoiceProps) {
  return (
    <label class="opt" for={id}>
      <input id={id} {...input} {...describedBy({ id, hint })} />
      <span>{label}</span>
      {hint !== undefined && <small id={`${id}-dica`}>{hint}</small>}
    </label>
  );
}

interface SelectProps {
  id: string;
  name: string;
  label: ComponentChildren;
  options: readonly { value: string; label: string }[];
  value: string;
  hint?: string | undefined;
  error?: string | undefined;
  disabled?: boolean;
}

/** One of some, in a list that opens. */
export function Select(props: SelectProps) {
  const { id, name, label, options, value, hint, error, disabled = false } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class={error === undefined ? "in" : "in is-bad"}>
        <select id={id} name={name} disabled={disabled} {...describedBy({ id, hint, error })}>
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
      <Below {...{ id, hint, error }} />
    </div>
  );
}
