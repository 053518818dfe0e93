import { newToken } from "@/lib/auth/token.ts";
import type { Role, User } from "@/lib/chat/model.ts";
import { silentLog } from "@/lib/chat/log.ts";
import { parseName } from "@/lib/chat/name.ts";
import { openStore } from "@/lib/store/mod.ts";
import type { Environment } from "../../support/instance.ts";
import { draftSession, enrol, type Enrolled } from "../../support/enrol.ts";
import { Person } from "../../support/person.ts";
import { AloneSite } from "../../support/sites.ts";

/** The columns of the table, in its order. */
export const COLUMNS = [
  "guest",
  "member",
  "other",
  "owner",
  "moderator",
  "host",
  "banned",
  "out",
] as const;
export type Column = (typeof COLUMNS)[number];

/** Somebody of the cast, with two sessions: on one of them the password was not given. */
export class Player extends Person {
  readonly role: User;
  readonly #cookies: { main: string; spare: string };

  constructor(url: string, of: { user: User; main: string; spare: string }) {
    super(url);
    this.role = of.user;
    this.#cookies = of;
    this.restore();
  }

  /** Forgets what answers did to the cookie; `spare`: takes the session without the password. */
  restore({ spare = false } = {}): this {
    this.cookie = spare ? this.#cookies.spare : this.#cookies.main;
    return this;
  }
}

/** People whom things are done to, or who are just there. */
export interface Extras {
  /** In every room, has a picture, and wrote the messages that are nobody's in the cast. */
  author: Player;
  /** Shares geral with all, and is muted, banned, invited. */
  victim: Player;
  /** Shares no room with anybody. */
  stranger: Player;
}

/** The site, its cast, and those who are there beside it. */
export interface Stage extends AsyncDisposable, Extras {
  site: AloneSite;
  cast: Readonly<Record<Column, Player>>;
}

const ROLES: readonly [who: string, name: string, role: Role][] = [
  ["guest", "Dora", "guest"],
  ["member", "Bruno", "member"],
  ["other", "Clara", "member"],
  ["owner", "Ana", "member"],
  ["moderator", "Mário", "moderator"],
  ["host", "Helena", "host"],
  ["banned", "Edu", "member"],
  ["author", "Iara", "member"],
  ["victim", "Vito", "member"],
  ["stranger", "Ermo", "member"],
];

/** Fills a database with the cast, and opens one instance on it. */
export async function openStage(environment: Environment = {}): Promise<Stage> {
  const dataDir = await Deno.makeTempDir({ prefix: "conexao-data-" });
  const people = await fill(dataDir);
  const site = await AloneSite.open({ DATA_DIR: dataDir, ...environment });
  const player = (who: string) => new Player(site.url, people.get(who)!);
  const cast = Object.fromEntries(
    COLUMNS.filter((who) => who !== "out").map((who) => [who, player(who)]),
  );
  const nobody = new Player(site.url, { user: people.get("stranger")!.user, main: "", spare: "" });
  return {
    site,
    cast: { ...cast, out: nobody } as Record<Column, Player>,
    author: player("author"),
    victim: player("victim"),
    stranger: player("stranger"),
    async [Symbol.asyncDispose]() {
      await site[Symbol.asyncDispose]();
      await Deno.remove(dataDir, { recursive: true }).catch(() => {});
    },
  };
}

async function fill(dataDir: string): Promise<Map<string, Enrolled>> {
  const path = `${dataDir}/conexao.db`;
  const store = await openStore({ kind: "sqlite", path }, { log: silentLog });
  try {
    const people = new Map<string, Enrolled>();
    for (const [who, name, role] of ROLES) people.set(who, await enrol(store, name, role));
    const { author, stranger, banned } = Object.fromEntries(people);
    const geral = (await store.rooms.find(author!.user.id, { slug: "geral" }))!.id;
    await store.rooms.dismiss(geral, stranger!.user.id);
    for (const { user } of [author!, stranger!]) {
      const bytes = new Uint8Array(8);
      await store.people.setPicture(user.id, { type: "image/png", bytes });
    }
    const note = { actor: people.get("host")!.user.id, action: "ban", target: banned!.user.id };
    const term = { seconds: 3_600, address: false };
    await store.moderation.ban(banned!.user.id, term, { ...note, action: "ban" });
    for (const letter of "abcde") {
      await store.server.knock(parseName(`Visita ${letter}`), draftSession(newToken()));
    }
    return people;
  } finally {
    await store.close();
  }
}
