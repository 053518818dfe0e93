import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { MessageRow, type StoredProps } from "@/components/message/MessageRow.tsx";
import type { Message } from "@/lib/chat/model.ts";
import type { Locale } from "@/lib/i18n/locale.ts";
import { Speech } from "@/lib/i18n/speech.ts";
import { textsIn } from "@/lib/i18n/texts.ts";
import { markupOf } from "@/lib/markup/markups_of.ts";
import { KeptRows } from "../../routes/(_pages)/kept_rows.tsx";

const HERE = "/r/geral";

function speech(locale: Locale, zone = "America/Sao_Paulo"): Speech<"chat"> {
  return new Speech<"chat">({ locale, zone, texts: textsIn(locale).chat });
}

function message(changes: Partial<Message> = {}): Message {
  return {
    ...{ room: 1, seq: 7, rev: 7, id: "0".repeat(32), author: { id: 2, name: "Bruno" } },
    ...{ kind: "text", body: "oi, @Ana", at: "2026-11-20T17:00:00.000Z" },
    ...changes,
  };
}

function shown(changes: Partial<StoredProps> = {}): StoredProps {
  return {
    ...{ message: message(), grouped: false, own: false, shown: false, slug: "geral" },
    ...{ replies: 0, me: 1, nameOf: () => "Clara", speech: speech("pt-BR") },
    ...changes,
  };
}

/** All that one row may look like, to one or to another. */
const VIEWS: Readonly<Record<string, StoredProps>> = {
  "as it is": shown(),
  "to its author": shown({ own: true, me: 2 }),
  "to whom it calls": shown({ toMe: "Ana" }),
  "in a group": shown({ grouped: true }),
  "where the address names it": shown({ shown: true }),
  "in another language": shown({ speech: speech("en") }),
  "in another time zone": shown({ speech: speech("pt-BR", "Asia/Tokyo") }),
  "in a room that moved": shown({ slug: "salao" }),
  "with answers": shown({ replies: 2 }),
  "edited": shown({ message: message({ editedAt: "2026-11-20T17:05:00.000Z" }) }),
  "by its author's new name": shown({ message: message({ author: { id: 2, name: "Beto" } }) }),
  "deleted": shown({ message: message({ body: "", deleted: true }) }),
  "pinned": shown({ message: message({ pinned: true }) }),
  "as an answer": shown({ message: message({ replyTo: 3 }), quote: message({ seq: 3 }) }),
  "as an answer to what is unknown": shown({ message: message({ replyTo: 3 }) }),
  "as an answer where it is answered": shown({ message: message({ replyTo: 3 }), quote: null }),
  "formatted": shown({
    message: message({ body: "**oi**" }),
    markup: markupOf({ body: "**oi**" }),
  }),
  "before its format is known": shown({ message: message({ body: "**oi**" }) }),
  "with a reaction": shown({ message: reacted() }),
  "with one's own reaction": shown({ message: reacted(), me: 3 }),
  "with the reaction of somebody whom the page does not know": shown({
    message: reacted(),
    nameOf: () => undefined,
  }),
  "with the reaction of somebody else by that name": shown({
    message: reacted(),
    nameOf: () => "Davi",
  }),
  "with files": shown({ message: message(), files: "planta.pdf" }),
};

function reacted(): Message {
  return message({ reactions: [{ emoji: "👍", n: 1, users: [3] }] });
}

const drawn = (props: StoredProps) => renderToString(<MessageRow {...props} />);

for (const most of [1_000_000, 3_000, 0]) {
  Deno.test(`a row of ${most} characters kept is what would be drawn anew, for each who sees it`, () => {
    const rows = new KeptRows(most);
    for (const time of ["first", "second"]) {
      for (const [name, props] of Object.entries(VIEWS)) {
        expect({ time, name, html: renderToString(rows.draw(props, HERE)) })
          .toEqual({ time, name, html: drawn(props) });
      }
    }
  });
}

Deno.test("what was drawn for one page is not drawn again for the next", () => {
  const rows = new KeptRows();
  const props = shown();
  rows.draw(props, HERE);
  let told = 0;
  Object.defineProperty(props.speech, "say", { value: () => `${told++}` });
  rows.draw(props, HERE);
  expect(told).toBe(0);
  rows.draw(props, `${HERE}/7`);
  expect(told).toBeGreaterThan(0);
});
