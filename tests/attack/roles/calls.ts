import { newId } from "../../support/new_id.ts";
import type { Ids, Kind } from "./scene.ts";

/** One row: a call, and what it answers to each column. */
export interface Row {
  /** `METHOD /path`, as it is published. */
  call: string;
  /** What tells it from another row of the same call. */
  what?: string;
  /** The room that it is about. */
  in?: Kind;
  /** What it does can be done once: each cell has a scene of its own. */
  fresh?: true;
  query?: (ids: Ids) => string;
  body?: (ids: Ids) => unknown;
  headers?: Record<string, string>;
  /** Which person `{id}` or `{user}` names. */
  who?: "author" | "victim" | "stranger" | "host" | "newcomer" | "missing";
  /** It ends the session: done with the spare one. */
  spare?: true;
  /** Statuses: guest, member, other, owner, moderator, host, banned, out. */
  expect: string;
}

const message = () => ({ id: newId(), body: "oi" });
let names = 0;

/** Everything that can be asked over HTTP, and of whom it is taken. Written out by hand. */
export const CALLS: readonly Row[] = [
  { call: "GET /door", expect: "200 200 200 200 200 200 200 200" },
  { call: "GET /openapi.json", expect: "200 200 200 200 200 200 200 200" },
  { call: "GET /session", expect: "200 200 200 200 200 200 401 401" },
  {
    call: "POST /session",
    body: () => ({ name: `Zulmira ${"abcdefgh"[names++ % 8]}` }),
    expect: "409 409 409 409 409 409 403 201",
  },
  { call: "GET /me", expect: "200 200 200 200 200 200 401 401" },
  {
    call: "PATCH /me",
    body: () => ({ seenShown: true }),
    expect: "200 200 200 200 200 200 401 401",
  },
  {
    call: "PATCH /me",
    what: "to somebody's name",
    body: () => ({ name: "Vito" }),
    expect: "409 409 409 409 409 409 401 401",
  },
  { call: "GET /me/preferences", expect: "200 200 200 200 200 200 401 401" },
  {
    call: "PUT /me/password",
    what: "with too short a one",
    body: () => ({ password: "curta", current: "x" }),
    expect: "422 422 422 422 422 422 401 401",
  },
  {
    call: "POST /me/confirm",
    what: "with a wrong one",
    body: () => ({ password: "não é esta" }),
    expect: "401 401 401 401 401 401 401 401",
  },
  {
    call: "PUT /me/picture",
    what: "with what is none",
    body: () => "não é um retrato",
    headers: { "content-type": "image/png" },
    expect: "422 422 422 422 422 422 401 401",
  },
  { call: "DELETE /me/picture", expect: "200 200 200 200 200 200 401 401" },
  { call: "GET /sessions", expect: "200 200 200 200 200 200 401 401" },
  { call: "POST /sessions/seen", expect: "204 204 204 204 204 204 401 401" },
  {
    call: "DELETE /sessions/{id}",
    what: "of somebody else",
    expect: "404 404 404 404 404 404 401 401",
  },
  { call: "POST /links", expect: "201 201 201 201 201 201 401 401" },
  { call: "GET /knocks", expect: "403 403 403 403 200 200 401 401" },
  { call: "POST /knocks/{id}", fresh: true, expect: "403 403 403 403 204 204 401 401" },
  { call: "DELETE /knocks/{id}", fresh: true, expect: "403 403 403 403 204 204 401 401" },
  { call: "GET /server", expect: "403 403 403 403 200 200 401 401" },
  {
    call: "PATCH /server",
    body: () => ({ knock: false }),
    expect: "403 403 403 403 403 200 401 401",
  },

  { call: "GET /rooms", expect: "200 200 200 200 200 200 401 401" },
  {
    call: "POST /rooms",
    body: () => ({ name: "Varanda" }),
    expect: "403 201 201 201 201 201 401 401",
  },
  {
    call: "POST /rooms",
    what: "with a stranger",
    body: ({ stranger }) => ({ name: "Varanda", kind: "private", members: [stranger] }),
    expect: "403 404 404 404 404 404 401 401",
  },
  { call: "GET /rooms/{id}", in: "private", expect: "200 200 404 200 404 404 401 401" },
  { call: "GET /rooms/{id}", in: "public", expect: "200 200 200 200 200 200 401 401" },
  {
    call: "PATCH /rooms/{id}",
    in: "private",
    body: () => ({ topic: "pão", slow: 1 }),
    expect: "403 403 404 200 404 404 401 401",
  },
  {
    call: "PATCH /rooms/{id}",
    in: "public",
    body: () => ({ name: "Copa", locked: false }),
    expect: "403 403 403 200 200 200 401 401",
  },
  {
    call: "PATCH /rooms/{id}",
    what: "to the archive",
    in: "public",
    fresh: true,
    body: () => ({ archived: true }),
    expect: "403 403 403 200 403 200 401 401",
  },
  {
    call: "PATCH /rooms/{id}",
    what: "to a private one",
    in: "public",
    fresh: true,
    body: () => ({ kind: "private" }),
    expect: "403 403 403 200 403 200 401 401",
  },
  {
    call: "DELETE /rooms/{id}",
    in: "private",
    fresh: true,
    expect: "403 403 404 204 404 404 401 401",
  },
  {
    call: "DELETE /rooms/{id}",
    in: "public",
    fresh: true,
    expect: "403 403 403 204 403 204 401 401",
  },
  { call: "GET /rooms/{id}/members", in: "private", expect: "200 200 404 200 404 404 401 401" },
  { call: "GET /rooms/{id}/members", in: "public", expect: "200 200 200 200 200 200 401 401" },
  {
    call: "POST /rooms/{id}/members",
    what: "to join",
    in: "private",
    body: () => ({}),
    expect: "204 204 404 204 404 404 401 401",
  },
  {
    call: "POST /rooms/{id}/members",
    what: "to join",
    in: "public",
    fresh: true,
    body: () => ({}),
    expect: "204 204 204 204 204 204 401 401",
  },
  {
    call: "POST /rooms/{id}/members",
    what: "to invite",
    in: "private",
    fresh: true,
    body: ({ victim }) => ({ user: victim }),
    expect: "403 204 404 204 404 404 401 401",
  },
  {
    call: "POST /rooms/{id}/members",
    what: "to invite",
    in: "public",
    fresh: true,
    body: ({ victim }) => ({ user: victim }),
    expect: "403 204 403 204 403 403 401 401",
  },
  {
    call: "POST /rooms/{id}/members",
    what: "to invite a stranger",
    in: "private",
    body: ({ stranger }) => ({ user: stranger }),
    expect: "403 404 404 404 404 404 401 401",
  },
  {
    call: "PATCH /rooms/{id}/members/me",
    in: "private",
    body: () => ({ notify: "mentions" }),
    expect: "204 204 404 204 404 404 401 401",
  },
  {
    call: "PATCH /rooms/{id}/members/me",
    in: "public",
    body: () => ({ notify: "mentions" }),
    expect: "204 204 403 204 403 403 401 401",
  },
  {
    call: "DELETE /rooms/{id}/members/me",
    in: "private",
    fresh: true,
    expect: "204 204 404 409 404 404 401 401",
  },
  {
    call: "DELETE /rooms/{id}/members/me",
    in: "public",
    fresh: true,
    expect: "204 204 403 204 403 403 401 401",
  },
  {
    call: "PATCH /rooms/{id}/members/{user}",
    in: "private",
    fresh: true,
    who: "author",
    body: () => ({ role: "owner" }),
    expect: "403 403 404 204 404 404 401 401",
  },
  {
    call: "PATCH /rooms/{id}/members/{user}",
    in: "public",
    fresh: true,
    who: "author",
    body: () => ({ role: "owner" }),
    expect: "403 403 403 204 403 204 401 401",
  },
  {
    call: "PATCH /rooms/{id}/members/{user}",
    what: "who is none",
    in: "private",
    who: "victim",
    body: () => ({ role: "owner" }),
    expect: "403 403 404 404 404 404 401 401",
  },
  {
    call: "DELETE /rooms/{id}/members/{user}",
    in: "private",
    fresh: true,
    who: "author",
    expect: "403 403 404 200 404 404 401 401",
  },
  {
    call: "DELETE /rooms/{id}/members/{user}",
    in: "public",
    fresh: true,
    who: "author",
    expect: "403 403 403 200 200 200 401 401",
  },
  {
    call: "DELETE /rooms/{id}/members/{user}",
    what: "who is none",
    in: "private",
    who: "victim",
    expect: "403 403 404 404 404 404 401 401",
  },
  {
    call: "POST /rooms/{id}/read",
    in: "private",
    body: ({ seq }) => ({ seq }),
    expect: "204 204 404 204 404 404 401 401",
  },
  {
    call: "POST /rooms/{id}/read",
    in: "public",
    body: ({ seq }) => ({ seq, back: true }),
    expect: "204 204 403 204 403 403 401 401",
  },
  { call: "GET /rooms/{id}/messages", in: "private", expect: "200 200 404 200 404 404 401 401" },
  { call: "GET /rooms/{id}/messages", in: "public", expect: "200 200 403 200 403 403 401 401" },
  {
    call: "POST /rooms/{id}/messages",
    in: "private",
    fresh: true,
    body: message,
    expect: "201 201 404 201 404 404 401 401",
  },
  {
    call: "POST /rooms/{id}/messages",
    in: "public",
    fresh: true,
    body: message,
    expect: "201 201 403 201 403 403 401 401",
  },
  {
    call: "POST /rooms/{id}/messages",
    what: "in answer to another room's",
    in: "private",
    fresh: true,
    body: ({ seq }) => ({ ...message(), replyTo: seq + 500 }),
    expect: "422 422 404 422 404 404 401 401",
  },
  {
    call: "PATCH /rooms/{id}/messages/{seq}",
    in: "private",
    body: message,
    expect: "403 403 404 403 404 404 401 401",
  },
  {
    call: "PATCH /rooms/{id}/messages/{seq}",
    in: "public",
    body: message,
    expect: "403 403 403 403 403 403 401 401",
  },
  {
    call: "DELETE /rooms/{id}/messages/{seq}",
    in: "private",
    fresh: true,
    expect: "403 403 404 200 404 404 401 401",
  },
  {
    call: "DELETE /rooms/{id}/messages/{seq}",
    in: "public",
    fresh: true,
    expect: "403 403 403 200 200 200 401 401",
  },
  {
    call: "GET /rooms/{id}/messages/{seq}/readers",
    in: "private",
    expect: "200 200 404 200 404 404 401 401",
  },
  {
    call: "GET /rooms/{id}/messages/{seq}/readers",
    in: "public",
    expect: "200 200 403 200 403 403 401 401",
  },
  {
    call: "POST /rooms/{id}/messages/{seq}/report",
    in: "private",
    expect: "204 204 404 204 404 404 401 401",
  },
  {
    call: "POST /rooms/{id}/messages/{seq}/report",
    in: "public",
    expect: "204 204 403 204 403 403 401 401",
  },
  {
    call: "POST /direct",
    body: ({ author }) => ({ user: author }),
    expect: "200 200 200 200 200 200 401 401",
  },
  {
    call: "POST /direct",
    what: "with a stranger",
    body: ({ stranger }) => ({ user: stranger }),
    expect: "404 404 404 404 404 404 401 401",
  },
  {
    call: "POST /direct",
    what: "with a stranger among others",
    body: ({ author, stranger }) => ({ users: [author, stranger] }),
    expect: "404 404 404 404 404 404 401 401",
  },

  { call: "GET /people", query: () => "?q=iar", expect: "200 200 200 200 200 200 401 401" },
  {
    call: "GET /people/{id}/picture",
    who: "author",
    expect: "200 200 200 200 200 200 401 401",
  },
  {
    call: "GET /people/{id}/picture",
    what: "of a stranger",
    who: "stranger",
    expect: "404 404 404 404 404 404 401 401",
  },
  {
    call: "PATCH /people/{id}",
    who: "victim",
    body: () => ({ role: "member" }),
    expect: "403 403 403 403 403 200 401 401",
  },
  {
    call: "PATCH /people/{id}",
    what: "who is not there",
    who: "missing",
    body: () => ({ role: "member" }),
    expect: "403 403 403 403 403 404 401 401",
  },
  {
    call: "PATCH /people/{id}",
    what: "who hosts",
    who: "host",
    body: () => ({ role: "guest" }),
    expect: "403 403 403 403 403 403 401 401",
  },
  {
    call: "DELETE /people/{id}",
    who: "newcomer",
    fresh: true,
    expect: "403 403 403 403 403 204 401 401",
  },
  {
    call: "POST /people/{id}/mute",
    who: "victim",
    body: () => ({ seconds: 5 }),
    expect: "403 403 403 403 200 200 401 401",
  },
  {
    call: "POST /people/{id}/mute",
    what: "who hosts",
    who: "host",
    body: () => ({ seconds: 5 }),
    expect: "403 403 403 403 403 403 401 401",
  },
  {
    call: "POST /people/{id}/mute",
    what: "who is not there",
    who: "missing",
    body: () => ({ seconds: 5 }),
    expect: "403 403 403 403 404 404 401 401",
  },
  {
    call: "DELETE /people/{id}/mute",
    who: "victim",
    expect: "403 403 403 403 204 204 401 401",
  },
  {
    call: "POST /people/{id}/ban",
    who: "newcomer",
    fresh: true,
    expect: "403 403 403 403 200 200 401 401",
  },
  {
    call: "POST /people/{id}/ban",
    what: "who hosts",
    who: "host",
    expect: "403 403 403 403 403 403 401 401",
  },
  {
    call: "DELETE /people/{id}/ban",
    who: "newcomer",
    fresh: true,
    expect: "403 403 403 403 204 204 401 401",
  },
  { call: "GET /residents", expect: "403 403 403 403 200 200 401 401" },
  { call: "GET /reports", expect: "403 403 403 403 200 200 401 401" },
  { call: "POST /reports/{id}", fresh: true, expect: "403 403 403 403 204 204 401 401" },
  {
    call: "POST /reports/{id}",
    what: "and delete the message",
    fresh: true,
    body: () => ({ delete: true }),
    expect: "403 403 403 403 204 204 401 401",
  },
  { call: "GET /audit", expect: "403 403 403 403 200 200 401 401" },
  {
    call: "GET /audit",
    what: "of a room",
    in: "private",
    query: ({ room }) => `?room=${room}`,
    expect: "403 403 404 200 404 404 401 401",
  },
  {
    call: "GET /audit",
    what: "of a room",
    in: "public",
    query: ({ room }) => `?room=${room}`,
    expect: "403 403 403 200 200 200 401 401",
  },
  { call: "POST /undo/{id}", fresh: true, expect: "404 404 404 404 204 204 401 401" },

  {
    call: "GET /events",
    in: "private",
    query: ({ room }) => `?wait=0&rooms=${room}:0`,
    expect: "200 200 200 200 200 200 401 401",
  },
  {
    call: "POST /frames",
    body: () => ({ frames: [] }),
    expect: "200 200 200 200 200 200 401 401",
  },
  { call: "DELETE /session", spare: true, expect: "204 204 204 204 204 204 204 204" },
  { call: "DELETE /sessions", expect: "204 204 204 204 204 204 401 401" },
];

/** What ends the table: nobody is there any more but the last host. */
export const LAST_CALL: Row = { call: "DELETE /me", expect: "204 204 204 204 204 409 401 401" };
