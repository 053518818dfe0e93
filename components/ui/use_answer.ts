import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** What was asked for: on its way, there, or not to be had. */
export type Answer<Value> =
  | { state: "busy" }
  | { state: "there"; value: Value }
  | { state: "failed" };

/** Asks once, and again when `again` is called. */
export function useAnswer<Value>(
  ask: () => Promise<Value>,
): { answer: Signal<Answer<Value>>; again: () => void } {
  const answer = useSignal<Answer<Value>>({ state: "busy" });
  const again = () => {
    answer.value = { state: "busy" };
    ask().then(
      (value) => answer.value = { state: "there", value },
      () => answer.value = { state: "failed" },
    );
  };
  useEffect(again, []);
  return { answer, again };
}
