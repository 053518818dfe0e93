import { splitLinks } from "./links.ts";

// One to three emoji and nothing else; bounded, so it cannot be made slow.
const EMOJI =
  /^(?:(?:\p{RI}\p{RI}|\p{Emoji_Presentation}\p{Emoji_Modifier}?|\p{Extended_Pictographic}\uFE0F\p{Emoji_Modifier}?)(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?){0,4}\s?){1,3}$/u;
const LONGEST_EMOJI = 60;

/** What somebody wrote, as they wrote it: links can be followed, nothing else is made of it. */
export function MessageText({ body }: { body: string }) {
  const emoji = body.length <= LONGEST_EMOJI && EMOJI.test(body);
  return (
    <p class={emoji ? "big" : undefined} dir="auto">
      {splitLinks(body).map((piece, index) =>
        typeof piece === "string"
          ? piece
          : (
            <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
              {piece.text}
            </a>
          )
      )}
    </p>
  );
}
