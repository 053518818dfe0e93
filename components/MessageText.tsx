import { splitLinks } from "./links.ts";

// One to three emoji and nothing else; bounded, so it cannot be made slow.
const EMOJI =
  /^(?:(?:\p{RI}\p{RI}|\p{Emoji_Presentation}\p{Emoji_Modifier}?|\p{Extended_Pictographic}\uFE0F\p{Emoji_Modifier}?)(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?){0,4}\s?){1,3}$/u;
const LONGEST_EMOJI = 60;

interface MessageTextProps {
  body: string;
  /** The reader's name, where the text calls them by it. */
  toMe?: string | undefined;
}

/** What somebody wrote, as they wrote it: links can be followed, nothing else is made of it. */
export function MessageText({ body, toMe }: MessageTextProps) {
  const emoji = body.length <= LONGEST_EMOJI && EMOJI.test(body);
  return (
    <p class={emoji ? "big" : undefined} dir="auto">
      {splitLinks(body).map((piece, index) =>
        typeof piece === "string"
          ? toMe === undefined ? piece : <Calls key={index} text={piece} name={toMe} />
          : (
            <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
              {piece.text}
            </a>
          )
      )}
    </p>
  );
}

/** Text with the reader's own name marked in it, as it stands there. */
function Calls({ text, name }: { text: string; name: string }) {
  const [folded, wanted] = [text.toLowerCase(), `@${name}`.toLowerCase()];
  // Folding may change lengths in some scripts; then places would be wrong, and nothing is marked.
  const at = folded.length === text.length ? folded.indexOf(wanted) : -1;
  if (at < 0) return <>{text}</>;
  const end = at + wanted.length;
  return (
    <>
      {text.slice(0, at)}
      <mark class="you">{text.slice(at, end)}</mark>
      <Calls text={text.slice(end)} name={name} />
    </>
  );
}
