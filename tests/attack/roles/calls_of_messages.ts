import { newId } from "../../support/new_id.ts";
import type { Row } from "./row.ts";
import { MISSING } from "./scene.ts";

const message = () => ({ id: newId(), body: "oi" });

/** About what is said in rooms. */
export const MESSAGE_CALLS: readonly Row[] = [
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
    call: "GET /rooms/{id}/messages/{seq}",
    in: "private",
    expect: "200 200 404 200 404 404 401 401",
  },
  {
    call: "GET /rooms/{id}/messages/{seq}",
    in: "public",
    expect: "200 200 403 200 403 403 401 401",
  },
  {
    call: "PATCH /rooms/{id}/messages/{seq}",
    what: "to pin it",
    in: "private",
    body: () => ({ pinned: true }),
    expect: "403 200 404 200 404 404 401 401",
  },
  {
    call: "PATCH /rooms/{id}/messages/{seq}",
    what: "to pin it",
    in: "public",
    body: () => ({ pinned: true }),
    expect: "403 200 403 200 403 403 401 401",
  },
  {
    call: "GET /rooms/{id}/messages/{seq}/replies",
    in: "private",
    expect: "200 200 404 200 404 404 401 401",
  },
  {
    call: "GET /rooms/{id}/messages/{seq}/replies",
    in: "public",
    expect: "200 200 403 200 403 403 401 401",
  },
  {
    call: "GET /rooms/{id}/messages/{seq}/revisions",
    in: "private",
    expect: "200 200 404 200 404 404 401 401",
  },
  {
    call: "GET /rooms/{id}/messages/{seq}/revisions",
    in: "public",
    expect: "200 200 403 200 403 403 401 401",
  },
  {
    call: "POST /rooms/{id}/messages/{seq}/forward",
    in: "private",
    fresh: true,
    body: ({ room }) => ({ id: newId(), room }),
    expect: "201 201 404 201 404 404 401 401",
  },
  {
    call: "POST /rooms/{id}/messages/{seq}/forward",
    in: "public",
    fresh: true,
    body: ({ room }) => ({ id: newId(), room }),
    expect: "201 201 403 201 403 403 401 401",
  },
  {
    call: "POST /rooms/{id}/messages/{seq}/forward",
    what: "to a room that is not there",
    in: "private",
    fresh: true,
    body: () => ({ id: newId(), room: MISSING }),
    expect: "404 404 404 404 404 404 401 401",
  },
  {
    call: "GET /rooms/{id}/pins",
    in: "private",
    expect: "200 200 404 200 404 404 401 401",
  },
  {
    call: "GET /rooms/{id}/pins",
    in: "public",
    expect: "200 200 403 200 403 403 401 401",
  },
  {
    call: "GET /me/mentions",
    expect: "200 200 200 200 200 200 401 401",
  },
  {
    call: "GET /me/saved",
    expect: "200 200 200 200 200 200 401 401",
  },
  {
    call: "POST /me/saved",
    in: "private",
    body: ({ room, seq }) => ({ room, seq, on: true }),
    expect: "204 204 404 204 404 404 401 401",
  },
  {
    call: "POST /me/saved",
    in: "public",
    body: ({ room, seq }) => ({ room, seq, on: true }),
    expect: "204 204 403 204 403 403 401 401",
  },
];
