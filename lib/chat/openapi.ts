import * as z from "zod/mini";
import { Answered } from "./answered.ts";
import { ERRORS } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import { Message, Room, User } from "./model.ts";
import { ClientFrame, ServerFrame } from "./protocol.ts";
import {
  Admission,
  ChangedMessage,
  DeletedMessage,
  Direct,
  Frames,
  NewMessage,
  NewRoom,
} from "./requests.ts";
import { SignIn } from "./requests_auth.ts";

type Json = Readonly<Record<string, unknown>>;

interface Call {
  summary: string;
  body?: z.ZodMiniType;
  answers: Readonly<Record<number, z.ZodMiniType | undefined>>;
  /** Types of content that it may be asked for beside JSON. */
  alsoAs?: readonly string[];
  query?: readonly (string | { name: string; schema: Json })[];
}

const Failure = z.object({
  error: z.object({
    code: z.enum(Object.keys(ERRORS)),
    message: z.string(),
    field: z.optional(z.string()),
    afterMs: z.optional(z.number()),
  }),
});
const UserAnswer = z.object({ user: User });
const RoomAnswer = z.object({ room: Room });
const MessageAnswer = z.object({ message: Message });

/** As it is taken; one by one, so that one frame of another shape is refused alone. */
const FramesBody = z.extend(Frames, {
  frames: z.array(ClientFrame).check(z.maxLength(LIMITS.frames)),
});
const CURSORS = {
  name: "rooms",
  schema: { type: "string", pattern: "^(\\d+:\\d+(,\\d+:\\d+)*)?$" },
};

const CALLS: Readonly<Record<string, Readonly<Record<string, Call>>>> = {
  "/session": {
    post: {
      summary: "Sign in by name",
      body: SignIn,
      answers: { 200: UserAnswer, 201: UserAnswer },
    },
    delete: { summary: "Sign out", answers: { 204: undefined } },
  },
  "/me": { get: { summary: "Who is signed in", answers: { 200: UserAnswer } } },
  "/rooms": {
    get: {
      summary: "The caller's rooms, and the public ones",
      answers: { 200: z.object({ rooms: z.array(Room) }) },
    },
    post: { summary: "Make a room", body: NewRoom, answers: { 201: RoomAnswer } },
  },
  "/rooms/{id}/members": {
    post: { summary: "Join, or invite", body: Admission, answers: { 204: undefined } },
  },
  "/rooms/{id}/members/me": { delete: { summary: "Leave", answers: { 204: undefined } } },
  "/direct": {
    post: { summary: "The direct room with somebody", body: Direct, answers: { 200: RoomAnswer } },
  },
  "/rooms/{id}/messages": {
    get: {
      summary: "A page of history",
      query: ["before", "after", "around", "limit"],
      answers: { 200: z.object({ messages: z.array(Message), rev: z.int() }) },
    },
    post: {
      summary: "Post a message; 200 if this id was posted before",
      body: NewMessage,
      answers: { 200: MessageAnswer, 201: MessageAnswer },
    },
  },
  "/rooms/{id}/messages/{seq}": {
    patch: {
      summary: "Change an own message",
      body: ChangedMessage,
      answers: { 200: MessageAnswer },
    },
    delete: {
      summary: "Delete an own message",
      body: DeletedMessage,
      answers: { 200: MessageAnswer },
    },
  },
  "/events": {
    get: {
      summary: "The socket's frames, as server-sent events; with wait (seconds) as one answer, " +
        "once there is news. Rooms: <id>:<rev>,… as in hello. The event close is the socket's",
      query: [CURSORS, "wait"],
      alsoAs: ["text/event-stream"],
      answers: { 200: Answered },
    },
  },
  "/frames": {
    post: {
      summary: "What a client without a socket says, and what a socket would have answered",
      body: FramesBody,
      answers: { 200: Answered },
    },
  },
};

/** The HTTP calls and the frames of `conexao.v1`, as OpenAPI 3.1, made from the schemas in use. */
export function openapi(): Json {
  return {
    openapi: "3.1.0",
    info: { title: "ConexaoChat", version: "1" },
    servers: [{ url: "/api/v1" }],
    paths: mapValues(CALLS, (methods) => mapValues(methods, describe)),
    components: {
      schemas: { ClientFrame: schemaOf(ClientFrame), ServerFrame: schemaOf(ServerFrame) },
      securitySchemes: {
        cookie: { type: "apiKey", in: "cookie", name: "conexao" },
        bearer: { type: "http", scheme: "bearer" },
      },
    },
    security: [{ cookie: [] }, { bearer: [] }],
  };
}

function describe({ summary, body, answers, query = [], alsoAs = [] }: Call): Json {
  const others = Object.fromEntries(alsoAs.map((type) => [type, { schema: { type: "string" } }]));
  return {
    summary,
    parameters: query.map((one) => ({ in: "query", ...parameterOf(one) })),
    ...(body ? { requestBody: { required: true, content: json(body) } } : {}),
    responses: {
      ...mapValues(answers, (answer) => ({
        description: "Done",
        ...(answer ? { content: { ...json(answer), ...others } } : {}),
      })),
      default: { description: "Refused", content: json(Failure) },
    },
  };
}

function parameterOf(one: string | { name: string; schema: Json }): Json {
  return typeof one === "string" ? { name: one, schema: { type: "integer" } } : one;
}

function json(schema: z.ZodMiniType): Json {
  return { "application/json": { schema: schemaOf(schema) } };
}

// Cursors are read into a Map, which no schema tells; what goes over the wire is an object.
function schemaOf(schema: z.ZodMiniType): Json {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
}

function mapValues<From, To>(
  from: Readonly<Record<string, From>>,
  to: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, to(value)]));
}
