import type { ComponentChildren, RefObject } from "preact";
import { untracked, useSignal } from "@preact/signals";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import type { Message } from "@/lib/chat/model.ts";
import { Banner } from "@/components/ui/Banner.tsx";
import { Coming } from "@/components/ui/Coming.tsx";
import {
  ComposerForm,
  composerLabel,
  Keys,
  UnderComposer,
} from "@/components/composer/ComposerForm.tsx";
import { Face } from "@/components/ui/Face.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { Beginning, Edge, Log } from "@/components/log/Log.tsx";
import { NewsBar } from "@/components/log/NewsBar.tsx";
import { fileNames } from "@/components/message/one_line.ts";
import { type Quiet, quietOf, quietText } from "@/components/composer/quiet.ts";
import { QuietFoot } from "@/components/composer/QuietFoot.tsx";
import { Rows, type WithFiles } from "@/components/log/Rows.tsx";
import { layRows } from "@/components/log/rows.ts";
import { useLate } from "@/components/ui/use_late.ts";
import {
  Conversation as Talk,
  type ConversationProps as TalkProps,
} from "@/lib/client/conversation.ts";
import { ownZone } from "@/lib/i18n/preferences.ts";
import { Speech, type SpeechProps } from "@/lib/i18n/speech.ts";
import { coverSpoilers } from "@/lib/markup/plain_of.ts";

interface ConversationProps extends TalkProps {
  speech: SpeechProps<"chat">;
  clientId: string;
  /** What the form brought and was not taken, and why, in words. */
  text: string;
  complaint: string | undefined;
  /** Enter is a new line by the person's wish. */
  enterBreaks: boolean;
  /** The person may call everybody in the room. */
  callsAll: boolean;
  /** The message that the address asks to answer. */
  answered: Message | undefined;
  /** The files of a message, by its place, as the server has drawn them: what draws them is late. */
  [files: `files${number}`]: ComponentChildren;
}

/** What a browser's timer can hold, in milliseconds: 24 days. */
const LONGEST_TIMER = 2 ** 31 - 1;

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
    if (props.answered) talk.reply(props.answered);
    return () => talk.stop();
  }, [talk]);
  // Each part reads signals of its own, so that a key pressed does not lay out the whole log.
  const part = { props, talk, speech };
  return (
    <div class="talk">
      <Connection {...part} />
      <Fresh {...part} />
      <History {...part} log={log} />
      <Foot {...part} area={area} />
      <News {...part} />
      <Actions {...part} />
    </div>
  );
}

function Connection({ talk: { feed }, speech }: PartProps) {
  const [cutOff, slow] = [feed.cutOff.value, feed.slow.value];
  return <Banner {...{ speech, cutOff, slow, retry: () => feed.probe() }} />;
}

function Fresh({ talk, speech }: PartProps) {
  const { value: news } = talk.divider.news;
  if (!news || news.first && !talk.scroll.newsAbove.value) return null;
  return (
    <NewsBar
      {...{ speech, count: news.count, since: news.first?.at }}
      href={`/r/${talk.life.room.value.slug}/${(talk.divider.begins ?? 0) + 1}`}
      go={() => void talk.toNews()}
      read={() => talk.readAll()}
    />
  );
}

function History({ props, talk, speech, log }: PartProps & { log: RefObject<HTMLDivElement> }) {
  const { feed, life, divider: { after: readSeq, news } } = talk;
  const { pages } = feed;
  const { me: { value: me }, room: { value: room } } = life;
  const [messages, unsent] = [feed.messages.value, feed.unsent.value];
  const [gap, fresh] = [!feed.attached.value, news.value?.count];
  const rows = useMemo(
    () => layRows(messages, unsent, { me: me.id, dates: speech.dates, readSeq, fresh, gap }),
    [messages, unsent, readSeq, fresh, gap],
  );
  useLayoutEffect(() => talk.settle());
  const late = useUnsent(talk);
  const cutOff = feed.cutOff.value;
  const { value: filesOf } = useLate(
    [...messages, ...unsent].some(({ files }) => files),
    async () => await (await import("./late/Files.tsx")).openFiles(speech),
  );
  const showFiles = useCallback(
    (one: WithFiles) => one.files && (props[`files${one.seq ?? 0}`] ?? filesOf?.(one)),
    [filesOf],
  );
  const quiet = useQuiet(props, talk);
  const edge = { speech, slug: room.slug };
  return (
    <Log
      {...{ speech, log }}
      empty={isEmpty(talk)}
      quiet={quiet !== undefined}
      before={feed.whole.value ? <Beginning {...{ speech, room }} /> : (
        <Edge
          {...edge}
          side="older"
          seq={messages[0]?.seq ?? feed.head}
          state={pages.older.value}
          load={() => void pages.loadOlder()}
        />
      )}
    >
      <Rows
        {...{ rows, me, speech, now: talk.today.value }}
        slug={room.slug}
        markupOf={(message) => talk.texts.of(message)}
        quoteOf={({ replyTo }) => replyTo === undefined ? undefined : feed.originOf(replyTo)}
        repliesTo={({ seq }) => feed.repliesTo(seq)}
        filesOf={showFiles}
        at={props.at}
        gap={
          <Edge
            {...edge}
            side="newer"
            seq={messages.at(-1)?.seq ?? feed.head}
            state={pages.newer.value}
            load={() => void pages.loadNewer()}
          />
        }
        standing={late &&
          ((unsent, told) =>
            late.standingOf(unsent, { told, cutOff, speech, ways: late.failedWays(talk) }))}
      />
    </Log>
  );
}

function Foot({ props, talk, speech, area }: PartProps & { area: RefObject<HTMLTextAreaElement> }) {
  const { clientId, text, enterBreaks, complaint } = props;
  const mutedUntil = useMute(props);
  const { feed, life, scroll } = talk;
  const room = life.room.value;
  const { value: composer } = talk.composer.loaded;
  const names = life.typists.names.value;
  const late = useComposing(composer !== undefined || names.length > 0);
  const prompt = feed.cutOff.value
    ? speech.say("compose.offline")
    : isEmpty(talk)
    ? speech.say("compose.first")
    : composerLabel(room, speech);
  const quiet = useQuiet(props, talk);
  const keys = <Keys {...{ speech, enterBreaks }} />;
  const part = { composer, feed, speech, complaint };
  return (
    <div class="foot">
      {!scroll.atEnd.value && <Jump {...{ speech, talk, slug: room.slug }} />}
      {quiet && (
        <QuietFoot
          text={quietText(quiet, { speech, mutedUntil, now: talk.today.value })}
        />
      )}
      {/* What was begun stays there until one may write again. */}
      <div hidden={quiet !== undefined}>
        <ComposerForm {...{ speech, room, clientId, text, prompt, area }} bad={!!complaint}>
          {talk.files.desk.value?.view()}
          {late && composer && (
            <late.default
              {...{ ...part, composer }}
              me={life.me.value.id}
              face={(person) => <Face person={person} size="s" />}
              say={(text) => talk.say(text)}
            />
          )}
        </ComposerForm>
        <UnderComposer
          complaint={late ? <late.Complaint {...part} /> : complaint}
          typing={late && <late.Typing {...{ ...part, names }} />}
        >
          {late ? <late.Hint {...{ ...part, keys, enterBreaks }} /> : keys}
        </UnderComposer>
      </div>
    </div>
  );
}

/** What says how it stands with own messages on their way; it comes with what sends them. */
function useUnsent({ feed }: Talk) {
  return useLate(feed.ready.value, () => import("./late/Unsent.tsx")).value;
}

/** What belongs to the field and comes with the composer's code; the field works without it. */
function useComposing(wanted: boolean) {
  return useLate(wanted, () => import("./late/Composing.tsx")).value;
}

/** Why the person may only read just now. */
function useQuiet(props: ConversationProps, { life, today }: Talk): Quiet | undefined {
  const mutedUntil = useMute(props);
  return quietOf({ room: life.room.value, me: life.me.value, mutedUntil }, today.value);
}

/** Until when the person may not write, as long as that lasts. */
function useMute({ mutedUntil = 0, now }: ConversationProps): number | undefined {
  const muted = useSignal(mutedUntil > now);
  useEffect(() => {
    if (!muted.value) return;
    const left = Math.min(mutedUntil - Date.now(), LONGEST_TIMER);
    const timer = setTimeout(() => muted.value = false, left);
    return () => clearTimeout(timer);
  }, []);
  return muted.value ? mutedUntil : undefined;
}

/** What opens at a message and beside the conversation; it comes when it is first asked for. */
function Actions({ props, talk, speech }: PartProps) {
  const late = useLate(
    talk.opened.value ?? talk.panel.value,
    () => import("./late/MessageActions.tsx"),
  );
  const mutedUntil = useMute(props);
  return late.value
    ? <late.value.default {...{ talk, speech, mutedUntil }} />
    : <Coming {...{ late, speech }} />;
}

/** What is told to those who hear the page; the regions are there before there is anything to tell. */
function News({ talk, speech }: PartProps) {
  const failed = talk.feed.unsent.value.filter(({ state }) => state === "failed");
  const late = useUnsent(talk);
  return (
    <>
      <div class="sr said" role="status" aria-atomic="false">
        {talk.news.value.map(({ id, text }) => <p key={id}>{text}</p>)}
      </div>
      <div class="sr" role="alert">
        {late && <late.FailedNews {...{ failed, speech }} ways={late.failedWays(talk)} />}
      </div>
    </>
  );
}

function isEmpty({ feed }: Talk): boolean {
  return feed.whole.value && feed.messages.value.length === 0 && feed.unsent.value.length === 0;
}

function Jump({ speech, talk, slug }: { speech: Speech<"chat">; talk: Talk; slug: string }) {
  const n = talk.scroll.behind.value;
  return (
    <a
      class="pill"
      href={`/r/${slug}`}
      onClick={(event) => {
        event.preventDefault();
        void talk.toNewest().then(() => talk.composer.focus());
      }}
    >
      <Icon name="down" small />
      {n > 0 ? speech.say("log.jump.new", { n }) : speech.say("log.jump")}
    </a>
  );
}

function useSpeech(props: SpeechProps<"chat">): Speech<"chat"> {
  return useMemo(
    () => new Speech<"chat">({ ...props, zone: IS_BROWSER ? ownZone() : props.zone }),
    [],
  );
}

function useTalk(props: ConversationProps, speech: Speech<"chat">): Talk {
  // What it reads as it is made is no reason to draw the page again.
  const make = () =>
    new Talk(props, {
      message: (one) => `${one.author.name}: ${coverSpoilers(one.body) || fileNames(one)}`,
      messages: (n) => speech.say("log.announce.new", { n }),
      tool: (tool) => speech.say(`tools.${tool}`),
      code: {
        copy: speech.say("code.copy"),
        copied: speech.say("code.copied"),
        selected: speech.say("code.selected"),
      },
      untilTomorrow: (now) => speech.dates.untilTomorrow(now),
    }, {
      async compose(area, desk) {
        const { makeComposer } = await import("./late/Composing.tsx");
        return makeComposer(area, { ...desk, locale: speech.locale, callsAll: props.callsAll });
      },
      focus: async (talk) => (await import("./late/focus_over.ts")).focusOver(talk),
      bring: async (place) => (await import("./late/Tray.tsx")).openDesk(place, speech.locale),
    });
  return useMemo(() => untracked(make), []);
}
