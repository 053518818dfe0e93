import * as z from "zod/mini";
import { type ApiCalls, DONE, RoomAnswer, RoomsAnswer } from "./api_call.ts";
import { Id, Instant, User } from "./model.ts";
import {
  Admission,
  Appointment,
  ChangedRoom,
  Direct,
  NewRoom,
  OwnMembership,
  ReadUpTo,
} from "./requests.ts";

const Undo = { undo: z.optional(Id) };
const ARCHIVED = { name: "archived", schema: { type: "boolean" } };
const Member = z.object({
  user: User,
  role: z.enum(["owner", "member"]),
  seenAt: z.optional(Instant),
  online: z.boolean(),
});

/** The calls about rooms, and who is in them. */
export const ROOM_CALLS: ApiCalls = {
  "/rooms": {
    get: {
      summary: "The caller's rooms, and the public ones; or those in the archive that they own",
      query: [ARCHIVED],
      answers: { 200: RoomsAnswer },
    },
    post: { summary: "Make a room", body: NewRoom, answers: { 201: RoomAnswer } },
  },
  "/rooms/{id}": {
    get: { summary: "One room", answers: { 200: RoomAnswer } },
    patch: {
      summary: "Change a room; undo names what can be taken back within 10 s",
      body: ChangedRoom,
      answers: { 200: z.extend(RoomAnswer, Undo) },
    },
    delete: { summary: "Delete a room and all that was said in it", answers: DONE },
  },
  "/rooms/{id}/members": {
    get: {
      summary: "Members by name, owners first",
      query: ["after", "limit"],
      answers: { 200: z.object({ members: z.array(Member) }) },
    },
    post: { summary: "Join, or invite", body: Admission, answers: DONE },
  },
  "/rooms/{id}/members/me": {
    patch: { summary: "What to be told of", body: OwnMembership, answers: DONE },
    delete: { summary: "Leave", answers: DONE },
  },
  "/rooms/{id}/members/{user}": {
    patch: { summary: "Make somebody an owner, or a member", body: Appointment, answers: DONE },
    delete: {
      summary: "Remove somebody; they come back by an invitation only",
      answers: { 200: z.object({ undo: Id }) },
    },
  },
  "/rooms/{id}/read": {
    post: { summary: "How far the caller has read", body: ReadUpTo, answers: DONE },
  },
  "/direct": {
    post: {
      summary: "The direct room with these people",
      body: Direct,
      answers: { 200: RoomAnswer },
    },
  },
};
