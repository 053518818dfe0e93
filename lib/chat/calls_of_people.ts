import * as z from "zod/mini";
import { type ApiCalls, DONE, Q, UserAnswer } from "./api_call.ts";
import { AuditEntry } from "./audit_entry.ts";
import { Id, Instant, Message, User } from "./model.ts";
import { Banning, ChangedPerson, ClosedReport, Muting } from "./requests.ts";
import { Resident } from "./resident.ts";

const PICTURES = ["image/png", "image/jpeg", "image/webp"];
const Report = z.object({
  id: Id,
  at: Instant,
  reporter: User,
  reason: z.string(),
  room: z.object({ id: Id, name: z.string() }),
  message: Message,
});
const Undoable = z.object({ undo: Id });

/** The calls about people, and what is decided about them. */
export const PEOPLE_CALLS: ApiCalls = {
  "/people": {
    get: {
      summary: "People whom the caller shares a room with",
      query: [Q],
      answers: { 200: z.object({ people: z.array(User) }) },
    },
  },
  "/people/{id}": {
    patch: {
      summary: "Give somebody a role",
      body: ChangedPerson,
      answers: { 200: z.extend(UserAnswer, { undo: Id }) },
    },
    delete: { summary: "Release the name of somebody who never wrote", answers: DONE },
  },
  "/people/{id}/picture": {
    get: {
      summary: "The picture of somebody whom the caller shares a room with",
      alsoAs: PICTURES,
      query: ["n"],
      answers: { 200: undefined },
    },
  },
  "/people/{id}/mute": {
    post: { summary: "Mute somebody for a time", body: Muting, answers: { 200: Undoable } },
    delete: { summary: "Let somebody write again", answers: DONE },
  },
  "/people/{id}/ban": {
    post: {
      summary: "Ban an account and its devices; where asked its addresses, if nobody else's",
      body: Banning,
      bodyOptional: true,
      answers: { 200: z.extend(Undoable, { addresses: z.optional(z.array(z.string())) }) },
    },
    delete: { summary: "Let somebody come back", answers: DONE },
  },
  "/residents": {
    get: {
      summary: "All people, for moderators",
      query: [Q, "after"],
      answers: { 200: z.object({ residents: z.array(Resident) }) },
    },
  },
  "/reports": {
    get: {
      summary: "Reported messages, oldest first",
      answers: { 200: z.object({ reports: z.array(Report) }) },
    },
  },
  "/reports/{id}": {
    post: {
      summary: "Close a report, and perhaps delete the message",
      body: ClosedReport,
      bodyOptional: true,
      answers: DONE,
    },
  },
  "/audit": {
    get: {
      summary: "Who decided what, newest first; of one room also for its owners",
      query: ["before", "room"],
      answers: { 200: z.object({ entries: z.array(AuditEntry) }) },
    },
  },
  "/undo/{id}": { post: { summary: "Take a decision back, within 10 s", answers: DONE } },
};
