import type { Message, Room, User } from "@/lib/chat/model.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { markupOf } from "@/lib/markup/markups_of.ts";
import { Complaint } from "./Field.tsx";
import { LargeKnot } from "./Knot.tsx";
import { Log, Older } from "./Log.tsx";
import { Rows } from "./Rows.tsx";
import { layRows } from "./rows.ts";

interface PastProps {
  me: User;
  room: Room;
  messages: readonly Message[];
  /** There are older messages. */
  more: boolean;
  /** Milliseconds since the epoch. */
  now: number;
  chat: Speech<"chat">;
  page: Speech<"page">;
}

/** A stretch of history by itself: how older messages are read without scripts. */
export function Past({ me, room, messages, more, now, chat, page }: PastProps) {
  return (
    <div class="talk">
      <Log
        speech={chat}
        empty={false}
        older={
          <Older
            speech={chat}
            room={room}
            before={more ? messages[0]?.seq : undefined}
          />
        }
      >
        <Rows
          rows={layRows(messages, [], { me: me.id, dates: chat.dates })}
          {...{ me, now, speech: chat, markupOf }}
          slug={room.slug}
        />
      </Log>
      <div class="foot">
        <p class="ask-in">
          {page.say("room.past")}
          <a class="btn" href={`/r/${room.slug}`}>{page.say("room.newest")}</a>
        </p>
      </div>
    </div>
  );
}

interface OutsideProps {
  room: Room;
  page: Speech<"page">;
  /** Why the person could not come in. */
  wrong?: string | undefined;
}

/** A public room, seen from outside. */
export function Outside({ room, page, wrong }: OutsideProps) {
  return (
    <div class="talk">
      <div class="log bare">
        <form class="blank" method="post" action={`/r/${room.slug}`}>
          <LargeKnot />
          <h2>
            <bdi>{room.name}</bdi>
          </h2>
          <p>{page.say("room.join.lead")}</p>
          {wrong !== undefined && <Complaint text={wrong} />}
          <button class="btn main" type="submit" name="join" value="1">
            {page.say("room.join")}
          </button>
        </form>
      </div>
    </div>
  );
}
