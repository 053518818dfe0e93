import { asset } from "fresh/runtime";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { FileBadge } from "@/components/message/MessageFiles.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import { MOST_AT_ONCE } from "@/lib/client/brought_files.ts";
import { canRecord } from "@/lib/client/capabilities.ts";
import type { Choice, FileDesk } from "@/lib/client/file_desk.ts";
import { lateTexts } from "@/lib/i18n/late_texts.ts";
import { lateSheet } from "@/lib/client/late_sheet.ts";
import { type FileDeskPlace, openFileDesk } from "@/lib/client/open_file_desk.ts";
import { isAbsent, isUnderWay, sharedFileOf, type Upload } from "@/lib/client/upload.ts";
import { whyOf, wordsOf } from "./upload_words.ts";
import { VoiceBar } from "./VoiceBar.tsx";
import type { Locale } from "@/lib/i18n/locale.ts";
import { Speech } from "@/lib/i18n/speech.ts";
// All that both use stays in one file: split by who uses it, it would weigh more.
import "../Conversation.tsx";

/** All that it takes to send files from a room's page: the looks, the words, and what they do. */
export async function openDesk(place: FileDeskPlace, locale: Locale): Promise<FileDesk> {
  const [texts] = await Promise.all([
    lateTexts("files", locale),
    lateSheet(asset("/styles/sending.css")),
  ]);
  const said = new Speech<"files">({ locale, texts, zone: "UTC" });
  const desk = openFileDesk(place, said.say("up.pasted"));
  desk.view = () => <Tray desk={desk} texts={said} />;
  return desk;
}

interface TrayProps {
  desk: FileDesk;
  texts: Speech<"files">;
}

/** What stands above the field while somebody sends files. */
function Tray({ desk, texts }: TrayProps) {
  const { uploads } = desk;
  const here = uploads.here();
  const ready = here.length > 0;
  useEffect(() => {
    // The browser itself asks for words otherwise.
    const area = document.querySelector<HTMLTextAreaElement>("#escrever");
    if (area) area.required = uploads.ready.length === 0;
  });
  return (
    <>
      {desk.over.value && <div class="drop-here">{texts.say("up.over")}</div>}
      {desk.asking.value && <Choices desk={desk} texts={texts} />}
      {desk.told.value && <Told desk={desk} texts={texts} />}
      {canRecord() && <VoiceBar desk={desk} texts={texts} />}
      {ready && (
        <ul class="chips" aria-label={texts.say("tray")}>
          {here.map((upload) => <Chip key={upload.key} {...{ upload, desk, texts }} />)}
        </ul>
      )}
      <News uploads={here} texts={texts} />
    </>
  );
}

const CHOICES = ["photo", "media", "file"] as const satisfies readonly Choice[];

function Choices({ desk, texts }: TrayProps) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const leave = () => {
    desk.asking.value = false;
    document.querySelector<HTMLElement>("[data-attach]")?.focus();
  };
  return (
    <div
      class="bar"
      role="group"
      aria-label={texts.say("up.choice")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        event.preventDefault();
        leave();
      }}
    >
      {CHOICES.map((choice, index) => (
        <button
          class="btn small"
          type="button"
          key={choice}
          ref={index === 0 ? first : null}
          onClick={() => desk.choose(choice)}
        >
          {texts.say(`up.${choice}`)}
        </button>
      ))}
      <Close label={texts.say("up.close")} close={leave} />
    </div>
  );
}

function Told({ desk, texts }: TrayProps) {
  return (
    <div class="bar" role="alert">
      <Icon name="alert" small />
      <span>
        {desk.told.value === "more"
          ? texts.say("up.more", { n: MOST_AT_ONCE })
          : texts.say("up.none")}
      </span>
      <Close label={texts.say("up.close")} close={() => desk.told.value = undefined} />
    </div>
  );
}

function Close({ label, close }: { label: string; close: () => void }) {
  return (
    <button class="ib small" type="button" aria-label={label} title={label} onClick={close}>
      <Icon name="x" small />
    </button>
  );
}

interface ChipProps extends TrayProps {
  upload: Upload;
}

function Chip({ upload, desk, texts }: ChipProps) {
  const { name, size, sent, state } = upload;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => row.current?.scrollIntoView({ block: "nearest" }), [state === "failed"]);
  return (
    <li class={state === "failed" ? "chip is-bad" : "chip"} ref={row}>
      <Look upload={upload} />
      <span>
        <b title={name}>
          <bdi>{name}</bdi>
        </b>
        <small>{wordsOf(upload, texts)}</small>
      </span>
      <ChipActs {...{ upload, desk, texts }} />
      {state !== "whole" && state !== "failed" && (
        <progress
          max={Math.max(size, 1)}
          value={sent}
          aria-label={texts.say("up.bar", { name })}
        />
      )}
    </li>
  );
}

function ChipActs({ upload, desk, texts }: ChipProps) {
  const { key, name, state } = upload;
  const { uploads } = desk;
  const still = state === "whole" || state === "failed";
  const main = mainAct(upload, desk);
  const cancel = () => {
    uploads.cancel(key);
    // The button that had the focus is gone with the file.
    desk.focus();
  };
  return (
    <div class="acts">
      {/* One button, so that it keeps the focus when it becomes another. */}
      {main && (
        <Act
          icon={main.icon}
          label={texts.say(main.label, { name })}
          run={() => main.run()}
        />
      )}
      <Act icon="x" label={texts.say(still ? "up.drop" : "up.cancel", { name })} run={cancel} />
    </div>
  );
}

/** What can be done with a file besides taking it away. */
function mainAct(upload: Upload, desk: FileDesk) {
  const { uploads } = desk;
  const { key, state, why } = upload;
  if (isUnderWay(upload)) {
    return { icon: "pause", label: "up.pause", run: () => uploads.pause(key) } as const;
  }
  // What is too large stays so.
  if (state === "failed" && why?.code !== "size") {
    return { icon: "refresh", label: "up.retry", run: () => uploads.retry(key) } as const;
  }
  if (state !== "paused") return undefined;
  return isAbsent(upload)
    ? { icon: "plus", label: "up.again", run: () => desk.choose("file") } as const
    : { icon: "play", label: "up.resume", run: () => uploads.resume(key) } as const;
}

interface ActProps {
  icon: "pause" | "play" | "plus" | "refresh" | "x";
  label: string;
  run: () => void;
}

function Act({ icon, label, run }: ActProps) {
  return (
    <button class="ib small" type="button" aria-label={label} title={label} onClick={run}>
      <Icon name={icon} small />
    </button>
  );
}

/** Pictures that a browser shows by itself, and not too large to be unpacked for a chip. */
const SHOWN = /^image\/(png|jpeg|gif|webp|avif)$/;
const LARGEST_SHOWN = 32 * 1_024 * 1_024;

/** The picture itself, or the ending of the name. */
function Look({ upload }: { upload: Upload }) {
  const { file } = upload;
  const url = useMemo(
    () =>
      file && SHOWN.test(file.type) && file.size <= LARGEST_SHOWN
        ? URL.createObjectURL(file)
        : undefined,
    [file],
  );
  useEffect(() => () => url === undefined ? undefined : URL.revokeObjectURL(url), [url]);
  return url === undefined ? <FileBadge file={sharedFileOf(upload)} /> : <img src={url} alt="" />;
}

/** Tells in words, once, what became of a file. */
function News({ uploads, texts }: { uploads: readonly Upload[]; texts: Speech<"files"> }) {
  const last = uploads.findLast(({ state }) => state === "whole" || state === "failed");
  const words = last &&
    (last.state === "whole"
      ? texts.say("up.said.whole", { name: last.name })
      : texts.say("up.said.failed", { name: last.name, why: whyOf(last, texts) }));
  return <div class="sr" role="status">{words}</div>;
}
