import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../ui/Icon.tsx";
import type { Speech } from "@/lib/i18n/speech.ts";

/** How a feature works, as it is told: its texts are found under `why`. */
interface Told {
  feature: FeatureKey;
  how: keyof typeof MARKS;
  why: SayingKey;
}

type AbleKey = keyof typeof import("@/lib/i18n/pt_br/able.ts").able;
type FeatureKey = AbleKey extends infer Key ? Key extends `name.${infer Name}` ? Name : never
  : never;
type SayingKey = Extract<AbleKey, `${FeatureKey}.${string}`>;

const MARKS = { best: "check", second: "forward", none: "x" } as const satisfies Record<
  string,
  IconName
>;

interface CapabilityListProps<One extends Told> {
  able: Speech<"able">;
  found: readonly One[];
  /** What can be chosen or done about one of them. */
  children: (one: One) => ComponentChildren;
}

/** Features one by one: whether each works, in a mark and a word, and why. */
export function CapabilityList<One extends Told>(
  { able, found, children }: CapabilityListProps<One>,
) {
  return (
    <ul class="able">
      {found.map((one) => {
        const { feature, how, why } = one;
        return (
          <li key={feature}>
            <Icon name={MARKS[how]} small />
            <div>
              <span class="line">
                <b>{able.say(`name.${feature}`)}</b>
                <span class={`how ${how}`}>{able.say(`how.${how}`)}</span>
              </span>
              <small>{able.say(why)}</small>
              <div class="acts">{children(one)}</div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
