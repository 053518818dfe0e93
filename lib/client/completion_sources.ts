import { plainFold } from "@/lib/chat/plain_fold.ts";
import type { EmojiBook } from "@/lib/emoji/emoji_book.ts";
import { COMMAND_KEYS, commandName, type Locale } from "./commands.ts";
import type { Choice, Source } from "./completion.ts";
import type { Callable, RoomPeople } from "./room_people.ts";

/** What calls everybody in a room, in each language. */
const ALL: Readonly<Record<Locale, string>> = { "pt-BR": "todos", en: "all", es: "todos" };
const ALL_WORDS = ["todos", "all", "everyone"];
const EMOJI_SHOWN = 8;

/** "@": people, and everybody for those who may call them. */
export function peopleSource(
  people: RoomPeople,
  { locale, callsAll }: { locale: Locale; callsAll: boolean },
): Source {
  const everybody: Choice = { kind: "all", key: "all", insert: `@${ALL[locale]}` };
  return {
    // A name has several words; after a space that ends the text nothing is offered, so that Enter
    // sends.
    pattern: /(?<![\p{L}\p{N}\p{M}_])@((?:[^\s@]+(?: [^\s@]+){0,3})?)$/u,
    find(query) {
      const all = ALL_WORDS.some((word) => word.startsWith(plainFold(query)));
      const choicesOf = (named: readonly Callable[]) => [
        ...named.map(personChoice),
        ...(callsAll && all ? [everybody] : []),
      ];
      const { known, more } = people.named(query);
      return { choices: choicesOf(known), more: more?.then(choicesOf) };
    },
  };
}

function personChoice({ user, here }: Callable): Choice {
  return { kind: "person", key: String(user.id), insert: `@${user.name}`, user, here };
}

/** ":": emoji, by two letters of their name at least, so that ":)" and "14:05" stay what they are. */
export function emojiSource(locale: Locale): Source {
  let book: EmojiBook | undefined;
  const choicesIn = (book: EmojiBook, query: string) =>
    book.find(query, EMOJI_SHOWN).map(({ emoji, name }): Choice => ({
      ...{ kind: "emoji", key: emoji, insert: emoji, name },
    }));
  const load = async () => {
    const { loadEmojiBook } = await import("@/lib/emoji/emoji_book.ts");
    return book = await loadEmojiBook(locale);
  };
  return {
    pattern: /(?<![\p{L}\p{N}\p{M}:]):([\p{L}\p{N}\p{M}_+-]{2,})$/u,
    find: (query) =>
      book
        ? { choices: choicesIn(book, query) }
        : { choices: [], more: load().then((book) => choicesIn(book, query)) },
    closing: {
      sign: ":",
      whole: async (query) => (book ?? await load()).called(query)?.emoji,
    },
  };
}

/** "/": commands, where a text begins. */
export function commandSource(locale: Locale): Source {
  return {
    pattern: /^\/(\p{L}*)$/u,
    find(query) {
      const wanted = plainFold(query);
      const all = COMMAND_KEYS.map((command): Choice => ({
        ...{ kind: "command", key: command, command },
        insert: `/${commandName(command, locale)}`,
      }));
      return { choices: all.filter(({ insert }) => plainFold(insert).startsWith(`/${wanted}`)) };
    },
  };
}
