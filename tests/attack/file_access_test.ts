import { expect } from "expect";
import { newId } from "../support/new_id.ts";
import { type Answer, read } from "../support/person.ts";
import { sendFile, shareFiles } from "../support/share_file.ts";
import { openStage, type Stage } from "./roles/cast.ts";
import { comparable, makeRoom } from "./roles/scene.ts";

const MISSING = "0".repeat(32);
const NOTE = { name: "segredo.txt", bytes: new TextEncoder().encode("ninguém sabe") };

/** A file in a private room of the owner's, the member's and the guest's, or in a public one. */
async function shared(stage: Stage, kind: "private" | "public") {
  const { room } = await makeRoom(stage, kind);
  const { ids, seq } = await shareFiles(stage.cast.owner.restore(), room, NOTE);
  return { room, seq, id: ids[0]! };
}

/** What somebody is told of a file, by every address that it has. */
async function told(player: Stage["author"], id: string): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const path of [`/f/${id}`, `/f/${id}/small`, `/f/${id}/large`]) {
    for (const method of ["GET", "HEAD"]) {
      answers.push(await player.restore().ask(path, { method }));
    }
  }
  return answers;
}

Deno.test("a file is there for those who read its room now, and for nobody else", async (t) => {
  await using stage = await openStage({ RATE_LIMITS: "off" });
  const { guest, member, owner, other, moderator, host, banned, out } = stage.cast;
  const hidden = await shared(stage, "private");
  const open = await shared(stage, "public");

  await t.step("members have it, as it is", async () => {
    for (const player of [guest, member, owner]) {
      const { status, text } = await player.restore().ask(`/f/${hidden.id}`);
      expect([status, text]).toEqual([200, "ninguém sabe"]);
    }
  });

  await t.step("to all others it is byte for byte as if there were none", async () => {
    for (const player of [other, moderator, host]) {
      const missing = (await told(player, MISSING)).map(comparable);
      for (const { id } of [hidden, open]) {
        expect((await told(player, id)).map(comparable)).toEqual(missing);
      }
      for (const { status } of await told(player, hidden.id)) expect(status).toBe(404);
    }
    for (const player of [banned, out]) {
      for (const { status } of await told(player, hidden.id)) expect(status).toBe(401);
    }
  });

  await t.step("what was sent and not posted is nobody's, not even the sender's", async () => {
    const id = await sendFile(owner.restore(), NOTE);
    const missing = (await told(owner, MISSING)).map(comparable);
    expect((await told(owner, id)).map(comparable)).toEqual(missing);
    // And it is nobody's to pass on.
    const path = `/api/v1/rooms/${hidden.room}/messages`;
    for (const files of [[id], [hidden.id], [MISSING]]) {
      const body = { id: newId(), body: "", files };
      const answer = await member.restore().ask(path, { method: "POST", body });
      expect([answer.status, read(answer).error.code]).not.toEqual([201, undefined]);
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
  });

  await t.step("nobody takes a file of another room in an archive", async () => {
    const path = `/api/v1/rooms/${open.room}/files/zip`;
    const asking = (files: string[]) => ({ method: "POST", body: { files } });
    const foreign = await member.restore().ask(path, asking([open.id, hidden.id]));
    const missing = await member.restore().ask(path, asking([open.id, MISSING]));
    expect([foreign.status, comparable(foreign)]).toEqual([404, comparable(missing)]);
    expect((await member.restore().ask(path, asking([open.id]))).status).toBe(200);
  });

  await t.step("who leaves has it no more", async () => {
    const members = `/api/v1/rooms/${hidden.room}/members/me`;
    expect((await guest.restore().ask(members, { method: "DELETE" })).status).toBe(204);
    const missing = (await told(guest, MISSING)).map(comparable);
    expect((await told(guest, hidden.id)).map(comparable)).toEqual(missing);
    // Not even what they have already is told to be still true.
    const headers = { "if-none-match": "*" };
    expect((await guest.restore().ask(`/f/${hidden.id}`, { headers })).status).toBe(404);
  });

  await t.step("with its message it goes from everybody", async () => {
    const path = `/api/v1/rooms/${open.room}/messages/${open.seq}`;
    expect((await owner.restore().ask(path, { method: "DELETE" })).status).toBe(200);
    const missing = (await told(owner, MISSING)).map(comparable);
    expect((await told(owner, open.id)).map(comparable)).toEqual(missing);
  });

  await t.step("who is banned has it no more within 1.2 s", async () => {
    expect((await member.restore().ask(`/f/${hidden.id}`)).status).toBe(200);
    const path = `/api/v1/people/${member.role.id}/ban`;
    expect((await host.restore().ask(path, { method: "POST" })).status).toBe(200);
    const at = performance.now();
    let answer = await member.restore().ask(`/f/${hidden.id}`);
    while (answer.status !== 401) answer = await member.restore().ask(`/f/${hidden.id}`);
    expect(performance.now() - at).toBeLessThan(1_200);
  });
});
