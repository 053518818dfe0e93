import { readByteSize } from "@/lib/chat/byte_size.ts";
import { Invalid } from "@/lib/chat/errors.ts";
import { Role } from "@/lib/chat/model.ts";
import type { SettingsChanges } from "@/lib/chat/settings.ts";
import { fieldOf } from "@/lib/middlewares/read_form.ts";
import { requireConfirmed, requireSession } from "@/lib/middlewares/signed_in.ts";
import type { State } from "@/utils.ts";
import { type Deeds, idIn } from "./deeds.tsx";

const HERE = "/anfitriao";

/** What can be done on the host's page, each by the value of its form's `do` field. */
export function hostDeeds(state: State): Deeds {
  return {
    ...doorDeeds(state),
    ...reportDeeds(state),
    ...peopleDeeds(state),
    ...serverDeeds(state),
  };
}

function doorDeeds(state: State): Deeds {
  const { user } = requireSession(state);
  const { door } = state.services;
  const there = `${HERE}#porta`;
  return {
    async letin(form) {
      await door.letIn(user, idIn(form, "knock"));
      return { to: there };
    },
    async turnaway(form) {
      await door.turnAway(user, idIn(form, "knock"));
      return { to: there };
    },
  };
}

function reportDeeds(state: State): Deeds {
  const { user } = requireSession(state);
  const { moderation } = state.services;
  const there = `${HERE}#denuncias`;
  return {
    async close(form) {
      await moderation.closeReport(user, idIn(form, "report"));
      return { to: there };
    },
    async delete(form) {
      await moderation.closeReport(user, idIn(form, "report"), { delete: true });
      return { to: there };
    },
  };
}

function peopleDeeds(state: State): Deeds {
  const { user: me } = requireSession(state);
  const { moderation } = state.services;
  const back = (form: URLSearchParams) => {
    const query = fieldOf(form, "q");
    return `${HERE}${query === "" ? "" : `?q=${encodeURIComponent(query)}`}#pessoas`;
  };
  return {
    async role(form) {
      requireConfirmed(state);
      const role = Role.safeParse(fieldOf(form, "role"));
      if (!role.success) throw new Invalid("Cannot set role: no such role", { field: "role" });
      const { undo } = await moderation.setRole(me, idIn(form, "user"), role.data);
      return { to: back(form), said: undo };
    },
    async mute(form) {
      const seconds = secondsIn(form) ?? 600;
      return { to: back(form), said: await moderation.mute(me, idIn(form, "user"), seconds) };
    },
    async unmute(form) {
      await moderation.unmute(me, idIn(form, "user"));
      return { to: back(form) };
    },
    async ban(form) {
      requireConfirmed(state);
      const seconds = secondsIn(form);
      const reason = fieldOf(form, "reason");
      const address = form.has("address");
      const input = { seconds, reason, address };
      const { undo } = await moderation.ban(me, idIn(form, "user"), input);
      return { to: back(form), said: undo };
    },
    async unban(form) {
      requireConfirmed(state);
      await moderation.unban(me, idIn(form, "user"));
      return { to: back(form) };
    },
    async release(form) {
      requireConfirmed(state);
      await moderation.release(me, idIn(form, "user"));
      return { to: `${HERE}#pessoas` };
    },
  };
}

function serverDeeds(state: State): Deeds {
  const { user } = requireSession(state);
  const { settings } = state.services;
  async function change(changes: SettingsChanges, part = "conversa-toda") {
    requireConfirmed(state);
    await settings.set(user, changes);
    return { to: `${HERE}#${part}`, said: "saved" };
  }
  return {
    code: (form) => change({ joinCode: fieldOf(form, "joinCode").trim() || null }),
    newcode: () => change({ joinCode: "new" }),
    nocode: () => change({ joinCode: null }),
    server: (form) => change(serverIn(form, settings.fixed)),
    files: (form) => change(limitsIn(form), "arquivos"),
  };
}

// What is fixed cannot be sent by the form, and what is not sent would read as "off".
function serverIn(form: URLSearchParams, fixed: readonly string[]): SettingsChanges {
  const free = (name: string) => !fixed.includes(name);
  const newcomers = fieldOf(form, "newcomers") === "guest" ? "guest" : "member";
  return {
    ...free("knock") ? { knock: form.has("knock") } : {},
    ...free("joinShowsPeople") ? { joinShowsPeople: form.has("joinShowsPeople") } : {},
    ...free("guestsDirect") ? { guestsDirect: form.has("guestsDirect") } : {},
    ...free("newcomers") ? { newcomers } : {},
  };
}

/** Sizes of the form, as far as it brings any: what is fixed it does not. An empty one is no limit. */
function limitsIn(form: URLSearchParams): SettingsChanges {
  const names = ["fileSize", "filesPerPerson", "filesTotal", "diskFree"].filter((name) =>
    form.has(name)
  );
  return Object.fromEntries(names.map((name) => {
    const bytes = readByteSize(fieldOf(form, name) || "0");
    if (bytes === undefined) throw new Invalid(`Cannot read ${name}: no size`, { field: name });
    return [name, bytes];
  }));
}

/** A term in seconds; `undefined`: for good. */
function secondsIn(form: URLSearchParams): number | undefined {
  const text = fieldOf(form, "seconds");
  if (text === "") return undefined;
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new Invalid("Cannot take the term", { field: "seconds" });
  return Number(text);
}
