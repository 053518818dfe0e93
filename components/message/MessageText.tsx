import type { ComponentChildren } from "preact";
import type { Markup, MarkupNode } from "@/lib/markup/markup.ts";

// One to three emoji and nothing else; bounded, so it cannot be made slow.
const EMOJI =
  /^(?:(?:\p{RI}\p{RI}|\p{Emoji_Presentation}\p{Emoji_Modifier}?|\p{Extended_Pictographic}\uFE0F\p{Emoji_Modifier}?)(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?){0,4}\s?){1,3}$/u;
const LONGEST_EMOJI = 60;
/** By what everybody is called at once. */
const EVERYBODY = "todos|all|everyone|aqui|here";
const BLOCK = /^(?:p|[uo]l|blockquote)$/;

interface MessageTextProps {
  body: string;
  /** What the body is made of, if it is more than text and that is known yet. */
  markup?: Markup | undefined;
  /** The reader's name, where the text calls them by it. */
  toMe?: string | undefined;
  /** The text calls everybody. */
  all?: boolean | undefined;
}

/** What somebody wrote: formatted as they meant it, or else as they typed it. */
export function MessageText({ body, markup, toMe, all }: MessageTextProps) {
  const calls = callsOf(toMe, all);
  try {
    if (markup) return <>{drawAll(markup, calls)}</>;
  } catch {
    // What cannot be drawn is still there to be read.
  }
  const emoji = body.length <= LONGEST_EMOJI && EMOJI.test(body);
  return <p class={emoji ? "big" : undefined} dir="auto">{called(body, calls)}</p>;
}

function drawAll(markup: Markup, calls: RegExp | undefined): ComponentChildren {
  return markup.map((node) => draw(node, calls));
}

function draw(node: MarkupNode, calls: RegExp | undefined): ComponentChildren {
  if (typeof node === "string") return called(node, calls);
  const { t: Tag, c, k, href, start, lang, copy } = node;
  switch (Tag) {
    case "a":
      return (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow">{drawAll(c, calls)}</a>
      );
    case "spoiler":
      return (
        <label class="spoiler">
          {/* Browsers would give the state of one spoiler to another when the page is loaded anew. */}
          <input type="checkbox" aria-label="Spoiler" autocomplete="off" />
          <span>{drawAll(c, calls)}</span>
        </label>
      );
    case "pre":
      return (
        <div class="code" dir="ltr">
          {lang && <div>{lang}</div>}
          {copy && <button class="copy" type="button">{copy}</button>}
          <pre tabIndex={0}><code>{drawAll(c, undefined)}</code></pre>
        </div>
      );
    case "code":
      return <code>{c}</code>;
    default:
      // Not `li`: a list takes its direction from what its items say.
      return (
        <Tag class={k} start={start} dir={BLOCK.test(Tag) ? "auto" : undefined}>
          {drawAll(c, calls)}
        </Tag>
      );
  }
}

/** Finds the reader's name, and those by which everybody is called. */
function callsOf(toMe: string | undefined, all: boolean | undefined): RegExp | undefined {
  const names = toMe === undefined ? [] : [toMe.replace(/\W/g, "\\$&")];
  if (all) names.push(EVERYBODY);
  return names.length === 0 ? undefined : new RegExp(`(@(?:${names.join("|")}))`, "i");
}

/** Text with what calls the reader marked in it, as it stands there. */
function called(text: string, calls: RegExp | undefined): ComponentChildren {
  if (!calls) return text;
  // The pieces that were found stand at the odd places.
  return text.split(calls).map((piece, index) =>
    index % 2 ? <mark class="you" key={index}>{piece}</mark> : piece
  );
}
