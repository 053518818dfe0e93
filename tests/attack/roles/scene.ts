import { newId } from "../../support/new_id.ts";
import { type Answer, read } from "../../support/person.ts";
import type { Stage } from "./cast.ts";

/** An id that nothing has. */
export const MISSING = 9_007_199_254_740_000;

/** What the table's calls are about, by number. */
export interface Ids {
  room: number;
  /** A message in the room that nobody of the cast wrote. */
  seq: number;
  /** Whom it is about: in every room, or in geral alone. */
  author: number;
  victim: number;
  stranger: number;
  host: number;
  /** What a path's `{id}` names that is neither a room nor a person. */
  thing: number | string;
}

/** Kinds of rooms that the table knows: of both, guest, member and owner are members. */
export type Kind = "private" | "public";

/** Makes a room as the table wants it, with a message in it. */
export async function makeRoom(stage: Stage, kind: Kind): Promise<Pick<Ids, "room" | "seq">> {
  const { owner, member, guest } = stage.cast;
  const members = [member, guest, stage.author].map(({ role }) => role.id);
  const made = await owner.restore().ask("/api/v1/rooms", {
    method: "POST",
    body: { name: "Cozinha", kind, members },
  });
  const room = need(made, 201).room.id;
  const said = await stage.author.post(room, "ninguém da peça disse isto", newId());
  return { room, seq: need(said, 201).message.seq };
}

/** Lets the author be reported, and says which report it is. */
export async function makeReport(stage: Stage): Promise<number> {
  const { room, seq } = await makeRoom(stage, "private");
  const { member, moderator } = stage.cast;
  const path = `/api/v1/rooms/${room}/messages/${seq}/report`;
  need(await member.restore().ask(path, { method: "POST" }), 204);
  const { reports } = JSON.parse((await moderator.restore().ask("/api/v1/reports")).text);
  return reports.at(-1).id;
}

/** A decision of the moderator's that can be undone. */
export async function makeDecision(stage: Stage): Promise<number> {
  const path = `/api/v1/people/${stage.victim.role.id}/mute`;
  const body = { seconds: 60 };
  const muted = await stage.cast.moderator.restore().ask(path, { method: "POST", body });
  return JSON.parse(need(muted, 200, "text")).undo;
}

/** Somebody who waits at the door. */
export async function findKnock(stage: Stage): Promise<number> {
  const { moderator } = stage.cast;
  const { knocks } = JSON.parse((await moderator.restore().ask("/api/v1/knocks")).text);
  return knocks[0].id;
}

/** The session of somebody else. */
export async function findSession({ victim }: Stage): Promise<string> {
  const { sessions } = JSON.parse((await victim.restore().ask("/api/v1/sessions")).text);
  return sessions[0].id;
}

/** Letters that look like no other. */
const LETTERS = "abcdefghjkpqstuxyz";
let newcomers = 0;

/** Somebody who has just come, and has done nothing yet. */
export async function makeNewcomer(stage: Stage): Promise<number> {
  const person = stage.author.at(stage.site.url);
  person.cookie = undefined;
  const n = newcomers++;
  const name = `Novata ${LETTERS[Math.floor(n / LETTERS.length)]}${LETTERS[n % LETTERS.length]}`;
  const made = await person.ask("/api/v1/session", { method: "POST", body: { name } });
  return need(made, 201).user.id;
}

/** An answer without what changes from one to the next, to be compared byte by byte. */
export function comparable({ status, text, headers }: Answer): unknown {
  const told = [...headers].filter(([name]) => name !== "date");
  return { status, text, headers: told.toSorted() };
}

function need(answer: Answer, status: number): ReturnType<typeof read>;
function need(answer: Answer, status: number, as: "text"): string;
function need(answer: Answer, status: number, as?: "text"): unknown {
  if (answer.status !== status) throw new Error(`The scene is not set: ${answer.text}`);
  return as === "text" ? answer.text : status === 204 ? undefined : read(answer);
}
