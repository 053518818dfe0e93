import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { AnsweredBar } from "@/components/composer/AnsweredBar.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { listed } from "@/components/ui/listed.ts";
import { Told } from "@/components/ui/Told.tsx";
import { reasonFor } from "@/components/message/reason.ts";
import { TypingLine } from "@/components/log/TypingLine.tsx";
import type { User } from "@/lib/chat/model.ts";
import { type Command, commandName } from "@/lib/client/commands.ts";
import type { Choice } from "@/lib/client/completion.ts";
import type { Composer } from "@/lib/client/composer.ts";
import type { Notice, Way } from "@/lib/client/composer_notice.ts";
import type { RoomFeed } from "@/lib/client/room_feed.ts";
import type { Mode } from "@/lib/client/writing.ts";
import { isolate } from "@/lib/i18n/isolate.ts";
import { spanName } from "@/lib/i18n/span_name.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

export { FailedNews } from "@/components/message/FailedNews.tsx";
export { standingOf } from "@/components/message/UnsentState.tsx";
export { failedWays } from "@/lib/client/failed_ways.ts";
export { makeComposer } from "@/lib/client/make_composer.ts";

interface ComposingProps {
  composer: Composer;
  feed: RoomFeed;
  /** The person who writes. */
  me: number;
  speech: Speech<"chat">;
  /** A person's face. */
  face: (person: User) => ComponentChildren;
  /** Has a screen reader say something. */
  say: (text: string) => void;
}

/** What stands above the field while somebody writes: what is answered or changed, and what is offered. */
export default function Composing(props: ComposingProps) {
  useForm(props);
  return (
    <>
      <Suggestions {...props} />
      <NoticeBar {...props} />
      <ModeBar {...props} />
    </>
  );
}

/** Has the form, which is there without this, look as it should. */
function useForm({ composer, speech }: ComposingProps): void {
  const [bad, editing] = [composer.bad.value, composer.editing.value];
  useEffect(() => {
    const { form } = composer.area;
    form?.classList.toggle("is-bad", bad);
    composer.area.ariaInvalid = String(bad);
    const send = form?.querySelector(".send");
    if (send) send.ariaLabel = speech.say(editing ? "edit.save" : "compose.send");
  }, [bad, editing]);
}

function ModeBar({ composer, me, speech, say }: ComposingProps) {
  const { mode: { value: mode }, present: { value: present } } = composer.writing;
  const changed = mode?.kind === "edit" && present?.body !== mode.message.body;
  const told = mode && modeText(mode, me, speech);
  useEffect(() => told === undefined ? undefined : say(told), [told]);
  useEffect(() => changed ? say(speech.say("edit.changed")) : undefined, [changed]);
  if (!mode || !present) return null;
  const drop = () => composer.cancel();
  if (mode.kind === "reply") {
    return <AnsweredBar {...{ message: present, own: present.author.id === me, speech, drop }} />;
  }
  return (
    <div class="bar">
      <Icon name="edit" small />
      <span>
        {speech.say("edit.bar")}
        {changed && <small class="err">{speech.say("edit.changed")}</small>}
      </span>
      <Drop label={speech.say("edit.drop")} drop={drop} />
    </div>
  );
}

function modeText(mode: Mode, me: number, speech: Speech<"chat">): string {
  if (mode.kind === "edit") return speech.say("edit.bar");
  const { id, name } = mode.message.author;
  if (id === me) return speech.say("reply.to.own");
  return speech.say("reply.to", { name: name || speech.say("person.gone") });
}

function NoticeBar({ composer, speech }: ComposingProps) {
  const { value: notice } = composer.notice;
  return (
    <div role="alert">
      {notice && (
        <div class="bar">
          <Icon name="alert" small />
          <span>
            <Told text={textOf(notice, composer.longest, speech)} />
          </span>
          {notice.ways.map((way) => (
            <button
              class="btn small"
              type="button"
              key={way.kind}
              onClick={() => way.run()}
            >
              {wayText(way, notice, speech)}
            </button>
          ))}
          <Drop
            label={speech.say("notice.close")}
            drop={() => composer.notice.value = undefined}
          />
        </div>
      )}
    </div>
  );
}

function Drop({ label, drop }: { label: string; drop: () => void }) {
  return (
    <button class="ib small" type="button" aria-label={label} title={label} onClick={drop}>
      <Icon name="x" small />
    </button>
  );
}

function textOf(notice: Notice, longest: number, speech: Speech<"chat">): string {
  switch (notice.kind) {
    case "unknown":
      return speech.say("notice.unknown", { name: isolate(notice.name) });
    case "over":
      return speech.say("notice.over", { n: notice.parts });
    case "refused": {
      if (notice.what === "pin" && notice.why === "too_large") return speech.say("notice.pins");
      const what = notice.what === "edit" ? "notice.edit" : "notice.change";
      const why = notice.why === "conflict"
        ? speech.say("menu.conflict")
        : reasonFor(notice.why, longest, speech);
      return speech.say(what, { why });
    }
    case "undone":
      return speech.say("notice.undone", { why: reasonFor(notice.why, longest, speech) });
    case "needs":
      return speech.say("notice.needs", { name: nameOf(notice.command, speech) });
    case "nobody":
      return speech.say("notice.nobody", { name: isolate(notice.name) });
    case "invited":
      return speech.say("notice.invited", {
        n: notice.names.length,
        names: listed(notice.names.map(isolate), notice.names.length, speech),
      });
    case "notify":
      return speech.say(notice.on ? "notice.loud" : "notice.quiet");
    case "long":
    case "gone":
    case "leave":
      return speech.say(`notice.${notice.kind}`);
  }
}

function wayText({ kind }: Way, notice: Notice, speech: Speech<"chat">): string {
  if (kind !== "parts") return speech.say(`way.${kind}`);
  return speech.say("way.parts", { n: notice.kind === "over" ? notice.parts : 1 });
}

/**
 * What can be completed. A text area may not be a combobox (ARIA in HTML): the list is tied to it by
 * what such a field may have, and its length is told.
 */
function Suggestions({ composer: { completion, area }, face, speech }: ComposingProps) {
  const { value: offered } = completion.offered;
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-haspopup", "listbox");
  }, []);
  useEffect(() => {
    if (!offered) {
      area.removeAttribute("aria-controls");
      return area.removeAttribute("aria-activedescendant");
    }
    area.setAttribute("aria-controls", id);
    area.setAttribute("aria-activedescendant", `${id}-${offered.at}`);
    list.current?.children[offered.at]?.scrollIntoView({ block: "nearest" });
  }, [offered]);
  return (
    <>
      <div class="sr" role="status">
        {offered && speech.say("suggest.count", { n: offered.choices.length })}
      </div>
      {offered && (
        <ul
          class="suggest"
          role="listbox"
          id={id}
          aria-label={speech.say("suggest.label")}
          // Where it scrolls, keys can do that, too.
          tabIndex={0}
          ref={list}
        >
          {offered.choices.map((choice, index) => (
            <li
              key={choice.key}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === offered.at}
              // The field keeps the focus, and a phone its keyboard.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => completion.choose(index)}
            >
              <ChoiceLine {...{ choice, face, speech }} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function ChoiceLine(
  { choice, face, speech }: Pick<ComposingProps, "face" | "speech"> & { choice: Choice },
) {
  switch (choice.kind) {
    case "person":
      return (
        <>
          {face(choice.user)}
          <bdi class="clip">{choice.user.name}</bdi>
          {!choice.here && <small>{speech.say("suggest.away")}</small>}
        </>
      );
    case "all":
      return (
        <>
          <Icon name="users" />
          <b>{choice.insert}</b>
          <small>{speech.say("suggest.all")}</small>
        </>
      );
    case "emoji":
      return (
        <>
          <span class="emoji" aria-hidden="true">{choice.insert}</span>
          <span class="clip">{choice.name}</span>
        </>
      );
    case "command":
      return (
        <>
          <b>{choice.insert}</b>
          <small>{speech.say(`command.${choice.command}`)}</small>
        </>
      );
  }
}

function nameOf(command: Command, speech: Speech<"chat">): string {
  return commandName(command, speech.locale);
}

/** Units before the limit from which on it is told how many are left. */
const WARN_FROM = 500;

interface UnderProps extends Pick<ComposingProps, "feed" | "speech"> {
  composer: Composer | undefined;
  /** Why the server did not take what the form brought. */
  complaint: string | undefined;
}

/** What is wrong. */
export function Complaint(props: UnderProps) {
  const complaint = complaintOf(props);
  if (complaint === undefined) return null;
  return (
    <span class="err">
      <Icon name="alert" small />
      {complaint}
    </span>
  );
}

/** The others who are writing just now, if nothing is wrong. */
export function Typing({ names, ...props }: UnderProps & { names: readonly string[] }) {
  return complaintOf(props) === undefined
    ? <TypingLine {...{ names }} speech={props.speech} />
    : null;
}

interface HintProps extends UnderProps {
  /** What the keys do. */
  keys: ComponentChildren;
  enterBreaks: boolean;
}

/** What there is to know besides, if nothing is wrong. */
export function Hint(props: HintProps) {
  return complaintOf(props) === undefined ? <Hints {...props} /> : null;
}

function complaintOf({ composer, complaint, speech }: UnderProps): string | undefined {
  // The server's stands until something is changed.
  if (!composer?.touched.value) return complaint;
  const { longest, refusal: { value: refusal } } = composer;
  const over = composer.length.value - longest;
  if (over > 0) return speech.say("compose.over", { n: over, max: longest });
  return refusal && capital(reasonFor(refusal, longest, speech));
}

function Hints({ composer, feed, speech, keys, enterBreaks }: HintProps) {
  const wait = useWait(feed);
  if (wait !== undefined) {
    return <span>{speech.say("slow.wait", { wait: spanName(wait, speech.locale, "short") })}</span>;
  }
  if (!composer) return <>{keys}</>;
  const left = composer.longest - composer.length.value;
  if (left <= WARN_FROM) return <span>{speech.say("compose.left", { n: left })}</span>;
  if (!composer.editing.value) return <>{keys}</>;
  return (
    <span class="not-narrow">
      {speech.say(enterBreaks ? "edit.keys.breaks" : "edit.keys")}
    </span>
  );
}

/** Seconds until the room takes another message, as they pass. */
function useWait(feed: RoomFeed): number | undefined {
  const until = feed.pausedUntil.value;
  const left = useSignal(0);
  useEffect(() => {
    if (until === undefined) return;
    const count = () => left.value = Math.max(0, Math.ceil((until - Date.now()) / 1_000));
    count();
    const timer = setInterval(count, 1_000);
    return () => clearInterval(timer);
  }, [until]);
  return until === undefined || left.value === 0 ? undefined : left.value;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
