import type { Row } from "./row.ts";
import { MISSING } from "./scene.ts";

/** About what was said before. */
export const PAST_CALLS: readonly Row[] = [
  { call: "GET /search", query: () => "?q=pe%C3%A7a", expect: "200 200 200 200 200 200 401 401" },
  {
    call: "GET /search",
    what: "for nothing",
    query: () => "?q=",
    expect: "422 422 422 422 422 422 401 401",
  },
  {
    call: "GET /search",
    what: "within the room",
    in: "private",
    query: ({ room }) => `?q=disse&room=${room}`,
    expect: "200 200 404 200 404 404 401 401",
  },
  {
    call: "GET /search",
    what: "within the room",
    in: "public",
    query: ({ room }) => `?q=disse&room=${room}`,
    expect: "200 200 404 200 404 404 401 401",
  },
  {
    call: "GET /search",
    what: "within a room that is not there",
    query: () => `?q=disse&room=${MISSING}`,
    expect: "404 404 404 404 404 404 401 401",
  },
  {
    call: "GET /rooms/{id}/export",
    in: "private",
    query: () => "?format=txt",
    expect: "403 403 404 200 404 404 401 401",
  },
  {
    call: "GET /rooms/{id}/export",
    in: "public",
    query: () => "?format=html",
    expect: "403 403 403 200 403 403 401 401",
  },
  {
    call: "GET /rooms/{id}/export",
    what: "as something else",
    in: "private",
    query: () => "?format=exe",
    expect: "403 403 404 422 404 404 401 401",
  },
  { call: "GET /rooms/{id}/files", in: "private", expect: "200 200 404 200 404 404 401 401" },
  { call: "GET /rooms/{id}/files", in: "public", expect: "200 200 403 200 403 403 401 401" },
  {
    call: "GET /rooms/{id}/files",
    what: "of no kind",
    in: "private",
    query: () => "?kind=exe",
    expect: "422 422 404 422 404 404 401 401",
  },
  {
    call: "POST /rooms/{id}/files/zip",
    what: "of what is not there",
    in: "private",
    body: () => ({ files: ["0".repeat(32)] }),
    expect: "404 404 404 404 404 404 401 401",
  },
  {
    call: "POST /rooms/{id}/files/zip",
    what: "of what is not there",
    in: "public",
    body: () => ({ files: ["0".repeat(32)] }),
    expect: "404 404 403 404 403 403 401 401",
  },
  {
    call: "POST /rooms/{id}/files/zip",
    what: "of nothing",
    in: "private",
    body: () => ({ files: [] }),
    expect: "422 422 404 422 404 404 401 401",
  },
];
