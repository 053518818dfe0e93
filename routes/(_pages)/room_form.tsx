import { AnsweredBar } from "@/components/composer/AnsweredBar.tsx";
import { COMPOSER } from "@/components/composer/ComposerForm.tsx";
import { reasonFor } from "@/components/message/reason.ts";
import { NotFound } from "@/lib/chat/errors.ts";
import { LIMITS } from "@/lib/chat/limits.ts";
import { Id, type Message, type Room, type User } from "@/lib/chat/model.ts";
import { mayCallAll } from "@/lib/chat/policy.ts";
import { newClientId } from "@/lib/client/client_id.ts";
import type { Speech } from "@/lib/i18n/speech.ts";
import { markupOf } from "@/lib/markup/markups_of.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { Button } from "@/components/ui/Button.tsx";
import type { State } from "@/utils.ts";

/** What the form starts with; after a refusal, what it brought. */
export interface FormState {
  clientId: string;
  text: string;
  /** Why the text was not taken: an error's code. */
  refusal: string | undefined;
  /** The message that is answered. */
  answered: Message | undefined;
}

/** How a person writes in a room. */
export interface Habits {
  /** Enter is a new line. */
  enterBreaks: boolean;
  /** They show when they write, and see when others do. */
  typing: boolean;
  /** They may call everybody. */
  callsAll: boolean;
}

/** What the form starts with where nothing was written yet. */
export function emptyForm(answered?: Message): FormState {
  return { clientId: newClientId(), text: "", refusal: undefined, answered };
}

/** The message that is to be answered, by its `seq` as a text; `undefined`: there is none. */
export async function answeredIn(
  { session, services }: State,
  room: Room,
  place: string | null,
): Promise<Message | undefined> {
  const seq = Id.safeParse(Number(place)).data;
  if (!session || seq === undefined || !room.joined) return undefined;
  try {
    const message = await services.chat.message(session.user.id, { room: room.id, seq });
    return message.kind === "text" ? message : undefined;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

/** How this person writes in this room. */
export async function habitsOf(state: State, room: Room): Promise<Habits> {
  const { user, chosen: { enterBreaks, typing } } = requireSession(state);
  const access = await state.services.chat.access(user.id, room.id);
  return { enterBreaks, typing, callsAll: mayCallAll(access) };
}

/** Why the text was not taken, in words. */
export function complaintOf(
  { refusal }: FormState,
  speech: Speech<"chat">,
): string | undefined {
  if (refusal === undefined) return undefined;
  const text = reasonFor(refusal, LIMITS.body, speech);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface WithoutScriptProps {
  room: Room;
  me: User;
  /** The last message on the page. */
  last: number | undefined;
  answered: Message | undefined;
  speech: Speech<"chat">;
  /** What the button says that marks all as read. */
  readText: string;
}

/** What a script does by itself: marks what was seen as read, and begins a reply in the form. */
export function WithoutScript(props: WithoutScriptProps) {
  const { room, me, last, answered, speech, readText } = props;
  const here = `/r/${room.slug}`;
  return (
    <noscript>
      {answered && (
        <div class="answered">
          <input type="hidden" name="replyTo" value={answered.seq} form={COMPOSER} />
          <AnsweredBar
            {...{ message: answered, speech, href: here }}
            markup={markupOf(answered)}
            own={answered.author.id === me.id}
          />
        </div>
      )}
      {room.unread > 0 && last !== undefined && (
        <form class="seen" method="post" action={here}>
          <Button small name="read" value={last}>{readText}</Button>
        </form>
      )}
    </noscript>
  );
}
