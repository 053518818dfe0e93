import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** What comes late: asked for when it is first wanted; without a connection it cannot come. */
export function useLate<Value>(
  wanted: boolean,
  load: () => Promise<Value>,
  failed: () => void = () => {},
): Value | undefined {
  const loaded = useSignal<Value | undefined>(undefined);
  useEffect(() => {
    if (wanted) load().then((value) => loaded.value = value, failed);
  }, [wanted]);
  return loaded.value;
}
