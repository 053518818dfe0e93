import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { Icon, type IconName } from "@/components/ui/Icon.tsx";
import type { ShownPicture } from "@/components/message/shown_pictures.ts";
import { BackStep } from "@/lib/client/back_step.ts";
import { onSwipe } from "@/lib/client/swipe.ts";
import type { Speech } from "@/lib/i18n/speech.ts";

interface LightboxProps {
  /** In their order; never empty. */
  pictures: readonly ShownPicture[];
  /** The file that is shown first, by its id. */
  first: string;
  /** The reader. */
  me: number;
  /** Milliseconds since the epoch. */
  now: number;
  close: () => void;
  texts: Speech<"files">;
}

/** By which key one goes how far; beyond an end one stays there. */
const STEPS: Readonly<Record<string, number>> = {
  ...{ ArrowLeft: -1, ArrowRight: 1, PageUp: -1, PageDown: 1 },
  ...{ Home: -Infinity, End: Infinity },
};

/** Pictures one by one, as large as the window; the original where somebody wants to see all of it. */
export default function Lightbox(props: LightboxProps) {
  const { pictures, first, texts } = props;
  const shown = useSignal(first);
  const whole = useSignal(false);
  const at = Math.max(0, pictures.findIndex(({ file }) => file.id === shown.value));
  const picture = pictures[at];
  const dialog = useRef<HTMLDialogElement>(null);
  const step = useMemo(() => new BackStep(props.close), []);
  const go = (by: number) => {
    const next = pictures[Math.min(pictures.length - 1, Math.max(0, at + by))];
    if (!next || next === picture) return;
    whole.value = false;
    shown.value = next.file.id;
  };
  const goNow = useRef(go);
  goNow.current = go;
  useLayoutEffect(() => {
    const listening = new AbortController();
    const { current: element } = dialog;
    element?.showModal();
    step.start(listening.signal);
    if (element) {
      onSwipe(
        element,
        (to) => whole.value || goNow.current(to === "left" ? 1 : -1),
        listening.signal,
      );
    }
    return () => listening.abort();
  }, []);
  useEffect(() => {
    for (const by of [1, -1]) prepare(pictures[at + by]);
  }, [at]);
  if (!picture) return null;
  return (
    <dialog
      class="light"
      ref={dialog}
      aria-label={texts.say("light.title")}
      onClose={() => step.leave()}
      onKeyDown={(event) => {
        const by = STEPS[event.key];
        // An original is looked over by the same keys.
        if (by === undefined || whole.value || event.altKey || event.ctrlKey) return;
        event.preventDefault();
        go(by);
      }}
    >
      <Head
        {...props}
        {...{ picture, at }}
        whole={whole.value}
        toggle={() => whole.value = !whole.value}
        leave={() => dialog.current?.close()}
      />
      <Sight
        key={picture.file.id}
        {...{ picture, texts }}
        whole={whole.value}
        leave={() => dialog.current?.close()}
      />
      {pictures.length > 1 && (
        <>
          <Way look="older" label={texts.say("light.older")} end={at === 0} go={() => go(-1)} />
          <Way
            look="newer"
            label={texts.say("light.newer")}
            end={at === pictures.length - 1}
            go={() => go(1)}
          />
        </>
      )}
    </dialog>
  );
}

interface HeadProps extends Pick<LightboxProps, "pictures" | "me" | "now" | "texts"> {
  picture: ShownPicture;
  at: number;
  whole: boolean;
  toggle: () => void;
  leave: () => void;
}

function Head({ pictures, picture, at, me, now, whole, toggle, leave, texts }: HeadProps) {
  const { file: { id, name }, message: { author, at: when } } = picture;
  const by = author.id === me ? texts.say("you") : author.name || texts.say("gone");
  return (
    <header>
      <div role="status">
        <b class="clip">
          <bdi>{name}</bdi>
        </b>
        <small class="clip">
          {pictures.length > 1 &&
            `${texts.say("light.count", { n: at + 1, all: pictures.length })} · `}
          <bdi>{by}</bdi>
          {`, ${texts.dates.moment(Date.parse(when), now)}`}
        </small>
      </div>
      <Tool icon="eye" label={texts.say("light.original")} pressed={whole} act={toggle} />
      <a
        class="ib"
        href={`/f/${id}`}
        download={name}
        aria-label={texts.say("light.download", { name })}
        title={texts.say("light.download", { name })}
      >
        <Icon name="download" />
      </a>
      <Tool icon="x" label={texts.say("light.close")} act={leave} />
    </header>
  );
}

interface ToolProps {
  icon: IconName;
  label: string;
  pressed?: boolean;
  act: () => void;
}

function Tool({ icon, label, pressed, act }: ToolProps) {
  return (
    <button
      class="ib"
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={act}
    >
      <Icon name={icon} />
    </button>
  );
}

interface WayProps {
  look: "older" | "newer";
  label: string;
  /** There is nothing there. */
  end: boolean;
  go: () => void;
}

// Not `disabled`: a button that had the focus would lose it at the end.
function Way({ look, label, end, go }: WayProps) {
  return (
    <button
      class={`ib ${look}`}
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={end}
      onClick={go}
    >
      <Icon name="back" />
    </button>
  );
}

interface SightProps {
  picture: ShownPicture;
  whole: boolean;
  leave: () => void;
  texts: Speech<"files">;
}

/** The small preview, which is here already, until the large one or the original covers it. */
function Sight({ picture: { file }, whole, leave, texts }: SightProps) {
  const { id, name, width, height } = file;
  const failed = useSignal(false);
  const src = useComputed(() => `/f/${id}`).value;
  useEffect(() => void (failed.value = false), [whole]);
  return (
    <figure
      class={whole ? "whole" : undefined}
      tabIndex={whole ? 0 : undefined}
      onClick={({ target, currentTarget }) => target === currentTarget && leave()}
    >
      {!whole && <img data-fresh-disable-lock src={`${src}/small`} alt="" {...{ width, height }} />}
      <img
        data-fresh-disable-lock
        key={whole ? "whole" : "large"}
        src={whole ? src : `${src}/large`}
        alt={name}
        {...{ width, height }}
        hidden={failed.value}
        onError={() => failed.value = true}
      />
      {failed.value && <figcaption role="alert">{texts.say("light.failed")}</figcaption>}
    </figure>
  );
}

function prepare(picture: ShownPicture | undefined): void {
  if (picture) new Image().src = `/f/${picture.file.id}/large`;
}
