import type { ComponentChildren } from "preact";
import { asset, Head } from "fresh/runtime";
import { plainText } from "@/lib/markup/plain_text.ts";
import type { Message, Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { HitList } from "../search/SearchHits.tsx";
import { ButtonLink } from "../ui/Button.tsx";
import { Told } from "../ui/Told.tsx";

/** As much of a message as a list shows, in UTF-16 units. */
const SHOWN = 240;

interface MessageListProps {
  /** What they are. */
  label: string;
  messages: readonly Message[];
  rooms: readonly Room[];
  me: number;
  /** All of them are from one room, which need not be named. */
  ofRoom?: boolean;
  /** Milliseconds since the epoch. */
  now: number;
  /** Where the next ones are; `undefined`: there are none. */
  older?: string | undefined;
  /** Where the list begins; `undefined`: here. */
  first?: string | undefined;
  /** What is said where there is nothing. */
  none: { title: string; lead: string };
  act?: (message: Message) => ComponentChildren;
  search: Speech<"search">;
  marks: Speech<"marks">;
}

/** Messages by themselves, each a way to its place in its room. */
export function MessageList(props: MessageListProps) {
  const {
    label,
    messages,
    rooms,
    me,
    ofRoom = false,
    now,
    older,
    first,
    none,
    act,
    search,
    marks,
  } = props;
  if (messages.length === 0) {
    return (
      <div class="blank">
        <h2>{none.title}</h2>
        <p>
          <Told text={none.lead} />
        </p>
      </div>
    );
  }
  return (
    <section class="group hits" aria-label={label}>
      <Head>
        <link key="search" rel="stylesheet" href={asset("/styles/search.css")} />
      </Head>
      <HitList
        hits={messages.map((message) => ({ message, snippet: shortOf(message.body), marks: [] }))}
        rooms={new Map(rooms.map((room) => [room.id, room]))}
        byDay={false}
        {...{ me, ofRoom, now, ...(act ? { act } : {}) }}
        texts={search}
      />
      {(first ?? older) !== undefined && (
        <nav class="acts" aria-label={marks.say("others")}>
          {first !== undefined && <ButtonLink href={first}>{marks.say("first")}</ButtonLink>}
          {older !== undefined && <ButtonLink href={older}>{marks.say("older")}</ButtonLink>}
        </nav>
      )}
    </section>
  );
}

function shortOf(body: string): string {
  const text = plainText(body);
  return text.length > SHOWN ? `${text.slice(0, SHOWN).toWellFormed()}…` : text;
}
