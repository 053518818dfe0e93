import { pathToFileURL } from "node:url";
import type { Fault } from "../episode.ts";
import { type Patch, SourceCopy } from "../site/source_copy.ts";
import type { SqliteSite } from "../site/sqlite_site.ts";

const WITHIN_MS = 20_000;

/** The lone instance dies when its COMMIT is done, and before it has told anybody. */
export const exitsAfterCommit: Fault<SqliteSite> = {
  name: "instance killed between COMMIT and ack",
  takes: ["instances"],
  async inject({ site, rng }) {
    const { instance } = site.a;
    const usual = instance.root;
    await using copy = await SourceCopy.make();
    for (const patch of exitAfter(rng.between(3, 20))) await copy.apply(patch);
    await instance.stop();
    instance.root = pathToFileURL(`${copy.root}/`);
    await instance.start();
    await instance.ended(WITHIN_MS);
    instance.root = usual;
    await instance.start();
  },
};

/** A fail point: no relay can stand between a program and a file. */
export function exitAfter(commits: number): readonly Patch[] {
  return [{
    file: "lib/store/commit.ts",
    from: "      return await engine.lanes.transaction()" +
      ".execute((tx) => commitOnce(engine, tx, batch));\n",
    to: `      const done = await engine.lanes.transaction().execute((tx) =>
        commitOnce(engine, tx, batch)
      );
      if (++commits === ${commits}) Deno.exit(9);
      return done;
`,
  }, {
    file: "lib/store/commit.ts",
    from: "const TRIES = 3;\n",
    to: "const TRIES = 3;\nlet commits = 0;\n",
  }];
}
