import { Icon, type IconName } from "../ui/Icon.tsx";

/** A standing that is shown beside a name. */
export type Pinned = "host" | "moderator" | "owner" | "guest";

const ICONS: Readonly<Record<Pinned, IconName>> = {
  host: "crown",
  moderator: "shield",
  owner: "key",
  guest: "user",
};

/** What somebody is, as an icon with its word. */
export function RolePin({ role, word }: { role: Pinned; word: string }) {
  return (
    <span class={`pin ${role}`} title={word}>
      <Icon name={ICONS[role]} small />
      <span class="sr">{word}</span>
    </span>
  );
}
