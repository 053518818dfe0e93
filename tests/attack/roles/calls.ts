import { MESSAGE_CALLS } from "./calls_of_messages.ts";
import { ROOM_CALLS } from "./calls_of_rooms.ts";
import { PAST_CALLS } from "./calls_of_past.ts";
import { PEOPLE_CALLS } from "./calls_of_people.ts";
import type { Row } from "./row.ts";

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
  { call: "GET /files/limits", expect: "200 200 200 200 200 200 401 401" },
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
  ...ROOM_CALLS,
  ...MESSAGE_CALLS,
  ...PAST_CALLS,
  ...PEOPLE_CALLS,
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
