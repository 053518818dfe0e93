import { silentLog } from "@/lib/chat/log.ts";
import { renewNow } from "@/lib/store/mod.ts";
import { type Fault, pass } from "../episode.ts";
import type { SqliteSite } from "../site/sqlite_site.ts";
import { storeOf } from "./store_of.ts";

/** The file is copied, and later put back and named anew, the program being stopped each time. */
export const fileRestored: Fault<SqliteSite> = {
  name: "store restored to an earlier state",
  takes: ["instances"],
  async inject(stage) {
    const { site, book, full } = stage;
    const { instance } = site.a;
    const was = await storeOf(stage);
    const from = book.now();
    await instance.stop();
    await using kept = await site.copy();
    await instance.start();
    await pass(full ? 5_000 : 1_200);
    await instance.stop();
    await kept.putBack();
    await renewNow({ kind: "sqlite", path: site.path }, { log: silentLog });
    book.restores.push({ from, to: book.now(), was });
    await instance.start();
  },
};
