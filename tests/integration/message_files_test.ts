import { expect } from "expect";
import { newId } from "../support/new_id.ts";
import { Person, read } from "../support/person.ts";
import { sendFile } from "../support/share_file.ts";
import { SharedSite } from "../support/sites.ts";

const text = (words: string) => new TextEncoder().encode(words);

Deno.test("messages with files, on two instances", async (t) => {
  await using site = await SharedSite.open();
  const [ana, bruno] = [
    await Person.named("Ana", site.a.url),
    await Person.named("Bruno", site.b.url),
  ];
  const { id: room } = await ana.room();
  const note = await sendFile(ana, { name: "receita.txt", bytes: text("ovos, leite, farinha") });
  const file = { id: note, name: "receita.txt", size: 20, type: "text/plain" };

  await t.step(
    "what is sent by the socket here is shown there, once, whatever is resent",
    async () => {
      await using line = await bruno.connect();
      await using own = await ana.connect();
      const send = { t: "send", id: newId(), room, body: "", files: [note] };
      own.say(send);
      const ack = await own.waitFor("ack", ({ id }) => id === send.id);
      const heard = await line.waitFor("events", ({ to }) => to >= ack.rev);
      const shown = heard.messages.find(({ seq }) => seq === ack.seq);
      expect(shown).toMatchObject({ body: "", author: { id: ana.user.id }, files: [file] });
      const from = own.frames.length;
      own.say(send);
      const again = await own.waitFor("ack", ({ id }) => id === send.id, { from });
      expect(again).toMatchObject({ seq: ack.seq, dup: true });
      expect((await bruno.history(room)).filter(({ files }) => files)).toEqual([shown]);
    },
  );

  await t.step(
    "a file that cannot be sent is refused by both doors, and nothing is shown",
    async () => {
      const theirs = await sendFile(bruno, { name: "b.txt", bytes: text("do Bruno") });
      const mine = await sendFile(ana, { name: "a.txt", bytes: text("da Ana") });
      const before = await ana.history(room);
      await using own = await ana.connect();
      for (const files of [[theirs], [mine, note], [mine, mine], [newId()]]) {
        const id = newId();
        own.say({ t: "send", id, room, body: "olha", files });
        const nack = await own.waitFor("nack", (frame) => frame.id === id);
        expect(nack).toMatchObject({ code: "invalid", retry: false });
        const body = { id: newId(), body: "olha", files };
        const answer = await ana.ask(`/api/v1/rooms/${room}/messages`, { method: "POST", body });
        expect([answer.status, read(answer).error.code]).toEqual([422, "invalid"]);
      }
      for (const files of [Array.from({ length: 11 }, newId), ["../etc/passwd"], note]) {
        const body = { id: newId(), body: "olha", files };
        const answer = await ana.ask(`/api/v1/rooms/${room}/messages`, { method: "POST", body });
        expect([answer.status, read(answer).error.code]).toEqual([422, "invalid"]);
      }
      expect(await ana.history(room)).toEqual(before);
    },
  );

  await t.step("what Bruno passes on is his, and stays when Ana's message goes", async () => {
    const made = await bruno.ask("/api/v1/rooms", { method: "POST", body: { name: "Cozinha" } });
    const to = read(made).room.id;
    const [first] = (await bruno.history(room)).filter(({ files }) => files);
    const path = `/api/v1/rooms/${room}/messages/${first!.seq}`;
    const body = { id: newId(), room: to };
    const passed = await bruno.ask(`${path}/forward`, { method: "POST", body });
    expect(passed.status).toBe(201);
    const [copy = file] = read(passed).message.files ?? [];
    expect(copy).toEqual({ ...file, id: copy.id });
    expect(copy.id).not.toBe(note);
    const again = await bruno.ask(`${path}/forward`, { method: "POST", body });
    expect([again.status, read(again).message]).toEqual([200, read(passed).message]);
    expect((await ana.ask(path, { method: "DELETE" })).status).toBe(200);
    expect((await bruno.ask(`/f/${note}`)).status).toBe(404);
    const still = await bruno.ask(`/f/${copy.id}`);
    expect([still.status, still.text]).toEqual([200, "ovos, leite, farinha"]);
    expect((await ana.ask(`/f/${copy.id}`)).status).toBe(404);
  });
});
