import { Fragment } from "preact";
import type { Catalogue } from "@/lib/i18n/catalogue.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { keyNames } from "./key_names.ts";

type After<Prefix extends string, Key> = Key extends `${Prefix}${infer Rest}` ? Rest : never;
type Deed = After<"do.", keyof Catalogue["keys"]>;
type Place = After<"in.", keyof Catalogue["keys"]>;

interface KeyListProps {
  groups: readonly {
    place: Place;
    rows: readonly { deed: Deed; chords: readonly string[] }[];
  }[];
  /** Where Ctrl is ⌘ and Alt is ⌥. */
  apple: boolean;
  said: Speech<"keys">;
  /** The heading of each group: below that of the page, or that of a dialog. */
  Heading: "h2" | "h3";
}

/** All keys, and what each of them does. */
export function KeyList({ groups, apple, said, Heading }: KeyListProps) {
  return (
    <div class="key-list">
      {groups.map(({ place, rows }) => (
        <section key={place}>
          <Heading>{said.say(`in.${place}`)}</Heading>
          <dl>
            {rows.map(({ deed, chords }) => (
              <div key={deed}>
                <dt>{said.say(`do.${deed}`)}</dt>
                <dd>
                  {chords.map((chord, index) => (
                    <span key={chord}>
                      {index > 0 && <span class="or">{said.say("or")}</span>}
                      <Chord {...{ chord, apple }} />
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

/** Keys that are pressed together. */
export function Chord({ chord, apple }: { chord: string; apple: boolean }) {
  return (
    <>
      {keyNames(chord, apple).map((name, index) => (
        <Fragment key={name}>
          {index > 0 && " "}
          <kbd>{name}</kbd>
        </Fragment>
      ))}
    </>
  );
}
