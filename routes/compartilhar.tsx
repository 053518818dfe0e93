import { page } from "fresh";
import { roomName } from "@/components/rail/named.ts";
import { ShareForm } from "@/components/able/ShareForm.tsx";
import { ClientId } from "@/lib/chat/model.ts";
import { newClientId } from "@/lib/client/client_id.ts";
import { readFileForm } from "@/lib/files/file_form.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { bringsFile, fieldOf } from "@/lib/middlewares/read_form.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define, type State } from "@/utils.ts";
import { carryOut, complaintAt, type Deeds, idIn, type Refused } from "./(_pages)/deeds.tsx";
import { type Frame, frameOf } from "./(_pages)/frame.ts";
import { Shell } from "./(_pages)/shell.tsx";

interface ShareData {
  frame: Frame;
  text: string;
  /** How many files wait in the browser; see `lib/worker/take_share.ts`. */
  files: number;
  refused: Refused | undefined;
}

const MOST_FILES = 1_000;

export const handler = define.handlers({
  async GET(ctx) {
    const { state, url: { searchParams } } = ctx;
    if (!state.session) return ctx.redirect("/", 303);
    const files = Number(searchParams.get("files")) || 0;
    return page<ShareData>({
      ...{ frame: await frameOf(state), text: textIn(searchParams), refused: undefined },
      files: Math.min(Math.max(Math.trunc(files), 0), MOST_FILES),
    });
  },

  async POST(ctx) {
    if (!ctx.state.session) return ctx.redirect("/", 303);
    // A share that no worker took: of it the text is left, and nothing is sent of that either.
    if (bringsFile(ctx.req)) {
      const form = await readFileForm(ctx.req);
      await form.drop();
      const text = textIn(new URLSearchParams([...form.fields]));
      return ctx.redirect(`/compartilhar?${new URLSearchParams({ text })}`, 303);
    }
    const outcome = await carryOut(ctx, deedsOf(ctx.state));
    if (outcome instanceof Response) return outcome;
    const { form, status } = outcome;
    const frame = await frameOf(ctx.state);
    const data = { frame, text: fieldOf(form, "body"), files: 0, refused: outcome };
    return page<ShareData>(data, { status });
  },
});

function deedsOf(state: State): Deeds {
  const { user } = requireSession(state);
  const { chat } = state.services;
  return {
    async send(form) {
      const room = await chat.room(user.id, { id: idIn(form, "room") });
      const id = ClientId.safeParse(form.get("id")).data ?? newClientId();
      await chat.post(user, { id, room: room.id, body: fieldOf(form, "body") });
      return { to: `/r/${room.slug}` };
    },
  };
}

function textIn(query: URLSearchParams): string {
  const parts = ["title", "text", "url"].map((name) => query.get(name)).filter(Boolean);
  return [...new Set(parts)].join("\n");
}

/** Where what another app shares waits for the room that it is to go to. */
export default define.page<typeof handler>(function SharePage({ data, req, state, url }) {
  const { frame, text, files, refused } = data;
  const speech = speechFor(state.locale, req);
  const able = speech.of("able");
  const rooms = frame.rooms.filter(({ joined, archived }) => joined && !archived);
  const wrong = complaintAt(refused, {
    deeds: ["send"],
    words: { invalid: able.say("bring.empty") },
    speech,
  });
  return (
    <Shell {...{ state, url, frame, speech }} title={able.say("bring.title")}>
      <div class="page">
        <p>{files > 0 ? able.say("bring.files", { n: files }) : able.say("bring.lead")}</p>
        {files === 0
          ? <ShareForm clientId={newClientId()} {...{ rooms, text, wrong, able }} />
          : (
            <ul class="kept">
              {rooms.map((room) => (
                <li key={room.id}>
                  <a href={`/r/${room.slug}?compartilhado=1`}>
                    <bdi>{roomName(room, able.say("news.gone"))}</bdi>
                  </a>
                </li>
              ))}
            </ul>
          )}
      </div>
    </Shell>
  );
});
