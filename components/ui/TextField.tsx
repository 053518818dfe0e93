import { Below, describedBy } from "./Field.tsx";

interface TextFieldProps {
  id: string;
  name: string;
  label: string;
  value: string;
  error?: string | undefined;
  required?: boolean;
}

/** Some lines to type into. */
export function TextField({ id, name, label, value, error, required = false }: TextFieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class={error === undefined ? "in" : "in is-bad"}>
        <textarea
          id={id}
          name={name}
          rows={3}
          dir="auto"
          required={required}
          // HTML drops a line break right after the tag.
          defaultValue={value.startsWith("\n") ? `\n${value}` : value}
          {...describedBy({ id, error })}
        />
      </div>
      <Below {...{ id, error }} />
    </div>
  );
}
