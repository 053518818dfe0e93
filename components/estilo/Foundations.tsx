import { HUES } from "@/lib/chat/hues.ts";
import { RolePin } from "../room/RolePin.tsx";
import { Face, Name } from "../ui/Face.tsx";
import { Icon, iconNames } from "../ui/Icon.tsx";
import { BrokenKnot, Knot, LargeKnot, Logo } from "../ui/Knot.tsx";
import type { PartProps } from "./part_props.ts";
import { PEOPLE } from "./people.ts";

/** The mark, whole and come apart. */
export function Marks() {
  return (
    <div class="acts marks">
      <Knot />
      <Logo />
      <LargeKnot />
      <BrokenKnot />
    </div>
  );
}

const COLOURS = [
  ...["paper", "paper-side", "paper-up", "wash", "wash-2", "line", "edge", "ink", "ink-2"],
  ...["accent", "accent-2", "on-accent", "accent-ink", "accent-soft", "accent-line"],
  ...["danger", "danger-soft", "warn", "warn-soft", "ok", "scrim"],
];

/** The colours by their names. */
export function Colours() {
  return (
    <ul class="swatches">
      {COLOURS.map((name) => (
        <li key={name}>
          <i data-colour={name} />
          <small>{name}</small>
        </li>
      ))}
    </ul>
  );
}

/** The five sizes, and what text is besides. */
export function Type() {
  return (
    <div class="sizes">
      <p data-size="5">Entre na conversa</p>
      <p data-size="4">A sala está pronta</p>
      <p data-size="3">
        A bancada 4 <b>já responde</b>: <code>ping 10.0.30.1</code> e{" "}
        <a class="lnk" href="#">ver</a>
      </p>
      <p data-size="2">Você está na rede da Marina</p>
      <p data-size="1">
        <time>14:05</time> · <kbd>Ctrl K</kbd>
      </p>
    </div>
  );
}

/** All icons, in both sizes. */
export function Icons() {
  return (
    <div class="acts">
      {iconNames().map((name) => <Icon key={name} name={name} />)}
      <Icon name="check" small />
      <Icon name="alert" small />
    </div>
  );
}

/** Faces in three sizes and all hues, with a picture's place, presence, and standing. */
export function Faces({ words }: PartProps) {
  const [ana, bruno, clara] = PEOPLE;
  const gone = words.people.say("gone");
  return (
    <>
      <div class="acts">
        {Array.from(
          { length: HUES },
          (_, hue) => <Face key={hue} person={{ ...ana, hue }} size={hue % 3 ? "m" : "s"} />,
        )}
      </div>
      <div class="acts">
        <Face person={ana} size="l" />
        <Face person={ana} presence="here" />
        <Face person={bruno} presence="away" />
        <Face person={clara} presence="out" />
        <Face person={{ id: 9, name: "" }} />
        <Name person={ana} gone={gone} />
        <Name person={{ id: 9, name: "" }} gone={gone} />
        {(["host", "moderator", "owner", "guest"] as const).map((role) => (
          <RolePin key={role} role={role} word={words.people.say(`role.${role}`)} />
        ))}
      </div>
    </>
  );
}
