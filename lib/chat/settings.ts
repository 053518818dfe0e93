import { MOST_BYTES, writeByteSize } from "./byte_size.ts";
import type { Clock } from "./clock.ts";
import { Conflict, Invalid } from "./errors.ts";
import { newJoinCode, parseJoinCode } from "./join_code.ts";
import type { User } from "./model.ts";
import { mayHost } from "./policy.ts";
import type { ModerationStore, ServerSettings, ServerStore } from "./store.ts";

/** What Settings works with. */
export interface SettingsParts {
  server: Pick<ServerStore, "settings" | "set">;
  moderation: Pick<ModerationStore, "note">;
  clock: Clock;
  /** What the environment says: it is so whatever the host sets. */
  fixed: Partial<ServerSettings>;
}

/** What a host may change at once; `joinCode`: another one, none, or one made up here. */
export interface SettingsChanges {
  joinCode?: string | null | undefined;
  knock?: boolean | undefined;
  joinShowsPeople?: boolean | undefined;
  newcomers?: "member" | "guest" | undefined;
  guestsDirect?: boolean | undefined;
  fileSize?: number | undefined;
  filesPerPerson?: number | undefined;
  filesTotal?: number | undefined;
  diskFree?: number | undefined;
}

/** Settings are believed for so long, in milliseconds; then they are read again. */
const MAX_AGE_MS = 1_000;
/** Asks for a join code that is made up here. */
const NEW = "new";
/** The least that each limit of files can be, in bytes. */
const LEAST = { fileSize: 1, filesPerPerson: 0, filesTotal: 0, diskFree: 0 };

/** How the door of this server stands, and what it keeps. */
export class Settings {
  readonly #parts: SettingsParts;
  #kept: { at: number; settings: Promise<ServerSettings> } | undefined;

  constructor(parts: SettingsParts) {
    this.#parts = parts;
  }

  /** The names of what the environment has fixed. */
  get fixed(): (keyof ServerSettings)[] {
    return Object.keys(this.#parts.fixed) as (keyof ServerSettings)[];
  }

  /** Tells the other instances what is fixed here: a door that is open elsewhere is open. */
  async publish(): Promise<void> {
    const { server, fixed } = this.#parts;
    if (Object.keys(fixed).length > 0) await server.set(fixed);
  }

  /** The settings as they are, at most a second old; what is fixed laid over them. */
  async now(): Promise<ServerSettings> {
    const at = this.#parts.clock.now();
    if (!this.#kept || at - this.#kept.at >= MAX_AGE_MS) {
      const kept = { at, settings: this.#parts.server.settings() };
      this.#kept = kept;
      kept.settings.catch(() => {
        if (this.#kept === kept) this.#kept = undefined;
      });
    }
    return { ...await this.#kept.settings, ...this.#parts.fixed };
  }

  /**
   * Changes some of them, and writes down who did; never a code itself.
   *
   * @throws {Forbidden} for everybody but a host
   * @throws {Conflict} for what the environment has fixed
   * @throws {Invalid} for a join code that cannot be one, or a limit that is none, by its `field`
   */
  async set(actor: User, changes: SettingsChanges): Promise<ServerSettings> {
    mayHost(actor);
    const wanted = parseChanges(changes);
    const names = Object.keys(wanted) as (keyof ServerSettings)[];
    const fixed = names.find((name) => name in this.#parts.fixed);
    if (fixed !== undefined) {
      throw new Conflict(`Cannot change ${fixed}: the environment of the server fixes it`, {
        field: fixed,
      });
    }
    if (names.length > 0) {
      await this.#parts.server.set(wanted);
      this.#kept = undefined;
      const detail = names.map((name) => describe(name, wanted)).join(", ");
      await this.#parts.moderation.note({ actor: actor.id, action: "server", detail });
    }
    return await this.now();
  }
}

function parseChanges({ joinCode, ...others }: SettingsChanges): Partial<ServerSettings> {
  const said = Object.entries(others).filter(([, value]) => value !== undefined);
  const wanted: Partial<ServerSettings> = Object.fromEntries(said);
  requireLimits(wanted);
  if (joinCode === undefined) return wanted;
  if (joinCode === null) return { ...wanted, joinCode: undefined };
  return { ...wanted, joinCode: joinCode === NEW ? newJoinCode() : parseJoinCode(joinCode) };
}

function requireLimits(wanted: Partial<ServerSettings>): void {
  for (const field of Object.keys(LEAST) as (keyof typeof LEAST)[]) {
    const bytes = wanted[field];
    if (bytes === undefined) continue;
    if (Number.isSafeInteger(bytes) && bytes >= LEAST[field] && bytes <= MOST_BYTES) continue;
    throw new Invalid(`Cannot limit ${field}: not from ${LEAST[field]} to ${MOST_BYTES} bytes`, {
      field,
    });
  }
}

function describe(name: keyof ServerSettings, wanted: Partial<ServerSettings>): string {
  const value = wanted[name];
  if (name === "joinCode") return `joinCode=${value === undefined ? "off" : "on"}`;
  if (typeof value === "number") return `${name}=${writeByteSize(value)}`;
  return `${name}=${typeof value === "boolean" ? (value ? "on" : "off") : value}`;
}
