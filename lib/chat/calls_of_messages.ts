import * as z from "zod/mini";
import { type ApiCalls, DONE, MessageAnswer, MessagesAnswer, MOMENT } from "./api_call.ts";
import { Id, Instant, Message, User } from "./model.ts";
import { OwnEntry } from "./own_entry.ts";
import {
  ChangedMessage,
  DeletedMessage,
  ForwardedMessage,
  NewMessage,
  NewReport,
  SavedMessage,
} from "./requests.ts";

const AT = { name: "at", schema: MOMENT };
const BEFORE = { name: "before", schema: MOMENT };
const Undo = { undo: z.optional(Id) };
const Page = z.extend(MessagesAnswer, {
  rev: z.int(),
  /** What the page's messages reply to, where it is not among them. */
  origins: z.array(Message),
  /** Which messages reply to those of the page. */
  replies: z.array(z.object({ seq: Id, by: z.array(Id) })),
});
const Entries = z.object({ entries: z.array(OwnEntry) });
const Revisions = z.object({
  revisions: z.array(z.object({ body: z.string(), at: Instant })),
});

/** The calls about what is said in rooms. */
export const MESSAGE_CALLS: ApiCalls = {
  "/rooms/{id}/messages": {
    get: {
      summary: "A page of history; at: from about that moment on",
      query: ["before", "after", "around", AT, "limit"],
      answers: { 200: Page },
    },
    post: {
      summary: "Post a message, with uploads of one's own; 200 if this id was posted before",
      body: NewMessage,
      answers: { 200: MessageAnswer, 201: MessageAnswer },
    },
  },
  "/rooms/{id}/messages/{seq}": {
    get: { summary: "One message", answers: { 200: MessageAnswer } },
    patch: {
      summary: "Change an own message, or pin any",
      body: ChangedMessage,
      answers: { 200: MessageAnswer },
    },
    delete: {
      summary: "Delete a message: one's own, or any where one moderates; that can be undone",
      body: DeletedMessage,
      bodyOptional: true,
      answers: { 200: z.extend(MessageAnswer, Undo) },
    },
  },
  "/rooms/{id}/messages/{seq}/replies": {
    get: {
      summary: "Replies to a message, the oldest first",
      query: ["after", "limit"],
      answers: { 200: MessagesAnswer },
    },
  },
  "/rooms/{id}/messages/{seq}/revisions": {
    get: {
      summary: "What a message said before, each until when, the oldest first",
      answers: { 200: Revisions },
    },
  },
  "/rooms/{id}/messages/{seq}/forward": {
    post: {
      summary:
        "Pass a message on to another room, with its files; 200 if this id was posted before",
      body: ForwardedMessage,
      answers: { 200: MessageAnswer, 201: MessageAnswer },
    },
  },
  "/rooms/{id}/messages/{seq}/readers": {
    get: {
      summary: "Who has read a message, in rooms of up to 200 members",
      answers: { 200: z.object({ readers: z.array(User), members: z.int() }) },
    },
  },
  "/rooms/{id}/messages/{seq}/report": {
    post: {
      summary: "Tell the moderators of a message",
      body: NewReport,
      bodyOptional: true,
      answers: DONE,
    },
  },
  "/rooms/{id}/pins": {
    get: { summary: "Pinned messages, the latest pin first", answers: { 200: MessagesAnswer } },
  },
  "/me/mentions": {
    get: {
      summary: "Messages that call the caller, the latest first",
      query: [BEFORE, "limit"],
      answers: { 200: Entries },
    },
  },
  "/me/saved": {
    get: {
      summary: "What the caller has put aside, the latest first",
      query: [BEFORE, "limit"],
      answers: { 200: Entries },
    },
    post: { summary: "Put a message aside, or take it away", body: SavedMessage, answers: DONE },
  },
};
