import * as z from "zod/mini";
import { Message, Room, User } from "./model.ts";

/** A JSON Schema, or a part of what describes the API. */
export type Json = Readonly<Record<string, unknown>>;

/** One call of the API, as it is published. */
export interface ApiCall {
  summary: string;
  body?: z.ZodMiniType;
  /** The body is one of these types of content, and no JSON. */
  bodyAs?: readonly string[];
  /** The body may be left out. */
  bodyOptional?: boolean;
  answers: Readonly<Record<number, z.ZodMiniType | undefined>>;
  /** Types of content that it may be asked for beside JSON, or that it answers with. */
  alsoAs?: readonly string[];
  query?: readonly (string | { name: string; schema: Json })[];
}

/** Calls by path, and then by method. */
export type ApiCalls = Readonly<Record<string, Readonly<Record<string, ApiCall>>>>;

/** Nothing to say. */
export const DONE = { 204: undefined };
/** A word to look for. */
export const Q = { name: "q", schema: { type: "string" } };

/** A person. */
export const UserAnswer = z.object({ user: User });
/** A room. */
export const RoomAnswer = z.object({ room: Room });
/** Several rooms. */
export const RoomsAnswer = z.object({ rooms: z.array(Room) });
/** A message. */
export const MessageAnswer = z.object({ message: Message });
/** Several messages. */
export const MessagesAnswer = z.object({ messages: z.array(Message) });
/** A moment, as a place in a list. */
export const MOMENT = { type: "string", format: "date-time" };
