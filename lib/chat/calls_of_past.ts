import * as z from "zod/mini";
import { type ApiCalls, type Json, Q } from "./api_call.ts";
import { Cursor, Message } from "./model.ts";

/** The order in which hits are given. */
const ORDER = { name: "order", schema: { enum: ["newest", "best"] } };
const FORMAT = { name: "format", schema: { enum: ["html", "jsonl", "txt"] } };
const CURSOR = { name: "cursor", schema: { type: "string" } };

const Hits = z.object({
  hits: z.array(z.object({
    message: Message,
    /** A part of the message on one line, and the hits in it: UTF-16 units, from and up to. */
    snippet: z.string(),
    marks: z.array(z.tuple([Cursor, Cursor])),
  })),
  /** What the next page is asked for with; not there: this was the last. */
  next: z.optional(z.string()),
  /** Time ran out before there was a page full: next goes on from there. */
  partial: z.optional(z.literal(true)),
  /** Filters of the search whose name nobody has whom the caller knows, or no room of theirs. */
  unknown: z.optional(z.array(z.enum(["from", "in"]))),
});

/** The calls about what was said before: looking for it, and taking it out. */
export const PAST_CALLS: ApiCalls = {
  "/search": {
    get: {
      summary: 'Messages of the caller\'s rooms: words, parts of words, "a phrase", -without, ' +
        "de:name em:room antes:day depois:day tem:link|código|arquivo|imagem (or from: in: " +
        "before: after: has:); beside q, ids and moments",
      query: [Q, "room", "from", moment("before"), moment("after"), ORDER, "limit", CURSOR],
      answers: { 200: Hits },
    },
  },
  "/rooms/{id}/export": {
    get: {
      summary: "All that was said in a room, as a file: for its owners, and for all in a direct " +
        "room; those who see to the server give their password first",
      query: [FORMAT],
      alsoAs: ["text/html", "application/jsonl", "text/plain"],
      answers: { 200: undefined },
    },
  },
};

function moment(name: string): { name: string; schema: Json } {
  return { name, schema: { type: "string", format: "date-time" } };
}
