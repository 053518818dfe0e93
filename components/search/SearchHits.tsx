import type { ComponentChildren } from "preact";
import type { Message, Room } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { Face, Name } from "../ui/Face.tsx";
import { Icon } from "../ui/Icon.tsx";
import { glyphOf } from "../rail/glyph.ts";
import { Marked } from "../ui/Marked.tsx";
import { roomName } from "../rail/named.ts";
import { fileNames } from "../message/one_line.ts";

/** A message that was found, and the part of it that shows why. */
export interface FoundMessage {
  message: Message;
  snippet: string;
  marks: readonly (readonly [from: number, to: number])[];
}

interface SearchHitsProps {
  hits: readonly FoundMessage[];
  rooms: ReadonlyMap<number, Room>;
  me: number;
  /** All of them are from one room, which need not be named. */
  ofRoom: boolean;
  /** The newest first: under the days on which they were written. */
  byDay: boolean;
  /** Milliseconds since the epoch. */
  now: number;
  /** What can be done with one of them. */
  act?: (message: Message) => ComponentChildren;
  texts: Speech<"search">;
}

/** What was found, each a way to its place in the room. */
export function SearchHits(props: SearchHitsProps) {
  const { hits, byDay, now, texts } = props;
  if (!byDay) {
    return (
      <section class="group hits" aria-label={texts.say("order.best")}>
        <HitList {...props} />
      </section>
    );
  }
  const days = Map.groupBy(hits, ({ message }) => texts.dates.dayKey(message.at));
  return (
    <>
      {[...days].map(([day, ofDay]) => (
        <section key={day} class="group hits" aria-labelledby={`dia-${day}`}>
          <h2 id={`dia-${day}`}>{texts.dates.dayName(ofDay[0]?.message.at ?? day, now)}</h2>
          <HitList {...props} hits={ofDay} />
        </section>
      ))}
    </>
  );
}

/** Messages as what was found is shown, in the order in which they are given. */
export function HitList(props: SearchHitsProps) {
  return (
    <ol>
      {props.hits.map((hit) => (
        <li key={`${hit.message.room}/${hit.message.seq}`}>
          <Hit {...props} hit={hit} />
        </li>
      ))}
    </ol>
  );
}

function Hit(
  { hit, rooms, me, ofRoom, byDay, now, act, texts }: SearchHitsProps & { hit: FoundMessage },
) {
  const { message: { room: id, seq, author, at, files }, snippet, marks } = hit;
  const room = rooms.get(id);
  if (room === undefined) return null;
  const { dates } = texts;
  return (
    <article class="hit">
      <Face person={author} />
      <header>
        {author.id === me
          ? <b class="name">{texts.say("own")}</b>
          : <Name person={author} gone={texts.say("gone")} />}
        {!ofRoom && (
          <span class="is">
            <Icon name={glyphOf(room.kind)} small />
            <bdi class="clip">{roomName(room, texts.say("gone"))}</bdi>
          </span>
        )}
        <time dateTime={at} title={dates.full(at)}>
          {byDay ? dates.time(at) : dates.moment(Date.parse(at), now)}
        </time>
      </header>
      <a href={`/r/${room.slug}/${seq}`} dir="auto">
        <Marked text={snippet} marks={marks} />
        {files && (
          <span class="with">
            <Icon name="clip" small />
            <bdi>{fileNames({ files })}</bdi>
          </span>
        )}
      </a>
      {act?.(hit.message)}
    </article>
  );
}
