import { plainFold } from "@/lib/chat/plain_fold.ts";
import type { Room, User } from "@/lib/chat/model.ts";
import { slugIn } from "./api_answers.ts";
import { ApiError, askApi } from "./ask_api.ts";
import type { Command } from "./commands.ts";
import type { Notice } from "./composer_notice.ts";
import { peopleNamed } from "./room_people.ts";

/** Where a command is given. */
export interface CommandPlace {
  /** The room as it is now. */
  room(): Room;
  /** Goes to another page. */
  go(path: string): void;
  /** Tells something that comes later, or takes it away. */
  tell(notice: Notice | undefined): void;
}

type Deed = (rest: string, place: CommandPlace) => Promise<Notice | undefined>;

/** Commands that say nothing without what follows them. */
const NEEDY: ReadonlySet<Command> = new Set(["me", "topic", "name", "invite", "direct"]);

const DEEDS: Readonly<Record<Command, Deed>> = {
  // These two are the field's own.
  me: () => Promise.resolve(undefined),
  help: () => Promise.resolve(undefined),
  topic: (topic, place) => amend(place, { topic }),
  name: (name, place) => amend(place, { name }),
  invite,
  direct,
  mute,
  search(rest, { go }) {
    go(`/busca${rest === "" ? "" : `?q=${encodeURIComponent(rest)}`}`);
    return Promise.resolve(undefined);
  },
  leave: (_rest, place) => Promise.resolve(askToLeave(place)),
};

/** Does what a command says. Resolves with what there is to tell of it. Never throws. */
export async function runCommand(
  command: Command,
  rest: string,
  place: CommandPlace,
): Promise<Notice | undefined> {
  if (rest === "" && NEEDY.has(command)) return { kind: "needs", command, failed: true, ways: [] };
  try {
    return await DEEDS[command](rest, place);
  } catch (error) {
    return undone(error);
  }
}

async function amend(
  { room, go }: CommandPlace,
  changes: { name: string } | { topic: string },
): Promise<undefined> {
  const { id, slug } = room();
  const after = slugIn(await askApi(`rooms/${id}`, { method: "PATCH", body: changes }));
  if (after !== undefined && after !== slug) go(`/r/${after}`);
}

async function invite(rest: string, { room }: CommandPlace): Promise<Notice> {
  const found = await find(namesIn(rest));
  if ("kind" in found) return found;
  for (const { id } of found.users) {
    await askApi(`rooms/${room().id}/members`, { method: "POST", body: { user: id } });
  }
  return { kind: "invited", names: found.users.map(({ name }) => name), passing: true, ways: [] };
}

async function direct(rest: string, { go }: CommandPlace): Promise<Notice | undefined> {
  const found = await find(namesIn(rest));
  if ("kind" in found) return found;
  const users = found.users.map(({ id }) => id);
  const slug = slugIn(await askApi("direct", { method: "POST", body: { users } }));
  if (slug === undefined) throw new ApiError("internal");
  go(`/r/${slug}`);
}

async function mute(_rest: string, { room }: CommandPlace): Promise<Notice> {
  const { id, notify = "all" } = room();
  const on = notify === "nothing";
  const body = { notify: on ? "all" : "nothing" };
  await askApi(`rooms/${id}/members/me`, { method: "PATCH", body });
  return { kind: "notify", on, passing: true, ways: [] };
}

function askToLeave(place: CommandPlace): Notice {
  return { kind: "leave", ways: [{ kind: "leave", run: () => void leave(place) }] };
}

async function leave({ room, go, tell }: CommandPlace): Promise<void> {
  tell(undefined);
  try {
    await askApi(`rooms/${room().id}/members/me`, { method: "DELETE" });
    go("/");
  } catch (error) {
    tell({ ...undone(error), failed: false });
  }
}

/** Names as they are typed: one, or several with "@" before each. */
function namesIn(rest: string): string[] {
  // Up to the last sign that belongs to a name: looked for from the end, it is found in one walk.
  const names = rest.split(/(?:^|\s)@/).map((name) => /^[^]*[^\s,;]/.exec(name)?.[0].trim() ?? "");
  return names.filter((name) => name !== "");
}

async function find(names: readonly string[]): Promise<{ users: User[] } | Notice> {
  const users: User[] = [];
  for (const name of names) {
    const wanted = plainFold(name);
    const user = (await peopleNamed(name)).find((one) => plainFold(one.name) === wanted);
    if (!user) return { kind: "nobody", name, failed: true, ways: [] };
    users.push(user);
  }
  return { users };
}

function undone(error: unknown): Notice {
  const why = error instanceof ApiError ? error.code : "internal";
  return { kind: "undone", why, failed: true, ways: [] };
}
