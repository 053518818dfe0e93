import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import type { Message, Room, User } from "@/lib/chat/model.ts";
import { Banner } from "@/components/Banner.tsx";
import { ComposerForm, composerLabel, UnderComposer } from "@/components/ComposerForm.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Log, Older } from "@/components/Log.tsx";
import { roomName } from "@/components/named.ts";
import { QuietFoot } from "@/components/QuietFoot.tsx";
import { Rows } from "@/components/Rows.tsx";
import { layRows } from "@/components/rows.ts";
import { Conversation as Talk } from "@/lib/client/conversation.ts";
import { ownZone } from "@/lib/i18n/preferences.ts";
import { Speech, type SpeechProps } from "@/lib/i18n/speech.ts";

interface ConversationProps {
  store: string;
  me: User;
  room: Room;
  messages: Message[];
  rev: number;
  /** There are older messages. */
  more: boolean;
  /** Milliseconds since the epoch, when the page was made. */
  now: number;
  speech: SpeechProps<"chat">;
  clientId: string;
  /** What the form brought and was not taken, and why. */
  text: string;
  refusal: string | undefined;
  /** Why the person may only read, in a sentence. */
  quiet: string | undefined;
  /** What the button says that marks all as read. */
  readText: string;
}

interface PartProps {
  props: ConversationProps;
  talk: Talk;
  speech: Speech<"chat">;
}

/** A room in use: takes over the page that the server made, and keeps it alive. */
export default function Conversation(props: ConversationProps) {
  const speech = useSpeech(props.speech);
  const talk = useTalk(props, speech);
  const log = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (log.current && area.current) talk.start(log.current, area.current);
    return () => talk.stop();
  }, [talk]);
  // Each part reads signals of its own, so that a key pressed does not lay out the whole log.
  const part = { props, talk, speech };
  return (
    <div class="talk">
      <Connection {...part} />
      <History {...part} log={log} />
      <Foot {...part} area={area} />
      <News {...part} />
    </div>
  );
}

function Connection({ talk: { feed }, speech }: PartProps) {
  const [cutOff, slow] = [feed.cutOff.value, feed.slow.value];
  return <Banner {...{ speech, cutOff, slow, retry: () => feed.probe() }} />;
}

function History({ props, talk, speech, log }: PartProps & { log: RefObject<HTMLDivElement> }) {
  const { me, room } = props;
  const { feed } = talk;
  const [messages, unsent] = [feed.messages.value, feed.unsent.value];
  const rows = useMemo(
    // The mark stands where it was when the page was made.
    () =>
      layRows(messages, unsent, {
        me: me.id,
        dates: speech.dates,
        readSeq: room.unread > 0 ? room.readSeq : undefined,
      }),
    [messages, unsent],
  );
  useLayoutEffect(() => talk.settle());
  return (
    <Log
      {...{ speech, log }}
      empty={isEmpty(talk)}
      older={
        <Older
          {...{ speech, room: roomName(room, speech.say("person.gone")) }}
          before={feed.whole.value ? undefined : messages[0]?.seq}
          failed={feed.older.value === "failed"}
          busy={feed.older.value === "loading"}
          load={(event) => {
            event.preventDefault();
            void feed.loadOlder();
          }}
        />
      }
    >
      <Rows
        {...{ rows, me, speech, now: talk.today.value, cutOff: feed.cutOff.value }}
        slug={room.slug}
        retry={(id) => feed.retry(id)}
        edit={(id) => talk.edit(id)}
        discard={(id) => void feed.discard(id)}
      />
    </Log>
  );
}

function Foot({ props, talk, speech, area }: PartProps & { area: RefObject<HTMLTextAreaElement> }) {
  const { room, clientId, text } = props;
  const { feed, composer, scroll } = talk;
  const length = composer.length.value;
  const prompt = feed.cutOff.value
    ? speech.say("compose.offline")
    : isEmpty(talk)
    ? speech.say("compose.first")
    : composerLabel(room, speech);
  // The server's refusal stands until something is changed.
  const refusal = composer.refusal.value ?? (composer.touched.value ? undefined : props.refusal);
  const form = { speech, room, clientId, text, prompt, refusal, length };
  return (
    <div class="foot">
      {!scroll.atEnd.value && <Jump speech={speech} scroll={scroll} />}
      <MarkRead {...props} />
      {props.quiet === undefined
        ? (
          <>
            <ComposerForm {...form} area={area} />
            <UnderComposer {...form} />
          </>
        )
        : <QuietFoot text={props.quiet} />}
    </div>
  );
}

/** Where no script runs that marks what was seen as read, a button does. */
function MarkRead({ room, messages, readText }: ConversationProps) {
  const last = messages.at(-1)?.seq;
  if (room.unread === 0 || last === undefined) return null;
  return (
    <noscript>
      <form class="seen" method="post" action={`/r/${room.slug}`}>
        <button class="btn small" type="submit" name="read" value={last}>{readText}</button>
      </form>
    </noscript>
  );
}

function News({ talk }: PartProps) {
  return (
    <div class="sr" role="status">
      {talk.announcer.lines.value.map((line, index) => <p key={index}>{line}</p>)}
    </div>
  );
}

function isEmpty({ feed }: Talk): boolean {
  return feed.whole.value && feed.messages.value.length === 0 && feed.unsent.value.length === 0;
}

function Jump({ speech, scroll }: { speech: Speech<"chat">; scroll: Talk["scroll"] }) {
  const n = scroll.behind.value;
  return (
    <button class="pill" type="button" onClick={() => scroll.toEnd()}>
      <Icon name="down" small />
      {n > 0 ? speech.say("log.jump.new", { n }) : speech.say("log.jump")}
    </button>
  );
}

function useSpeech(props: SpeechProps<"chat">): Speech<"chat"> {
  return useMemo(
    () => new Speech<"chat">({ ...props, zone: IS_BROWSER ? ownZone() : props.zone }),
    [],
  );
}

function useTalk(props: ConversationProps, speech: Speech<"chat">): Talk {
  return useMemo(() =>
    new Talk(props, {
      message: ({ author, body }) => `${author.name}: ${body}`,
      messages: (n) => speech.say("log.announce.new", { n }),
      untilTomorrow: (now) => speech.dates.untilTomorrow(now),
    }), []);
}
