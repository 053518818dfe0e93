import type { Reaction } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Icon } from "../ui/Icon.tsx";
import { isOwn } from "./is_own.ts";
import { listed } from "../ui/listed.ts";

/** A person's name, as far as it is known on the page. */
export type NameOf = (id: number) => string | undefined;

interface ReactionsProps {
  reactions: readonly Reaction[];
  /** The page of what can be done with the message. */
  href: string;
  /** The reader. */
  me: number;
  nameOf: NameOf;
  speech: Speech<"chat">;
}

/** How people have answered with emoji; to press one is to do as they did, or to take it back. */
export function Reactions({ reactions, href, me, nameOf, speech }: ReactionsProps) {
  return (
    <form class="reacts" method="post" action={href}>
      <input type="hidden" name="do" value="toggle" />
      {reactions.map((reaction) => {
        const { emoji, n, users } = reaction;
        const own = isOwn(reaction, me);
        const others = users.filter((id) => id !== me).map(nameOf);
        const names = others.filter((name) => name !== undefined);
        const who = listed(own ? [speech.say("message.you"), ...names] : names, n, speech);
        return (
          <button
            key={emoji}
            type="submit"
            name={own ? "off" : "on"}
            value={emoji}
            data-act="toggle"
            aria-pressed={own}
            aria-label={`${emoji} ${n}: ${who}`}
            title={who}
          >
            {emoji} {n}
          </button>
        );
      })}
      <a href={`${href}#reagir`} data-act="react" aria-label={speech.say("tools.react")}>
        <Icon name="smile" small />
      </a>
    </form>
  );
}
