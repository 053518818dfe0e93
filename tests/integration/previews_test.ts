import { MagickFormat } from "@imagemagick/magick-wasm";
import { expect } from "expect";
import type { Message } from "@/lib/chat/model.ts";
import { newId } from "../support/new_id.ts";
import { lookAt, named, painted } from "../support/painted.ts";
import { Person } from "../support/person.ts";
import { type Bytes, joined, jpegSegment, PNG, pngChunk, tiff } from "../support/pictures.ts";
import { shareFiles } from "../support/share_file.ts";
import { AloneSite } from "../support/sites.ts";
import { residentMib } from "../support/resident_memory.ts";

const PLACE = "uma casa em Recife";

/** A photograph as a telephone takes it: on its side, and with the place. */
async function photograph(width: number, height: number): Promise<Bytes> {
  const jpeg = await painted(MagickFormat.Jpeg, { width, height });
  const exif = tiff([{
    0x0112: { short: 6 },
    0x8825: { directory: { 0x001b: { text: PLACE } } },
  }]);
  return joined(jpeg.slice(0, 2), jpegSegment(0xe1, joined("Exif\0\0", exif)), jpeg.slice(2));
}

async function bytesOf(person: Person, path: string): Promise<{ status: number; bytes: Bytes }> {
  const headers = { cookie: person.cookie ?? "" };
  const response = await fetch(person.url + path, { headers });
  return { status: response.status, bytes: await response.bytes() };
}

async function lastFiles(person: Person, room: number): Promise<Message["files"]> {
  return (await person.history(room)).at(-1)!.files;
}

/** How long messages take, one after another, in milliseconds: the slowest but one in a hundred. */
async function slowestOf(person: Person, room: number, count: number): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < count; i++) {
    const started = performance.now();
    const body = { id: newId(), body: `bolo ${i}` };
    await person.ask(`/api/v1/rooms/${room}/messages`, { method: "POST", body });
    took.push(performance.now() - started);
  }
  return took.toSorted((a, b) => a - b)[Math.floor(count * 0.99) - 1]!;
}

Deno.test("pictures, with the rights of the server that is started", async (t) => {
  await using site = await AloneSite.open({ RATE_LIMITS: "off" });
  const ana = await Person.named("Ana", site.url);
  const bruno = await Person.named("Bruno", site.url);
  const { id: room } = await ana.room();

  await t.step(
    "a photograph stands upright for everybody, and tells nobody where it was",
    async () => {
      const bytes = await photograph(800, 600);
      expect(new TextDecoder("latin1").decode(bytes)).toContain(PLACE);
      const { ids: [id] } = await shareFiles(ana, room, { name: "praia.jpg", bytes });
      const size = { width: 600, height: 800 };
      expect(await lastFiles(bruno, room)).toMatchObject([{ id, type: "image/jpeg", ...size }]);
      const whole = await bytesOf(bruno, `/f/${id}`);
      expect(whole.bytes.length).toBe(bytes.length);
      expect(new TextDecoder("latin1").decode(whole.bytes)).not.toContain(PLACE);
      const large = await lookAt((await bytesOf(bruno, `/f/${id}/large`)).bytes);
      expect(large).toMatchObject({ ...size, profiles: [] });
      expect(named(large.quarters)).toBe("BRWG");
      const small = await lookAt((await bytesOf(bruno, `/f/${id}/small`)).bytes);
      expect(small).toMatchObject({ width: 480, height: 640 });
    },
  );

  await t.step("a bomb is a file like any other, without a preview", async () => {
    const header = joined(PNG.slice(16, 29));
    new DataView(header.buffer).setUint32(0, 50_000);
    new DataView(header.buffer).setUint32(4, 50_000);
    const bomb = joined(PNG.slice(0, 8), pngChunk("IHDR", header), PNG.slice(33));
    const { ids: [id] } = await shareFiles(ana, room, { name: "bomba.png", bytes: bomb });
    const [file] = (await lastFiles(bruno, room))!;
    expect(file).toEqual({ id, name: "bomba.png", size: bomb.length, type: "image/png" });
    expect((await bytesOf(bruno, `/f/${id}/small`)).status).toBe(404);
    expect((await bytesOf(bruno, `/f/${id}`)).bytes).toEqual(bomb);
  });

  await t.step("messages are no slower while large pictures are made smaller", async () => {
    const large = await photograph(4_032, 3_024);
    let calm = false;
    // The machine is others', too: what counts is what pictures add, where nobody else adds as much.
    for (let i = 0; i < 3 && !calm; i++) {
      const alone = await slowestOf(bruno, room, 200);
      const bytes = joined(large, `another ${i}`);
      const { ids: [id] } = await shareFiles(ana, room, { name: "grande.jpg", bytes });
      const preview = bytesOf(bruno, `/f/${id}/small`);
      const meanwhile = await slowestOf(bruno, room, 200);
      expect((await preview).status).toBe(200);
      calm = meanwhile < Math.max(50, 3 * alone);
    }
    expect(calm).toBe(true);
  });

  await t.step("a hundred pictures leave no more behind than ten", async () => {
    const picture = await painted(MagickFormat.Png, { width: 640, height: 480 });
    const another = async (number: number) => {
      const comment = pngChunk("tEXt", `Comment\0${number}`);
      const bytes = joined(picture.slice(0, 33), comment, picture.slice(33));
      const { ids: [id] } = await shareFiles(ana, room, { name: "foto.png", bytes });
      expect((await bytesOf(ana, `/f/${id}/small`)).status).toBe(200);
    };
    for (let i = 0; i < 10; i++) await another(i);
    const before = await residentMib(site.instance.pid);
    for (let i = 10; i < 100; i++) await another(i);
    expect(await residentMib(site.instance.pid) - before).toBeLessThan(48);
  });
});
