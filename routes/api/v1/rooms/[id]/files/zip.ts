import { ChosenFiles } from "@/lib/chat/requests.ts";
import { speechFor } from "@/lib/i18n/speech_for.ts";
import { roomOf } from "@/lib/middlewares/params.ts";
import { readJson } from "@/lib/middlewares/read_json.ts";
import { requireSession } from "@/lib/middlewares/signed_in.ts";
import { define } from "@/utils.ts";
import { zipAnswer } from "../../../../../(_pages)/zip_answer.ts";

export const handler = define.handlers({
  async POST({ params, req, state }) {
    const asker = requireSession(state);
    const { chat, files } = state.services;
    const room = await chat.room(asker.user.id, { id: roomOf(params) });
    const { files: ids } = await readJson(req, ChosenFiles);
    const zip = await files.zip(asker, room.id, ids);
    return zipAnswer(room, zip, speechFor(state.locale, req).of("files"));
  },
});
