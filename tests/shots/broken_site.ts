import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { HOST } from "../support/file_room.ts";
import { Person } from "../support/person.ts";
import { AloneSite } from "../support/sites.ts";

/** A site that fails where somebody looks for what they have put aside. */
export interface BrokenSite extends AsyncDisposable {
  url: string;
  /** Somebody's, who is signed in there. */
  cookie: string;
}

/** Starts a site whose file lacks a table. */
export async function brokenSite(): Promise<BrokenSite> {
  const site = await AloneSite.open();
  const { cookie = "" } = await Person.named("Ana", site.url);
  await site.instance.stop();
  {
    using database = new DatabaseSync(join(site.dataDir, "conexao.db"));
    database.exec("DROP TABLE saves");
  }
  await site.instance.start();
  return {
    url: `http://${HOST}:${site.instance.port}`,
    cookie,
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}
