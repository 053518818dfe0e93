interface DeviceSwitchProps {
  id: string;
  label: string;
  on: boolean;
  turn: (on: boolean) => void;
  /** What went wrong when it was last turned. */
  told: string | undefined;
}

/** A choice that is this browser's own: it holds at once, and no form sends it. */
export function DeviceSwitch({ id, label, on, turn, told }: DeviceSwitchProps) {
  return (
    <label class="opt" for={id}>
      <input
        id={id}
        type="checkbox"
        defaultChecked={on}
        onChange={({ currentTarget }) => turn(currentTarget.checked)}
      />
      <span>{label}</span>
      {told !== undefined && <small role="alert">{told}</small>}
    </label>
  );
}
