import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** What comes late: there, or on its way, or not to be had by now. */
export interface Late<Value> {
  value: Value | undefined;
  state: "idle" | "busy" | "failed";
  /** Asks for it once more. */
  again: () => void;
}

/**
 * What comes late is asked for when it is first wanted. Without a connection it cannot come: it is
 * asked for again with the next thing that wants it.
 */
export function useLate<Value>(wanted: unknown, load: () => Promise<Value>): Late<Value> {
  const value = useSignal<Value | undefined>(undefined);
  const state = useSignal<Late<Value>["state"]>("idle");
  const again = () => {
    state.value = "busy";
    load().then((loaded) => {
      value.value = loaded;
      state.value = "idle";
    }, () => state.value = "failed");
  };
  useEffect(() => {
    if (wanted && !value.value && state.value !== "busy") again();
  }, [wanted]);
  return { value: value.value, state: state.value, again };
}
