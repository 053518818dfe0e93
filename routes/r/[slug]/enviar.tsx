import { type Context, page } from "fresh";
import { roomName } from "@/components/rail/named.ts";
import { reasonFor } from "@/components/message/reason.ts";
import { SendForm } from "@/components/files/SendForm.tsx";
import { sizeName } from "@/components/ui/size_name.ts";
import { ChatError, ERRORS, Invalid, TooLarge } from "@/lib/chat/errors.ts";
import { LONGEST_BODY } from "@/lib/chat/longest_body.ts";
import { ClientId, type Room } from "@/lib/chat/model.ts";
import { mayWrite } from "@/lib/chat/policy.ts";
import { newClientId } from "@/lib/client/client_id.ts";
import { type FileForm, type FormFile, readFileForm } from "@/lib/files/file_form.ts";
import { capital } from "@/lib/i18n/capital.ts";
import { type PageSpeech, speechFor } from "@/lib/i18n/speech_for.ts";
import { requireSender, requireSession } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";
import { findRoom } from "../../(_pages)/find_room.ts";
import { markRead } from "../../(_pages)/mark_read.ts";
import { type RoomPage, roomPage } from "../../(_pages)/room_page.ts";
import { Shell } from "../../(_pages)/shell.tsx";

interface SendData extends RoomPage {
  /** What the person may send, in bytes: in one file, and in all. */
  limits: { file: number; left: number };
  clientId: string;
  text: string;
  refused: ChatError | undefined;
}

const BELOW = "/enviar";

export const handler = define.handlers({
  async GET(ctx) {
    const found = await roomPage(ctx, BELOW);
    if (found instanceof Response) return found;
    return page(await load(ctx.state, found, { clientId: newClientId(), text: "" }));
  },

  async POST(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    const { room } = await findRoom(ctx);
    const form = await readFileForm(ctx.req);
    try {
      await send(ctx.state, room, form);
      return ctx.redirect(`/r/${room.slug}`, 303);
    } catch (error) {
      if (!(error instanceof ChatError) || ERRORS[error.code].status >= 500) throw error;
      await form.drop();
      return await again(ctx, form, error);
    }
  },
});

async function send(state: State, room: Room, { fields, file }: FileForm): Promise<void> {
  const { chat, settings } = state.services;
  const { user } = requireSession(state);
  const { guestsDirect } = await settings.now();
  mayWrite(await chat.access(user.id, room.id), { now: Date.now(), guestsDirect });
  const body = textIn(fields);
  if (body.length > LONGEST_BODY) throw new TooLarge("The text is too long", { field: "body" });
  if (!file) throw new Invalid("No file was chosen", { field: "file" });
  const post = (id: string) =>
    chat.post(user, { id: idIn(fields), room: room.id, body, files: [id] });
  const { seq } = await bring(state, file, post);
  await markRead(state, { room: room.id, seq });
}

/** Takes the file in and has something done with it, all or nothing of that. */
async function bring<Done>(
  state: State,
  { name, size, body }: FormFile,
  act: (id: string) => Promise<Done>,
): Promise<Done> {
  const { uploads } = state.services;
  const sender = requireSender(state);
  const { id, whole } = await uploads.create(sender, { name, size });
  try {
    if (!whole) await uploads.append(sender, id, 0, body);
    return await act(id);
  } catch (error) {
    // A form cannot go on where it stopped: what has come would only take up space. One that a
    // message has after all stays there.
    await uploads.cancel(sender, id).catch(() => {});
    throw error;
  }
}

async function again(
  ctx: Context<State>,
  { fields }: FileForm,
  refused: ChatError,
) {
  const found = await roomPage(ctx, BELOW);
  if (found instanceof Response) return found;
  const typed = { clientId: idIn(fields), text: textIn(fields) };
  return page({ ...await load(ctx.state, found, typed), refused }, {
    status: ERRORS[refused.code].status,
  });
}

async function load(
  state: State,
  found: RoomPage,
  typed: Pick<SendData, "clientId" | "text">,
): Promise<SendData> {
  const limits = await state.services.uploads.limits(requireSession(state).user);
  return { ...found, ...typed, limits, refused: undefined };
}

function textIn(fields: FileForm["fields"]): string {
  return (fields.get("body") ?? "").replaceAll("\r\n", "\n");
}

function idIn(fields: FileForm["fields"]): string {
  return ClientId.safeParse(fields.get("id")).data ?? newClientId();
}

/** A file for a room, sent without a script. */
export default define.page<typeof handler>(function SendPage({ data, req, state, url }) {
  const { frame, room, limits, clientId, text, refused, flash } = data;
  const speech = speechFor(state.locale, req);
  const texts = speech.of("files");
  const { file, left } = limits;
  return (
    <Shell
      {...{ state, url, frame, speech, flash }}
      current={room.id}
      title={texts.say("send")}
      sub={<bdi>{roomName(room, texts.say("gone"))}</bdi>}
      back={{ href: `/r/${room.slug}`, label: speech.of("rooms").say("back") }}
    >
      <div class="page">
        <p>
          {texts.say("send.lead", { size: sizeName(file, texts.locale) })}
          {left > file && ` ${texts.say("send.left", { size: sizeName(left, texts.locale) })}`}
        </p>
        <SendForm
          here={`/r/${room.slug}${BELOW}`}
          {...{ clientId, texts }}
          typed={text}
          wrong={refused && wrongIn(refused, limits, speech)}
        />
      </div>
    </Shell>
  );
});

function wrongIn(refused: ChatError, limits: SendData["limits"], speech: PageSpeech) {
  const { code, field } = refused;
  const texts = speech.of("files");
  if (field === "body") {
    const text = capital(reasonFor(code, LONGEST_BODY, speech.chat));
    return { text, field: "body" } as const;
  }
  if (code === "forbidden" || code === "not_found") {
    return { text: texts.say("refused.forbidden"), field: undefined };
  }
  const size = sizeName(limits.file, texts.locale);
  return { text: texts.say(`refused.${reasonOf(refused)}`, { size }), field: "file" } as const;
}

function reasonOf({ code, field }: ChatError) {
  if (field === "file") return "none";
  if (field === "size" || field === "person" || field === "server" || field === "disk") {
    return field;
  }
  return code === "rate_limited" ? "open" : "cut";
}
