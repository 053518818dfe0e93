import { page } from "fresh";
import { ExportChoices } from "@/components/export/ExportChoices.tsx";
import { Complaint } from "@/components/ui/Field.tsx";
import { roomName } from "@/components/rail/named.ts";
import TakeFile from "@/islands/TakeFile.tsx";
import { isStaff } from "@/lib/chat/policy.ts";
import { ChatError, ERRORS } from "@/lib/chat/errors.ts";
import { EXPORT_FORMATS, parseFormat } from "@/lib/export/export_format.ts";
import { waitName } from "@/lib/i18n/span_name.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";
import { askPassword } from "../../(_pages)/confirm_screen.tsx";
import { fileAnswer } from "../../(_pages)/file_answer.ts";
import { type RoomPage, roomPage } from "../../(_pages)/room_page.ts";
import { Shell } from "../../(_pages)/shell.tsx";

interface ExportData extends RoomPage {
  /** Why no file came. */
  refused: ChatError | undefined;
}

const BELOW = "/exportar";
/** Under which the format stands in the address. */
const FORMAT = "formato";

export const handler = define.handlers({
  async GET(ctx) {
    const found = await roomPage(ctx, BELOW);
    if (found instanceof Response) return found;
    const { state, req, url } = ctx;
    const { user } = requireSession(state);
    const { exports, passwords } = state.services;
    await exports.requireMayExport(user, found.room.id);
    // A stolen cookie of somebody who sees to all rooms does not carry them away.
    if (isStaff(user) && passwords.confirmedUntil(requireSession(state)) === undefined) {
      return await askPassword(ctx, { form: new URLSearchParams() });
    }
    const asked = url.searchParams.get(FORMAT);
    if (asked === null) return page<ExportData>({ ...found, refused: undefined });
    try {
      const format = parseFormat(asked);
      const speech = speechFor(state.locale, req);
      const words = { texts: speech.of("export"), chat: speech.chat };
      return fileAnswer(await exports.open(user, found.room.id, { format, ...words }));
    } catch (error) {
      if (!(error instanceof ChatError) || ERRORS[error.code].status >= 500) throw error;
      const { status } = ERRORS[error.code];
      return page<ExportData>({ ...found, refused: error }, { status });
    }
  },
});

/** What a room can be taken out as. */
export default define.page<typeof handler>(function ExportPage({ data, req, state, url }) {
  const { frame, room, flash, refused } = data;
  const speech = speechFor(state.locale, req);
  const texts = speech.of("export");
  const here = `/r/${room.slug}${BELOW}`;
  return (
    <Shell
      {...{ state, url, frame, speech, flash }}
      current={room.id}
      title={texts.say("title")}
      sub={<bdi>{roomName(room, speech.of("rail").say("gone"))}</bdi>}
      back={{ href: `/r/${room.slug}/ajustes`, label: speech.of("rooms").say("back") }}
    >
      <div class="page">
        <p>{texts.say("lead")}</p>
        {refused && (
          <Complaint
            text={refused.code === "rate_limited"
              ? texts.say("busy", { wait: waitName(refused.afterMs, texts.locale) })
              : speech.page.say(`refused.${refused.code}`)}
          />
        )}
        <ExportChoices
          formats={EXPORT_FORMATS}
          hrefOf={(format) => `${here}?${FORMAT}=${format}`}
          texts={texts}
        />
        <TakeFile {...speech.propsOf("taking")} />
        <p class="hint">{texts.say("care")}</p>
      </div>
    </Shell>
  );
});
