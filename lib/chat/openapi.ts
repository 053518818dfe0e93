import * as z from "zod/mini";
import { Answered } from "./answered.ts";
import type { ApiCall, ApiCalls, Json } from "./api_call.ts";
import { DOOR_CALLS } from "./calls_of_door.ts";
import { FILE_CALLS } from "./calls_of_files.ts";
import { MESSAGE_CALLS } from "./calls_of_messages.ts";
import { PAST_CALLS } from "./calls_of_past.ts";
import { PEOPLE_CALLS } from "./calls_of_people.ts";
import { ROOM_CALLS } from "./calls_of_rooms.ts";
import { ERRORS } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import { ClientFrame, ServerFrame } from "./protocol.ts";
import { Frames } from "./requests.ts";

const Failure = z.object({
  error: z.object({
    code: z.enum(Object.keys(ERRORS)),
    message: z.string(),
    field: z.optional(z.string()),
    afterMs: z.optional(z.number()),
  }),
});

/** As it is taken; one by one, so that one frame of another shape is refused alone. */
const FramesBody = z.extend(Frames, {
  frames: z.array(ClientFrame).check(z.maxLength(LIMITS.frames)),
});
const CURSORS = {
  name: "rooms",
  schema: { type: "string", pattern: "^(\\d+:\\d+(,\\d+:\\d+)*)?$" },
};

const LIVE_CALLS: ApiCalls = {
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

const CALLS: ApiCalls = {
  ...DOOR_CALLS,
  ...ROOM_CALLS,
  ...MESSAGE_CALLS,
  ...PAST_CALLS,
  ...FILE_CALLS,
  ...PEOPLE_CALLS,
  ...LIVE_CALLS,
};

/** The HTTP calls and the frames of `conexao.v1`, as OpenAPI 3.1, made from the schemas in use. */
export function openapi(): Json {
  return {
    openapi: "3.1.0",
    info: { title: "ConexaoChat", version: "1" },
    servers: [{ url: "/api/v1" }],
    paths: mapValues(CALLS, (methods, path) => mapValues(methods, (one) => describe(one, path))),
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

function describe(call: ApiCall, path: string): Json {
  const { summary, answers, query = [], alsoAs = [] } = call;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  return {
    summary,
    parameters: [
      ...names.map((name) => ({ in: "path", required: true, ...parameterOf(path, name) })),
      ...query.map((one) => ({ in: "query", ...(typeof one === "string" ? whole(one) : one) })),
    ],
    ...bodyOf(call),
    responses: {
      ...mapValues(answers, (answer) => {
        const content = { ...(answer ? json(answer) : {}), ...asText(alsoAs) };
        return { description: "Done", ...(Object.keys(content).length > 0 ? { content } : {}) };
      }),
      default: { description: "Refused", content: json(Failure) },
    },
  };
}

function bodyOf({ body, bodyAs, bodyOptional = false }: ApiCall): Json {
  if (!body && !bodyAs) return {};
  const content = body ? json(body) : asText(bodyAs ?? []);
  return { requestBody: { required: !bodyOptional, content } };
}

function asText(types: readonly string[]): Json {
  return Object.fromEntries(types.map((type) => [type, { schema: { type: "string" } }]));
}

function parameterOf(path: string, name: string): Json {
  // The only ids that are no numbers are those of sessions.
  return path.startsWith("/sessions/") ? { name, schema: { type: "string" } } : whole(name);
}

function whole(name: string): Json {
  return { name, schema: { type: "integer" } };
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
  to: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, to(value, key)]));
}
