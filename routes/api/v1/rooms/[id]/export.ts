import { isStaff } from "@/lib/chat/policy.ts";
import { parseFormat } from "@/lib/export/export_format.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { roomOf } from "@/lib/middlewares/params.ts";
import { requireConfirmed, requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";
import { fileAnswer } from "../../../../(_pages)/file_answer.ts";

export const handler = define.handlers({
  async GET({ req, params, state, url }) {
    const { user } = requireSession(state);
    const room = roomOf(params);
    const { exports } = state.services;
    await exports.requireMayExport(user, room);
    if (isStaff(user)) requireConfirmed(state);
    const format = parseFormat(url.searchParams.get("format"));
    const speech = speechFor(state.locale, req);
    const texts = speech.of("export");
    return fileAnswer(await exports.open(user, room, { format, texts, chat: speech.chat }));
  },
});
