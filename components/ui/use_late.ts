import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** What comes late: there, or on its way, or not to be had by now; nothing: nobody wants it. */
export interface Late<Value> {
  value?: Value;
  state?: "busy" | "failed";
  /** Asks for it once more. */
  again?: () => void;
}

/**
 * What comes late is asked for when it is first wanted. Without a connection it cannot come: it is
 * asked for again with the next thing that wants it.
 */
export function useLate<Value>(wanted: unknown, load: () => Promise<Value>): Late<Value> {
  const late = useSignal<Late<Value>>({});
  const again = () => {
    late.value = { state: "busy" };
    load().then(
      (value) => late.value = { value },
      () => late.value = { state: "failed", again },
    );
  };
  useEffect(() => {
    if (wanted && !late.value.value) again();
  }, [wanted]);
  return late.value;
}
