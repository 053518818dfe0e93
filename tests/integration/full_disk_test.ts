import { expect } from "expect";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";
import { noSmallDisk, SmallDisk } from "../support/small_disk.ts";
import { madeBytes, TusHand } from "../support/tus_hand.ts";

Deno.test({
  name: "a disk that fills up amid a file refuses it and no message, and room lets it go on" +
    (noSmallDisk === undefined ? "" : ` (skipped: ${noSmallDisk})`),
  ignore: noSmallDisk !== undefined,
  async fn() {
    const dataDir = await Deno.makeTempDir({ prefix: "conexao-data-" });
    await using last = new AsyncDisposableStack();
    last.defer(() => Deno.remove(dataDir, { recursive: true }));
    await Deno.mkdir(`${dataDir}/files`);
    await using disk = await SmallDisk.at(`${dataDir}/files`, { size: 10_000_000 });
    await using site = await AloneSite.open({ DATA_DIR: dataDir, DISK_FREE: "1MB" });
    const ana = await Person.named("Ana", site.url);
    const hand = new TusHand(ana);
    const bytes = madeBytes(6_000_000);

    const tooLarge = await hand.announce("a.bin", 9_500_000);
    expect([tooLarge.status, JSON.parse(tooLarge.text).error.field]).toEqual([507, "disk"]);
    const path = await hand.begin("a.bin", bytes.length);
    // The space is taken by now, though not a byte has come.
    expect((await hand.announce("b.bin", 4_000_000)).status).toBe(507);
    expect((await hand.bring(path, 0, bytes.slice(0, 1_000_000))).status).toBe(204);

    const filler = `${disk.path}/of-somebody-else`;
    await Deno.writeFile(filler, new Uint8Array(8_500_000));
    const full = await hand.bring(path, 1_000_000, bytes.slice(1_000_000));
    expect([full.status, JSON.parse(full.text).error]).toMatchObject([507, { field: "disk" }]);
    expect((await ana.post((await ana.room()).id, "a conversa segue")).status).toBe(201);

    await Deno.remove(filler);
    const at = await hand.offset(path);
    expect(at).toBeGreaterThanOrEqual(1_000_000);
    expect((await hand.bring(path, at, bytes.slice(at))).status).toBe(204);
    expect(await hand.offset(path)).toBe(bytes.length);
  },
});
