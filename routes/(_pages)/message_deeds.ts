import type { Room } from "@/lib/chat/model.ts";
import { newClientId } from "@/lib/client/client_id.ts";
import { fieldOf } from "@/lib/middlewares/read_form.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import type { State } from "@/utils.ts";
import { type Deeds, idIn } from "./deeds.tsx";
import { markRead } from "./mark_read.ts";

/** What can be done with one message on its own page. */
export function messageDeeds(state: State, { room, seq }: { room: Room; seq: number }): Deeds {
  const { user } = requireSession(state);
  const { chat, moderation } = state.services;
  const there = `/r/${room.slug}`;
  const here = `${there}/${seq}/opcoes`;
  const one = { room: room.id, seq };
  const react = (on: boolean) => async (form: URLSearchParams) => {
    const emoji = fieldOf(form, "emoji");
    await chat.react(user, { id: newClientId(), ...one, emoji, on });
    return { to: here };
  };
  const pin = (on: boolean) => async () => {
    await chat.pin(user, { id: newClientId(), ...one, on });
    return { to: `${here}#guardar`, said: on ? "pinned" : "unpinned" };
  };
  const save = (on: boolean) => async () => {
    await chat.save(user.id, one, on);
    return { to: `${here}#guardar`, said: on ? "saved" : "unsaved" };
  };
  return {
    async edit(form) {
      await chat.edit(user, { id: newClientId(), ...one, body: fieldOf(form, "body") });
      return { to: here, said: "edited" };
    },
    async delete() {
      const ack = await chat.delete(user, { id: newClientId(), ...one });
      return { to: there, said: ack.undo };
    },
    async report(form) {
      await moderation.report(user, { ...one, reason: fieldOf(form, "reason") });
      return { to: here, said: "reported" };
    },
    async unread() {
      await markRead(state, { room: room.id, seq: seq - 1, back: true });
      return { to: "/salas" };
    },
    react: react(true),
    unreact: react(false),
    // From the message in the conversation, where that is where one goes on.
    async toggle(form) {
      const on = fieldOf(form, "on");
      const emoji = on || fieldOf(form, "off");
      await chat.react(user, { id: newClientId(), ...one, emoji, on: on !== "" });
      return { to: `${there}/${seq}` };
    },
    pin: pin(true),
    unpin: pin(false),
    save: save(true),
    unsave: save(false),
    async forward(form) {
      const to = idIn(form, "to");
      await chat.forward(user, { id: newClientId(), ...one, to });
      return { to: here, said: "forwarded" };
    },
  };
}
